/* Periods and words in, cells out; see sentence.h. */
#include "checks/sentence.h"

#include <stdlib.h>

#include "checks/grid.h"
#include "checks/lookup.h"
#include "checks/nearby.h"
#include "checks/stems.h"

#define MOST_CELLS 200u	/* that one sentence may mean */

struct cells {
	struct value *at;
	size_t n, cap;
};

static struct value
as_list(const struct cells *c)
{
	struct value v = { .type = TYPE_LIST | TYPE_CELL };

	v.as.list.at = c->at;
	v.as.list.n = c->n;
	return v;
}

static void
add_cell(struct eval *ev, struct cells *out, const struct table *t, uint32_t row, uint32_t col)
{
	struct value v = value_cell(t, row, col);

	if (v.absent == NULL && VEC_ROOM(ev->run->item, out->at, out->n, out->cap))
		out->at[out->n++] = v;
}

static bool
has_figure(const struct table *t, uint32_t row, uint32_t col)
{
	const struct cell *c = table_at(t, row, col);

	return c != NULL && cell_quantity(c) != NULL;
}

static bool
is_body_row(const struct table *t, uint32_t row)
{
	return row >= t->header_rows && axis_is_item((struct axis){ t, true }, row);
}

/* ---- along a measure */

/* which step of a header names a period; NONE: none, or more than one */
static uint32_t
period_step(const struct column *c, struct period *out)
{
	uint32_t step = NONE;

	for (uint32_t i = 0; i < c->npath; i++) {
		struct period p;

		if (!lookup_period(c->path[i], &p))
			continue;
		if (step != NONE)
			return NONE;
		step = i;
		*out = p;
	}
	return step;
}

/* the next step of a header from *i on that is no period and no unit or remark */
static bool
next_step(const struct column *c, uint32_t period, uint32_t *i, struct str *out)
{
	for (; *i < c->npath; (*i)++) {
		*out = str_trim(c->path[*i]);
		if (*i != period && out->n > 0 && out->p[0] != '(') {
			(*i)++;
			return true;
		}
	}
	return false;
}

/*
 * Do two headers differ in their periods alone? A header over all of them is often
 * printed over the middle one, so that the first seems to have none.
 */
static bool
is_same_column(const struct column *a, uint32_t period_a, const struct column *b,
    uint32_t period_b)
{
	uint32_t i = 0, k = 0, n = 0;
	struct str x, y;

	for (;; n++) {
		bool more_a = next_step(a, period_a, &i, &x), more_b = next_step(b, period_b, &k, &y);

		if (!more_a || !more_b)
			return more_a == more_b || n == 0;
		if (!str_eq_folded(x, y))
			return false;
	}
}

/* Where the periods of a measure stand that a cell belongs to. */
struct along {
	const struct table *t;
	uint32_t row, col;
	bool down;		/* they are row labels; else headers */
	uint32_t step;		/* of the header */
	struct period period;	/* of the cell itself */
};

/* a grid of years and months goes down for its total column only, and across likewise */
static bool
along_of(const struct table *t, uint32_t row, uint32_t col, struct along *out)
{
	struct period down, across;
	bool has_down = lookup_period(t->rows[row].label, &down);
	uint32_t step = period_step(&t->columns[col], &across);

	if (has_down == (step != NONE) || (has_down && t->columns[col].npath > 0 &&
	    lookup_period(t->columns[col].leaf, &across)))
		return false;
	*out = (struct along){ t, row, col, has_down, step, has_down ? down : across };
	return true;
}

/* the next cell of the same measure from *i on, and its period */
static bool
next_along(const struct along *a, uint32_t *i, uint32_t *row, uint32_t *col, struct period *p)
{
	const struct table *t = a->t;

	for (; *i < (a->down ? t->nrows : t->ncols); (*i)++) {
		uint32_t step;

		*row = a->down ? *i : a->row;
		*col = a->down ? a->col : *i;
		if (a->down ? is_body_row(t, *i) && t->rows[*i].group == t->rows[a->row].group &&
		    lookup_period(t->rows[*i].label, p) :
		    *i != t->stub && (step = period_step(&t->columns[*i], p)) != NONE &&
		    is_same_column(&t->columns[*i], step, &t->columns[a->col], a->step)) {
			(*i)++;
			return true;
		}
	}
	return false;
}

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
	for (uint32_t i = 0; next_along(&a, &i, &row, &col, &p);) {
		if (!period_same(p, want) || !has_figure(a.t, row, col))
			continue;
		if (found.absent == NULL)
			return value_absent(TYPE_CELL, "the measure has two figures for that period");
		found = value_cell(a.t, row, col);
	}
	return found;
}

/* the last figure of a measure, or with `until` the last before that; false: none */
static bool
last_along(const struct along *a, const struct period *until, uint32_t *out_row,
    uint32_t *out_col, struct period *out)
{
	struct period p;
	uint32_t row, col;
	bool found = false;

	for (uint32_t i = 0; next_along(a, &i, &row, &col, &p);) {
		if (p.to - p.from != a->period.to - a->period.from || !has_figure(a->t, row, col) ||
		    (until != NULL && p.from >= until->from) || (found && p.from < out->from))
			continue;
		found = true;
		*out = p;
		*out_row = row;
		*out_col = col;
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
	    !last_along(&a, &a.period, &row, &col, &p))
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
	for (uint32_t i = 0; next_along(&a, &i, &row, &col, &p) && eval_spend(ev, 1);)
		if (p.to - p.from == a.period.to - a.period.from &&
		    (since == NULL || (p.from >= since->from && p.to <= a.period.to)))
			add_cell(ev, &out, a.t, row, col);
	return as_list(&out);
}

/* ---- measures */

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

/* steps of going along a measure */
static size_t
cost_along(const struct along *a)
{
	return 1 + (a->down ? a->t->nrows : a->t->ncols) / 4;
}

static void
take_measure(struct gather *g, const struct table *t, uint32_t row, uint32_t col, uint32_t near)
{
	struct along a;
	struct value v, other;

	if (!has_figure(t, row, col) || !along_of(t, row, col, &a) ||
	    !period_same(a.period, g->period) || is_of_other_year(&a, g->period) ||
	    g->out.n == MOST_CELLS || !eval_spend(g->ev, cost_along(&a)))
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
		add_cell(g->ev, &g->out, t, row, col);
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
	return as_list(&g.out);
}

/* is it the first cell of its measure? each measure is gone along once */
static bool
is_first_along(const struct along *a)
{
	struct period p;
	uint32_t i = 0, row, col;

	return next_along(a, &i, &row, &col, &p) && row == a->row && col == a->col;
}

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
			    !period_has_year(a.period) || !is_first_along(&a))
				continue;
			if (!eval_spend(ev, 2 * cost_along(&a)))
				return false;
			if (last_along(&a, NULL, &row, &col, &p) &&
			    last_along(&a, &p, &r2, &c2, &earlier))
				add_cell(ev, out, t, row, col);
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
	return as_list(&out);
}

/* ---- words */

/* the words of a measure: what its periods do not say */
static void
add_measure_words(struct stems *w, const struct table *t, uint32_t row, uint32_t col)
{
	const struct column *c = &t->columns[col];
	struct period p;

	if (!lookup_period(t->rows[row].label, &p))
		stems_add(w, t->rows[row].label);
	if (t->rows[row].group != NONE)
		stems_add(w, t->rows[t->rows[row].group].label);
	for (uint32_t i = 0; i < c->npath; i++)
		if (!lookup_period(c->path[i], &p))
			stems_add(w, c->path[i]);
}

/* words around a table: its caption, the header of its labels, the titles it stands under */
static void
add_context_words(struct stems *w, const struct doc *d, const struct table *t)
{
	stems_add(w, t->caption);
	if (t->stub != NONE && t->columns[t->stub].npath > 0)
		stems_add(w, t->columns[t->stub].leaf);
	for (uint32_t s = t->section; s != NONE; s = d->sections[s].parent)
		stems_add(w, d->sections[s].title.s);
}

static bool
is_total_cell(const struct table *t, uint32_t row, uint32_t col)
{
	return t->rows[row].kind == ROW_TOTAL || (t->columns[col].says & LABEL_TOTAL) != 0;
}

/* How the words of a text fit one cell. */
struct word_fit {
	uint64_t said;		/* which of them are its own */
	bool fits;		/* the others are said around it */
	bool whole;		/* all its own are in the text */
};

static struct word_fit
fit_of(const struct doc *d, const struct stems *text, const struct cell_ref *c)
{
	struct stems own, around;
	struct word_fit f = { .fits = true };

	stems_begin(&own);
	stems_begin(&around);
	add_measure_words(&own, c->table, c->row, c->col);
	add_context_words(&around, d, c->table);
	for (size_t i = 0; i < text->n; i++) {
		if (stems_has(&own, text->at[i]))
			f.said |= (uint64_t)1 << i;
		else if (!stems_has(&around, text->at[i]))
			f.fits = false;
	}
	f.whole = stems_within(&own, text);
	return f;
}

/* does another fit better: by more words, or whole where this one is not? */
static bool
is_outdone(const struct word_fit *f, size_t n, size_t at, bool whole)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].fits && (f[at].said & ~f[i].said) == 0 && f[i].said != f[at].said)
			return true;
	return whole && !f[at].whole;
}

static bool
is_meant(const struct value *list, size_t i, const struct word_fit *f, bool totals, bool whole)
{
	const struct cell_ref *c = &list->as.list.at[i].as.cell;

	if (!f[i].fits || is_outdone(f, list->as.list.n, i, whole))
		return false;
	/* what is said of none of them in particular is said of the total */
	return f[i].said != 0 || !totals || is_total_cell(c->table, c->row, c->col);
}

struct value
sentence_named(struct eval *ev, const struct value *list, struct str words)
{
	struct cells out = { 0 };
	struct stems text;
	struct word_fit *f;
	bool totals = false, whole = false;
	size_t n = list->as.list.n;

	if (list->absent != NULL)
		return *list;
	stems_begin(&text);
	stems_add(&text, words);
	if (!eval_spend(ev, n * (text.n + 1)))
		return value_absent(list->type, why_too_much);
	f = arena_array(ev->run->item, n + 1, struct word_fit);
	for (size_t i = 0; i < n; i++) {
		const struct cell_ref *c = &list->as.list.at[i].as.cell;

		if (list->as.list.at[i].absent != NULL || c->table == NULL)
			return value_absent(list->type, "it is no cell of a table");
		f[i] = fit_of(ev->run->doc, &text, c);
		totals = totals || (f[i].fits && is_total_cell(c->table, c->row, c->col));
		whole = whole || (f[i].fits && f[i].whole);
	}
	for (size_t i = 0; i < n && text.all; i++)
		if (is_meant(list, i, f, totals, whole))
			add_cell(ev, &out, list->as.list.at[i].as.cell.table,
			    list->as.list.at[i].as.cell.row, list->as.list.at[i].as.cell.col);
	return as_list(&out);
}

/* ---- totals */

/*
 * The columns of figures with a total row. Each is kept under the first of its words: a
 * text that holds all of them holds that one.
 */
struct total_columns {
	struct total_column {
		uint64_t stem;
		uint32_t table, col;
	} *at;
	size_t n, cap;
};

static int
by_stem(const void *x, const void *y)
{
	const struct total_column *a = x, *b = y;

	if (a->stem != b->stem)
		return a->stem < b->stem ? -1 : 1;
	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	return (a->col > b->col) - (a->col < b->col);
}

static void
words_of_column(struct stems *w, const struct column *c)
{
	stems_begin(w);
	for (uint32_t i = 0; i < c->npath; i++)
		stems_add(w, c->path[i]);
}

static bool
has_total_row(const struct table *t)
{
	for (uint32_t r = t->header_rows; r < t->nrows; r++)
		if (t->rows[r].kind == ROW_TOTAL)
			return true;
	return false;
}

static void
add_total_columns(struct arena *a, struct total_columns *out, const struct table *t,
    uint32_t table)
{
	struct stems own;

	for (uint32_t c = 0; c < t->ncols && has_total_row(t); c++) {
		if (t->columns[c].kind != COLUMN_FIGURES || t->columns[c].percent)
			continue;
		words_of_column(&own, &t->columns[c]);
		if (own.n > 0 && VEC_ROOM(a, out->at, out->n, out->cap))
			out->at[out->n++] = (struct total_column){ own.at[0], table, c };
	}
}

/* made when it is first asked for, and kept as long as the document */
static const struct total_columns *
total_columns_of(struct run *run)
{
	struct arena *a = run->doc->arena;
	struct total_columns *x = run->total_columns;

	if (x != NULL)
		return x;
	x = run->total_columns = arena_new(a, struct total_columns);
	for (uint32_t i = 0; i < run->facts->ntables; i++)
		add_total_columns(a, x, &run->facts->tables[i], i);
	if (x->n > 1)
		qsort(x->at, x->n, sizeof(*x->at), by_stem);
	return x;
}

static void
totals_of_column(struct eval *ev, const struct total_column *c, const struct stems *text,
    struct cells *out)
{
	const struct table *t = &ev->run->facts->tables[c->table];
	struct stems own;

	words_of_column(&own, &t->columns[c->col]);
	if (!stems_within(&own, text))
		return;
	for (uint32_t r = t->header_rows; r < t->nrows; r++)
		if (t->rows[r].kind == ROW_TOTAL && has_figure(t, r, c->col))
			add_cell(ev, out, t, r, c->col);
}

static void
totals_with_stem(struct eval *ev, uint64_t stem, const struct stems *text, struct cells *out)
{
	const struct total_columns *x = total_columns_of(ev->run);
	size_t lo = 0, hi = x->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (x->at[mid].stem < stem)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < x->n && x->at[lo].stem == stem && eval_spend(ev, 4); lo++)
		totals_of_column(ev, &x->at[lo], text, out);
}

struct value
sentence_totals(struct eval *ev, struct str words)
{
	struct cells out = { 0 };
	struct stems text;

	stems_begin(&text);
	stems_add(&text, words);
	for (size_t i = 0; i < text.n; i++)
		totals_with_stem(ev, text.at[i], &text, &out);
	if (!eval_spend(ev, 1))
		return value_absent(TYPE_LIST | TYPE_CELL, why_too_much);
	return as_list(&out);
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
