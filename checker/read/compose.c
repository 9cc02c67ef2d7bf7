/* Paragraphs, tables and text boxes; see compose.h. */
#include "read/compose.h"

#include "base/limits.h"
#include "read/delim.h"
#include "read/numeral.h"

/* Characters that grow; kept for the next use of their frame. */
struct chars {
	char *p;
	size_t n, cap;
};

struct slot {
	uint32_t row, col;
	uint32_t from, to;		/* its words among the characters of the table */
	uint16_t colspan, rowspan;
	uint16_t indent;
	bool bold, light;		/* words of it are; are not */
	bool goes_on, covered;
};

enum frame_kind { FRAME_PARAGRAPH, FRAME_TABLE, FRAME_BOX };

struct frame {
	struct frame *below;
	enum frame_kind kind;
	struct chars chars;
	/* a paragraph */
	bool heavy, light;		/* words were bold; were not */
	bool gap, gap_is_line;		/* a break that is not written yet */
	/* a table */
	struct slot *slot;
	size_t nslots, slotcap;
	size_t row_first;		/* the first slot of the row */
	uint32_t nrows, ncols, col;
	uint32_t header_rows;		/* leading rows of which the format says it */
	bool row_header, row_dropped, in_cell;
	size_t place;			/* in the pending; of one that stands in another frame */
	/* a text box or note */
	enum spot_kind spot;
	uint32_t number;
};

struct pending {
	struct made made;
	struct str words;		/* of a paragraph */
	bool bold;
	struct frame *table;		/* or a whole table, not freed before it is written */
	enum spot_kind spot;		/* SPOT_NONE: by what it is */
	uint32_t spot_number;
};

/* ---- frames */

static struct frame *
push(struct compose *c, enum frame_kind kind)
{
	struct frame *f = c->spare;

	if (c->d->failed)
		return NULL;
	if (f != NULL)
		c->spare = f->below;
	else
		f = arena_new(c->arena, struct frame);
	if (f == NULL) {
		c->d->failed = true;
		return NULL;
	}
	*f = (struct frame){ .below = c->top, .kind = kind, .slot = f->slot,
		.slotcap = f->slotcap, .chars = { .p = f->chars.p, .cap = f->chars.cap } };
	c->top = f;
	return f;
}

static void
give_back(struct compose *c, struct frame *f)
{
	f->below = c->spare;
	c->spare = f;
}

static struct frame *
top_is(const struct compose *c, enum frame_kind kind)
{
	return c->top != NULL && c->top->kind == kind && !c->d->failed ? c->top : NULL;
}

/* the table of the cell that is being filled, or NULL */
static struct frame *
open_cell(const struct compose *c)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	return t != NULL && t->in_cell ? t : NULL;
}

static void
put(struct compose *c, struct chars *to, struct str s)
{
	while (to->cap - to->n < s.n) {
		if (!arena_grow(c->arena, &to->p, to->n, &to->cap, 1)) {
			c->d->failed = true;
			return;
		}
	}
	if (s.n > 0)
		memcpy(to->p + to->n, s.p, s.n);
	to->n += s.n;
}

void
compose_begin(struct compose *c, struct doc *d)
{
	*c = (struct compose){ .d = d, .arena = d->arena };
	derive_begin(&c->v, d);
}

/* ---- the words of a paragraph */

static bool
is_space_at_end(const struct chars *s)
{
	return s->n == 0 || ch_space(s->p[s->n - 1]);
}

static void
close_gap(struct compose *c, struct frame *p, char next)
{
	if (!p->gap)
		return;
	p->gap = false;
	if (p->gap_is_line)
		put(c, &p->chars, CF_S("\n"));
	else if (!is_space_at_end(&p->chars) && !ch_space(next))
		put(c, &p->chars, CF_S(" "));
	p->gap_is_line = false;
}

/* as flow.c: a full stop that is not bold makes a bold line no other */
static void
note_weight(struct frame *p, struct str s, bool bold)
{
	bool *weight = bold ? &p->heavy : &p->light;

	for (size_t i = 0; i < s.n && !*weight; i++)
		*weight = bold ? !ch_space(s.p[i]) : ch_alpha(s.p[i]) || ch_digit(s.p[i]) ||
		    (unsigned char)s.p[i] >= 0x80;
}

static void
put_raised(struct compose *c, struct chars *to, struct str s)
{
	char room[NUMERAL_ROOM];

	for (size_t i = 0; i < s.n; i++) {
		if (ch_digit(s.p[i]))
			put(c, to, numeral_superscript((unsigned long)(s.p[i] - '0'), room));
		else
			put(c, to, str_sub(s, i, i + 1));
	}
}

/* without soft hyphens and what else has no width; line ends inside are spaces */
static void
put_plain(struct compose *c, struct chars *to, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool shy = s.p[i] == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xAD';

		if (!shy && (unsigned char)s.p[i] >= 0x20)
			continue;
		put(c, to, str_sub(s, from, i));
		if (!shy)
			put(c, to, CF_S(" "));
		i += shy;
		from = i + 1;
	}
	put(c, to, str_sub(s, from, s.n));
}

void
compose_open(struct compose *c)
{
	(void)push(c, FRAME_PARAGRAPH);
}

bool
compose_in_paragraph(const struct compose *c)
{
	return top_is(c, FRAME_PARAGRAPH) != NULL;
}

bool
compose_in_table(const struct compose *c)
{
	return top_is(c, FRAME_TABLE) != NULL;
}

void
compose_text(struct compose *c, struct str s, bool bold, bool raised)
{
	struct frame *p = top_is(c, FRAME_PARAGRAPH);

	if (p == NULL || s.n == 0)
		return;
	close_gap(c, p, s.p[0]);
	if (raised)
		put_raised(c, &p->chars, s);
	else
		put_plain(c, &p->chars, s);
	note_weight(p, s, bold);
}

void
compose_mark(struct compose *c, uint32_t number)
{
	struct frame *p = top_is(c, FRAME_PARAGRAPH);
	char room[NUMERAL_ROOM];

	if (p == NULL)
		return;
	close_gap(c, p, '1');
	put(c, &p->chars, numeral_superscript(number, room));
}

void
compose_break(struct compose *c, bool line)
{
	struct frame *p = top_is(c, FRAME_PARAGRAPH);

	if (p == NULL)
		return;
	p->gap = true;
	p->gap_is_line |= line;
}

bool
compose_any(const struct compose *c)
{
	const struct frame *p = top_is(c, FRAME_PARAGRAPH);

	return p != NULL && str_trim((struct str){ p->chars.p, p->chars.n }).n > 0;
}

/* ---- what is done goes into the document */

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

static void
write_paragraph(struct compose *c, const struct pending *x)
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

/* what is written later: a copy of x */
static void
add_late(struct compose *c, const struct pending *x)
{
	struct pending *later;

	if (!VEC_ROOM(c->arena, c->late, c->nlate, c->latecap)) {
		c->d->failed = true;
		return;
	}
	later = &c->late[c->nlate++];
	*later = *x;
	later->words = arena_str(c->arena, x->words);
	later->made.number = arena_str(c->arena, x->made.number);
}

static struct pending *
add_pending(struct compose *c)
{
	if (!VEC_ROOM(c->arena, c->pending, c->npending, c->pendingcap)) {
		c->d->failed = true;
		return NULL;
	}
	c->pending[c->npending] = (struct pending){ .spot = SPOT_NONE };
	return &c->pending[c->npending++];
}

static void write_table(struct compose *c, struct frame *t);

/* nothing is open any more: write what has waited */
static void
flush(struct compose *c)
{
	if (c->top != NULL)
		return;
	for (size_t i = 0; i < c->npending && !c->d->failed; i++) {
		const struct pending *x = &c->pending[i];

		if (x->table != NULL) {
			write_table(c, x->table);
			give_back(c, x->table);
		} else if (x->words.n > 0) {
			write_paragraph(c, x);
		}
	}
	c->npending = 0;
}

/* the innermost text box that the frame stands in, or NULL */
static const struct frame *
box_around(const struct frame *f)
{
	while (f != NULL && f->kind != FRAME_BOX)
		f = f->below;
	return f;
}

/* a paragraph ends in a cell: its words join those before */
static void
add_to_cell(struct compose *c, struct frame *t, const struct frame *p, const struct made *m,
    struct str words)
{
	struct slot *s = &t->slot[t->nslots - 1];

	if (words.n == 0 && m->number.n == 0)
		return;
	if (s->to > s->from)
		put(c, &t->chars, CF_S(" "));
	else
		s->indent = (uint16_t)(m->indent > 40 ? 40 : m->indent);
	put(c, &t->chars, m->number);
	put(c, &t->chars, words);
	s->to = (uint32_t)t->chars.n;
	s->bold |= p->heavy;
	s->light |= p->light;
}

void
compose_close(struct compose *c, const struct made *m)
{
	struct frame *p = top_is(c, FRAME_PARAGRAPH), *cell;
	const struct frame *box;
	struct pending x = { .made = *m };

	if (p == NULL)
		return;
	c->top = p->below;
	x.words = str_trim((struct str){ p->chars.p == NULL ? "" : p->chars.p, p->chars.n });
	x.bold = p->heavy && !p->light;
	cell = open_cell(c);
	box = box_around(c->top);
	if (c->note != SPOT_NONE) {
		x.spot = c->note;
		x.spot_number = c->note_number;
	} else if (box != NULL) {
		x.spot = box->spot;
		x.spot_number = box->number;
	}
	if (cell != NULL) {
		add_to_cell(c, cell, p, m, x.words);
	} else if (x.words.n > 0 && c->top == NULL) {
		write_paragraph(c, &x);
	} else if (x.words.n > 0 && box != NULL && box->spot != SPOT_TEXT_BOX) {
		add_late(c, &x);
	} else if (x.words.n > 0) {
		struct pending *later = add_pending(c);

		if (later != NULL) {
			*later = x;
			later->words = arena_str(c->arena, x.words);
			later->made.number = arena_str(c->arena, m->number);
		}
	}
	give_back(c, p);
	flush(c);
}

/* ---- tables */

void
compose_table(struct compose *c)
{
	bool inside = c->top != NULL;
	struct frame *t = push(c, FRAME_TABLE);

	if (t == NULL)
		return;
	t->place = c->npending;
	if (inside)
		(void)add_pending(c);
	c->after_item = false;
}

void
compose_row(struct compose *c)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	if (t == NULL)
		return;
	t->row_first = t->nslots;
	t->col = 0;
	t->row_header = t->row_dropped = t->in_cell = false;
}

void
compose_row_header(struct compose *c)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	if (t != NULL)
		t->row_header = true;
}

void
compose_row_drop(struct compose *c)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	if (t != NULL)
		t->row_dropped = true;
}

void
compose_skip_columns(struct compose *c, long n)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	if (t != NULL && n > 0 && n <= (long)CF_MAX_COLUMNS)
		t->col += (uint32_t)n;
}

void
compose_cell(struct compose *c)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	if (t == NULL)
		return;
	if (t->nslots >= CF_MAX_CELLS || t->col >= CF_MAX_COLUMNS) {
		c->d->failed = true;
		c->d->limit = t->col >= CF_MAX_COLUMNS ? "columns of one table (CF_MAX_COLUMNS)" :
		    "cells of one table (CF_MAX_CELLS)";
		return;
	}
	if (!VEC_ROOM(c->arena, t->slot, t->nslots, t->slotcap)) {
		c->d->failed = true;
		return;
	}
	t->slot[t->nslots++] = (struct slot){ .row = t->nrows, .col = t->col, .colspan = 1,
		.rowspan = 1, .from = (uint32_t)t->chars.n, .to = (uint32_t)t->chars.n };
	t->in_cell = true;
}

void
compose_cell_spans(struct compose *c, long columns, long rows)
{
	struct frame *t = open_cell(c);

	if (t == NULL)
		return;
	if (columns > 1)
		t->slot[t->nslots - 1].colspan = (uint16_t)(columns > (long)CF_MAX_SPAN ?
		    CF_MAX_SPAN : columns);
	if (rows > 1)
		t->slot[t->nslots - 1].rowspan = (uint16_t)(rows > (long)CF_MAX_SPAN ?
		    CF_MAX_SPAN : rows);
}

void
compose_cell_goes_on(struct compose *c)
{
	struct frame *t = open_cell(c);

	if (t != NULL)
		t->slot[t->nslots - 1].goes_on = true;
}

void
compose_cell_covered(struct compose *c)
{
	struct frame *t = open_cell(c);

	if (t != NULL)
		t->slot[t->nslots - 1].covered = true;
}

void
compose_cell_end(struct compose *c)
{
	struct frame *t = open_cell(c);

	if (t == NULL)
		return;
	t->col += t->slot[t->nslots - 1].colspan;
	if (t->col > t->ncols)
		t->ncols = t->col;
	t->in_cell = false;
}

/* the same slot once more, further on */
static void
copy_slot(struct compose *c, struct frame *t, size_t from, uint32_t row, uint32_t col)
{
	struct slot copy = t->slot[from];

	if (t->nslots >= CF_MAX_CELLS || !VEC_ROOM(c->arena, t->slot, t->nslots, t->slotcap)) {
		c->d->failed = true;
		if (t->nslots >= CF_MAX_CELLS)
			c->d->limit = "cells of one table (CF_MAX_CELLS)";
		return;
	}
	copy.row = row;
	copy.col = col;
	t->slot[t->nslots++] = copy;
}

void
compose_cell_again(struct compose *c, long times)
{
	struct frame *t = top_is(c, FRAME_TABLE);
	bool filled;

	if (t == NULL || t->nslots == t->row_first || t->in_cell)
		return;
	filled = t->slot[t->nslots - 1].to > t->slot[t->nslots - 1].from ||
	    t->slot[t->nslots - 1].covered;
	for (long i = 1; i < times && !c->d->failed; i++) {
		/* empty ones are not kept: a row may be "filled" with thousands of them */
		if (filled && t->col < CF_MAX_COLUMNS)
			copy_slot(c, t, t->nslots - 1, t->nrows, t->col);
		t->col++;
		if (filled && t->col > t->ncols)
			t->ncols = t->col;
		if (t->col > CF_MAX_COLUMNS)
			return;
	}
}

void
compose_row_end(struct compose *c)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	if (t == NULL)
		return;
	if (t->row_dropped) {
		t->nslots = t->row_first;
		return;
	}
	if (t->row_header && t->header_rows == t->nrows)
		t->header_rows++;
	t->nrows++;
}

void
compose_row_again(struct compose *c, long times)
{
	struct frame *t = top_is(c, FRAME_TABLE);
	size_t first, n;
	bool filled = false;

	if (t == NULL || t->row_dropped)
		return;
	first = t->row_first;
	n = t->nslots - first;
	for (size_t i = 0; i < n; i++)
		filled |= t->slot[first + i].to > t->slot[first + i].from;
	for (long k = 1; filled && k < times && !c->d->failed; k++) {
		for (size_t i = 0; i < n && !c->d->failed; i++)
			copy_slot(c, t, first + i, t->nrows, t->slot[first + i].col);
		t->nrows++;
	}
}

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

static void
write_table(struct compose *c, struct frame *t)
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

void
compose_table_end(struct compose *c)
{
	struct frame *t = top_is(c, FRAME_TABLE);

	if (t == NULL)
		return;
	c->top = t->below;
	if (c->top == NULL) {
		write_table(c, t);
		give_back(c, t);
	} else if (t->place < c->npending) {
		c->pending[t->place].table = t;
	}
	flush(c);
}

/* ---- text boxes */

void
compose_box(struct compose *c)
{
	struct frame *b = push(c, FRAME_BOX);

	if (b != NULL) {
		b->spot = SPOT_TEXT_BOX;
		b->number = ++c->boxes;
	}
}

void
compose_note(struct compose *c, enum spot_kind kind, uint32_t number)
{
	struct frame *b = push(c, FRAME_BOX);

	if (b != NULL) {
		b->spot = kind;
		b->number = number;
	}
}

void
compose_note_end(struct compose *c)
{
	compose_box_end(c);
}

void
compose_box_end(struct compose *c)
{
	struct frame *b = top_is(c, FRAME_BOX);

	if (b == NULL)
		return;
	c->top = b->below;
	give_back(c, b);
	flush(c);
}

enum cf_status
compose_end(struct compose *c, struct cf_error *err)
{
	for (size_t i = 0; i < c->nlate && !c->d->failed; i++)
		write_paragraph(c, &c->late[i]);
	return derive_end(&c->v, err);
}
