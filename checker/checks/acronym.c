/* Acronyms and their words; see acronym.h. */
#include "checks/acronym.h"

#include "facts/scan.h"

#define MOST_LETTERS	8u
#define FEWEST_LETTERS	3u
#define MOST_WORDS	16u	/* before the bracket that are looked at */
#define MOST_AFTER	2u	/* words between that of the last letter and the bracket */

/* The words before a bracket, the nearest first. */
struct words {
	struct str s;
	struct { size_t from, to; } at[MOST_WORDS];
	size_t n;
};

static bool
is_word(char c)
{
	return ch_alnum(c) || ch_wide(c) || c == '\'';
}

/* nothing but what stands inside a name: spaces, hyphens, slashes, commas, "&" */
static bool
is_between(char c)
{
	return c == ' ' || c == '-' || c == '/' || c == ',' || c == '&';
}

static void
words_before(struct words *w, struct str s, size_t at)
{
	size_t i = at;

	w->s = s;
	w->n = 0;
	while (w->n < MOST_WORDS) {
		size_t to;

		while (i > 0 && is_between(w->s.p[i - 1]))
			i--;
		to = i;
		while (i > 0 && is_word(w->s.p[i - 1]))
			i--;
		if (i == to)
			return;
		w->at[w->n].from = i;
		w->at[w->n++].to = to;
	}
}

static bool
is_filler(struct str s)
{
	static const char *const fillers[] = { "and", "of", "the", "for", "in", "to", "with",
		"on", "a", "an", "at", "by", "from" };

	for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
		if (str_eq_folded(s, str_of(fillers[i])))
			return true;
	return false;
}

/*
 * Do letters[0, n) stand for the words from w[i] on, the last of them for that one? A
 * word like "and" may stand for a letter or for none.
 */
static bool
spells(const struct words *w, size_t i, const char *letters, size_t n, size_t *first)
{
	struct str word;

	if (i >= w->n)
		return false;
	word = str_sub(w->s, w->at[i].from, w->at[i].to);
	if (ch_lower(word.p[0]) == ch_lower(letters[n - 1])) {
		*first = i;
		if (n == 1 || spells(w, i + 1, letters, n - 1, first))
			return true;
	}
	return is_filler(word) && spells(w, i + 1, letters, n, first);
}

/* its capitals, at s[from, *to); 0: it is none */
static size_t
letters_of(struct str s, size_t from, size_t *to, char out[MOST_LETTERS])
{
	size_t i = from, n = 0;

	while (i < s.n && (ch_alpha(s.p[i]) || s.p[i] == '&')) {
		if (s.p[i] >= 'A' && s.p[i] <= 'Z') {
			if (n == MOST_LETTERS)
				return 0;
			out[n++] = s.p[i];
		}
		i++;
	}
	if (i >= s.n || s.p[i] != ')' || n < FEWEST_LETTERS)
		return 0;
	*to = s.p[i - 1] == 's' ? i - 1 : i;
	return n;
}

static bool
read_acronym(struct str s, size_t bracket, struct acronym *out)
{
	struct words w;
	char letters[MOST_LETTERS];
	size_t n, first = 0;

	out->from = bracket + 1;
	n = letters_of(s, out->from, &out->to, letters);
	if (n == 0)
		return false;
	words_before(&w, s, bracket);
	for (size_t i = 0; i <= MOST_AFTER && i < w.n; i++) {
		/* the last letter is that of a word, not of a filler */
		if (is_filler(str_sub(s, w.at[i].from, w.at[i].to)) ||
		    !spells(&w, i, letters, n, &first))
			continue;
		out->words_from = w.at[first].from;
		out->words_to = w.at[i].to;
		return true;
	}
	return false;
}

/* the next one from `at` on */
static bool
next_acronym(struct str s, size_t at, struct acronym *out)
{
	while (at < s.n) {
		const char *bracket = memchr(s.p + at, '(', s.n - at);

		if (bracket == NULL)
			return false;
		at = (size_t)(bracket - s.p);
		if (read_acronym(s, at++, out))
			return true;
	}
	return false;
}

static struct acronyms *
collect(struct run *run)
{
	const struct texts *texts = texts_of(run);
	struct arena *a = run->doc->arena;
	struct acronyms *all = arena_new(a, struct acronyms);

	for (uint32_t i = 0; i < texts->n; i++) {
		struct acronym x = { .text = i };

		while (next_acronym(texts->place[i].text->s, x.to, &x))
			if (VEC_ROOM(a, all->at, all->n, all->cap))
				all->at[all->n++] = x;
	}
	return all;
}

const struct acronyms *
acronyms_of(struct run *run)
{
	if (run->acronyms == NULL)
		run->acronyms = collect(run);
	return run->acronyms;
}
