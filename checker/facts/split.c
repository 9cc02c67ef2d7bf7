/*
 * Bringing together figures that are split over cells; see split.h. A column is
 * taken for one of signs or units when all that it holds are such, each beside a
 * figure: a column headed "Unit" is none.
 */
#include "facts/split.h"

#include "facts/number_parts.h"

enum affix {
	AFFIX_NONE,
	AFFIX_BEFORE,	/* "$", "(", "US$ (" */
	AFFIX_AFTER	/* ")", "%", ")%" */
};

/* The columns of a grid, brought down to those of figures and words. */
struct columns {
	struct grid *g;
	uint8_t *affix;		/* of each column */
	bool *hollow;		/* no cell with words begins in it: covered, or keeps distance */
	uint32_t *of;		/* the column it becomes, before empty ones go */
	uint32_t *at;		/* of each of these: where it ends up, or NONE */
	uint32_t *until;	/* per new column: rows above this one are covered */
	uint32_t n;		/* columns that stay */
	bool joins;
};

/* ---- what a cell is */

static bool
is_filled(const struct cell *c)
{
	return c != NULL && str_trim(c->text.s).n > 0;
}

static enum affix
affix_of(struct str s)
{
	size_t i = 0, len;

	s = str_trim(s);
	while (i < s.n && (s.p[i] == ')' || s.p[i] == '%' || s.p[i] == ' '))
		i++;
	if (i == s.n)
		return AFFIX_AFTER;
	for (i = 0; i < 2 && i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z';)
		i++;	/* "US$" */
	if (i == s.n || (currency_at(s, i, &len) == 0 && s.p[i] != '('))
		return AFFIX_NONE;
	i += s.p[i] == '(' ? 0 : len;
	while (i < s.n && s.p[i] == ' ')
		i++;
	return i == s.n || (s.p[i] == '(' && i + 1 == s.n) ? AFFIX_BEFORE : AFFIX_NONE;
}

/* does it begin as a figure, or as a dash that stands for one? */
static bool
begins_as_figure(struct str s)
{
	size_t i = 0, len;

	s = str_trim(s);
	while (i < s.n && (s.p[i] == '(' || s.p[i] == ' ' || s.p[i] == '+' || s.p[i] == '.'))
		i++;
	if (i < s.n && currency_at(s, i, &len) != 0)
		i += len;
	return i < s.n && (ch_digit(s.p[i]) || dash_at(s, i, &len) != DASH_NONE);
}

/* ---- columns */

/* the cell beside the one at (row, col) on the side of its figure, with no cell between */
static const struct cell *
beside(const struct grid *g, uint32_t row, uint32_t col, enum affix affix)
{
	if (affix == AFFIX_BEFORE)
		return col + 1 < g->ncols ? grid_at(g, row, col + 1) : NULL;
	for (uint32_t c = col; c-- > 0;) {
		const struct cell *x = grid_at(g, row, c);

		if (x != NULL)
			return c + x->colspan == col ? x : NULL;
	}
	return NULL;
}

static enum affix
affix_of_column(const struct grid *g, uint32_t col)
{
	enum affix affix = AFFIX_NONE;

	for (uint32_t r = 0; r < g->nrows; r++) {
		const struct cell *c = grid_at(g, r, col), *other;
		enum affix here;

		if (!is_filled(c) || c->colspan > 1)
			continue;
		here = affix_of(c->text.s);
		if (here == AFFIX_NONE || (affix != AFFIX_NONE && here != affix))
			return AFFIX_NONE;
		other = beside(g, r, col, here);
		if (!is_filled(other) || !(begins_as_figure(other->text.s) ||
		    affix_of(other->text.s) == here))
			return AFFIX_NONE;
		affix = here;
	}
	return affix;
}

static bool
is_hollow(const struct grid *g, uint32_t col)
{
	for (uint32_t r = 0; r < g->nrows; r++)
		if (is_filled(grid_at(g, r, col)))
			return false;
	return true;
}

/* one past the units behind the figures in column `col`; a unit stands right beside its
 * figure, so what is hollow between them is covered by the figure */
static uint32_t
end_of_units(const struct columns *k, uint32_t col)
{
	uint32_t c = col + 1;

	while (c < k->g->ncols && k->hollow[c])
		c++;
	if (c == k->g->ncols || k->affix[c] != AFFIX_AFTER)
		return col + 1;
	while (c < k->g->ncols && k->affix[c] == AFFIX_AFTER)
		c++;
	return c;
}

/* a column of figures takes in those of signs before it and of units behind it */
static void
group_columns(struct columns *k)
{
	const struct grid *g = k->g;
	uint32_t next = 0;

	for (uint32_t c = 0; c < g->ncols;) {
		uint32_t from = c;

		while (c < g->ncols && k->affix[c] == AFFIX_BEFORE)
			c++;
		if (c < g->ncols)
			c = end_of_units(k, c);
		k->joins = k->joins || c > from + 1;
		for (uint32_t i = from; i < c; i++)
			k->of[i] = next;
		next++;
	}
	k->n = next;
}

/* does a cell with words begin in the columns that become this one? */
static void
drop_empty_columns(struct columns *k)
{
	const struct grid *g = k->g;
	uint32_t n = 0;

	for (uint32_t c = 0; c < k->n; c++)
		k->at[c] = NONE;
	for (uint32_t c = 0; c < g->ncols; c++)
		if (!k->hollow[c])
			k->at[k->of[c]] = 0;
	for (uint32_t c = 0; c < k->n; c++)
		if (k->at[c] != NONE)
			k->at[c] = n++;
	k->n = n;
}

/* ---- cells */

/* the last old column of the cell, less what belongs to a group where another one begins */
static uint32_t
last_column(const struct columns *k, uint32_t row, uint32_t col, const struct cell *c)
{
	uint32_t last = col + c->colspan - 1;

	for (uint32_t i = last + 1; i < k->g->ncols && k->of[i] == k->of[last]; i++) {
		if (!is_filled(grid_at(k->g, row, i)) || k->of[i] == k->of[col])
			continue;
		while (k->of[last] == k->of[i])
			last--;
		break;
	}
	return last;
}

/* the new columns from that of old column `col` to that of `last` */
static uint16_t
width(const struct columns *k, uint32_t col, uint32_t last)
{
	uint16_t n = 0;

	for (uint32_t c = k->of[col]; c <= k->of[last]; c++)
		n = (uint16_t)(n + (k->at[c] != NONE));
	return n;
}

/* the cell of a new column in a row: what stands in all the columns that became it */
static struct cell *
join_cells(struct arena *a, struct str source, const struct columns *k, uint32_t row,
    uint32_t from, uint32_t to)
{
	struct cell *figure = NULL, *c;
	struct text_builder b;
	unsigned n = 0;

	for (uint32_t i = from; i < to; i++) {
		c = grid_at(k->g, row, i);
		if (!is_filled(c))
			continue;
		if (n++ == 0 || affix_of(c->text.s) == AFFIX_NONE)
			figure = c;
	}
	if (n < 2)
		return figure;
	c = arena_new(a, struct cell);
	text_begin(&b, a, source);
	*c = *figure;
	for (uint32_t i = from; i < to; i++) {
		if (!is_filled(grid_at(k->g, row, i)))
			continue;
		if (grid_at(k->g, row, i) == figure)
			c->own_from = (uint32_t)b.n;
		text_add_text(&b, &grid_at(k->g, row, i)->text);
		if (grid_at(k->g, row, i) == figure)
			c->own_to = (uint32_t)b.n;
	}
	c->text = text_end(&b);
	return c;
}

static void
join_row(struct arena *a, struct str source, struct columns *k, uint32_t row, struct cell **out)
{
	const struct grid *g = k->g;
	struct cell *empty = NULL;

	for (uint32_t from = 0, to; from < g->ncols; from = to) {
		uint32_t at = k->at[k->of[from]];
		struct cell *c;

		for (to = from; to < g->ncols && k->of[to] == k->of[from];)
			to++;
		c = join_cells(a, source, k, row, from, to);
		if (c == NULL || at == NONE || k->until[at] > row)
			continue;
		for (uint32_t i = from; i < to; i++)
			if (grid_at(g, row, i) == c)
				c->colspan = width(k, i, last_column(k, row, i, c));
		if (c->own_to > 0)
			c->colspan = 1;
		out[at] = c;
		for (uint32_t i = 0; i < c->colspan; i++)
			k->until[at + i] = row + c->rowspan;
	}
	for (uint32_t i = 0; i < k->n; i++) {
		if (out[i] != NULL || k->until[i] > row)
			continue;
		if (empty == NULL) {
			empty = arena_new(a, struct cell);
			*empty = (struct cell){ .text = { .s = CF_S(""), .span = { g->span.from,
			    g->span.from } }, .colspan = 1, .rowspan = 1 };
		}
		out[i] = empty;
	}
}

void
split_join(struct arena *a, struct str source, struct grid *g)
{
	struct columns k = { .g = g };
	struct cell **cell;

	if (!g->laid_out || g->ncols < 2)
		return;
	k.affix = arena_array(a, g->ncols, uint8_t);
	k.of = arena_array(a, g->ncols, uint32_t);
	k.at = arena_array(a, g->ncols, uint32_t);
	k.until = arena_array(a, g->ncols, uint32_t);
	k.hollow = arena_array(a, g->ncols, bool);
	for (uint32_t c = 0; c < g->ncols; c++) {
		k.affix[c] = (uint8_t)affix_of_column(g, c);
		k.hollow[c] = is_hollow(g, c);
	}
	group_columns(&k);
	if (!k.joins)
		return;
	drop_empty_columns(&k);
	cell = arena_array(a, (size_t)g->nrows * k.n, struct cell *);
	for (uint32_t r = 0; r < g->nrows; r++)
		join_row(a, source, &k, r, cell + (size_t)r * k.n);
	g->cell = cell;
	g->ncols = k.n;
}
