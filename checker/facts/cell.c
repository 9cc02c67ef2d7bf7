/*
 * One table cell: in comes its text, out comes what kind of thing it says and
 * the figures in it.
 */
#include "facts/cell.h"

#include "facts/date_parts.h"
#include "facts/number_parts.h"

/* the text of the cell without what nobody sees */
static bool
is_blank(struct str s)
{
	size_t i = 0, n;

	while (i < s.n) {
		n = space_at(s, i);
		if (n == 0 && (bytes_at(s, i, CF_S("\xE2\x80\x8B")) ||
		    bytes_at(s, i, CF_S("\xEF\xBB\xBF"))))
			n = 3;	/* zero-width space, byte order mark */
		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

/* dashes and rules, with a currency, "%" or brackets about them: "-", "$ —", "- - %", "-----" */
static bool
is_dash(struct str s)
{
	size_t i = 0, len, dashes = 0, rules = 0;

	if (s.n == 3 && str_eq_folded(s, CF_S("nil")))
		return true;
	while (i < s.n) {
		if (dash_at(s, i, &len) != DASH_NONE)
			dashes++;
		else if (s.p[i] == '=' || s.p[i] == '_')
			rules++;
		else if (space_at(s, i) > 0)
			len = space_at(s, i);
		else if (s.p[i] != '%' && s.p[i] != '(' && s.p[i] != ')' &&
		    currency_at(s, i, &len) == 0)
			return false;
		i += len == 0 ? 1 : len;
	}
	return dashes > 0 || rules > 1;
}

/* is it one of these, all in lower case? s is not empty */
static bool
is_one_of(struct str s, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ch_lower(s.p[0]) == list[i].p[0] && str_eq_folded(s, list[i]))
			return true;
	return false;
}

/* words that say there is no figure */
static bool
is_missing(struct str s)
{
	static const struct str words[] = {
		WORD("n/a"), WORD("n.a."), WORD("n.a"), WORD("na"), WORD("n/k"), WORD("#n/a"),
		WORD("#div/0!"), WORD("#ref!"), WORD("#value!"), WORD("not applicable"),
		WORD("not available"), WORD("not yet available"), WORD("currently unavailable"),
		WORD("unavailable"), WORD("no data"), WORD("no data available"),
		WORD("data not available"), WORD("not reported"), WORD("not collected"),
		WORD("tbc"), WORD("tba"), WORD("tbd"), WORD("to be confirmed"), WORD("null"),
		WORD("nm"), WORD("n.m."), WORD("[x]"), WORD("[z]"), WORD(":"), WORD("?"),
		WORD("??"), WORD("\xE2\x80\xA6"),
	};
	size_t points = 0;

	if (str_eq(s, CF_S("x")))	/* a capital X is a tick */
		return true;
	while (points < s.n && s.p[points] == '.')
		points++;
	return points == s.n || (s.n <= 24 && is_one_of(s, words, sizeof(words) / sizeof(words[0])));
}

/* "c", "*", "<5", "fewer than 5": a figure that is kept back */
static bool
is_suppressed(struct str s)
{
	static const struct str words[] = {
		WORD("[c]"), WORD("*"), WORD("**"), WORD("***"), WORD("[low]"), WORD("suppressed"),
	};
	static const struct str than[] = { WORD("fewer than"), WORD("less than") };
	size_t i = 0, to;

	if (str_eq(s, CF_S("c")) || str_eq(s, CF_S("s")))
		return true;
	if (s.n > 24 || is_one_of(s, words, sizeof(words) / sizeof(words[0])))
		return s.n <= 24;
	if (s.p[0] == '<')
		i = skip_spaces(s, 1, 2);
	else if (s.n > 11 && is_one_of(str_sub(s, 0, s.p[0] == 'f' || s.p[0] == 'F' ? 10 : 9), than, 2))
		i = skip_spaces(s, s.p[0] == 'f' || s.p[0] == 'F' ? 10 : 9, 2);
	if (i == 0)
		return false;
	to = digits_end(s, i);
	return to > i && to - i <= 3 && (to == s.n || (s.p[to] == '%' && to + 1 == s.n));
}

/* one or two words before a bracket, and no number that stands alone: "S&O", "AHH", "S7)" */
static bool
is_label(struct str s)
{
	bool letter = false;
	unsigned words = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool inside = i > 0 && !ch_space(s.p[i - 1]);

		letter = letter || ch_alpha(s.p[i]);
		words += !inside && !ch_space(s.p[i]);
		if (ch_digit(s.p[i]) && !ch_alnum(ch_before(s, i)) &&
		    !ch_alpha(ch_at(s, digits_end(s, i))))
			return false;
		if (s.p[i] == '%' || s.p[i] == '(' || s.p[i] == '$')
			return false;
	}
	return letter && words <= 2 && s.n <= 40 && !is_missing(s);
}

/* the number in brackets at s[open], none in "()"; where the brackets close, or 0 */
static size_t
bracketed_number(struct str s, size_t open, struct range *at)
{
	size_t i = skip_spaces(s, open + 1, 2), to = digits_end(s, i), close;

	close = skip_spaces(s, to, 2);
	if (to - i > 3 || ch_at(s, close) != ')')	/* four are a year */
		return 0;
	*at = (struct range){ i, to };
	return close + 1;
}

/* "S&O(1) GP(1)": labels with a number in brackets each; false when it is anything else */
static bool
read_labelled(struct str s, struct figure *figure, size_t *n)
{
	size_t i = 0, groups = 0;

	*n = 0;
	for (;;) {
		size_t from, open;
		struct range at = { 0, 0 };

		while (i < s.n && (ch_space(s.p[i]) || s.p[i] == ',' || s.p[i] == ';'))
			i++;
		if (i == s.n)
			return groups > 0;
		for (from = open = i; open < s.n && open < from + 48 && s.p[open] != '(';)
			open++;
		if (ch_at(s, open) != '(' || !is_label(str_trim(str_sub(s, from, open))))
			return false;
		i = bracketed_number(s, open, &at);
		if (i == 0)
			return false;
		groups++;
		if (at.from == at.to)
			continue;
		if (*n == CF_MAX_FIGURES)
			return false;
		figure[(*n)++] = (struct figure){ .from = (uint32_t)at.from, .to = (uint32_t)at.to,
			.m = digits_value(s, at.from, at.to) };
	}
}

/* What a cell says besides its figures. */
enum rest {
	REST_NOTHING,
	REST_PERIOD,	/* words that go with a year or date: "Mar 2023", "year ended", "£m" */
	REST_WORDS
};

static bool
is_period_word(struct str w)
{
	static const char *const words[] = {
		"a", "actual", "actuals", "am", "and", "as", "at", "audited", "autumn", "bn", "budget",
		"commencing", "date", "day", "ended", "ending", "estimate", "estimated", "final",
		"financial", "fiscal", "for", "forecast", "from", "fy", "half", "k", "m", "million", "millions",
		"nd", "noon", "of", "on", "onwards", "outturn", "p", "plan", "planned", "pm", "projected",
		"provisional", "published", "q", "quarter", "r", "rd", "revised", "since", "spring", "st",
		"summer", "target", "term", "th", "the", "thousand", "thousands", "to", "unaudited",
		"until", "w", "week", "winter", "year", "years", "ytd",
	};
	bool abbreviated;

	return WORD_IN(w, words) || month_of(w, &abbreviated) != 0 || weekday_of(w) != 0 ||
	    word_is(w, "c");
}

static enum rest
rest_of(struct str s, size_t from, size_t to)
{
	enum rest rest = REST_NOTHING;
	size_t i = from, len;

	while (i < to) {
		struct str w = word_at(s, i);

		if (w.n > 0) {
			if (!is_period_word(w))
				return REST_WORDS;
			rest = REST_PERIOD;
			i = end_of(s, w);
		} else if ((len = space_at(s, i)) > 0) {
			i += len;
		} else if (strchr(",;/().|*[]", s.p[i]) != NULL && s.p[i] != '\0') {
			i++;
		} else if (dash_at(s, i, &len) != DASH_NONE || currency_at(s, i, &len) != 0) {
			rest = REST_PERIOD;
			i += len;
		} else if (strchr("&:'\"0", s.p[i]) != NULL && s.p[i] != '\0') {
			rest = REST_PERIOD;
			i++;
		} else if (bytes_at(s, i, CF_S("\xE2\x80\x98")) || bytes_at(s, i, CF_S("\xE2\x80\x99"))) {
			rest = REST_PERIOD;
			i += 3;
		} else {
			return REST_WORDS;
		}
	}
	return rest;
}

/* of all the text that is no figure, nor the "of" between a part and its base */
static enum rest
rest_of_cell(const struct scanner *sc)
{
	enum rest rest = REST_NOTHING;
	size_t from = 0;

	for (size_t i = 0; i <= sc->n; i++) {
		size_t to = i < sc->n ? sc->figure[i].from : sc->s.n;
		bool of = i < sc->n && (sc->figure[i].flags & FIGURE_OF) != 0;
		enum rest here = of ? REST_NOTHING : rest_of(sc->s, from, to);

		if (here > rest)
			rest = here;
		if (i < sc->n)
			from = sc->end[i];
	}
	return rest;
}

/* does the last figure stand in brackets of its own? *end is past them */
static bool
last_in_brackets(const struct scanner *sc, size_t *end)
{
	const struct figure *f = &sc->figure[sc->n - 1];
	size_t open = back_spaces(sc->s, f->from, 3);
	size_t close = skip_spaces(sc->s, sc->end[sc->n - 1], 3);

	*end = close + 1;
	return ch_before(sc->s, open) == '(' && ch_at(sc->s, close) == ')' &&
	    back_spaces(sc->s, open - 1, 3) == sc->end[sc->n - 2];
}

static bool
all_have(const struct scanner *sc, size_t n, unsigned flags)
{
	for (size_t i = 0; i < n; i++)
		if ((sc->figure[i].flags & flags) == 0)
			return false;
	return n > 0;
}

/* "27% ( 27 % )" and "$ -30 ( 30 )" are one figure said twice; "2018 (4)" a year with a footnote mark */
static void
drop_bracketed(struct scanner *sc)
{
	const struct figure *last;
	struct figure *before;
	size_t end;
	bool again, mark;

	if (sc->n < 2 || !last_in_brackets(sc, &end))
		return;
	last = &sc->figure[sc->n - 1];
	before = &sc->figure[sc->n - 2];
	again = sc->n == 2 && (before->m == last->m || before->m == -last->m) &&
	    before->d == last->d &&
	    (before->unit == last->unit || last->unit == UNIT_COUNT);
	mark = last->unit == UNIT_COUNT && last->to - last->from <= 2 &&
	    all_have(sc, sc->n - 1, FIGURE_YEAR | FIGURE_DATE);
	if (!again && !mark)
		return;
	if (mark)
		before->flags |= FIGURE_MARKED;
	sc->n--;
	sc->end[sc->n - 1] = (uint32_t)end;
}

/* "*70": the mark stands before */
static void
leading_mark(struct scanner *sc)
{
	if (sc->s.p[0] == '*' && sc->figure[0].from > 0 && ch_before(sc->s, sc->figure[0].from) == '*')
		sc->figure[0].flags |= FIGURE_MARKED;
}

static enum cell_kind
kind_of(struct scanner *sc)
{
	const unsigned odd = FIGURE_IDENTIFIER | FIGURE_DATE | FIGURE_RANGE | FIGURE_ORDINAL |
	    FIGURE_APPROXIMATE;
	enum rest rest = rest_of_cell(sc);
	const struct figure *f = sc->figure;

	if (sc->n == 0 || all_have(sc, sc->n, FIGURE_IDENTIFIER)) {
		sc->n = 0;
		return CELL_TEXT;
	}
	if (all_have(sc, sc->n, FIGURE_YEAR | FIGURE_DATE)) {
		if (rest == REST_WORDS)
			return CELL_MIXED;
		if (sc->n > 1 || rest != REST_NOTHING || f->to - f->from != 4 || f->unit != UNIT_COUNT)
			sc->n = 0;	/* only a bare number might be a count after all */
		return CELL_YEAR;
	}
	for (size_t i = 0; i < sc->n; i++)
		if ((f[i].flags & odd) != 0)
			return CELL_MIXED;
	return rest == REST_NOTHING ? CELL_FIGURES : CELL_MIXED;
}

/* do letters stand before its first digit? */
static bool
begins_with_words(struct str s)
{
	for (size_t k = 0; k < s.n && !ch_digit(s.p[k]); k++)
		if (ch_alpha(s.p[k]))
			return true;
	return false;
}

/* is the whole cell one number with a space between its thousands? "12 345", "1 234.5" */
static bool
has_space_groups(struct str s, bool commas)
{
	size_t i = next_digit(s, 0), to = digits_end(s, i), groups = 0;

	if (i == s.n || to - i > 3 || s.p[i] == '0' || begins_with_words(s))
		return false;
	while (ch_at(s, to) == ' ' && digits_end(s, to + 1) - to == 4) {
		to += 4;
		groups++;
	}
	if (ch_at(s, to) == '.' || (commas && ch_at(s, to) == ','))
		to = digits_end(s, to + 1);
	for (size_t k = to; k < s.n; k++)
		if (ch_digit(s.p[k]) || s.p[k] == '%' || s.p[k] == ',')
			return false;
	return groups > 0;
}

/* a figure whose sign or unit stands in another cell: its place is what is its own */
static void
keep_own(struct cell *c)
{
	for (uint16_t i = 0; i < c->nfigures; i++) {
		struct figure *f = &c->figures[i];

		if (f->to <= c->own_from || f->from >= c->own_to)
			continue;
		f->from = f->from < c->own_from ? c->own_from : f->from;
		f->to = f->to > c->own_to ? c->own_to : f->to;
		f->span = text_span(&c->text, f->from, f->to);
	}
}

static void
keep(struct arena *a, struct cell *c, enum cell_kind kind, const struct figure *v, size_t n)
{
	c->kind = kind;
	c->nfigures = 0;
	c->figures = NULL;
	if (n == 0)
		return;
	c->figures = arena_array(a, n, struct figure);
	if (c->figures == NULL)
		return;
	memcpy(c->figures, v, n * sizeof(*v));
	c->nfigures = (uint16_t)n;
	if (c->own_to > 0)
		keep_own(c);
}

/* what has no figures to be read; false: look for some */
static bool
read_words(struct str s, enum cell_kind *kind)
{
	if (s.n > 0 && ch_digit(s.p[0]))
		return false;	/* most cells: no word and no dash begins so */
	if (is_blank(s))
		*kind = CELL_EMPTY;
	else if (is_dash(s))
		*kind = CELL_DASH;
	else if (is_missing(s))
		*kind = CELL_MISSING;
	else if (is_suppressed(s))
		*kind = CELL_SUPPRESSED;
	else if (next_digit(s, 0) == s.n && memchr(s.p, '(', s.n) == NULL &&
	    memchr(s.p, '\xC2', s.n) == NULL && memchr(s.p, '\xE2', s.n) == NULL)
		*kind = CELL_TEXT;
	else
		return false;
	return true;
}

/* where words come first, a comma is that of the language: "per 1,000 inhabitants" */
static enum lex_mode
mode_for(struct str s, bool commas)
{
	commas = commas && !begins_with_words(s);
	if (has_space_groups(s, commas))
		return commas ? LEX_COMMA_GROUPS : LEX_CELL_GROUPS;
	return commas ? LEX_COMMA : LEX_CELL;
}

void
cell_read(struct arena *a, struct cell *c, bool commas)
{
	struct figure figure[CF_MAX_FIGURES];
	uint32_t end[CF_MAX_FIGURES];
	struct str s = c->text.s;
	struct scanner sc = { .t = &c->text, .s = s, .in_cell = true, .figure = figure, .end = end,
		.cap = CF_MAX_FIGURES };
	enum cell_kind kind;
	size_t n;

	if (read_words(s, &kind)) {
		keep(a, c, kind, NULL, 0);
		return;
	}
	if (memchr(s.p, '(', s.n) != NULL && read_labelled(s, figure, &n)) {
		for (size_t i = 0; i < n; i++)
			figure[i].span = text_span(&c->text, figure[i].from, figure[i].to);
		keep(a, c, CELL_LABELLED, figure, n);
		return;
	}
	sc.mode = mode_for(s, commas);
	figures_find(&sc);
	if (sc.full) {
		keep(a, c, CELL_TEXT, NULL, 0);
		return;
	}
	if (sc.n > 0) {
		leading_mark(&sc);
		drop_bracketed(&sc);
	}
	kind = kind_of(&sc);
	keep(a, c, kind, figure, sc.n);
}

const struct figure *
cell_quantity(const struct cell *c)
{
	const struct figure *f;

	if (c == NULL || c->kind != CELL_FIGURES || c->nfigures == 0)
		return NULL;
	f = &c->figures[0];
	if ((f->flags & ((FIGURE_NOT_A_QUANTITY & ~FIGURE_YEAR) | FIGURE_RANGE)) != 0)
		return NULL;
	if (c->nfigures == 1)
		return f;
	if (c->nfigures == 2 && (c->figures[1].unit == UNIT_PERCENT ||
	    (c->figures[1].flags & FIGURE_OF) != 0) && f->unit != UNIT_PERCENT)
		return f;
	return NULL;
}

const struct figure *
cell_share(const struct cell *c)
{
	if (cell_quantity(c) == NULL || c->nfigures != 2 || c->figures[1].unit != UNIT_PERCENT)
		return NULL;
	return &c->figures[1];
}
