/* What stands in what, and when it is written; see compose.h. */
#include "read/compose_frame.h"

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

void
compose_put(struct compose *c, struct chars *to, struct str s)
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

bool
compose_in_paragraph(const struct compose *c)
{
	return compose_top(c, FRAME_PARAGRAPH) != NULL;
}

bool
compose_in_table(const struct compose *c)
{
	return compose_top(c, FRAME_TABLE) != NULL;
}

/* ---- what waits until nothing is open */

/* what is written at the end; NULL: it failed */
static struct pending *
add_late(struct compose *c)
{
	if (!VEC_ROOM(c->arena, c->late, c->nlate, c->latecap)) {
		c->d->failed = true;
		return NULL;
	}
	return &c->late[c->nlate++];
}

/* what is written when the outermost frame closes; the same */
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

/* a paragraph waits, with its words, which its frame will not keep */
static void
wait_as(struct compose *c, struct pending *later, const struct pending *x)
{
	if (later == NULL)
		return;
	*later = *x;
	later->words = arena_str(c->arena, x->words);
	later->made.number = arena_str(c->arena, x->made.number);
}

/* nothing is open any more: write what has waited */
static void
flush(struct compose *c)
{
	if (c->top != NULL)
		return;
	for (size_t i = 0; i < c->npending && !c->d->failed; i++) {
		const struct pending *x = &c->pending[i];

		if (x->table != NULL) {
			compose_write_table(c, x->table);
			give_back(c, x->table);
		} else if (x->words.n > 0) {
			compose_write_paragraph(c, x);
		}
	}
	c->npending = 0;
}

/* ---- paragraphs */

void
compose_open(struct compose *c)
{
	(void)push(c, FRAME_PARAGRAPH);
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
		compose_put(c, &t->chars, CF_S(" "));
	else
		s->indent = (uint16_t)(m->indent > 40 ? 40 : m->indent);
	compose_put(c, &t->chars, m->number);
	compose_put(c, &t->chars, words);
	s->to = (uint32_t)t->chars.n;
	s->bold |= p->heavy;
	s->light |= p->light;
}

/* in a note or text box words are found by its number, elsewhere by what they are */
static void
set_spot(const struct compose *c, struct pending *x, const struct frame *box)
{
	if (c->note != SPOT_NONE) {
		x->spot = c->note;
		x->spot_number = c->note_number;
	} else if (box != NULL) {
		x->spot = box->spot;
		x->spot_number = box->number;
	}
}

void
compose_close(struct compose *c, const struct made *m)
{
	struct frame *p = compose_top(c, FRAME_PARAGRAPH), *cell;
	const struct frame *box;
	struct pending x = { .made = *m };

	if (p == NULL)
		return;
	c->top = p->below;
	x.words = str_trim((struct str){ p->chars.p == NULL ? "" : p->chars.p, p->chars.n });
	x.bold = p->heavy && !p->light;
	cell = compose_open_cell(c);
	box = box_around(c->top);
	set_spot(c, &x, box);
	if (cell != NULL) {
		add_to_cell(c, cell, p, m, x.words);
	} else if (x.words.n > 0 && c->top == NULL) {
		compose_write_paragraph(c, &x);
	} else if (x.words.n > 0) {
		bool note = box != NULL && box->spot != SPOT_TEXT_BOX;

		wait_as(c, note ? add_late(c) : add_pending(c), &x);
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
compose_table_end(struct compose *c)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	if (t == NULL)
		return;
	c->top = t->below;
	if (c->top == NULL) {
		compose_write_table(c, t);
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
	struct frame *b = compose_top(c, FRAME_BOX);

	if (b == NULL)
		return;
	c->top = b->below;
	give_back(c, b);
	flush(c);
}

/* ---- all of it */

void
compose_begin(struct compose *c, struct doc *d)
{
	*c = (struct compose){ .d = d, .arena = d->arena };
	derive_begin(&c->v, d);
}

enum cf_status
compose_end(struct compose *c, struct cf_error *err)
{
	for (size_t i = 0; i < c->nlate && !c->d->failed; i++)
		compose_write_paragraph(c, &c->late[i]);
	return derive_end(&c->v, err);
}
