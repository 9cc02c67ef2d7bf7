/* Ruling lines: whole ones from their pieces, and which of them meet; see pdf_grid.h. */
#include "read/pdf_grid.h"

#include <stdlib.h>

/* ---- whole lines */

static int
by_at(const void *a, const void *b)
{
	const struct pdf_line *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

static int
by_place(const void *a, const void *b)
{
	const struct pdf_line *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static void
add_line(struct pdf *p, struct pdf_lines *l, float at, float from, float to)
{
	(void)VEC_ROOM(p->arena, l->line, l->n, l->cap);
	l->line[l->n++] = (struct pdf_line){ at, from, to, 0 };
}

/* those at one place, by where they begin; until they are joined `group` says which place */
static void
sort_pieces(struct pdf_lines *l)
{
	uint32_t place = 0;
	float at;

	if (l->n < 2)
		return;
	qsort(l->line, l->n, sizeof(*l->line), by_at);
	at = l->line[0].at;
	for (size_t i = 0; i < l->n; i++) {
		if (l->line[i].at - at > 1.5F) {
			at = l->line[i].at;
			place++;
		}
		l->line[i].group = place;
	}
	qsort(l->line, l->n, sizeof(*l->line), by_place);
}

/* pieces of one line become one */
static void
join_pieces(struct pdf_lines *l)
{
	size_t kept = 0;

	sort_pieces(l);
	for (size_t i = 0; i < l->n; i++) {
		struct pdf_line *last = kept > 0 ? &l->line[kept - 1] : NULL, now = l->line[i];

		if (last != NULL && now.group == last->group && now.from <= last->to + PDF_GRID_TOUCH) {
			last->to = now.to > last->to ? now.to : last->to;
			continue;
		}
		l->line[kept++] = now;
	}
	for (size_t i = 0; i < kept; i++)
		l->line[i].group = 0;
	l->n = l->sorted = kept;
}

void
pdf_grid_find_lines(struct pdf_grid *g)
{
	for (size_t i = 0; i < g->page->nrules; i++) {
		struct pdf_box b = g->page->rule[i];

		if (b.x1 - b.x0 >= b.y1 - b.y0)
			add_line(g->p, &g->across, (b.y0 + b.y1) / 2, b.x0, b.x1);
		else
			add_line(g->p, &g->down, (b.x0 + b.x1) / 2, b.y0, b.y1);
	}
	join_pieces(&g->across);
	join_pieces(&g->down);
}

void
pdf_grid_draw_line(struct pdf_grid *g, float at, float from, float to)
{
	add_line(g->p, &g->down, at, from, to);
	g->down.line[g->down.n - 1].group = g->group;
}

/* ---- groups */

static bool
meet(const struct pdf_line *across, const struct pdf_line *down)
{
	const float touch = PDF_GRID_TOUCH;

	return across->at >= down->from - touch && across->at <= down->to + touch &&
	    down->at >= across->from - touch && down->at <= across->to + touch;
}

static void
rename_group(struct pdf_lines *l, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->line[i].group == from)
			l->line[i].group = to;
}

uint32_t
pdf_grid_group_lines(struct pdf_grid *g)
{
	uint32_t groups = 0;

	for (size_t i = 0; i < g->across.n; i++) {
		struct pdf_line *h = &g->across.line[i];

		h->group = ++groups;
		for (size_t k = 0; k < g->down.n; k++) {
			struct pdf_line *v = &g->down.line[k];
			uint32_t old = v->group;

			if (!meet(h, v) || old == h->group)
				continue;
			if (old != 0) {
				rename_group(&g->across, old, h->group);
				rename_group(&g->down, old, h->group);
			}
			v->group = h->group;
		}
	}
	return groups;
}

/* ---- looking for a line */

/* the first of the sorted lines that is not before this place */
static size_t
first_at(const struct pdf_lines *l, float at)
{
	size_t lo = 0, hi = l->sorted;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		/* the order is by places that differ by more than a point: look a bit before */
		if (l->line[mid].at < at - 2 * PDF_GRID_TOUCH)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool
is_over(const struct pdf_line *l, uint32_t group, float at, float along)
{
	return l->group == group && l->at > at - PDF_GRID_TOUCH && l->at < at + PDF_GRID_TOUCH &&
	    l->from < along && l->to > along;
}

bool
pdf_grid_has_line(const struct pdf_lines *l, uint32_t group, float at, float along)
{
	float end = at + 2 * PDF_GRID_TOUCH;

	for (size_t i = first_at(l, at); i < l->sorted && l->line[i].at < end; i++)
		if (is_over(&l->line[i], group, at, along))
			return true;
	for (size_t i = l->sorted; i < l->n; i++)
		if (is_over(&l->line[i], group, at, along))
			return true;
	return false;
}
