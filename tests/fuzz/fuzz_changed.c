/*
 * Any bytes as what git says has changed: names ended by NULs, then after two NULs in a row a
 * diff. No crash, no leak; of a report only findings are taken out, and those that stay are as
 * they were.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "changed.h"
#include "rules/rules.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* what tests/library/sample.yml finds something in, on three lines */
static const char report[] = "# Offices\n\n| Office | Cases |\n| --- | ---: |\n| North | 12 |\n"
    "| South | 30 |\n| Sum | 72 |\n\nMuch synergy.\n\nAnd synergy again.\n";

static struct cf_rules *
the_rules(void)
{
	static const char *paths[] = { "tests/library/sample.yml" };
	static struct cf_rules *rules;

	if (rules == NULL)
		check_that(cf_rules_load(&rules, paths, 1, false, NULL, NULL) == CF_OK);
	return rules;
}

static struct cf_report *
check(void)
{
	struct cf_input in = { .path = "a.md", .bytes = report, .n = sizeof(report) - 1 };
	struct cf_options opts = { .keep = 1u << CF_HELD | 1u << CF_FAILED };
	struct cf_report *rep;
	struct cf_error err;

	check_that(cf_check(&rep, the_rules(), &in, &opts, &err) == CF_OK);
	check_that(rep->n >= 3);
	return rep;
}

/* where the diff begins */
static size_t
behind_names(struct str text)
{
	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.p[i] == '\0' && text.p[i + 1] == '\0')
			return i + 2;
	return text.n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	size_t n = behind_names(text), before;
	struct changed c = { .top = "/top" };
	struct cf_report *rep = check();
	struct arena a;

	arena_init(&a, CF_MAX_MEMORY);
	c.arena = &a;
	check_that(changed_take_names(&c, CF_S("a.md\0"), &c.tracked));
	check_that(changed_take_names(&c, str_sub(text, 0, n < 2 ? n : n - 2), &c.files));
	changed_take_patch(&c, str_sub(text, n, text.n));
	before = rep->n;
	changed_apply(&c, "/elsewhere/a.md", rep);
	changed_apply(&c, "/top/new.md", rep);
	check_that(rep->n == before && rep->unchanged == 0);
	changed_apply(&c, "/top/a.md", rep);
	check_that(rep->n <= before);
	for (size_t i = 0; i < rep->n; i++)
		check_that(rep->relations[i].place.line > 0 && rep->relations[i].message[0] != '\0');
	cf_report_free(rep);
	arena_release(&a);
	return 0;
}
