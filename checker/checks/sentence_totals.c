/* Totals under headers whose words a sentence says; see sentence.h. */
#include <stdlib.h>

#include "checks/grid.h"
#include "checks/sentence_parts.h"
#include "checks/stems.h"

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
			cells_add(ev, out, t, r, c->col);
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
	return cells_value(&out);
}
