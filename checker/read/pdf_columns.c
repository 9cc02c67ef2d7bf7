/*
 * The columns of a table, from where the chunks of its rows stand. A chunk above two others
 * of several rows spans columns and forms none; all others that stand above one another are
 * one column. See pdf_layout.h.
 */
#include "read/pdf_layout.h"

#include <stdlib.h>

/* Where a chunk begins (by = 1) or ends (-1). */
struct end {
	float x;
	int by;
};

/* ---- chunks that span columns */

/* does the chunk stand above what is two columns in other rows? */
static bool
spans(const struct pdf_layout *l, uint32_t row, const struct pdf_chunk *c)
{
	unsigned two = 0, one = 0;

	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *other = &l->page->row[r];
		unsigned n = r == row || other->nchunks < 2 ? 0 :
		    pdf_layout_count_in(other, c->box.x0, c->box.x1);

		two += n == 2;
		one += n == 1;
	}
	return two >= 2 ? two * 4 >= one : two == 1 && one == 0;
}

static void
find_spans(struct pdf_layout *l)
{
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++)
		for (uint32_t i = 0; i < l->page->row[r].nchunks; i++)
			l->page->row[r].chunk[i].spans = spans(l, r, &l->page->row[r].chunk[i]);
}

/* ---- where chunks stand above one another */

static int
by_x(const void *a, const void *b)
{
	const struct end *x = a, *y = b;

	return x->x < y->x ? -1 : x->x > y->x ? 1 : y->by - x->by;
}

/* both ends of all chunks that form columns; *rows: how many rows there are with them */
static size_t
collect_ends(struct pdf_layout *l, struct end **out, uint32_t *rows)
{
	size_t n = 0, cap = 0;

	*out = NULL;
	*rows = 0;
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		*rows += row->nchunks > 1;
		for (uint32_t i = 0; i < row->nchunks && row->nchunks > 1; i++) {
			if (row->chunk[i].spans)
				continue;
			(void)VEC_ROOM(l->p->arena, *out, n, cap);
			(*out)[n++] = (struct end){ row->chunk[i].box.x0, 1 };
			(void)VEC_ROOM(l->p->arena, *out, n, cap);
			(*out)[n++] = (struct end){ row->chunk[i].box.x1, -1 };
		}
	}
	if (n > 1)
		qsort(*out, n, sizeof(**out), by_x);
	return n;
}

static void
add_column(struct pdf_layout *l, float x0, float x1)
{
	size_t n = l->ncols;

	(void)VEC_ROOM(l->p->arena, l->col, n, l->colcap);
	l->col[l->ncols++] = (struct pdf_column){ .x0 = x0, .x1 = x1, .first = UINT32_MAX };
}

/* A column is where more chunks stand above one another than a few that got out of line. */
static void
find_columns(struct pdf_layout *l)
{
	uint32_t rows;
	struct end *end;
	size_t n = collect_ends(l, &end, &rows);
	int depth = 0, few = (int)(rows / 10);
	float from = 0;

	for (size_t i = 0; i < n; i++) {
		int before = depth;

		depth += end[i].by;
		if (before <= few && depth > few)
			from = end[i].x;
		else if (before > few && depth <= few)
			add_column(l, from, end[i].x);
	}
}

/* the column that most of the chunk stands in; ncols: none */
static uint32_t
column_of(const struct pdf_layout *l, struct pdf_box b)
{
	uint32_t best = l->ncols;
	float most = 0;

	for (uint32_t c = 0; c < l->ncols; c++) {
		float x0 = b.x0 > l->col[c].x0 ? b.x0 : l->col[c].x0;
		float x1 = b.x1 < l->col[c].x1 ? b.x1 : l->col[c].x1;

		if (x1 - x0 > most) {
			most = x1 - x0;
			best = c;
		}
	}
	return best;
}

static void
count_columns(struct pdf_layout *l)
{
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		for (uint32_t i = 0; i < row->nchunks && row->nchunks > 1; i++) {
			uint32_t at = column_of(l, row->chunk[i].box);
			struct pdf_column *k = at < l->ncols ? &l->col[at] : NULL;

			if (k == NULL || row->chunk[i].spans)
				continue;
			k->rows += k->first == UINT32_MAX || k->last != r;
			k->first = r < k->first ? r : k->first;
			k->last = r;
			k->figures += row->chunk[i].figure;
			k->words += row->chunk[i].n;
			k->chunks++;
			k->filled += row->chunk[i].box.x1 - row->chunk[i].box.x0;
		}
	}
}

/* ---- two columns that are one */

/* no figure stands in two columns: does one stand over both of these? */
static bool
stands_over(const struct pdf_layout *l, const struct pdf_column *a, const struct pdf_column *b)
{
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		for (uint32_t i = 0; i < row->nchunks; i++) {
			const struct pdf_chunk *c = &row->chunk[i];

			if (c->n == 1 && c->figure && c->box.x0 < a->x1 - 1 && c->box.x1 > b->x0 + 1)
				return true;
		}
	}
	return false;
}

static void
merge_columns(struct pdf_layout *l, uint32_t c)
{
	struct pdf_column *a = &l->col[c], *b = a + 1;

	a->x1 = b->x1;
	a->rows += b->rows;
	a->first = a->first < b->first ? a->first : b->first;
	a->last = a->last > b->last ? a->last : b->last;
	a->figures += b->figures;
	a->words += b->words;
	a->chunks += b->chunks;
	a->filled += b->filled;
	memmove(b, b + 1, (l->ncols - c - 2) * sizeof(*b));
	l->ncols--;
}

/* a count and its share may stand side by side where there is room, and below one another where
 * there is none: no more than a blank parts them */
static void
join_shares(struct pdf_layout *l)
{
	for (uint32_t c = 1; c + 1 < l->ncols;) {
		const struct pdf_column *a = &l->col[c], *b = a + 1;
		float blank = l->page->blank * pdf_height(l->page->row[l->t->first_row].word[0]->box);

		if (b->x0 - a->x1 < blank * 1.5F && stands_over(l, a, b))
			merge_columns(l, c);
		else
			c++;
	}
}

/*
 * "Male" in the middle of a column whose figures stand at its right is no column of its
 * own: two beside each other, of which one ends above the other, are one.
 */
static void
join_columns(struct pdf_layout *l)
{
	for (uint32_t c = 0; c + 1 < l->ncols;) {
		struct pdf_column *a = &l->col[c], *b = a + 1;
		float left = c > 0 ? a->x0 - (a - 1)->x1 : 1e6F;
		float right = c + 2 < l->ncols ? (b + 1)->x0 - b->x1 : 1e6F;
		float gap = b->x0 - a->x1;

		if (a->rows == 0 || b->rows == 0 || c == 0 || gap > left || gap > right * 3 ||
		    !(a->last < b->first || b->last < a->first)) {
			c++;
			continue;
		}
		merge_columns(l, c);
	}
}

void
pdf_find_columns(struct pdf_layout *l)
{
	find_spans(l);
	find_columns(l);
	count_columns(l);
	join_shares(l);
	join_columns(l);
}
