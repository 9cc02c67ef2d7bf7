/* What stands for characters in a pattern; see literals_walk.h. */
#include "rules/literals_walk.h"

#include "base/utf8.h"

static const struct str empty_string[] = { { "", 0 } };
const struct info zero_width = { .exact = { empty_string, 1, 0, 1.0 },
	.head = { empty_string, 1, 0, 1.0 } };

void
walk_past(struct walk *w, char c)
{
	while (!at_end(w) && w->p.p[w->i] != c)
		w->i++;
	if (w->i >= w->p.n)
		w->lost = true;
	w->i++;
}

/* a part that is one of these and nothing else */
static struct info
only(struct string_set s)
{
	return (struct info){ .exact = s, .head = s, .need = s };
}

static bool
is_plain(char c)
{
	return ch_alpha(c) || ch_digit(c);
}

/* Signs outside ASCII of which there is no other case: superscripts, quotation marks, signs
 * of currency, arrows. */
static bool
has_no_case(uint32_t cp)
{
	if (cp >= 0xA1 && cp <= 0xBF)
		return cp != 0xAA && cp != 0xB5 && cp != 0xBA;
	return (cp >= 0x2010 && cp <= 0x205E) || (cp >= 0x2080 && cp <= 0x208E) ||
	    cp == 0x2070 || (cp >= 0x2074 && cp <= 0x207E) || (cp >= 0x20A0 && cp <= 0x20C0) ||
	    (cp >= 0x2190 && cp <= 0x21FF);
}

/* the bytes of the character here, which is passed; n is 0 where there is no saying which bytes
 * match it */
static struct str
character(struct walk *w)
{
	struct str here = str_sub(w->p, w->i, w->p.n);
	size_t n;
	uint32_t cp = utf8_at(here.p, here.n, &n);

	w->i += n;
	return cp < 0x80 || (n > 1 && has_no_case(cp)) ? str_sub(here, 0, n) : CF_S("");
}

struct info
walk_literal(struct walk *w)
{
	struct str one = character(w);
	const char *from = one.p;
	size_t n = one.n;

	if (n == 0)
		return unknown;
	while (n < LONGEST && is_plain(from[n - 1]) && is_plain(peek(w, 0)) &&
	    !is_quantifier(peek(w, 1)) && peek(w, 1) != '(' &&
	    !(w->extended && (ch_space(peek(w, 1)) || peek(w, 1) == '#'))) {
		w->i++;
		n++;
	}
	return only(set_single(w->a, from, n));
}

/* the name of a group or property in its brackets, if there are any */
static void
pass_name(struct walk *w)
{
	char open = peek(w, 0);

	if (open == '{' || open == '<' || open == '\'') {
		w->i++;
		walk_past(w, open == '{' ? '}' : open == '<' ? '>' : '\'');
		return;
	}
	w->i += open == '-' || open == '+';
	while (ch_digit(peek(w, 0)))
		w->i++;
}

struct info
walk_escape(struct walk *w)
{
	char c = peek(w, 0);

	if (at_end(w))
		return lose(w);
	if (!ch_alpha(c) && !ch_digit(c))
		return walk_literal(w);
	w->i++;
	if (strchr("bBAZzK", c) != NULL)
		return zero_width;
	if (c == 'n' || c == 't')
		return only(set_single(w->a, c == 'n' ? "\n" : "\t", 1));
	if (strchr("dDwWsShHvVRXrfae", c) != NULL)
		return unknown;
	if (ch_digit(c)) {	/* a group once more, or a character by its number */
		while (ch_digit(peek(w, 0)))
			w->i++;
		return unknown;
	}
	if (c == 'g' || c == 'k') {
		pass_name(w);
		return unknown;
	}
	if (c != 'p' && c != 'P')
		return lose(w);
	if (peek(w, 0) == '{')
		walk_past(w, '}');
	else
		w->i++;
	return unknown;
}

/* ---- classes */

/* behind "[:" in a class: a name like that of [:alpha:]; what only begins so is too rare to
 * be understood */
static void
pass_posix_class(struct walk *w)
{
	w->i++;
	w->i += peek(w, 0) == '^';
	while (ch_alpha(peek(w, 0)))
		w->i++;
	if (peek(w, 0) != ':' || peek(w, 1) != ']')
		w->lost = true;
	w->i += 2;
}

/* one member of a class: its bytes; n is 0 when it is many */
static struct str
member(struct walk *w)
{
	char c = peek(w, 0);

	if (c == '[' && peek(w, 1) == ':') {
		w->i++;
		pass_posix_class(w);
		return CF_S("");
	}
	if (c == '[' && (peek(w, 1) == '.' || peek(w, 1) == '='))
		w->lost = true;
	if (c == '\\') {
		w->i++;
		c = peek(w, 0);
		if (c == 'n' || c == 't') {
			w->i++;
			return c == 'n' ? CF_S("\n") : CF_S("\t");
		}
		if (strchr("cEQNox", c) != NULL)
			w->lost = true;	/* NUL, the end, is here as well */
		if (ch_alpha(c) || ch_digit(c)) {
			w->i++;
			if ((c == 'p' || c == 'P') && peek(w, 0) == '{')
				walk_past(w, '}');
			return CF_S("");
		}
	}
	return at_end(w) ? CF_S("") : character(w);
}

struct info
walk_class(struct walk *w)
{
	bool wide = peek(w, 0) == '^', first = true;
	struct string_union all = { .most = MOST_EXACT };

	w->i += wide;
	for (; !at_end(w) && (first || peek(w, 0) != ']'); first = false) {
		struct str one = member(w);

		if (peek(w, 0) == '-' && peek(w, 1) != ']')
			wide = true;	/* a range */
		if (one.n == 0)
			wide = true;
		if (!wide)
			union_add(w->a, &all, set_single(w->a, one.p, one.n));
	}
	if (at_end(w))
		return lose(w);
	w->i++;
	return wide ? unknown : only(union_set(&all));
}
