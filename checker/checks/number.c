/* Interval arithmetic; see number.h. */
#include "checks/number.h"

__extension__ typedef unsigned __int128 uwide;

static uwide
magnitude(wide a)
{
	return a < 0 ? (uwide)-a : (uwide)a;
}

static uwide
gcd(uwide a, uwide b)
{
	while (b != 0) {
		uwide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* in lowest terms, so that chains of operations stay small */
static struct number
reduced(struct number a)
{
	uwide g = gcd(gcd(magnitude(a.lo), magnitude(a.v)), gcd(magnitude(a.hi), magnitude(a.den)));

	if (g > 1) {
		wide by = (wide)g;

		a.lo /= by;
		a.v /= by;
		a.hi /= by;
		a.den /= by;
	}
	return a;
}

struct number
number_whole(int64_t n)
{
	return (struct number){ .lo = n, .v = n, .hi = n, .den = 1 };
}

struct number
number_point(const struct figure *f)
{
	bool big = false;
	struct number a = { .lo = f->m, .v = f->m, .hi = f->m,
		.den = wide_pow10(f->d, &big) };

	return reduced(a);
}

bool
number_of(const struct figure *f, enum rounding rounding, struct number *out)
{
	struct number a = number_point(f);
	bool big = false;
	wide up = f->q < 0 ? 1 : wide_pow10(f->q, &big);
	wide down = f->q < 0 ? wide_pow10(-f->q, &big) : 1;
	/* half of up / down on each side, over the denominator 2 * down * a.den */
	wide half = wide_mul(up, a.den, &big), scale = wide_mul(2, down, &big);

	*out = a;
	if (rounding == ROUNDING_NONE || f->q <= -18)
		return true;
	if ((f->unit == UNIT_COUNT || f->unit == UNIT_OTHER) && f->q == 0)
		return true;	/* a count is itself */
	a.v = a.lo = a.hi = wide_mul(a.v, scale, &big);
	a.den = wide_mul(a.den, scale, &big);
	if (rounding == ROUNDING_TRUNCATE) {
		a.hi = f->m >= 0 ? wide_add(a.v, wide_mul(2, half, &big), &big) : a.v;
		a.lo = f->m > 0 ? a.v : wide_add(a.v, -wide_mul(2, half, &big), &big);
	} else {
		a.lo = wide_add(a.v, -half, &big);
		a.hi = wide_add(a.v, half, &big);
	}
	*out = reduced(a);
	return !big;
}

/* both over one denominator */
static bool
common(struct number *a, struct number *b)
{
	bool big = false;
	wide g = (wide)gcd(magnitude(a->den), magnitude(b->den));
	wide by_a = b->den / g, by_b = a->den / g;
	wide den = wide_mul(a->den, by_a, &big);

	*a = (struct number){ wide_mul(a->lo, by_a, &big), wide_mul(a->v, by_a, &big),
		wide_mul(a->hi, by_a, &big), den, a->no_lo, a->no_hi };
	*b = (struct number){ wide_mul(b->lo, by_b, &big), wide_mul(b->v, by_b, &big),
		wide_mul(b->hi, by_b, &big), den, b->no_lo, b->no_hi };
	return !big;
}

bool
number_add(struct number a, struct number b, struct number *out)
{
	bool big = false;

	if (!common(&a, &b))
		return false;
	*out = reduced((struct number){ wide_add(a.lo, b.lo, &big), wide_add(a.v, b.v, &big),
		wide_add(a.hi, b.hi, &big), a.den, a.no_lo || b.no_lo, a.no_hi || b.no_hi });
	return !big;
}

struct number
number_neg(struct number a)
{
	return (struct number){ -a.hi, -a.v, -a.lo, a.den, a.no_hi, a.no_lo };
}

bool
number_sub(struct number a, struct number b, struct number *out)
{
	return number_add(a, number_neg(b), out);
}

struct number
number_abs(struct number a)
{
	if (a.lo >= 0 && !a.no_lo)
		return a;
	if (a.hi <= 0 && !a.no_hi)
		return number_neg(a);
	return (struct number){ 0, wide_abs(a.v), a.hi > -a.lo ? a.hi : -a.lo, a.den, false,
		a.no_lo || a.no_hi };
}

/* least and greatest of the four products of ends */
static void
products(struct number a, struct number b, wide *lo, wide *hi, bool *big)
{
	wide p[4] = { wide_mul(a.lo, b.lo, big), wide_mul(a.lo, b.hi, big),
		wide_mul(a.hi, b.lo, big), wide_mul(a.hi, b.hi, big) };

	*lo = *hi = p[0];
	for (int i = 1; i < 4; i++) {
		if (p[i] < *lo)
			*lo = p[i];
		if (p[i] > *hi)
			*hi = p[i];
	}
}

static bool
reaches_above_zero(struct number a)
{
	return a.hi > 0 || a.no_hi;
}

static bool
reaches_below_zero(struct number a)
{
	return a.lo < 0 || a.no_lo;
}

bool
number_mul(struct number a, struct number b, struct number *out)
{
	bool big = false;
	struct number r = { .v = wide_mul(a.v, b.v, &big), .den = wide_mul(a.den, b.den, &big) };

	/* what has no end on one side has none on that side of the product, or on the
	 * other one when the factor can be negative */
	r.no_hi = (a.no_hi && reaches_above_zero(b)) || (b.no_hi && reaches_above_zero(a)) ||
	    (a.no_lo && reaches_below_zero(b)) || (b.no_lo && reaches_below_zero(a));
	r.no_lo = (a.no_lo && reaches_above_zero(b)) || (b.no_lo && reaches_above_zero(a)) ||
	    (a.no_hi && reaches_below_zero(b)) || (b.no_hi && reaches_below_zero(a));
	products(a, b, &r.lo, &r.hi, &big);
	*out = reduced(r);
	return !big;
}

/* 1 / b, b positive throughout */
static bool
inverse_of(struct number b, struct number *out)
{
	bool big = false;

	if (number_is_point(b)) {
		*out = (struct number){ b.den, b.den, b.den, b.v, false, false };
		return true;
	}
	/* den / hi .. den / lo, over the denominator lo * v * hi; what has no upper
	 * end comes down to zero */
	*out = reduced((struct number){
		b.no_hi ? 0 : wide_mul(wide_mul(b.den, b.lo, &big), b.v, &big),
		wide_mul(wide_mul(b.den, b.lo, &big), b.hi, &big),
		wide_mul(wide_mul(b.den, b.v, &big), b.hi, &big),
		wide_mul(wide_mul(b.lo, b.v, &big), b.hi, &big), false, false });
	return !big;
}

bool
number_may_be_zero(struct number a)
{
	return (a.no_lo || a.lo <= 0) && (a.no_hi || a.hi >= 0);
}

bool
number_div(struct number a, struct number b, struct number *out)
{
	struct number inverse;

	if (number_may_be_zero(b))
		return false;
	if (b.hi < 0) {
		a = number_neg(a);
		b = number_neg(b);
	}
	return inverse_of(b, &inverse) && number_mul(a, inverse, out);
}

bool
number_mod(struct number a, struct number b, struct number *out)
{
	if (!number_is_point(a) || !number_is_point(b) || a.den != 1 || b.den != 1 || b.v == 0)
		return false;
	*out = (struct number){ a.v % b.v, a.v % b.v, a.v % b.v, 1, false, false };
	return true;
}

bool
number_round(struct number a, int decimals, struct number *out)
{
	bool big = false;
	wide unit = wide_pow10(decimals < 0 ? -decimals : decimals, &big);
	wide up = decimals < 0 ? 1 : unit, down = decimals < 0 ? unit : 1;
	wide den = wide_mul(a.den, down, &big);

	if (big)
		return false;
	*out = reduced((struct number){
		wide_mul(wide_div(wide_mul(a.lo, up, &big), den), down, &big),
		wide_mul(wide_div(wide_mul(a.v, up, &big), den), down, &big),
		wide_mul(wide_div(wide_mul(a.hi, up, &big), den), down, &big), up,
		a.no_lo, a.no_hi });
	return !big;
}

static wide
least(wide a, wide b)
{
	return a < b ? a : b;
}

bool
number_min(struct number a, struct number b, struct number *out)
{
	if (!common(&a, &b))
		return false;
	*out = reduced((struct number){ least(a.lo, b.lo), least(a.v, b.v), least(a.hi, b.hi),
		a.den, a.no_lo || b.no_lo, a.no_hi && b.no_hi });
	return true;
}

bool
number_max(struct number a, struct number b, struct number *out)
{
	bool fits = number_min(number_neg(a), number_neg(b), out);

	*out = number_neg(*out);
	return fits;
}

bool
number_hull(struct number low, struct number v, struct number high, struct number *out)
{
	struct number a = low, b = v, c = high;

	/* each brought to the denominator of all three */
	if (!common(&a, &b) || !common(&a, &c) || !common(&b, &c))
		return false;
	*out = reduced((struct number){ a.lo, b.v, c.hi, a.den, a.no_lo, c.no_hi });
	return a.den == b.den && b.den == c.den;
}

enum truth
number_eq(struct number a, struct number b)
{
	if (!common(&a, &b))
		return TRUTH_UNKNOWN;
	if (a.v == b.v && !a.no_lo && !a.no_hi && !b.no_lo && !b.no_hi)
		return TRUTH_TRUE;
	if ((!a.no_lo && !b.no_hi && a.lo > b.hi) || (!b.no_lo && !a.no_hi && b.lo > a.hi))
		return TRUTH_FALSE;
	return TRUTH_MAYBE;
}

enum truth
number_lt(struct number a, struct number b)
{
	bool below, above;

	if (!common(&a, &b))
		return TRUTH_UNKNOWN;
	below = !a.no_hi && !b.no_lo && a.hi <= b.lo;
	above = !a.no_lo && !b.no_hi && a.lo >= b.hi;
	if (below && a.v < b.v)
		return TRUTH_TRUE;
	if (above)	/* equal points are not less */
		return TRUTH_FALSE;
	return TRUTH_UNKNOWN;
}

bool
number_dec(struct number a, uint8_t places, struct dec *out)
{
	bool big = false;
	uint8_t d = 0;
	wide m = a.v, den = a.den;

	/* as many decimals as it takes to be exact, but no more than asked for */
	while (d < places && m % den != 0) {
		wide next = wide_mul(m, 10, &big);

		if (big)
			break;
		m = next;
		d++;
	}
	m = wide_div(m, den);
	while (d > 0 && m % 10 == 0) {
		m /= 10;
		d--;
	}
	if (m > INT64_MAX || m < -INT64_MAX)
		return false;
	*out = (struct dec){ .m = (int64_t)m, .d = d };
	return true;
}
