/* Periods in, cells out; see sentence.h. */
#include "checks/along.h"
#include "checks/lookup.h"
#include "checks/nearby.h"
#include "checks/sentence_parts.h"

#define MOST_CELLS 200u	/* that one sentence may mean */

/* ---- the measure of a cell */

struct value
sentence_at(const struct value *cell, struct period want)
{
	const struct cell_ref *c = &cell->as.cell;
	struct value found = value_absent(TYPE_CELL, "the measure has no figure for that period");
	struct along a;
	struct period p;
	uint32_t row, col;

	if (cell->absent != NULL)
		return value_absent(TYPE_CELL, cell->absent);
	if (c->table == NULL || !along_of(c->table, c->row, c->col, &a))
		return value_absent(TYPE_CELL, "it is no figure of a period");
	for (uint32_t i = 0; along_next(&a, &i, &row, &col, &p);) {
		if (!period_same(p, want) || !has_figure(a.t, row, col))
			continue;
		if (found.absent == NULL)
			return value_absent(TYPE_CELL, "the measure has two figures for that period");
		found = value_cell(a.t, row, col);
	}
	return found;
}

struct value
sentence_earlier(const struct value *cell)
{
	const struct cell_ref *c = &cell->as.cell;
	struct along a;
	struct period p;
	uint32_t row, col;

	if (cell->absent != NULL)
		return value_absent(TYPE_CELL, cell->absent);
	if (c->table == NULL || !along_of(c->table, c->row, c->col, &a) ||
	    !along_last(&a, &a.period, &row, &col, &p))
		return value_absent(TYPE_CELL, "the measure has no earlier figure");
	return value_cell(a.t, row, col);
}

struct value
sentence_series(struct eval *ev, const struct value *cell, const struct period *since)
{
	const struct cell_ref *c = &cell->as.cell;
	struct cells out = { 0 };
	struct along a;
	struct period p;
	uint32_t row, col;

	if (cell->absent != NULL)
		return value_absent(TYPE_LIST | TYPE_CELL, cell->absent);
	if (c->table == NULL || !along_of(c->table, c->row, c->col, &a))
		return value_absent(TYPE_LIST | TYPE_CELL, "it is no figure of a period");
	if (since != NULL && !(period_has_year(*since) && period_has_year(a.period)))
		return value_absent(TYPE_LIST | TYPE_CELL, "it is not known of which year a period is");
	for (uint32_t i = 0; along_next(&a, &i, &row, &col, &p) && eval_spend(ev, 1);)
		if (p.to - p.from == a.period.to - a.period.from &&
		    (since == NULL || (p.from >= since->from && p.to <= a.period.to)))
			cells_add(ev, &out, a.t, row, col);
	return cells_value(&out);
}

/* ---- measures for a period */

struct gather {
	struct eval *ev;
	struct period period;
	const struct period *other;
	struct cells out;
	uint32_t near;
};

static bool
is_taken(const struct cells *c, const struct table *t, uint32_t row, uint32_t col)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].as.cell.table == t && c->at[i].as.cell.row == row &&
		    c->at[i].as.cell.col == col)
			return true;
	return false;
}

/* "April" in a table on 2022/23 is not April 2021 */
static bool
is_of_other_year(const struct along *a, struct period want)
{
	struct period of;
	size_t from, to;

	return period_has_year(want) && !period_has_year(a->period) &&
	    period_scan(a->t->caption, &of, &from, &to) && period_has_year(of) &&
	    (want.from < of.from || want.to > of.to);
}

static void
take_measure(struct gather *g, const struct table *t, uint32_t row, uint32_t col, uint32_t near)
{
	struct along a;
	struct value v, other;

	if (!has_figure(t, row, col) || !along_of(t, row, col, &a) ||
	    !period_same(a.period, g->period) || is_of_other_year(&a, g->period) ||
	    g->out.n == MOST_CELLS || !eval_spend(g->ev, along_cost(&a)))
		return;
	v = value_cell(t, row, col);
	if (g->other != NULL) {
		other = sentence_at(&v, *g->other);
		if (other.absent != NULL)
			return;
	}
	if (near > g->near) {
		g->near = near;
		g->out.n = 0;
	}
	if (!is_taken(&g->out, t, row, col))
		cells_add(g->ev, &g->out, t, row, col);
}

static void
measures_of_table(struct gather *g, const struct nearby_table *at, const struct wanted_label *want)
{
	const struct table *t = &g->ev->run->facts->tables[at->table];
	struct labelled_lines lines = lookup_lines_of(g->ev, want, at->table);

	for (size_t i = 0; i < lines.n && eval_spend(g->ev, 1); i++) {
		uint32_t line = lines.at[i].line;

		for (uint32_t r = t->header_rows; lines.at[i].column && r < t->nrows; r++)
			if (is_body_row(t, r))
				take_measure(g, t, r, line, at->near);
		for (uint32_t c = 0; !lines.at[i].column && c < t->ncols; c++)
			if (c != t->stub && is_body_row(t, line))
				take_measure(g, t, line, c, at->near);
	}
}

struct value
sentence_measures(struct eval *ev, struct period p, const struct period *other)
{
	struct gather g = { .ev = ev, .period = p, .other = other };
	struct wanted_label want = wanted_period(p);
	struct nearby nearby = nearby_tables(ev);

	for (size_t i = 0; i < nearby.n && eval_spend(ev, 1); i++)
		if (nearby.at[i].near >= g.near)
			measures_of_table(&g, &nearby.at[i], &want);
	if (!eval_spend(ev, 1))
		return value_absent(TYPE_LIST | TYPE_CELL, why_too_much);
	if (g.out.n == MOST_CELLS)
		return value_absent(TYPE_LIST | TYPE_CELL, "too many figures may be meant");
	return cells_value(&g.out);
}

/* ---- the last periods */

/* the last periods of one table; those of a year that is not known have no order */
static void
latest_of_table(struct gather *g, const struct table *t)
{
	struct along a;
	struct period p, earlier;
	uint32_t row, col, r2, c2;

	for (uint32_t r = t->header_rows; r < t->nrows && eval_spend(g->ev, 1 + t->ncols / 4); r++)
		for (uint32_t c = 0; c < t->ncols && is_body_row(t, r); c++)
			if (c != t->stub && g->out.n < MOST_CELLS && along_of(t, r, c, &a) &&
			    period_has_year(a.period) && along_is_first(&a) &&
			    eval_spend(g->ev, 2 * along_cost(&a)) &&
			    along_last(&a, NULL, &row, &col, &p) &&
			    along_last(&a, &p, &r2, &c2, &earlier))
				cells_add(g->ev, &g->out, t, row, col);
}

struct value
sentence_latest(struct eval *ev)
{
	const struct facts *f = ev->run->facts;
	struct gather g = { .ev = ev };
	struct nearby nearby = nearby_tables(ev);

	for (size_t i = 0; i < nearby.n && eval_spend(ev, 1); i++) {
		uint32_t near = nearby.at[i].near;
		size_t before = g.out.n;

		if (near < g.near)
			continue;
		latest_of_table(&g, &f->tables[nearby.at[i].table]);
		if (g.out.n == before || near == g.near)
			continue;
		g.near = near;		/* what was found so far is further off */
		g.out.n -= before;
		memmove(g.out.at, g.out.at + before, g.out.n * sizeof(*g.out.at));
	}
	if (!eval_spend(ev, 1))
		return value_absent(TYPE_LIST | TYPE_CELL, why_too_much);
	if (g.out.n == MOST_CELLS)
		return value_absent(TYPE_LIST | TYPE_CELL, "too many figures may be meant");
	return cells_value(&g.out);
}

/* ---- one of a list */

struct value
sentence_only(struct eval *ev, const struct value *list)
{
	const char *why;

	if (list->absent != NULL)
		return value_absent(TYPE_CELL, list->absent);
	if (list->as.list.n == 0)
		return value_absent(TYPE_CELL, "no figure is meant for sure");
	for (size_t i = 1; i < list->as.list.n; i++)
		if (eval_equal(ev, list->as.list.at[0], list->as.list.at[i], &why) != TRUTH_TRUE)
			return value_absent(TYPE_CELL, "more than one figure may be meant");
	return list->as.list.at[0];
}
