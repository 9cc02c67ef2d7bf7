/*
 * The columns of a table, from where the chunks of its rows stand, and its cells. A chunk
 * above two others of several rows spans columns and forms none; all others that stand
 * above one another are one column.
 */
#include <stdlib.h>

#include "read/pdf.h"

#define WIDE_WORDS	5.0F	/* words of a chunk, on average, in columns of prose */
#define ALIGNED		2.0F	/* points: chunks that are so near begin, or end, at one place */
#define EVEN_WORDS	3.3F	/* the same when the chunks fill the column */

/* Where a chunk begins (by = 1) or ends (-1). */
struct end {
	float x;
	int by;
};

struct layout {
	struct pdf *p;
	struct pdf_page *page;
	struct pdf_table *t;
	struct pdf_column *col;
	uint32_t ncols;
	size_t colcap;
	uint32_t body;		/* row of the page where the figures begin */
};

/* do two chunks stand above one another? */
static bool
overlap(float a0, float a1, float b0, float b1)
{
	return a0 < b1 && b0 < a1;
}

/* how many chunks of the row stand in this range, up to two */
static unsigned
count_in(const struct pdf_row *r, float x0, float x1)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < r->nchunks && n < 2 && r->chunk[i].box.x0 < x1; i++)
		n += overlap(r->chunk[i].box.x0, r->chunk[i].box.x1, x0, x1);
	return n;
}

/* does the chunk stand above what is two columns in other rows? */
static bool
spans(const struct layout *l, uint32_t row, const struct pdf_chunk *c)
{
	unsigned two = 0, one = 0;

	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *other = &l->page->row[r];
		unsigned n = r == row || other->nchunks < 2 ? 0 :
		    count_in(other, c->box.x0, c->box.x1);

		two += n == 2;
		one += n == 1;
	}
	return two >= 2 ? two * 4 >= one : two == 1 && one == 0;
}

static void
find_spans(struct layout *l)
{
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++)
		for (uint32_t i = 0; i < l->page->row[r].nchunks; i++)
			l->page->row[r].chunk[i].spans = spans(l, r, &l->page->row[r].chunk[i]);
}

static int
by_x(const void *a, const void *b)
{
	const struct end *x = a, *y = b;

	return x->x < y->x ? -1 : x->x > y->x ? 1 : y->by - x->by;
}

/* both ends of all chunks that form columns; *rows: how many rows there are with them */
static size_t
collect_ends(struct layout *l, struct end **out, uint32_t *rows)
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
add_column(struct layout *l, float x0, float x1)
{
	size_t n = l->ncols;

	(void)VEC_ROOM(l->p->arena, l->col, n, l->colcap);
	l->col[l->ncols++] = (struct pdf_column){ .x0 = x0, .x1 = x1, .first = UINT32_MAX };
}

/* A column is where more chunks stand above one another than a few that got out of line. */
static void
find_columns(struct layout *l)
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
column_of(const struct layout *l, struct pdf_box b)
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
count_columns(struct layout *l)
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

/* no figure stands in two columns: does one stand over both of these? */
static bool
stands_over(const struct layout *l, const struct pdf_column *a, const struct pdf_column *b)
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
merge_columns(struct layout *l, uint32_t c)
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
join_shares(struct layout *l)
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
join_columns(struct layout *l)
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

/* its lines are long, or so even that they must have been broken at its edge */
static bool
is_wide(const struct pdf_column *k)
{
	float words = (float)k->words / (float)(k->chunks > 0 ? k->chunks : 1);
	float filled = k->filled / ((float)(k->chunks > 0 ? k->chunks : 1) * (k->x1 - k->x0));

	return k->chunks > 3 && (words >= WIDE_WORDS || (words >= EVEN_WORDS && filled > 0.75F));
}

/* text in columns, as in a newspaper: long chunks, few figures */
static bool
is_prose(const struct layout *l)
{
	uint32_t wide = 0, figures = 0, chunks = 0;

	for (uint32_t c = 0; c < l->ncols; c++) {
		wide += is_wide(&l->col[c]);
		figures += l->col[c].figures;
		chunks += l->col[c].chunks;
	}
	return wide >= 2 && figures * 5 < chunks;
}

/* columns are columns because several rows have something in them */
static bool
has_columns(const struct layout *l)
{
	uint32_t n = 0;

	for (uint32_t c = 0; c < l->ncols; c++)
		n += l->col[c].rows >= 2;
	return n >= 2 && n * 2 >= l->ncols;
}

#define HEADER_CHUNKS	5u	/* of a header that stands apart from its table, at least */
#define HEADER_ROWS	4u
#define HEADER_WORDS	4u	/* of one of its cells */

/* a header that stands apart from its table: a few rows, the first of many short chunks */
static bool
is_bare_header(const struct layout *l)
{
	uint32_t rows = l->t->last_row - l->t->first_row + 1;

	if (rows < 2 || rows > HEADER_ROWS ||
	    l->page->row[l->t->first_row].nchunks < HEADER_CHUNKS)
		return false;
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++)
		for (uint32_t i = 0; i < l->page->row[r].nchunks; i++)
			if (l->page->row[r].chunk[i].n > HEADER_WORDS)
				return false;
	return true;
}

/* words alone: a table of them has labels with colons, or three columns and three rows */
static bool
is_only_words(const struct layout *l)
{
	uint32_t rows = 0, colons = 0;

	for (uint32_t c = 0; c < l->ncols; c++)
		if (l->col[c].figures > 0)
			return false;
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];
		struct str last = row->word[row->chunk[0].first + row->chunk[0].n - 1]->s;

		rows += row->nchunks > 1;
		colons += row->nchunks > 1 && last.p[last.n - 1] == ':';
	}
	return colons * 2 < rows && (l->ncols < 3 || rows < 3);
}

/* Lines that stand right or left of all columns, such as the labels of a chart beside the table,
 * are not of it: they go behind its rows. */
static void
leave_beside(struct layout *l)
{
	struct pdf_row *row = l->page->row;
	uint32_t kept = l->t->first_row, n = 0;
	struct pdf_row *beside = arena_array(l->p->arena, l->t->last_row - kept + 1, struct pdf_row);

	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		if (row[r].box.x0 > l->col[l->ncols - 1].x1 + pdf_height(row[r].box) ||
		    row[r].box.x1 < l->col[0].x0 - pdf_height(row[r].box))
			beside[n++] = row[r];
		else
			row[kept++] = row[r];
	}
	memcpy(row + kept, beside, n * sizeof(*beside));
	l->t->last_row -= n;
}

static void
set_edges(struct layout *l)
{
	l->t->ncols = l->ncols;
	l->t->col = l->col;
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

/* may the chunk be cut before its word i, at the edge of a column: between two figures, at a
 * gap wider than a blank, or before the figure that a label nearly touches? */
static bool
is_cut_at(const struct layout *l, const struct pdf_row *r, const struct pdf_chunk *c, uint32_t i)
{
	const struct pdf_word *a = r->word[i - 1], *b = r->word[i];
	float gap = b->box.x0 - a->box.x1;
	uint32_t col = column_at(l->t, (b->box.x0 + b->box.x1) / 2);
	bool last = i + 1 == c->first + c->n && r->nchunks > 1;

	if (column_at(l->t, (a->box.x0 + a->box.x1) / 2) == col)
		return false;
	if (last && pdf_is_figure(b->s) && l->col[col].figures * 10 >= l->col[col].chunks * 6)
		return true;
	return (pdf_is_figure(a->s) && pdf_is_figure(b->s)) ||
	    gap > pdf_height(b->box) * l->page->blank * 1.6F;
}

static bool
is_near(float a, float b)
{
	return a - b < ALIGNED && b - a < ALIGNED;
}

static void
put_piece(struct layout *l, uint32_t row, const struct pdf_row *r, uint32_t from, uint32_t to)
{
	struct pdf_table *t = l->t;
	float x0 = r->word[from]->box.x0, x1 = r->word[to - 1]->box.x1;
	uint32_t first = column_at(t, x0 + 0.5F), last = column_at(t, x1 - 0.5F);
	struct pdf_cell *cell;

	/* what begins, or ends, where its column does stands in that one, though it be longer */
	while (first < last && is_near(x0, l->col[first].x0) && x1 <= l->col[last].x0)
		last--;
	while (first < last && is_near(x1, l->col[last].x1) && x0 >= l->col[first].x1)
		first++;
	/* a figure that is out of line spans nothing */
	if (first < last && (pdf_is_figure(r->word[from]->s) || last - first == 1) && to == from + 1)
		first = last = column_at(t, (x0 + x1) / 2);
	cell = cell_at(t, row, first);
	if (cell->colspan < last - first + 1)
		cell->colspan = last - first + 1;
	for (uint32_t i = from; i < to; i++)
		put_word(l, cell, r->word[i]);
}

/* the column that begins where the word does; ncols: none */
static uint32_t
begins_at(const struct layout *l, const struct pdf_word *w)
{
	uint32_t c = 0;

	while (c < l->ncols && !is_near(w->box.x0, l->col[c].x0))
		c++;
	return c;
}

/* one past the last word of the chunk before one that begins where a column does; 0: words of the
 * piece reach into the next column */
static uint32_t
end_of_piece(const struct layout *l, const struct pdf_row *r, uint32_t i, uint32_t end)
{
	uint32_t col = begins_at(l, r->word[i]);

	for (i++; i < end && begins_at(l, r->word[i]) == l->ncols; i++)
		;
	return col + 1 < l->ncols && r->word[i - 1]->box.x1 > l->col[col + 1].x0 ? 0 : i;
}

/* Words of several cells with no more than a blank between: each begins where its column does. */
static bool
is_aligned(const struct layout *l, const struct pdf_row *r, const struct pdf_chunk *c)
{
	uint32_t i = c->first, end = c->first + c->n, pieces = 0;

	if (begins_at(l, r->word[i]) == l->ncols)
		return false;
	for (; i < end && (i = end_of_piece(l, r, i, end)) > 0; pieces++)
		;
	return i == end && pieces > 1;
}

static void
put_chunk(struct layout *l, uint32_t row, const struct pdf_row *r, const struct pdf_chunk *c)
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

/* the first row that has a label and figures, or what stands for them */
static uint32_t
body_row(const struct layout *l)
{
	float stub = l->ncols > 1 ? l->t->edge[0] : 0;

	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		if (row->chunk[0].box.x0 < stub && has_figure(row, stub) && row->nchunks > 1 &&
		    (row->nchunks > 2 || l->ncols < 4))
			return r;
	}
	return l->t->last_row + 1;
}

/* does a chunk of the row span columns? */
static bool
has_span(const struct layout *l, const struct pdf_row *r)
{
	for (uint32_t i = 0; i < r->nchunks; i++)
		if (column_at(l->t, r->chunk[i].box.x0 + 0.5F) !=
		    column_at(l->t, r->chunk[i].box.x1 - 0.5F))
			return true;
	return false;
}

/* both rows have something in every column: each stands for itself */
static bool
is_full(const struct layout *l, const struct pdf_row *a, const struct pdf_row *b)
{
	return a->nchunks >= l->ncols && b->nchunks >= l->ncols;
}

/* ---- rows whose lines are nearer than the rows are */

#define OVERLAP		(-0.3F)	/* heights: so far into one another no two rows are */
#define TIGHT		0.12F	/* heights: lines of one cell are no further apart, */
#define ROOM		0.12F	/* and rows with room around their cells further by so much */
#define NO_LIMIT	(-2.0F)	/* no two lines are so near */
#define MOST_LINES	12u	/* of one row */
#define MOST_CHUNKS	60u	/* of one of them */

/* where most of a line is: a word of something beside the table may make its box a higher one */
static float
middle_of(const struct pdf_row *r)
{
	float sum = 0;

	for (uint32_t i = 0; i < r->nwords; i++)
		sum += r->word[i]->box.y0 + r->word[i]->box.y1;
	return sum / 2 / (float)r->nwords;
}

/* from one line to another below it, in heights of a line; negative: they overlap */
static float
gap_between(const struct pdf_row *a, const struct pdf_row *b)
{
	return (middle_of(b) - middle_of(a)) / pdf_height(b->word[0]->box) - 1;
}

static float
gap_above(const struct layout *l, uint32_t row)
{
	return gap_between(&l->page->row[row - 1], &l->page->row[row]);
}

static const struct pdf_chunk *
figure_in(const struct layout *l, const struct pdf_row *r, uint32_t col)
{
	for (uint32_t i = 0; i < r->nchunks; i++)
		if (r->chunk[i].figure &&
		    column_at(l->t, (r->chunk[i].box.x0 + r->chunk[i].box.x1) / 2) == col)
			return &r->chunk[i];
	return NULL;
}

#define SIGN_BELOW 3u	/* lines below a figure that its sign is looked for in */

/* a percentage, whose sign may have had no room and stand below it */
static bool
is_share(const struct layout *l, const struct pdf_row *r, const struct pdf_chunk *c)
{
	const struct pdf_row *end = &l->page->row[l->t->last_row] + 1, *below = r + 1;

	if (str_ends(r->word[c->first + c->n - 1]->s, CF_S("%")))
		return true;
	for (; below < end && below <= r + SIGN_BELOW; below++)
		for (uint32_t i = 0; i < below->nchunks; i++)
			if (below->chunk[i].n == 1 && below->chunk[i].box.x0 < c->box.x1 &&
			    below->chunk[i].box.x1 > c->box.x0)
				return str_eq(below->word[below->chunk[i].first]->s, CF_S("%"));
	return false;
}

/* may two lines be of one row? A count may stand above its share, but no figure above another,
 * and a label with figures is a row */
static bool
may_be_one(const struct layout *l, const struct pdf_row *a, const struct pdf_row *b)
{
	float stub = l->t->edge[0];
	bool shares = false;

	if (a->nchunks > MOST_CHUNKS || b->nchunks > MOST_CHUNKS)
		return false;
	if (!has_figure(a, stub) || !has_figure(b, stub))
		return true;
	for (uint32_t c = 1; c < l->ncols; c++) {
		const struct pdf_chunk *x = figure_in(l, a, c), *y = figure_in(l, b, c);

		if (x == NULL || y == NULL)
			continue;
		if (is_share(l, a, x) || !is_share(l, b, y))
			return false;
		shares = true;
	}
	return shares || a->chunk[0].box.x0 >= stub || b->chunk[0].box.x0 >= stub;
}

/* does a chunk of one line stand above one of the other? */
static bool
shares_place(const struct pdf_row *a, const struct pdf_row *b)
{
	for (uint32_t i = 0; i < a->nchunks; i++)
		if (count_in(b, a->chunk[i].box.x0, a->chunk[i].box.x1) > 0)
			return true;
	return false;
}

/* is the row the middle of three lines, of which the outer two are lines of one cell, and so
 * near that it overlaps with them? */
static bool
is_between(const struct layout *l, uint32_t row)
{
	const struct pdf_row *r = &l->page->row[row];

	return row > l->t->first_row && row < l->t->last_row && gap_above(l, row) < OVERLAP &&
	    gap_above(l, row + 1) < OVERLAP && gap_between(r - 1, r + 1) <= TIGHT &&
	    shares_place(r - 1, r + 1) && may_be_one(l, r - 1, r) && may_be_one(l, r, r + 1);
}

/* Rows cannot overlap: one of the two stands in the middle of a row with more lines. */
static bool
overlaps(const struct layout *l, uint32_t row)
{
	return is_between(l, row) || is_between(l, row - 1);
}

/* one past the last line that stands close below the one before it, from `first` on */
static uint32_t
end_of_lines(const struct layout *l, uint32_t first, float limit)
{
	uint32_t end = first + 1;

	while (end <= l->t->last_row && gap_above(l, end) <= limit)
		end++;
	return end;
}

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return x < y ? -1 : x > y;
}

/* Lines of a cell stand at one distance, and rows at another: what is between the two. NO_LIMIT: the
 * distances are not of two kinds. */
static float
find_limit(const struct layout *l, float *gap, uint32_t n)
{
	float room = ROOM, limit = NO_LIMIT;
	uint32_t over = 0;

	if (n > 1)
		qsort(gap, n, sizeof(*gap), by_value);
	while (over < n && gap[over] < OVERLAP)
		over++;
	/* two rows at least are further apart */
	for (uint32_t i = over; i + 2 < n && gap[i] <= TIGHT; i++) {
		if (gap[i + 1] - gap[i] < room)
			continue;
		room = gap[i + 1] - gap[i];
		limit = gap[i] + room / 2;
	}
	/* where cells stand between the lines of others, all else is rows */
	if (limit <= NO_LIMIT && over > 0 && over < n)
		limit = gap[over] - ROOM / 4;
	return l->body > l->t->last_row ? NO_LIMIT : limit;
}

/* how near the lines of one row are, when rows have several lines and are further apart */
static float
row_limit(const struct layout *l)
{
	uint32_t n = l->t->last_row - l->t->first_row, end;
	float *gap = arena_array(l->p->arena, n, float), limit;

	for (uint32_t i = 0; i < n; i++)
		gap[i] = gap_above(l, l->t->first_row + 1 + i);
	limit = find_limit(l, gap, n);
	for (uint32_t r = l->t->first_row; r <= l->t->last_row && limit > NO_LIMIT; r = end) {
		end = end_of_lines(l, r, limit);
		if (end - r > MOST_LINES)
			return NO_LIMIT;
		for (uint32_t a = r; a < end; a++)
			for (uint32_t b = a + 1; b < end; b++)
				if (!may_be_one(l, &l->page->row[a], &l->page->row[b]))
					return NO_LIMIT;
	}
	return limit;
}

/* is the row of the page part of the table's row above it? */
static bool
continues(const struct layout *l, uint32_t row)
{
	const struct pdf_row *r = &l->page->row[row], *above = &l->page->row[row - 1];
	float stub = l->ncols > 1 ? l->t->edge[0] : 0;
	bool in_stub = r->chunk[0].box.x0 < stub, header = row < l->body;
	struct str last;

	if (overlaps(l, row))
		return true;
	if (l->t->limit > NO_LIMIT)
		return gap_above(l, row) <= l->t->limit;
	if (r->box.y0 - above->box.y1 > pdf_height(r->box) * 0.45F)
		return false;
	if (header && l->body <= l->t->last_row)
		return !is_full(l, r, above) && !has_span(l, r) && !has_span(l, above);
	if (has_figure(r, stub))
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

	t->cell = arena_array(l->p->arena, (size_t)n * t->ncols, struct pdf_cell);
	for (uint32_t r = t->first_row; r <= t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		if (r == t->first_row || !continues(l, r))
			t->nrows++;
		for (uint32_t i = 0; i < row->nchunks; i++)
			put_chunk(l, t->nrows - 1, row, &row->chunk[i]);
	}
	for (uint32_t r = 0; r < t->nrows; r++)
		settle_spans(t, r);
}

/* the last row may go on in lines of one chunk, too */
static void
take_last_lines(struct layout *l)
{
	struct pdf_table *t = l->t;

	while (t->last_row + 1 < l->page->nrows) {
		const struct pdf_row *r = &l->page->row[t->last_row + 1];

		if (r->use != PDF_PROSE || r->nchunks != 1 || r->box.x1 > l->col[l->ncols - 1].x1 + 2 ||
		    !continues(l, t->last_row + 1))
			return;
		t->last_row++;
	}
}

bool
pdf_lay_out(struct pdf *p, struct pdf_page *page, struct pdf_table *t)
{
	struct layout l = { .p = p, .page = page, .t = t };
	bool bare;

	find_spans(&l);
	find_columns(&l);
	count_columns(&l);
	join_shares(&l);
	join_columns(&l);
	bare = !has_columns(&l) && is_bare_header(&l);
	if (l.ncols < 2 || !(has_columns(&l) || bare) || is_prose(&l) || is_only_words(&l))
		return false;
	leave_beside(&l);
	set_edges(&l);
	l.body = body_row(&l);
	t->limit = row_limit(&l);
	take_last_lines(&l);
	fill_cells(&l);
	return t->nrows >= (bare ? 1 : 2);
}

void
pdf_lay_out_as(struct pdf *p, struct pdf_page *page, struct pdf_table *t,
    const struct pdf_table *model)
{
	struct layout l = { .p = p, .page = page, .t = t, .col = model->col,
		.ncols = model->ncols };

	t->limit = model->limit;
	t->nrows = 0;
	set_edges(&l);
	l.body = body_row(&l);
	fill_cells(&l);
}
