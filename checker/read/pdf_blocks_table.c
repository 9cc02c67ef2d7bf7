/* A table of a page becomes a grid of the document; see pdf_blocks.h. */
#include "read/pdf_blocks.h"

#define EDGE 1.5F	/* points: words so near to the edge of the page are cut off by it */

/* does the edge of the page cut words off in two rows? What is left of a figure is another
 * figure */
static bool
is_cut_off(const struct pdf_page *page, const struct pdf_table *t)
{
	uint32_t rows = 0;

	for (uint32_t r = 0; r < t->nrows && rows < 2; r++) {
		bool cut = false;

		for (uint32_t c = 0; c < t->ncols && !cut; c++) {
			const struct pdf_cell *x = &t->cell[(size_t)r * t->ncols + c];

			for (uint32_t i = 0; i < x->nwords && !cut; i++)
				cut = x->word[i]->box.x1 > page->width - EDGE;
		}
		rows += cut;
	}
	return rows == 2;
}

/* false when memory ran out */
static bool
put_cell(struct pdf_blocks *w, struct grid *g, const struct pdf_cell *x, uint32_t row, uint32_t col)
{
	uint32_t from = (uint32_t)w->v->n;
	struct cell *cell;

	for (uint32_t i = 0; i < x->nwords; i++)
		pdf_blocks_put_next(w, w->page, i > 0 ? x->word[i - 1] : NULL, x->word[i]);
	cell = grid_put(w->v->d, g, row, col, derive_text(w->v, from));
	if (cell == NULL)
		return false;
	cell->colspan = (uint16_t)x->colspan;
	cell->rowspan = (uint16_t)(x->rowspan > 1 ? x->rowspan : 1);
	return true;
}

void
pdf_blocks_put_table(struct pdf_blocks *w, const struct pdf_table *t)
{
	struct doc *d = w->v->d;
	struct grid *g;
	uint32_t from = (uint32_t)w->v->n;

	if (is_cut_off(w->page, t)) {
		pdf_blocks_left_out(w, CF_S("(a table)"),
		    CF_S("the edge of the page cuts this table off"));
		return;
	}
	g = grid_new(d, t->nrows, t->ncols, (struct span){ from, from });
	if (g == NULL) {
		d->failed = true;
		return;
	}
	g->laid_out = true;
	g->after_break = w->after_table > 0 && w->after_table + 1 == w->page->number;
	w->after_table = w->page->number;
	g->guessed = t->last_row > 0;	/* no lines are drawn around it */
	for (uint32_t r = 0; r < t->nrows; r++) {
		for (uint32_t c = 0; c < t->ncols; c++) {
			const struct pdf_cell *x = &t->cell[(size_t)r * t->ncols + c];

			if (c > 0)
				derive_tab(w->v);
			if (x->colspan > 0 && !put_cell(w, g, x, r, c))
				return;
		}
		derive_line(w->v);
	}
	g->span.to = (uint32_t)w->v->n;
	(void)doc_table(d, g);
}
