/* Texts that know their places; see text.h. */
#include "doc/text.h"

/* the run that holds text byte i */
static const struct piece *
piece_at(const struct text *t, size_t i)
{
	size_t lo = 0, hi = t->npieces;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->pieces[mid].text <= i)
			lo = mid;
		else
			hi = mid;
	}
	return &t->pieces[lo];
}

struct span
text_span(const struct text *t, size_t from, size_t to)
{
	const struct piece *a, *b;
	uint32_t start, end;

	if (t->pieces == NULL)
		return (struct span){ t->span.from + (uint32_t)from, t->span.from + (uint32_t)to };
	a = piece_at(t, from);
	b = piece_at(t, to > from ? to - 1 : from);
	start = a->atomic ? a->src : a->src + (uint32_t)(from - a->text);
	end = b->atomic ? b->src + b->slen : b->src + (uint32_t)(to - b->text);
	return (struct span){ start, end };
}

size_t
text_offset(const struct text *t, uint32_t src)
{
	size_t lo = 0, hi = t->npieces, at, end;

	if (src <= t->span.from)
		return 0;
	if (t->pieces == NULL || t->npieces == 0) {
		at = src - t->span.from;
		return at < t->s.n ? at : t->s.n;
	}
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->pieces[mid].src <= src)
			lo = mid;
		else
			hi = mid;
	}
	if (src <= t->pieces[lo].src)
		return t->pieces[lo].text;
	end = lo + 1 < t->npieces ? t->pieces[lo + 1].text : t->s.n;
	at = t->pieces[lo].atomic ? end : t->pieces[lo].text + (src - t->pieces[lo].src);
	return at < end ? at : end;
}

bool
text_is_line(const struct text *t, size_t i)
{
	return t->pieces != NULL && piece_at(t, i)->line;
}

void
text_begin(struct text_builder *b, struct arena *a, struct str src)
{
	*b = (struct text_builder){ .arena = a, .src = src };
}

static bool
add_piece(struct text_builder *b, struct piece r)
{
	if (!VEC_ROOM(b->arena, b->pieces, b->npieces, b->piececap)) {
		b->failed = true;
		return false;
	}
	b->pieces[b->npieces++] = r;
	return true;
}

static void
add_bytes(struct text_builder *b, struct str s)
{
	if (b->cap - b->n < s.n) {
		size_t cap = b->cap < 64 ? 64 : b->cap;
		char *p;

		while (cap - b->n < s.n)
			cap *= 2;
		p = arena_alloc(b->arena, cap, 1);
		if (p == NULL) {
			b->failed = true;
			return;
		}
		if (b->n > 0)
			memcpy(p, b->p, b->n);
		b->p = p;
		b->cap = cap;
	}
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

/* do source bytes from `from` on continue the last piece? */
static bool
continues(const struct text_builder *b, uint32_t from)
{
	const struct piece *last;

	if (b->npieces == 0)
		return false;
	last = &b->pieces[b->npieces - 1];
	return !last->atomic && last->src + last->slen == from;
}

void
text_add(struct text_builder *b, uint32_t from, uint32_t to)
{
	if (b->failed || from >= to)
		return;
	if (continues(b, from))
		b->pieces[b->npieces - 1].slen += to - from;
	else if (!add_piece(b, (struct piece){ (uint32_t)b->n, from, to - from, false, false }))
		return;
	add_bytes(b, str_sub(b->src, from, to));
}

void
text_add_for(struct text_builder *b, struct str s, uint32_t from, uint32_t to)
{
	if (b->failed || s.n == 0)
		return;
	if (add_piece(b, (struct piece){ (uint32_t)b->n, from, to - from, true, false }))
		add_bytes(b, s);
}

void
text_add_line(struct text_builder *b, uint32_t from, uint32_t to)
{
	text_add_for(b, CF_S(" "), from, to);
	if (!b->failed)
		b->pieces[b->npieces - 1].line = true;
}

void
text_add_text(struct text_builder *b, const struct text *t)
{
	if (t->pieces == NULL) {
		text_add(b, t->span.from, t->span.to);
		return;
	}
	for (size_t i = 0; i < t->npieces; i++) {
		const struct piece *p = &t->pieces[i];
		size_t to = i + 1 < t->npieces ? p[1].text : t->s.n;

		if (!p->atomic)
			text_add(b, p->src, p->src + (uint32_t)(to - p->text));
		else
			text_add_for(b, str_sub(t->s, p->text, to), p->src, p->src + p->slen);
		if (p->line && !b->failed)
			b->pieces[b->npieces - 1].line = true;
	}
}

/* cut the first `cut` text bytes: pieces before them go, the first one shrinks */
static void
cut_front(struct text_builder *b, size_t cut)
{
	size_t gone = 0;

	if (cut == 0)
		return;
	while (gone + 1 < b->npieces && b->pieces[gone + 1].text <= cut)
		gone++;
	b->pieces += gone;
	b->npieces -= gone;
	for (size_t i = 0; i < b->npieces; i++) {
		struct piece *r = &b->pieces[i];

		if (r->text >= cut) {
			r->text -= (uint32_t)cut;
		} else {
			uint32_t d = (uint32_t)cut - r->text;

			if (!r->atomic) {
				r->src += d;
				r->slen -= d;
			}
			r->text = 0;
		}
	}
	b->p += cut;
	b->n -= cut;
}

struct text
text_end(struct text_builder *b)
{
	struct str all = { b->p, b->n }, s = str_trim(all);
	struct text t = { .s = CF_S("") };
	struct arena *a = b->arena;
	struct str src = b->src;

	if (s.n > 0 && !b->failed) {
		cut_front(b, (size_t)(s.p - all.p));
		while (b->npieces > 1 && b->pieces[b->npieces - 1].text >= s.n)
			b->npieces--;
		t = (struct text){ .s = s, .pieces = b->pieces, .npieces = (uint32_t)b->npieces };
		t.span = text_span(&t, 0, s.n);
		if (b->npieces == 1 && !b->pieces[0].atomic) {
			t.pieces = NULL;
			t.npieces = 0;
			t.s.p = src.p + t.span.from;
		}
	}
	text_begin(b, a, src);
	return t;
}

struct text
text_of_source(struct str src, uint32_t from, uint32_t to)
{
	struct str s = str_trim(str_sub(src, from, to));

	from = s.n == 0 ? from : (uint32_t)(s.p - src.p);
	return (struct text){ .s = s, .span = { from, from + (uint32_t)s.n } };
}
