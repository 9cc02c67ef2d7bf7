/* Drawn tables that go over from one page to the next; see pdf_grid.h. */
#include "read/pdf_grid.h"

#define MOST_ABOVE	12u	/* words of a running header or footer */
#define MOST_BELOW	60u	/* lines that are looked for on the next page */
#define TOP		0.2F	/* of the height of a page, in which a table goes on */

bool
pdf_grid_goes_on(const struct pdf_grid *g)
{
	const struct pdf *p = g->p;
	size_t words = 0, at = 0;

	if (p->ndrawn < 3 || p->drawn_on + 1 != g->page->number || g->page->ntables > 0 ||
	    g->y.n < 2 || g->x.n * g->y.n > PDF_GRID_CELLS)
		return false;
	for (size_t i = 0; i < g->page->nwords; i++)
		words += g->page->word[i].box.y1 < g->y.at[0];
	if (words > MOST_ABOVE)
		return false;
	for (size_t i = 0; i < g->x.n; i++) {
		if (!pdf_grid_has_line(&g->down, g->group, g->x.at[i], pdf_grid_centre(&g->y, 0)))
			continue;
		if (at == p->ndrawn || g->x.at[i] > p->drawn[at] + PDF_GRID_TOUCH ||
		    g->x.at[i] < p->drawn[at] - PDF_GRID_TOUCH)
			return false;
		at++;
	}
	return at == p->ndrawn;
}

/* is it a vertical line at this place? */
static bool
stands_at(struct pdf_box rule, float x)
{
	return rule.x0 < x + PDF_GRID_TOUCH && rule.x1 > x - PDF_GRID_TOUCH &&
	    pdf_height(rule) > PDF_GRID_TOUCH;
}

bool
pdf_grid_goes_on_below(const struct pdf_grid *g)
{
	const struct pdf_page *next = g->page + 1;
	size_t words = 0;

	if (g->page->number >= g->p->npages || g->x.n < 3 || g->y.n < 2 || g->x.n > MOST_BELOW)
		return false;
	for (size_t i = 0; i < g->page->nwords; i++)
		words += g->page->word[i].box.y0 > g->y.at[g->y.n - 1];
	if (words > MOST_ABOVE)
		return false;
	for (size_t i = 0; i < g->x.n; i++) {
		size_t k = 0;

		while (k < next->nrules && !(stands_at(next->rule[k], g->x.at[i]) &&
		    next->rule[k].y0 < next->height * TOP))
			k++;
		if (k == next->nrules)
			return false;
	}
	return true;
}

void
pdf_grid_remember(struct pdf_grid *g)
{
	g->p->drawn = arena_array(g->p->arena, g->x.n, float);
	memcpy(g->p->drawn, g->x.at, g->x.n * sizeof(float));
	g->p->ndrawn = g->x.n;
	g->p->drawn_on = g->page->number;
}
