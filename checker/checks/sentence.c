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
	for (size_t i = c->n; i > 0 && c->at[i - 1].as.cell.table == t; i--)
		if (c->at[i - 1].as.cell.row == row && c->at[i - 1].as.cell.col == col)
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
measures_of_lines(struct gather *g, const struct nearby_tables *at, const struct wanted_label *want)
{
	struct labelled_lines lines = lookup_lines_of(g->ev, want, at->from, at->to);

	for (size_t i = 0; i < lines.n && eval_spend(g->ev, 1); i++) {
		const struct table *t = &g->ev->run->facts->tables[lines.at[i].table];
		uint32_t line = lines.at[i].line;

		for (uint32_t r = t->header_rows; lines.at[i].column && r < t->nrows; r++)
			if (is_body_row(t, r))
				take_measure(g, t, r, line, at->near);
		for (uint32_t c = 0; !lines.at[i].column && c < t->ncols; c++)
			if (c != t->stub && is_body_row(t, line))
				take_measure(g, t, line, c, at->near);
	}
}

#define FIRST_TABLES 16u	/* that are asked at once; then twice as many, and so on */

/* of very many tables so many measures may be meant that most need not be asked */
static void
measures_of_tables(struct gather *g, const struct nearby_tables *at, const struct wanted_label *want)
{
	struct nearby_tables some = { .to = at->from, .near = at->near };

	for (uint32_t n = FIRST_TABLES; some.to < at->to && g->out.n < MOST_CELLS; n *= 2) {
		some.from = some.to;
		some.to = at->to - some.from < n ? at->to : some.from + n;
		measures_of_lines(g, &some, want);
	}
}

struct value
sentence_measures(struct eval *ev, struct period p, const struct period *other)
{
	struct gather g = { .ev = ev, .period = p, .other = other };
	struct wanted_label want = wanted_period(p);
	struct nearby nearby = nearby_of(ev);

	for (size_t i = 0; i < nearby.n && eval_spend(ev, 1); i++)
		if (nearby.at[i].near >= g.near)
			measures_of_tables(&g, &nearby.at[i], &want);
	if (!eval_spend(ev, 1))
		return value_absent(TYPE_LIST | TYPE_CELL, why_too_much);
	if (g.out.n == MOST_CELLS)
		return value_absent(TYPE_LIST | TYPE_CELL, "too many figures may be meant");
	return cells_value(&g.out);
}

/* ---- the last periods */

/* The cells for the last periods of one table, found when they are first asked for. */
struct latest {
	struct value *at;
	size_t n;
};

/* those of a year that is not known have no order; false: there is too much to work out */
static bool
find_latest(struct eval *ev, const struct table *t, struct cells *out)
{
	struct along a;
	struct period p, earlier;
	uint32_t row, col, r2, c2;

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		if (!eval_spend(ev, 1 + t->ncols / 4))
			return false;
		for (uint32_t c = 0; c < t->ncols && is_body_row(t, r); c++) {
			if (c == t->stub || out->n == MOST_CELLS || !along_of(t, r, c, &a) ||
			    !period_has_year(a.period) || !along_is_first(&a))
				continue;
			if (!eval_spend(ev, 2 * along_cost(&a)))
				return false;
			if (along_last(&a, NULL, &row, &col, &p) &&
			    along_last(&a, &p, &r2, &c2, &earlier))
				cells_add(ev, out, t, row, col);
		}
	}
	return true;
}

static const struct latest *
latest_of_table(struct eval *ev, uint32_t table)
{
	struct arena *a = ev->run->scratch;
	struct cells found = { 0 };
	struct latest *l;

	if (ev->latest == NULL)
		ev->latest = arena_array(a, ev->run->facts->ntables, struct latest *);
	if (ev->latest[table] != NULL)
		return ev->latest[table];
	if (!find_latest(ev, &ev->run->facts->tables[table], &found))
		return NULL;
	l = ev->latest[table] = arena_new(a, struct latest);
	*l = (struct latest){ arena_array(a, found.n, struct value), found.n };
	if (found.n > 0)
		memcpy(l->at, found.at, found.n * sizeof(*l->at));
	return l;
}

static void
add_latest(struct eval *ev, const struct nearby_tables *at, struct cells *out)
{
	if (!eval_spend(ev, 1 + (at->to - at->from) / BYTES_OF_STEP))
		return;
	for (uint32_t t = at->from; t < at->to && out->n < MOST_CELLS; t++) {
		const struct latest *l = latest_of_table(ev, t);

		for (size_t i = 0; l != NULL && i < l->n && out->n < MOST_CELLS; i++)
			if (VEC_ROOM(ev->run->item, out->at, out->n, out->cap))
				out->at[out->n++] = l->at[i];
	}
}

struct value
sentence_latest(struct eval *ev)
{
	struct nearby nearby = nearby_of(ev);
	struct cells out = { 0 };
	uint32_t near = 0;

	for (size_t i = 0; i < nearby.n && nearby.at[i].near >= near; i++) {
		add_latest(ev, &nearby.at[i], &out);
		if (out.n > 0)		/* what is further off is not meant */
			near = nearby.at[i].near;
	}
	if (!eval_spend(ev, 1))
		return value_absent(TYPE_LIST | TYPE_CELL, why_too_much);
	if (out.n == MOST_CELLS)
		return value_absent(TYPE_LIST | TYPE_CELL, "too many figures may be meant");
	return cells_value(&out);
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
