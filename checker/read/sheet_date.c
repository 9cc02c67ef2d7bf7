/* A number as the date or time that its format makes of it; see sheet_code.h. */
#include "read/sheet_code.h"

/* ---- days and seconds */

struct moment {
	long year, month, day, weekday;		/* weekday 0: Sunday */
	long hour, minute, second;
	long hours;				/* since the beginning of all days */
};

/* after H. Hinnant, from days since 1970-01-01 */
static void
set_date(struct moment *t, long days)
{
	long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	long doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;

	t->day = doy - (153 * mp + 2) / 5 + 1;
	t->month = mp < 10 ? mp + 3 : mp - 9;
	t->year = yoe + era * 400 + (t->month <= 2);
	t->weekday = (days % 7 + 11) % 7;
}

static bool
moment_of(const struct sheet_decimal *x, bool from_1904, struct moment *t)
{
	long days, fraction = 0, seconds;

	if ((x->negative && x->n > 0) || !sheet_decimal_whole(x, &days) || days > 2958465)
		return false;
	for (int i = 0; i < 9; i++)
		fraction = fraction * 10 + sheet_decimal_digit(x, x->point + i);
	seconds = (fraction * 864 + 5000000) / 10000000;	/* of 86,400, rounded */
	days += seconds / 86400;
	seconds %= 86400;
	*t = (struct moment){ .hour = seconds / 3600, .minute = seconds / 60 % 60,
		.second = seconds % 60, .hours = days * 24 + seconds / 3600 };
	/* in the calendar from 1900, 1900 is a leap year by mistake */
	set_date(t, from_1904 ? days - 24107 : days < 60 ? days - 25568 : days - 25569);
	return true;
}

/* ---- what a format asks for */

static size_t
run_length(const struct sheet_section *s, size_t i)
{
	size_t n = 1;

	while (i + n < s->n && ch_lower(s->p[i + n]) == ch_lower(s->p[i]))
		n++;
	return n;
}

/* is this run of "m" about minutes: after hours, or before seconds? */
static bool
is_minutes(const struct sheet_section *s, size_t from, size_t to, char before)
{
	if (before == 'h')
		return true;
	for (size_t i = to; i < s->n; i = sheet_token_end(s, i)) {
		char c = ch_lower(s->p[i]);

		if (c == 's')
			return true;
		if (c == 'y' || c == 'd' || c == 'h' || (c == 'm' && i > from))
			return false;
	}
	return false;
}

/* "AM/PM" or "A/P" begins here: its length */
static size_t
half_day(const struct sheet_section *s, size_t i)
{
	struct str rest = { s->p + i, s->n - i };

	return str_starts_folded(rest, CF_S("am/pm")) ? 5 :
	    str_starts_folded(rest, CF_S("a/p")) ? 3 : 0;
}

static bool
has_half_day(const struct sheet_section *s)
{
	for (size_t i = 0; i < s->n; i = sheet_token_end(s, i))
		if (half_day(s, i) > 0)
			return true;
	return false;
}

/* "[h]": hours that go on beyond a day */
static bool
is_elapsed(const struct sheet_section *s, size_t i)
{
	return s->p[i] == '[' && i + 1 < s->n && strchr("hHmMsS", s->p[i + 1]) != NULL &&
	    (i + 2 >= s->n || strchr("hHmMsS]", s->p[i + 2]) != NULL);
}

bool
sheet_is_date(const struct sheet_section *s)
{
	for (size_t i = 0; i < s->n; i = sheet_token_end(s, i))
		if (strchr("ymdhsYMDHS", s->p[i]) != NULL || is_elapsed(s, i))
			return true;
	return false;
}

/* ---- its parts */

static void
put_name(struct sheet_out *o, const char *const *names, long at, size_t letters)
{
	struct str name = str_of(names[at]);

	sheet_out_put(o, letters == 3 ? str_sub(name, 0, 3) : name);
}

static void
put_date_part(struct sheet_out *o, const struct moment *t, char c, size_t n, bool minutes,
    bool half)
{
	static const char *const months[] = { "January", "February", "March", "April", "May",
		"June", "July", "August", "September", "October", "November", "December" };
	static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday",
		"Thursday", "Friday", "Saturday" };
	long hour = half ? (t->hour + 11) % 12 + 1 : t->hour;

	if (c == 'y')
		sheet_out_padded(o, n > 2 ? t->year : t->year % 100, n > 2 ? 4 : 2);
	else if (c == 'm' && minutes)
		sheet_out_padded(o, t->minute, n > 1 ? 2 : 1);
	else if (c == 'm' && n > 2)
		put_name(o, months, t->month - 1, n);
	else if (c == 'm')
		sheet_out_padded(o, t->month, n > 1 ? 2 : 1);
	else if (c == 'd' && n > 2)
		put_name(o, days, t->weekday, n);
	else if (c == 'd')
		sheet_out_padded(o, t->day, n > 1 ? 2 : 1);
	else if (c == 'h')
		sheet_out_padded(o, hour, n > 1 ? 2 : 1);
	else
		sheet_out_padded(o, t->second, n > 1 ? 2 : 1);
}

static void
put_elapsed(struct sheet_out *o, const struct moment *t, char unit)
{
	long n = t->hours;

	if (unit != 'h')
		n = n * 60 + t->minute;
	if (unit == 's')
		n = n * 60 + t->second;
	sheet_out_padded(o, n, 1);
}

static void
put_date(struct sheet_out *o, const struct sheet_section *s, const struct moment *t)
{
	bool half = has_half_day(s);
	char before = '\0';	/* the last part that was put */

	for (size_t i = 0, next; i < s->n; i = next) {
		char c = ch_lower(s->p[i]);
		size_t n = half_day(s, i);

		next = sheet_token_end(s, i);
		if (n > 0) {
			sheet_out_put(o, n == 3 ? t->hour < 12 ? CF_S("A") : CF_S("P") :
			    t->hour < 12 ? CF_S("AM") : CF_S("PM"));
			next = i + n;
		} else if (is_elapsed(s, i)) {
			before = ch_lower(s->p[i + 1]);
			put_elapsed(o, t, before);
		} else if (strchr("ymdhs", c) != NULL) {
			n = run_length(s, i);
			put_date_part(o, t, c, n, c == 'm' && is_minutes(s, i, i + n, before),
			    half);
			before = c;
			next = i + n;
		} else {
			sheet_out_literal(o, s, i, next);
		}
	}
}

bool
sheet_put_date(struct sheet_out *o, const struct sheet_section *s,
    const struct sheet_decimal *x, bool from_1904)
{
	struct moment t;

	if (!moment_of(x, from_1904, &t))
		return false;
	put_date(o, s, &t);
	return true;
}
