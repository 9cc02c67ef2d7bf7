/* Labels of rows and columns; see label.h. */
#include "facts/label.h"

#define LONGEST 200u	/* a longer stub is words, not a label that could say "total" */

bool
label_is_total(struct str label)
{
	static const struct str whole[] = {
		WORD("total"), WORD("totals"), WORD("subtotal"), WORD("sub-total"),
	};
	struct str s = str_trim(label);

	while (s.n > 0 && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == '*' || s.p[s.n - 1] == '.'))
		s.n--;
	if (s.n > LONGEST)
		return false;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
		struct str w = whole[i];

		if (s.n < w.n)
			continue;
		if (str_starts_folded(s, w) && (s.n == w.n || !ch_alpha(s.p[w.n])))
			return true;
		if (s.n > w.n && str_starts_folded(str_sub(s, s.n - w.n, s.n), w) &&
		    !ch_alpha(s.p[s.n - w.n - 1]))
			return true;
	}
	return s.n >= 12 && str_eq_folded(str_sub(s, 0, 12), CF_S("grand total "));
}

/* What a word of a label says, or several in a row. */
struct word {
	struct str text;	/* lower case */
	unsigned says;
	bool begins;		/* the word may go on: "changed", "increases" */
};

/* by their first letter; what is left of a line of them says nothing */
static const struct word words[26][8] = {
	['a' - 'a'] = {
		{ WORD("average"), LABEL_RATIO | LABEL_MEAN, false },
		{ WORD("avg"), LABEL_RATIO | LABEL_MEAN, false },
	},
	['c' - 'a'] = {
		{ WORD("change"), LABEL_CHANGE, true },
		{ WORD("compared to"), LABEL_CHANGE, false },
		{ WORD("compared with"), LABEL_CHANGE, false },
	},
	['d' - 'a'] = {
		{ WORD("density"), LABEL_RATIO, false },
		{ WORD("difference"), LABEL_CHANGE, true },
		{ WORD("decrease"), LABEL_CHANGE, true },
	},
	['g' - 'a'] = {
		{ WORD("growth"), LABEL_RATIO | LABEL_CHANGE, false },
	},
	['h' - 'a'] = {
		{ WORD("highest"), LABEL_RATIO, false },
	},
	['i' - 'a'] = {
		{ WORD("index"), LABEL_RATIO, false },
		{ WORD("increase"), LABEL_CHANGE, true },
	},
	['l' - 'a'] = {
		{ WORD("lowest"), LABEL_RATIO, false },
	},
	['m' - 'a'] = {
		{ WORD("mean"), LABEL_RATIO | LABEL_MEAN, false },
		{ WORD("median"), LABEL_RATIO, false },
		{ WORD("margin"), LABEL_RATIO, false },
		{ WORD("maximum"), LABEL_RATIO, false },
		{ WORD("minimum"), LABEL_RATIO, false },
		{ WORD("movement"), LABEL_CHANGE, true },
	},
	['p' - 'a'] = {
		{ WORD("per cent"), LABEL_PERCENT, false },
		{ WORD("percent"), LABEL_PERCENT, false },
		{ WORD("percentage"), LABEL_PERCENT, false },
		{ WORD("proportion"), LABEL_PERCENT, false },
		{ WORD("pct"), LABEL_PERCENT, false },
		{ WORD("per"), LABEL_RATIO, false },
		{ WORD("price"), LABEL_RATIO, false },
	},
	['r' - 'a'] = {
		{ WORD("rate"), LABEL_RATIO, false },
		{ WORD("ratio"), LABEL_RATIO, false },
		{ WORD("rank"), LABEL_RATIO, false },
	},
	['s' - 'a'] = {
		{ WORD("share of total"), LABEL_PERCENT, false },
		{ WORD("share of all"), LABEL_PERCENT, false },
		{ WORD("score"), LABEL_RATIO, false },
	},
	['v' - 'a'] = {
		{ WORD("variance"), LABEL_CHANGE, true },
		{ WORD("variation"), LABEL_CHANGE, true },
	},
	['w' - 'a'] = {
		{ WORD("weighted"), LABEL_RATIO, false },
	},
	['y' - 'a'] = {
		{ WORD("year"), LABEL_YEARS, false },
		{ WORD("yr"), LABEL_YEARS, false },
		{ WORD("yield"), LABEL_RATIO, false },
	},
};

/* what the words say that begin at this letter */
static unsigned
words_at(struct str s, size_t at)
{
	const struct word *w = words[ch_lower(s.p[at]) - 'a'];
	struct str rest = str_sub(s, at, s.n);
	unsigned says = 0;

	for (; w->says != 0; w++) {
		size_t end = w->text.n;

		if (!str_starts_folded(rest, w->text))
			continue;
		end += end < rest.n && ch_lower(rest.p[end]) == 's';
		if (w->begins || end == rest.n || !ch_alpha(rest.p[end]))
			says |= w->says;
	}
	return says;
}

/* does it end so? */
static bool
ends(struct str s, struct str tail)
{
	return s.n >= tail.n && str_starts_folded(str_sub(s, s.n - tail.n, s.n), tail);
}

/* "1/100", but not the year 2009/10 nor the day 3/1/2010 */
static bool
is_one_of_many(struct str s, size_t at)
{
	return at > 0 && s.p[at - 1] == '1' && (at == 1 || !ch_digit(s.p[at - 2])) &&
	    str_starts_folded(str_sub(s, at + 1, s.n), CF_S("10"));
}

unsigned
label_says(struct str label)
{
	struct str s = str_trim(label);
	unsigned says = label_is_total(s) ? LABEL_TOTAL : 0;

	for (size_t at = 0; at < s.n; at++) {
		if (ch_alpha(s.p[at]) && (at == 0 || !ch_alpha(s.p[at - 1])))
			says |= words_at(s, at);
		else if (s.p[at] == '%')
			says |= LABEL_PERCENT;
		else if (s.p[at] == '/' && is_one_of_many(s, at))
			says |= LABEL_RATIO;
		else if (s.p[at] == '+' && str_starts_folded(str_sub(s, at, s.n), CF_S("+/-")))
			says |= LABEL_CHANGE;
	}
	/* "Market share", but not "Share capital" nor "Earnings per share" */
	if (ends(s, CF_S("share")) && !ends(s, CF_S("per share")))
		says |= LABEL_PERCENT;
	return (says & LABEL_PERCENT) != 0 ? says & ~(unsigned)LABEL_RATIO : says;
}
