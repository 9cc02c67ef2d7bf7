/*
 * One printed figure: in comes a text and a place in it, out comes the exact
 * value with its quantum. Only the figure itself is looked at.
 */
#include "facts/number_parts.h"

/* Fractions that have a character of their own. Thirds and sixths are rounded
 * to two places, which is all that such a character promises. */
struct glyph {
	struct str bytes;
	int64_t m;
	unsigned d;
};

static const struct glyph glyphs[] = {
	{ { "\xC2\xBC", 2 }, 25, 2 },
	{ { "\xC2\xBD", 2 }, 5, 1 },
	{ { "\xC2\xBE", 2 }, 75, 2 },
	{ { "\xE2\x85\x93", 3 }, 33, 2 },
	{ { "\xE2\x85\x94", 3 }, 67, 2 },
	{ { "\xE2\x85\x95", 3 }, 2, 1 },
	{ { "\xE2\x85\x96", 3 }, 4, 1 },
	{ { "\xE2\x85\x97", 3 }, 6, 1 },
	{ { "\xE2\x85\x98", 3 }, 8, 1 },
	{ { "\xE2\x85\x99", 3 }, 17, 2 },
	{ { "\xE2\x85\x9A", 3 }, 83, 2 },
	{ { "\xE2\x85\x9B", 3 }, 125, 3 },
	{ { "\xE2\x85\x9C", 3 }, 375, 3 },
	{ { "\xE2\x85\x9D", 3 }, 625, 3 },
	{ { "\xE2\x85\x9E", 3 }, 875, 3 },
};

bool
fraction_glyph(struct str s, size_t i, int64_t *m, unsigned *d, size_t *len)
{
	if (ch_at(s, i) != '\xC2' && ch_at(s, i) != '\xE2')
		return false;
	for (size_t k = 0; k < sizeof(glyphs) / sizeof(glyphs[0]); k++) {
		if (!bytes_at(s, i, glyphs[k].bytes))
			continue;
		*m = glyphs[k].m;
		*d = glyphs[k].d;
		*len = glyphs[k].bytes.n;
		return true;
	}
	return false;
}

/* "3/4" as people write a fraction: only these, for "4/6" may be a date or four of six */
static bool
written_fraction(struct str s, size_t i, int64_t *m, unsigned *d)
{
	static const struct glyph known[] = {
		{ { "1/2", 3 }, 5, 1 },
		{ { "1/3", 3 }, 33, 2 },
		{ { "2/3", 3 }, 67, 2 },
		{ { "1/4", 3 }, 25, 2 },
		{ { "3/4", 3 }, 75, 2 },
	};
	char after = ch_at(s, i + 3);

	if (ch_alnum(after) || after == '/' || after == '-' ||
	    ((after == '.' || after == ',') && ch_digit(ch_at(s, i + 4))))
		return false;
	for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++) {
		if (!bytes_at(s, i, known[k].bytes))
			continue;
		*m = known[k].m;
		*d = known[k].d;
		return true;
	}
	return false;
}

bool
scale_up(int64_t *m, unsigned k)
{
	for (; k > 0; k--) {
		if (*m > INT64_MAX / 10 || *m < INT64_MIN / 10)
			return false;
		*m *= 10;
	}
	return true;
}

/* past a run of digits, points and commas that is no number */
static size_t
run_end(struct str s, size_t i)
{
	while (ch_digit(ch_at(s, i)) ||
	    ((ch_at(s, i) == ',' || ch_at(s, i) == '.') && ch_digit(ch_at(s, i + 1))))
		i++;
	return i;
}

/* past one more group of three digits after a comma or space at s[i], or after a point where
 * a comma stands before the decimals; 0: there is none */
static size_t
group_end(struct str s, size_t i, enum lex_mode mode, bool *comma)
{
	size_t gap, to;

	*comma = ch_at(s, i) == ',' && !lex_has_commas(mode);
	if (*comma)
		gap = 1;
	else if ((lex_has_groups(mode) && ch_at(s, i) == ' ') ||
	    (lex_has_commas(mode) && ch_at(s, i) == '.'))
		gap = 1;
	else
		gap = thin_space_at(s, i);
	if (gap == 0 || !ch_digit(ch_at(s, i + gap)))
		return 0;
	to = digits_end(s, i + gap);
	if (to - i - gap == 3)
		return to;
	return *comma ? SIZE_MAX : 0;
}

/*
 * Past the whole part at s[i], with its groups. False when commas stand where
 * no thousands end: "1,23", "12,3456", "1234,567", "0,123"; *end is then as far
 * as was read, so that nothing is read twice.
 */
static bool
whole_end(struct str s, size_t i, enum lex_mode mode, struct digits *n, size_t *end)
{
	size_t first = digits_end(s, i) - i, j = i + first, to;
	bool comma, commas = false, spaces = false;

	*end = j;
	while ((to = group_end(s, j, mode, &comma)) != 0) {
		if (!comma && (first == 0 || first > 3 || s.p[i] == '0' || commas))
			break;
		if (comma && (to == SIZE_MAX || first == 0 || first > 3 || s.p[i] == '0' || spaces))
			return false;
		commas = commas || comma;
		spaces = spaces || !comma;
		*end = j = to;
	}
	n->grouped = commas || spaces;
	n->leading_zero = first >= 3 && s.p[i] == '0';
	return true;
}

/* the digits among s[from, to) into n->m; false when there are too many */
static bool
add_digits(struct str s, size_t from, size_t to, struct digits *n, unsigned *significant)
{
	for (size_t i = from; i < to; i++) {
		if (!ch_digit(s.p[i]))
			continue;
		if (*significant > 0 || s.p[i] != '0')
			++*significant;
		if (*significant > CF_MAX_DIGITS)
			return false;
		n->m = n->m * 10 + (s.p[i] - '0');
	}
	return true;
}

/* "22½", "22 1/2", "½", "3/4": add the fraction to a whole number */
static bool
add_fraction(struct str s, size_t i, struct digits *n)
{
	size_t at, len;
	int64_t m;
	unsigned d;

	at = skip_spaces(s, i, 1);
	if (fraction_glyph(s, at, &m, &d, &len))
		at += len;
	else if (at > i && written_fraction(s, at, &m, &d))
		at += 3;
	else
		return false;
	if (n->m > INT64_MAX / 10000)
		return false;
	(void)scale_up(&n->m, d);
	n->m += m;
	n->d = n->decimals = d;
	n->to = at;
	return true;
}

/* a mark before decimals; "3.1" may be the number of a section where commas are the rule */
static bool
decimals_at(struct str s, size_t i, enum lex_mode mode)
{
	return (ch_at(s, i) == '.' || (ch_at(s, i) == ',' && lex_has_commas(mode))) &&
	    ch_digit(ch_at(s, i + 1));
}

/* the bare number at s[i]; false as figure_lex() */
static bool
digits_read(struct str s, size_t i, enum lex_mode mode, struct digits *n, size_t *end)
{
	unsigned significant = 0;
	size_t whole, to;

	*n = (struct digits){ 0 };
	*end = run_end(s, i);
	if (written_fraction(s, i, &n->m, &n->d)) {
		n->decimals = n->d;
		n->whole = 1;
		n->to = *end = i + 3;
		return true;
	}
	if (!whole_end(s, i, mode, n, &whole) || !add_digits(s, i, whole, n, &significant)) {
		*end = run_end(s, whole);
		return false;
	}
	n->whole = (unsigned)(whole - i > 99 ? 99 : whole - i);
	n->to = to = whole;
	if (decimals_at(s, whole, mode)) {
		int64_t before = n->m;

		to = digits_end(s, whole + 1);
		if (to - whole - 1 > CF_MAX_DIGITS || !add_digits(s, whole + 1, to, n, &significant))
			return false;
		n->d = n->decimals = (unsigned)(to - whole - 1);
		n->padded = scale_up(&before, n->d) && before == n->m;
		n->leading_zero = false;
		n->to = to;
	} else if (!n->grouped) {
		(void)add_fraction(s, whole, n);
	}
	/* "1.2.3", "1.5,2.5", and "1 051,8" where a comma is none between decimals */
	if ((ch_at(s, to) == '.' || ch_at(s, to) == ',') && ch_digit(ch_at(s, to + 1))) {
		*end = run_end(s, to);
		return false;
	}
	if (*end < n->to)
		*end = n->to;
	return n->to > i;
}

/* What may stand before the digits. */
struct prefix {
	bool negative, has_sign, bracket;
	char currency;
	size_t to;	/* where the number must begin */
};

static bool
take_sign(struct str s, struct prefix *p)
{
	size_t len;
	enum dash dash = dash_at(s, p->to, &len);

	if (p->has_sign)
		return false;
	if (ch_at(s, p->to) == '+')
		len = 1;
	else if (dash == DASH_NONE || dash == DASH_EM)
		return false;
	p->negative = dash != DASH_NONE;
	p->has_sign = true;
	p->to += len;
	return true;
}

static bool
take_currency(struct str s, enum lex_mode mode, struct prefix *p)
{
	size_t len;
	char c;

	if (p->currency != 0)
		return false;
	c = currency_at(s, p->to, &len);
	if (c == 0)
		return false;
	p->currency = c;
	p->to = skip_spaces(s, p->to + len, currency_gap(mode));
	return true;
}

/* sign, currency and opening bracket in any order that is in use: "-£", "£-", "$ (", "($" */
static struct prefix
prefix_read(struct str s, size_t at, enum lex_mode mode)
{
	struct prefix p = { .to = at };

	(void)take_sign(s, &p);
	(void)take_currency(s, mode, &p);
	(void)take_sign(s, &p);
	if (ch_at(s, p.to) == '(') {
		p.bracket = true;
		p.to = skip_spaces(s, p.to + 1, 3);
		(void)take_currency(s, mode, &p);
		(void)take_sign(s, &p);
	}
	return p;
}

/* the closing bracket after a figure; the unit may stand before or after it */
static bool
close_bracket(struct str s, enum lex_mode mode, struct lexed *x)
{
	size_t i = skip_spaces(s, x->f.to, 3);

	if (ch_at(s, i) != ')' || x->code || x->end > x->f.to)
		return false;
	x->f.to = (uint32_t)(i + 1);
	x->end = i + 1;
	x->bracketed = true;
	return unit_after_bracket(s, mode, x);
}

bool
figure_lex(struct str s, size_t at, enum lex_mode mode, struct lexed *x, size_t *end)
{
	struct prefix p = prefix_read(s, at, mode);
	bool negative;

	*x = (struct lexed){ .first = p.to };
	if (!ch_digit(ch_at(s, p.to)) && ch_at(s, p.to) != '.' && ch_at(s, p.to) != '\xC2' &&
	    ch_at(s, p.to) != '\xE2')
		return false;
	if (!digits_read(s, p.to, mode, &x->digits, end))
		return false;
	x->f = (struct figure){ .from = (uint32_t)at, .to = (uint32_t)x->digits.to,
		.m = x->digits.m, .d = (uint8_t)x->digits.d, .q = (int8_t)-(int)x->digits.d,
		.decimals = (uint8_t)x->digits.decimals, .currency = p.currency,
		.unit = p.currency != 0 ? UNIT_MONEY : UNIT_COUNT };
	x->end = x->digits.to;
	if (!unit_read(s, mode, x) || (p.bracket && !close_bracket(s, mode, x)))
		return false;
	marks_read(s, mode, x);
	negative = p.bracket || p.negative;
	if (negative)
		x->f.m = -x->f.m;
	if (negative || p.has_sign)
		x->f.flags |= FIGURE_SIGNED;
	if (x->digits.padded)
		x->f.flags |= FIGURE_PADDED;
	if (lex_has_commas(mode))
		x->f.flags |= FIGURE_COMMA;
	*end = x->end;
	return true;
}

bool
figure_at(const struct text *t, size_t at, struct figure *out)
{
	struct lexed x;
	size_t end;

	if (!figure_lex(t->s, at, LEX_CELL, &x, &end))
		return false;
	*out = x.f;
	if (out->currency == 'Y')
		out->currency = 0;
	out->span = text_span(t, out->from, out->to);
	return true;
}
