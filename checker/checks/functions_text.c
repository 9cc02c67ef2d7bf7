/* Functions on texts, dates and periods; see functions.h. */
#include "base/utf8.h"
#include "checks/functions.h"
#include "checks/stems.h"
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

/* in small letters, each run of white space one space */
static struct str
folded(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!ch_space(s.p[i]))
			p[n++] = ch_lower(s.p[i]);
		else if (n == 0 || p[n - 1] != ' ')
			p[n++] = ' ';
	return (struct str){ p, n };
}

/*
 * Is the second in the first, case and runs of spaces folded? After Knuth, Morris
 * and Pratt, since both may be long: back[i] is how much of the beginning of what is
 * sought ends what stands before its place i.
 */
static bool
contains(struct arena *a, struct str s, struct str what)
{
	uint32_t *back;
	size_t k = 0;

	s = folded(a, s);
	what = folded(a, str_trim(what));
	back = arena_array(a, what.n + 1, uint32_t);
	for (size_t i = 1; i < what.n; i++) {
		while (k > 0 && what.p[i] != what.p[k])
			k = back[k];
		k += what.p[i] == what.p[k];
		back[i + 1] = (uint32_t)k;
	}
	k = 0;
	for (size_t i = 0; i < s.n && k < what.n; i++) {
		while (k > 0 && s.p[i] != what.p[k])
			k = back[k];
		k += s.p[i] == what.p[k];
	}
	return k == what.n;
}

/* what a pattern finds first */
static struct value
extract(struct eval *ev, const struct pattern *p, struct str s)
{
	switch (pattern_match(ev->run->matcher, p, s, 0)) {
	case MATCH_YES:
		return value_text_of(match_str(ev->run->matcher, s, 0));
	case MATCH_NO:
		return value_absent(TYPE_TEXT, "the pattern is not found in the text");
	case MATCH_LIMIT:
		break;
	}
	return value_absent(TYPE_TEXT, "a pattern reached its match limit");
}

/*
 * One subject is held against the labels and captions of all reports, which are often the
 * same. What was read of a text is kept while the rule runs, by the bytes of the text.
 */
#define LONGEST_KNOWN	160u	/* bytes of a text of which something is kept */
#define MOST_KNOWN	4096u	/* texts */

/* room for what is read of a text: for good, or as long as the thing at hand */
static void *
room_for(struct eval *ev, struct map *known, struct str s, size_t size)
{
	void *room;

	if (s.n == 0 || s.n > LONGEST_KNOWN || known->n == MOST_KNOWN)
		return arena_alloc(ev->run->item, size, alignof(max_align_t));
	room = arena_alloc(ev->run->scratch, size, alignof(max_align_t));
	(void)map_put(known, ev->run->scratch, arena_str(ev->run->scratch, s), room);
	return room;
}

static void *
known_of(const struct map *known, struct str s)
{
	return s.n > LONGEST_KNOWN ? NULL : map_get(known, s);
}

static const struct stems *
stems_of(struct eval *ev, struct str s)
{
	struct stems *stems = known_of(&ev->known_stems, s);

	if (stems != NULL)
		return stems;
	stems = room_for(ev, &ev->known_stems, s, sizeof(*stems));
	stems_begin(stems);
	stems_add(stems, s);
	return stems;
}

static bool
mentions(struct eval *ev, struct str s, struct str what)
{
	const struct stems *of = stems_of(ev, what), *in = stems_of(ev, s);

	return stems_within(of, in);
}

/* "HCT" of "the Home Care Team" */
static struct value
initials(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z' && (i == 0 || (!ch_alpha(s.p[i - 1]) &&
		    s.p[i - 1] != '\'')))
			p[n++] = s.p[i];
	return value_text_of((struct str){ p, n });
}

/* "£m" of "£1.2 m" */
static struct value
unit_of(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!ch_digit(s.p[i]) && !ch_space(s.p[i]) && s.p[i] != ',' && s.p[i] != '.')
			p[n++] = s.p[i];
	return value_text_of((struct str){ p, n });
}

struct value
on_texts(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct expr *e = call->e;
	const struct value *arg = call->arg;
	enum function f = e->as.function;
	struct str s, what;
	const char *why = first_absent(call);	/* a pattern never is */

	if (why != NULL)
		return value_absent(functions[f].result, why);
	s = arg[0].as.text;
	if (!eval_spend(ev, s.n / BYTES_OF_STEP))
		return value_absent(functions[f].result, why_too_much);
	if (f == FUNCTION_LOWER)
		return lower(ev->run->item, s);
	if (f == FUNCTION_TRIM)
		return value_text_of(str_trim(s));
	if (f == FUNCTION_INITIALS)
		return initials(ev->run->item, s);
	if (f == FUNCTION_UNIT)
		return unit_of(ev->run->item, s);
	if (f == FUNCTION_SIZE)
		return whole((int64_t)utf8_count(s));
	if (f == FUNCTION_CONTAINS) {
		what = arg[1].as.text;
		return value_truth(contains(ev->run->item, s, what) ? TRUTH_TRUE : TRUTH_FALSE, NULL);
	}
	if (f == FUNCTION_MENTIONS)
		return value_truth(mentions(ev, s, arg[1].as.text) ? TRUTH_TRUE : TRUTH_FALSE, NULL);
	if (s.n > CF_MAX_SUBJECT)
		return value_absent(functions[f].result, "so long a text is not searched");
	if (f == FUNCTION_EXTRACT)
		return extract(ev, e->arg[1]->pattern, s);
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

struct value
clause_before(const struct call *call)
{
	const struct value *cell = &call->arg[0];
	const struct cell_ref *c = &cell->as.cell;
	size_t from;

	if (cell->absent != NULL || c->text == NULL)
		return value_absent(TYPE_TEXT, cell->absent != NULL ? cell->absent : "it is nowhere");
	for (from = c->from; from > 0; from--)
		if (from < c->from && ch_space(c->text->s.p[from]) &&
		    strchr(".,;:", c->text->s.p[from - 1]) != NULL)
			break;
	return value_text_of(str_trim(str_sub(c->text->s, from, c->from)));
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

	if (b > a) {	/* whole weeks */
		n = (b - a) / 7 * 5;
		a += (b - a) / 7 * 7;
	}
	for (; a < b; a++) {
		weekday = weekday % 7 + 1;
		n += weekday < 6;
	}
	return n;
}

/* the first complete date in a text; year 0: there is none */
static const struct civil *
first_date(struct eval *ev, struct str s)
{
	struct civil *first = known_of(&ev->known_dates, s);
	struct text text = { .s = s, .span = { 0, (uint32_t)s.n } };
	struct date *d;
	size_t n;

	if (first != NULL)
		return first;
	first = room_for(ev, &ev->known_dates, s, sizeof(*first));
	n = dates_scan(ev->run->item, &text, &d);
	for (size_t i = 0; i < n && first->year == 0; i++)
		if (d[i].form != DATE_YEAR_PAIR && d[i].year > 0 &&
		    date_exists(d[i].year, d[i].month, d[i].day))
			*first = (struct civil){ d[i].year, d[i].month, d[i].day };
	return first;
}

struct value
date_in(struct eval *ev, struct value v)
{
	struct value t = eval_text(ev, v);
	const struct civil *date;

	if (t.absent != NULL)
		return value_absent(TYPE_DATE, t.absent);
	date = first_date(ev, t.as.text);
	if (date->year == 0)
		return value_absent(TYPE_DATE, "there is no complete date");
	return (struct value){ .type = TYPE_DATE, .as.date = *date };
}

struct value
date_of(const struct call *call)
{
	return date_in(call->ev, call->arg[0]);
}

struct value
on_dates(const struct call *call)
{
	enum function f = call->e->as.function;
	const struct value *arg = call->arg;
	const char *why = first_absent(call);
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
period_before(const struct call *call)
{
	const struct value *v = &call->arg[0];
	struct value out = *v;
	int32_t months;

	if (v->absent != NULL)
		return *v;
	months = v->as.period.to - v->as.period.from + 1;
	if (!period_has_year(v->as.period) && v->as.period.from < months)
		return value_absent(TYPE_PERIOD, "it is not known of which year the period is");
	out.as.period.from -= months;
	out.as.period.to -= months;
	return out;
}

struct value
period_in(struct eval *ev, struct value v)
{
	struct value t = eval_text(ev, v), out = { .type = TYPE_PERIOD };
	size_t from, to;

	if (t.absent != NULL)
		return value_absent(TYPE_PERIOD, t.absent);
	if (!period_scan(t.as.text, &out.as.period, &from, &to))
		return value_absent(TYPE_PERIOD, "a text names no period");
	return out;
}

struct value
period_of(const struct call *call)
{
	return period_in(call->ev, call->arg[0]);
}
