/*
 * A pattern that must not match: each match is a finding, unless `not` matches
 * from inside it. There is nothing to count where it does not match. With `expect`
 * it may match, and what it captures must hold.
 */
#include "checks/statement.h"

/* the captures, for the message and the suggestion: by number, and by name if they have one */
static const struct var *
capture_vars(const struct matches *m, size_t *n)
{
	static const char *const number[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
	uint32_t captures = pattern_captures(m->rule->match);
	struct var *vars = arena_array(m->run->scratch, (size_t)captures + 9, struct var);

	*n = 0;
	for (uint32_t i = 1; i <= captures && vars != NULL; i++) {
		const char *name = pattern_capture_name(m->rule->match, i);
		struct str value = CF_S("");
		size_t from, to;

		if (matches_capture(m, (int)i, &from, &to))
			value = str_sub(m->place.text->s, from, to);
		if (name != NULL)
			vars[(*n)++] = (struct var){ name, value };
		if (i < 10)
			vars[(*n)++] = (struct var){ number[i], value };
	}
	return vars;
}

static void
report_match(const struct matches *m, int at)
{
	struct run *run = m->run;
	const struct rule *rule = m->rule;
	size_t from = m->from, to = m->to, a, b, n;
	const struct var *vars = capture_vars(m, &n);
	struct outcome o;

	if (matches_capture(m, at, &a, &b) && a < b) {
		from = a;
		to = b;
	}
	/* from here on the captures are gone */
	if (rule->not != NULL && matches_excluded(m, rule->not))
		return;
	if (!report_wants(run->report, CF_FAILED)) {
		report_tally(run->report, rule, CF_FAILED, NULL);
		return;
	}
	o = outcome_in(rule, &m->place, from, to);
	o.verdict = CF_FAILED;
	o.because = CF_BY_RULE;
	o.stated = str_sub(m->place.text->s, from, to);
	o.vars = vars;
	o.nvars = n;
	/* what stands across markup cannot be replaced as a whole */
	if (rule->suggest.n > 0 &&
	    str_eq_folded(source_text(run->doc->source, o.at), o.stated))
		o.suggestion = template_fill(run->scratch, rule->suggest, vars, n);
	report_add(run->report, &o);
}

void
check_pattern(struct run *run, const struct rule *rule)
{
	int at = pattern_capture(rule->match, CF_S("at"));
	struct matches m;

	if (rule->expect.root != NULL) {
		check_claim(run, rule);
		return;
	}
	matches_begin(&m, run, rule);
	while (matches_next(&m))
		report_match(&m, at);
}
