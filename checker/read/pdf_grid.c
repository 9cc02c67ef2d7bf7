/* Drawn tables of a page, from its ruling lines and its words; see pdf_grid.h. */
#include "read/pdf_grid.h"

static void
take_part(struct pdf_grid *g)
{
	uint32_t least;

	g->goes_on = g->goes_on || (g->y.n == 2 && pdf_grid_goes_on_below(g));
	least = g->goes_on ? 1 : 2;
	if (g->x.n < 3 || g->y.n < least + 1 || g->x.n * g->y.n > PDF_GRID_CELLS)
		return;
	pdf_grid_make_cells(g);
	pdf_grid_put_words(g);
	pdf_grid_part_rows(g);
	pdf_grid_part_columns(g);
	if (!pdf_grid_is_table(g))
		return;
	pdf_grid_remember(g);
	pdf_grid_drop_empty(g);
	pdf_grid_take_words(g);
	pdf_grid_strip_rows(g);
	if (g->t.ncols < 2 || g->t.nrows < least)
		return;
	for (size_t i = 0; i < (size_t)g->t.nrows * g->t.ncols; i++)
		pdf_grid_sort_words(&g->t.cell[i]);
	(void)VEC_ROOM(g->p->arena, g->page->table, g->page->ntables, g->page->tablecap);
	g->page->table[g->page->ntables++] = g->t;
}

static void
take_group(struct pdf_grid *g)
{
	size_t end;

	pdf_grid_find_levels(g);
	pdf_grid_take_header(g);
	for (size_t from = 0; g->y.n > 0 && from + 1 < g->y.n; from = end) {
		bool all;

		g->goes_on = from == 0 && pdf_grid_goes_on(g);
		end = pdf_grid_end_of_part(g, from);
		all = from == 0 && end + 1 == g->y.n;
		if (!all)
			pdf_grid_keep_levels(g, from, end);
		take_part(g);
		if (all)
			return;
		pdf_grid_find_levels(g);
	}
}

bool
pdf_find_grids(struct pdf *p, struct pdf_page *page)
{
	struct pdf_grid g = { .p = p, .page = page };
	uint32_t groups;

	pdf_grid_find_lines(&g);
	if (g.across.n < 2 || g.down.n < 2 || g.across.n > PDF_MAX_LINES || g.down.n > PDF_MAX_LINES)
		return false;
	groups = pdf_grid_group_lines(&g);
	for (g.group = 1; g.group <= groups; g.group++)
		take_group(&g);
	return page->ntables > 0;
}
