/* Paragraphs, lists and tables that are whole go into the document; see compose.h. */
#include "read/compose_frame.h"

#include "base/limits.h"
#include "read/delim.h"

/* ---- paragraphs */

uint32_t
compose_list(struct compose *c, unsigned level, long key)
{
	unsigned at = level - 1 > 15 ? 15 : level - 1;

	if (!c->after_item)
		memset(c->list_of, 0, sizeof(c->list_of));
	for (unsigned i = at + 1; i < 16; i++)
		c->list_of[i] = 0;
	if (c->list_of[at] == 0 || c->list_key[at] != key)
		c->list_of[at] = ++c->lists;
	c->list_key[at] = key;
	return c->list_of[at];
}

static struct spot
spot_of(struct compose *c, const struct pending *x, struct str words)
{
	if (x->spot != SPOT_NONE)
		return (struct spot){ .kind = x->spot, .n = x->spot_number };
	if (x->made.kind == BLOCK_HEADING) {
		c->heading = derive_name(&c->v, words);
		c->paragraphs = 0;
		return (struct spot){ .kind = SPOT_HEADING, .name = c->heading };
	}
	return (struct spot){ .kind = SPOT_PARAGRAPH, .name = c->heading, .n = ++c->paragraphs };
}

/* number and words, in one piece of memory */
static struct str
with_number(struct compose *c, const struct pending *x)
{
	struct str all = x->words;

	if (x->made.number.n > 0)
		all = arena_printf(c->arena, "%.*s%.*s", (int)x->made.number.n, x->made.number.p,
		    (int)x->words.n, x->words.p);
	if (all.n == 0)
		c->d->failed = true;
	return all;
}

static void
write_lines(struct compose *c, struct str s)
{
	const char *nl;

	while (s.n > 0 && (nl = memchr(s.p, '\n', s.n)) != NULL) {
		size_t n = (size_t)(nl - s.p);

		derive_put(&c->v, str_sub(s, 0, n));
		derive_line(&c->v);
		s = str_sub(s, n + 1, s.n);
	}
	derive_put(&c->v, s);
}

void
compose_write_paragraph(struct compose *c, const struct pending *x)
{
	struct str words = with_number(c, x);
	uint32_t from = derive_spot(&c->v, spot_of(c, x, words));
	struct text text;

	write_lines(c, words);
	text = derive_text(&c->v, from);
	c->after_item = x->made.kind == BLOCK_ITEM;
	switch (x->made.kind) {
	case BLOCK_HEADING:
		(void)doc_heading(c->d, x->made.level, text);
		break;
	case BLOCK_ITEM:
		/* an item that is numbered by itself is no heading that someone has numbered */
		(void)doc_item(c->d, x->made.level, x->made.list, text,
		    x->bold && x->made.number.n == 0);
		break;
	case BLOCK_CODE:
		(void)doc_code(c->d, text);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_TABLE:
	case BLOCK_PAGE_MARK:
		(void)doc_paragraph(c->d, text, x->bold);
		break;
	}
	derive_line(&c->v);
}

/* ---- tables */

/* the owner of the cell that goes on at this slot, or NULL */
static struct cell *
owner_above(struct grid *g, const struct slot *s)
{
	for (uint32_t row = s->row; row > 0; row--) {
		struct cell *above = grid_at(g, row - 1, s->col);

		if (above == NULL && s->row - row > CF_MAX_SPAN)
			break;
		if (above == NULL)
			continue;
		return above->colspan == s->colspan && row - 1 + above->rowspan == s->row &&
		    above->rowspan < CF_MAX_SPAN ? above : NULL;
	}
	return NULL;
}

/* no span goes past the table, or over a cell that is there already */
static void
fit_spans(struct frame *t, size_t i)
{
	struct slot *s = &t->slot[i];

	if (s->colspan > t->ncols - s->col)
		s->colspan = (uint16_t)(t->ncols - s->col);
	if (s->rowspan > t->nrows - s->row)
		s->rowspan = (uint16_t)(t->nrows - s->row);
}

static void
put_slot(struct compose *c, struct grid *g, const struct frame *t, const struct slot *s,
    uint32_t number)
{
	uint32_t from = derive_spot(&c->v, (struct spot){ .kind = SPOT_TABLE, .n = number,
		.row = s->row + 1, .col = s->col + 1 });
	struct cell *cell, *above;

	for (unsigned i = 0; i < s->indent && s->to > s->from; i++)
		derive_put(&c->v, CF_S(" "));
	if (s->to > s->from)
		derive_put(&c->v, (struct str){ t->chars.p + s->from, s->to - s->from });
	above = s->goes_on && s->to == s->from ? owner_above(g, s) : NULL;
	if (above != NULL) {
		above->rowspan++;
		return;
	}
	cell = grid_put(c->d, g, s->row, s->col, derive_text(&c->v, from));
	if (cell == NULL)
		return;
	cell->colspan = s->colspan;
	cell->rowspan = s->rowspan;
	cell->bold = s->bold && !s->light;
	cell->header = s->row < t->header_rows;
}

/* the slots of a row are in the order of their columns; between them are holes */
static void
write_row(struct compose *c, struct grid *g, struct frame *t, size_t *at, uint32_t row,
    uint32_t number)
{
	uint32_t col = 0;

	while (col < t->ncols && !c->d->failed) {
		struct slot hole = { .row = row, .col = col, .colspan = 1, .rowspan = 1 };
		struct slot *s = &hole;

		if (*at < t->nslots && t->slot[*at].row == row && t->slot[*at].col <= col) {
			fit_spans(t, *at);
			s = &t->slot[(*at)++];
		}
		if (col > 0)
			derive_tab(&c->v);
		if (s->col < col)
			return;
		if (s->to > s->from || !s->covered)
			put_slot(c, g, t, s, number);
		col += s->colspan;
	}
	while (*at < t->nslots && t->slot[*at].row == row)
		(*at)++;
}

void
compose_write_table(struct compose *c, struct frame *t)
{
	uint32_t from = (uint32_t)c->v.n, number = ++c->tables;
	struct grid *g;
	size_t at = 0;

	c->after_item = false;
	if (t->nrows == 0 || t->ncols == 0)
		return;
	(void)derive_spot(&c->v, (struct spot){ .kind = SPOT_TABLE, .n = number, .row = 1,
		.col = 1 });
	g = grid_or_skip(c->d, t->nrows, t->ncols, (struct span){ from, from });
	if (g == NULL)
		return;
	for (uint32_t row = 0; row < t->nrows && !c->d->failed; row++) {
		write_row(c, g, t, &at, row, number);
		derive_line(&c->v);
	}
	if (c->d->failed)
		return;
	g->header_rows = t->header_rows < t->nrows ? t->header_rows : 0;
	g->span.to = (uint32_t)c->v.n > from ? (uint32_t)c->v.n - 1 : from;
	(void)doc_table(c->d, g);
}
