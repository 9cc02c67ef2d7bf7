/*
 * Names that are the same but for little; see alike.h. Each name is put into a group
 * by what all ways to write it share, and in the group by the way it is written. The
 * way that most places have is right, the first of equals.
 */
#include "checks/alike.h"

#include "base/limits.h"
#include "checks/capitals.h"
#include "checks/matches.h"
#include "checks/name.h"
#include "checks/near.h"
#include "checks/small_words.h"

#define SHORTEST_JOINED	6u	/* letters of "BookBus" */
#define SHORTEST_PART	2u
#define SHORTEST_SIGLA	3u	/* letters of an acronym with small letters in it */
#define SHORTEST_PLURAL	4u	/* of one with a plural s */
#define SHORTEST_PLAIN	6u	/* of a word that is no acronym */
#define SHORTEST_BRAND	7u	/* of a name that is no acronym, "ADDvance" */
#define FIRST_FORMS	256u	/* room for these at first */
#define MOST_FORMS	8u	/* of one name; further ones are not compared */
#define MOST_NAMES	1000u	/* different titles that are held against each other */
#define MOST_WORDS	24u	/* of one title */
#define SHORTEST_SLIP	5u	/* letters of a word that may be another one's slip */
#define FEWEST_SHARED	4u	/* words that two titles share */
#define SHORTEST_ACRONYM 4u	/* letters of one that may have lost an S */
#define FEWEST_WORDS	3u	/* of a title whose words may end otherwise */
#define LONGEST_ENDING	3u	/* letters that come behind what two words share */

/* One way to write a name. */
struct form {
	uint64_t key;		/* of what all ways to write the name share */
	uint64_t form;		/* of how it is written, without what makes no difference */
	const struct place *place;
	size_t from, to;
	uint32_t n;
	uint32_t next;		/* the next way to write it, + 1 */
	bool first;		/* of its name */
	unsigned way;		/* in what it may differ */
};

struct finder {
	struct run *run;
	const struct rule *rule;
	struct arena *a;
	struct alikes *out;
	struct form *forms;	/* in the order of the document */
	size_t n, cap;
	const struct capitals *capitals;
	uint32_t *slot;		/* of the first form of each name, + 1 */
	size_t slots;
	struct small_word *small;	/* what is found in two words, as one */
	size_t nsmall, smallcap;
	size_t *found;		/* which of `out` each is of */
	size_t nfound, foundcap;
};

/* ---- names */

static size_t
slot_of(const struct finder *f, uint64_t key)
{
	size_t i = (size_t)key & (f->slots - 1);

	while (f->slot[i] != 0 && f->forms[f->slot[i] - 1].key != key)
		i = (i + 1) & (f->slots - 1);
	return i;
}

static void
grow(struct finder *f)
{
	f->slots = f->slots == 0 ? 4096 : 2 * f->slots;
	f->slot = arena_array(f->a, f->slots, uint32_t);
	for (size_t i = 0; i < f->n; i++)
		if (f->forms[i].first)
			f->slot[slot_of(f, f->forms[i].key)] = (uint32_t)i + 1;
}

/* count a name: `key` is of all ways to write it, `form` of this one */
static void
put_keyed(struct finder *f, unsigned way, const struct place *p, size_t from, size_t to,
    uint64_t key, uint64_t form)
{
	uint32_t *link, k = 0;

	if (2 * (f->n + 1) > f->slots)
		grow(f);
	link = &f->slot[slot_of(f, key)];
	for (; *link != 0; link = &f->forms[*link - 1].next) {
		if (f->forms[*link - 1].form == form) {
			f->forms[*link - 1].n++;
			return;
		}
		k++;
	}
	if (k == MOST_FORMS)
		return;
	if (f->n >= CF_MAX_WORDS) {
		f->out->cut = true;
		return;
	}
	*link = (uint32_t)f->n + 1;
	if (VEC_ROOM(f->a, f->forms, f->n, f->cap))
		f->forms[f->n++] = (struct form){ key, form, p, from, to, 1, 0, k == 0, way };
}

/* `name` is name_hash() of what all ways to write it share, `form` that of this one */
static void
put(struct finder *f, unsigned way, const struct place *p, size_t from, size_t to,
    uint64_t name, uint64_t form)
{
	put_keyed(f, way, p, from, to, (name ^ name >> 32) + way * 0x9E3779B97F4A7C15ull, form);
}

static struct str
words_of(const struct form *x)
{
	return str_sub(x->place->text->s, x->from, x->to);
}

/* ---- one joined, one apart; with and without a hyphen */

/* letters alone, some of them small */
static bool
is_plain(const struct capital *t)
{
	return (t->is & CAPITAL_LETTERS) != 0 && (t->is & CAPITAL_SMALL) != 0;
}

static bool
has_no_hyphen(const struct capital *t)
{
	return (t->is & CAPITAL_HYPHEN) == 0;
}

/* two words that might be written as one */
static bool
are_joined(const struct capital *before, const struct capital *t)
{
	return (t->is & CAPITAL_JOINED) != 0 && is_plain(before) && has_no_hyphen(before) &&
	    before->n >= SHORTEST_PART && (before->is & CAPITAL_MINOR) == 0;
}

static void
put_spaced(struct finder *f, const struct place *p, const struct capital *before,
    const struct capital *t)
{
	if (!is_plain(t) || !has_no_hyphen(t) || (t->is & CAPITAL_ADDRESS) != 0)
		return;
	if (t->n >= SHORTEST_JOINED)
		put(f, BUT_FOR_SPACES, p, t->from, capital_end(t), t->hash, t->hash);
	if (are_joined(before, t) && t->n >= SHORTEST_PART &&
	    capital_end(t) - before->from > SHORTEST_JOINED)
		put(f, BUT_FOR_SPACES, p, before->from, capital_end(t), name_hash_joined(before, t),
		    name_hash_apart(before, t));
}

/* "Cross-border" is "Cross Border" in a heading */
static bool
has_small_part(struct str s)
{
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i - 1] == '-' && !is_capital(s.p[i]))
			return true;
	return false;
}

static void
put_hyphened(struct finder *f, const struct place *p, const struct capital *before,
    const struct capital *t)
{
	struct str word = capital_word(p->text->s, t);
	uint64_t name;

	if (!is_plain(t) || word.n < SHORTEST_PART)
		return;
	if (has_no_hyphen(t)) {
		if (!are_joined(before, t))
			return;
		name = name_hash_joined(before, t);
		if (sieve_has(&f->capitals->hyphened, name))	/* else it is always apart */
			put(f, BUT_FOR_HYPHENS, p, before->from, capital_end(t), name,
			    name_hash_apart(before, t));
	} else if (!has_small_part(word)) {
		put(f, BUT_FOR_HYPHENS, p, t->from, capital_end(t), t->hash, name_hash(word, MARK_HYPHEN));
	}
}

/* ---- apostrophes */

static bool
ends_in_s(struct str s, const struct capital *t)
{
	return t->n > 0 && ch_lower(s.p[capital_end(t) - 1]) == 's';
}

/* "Carers' " */
static bool
is_possessive(struct str s)
{
	return s.n > 3 && (s.p[s.n - 1] == '\'' || apostrophe_at(s, s.n - 3) == 3);
}

/*
 * "Carer's Centre": a word in s and what it belongs to; or "St Peter's", which is never
 * a plural. By itself "Carers" is as right as "Carer's".
 */
static void
put_apostrophe(struct finder *f, const struct place *p, const struct capital *before,
    const struct capital *t)
{
	struct str s = p->text->s, first = capital_word(s, before);
	bool saint = (before->is & CAPITAL_SAINT) != 0;

	if ((t->is & CAPITAL_JOINED) == 0 || !is_plain(before) || !is_plain(t) ||
	    (!saint && (t->is & CAPITAL_MINOR) != 0))
		return;
	if (saint ? ends_in_s(s, t) : ends_in_s(s, before) || is_possessive(first))
		put(f, BUT_FOR_APOSTROPHES, p, before->from, capital_end(t), name_hash_apart(before, t),
		    name_hash(str_sub(s, before->from, capital_end(t)), MARK_SPACE | MARK_APOSTROPHE));
}

/* ---- capitals */

/* "BookBus", "ADDvance", "CiN", "MHPs": capitals inside it, or small letters behind several */
static bool
is_mixed(struct str s)
{
	size_t capitals = 1, small = 0;
	bool inside = false;

	while (capitals < s.n && is_capital(s.p[capitals]))
		capitals++;
	for (size_t i = capitals; i < s.n; i++) {
		small += s.p[i] >= 'a' && s.p[i] <= 'z';
		inside = inside || (is_capital(s.p[i]) && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z');
	}
	return small > 0 && (inside || capitals >= 2);
}

static bool
is_plural_sigla(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++)
		if (!is_capital(s.p[i]))
			return false;
	return s.n > 0 && s.p[s.n - 1] == 's';
}

static void
put_capitals(struct finder *f, const struct place *p, const struct capital *t)
{
	struct str word = capital_word(p->text->s, t);
	uint64_t form = 0;

	if (!sieve_has(&f->capitals->mixed, t->hash) ||	/* it has but one form that counts */
	    (t->is & (CAPITAL_LETTERS | CAPITAL_ALL)) != CAPITAL_LETTERS || !has_no_hyphen(t) ||
	    word.n < SHORTEST_SIGLA ||
	    (f->rule->but_for & (word.n < SHORTEST_BRAND ? BUT_FOR_CAPITALS : BUT_FOR_BRANDS)) == 0 ||
	    str_starts(word, CF_S("Mc")) || str_starts(word, CF_S("Mac")))
		return;
	for (size_t i = 0; i < word.n; i++) {
		if (!ch_alpha(word.p[i]))
			return;
		form = name_hash_byte(form, word.p[i]);
	}
	put(f, BUT_FOR_CAPITALS, p, t->from, capital_end(t), t->hash, form);
}

/* an acronym, by what it is without a last S */
static void
put_acronym(struct finder *f, const struct place *p, const struct capital *t)
{
	struct str word = capital_word(p->text->s, t), stem = word;

	if ((t->is & (CAPITAL_LETTERS | CAPITAL_SMALL | CAPITAL_HYPHEN | CAPITAL_ALL)) !=
	    CAPITAL_LETTERS)
		return;
	for (size_t i = 0; i < word.n; i++)
		if (!is_capital(word.p[i]))
			return;
	if (word.p[word.n - 1] == 'S' && word.n > SHORTEST_ACRONYM)
		stem.n--;
	if (stem.n >= SHORTEST_ACRONYM)
		put(f, BUT_FOR_FINAL_S, p, t->from, capital_end(t), name_hash(stem, 0),
		    name_hash(word, MARK_CAPITAL));
}

/* it stands in brackets behind the words that it is short for */
static bool
is_explained(const struct form *x)
{
	struct str s = x->place->text->s;

	return x->from > 1 && s.p[x->from - 1] == '(' && x->to < s.n && s.p[x->to] == ')';
}

static bool
has_small(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return true;
	return false;
}

/* can one be meant by the other? One is mixed; what looks like a plural may be one */
static bool
differ_in_capitals(struct str a, struct str b)
{
	if (is_plural_sigla(a))
		return a.n >= SHORTEST_PLURAL && !has_small(b);
	if (is_plural_sigla(b))
		return b.n >= SHORTEST_PLURAL && !has_small(a);
	if (is_mixed(a) && is_mixed(b))
		return true;
	if (is_mixed(a))
		return !has_small(b) || b.n >= SHORTEST_PLAIN;
	return is_mixed(b) && (!has_small(a) || a.n >= SHORTEST_PLAIN);
}

/* ---- what is found */

static void
report_form(struct finder *f, const struct form *wrong, const struct form *right)
{
	struct alikes *out = f->out;

	if (VEC_ROOM(f->a, out->item, out->n, out->cap))
		out->item[out->n++] = (struct alike){ wrong->place, wrong->from, wrong->to,
			wrong->n, words_of(right), right->place, right->from, right->to,
			right->n };
}

static bool
has_hyphen(struct str s)
{
	return memchr(s.p, '-', s.n) != NULL;
}

static bool
is_different(const struct form *a, const struct form *b)
{
	if (a->way == BUT_FOR_CAPITALS)
		return differ_in_capitals(words_of(a), words_of(b));
	if (a->way == BUT_FOR_FINAL_S)
		return is_explained(a) && a->n == 1 && b->n > 1 && a->to - a->from < b->to - b->from;
	return a->way != BUT_FOR_HYPHENS || has_hyphen(words_of(a)) != has_hyphen(words_of(b));
}

/* is there something in it that might have been written otherwise? */
static bool
may_vary(const struct form *x)
{
	struct str s = words_of(x);

	switch (x->way) {
	case BUT_FOR_SPACES:
		return memchr(s.p, ' ', s.n) != NULL;
	case BUT_FOR_HYPHENS:
		return has_hyphen(s);
	case BUT_FOR_CAPITALS:
		return is_mixed(s);
	default:
		return true;
	}
}

/* what was found last may be a word: it is one when it stands somewhere in small letters */
static void
note_small(struct finder *f, struct str s)
{
	struct small_word w = { .stands = false };
	char *low = arena_alloc(f->a, s.n + 1, 1);

	for (size_t i = 0; i < s.n; i++)
		if (!ch_space(s.p[i]))
			low[w.s.n++] = ch_lower(s.p[i]);
	w.s.p = low;
	if (VEC_ROOM(f->a, f->small, f->nsmall, f->smallcap) &&
	    VEC_ROOM(f->a, f->found, f->nfound, f->foundcap)) {
		f->small[f->nsmall++] = w;
		f->found[f->nfound++] = f->out->n - 1;
	}
}

/* "Waste Water" and "Wastewater", where "wastewater" is said too: no name, but a word */
static void
drop_words(struct finder *f)
{
	struct alikes *out = f->out;
	size_t n = 0, k = 0;

	small_words_find(f->run, f->small, f->nsmall);
	for (size_t i = 0; i < out->n; i++) {
		bool asked = k < f->nfound && f->found[k] == i;

		if (!asked || !f->small[k].stands)
			out->item[n++] = out->item[i];
		k += asked;
	}
	out->n = n;
}

static void
look_at_name(struct finder *f, const struct form *first)
{
	const struct form *right = first, *x = first;

	f->out->compared += first->n > 1 && may_vary(first);
	if (first->next == 0)
		return;
	for (; x->next != 0; x = &f->forms[x->next - 1])
		if (f->forms[x->next - 1].n > right->n)
			right = &f->forms[x->next - 1];
	for (x = first; x != NULL; x = x->next == 0 ? NULL : &f->forms[x->next - 1])
		if (x != right && is_different(x, right)) {
			report_form(f, x, right);
			if (x->way == BUT_FOR_SPACES)
				note_small(f, words_of(x));
		}
}

/* the n capitalised words of a text */
static void
look_at_text(struct finder *f, const struct place *p, const struct capital *word, size_t n)
{
	static const struct capital nothing = { .n = 0 };
	const struct capital *before = &nothing, *t = word;
	unsigned ways = f->rule->but_for;
	bool saint = false;	/* before the word before */

	for (; t < word + n; before = t++) {
		if ((ways & BUT_FOR_SPACES) != 0)
			put_spaced(f, p, before, t);
		if ((ways & BUT_FOR_HYPHENS) != 0)
			put_hyphened(f, p, before, t);
		if ((ways & BUT_FOR_APOSTROPHES) != 0 && !saint)
			put_apostrophe(f, p, before, t);
		if ((ways & (BUT_FOR_CAPITALS | BUT_FOR_BRANDS)) != 0)
			put_capitals(f, p, t);
		if ((ways & BUT_FOR_FINAL_S) != 0)
			put_acronym(f, p, t);
		saint = (before->is & CAPITAL_SAINT) != 0 && (t->is & CAPITAL_JOINED) != 0;
	}
}

/* ---- titles with a word more or less */

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
	    near_is_slip(a->word[at], b->word[at]);
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

/* different titles, each with the first place where it stands */
struct titles {
	struct title *list;
	size_t n, cap;
};

static void
add_title(struct finder *f, struct titles *ts, const struct matches *m, size_t from, size_t to)
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
join_families(const struct finder *f, struct title *list, size_t n)
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
right_for(const struct finder *f, const struct title *list, size_t n, size_t i)
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

static void
find_titles(struct finder *f)
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
			report_form(f, &ts.list[i].form, &right->form);
	}
}

void
alike_find(struct run *run, const struct rule *rule, struct alikes *out)
{
	struct finder f = { .run = run, .rule = rule, .a = run->scratch, .out = out };
	const struct texts *texts = texts_of(run);
	const struct capitals *capitals;
	struct place_filter filter;

	*out = (struct alikes){ .n = 0 };
	if (rule->match != NULL)
		find_titles(&f);
	if ((rule->but_for & ~BUT_FOR_TITLES) == 0)
		return;
	f.capitals = capitals = capitals_of(run);
	f.cap = FIRST_FORMS;
	f.forms = arena_array(f.a, f.cap, struct form);
	filter_begin(&filter, run, rule);
	for (size_t i = 0; i < texts->n; i++) {
		uint32_t first = capitals->first[i], n = capitals->first[i + 1] - first;

		if (n > 0 && filter_wants(&filter, &texts->place[i]))
			look_at_text(&f, &texts->place[i], capitals->word + first, n);
	}
	for (size_t i = 0; i < f.n; i++)
		if (f.forms[i].first)
			look_at_name(&f, &f.forms[i]);
	drop_words(&f);
}
