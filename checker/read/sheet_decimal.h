/*
 * Numbers of spreadsheets as the digits that stand in the file: nothing is lost in between. More
 * digits than there is room for are cut off.
 */
#ifndef CF_READ_SHEET_DECIMAL_H
#define CF_READ_SHEET_DECIMAL_H

#include "base/str.h"

/* 0.d[0]d[1]... times 10 to the power of `point`; n == 0: nothing */
struct sheet_decimal {
	bool negative;
	unsigned char d[24];
	int n, point;
};

/* "-12.5", "1.2E-3"; false: all of `s` is no number */
bool sheet_decimal_parse(struct str s, struct sheet_decimal *x);
/* keep so many digits, the last one rounded half up */
void sheet_decimal_round(struct sheet_decimal *x, int n);
/* the whole part; false when it is too large */
bool sheet_decimal_whole(const struct sheet_decimal *x, long *whole);
/* only to compare with the bounds of a condition */
double sheet_decimal_rough(const struct sheet_decimal *x);

/* the digit at i, as in `d`; 0 where there is none */
static inline int
sheet_decimal_digit(const struct sheet_decimal *x, int i)
{
	return i >= 0 && i < x->n ? x->d[i] : 0;
}

#endif
