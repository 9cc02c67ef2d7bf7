/* Which cells of a sheet stand together, and where one thing among them ends; see sheet_write.h. */
#include "read/sheet_write.h"

#include "base/floor.h"

size_t
sheet_row_end(const struct sheet *s, size_t i)
{
	size_t end = i;

	while (end < s->ncells && s->cell[end].row == s->cell[i].row)
		end++;
	return end;
}

static void
widen(struct sheet_part *p, const struct sheet *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		uint32_t col = s->cell[i].col;

		if (p->left == 0 || col < p->left)
			p->left = col;
		if (col > p->right)
			p->right = col;
	}
	p->bottom = s->cell[to - 1].row;
	p->end = to;
}

/* ---- what stands together */

/* does a row of figures, under a label in the first column of the part, begin at i? */
static bool
goes_on(const struct sheet *s, const struct sheet_part *p, size_t i, size_t end)
{
	bool figures = false;

	if (s->cell[i].col != p->left || s->cell[i].kind != SHEET_WORDS ||
	    s->cell[end - 1].col > p->right || p->left == p->right ||
	    s->cell[i].row > p->bottom + 2)
		return false;
	for (size_t k = i + 1; k < end; k++) {
		if (s->cell[k].kind == SHEET_WORDS)
			return false;
		figures |= s->cell[k].kind == SHEET_NUMBER;
	}
	return figures;
}

/* a single row of words is a title or note, not what figures could go on from */
static bool
has_figures(const struct sheet *s, const struct sheet_part *p)
{
	for (size_t i = p->first; i < p->end; i++)
		if (s->cell[i].kind == SHEET_NUMBER)
			return true;
	return false;
}

struct sheet_part
sheet_next_part(const struct sheet *s, size_t first)
{
	struct sheet_part p = { .first = first, .top = s->cell[first].row };

	widen(&p, s, first, sheet_row_end(s, first));
	while (p.end < s->ncells) {
		size_t end = sheet_row_end(s, p.end);

		if (s->cell[p.end].row != p.bottom + 1 &&
		    !(has_figures(s, &p) && goes_on(s, &p, p.end, end)))
			break;
		widen(&p, s, p.end, end);
	}
	return p;
}

/* ---- the first thing in it */

/* a row of words alone, in the first column of the part: a title, a group or a note */
static bool
is_line(const struct sheet *s, const struct sheet_part *p, size_t i)
{
	return sheet_row_end(s, i) == i + 1 && s->cell[i].col == p->left && s->cell[i].kind == SHEET_WORDS;
}

/* several cells, and no figure among them */
static bool
is_header(const struct sheet *s, size_t i)
{
	size_t end = sheet_row_end(s, i);

	for (size_t k = i; k < end; k++)
		if (s->cell[k].kind == SHEET_NUMBER)
			return false;
	return end > i + 1;
}

/*
 * Where the first thing in the part ends. Lines of words at its beginning are no part of
 * the table below them, nor are those at its end, nor those after which another table
 * begins with a header; others among its rows name groups.
 */
static size_t
first_end(const struct sheet *s, const struct sheet_part *p)
{
	bool lines = is_line(s, p, p->first), figures = false;
	size_t run = NONE;	/* where the last lines of words begin */

	for (size_t i = p->first, end; i < p->end; i = end) {
		end = sheet_row_end(s, i);
		if (is_line(s, p, i)) {
			run = run == NONE ? i : run;
			continue;
		}
		if (lines)
			return i;
		if (run != NONE && figures && is_header(s, i))
			return run;
		run = NONE;
		for (size_t k = i; k < end; k++)
			figures |= s->cell[k].kind == SHEET_NUMBER;
	}
	return run == NONE || lines ? p->end : run;
}

struct sheet_part
sheet_cut(const struct sheet *s, const struct sheet_part *all)
{
	struct sheet_part p = { .first = all->first, .top = s->cell[all->first].row };
	size_t to = first_end(s, all);

	for (size_t i = p.first, end; i < to; i = end) {
		end = sheet_row_end(s, i);
		widen(&p, s, i, end);
	}
	return p;
}
