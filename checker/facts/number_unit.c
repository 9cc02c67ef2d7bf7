/*
 * What follows the digits of a figure: a scale ("m", "billion"), a unit sign
 * or word, footnote marks. The span grows over scales and unit signs, not over
 * marks, measure words and unit letters.
 */
#include "facts/number_parts.h"

/* Words of measure: the figure is no count of things. In ASCII order. */
static const char *const measures[] = {
	"acre", "acres", "cm", "day", "days", "degree", "degrees", "ft", "gb", "gw", "gwh", "ha",
	"hectare", "hectares", "hour", "hours", "hr", "hrs", "inch", "inches", "kb", "kg", "kgs",
	"kilometre", "kilometres", "km", "kms", "kph", "kw", "kwh", "litre", "litres", "mb", "meter",
	"meters", "metre", "metres", "mg", "mile", "miles", "min", "mins", "minute", "minutes", "ml",
	"mm", "month", "months", "mph", "mw", "mwh", "pence", "sec", "second", "seconds", "secs",
	"sqm", "times", "tonne", "tonnes", "week", "weeks", "year", "years", "yr", "yrs",
};

/* is it a whole word? no letter or digit may follow it */
static bool
ends_here(struct str s, struct str w)
{
	return w.n > 0 && !ch_alnum(ch_at(s, end_of(s, w)));
}

/* power of ten of a scale word; 0: none. Letters that could stand for metres or
 * bytes count only where money is printed, or where `letters` says so. */
static unsigned
scale_of(struct str w, bool money, bool letters)
{
	static const char *const million[] = { "million", "mln", "mn" };
	static const char *const billion[] = { "billion", "bn" };
	static const char *const trillion[] = { "trillion", "trn" };

	if (word_is(w, "thousand") || (word_is(w, "k") && (money || letters)))
		return 3;
	if (WORD_IN(w, million) || (word_is(w, "m") && (money || letters)) ||
	    (word_is(w, "mm") && money))
		return 6;
	if (WORD_IN(w, billion) || (word_is(w, "b") && money))
		return 9;
	if (WORD_IN(w, trillion) || (word_is(w, "tn") && money))
		return 12;
	return 0;
}

/* the value and its quantum times 10^k */
static bool
apply_scale(struct lexed *x, unsigned k)
{
	unsigned up = k > x->f.d ? k - x->f.d : 0;

	if (!scale_up(&x->f.m, up))
		return false;
	x->f.d = (uint8_t)(up > 0 ? 0 : x->f.d - k);
	x->f.q = (int8_t)(x->f.q + (int)k);
	x->digits.padded = false;	/* the zero of "2.0 million" is a figure */
	return true;
}

/* a scale glued on ("1.2m"), or as a word after a space or hyphen ("1.2 million") */
static bool
read_scale(struct str s, enum lex_mode mode, struct lexed *x)
{
	bool money = x->f.unit == UNIT_MONEY;
	struct str w = word_at(s, x->f.to);
	bool thousand = word_is(w, "k");
	unsigned k;

	if (w.n > 0) {
		k = scale_of(w, money, mode != LEX_PROSE || thousand);
	} else {
		size_t i = ch_at(s, x->f.to) == '-' ? x->f.to + 1 : skip_spaces(s, x->f.to, 2);

		if (i == x->f.to)
			return true;
		w = word_at(s, i);
		k = scale_of(w, money, false);
		if (k > 0 && w.n <= 2 && ch_at(s, x->f.to) == '-')
			k = 0;
	}
	if (k == 0 || !ends_here(s, w))
		return true;
	x->f.to = (uint32_t)end_of(s, w);
	x->end = x->f.to;
	return apply_scale(x, k);
}

static void
set_unit(struct lexed *x, enum unit unit, size_t to)
{
	x->f.unit = unit;
	x->f.to = (uint32_t)to;
	x->end = to;
}

/* basis points are hundredths of a percentage point */
static void
set_basis_points(struct lexed *x, size_t to)
{
	if (x->f.d > CF_MAX_DIGITS - 2)
		return;
	x->f.d = (uint8_t)(x->f.d + 2);
	x->f.q = (int8_t)(x->f.q - 2);
	set_unit(x, UNIT_POINTS, to);
}

/* "points" after "12%" or "12 percentage" at s[i], over a space or hyphen; its end or 0 */
static size_t
points_word(struct str s, size_t i)
{
	static const char *const names[] = { "point", "points", "pt", "pts" };
	size_t at = ch_at(s, i) == '-' ? i + 1 : skip_spaces(s, i, 2);
	struct str w = word_at(s, at);

	return WORD_IN(w, names) && ends_here(s, w) ? end_of(s, w) : 0;
}

/* "%", "% points", "%age points" with the sign at s[i] */
static void
percent_sign(struct str s, size_t i, struct lexed *x)
{
	size_t to = i + 1, points;
	struct str w = word_at(s, to);

	if (word_is(w, "age"))
		to = end_of(s, w);
	points = points_word(s, to);
	if (points != 0)
		set_unit(x, UNIT_POINTS, points);
	else
		set_unit(x, UNIT_PERCENT, i + 1);
}

/* a unit in letters, glued on or after a space: percent, pp, bps */
static bool
unit_word(struct str s, struct str w, struct lexed *x)
{
	static const char *const points[] = { "pp", "pps", "ppt", "ppts" };
	size_t to = end_of(s, w), more;

	if (!ends_here(s, w))
		return false;
	if (WORD_IN(w, points)) {
		set_unit(x, UNIT_POINTS, to);
	} else if (word_is(w, "bps") || word_is(w, "bp")) {
		set_basis_points(x, to);
	} else if (word_is(w, "percentage") || word_is(w, "percent")) {
		more = points_word(s, to);
		if (more != 0)
			set_unit(x, UNIT_POINTS, more);
		else if (word_is(w, "percent"))
			set_unit(x, UNIT_PERCENT, to);
		else
			return false;
	} else if (word_is(w, "per")) {
		struct str cent = word_at(s, ch_at(s, to) == '-' ? to + 1 : skip_spaces(s, to, 2));

		if (!word_is(cent, "cent") || !ends_here(s, cent))
			return false;
		set_unit(x, UNIT_PERCENT, end_of(s, cent));
	} else if (word_is(w, "basis")) {
		more = points_word(s, to);
		if (more == 0)
			return false;
		set_basis_points(x, more);
	} else {
		return false;
	}
	return true;
}

/* "%" or a unit in letters at the figure's end or up to two spaces on */
static bool
read_unit(struct str s, struct lexed *x)
{
	size_t i = skip_spaces(s, x->f.to, 2);
	struct str w;

	if (ch_at(s, i) == '%') {
		percent_sign(s, i, x);
		return true;
	}
	w = word_at(s, i);
	if (unit_word(s, w, x))
		return true;
	if (i == x->f.to && ch_at(s, i) == '-')	/* 7-day, 18-year-olds */
		w = word_at(s, i + 1);
	if (i == x->f.to && w.n > 0 && ch_at(s, i) != '-')
		return false;
	if (x->f.unit == UNIT_COUNT && WORD_IN(w, measures) && ends_here(s, w))
		x->f.unit = UNIT_OTHER;
	return x->f.unit == UNIT_OTHER;
}

/* letters glued to the last digit: an ordinal, a time, a unit, a mark, or a code */
static void
read_letters(struct str s, enum lex_mode mode, struct lexed *x)
{
	static const char *const ordinals[] = { "nd", "rd", "st", "th" };
	static const char *const flags[] = { "e", "p", "r" };
	static const char *const times[] = { "am", "pm" };
	static const char *const others[] = { "fold", "g", "l", "m", "p", "s", "x" };
	struct str w = word_at(s, x->f.to);

	if (w.n == 0)
		return;
	x->end = end_of(s, w);
	if (!ends_here(s, w)) {
		x->code = true;
	} else if (WORD_IN(w, ordinals)) {
		x->f.unit = UNIT_OTHER;
		x->f.flags |= FIGURE_ORDINAL;
	} else if (WORD_IN(w, times)) {
		x->f.flags |= FIGURE_DATE;
	} else if (mode != LEX_PROSE && WORD_IN(w, flags)) {
		x->f.flags |= FIGURE_MARKED;
	} else if (word_is(w, "s") && x->digits.whole == 4) {
		x->f.flags |= FIGURE_YEAR;	/* the 1990s */
	} else if (WORD_IN(w, measures) || (WORD_IN(w, others) && w.p[0] >= 'a')) {
		x->f.unit = UNIT_OTHER;
	} else {
		x->code = true;
	}
}

bool
unit_read(struct str s, enum lex_mode mode, struct lexed *x)
{
	if (!read_scale(s, mode, x))
		return false;
	if (!read_unit(s, x))
		read_letters(s, mode, x);
	return true;
}

bool
unit_after_bracket(struct str s, enum lex_mode mode, struct lexed *x)
{
	if (!read_scale(s, mode, x))
		return false;
	if (x->f.unit == UNIT_COUNT || x->f.unit == UNIT_MONEY)
		(void)read_unit(s, x);
	return true;
}

/* a superscript digit at s[i]: its bytes, or 0 */
static size_t
superscript_at(struct str s, size_t i)
{
	unsigned char c;

	if (ch_at(s, i) == '\xC2') {
		c = (unsigned char)ch_at(s, i + 1);
		return c == 0xB9 || c == 0xB2 || c == 0xB3 ? 2 : 0;
	}
	if (!bytes_at(s, i, CF_S("\xE2\x81")))
		return 0;
	c = (unsigned char)ch_at(s, i + 2);
	return c == 0xB0 || (c >= 0xB4 && c <= 0xB9) ? 3 : 0;
}

/* "[1]", "[a]", "[note 2]" at s[i]: its bytes, or 0 */
static size_t
note_at(struct str s, size_t i)
{
	size_t j = i + 1, from;
	struct str w;

	if (ch_at(s, i) != '[')
		return 0;
	w = word_at(s, j);
	if (word_is(w, "note") || w.n == 1)
		j = skip_spaces(s, end_of(s, w), 1);
	from = j;
	j = digits_end(s, j);
	if (j - from > 3 || (j == from && w.n != 1) || ch_at(s, j) != ']')
		return 0;
	return j + 1 - i;
}

/* "(r)", "(p)", "(e)": revised, provisional, estimated */
static size_t
status_at(struct str s, size_t i)
{
	if (ch_at(s, i) != '(' || ch_at(s, i + 1) == '\0' || ch_at(s, i + 2) != ')')
		return 0;
	return strchr("rpeRPE", ch_at(s, i + 1)) != NULL ? 3 : 0;
}

/* one footnote mark at s[i]: its bytes, or 0 */
static size_t
mark_at(struct str s, size_t i, enum lex_mode mode)
{
	size_t len = superscript_at(s, i);

	if (len > 0)
		return len;
	if (ch_at(s, i) == '*')
		return 1;
	if (bytes_at(s, i, CF_S("\xE2\x80\xA0")) || bytes_at(s, i, CF_S("\xE2\x80\xA1")))
		return 3;	/* daggers */
	if (bytes_at(s, i, CF_S("\xC2\xA7")) || bytes_at(s, i, CF_S("\xC2\xB6")))
		return 2;	/* section and paragraph signs */
	if (mode != LEX_PROSE && (ch_at(s, i) == '#' || ch_at(s, i) == '^'))
		return 1;
	len = note_at(s, i);
	return len == 0 && mode != LEX_PROSE ? status_at(s, i) : len;
}

void
marks_read(struct str s, enum lex_mode mode, struct lexed *x)
{
	for (unsigned k = 0; k < 4; k++) {
		size_t i = x->end, len = mark_at(s, i, mode);

		if (len == 0 && space_at(s, i) > 0) {
			i += space_at(s, i);
			/* over a space only what cannot be anything else */
			len = note_at(s, i);
			if (len == 0 && mode != LEX_PROSE)
				len = status_at(s, i);
			if (len == 0 && mode != LEX_PROSE && (ch_at(s, i) == '*' ||
			    (i + 1 == s.n && strchr("rpe", s.p[i]) != NULL)))
				len = 1;
		}
		if (len == 0)
			return;
		x->end = i + len;
		x->f.flags |= FIGURE_MARKED;
	}
}
