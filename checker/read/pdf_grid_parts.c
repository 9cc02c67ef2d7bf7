/* Drawn tables that stand right below one another, in one group of lines; see pdf_grid.h. */
#include "read/pdf_grid.h"

/* the columns' lines in some rows: which of the levels across they are */
struct edges {
	bool *at;
	size_t n;
};

static void
add_edges(struct pdf_grid *g, struct edges *e, size_t row)
{
	for (size_t i = 0; i < e->n; i++)
		e->at[i] = e->at[i] || pdf_grid_has_line(&g->down, g->group, g->x.at[i],
		    pdf_grid_centre(&g->y, (uint32_t)row));
}

static struct edges
no_edges(struct pdf_grid *g)
{
	return (struct edges){ arena_array(g->p->arena, g->x.n, bool), g->x.n };
}

/* is line i one between two columns, rather than the first or last? */
static bool
is_inner(const struct edges *e, size_t i)
{
	bool before = false, after = false;

	for (size_t k = 0; k < i && !before; k++)
		before = e->at[k];
	for (size_t k = i + 1; k < e->n && !after; k++)
		after = e->at[k];
	return e->at[i] && before && after;
}

/* both have lines between columns, and share none, or one in four by chance */
static bool
are_other_columns(const struct edges *a, const struct edges *b)
{
	size_t in_a = 0, in_b = 0, shared = 0;

	for (size_t i = 0; i < a->n; i++) {
		bool inner = is_inner(a, i), other = is_inner(b, i);

		in_a += inner;
		in_b += other;
		shared += inner && other;
	}
	return in_a > 0 && in_b > 0 && shared * 4 <= (in_a < in_b ? in_a : in_b);
}

#define MOST_SPLIT 5000u	/* cells of a group that is looked at for this */

size_t
pdf_grid_end_of_part(struct pdf_grid *g, size_t from)
{
	size_t rows = g->y.n - 1, least = g->goes_on ? 1 : 2;
	struct edges above, *below;

	if (g->x.n * g->y.n > MOST_SPLIT)
		return rows;
	/* of each row and all below it */
	below = arena_array(g->p->arena, rows + 1, struct edges);
	below[rows] = no_edges(g);
	for (size_t row = rows; row-- > from;) {
		below[row] = no_edges(g);
		memcpy(below[row].at, below[row + 1].at, g->x.n * sizeof(bool));
		add_edges(g, &below[row], row);
	}
	above = no_edges(g);
	for (size_t row = from; row + 2 <= rows; row++) {
		if (row >= from + least && are_other_columns(&above, &below[row]))
			return row;
		add_edges(g, &above, row);
	}
	return rows;
}

void
pdf_grid_keep_levels(struct pdf_grid *g, size_t from, size_t to)
{
	struct edges e = no_edges(g);
	size_t kept = 0;

	for (size_t row = from; row < to; row++)
		add_edges(g, &e, row);
	for (size_t i = 0; i < g->x.n; i++)
		if (e.at[i])
			g->x.at[kept++] = g->x.at[i];
	g->x.n = kept;
	memmove(g->y.at, g->y.at + from, (to - from + 1) * sizeof(*g->y.at));
	g->y.n = to - from + 1;
}
