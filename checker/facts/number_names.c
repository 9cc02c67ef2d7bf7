/*
 * Words that make the number after them a name and no quantity: "paragraph
 * 4.10", "pages 5 and 9", "Tel: 0151 ...".
 */
#include "facts/number_parts.h"

enum {
	NAMES_CAPITAL = 1,	/* only with a capital: "Stage 2" but "stage 2 people" */
	NAMES_PLURAL = 2,	/* may name a list: "pages 5, 6 and 9" */
	NAMES_DOT = 4,		/* only with a capital or a point: "no. 5" but "no 5-year-olds" */
	NAMES_PHONE = 8		/* over a colon too, and all the digits that follow */
};

/* Words that make the number after them a name. In ASCII order. */
static const struct name {
	const char *word;
	unsigned flags;
} names[] = {
	{ "act", NAMES_CAPITAL },
	{ "action", NAMES_CAPITAL },
	{ "actions", NAMES_CAPITAL | NAMES_PLURAL },
	{ "annex", 0 },
	{ "annexe", 0 },
	{ "annexes", NAMES_PLURAL },
	{ "appendices", NAMES_PLURAL },
	{ "appendix", 0 },
	{ "art", NAMES_DOT },
	{ "article", 0 },
	{ "articles", NAMES_PLURAL },
	{ "band", NAMES_CAPITAL },
	{ "box", NAMES_CAPITAL },
	{ "category", NAMES_CAPITAL },
	{ "ch", NAMES_DOT },
	{ "chapter", 0 },
	{ "chapters", NAMES_PLURAL },
	{ "chart", 0 },
	{ "charts", NAMES_PLURAL },
	{ "class", NAMES_CAPITAL },
	{ "clause", 0 },
	{ "clauses", NAMES_PLURAL },
	{ "column", NAMES_CAPITAL },
	{ "covid", 0 },
	{ "day", NAMES_CAPITAL },
	{ "exhibit", 0 },
	{ "ext", NAMES_PHONE },
	{ "extension", NAMES_CAPITAL | NAMES_PHONE },
	{ "fax", NAMES_PHONE },
	{ "fig", 0 },
	{ "figs", NAMES_PLURAL },
	{ "figure", 0 },
	{ "figures", NAMES_CAPITAL | NAMES_PLURAL },
	{ "flat", NAMES_CAPITAL },
	{ "footnote", 0 },
	{ "form", NAMES_CAPITAL },
	{ "goal", NAMES_CAPITAL },
	{ "grade", NAMES_CAPITAL },
	{ "group", NAMES_CAPITAL },
	{ "headline", NAMES_CAPITAL },
	{ "item", 0 },
	{ "items", NAMES_PLURAL },
	{ "junction", NAMES_CAPITAL },
	{ "lesson", NAMES_CAPITAL },
	{ "level", 0 },
	{ "levels", NAMES_PLURAL },
	{ "line", NAMES_CAPITAL },
	{ "lot", NAMES_CAPITAL },
	{ "minute", 0 },
	{ "minutes", NAMES_PLURAL },
	{ "mobile", NAMES_PHONE },
	{ "no", NAMES_DOT },
	{ "nos", NAMES_DOT | NAMES_PLURAL },
	{ "note", 0 },
	{ "notes", NAMES_PLURAL },
	{ "objective", NAMES_CAPITAL },
	{ "option", NAMES_CAPITAL },
	{ "options", NAMES_CAPITAL | NAMES_PLURAL },
	{ "order", NAMES_CAPITAL },
	{ "outcome", NAMES_CAPITAL },
	{ "p", NAMES_DOT },
	{ "page", 0 },
	{ "pages", NAMES_PLURAL },
	{ "para", 0 },
	{ "paragraph", 0 },
	{ "paragraphs", NAMES_PLURAL },
	{ "paras", NAMES_PLURAL },
	{ "part", NAMES_CAPITAL },
	{ "parts", NAMES_CAPITAL | NAMES_PLURAL },
	{ "pathway", NAMES_CAPITAL },
	{ "phase", 0 },
	{ "phases", NAMES_PLURAL },
	{ "phone", NAMES_PHONE },
	{ "point", NAMES_CAPITAL },
	{ "pp", NAMES_DOT | NAMES_PLURAL },
	{ "principle", NAMES_CAPITAL },
	{ "priorities", NAMES_CAPITAL | NAMES_PLURAL },
	{ "priority", NAMES_CAPITAL },
	{ "quarter", NAMES_CAPITAL },
	{ "quarters", NAMES_CAPITAL | NAMES_PLURAL },
	{ "question", NAMES_CAPITAL },
	{ "questions", NAMES_CAPITAL | NAMES_PLURAL },
	{ "recommendation", 0 },
	{ "recommendations", NAMES_PLURAL },
	{ "ref", 0 },
	{ "reference", NAMES_CAPITAL },
	{ "reg", NAMES_DOT },
	{ "regulation", 0 },
	{ "regulations", NAMES_PLURAL },
	{ "resolution", NAMES_CAPITAL },
	{ "room", 0 },
	{ "rooms", NAMES_CAPITAL | NAMES_PLURAL },
	{ "route", NAMES_CAPITAL },
	{ "row", NAMES_CAPITAL },
	{ "rule", NAMES_CAPITAL },
	{ "schedule", NAMES_CAPITAL },
	{ "section", 0 },
	{ "sections", NAMES_PLURAL },
	{ "session", NAMES_CAPITAL },
	{ "sessions", NAMES_CAPITAL | NAMES_PLURAL },
	{ "stage", 0 },
	{ "stages", NAMES_PLURAL },
	{ "standard", NAMES_CAPITAL },
	{ "step", 0 },
	{ "steps", NAMES_CAPITAL | NAMES_PLURAL },
	{ "table", 0 },
	{ "tables", NAMES_PLURAL },
	{ "tel", NAMES_PHONE },
	{ "telephone", NAMES_PHONE },
	{ "theme", NAMES_CAPITAL },
	{ "tier", 0 },
	{ "type", NAMES_CAPITAL },
	{ "unit", NAMES_CAPITAL },
	{ "version", 0 },
	{ "vol", 0 },
	{ "volume", NAMES_CAPITAL },
	{ "wave", NAMES_CAPITAL },
	{ "week", NAMES_CAPITAL },
	{ "weeks", NAMES_CAPITAL | NAMES_PLURAL },
	{ "workstream", NAMES_CAPITAL },
	{ "year", NAMES_CAPITAL },
	{ "years", NAMES_CAPITAL | NAMES_PLURAL },
	{ "zone", NAMES_CAPITAL },
};

static const struct name *
find_name(struct str word)
{
	size_t lo = 0, hi = sizeof(names) / sizeof(names[0]);

	while (word.n > 0 && lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = word_cmp(word, names[mid].word);

		if (d == 0)
			return &names[mid];
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

/* "paragraph 4.10", "Tel: 0151 ...", "No. 59": a word that makes it a name */
void
figure_name(struct scanner *sc, struct lexed *x)
{
	struct str s = sc->s, w;
	size_t from = x->f.from, to;
	bool dot, colon;
	const struct name *name;

	if (!lexed_is_plain(x) || (x->f.flags & FIGURE_YEAR) != 0)
		return;
	if (ch_before(s, from) == '(')
		from--;
	to = back_spaces(s, from, 4);
	if (to == x->f.from)
		return;
	colon = ch_before(s, to) == ':';
	dot = ch_before(s, to) == '.';
	to -= colon || dot;
	w = word_before(s, to);
	name = find_name(w);
	if (name == NULL || (colon && (name->flags & NAMES_PHONE) == 0))
		return;
	if ((name->flags & NAMES_CAPITAL) != 0 && w.p[0] >= 'a')
		return;
	if ((name->flags & NAMES_DOT) != 0 && !dot && w.p[0] >= 'a')
		return;
	/* "for 5 minutes 20 people" */
	if ((name->flags & NAMES_PLURAL) != 0 &&
	    ch_digit(ch_before(s, back_spaces(s, start_of(s, w), 2))))
		return;
	if ((name->flags & NAMES_PHONE) == 0 && x->digits.whole > 4)
		return;
	x->f.flags |= FIGURE_IDENTIFIER;
	if ((name->flags & NAMES_PLURAL) != 0)
		sc->named = true;
	if ((name->flags & NAMES_PHONE) != 0)
		sc->phone = x->digits.whole;
}

