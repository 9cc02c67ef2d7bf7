/* Codes of formats, taken apart; see sheet_code.h. */
#include "read/sheet_code.h"

#include <stdio.h>

/* ---- sections */

size_t
sheet_token_end(const struct sheet_section *s, size_t i)
{
	const char *end;

	switch (s->p[i]) {
	case '"':
		end = memchr(s->p + i + 1, '"', s->n - i - 1);
		return end == NULL ? s->n : (size_t)(end - s->p) + 1;
	case '[':
		end = memchr(s->p + i, ']', s->n - i);
		return end == NULL ? s->n : (size_t)(end - s->p) + 1;
	case '\\':
	case '_':
	case '*':
		/* what follows may take several bytes */
		for (i += 2; i < s->n && ((unsigned char)s->p[i] & 0xC0) == 0x80; i++)
			;
		return i > s->n ? s->n : i;
	default:
		return i + 1;
	}
}

/* the nth section, from 0; false: there is none */
static bool
section_of(const char *code, unsigned nth, struct sheet_section *out)
{
	struct sheet_section all = { code, strlen(code) };
	size_t from = 0, i = 0;

	while (i < all.n) {
		if (all.p[i] == ';') {
			if (nth-- == 0)
				break;
			from = i + 1;
		}
		i = sheet_token_end(&all, i);
	}
	if (i >= all.n && nth > 0)
		return false;
	*out = (struct sheet_section){ code + from, (i > all.n ? all.n : i) - from };
	return true;
}

/* "[>=100]": is it so? -1: the section has no condition */
static int
condition_of(const struct sheet_section *s, const struct sheet_decimal *x)
{
	for (size_t i = 0; i < s->n; i = sheet_token_end(s, i)) {
		struct str inside = { s->p + i + 1, sheet_token_end(s, i) - i - 2 };
		struct sheet_decimal bound;
		size_t op = 0;
		double a, b;

		if (s->p[i] != '[' || inside.n < 2 || inside.n > 40 ||
		    strchr("<>=", inside.p[0]) == NULL)
			continue;
		while (op < inside.n && op < 2 && strchr("<>=", inside.p[op]) != NULL)
			op++;
		if (!sheet_decimal_parse(str_sub(inside, op, inside.n), &bound))
			continue;
		a = sheet_decimal_rough(x);
		b = sheet_decimal_rough(&bound);
		if (op == 2)
			return inside.p[0] == '<' ? inside.p[1] == '>' ? a < b || a > b : a <= b :
			    a >= b;
		return inside.p[0] == '<' ? a < b : inside.p[0] == '>' ? a > b : a <= b && a >= b;
	}
	return -1;
}

struct sheet_section
sheet_section_for(const char *code, const struct sheet_decimal *x, bool *bare)
{
	struct sheet_section s = { code, strlen(code) }, other;
	int holds;

	*bare = false;
	if (!section_of(code, 0, &s))
		return s;
	holds = condition_of(&s, x);
	if (holds >= 0) {
		for (unsigned i = 1; holds == 0 && section_of(code, i, &other) && i < 3; i++) {
			s = other;
			holds = condition_of(&s, x) != 0;
		}
		return s;
	}
	if (x->n == 0 && section_of(code, 2, &other))
		return other;
	if (x->negative && x->n > 0 && section_of(code, 1, &other)) {
		*bare = true;
		return other;
	}
	return s;
}

/* ---- what is shown */

void
sheet_out_put(struct sheet_out *o, struct str s)
{
	if (s.n > SHEET_ROOM - 1 - o->n)
		s.n = SHEET_ROOM - 1 - o->n;
	if (s.n > 0)
		memcpy(o->p + o->n, s.p, s.n);
	o->n += s.n;
}

void
sheet_out_padded(struct sheet_out *o, long value, int width)
{
	char digits[24];

	(void)snprintf(digits, sizeof(digits), "%0*ld", width, value);
	sheet_out_put(o, str_of(digits));
}

/* "[$£-809]": the sign of a currency; colours and conditions show nothing */
static void
put_bracket(struct sheet_out *o, struct str s)
{
	size_t end = 2;

	if (s.n < 3 || s.p[1] != '$')
		return;
	while (end < s.n && s.p[end] != '-' && s.p[end] != ']')
		end++;
	sheet_out_put(o, str_sub(s, 2, end));
}

void
sheet_out_literal(struct sheet_out *o, const struct sheet_section *s, size_t from, size_t to)
{
	struct str t = { s->p + from, to - from };

	switch (t.p[0]) {
	case '"':
		sheet_out_put(o, str_sub(t, 1, t.n > 1 && t.p[t.n - 1] == '"' ? t.n - 1 : t.n));
		break;
	case '[':
		put_bracket(o, t);
		break;
	case '\\':
		sheet_out_put(o, str_sub(t, 1, t.n));
		break;
	case '_':	/* as wide as the next one: nothing that is seen */
	case '*':	/* fills the cell */
	case ',':
	case '@':
		break;
	default:
		sheet_out_put(o, t);
		break;
	}
}
