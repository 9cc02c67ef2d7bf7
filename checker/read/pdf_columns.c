/*
 * The columns of a table, from where the chunks of its rows stand, and its cells. A chunk
 * above two others of several rows spans columns and forms none; all others that stand
 * above one another are one column.
 */
#include "read/pdf.h"

#define WIDE_WORDS	5.0F	/* words of a chunk, on average, in columns of prose */

struct column {
	float x0, x1;
	uint32_t rows;		/* with a chunk in it */
	uint32_t figures, words, chunks;
};

struct layout {
	struct pdf *p;
	struct pdf_page *page;
	struct pdf_table *t;
	struct column *col;
	uint32_t ncols;
	size_t colcap, n;	/* n: as VEC_ROOM() counts */
};

/* do two chunks stand above one another? */
static bool
overlap(float a0, float a1, float b0, float b1)
{
	return a0 < b1 && b0 < a1;
}

/* does the row have two chunks or more in this range, and a gap between them? */
static bool
has_two_in(const struct pdf_row *r, float x0, float x1)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < r->nchunks; i++)
		n += overlap(r->chunk[i].box.x0, r->chunk[i].box.x1, x0, x1);
	return n >= 2;
}

/* does the chunk stand above what is two columns in other rows? */
static bool
spans(const struct layout *l, uint32_t row, const struct pdf_chunk *c)
{
	unsigned two = 0, one = 0;

	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *other = &l->page->row[r];

		if (r == row || other->nchunks < 2)
			continue;
		if (has_two_in(other, c->box.x0, c->box.x1))
			two++;
		else
			one++;
	}
	return two >= 2 ? two * 4 >= one : two == 1 && one == 0;
}

static void
add_to_column(struct layout *l, const struct pdf_chunk *c)
{
	struct column new = { c->box.x0, c->box.x1, 1, c->figure, c->n, 1 };
	size_t kept = 0;

	/* all columns that it touches become one */
	for (size_t i = 0; i < l->n; i++) {
		struct column *k = &l->col[i];

		if (!overlap(k->x0, k->x1, new.x0, new.x1)) {
			l->col[kept++] = *k;
			continue;
		}
		new.x0 = k->x0 < new.x0 ? k->x0 : new.x0;
		new.x1 = k->x1 > new.x1 ? k->x1 : new.x1;
		new.rows += k->rows;
		new.figures += k->figures;
		new.words += k->words;
		new.chunks += k->chunks;
	}
	l->n = kept;
	(void)VEC_ROOM(l->p->arena, l->col, l->n, l->colcap);
	/* in order from the left */
	for (kept = l->n++; kept > 0 && l->col[kept - 1].x0 > new.x0; kept--)
		l->col[kept] = l->col[kept - 1];
	l->col[kept] = new;
}

static void
find_columns(struct layout *l)
{
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		for (uint32_t i = 0; i < row->nchunks && row->nchunks > 1; i++)
			if (!spans(l, r, &row->chunk[i]))
				add_to_column(l, &row->chunk[i]);
	}
	l->ncols = (uint32_t)l->n;
}

/* text in columns, as in a newspaper: long chunks, few figures */
static bool
is_prose(const struct layout *l)
{
	uint32_t wide = 0, figures = 0, chunks = 0;

	for (uint32_t c = 0; c < l->ncols; c++) {
		const struct column *k = &l->col[c];

		wide += (float)k->words >= WIDE_WORDS * (float)k->chunks && k->chunks > 3;
		figures += k->figures;
		chunks += k->chunks;
	}
	return wide >= 2 && figures * 5 < chunks;
}

static void
set_edges(struct layout *l)
{
	l->t->ncols = l->ncols;
	l->t->edge = arena_array(l->p->arena, l->ncols, float);
	for (uint32_t c = 0; c + 1 < l->ncols; c++)
		l->t->edge[c] = (l->col[c].x1 + l->col[c + 1].x0) / 2;
}

/* ---- cells */

static uint32_t
column_at(const struct pdf_table *t, float x)
{
	uint32_t c = 0;

	while (c + 1 < t->ncols && x > t->edge[c])
		c++;
	return c;
}

static struct pdf_cell *
cell_at(const struct pdf_table *t, uint32_t row, uint32_t col)
{
	return &t->cell[(size_t)row * t->ncols + col];
}

static void
put_word(struct layout *l, struct pdf_cell *c, const struct pdf_word *w)
{
	size_t cap = c->wordcap;

	(void)VEC_ROOM(l->p->arena, c->word, c->nwords, cap);
	c->wordcap = (uint32_t)cap;
	c->word[c->nwords++] = w;
}

/* the words of a chunk go into the cell that they begin in, or where a wide gap or two
 * figures stand on both sides of an edge, into two */
static void
put_chunk(struct layout *l, uint32_t row, const struct pdf_row *r, const struct pdf_chunk *c)
{
	struct pdf_table *t = l->t;
	uint32_t first = column_at(t, c->box.x0 + 0.5F), last = column_at(t, c->box.x1 - 0.5F);
	struct pdf_cell *cell;

	if (first < last && c->figure && c->n >= 2 && pdf_is_figure(r->word[c->first + c->n - 1]->s)) {
		for (uint32_t i = c->first; i < c->first + c->n; i++) {
			const struct pdf_word *w = r->word[i];

			put_word(l, cell_at(t, row, column_at(t, (w->box.x0 + w->box.x1) / 2)), w);
		}
		return;
	}
	cell = cell_at(t, row, first);
	if (cell->colspan < last - first + 1)
		cell->colspan = last - first + 1;
	for (uint32_t i = c->first; i < c->first + c->n; i++)
		put_word(l, cell, r->word[i]);
}

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

/* ---- rows that go on in the next line */

static bool
has_figure(const struct pdf_row *r, float after)
{
	for (uint32_t i = 0; i < r->nchunks; i++)
		if (r->chunk[i].figure && r->chunk[i].box.x0 > after)
			return true;
	return false;
}

/* does it begin as the middle of a sentence does? */
static bool
goes_on(struct str s)
{
	return s.n > 0 && ((s.p[0] >= 'a' && s.p[0] <= 'z') || s.p[0] == '(' || s.p[0] == '&');
}

static bool
is_open(struct str s)
{
	static const char *const words[] = { "and", "or", "of", "the", "in", "for", "to", "with",
		"by", "a", "an", "on", "from", "&" };

	if (s.n == 0)
		return false;
	if (s.p[s.n - 1] == ',' || s.p[s.n - 1] == '-' || s.p[s.n - 1] == '/')
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq_folded(s, str_of(words[i])))
			return true;
	return false;
}

/* all its chunks stand below one of the other */
static bool
stands_below(const struct layout *l, const struct pdf_row *r, const struct pdf_row *above)
{
	for (uint32_t i = 0; i < r->nchunks; i++) {
		uint32_t col = column_at(l->t, r->chunk[i].box.x0 + 0.5F);
		bool found = false;

		for (uint32_t k = 0; k < above->nchunks && !found; k++) {
			uint32_t first = column_at(l->t, above->chunk[k].box.x0 + 0.5F);
			uint32_t last = column_at(l->t, above->chunk[k].box.x1 - 0.5F);

			found = first == last && first == col &&
			    column_at(l->t, r->chunk[i].box.x1 - 0.5F) == col;
		}
		if (!found)
			return false;
	}
	return true;
}

/* is the row of the page part of the table's row above it? `header`: no figures so far */
static bool
continues(const struct layout *l, uint32_t row, bool header)
{
	const struct pdf_row *r = &l->page->row[row], *above = &l->page->row[row - 1];
	float stub = l->ncols > 1 ? l->t->edge[0] : 0;
	bool in_stub = r->chunk[0].box.x0 < stub;
	struct str last;

	if (r->box.y0 - above->box.y1 > pdf_height(r->box) * 0.45F || has_figure(r, stub))
		return false;
	if (!in_stub)
		return stands_below(l, r, above) && (header || !r->chunk[0].figure);
	if (above->chunk[0].box.x0 >= stub)
		return false;
	last = above->word[above->chunk[0].first + above->chunk[0].n - 1]->s;
	return (goes_on(r->word[0]->s) || is_open(last)) && (r->nchunks == 1 ||
	    stands_below(l, r, above));
}

static void
fill_cells(struct layout *l)
{
	struct pdf_table *t = l->t;
	uint32_t n = t->last_row - t->first_row + 1;
	bool header = true;
	float stub = l->ncols > 1 ? t->edge[0] : 0;

	t->cell = arena_array(l->p->arena, (size_t)n * t->ncols, struct pdf_cell);
	for (uint32_t r = t->first_row; r <= t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		if (r == t->first_row || !continues(l, r, header))
			t->nrows++;
		for (uint32_t i = 0; i < row->nchunks; i++)
			put_chunk(l, t->nrows - 1, row, &row->chunk[i]);
		header = header && !has_figure(row, stub);
	}
	for (uint32_t r = 0; r < t->nrows; r++)
		settle_spans(t, r);
}

bool
pdf_lay_out(struct pdf *p, struct pdf_page *page, struct pdf_table *t)
{
	struct layout l = { .p = p, .page = page, .t = t };

	find_columns(&l);
	if (l.ncols < 2 || is_prose(&l))
		return false;
	set_edges(&l);
	fill_cells(&l);
	return t->nrows >= 2;
}
