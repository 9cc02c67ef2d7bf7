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

static bool
is_percent(struct str label)
{
	static const struct str words[] = {
		WORD("%"), WORD("per cent"), WORD("percent"), WORD("share"), WORD("proportion"),
	};

	return STR_HAS_ANY(label, words);
}

/* percentages too */
static bool
is_ratio(struct str label)
{
	static const struct str words[] = {
		WORD("%"), WORD("per cent"), WORD("percent"), WORD("share"), WORD("proportion"),
		WORD("average"), WORD("mean"), WORD("median"), WORD("rate"), WORD("ratio"),
		WORD(" per "), WORD("index"), WORD("rank"), WORD("score"), WORD("margin"),
		WORD("/1"), WORD("density"), WORD("growth"), WORD("highest"), WORD("lowest"),
		WORD("maximum"), WORD("minimum"), WORD("avg"), WORD("yield"), WORD("price"), WORD("weighted"),
	};

	return STR_HAS_ANY(label, words);
}

unsigned
label_says(struct str label)
{
	unsigned says = label_is_total(label) ? LABEL_TOTAL : 0;

	if (!is_ratio(label))
		return says;
	return says | LABEL_RATIO | (is_percent(label) ? LABEL_PERCENT : 0u);
}
