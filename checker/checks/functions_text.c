/* Functions on texts, dates and periods; see functions.h. */
#include "base/utf8.h"
#include "checks/functions.h"
#include "facts/date.h"

/* ---- texts */

static struct value
lower(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = ch_lower(s.p[i]);
	return value_text_of((struct str){ p, s.n });
}

/* is the second in the first, at whatever place, case and runs of spaces folded? */
static bool
contains(struct str s, struct str what)
{
	for (size_t i = 0; i + what.n <= s.n + 8 && i <= s.n; i++)
		for (size_t to = i + what.n; to <= s.n && to <= i + what.n + 8; to++)
			if (str_eq_folded(str_sub(s, i, to), what))
				return true;
	return what.n == 0;
}

struct value
on_texts(struct eval *ev, const struct expr *e, struct value *arg)
{
	enum function f = e->as.function;
	struct str s, what;
	const char *why;

	arg[0] = eval_text(ev, arg[0]);
	if (f == FUNCTION_CONTAINS)
		arg[1] = eval_text(ev, arg[1]);
	why = first_absent(arg, f == FUNCTION_CONTAINS ? 2 : 1);
	if (why != NULL)
		return value_absent(functions[f].result, why);
	s = arg[0].as.text;
	if (f == FUNCTION_LOWER)
		return lower(ev->run->item, s);
	if (f == FUNCTION_TRIM)
		return value_text_of(str_trim(s));
	if (f == FUNCTION_SIZE)
		return whole((int64_t)utf8_count(s));
	if (f == FUNCTION_CONTAINS) {
		what = arg[1].as.text;
		return value_truth(contains(s, what) ? TRUTH_TRUE : TRUTH_FALSE, NULL);
	}
	switch (pattern_match(ev->run->matcher, e->arg[1]->pattern, s, 0)) {
	case MATCH_YES:
		return value_truth(TRUTH_TRUE, NULL);
	case MATCH_NO:
		return value_truth(TRUTH_FALSE, NULL);
	case MATCH_LIMIT:
		break;
	}
	return value_truth(TRUTH_UNKNOWN, "a pattern reached its match limit");
}

/* ---- dates */

/* days from some day long ago; both dates exist */
static int64_t
day_number(struct civil d)
{
	int64_t y = d.month <= 2 ? d.year - 1 : d.year, m = (d.month + 9) % 12;

	return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + d.day - 1;
}

/* days strictly between two dates that are no Saturday or Sunday */
static int64_t
clear_days(struct civil from, struct civil to)
{
	int64_t a = day_number(from) + 1, b = day_number(to), n = 0;
	int weekday = date_weekday(from.year, from.month, from.day);

	if (b - a > 100000)
		return b - a;
	for (; a < b; a++) {
		weekday = weekday % 7 + 1;
		n += weekday < 6;
	}
	return n;
}

struct value
date_of(struct eval *ev, struct value v)
{
	struct value t = eval_text(ev, v);
	struct text text;
	struct date *d;
	size_t n;

	if (t.absent != NULL)
		return value_absent(TYPE_DATE, t.absent);
	text = (struct text){ .s = t.as.text, .span = { 0, (uint32_t)t.as.text.n } };
	n = dates_scan(ev->run->item, &text, &d);
	for (size_t i = 0; i < n; i++)
		if (d[i].form != DATE_YEAR_PAIR && d[i].year > 0 &&
		    date_exists(d[i].year, d[i].month, d[i].day))
			return (struct value){ .type = TYPE_DATE,
				.as.date = { d[i].year, d[i].month, d[i].day } };
	return value_absent(TYPE_DATE, "there is no complete date");
}

struct value
on_dates(enum function f, const struct value *arg, uint32_t n)
{
	const char *why = first_absent(arg, n);
	struct civil a, b;

	if (why != NULL)
		return value_absent(functions[f].result, why);
	a = arg[0].as.date;
	if (f == FUNCTION_YEAR)
		return whole(a.year);
	if (f == FUNCTION_MONTH)
		return whole(a.month);
	if (f == FUNCTION_DAY)
		return whole(a.day);
	if (f == FUNCTION_WEEKDAY)
		return value_text_of(str_of(weekday_name(date_weekday(a.year, a.month, a.day))));
	b = arg[1].as.date;
	return whole(f == FUNCTION_DAYS ? day_number(b) - day_number(a) : clear_days(a, b));
}

struct value
period_of(struct eval *ev, struct value v)
{
	struct value t = eval_text(ev, v), out = { .type = TYPE_PERIOD };
	size_t from, to;

	if (t.absent != NULL)
		return value_absent(TYPE_PERIOD, t.absent);
	if (!period_scan(t.as.text, &out.as.period, &from, &to))
		return value_absent(TYPE_PERIOD, "a text names no period");
	return out;
}
