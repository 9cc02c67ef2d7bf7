/* Rows and columns of a drawn table that are none of its own; see pdf_grid.h. */
#include "read/pdf_grid.h"

/* ---- rows and columns of nothing: double lines */

static bool
is_empty(struct pdf_grid *g, bool row, uint32_t at)
{
	uint32_t n = row ? g->t.ncols : g->t.nrows;

	for (uint32_t i = 0; i < n; i++)
		if ((row ? pdf_grid_cell(g, at, i) : pdf_grid_cell(g, i, at))->nwords > 0)
			return false;
	return true;
}

/* spans that reach over a row or column that goes are one less */
static void
shrink(struct pdf_grid *g, bool row, uint32_t at)
{
	for (uint32_t r = 0; r < g->t.nrows; r++) {
		for (uint32_t c = 0; c < g->t.ncols; c++) {
			struct pdf_cell *k = pdf_grid_cell(g, r, c);

			if (k->colspan == 0)
				continue;
			if (row && r < at && r + k->rowspan > at)
				k->rowspan--;
			if (!row && c < at && c + k->colspan > at)
				k->colspan--;
		}
	}
}

static void
drop(struct pdf_grid *g, bool row, uint32_t at)
{
	size_t kept = 0;
	uint32_t nrows = g->t.nrows, ncols = g->t.ncols;

	shrink(g, row, at);
	for (uint32_t r = 0; r < nrows; r++)
		for (uint32_t c = 0; c < ncols; c++)
			if ((row ? r : c) != at)
				g->t.cell[kept++] = g->t.cell[(size_t)r * ncols + c];
	g->t.nrows -= row;
	g->t.ncols -= !row;
}

#define DOUBLE_LINE 8.0F	/* points: two lines that are so near have no column between them */

/* a wide column may be empty on this page only */
void
pdf_grid_drop_empty(struct pdf_grid *g)
{
	for (uint32_t c = g->t.ncols; c-- > 0;)
		if (g->t.ncols > 1 && is_empty(g, false, c) &&
		    g->x.at[c + 1] - g->x.at[c] < DOUBLE_LINE)
			drop(g, false, c);
	for (uint32_t r = g->t.nrows; r-- > 0;)
		if (g->t.nrows > 1 && is_empty(g, true, r))
			drop(g, true, r);
}

/* ---- captions and notes that stand in the frame */

/* a row of one cell with words enough for a caption above, or a note below, the table */
static bool
is_around(struct pdf_grid *g, uint32_t row)
{
	const struct pdf_cell *c = pdf_grid_cell(g, row, 0);

	return c->colspan == g->t.ncols && c->rowspan == 1 && c->nwords >= 6;
}

static void
give_back(const struct pdf_cell *c, struct pdf_page *page)
{
	for (uint32_t i = 0; i < c->nwords; i++) {
		struct pdf_word *w = &page->word[c->word[i] - page->word];

		w->apart = w->drawn = false;
	}
}

void
pdf_grid_strip_rows(struct pdf_grid *g)
{
	while (g->t.nrows > 0 && is_around(g, 0)) {
		g->t.top = pdf_grid_cell(g, 0, 0)->word[pdf_grid_cell(g, 0, 0)->nwords - 1]->box.y1;
		give_back(pdf_grid_cell(g, 0, 0), g->page);
		drop(g, true, 0);
	}
	while (g->t.nrows > 0 && is_around(g, g->t.nrows - 1)) {
		give_back(pdf_grid_cell(g, g->t.nrows - 1, 0), g->page);
		drop(g, true, g->t.nrows - 1);
	}
}
