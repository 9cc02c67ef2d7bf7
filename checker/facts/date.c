/*
 * In comes a text, out come its dates and year notations in order. Every
 * candidate begins at a digit; weekdays and months before it are found by
 * looking back.
 */
#include "facts/date_parts.h"

static const char *const months[] = {
	"January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December",
};

static const char *const weekdays[] = {
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
};

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
date_days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
date_exists(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && day >= 1 && day <= date_days_in_month(year, month);
}

/* Zeller's congruence as Sakamoto wrote it */
int
date_weekday(int year, int month, int day)
{
	static const int shift[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	int y = year - (month < 3), w;

	if (!date_exists(year, month, day))
		return 0;
	w = (y + y / 4 - y / 100 + y / 400 + shift[month - 1] + day) % 7;
	return w == 0 ? 7 : w;
}

const char *
weekday_name(int weekday)
{
	return weekday < 1 || weekday > 7 ? "" : weekdays[weekday - 1];
}

const char *
month_name(int month)
{
	return month < 1 || month > 12 ? "" : months[month - 1];
}

int
full_year(int two_digits)
{
	return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits;
}

/* does `word` abbreviate or spell a name of the list? its number from 1, or 0 */
static int
name_of(struct str word, const char *const *list, int n, bool *whole)
{
	for (int i = 0; i < n; i++) {
		size_t k = 0;

		while (k < word.n && list[i][k] != '\0' && ch_lower(word.p[k]) == ch_lower(list[i][k]))
			k++;
		if (k < word.n)
			continue;
		*whole = list[i][k] == '\0';
		return i + 1;
	}
	return 0;
}

int
month_of(struct str word, bool *abbreviated)
{
	bool whole = false;
	int month;

	*abbreviated = false;
	if (word.n < 3 || word.n > 9)
		return 0;
	month = name_of(word, months, 12, &whole);
	*abbreviated = !whole;
	if (month != 0 && !whole && word.n > 3 && !word_is(word, "sept"))
		return 0;
	return month;
}

int
weekday_of(struct str word)
{
	bool whole = false;
	int weekday;

	if (word_is(word, "weds"))
		return 3;
	if (word.n < 3 || word.n > 9)
		return 0;
	weekday = name_of(word, weekdays, 7, &whole);
	if (weekday == 0 || whole)
		return weekday;
	if (word.n > 3 && !word_is(word, "tues") && !word_is(word, "thur") && !word_is(word, "thurs"))
		return 0;
	/* "the Committee sat", "in the sun": only with a capital */
	return word.p[0] >= 'A' && word.p[0] <= 'Z' ? weekday : 0;
}

/* a weekday directly before s[i], over "the", a comma and the point of an abbreviation */
static int
weekday_before(struct str s, size_t i, size_t floor, struct range *at)
{
	for (int k = 0; k < 2; k++) {
		size_t end = back_spaces(s, i, 4), to = end;
		struct str w;
		int weekday;

		if (ch_before(s, to) == ',')
			to = back_spaces(s, to - 1, 2);
		if (ch_before(s, to) == '.')
			to--;
		w = word_before(s, to);
		weekday = weekday_of(w);
		if (weekday != 0 && to < end && s.p[to] == '.' && w.n > 5)
			return 0;	/* "on Monday. 6 June": a sentence ends there */
		if (weekday != 0 && start_of(s, w) >= floor && !letter_before(s, start_of(s, w))) {
			*at = (struct range){ start_of(s, w), to };
			return weekday;
		}
		if (k > 0 || to != end || !word_is(w, "the"))
			return 0;
		i = start_of(s, w);
	}
	return 0;
}

/* over "and", "&", "to", a comma or a dash before s[i]; i itself when there is none */
static size_t
back_joiner(struct str s, size_t i)
{
	size_t end = back_spaces(s, i, 4), len;
	struct str w = word_before(s, end);

	if (word_is(w, "and") || word_is(w, "or") || word_is(w, "to"))
		return start_of(s, w);
	if (ch_before(s, end) == '&' || ch_before(s, end) == ',' || ch_before(s, end) == '/')
		return end - 1;
	if (dash_before(s, end, &len) != DASH_NONE)
		return end - len;
	return i;
}

/*
 * The weekdays before the first date. "Monday and Tuesday, 5 and 6 June": as
 * many as there are days, or none of them is sure.
 */
static void
attach_weekdays(struct str s, size_t floor, struct group *g)
{
	struct range at[MAX_GROUP], one;
	int weekday[MAX_GROUP], w;
	unsigned n = 0, most = g->n > 1 && g->day[1].weekday != 0 ? 1 : MAX_GROUP;
	size_t i = g->from, joined;

	if (g->day[0].weekday != 0)
		return;
	while (n < most && (w = weekday_before(s, i, floor, &one)) != 0) {
		at[n] = one;
		weekday[n++] = w;
		joined = back_joiner(s, one.from);
		if (joined == one.from)
			break;
		i = joined;
	}
	if (n == 0 || (n > 1 && n != g->n))
		return;
	for (unsigned k = 0; k < n; k++) {
		struct day *d = &g->day[n - 1 - k];

		if (d->weekday != 0)
			continue;
		d->weekday = weekday[k];
		d->weekday_at = at[k];
		if (at[k].from < d->at.from)
			d->at.from = at[k].from;
	}
	g->from = g->day[0].at.from;
}

/* "14 November 2023 (Tuesday)" */
static void
attach_weekday_after(struct str s, struct group *g)
{
	size_t i = skip_spaces(s, g->to, 2);
	struct day *d = &g->day[0];
	struct str w;
	int weekday;
	char c;

	if (g->n != 1 || d->weekday != 0 || ch_at(s, i) != '(')
		return;
	w = word_at(s, i + 1);
	weekday = weekday_of(w);
	c = ch_at(s, end_of(s, w));
	if (weekday == 0 || (c != ')' && c != ',' && !ch_space(c)))
		return;
	d->weekday = weekday;
	d->weekday_at = (struct range){ i + 1, end_of(s, w) };
	d->at.to = g->to = end_of(s, w) + (c == ')');
}

/* "w/c", "week commencing", "w/b" before the dates */
static bool
week_before(struct str s, size_t i, size_t floor)
{
	size_t to = back_spaces(s, i, 4);
	struct str w;

	if (ch_before(s, to) == ':')
		to--;
	w = word_before(s, to);
	if (start_of(s, w) < floor)
		return false;
	if ((word_is(w, "c") || word_is(w, "b")) && ch_before(s, start_of(s, w)) == '/') {
		w = word_before(s, start_of(s, w) - 1);
		return word_is(w, "w");
	}
	if (!word_is(w, "commencing") && !word_is(w, "beginning"))
		return false;
	return word_is(word_before(s, back_spaces(s, start_of(s, w), 2)), "week");
}

bool
group_read(struct str s, size_t i, size_t floor, struct group *g)
{
	size_t digits = digits_end(s, i) - i;

	if (digits != 1 && digits != 2 && digits != 4)
		return false;
	if (s.n < digits + 3)	/* a cell with a number: no room for a month */
		return false;
	g->n = 0;
	g->separator = 0;
	g->two_digit_year = g->week_commencing = false;
	if (!numbers_read(s, i, floor, g) && (digits == 4 || !words_read(s, i, floor, g)))
		return false;
	if (g->form == DATE_YEAR_PAIR)
		return true;
	attach_weekdays(s, floor, g);
	attach_weekday_after(s, g);
	g->week_commencing = week_before(s, g->from, floor);
	return true;
}

static struct span
span_of(const struct text *t, struct range r, struct span none)
{
	return r.from < r.to ? text_span(t, r.from, r.to) : none;
}

static void
put_date(const struct text *t, const struct group *g, const struct day *d, struct date *out)
{
	*out = (struct date){ .span = text_span(t, d->at.from, d->at.to), .form = g->form,
		.year = d->year, .year2 = d->year2, .month = d->month, .day = d->day,
		.weekday = d->weekday, .separator = g->separator,
		.week_commencing = g->week_commencing, .two_digit_year = g->two_digit_year };
	out->weekday_at = span_of(t, d->weekday_at, (struct span){ out->span.from, out->span.from });
	out->day_at = span_of(t, d->day_at, (struct span){ out->span.from, out->span.from });
}

size_t
dates_scan(struct arena *a, const struct text *t, struct date **out)
{
	struct str s = t->s;
	struct date *v = NULL;
	size_t n = 0, cap = 0, floor = 0;
	struct group g;

	for (size_t i = next_digit(s, 0); i < s.n; i = next_digit(s, i)) {
		if (!group_read(s, i, floor, &g)) {
			i = digits_end(s, i);
			continue;
		}
		for (unsigned k = 0; k < g.n; k++) {
			if (!VEC_ROOM(a, v, n, cap)) {
				*out = v;
				return n;
			}
			put_date(t, &g, &g.day[k], &v[n++]);
		}
		i = floor = g.to;
	}
	*out = v;
	return n;
}
