/*
 * Joined tables: every cell that a relation names is given with the table, row and
 * column that it really stands in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/rules.h"

static const char yaml[] =
    "pack: a\n"
    "rules:\n"
    "  - id: sum\n"
    "    title: t\n"
    "    check: total\n"
    "    across: columns\n"
    "    join: true\n"
    "    parts: [One, Two, Three, Four]\n"
    "    total: All\n"
    "    message: '{row}, {column}, {table}'\n";

static const char report[] =
    "Before\n\n"
    "| No | x |\n| --- | --- |\n| a | b |\n\n"
    "# Section\n\n"
    "Sums\n\n"
    "| Year |  |  |\n| --- | --- | --- |\n|  | One | Two |\n"
    "| **Group** | | |\n| North | 1 | 2 |\n| South | 3 | 4 |\n\n"
    "And then:\n\n"
    "| Three |\n| --- |\n| 5 |\n| 6 |\n\n"
    "And then:\n\n"
    "| Four | All |\n| --- | --- |\n| 7 | 15 |\n| 8 | 29 |\n";

static void
check_place(const struct cf_place *p, uint32_t table, uint32_t row, uint32_t col)
{
	assert_int_equal(p->table, table);
	assert_int_equal(p->row, row);
	assert_int_equal(p->col, col);
}

static void
places_are_real(void **state)
{
	struct cf_rules rules;
	struct cf_options opts = { .keep = ~0u };
	struct cf_input in = { .path = "r.md", .bytes = report, .n = sizeof(report) - 1 };
	struct cf_report *rep;
	const struct cf_relation *rel;

	(void)state;
	rules_init(&rules.rules);
	assert_int_equal(rules_add(&rules.rules, "a.yml", str_of(yaml), NULL, NULL), CF_OK);
	assert_int_equal(cf_check(&rep, &rules, &in, &opts, NULL), CF_OK);
	assert_int_equal(cf_report_size(rep), 2);
	rel = cf_report_get(rep, 0);
	assert_int_equal(rel->verdict, CF_HELD);
	check_place(&rel->place, 4, 2, 2);
	rel = cf_report_get(rep, 1);
	assert_int_equal(rel->verdict, CF_FAILED);
	assert_string_equal(rel->message, "South, All, Sums");
	assert_string_equal(rel->stated, "29");
	assert_string_equal(rel->computed, "21");
	check_place(&rel->place, 4, 3, 2);
	assert_int_equal(rel->nevidence, 4);
	check_place(&rel->evidence[0].place, 2, 5, 2);
	check_place(&rel->evidence[1].place, 2, 5, 3);
	check_place(&rel->evidence[2].place, 3, 3, 1);
	check_place(&rel->evidence[3].place, 4, 3, 1);
	cf_report_free(rep);
	rules_release(&rules.rules);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(places_are_real) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
