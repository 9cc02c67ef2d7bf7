/* The words of a table without lines in its cells; see pdf_layout.h. */
#include "read/pdf_layout.h"

#define ALIGNED	2.0F	/* points: chunks that are so near begin, or end, at one place */

static struct pdf_cell *
cell_at(const struct pdf_table *t, uint32_t row, uint32_t col)
{
	return &t->cell[(size_t)row * t->ncols + col];
}

static bool
is_near(float a, float b)
{
	return a - b < ALIGNED && b - a < ALIGNED;
}

/* ---- a piece of a chunk, in one cell */

static void
put_piece(struct pdf_layout *l, uint32_t row, const struct pdf_row *r, uint32_t from, uint32_t to)
{
	struct pdf_table *t = l->t;
	float x0 = r->word[from]->box.x0, x1 = r->word[to - 1]->box.x1;
	uint32_t first = pdf_layout_column(t, x0 + 0.5F), last = pdf_layout_column(t, x1 - 0.5F);
	struct pdf_cell *cell;

	/* what begins, or ends, where its column does stands in that one, though it be longer */
	while (first < last && is_near(x0, l->col[first].x0) && x1 <= l->col[last].x0)
		last--;
	while (first < last && is_near(x1, l->col[last].x1) && x0 >= l->col[first].x1)
		first++;
	/* a figure that is out of line spans nothing */
	if (first < last && (pdf_is_figure(r->word[from]->s) || last - first == 1) && to == from + 1)
		first = last = pdf_layout_column(t, (x0 + x1) / 2);
	cell = cell_at(t, row, first);
	if (cell->colspan < last - first + 1)
		cell->colspan = last - first + 1;
	for (uint32_t i = from; i < to; i++)
		pdf_cell_put(l->p, cell, r->word[i]);
}

/* ---- chunks of several cells */

/* may the chunk be cut before its word i, at the edge of a column: between two figures, at a
 * gap wider than a blank, or before the figure that a label nearly touches? */
static bool
is_cut_at(const struct pdf_layout *l, const struct pdf_row *r, const struct pdf_chunk *c, uint32_t i)
{
	const struct pdf_word *a = r->word[i - 1], *b = r->word[i];
	float gap = b->box.x0 - a->box.x1;
	uint32_t col = pdf_layout_column(l->t, (b->box.x0 + b->box.x1) / 2);
	bool last = i + 1 == c->first + c->n && r->nchunks > 1;

	if (pdf_layout_column(l->t, (a->box.x0 + a->box.x1) / 2) == col)
		return false;
	if (last && pdf_is_figure(b->s) && l->col[col].figures * 10 >= l->col[col].chunks * 6)
		return true;
	return (pdf_is_figure(a->s) && pdf_is_figure(b->s)) ||
	    gap > pdf_height(b->box) * l->page->blank * 1.6F;
}

/* the column that begins where the word does; ncols: none */
static uint32_t
begins_at(const struct pdf_layout *l, const struct pdf_word *w)
{
	uint32_t c = 0;

	while (c < l->ncols && !is_near(w->box.x0, l->col[c].x0))
		c++;
	return c;
}

/* one past the last word of the chunk before one that begins where a column does; 0: words of the
 * piece reach into the next column */
static uint32_t
end_of_piece(const struct pdf_layout *l, const struct pdf_row *r, uint32_t i, uint32_t end)
{
	uint32_t col = begins_at(l, r->word[i]);

	for (i++; i < end && begins_at(l, r->word[i]) == l->ncols; i++)
		;
	return col + 1 < l->ncols && r->word[i - 1]->box.x1 > l->col[col + 1].x0 ? 0 : i;
}

/* Words of several cells with no more than a blank between: each begins where its column does. */
static bool
is_aligned(const struct pdf_layout *l, const struct pdf_row *r, const struct pdf_chunk *c)
{
	uint32_t i = c->first, end = c->first + c->n, pieces = 0;

	if (begins_at(l, r->word[i]) == l->ncols)
		return false;
	for (; i < end && (i = end_of_piece(l, r, i, end)) > 0; pieces++)
		;
	return i == end && pieces > 1;
}

static void
put_chunk(struct pdf_layout *l, uint32_t row, const struct pdf_row *r, const struct pdf_chunk *c)
{
	uint32_t from = c->first, end = c->first + c->n;

	while (is_aligned(l, r, c) && from < end) {
		uint32_t to = end_of_piece(l, r, from, end);

		put_piece(l, row, r, from, to);
		from = to;
	}
	if (from == end)
		return;
	for (uint32_t i = from + 1; i < end; i++) {
		if (!is_cut_at(l, r, c, i))
			continue;
		put_piece(l, row, r, from, i);
		from = i;
	}
	put_piece(l, row, r, from, end);
}

/* ---- all of them */

/* spans end where the next cell with words begins */
static void
settle_spans(struct pdf_table *t, uint32_t row)
{
	for (uint32_t c = 0; c < t->ncols; c++) {
		struct pdf_cell *cell = cell_at(t, row, c);
		uint32_t n = 1;

		while (n < cell->colspan && c + n < t->ncols && cell_at(t, row, c + n)->nwords == 0)
			n++;
		cell->colspan = n;
		for (uint32_t i = 1; i < n; i++)
			cell_at(t, row, c + i)->colspan = 0;
		c += n - 1;
	}
}

void
pdf_layout_fill(struct pdf_layout *l)
{
	struct pdf_table *t = l->t;
	uint32_t n = t->last_row - t->first_row + 1;

	t->cell = arena_array(l->p->arena, (size_t)n * t->ncols, struct pdf_cell);
	for (uint32_t r = t->first_row; r <= t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		if (r == t->first_row || !pdf_layout_goes_on(l, r))
			t->nrows++;
		for (uint32_t i = 0; i < row->nchunks; i++)
			put_chunk(l, t->nrows - 1, row, &row->chunk[i]);
	}
	for (uint32_t r = 0; r < t->nrows; r++)
		settle_spans(t, r);
}
