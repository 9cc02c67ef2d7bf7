/*
 * sums-to: the parts of one whole add up to 100%, or to N. Recognised without
 * parameters are columns of percentages without a total row. A column that
 * adds up is counted as held; one that misses is a finding only when its labels
 * show a closed set ("Other", "Not recorded"), for nothing else says that its
 * percentages are parts of one whole.
 */
#include "checks/sums.h"
#include "checks/words.h"

struct group {
	const struct table *t;
	uint32_t col, group;	/* the group row that governs it, or NONE */
	const struct figure **part;
	uint32_t *row;
	uint32_t n, nonzero;
	bool closed, blocked;
};

static bool
is_remainder(struct str s)
{
	static const struct str words[] = {
		WORD("other"), WORD("not recorded"), WORD("not stated"), WORD("unknown"),
		WORD("not known"), WORD("prefer not to say"), WORD("none of"), WORD("don't know"),
		WORD("unclassified"), WORD("no response"), WORD("not specified"),
		WORD("no answer"),
	};

	return STR_HAS_ANY(s, words);
}

static bool
collect(struct run *run, const struct rule *rule, struct group *g)
{
	const struct table *t = g->t;

	g->part = arena_array(run->scratch, t->nrows, const struct figure *);
	g->row = arena_array(run->scratch, t->nrows, uint32_t);
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		const struct cell *c = table_at(t, r, g->col);
		const struct figure *f = cell_quantity(c);

		if (t->rows[r].group != g->group || t->rows[r].kind == ROW_GROUP)
			continue;
		if (t->rows[r].kind == ROW_TOTAL && !selector_is_set(&rule->parts))
			return false;	/* the check `total` has it */
		if (selector_matches(run->matcher, &rule->except, t->rows[r].label) ||
		    (selector_is_set(&rule->parts) &&
		    !selector_matches(run->matcher, &rule->parts, t->rows[r].label)))
			continue;
		g->closed = g->closed || is_remainder(t->rows[r].label);
		if (f == NULL) {
			g->blocked = g->blocked || (c != NULL && c->kind != CELL_EMPTY &&
			    c->kind != CELL_DASH);
			continue;
		}
		if (f->unit == UNIT_POINTS || f->m < 0)
			return false;
		g->nonzero += f->m != 0;
		g->row[g->n] = r;
		g->part[g->n++] = f;
	}
	return g->n >= 2 && g->nonzero >= 2;
}

/* a row of 100% beside the parts that make it is the whole, however it is labelled */
static void
leave_out_whole(struct group *g, const struct figure *to)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < g->n; i++) {
		if (g->n > 2 && dec_cmp(figure_dec(g->part[i]), figure_dec(to)) == 0)
			continue;
		g->part[n] = g->part[i];
		g->row[n++] = g->row[i];
	}
	if (n > 1)
		g->n = n;
}

static void
report_group(struct run *run, const struct rule *rule, const struct group *g, bool named)
{
	struct arena *a = run->scratch;
	struct line l = { .stated = &rule->sum, .part = g->part, .nparts = g->n };
	struct outcome o = outcome_at(rule, g->t, g->row[g->n - 1], g->col, g->part[g->n - 1]);
	struct report_evidence *e = arena_array(a, g->n, struct report_evidence);
	struct figure to = rule->sum;

	to.q = -18;	/* the whole is exact: only its parts are rounded */
	l.fit = fit_sum(&to, l.part, NULL, l.nparts);
	if (l.fit.fit == FIT_TOO_LARGE)
		return;
	o.because = named ? CF_BY_RULE : g->closed ? CF_BY_LABEL : CF_BY_ARITHMETIC;
	o.verdict = l.fit.fit == FIT_OUTSIDE ? CF_FAILED : CF_HELD;
	if (l.fit.fit == FIT_INTERVAL)
		o.reason = "within rounding";
	if (o.verdict == CF_FAILED) {
		if (!named && !g->closed)
			return;		/* nothing says that these are parts of one whole */
		if (g->blocked || (!named && !is_near_miss(figure_dec(&to), l.fit.computed, 5))) {
			o.verdict = CF_UNDECIDED;
			o.reason = "these may not be all the parts of one whole";
		}
	}
	if (!report_wants(run->report, o.verdict)) {
		report_tally(run->report, rule, o.verdict, o.reason);
		return;
	}
	for (uint32_t i = 0; i < g->n; i++)
		e[i] = evidence_at("part", g->t, g->row[i], g->col, g->part[i]);
	o.evidence = e;
	o.nevidence = g->n;
	o.stated = source_text(run->doc->source, o.at);
	o.computed = dec_format(a, l.fit.computed, true);
	o.difference = dec_format(a, l.fit.gap, true);
	o.relation = sum_words(a, &l, true);
	o.note = sum_note(a, &l, dec_format(a, figure_dec(&to), true));
	report_add(run->report, &o);
}

static void
check_column(struct run *run, const struct rule *rule, const struct table *t, uint32_t col,
    bool named)
{
	uint32_t group = NONE, seen = 0;

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		struct group g = { .t = t, .col = col };

		if (t->rows[r].kind == ROW_GROUP || (seen > 0 && t->rows[r].group == group))
			continue;
		g.group = group = t->rows[r].group;
		seen++;
		if (!collect(run, rule, &g))
			continue;
		if (!named)
			leave_out_whole(&g, &rule->sum);
		if (g.n > 1)
			report_group(run, rule, &g, named);
	}
}

void
check_sums_to(struct run *run, const struct rule *rule)
{
	const struct table *t;
	size_t i = 0;
	bool named = selector_is_set(&rule->share) || selector_is_set(&rule->parts);

	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		for (uint32_t c = 0; c < t->ncols; c++) {
			bool column = selector_is_set(&rule->share) ?
			    selector_matches_column(run->matcher, &rule->share, &t->columns[c]) :
			    column_is_percent(t, c);

			if (t->columns[c].kind == COLUMN_FIGURES && column)
				check_column(run, rule, t, c, named);
		}
	}
}
