/* Dates and years in digits: 06/03/23, 13.06.23, 2023-06-06, 2022/23, 2015-2018. */
#include "facts/date_parts.h"

static const struct range none = { 0, 0 };

/* may a date begin here? not inside a longer token: a path, a reference, a number */
static bool
starts_token(struct str s, size_t i, size_t floor)
{
	char c = ch_before(s, i), before = i > 1 ? s.p[i - 2] : '\0';
	size_t len;

	if (i == 0 || (i == floor && floor > 0))
		return true;
	if (c == '-' || c == '/')	/* of a range of dates */
		return (floor > 0 && i - 1 == floor) || (c == '-' && !ch_alnum(before) && before != '/');
	if (letter_before(s, i) || currency_before(s, i, &len) != 0)
		return false;
	if (c == ',' || c == ':' || c == '\'')
		return !ch_digit(before);
	return strchr("._%#@\\+&=~", c) == NULL;
}

/* no digit or letter goes on after it, nor the separator with more of a token */
static bool
ends_token(struct str s, size_t i, char sep)
{
	char c = ch_at(s, i), next = ch_at(s, i + 1);

	if (ch_alnum(c) || c == '_' || c == '%' || c == '/' || c == '\\')
		return false;
	if (c == '-' && (sep == '-' || sep == '.'))
		return !ch_alnum(next);
	if (c == '.' || c == ',')
		return !ch_digit(next);
	return true;
}

static void
set_one(struct group *g, enum date_form form, struct range at, struct day d)
{
	g->n = 1;
	g->form = form;
	g->from = at.from;
	g->to = at.to;
	d.at = at;
	g->day[0] = d;
}

/* 2023-06-06, 2023/06/06; "2023-06-06T12:00" ends at the T */
static bool
read_iso(struct str s, size_t i, struct group *g)
{
	char sep = ch_at(s, i + 4), after;
	int year, month, day;

	if ((sep != '-' && sep != '/') || digits_end(s, i + 5) != i + 7 || ch_at(s, i + 7) != sep ||
	    digits_end(s, i + 8) != i + 10)
		return false;
	after = ch_at(s, i + 10);
	if (!ends_token(s, i + 10, sep) && !(after == 'T' && ch_digit(ch_at(s, i + 11))))
		return false;
	year = digits_value(s, i, i + 4);
	month = digits_value(s, i + 5, i + 7);
	day = digits_value(s, i + 8, i + 10);
	if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	set_one(g, DATE_ISO, (struct range){ i, i + 10 }, (struct day){ .weekday_at = none,
		.day_at = { i + 8, i + 10 }, .year = year, .month = month, .day = day });
	g->separator = sep;
	return true;
}

/* words whose number is not a year: "By-law 2020-05", "Resolution No. 2019-45" */
static bool
named_number(struct str s, size_t i)
{
	static const char *const names[] = {
		"bylaw", "decision", "directive", "file", "law", "minute", "motion", "no", "nos",
		"number", "numbers", "ref", "reference", "regulation", "resolution",
	};
	size_t to = back_spaces(s, i, 2);

	if (to == i)
		return false;
	if (ch_before(s, to) == '.' || ch_before(s, to) == ':')
		to--;
	return WORD_IN(word_before(s, to), names);
}

/* a separator of two years at s[i], spaces around it too; 0: none */
static char
pair_separator(struct str s, size_t i, size_t *next, bool *spaced)
{
	size_t at = skip_spaces(s, i, 1), len;
	enum dash dash = dash_at(s, at, &len);
	char sep = dash == DASH_HYPHEN ? '-' : dash == DASH_EN || dash == DASH_EM ? 'n' : '\0';

	if (ch_at(s, i) == '/') {
		*next = i + 1;
		*spaced = false;
		return '/';
	}
	if (sep == '\0')
		return '\0';
	*next = skip_spaces(s, at + len, 1);
	*spaced = at > i || *next > at + len;
	return sep;
}

/* is it "FY2022/23"? letters before a year say no otherwise */
static bool
financial_year_before(struct str s, size_t i)
{
	return word_is(word_before(s, i), "fy");
}

/* 2022/23, 2022-23, 2022/2023, 2015-2018 */
static bool
read_year_pair(struct str s, size_t i, size_t floor, struct group *g)
{
	int year = digits_value(s, i, i + 4), year2;
	size_t next = 0, to;
	bool spaced = false;
	char sep = pair_separator(s, i + 4, &next, &spaced);

	if (sep == '\0' || year < 1900 || year > 2100)
		return false;
	if (!starts_token(s, i, floor) && !financial_year_before(s, i))
		return false;
	to = digits_end(s, next);
	year2 = digits_value(s, next, to);
	if (to - next == 4 ? year2 < 1900 || year2 > 2100 : to - next != 2)
		return false;
	/* "in 2022 - 23 of them": a dash of the sentence unless the years go together */
	if (spaced && (to - next == 4 ? year2 <= year : year2 != (year + 1) % 100))
		return false;
	if (ch_at(s, to) == '-' ? ch_digit(ch_at(s, to + 1)) : !ends_token(s, to, '/'))
		return false;
	if (named_number(s, i))
		return false;
	set_one(g, DATE_YEAR_PAIR, (struct range){ i, to }, (struct day){ .weekday_at = none,
		.day_at = none, .year = year, .year2 = year2 });
	g->separator = sep;
	g->two_digit_year = to - next == 2;
	return true;
}

/* which number is the month? UK order unless only the other one is possible */
static bool
order(int first, int second, bool full_year_printed, int *day, int *month)
{
	bool us = second > 12 && first <= 12;

	*day = us ? second : first;
	*month = us ? first : second;
	if (*day < 1 || *day > 31 || *month < 1)
		return false;
	return *month <= 12 || (full_year_printed && *month <= 31);
}

/* 06/03/23, 6-3-2023, 13.06.23 */
static bool
read_day_month_year(struct str s, size_t i, struct group *g)
{
	size_t a = digits_end(s, i), b, c;
	char sep = ch_at(s, a);
	int day, month, year;
	bool full, us;

	if (sep != '/' && sep != '.' && sep != '-')
		return false;
	b = digits_end(s, a + 1);
	if (b - a - 1 < 1 || b - a - 1 > 2 || ch_at(s, b) != sep)
		return false;
	c = digits_end(s, b + 1);
	if ((c - b - 1 != 2 && c - b - 1 != 4) || !ends_token(s, c, sep))
		return false;
	full = c - b - 1 == 4;
	if (!order(digits_value(s, i, a), digits_value(s, a + 1, b), full && sep == '/', &day, &month))
		return false;
	year = digits_value(s, b + 1, c);
	if (full && (year < 1000 || year > 2999))
		return false;
	if (!full) {
		year = full_year(year);
		/* "10.11.12" may be a section and "20-45-67" anything: only what can be a date
		 * of our time */
		if (sep != '/' && (a - i != 2 || b - a - 1 != 2 || year < 2000 || year > 2040 ||
		    !date_exists(year, month, day)))
			return false;
	}
	us = day != digits_value(s, i, a);
	set_one(g, DATE_NUMBERS, (struct range){ i, c }, (struct day){ .weekday_at = none,
		.day_at = us ? (struct range){ a + 1, b } : (struct range){ i, a },
		.year = year, .month = month, .day = day });
	g->separator = sep;
	g->two_digit_year = !full;
	return true;
}

bool
numbers_read(struct str s, size_t i, size_t floor, struct group *g)
{
	if (digits_end(s, i) - i == 4)
		return (starts_token(s, i, floor) && read_iso(s, i, g)) ||
		    read_year_pair(s, i, floor, g);
	return starts_token(s, i, floor) && read_day_month_year(s, i, g);
}
