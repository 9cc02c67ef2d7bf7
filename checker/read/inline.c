/*
 * Reading the markup of one cell; see inline.h. Every look ahead that fails is
 * remembered, so that a line of nothing but openers stays linear.
 */
#include "read/inline.h"

/* ** __ * _ : where the open one closes, or that no other can */
struct mark {
	size_t close;	/* 0: not open */
	bool none;
};

enum { STRONG_STAR, STRONG_LINE, STRESS_STAR, STRESS_LINE, MARKS };

struct scan {
	struct flow *f;
	struct str s;		/* the source up to the end of the piece */
	size_t begin;
	size_t i;		/* the next byte to look at */
	size_t plain;		/* bytes [plain, i) are words not yet pushed */
	enum inline_markup markup;
	struct mark mark[MARKS];
	size_t link_text_end;	/* of the open link: its "]"; 0: none is open */
	size_t link_end;
	bool no_tag, no_link, no_code;	/* nothing ahead closes one */
};

/* push the words before i, then go on after `to` */
static void
leap(struct scan *c, size_t to)
{
	flow_text(c->f, (uint32_t)c->plain, (uint32_t)c->i);
	c->i = c->plain = to;
}

static bool
is_alnum(char c)
{
	return ch_alpha(c) || ch_digit(c) || (unsigned char)c >= 0x80;
}

static bool
is_punct(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	    (c >= '{' && c <= '~');
}

/* ---- tags ---- */

/* <https://example.org>, <clerk@example.org>: words */
static bool
is_autolink(struct str name)
{
	return memchr(name.p, '@', name.n) != NULL ||
	    (memchr(name.p, ':', name.n) != NULL && (name.p[name.n - 1] == ':' ||
	    str_starts(name, CF_S("mailto:"))));
}

static bool
read_tag(struct scan *c)
{
	size_t at = c->i;
	struct tag tag;

	if (c->no_tag)
		return false;
	if (!tag_scan(c->s, at, &tag)) {
		c->no_tag = memchr(c->s.p + at, '>', c->s.n - at) == NULL;
		return false;
	}
	if (tag.name.n > 0 && is_autolink(tag.name)) {
		leap(c, at + 1);
		c->i = tag.end - 1;
		leap(c, tag.end);
		return true;
	}
	if (tag.kind == TAG_UNKNOWN)
		return false;
	leap(c, tag.end);
	flow_tag(c->f, tag.kind, tag.closing, (uint32_t)at, (uint32_t)tag.end);
	return true;
}

/* ---- bold and stress ---- */

static bool
mark_at(const struct scan *c, size_t i, char ch, size_t n)
{
	return i + n <= c->s.n && c->s.p[i] == ch && c->s.p[i + n - 1] == ch;
}

static bool
can_open(const struct scan *c, size_t i, size_t n)
{
	return (i == c->begin || !is_alnum(c->s.p[i - 1])) && i + n < c->s.n &&
	    !ch_space(c->s.p[i + n]);
}

static bool
can_close(const struct scan *c, size_t i, size_t n)
{
	return !ch_space(c->s.p[i - 1]) && c->s.p[i - 1] != '\\' &&
	    (i + n == c->s.n || !is_alnum(c->s.p[i + n]));
}

static bool
read_mark(struct scan *c, unsigned which)
{
	char ch = c->s.p[c->i];
	size_t n = which < STRESS_STAR ? 2 : 1, at = c->i;
	struct mark *m = &c->mark[which];

	if (!mark_at(c, at, ch, n))
		return false;
	if (m->close != 0 && m->close == at) {
		leap(c, at + n);
		m->close = 0;
		if (n == 2)
			flow_tag(c->f, TAG_BOLD, true, (uint32_t)at, (uint32_t)(at + n));
		return true;
	}
	if (m->close != 0 || m->none || !can_open(c, at, n))
		return false;
	for (size_t j = at + n + 1; j + n <= c->s.n; j++) {
		if (!mark_at(c, j, ch, n) || !can_close(c, j, n))
			continue;
		m->close = j;
		leap(c, at + n);
		if (n == 2)
			flow_tag(c->f, TAG_BOLD, false, (uint32_t)at, (uint32_t)(at + n));
		return true;
	}
	m->none = true;
	return false;
}

static bool
read_marks(struct scan *c)
{
	bool star = c->s.p[c->i] == '*';

	if (c->markup < INLINE_CELL)
		return false;
	if (read_mark(c, star ? STRONG_STAR : STRONG_LINE))
		return true;
	return c->markup == INLINE_MARKDOWN && read_mark(c, star ? STRESS_STAR : STRESS_LINE);
}

/* ---- code and links ---- */

static bool
read_code(struct scan *c)
{
	const char *close = c->no_code || c->markup < INLINE_MARKDOWN ? NULL :
	    memchr(c->s.p + c->i + 1, '`', c->s.n - c->i - 1);

	if (close == NULL) {
		c->no_code = true;
		return false;
	}
	leap(c, c->i + 1);
	c->i = (size_t)(close - c->s.p);
	leap(c, c->i + 1);
	return true;
}

/* "[text](to)": the brackets and what is in the round ones go */
static bool
read_link(struct scan *c)
{
	if (c->s.p[c->i] == ']') {
		if (c->link_text_end == 0 || c->link_text_end != c->i)
			return false;
		leap(c, c->link_end);
		c->link_text_end = 0;
		return true;
	}
	if (c->markup < INLINE_MARKDOWN || c->no_link || c->link_text_end != 0)
		return false;
	for (size_t j = c->i + 1; j + 1 < c->s.n; j++) {
		const char *close;

		if (c->s.p[j] != ']' || c->s.p[j + 1] != '(')
			continue;
		close = memchr(c->s.p + j, ')', c->s.n - j);
		if (close == NULL)
			break;
		c->link_text_end = j;
		c->link_end = (size_t)(close - c->s.p) + 1;
		leap(c, c->i + 1);
		return true;
	}
	c->no_link = true;
	return false;
}

/* ---- the rest ---- */

static bool
read_entity(struct scan *c)
{
	size_t at = c->i, n = entity_length(c->s, at);

	if (n == 0)
		return false;
	leap(c, at + n);
	flow_entity(c->f, (uint32_t)at, (uint32_t)(at + n));
	return true;
}

static bool
read_escape(struct scan *c)
{
	if (c->markup < INLINE_CELL || c->i + 1 >= c->s.n || !is_punct(c->s.p[c->i + 1]))
		return false;
	leap(c, c->i + 1);
	c->i++;		/* what is escaped is a word, whatever it is */
	return true;
}

/* a run of white space other than one blank parts words */
static bool
read_space(struct scan *c)
{
	size_t at = c->i, end = at;

	while (end < c->s.n && ch_space(c->s.p[end]))
		end++;
	if (end == at + 1 && c->s.p[at] == ' ')
		return false;
	leap(c, end);
	flow_break(c->f, (uint32_t)at, (uint32_t)end);
	return true;
}

/* U+00A0 where it is only a blank */
static bool
read_nbsp(struct scan *c)
{
	size_t at = c->i;

	if (!c->f->wraps || at + 1 >= c->s.n || c->s.p[at + 1] != '\xA0')
		return false;
	leap(c, at + 2);
	flow_nbsp(c->f, (uint32_t)at, (uint32_t)(at + 2));
	return true;
}

static bool
read_special(struct scan *c)
{
	switch (c->s.p[c->i]) {
	case '<':
		return read_tag(c);
	case '&':
		return read_entity(c);
	case '\\':
		return read_escape(c);
	case '*':
	case '_':
		return read_marks(c);
	case '`':
		return read_code(c);
	case '[':
	case ']':
		return read_link(c);
	case ' ':
	case '\t':
	case '\n':
	case '\r':
	case '\f':
	case '\v':
		return read_space(c);
	case '\xC2':
		return read_nbsp(c);
	default:
		return false;
	}
}

/* nothing to look at closer: a letter, a digit, or one blank before one */
static bool
is_word(const char *p, size_t i, size_t to)
{
	static const bool special[256] = { ['<'] = true, ['&'] = true, ['\\'] = true,
		['*'] = true, ['_'] = true, ['`'] = true, ['['] = true, [']'] = true,
		['\t'] = true, ['\n'] = true, ['\r'] = true, ['\f'] = true, ['\v'] = true,
		[0xC2] = true };

	return p[i] == ' ' ? i + 1 < to && !ch_space(p[i + 1]) : !special[(unsigned char)p[i]];
}

void
inline_add(struct flow *f, uint32_t from, uint32_t to, enum inline_markup markup)
{
	struct scan c = { .f = f, .s = str_sub(f->src, 0, to), .begin = from, .i = from,
		.plain = from, .markup = markup };

	while (c.i < to)
		if (is_word(f->src.p, c.i, to) || !read_special(&c))
			c.i++;
	leap(&c, to);
}

struct text
inline_read(struct doc *d, uint32_t from, uint32_t to, enum inline_markup markup, bool *bold)
{
	struct str src = d->source->bytes;
	struct flow f;
	uint32_t i = from;

	while (i < to && is_word(src.p, i, to))
		i++;
	if (i == to) {	/* no markup at all: most cells */
		*bold = false;
		return text_of_source(src, from, to);
	}
	flow_begin(&f, d->arena, src);
	inline_add(&f, from, to, markup);
	return flow_end(&f, d, from, bold);
}
