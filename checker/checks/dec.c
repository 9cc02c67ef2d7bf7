/*
 * Decimals in and text out: rounding, comparing, and printing a value the way a
 * report printed another one.
 */
#include "checks/judge.h"

#include <inttypes.h>

#include "checks/wide.h"

/* longest that a value is printed: sign, 19 digits, zeros before them, commas */
#define MAX_PRINTED 400

struct dec
dec_round(struct dec v, uint8_t d)
{
	bool big = false;
	wide unit, m;

	if (d >= v.d)
		return v;
	unit = wide_pow10(v.d - d, &big);
	m = big ? 0 : wide_div(v.m, unit);
	return (struct dec){ (int64_t)m, d, v.comma };
}

int
dec_cmp(struct dec a, struct dec b)
{
	uint8_t d = a.d > b.d ? a.d : b.d;
	bool a_big = false, b_big = false;
	wide x = wide_mul(a.m, wide_pow10(d - a.d, &a_big), &a_big);
	wide y = wide_mul(b.m, wide_pow10(d - b.d, &b_big), &b_big);

	/* only the one with far fewer decimals can be too large: it decides by its sign */
	if (a_big && a.m != 0)
		return a.m < 0 ? -1 : 1;
	if (b_big && b.m != 0)
		return b.m < 0 ? 1 : -1;
	return (x > y) - (x < y);
}

/* between thousands; a space that no line is broken at, where commas go before decimals */
static struct str
usual_mark(bool comma)
{
	return comma ? CF_S("\xC2\xA0") : CF_S(",");
}

static uint64_t
magnitude(int64_t m)
{
	return m < 0 ? 0 - (uint64_t)m : (uint64_t)m;
}

/* digits of |v|, `mark` between thousands, into `out` from its end; returns the start */
static char *
write_digits(char *end, struct dec v, struct str mark)
{
	char *p = end;
	uint64_t m = magnitude(v.m);
	unsigned place = 0, d = v.d;

	for (; m > 0 || place <= d; place++, m /= 10) {
		if (place == d && d > 0)
			*--p = v.comma ? ',' : '.';
		if (place > d && (place - d) % 3 == 0 && mark.n > 0) {
			p -= mark.n;
			memcpy(p, mark.p, mark.n);
		}
		*--p = (char)('0' + m % 10);
	}
	return p;
}

static struct str
digits_of(struct arena *a, struct dec v, struct str mark)
{
	char text[MAX_PRINTED], *end = text + sizeof(text), *p;

	p = write_digits(end, v, mark);
	return arena_str(a, (struct str){ p, (size_t)(end - p) });
}

struct str
dec_format(struct arena *a, struct dec v, bool grouped)
{
	struct str digits = digits_of(a, v, grouped ? usual_mark(v.comma) : CF_S(""));

	if (v.m >= 0)
		return digits;
	return arena_printf(a, "-%.*s", (int)digits.n, digits.p);
}

/* ---- as another figure is printed */

/* The parts of a printed figure: "-£" "1,234.5" "m" */
struct printed {
	struct str before, digits, after;	/* without sign and brackets */
	struct str minus;			/* as printed, or "-" */
	bool brackets, plus;
	bool closed;		/* the second bracket may stand in another cell */
	struct str mark;			/* between thousands; "" when there is none */
};

static const struct str minus_signs[] = {
	{ "-", 1 }, { "\xE2\x88\x92", 3 }, { "\xE2\x80\x93", 3 }, { "\xE2\x80\x92", 3 },
	{ "\xE2\x80\x90", 3 }, { "\xE2\x80\x91", 3 },
};

/* take one sign away from the front of what stands before the digits */
static struct str
take_signs(struct str s, struct printed *p)
{
	for (;;) {
		size_t i, n = sizeof(minus_signs) / sizeof(minus_signs[0]);

		for (i = 0; i < n && !str_starts(s, minus_signs[i]); i++)
			;
		if (i < n) {
			p->minus = minus_signs[i];
			s = str_sub(s, minus_signs[i].n, s.n);
		} else if (s.n > 0 && (s.p[0] == '(' || s.p[0] == '+')) {
			p->brackets |= s.p[0] == '(';
			p->plus |= s.p[0] == '+';
			s = str_sub(s, 1, s.n);
		} else {
			return s;
		}
	}
}

static struct printed
take_apart(struct str s, bool comma)
{
	struct printed p = { .minus = CF_S("-") };
	size_t from = 0, to = s.n, i;

	while (from < s.n && !ch_digit(s.p[from]) &&
	    !(s.p[from] == '.' && from + 1 < s.n && ch_digit(s.p[from + 1])))
		from++;
	while (to > from && !ch_digit(s.p[to - 1]))
		to--;
	p.digits = str_sub(s, from, to);
	p.before = take_signs(str_sub(s, 0, from), &p);
	if (p.before.n > 0 && take_signs(str_sub(p.before, p.before.n - 1, p.before.n), &p).n == 0)
		p.before.n--;	/* "£-5" */
	p.after = str_sub(s, to, s.n);
	p.closed = str_ends(p.after, CF_S(")"));
	if (p.brackets && p.closed)
		p.after.n--;
	if (str_eq(p.after, CF_S("-")))	/* "5-" */
		p.after.n = 0;
	for (i = 0; i < p.digits.n && ch_digit(p.digits.p[i]); i++)
		;
	for (to = i; to < p.digits.n && !ch_digit(p.digits.p[to]); to++)
		;
	if (i > 0 && i < to && p.digits.p[i] != (comma ? ',' : '.'))
		p.mark = str_sub(p.digits, i, to);
	return p;
}

/* thousands are marked unless the figure had thousands and no mark */
static struct str
mark_for(const struct printed *p, bool comma)
{
	size_t whole = 0;

	if (p->mark.n > 0 && p->mark.n <= 4)
		return p->mark;
	while (whole < p->digits.n && ch_digit(p->digits.p[whole]))
		whole++;
	return whole > 3 ? CF_S("") : usual_mark(comma);
}

/* v in the unit that the digits are printed in ("1.2" of "1.2m"), with as many
 * decimals as were printed, and more only when it would else be another value */
static bool
in_printed_unit(const struct figure *f, struct dec v, struct dec *out)
{
	int scale = f->q + f->decimals;
	bool big = false;
	wide m = v.m;
	int d = v.d;

	if (scale > 0 && scale <= 18 && d + scale <= 36) {	/* rounded: round it too */
		int drop = d + scale - f->decimals;

		if (drop > 0)
			m = wide_div(m, wide_pow10(drop, &big));
		else
			m = wide_mul(m, wide_pow10(-drop, &big), &big);
		d = f->decimals;
	}
	for (; d > f->decimals && m % 10 == 0; d--)
		m /= 10;
	for (; d < f->decimals && !big; d++)
		m = wide_mul(m, 10, &big);
	if (big || m > INT64_MAX || m < -INT64_MAX)
		return false;
	*out = (struct dec){ (int64_t)m, (uint8_t)d, (f->flags & FIGURE_COMMA) != 0 };
	return true;
}

struct str
figure_like(struct arena *a, const struct text *t, const struct figure *f, struct dec v)
{
	bool comma = (f->flags & FIGURE_COMMA) != 0;
	struct printed p = take_apart(figure_str(t, f), comma);
	struct str digits, open = CF_S(""), close = CF_S("");
	struct dec shown;

	/* "six", "22½": there are no digits that v could take the place of */
	if (p.digits.n == 0 || f->d > f->decimals || !in_printed_unit(f, v, &shown))
		return dec_format(a, v, true);
	digits = digits_of(a, shown, mark_for(&p, comma));
	if (shown.m < 0 && p.brackets) {
		open = CF_S("(");
		close = p.closed ? CF_S(")") : CF_S("");
	} else if (shown.m < 0) {
		open = p.minus;
	} else if (p.plus && shown.m > 0) {
		open = CF_S("+");
	}
	return arena_printf(a, "%.*s%.*s%.*s%.*s%.*s", (int)open.n, open.p,
	    (int)p.before.n, p.before.p, (int)digits.n, digits.p,
	    (int)p.after.n, p.after.p, (int)close.n, close.p);
}
