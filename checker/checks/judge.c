/*
 * Printed figures in, a verdict on one relation among them out; see judge.h.
 *
 * All figures of a relation are brought to the same number of decimals, so that
 * every value and every width is an integer. A width is that of the whole
 * interval (one unit of the last place), so all tests are on doubled values and
 * no half ever appears.
 */
#include "checks/judge.h"

#include <math.h>

#include "checks/wide.h"

/* A printed figure: everything from v - width/2 to v + width/2. */
struct range {
	wide v, width;
};

/* How the figures of one relation are brought together. */
struct common {
	uint8_t d;	/* decimals of all integers */
	uint8_t places;	/* decimals that are not padding (C1.3) */
	bool big;	/* something was too large */
};

/* ---- reading figures */

/* no "m" or "000" multiplies what is printed: its last place is its decimals */
static bool
is_unscaled(const struct figure *f)
{
	return f->q == -(int)f->decimals;
}

/* decimals that are left when zeros at the end are taken off */
static uint8_t
significant_decimals(const struct figure *f)
{
	uint8_t d = f->d;
	int64_t m = f->m;

	while (d > 0 && m % 10 == 0) {
		m /= 10;
		d--;
	}
	return d;
}

static void
common_add(struct common *c, const struct figure *f)
{
	uint8_t places = is_unscaled(f) ? significant_decimals(f) : 0;

	if (f->d > c->d)
		c->d = f->d;
	if (f->q < 0 && -f->q > c->d)
		c->d = (uint8_t)-f->q;
	if (places > c->places)
		c->places = places;
}

static struct common
common_of(const struct figure *const *part, size_t n)
{
	struct common c = { 0 };

	for (size_t i = 0; i < n; i++)
		common_add(&c, part[i]);
	return c;
}

/* exponent of the last place that is meant */
static int
place_of(const struct figure *f, uint8_t places)
{
	if (!is_unscaled(f))
		return f->q;
	return -(int)(f->decimals < places ? f->decimals : places);
}

static struct range
range_of(const struct figure *f, struct common *c)
{
	struct range r;

	r.v = wide_mul(f->m, wide_pow10(c->d - f->d, &c->big), &c->big);
	r.width = wide_pow10(c->d + place_of(f, c->places), &c->big);
	return r;
}

/* the same for an input of a ratio: a whole count is exactly itself */
static struct range
input_of(const struct figure *f, struct common *c)
{
	struct range r = range_of(f, c);

	if ((f->unit == UNIT_COUNT || f->unit == UNIT_OTHER) && place_of(f, c->places) == 0)
		r.width = 0;
	return r;
}

/* Did the source give every number decimals, needed or not? Then the zeros of
 * the result mean no more than theirs. */
static bool
all_have_decimals(const struct figure *const *part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (part[i]->decimals == 0)
			return false;
	return n > 0;
}

/* ---- writing results */

/* v * 10^-d, with zeros at the end taken off down to `places` decimals */
static struct dec
to_dec(wide v, uint8_t d, uint8_t places, bool *big)
{
	while (d > places && v % 10 == 0) {
		v /= 10;
		d--;
	}
	if (v > INT64_MAX || v < -INT64_MAX) {
		*big = true;
		return (struct dec){ .m = 0 };
	}
	return (struct dec){ .m = (int64_t)v, .d = d };
}

/* what is worked out is written as what is printed */
static struct fit_result
with_marks_of(const struct figure *f, struct fit_result r)
{
	r.computed.comma = r.gap.comma = (f->flags & FIGURE_COMMA) != 0;
	return r;
}

static const struct fit_result too_large = { .fit = FIT_TOO_LARGE };

/* ---- how likely it is that rounding did it */

/* chance that n errors, each even between -1/2 and 1/2, sum to t or more either way */
static double
chance_of_error(size_t n, double t)
{
	double x = (double)n / 2 - t, sum = 0, term = 1;

	if (t <= 0)
		return 1;
	if (x <= 0)
		return 0;
	if (n > 25)
		return erfc(t / sqrt((double)n / 6));
	/* Irwin-Hall: sum of (-1)^k C(n, k) (x - k)^n / n!, for k up to x */
	for (size_t i = 2; i <= n; i++)
		term /= (double)i;
	for (size_t k = 0; (double)k < x; k++) {
		sum += term * pow(x - (double)k, (double)n);
		term *= -(double)(n - k) / (double)(k + 1);
	}
	return 2 * sum < 1 ? 2 * sum : 1;
}

/* the total itself was rounded, so its half unit is free */
static double
chance_of_gap(wide gap, wide total_width, wide part_width, size_t n)
{
	if (part_width == 0)
		return 0;
	return chance_of_error(n,
	    ((double)gap - (double)total_width / 2) / (double)part_width);
}

/* ---- sums */

struct fit_result
fit_sum(const struct figure *stated, const struct figure *const *part, const int *weight, size_t n)
{
	struct common c = common_of(part, n);
	struct fit_result r = { .fit = FIT_OUTSIDE };
	wide sum = 0, slack, widest = 0, gap;
	struct range t;

	common_add(&c, stated);
	t = range_of(stated, &c);
	slack = t.width;
	for (size_t i = 0; i < n && !c.big; i++) {
		struct range x = range_of(part[i], &c);
		wide w = weight == NULL ? 1 : weight[i];
		wide width = wide_mul(wide_abs(w), x.width, &c.big);

		sum = wide_add(sum, wide_mul(w, x.v, &c.big), &c.big);
		slack = wide_add(slack, width, &c.big);
		if (width > widest)
			widest = width;
	}
	gap = wide_abs(wide_add(t.v, -sum, &c.big));
	if (gap == 0) {
		r.fit = FIT_EXACT;
		r.p = 1;
	} else if (wide_mul(2, gap, &c.big) <= slack) {
		r.fit = FIT_INTERVAL;
		r.p = chance_of_gap(gap, t.width, widest, n);
	}
	r.computed = to_dec(sum, c.d, c.places, &c.big);
	r.gap = to_dec(gap, c.d, c.places, &c.big);
	return c.big ? too_large : with_marks_of(stated, r);
}

/* ---- ratios */

/* A ratio that is stated in percent, with `d` decimals. */
struct stated {
	wide v, width;
	uint8_t d;
};

static struct stated
stated_of(const struct figure *f, bool padded, bool *big)
{
	struct stated s = { .d = f->d > f->decimals ? f->d : f->decimals };
	uint8_t places = padded ? significant_decimals(f) : s.d;

	s.v = wide_mul(f->m, wide_pow10(s.d - f->d, big), big);
	s.width = wide_pow10(s.d - places, big);
	return s;
}

/* can s be 100 a / b for some choice inside the intervals? b is positive there */
static bool
ratio_can_be(struct stated s, struct range a, struct range b, bool *big)
{
	wide unit = wide_mul(200, wide_pow10(s.d, big), big);
	wide low = wide_mul(unit, wide_add(wide_mul(2, a.v, big), -a.width, big), big);
	wide high = wide_mul(unit, wide_add(wide_mul(2, a.v, big), a.width, big), big);
	wide s_low = wide_add(wide_mul(2, s.v, big), -s.width, big);
	wide s_high = wide_add(wide_mul(2, s.v, big), s.width, big);
	wide b_low = wide_add(wide_mul(2, b.v, big), -b.width, big);
	wide b_high = wide_add(wide_mul(2, b.v, big), b.width, big);

	/* the smallest product has the end of b that lies further from zero for it */
	s_low = wide_mul(s_low, s_low < 0 ? b_high : b_low, big);
	s_high = wide_mul(s_high, s_high < 0 ? b_low : b_high, big);
	return low <= s_high && high >= s_low;
}

/*
 * s against 100 a / b, less 100 for a change. The base must be surely positive;
 * nothing can be said of a ratio whose base may be zero.
 */
static struct fit_result
fit_ratio(struct stated s, struct range a, struct range b, bool change, bool *big)
{
	struct fit_result r = { .fit = FIT_OUTSIDE, .p = 1 };
	wide hundred = wide_mul(100, wide_pow10(s.d, big), big);
	wide over = change ? wide_add(a.v, -b.v, big) : a.v;
	wide n = wide_mul(hundred, over, big), rounded, off;

	if (b.v <= 0 || wide_mul(2, b.v, big) <= b.width || *big)
		return too_large;
	rounded = wide_div(n, b.v);
	off = wide_abs(wide_add(n, -wide_mul(s.v, b.v, big), big));
	if (wide_mul(2, off, big) <= b.v) {	/* a tie may have gone either way */
		r.fit = FIT_EXACT;
		rounded = s.v;
	} else {
		struct stated whole = s;

		if (change)
			whole.v = wide_add(whole.v, hundred, big);
		if (ratio_can_be(whole, a, b, big))
			r.fit = FIT_INTERVAL;
	}
	r.computed = to_dec(rounded, s.d, s.d, big);
	r.gap = to_dec(wide_abs(wide_add(s.v, -rounded, big)), s.d, s.d, big);
	return *big ? too_large : r;
}

/* a share whose base is negative is that of both with their signs turned */
static struct fit_result
fit_share_range(const struct figure *percent, struct range a, struct range b, bool padded,
    struct common *c)
{
	struct stated s = stated_of(percent, padded, &c->big);

	if (a.v == 0 && b.v == 0 && s.v == 0 && !c->big)
		return (struct fit_result){ .fit = FIT_EXACT, .computed = { .d = s.d },
			.gap = { .d = s.d }, .p = 1 };
	if (b.v < 0) {
		a.v = -a.v;
		b.v = -b.v;
	}
	return fit_ratio(s, a, b, false, &c->big);
}

struct fit_result
fit_share(const struct figure *percent, const struct figure *part, const struct figure *base)
{
	return fit_share_of_sum(percent, part, &base, 1);
}

struct fit_result
fit_share_of_sum(const struct figure *percent, const struct figure *part,
    const struct figure *const *parts, size_t n)
{
	struct common c = common_of(parts, n);
	struct range a, b = { 0, 0 };
	bool padded = part->decimals > 0 && all_have_decimals(parts, n);

	common_add(&c, part);
	a = input_of(part, &c);
	for (size_t i = 0; i < n && !c.big; i++) {
		struct range x = input_of(parts[i], &c);

		b.v = wide_add(b.v, x.v, &c.big);
		b.width = wide_add(b.width, x.width, &c.big);
	}
	return with_marks_of(percent, fit_share_range(percent, a, b, padded, &c));
}

struct fit_result
fit_change(const struct figure *percent, const struct figure *from, const struct figure *to)
{
	const struct figure *both[] = { from, to };
	struct common c = common_of(both, 2);
	struct range a = input_of(to, &c), b = input_of(from, &c);
	struct stated s = stated_of(percent, all_have_decimals(both, 2), &c.big);

	if (a.v < 0)	/* across zero a percentage says nothing */
		return too_large;
	return with_marks_of(percent, fit_ratio(s, a, b, true, &c.big));
}

/* a fraction as the percentage it is: 0.25 is 25 */
static struct figure
in_percent(const struct figure *f)
{
	struct figure p = *f;

	p.q += 2;
	p.decimals = p.decimals > 2 ? p.decimals - 2 : 0;
	if (p.d >= 2)
		p.d -= 2;
	else if (p.m < INT64_MAX / 100 && p.m > INT64_MIN / 100)
		p.m *= p.d == 1 ? 10 : 100;
	if (f->d < 2)
		p.d = 0;
	return p;
}

struct fit_result
fit_fraction(const struct figure *stated, const struct figure *a, const struct figure *b,
    bool change)
{
	struct figure percent = in_percent(stated);
	struct fit_result fit = change ? fit_change(&percent, a, b) : fit_share(&percent, a, b);

	fit.computed.d += 2;
	fit.gap.d += 2;
	return fit;
}

/* ---- means */

struct fit_result
fit_mean(const struct figure *stated, const struct figure *const *part, size_t n)
{
	struct common c = common_of(part, n), own = { 0 };
	struct fit_result r = { .fit = FIT_OUTSIDE, .p = 1 };
	wide sum = 0, slack, unit, rounded, count = (wide)n, off;
	struct range m;

	common_add(&own, stated);
	common_add(&c, stated);
	own.d = c.d;
	own.places = all_have_decimals(part, n) ? c.places : stated->decimals;
	m = range_of(stated, &own);
	slack = wide_mul(count, m.width, &c.big);
	for (size_t i = 0; i < n && !c.big; i++) {
		struct range x = range_of(part[i], &c);

		sum = wide_add(sum, x.v, &c.big);
		slack = wide_add(slack, x.width, &c.big);
	}
	unit = wide_pow10(c.d + stated->q, &c.big);
	if (n == 0 || unit == 0 || c.big || own.big)
		return too_large;
	rounded = wide_mul(wide_div(sum, wide_mul(count, unit, &c.big)), unit, &c.big);
	off = wide_mul(2, wide_abs(wide_add(wide_mul(count, m.v, &c.big), -sum, &c.big)), &c.big);
	if (off <= wide_mul(count, unit, &c.big)) {
		r.fit = FIT_EXACT;
		rounded = m.v;
	} else if (off <= slack) {
		r.fit = FIT_INTERVAL;
	}
	r.computed = to_dec(rounded, c.d, stated->decimals, &c.big);
	r.gap = to_dec(wide_abs(wide_add(m.v, -rounded, &c.big)), c.d, stated->decimals, &c.big);
	return c.big ? too_large : with_marks_of(stated, r);
}
