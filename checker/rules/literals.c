/*
 * What a match must hold, read from the source of a pattern; see literals.h.
 *
 * A recursive walk over the syntax. Of each part it finds, where it can, the few strings
 * that the part can be (`exact`), strings with one of which it begins (`head`) and strings
 * of which it holds one (`need`). Zero-width parts are exactly "". What is not known here (a call, a condition, a code point by its
 * number) ends the walk, and nothing is known of the pattern.
 */
#include "rules/literals.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "rules/string_set.h"

#define MOST_EXACT	128u	/* strings of a part that are told apart */
#define MOST_NEEDED	256u	/* strings of which a match holds one */
#define LONGEST		12u	/* bytes of a string: more tells hardly more */
#define LONGEST_START	8u	/* the same of those that a match begins with */
#define TOO_COMMON	0.006	/* hits for each byte of English: a search finds it everywhere */
#define TOO_MANY_STARTS	0.02	/* the same, where a match would begin; */
#define TOO_MANY_WORDS	0.1	/* where a word does */

struct info {
	struct string_set exact, head, need;
	bool line;	/* where `head` is "", it begins at the beginning of a line */
};

struct walk {
	struct arena *a;
	struct str p;
	size_t i;
	unsigned depth;
	bool extended;		/* (?x) */
	bool verbs;		/* (*SKIP) and the like, which say where to begin again */
	bool split;		/* into alternatives, as a whole */
	bool lost;
	/* what parts of the outermost sequence need besides, those that say most first */
	struct string_set more[MORE_LITERALS + 1];
};

static const struct str empty_string[] = { { "", 0 } };
static const struct info zero_width = { .exact = { empty_string, 1, 0, 1.0 },
	.head = { empty_string, 1, 0, 1.0 } };
static const struct info line_begin = { .exact = { empty_string, 1, 0, 1.0 },
	.head = { empty_string, 1, 0, 1.0 }, .line = true };
static const struct info unknown;

static struct info alternatives(struct walk *w);

static struct info
lose(struct walk *w)
{
	w->lost = true;
	return unknown;
}

static bool
at_end(const struct walk *w)
{
	return w->lost || w->i >= w->p.n;
}

/* the byte `ahead` of here, or NUL */
static char
peek(const struct walk *w, size_t ahead)
{
	return w->i + ahead < w->p.n ? w->p.p[w->i + ahead] : '\0';
}

/* go past the next `c`; the walk is lost when there is none */
static void
pass(struct walk *w, char c)
{
	while (!at_end(w) && w->p.p[w->i] != c)
		w->i++;
	if (w->i >= w->p.n)
		w->lost = true;
	w->i++;
}

/* ---- characters */

/* a part that is one of these and nothing else */
static struct info
only(struct string_set s)
{
	return (struct info){ .exact = s, .head = s, .need = s };
}

static bool
quantifies(char c)
{
	return c == '*' || c == '+' || c == '?' || c == '{';
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

/* one character, with the letters behind it that no quantifier speaks of */
static struct info
literal(struct walk *w)
{
	struct str one = character(w);
	const char *from = one.p;
	size_t n = one.n;

	if (n == 0)
		return unknown;
	while (n < LONGEST && is_plain(from[n - 1]) && is_plain(peek(w, 0)) &&
	    !quantifies(peek(w, 1)) && peek(w, 1) != '(' &&
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
		pass(w, open == '{' ? '}' : open == '<' ? '>' : '\'');
		return;
	}
	w->i += open == '-' || open == '+';
	while (ch_digit(peek(w, 0)))
		w->i++;
}

/* behind a backslash */
static struct info
escape(struct walk *w)
{
	char c = peek(w, 0);

	if (at_end(w))
		return lose(w);
	if (!ch_alpha(c) && !ch_digit(c))
		return literal(w);
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
		pass(w, '}');
	else
		w->i++;
	return unknown;
}

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
				pass(w, '}');
			return CF_S("");
		}
	}
	return at_end(w) ? CF_S("") : character(w);
}

/* behind [ */
static struct info
class_of_bytes(struct walk *w)
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

/* ---- groups */

/* behind (* : a verb, which never makes a match of what was none */
static struct info
verb(struct walk *w)
{
	char c = peek(w, 0);

	if (!(c >= 'A' && c <= 'Z') || c == 'A')	/* (*ACCEPT) ends a match early */
		return lose(w);
	w->verbs = true;
	pass(w, ')');
	return zero_width;
}

/* behind "(?": letters that switch options on or off; false when they are not known */
static bool
options(struct walk *w)
{
	bool on = true;
	size_t x = 0;

	for (; strchr("imsnJx-", peek(w, 0)) != NULL && !at_end(w); w->i++) {
		if (peek(w, 0) == '-')
			on = false;
		if (peek(w, 0) == 'x') {
			w->extended = on;
			x++;
		}
	}
	return x < 2 && (peek(w, 0) == ')' || peek(w, 0) == ':');
}

static struct info
inside(struct walk *w)
{
	struct info inner;

	if (++w->depth > CF_MAX_DEPTH)
		return lose(w);
	inner = alternatives(w);
	w->depth--;
	if (at_end(w))
		return lose(w);
	w->i++;	/* the bracket that ends it */
	return inner;
}

/* behind "(?=", "(?!", "(?<=", "(?<!" */
static struct info
look(struct walk *w, bool positive)
{
	struct info inner = inside(w), out = zero_width;

	if (positive)
		out.need = inner.need;
	return w->lost ? unknown : out;
}

/* behind "(?"; the options of the pattern are put back by the caller, but those that
 * are set here for what follows */
static struct info
special_group(struct walk *w, bool *keeps_options)
{
	char c = peek(w, 0), after = peek(w, 1);

	if (c == '<' && after == '*')
		return lose(w);
	if (c == '=' || c == '!') {
		w->i++;
		return look(w, c == '=');
	}
	if (c == '<' && (after == '=' || after == '!')) {
		w->i += 2;
		return look(w, after == '=');
	}
	if (c == ':' || c == '|' || c == '>') {
		w->i++;
		return inside(w);
	}
	if (c == 'P' && after == '=') {	/* a group once more */
		pass(w, ')');
		return unknown;
	}
	if (c == '<' || c == '\'' || (c == 'P' && after == '<')) {
		w->i += c == 'P' ? 2 : 1;
		pass(w, c == '\'' ? '\'' : '>');
		return inside(w);
	}
	if (!options(w))
		return lose(w);
	*keeps_options = peek(w, 0) == ')';
	w->i++;
	return *keeps_options ? zero_width : inside(w);
}

/* behind ( */
static struct info
group(struct walk *w)
{
	bool extended = w->extended, keeps_options = false;
	struct info out;

	if (peek(w, 0) == '*') {
		w->i++;
		return verb(w);
	}
	if (peek(w, 0) != '?') {
		out = inside(w);
	} else {
		w->i++;
		out = special_group(w, &keeps_options);
	}
	if (!keeps_options)
		w->extended = extended;
	return out;
}

/* ---- sequences */

/* what may stand between a part and its quantifier: comments, spaces of (?x) */
static void
pass_space(struct walk *w)
{
	while (!at_end(w)) {
		if (peek(w, 0) == '(' && peek(w, 1) == '?' && peek(w, 2) == '#')
			pass(w, ')');
		else if (w->extended && ch_space(peek(w, 0)))
			w->i++;
		else if (w->extended && peek(w, 0) == '#')
			while (!at_end(w) && w->p.p[w->i++] != '\n')
				;
		else
			return;
	}
}

static struct info
atom(struct walk *w)
{
	switch (peek(w, 0)) {
	case '(':
		w->i++;
		return group(w);
	case '[':
		w->i++;
		return class_of_bytes(w);
	case '\\':
		w->i++;
		return escape(w);
	case '.':
		w->i++;
		return unknown;
	case '^':
		w->i++;
		return line_begin;
	case '$':
		w->i++;
		return zero_width;
	case '*':
	case '+':
	case '?':
	case '{':	/* where it is no quantifier it is rare */
		return lose(w);
	default:
		return literal(w);
	}
}

/* {2}, {2,}, {0,3}: the smaller number, and whether it is the only one */
static size_t
at_least(struct walk *w, bool *exactly_one, bool *at_most_one)
{
	size_t least = 0, most = 0;

	w->i++;
	if (!ch_digit(peek(w, 0)))
		w->lost = true;
	for (; ch_digit(peek(w, 0)); w->i++)
		least = least < 10 ? least * 10 + (size_t)(peek(w, 0) - '0') : least;
	most = least;
	if (peek(w, 0) == ',') {
		w->i++;
		most = ch_digit(peek(w, 0)) ? 0 : SIZE_MAX;
		for (; ch_digit(peek(w, 0)); w->i++)
			most = most < 10 ? most * 10 + (size_t)(peek(w, 0) - '0') : most;
	}
	if (peek(w, 0) != '}')
		w->lost = true;
	w->i++;
	*exactly_one = least == 1 && most == 1;
	*at_most_one = most == 1;
	return least;
}

static struct info
quantified(struct walk *w)
{
	struct info item = atom(w);
	struct string_union maybe = { .most = MOST_EXACT };
	bool once = false, at_most_one = false;
	size_t least = 0;
	char c;

	pass_space(w);
	c = peek(w, 0);
	if (w->lost || !quantifies(c))
		return item;
	if (c == '{') {
		least = at_least(w, &once, &at_most_one);
	} else {
		w->i++;
		least = c == '+';
		at_most_one = c == '?';
	}
	if (peek(w, 0) == '+' || peek(w, 0) == '?')
		w->i++;
	if (once)
		return item;
	if (least > 0)
		return (struct info){ .head = item.head, .need = item.need, .line = item.line };
	if (!at_most_one)
		return unknown;
	union_add(w->a, &maybe, item.exact);
	union_add(w->a, &maybe, zero_width.exact);
	return (struct info){ .exact = union_set(&maybe), .head = union_set(&maybe) };
}

static bool
fits(struct string_set now, struct string_set next)
{
	return next.n > 0 && now.n * next.n <= MOST_EXACT &&
	    now.longest + next.longest <= 2 * LONGEST;
}

/* each part of the outermost sequence must be there: remember those that say most */
static void
note_need(struct walk *w, struct string_set set)
{
	if (w->depth > 0 || set.n == 0 || set.hits > TOO_COMMON)
		return;
	for (size_t i = 0; i <= MORE_LITERALS; i++) {
		struct string_set at = w->more[i];

		if (at.s == set.s)
			return;
		if (at.n != 0 && at.hits <= set.hits)
			continue;
		w->more[i] = set;
		set = at;
	}
}

static struct info
sequence(struct walk *w)
{
	struct string_set now = zero_width.exact, best = unknown.need, head = unknown.head;
	bool whole = true, line = false;

	for (pass_space(w); !at_end(w) && peek(w, 0) != '|' && peek(w, 0) != ')'; pass_space(w)) {
		struct info item = quantified(w);
		bool at_line = item.line && whole && now.n == 1 && now.s[0].n == 0, joined;

		best = set_better(best, item.need);
		if (fits(now, item.exact)) {
			now = set_product(w->a, now, item.exact);
			line = line || at_line;
			if (item.exact.longest == 0)
				note_need(w, item.need);
			continue;
		}
		joined = (item.head.hits < 1.0 || at_line) && fits(now, item.head);
		if (joined) {
			now = set_product(w->a, now, item.head);
			line = line || at_line;
		}
		if (!joined || item.need.hits < item.head.hits)
			note_need(w, item.need);
		if (whole)
			head = now;
		whole = false;
		best = set_better(best, now);
		note_need(w, now);
		now = item.exact.n > 0 ? item.exact : zero_width.exact;
	}
	best = set_better(best, now);
	note_need(w, now);
	return (struct info){ .exact = whole ? now : unknown.exact, .head = whole ? now : head,
		.need = best, .line = line };
}

static bool
has_empty(struct string_set set)
{
	for (size_t i = 0; i < set.n; i++)
		if (set.s[i].n == 0)
			return true;
	return false;
}

/* is it known with what, or where, it begins? */
static bool
begins_somewhere(const struct info *x)
{
	return x->head.n > 0 && (x->line || !has_empty(x->head));
}

static struct info
alternatives(struct walk *w)
{
	struct string_union exact = { .most = MOST_EXACT }, head = { .most = MOST_EXACT },
	    need = { .most = MOST_NEEDED };
	struct info one = sequence(w);
	bool line = true;

	if (at_end(w) || peek(w, 0) != '|')
		return one;
	w->split = w->split || w->depth == 0;
	for (;;) {
		union_add(w->a, &exact, one.exact);
		union_add(w->a, &head, one.head);
		union_add(w->a, &need, one.need);
		line = line && begins_somewhere(&one);
		if (at_end(w) || peek(w, 0) != '|')
			break;
		w->i++;
		one = sequence(w);
	}
	return (struct info){ union_set(&exact), union_set(&head), union_set(&need), line };
}

/* ---- the whole */

/* (?<![\w...]): the byte before is no part of a word */
static bool
looks_behind_for_none(struct str p)
{
	size_t i = sizeof("(?<![\\w") - 1;

	if (!str_starts(p, CF_S("(?<![\\w")))
		return false;
	while (i < p.n && p.p[i] != ']' && p.p[i] != '\\' && p.p[i] != '[')
		i++;
	return i + 1 < p.n && p.p[i] == ']' && p.p[i + 1] == ')';
}

/* does a match begin with \b, or the like? */
static bool
begins_a_word(const struct walk *w)
{
	struct str p = w->p;

	if (str_starts(p, CF_S("(?x)")))
		for (p = str_sub(p, 4, p.n); p.n > 0 && ch_space(p.p[0]); )
			p = str_sub(p, 1, p.n);
	return !w->split && (str_starts(p, CF_S("\\b")) || looks_behind_for_none(p));
}

/* as they are handed out, none longer than `most` bytes, without "" */
static size_t
cut(struct arena *a, struct string_set set, size_t most, const struct str **out)
{
	struct str *s = arena_array(a, set.n, struct str);
	size_t n = 0;

	for (size_t i = 0; i < set.n; i++)
		if (set.s[i].n > 0)
			s[n++] = str_sub(set.s[i], 0, most);
	*out = s;
	return n;
}

static double
hits_of(struct arena *a, const struct str *s, size_t n)
{
	double hits = 0;

	for (size_t i = 0; i < n; i++)
		hits += set_single(a, s[i].p, s[i].n).hits;
	return hits;
}

static void
find_starts(struct walk *w, const struct info *all, struct literals *out)
{
	const struct str *start;
	size_t n = cut(w->a, all->head, LONGEST_START, &start);

	/* what begins a line with anything is as soon searched for */
	if (w->verbs || !begins_somewhere(all) || n == 0 || hits_of(w->a, start, n) >
	    (out->at_word ? TOO_MANY_WORDS : TOO_MANY_STARTS))
		return;
	out->starts_known = true;
	out->start = start;
	out->nstarts = n;
	out->at_line = has_empty(all->head);
}

/* what the best is not made of */
static void
find_more(struct walk *w, const struct info *all, struct literals *out)
{
	for (size_t i = 0; i <= MORE_LITERALS && !w->split; i++) {
		struct more_literals *to = &out->more[out->nmore];

		if (w->more[i].n == 0 || w->more[i].s == all->need.s || out->nmore == MORE_LITERALS)
			continue;
		to->n = cut(w->a, w->more[i], LONGEST, &to->item);
		out->nmore += to->n > 0;
	}
}

struct literals
literals_of(struct arena *a, struct str pattern)
{
	struct walk w = { .a = a, .p = pattern };
	struct info all = alternatives(&w);
	struct literals out = { .at_word = begins_a_word(&w) };

	if (w.lost || w.i < pattern.n)
		return (struct literals){ .n = 0 };
	if (all.need.n > 0 && all.need.hits <= TOO_COMMON)
		out.n = cut(a, all.need, LONGEST, &out.item);
	if (out.n > 0)
		find_more(&w, &all, &out);
	find_starts(&w, &all, &out);
	return out;
}
