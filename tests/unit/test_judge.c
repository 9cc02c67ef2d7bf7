/* checks/judge.h: the formulas C1 to C3 and the worked examples C5. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/arena.h"
#include "checks/judge.h"
#include "checks/wide.h"

#define DEC(mantissa, places) ((struct dec){ .m = (mantissa), .d = (places) })

/* a figure printed with `decimals` decimals: num(63, 1) is "6.3" */
static struct figure
num(int64_t m, uint8_t decimals)
{
	return (struct figure){ .m = m, .d = decimals, .decimals = decimals,
		.q = (int8_t)-(int)decimals };
}

static struct figure
percent(int64_t m, uint8_t decimals)
{
	struct figure f = num(m, decimals);

	f.unit = UNIT_PERCENT;
	return f;
}

/* "1.2m" is scaled(1200000, 5, 1) */
static struct figure
scaled(int64_t m, int8_t q, uint8_t decimals)
{
	return (struct figure){ .m = m, .q = q, .decimals = decimals, .unit = UNIT_MONEY };
}

#define MOST_PARTS 64

static struct fit_result
sum_of(struct figure stated, const struct figure *parts, size_t n)
{
	const struct figure *p[MOST_PARTS] = { 0 };

	for (size_t i = 0; i < n; i++)
		p[i] = &parts[i];
	return fit_sum(&stated, p, NULL, n);
}

static struct fit_result
mean_of(struct figure stated, const struct figure *parts, size_t n)
{
	const struct figure *p[MOST_PARTS] = { 0 };

	for (size_t i = 0; i < n; i++)
		p[i] = &parts[i];
	return fit_mean(&stated, p, n);
}

static struct fit_result
share(struct figure p, struct figure part, struct figure base)
{
	return fit_share(&p, &part, &base);
}

static struct fit_result
change(struct figure p, struct figure from, struct figure to)
{
	return fit_change(&p, &from, &to);
}

static void
assert_dec(struct dec got, int64_t m, uint8_t d)
{
	assert_int_equal(got.m, m);
	assert_int_equal(got.d, d);
}

static void
assert_near(double got, double want, double within)
{
	if (!(got >= want - within && got <= want + within))
		print_error("%.9g is not %.9g\n", got, want);
	assert_true(got >= want - within && got <= want + within);
}

/* ---- sums */

static void
test_sum_exact(void **state)
{
	struct figure parts[] = { num(2, 0), num(1, 0), num(2, 0), num(56, 0), num(11, 0),
		num(3, 0), num(2, 0) };
	struct fit_result r;

	(void)state;
	r = sum_of(num(77, 0), parts, 7);
	assert_int_equal(r.fit, FIT_EXACT);
	assert_dec(r.computed, 77, 0);
	assert_dec(r.gap, 0, 0);
	r = sum_of(num(78, 0), parts, 7);
	assert_int_equal(r.fit, FIT_INTERVAL);
	assert_dec(r.computed, 77, 0);
	assert_dec(r.gap, 1, 0);
	r = sum_of(num(82, 0), parts, 7);	/* (7 + 1) / 2 = 4 units are the most */
	assert_int_equal(r.fit, FIT_OUTSIDE);
	assert_dec(r.gap, 5, 0);
}

static void
test_sum_of_nothing(void **state)
{
	(void)state;
	assert_int_equal(sum_of(num(0, 0), NULL, 0).fit, FIT_EXACT);
	assert_int_equal(sum_of(num(1, 0), NULL, 0).fit, FIT_OUTSIDE);
}

/* 4.1 + 6.1 = 10.3 */
static void
test_sum_rounding(void **state)
{
	struct figure parts[] = { num(41, 1), num(61, 1) };
	struct fit_result r;

	(void)state;
	r = sum_of(num(103, 1), parts, 2);
	assert_int_equal(r.fit, FIT_INTERVAL);
	assert_near(r.p, .25, 1e-12);
	assert_dec(r.computed, 102, 1);
	assert_dec(r.gap, 1, 1);
	r = sum_of(num(104, 1), parts, 2);
	assert_int_equal(r.fit, FIT_OUTSIDE);
}

/* the table of C3.3: n equal addends, a gap of v units */
static void
test_rounding_chances(void **state)
{
	static const struct { size_t n; int64_t v; double p, within; } rows[] = {
		{ 2, 1, .250, 1e-9 }, { 3, 1, .333333, 1e-5 }, { 5, 1, .450, 5e-4 },
		{ 5, 2, .017, 5e-4 }, { 8, 1, .547, 5e-4 }, { 8, 2, .066, 5e-4 },
		{ 8, 3, .0013, 5e-5 }, { 8, 4, 2e-7, 5e-8 }, { 10, 1, .589, 5e-4 },
		{ 10, 2, .101, 5e-4 }, { 10, 3, .0049, 5e-5 }, { 10, 4, 3e-5, 5e-6 },
		{ 10, 5, 5.4e-10, 1e-11 }, { 20, 1, .701, 5e-4 }, { 20, 2, .247, 5e-4 },
		{ 20, 3, .052, 5e-4 }, { 20, 4, .006, 5e-4 }, { 50, 1, .807, 2e-3 },
		{ 50, 2, .464, 2e-3 }, { 50, 3, .221, 2e-3 }, { 50, 4, .086, 2e-3 },
	};
	struct figure parts[MOST_PARTS];

	(void)state;
	for (size_t i = 0; i < MOST_PARTS; i++)
		parts[i] = num(10, 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fit_result r = sum_of(num((int64_t)rows[i].n * 10 + rows[i].v, 0), parts,
		    rows[i].n);

		assert_int_equal(r.fit, FIT_INTERVAL);
		assert_near(r.p, rows[i].p, rows[i].within);
	}
	assert_int_equal(sum_of(num(22, 0), parts, 2).fit, FIT_OUTSIDE);
	assert_int_equal(sum_of(num(32, 0), parts, 3).fit, FIT_INTERVAL);	/* the very bound */
	assert_int_equal(sum_of(num(33, 0), parts, 3).fit, FIT_OUTSIDE);
}

/* spreadsheets print "231664.0": as whole as its neighbours are */
static void
test_sum_padded(void **state)
{
	struct figure padded[] = { num(1200000, 5), num(1300000, 5) };
	struct figure mixed[] = { num(100, 0), num(333, 1) };
	struct figure money[] = { num(1250, 2), num(1300, 2) };
	struct fit_result r;

	(void)state;
	r = sum_of(num(2600000, 5), padded, 2);		/* 12.00000 + 13.00000 = 26.00000 */
	assert_int_equal(r.fit, FIT_INTERVAL);
	assert_dec(r.computed, 25, 0);
	assert_dec(r.gap, 1, 0);
	r = sum_of(num(1337, 1), mixed, 2);		/* 100 keeps its own half unit */
	assert_int_equal(r.fit, FIT_INTERVAL);
	r = sum_of(num(1343, 1), mixed, 2);
	assert_int_equal(r.fit, FIT_OUTSIDE);
	r = sum_of(num(2560, 2), money, 2);		/* 12.50 + 13.00: one decimal is meant */
	assert_int_equal(r.fit, FIT_INTERVAL);
	assert_dec(r.computed, 255, 1);
}

static void
test_sum_weights(void **state)
{
	struct figure a = num(120, 0), b = num(45, 0), d = num(75, 0), wrong = num(57, 0);
	const struct figure *parts[] = { &a, &b };
	const int minus[] = { 1, -1 };

	(void)state;
	assert_int_equal(fit_sum(&d, parts, minus, 2).fit, FIT_EXACT);
	assert_int_equal(fit_sum(&wrong, parts, minus, 2).fit, FIT_OUTSIDE);
	assert_dec(fit_sum(&wrong, parts, minus, 2).gap, 18, 0);
}

static void
test_sum_scaled(void **state)
{
	/* £1.2m + £1.3m = £2.6m, and £2.45m + £12,345 beside £2.5m */
	struct figure millions[] = { scaled(1200000, 5, 1), scaled(1300000, 5, 1) };
	struct figure mixed[] = { scaled(2450000, 4, 2), num(12345, 0) };

	(void)state;
	assert_int_equal(sum_of(scaled(2600000, 5, 1), millions, 2).fit, FIT_INTERVAL);
	assert_int_equal(sum_of(scaled(2700000, 5, 1), millions, 2).fit, FIT_OUTSIDE);
	assert_int_equal(sum_of(scaled(2500000, 5, 1), mixed, 2).fit, FIT_INTERVAL);
	assert_int_equal(sum_of(scaled(2600000, 5, 1), mixed, 2).fit, FIT_OUTSIDE);
}

static void
test_too_large(void **state)
{
	struct figure huge[] = { num(INT64_MAX, 0), num(INT64_MAX, 0) };
	struct figure fine[] = { num(INT64_MAX, 18), num(INT64_MAX, 0) };
	const struct figure *parts[] = { &huge[0], &huge[1] };
	const int weight[] = { 1, -1 };
	struct figure zero = num(0, 0);

	(void)state;
	assert_int_equal(sum_of(num(1, 0), huge, 2).fit, FIT_TOO_LARGE);
	assert_int_equal(fit_sum(&zero, parts, weight, 2).fit, FIT_EXACT);
	assert_int_equal(sum_of(num(1, 0), fine, 2).fit, FIT_TOO_LARGE);
	assert_int_equal(share(percent(INT64_MAX, 18), num(INT64_MAX, 18), num(INT64_MAX, 0)).fit,
	    FIT_TOO_LARGE);
	assert_int_equal(change(percent(1, 18), num(INT64_MAX, 0), num(INT64_MAX, 18)).fit,
	    FIT_TOO_LARGE);
	assert_int_equal(mean_of(scaled(INT64_MAX, 120, 0), huge, 2).fit, FIT_TOO_LARGE);
}

/* ---- shares */

static void
test_share_counts(void **state)
{
	struct fit_result r;

	(void)state;
	r = share(percent(55, 0), num(64, 0), num(114, 0));
	assert_int_equal(r.fit, FIT_OUTSIDE);
	assert_dec(r.computed, 56, 0);
	assert_dec(r.gap, 1, 0);
	assert_int_equal(share(percent(56, 0), num(64, 0), num(114, 0)).fit, FIT_EXACT);
	assert_int_equal(share(percent(11, 0), num(76, 0), num(699, 0)).fit, FIT_EXACT);
	/* 1 of 8 is 12.5: both ways of rounding a tie are right */
	assert_int_equal(share(percent(12, 0), num(1, 0), num(8, 0)).fit, FIT_EXACT);
	assert_int_equal(share(percent(13, 0), num(1, 0), num(8, 0)).fit, FIT_EXACT);
	assert_int_equal(share(percent(14, 0), num(1, 0), num(8, 0)).fit, FIT_OUTSIDE);
	assert_int_equal(share(percent(125, 1), num(1, 0), num(8, 0)).fit, FIT_EXACT);
	/* zeros that a person printed are meant */
	assert_int_equal(share(percent(330, 1), num(1, 0), num(3, 0)).fit, FIT_OUTSIDE);
	/* zeros that a spreadsheet gave to all alike are not */
	assert_int_equal(share(percent(330, 1), num(10, 1), num(30, 1)).fit, FIT_INTERVAL);
}

/* GRIM: no count of 9 gives 55% */
static void
test_share_grim(void **state)
{
	(void)state;
	for (int64_t k = 0; k <= 9; k++)
		assert_int_equal(share(percent(55, 0), num(k, 0), num(9, 0)).fit, FIT_OUTSIDE);
	assert_int_equal(share(percent(44, 0), num(4, 0), num(9, 0)).fit, FIT_EXACT);
	assert_int_equal(share(percent(56, 0), num(5, 0), num(9, 0)).fit, FIT_EXACT);
	assert_int_equal(share(percent(70, 0), num(23, 0), num(33, 0)).fit, FIT_EXACT);
}

static void
test_share_intervals(void **state)
{
	struct fit_result r;

	(void)state;
	/* £1.2m of £2.3m: [1.15, 1.25] of [2.25, 2.35] is 48.9% to 55.6% */
	assert_int_equal(share(percent(52, 0), scaled(1200000, 5, 1), scaled(2300000, 5, 1)).fit,
	    FIT_EXACT);
	assert_int_equal(share(percent(49, 0), scaled(1200000, 5, 1), scaled(2300000, 5, 1)).fit,
	    FIT_INTERVAL);
	assert_int_equal(share(percent(48, 0), scaled(1200000, 5, 1), scaled(2300000, 5, 1)).fit,
	    FIT_OUTSIDE);
	assert_int_equal(share(percent(557, 1), scaled(1200000, 5, 1), scaled(2300000, 5, 1)).fit,
	    FIT_OUTSIDE);
	/* the same digits as whole counts are exact */
	assert_int_equal(share(percent(49, 0), num(12, 0), num(23, 0)).fit, FIT_OUTSIDE);
	r = share(percent(-50, 0), num(-50, 1), num(100, 1));
	assert_int_equal(r.fit, FIT_EXACT);
	assert_dec(r.computed, -50, 0);
	assert_int_equal(share(percent(50, 0), num(-50, 1), num(-100, 1)).fit, FIT_EXACT);
	assert_int_equal(share(percent(50, 0), num(-50, 1), num(100, 1)).fit, FIT_OUTSIDE);
}

static void
test_share_zero(void **state)
{
	(void)state;
	assert_int_equal(share(percent(0, 0), num(0, 0), num(0, 0)).fit, FIT_EXACT);
	assert_int_equal(share(percent(10, 0), num(0, 0), num(0, 0)).fit, FIT_TOO_LARGE);
	assert_int_equal(share(percent(0, 0), num(3, 0), num(0, 0)).fit, FIT_TOO_LARGE);
	assert_int_equal(share(percent(0, 0), num(0, 0), num(17, 0)).fit, FIT_EXACT);
	/* 0.0 may be anything up to 0.05 */
	assert_int_equal(share(percent(10, 0), num(2, 1), num(0, 1)).fit, FIT_TOO_LARGE);
}

static void
test_share_of_sum(void **state)
{
	struct figure a = num(30, 0), b = num(50, 0), c = num(20, 0);
	const struct figure *parts[] = { &a, &b, &c };
	struct figure right = percent(30, 0), wrong = percent(33, 0);

	(void)state;
	assert_int_equal(fit_share_of_sum(&right, &a, parts, 3).fit, FIT_EXACT);
	assert_int_equal(fit_share_of_sum(&wrong, &a, parts, 3).fit, FIT_OUTSIDE);
	assert_dec(fit_share_of_sum(&wrong, &a, parts, 3).computed, 30, 0);
	assert_int_equal(fit_share_of_sum(&right, &a, parts, 0).fit, FIT_TOO_LARGE);
}

/* ---- changes */

static void
test_change(void **state)
{
	struct fit_result r;

	(void)state;
	r = change(percent(42, 0), num(699, 0), num(993, 0));
	assert_int_equal(r.fit, FIT_EXACT);
	assert_dec(r.computed, 42, 0);
	r = change(percent(43, 0), num(699, 0), num(993, 0));
	assert_int_equal(r.fit, FIT_OUTSIDE);
	assert_dec(r.computed, 42, 0);
	assert_dec(r.gap, 1, 0);
	/* 40 to 44 is +10%, not +4% */
	assert_int_equal(change(percent(4, 0), num(40, 0), num(44, 0)).fit, FIT_OUTSIDE);
	assert_int_equal(change(percent(10, 0), num(40, 0), num(44, 0)).fit, FIT_EXACT);
	assert_int_equal(change(percent(-10, 0), num(50, 0), num(45, 0)).fit, FIT_EXACT);
	assert_int_equal(change(percent(-100, 0), num(50, 0), num(0, 0)).fit, FIT_EXACT);
}

/* 2.3m to 3.3m: anything from 38.3 to 48.9 */
static void
test_change_intervals(void **state)
{
	struct figure from = scaled(2300000, 5, 1), to = scaled(3300000, 5, 1);

	(void)state;
	assert_int_equal(change(percent(43, 0), from, to).fit, FIT_EXACT);
	assert_int_equal(change(percent(42, 0), from, to).fit, FIT_INTERVAL);
	assert_int_equal(change(percent(38, 0), from, to).fit, FIT_INTERVAL);
	assert_int_equal(change(percent(49, 0), from, to).fit, FIT_INTERVAL);
	assert_int_equal(change(percent(37, 0), from, to).fit, FIT_OUTSIDE);
	assert_int_equal(change(percent(50, 0), from, to).fit, FIT_OUTSIDE);
}

static void
test_change_cannot_be_told(void **state)
{
	(void)state;
	assert_int_equal(change(percent(10, 0), num(0, 0), num(5, 0)).fit, FIT_TOO_LARGE);
	assert_int_equal(change(percent(10, 0), num(-5, 0), num(5, 0)).fit, FIT_TOO_LARGE);
	assert_int_equal(change(percent(10, 0), num(5, 0), num(-5, 0)).fit, FIT_TOO_LARGE);
	assert_int_equal(change(percent(10, 0), scaled(0, 5, 1), scaled(100000, 5, 1)).fit,
	    FIT_TOO_LARGE);
}

/* ---- means */

static void
test_mean(void **state)
{
	struct figure parts[] = { num(410, 1), num(397, 1), num(333, 1) };
	struct figure counts[] = { num(1, 0), num(2, 0), num(2, 0) };
	struct fit_result r;

	(void)state;
	r = mean_of(num(380, 1), parts, 3);
	assert_int_equal(r.fit, FIT_EXACT);
	assert_dec(r.computed, 380, 1);
	r = mean_of(num(381, 1), parts, 3);
	assert_int_equal(r.fit, FIT_INTERVAL);
	assert_dec(r.gap, 1, 1);
	r = mean_of(num(382, 1), parts, 3);
	assert_int_equal(r.fit, FIT_OUTSIDE);
	assert_dec(r.computed, 380, 1);
	assert_dec(r.gap, 2, 1);
	assert_int_equal(mean_of(num(17, 1), counts, 3).fit, FIT_EXACT);
	assert_int_equal(mean_of(num(2, 0), counts, 3).fit, FIT_EXACT);
	assert_int_equal(mean_of(num(4, 0), counts, 3).fit, FIT_OUTSIDE);
	assert_int_equal(mean_of(num(0, 0), counts, 0).fit, FIT_TOO_LARGE);
}

static void
test_mean_scaled(void **state)
{
	struct figure parts[] = { num(1150000, 0), num(1240000, 0) };

	(void)state;	/* 1,195,000 */
	assert_int_equal(mean_of(scaled(1200000, 5, 1), parts, 2).fit, FIT_EXACT);
	assert_dec(mean_of(scaled(1400000, 5, 1), parts, 2).computed, 1200000, 0);
	assert_int_equal(mean_of(scaled(1400000, 5, 1), parts, 2).fit, FIT_OUTSIDE);
}

/* ---- decimals */

static void
test_dec(void **state)
{
	(void)state;
	assert_dec(dec_round(DEC(1250, 3), 2), 125, 2);
	assert_dec(dec_round(DEC(125, 2), 1), 13, 1);
	assert_dec(dec_round(DEC(-125, 2), 1), -13, 1);
	assert_dec(dec_round(DEC(124, 2), 1), 12, 1);
	assert_dec(dec_round(DEC(12, 1), 4), 12, 1);
	assert_dec(dec_round(DEC(INT64_MAX, 60), 0), 0, 0);
	assert_int_equal(dec_cmp(DEC(10, 1), DEC(1, 0)), 0);
	assert_int_equal(dec_cmp(DEC(-5, 1), DEC(1, 3)), -1);
	assert_int_equal(dec_cmp(DEC(1, 0), DEC(INT64_MAX, 60)), 1);
	assert_int_equal(dec_cmp(DEC(0, 0), DEC(INT64_MAX, 60)), -1);
	assert_int_equal(dec_cmp(DEC(INT64_MAX, 60), DEC(-1, 0)), 1);
}

static void
assert_text(struct str got, const char *want)
{
	char text[100];

	(void)snprintf(text, sizeof(text), "%.*s", (int)got.n, got.p);
	assert_string_equal(text, want);
}

static void
test_format(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_text(dec_format(&a, DEC(12345, 1), true), "1,234.5");
	assert_text(dec_format(&a, DEC(12345, 1), false), "1234.5");
	assert_text(dec_format(&a, DEC(999, 0), true), "999");
	assert_text(dec_format(&a, DEC(-1234567, 0), true), "-1,234,567");
	assert_text(dec_format(&a, DEC(5, 3), true), "0.005");
	assert_text(dec_format(&a, DEC(0, 0), true), "0");
	assert_text(dec_format(&a, DEC(INT64_MIN, 0), true),
	    "-9,223,372,036,854,775,808");
	assert_int_equal(dec_format(&a, DEC(1, 255), true).n, 257);
	arena_release(&a);
}

/* v printed as `text`, which stands for f, is */
static void
assert_like(const char *text, struct figure f, struct dec v, const char *want)
{
	struct text t = { .s = str_of(text), .span = { 0, (uint32_t)strlen(text) } };
	struct arena a;

	arena_init(&a, 1 << 16);
	f.to = (uint32_t)strlen(text);
	assert_text(figure_like(&a, &t, &f, v), want);
	arena_release(&a);
}

static void
test_figure_like(void **state)
{
	(void)state;
	assert_like("78", num(78, 0), DEC(77, 0), "77");
	assert_like("978", num(978, 0), DEC(1177, 0), "1,177");
	assert_like("1978", num(1978, 0), DEC(2977, 0), "2977");
	assert_like("1,978", num(1978, 0), DEC(977, 0), "977");
	assert_like("1,978", num(1978, 0), DEC(12977, 0), "12,977");
	assert_like("1 978", num(1978, 0), DEC(12977, 0), "12 977");
	assert_like("1\xC2\xA0" "978", num(1978, 0), DEC(12977, 0),
	    "12\xC2\xA0" "977");
	assert_like("55%", percent(55, 0), DEC(56, 0), "56%");
	assert_like("55 per cent", percent(55, 0), DEC(56, 0), "56 per cent");
	assert_like("6.5%", percent(65, 1), DEC(6, 0), "6.0%");
	assert_like(".5", num(5, 1), DEC(7, 1), "0.7");
	assert_like("\xC2\xA3" "1,234.50", num(123450, 2), DEC(12, 1), "\xC2\xA3" "1.20");
	assert_like("\xC2\xA3" "1.2m", scaled(1200000, 5, 1), DEC(1349999, 0),
	    "\xC2\xA3" "1.3m");
	assert_like("(1,234)", num(-1234, 0), DEC(-1235, 0), "(1,235)");
	assert_like("(1,234)", num(-1234, 0), DEC(1235, 0), "1,235");
	assert_like("-5", num(-5, 0), DEC(7, 0), "7");
	assert_like("\xE2\x88\x92" "5", num(-5, 0), DEC(-7, 0), "\xE2\x88\x92" "7");
	assert_like("-\xC2\xA3" "5", num(-5, 0), DEC(-7, 0), "-\xC2\xA3" "7");
	assert_like("+5%", percent(5, 0), DEC(7, 0), "+7%");
	assert_like("+5%", percent(5, 0), DEC(-7, 0), "-7%");
	assert_like("12", num(12, 0), DEC(-7, 0), "-7");
	assert_like("12", num(12, 0), DEC(125, 1), "12.5");
	assert_like("six", num(6, 0), DEC(7, 0), "7");
}

static void
test_wide(void **state)
{
	bool big = false;
	wide most = wide_pow10(37, &big);

	(void)state;
	assert_true(wide_div(5, 2) == 3 && wide_div(-5, 2) == -3 && wide_div(4, 3) == 1);
	assert_true(wide_mul(-3, 7, &big) == -21 && wide_add(-3, 7, &big) == 4);
	assert_false(big);
	assert_true(wide_mul(most, -most, &big) == 0 && big);
	big = false;
	assert_true(wide_pow10(38, &big) == 0 && big);
	big = false;
	(void)wide_add(wide_mul(most, 8, &big), wide_mul(most, 8, &big), &big);
	assert_true(big);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sum_exact),
		cmocka_unit_test(test_sum_of_nothing),
		cmocka_unit_test(test_sum_rounding),
		cmocka_unit_test(test_rounding_chances),
		cmocka_unit_test(test_sum_padded),
		cmocka_unit_test(test_sum_weights),
		cmocka_unit_test(test_sum_scaled),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_share_counts),
		cmocka_unit_test(test_share_grim),
		cmocka_unit_test(test_share_intervals),
		cmocka_unit_test(test_share_zero),
		cmocka_unit_test(test_share_of_sum),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_change_intervals),
		cmocka_unit_test(test_change_cannot_be_told),
		cmocka_unit_test(test_mean),
		cmocka_unit_test(test_mean_scaled),
		cmocka_unit_test(test_dec),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_figure_like),
		cmocka_unit_test(test_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
