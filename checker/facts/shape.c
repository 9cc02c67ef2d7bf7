/* Rows of a grid as headers and body; see shape.h. */
#include "facts/shape.h"

bool
cell_is_filled(const struct cell *c)
{
	return c != NULL && c->kind != CELL_EMPTY;
}

static bool
is_range(const struct cell *c)
{
	return c->nfigures > 0 && (c->figures[0].flags & FIGURE_RANGE) != 0;
}

bool
cell_is_number(const struct cell *c)
{
	return c != NULL && c->kind == CELL_FIGURES && c->nfigures > 0 && !is_range(c) &&
	    (c->figures[0].flags & FIGURE_NOT_A_QUANTITY) == 0;
}

/* spreadsheets export the year 1998 as "1998.00000" */
static bool
is_padded_year(const struct cell *c)
{
	const struct figure *f;
	int64_t m;

	if (c->kind != CELL_FIGURES || c->nfigures != 1)
		return false;
	f = &c->figures[0];
	if ((f->flags & FIGURE_PADDED) == 0 || f->unit != UNIT_COUNT ||
	    memchr(c->text.s.p, ',', c->text.s.n) != NULL)
		return false;
	m = f->m;
	for (uint8_t d = f->d; d > 0; d--)
		m /= 10;
	return m >= 1900 && m <= 2100;
}

bool
cell_is_year(const struct cell *c)
{
	return c != NULL && (c->kind == CELL_YEAR || is_padded_year(c));
}

struct tally
tally_cells(struct cell *const *cell, uint32_t n, uint32_t step)
{
	struct tally t = { .first = NONE };

	for (uint32_t i = 0; i < n; i++) {
		const struct cell *c = cell[(size_t)i * step];

		if (!cell_is_filled(c))
			continue;
		if (t.filled++ == 0)
			t.first = i;
		if (cell_is_year(c))
			t.years++;
		else if (cell_is_number(c))
			t.numbers++;
		else if (c->kind == CELL_LABELLED)
			t.labelled++;
		else if (c->kind == CELL_DASH || c->kind == CELL_MISSING ||
		    c->kind == CELL_SUPPRESSED)
			t.nothings++;
		else
			t.words++;
	}
	return t;
}

bool
row_is_rule(struct cell *const *cell, uint32_t n)
{
	bool any = false;

	for (uint32_t i = 0; i < n; i++) {
		if (!cell_is_filled(cell[i]))
			continue;
		if (cell[i]->kind != CELL_DASH || cell[i]->text.s.n < 2)
			return false;
		any = true;
	}
	return any;
}

/* "3" and "3.00000" are three */
static bool
whole_value(const struct figure *f, int64_t *m)
{
	*m = f->m;
	if (f->d > 0 && (f->flags & FIGURE_PADDED) == 0)
		return false;
	for (uint8_t d = f->d; d > 0; d--)
		*m /= 10;
	return true;
}

/*
 * A row of numbers that only name columns: "| | Total | 1 | 2 | 3 | 4 |" below
 * a row whose cells span several columns, or "Grade | 1 | 2 | 3" at the top. They
 * are small whole ones that ascend by one; where the stub says something, there
 * are three or more and they begin with 1.
 */
static bool
numbers_are_names(const struct grid *g, uint32_t row)
{
	bool stub = cell_is_filled(grid_at(g, row, 0));
	int64_t last = 0;
	uint32_t n = 0;

	if (stub && (row > 0 || cell_is_number(grid_at(g, 0, 0))))
		return false;
	for (uint32_t c = 1; c < g->ncols; c++) {
		const struct cell *x = grid_at(g, row, c);
		const struct figure *f;
		int64_t m;

		if (!cell_is_number(x)) {
			last = 0;
			continue;
		}
		f = &x->figures[0];
		if (x->nfigures != 1 || f->unit != UNIT_COUNT || !whole_value(f, &m) || m < 0 || m > 31)
			return false;
		if ((last != 0 && m != last + 1) || (stub && n == 0 && m != 1))
			return false;
		last = m;
		n++;
	}
	return n >= (stub ? 3u : 2u);
}

/* does this row hold what the table is about, rather than names of columns? */
static bool
row_is_data(const struct grid *g, uint32_t row)
{
	struct cell *const *cell = g->cell + (size_t)row * g->ncols;
	struct tally t = tally_cells(cell, g->ncols, 1);
	bool stub_number = cell_is_number(cell[0]);

	if (row_is_rule(cell, g->ncols))
		return false;
	if (t.labelled > 0)
		return true;
	if (t.numbers > (stub_number && g->ncols > 1 && t.numbers + t.nothings == 1 ? 1u : 0u))
		return !numbers_are_names(g, row);
	return t.nothings > 0 && t.words <= 1 && t.first == 0 && t.years == 0;
}

static bool
grid_has_numbers(const struct grid *g)
{
	for (size_t i = 0; i < (size_t)g->nrows * g->ncols; i++)
		if (cell_is_number(g->cell[i]))
			return true;
	return false;
}

/* a header that stands apart from its body: at most three rows, of which only
 * the first says what the rows are called */
static bool
is_bare_header(const struct grid *g)
{
	if (g->nrows < 2 || g->nrows > 3 || g->ncols < 3 ||
	    tally_cells(g->cell, g->ncols, 1).filled < 2)
		return false;
	for (uint32_t r = 1; r < g->nrows; r++) {
		struct cell *const *cell = g->cell + (size_t)r * g->ncols;

		if (cell_is_filled(cell[0]) && !row_is_rule(cell, g->ncols))
			return false;
	}
	return true;
}

/* a grid of words alone, its rows perhaps numbered */
static uint32_t
header_of_words(const struct grid *g)
{
	struct tally t = tally_cells(g->cell, g->ncols, 1);

	if (is_bare_header(g))
		return g->nrows;
	if (g->header_rows > 0)
		return g->header_rows;
	if (g->nrows >= 2 && t.filled == 1 && g->ncols > 1 &&
	    tally_cells(g->cell + g->ncols, g->ncols, 1).filled == g->ncols)
		return 2;	/* a title, then the header */
	return t.filled == g->ncols && g->nrows > 1 && !cell_is_number(g->cell[0]) ? 1 : 0;
}

uint32_t
shape_header_rows(const struct grid *g)
{
	uint32_t first = 0, last = 0;

	if (g->nrows == 0)
		return 0;
	if (!grid_has_numbers(g))
		return header_of_words(g);
	while (first < g->nrows && (first < g->header_rows || !row_is_data(g, first)))
		first++;
	if (first == g->nrows)
		return header_of_words(g);
	/* one-cell rows just before the body are group rows: they head no column */
	for (uint32_t r = 0; r < first; r++) {
		struct tally t = tally_cells(g->cell + (size_t)r * g->ncols, g->ncols, 1);

		if (t.filled > 1 || (t.filled == 1 && t.first > 0) || r < g->header_rows)
			last = r + 1;
	}
	return last;
}
