/* facts/period.h: which months the names of periods mean. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "facts/period.h"

/* "text|the part that names it|first month to last" of every name, "-" for none */
static const char *const names[][3] = {
	{ "2022/23", "2022/23", "4/2022-3/2023" },
	{ "in 2022-23.", "2022-23", "4/2022-3/2023" },
	{ "2022\xE2\x80\x93" "23", "2022\xE2\x80\x93" "23", "4/2022-3/2023" },
	{ "2022/2023", "2022/2023", "4/2022-3/2023" },
	{ "1999/00", "1999/00", "4/1999-3/2000" },
	{ "2021", "2021", "1/2021-12/2021" },
	{ "(2021)", "2021", "1/2021-12/2021" },
	{ "2022-", "2022", "1/2022-12/2022" },
	{ "2022/24", "-", "" },
	{ "2022-25", "-", "" },
	{ "2021-2024", "-", "" },
	{ "2022/231", "-", "" },
	{ "20221", "-", "" },
	{ "1234", "-", "" },
	{ "A2021", "-", "" },
	{ "4.2021", "-", "" },
	{ "March 2023", "March 2023", "3/2023-3/2023" },
	{ "Mar-23", "Mar-23", "3/2023-3/2023" },
	{ "Mar '23", "Mar '23", "3/2023-3/2023" },
	{ "Sept. 2021", "Sept. 2021", "9/2021-9/2021" },
	{ "03/2023", "03/2023", "3/2023-3/2023" },
	{ "13/2023", "-", "" },
	{ "31/03/2023", "-", "" },
	{ "2023-03-31", "-", "" },
	{ "March", "March", "3" },
	{ "it may be", "-", "" },
	{ "May 2022", "May 2022", "5/2022-5/2022" },
	{ "Q3 2022/23", "Q3 2022/23", "10/2022-12/2022" },
	{ "Q4 2022/23", "Q4 2022/23", "1/2023-3/2023" },
	{ "quarter 3 of 2022/23", "quarter 3 of 2022/23", "10/2022-12/2022" },
	{ "Q3 2022", "Q3 2022", "7/2022-9/2022" },
	{ "Q3", "Q3", "7-9" },
	{ "Q5", "-", "" },
	{ "year ending March 2023", "year ending March 2023", "4/2022-3/2023" },
	{ "the year to 31 March 2023", "year to 31 March 2023", "4/2022-3/2023" },
	{ "year ended December 2022", "year ended December 2022", "1/2022-12/2022" },
	{ "from May to June 2022", "May", "5" },
	{ "to March 2023", "March 2023", "3/2023-3/2023" },
	{ "", "-", "" },
};

static void
months_of_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str s = str_of(names[i][0]);
		struct period p;
		size_t from, to;
		char got[160], want[160];

		if (!period_scan(s, &p, &from, &to))
			(void)snprintf(got, sizeof(got), "%s: -, ", names[i][0]);
		else if (period_has_year(p))
			(void)snprintf(got, sizeof(got), "%s: %.*s, %d/%d-%d/%d", names[i][0],
			    (int)(to - from), s.p + from, p.from % 12 + 1, p.from / 12,
			    p.to % 12 + 1, p.to / 12);
		else if (p.from == p.to)
			(void)snprintf(got, sizeof(got), "%s: %.*s, %d", names[i][0],
			    (int)(to - from), s.p + from, p.from + 1);
		else
			(void)snprintf(got, sizeof(got), "%s: %.*s, %d-%d", names[i][0],
			    (int)(to - from), s.p + from, p.from + 1, p.to + 1);
		(void)snprintf(want, sizeof(want), "%s: %s, %s", names[i][0], names[i][1],
		    names[i][2]);
		assert_string_equal(got, want);
	}
}

static struct period
period(const char *s)
{
	struct period p = { 0 };
	size_t from, to;

	assert_true(period_scan(str_of(s), &p, &from, &to));
	return p;
}

static void
names_of_one_period(void **state)
{
	(void)state;
	assert_true(period_same(period("2022/23"), period("year ending March 2023")));
	assert_true(period_same(period("2022/23"), period("2022-2023")));
	assert_false(period_same(period("2022/23"), period("2022")));
	assert_false(period_same(period("2022/23"), period("2023/24")));
	assert_true(period_same(period("March"), period("March 2023")));
	assert_true(period_same(period("Mar-22"), period("March")));
	assert_false(period_same(period("Mar-22"), period("March 2023")));
	assert_true(period_same(period("March"), period("Mar")));
	assert_false(period_same(period("Q1"), period("January")));
	/* a quarter of a financial year begins in April */
	assert_true(period_same(period("Q1 2022/23"), period("Q2 2022")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_of_names),
		cmocka_unit_test(names_of_one_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
