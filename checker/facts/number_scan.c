/*
 * All figures of a text: in comes running text or a cell, out come its figures
 * in order, those that are no quantities flagged. One pass over the bytes that
 * stops at digits only.
 */
#include "facts/date_parts.h"
#include "facts/number_parts.h"

/* offset of the next digit or fraction sign, or s.n */
static size_t
next_start(struct str s, size_t i)
{
	int64_t m;
	unsigned d;
	size_t len;

	for (i = next_digit_or_wide(s, i); i < s.n; i = next_digit_or_wide(s, i + 1))
		if (ch_digit(s.p[i]) || fraction_glyph(s, i, &m, &d, &len))
			break;
	return i;
}

static void
put_figure(struct scanner *sc, struct figure f, size_t end)
{
	if (sc->arena == NULL && sc->n == sc->cap) {
		sc->full = true;
		return;
	}
	if (sc->arena != NULL && !VEC_ROOM(sc->arena, sc->figure, sc->n, sc->cap)) {
		sc->full = true;
		return;
	}
	f.span = text_span(sc->t, f.from, f.to);
	if (f.currency == 'Y')
		f.currency = 0;
	if (sc->end != NULL)
		sc->end[sc->n] = (uint32_t)end;
	sc->figure[sc->n++] = f;
	sc->last_end = end;
}

/* the digits of a date or year notation, each run a figure of its own */
static void
put_date_figures(struct scanner *sc, size_t i, const struct group *g)
{
	unsigned flags = g->form == DATE_YEAR_PAIR ? FIGURE_YEAR : FIGURE_DATE;

	for (i = next_digit(sc->s, i); i < g->to; i = next_digit(sc->s, i)) {
		size_t to = digits_end(sc->s, i);
		struct figure f = { .from = (uint32_t)i, .to = (uint32_t)to,
			.m = digits_value(sc->s, i, to), .flags = (uint16_t)flags };

		if (to - i == 4)
			f.flags |= FIGURE_YEAR;
		put_figure(sc, f, to);
		i = to;
	}
	sc->date_end = sc->last_end = g->to;
	sc->last_bracketed = sc->named = false;
	sc->phone = 0;
}

/* where a sign begins that ends at i; i when there is none that could be one: a
 * hyphen in a word or between two numbers is not */
static size_t
sign_start(struct str s, size_t i)
{
	size_t len, at, before;
	enum dash dash = dash_before(s, i, &len);
	char c;

	if (ch_before(s, i) == '+')
		len = 1;
	else if (dash == DASH_NONE || dash == DASH_EM)
		return i;
	at = i - len;
	before = back_spaces(s, at, 4);
	c = ch_before(s, before);
	if (before < at || at == 0)
		return ch_digit(c) || c == '%' ? i : at;
	if (letter_before(s, at) || ch_digit(c) || strchr(")]%/-_+.#&@", c) != NULL)
		return i;
	return dash_before(s, at, &len) == DASH_NONE ? at : i;
}

/* where a currency begins, with a sign before it, that is followed by i */
static size_t
currency_start(struct str s, size_t i, enum lex_mode mode)
{
	size_t at = back_spaces(s, i, currency_gap(mode)), len;

	if (currency_before(s, at, &len) == 0)
		return i;
	return sign_start(s, at - len);
}

/* where a bracket begins that makes the number at i negative: in a cell before
 * any words, in prose only after a currency: "$(618)" */
static size_t
bracket_start(const struct scanner *sc, size_t i)
{
	struct str s = sc->s;
	size_t open = back_spaces(s, i, 3), at;

	if (ch_before(s, open) != '(')
		return i;
	open--;
	at = currency_start(s, open, sc->mode);
	if (at < open)
		return at;
	if (!sc->in_cell)
		return i;
	at = back_spaces(s, open, 8);
	return at == 0 || (sc->n > 0 && sc->last_bracketed && at == sc->last_end) ? open : i;
}

/* the figure whose first digit is s[i]: try what stands before it, the longest first */
static bool
lex_around(const struct scanner *sc, size_t i, struct lexed *x, size_t *end)
{
	size_t first = i, from[4], c;

	if (ch_before(sc->s, i) == '.' && ch_digit(sc->s.p[i])) {
		c = i - 1;	/* ".5" */
		if (c == 0 || (!ch_alnum(sc->s.p[c - 1]) && strchr(".,)]-", sc->s.p[c - 1]) == NULL))
			first = c;
	}
	from[3] = first;
	from[2] = sign_start(sc->s, first);
	from[1] = currency_start(sc->s, from[2], sc->mode);
	from[0] = bracket_start(sc, from[1]);
	for (int k = 0; k < 4; k++) {
		if (k > 0 && from[k] == from[k - 1])
			continue;
		if (from[k] < sc->last_end && k < 3)
			continue;
		if (figure_lex(sc->s, from[k], sc->mode, x, end) && x->first == first)
			return true;
	}
	return false;
}

/* "1,234-" is minus 1,234 when the cell ends there; "2019-" is not */
static void
trailing_minus(const struct scanner *sc, struct lexed *x)
{
	size_t len;

	if (!sc->in_cell || sc->n > 0 || (x->f.flags & (FIGURE_SIGNED | FIGURE_MARKED)) != 0 ||
	    x->f.unit == UNIT_OTHER || dash_at(sc->s, x->end, &len) == DASH_NONE ||
	    x->end + len != sc->s.n ||
	    (x->digits.whole == 4 && !x->digits.grouped && x->digits.d == 0))
		return;
	x->f.m = -x->f.m;
	x->f.flags |= FIGURE_SIGNED;
	x->f.to = (uint32_t)(x->end + len);
	x->end = x->f.to;
}

/* the number at s[i]; returns where to go on */
static size_t
put_number(struct scanner *sc, size_t i)
{
	struct lexed x;
	size_t end = i;

	if (!lex_around(sc, i, &x, &end)) {
		sc->named = false;
		sc->phone = 0;
		return end > i ? end : i + 1;
	}
	if (x.digits.leading_zero && x.digits.m == 0 && x.digits.d == 0)
		return end;	/* "£000" names a scale */
	trailing_minus(sc, &x);
	figure_context(sc, &x);
	put_figure(sc, x.f, x.end);
	sc->last_bracketed = x.bracketed;
	return x.end > i ? x.end : i + 1;
}

void
figures_find(struct scanner *sc)
{
	struct str s = sc->s;
	struct group g;

	for (size_t i = next_start(s, 0); i < s.n && !sc->full; i = next_start(s, i)) {
		if (ch_digit(s.p[i]) && group_read(s, i, sc->date_end, &g)) {
			put_date_figures(sc, i, &g);
			i = g.to;
		} else {
			i = put_number(sc, i);
		}
	}
}

size_t
figures_scan(struct arena *a, const struct text *t, bool in_cell, struct figure **out)
{
	struct scanner sc = { .t = t, .s = t->s, .in_cell = in_cell, .arena = a,
		.mode = in_cell ? LEX_CELL : LEX_PROSE };

	figures_find(&sc);
	*out = sc.figure;
	return sc.n;
}
