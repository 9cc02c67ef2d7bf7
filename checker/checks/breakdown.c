/*
 * breakdown: the figures inside a cell ("S&O(1) GP(2)") add up to another cell
 * of its row. Without parameters: a column of such cells, and the column whose
 * header begins its own ("Health", "Health Breakdown"), or else the one before.
 */
#include "checks/series.h"
#include "checks/words.h"

struct breakdown {
	const struct rule *rule;
	const struct table *t;
	uint32_t col, equals;
	enum cf_because because;
};

static bool
relation_of(const struct breakdown *b, uint32_t row, struct relation_at *r)
{
	const struct cell *c = table_at(b->t, row, b->col);
	const struct figure *stated = cell_quantity(table_at(b->t, row, b->equals));

	if (stated == NULL || c == NULL || c->kind != CELL_LABELLED || c->nfigures == 0 ||
	    c->nfigures > SERIES_OPERANDS)
		return false;
	relation_begin(r, row, b->equals, stated);
	for (uint32_t i = 0; i < c->nfigures; i++)
		relation_add(r, row, b->col, &c->figures[i]);
	return true;
}

static struct tally_fits
count(const struct breakdown *b)
{
	struct tally_fits n = { 0 };

	for (uint32_t row = b->t->header_rows; row < b->t->nrows; row++) {
		struct relation_at r;
		struct fit_result fit;

		if (!relation_of(b, row, &r))
			continue;
		fit = fit_sum(r.stated, r.operand, NULL, r.n);
		if (fit.fit == FIT_INTERVAL)	/* counts of people are not rounded */
			fit.fit = FIT_OUTSIDE;
		count_fit(&n, &r, &fit);
	}
	return n;
}

static void
report_row(struct run *run, const struct breakdown *b, const struct relation_at *r)
{
	struct fit_result fit = fit_sum(r->stated, r->operand, NULL, r->n);
	const char *roles[SERIES_OPERANDS];
	const struct cell *c = table_at(b->t, r->row, b->col);
	struct outcome o = outcome_at(b->rule, b->t, r->row, b->col, r->operand[0]);
	struct line sum = { .stated = r->stated, .nparts = r->n, .fit = fit };
	struct arena *a = run->scratch;
	struct report_evidence *e;

	o.at = c->text.span;
	o.because = b->because;
	o.verdict = fit.fit == FIT_EXACT ? CF_HELD :
	    fit.fit == FIT_TOO_LARGE ? CF_UNDECIDED : CF_FAILED;
	if (o.verdict == CF_FAILED && (r->stated->flags & FIGURE_MARKED) != 0) {
		o.verdict = CF_UNDECIDED;
		o.reason = "a figure carries a footnote mark";
	}
	if (!report_wants(run->report, o.verdict)) {
		report_tally(run->report, b->rule, o.verdict, o.reason);
		return;
	}
	e = arena_array(a, r->n + 1, struct report_evidence);
	for (uint32_t i = 0; i < r->n; i++) {
		roles[i] = "part";
		e[i] = evidence_at(roles[i], b->t, r->row, b->col, r->operand[i]);
	}
	e[r->n] = evidence_at("total", b->t, r->row, b->equals, r->stated);
	o.evidence = e;
	o.nevidence = r->n + 1;
	sum.part = arena_array(a, r->n, const struct figure *);
	memcpy(sum.part, r->operand, r->n * sizeof(*sum.part));
	o.stated = c->text.s;
	o.computed = dec_format(a, fit.computed, true);
	o.difference = dec_format(a, fit.gap, true);
	o.relation = sum_words(a, &sum, true);
	o.note = sum_note(a, &sum, figure_printed(b->t, r->row, b->equals, r->stated));
	o.vars = &(struct var){ "equals", figure_printed(b->t, r->row, b->equals, r->stated) };
	o.nvars = 1;
	report_add(run->report, &o);
}

static void
report_breakdown(struct run *run, const struct breakdown *b)
{
	for (uint32_t row = b->t->header_rows; row < b->t->nrows; row++) {
		struct relation_at r;

		if (relation_of(b, row, &r))
			report_row(run, b, &r);
	}
}

/* the column whose header begins this one's; else the figures just before it */
static bool
find_equals(struct breakdown *b)
{
	struct str leaf = b->t->columns[b->col].leaf;

	for (uint32_t c = 0; c < b->t->ncols; c++) {
		struct str other = b->t->columns[c].leaf;

		if (c != b->col && other.n > 2 && other.n < leaf.n &&
		    b->t->columns[c].kind == COLUMN_FIGURES &&
		    str_eq_folded(str_sub(leaf, 0, other.n), other)) {
			b->equals = c;
			return true;
		}
	}
	b->equals = b->col - 1;
	return b->col > 0 && b->t->columns[b->equals].kind == COLUMN_FIGURES;
}

static void
check_column(struct run *run, const struct rule *rule, const struct table *t, uint32_t col)
{
	struct breakdown b = { .rule = rule, .t = t, .col = col, .because = CF_BY_SIBLINGS };
	struct tally_fits n;

	if (selector_is_set(&rule->breakdown)) {
		if (!selector_matches_column(run->matcher, &rule->breakdown, &t->columns[col]))
			return;
		b.because = CF_BY_RULE;
		for (uint32_t c = 0; c < t->ncols; c++) {
			b.equals = c;
			if (c != col && selector_matches_column(run->matcher, &rule->equals,
			    &t->columns[c])) {
				report_breakdown(run, &b);
				return;
			}
		}
		if (!selector_is_set(&rule->equals) && find_equals(&b))
			report_breakdown(run, &b);
		return;
	}
	if (!find_equals(&b))
		return;
	n = count(&b);
	if (n.exact >= 3 && n.exact >= 3 * n.outside)
		report_breakdown(run, &b);
}

void
check_breakdown(struct run *run, const struct rule *rule)
{
	const struct table *t;
	size_t i = 0;

	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		for (uint32_t c = 0; c < t->ncols; c++)
			check_column(run, rule, t, c);
	}
}
