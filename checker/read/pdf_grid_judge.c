/* Are boxes that are drawn, and have words in them, a table? See pdf_grid.h. */
#include "read/pdf_grid.h"

#define MOST_ALIGNED	200u	/* words of a cell that are looked at for where they begin */

/* ---- rows in a cell */

/* a line that is nothing but the end of the figure above it, which had no room */
static bool
is_unit(struct str s)
{
	return str_eq(s, CF_S("%")) || str_eq(s, CF_S("*"));
}

/* lines that end with figures, below one another in one cell: the ruling lines part groups
 * of rows, not rows */
static bool
has_rows_inside(const struct pdf_cell *c)
{
	unsigned lines = 0, figures = 0;

	for (uint32_t i = 0; i < c->nwords; i++) {
		const struct pdf_word *w = c->word[i];
		bool last = i + 1 == c->nwords ||
		    pdf_grid_word_y(c->word[i + 1]) > w->box.y1 - pdf_height(w->box) * 0.2F;

		if (!last || is_unit(w->s))
			continue;
		lines++;
		figures += pdf_is_figure(w->s);
	}
	/* but a count may stand above its share */
	if (lines == 2 && figures == 2 && c->nwords == 2)
		return str_ends(c->word[0]->s, CF_S("%")) == str_ends(c->word[1]->s, CF_S("%"));
	return (lines > 2 && figures * 3 >= lines * 2) || (lines > 5 && figures * 5 >= lines * 2);
}

/* ---- lines through phrases */

/* does another word of the column end where this one ends, or begin where it begins? */
static bool
is_aligned(const struct pdf_grid *g, const struct pdf_word *w, bool right)
{
	uint32_t col = pdf_grid_level_at(&g->x, (w->box.x0 + w->box.x1) / 2);

	for (uint32_t r = 0; r < g->t.nrows; r++) {
		const struct pdf_cell *c = pdf_grid_cell(g, r, col);

		for (uint32_t i = 0; i < c->nwords && i < MOST_ALIGNED; i++) {
			const struct pdf_word *o = c->word[i];
			float d = right ? o->box.x1 - w->box.x1 : o->box.x0 - w->box.x0;

			if (o != w && d < 0.5F && d > -0.5F)
				return true;
		}
	}
	return false;
}

/* a line between two words that are no wider apart than words of a phrase, unless those below
 * and above them keep the same distance from the line */
static bool
is_cut(const struct pdf_grid *g, const struct pdf_word *a, const struct pdf_word *b)
{
	float gap = b->box.x0 - a->box.x1;

	if (a->line != b->line || gap > g->page->blank * 1.25F * pdf_height(b->box) ||
	    pdf_is_figure(b->s))
		return false;
	return pdf_grid_cell_of(g, a) != pdf_grid_cell_of(g, b) && !is_aligned(g, b, false) &&
	    !is_aligned(g, a, true);
}

/* lines through the middle of what is one phrase are no edges of cells */
static bool
cuts_phrases(const struct pdf_grid *g)
{
	uint32_t cuts = 0, words = 0;

	for (size_t i = 1; i < g->page->nwords; i++) {
		const struct pdf_word *a = &g->page->word[i - 1], *b = &g->page->word[i];

		if (!pdf_grid_has_word(g, a) || !pdf_grid_has_word(g, b))
			continue;
		words++;
		cuts += is_cut(g, a, b);
	}
	return cuts >= 3 && cuts * 25 > words;
}

/* ---- rows and columns */

/* rows and columns with words in two cells, and no rows undrawn */
static bool
has_rows(const struct pdf_grid *g)
{
	uint32_t rows = 0, filled = 0, heaps = 0;

	for (uint32_t r = 0; r < g->t.nrows; r++) {
		uint32_t n = 0;

		for (uint32_t c = 0; c < g->t.ncols; c++) {
			n += pdf_grid_cell(g, r, c)->nwords > 0;
			heaps += has_rows_inside(pdf_grid_cell(g, r, c));
		}
		rows += n >= 2;
		filled += n;
	}
	return rows >= (g->goes_on ? 1 : 2) && heaps < 2 && filled * 6 >= g->t.nrows * g->t.ncols;
}

bool
pdf_grid_is_table(const struct pdf_grid *g)
{
	return has_rows(g) && !cuts_phrases(g);
}
