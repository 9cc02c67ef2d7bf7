/*
 * Which mark stands before the decimals of a table: "72.6" in most, "72,6" in those of
 * many offices of statistics. It is asked of a grid before its cells are read, and of the
 * grid as a whole; a single cell says nothing ("1,234", "3,4").
 */
#ifndef CF_FACTS_MARKS_H
#define CF_FACTS_MARKS_H

#include "doc/doc.h"

enum marks {
	MARKS_POINT,		/* or nothing shows it */
	MARKS_MAY_BE_COMMA,	/* nothing but too few cells speaks against a comma */
	MARKS_COMMA
};

/*
 * A comma is the decimal mark when four cells or more cannot well be anything else, in columns
 * of figures, and no cell has a decimal point or commas between thousands ("1,234,567"). Of
 * "1,234" nothing is known; there must be less than half as many of these. Lists are in order:
 * "1,2", "3,4", "2,10", so a fair part of the cells must not be ("72,6", "0,5", "3,05").
 * "1.072,6" and "1.072.600" have points between thousands, and where one of these stands, so
 * has "1.072".
 */
enum marks marks_of(const struct grid *g);

#endif
