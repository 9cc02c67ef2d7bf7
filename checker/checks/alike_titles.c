/* Titles with a word more or less, a letter or other endings; see alike_forms.h. */
#include "checks/alike_forms.h"

#include "checks/matches.h"
#include "checks/name.h"
#include "checks/slip.h"

#define MOST_NAMES	1000u	/* different titles that are held against each other */
#define MOST_WORDS	24u	/* of one title */
#define SHORTEST_SLIP	5u	/* letters of a word that may be another one's slip */
#define FEWEST_SHARED	4u	/* words that two titles share */
#define FEWEST_WORDS	3u	/* of a title whose words may end otherwise */
#define LONGEST_ENDING	3u	/* letters that come behind what two words share */

struct title {
	struct form form;	/* without hashes */
	struct str word[MOST_WORDS];
	size_t n;
	size_t family;		/* the first of those that end in the same words */
	size_t times;		/* places of all of these */
};

/* in small letters, without apostrophes */
static struct str
plain_word(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0, mark;

	for (size_t i = 0; i < s.n; i += mark > 0 ? mark : 1) {
		mark = apostrophe_at(s, i);
		if (mark == 0)
			p[n++] = ch_lower(s.p[i]);
	}
	return (struct str){ p, n };
}

/* its words, each without what makes no difference; `whole`: with its plural s */
static void
split_title(struct arena *a, struct str s, bool whole, struct title *t)
{
	size_t from = 0;

	t->n = 0;
	for (size_t i = 0; i <= s.n && t->n < MOST_WORDS; i++) {
		struct str word;

		if (i < s.n && !ch_space(s.p[i]) && s.p[i] != '/')
			continue;
		word = whole ? plain_word(a, str_sub(s, from, i)) : name_folded(a, str_sub(s, from, i));
		from = i + 1;
		if (word.n > 0 && !is_minor_word(word))
			t->word[t->n++] = word;
	}
}

static bool
same_title(const struct title *a, const struct title *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!str_eq(a->word[i], b->word[i]))
			return false;
	return true;
}

/* ---- which are alike */

/*
 * A word or two more inside, or another word or two in its place where three words
 * before it are the same. What is more at either end may belong to something else.
 */
static bool
is_alike(const struct title *a, const struct title *b)
{
	size_t front = 0, end = 0, x, y;

	while (front < a->n && front < b->n && str_eq(a->word[front], b->word[front]))
		front++;
	while (end + front < a->n && end + front < b->n &&
	    str_eq(a->word[a->n - 1 - end], b->word[b->n - 1 - end]))
		end++;
	x = a->n - front - end;
	y = b->n - front - end;
	if (front == 0 || end == 0 || front + end < FEWEST_SHARED)
		return false;
	return x == 0 || y == 0 ? x + y <= 2 : front >= 3 && x + y <= 3;
}

/* one word differs, by a letter inside it */
static bool
is_letter_apart(const struct title *a, const struct title *b)
{
	size_t n = 0, at = 0;

	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (str_eq(a->word[i], b->word[i]))
			continue;
		n++;
		at = i;
	}
	return n == 1 && a->word[at].n >= SHORTEST_SLIP && b->word[at].n >= SHORTEST_SLIP &&
	    is_slip(a->word[at], b->word[at]);
}

static bool
is_of_the_compass(struct str s)
{
	return str_starts(s, CF_S("north")) || str_starts(s, CF_S("south")) ||
	    str_starts(s, CF_S("east")) || str_starts(s, CF_S("west"));
}

/* "values", "valued"; "family", "families"; not "old", "older" */
static bool
end_otherwise(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	return n >= SHORTEST_SLIP - 1 && a.n - n <= LONGEST_ENDING && b.n - n <= LONGEST_ENDING &&
	    !is_of_the_compass(a);
}

/* the words of both end otherwise, but the last; the longer one may have more before them */
static bool
is_ending_apart(const struct title *a, const struct title *b)
{
	size_t n = a->n < b->n ? a->n : b->n, differ = 0;

	if (n < FEWEST_WORDS || !str_eq(a->word[a->n - 1], b->word[b->n - 1]))
		return false;
	for (size_t i = 1; i < n; i++) {
		struct str x = a->word[a->n - 1 - i], y = b->word[b->n - 1 - i];

		if (str_eq(x, y))
			continue;
		if (!end_otherwise(x, y))
			return false;
		differ++;
	}
	return differ > 0;
}

static bool
is_same_but(unsigned ways, const struct title *a, const struct title *b)
{
	return ((ways & BUT_FOR_WORDS) != 0 && is_alike(a, b)) ||
	    ((ways & BUT_FOR_LETTERS) != 0 && is_letter_apart(a, b)) ||
	    ((ways & BUT_FOR_ENDINGS) != 0 && is_ending_apart(a, b));
}

/* ---- all of a document */

/* different titles, each with the first place where it stands */
struct titles {
	struct title *list;
	size_t n, cap;
};

static void
add_title(struct alike_finder *f, struct titles *ts, const struct matches *m, size_t from,
    size_t to)
{
	struct title t = { .form = { .place = &m->texts->place[m->text - 1], .from = from,
		.to = to } };
	size_t i = 0;

	split_title(f->a, str_sub(t.form.place->text->s, from, to),
	    (f->rule->but_for & BUT_FOR_ENDINGS) != 0, &t);
	while (i < ts->n && !same_title(&ts->list[i], &t))
		i++;
	if (i == MOST_NAMES) {
		f->out->cut = true;
		return;
	}
	if (i == ts->n && VEC_ROOM(f->a, ts->list, ts->n, ts->cap))
		ts->list[ts->n++] = t;
	ts->list[i].form.n++;
}

/* "Homes Model" and "Ellery Homes Model": one ends in all words of the other */
static bool
end_in_same_words(const struct title *a, const struct title *b)
{
	size_t n = a->n < b->n ? a->n : b->n;

	for (size_t i = 0; i < n; i++)
		if (!str_eq(a->word[a->n - 1 - i], b->word[b->n - 1 - i]))
			return false;
	return n >= FEWEST_WORDS;
}

/* where endings are compared, what is written before a name is no part of it */
static void
join_families(const struct alike_finder *f, struct title *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while ((f->rule->but_for & BUT_FOR_ENDINGS) != 0 && k < i &&
		    !end_in_same_words(&list[k], &list[i]))
			k++;
		list[i].family = (f->rule->but_for & BUT_FOR_ENDINGS) != 0 && k < i ?
		    list[k].family : i;
		list[list[i].family].times += list[i].form.n;
	}
	for (size_t i = 0; i < n; i++)
		list[i].times = list[list[i].family].times;
}

/* the most frequent of those that it is like, when that is more frequent or comes first */
static const struct title *
right_for(const struct alike_finder *f, const struct title *list, size_t n, size_t i)
{
	const struct title *best = NULL;

	for (size_t k = 0; k < n; k++) {
		size_t times = list[k].times;

		if (list[k].family == list[i].family || times < list[i].times ||
		    (times == list[i].times && list[k].family > list[i].family) ||
		    (best != NULL && times <= best->times) ||
		    !is_same_but(f->rule->but_for, &list[i], &list[k]))
			continue;
		best = &list[k];
	}
	return best;
}

void
alike_find_titles(struct alike_finder *f)
{
	int name = pattern_capture(f->rule->match, CF_S("name"));
	struct titles ts = { NULL, 0, 0 };
	struct matches m;
	size_t from, to;

	matches_begin(&m, f->run, f->rule);
	while (matches_next(&m)) {
		if (!matches_capture(&m, name, &from, &to))
			from = m.from, to = m.to;
		add_title(f, &ts, &m, from, to);
	}
	join_families(f, ts.list, ts.n);
	for (size_t i = 0; i < ts.n; i++) {
		const struct title *right = right_for(f, ts.list, ts.n, i);

		f->out->compared += ts.list[i].form.n > 1;
		if (right != NULL)
			alike_report(f, &ts.list[i].form, &right->form);
	}
}
