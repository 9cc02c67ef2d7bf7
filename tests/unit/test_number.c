/* checks/number.h: intervals, open ends, what is refused, and when two are equal or less. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "checks/number.h"

/* printed with `decimals` decimals and no unit: fig(63, 1) is "6.3" */
static struct figure
fig(int64_t m, uint8_t decimals)
{
	return (struct figure){ .m = m, .d = decimals, .decimals = decimals,
		.q = (int8_t)-(int)decimals };
}

static struct number
printed(int64_t m, uint8_t decimals)
{
	struct figure f = fig(m, decimals);
	struct number n;

	assert_true(number_of(&f, ROUNDING_HALF, &n));
	return n;
}

static struct number
percent(int64_t m)
{
	struct figure f = { .m = m, .unit = UNIT_PERCENT };
	struct number n;

	assert_true(number_of(&f, ROUNDING_HALF, &n));
	return n;
}

static struct number
whole(int64_t n)
{
	return number_whole(n);
}

/* is it [lo, hi] with the value v, all over den? */
static void
assert_number(struct number a, int64_t lo, int64_t v, int64_t hi, int64_t den)
{
	assert_true(a.lo * den == lo * a.den);
	assert_true(a.v * den == v * a.den);
	assert_true(a.hi * den == hi * a.den);
	assert_true(a.den > 0);
}

static void
assert_open(struct number a, bool no_lo, bool no_hi)
{
	assert_int_equal(a.no_lo, no_lo);
	assert_int_equal(a.no_hi, no_hi);
}

/* ---- what a figure stands for */

static void
figures(void **state)
{
	struct figure f = fig(63, 1), count = fig(1234, 0), million = { .m = 1200000, .q = 5,
		.decimals = 1, .unit = UNIT_MONEY }, minus = fig(-25, 1);
	struct number n;

	(void)state;
	assert_true(number_of(&f, ROUNDING_HALF, &n));
	assert_number(n, 625, 630, 635, 100);
	assert_true(number_of(&f, ROUNDING_TRUNCATE, &n));
	assert_number(n, 63, 63, 64, 10);
	assert_true(number_of(&minus, ROUNDING_TRUNCATE, &n));
	assert_number(n, -26, -25, -25, 10);
	assert_true(number_of(&f, ROUNDING_NONE, &n));
	assert_true(number_is_point(n));
	assert_true(number_of(&count, ROUNDING_HALF, &n));
	assert_number(n, 1234, 1234, 1234, 1);
	assert_true(number_of(&million, ROUNDING_HALF, &n));
	assert_number(n, 1150000, 1200000, 1250000, 1);
	assert_number(percent(12), 23, 24, 25, 2);
	f = fig(0, 1);
	assert_true(number_of(&f, ROUNDING_TRUNCATE, &n));
	assert_number(n, -1, 0, 1, 10);
	assert_true(number_is_point(number_point(&million)));
}

/* ---- arithmetic */

static void
sums(void **state)
{
	struct number n;

	(void)state;
	assert_true(number_add(printed(41, 1), printed(61, 1), &n));
	assert_number(n, 101, 102, 103, 10);
	assert_true(number_sub(printed(41, 1), printed(61, 1), &n));
	assert_number(n, -21, -20, -19, 10);
	assert_true(number_sub(whole(5), printed(5, 1), &n));
	assert_number(n, 445, 450, 455, 100);
	assert_number(number_neg(printed(41, 1)), -415, -410, -405, 100);
}

static void
products_and_quotients(void **state)
{
	struct number n;

	(void)state;
	assert_true(number_mul(printed(10, 1), printed(-20, 1), &n));
	assert_number(n, -21525, -20000, -18525, 10000);
	assert_true(number_mul(printed(0, 1), printed(0, 1), &n));
	assert_number(n, -25, 0, 25, 10000);
	assert_true(number_div(whole(1), whole(3), &n));
	assert_number(n, 1, 1, 1, 3);
	assert_true(number_div(whole(6), whole(-4), &n));
	assert_number(n, -3, -3, -3, 2);
	assert_true(number_div(whole(1), printed(10, 1), &n));
	assert_number(n, 380, 399, 420, 399);	/* 1/1.05, 1/1, 1/0.95 */
	assert_false(number_div(whole(1), whole(0), &n));
	assert_false(number_div(whole(1), printed(0, 1), &n));
	assert_true(number_mod(whole(17), whole(5), &n));
	assert_number(n, 2, 2, 2, 1);
	assert_true(number_mod(whole(-17), whole(5), &n));
	assert_number(n, -2, -2, -2, 1);	/* as in CEL: the sign of the first */
	assert_false(number_mod(whole(17), whole(0), &n));
	assert_false(number_mod(printed(15, 1), whole(5), &n));
}

/* a large divisor that is exact needs no product of its three ends */
static void
large_divisors(void **state)
{
	struct number n;

	(void)state;
	assert_true(number_div(whole(INT64_MAX), whole(INT64_MAX - 1), &n));
	assert_int_equal(number_lt(whole(1), n), TRUTH_TRUE);
	assert_true(number_div(n, n, &n));
	assert_number(n, 1, 1, 1, 1);
}

static void
absolute(void **state)
{
	struct number low = { -3, -1, 2, 1, false, false }, open = { 2, 2, 2, 1, true, false };

	(void)state;
	assert_number(number_abs(printed(-41, 1)), 405, 410, 415, 100);
	assert_number(number_abs(low), 0, 1, 3, 1);
	open = number_abs(open);	/* "up to 2": any size */
	assert_number(open, 0, 2, 2, 1);
	assert_open(open, false, true);
}

static void
rounded(void **state)
{
	struct number n;

	(void)state;
	assert_true(number_round(number_point(&(struct figure){ .m = 25, .d = 1 }), 0, &n));
	assert_number(n, 3, 3, 3, 1);
	assert_true(number_round(number_point(&(struct figure){ .m = -25, .d = 1 }), 0, &n));
	assert_number(n, -3, -3, -3, 1);
	assert_true(number_round(number_point(&(struct figure){ .m = 62449, .d = 3 }), 1, &n));
	assert_number(n, 624, 624, 624, 10);
	assert_true(number_round(whole(1250), -2, &n));
	assert_number(n, 1300, 1300, 1300, 1);
	assert_true(number_round(percent(62), -1, &n));
	assert_number(n, 60, 60, 60, 1);
	assert_true(number_round(percent(65), -1, &n));
	assert_number(n, 60, 70, 70, 1);
}

static void
least_and_greatest(void **state)
{
	struct number n, open = { 4, 4, 4, 1, false, true };

	(void)state;
	assert_true(number_min(printed(41, 1), whole(4), &n));
	assert_number(n, 4, 4, 4, 1);
	assert_true(number_max(percent(4), whole(4), &n));
	assert_number(n, 8, 8, 9, 2);
	assert_true(number_min(open, whole(9), &n));	/* 4 or more, and 9 */
	assert_number(n, 4, 4, 4, 1);
	assert_open(n, false, false);
	assert_true(number_max(open, whole(9), &n));
	assert_open(n, false, true);
	assert_true(number_hull(whole(1), printed(25, 1), whole(7), &n));
	assert_number(n, 2, 5, 14, 2);
}

/* "over 4": [4, ...), "up to 4": (..., 4] */
static struct number
over(int64_t v)
{
	struct number n = whole(v);

	n.no_hi = true;
	return n;
}

static struct number
up_to(int64_t v)
{
	struct number n = whole(v);

	n.no_lo = true;
	return n;
}

static void
open_ends(void **state)
{
	struct number n;

	(void)state;
	assert_true(number_add(over(4), whole(1), &n));
	assert_open(n, false, true);
	assert_true(number_sub(whole(1), over(4), &n));
	assert_open(n, true, false);
	assert_true(number_sub(over(4), over(4), &n));
	assert_open(n, true, true);
	assert_true(number_mul(over(4), whole(2), &n));
	assert_number(n, 8, 8, 8, 1);
	assert_open(n, false, true);
	assert_true(number_mul(over(4), whole(-2), &n));
	assert_open(n, true, false);
	assert_true(number_mul(up_to(4), up_to(4), &n));	/* -100 * -100 is 10,000 */
	assert_open(n, true, true);
	assert_true(number_mul(over(4), whole(0), &n));
	assert_open(n, false, false);
	assert_true(number_div(whole(8), over(4), &n));
	assert_number(n, 0, 2, 2, 1);
	assert_open(n, false, false);
	assert_true(number_div(over(4), whole(2), &n));
	assert_open(n, false, true);
	assert_false(number_div(whole(8), up_to(4), &n));
	assert_true(number_div(whole(8), up_to(-4), &n));
	assert_number(n, -2, -2, 0, 1);
}

static void
too_large(void **state)
{
	struct number n, big = whole(INT64_MAX);

	(void)state;
	assert_true(number_mul(big, big, &n));
	assert_false(number_mul(n, big, &n));
	assert_true(number_mul(big, big, &n));
	assert_int_equal(number_eq(n, printed(5, 18)), TRUTH_UNKNOWN);
	assert_int_equal(number_lt(n, printed(5, 18)), TRUTH_UNKNOWN);
	assert_false(number_add(n, printed(5, 18), &n));
	assert_false(number_round(big, 38, &n));
}

/* ---- equal, less */

static void
equal(void **state)
{
	(void)state;
	assert_int_equal(number_eq(whole(3), whole(3)), TRUTH_TRUE);
	assert_int_equal(number_eq(whole(3), whole(4)), TRUTH_FALSE);
	assert_int_equal(number_eq(percent(12), percent(12)), TRUTH_TRUE);
	assert_int_equal(number_eq(percent(12), percent(13)), TRUTH_MAYBE);	/* both 12.5 */
	assert_int_equal(number_eq(percent(12), percent(14)), TRUTH_FALSE);
	assert_int_equal(number_eq(printed(63, 1), whole(6)), TRUTH_FALSE);
	assert_int_equal(number_eq(percent(6), printed(63, 1)), TRUTH_MAYBE);
	assert_int_equal(number_eq(over(300), whole(350)), TRUTH_MAYBE);
	assert_int_equal(number_eq(over(300), whole(300)), TRUTH_MAYBE);
	assert_int_equal(number_eq(over(300), whole(299)), TRUTH_FALSE);
	assert_int_equal(number_eq(up_to(300), whole(301)), TRUTH_FALSE);
	assert_int_equal(number_eq(up_to(300), over(300)), TRUTH_MAYBE);
	assert_int_equal(number_eq(up_to(299), over(300)), TRUTH_FALSE);
}

static void
less(void **state)
{
	(void)state;
	assert_int_equal(number_lt(whole(3), whole(4)), TRUTH_TRUE);
	assert_int_equal(number_lt(whole(4), whole(3)), TRUTH_FALSE);
	assert_int_equal(number_lt(whole(3), whole(3)), TRUTH_FALSE);
	assert_int_equal(number_lt(percent(12), percent(13)), TRUTH_TRUE);	/* they touch */
	assert_int_equal(number_lt(percent(13), percent(12)), TRUTH_FALSE);
	assert_int_equal(number_lt(percent(12), percent(12)), TRUTH_UNKNOWN);
	assert_int_equal(number_lt(percent(90), whole(90)), TRUTH_UNKNOWN);
	assert_int_equal(number_lt(percent(89), whole(90)), TRUTH_TRUE);
	assert_int_equal(number_lt(over(300), whole(400)), TRUTH_UNKNOWN);
	assert_int_equal(number_lt(over(300), whole(300)), TRUTH_FALSE);
	assert_int_equal(number_lt(up_to(300), whole(301)), TRUTH_TRUE);
	assert_int_equal(number_lt(up_to(300), whole(300)), TRUTH_UNKNOWN);
}

static void
not(void **state)
{
	(void)state;
	assert_int_equal(truth_not(TRUTH_TRUE), TRUTH_FALSE);
	assert_int_equal(truth_not(TRUTH_FALSE), TRUTH_TRUE);
	assert_int_equal(truth_not(TRUTH_MAYBE), TRUTH_MAYBE);
	assert_int_equal(truth_not(TRUTH_UNKNOWN), TRUTH_UNKNOWN);
}

/* ---- in decimals */

static void
decimals(void **state)
{
	struct number n;
	struct dec d;

	(void)state;
	assert_true(number_div(whole(1), whole(3), &n));
	assert_true(number_dec(n, 4, &d));
	assert_int_equal(d.m, 3333);
	assert_int_equal(d.d, 4);
	assert_true(number_div(whole(5), whole(2), &n));
	assert_true(number_dec(n, 4, &d));
	assert_int_equal(d.m, 25);
	assert_int_equal(d.d, 1);
	assert_true(number_dec(whole(-700), 4, &d));
	assert_int_equal(d.m, -700);
	assert_int_equal(d.d, 0);
	assert_true(number_mul(whole(INT64_MAX), whole(2), &n));
	assert_false(number_dec(n, 4, &d));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures),
		cmocka_unit_test(sums),
		cmocka_unit_test(products_and_quotients),
		cmocka_unit_test(large_divisors),
		cmocka_unit_test(absolute),
		cmocka_unit_test(rounded),
		cmocka_unit_test(least_and_greatest),
		cmocka_unit_test(open_ends),
		cmocka_unit_test(too_large),
		cmocka_unit_test(equal),
		cmocka_unit_test(less),
		cmocka_unit_test(not),
		cmocka_unit_test(decimals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
