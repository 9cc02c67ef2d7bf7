/*
 * Decimal commas; see marks.h. The cells are looked at column by column, each only for its
 * shape. Columns of words count for nothing: what looks like a figure there is a reference.
 */
#include "facts/marks.h"

#include "facts/scan.h"

#define FEWEST_DECIMALS	4u	/* in a table whose mark is a comma */
#define FEWEST_SURE	3u	/* that are no list */
#define SURE_PART	4u	/* and at least one in so many */
#define LONGEST_PREFIX	4u	/* a bracket, a sign, a currency, a sign */

/* What one cell looks like. */
enum shape {
	SHAPE_NOTHING,		/* empty, a dash, "x" */
	SHAPE_OTHER,		/* words, dates, several numbers */
	SHAPE_WHOLE,		/* "72", "1 051" */
	SHAPE_THOUSANDS,	/* "1,234": perhaps three decimals */
	SHAPE_DECIMALS,		/* "3,4", "1,2345": perhaps a list */
	SHAPE_SURE,		/* "72,6", "1 051,8", "0,5" */
	SHAPE_POINTS,		/* "1.072,6", "1.072.600": points between thousands */
	SHAPE_ONE_POINT,	/* "1.072": perhaps three decimals */
	SHAPE_AGAINST		/* "72.6", "1,234,567", "1,2,3": commas are no decimal marks here */
};

/* How many cells of each shape there are. */
struct shapes {
	uint32_t n[SHAPE_AGAINST + 1];
};

/* past signs, brackets and currencies before a number */
static size_t
number_start(struct str s)
{
	size_t i = skip_spaces(s, 0, 64), len;

	for (unsigned k = 0; k < LONGEST_PREFIX && !ch_digit(ch_at(s, i)); k++) {
		if (ch_at(s, i) == '(' || ch_at(s, i) == '+')
			len = 1;
		else if (dash_at(s, i, &len) == DASH_NONE && currency_at(s, i, &len) == 0)
			break;
		i = skip_spaces(s, i + len, 4);
	}
	return i;
}

/* past the groups " 234" from i on */
static size_t
groups_end(struct str s, size_t i)
{
	for (;;) {
		size_t gap = ch_at(s, i) == ' ' ? 1 : thin_space_at(s, i);

		if (gap == 0 || digits_end(s, i + gap) - (i + gap) != 3)
			return i;
		i += gap + 3;
	}
}

/* past the groups ".234" from i on, and how many they are */
static size_t
point_groups_end(struct str s, size_t i, unsigned *n)
{
	for (*n = 0; ch_at(s, i) == '.' && digits_end(s, i + 1) - (i + 1) == 3; i += 4)
		++*n;
	return i;
}

/* does nothing follow the number but its unit, a bracket, a mark? */
static bool
ends_as_number(struct str s, size_t i)
{
	size_t len;

	while (i < s.n) {
		if ((len = space_at(s, i)) == 0 && currency_at(s, i, &len) == 0) {
			if (strchr("%)*", s.p[i]) == NULL)
				return false;
			len = 1;
		}
		i += len;
	}
	return true;
}

static bool
has_long_word(struct str s, size_t i)
{
	for (; i < s.n; i++) {
		struct str w = word_at(s, i);

		if (w.n >= 4)
			return true;
		i += w.n;
	}
	return false;
}

/* a point and digits follow at s[i]: a decimal point, if it is no date ("31.12.") and no
 * number of a section ("5.1 Wages") */
static enum shape
shape_with_point(struct str s, size_t i)
{
	i = digits_end(s, i + 1);
	return ch_at(s, i) == '.' || has_long_word(s, i) ? SHAPE_OTHER : SHAPE_AGAINST;
}

/* "1.072,6" and the like, the groups of which begin at `first`; SHAPE_NOTHING: it is none.
 * "0.123" has decimals, and "0123.456" is a code */
static enum shape
shape_with_points(struct str s, size_t from, size_t first)
{
	unsigned groups;
	size_t end = point_groups_end(s, first, &groups), to = end;

	if (groups == 0 || first - from > 3 || s.p[from] == '0' || ch_at(s, end) == '.')
		return SHAPE_NOTHING;
	if (ch_at(s, end) == ',')
		to = digits_end(s, end + 1);
	if (to == end + 1 || !ends_as_number(s, to))
		return SHAPE_NOTHING;
	return groups > 1 || to > end ? SHAPE_POINTS : SHAPE_ONE_POINT;
}

/* a comma and digits at s[at], after the number s[from, to) of which the first group ends at
 * `first`. In a list the greater number comes last, and it is no "05" */
static enum shape
shape_with_comma(struct str s, size_t from, size_t first, size_t at)
{
	size_t end = digits_end(s, at + 1), places = end - at - 1;
	int fraction, whole;

	if ((ch_at(s, end) == ',' || ch_at(s, end) == '.') && ch_digit(ch_at(s, end + 1)))
		return SHAPE_AGAINST;
	if (!ends_as_number(s, end))
		return SHAPE_OTHER;
	if (first < at || first - from > 3)
		return SHAPE_SURE;
	if (places == 3 && s.p[from] != '0')
		return SHAPE_THOUSANDS;
	if (places > 9)
		return SHAPE_DECIMALS;
	fraction = digits_value(s, at + 1, end);
	whole = digits_value(s, from, first);
	return whole >= fraction || s.p[at + 1] == '0' || (whole == 0 && fraction > 1) ?
	    SHAPE_SURE : SHAPE_DECIMALS;
}

static enum shape
shape_of(struct str s)
{
	size_t from = number_start(s), first = digits_end(s, from), to;
	enum shape shape;
	char mark;

	if (first == from && next_digit(s, from) == s.n)
		return s.n <= 3 || str_trim(s).n <= 3 ? SHAPE_NOTHING : SHAPE_OTHER;
	to = first > from && first - from <= 3 && s.p[from] != '0' ? groups_end(s, first) : first;
	mark = ch_at(s, to);
	if (mark == '.' && first > from && to == first &&
	    (shape = shape_with_points(s, from, first)) != SHAPE_NOTHING)
		return shape;
	if ((mark == '.' || mark == ',') && ch_digit(ch_at(s, to + 1))) {
		if (first == from)
			return SHAPE_AGAINST;	/* ".5", ",5" */
		return mark == '.' ? shape_with_point(s, to) :
		    shape_with_comma(s, from, first, to);
	}
	return first > from && ends_as_number(s, to) ? SHAPE_WHOLE : SHAPE_OTHER;
}

/* the shapes in one column, from its first number on: above that is the header */
static struct shapes
column_shapes(const struct grid *g, uint32_t col)
{
	struct shapes x = { { 0 } };
	bool begun = false;

	for (uint32_t r = 0; r < g->nrows; r++) {
		const struct cell *c = grid_at(g, r, col);
		enum shape shape = c == NULL ? SHAPE_NOTHING : shape_of(c->text.s);

		begun = begun || shape > SHAPE_OTHER;
		if (begun)
			x.n[shape]++;
	}
	return x;
}

enum marks
marks_of(const struct grid *g)
{
	uint32_t decimals = 0, sure = 0, thousands = 0, points = 0, one_point = 0;

	for (uint32_t col = 0; col < g->ncols; col++) {
		struct shapes x = column_shapes(g, col);
		uint32_t commas = x.n[SHAPE_DECIMALS] + x.n[SHAPE_SURE] + x.n[SHAPE_POINTS];

		if (x.n[SHAPE_AGAINST] > 0)
			return MARKS_POINT;
		thousands += x.n[SHAPE_THOUSANDS];
		one_point += x.n[SHAPE_ONE_POINT];
		if (commas + x.n[SHAPE_WHOLE] + x.n[SHAPE_THOUSANDS] <= x.n[SHAPE_OTHER])
			continue;
		decimals += commas;
		sure += x.n[SHAPE_SURE] + x.n[SHAPE_POINTS];
		points += x.n[SHAPE_POINTS];
	}
	if (one_point > 0 && points == 0)
		return MARKS_POINT;	/* "1.072" has three decimals */
	if (decimals == 0 || thousands >= decimals / 2 + decimals % 2)
		return MARKS_POINT;
	return decimals >= FEWEST_DECIMALS && sure >= FEWEST_SURE && sure * SURE_PART >= decimals ?
	    MARKS_COMMA : MARKS_MAY_BE_COMMA;
}
