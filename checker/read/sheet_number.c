/* A number in the form that the placeholders of its format give; see sheet_code.h. */
#include "read/sheet_code.h"

/* ---- placeholders */

/* What the placeholders of a section say. */
struct shape {
	int whole;			/* least digits before the point */
	int least, most;		/* digits after it */
	int percents, thousands;	/* "%" signs; commas that divide by 1000 */
	int exponent;			/* least digits of it; 0: none */
	bool grouped, any, fraction;
};

static struct shape
shape_of(const struct sheet_section *s)
{
	struct shape f = { .whole = 0 };
	bool after = false, exponent = false;
	int commas = 0;

	for (size_t i = 0; i < s->n; i = sheet_token_end(s, i)) {
		char c = s->p[i];

		if (c == '0' || c == '#' || c == '?') {
			f.any = true;
			if (exponent) {
				f.exponent += c == '0';
			} else if (after) {
				commas = 0;
				f.most++;
				f.least = c == '0' ? f.most : f.least;
			} else {
				f.whole += c == '0';
				f.grouped |= commas > 0;
				commas = 0;
			}
		} else if (c == ',' && f.any && !exponent) {
			commas++;
		} else if (c == '.' && !exponent) {
			after = true;
		} else if (c == '%') {
			f.percents++;
		} else if (c == '/' && f.any) {
			f.fraction = true;
		} else if ((c == 'E' || c == 'e') && i + 1 < s->n &&
		    (s->p[i + 1] == '+' || s->p[i + 1] == '-')) {
			exponent = true;
		}
	}
	f.thousands = commas;
	if (exponent)
		f.exponent = f.exponent < 1 ? 1 : f.exponent > 9 ? 9 : f.exponent;
	return f;
}

static bool
is_placeholder(char c)
{
	return c == '0' || c == '#' || c == '?' || c == '.' || c == ',';
}

/* ---- digits */

/* the digits of a number, in the form that the placeholders give */
static void
put_digits(struct sheet_out *o, const struct sheet_decimal *x, const struct shape *f)
{
	int whole = x->point > f->whole ? x->point : f->whole, decimals = f->most;

	if (whole > 60)
		whole = 60;
	for (int i = whole; i > 0; i--) {
		sheet_out_char(o, (char)('0' + sheet_decimal_digit(x, x->point - i)));
		if (f->grouped && i > 1 && (i - 1) % 3 == 0)
			sheet_out_char(o, ',');
	}
	while (decimals > f->least && sheet_decimal_digit(x, x->point + decimals - 1) == 0)
		decimals--;
	if (decimals > 0)
		sheet_out_char(o, '.');
	for (int i = 0; i < decimals && i < 60; i++)
		sheet_out_char(o, (char)('0' + sheet_decimal_digit(x, x->point + i)));
}

static void
put_exponent(struct sheet_out *o, struct sheet_decimal *x, const struct shape *f)
{
	struct shape one = { .whole = 1, .least = f->least, .most = f->most };
	int e = x->n == 0 ? 0 : x->point - 1;

	x->point = x->n == 0 ? 0 : 1;
	sheet_decimal_round(x, 1 + f->most);
	if (x->point > 1) {
		x->point = 1;
		e++;
	}
	put_digits(o, x, &one);
	sheet_out_char(o, 'E');
	sheet_out_char(o, e < 0 ? '-' : '+');
	sheet_out_padded(o, e < 0 ? -e : e, f->exponent);
}

/* ---- numbers */

void
sheet_put_general(struct sheet_out *o, struct sheet_decimal *x)
{
	struct shape f = { .whole = 1 };
	int e = x->point - 1;

	if (x->negative && x->n > 0)
		sheet_out_char(o, '-');
	if (x->n > 0 && (x->point > 11 || x->point < -4)) {
		struct shape s = { .whole = 1, .most = 5 };

		x->point = 1;
		sheet_decimal_round(x, 6);
		e += x->point > 1;
		x->point = 1;
		put_digits(o, x, &s);
		sheet_out_char(o, 'E');
		sheet_out_char(o, e < 0 ? '-' : '+');
		sheet_out_padded(o, e < 0 ? -e : e, 2);
		return;
	}
	f.most = x->point < 1 ? 9 : 10 - x->point;
	if (f.most < 0)
		f.most = 0;
	sheet_decimal_round(x, x->point + f.most);
	put_digits(o, x, &f);
}

void
sheet_put_number(struct sheet_out *o, const struct sheet_section *s, struct sheet_decimal *x,
    bool bare)
{
	struct shape f = shape_of(s);
	bool done = false;

	if (f.fraction || x->point > 40) {
		sheet_put_general(o, x);
		return;
	}
	if (x->n > 0)
		x->point += 2 * f.percents - 3 * f.thousands;
	if (f.exponent == 0)
		sheet_decimal_round(x, x->point + f.most);
	if (x->negative && !bare && x->n > 0 && f.any)
		sheet_out_char(o, '-');
	for (size_t i = 0, next; i < s->n; i = next) {
		next = sheet_token_end(s, i);
		if (is_placeholder(s->p[i]) && f.any) {
			if (!done && f.exponent > 0)
				put_exponent(o, x, &f);
			else if (!done)
				put_digits(o, x, &f);
			done = true;
		} else if ((s->p[i] == 'E' || s->p[i] == 'e') && f.exponent > 0) {
			next = i + 2 > s->n ? s->n : i + 2;
		} else {
			sheet_out_literal(o, s, i, next);
		}
	}
}
