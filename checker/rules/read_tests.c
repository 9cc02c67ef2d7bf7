/* The tests that a rule carries: the list under `tests:`; see draft.h. */
#include "rules/draft.h"

static void
check_test(struct draft *d, const struct node *n, const struct node *verdict, size_t verdicts)
{
	static const char *const known[] = {
		"holds", "fails", "undecided", "message", "at", NULL,
	};
	struct mistakes *m = d->r->m;
	const struct node *message = node_get(n, CF_S("message")), *at = node_get(n, CF_S("at"));

	map_check_keys(m, n, "a test", known);
	if (verdicts == 0) {
		mistake(m, map_place(n), "a test without a text");
		mistake_help(m, "give it under one of: holds, fails, undecided");
	} else if (verdicts > 1) {
		mistake(m, verdict->key->at, "a test has one text; this is its second");
		mistake_help(m, "begin another test with \"- %.*s:\"", (int)verdict->key->s.n,
		    verdict->key->s.p);
	} else if (str_eq(verdict->key->s, CF_S("holds")) && (message != NULL || at != NULL)) {
		mistake(m, (message != NULL ? message : at)->key->at,
		    "a test that holds has no finding to compare");
	}
}

static void
read_test(struct draft *d, const struct node *n, struct rule_test *out)
{
	const struct node *verdict = NULL, *v;
	size_t verdicts = 0;

	if (n->kind != NODE_MAP) {
		if (value_mismatch(d->r, n, "tests", "a list of maps"))
			mistake_help(d->r->m, "a test is \"- holds: text\" or \"- fails: text\"");
		return;
	}
	for (v = n->first; v != NULL; v = v->next) {
		for (const struct choice *c = test_choices; c->name != NULL; c++) {
			if (v->key->bad || !str_eq(str_of(c->name), v->key->s))
				continue;
			out->want = (enum cf_verdict)c->value;
			out->line = v->key->pos.line;
			(void)value_text(d->r, v, c->name, &out->text);
			verdict = v;
			verdicts++;
		}
	}
	v = node_get(n, CF_S("message"));
	if (v != NULL)
		(void)value_text(d->r, v, "message", &out->message);
	v = node_get(n, CF_S("at"));
	if (v != NULL)
		(void)value_text(d->r, v, "at", &out->at);
	check_test(d, n, verdict, verdicts);
}

void
read_tests(struct draft *d, const struct node *n)
{
	struct rule_test *tests;
	size_t k = 0;

	if (n->kind != NODE_LIST) {
		(void)value_mismatch(d->r, n, "tests", "a list");
		return;
	}
	if (n->n == 0)
		mistake(d->r->m, n->at, "\"tests\" is an empty list");
	tests = arena_array(&d->r->rules->arena, n->n, struct rule_test);
	for (const struct node *item = n->first; item != NULL; item = item->next)
		read_test(d, item, &tests[k++]);
	d->rule->tests = tests;
	d->rule->ntests = k;
}
