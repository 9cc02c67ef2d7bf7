/*
 * Tables that are drawn: where ruling lines meet, they make cells; a line that is missing
 * between two makes them one. Only boxes with words in most rows are tables.
 */
#include <stdlib.h>

#include "read/pdf.h"

#define TOUCH	3.0F	/* points: lines that are so near meet */
#define MOST_CELLS	20000u
#define MOST_ALIGNED	200u	/* words of a cell that are looked at for where they begin */

/* All horizontal (or vertical) lines of a page: `at` across, from and to along. */
struct rule {
	float at, from, to;
	uint32_t group;		/* of lines that meet */
};

struct rules {
	struct rule *rule;
	size_t n, cap;
	size_t sorted;		/* the first of them are, by `at` */
};

struct levels {
	float *at;
	size_t n, cap;
};

struct grid_maker {
	struct pdf *p;
	struct pdf_page *page;
	struct rules across, down;	/* horizontal, vertical */
	struct levels x, y;		/* of the group that is looked at */
	uint32_t *owner;		/* of each cell: which spans it, or itself */
	uint32_t group;
	bool goes_on;			/* with the table of the page before, or on the next page */
	struct pdf_table t;
};

/* ---- lines */

static int
by_at(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

static int
by_place(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static void
add_rule(struct pdf *p, struct rules *r, float at, float from, float to)
{
	(void)VEC_ROOM(p->arena, r->rule, r->n, r->cap);
	r->rule[r->n++] = (struct rule){ at, from, to, 0 };
}

/* those at one place, by where they begin; until they are joined `group` says which place */
static void
sort_pieces(struct rules *r)
{
	uint32_t place = 0;
	float at;

	if (r->n < 2)
		return;
	qsort(r->rule, r->n, sizeof(*r->rule), by_at);
	at = r->rule[0].at;
	for (size_t i = 0; i < r->n; i++) {
		if (r->rule[i].at - at > 1.5F) {
			at = r->rule[i].at;
			place++;
		}
		r->rule[i].group = place;
	}
	qsort(r->rule, r->n, sizeof(*r->rule), by_place);
}

/* pieces of one line become one */
static void
join_pieces(struct rules *r)
{
	size_t kept = 0;

	sort_pieces(r);
	for (size_t i = 0; i < r->n; i++) {
		struct rule *last = kept > 0 ? &r->rule[kept - 1] : NULL, now = r->rule[i];

		if (last != NULL && now.group == last->group && now.from <= last->to + TOUCH) {
			last->to = now.to > last->to ? now.to : last->to;
			continue;
		}
		r->rule[kept++] = now;
	}
	for (size_t i = 0; i < kept; i++)
		r->rule[i].group = 0;
	r->n = r->sorted = kept;
}

static void
sort_rules(struct grid_maker *m)
{
	for (size_t i = 0; i < m->page->nrules; i++) {
		struct pdf_box b = m->page->rule[i];

		if (b.x1 - b.x0 >= b.y1 - b.y0)
			add_rule(m->p, &m->across, (b.y0 + b.y1) / 2, b.x0, b.x1);
		else
			add_rule(m->p, &m->down, (b.x0 + b.x1) / 2, b.y0, b.y1);
	}
	join_pieces(&m->across);
	join_pieces(&m->down);
}

static bool
meet(const struct rule *across, const struct rule *down)
{
	return across->at >= down->from - TOUCH && across->at <= down->to + TOUCH &&
	    down->at >= across->from - TOUCH && down->at <= across->to + TOUCH;
}

static void
rename_group(struct rules *r, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->rule[i].group == from)
			r->rule[i].group = to;
}

/* number the groups of lines that meet, from 1; returns how many numbers there are */
static uint32_t
find_groups(struct grid_maker *m)
{
	uint32_t groups = 0;

	for (size_t i = 0; i < m->across.n; i++) {
		struct rule *h = &m->across.rule[i];

		h->group = ++groups;
		for (size_t k = 0; k < m->down.n; k++) {
			struct rule *v = &m->down.rule[k];
			uint32_t old = v->group;

			if (!meet(h, v) || old == h->group)
				continue;
			if (old != 0) {
				rename_group(&m->across, old, h->group);
				rename_group(&m->down, old, h->group);
			}
			v->group = h->group;
		}
	}
	return groups;
}

/* ---- rows and columns */

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return x < y ? -1 : x > y;
}

static void
add_level(struct grid_maker *m, struct levels *l, float at)
{
	(void)VEC_ROOM(m->p->arena, l->at, l->n, l->cap);
	l->at[l->n++] = at;
}

/* ascending, those that are the same line once */
static void
settle_levels(struct levels *l)
{
	size_t kept = 0;

	if (l->n > 1)
		qsort(l->at, l->n, sizeof(*l->at), by_value);
	for (size_t i = 0; i < l->n; i++)
		if (kept == 0 || l->at[i] - l->at[kept - 1] > TOUCH)
			l->at[kept++] = l->at[i];
	l->n = kept;
}

static void
find_levels(struct grid_maker *m)
{
	m->x.n = m->y.n = 0;
	for (size_t i = 0; i < m->across.n; i++) {
		const struct rule *r = &m->across.rule[i];

		if (r->group != m->group)
			continue;
		add_level(m, &m->y, r->at);
		add_level(m, &m->x, r->from);
		add_level(m, &m->x, r->to);
	}
	for (size_t i = 0; i < m->down.n; i++) {
		const struct rule *r = &m->down.rule[i];

		if (r->group != m->group)
			continue;
		add_level(m, &m->x, r->at);
		add_level(m, &m->y, r->from);
		add_level(m, &m->y, r->to);
	}
	settle_levels(&m->x);
	settle_levels(&m->y);
}

/* the first of the sorted lines that is not before this place */
static size_t
first_at(const struct rules *r, float at)
{
	size_t lo = 0, hi = r->sorted;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		/* the order is by places that differ by more than a point: look a bit before */
		if (r->rule[mid].at < at - 2 * TOUCH)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool
is_over(const struct rule *r, uint32_t group, float at, float along)
{
	return r->group == group && r->at > at - TOUCH && r->at < at + TOUCH && r->from < along &&
	    r->to > along;
}

/* is there a line of the group at this place across, over this point along? */
static bool
has_rule(const struct rules *r, uint32_t group, float at, float along)
{
	for (size_t i = first_at(r, at); i < r->sorted && r->rule[i].at < at + 2 * TOUCH; i++)
		if (is_over(&r->rule[i], group, at, along))
			return true;
	for (size_t i = r->sorted; i < r->n; i++)
		if (is_over(&r->rule[i], group, at, along))
			return true;
	return false;
}

static struct pdf_cell *
cell_at(struct grid_maker *m, uint32_t row, uint32_t col)
{
	return &m->t.cell[(size_t)row * m->t.ncols + col];
}

static float
centre(const struct levels *l, uint32_t i)
{
	return (l->at[i] + l->at[i + 1]) / 2;
}

static bool
is_open_right(struct grid_maker *m, uint32_t row, uint32_t col)
{
	return col + 1 < m->t.ncols && cell_at(m, row, col + 1)->colspan == 1 &&
	    !has_rule(&m->down, m->group, m->x.at[col + 1], centre(&m->y, row));
}

static bool
is_open_below(struct grid_maker *m, uint32_t row, uint32_t col)
{
	return row + 1 < m->t.nrows && cell_at(m, row + 1, col)->colspan == 1 &&
	    !has_rule(&m->across, m->group, m->y.at[row + 1], centre(&m->x, col));
}

/* the cell takes in those right of it and below it that no line parts from it */
static void
spread(struct grid_maker *m, uint32_t row, uint32_t col)
{
	struct pdf_cell *c = cell_at(m, row, col);
	uint32_t across = 1, down = 1;

	while (is_open_right(m, row, col + across - 1))
		across++;
	for (;; down++) {
		bool open = true;

		for (uint32_t i = 0; i < across && open; i++)
			open = is_open_below(m, row + down - 1, col + i);
		if (!open)
			break;
	}
	for (uint32_t r = row; r < row + down; r++) {
		for (uint32_t k = col; k < col + across; k++) {
			cell_at(m, r, k)->colspan = 0;
			m->owner[(size_t)r * m->t.ncols + k] = row * m->t.ncols + col;
		}
	}
	c->colspan = across;
	c->rowspan = down;
}

static void
make_cells(struct grid_maker *m)
{
	size_t n;

	m->t = (struct pdf_table){ .ncols = (uint32_t)m->x.n - 1, .nrows = (uint32_t)m->y.n - 1,
		.top = m->y.at[0] };
	n = (size_t)m->t.nrows * m->t.ncols;
	m->t.cell = arena_array(m->p->arena, n, struct pdf_cell);
	m->owner = arena_array(m->p->arena, n, uint32_t);
	for (size_t i = 0; i < n; i++)
		m->t.cell[i].colspan = m->t.cell[i].rowspan = 1;
	for (uint32_t r = 0; r < m->t.nrows; r++)
		for (uint32_t c = 0; c < m->t.ncols; c++)
			if (cell_at(m, r, c)->colspan == 1 && cell_at(m, r, c)->rowspan == 1)
				spread(m, r, c);
}

/* ---- words */

static uint32_t
level_at(const struct levels *l, float at)
{
	uint32_t i = 0;

	while (i + 2 < l->n && at > l->at[i + 1])
		i++;
	return i;
}

/* the cell that a point stands in, or the one that spans it */
static struct pdf_cell *
cell_over(struct grid_maker *m, float x, float y)
{
	return &m->t.cell[m->owner[(size_t)level_at(&m->y, y) * m->t.ncols + level_at(&m->x, x)]];
}

/* the sign of a bullet stands in the lower half of its box when that is a high one */
static float
level_of(const struct pdf_word *w)
{
	return w->apart ? w->box.y0 + pdf_height(w->box) * 0.7F : (w->box.y0 + w->box.y1) / 2;
}

static bool
is_inside(const struct grid_maker *m, const struct pdf_word *w)
{
	float x = (w->box.x0 + w->box.x1) / 2, y = level_of(w);

	return !w->drawn && !(w->apart && pdf_is_figure(w->s)) && x > m->x.at[0] &&
	    x < m->x.at[m->x.n - 1] && y > m->y.at[0] && y < m->y.at[m->y.n - 1];
}

static void
put_words(struct grid_maker *m)
{
	for (size_t i = 0; i < m->page->nwords; i++) {
		const struct pdf_word *w = &m->page->word[i];
		struct pdf_cell *c;
		size_t cap;

		if (!is_inside(m, w))
			continue;
		c = cell_over(m, (w->box.x0 + w->box.x1) / 2, level_of(w));
		cap = c->wordcap;
		(void)VEC_ROOM(m->p->arena, c->word, c->nwords, cap);
		c->wordcap = (uint32_t)cap;
		c->word[c->nwords++] = w;
	}
}

/* does word b stand before a, in lines from the left? */
static bool
is_before(const struct pdf_word *a, const struct pdf_word *b)
{
	float apart = level_of(b) - level_of(a), height = pdf_height(a->box);

	height = pdf_height(b->box) < height ? pdf_height(b->box) : height;
	if (apart > height * 0.5F || apart < height * -0.5F)
		return apart < 0;
	return b->box.x0 < a->box.x0;
}

#define MOST_SORTED 2000u

/* bullets that pdftotext reads before or after all the rest go to their lines */
static void
sort_words(struct pdf_cell *c)
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
		bool last = i + 1 == c->nwords ||
		    level_of(c->word[i + 1]) > c->word[i]->box.y1 - pdf_height(c->word[i]->box) * 0.2F;

		if (!last || is_unit(c->word[i]->s))
			continue;
		lines++;
		figures += pdf_is_figure(c->word[i]->s);
	}
	/* but a count may stand above its share */
	return (lines == 2 && figures == 2 && c->nwords == 2 &&
	    str_ends(c->word[0]->s, CF_S("%")) == str_ends(c->word[1]->s, CF_S("%"))) || (lines > 2 && figures * 3 >= lines * 2) ||
	    (lines > 5 && figures * 5 >= lines * 2);
}

/* does another word of the column end where this one ends, or begin where it begins? */
static bool
is_aligned(struct grid_maker *m, const struct pdf_word *w, bool right)
{
	uint32_t col = level_at(&m->x, (w->box.x0 + w->box.x1) / 2);

	for (uint32_t r = 0; r < m->t.nrows; r++) {
		const struct pdf_cell *c = cell_at(m, r, col);

		for (uint32_t i = 0; i < c->nwords && i < MOST_ALIGNED; i++) {
			float d = right ? c->word[i]->box.x1 - w->box.x1 : c->word[i]->box.x0 - w->box.x0;

			if (c->word[i] != w && d < 0.5F && d > -0.5F)
				return true;
		}
	}
	return false;
}

/* a line between two words that are no wider apart than words of a phrase, unless those below
 * and above them keep the same distance from the line */
static bool
is_cut(struct grid_maker *m, const struct pdf_word *a, const struct pdf_word *b)
{
	float gap = b->box.x0 - a->box.x1;

	if (a->line != b->line || gap > m->page->blank * 1.25F * pdf_height(b->box) ||
	    pdf_is_figure(b->s))
		return false;
	return cell_over(m, (a->box.x0 + a->box.x1) / 2, level_of(a)) !=
	    cell_over(m, (b->box.x0 + b->box.x1) / 2, level_of(b)) &&
	    !is_aligned(m, b, false) && !is_aligned(m, a, true);
}

/* lines through the middle of what is one phrase are no edges of cells */
static bool
cuts_phrases(struct grid_maker *m)
{
	uint32_t cuts = 0, words = 0;

	for (size_t i = 1; i < m->page->nwords; i++) {
		const struct pdf_word *a = &m->page->word[i - 1], *b = &m->page->word[i];

		if (!is_inside(m, a) || !is_inside(m, b))
			continue;
		words++;
		cuts += is_cut(m, a, b);
	}
	return cuts >= 3 && cuts * 25 > words;
}

/* rows and columns with words in two cells; false: no table, or one with rows undrawn */
static bool
is_table(struct grid_maker *m)
{
	uint32_t rows = 0, filled = 0, heaps = 0;

	for (uint32_t r = 0; r < m->t.nrows; r++) {
		uint32_t n = 0;

		for (uint32_t c = 0; c < m->t.ncols; c++) {
			n += cell_at(m, r, c)->nwords > 0;
			heaps += has_rows_inside(cell_at(m, r, c));
		}
		rows += n >= 2;
		filled += n;
	}
	return rows >= (m->goes_on ? 1 : 2) && heaps < 2 && filled * 6 >= m->t.nrows * m->t.ncols;
}

/* ---- columns that no line parts */

/* the widest gap between two words of one line of the cell, when no blank is so wide */
static bool
widest_gap(const struct grid_maker *m, const struct pdf_cell *c, float *from, float *to, bool *figure)
{
	float least = m->page->blank * 2.1F < 0.5F ? 0.5F : m->page->blank * 2.1F;
	bool found = false;

	*from = *to = 0;
	for (uint32_t i = 1; i < c->nwords; i++) {
		const struct pdf_word *a = c->word[i - 1], *b = c->word[i];
		float gap = b->box.x0 - a->box.x1, apart = level_of(b) - level_of(a);
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
find_edge(struct grid_maker *m, uint32_t col, float *at)
{
	uint32_t cells = 0, gaps = 0, figures = 0;
	float lo = 0, hi = 1e6F;

	for (uint32_t r = 0; r < m->t.nrows; r++) {
		const struct pdf_cell *c = cell_at(m, r, col);
		float from, to;
		bool figure = false;

		if (c->colspan != 1 || c->nwords == 0)
			continue;
		cells++;
		if (!widest_gap(m, c, &from, &to, &figure))
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
draw_edge(struct grid_maker *m, uint32_t col, float at)
{
	for (uint32_t r = 0; r < m->t.nrows; r++) {
		const struct pdf_cell *c = cell_at(m, r, col);
		bool through = c->colspan != 1;

		for (uint32_t i = 0; i < c->nwords && !through; i++)
			through = c->word[i]->box.x0 < at && c->word[i]->box.x1 > at;
		if (through)
			continue;
		add_rule(m->p, &m->down, at, m->y.at[r], m->y.at[r + c->rowspan]);
		m->down.rule[m->down.n - 1].group = m->group;
	}
	add_level(m, &m->x, at);
	settle_levels(&m->x);
}

#define MOST_EDGES 16u	/* that one table lacks */

static void
draw_edges(struct grid_maker *m)
{
	for (unsigned n = 0; n < MOST_EDGES; n++) {
		uint32_t col = 0;
		float at = 0;

		while (col < m->t.ncols && !find_edge(m, col, &at))
			col++;
		if (col == m->t.ncols)
			return;
		draw_edge(m, col, at);
		make_cells(m);
		put_words(m);
	}
}

/* ---- rows that no vertical lines part */

/* may the edge of a column go on through a cell that spans it: does it cut no word and no phrase? */
static bool
may_part(const struct grid_maker *m, const struct pdf_cell *c, float x)
{
	for (uint32_t i = 0; i < c->nwords; i++) {
		const struct pdf_word *w = c->word[i], *last = i > 0 ? c->word[i - 1] : w;

		if (w->box.x0 < x && w->box.x1 > x)
			return false;
		if (last->line == w->line && last->box.x1 <= x && w->box.x0 >= x &&
		    w->box.x0 - last->box.x1 < m->page->blank * 1.25F * pdf_height(w->box))
			return false;
	}
	return true;
}

/* how many of the columns that a cell spans have words of it; *figures: begin with one */
static uint32_t
count_parts(const struct grid_maker *m, const struct pdf_cell *c, uint32_t col, uint32_t *figures)
{
	uint32_t parts = 0;

	*figures = 0;
	for (uint32_t k = col; k < col + c->colspan; k++) {
		for (uint32_t i = 0; i < c->nwords; i++) {
			float x = (c->word[i]->box.x0 + c->word[i]->box.x1) / 2;

			if (x < m->x.at[k] || x > m->x.at[k + 1])
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
part_cell(struct grid_maker *m, uint32_t row, uint32_t col)
{
	const struct pdf_cell *c = cell_at(m, row, col);
	uint32_t figures, parts;

	if (c->colspan < 3 || c->rowspan != 1 || c->nwords < 2)
		return false;
	for (uint32_t k = col + 1; k < col + c->colspan; k++)
		if (!may_part(m, c, m->x.at[k]))
			return false;
	parts = count_parts(m, c, col, &figures);
	if (parts < 2 || (parts == 2 && figures == 0))
		return false;
	for (uint32_t k = col + 1; k < col + c->colspan; k++) {
		add_rule(m->p, &m->down, m->x.at[k], m->y.at[row], m->y.at[row + 1]);
		m->down.rule[m->down.n - 1].group = m->group;
	}
	return true;
}

static void
part_rows(struct grid_maker *m)
{
	bool any = false;

	for (uint32_t r = 0; r < m->t.nrows; r++)
		for (uint32_t c = 0; c < m->t.ncols; c++)
			any = part_cell(m, r, c) || any;
	if (!any)
		return;
	make_cells(m);
	put_words(m);
}

/* ---- rows and columns of nothing: double lines */

static bool
is_empty(struct grid_maker *m, bool row, uint32_t at)
{
	uint32_t n = row ? m->t.ncols : m->t.nrows;

	for (uint32_t i = 0; i < n; i++)
		if ((row ? cell_at(m, at, i) : cell_at(m, i, at))->nwords > 0)
			return false;
	return true;
}

/* spans that reach over a row or column that goes are one less */
static void
shrink(struct grid_maker *m, bool row, uint32_t at)
{
	for (uint32_t r = 0; r < m->t.nrows; r++) {
		for (uint32_t c = 0; c < m->t.ncols; c++) {
			struct pdf_cell *k = cell_at(m, r, c);

			if (k->colspan == 0)
				continue;
			if (row && r < at && r + k->rowspan > at)
				k->rowspan--;
			if (!row && c < at && c + k->colspan > at)
				k->colspan--;
		}
	}
}

static void
drop(struct grid_maker *m, bool row, uint32_t at)
{
	size_t kept = 0;
	uint32_t nrows = m->t.nrows, ncols = m->t.ncols;

	shrink(m, row, at);
	for (uint32_t r = 0; r < nrows; r++)
		for (uint32_t c = 0; c < ncols; c++)
			if ((row ? r : c) != at)
				m->t.cell[kept++] = m->t.cell[(size_t)r * ncols + c];
	m->t.nrows -= row;
	m->t.ncols -= !row;
}

#define DOUBLE_LINE 8.0F	/* points: two lines that are so near have no column between them */

/* a wide column may be empty on this page only */
static void
drop_empty(struct grid_maker *m)
{
	for (uint32_t c = m->t.ncols; c-- > 0;)
		if (m->t.ncols > 1 && is_empty(m, false, c) &&
		    m->x.at[c + 1] - m->x.at[c] < DOUBLE_LINE)
			drop(m, false, c);
	for (uint32_t r = m->t.nrows; r-- > 0;)
		if (m->t.nrows > 1 && is_empty(m, true, r))
			drop(m, true, r);
}

/* ---- tables */

static void
take_words(struct grid_maker *m)
{
	for (size_t i = 0; i < m->page->nwords; i++)
		if (is_inside(m, &m->page->word[i]))
			m->page->word[i].apart = m->page->word[i].drawn = true;
}

/* a row of one cell with words enough for a caption above, or a note below, the table */
static bool
is_around(struct grid_maker *m, uint32_t row)
{
	const struct pdf_cell *c = cell_at(m, row, 0);

	return c->colspan == m->t.ncols && c->rowspan == 1 && c->nwords >= 6;
}

static void
give_back(const struct pdf_cell *c, struct pdf_page *page)
{
	for (uint32_t i = 0; i < c->nwords; i++) {
		struct pdf_word *w = &page->word[c->word[i] - page->word];

		w->apart = w->drawn = false;
	}
}

static void
strip_rows(struct grid_maker *m)
{
	while (m->t.nrows > 0 && is_around(m, 0)) {
		m->t.top = cell_at(m, 0, 0)->word[cell_at(m, 0, 0)->nwords - 1]->box.y1;
		give_back(cell_at(m, 0, 0), m->page);
		drop(m, true, 0);
	}
	while (m->t.nrows > 0 && is_around(m, m->t.nrows - 1)) {
		give_back(cell_at(m, m->t.nrows - 1, 0), m->page);
		drop(m, true, m->t.nrows - 1);
	}
}

/* ---- tables that stand right below one another */

/* the columns' lines in some rows: which of the levels across they are */
struct edges {
	bool *at;
	size_t n;
};

static void
add_edges(struct grid_maker *m, struct edges *e, size_t row)
{
	for (size_t i = 0; i < e->n; i++)
		e->at[i] = e->at[i] || has_rule(&m->down, m->group, m->x.at[i],
		    centre(&m->y, (uint32_t)row));
}

static struct edges
no_edges(struct grid_maker *m)
{
	return (struct edges){ arena_array(m->p->arena, m->x.n, bool), m->x.n };
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

#define MOST_ABOVE	12u	/* words of a running header or footer */
#define MOST_BELOW	60u	/* lines that are looked for on the next page */
#define TOP		0.2F	/* of the height of a page, in which a table goes on */

/* Does a table of the page before go on with the first row of the group? Then nothing but a
 * header stands above it, and its lines stand where those of that table do. */
static bool
goes_on(struct grid_maker *m)
{
	const struct pdf *p = m->p;
	size_t words = 0, at = 0;

	if (p->ndrawn < 3 || p->drawn_on + 1 != m->page->number || m->page->ntables > 0 ||
	    m->y.n < 2 || m->x.n * m->y.n > MOST_CELLS)
		return false;
	for (size_t i = 0; i < m->page->nwords; i++)
		words += m->page->word[i].box.y1 < m->y.at[0];
	if (words > MOST_ABOVE)
		return false;
	for (size_t i = 0; i < m->x.n; i++) {
		if (!has_rule(&m->down, m->group, m->x.at[i], centre(&m->y, 0)))
			continue;
		if (at == p->ndrawn || m->x.at[i] > p->drawn[at] + TOUCH ||
		    m->x.at[i] < p->drawn[at] - TOUCH)
			return false;
		at++;
	}
	return at == p->ndrawn;
}

/* do lines that stand where these do begin at the top of the next page, and is there nothing
 * but a footer below? */
static bool
goes_on_below(struct grid_maker *m)
{
	const struct pdf_page *next = m->page + 1;
	size_t words = 0;

	if (m->page->number >= m->p->npages || m->x.n < 3 || m->y.n < 2 || m->x.n > MOST_BELOW)
		return false;
	for (size_t i = 0; i < m->page->nwords; i++)
		words += m->page->word[i].box.y0 > m->y.at[m->y.n - 1];
	if (words > MOST_ABOVE)
		return false;
	for (size_t i = 0; i < m->x.n; i++) {
		size_t k = 0;

		while (k < next->nrules && !(next->rule[k].x0 < m->x.at[i] + TOUCH &&
		    next->rule[k].x1 > m->x.at[i] - TOUCH && pdf_height(next->rule[k]) > TOUCH &&
		    next->rule[k].y0 < next->height * TOP))
			k++;
		if (k == next->nrules)
			return false;
	}
	return true;
}

static void
remember_lines(struct grid_maker *m)
{
	m->p->drawn = arena_array(m->p->arena, m->x.n, float);
	memcpy(m->p->drawn, m->x.at, m->x.n * sizeof(float));
	m->p->ndrawn = m->x.n;
	m->p->drawn_on = m->page->number;
}

#define MOST_SPLIT 5000u	/* cells of a group that is looked at for this */

/* one past the last row of the table that begins in row `from` of the group */
static size_t
end_of_part(struct grid_maker *m, size_t from)
{
	size_t rows = m->y.n - 1, least = m->goes_on ? 1 : 2;
	struct edges above, *below;

	if (m->x.n * m->y.n > MOST_SPLIT)
		return rows;
	/* of each row and all below it */
	below = arena_array(m->p->arena, rows + 1, struct edges);
	below[rows] = no_edges(m);
	for (size_t row = rows; row-- > from;) {
		below[row] = no_edges(m);
		memcpy(below[row].at, below[row + 1].at, m->x.n * sizeof(bool));
		add_edges(m, &below[row], row);
	}
	above = no_edges(m);
	for (size_t row = from; row + 2 <= rows; row++) {
		if (row >= from + least && are_other_columns(&above, &below[row]))
			return row;
		add_edges(m, &above, row);
	}
	return rows;
}

/* only the levels that rows `from` to `to` have */
static void
keep_levels(struct grid_maker *m, size_t from, size_t to)
{
	struct edges e = no_edges(m);
	size_t kept = 0;

	for (size_t row = from; row < to; row++)
		add_edges(m, &e, row);
	for (size_t i = 0; i < m->x.n; i++)
		if (e.at[i])
			m->x.at[kept++] = m->x.at[i];
	m->x.n = kept;
	memmove(m->y.at, m->y.at + from, (to - from + 1) * sizeof(*m->y.at));
	m->y.n = to - from + 1;
}

/* ---- a header that no vertical lines part */

#define MOST_HEADER	60.0F	/* points, from the line above it to the table */
#define HEADER_WORDS	500u

/* the nearest line above the table that is as wide, and meets no others */
static struct rule *
line_above(struct grid_maker *m)
{
	float top = m->y.at[0], x0 = m->x.at[0], x1 = m->x.at[m->x.n - 1];
	struct rule *best = NULL;

	for (size_t i = 0; i < m->across.n; i++) {
		struct rule *r = &m->across.rule[i];

		if (r->group != m->group && r->at < top - TOUCH && r->at > top - MOST_HEADER &&
		    r->from > x0 - TOUCH && r->from < x0 + TOUCH && r->to > x1 - TOUCH &&
		    r->to < x1 + TOUCH && (best == NULL || r->at > best->at))
			best = r;
	}
	for (size_t i = 0; i < m->down.n && best != NULL; i++)
		if (m->down.rule[i].group == best->group)
			best = NULL;
	return best;
}

static bool
is_in_header(const struct grid_maker *m, const struct pdf_word *w, float y0)
{
	float y = level_of(w), x = (w->box.x0 + w->box.x1) / 2;

	return y > y0 && y < m->y.at[0] && x > m->x.at[0] && x < m->x.at[m->x.n - 1];
}

/* the words between the line and the table, in one cell */
static struct pdf_cell
header_words(struct grid_maker *m, float y0)
{
	struct pdf_cell c = { .word = arena_array(m->p->arena, HEADER_WORDS,
	    const struct pdf_word *) };

	for (size_t i = 0; i < m->page->nwords; i++) {
		if (!is_in_header(m, &m->page->word[i], y0))
			continue;
		if (c.nwords == HEADER_WORDS)
			return (struct pdf_cell){ 0 };
		c.word[c.nwords++] = &m->page->word[i];
	}
	return c;
}

/* the header becomes a row of the table, with lines between its words */
static void
take_header(struct grid_maker *m)
{
	struct rule *line = m->y.n < 3 || m->x.n < 3 ? NULL : line_above(m);
	float y0 = line == NULL ? 0 : line->at, y1 = m->y.n > 0 ? m->y.at[0] : 0;
	struct pdf_cell words;

	if (line == NULL)
		return;
	words = header_words(m, y0);
	if (words.nwords < 2)
		return;
	line->group = m->group;
	for (size_t i = 0; i < m->x.n; i++) {
		if (i > 0 && i + 1 < m->x.n && !may_part(m, &words, m->x.at[i]))
			continue;
		add_rule(m->p, &m->down, m->x.at[i], y0, y1);
		m->down.rule[m->down.n - 1].group = m->group;
	}
	find_levels(m);
}

static void take_part(struct grid_maker *m);

static void
take_group(struct grid_maker *m)
{
	size_t end;

	find_levels(m);
	take_header(m);
	for (size_t from = 0; m->y.n > 0 && from + 1 < m->y.n; from = end) {
		bool all;

		m->goes_on = from == 0 && goes_on(m);
		end = end_of_part(m, from);
		all = from == 0 && end + 1 == m->y.n;
		if (!all)
			keep_levels(m, from, end);
		take_part(m);
		if (all)
			return;
		find_levels(m);
	}
}

static void
take_part(struct grid_maker *m)
{
	uint32_t least;

	m->goes_on = m->goes_on || (m->y.n == 2 && goes_on_below(m));
	least = m->goes_on ? 1 : 2;
	if (m->x.n < 3 || m->y.n < least + 1 || m->x.n * m->y.n > MOST_CELLS)
		return;
	make_cells(m);
	put_words(m);
	part_rows(m);
	draw_edges(m);
	if (!is_table(m) || cuts_phrases(m))
		return;
	remember_lines(m);
	drop_empty(m);
	take_words(m);
	strip_rows(m);
	if (m->t.ncols < 2 || m->t.nrows < least)
		return;
	for (size_t i = 0; i < (size_t)m->t.nrows * m->t.ncols; i++)
		sort_words(&m->t.cell[i]);
	(void)VEC_ROOM(m->p->arena, m->page->table, m->page->ntables, m->page->tablecap);
	m->page->table[m->page->ntables++] = m->t;
}

bool
pdf_find_grids(struct pdf *p, struct pdf_page *page)
{
	struct grid_maker m = { .p = p, .page = page };
	uint32_t groups;

	sort_rules(&m);
	if (m.across.n < 2 || m.down.n < 2 || m.across.n > PDF_MAX_LINES || m.down.n > PDF_MAX_LINES)
		return false;
	groups = find_groups(&m);
	for (m.group = 1; m.group <= groups; m.group++)
		take_group(&m);
	return page->ntables > 0;
}
