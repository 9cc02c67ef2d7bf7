/* Numbers of headings, lists and notes as word processors print them. */
#ifndef CF_READ_NUMERAL_H
#define CF_READ_NUMERAL_H

#include "base/str.h"

enum numeral {
	NUMERAL_NONE,
	NUMERAL_BULLET,		/* a sign, no number */
	NUMERAL_DECIMAL,
	NUMERAL_TWO_DIGITS,	/* 01, 02 */
	NUMERAL_LOWER_LETTER,	/* a, ..., z, aa, bb */
	NUMERAL_UPPER_LETTER,
	NUMERAL_LOWER_ROMAN,
	NUMERAL_UPPER_ROMAN,
	NUMERAL_ORDINAL		/* 1st, 2nd */
};

#define NUMERAL_ROOM 64u

/* "iv" into `out`; what has no such form comes as digits */
struct str numeral_write(enum numeral how, long n, char out[NUMERAL_ROOM]);
/* "¹²" */
struct str numeral_superscript(unsigned long n, char out[NUMERAL_ROOM]);

#endif
