/*
 * 128-bit integers that do not overflow in silence: each function sets *big
 * when the result does not fit, and then answers 0. Ask once, at the end.
 */
#ifndef CF_CHECKS_WIDE_H
#define CF_CHECKS_WIDE_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 wide;

/* for numbers of any size; ask wide_add() and wide_mul() */
wide wide_add_large(wide a, wide b, bool *big);
wide wide_mul_large(wide a, wide b, bool *big);
/* 10^n, n not negative */
wide wide_pow10(int n, bool *big);
/* a / b to the nearest, halves away from zero; b > 0 */
wide wide_div(wide a, wide b);

static inline wide
wide_abs(wide a)
{
	return a < 0 ? -a : a;
}

/* Figures and powers of ten mostly have 64 bits: the sum and the product of two such
 * numbers always fit, and nothing need be divided to know it. */
static inline bool
wide_is_small(wide a)
{
	return a >= -INT64_MAX && a <= INT64_MAX;
}

static inline wide
wide_add(wide a, wide b, bool *big)
{
	if (wide_is_small(a) && wide_is_small(b))
		return a + b;
	return wide_add_large(a, b, big);
}

static inline wide
wide_mul(wide a, wide b, bool *big)
{
	if (wide_is_small(a) && wide_is_small(b))
		return (wide)(int64_t)a * (int64_t)b;
	return wide_mul_large(a, b, big);
}

#endif
