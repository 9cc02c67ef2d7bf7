/*
 * The ways in which one name is written otherwise: joined and apart, with and without a hyphen,
 * an apostrophe, a capital or a last S; see alike_forms.h.
 */
#include "checks/alike_forms.h"

#define SHORTEST_JOINED	6u	/* letters of "BookBus" */
#define SHORTEST_PART	2u
#define SHORTEST_SIGLA	3u	/* letters of an acronym with small letters in it */
#define SHORTEST_PLURAL	4u	/* of one with a plural s */
#define SHORTEST_PLAIN	6u	/* of a word that is no acronym */
#define SHORTEST_BRAND	7u	/* of a name that is no acronym, "ADDvance" */
#define SHORTEST_ACRONYM 4u	/* letters of one that may have lost an S */

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
put_spaced(struct alike_finder *f, const struct place *p, const struct capital *before,
    const struct capital *t)
{
	if (!is_plain(t) || !has_no_hyphen(t) || (t->is & CAPITAL_ADDRESS) != 0)
		return;
	if (t->n >= SHORTEST_JOINED)
		alike_put(f, BUT_FOR_SPACES, p, t->from, capital_end(t), t->hash, t->hash);
	if (are_joined(before, t) && t->n >= SHORTEST_PART &&
	    capital_end(t) - before->from > SHORTEST_JOINED)
		alike_put(f, BUT_FOR_SPACES, p, before->from, capital_end(t), name_hash_joined(before, t),
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
put_hyphened(struct alike_finder *f, const struct place *p, const struct capital *before,
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
			alike_put(f, BUT_FOR_HYPHENS, p, before->from, capital_end(t), name,
			    name_hash_apart(before, t));
	} else if (!has_small_part(word)) {
		alike_put(f, BUT_FOR_HYPHENS, p, t->from, capital_end(t), t->hash,
		    name_hash(word, MARK_HYPHEN));
	}
}

static bool
has_hyphen(struct str s)
{
	return memchr(s.p, '-', s.n) != NULL;
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
put_apostrophe(struct alike_finder *f, const struct place *p, const struct capital *before,
    const struct capital *t)
{
	struct str s = p->text->s, first = capital_word(s, before);
	bool saint = (before->is & CAPITAL_SAINT) != 0;

	if ((t->is & CAPITAL_JOINED) == 0 || !is_plain(before) || !is_plain(t) ||
	    (!saint && (t->is & CAPITAL_MINOR) != 0))
		return;
	if (saint ? ends_in_s(s, t) : ends_in_s(s, before) || is_possessive(first))
		alike_put(f, BUT_FOR_APOSTROPHES, p, before->from, capital_end(t),
		    name_hash_apart(before, t),
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
put_capitals(struct alike_finder *f, const struct place *p, const struct capital *t)
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
	alike_put(f, BUT_FOR_CAPITALS, p, t->from, capital_end(t), t->hash, form);
}

/* an acronym, by what it is without a last S */
static void
put_acronym(struct alike_finder *f, const struct place *p, const struct capital *t)
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
		alike_put(f, BUT_FOR_FINAL_S, p, t->from, capital_end(t), name_hash(stem, 0),
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

/* ---- all of them */

bool
alike_is_different(const struct form *a, const struct form *b)
{
	if (a->way == BUT_FOR_CAPITALS)
		return differ_in_capitals(form_words(a), form_words(b));
	if (a->way == BUT_FOR_FINAL_S)
		return is_explained(a) && a->n == 1 && b->n > 1 && a->to - a->from < b->to - b->from;
	return a->way != BUT_FOR_HYPHENS || has_hyphen(form_words(a)) != has_hyphen(form_words(b));
}

bool
alike_may_vary(const struct form *x)
{
	struct str s = form_words(x);

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

void
alike_put_text(struct alike_finder *f, const struct place *p, const struct capital *word, size_t n)
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
