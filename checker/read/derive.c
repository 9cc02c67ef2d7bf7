/* Deriving a text from a file without lines; see derive.h. */
#include "read/derive.h"

#include "base/limits.h"

void
derive_begin(struct derive *v, struct doc *d)
{
	*v = (struct derive){ .d = d, .spots = arena_new(d->arena, struct spots) };
	if (v->spots == NULL)
		d->failed = true;
}

/* room for n more bytes */
static bool
make_room(struct derive *v, size_t n)
{
	if (v->d->failed)
		return false;
	if (n > CF_MAX_INPUT - v->n) {
		v->d->failed = true;
		v->d->limit = "bytes of text in one document (CF_MAX_INPUT)";
		return false;
	}
	while (v->cap - v->n < n) {
		if (!arena_grow(v->d->arena, &v->p, v->n, &v->cap, 1)) {
			v->d->failed = true;
			return false;
		}
	}
	return true;
}

static void
put_char(struct derive *v, char c)
{
	if (make_room(v, 1))
		v->p[v->n++] = c;
}

void
derive_put(struct derive *v, struct str s)
{
	if (!make_room(v, s.n))
		return;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		v->p[v->n++] = c < 0x20 || c == 0x7F ? ' ' : s.p[i];
	}
}

void
derive_line(struct derive *v)
{
	if (v->n > 0 && v->p[v->n - 1] != '\n')
		put_char(v, '\n');
}

void
derive_tab(struct derive *v)
{
	put_char(v, '\t');
}

uint32_t
derive_spot(struct derive *v, struct spot spot)
{
	spot.from = (uint32_t)v->n;
	if (!v->d->failed && !spots_add(v->spots, v->d->arena, spot))
		v->d->failed = true;
	return spot.from;
}

uint32_t
derive_name(struct derive *v, struct str name)
{
	uint32_t number = v->d->failed ? 0 : spots_name(v->spots, v->d->arena, name);

	if (number == 0)
		v->d->failed = true;
	return number;
}

struct text
derive_text(const struct derive *v, uint32_t from)
{
	struct str all = { v->p == NULL ? "" : v->p, v->n };

	return text_of_source(all, from, (uint32_t)v->n);
}

/* ---- the end */

/* a text of several lines reads as one: a line end is a space in it, as in Markdown */
static void
join_lines(struct doc *d, struct text *t, struct str bytes)
{
	uint32_t from = t->span.from;
	struct text_builder b;

	text_begin(&b, d->arena, bytes);
	for (uint32_t i = from; i < t->span.to; i++) {
		if (bytes.p[i] != '\n')
			continue;
		text_add(&b, from, i);
		text_add_for(&b, CF_S(" "), i, i + 1);
		from = i + 1;
	}
	text_add(&b, from, t->span.to);
	d->failed |= b.failed;
	*t = text_end(&b);
}

static void
settle(struct doc *d, struct text *t, struct str bytes)
{
	t->s = str_sub(bytes, t->span.from, t->span.to);
	if (t->s.n > 0 && memchr(t->s.p, '\n', t->s.n) != NULL)
		join_lines(d, t, bytes);
}

static void
settle_grid(struct doc *d, struct grid *g, struct str bytes)
{
	size_t n = (size_t)g->nrows * g->ncols;

	settle(d, &g->caption, bytes);
	for (size_t i = 0; i < n; i++)
		if (g->cell[i] != NULL)
			settle(d, &g->cell[i]->text, bytes);
}

enum cf_status
derive_end(struct derive *v, struct cf_error *err)
{
	struct doc *d = v->d;
	struct str bytes = { v->p == NULL ? "" : v->p, v->n };
	enum cf_status st;

	if (d->failed)
		return CF_OK;	/* d says what it was */
	st = source_init_derived(d->source, d->arena, bytes, v->spots, err);
	for (size_t i = 0; st == CF_OK && i < d->nblocks; i++) {
		struct block *b = &d->blocks[i];

		settle(d, &b->text, bytes);
		if (b->grid != NULL)
			settle_grid(d, b->grid, bytes);
	}
	return st;
}
