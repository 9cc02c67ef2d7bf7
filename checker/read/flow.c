/* Collecting the words of one block or cell; see flow.h. */
#include "read/flow.h"

#include "base/utf8.h"

void
flow_begin(struct flow *f, struct arena *a, struct str src)
{
	*f = (struct flow){ .src = src };
	text_begin(&f->b, a, src);
}

/* give the pending run to the builder */
static void
settle(struct flow *f)
{
	if (f->from < f->to)
		text_add(&f->b, f->from, f->to);
	f->from = f->to = 0;
}

/* write the pending break, when words stand on both sides of it */
static void
close_gap(struct flow *f, char next)
{
	if (f->gap_to == 0)
		return;
	if (f->prev != 0 && !ch_space(f->prev) && !ch_space(next)) {
		settle(f);
		if (f->line)
			text_add_line(&f->b, f->gap_from, f->gap_to);
		else
			text_add_for(&f->b, CF_S(" "), f->gap_from, f->gap_to);
		f->prev = ' ';
	}
	f->gap_to = 0;
}

/* a full stop that is not bold makes a bold line no other: "**14**. **Question**" */
static void
note_weight(struct flow *f, struct str s)
{
	bool *weight = f->bold > 0 ? &f->heavy : &f->light;

	for (size_t i = 0; i < s.n && !*weight; i++)
		*weight = f->bold > 0 ? !ch_space(s.p[i]) : ch_alpha(s.p[i]) ||
		    ch_digit(s.p[i]) || (unsigned char)s.p[i] >= 0x80;
}

/* Pieces ascend in the source. Only a tree that HTML repair has reordered could
 * break that; such a piece is left out. */
static bool
may_take(const struct flow *f, uint32_t from, uint32_t to)
{
	return f->hidden == 0 && from < to && from >= f->last;
}

static void
take_source(struct flow *f, uint32_t from, uint32_t to)
{
	bool blank = f->wraps && from < to && f->src.p[to - 1] == ' ';

	to -= blank;
	if (blank && from == to)
		flow_break(f, to, to + 1);
	if (!may_take(f, from, to))
		return;
	close_gap(f, f->src.p[from]);
	if (f->from < f->to && f->to == from) {
		f->to = to;
	} else {
		settle(f);
		f->from = from;
		f->to = to;
	}
	f->last = to;
	f->prev = f->src.p[to - 1];
	note_weight(f, str_sub(f->src, from, to));
	if (blank)	/* a line may yet end here */
		flow_break(f, to, to + 1);
}

void
flow_verbatim(struct flow *f, struct str s, uint32_t from, uint32_t to)
{
	if (!may_take(f, from, to))
		return;
	close_gap(f, s.p[0]);
	settle(f);
	text_add_for(&f->b, s, from, to);
	f->last = to;
	f->prev = s.p[s.n - 1];
	if (!str_eq(s, CF_S("\xC2\xA0")))
		note_weight(f, s);
}

static void
take_superscript(struct flow *f, uint32_t from, uint32_t to)
{
	static const struct str digit[10] = { { "\u2070", 3 }, { "\u00B9", 2 }, { "\u00B2", 2 },
		{ "\u00B3", 2 }, { "\u2074", 3 }, { "\u2075", 3 }, { "\u2076", 3 },
		{ "\u2077", 3 }, { "\u2078", 3 }, { "\u2079", 3 } };
	uint32_t start = from;

	for (uint32_t i = from; i < to; i++) {
		if (!ch_digit(f->src.p[i]))
			continue;
		take_source(f, start, i);
		flow_verbatim(f, digit[f->src.p[i] - '0'], i, i + 1);
		start = i + 1;
	}
	take_source(f, start, to);
}

void
flow_text(struct flow *f, uint32_t from, uint32_t to)
{
	if (f->sup > 0)
		take_superscript(f, from, to);
	else
		take_source(f, from, to);
}

void
flow_break(struct flow *f, uint32_t from, uint32_t to)
{
	struct str at = str_sub(f->src, from, to);
	bool line = str_starts_folded(at, CF_S("<br")) ||
	    (!f->wraps && memchr(at.p, '\n', at.n) != NULL);

	if (from < f->last || from >= to)
		return;
	if (f->gap_to == 0) {
		f->gap_from = from;
		f->gap_to = to;
		f->last = to;
		f->line = line;
	} else if (f->wraps && line) {
		f->line = true;
	}
}

struct entity {
	const char *name;
	uint16_t cp;
};

static uint32_t
named_entity(struct str name)
{
	static const struct entity table[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' },
		{ "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xA0 }, { "pound", 0xA3 },
		{ "euro", 0x20AC }, { "yen", 0xA5 }, { "cent", 0xA2 }, { "ndash", 0x2013 },
		{ "mdash", 0x2014 }, { "minus", 0x2212 }, { "lsquo", 0x2018 },
		{ "rsquo", 0x2019 }, { "ldquo", 0x201C }, { "rdquo", 0x201D },
		{ "hellip", 0x2026 }, { "bull", 0x2022 }, { "middot", 0xB7 }, { "sect", 0xA7 },
		{ "para", 0xB6 }, { "deg", 0xB0 }, { "plusmn", 0xB1 }, { "times", 0xD7 },
		{ "divide", 0xF7 }, { "frac12", 0xBD }, { "frac14", 0xBC }, { "frac34", 0xBE },
		{ "sup1", 0xB9 }, { "sup2", 0xB2 }, { "sup3", 0xB3 }, { "le", 0x2264 },
		{ "ge", 0x2265 }, { "ne", 0x2260 }, { "asymp", 0x2248 }, { "larr", 0x2190 },
		{ "uarr", 0x2191 }, { "rarr", 0x2192 }, { "darr", 0x2193 }, { "ensp", 0x2002 },
		{ "emsp", 0x2003 }, { "thinsp", 0x2009 }, { "shy", 0xAD }, { "zwnj", 0x200C },
		{ "copy", 0xA9 }, { "reg", 0xAE }, { "trade", 0x2122 }, { "dagger", 0x2020 },
		{ "Dagger", 0x2021 }, { "eacute", 0xE9 }, { "egrave", 0xE8 },
		{ "ecirc", 0xEA }, { "agrave", 0xE0 }, { "acirc", 0xE2 }, { "aacute", 0xE1 },
		{ "ccedil", 0xE7 }, { "ouml", 0xF6 }, { "uuml", 0xFC }, { "auml", 0xE4 },
		{ "szlig", 0xDF }, { "ntilde", 0xF1 }, { "iacute", 0xED }, { "oacute", 0xF3 },
		{ "uacute", 0xFA }, { "ocirc", 0xF4 }, { "icirc", 0xEE }, { "permil", 0x2030 } };

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (str_eq(name, str_of(table[i].name)))
			return table[i].cp;
	return 0;
}

/* "#163", "#xA3": at most 7 digits, so it cannot overflow */
static uint32_t
numeric_entity(struct str s)
{
	bool hex = s.n > 1 && (s.p[1] == 'x' || s.p[1] == 'X');
	uint32_t cp = 0;

	for (size_t i = hex ? 2 : 1; i < s.n; i++) {
		char c = ch_lower(s.p[i]);

		cp = cp * (hex ? 16 : 10) + (uint32_t)(ch_digit(c) ? c - '0' : c - 'a' + 10);
	}
	if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0xFFFD;
	return cp;
}

static bool
is_hex(char c)
{
	return ch_digit(c) || (ch_lower(c) >= 'a' && ch_lower(c) <= 'f');
}

size_t
entity_length(struct str s, size_t at)
{
	size_t i = at + 1, start, most = 48;

	if (i < s.n && s.p[i] == '#') {
		bool hex = i + 1 < s.n && (s.p[i + 1] == 'x' || s.p[i + 1] == 'X');

		i += hex ? 2 : 1;
		start = i;
		most = 7;
		while (i < s.n && i - start < most && (hex ? is_hex(s.p[i]) : ch_digit(s.p[i])))
			i++;
	} else {
		start = i;
		while (i < s.n && i - start < most && (ch_alpha(s.p[i]) ||
		    (i > start && ch_digit(s.p[i]))))
			i++;
	}
	return i > start && i < s.n && s.p[i] == ';' ? i + 1 - at : 0;
}

void
flow_nbsp(struct flow *f, uint32_t from, uint32_t to)
{
	if (f->gap_to == 0 && ch_digit(f->prev) && to < f->src.n && ch_digit(f->src.p[to]))
		flow_verbatim(f, CF_S("\xC2\xA0"), from, to);
	else
		flow_break(f, from, to);
}

void
flow_entity(struct flow *f, uint32_t from, uint32_t to)
{
	struct str name = str_sub(f->src, from + 1, to - 1);
	uint32_t cp = name.n > 0 && name.p[0] == '#' ? numeric_entity(name) : named_entity(name);
	char out[4];

	if (cp == 0)
		take_source(f, from, to);
	else if (cp == '\n' || cp == '\t' || cp == '\r' || cp == 0xAD)
		flow_break(f, from, cp == 0xAD ? from : to);
	else if (cp == 0xA0 && f->wraps)
		flow_nbsp(f, from, to);
	else
		flow_verbatim(f, (struct str){ out, utf8_put(cp, out) }, from, to);
}

static void
nest(unsigned *depth, bool closing)
{
	if (!closing)
		(*depth)++;
	else if (*depth > 0)
		(*depth)--;
}

void
flow_tag(struct flow *f, enum tag_kind kind, bool closing, uint32_t from, uint32_t to)
{
	switch (kind) {
	case TAG_BOLD:
		nest(&f->bold, closing);
		break;
	case TAG_SUP:
		nest(&f->sup, closing);
		break;
	case TAG_HIDDEN:
		nest(&f->hidden, closing);
		break;
	case TAG_BREAK:
		flow_break(f, from, to);
		break;
	case TAG_UNKNOWN:
	case TAG_PLAIN:
	case TAG_COMMENT:
		break;
	}
}

struct text
flow_end(struct flow *f, struct doc *d, uint32_t at, bool *bold)
{
	struct text t;

	if (f->b.npieces == 0 && f->from < f->to) {
		t = text_of_source(f->src, f->from, f->to);
	} else {
		settle(f);
		if (f->b.failed)
			d->failed = true;
		t = text_end(&f->b);
	}
	if (t.s.n == 0)
		t = (struct text){ .s = CF_S(""), .span = { at, at } };
	*bold = f->heavy && !f->light;
	return t;
}
