/* The words of a drawn table in its cells; see pdf_grid.h. */
#include "read/pdf_grid.h"

struct pdf_cell *
pdf_grid_cell_of(const struct pdf_grid *g, const struct pdf_word *w)
{
	uint32_t row = pdf_grid_level_at(&g->y, pdf_grid_word_y(w));
	uint32_t col = pdf_grid_level_at(&g->x, (w->box.x0 + w->box.x1) / 2);

	return &g->t.cell[g->owner[(size_t)row * g->t.ncols + col]];
}

bool
pdf_grid_has_word(const struct pdf_grid *g, const struct pdf_word *w)
{
	float x = (w->box.x0 + w->box.x1) / 2, y = pdf_grid_word_y(w);

	return !w->drawn && !(w->apart && pdf_is_figure(w->s)) && x > g->x.at[0] &&
	    x < g->x.at[g->x.n - 1] && y > g->y.at[0] && y < g->y.at[g->y.n - 1];
}

void
pdf_grid_put_words(struct pdf_grid *g)
{
	for (size_t i = 0; i < g->page->nwords; i++) {
		const struct pdf_word *w = &g->page->word[i];

		if (pdf_grid_has_word(g, w))
			pdf_cell_put(g->p, pdf_grid_cell_of(g, w), w);
	}
}

/* does word b stand before a, in lines from the left? */
static bool
is_before(const struct pdf_word *a, const struct pdf_word *b)
{
	float apart = pdf_grid_word_y(b) - pdf_grid_word_y(a), height = pdf_height(a->box);

	height = pdf_height(b->box) < height ? pdf_height(b->box) : height;
	if (apart > height * 0.5F || apart < height * -0.5F)
		return apart < 0;
	return b->box.x0 < a->box.x0;
}

#define MOST_SORTED 2000u

void
pdf_grid_sort_words(struct pdf_cell *c)
{
	bool bullets = false;

	for (uint32_t i = 0; i < c->nwords; i++)
		bullets = bullets || c->word[i]->apart;
	for (uint32_t i = 1; i < c->nwords && bullets && c->nwords < MOST_SORTED; i++) {
		const struct pdf_word *w = c->word[i];
		uint32_t k = i;

		for (; k > 0 && is_before(c->word[k - 1], w); k--)
			c->word[k] = c->word[k - 1];
		c->word[k] = w;
	}
}

void
pdf_grid_take_words(struct pdf_grid *g)
{
	for (size_t i = 0; i < g->page->nwords; i++)
		if (pdf_grid_has_word(g, &g->page->word[i]))
			g->page->word[i].apart = g->page->word[i].drawn = true;
}
