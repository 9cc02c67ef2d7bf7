/*
 * What the words and figures around a figure make of it: an identifier, a year,
 * a time, an end of a range, the base of a share, or only about so much.
 */
#include "facts/number_parts.h"

#include "facts/date_parts.h"

/* digits only, perhaps with a point: what a name or number of something looks like */
bool
lexed_is_plain(const struct lexed *x)
{
	return x->f.unit == UNIT_COUNT && x->f.currency == 0 && !x->digits.grouped &&
	    (x->f.flags & FIGURE_SIGNED) == 0;
}

bool
lexed_is_integer(const struct lexed *x)
{
	return lexed_is_plain(x) && x->digits.d == 0;
}

static struct figure *
last_of(const struct scanner *sc)
{
	return sc->n > 0 ? &sc->figure[sc->n - 1] : NULL;
}

/* the word before s[i] and its spaces, without a point or bracket between */
static struct str
word_left(struct str s, size_t i)
{
	size_t to = back_spaces(s, i, 4);

	if (ch_before(s, to) == '(')
		to = back_spaces(s, to - 1, 4);
	return word_before(s, to);
}

static void
bare_year(struct lexed *x)
{
	if (lexed_is_integer(x) && x->digits.whole == 4 && x->f.m >= 1900 && x->f.m <= 2100)
		x->f.flags |= FIGURE_YEAR;
}

/* letters glued on before the digits: Q2, FY23, c30, or a code such as A123 */
static unsigned
glued_letters(struct str s, const struct lexed *x)
{
	struct str w = word_before(s, x->f.from);
	char before = ch_before(s, start_of(s, w));
	bool alone = w.n > 0 && !ch_digit(before) && before != '-' && before != '_';

	if (alone && word_is(w, "fy"))
		return FIGURE_YEAR;
	if (alone && word_is(w, "q") && x->digits.whole == 1 && x->f.m >= 1 && x->f.m <= 4 && !x->code)
		return FIGURE_YEAR;
	if (alone && w.n == 1 && w.p[0] == 'c')
		return FIGURE_APPROXIMATE;
	return FIGURE_IDENTIFIER;
}

/* what is glued on before the digits */
static void
look_left(struct str s, struct lexed *x)
{
	static const char *const about[] = { "approx", "c", "ca", "circa", "est" };
	size_t from = x->f.from;
	char c = ch_before(s, from);
	bool abbreviated;
	struct str w;

	if (!lexed_is_plain(x) && (x->f.currency != 0 || (x->f.flags & FIGURE_SIGNED) != 0))
		return;
	if (letter_before(s, from) || c == '_') {
		x->f.flags |= (uint16_t)glued_letters(s, x);
	} else if (c == '.' && letter_before(s, from - 1)) {
		w = word_before(s, from - 1);
		x->f.flags |= WORD_IN(w, about) ? FIGURE_APPROXIMATE : FIGURE_IDENTIFIER;
	} else if (c == '-' && letter_before(s, from - 1) && (x->f.flags & FIGURE_YEAR) == 0) {
		w = word_before(s, from - 1);
		x->f.flags |= x->digits.whole == 2 && month_of(w, &abbreviated) != 0 ?
		    FIGURE_YEAR : FIGURE_IDENTIFIER;
	} else if ((c == '\'' || bytes_before(s, from, CF_S("\xE2\x80\x99"))) && lexed_is_integer(x) &&
	    x->digits.whole == 2) {
		x->f.flags |= FIGURE_YEAR;	/* '23 */
	} else if (c == '#' || c == '@' || c == '\\' || (c == '/' && letter_before(s, from - 1))) {
		x->f.flags |= FIGURE_IDENTIFIER;
	}
}

/* the number of a paragraph or list item at the start of the text: "1.", "(2)", "4.10 The" */
static bool
numbers_the_start(const struct scanner *sc, const struct lexed *x)
{
	size_t at = x->f.from, next;
	char c = ch_at(sc->s, x->end);
	bool open = ch_before(sc->s, at) == '(';

	if (back_spaces(sc->s, at - open, 4) != 0 || !lexed_is_plain(x) || x->digits.whole > 3)
		return false;
	if (x->digits.d == 0)
		return c == ')' || (c == '.' && (x->end + 1 == sc->s.n ||
		    space_at(sc->s, x->end + 1) > 0));
	next = skip_spaces(sc->s, x->end, 8);
	c = ch_at(sc->s, next);
	return !sc->in_cell && x->digits.d <= 2 && next > x->end &&
	    ((c >= 'A' && c <= 'Z') || ch_digit(c));
}

/* "; (2) the report", "and (3) that", "Minute 59 (2)", "[1]", "Other(2)" */
static bool
is_list_mark(const struct scanner *sc, const struct lexed *x)
{
	static const char *const linking[] = { "and", "at", "in", "or", "see", "to", "under" };
	struct str s = sc->s, w;
	size_t at = x->f.from;
	const struct figure *last = last_of(sc);

	if (ch_before(s, at) == '[' && ch_at(s, x->end) == ']')
		return true;
	if (sc->in_cell || ch_before(s, at) != '(' || ch_at(s, x->end) != ')' || !lexed_is_integer(x) ||
	    x->digits.whole > 2)
		return false;
	at = back_spaces(s, at - 1, 4);
	if (at == x->f.from - 1 && letter_before(s, at))
		return true;
	if (last != NULL && sc->last_end == at)
		return (last->flags & FIGURE_IDENTIFIER) != 0;
	w = word_before(s, at);
	if (WORD_IN(w, linking))
		return true;
	return strchr(":;,.-)]", ch_before(s, at)) != NULL;
}

/* "about 40", "more than 300", "up to 12", "~5" */
static void
look_for_approximation(struct str s, struct lexed *x)
{
	static const char *const about[] = {
		"about", "above", "almost", "approx", "approximately", "around", "below", "beyond", "c",
		"ca", "circa", "exceeding", "just", "nearly", "over", "roughly", "some", "under",
	};
	static const char *const than[] = {
		"better", "fewer", "greater", "higher", "less", "lower", "more",
	};
	size_t to = back_spaces(s, x->f.from, 4);
	struct str w, before;
	char c = ch_before(s, to);

	if (c == '~' || c == '<' || c == '>' || bytes_before(s, to, CF_S("\xE2\x89\x88")) ||
	    bytes_before(s, to, CF_S("\xE2\x89\xA4")) || bytes_before(s, to, CF_S("\xE2\x89\xA5"))) {
		x->f.flags |= FIGURE_APPROXIMATE;
		return;
	}
	if (to == x->f.from)
		return;
	w = word_before(s, to - (c == '.'));
	if (WORD_IN(w, about) && (c != '.' || w.n <= 6)) {
		x->f.flags |= FIGURE_APPROXIMATE;
		return;
	}
	before = word_before(s, back_spaces(s, start_of(s, w), 4));
	if ((word_is(w, "than") && WORD_IN(before, than)) ||
	    (word_is(w, "to") && word_is(before, "up")) ||
	    (word_is(w, "of") && word_is(before, "excess")) ||
	    ((word_is(w, "least") || word_is(w, "most")) && word_is(before, "at")))
		x->f.flags |= FIGURE_APPROXIMATE;
}

/* "16-plus", "65+", "20 or more", "6.30 p.m." */
static void
look_right(struct str s, struct lexed *x)
{
	static const char *const bounds[] = {
		"above", "below", "fewer", "less", "lower", "more", "over", "under",
	};
	size_t at = skip_spaces(s, x->end, 2);
	struct str w = word_at(s, at);
	char c = ch_lower(ch_at(s, at));

	if (ch_at(s, x->end) == '+' && !ch_digit(ch_at(s, x->end + 1)))
		x->f.flags |= FIGURE_RANGE;
	else if (ch_at(s, x->end) == '-' && word_is(word_at(s, x->end + 1), "plus"))
		x->f.flags |= FIGURE_RANGE;
	else if (at > x->end && word_is(w, "or") &&
	    WORD_IN(word_at(s, skip_spaces(s, end_of(s, w), 2)), bounds))
		x->f.flags |= FIGURE_APPROXIMATE;
	else if (lexed_is_plain(x) && x->digits.whole <= 2 &&
	    (word_is(w, "am") || word_is(w, "pm") || word_is(w, "noon") ||
	    ((c == 'a' || c == 'p') && ch_at(s, at + 1) == '.' &&
	    ch_lower(ch_at(s, at + 2)) == 'm' && !ch_alnum(ch_at(s, at + 3)))))
		x->f.flags |= FIGURE_DATE;
}

/* is a less than b, as printed? */
static bool
is_less(const struct figure *a, const struct figure *b)
{
	int64_t am = a->m, bm = b->m;
	unsigned d = a->d > b->d ? a->d : b->d;

	return scale_up(&am, d - a->d) && scale_up(&bm, d - b->d) && am < bm;
}

/* both get the flag */
static void
flag_both(struct figure *last, struct lexed *x, unsigned flag)
{
	last->flags |= (uint16_t)flag;
	x->f.flags |= (uint16_t)flag;
}

static bool
starts_with_zero(struct str s, size_t from, size_t to)
{
	return to - from > 1 && s.p[from] == '0';
}

/* "76/699" is 76 of 699; "17/18" two years; "24/7", "5/6" and "03/04" nobody knows */
static void
join_slash(const struct scanner *sc, struct figure *last, struct lexed *x)
{
	struct str s = sc->s;
	size_t digits = last->to - last->from;
	bool simple = last->unit == UNIT_COUNT && last->d == 0 && lexed_is_integer(x) && !x->code &&
	    (last->flags & (FIGURE_NOT_A_QUANTITY | FIGURE_SIGNED)) == 0;

	if ((last->flags & (FIGURE_YEAR | FIGURE_DATE)) != 0)
		x->f.flags |= FIGURE_IDENTIFIER;
	else if (simple && (x->f.flags & FIGURE_YEAR) != 0)
		flag_both(last, x, FIGURE_YEAR);	/* 6/2023 */
	else if (!simple || ch_at(s, x->end) == '/' || starts_with_zero(s, last->from, last->to) ||
	    starts_with_zero(s, x->f.from, x->f.to))
		flag_both(last, x, FIGURE_IDENTIFIER);
	else if (digits == 2 && x->digits.whole == 2 && x->f.m == (last->m + 1) % 100)
		flag_both(last, x, FIGURE_YEAR);
	else if (is_less(&x->f, last) || (!sc->in_cell && x->f.m <= 12))
		flag_both(last, x, FIGURE_IDENTIFIER);
	else
		x->f.flags |= FIGURE_OF;
}

static void
set_range(struct figure *last, struct lexed *x)
{
	flag_both(last, x, FIGURE_RANGE);
	if (last->unit == UNIT_COUNT && x->f.unit == UNIT_PERCENT)
		last->unit = UNIT_PERCENT;	/* 25-30% */
	if ((x->f.flags & FIGURE_DATE) != 0)
		last->flags |= FIGURE_DATE;	/* 10-11.30am */
}

/* a dash between two figures: a range, or parts of a number with dashes in it */
static void
join_dash(const struct scanner *sc, struct figure *last, struct lexed *x, bool tight)
{
	size_t before;

	if ((last->flags & FIGURE_IDENTIFIER) != 0 && (tight || sc->named)) {
		x->f.flags |= FIGURE_IDENTIFIER;
		return;
	}
	if ((last->flags & (FIGURE_DATE | FIGURE_YEAR | FIGURE_IDENTIFIER)) != 0)
		return;
	if (tight && (last->flags & FIGURE_RANGE) != 0 && lexed_is_plain(x)) {
		flag_both(last, x, FIGURE_IDENTIFIER);	/* 705-555-0123 */
		if (sc->n > 1)
			sc->figure[sc->n - 2].flags |= FIGURE_IDENTIFIER;
		return;
	}
	before = back_spaces(sc->s, last->from, 2);
	if (tight && ch_before(sc->s, before) == ')' && last->to - last->from == 3 && lexed_is_integer(x) &&
	    x->digits.whole == 4) {
		flag_both(last, x, FIGURE_IDENTIFIER);	/* (705) 555-0123 */
		return;
	}
	if (tight || is_less(last, &x->f))
		set_range(last, x);
}

/* "30 to 45", "between 30 and 45"; "from 30 to 45" is a change */
static void
join_word(const struct scanner *sc, struct figure *last, struct lexed *x, struct str gap)
{
	struct str w = word_left(sc->s, last->from);

	if ((last->flags & FIGURE_IDENTIFIER) != 0 && sc->named)
		x->f.flags |= FIGURE_IDENTIFIER;
	if ((x->f.flags & FIGURE_DATE) != 0 && last->unit == UNIT_COUNT && last->m <= 24)
		last->flags |= FIGURE_DATE;	/* 6 to 8 p.m. */
	if ((last->flags & FIGURE_NOT_A_QUANTITY) != 0 || !is_less(last, &x->f))
		return;
	if (word_is(gap, "to") ? !word_is(w, "from") && !word_is(w, "by") : word_is(w, "between"))
		set_range(last, x);
}

/* "18:30", "18:30 hrs", "2:1" */
static void
join_colon(struct figure *last, struct lexed *x)
{
	bool time = last->m >= 0 && last->m <= 24 && x->digits.whole == 2 && x->digits.d == 0 &&
	    x->f.m <= 59;

	if (last->unit == UNIT_COUNT && last->d == 0 &&
	    (lexed_is_integer(x) || (time && x->f.unit == UNIT_OTHER)))
		flag_both(last, x, time ? FIGURE_DATE : FIGURE_IDENTIFIER);
}

/* "76 of 699", "76 out of the 699"; "page 3 of 12" has no base */
static bool
join_of(struct figure *last, struct lexed *x, struct str gap)
{
	static const struct str forms[] = {
		{ "of", 2 }, { "out of", 6 }, { "of the", 6 }, { "out of the", 10 }, { "(of", 3 },
		{ "of a total of", 13 }, { "out of a total of", 17 }, { "out of a possible", 17 },
	};
	bool same = last->unit == x->f.unit && (x->f.unit == UNIT_COUNT || x->f.unit == UNIT_MONEY ||
	    x->f.unit == UNIT_OTHER);

	if (gap.p[0] != 'o' && gap.p[0] != 'O' && gap.p[0] != '(')
		return false;
	for (size_t k = 0; k < sizeof(forms) / sizeof(forms[0]); k++) {
		if (!str_eq_folded(gap, forms[k]))
			continue;
		if ((last->flags & FIGURE_IDENTIFIER) != 0 && k == 0)
			x->f.flags |= FIGURE_IDENTIFIER;
		else if (same && ((last->flags | x->f.flags) & FIGURE_NOT_A_QUANTITY) == 0)
			x->f.flags |= FIGURE_OF;
		return true;
	}
	return false;
}

/* what stands between the figure before and this one */
static void
look_at_last(struct scanner *sc, struct lexed *x)
{
	static const char *const words[] = { "and", "or", "to" };
	struct figure *last = last_of(sc);
	size_t from = sc->last_end, to = x->f.from, len;
	struct str gap;
	bool tight;

	if (last == NULL || to <= from || to - from > 24)
		return;
	gap = str_trim(str_sub(sc->s, from, to));
	tight = gap.n == to - from;
	if (gap.n == 0)
		return;
	if (tight && gap.n == 1 && gap.p[0] == '/')
		join_slash(sc, last, x);
	else if (tight && gap.n == 1 && gap.p[0] == ':')
		join_colon(last, x);
	else if (dash_at(gap, 0, &len) != DASH_NONE && len == gap.n)
		join_dash(sc, last, x, tight);
	else if (WORD_IN(gap, words))
		join_word(sc, last, x, gap);
	else if (sc->named && (last->flags & FIGURE_IDENTIFIER) != 0 &&
	    (gap.p[0] == ',' || gap.p[0] == '&') && gap.n <= 5 && lexed_is_plain(x))
		x->f.flags |= FIGURE_IDENTIFIER;
	else
		(void)join_of(last, x, gap);
}

/* how many digits go on from s[i] over spaces, brackets and dashes, looking a little ahead */
static unsigned
digits_ahead(struct str s, size_t i)
{
	unsigned n = 0;

	for (size_t k = i; k < s.n && k < i + 24; k++) {
		if (ch_digit(s.p[k]))
			n++;
		else if (s.p[k] == '\0' || strchr(" ()-", s.p[k]) == NULL)
			break;
	}
	return n;
}

/* telephone numbers: "0151 496 0000", "+44 (0)151 496 0000", and what follows "Tel" */
static void
look_for_phone(struct scanner *sc, struct lexed *x)
{
	struct str s = sc->s, gap = str_sub(s, sc->last_end, x->f.from);
	bool integer = x->f.unit == UNIT_COUNT && x->digits.d == 0 && x->f.currency == 0 &&
	    !x->digits.grouped;
	bool goes_on = sc->phone > 0 && integer && gap.n <= 3 && sc->phone + x->digits.whole <= 15;

	for (size_t k = 0; k < gap.n && goes_on; k++)
		goes_on = gap.p[k] != '\0' && strchr(" ()-.", gap.p[k]) != NULL;
	if (goes_on) {
		sc->phone += x->digits.whole;
		x->f.flags |= FIGURE_IDENTIFIER;
		return;
	}
	sc->phone = 0;
	if (x->digits.leading_zero && integer) {
		sc->phone = x->digits.whole;
		x->f.flags |= FIGURE_IDENTIFIER;
	} else if (integer && s.p[x->f.from] == '+' && x->digits.whole <= 3 &&
	    digits_ahead(s, x->end) >= 8) {
		sc->phone = x->digits.whole;
		x->f.flags |= FIGURE_IDENTIFIER;
	}
}

void
figure_context(struct scanner *sc, struct lexed *x)
{
	bool named = sc->named;

	look_for_phone(sc, x);
	if (x->code)
		x->f.flags |= FIGURE_IDENTIFIER;
	bare_year(x);
	look_left(sc->s, x);
	look_for_approximation(sc->s, x);
	look_right(sc->s, x);
	look_at_last(sc, x);
	if (numbers_the_start(sc, x) || is_list_mark(sc, x))
		x->f.flags |= FIGURE_IDENTIFIER;
	/* a list goes on while its members are names */
	sc->named = named && (x->f.flags & FIGURE_IDENTIFIER) != 0;
	figure_name(sc, x);
}
