/* Words in, hashes of their stems out; see stems.h. */
#include "checks/stems.h"

#define LONGEST_WORD 40u
#define SHORTEST_STEM 3u
#define LONG_STEM 6u

/* words that say nothing of what is counted */
static const struct str small[] = {
	WORD("a"), WORD("all"), WORD("also"), WORD("an"), WORD("and"), WORD("are"), WORD("as"),
	WORD("at"), WORD("av"), WORD("average"), WORD("been"), WORD("both"), WORD("but"),
	WORD("by"), WORD("during"), WORD("each"), WORD("figure"), WORD("figures"),
	WORD("financial"), WORD("for"), WORD("from"), WORD("had"), WORD("has"), WORD("have"),
	WORD("in"), WORD("is"), WORD("it"), WORD("its"), WORD("level"), WORD("levels"),
	WORD("no"), WORD("nos"), WORD("number"), WORD("numbers"), WORD("of"), WORD("on"),
	WORD("or"), WORD("our"), WORD("overall"), WORD("still"), WORD("sum"), WORD("that"),
	WORD("the"), WORD("their"), WORD("there"), WORD("these"), WORD("they"), WORD("this"),
	WORD("those"), WORD("to"), WORD("total"), WORD("totals"), WORD("was"), WORD("we"),
	WORD("were"), WORD("which"), WORD("who"), WORD("with"), WORD("year"), WORD("years"),
};

static bool
is_small(struct str w)
{
	size_t lo = 0, hi = w.n == 0 ? 0 : sizeof(small) / sizeof(small[0]);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		size_t n = small[mid].n < w.n ? small[mid].n : w.n;
		int c = (unsigned char)small[mid].p[0] - (unsigned char)w.p[0];

		if (c == 0)
			c = memcmp(small[mid].p, w.p, n);
		if (c == 0)
			c = (small[mid].n > w.n) - (small[mid].n < w.n);
		if (c == 0)
			return true;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

/* cut an ending off, when enough is left of the word */
static bool
cut(struct str *w, struct str ending)
{
	if (w->n < ending.n + SHORTEST_STEM || w->p[w->n - 1] != ending.p[ending.n - 1] ||
	    !str_ends(*w, ending))
		return false;
	w->n -= ending.n;
	return true;
}

static struct str
stem_of(struct str w)
{
	static const struct str endings[] = { WORD("ances"), WORD("ance"), WORD("ences"),
		WORD("ence"), WORD("ees"), WORD("ing"), WORD("ed"), WORD("e") };

	if (!str_ends(w, CF_S("ss")) && !str_ends(w, CF_S("us")) && !str_ends(w, CF_S("is")) &&
	    !cut(&w, CF_S("ies")))
		cut(&w, CF_S("s"));
	if (w.n >= LONG_STEM + 3 && cut(&w, CF_S("ion")))		/* completion, completed */
		return w;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (cut(&w, endings[i]))
			break;
	if (w.n > SHORTEST_STEM && w.p[w.n - 1] == w.p[w.n - 2])	/* admitted */
		w.n--;
	else if (w.n > SHORTEST_STEM && w.p[w.n - 1] == 'y')		/* enquiry, enquiries */
		w.n--;
	return w;
}

void
stems_begin(struct stems *w)
{
	w->n = 0;
	w->all = true;
}

bool
stems_has(const struct stems *w, uint64_t stem)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i] == stem)
			return true;
	return false;
}

static void
add_word(struct stems *w, struct str s)
{
	char low[LONGEST_WORD];
	struct str word = { low, s.n < LONGEST_WORD ? s.n : LONGEST_WORD };
	uint64_t h;

	for (size_t i = 0; i < word.n; i++)
		low[i] = ch_lower(s.p[i]);
	if (is_small(word) || (word.n > 5 && str_ends(word, CF_S("ly"))))	/* "sharply" */
		return;
	h = str_hash(0, stem_of(word));
	if (stems_has(w, h))
		return;
	if (w->n < MOST_STEMS)
		w->at[w->n++] = h;
	else
		w->all = false;
}

/* part of a word: letters, and all that is not ASCII */
static bool
ch_word(char c)
{
	return ch_alpha(c) || (unsigned char)c >= 0x80;
}

static bool
is_dash_or_quote(struct str s, size_t i)
{
	return i + 2 < s.n && s.p[i] == '\xE2' && s.p[i + 1] == '\x80';
}

/* where a number ends: "1,234", "2022/23" */
static size_t
number_end(struct str s, size_t i)
{
	while (i < s.n && (ch_digit(s.p[i]) || (i + 1 < s.n && ch_digit(s.p[i + 1]) &&
	    strchr(",./-", s.p[i]) != NULL)))
		i++;
	return i;
}

void
stems_add(struct stems *w, struct str s)
{
	for (size_t i = 0, k; i < s.n; i = k) {
		k = i + 1;
		if (is_dash_or_quote(s, i)) {
			k = i + 3;
		} else if (ch_digit(s.p[i])) {
			k = number_end(s, i);
			/* a short number tells things apart; a long one is a year, "(1)" a note */
			if (k - i < 3 && (i == 0 || s.p[i - 1] != '('))
				add_word(w, str_sub(s, i, k));
		} else if (ch_word(s.p[i])) {
			while (k < s.n && ch_word(s.p[k]) && !is_dash_or_quote(s, k))
				k++;
			add_word(w, str_sub(s, i, k));
			if (k + 1 < s.n && s.p[k] == '\'' && ch_lower(s.p[k + 1]) == 's')
				k += 2;
			else if (k + 3 < s.n && is_dash_or_quote(s, k) && s.p[k + 3] == 's')
				k += 4;
		}
	}
}

bool
stems_within(const struct stems *part, const struct stems *whole)
{
	for (size_t i = 0; i < part->n; i++)
		if (!stems_has(whole, part->at[i]))
			return false;
	return part->n > 0 && part->all;
}
