/*
 * Lines that a drawn table lacks, put in where its words stand as if they were there: between
 * columns, through rows, and through a header above it. See pdf_grid.h.
 */
#include "read/pdf_grid.h"

/* ---- columns that no line parts */

/* the widest gap between two words of one line of the cell, when no blank is so wide */
static bool
widest_gap(const struct pdf_grid *g, const struct pdf_cell *c, float *from, float *to, bool *figure)
{
	float least = g->page->blank * 2.1F < 0.5F ? 0.5F : g->page->blank * 2.1F;
	bool found = false;

	*from = *to = 0;
	for (uint32_t i = 1; i < c->nwords; i++) {
		const struct pdf_word *a = c->word[i - 1], *b = c->word[i];
		float gap = b->box.x0 - a->box.x1, apart = pdf_grid_word_y(b) - pdf_grid_word_y(a);
		float height = pdf_height(b->box);

		if (apart > height / 2 || apart < -height / 2 || gap < least * height ||
		    gap <= *to - *from)
			continue;
		*from = a->box.x1;
		*to = b->box.x0;
		*figure = pdf_is_figure(b->s);
		found = true;
	}
	return found;
}

/* where all gaps of a column leave room for an edge; false: it is one column */
static bool
find_edge(struct pdf_grid *g, uint32_t col, float *at)
{
	uint32_t cells = 0, gaps = 0, figures = 0;
	float lo = 0, hi = 1e6F;

	for (uint32_t r = 0; r < g->t.nrows; r++) {
		const struct pdf_cell *c = pdf_grid_cell(g, r, col);
		float from, to;
		bool figure = false;

		if (c->colspan != 1 || c->nwords == 0)
			continue;
		cells++;
		if (!widest_gap(g, c, &from, &to, &figure))
			continue;
		gaps++;
		figures += figure;
		lo = from > lo ? from : lo;
		hi = to < hi ? to : hi;
	}
	*at = (lo + hi) / 2;
	return gaps >= 2 && gaps * 10 >= cells * 6 && figures * 2 >= gaps && hi - lo > 1;
}

/* a line is drawn beside the cells of the column, but through no word */
static void
draw_edge(struct pdf_grid *g, uint32_t col, float at)
{
	for (uint32_t r = 0; r < g->t.nrows; r++) {
		const struct pdf_cell *c = pdf_grid_cell(g, r, col);
		bool through = c->colspan != 1;

		for (uint32_t i = 0; i < c->nwords && !through; i++)
			through = c->word[i]->box.x0 < at && c->word[i]->box.x1 > at;
		if (through)
			continue;
		pdf_grid_draw_line(g, at, g->y.at[r], g->y.at[r + c->rowspan]);
	}
	pdf_grid_add_level(g, at);
}

#define MOST_EDGES 16u	/* that one table lacks */

void
pdf_grid_part_columns(struct pdf_grid *g)
{
	for (unsigned n = 0; n < MOST_EDGES; n++) {
		uint32_t col = 0;
		float at = 0;

		while (col < g->t.ncols && !find_edge(g, col, &at))
			col++;
		if (col == g->t.ncols)
			return;
		draw_edge(g, col, at);
		pdf_grid_make_cells(g);
		pdf_grid_put_words(g);
	}
}

/* ---- rows that no vertical lines part */

/* may the edge of a column go on through a cell that spans it: does it cut no word and no phrase? */
static bool
may_part(const struct pdf_grid *g, const struct pdf_cell *c, float x)
{
	for (uint32_t i = 0; i < c->nwords; i++) {
		const struct pdf_word *w = c->word[i], *last = i > 0 ? c->word[i - 1] : w;

		if (w->box.x0 < x && w->box.x1 > x)
			return false;
		if (last->line == w->line && last->box.x1 <= x && w->box.x0 >= x &&
		    w->box.x0 - last->box.x1 < g->page->blank * 1.25F * pdf_height(w->box))
			return false;
	}
	return true;
}

/* how many of the columns that a cell spans have words of it; *figures: begin with one */
static uint32_t
count_parts(const struct pdf_grid *g, const struct pdf_cell *c, uint32_t col, uint32_t *figures)
{
	uint32_t parts = 0;

	*figures = 0;
	for (uint32_t k = col; k < col + c->colspan; k++) {
		for (uint32_t i = 0; i < c->nwords; i++) {
			float x = (c->word[i]->box.x0 + c->word[i]->box.x1) / 2;

			if (x < g->x.at[k] || x > g->x.at[k + 1])
				continue;
			parts++;
			*figures += pdf_is_figure(c->word[i]->s);
			break;
		}
	}
	return parts;
}

/* lines are drawn through a cell of one row that stands in the columns that it spans */
static bool
part_cell(struct pdf_grid *g, uint32_t row, uint32_t col)
{
	const struct pdf_cell *c = pdf_grid_cell(g, row, col);
	uint32_t figures, parts;

	if (c->colspan < 3 || c->rowspan != 1 || c->nwords < 2)
		return false;
	for (uint32_t k = col + 1; k < col + c->colspan; k++)
		if (!may_part(g, c, g->x.at[k]))
			return false;
	parts = count_parts(g, c, col, &figures);
	if (parts < 2 || (parts == 2 && figures == 0))
		return false;
	for (uint32_t k = col + 1; k < col + c->colspan; k++)
		pdf_grid_draw_line(g, g->x.at[k], g->y.at[row], g->y.at[row + 1]);
	return true;
}

void
pdf_grid_part_rows(struct pdf_grid *g)
{
	bool any = false;

	for (uint32_t r = 0; r < g->t.nrows; r++)
		for (uint32_t c = 0; c < g->t.ncols; c++)
			any = part_cell(g, r, c) || any;
	if (!any)
		return;
	pdf_grid_make_cells(g);
	pdf_grid_put_words(g);
}

/* ---- a header that no vertical lines part */

#define MOST_HEADER	60.0F	/* points, from the line above it to the table */
#define HEADER_WORDS	500u

static bool
is_near(float a, float b)
{
	return a > b - PDF_GRID_TOUCH && a < b + PDF_GRID_TOUCH;
}

/* the nearest line above the table that is as wide, and meets no others */
static struct pdf_line *
line_above(struct pdf_grid *g)
{
	float top = g->y.at[0], x0 = g->x.at[0], x1 = g->x.at[g->x.n - 1];
	struct pdf_line *best = NULL;

	for (size_t i = 0; i < g->across.n; i++) {
		struct pdf_line *r = &g->across.line[i];

		if (r->group != g->group && r->at < top - PDF_GRID_TOUCH &&
		    r->at > top - MOST_HEADER && is_near(r->from, x0) && is_near(r->to, x1) &&
		    (best == NULL || r->at > best->at))
			best = r;
	}
	for (size_t i = 0; i < g->down.n && best != NULL; i++)
		if (g->down.line[i].group == best->group)
			best = NULL;
	return best;
}

static bool
is_in_header(const struct pdf_grid *g, const struct pdf_word *w, float y0)
{
	float y = pdf_grid_word_y(w), x = (w->box.x0 + w->box.x1) / 2;

	return y > y0 && y < g->y.at[0] && x > g->x.at[0] && x < g->x.at[g->x.n - 1];
}

/* the words between the line and the table, in one cell */
static struct pdf_cell
header_words(struct pdf_grid *g, float y0)
{
	struct pdf_cell c = { .word = arena_array(g->p->arena, HEADER_WORDS,
	    const struct pdf_word *) };

	for (size_t i = 0; i < g->page->nwords; i++) {
		if (!is_in_header(g, &g->page->word[i], y0))
			continue;
		if (c.nwords == HEADER_WORDS)
			return (struct pdf_cell){ 0 };
		c.word[c.nwords++] = &g->page->word[i];
	}
	return c;
}

void
pdf_grid_take_header(struct pdf_grid *g)
{
	struct pdf_line *line = g->y.n < 3 || g->x.n < 3 ? NULL : line_above(g);
	float y0 = line == NULL ? 0 : line->at, y1 = g->y.n > 0 ? g->y.at[0] : 0;
	struct pdf_cell words;

	if (line == NULL)
		return;
	words = header_words(g, y0);
	if (words.nwords < 2)
		return;
	line->group = g->group;
	for (size_t i = 0; i < g->x.n; i++)
		if (i == 0 || i + 1 == g->x.n || may_part(g, &words, g->x.at[i]))
			pdf_grid_draw_line(g, g->x.at[i], y0, y1);
	pdf_grid_find_levels(g);
}
