/* Bare numbers from 1900 to 2100 in the columns of a table: years, or counts? */
#ifndef CF_FACTS_YEARS_H
#define CF_FACTS_YEARS_H

#include "facts/table.h"

/*
 * Make figures of the cells that were read as years but are counts, for one of these reasons:
 * - a total adds up only with them ("1950, 2010, 500; Total 4460"): this is proof, and the
 *   column becomes one of figures when it was none;
 * - the column has other figures, enough of them, or ones that can be no years. These cells
 *   keep FIGURE_YEAR: a sum that fails with one of them decides nothing.
 * CF_ENOMEM is seen later, by the arena.
 */
void settle_years(struct arena *a, struct table *t);

#endif
