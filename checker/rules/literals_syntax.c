/* Groups, sequences and walk_pattern of a pattern; see literals_walk.h. */
#include "rules/literals_walk.h"

#include "base/limits.h"

#define MOST_NEEDED	256u	/* strings of which a match holds one */

/* ---- groups */

/* behind (* : a verb, which never makes a match of what was none */
static struct info
verb(struct walk *w)
{
	char c = peek(w, 0);

	if (!(c >= 'A' && c <= 'Z') || c == 'A')	/* (*ACCEPT) ends a match early */
		return lose(w);
	w->verbs = true;
	walk_past(w, ')');
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
	inner = walk_pattern(w);
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

/* behind "(?", before "(<name>)yes|no)": either of the two, which says little */
static struct info
conditional(struct walk *w)
{
	w->i++;
	if (peek(w, 0) == '?' || peek(w, 0) == '*')
		return lose(w);		/* looks around, is no name */
	walk_past(w, ')');
	(void)inside(w);
	return unknown;
}

/* behind "(?"; the options of the pattern are put back by the caller, but those that
 * are set here for what follows */
static struct info
special_group(struct walk *w, bool *keeps_options)
{
	char c = peek(w, 0), after = peek(w, 1);

	if (c == '<' && after == '*')
		return lose(w);
	if (c == '(')
		return conditional(w);
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
		walk_past(w, ')');
		return unknown;
	}
	if (c == '<' || c == '\'' || (c == 'P' && after == '<')) {
		w->i += c == 'P' ? 2 : 1;
		walk_past(w, c == '\'' ? '\'' : '>');
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
			walk_past(w, ')');
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
		return walk_class(w);
	case '\\':
		w->i++;
		return walk_escape(w);
	case '.':
		w->i++;
		return unknown;
	case '^':
		w->i++;
		return (struct info){ .exact = zero_width.exact, .head = zero_width.head,
			.line = true };
	case '$':
		w->i++;
		return zero_width;
	case '*':
	case '+':
	case '?':
	case '{':	/* where it is no quantifier it is rare */
		return lose(w);
	default:
		return walk_literal(w);
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
	if (w->lost || !is_quantifier(c))
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

/* ---- walk_pattern */

bool
walk_begins_somewhere(const struct info *x)
{
	return x->head.n > 0 && (x->line || !set_has_empty(x->head));
}

struct info
walk_pattern(struct walk *w)
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
		line = line && walk_begins_somewhere(&one);
		if (at_end(w) || peek(w, 0) != '|')
			break;
		w->i++;
		one = sequence(w);
	}
	return (struct info){ union_set(&exact), union_set(&head), union_set(&need), line };
}
