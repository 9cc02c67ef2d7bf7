/* Labels and values; see labels.h. */
#include "checks/labels.h"

#define LONGEST_LABEL	120u	/* bytes */
#define MOST_WORDS	12u	/* of a label */

bool
label_is(struct run *run, const struct selector *s, struct str words)
{
	words = str_trim(words);
	if (selector_matches(run->matcher, s, words))
		return true;
	while (words.n > 0 && strchr(":*? ", words.p[words.n - 1]) != NULL) {
		words.n--;
		if (words.n > 0 && selector_matches(run->matcher, s, words))
			return true;
	}
	return false;
}

/* ---- lines of a text */

/* a line break became a space in the text: where the next line begins */
static size_t
line_after(const struct text *t, size_t from, uint32_t *piece)
{
	for (; *piece < t->npieces; (*piece)++) {
		const struct piece *p = &t->pieces[*piece];

		if (p->line && p->text >= from)
			return p->text + 1;
	}
	return t->s.n;
}

/* a text without one has no line with a label; most have none */
static inline bool
has_colon(const struct text *t)
{
	return memchr(t->s.p, ':', t->s.n) != NULL;
}

/* the colon that ends the label at the beginning of a line, or NONE */
static uint32_t
colon_of(struct str s, size_t from, size_t to)
{
	size_t words = 0, end = to - from > LONGEST_LABEL ? from + LONGEST_LABEL : to;

	for (size_t i = from; i < end; i++) {
		if (s.p[i] == ' ' && ++words > MOST_WORDS)
			return NONE;
		if (s.p[i] != ':')
			continue;
		/* "6:30" and "http://" are no labels */
		if (i == from || (i + 1 < s.n && (ch_digit(s.p[i + 1]) || s.p[i + 1] == '/')))
			return NONE;
		return (uint32_t)i;
	}
	return NONE;
}

/* ---- values */

static void
set_value(struct label *l, const struct text *t, size_t from, size_t to)
{
	struct str s = t->s, value;

	while (from < to && (ch_space(s.p[from]) || s.p[from] == '*'))
		from++;
	while (to > from && (ch_space(s.p[to - 1]) || s.p[to - 1] == '*'))
		to--;
	value = str_trim(str_sub(s, from, to));
	if (value.n == 0)
		return;
	l->value = value;
	l->value_at = text_span(t, from, to);
	l->value_text = t;
	l->filled = true;
}

/* a cell with nothing but a label: "Tel:" */
static bool
is_bare_label(struct str s)
{
	s = str_trim(s);
	return s.n > 0 && s.n <= LONGEST_LABEL && s.p[s.n - 1] == ':';
}

/* the value below: the only words of the next row, and no label themselves */
static const struct cell *
cell_below(const struct table *t, uint32_t row, uint32_t col)
{
	const struct cell *found = NULL;

	if (row + 1 >= t->nrows)
		return NULL;
	for (uint32_t c = 0; c < t->ncols; c++) {
		const struct cell *x = table_at(t, row + 1, c);

		if (x == NULL || x->text.s.n == 0)
			continue;
		if (c != col || is_bare_label(x->text.s))
			return NULL;
		found = x;
	}
	return found;
}

static void
value_of_cell(struct label *l)
{
	const struct table *t = l->table;
	const struct cell *x = NULL;

	for (uint32_t c = l->col + 1; c < t->ncols && x == NULL; c++)
		x = table_at(t, l->row, c);
	if (x == NULL || x->text.s.n == 0)
		x = cell_below(t, l->row, l->col);
	if (x != NULL && x->text.s.n > 0)
		set_value(l, &x->text, 0, x->text.s.n);
}

/* ---- labels */

static struct label *
add_label(struct labels *all, struct run *run, const struct label *base, size_t from, size_t to)
{
	struct label *l;

	if (!VEC_ROOM(all->arena == NULL ? run->scratch : all->arena, all->label, all->n, all->cap))
		return NULL;
	l = &all->label[all->n++];
	*l = *base;
	l->from = from;
	l->to = to;
	l->words = str_trim(str_sub(base->text->s, from, to));
	return l;
}

/* "Label: value" at the beginning of each line; the value goes on to the next such line */
static void
labels_in_lines(struct labels *all, struct run *run, const struct label *base)
{
	struct str s = base->text->s;
	struct label *last = NULL;
	size_t from = 0, next, value = 0;
	uint32_t piece = 0;

	for (; from < s.n; from = next) {
		uint32_t colon;

		next = line_after(base->text, from, &piece);
		if (next <= from)
			next = s.n;
		colon = colon_of(s, from, next);
		if (colon == NONE)
			continue;
		if (last != NULL)
			set_value(last, base->text, value, from);
		last = add_label(all, run, base, from, colon);
		if (last == NULL)
			return;
		last->colon = true;
		value = (size_t)colon + 1;
	}
	if (last != NULL)
		set_value(last, base->text, value, s.n);
}

/* `colon`: only those with one */
static void
labels_of_cells(struct labels *all, struct run *run, const struct table *t, bool colon)
{
	struct label base = { .section = t->section, .table = t };

	for (base.row = 0; base.row < t->nrows; base.row++) {
		for (base.col = 0; base.col < t->ncols; base.col++) {
			const struct cell *x = table_at(t, base.row, base.col);
			size_t before = all->n;
			struct label *l;

			if (x == NULL || x->text.s.n == 0 || x->text.span.to <= t->span.from)
				continue;
			base.text = &x->text;
			if (has_colon(&x->text))
				labels_in_lines(all, run, &base);
			else if (colon)
				continue;
			if (all->n == before && !colon && x->text.s.n <= LONGEST_LABEL)
				(void)add_label(all, run, &base, 0, x->text.s.n);
			l = all->n > before ? &all->label[all->n - 1] : NULL;
			if (l != NULL && !l->filled)
				value_of_cell(l);
		}
	}
}

void
labels_of_table(struct labels *all, struct run *run, const struct table *t)
{
	labels_of_cells(all, run, t, false);
}

void
labels_with_colon(struct labels *all, struct run *run, const struct table *t)
{
	labels_of_cells(all, run, t, true);
}

/* the next block that is no page mark and no running header */
static const struct block *
block_after(const struct doc *d, size_t i)
{
	for (i++; i < d->nblocks; i++)
		if (d->blocks[i].kind != BLOCK_PAGE_MARK && !d->blocks[i].repeats)
			return &d->blocks[i];
	return NULL;
}

static bool
begins_with_label(const struct grid *g)
{
	const struct cell *c = g != NULL && g->nrows > 0 && g->ncols > 0 ? grid_at(g, 0, 0) : NULL;

	return c != NULL && is_bare_label(c->text.s);
}

/*
 * What follows a heading or a label that stands alone is its value, unless it is a
 * heading or a label itself. Below a plain "Fax:" even "E-mail: ..." is the next label.
 */
static void
value_after(struct label *l, const struct doc *d, size_t i)
{
	const struct block *b = &d->blocks[i], *next = block_after(d, i);
	bool heading = b->kind == BLOCK_HEADING;

	if (next == NULL)
		return;
	if (next->kind == BLOCK_HEADING) {
		l->filled = heading && next->level > b->level;
		return;
	}
	if (next->kind == BLOCK_TABLE && heading && begins_with_label(next->grid))
		return;		/* the next field of a front sheet that a page break cut */
	if (next->kind == BLOCK_TABLE || next->kind == BLOCK_CODE || next->kind == BLOCK_ITEM) {
		l->filled = true;
		return;
	}
	if ((next->bold && is_bare_label(next->text.s)) || (!heading && !b->bold &&
	    colon_of(next->text.s, 0, next->text.s.n) != NONE))
		return;
	set_value(l, &next->text, 0, next->text.s.n);
}

static void
labels_of_block(struct labels *all, struct run *run, size_t i)
{
	const struct block *b = &run->doc->blocks[i];
	struct label base = { .section = b->section, .text = &b->text };
	size_t before = all->n;

	if (has_colon(&b->text))
		labels_in_lines(all, run, &base);
	if (all->n == before && b->kind == BLOCK_HEADING && b->text.s.n <= LONGEST_LABEL &&
	    add_label(all, run, &base, 0, b->text.s.n) != NULL)
		all->label[all->n - 1].colon = true;
	if (all->n > before && !all->label[all->n - 1].filled)
		value_after(&all->label[all->n - 1], run->doc, i);
}

static bool
has_words(const struct block *b)
{
	return (b->kind == BLOCK_HEADING || b->kind == BLOCK_PARAGRAPH ||
	    b->kind == BLOCK_ITEM) && b->text.s.n > 0;
}

/* the first table from a block on */
static size_t
first_table(const struct facts *f, uint32_t block)
{
	size_t lo = 0, hi = f->ntables;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (f->tables[mid].block < block)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void
labels_between(struct labels *all, struct run *run, uint32_t from, uint32_t to)
{
	const struct facts *f = run->facts;

	for (uint32_t i = from; i < to; i++)
		if (has_words(&run->doc->blocks[i]))
			labels_of_block(all, run, i);
	for (size_t i = first_table(f, from); i < f->ntables && f->tables[i].block < to; i++)
		labels_with_colon(all, run, &f->tables[i]);
}

void
labels_of_prose(struct labels *all, struct run *run, const struct rule *rule)
{
	const struct doc *d = run->doc;

	for (size_t i = 0; i < d->nblocks; i++) {
		if (has_words(&d->blocks[i]) &&
		    rule_wants_section(run, rule, d->blocks[i].section))
			labels_of_block(all, run, i);
	}
}
