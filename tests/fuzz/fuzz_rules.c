/*
 * Any bytes as a rule file: no crash, no leak, no hang; every error has words and
 * a caret inside its line; every rule that is kept is whole.
 */
#include <stdlib.h>

#include "rules/kinds.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_selector(struct matcher *m, const struct selector *s)
{
	struct str path[] = { CF_S("2021/22"), CF_S("Total %") };
	struct column c = { .path = path, .npath = 2, .leaf = path[1] };

	(void)selector_matches(m, s, CF_S("Total, 12.5%"));
	(void)selector_matches_column(m, s, &c);
}

static void
check_rule(struct arena *a, struct matcher *m, const struct rule *r)
{
	const struct var vars[] = { { "stated", CF_S("1") }, { "row", CF_S("a") } };
	struct str text = CF_S("Total 76 of 699, 11%\nthe the 6 June 2023");

	check_that(r->check < CHECK_KINDS && r->id.n > 0 && r->title.n > 0 && r->message.n > 0);
	check_that(r->line > 0 && r->column > 0);
	check_that(r->check != CHECK_PATTERN || r->match != NULL);
	(void)template_fill(a, r->message, vars, 2);
	for (const struct param *p = kinds[r->check].params; p->name != NULL; p++)
		if (p->type == PARAM_SELECTOR)
			check_selector(m, (const struct selector *)((const char *)r + p->offset));
	check_selector(m, &r->table.header);
	if (r->match != NULL)
		(void)pattern_match(m, r->match, text, 0);
	for (size_t i = 0; i < r->ntests; i++)
		check_that(r->tests[i].text.n > 0 && r->tests[i].line > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str yaml = { (const char *)data, size };
	struct matcher *m = matcher_new();
	struct rules rules;
	size_t errors = 0;
	enum cf_status st;

	rules_init(&rules);
	st = rules_add(&rules, "fuzz.yml", yaml, check_error, &errors);
	check_that((st == CF_OK) == (errors == 0));
	check_that(st == CF_OK || st == CF_ERULE || st == CF_ELIMIT);
	for (size_t i = 0; i < rules.n && m != NULL; i++)
		check_rule(&rules.arena, m, rules.rule[i]);
	rules_release(&rules);
	matcher_free(m);
	return 0;
}
