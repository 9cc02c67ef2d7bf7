/*
 * Dates with the month in words, day first (6 June 2023, 6th of June, 2023,
 * 29" June) or month first (June 6, 2023), alone or in lists and ranges that
 * share a month and a year.
 */
#include "facts/date_parts.h"

static const struct range none = { 0, 0 };

/* how one day is joined to the next */
enum join {
	JOIN_NONE,
	JOIN_COMMA,
	JOIN_AND,
	JOIN_RANGE
};

/* may the number of a day begin here? */
static bool
starts_day(struct str s, size_t i, size_t floor)
{
	char c = ch_before(s, i), before = i > 1 ? s.p[i - 2] : '\0';
	size_t len;

	if (i == 0 || (floor > 0 && i == floor))
		return true;
	if (c == '/')
		return floor > 0 && i - 1 == floor;
	if (letter_before(s, i) || currency_before(s, i, &len) != 0)
		return false;
	if (c == '-' || c == ',' || c == ':' || c == '\'')
		return !ch_digit(before);
	return strchr("._%#@\\+&=~", c) == NULL;
}

/* "th" and what OCR makes of it: 29" June, 12™ March, 26° November; its end or i */
static size_t
ordinal_end(struct str s, size_t i)
{
	static const char *const ends[] = { "nd", "rd", "st", "th" };
	static const struct str marks[] = {
		{ "\"", 1 }, { "'", 1 }, { "*", 1 }, { "\xC2\xB0", 2 }, { "\xC2\xBA", 2 },
		{ "\xE2\x80\x98", 3 }, { "\xE2\x80\x99", 3 }, { "\xE2\x80\x9C", 3 },
		{ "\xE2\x80\x9D", 3 }, { "\xE2\x84\xA2", 3 },
	};
	struct str w = word_at(s, skip_spaces(s, i, 1));
	char c = ch_at(s, i);

	if (w.n == 2 && WORD_IN(w, ends) && !ch_digit(ch_at(s, end_of(s, w))))
		return end_of(s, w);
	if (!ch_wide(c) && c != '"' && c != '\'' && c != '*')
		return i;
	for (unsigned twice = 0; twice < 2; twice++)
		for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++)
			if (bytes_at(s, i, marks[k])) {
				i += marks[k].n;
				break;
			}
	return i;
}

/* the number of a day at s[i], 1 to 31, with its ordinal; false: none */
static bool
read_day(struct str s, size_t i, struct day *d)
{
	size_t digits = digits_end(s, i), to;

	if (digits == i || digits - i > 2)
		return false;
	d->day = digits_value(s, i, digits);
	if (d->day < 1 || d->day > 31)
		return false;
	to = ordinal_end(s, digits);
	d->ordinal = to > digits;
	d->day_at = (struct range){ i, to };
	d->at.to = to;
	return true;
}

/* the month after a day that ends at s[i]: " June", " of June", " day of June", "-Jun-" */
static int
read_month(struct str s, size_t i, size_t *end, char *glue, bool *abbreviated)
{
	size_t at = skip_spaces(s, i, 4);
	struct str w;
	int month;

	*glue = '\0';
	if (at == i && (ch_at(s, i) == '-' || ch_at(s, i) == '/' || ch_at(s, i) == '.'))
		*glue = s.p[at++];
	else if (at == i)
		return 0;
	w = word_at(s, at);
	if (*glue == '\0' && word_is(w, "day"))
		w = word_at(s, skip_spaces(s, end_of(s, w), 4));
	if (*glue == '\0' && word_is(w, "of"))
		w = word_at(s, skip_spaces(s, end_of(s, w), 4));
	month = month_of(w, abbreviated);
	*end = end_of(s, w);
	if (month == 0 || ch_digit(ch_at(s, *end)))
		return 0;
	if ((*glue == '.' || *glue == '/') && ch_at(s, *end) != *glue)
		return 0;	/* the end of a sentence */
	/* "the 6 may attend", "on 2 march on": in lower case only before a year */
	if (w.p[0] >= 'a' && (*abbreviated || month == 3 || month == 5) &&
	    !ch_digit(ch_at(s, skip_spaces(s, *end, 2))))
		return 0;
	return month;
}

/* is a two-digit number that ends at s[i] a year? not when a noun follows it */
static bool
ends_short_year(struct str s, size_t i)
{
	size_t next = skip_spaces(s, i, 2);
	char c = ch_at(s, next);

	if (next == i)
		return !ch_alnum(c) && c != '%' && c != '/' &&
		    !((c == '.' || c == ',' || c == '-' || c == ':') && ch_digit(ch_at(s, i + 1)));
	return c < 'a' || c > 'z';
}

/*
 * A year after a month that ends at s[i]; 0: none. Two digits only after a
 * short month ("20 Feb 23", "6-Jun-23") or an apostrophe.
 */
static int
read_year(struct str s, size_t i, char glue, bool short_month, size_t *end, bool *two_digits)
{
	size_t at = i, to;
	bool apostrophe = false;
	int year;
	char c;

	if (ch_at(s, at) == '.' && glue != '.')
		at++;
	if (glue != '\0' && ch_at(s, at) == glue) {
		at++;
	} else {
		bool comma;

		if (ch_at(s, skip_spaces(s, at, 1)) == ',')	/* "31 , 2019" */
			at = skip_spaces(s, at, 1);
		comma = ch_at(s, at) == ',';
		to = skip_spaces(s, at + comma, 4);
		if (to == at)
			return 0;
		at = to;
	}
	if (ch_at(s, at) == '\'' || bytes_at(s, at, CF_S("\xE2\x80\x99"))) {
		at += ch_at(s, at) == '\'' ? 1 : 3;
		apostrophe = true;
	}
	to = digits_end(s, at);
	year = digits_value(s, at, to);
	c = ch_at(s, to);
	*end = to;
	*two_digits = to - at == 2;
	if (*two_digits)
		return (short_month || apostrophe || glue != '\0') && ends_short_year(s, to) ?
		    full_year(year) : 0;
	if (to - at != 4 || year < 1800 || year > 2199 || c == '%' ||
	    ((c == ',' || c == '.') && ch_digit(ch_at(s, to + 1))))
		return 0;
	return year;
}

/* "and", "&", "to", a comma or a dash at s[i]; *next is where the next day must begin,
 * over a weekday of its own, which goes into *d */
static enum join
read_join(struct str s, size_t i, size_t *next, struct day *d)
{
	static const char *const ands[] = { "and", "or" };
	static const char *const tos[] = { "through", "till", "to", "until" };
	size_t at = skip_spaces(s, i, 4), len;
	enum join join = JOIN_NONE;
	char first = ch_lower(ch_at(s, at));
	struct str w;

	*d = (struct day){ .weekday_at = none };
	if (!ch_wide(first) && (first == '\0' || strchr(",&/-aotu", first) == NULL))
		return JOIN_NONE;
	if (first == ',') {
		join = JOIN_COMMA;
		at = skip_spaces(s, at + 1, 4);
	}
	w = word_at(s, at);
	if (ch_at(s, at) == '&' || ch_at(s, at) == '/' || WORD_IN(w, ands)) {
		join = JOIN_AND;
		at = w.n > 0 ? end_of(s, w) : at + 1;
	} else if (join == JOIN_NONE && WORD_IN(w, tos)) {
		join = JOIN_RANGE;
		at = end_of(s, w);
	} else if (join == JOIN_NONE && dash_at(s, at, &len) != DASH_NONE) {
		join = JOIN_RANGE;
		at += len;
	}
	at = skip_spaces(s, at, 4);
	w = word_at(s, at);
	d->weekday = join == JOIN_NONE ? 0 : weekday_of(w);
	if (d->weekday != 0) {
		d->weekday_at = (struct range){ at, end_of(s, w) };
		at = end_of(s, w);
		at = skip_spaces(s, at + (ch_at(s, at) == '.'), 4);
		at = skip_spaces(s, at + (ch_at(s, at) == ','), 4);
		w = word_at(s, at);
	}
	if (join != JOIN_NONE && word_is(w, "the"))
		at = skip_spaces(s, end_of(s, w), 4);
	*next = at;
	return join;
}

/* What the reading of a list has found so far. */
struct list {
	struct group *g;
	enum join join[MAX_GROUP];	/* what stands before each */
	unsigned complete;	/* so many have a month, their own or a later one's */
	size_t to;		/* where the last complete one ends */
};

/*
 * A day without a month of its own takes the next one's. It is part of the list
 * when it has an ordinal or a weekday; a bare number only when it exists, comes
 * before the next and is not parted from it by a comma alone ("room 4, 6 June").
 */
static bool
borrow_months(struct list *l)
{
	bool joined = false;

	for (unsigned k = l->complete; k-- > 0;) {
		struct day *d = &l->g->day[k], *next = d + 1;

		if (d->own_month) {
			joined = false;
			continue;
		}
		joined = joined || l->join[k + 1] != JOIN_COMMA;
		d->month = next->month;
		if (d->year == 0)
			d->year = next->year;
		if (d->ordinal || d->weekday != 0)
			continue;
		if (!joined || d->day >= next->day ||
		    d->day > date_days_in_month(d->year == 0 ? 2000 : d->year, d->month))
			return false;
	}
	return true;
}

/* "1 March to 30 June 2023": the year stands for both; a range from December to
 * January began the year before */
static void
share_year(struct list *l, int year)
{
	struct group *g = l->g;
	int month = g->day[l->complete - 1].month;

	for (unsigned k = l->complete; k-- > 0;) {
		struct day *d = &g->day[k];

		if (d->month > month) {
			if (l->join[k + 1] != JOIN_RANGE)
				return;
			year--;
		}
		if (d->month != 0)
			month = d->month;
		d->year = year;
	}
}

/* every date reaches to the end of what it takes from the list */
static void
set_ends(struct group *g, size_t to)
{
	g->to = to;
	for (unsigned k = 0; k < g->n; k++) {
		struct day *d = &g->day[k];

		if (!d->own_month || d->year != 0)
			d->at.to = to;
	}
}

/* "6 June 2023", "2nd & 3rd February", "Monday 14 and Tuesday 15 November 2023" */
static bool
read_day_first(struct str s, size_t i, struct group *g)
{
	struct list l = { .g = g };
	struct day *d = &g->day[0];
	size_t next = i, end = i;
	int year = 0;

	*d = (struct day){ .weekday_at = none };
	for (unsigned k = 0; k < MAX_GROUP && year == 0; k++) {
		bool short_month = false;
		char glue;

		d = &g->day[k];
		if (k > 0) {
			l.join[k] = read_join(s, end, &next, d);
			if (l.join[k] == JOIN_NONE)
				break;
		}
		if (!read_day(s, next, d))
			break;
		d->at.from = d->weekday != 0 ? d->weekday_at.from : next;
		end = d->day_at.to;
		d->month = read_month(s, end, &end, &glue, &short_month);
		if (d->month == 0) {
			end = d->day_at.to;
			continue;
		}
		d->own_month = true;
		d->at.to = l.to = end;
		l.complete = k + 1;
		/* "4 May 22 people": May is never short */
		year = read_year(s, end, glue, short_month, &end, &g->two_digit_year);
		end = year != 0 ? end : l.to;
		l.to = d->at.to = end;
	}
	if (l.complete == 0)
		return false;
	g->n = l.complete;
	g->form = DATE_WORDS;
	g->from = i;
	g->two_digit_year = g->two_digit_year && year != 0;
	if (year != 0)
		share_year(&l, year);
	if (!borrow_months(&l))
		return false;
	set_ends(g, l.to);
	return true;
}

/* the month directly before a day at s[i] */
static int
month_before(struct str s, size_t i, size_t floor, size_t *from, bool *lower)
{
	size_t to = back_spaces(s, i, 4);
	bool abbreviated;
	struct str w;
	int month;

	if (to == i)
		return 0;
	if (ch_before(s, to) == '.')
		to--;
	w = word_before(s, to);
	*from = start_of(s, w);
	*lower = w.n > 0 && w.p[0] >= 'a';
	if (w.n == 0 || *from < floor || letter_before(s, *from) ||
	    ch_digit(ch_before(s, *from)) || ch_before(s, *from) == '-')
		return 0;
	month = month_of(w, &abbreviated);
	return *lower && abbreviated ? 0 : month;
}

/* "In March 20 children": a noun follows. "June 6 and", "May 3 to" may go on so. */
static bool
noun_follows(struct str s, size_t i)
{
	static const char *const others[] = {
		"and", "as", "at", "by", "for", "from", "in", "is", "on", "or", "the", "through", "to",
		"until", "was", "will", "with",
	};
	size_t at = skip_spaces(s, i, 2);
	struct str w = word_at(s, at);

	if (at == i)
		return ch_alnum(ch_at(s, i)) || ch_at(s, i) == '%' || ch_at(s, i) == '-' ||
		    ((ch_at(s, i) == '.' || ch_at(s, i) == ',') && ch_digit(ch_at(s, i + 1)));
	return ch_at(s, at) == '%' || (w.n > 0 && w.p[0] >= 'a' && !WORD_IN(w, others));
}

/* one more date of a list month first: "6", or "April 5" */
static bool
read_listed(struct str s, size_t at, struct day *d)
{
	struct str w = word_at(s, at);
	bool abbreviated;

	d->at.from = d->weekday != 0 ? d->weekday_at.from : at;
	if (w.n > 0) {
		d->month = month_of(w, &abbreviated);
		if (d->month == 0 || w.p[0] >= 'a')
			return false;
		d->own_month = true;
		at = end_of(s, w);
		at = skip_spaces(s, at + (ch_at(s, at) == '.'), 4);
	}
	return read_day(s, at, d);
}

/* "June 6, 2023", "June 29 and 30, 2019", "March 3 to April 5, 2020", "June 6" */
static bool
read_month_first(struct str s, size_t i, size_t floor, struct group *g)
{
	struct list l = { .g = g };
	struct day *d = &g->day[0];
	size_t end = i, next;
	int year = 0, month;
	bool lower;

	*d = (struct day){ .weekday_at = none };
	month = month_before(s, i, floor, &g->from, &lower);
	if (month == 0 || !read_day(s, i, d))
		return false;
	d->at.from = g->from;
	d->month = month;
	d->own_month = true;
	for (unsigned k = 0; k < MAX_GROUP; k++) {
		d = &g->day[k];
		if (k > 0) {
			l.join[k] = read_join(s, end, &next, d);
			if (l.join[k] == JOIN_NONE || !read_listed(s, next, d))
				break;
			if (!d->own_month)
				d->month = g->day[k - 1].month;
		}
		end = d->day_at.to;
		year = read_year(s, end, '\0', false, &l.to, &g->two_digit_year);
		if (year != 0) {
			l.complete = k + 1;
			break;
		}
	}
	d = &g->day[0];
	if (year == 0) {	/* what follows may be no date: "On June 6, 12 people came" */
		l.complete = 1;
		l.to = d->day_at.to;
		if (lower)	/* "may 3 of them", "they march 6 miles" */
			return false;
		if (!d->ordinal && (noun_follows(s, l.to) || d->day > date_days_in_month(2000, month)))
			return false;
	}
	g->n = l.complete;
	g->form = DATE_WORDS;
	g->two_digit_year = g->two_digit_year && year != 0;
	if (year != 0)
		share_year(&l, year);
	set_ends(g, l.to);
	return true;
}

bool
words_read(struct str s, size_t i, size_t floor, struct group *g)
{
	return starts_day(s, i, floor) &&
	    (read_day_first(s, i, g) || read_month_first(s, i, floor, g));
}
