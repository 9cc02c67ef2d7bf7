/*
 * What a match must hold, read from the source of a pattern; see literals.h.
 *
 * A recursive walk over the syntax (literals_walk.h) finds of each part the few strings that it
 * can be, those with which it begins and those of which it holds one. What is not known there
 * (a call, a condition, a code point by its number) ends the walk, and nothing is known of the
 * pattern.
 */
#include "rules/literals_walk.h"

#define LONGEST_START	8u	/* bytes of the strings that a match begins with */
#define TOO_MANY_STARTS	0.02	/* hits for each byte of English, where a match would begin; */
#define TOO_MANY_WORDS	0.1	/* where a word does */

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
	if (w->verbs || !walk_begins_somewhere(all) || n == 0 || hits_of(w->a, start, n) >
	    (out->at_word ? TOO_MANY_WORDS : TOO_MANY_STARTS))
		return;
	out->starts_known = true;
	out->start = start;
	out->nstarts = n;
	out->at_line = set_has_empty(all->head);
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
	struct info all = walk_pattern(&w);
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
