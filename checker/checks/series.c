/* Judging and reporting the relations of a series; see series.h. */
#include "checks/series.h"

#include "checks/words.h"

#define ENOUGH 10u	/* exact relations beside it that make a one-unit gap a slip */

void
count_fit(struct tally_fits *n, const struct relation_at *r, const struct fit_result *fit)
{
	if (r->stated->m == 0 || r->blocked != NULL)
		return;
	switch (fit->fit) {
	case FIT_EXACT:
		n->exact++;
		break;
	case FIT_INTERVAL:
		n->interval++;
		break;
	case FIT_OUTSIDE:
		n->outside++;
		break;
	case FIT_TOO_LARGE:
		break;
	}
}

enum cf_verdict
judge_series(const struct rule *rule, const struct tally_fits *n, const struct relation_at *r,
    const struct fit_result *fit, struct outcome *o)
{
	if (r->blocked != NULL && fit->fit != FIT_EXACT) {
		o->reason = r->blocked;
		return CF_UNDECIDED;
	}
	switch (fit->fit) {
	case FIT_EXACT:
		return CF_HELD;
	case FIT_INTERVAL:
		if (rule->rounding == ROUNDING_NONE)
			return CF_FAILED;
		o->reason = "within rounding";
		if (n->exact >= ENOUGH && n->interval <= 1) {
			o->reason = "may be rounding, but no other figure of its kind is";
			return CF_ROUNDING;
		}
		return CF_HELD;
	case FIT_OUTSIDE:
		return CF_FAILED;
	case FIT_TOO_LARGE:
		break;
	}
	o->reason = "cannot be worked out from these figures";
	return CF_UNDECIDED;
}

void
report_relation(struct run *run, const struct table *t, struct outcome *o,
    const struct relation_at *r, const struct fit_result *fit, const char *const *roles,
    struct str relation)
{
	struct arena *a = run->scratch;
	struct report_evidence *e = arena_array(a, r->n, struct report_evidence);

	for (uint32_t i = 0; i < r->n; i++)
		e[i] = evidence_at(roles[i], t, r->operand_row[i], r->operand_col[i],
		    r->operand[i]);
	o->evidence = e;
	o->nevidence = r->n;
	o->stated = source_text(run->doc->source, o->at);
	if (fit->fit != FIT_TOO_LARGE) {
		o->computed = figure_like(a, &table_at(t, r->row, r->col)->text, r->stated,
		    fit->computed);
		o->difference = dec_format(a, fit->gap, true);
		o->relation = relation;
		o->note = relation;
	}
	if (o->verdict == CF_FAILED && o->suggestion.n == 0)
		o->suggestion = o->computed;
	report_add(run->report, o);
}
