/* The cells of a drawn table, from the lines that meet; see pdf_grid.h. */
#include "read/pdf_grid.h"

#include <stdlib.h>

/* ---- levels */

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return x < y ? -1 : x > y;
}

static void
add_level(struct pdf_grid *g, struct pdf_levels *l, float at)
{
	(void)VEC_ROOM(g->p->arena, l->at, l->n, l->cap);
	l->at[l->n++] = at;
}

/* ascending, those that are the same line once */
static void
settle_levels(struct pdf_levels *l)
{
	size_t kept = 0;

	if (l->n > 1)
		qsort(l->at, l->n, sizeof(*l->at), by_value);
	for (size_t i = 0; i < l->n; i++)
		if (kept == 0 || l->at[i] - l->at[kept - 1] > PDF_GRID_TOUCH)
			l->at[kept++] = l->at[i];
	l->n = kept;
}

void
pdf_grid_find_levels(struct pdf_grid *g)
{
	g->x.n = g->y.n = 0;
	for (size_t i = 0; i < g->across.n; i++) {
		const struct pdf_line *r = &g->across.line[i];

		if (r->group != g->group)
			continue;
		add_level(g, &g->y, r->at);
		add_level(g, &g->x, r->from);
		add_level(g, &g->x, r->to);
	}
	for (size_t i = 0; i < g->down.n; i++) {
		const struct pdf_line *r = &g->down.line[i];

		if (r->group != g->group)
			continue;
		add_level(g, &g->x, r->at);
		add_level(g, &g->y, r->from);
		add_level(g, &g->y, r->to);
	}
	settle_levels(&g->x);
	settle_levels(&g->y);
}

uint32_t
pdf_grid_level_at(const struct pdf_levels *l, float at)
{
	uint32_t i = 0;

	while (i + 2 < l->n && at > l->at[i + 1])
		i++;
	return i;
}

void
pdf_grid_add_level(struct pdf_grid *g, float x)
{
	add_level(g, &g->x, x);
	settle_levels(&g->x);
}

/* ---- cells */

static bool
is_open_right(struct pdf_grid *g, uint32_t row, uint32_t col)
{
	return col + 1 < g->t.ncols && pdf_grid_cell(g, row, col + 1)->colspan == 1 &&
	    !pdf_grid_has_line(&g->down, g->group, g->x.at[col + 1], pdf_grid_centre(&g->y, row));
}

static bool
is_open_below(struct pdf_grid *g, uint32_t row, uint32_t col)
{
	return row + 1 < g->t.nrows && pdf_grid_cell(g, row + 1, col)->colspan == 1 &&
	    !pdf_grid_has_line(&g->across, g->group, g->y.at[row + 1], pdf_grid_centre(&g->x, col));
}

/* the cell takes in those right of it and below it that no line parts from it */
static void
spread(struct pdf_grid *g, uint32_t row, uint32_t col)
{
	struct pdf_cell *c = pdf_grid_cell(g, row, col);
	uint32_t across = 1, down = 1;

	while (is_open_right(g, row, col + across - 1))
		across++;
	for (;; down++) {
		bool open = true;

		for (uint32_t i = 0; i < across && open; i++)
			open = is_open_below(g, row + down - 1, col + i);
		if (!open)
			break;
	}
	for (uint32_t r = row; r < row + down; r++) {
		for (uint32_t k = col; k < col + across; k++) {
			pdf_grid_cell(g, r, k)->colspan = 0;
			g->owner[(size_t)r * g->t.ncols + k] = row * g->t.ncols + col;
		}
	}
	c->colspan = across;
	c->rowspan = down;
}

void
pdf_grid_make_cells(struct pdf_grid *g)
{
	size_t n;

	g->t = (struct pdf_table){ .ncols = (uint32_t)g->x.n - 1, .nrows = (uint32_t)g->y.n - 1,
		.top = g->y.at[0] };
	n = (size_t)g->t.nrows * g->t.ncols;
	g->t.cell = arena_array(g->p->arena, n, struct pdf_cell);
	g->owner = arena_array(g->p->arena, n, uint32_t);
	for (size_t i = 0; i < n; i++)
		g->t.cell[i].colspan = g->t.cell[i].rowspan = 1;
	for (uint32_t r = 0; r < g->t.nrows; r++) {
		for (uint32_t c = 0; c < g->t.ncols; c++) {
			const struct pdf_cell *cell = pdf_grid_cell(g, r, c);

			if (cell->colspan == 1 && cell->rowspan == 1)
				spread(g, r, c);
		}
	}
}
