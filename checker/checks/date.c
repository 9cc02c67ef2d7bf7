/*
 * Dates against the calendar: weekdays, days that no month has, year notations
 * like 2023/23. The dates of the document are read once, for all date rules.
 *
 * A date can be many things (a reference, a month and a day in the American
 * order, two years set side by side): what may be right in another reading is
 * undecided.
 */
#include "facts/date.h"

#include <limits.h>
#include <stdlib.h>

#include "checks/texts.h"

#define FIRST_YEAR 1900	/* a year before or after these is more likely misread */
#define LAST_YEAR 2100
#define MONTHS_BACK 9	/* a date without a year is no longer before the others of the report */
#define MONTHS_AHEAD 11	/* nor after them */
#define TOO_FAR INT_MAX
#define NAMED_WITHIN 2000u	/* bytes of a text that are searched for a year */
#define NAMED_LINES 4u		/* cells above or before one that are */
#define NAMED_BLOCKS 64u	/* and how far back the introduction of a list may be */
#define MOST_YEARS 12	/* that the dates of a report are spread over, to say so */

struct found {
	const struct place *place;
	const struct block *block;	/* NULL: a cell */
	struct date *date;
	size_t n;
};

struct found_dates {
	struct found *at;
	size_t n, cap;
	int *sure;		/* the days that are printed with their own weekday, ascending */
	size_t nsure, surecap;
};

/* How one date ends; `tried` is false when the rule has nothing to say of it. */
struct ruling {
	bool tried;
	enum cf_verdict verdict;
	const char *reason;
	const char *doubt;	/* of what failed: why it is but a warning; NULL: it is sure */
};

static const struct ruling nothing = { .tried = false };
static const struct ruling held = { true, CF_HELD, NULL, NULL };
static const struct ruling failed = { true, CF_FAILED, NULL, NULL };

static struct ruling
undecided(const char *reason)
{
	return (struct ruling){ true, CF_UNDECIDED, reason, NULL };
}

static bool
is_likely(int year)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* ---- rulings */

static struct ruling
rule_weekday(const struct date *d)
{
	if (d->weekday == 0 || d->form == DATE_YEAR_PAIR)
		return nothing;
	if (d->year == 0)
		return undecided("no year printed");
	if (!is_likely(d->year))
		return undecided("the year is unlikely");
	if (d->two_digit_year && d->year < 2000)
		return undecided("the century is not printed");
	if (!date_exists(d->year, d->month, d->day))
		return undecided("there is no such day");
	if (date_weekday(d->year, d->month, d->day) == d->weekday)
		return held;
	if (d->form == DATE_NUMBERS && date_weekday(d->year, d->day, d->month) == d->weekday)
		return undecided("day and month may be the other way round");
	return failed;
}

static struct ruling
rule_exists(const struct date *d)
{
	if (d->form == DATE_YEAR_PAIR)
		return nothing;
	if (d->month < 1 || d->month > 12 || d->day < 1 || d->day > 31)
		return undecided("may be no date at all");
	if (d->day <= date_days_in_month(d->year == 0 ? 1 : d->year, d->month))
		return d->year == 0 ? nothing : held;
	if (d->month == 2 && d->day == 29 && !is_likely(d->year))
		return undecided(d->year == 0 ? "no year printed" : "the year is unlikely");
	return failed;
}

/* two years, the second with two digits: 2023/24 */
static struct ruling
rule_short_pair(const struct date *d)
{
	int first = d->year % 100, second = d->year2;

	if (second == (first + 1) % 100)
		return held;
	if (second >= 1 && second <= 12)
		return undecided("may be a month");
	if (d->separator != '/')
		return second > first ? nothing : undecided("may be a reference number");
	if (second == first || second == (first + 99) % 100)
		return failed;
	return undecided(second > first ? "may be a period of several years" :
	    "may be a reference number");
}

static struct ruling
rule_year(const struct date *d)
{
	if (d->form != DATE_YEAR_PAIR)
		return nothing;
	if (d->year2 < 100)
		return rule_short_pair(d);
	if (d->year2 == d->year + 1)
		return held;
	if (d->year2 == d->year)
		return failed;
	return d->year2 > d->year ? nothing : undecided("may be two years side by side");
}

/* ---- words */

/* What is said of one date. */
struct saying {
	struct run *run;
	struct arena *a;
	const struct date *d;
	struct outcome o;
	struct var vars[4];
};

static struct str
date_words(struct arena *a, int year, int month, int day)
{
	if (year == 0)
		return arena_printf(a, "%d %s", day, month_name(month));
	return arena_printf(a, "%d %s %d", day, month_name(month), year);
}

/* "MONDAY" is answered by "TUESDAY", "Mon" by "Tue", "Thurs" by "Tues" */
static struct str
weekday_like(struct arena *a, struct str word, int weekday)
{
	static const char *const longer[] = { "Mon", "Tues", "Weds", "Thurs", "Fri", "Sat", "Sun" };
	struct str name = str_of(weekday_name(weekday));
	bool upper, lower;
	char *p;

	if (word.n <= 3)
		name = str_sub(name, 0, 3);
	else if (word.n < 6)
		name = str_of(longer[weekday - 1]);
	upper = word.n > 1 && word.p[1] >= 'A' && word.p[1] <= 'Z';
	lower = word.n > 0 && word.p[0] >= 'a' && word.p[0] <= 'z';
	p = arena_alloc(a, name.n + 1, 1);
	if (p == NULL)
		return name;
	for (size_t i = 0; i < name.n; i++) {
		bool up = upper && name.p[i] >= 'a' && name.p[i] <= 'z';

		p[i] = up ? (char)(name.p[i] - 32) : lower ? ch_lower(name.p[i]) : name.p[i];
	}
	return (struct str){ p, name.n };
}

/* the date so many days later, at most a week */
static struct str
days_later(struct arena *a, const struct date *d, int days)
{
	int year = d->year, month = d->month, day = d->day + days;

	if (day < 1) {
		month = month == 1 ? 12 : month - 1;
		year -= month == 12;
		day += date_days_in_month(year, month);
	} else if (day > date_days_in_month(year, month)) {
		day -= date_days_in_month(year, month);
		month = month == 12 ? 1 : month + 1;
		year += month == 1;
	}
	return date_words(a, year, month, day);
}

/*
 * What may have been meant: the date's weekday, the weekday's nearest date, the
 * year next to it in which they agree. Nothing in "Monday 6 June 2023" says
 * which of them is wrong, and who corrects it must look it up.
 */
static struct str
alternatives(struct arena *a, const struct date *d, struct str date, int right)
{
	int days = (d->weekday - right + 10) % 7 - 3;
	struct str near = days_later(a, d, days), years = CF_S("");
	const char *name = weekday_name(d->weekday);

	for (int year = d->year - 1; year <= d->year + 1; year += 2)
		if (date_weekday(year, d->month, d->day) == d->weekday)
			years = arena_printf(a, "; %d %s is a %s in %d", d->day,
			    month_name(d->month), name, year);
	return arena_printf(a, "either %s %.*s or %s %.*s%.*s", weekday_name(right), (int)date.n,
	    date.p, name, (int)near.n, near.p, (int)years.n, years.p);
}

static int
day_key(const struct date *d)
{
	return (d->year * 100 + d->month) * 100 + d->day;
}

static int
by_day(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* does the report print this very day with its own weekday somewhere else? */
static bool
is_sure_elsewhere(const struct found_dates *all, const struct date *d)
{
	int key = day_key(d);

	return all->nsure > 0 &&
	    bsearch(&key, all->sure, all->nsure, sizeof(*all->sure), by_day) != NULL;
}

static void
say_weekday(struct saying *s)
{
	const struct date *d = s->d;
	struct str date = date_words(s->a, d->year, d->month, d->day);
	int right = date_weekday(d->year, d->month, d->day);

	s->o.at = d->weekday_at;
	s->o.stated = source_text(s->run->doc->source, d->weekday_at);
	if (right == 0)
		return;
	s->o.computed = weekday_like(s->a, s->o.stated, right);
	s->o.relation = arena_printf(s->a, "%.*s is a %s", (int)date.n, date.p,
	    weekday_name(right));
	s->vars[1].value = str_of(weekday_name(right));
	if (s->o.verdict != CF_FAILED)
		return;
	s->o.note = alternatives(s->a, d, date, right);
	if (is_sure_elsewhere(s->run->dates, d)) {
		s->o.suggestion = s->o.computed;
		s->o.note = arena_printf(s->a, "elsewhere in this report it is %s %.*s",
		    weekday_name(right), (int)date.n, date.p);
	}
}

static void
say_exists(struct saying *s)
{
	const struct date *d = s->d;
	int last = date_days_in_month(d->year, d->month);

	s->o.at = d->day_at.from < d->day_at.to ? d->day_at : d->span;
	s->o.stated = source_text(s->run->doc->source, s->o.at);
	if (last == 0)
		return;
	if (d->year == 0 && d->month == 2)
		last = 29;
	s->o.relation = d->month == 2 && d->year != 0 ?
	    arena_printf(s->a, "February %d has %d days", d->year, last) :
	    arena_printf(s->a, "%s has %d days", month_name(d->month), last);
	s->o.note = s->o.relation;
	if (d->weekday != 0 && date_weekday(d->year, d->month, last) == d->weekday)
		s->o.note = arena_printf(s->a, "%.*s; %d %s %d is a %s", (int)s->o.relation.n,
		    s->o.relation.p, last, month_name(d->month), d->year, weekday_name(d->weekday));
	s->vars[1].value = arena_printf(s->a, "%d", last);
}

static void
say_year(struct saying *s)
{
	const struct date *d = s->d;
	struct str pair = source_text(s->run->doc->source, d->span);
	size_t digits = d->year2 < 100 ? 2 : 4;
	struct str first = str_sub(pair, 0, pair.n < digits ? 0 : pair.n - digits);

	s->o.at = d->span;
	s->o.stated = pair;
	s->o.computed = digits == 2 ?
	    arena_printf(s->a, "%.*s%02d", (int)first.n, first.p, (d->year + 1) % 100) :
	    arena_printf(s->a, "%.*s%d", (int)first.n, first.p, d->year + 1);
	s->o.relation = arena_printf(s->a, "the year after %d is %d", d->year, d->year + 1);
	s->vars[1].value = s->o.computed;
	s->vars[3].value = pair;
	if (s->o.verdict == CF_FAILED) {
		s->o.suggestion = s->o.computed;
		s->o.note = s->o.relation;
	}
}

static void
conclude(struct run *run, const struct rule *rule, const struct place *place,
    const struct date *d, struct ruling r, void (*say)(struct saying *))
{
	struct saying s = { .run = run, .a = run->scratch, .d = d };
	struct report_evidence date = { "date", d->span, place->table, place->row, place->col };

	if (!r.tried)
		return;
	if (!report_wants(run->report, r.verdict)) {
		report_tally(run->report, rule, r.verdict, r.reason);
		return;
	}
	s.o = (struct outcome){ .rule = rule, .verdict = r.verdict, .because = CF_BY_RULE,
		.reason = r.doubt != NULL ? r.doubt : r.reason, .doubtful = r.doubt != NULL,
		.section = place->section, .table = place->table,
		.row = place->row, .col = place->col, .evidence = &date, .nevidence = 1,
		.vars = s.vars, .nvars = 4 };
	s.vars[0] = (struct var){ "weekday", str_of(weekday_name(d->weekday)) };
	s.vars[1] = (struct var){ "right", CF_S("") };
	s.vars[2] = (struct var){ "date", date_words(s.a, d->year, d->month, d->day) };
	s.vars[3] = (struct var){ "year", d->year == 0 ? CF_S("") :
		arena_printf(s.a, "%d", d->year) };
	say(&s);
	report_add(run->report, &s.o);
}

/* ---- the check */

static void
note_sure(struct arena *a, struct found_dates *all, const struct found *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct date *d = &f->date[i];

		if (rule_weekday(d).verdict == CF_HELD && rule_weekday(d).tried &&
		    VEC_ROOM(a, all->sure, all->nsure, all->surecap))
			all->sure[all->nsure++] = day_key(d);
	}
}

/* The block of a text. They come in the same order, so that the search goes on from *next. */
static const struct block *
block_of(const struct doc *doc, const struct place *place, size_t *next)
{
	if (place->table != NULL)
		return NULL;
	while (*next < doc->nblocks && &doc->blocks[*next].text != place->text)
		++*next;
	return *next < doc->nblocks ? &doc->blocks[*next] : NULL;
}

static void
collect_dates(struct run *run)
{
	struct arena *a = run->doc->arena;
	struct found_dates *all = arena_new(a, struct found_dates);
	const struct texts *texts = texts_of(run);
	size_t next = 0;

	run->dates = all;
	for (size_t i = 0; all != NULL && i < texts->n; i++) {
		struct found f = { .place = &texts->place[i] };
		struct date *date;

		f.n = dates_scan(run->scratch, f.place->text, &date);
		if (f.n == 0)
			continue;
		f.date = arena_array(a, f.n, struct date);	/* no room for more */
		if (f.date == NULL)
			return;
		f.block = block_of(run->doc, f.place, &next);
		memcpy(f.date, date, f.n * sizeof(*date));
		arena_reset(run->scratch);
		if (!VEC_ROOM(a, all->at, all->n, all->cap))
			return;
		all->at[all->n++] = f;
		note_sure(a, all, &f);
	}
	if (all != NULL && all->nsure > 1)
		qsort(all->sure, all->nsure, sizeof(*all->sure), by_day);
}

/* the first of the sure days that is not before this one */
static size_t
sure_from(const struct found_dates *all, int key)
{
	size_t lo = 0, hi = all->nsure;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (all->sure[mid] < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* how many months the second day is after the first */
static int
months_after(int a, int b)
{
	return (b / 10000 * 12 + b / 100 % 100) - (a / 10000 * 12 + a / 100 % 100);
}

/* How many months this day is from the nearest sure one, if it is not too far. What is told
 * is seldom old, what is planned may be a year ahead. */
static int
months_from_sure(const struct found_dates *all, const struct date *d)
{
	size_t i = sure_from(all, day_key(d));
	int near = TOO_FAR, apart;

	if (i < all->nsure && (apart = months_after(day_key(d), all->sure[i])) <= MONTHS_BACK)
		near = apart;
	if (i > 0 && (apart = months_after(all->sure[i - 1], day_key(d))) <= MONTHS_AHEAD &&
	    apart < near)
		near = apart;
	return near;
}

/* ---- years that are named near a date */

static bool
is_right_in(const struct date *d, int year)
{
	return date_exists(year, d->month, d->day) &&
	    date_weekday(year, d->month, d->day) == d->weekday;
}

/* the number of four digits at s[i], when it is a likely year and no part of a longer one */
static int
year_at(struct str s, size_t i)
{
	int year = 0;

	if (i + 4 > s.n || (i > 0 && ch_digit(s.p[i - 1])) || (i + 4 < s.n && ch_digit(s.p[i + 4])))
		return 0;
	for (size_t k = i; k < i + 4; k++) {
		if (!ch_digit(s.p[k]))
			return 0;
		year = year * 10 + (s.p[k] - '0');
	}
	return is_likely(year) ? year : 0;
}

/* "2026/27", "2026-27", "2026–27": the second year may be meant as well */
static bool
is_pair_at(struct str s, size_t i, int year)
{
	size_t dash = str_starts(str_sub(s, i, s.n), CF_S("\xE2\x80\x93")) ? 3 : 1;
	int next = (year + 1) % 100;

	if (i + dash + 2 > s.n || (dash == 1 && s.p[i] != '/' && s.p[i] != '-'))
		return false;
	return s.p[i + dash] == '0' + next / 10 && s.p[i + dash + 1] == '0' + next % 10;
}

/* is the weekday right in a year that the text names? */
static bool
is_right_by(const struct date *d, struct str s)
{
	if (s.n > NAMED_WITHIN)
		s.n = NAMED_WITHIN;
	for (size_t i = 0; i < s.n; i++) {
		int year = year_at(s, i);

		if (year == 0)
			continue;
		if (is_right_in(d, year) || (is_pair_at(s, i + 4, year) && is_right_in(d, year + 1)))
			return true;
	}
	return false;
}

static bool
is_right_by_headings(const struct doc *doc, const struct date *d, uint32_t section)
{
	while (section < doc->nsections) {
		if (is_right_by(d, doc->sections[section].title.s))
			return true;
		section = doc->sections[section].parent;
	}
	return false;
}

/* what introduces a list, or lines under "Dates for 2026:" */
static bool
is_right_by_introduction(const struct doc *doc, const struct date *d, const struct block *b)
{
	for (size_t n = 0; n < NAMED_BLOCKS && b > doc->blocks; n++) {
		bool item = b->kind == BLOCK_ITEM;
		struct str s = (--b)->text.s;

		if ((item && b->kind != BLOCK_ITEM) || (s.n > 0 && s.p[s.n - 1] == ':'))
			return is_right_by(d, s);
	}
	return false;
}

/* the caption of the table, what stands above a cell, and before it in its row */
static bool
is_right_by_table(const struct date *d, const struct place *p)
{
	const struct cell *x;

	if (is_right_by(d, p->table->caption))
		return true;
	for (uint32_t row = 0; row < p->row && row < NAMED_LINES; row++)
		if ((x = table_at(p->table, row, p->col)) != NULL && is_right_by(d, x->text.s))
			return true;
	for (uint32_t col = 0; col < p->col && col < NAMED_LINES; col++)
		if ((x = table_at(p->table, p->row, col)) != NULL && is_right_by(d, x->text.s))
			return true;
	return false;
}

/* Where a date has no year, it is often the one of the heading or of the sentence. */
static bool
is_right_by_name(const struct doc *doc, const struct found *f, const struct date *d)
{
	return is_right_by(d, f->place->text->s) ||
	    is_right_by_headings(doc, d, f->place->section) ||
	    (f->block != NULL && is_right_by_introduction(doc, d, f->block)) ||
	    (f->place->table != NULL && is_right_by_table(d, f->place));
}

/*
 * A weekday without a year: it is right when it is so in a year that may be meant, one in
 * which the day is not far from others of the report that have their weekday and year. Is it
 * in none of them, then *d gets the nearest of these years.
 */
static struct ruling
rule_without_year(const struct found_dates *all, struct date *d)
{
	int best = TOO_FAR, year = 0, first, last;
	struct date x = *d;

	if (all->nsure == 0)
		return rule_weekday(d);
	first = all->sure[0] / 10000 - 1;
	last = all->sure[all->nsure - 1] / 10000 + 1;
	if (last - first > MOST_YEARS)
		return rule_weekday(d);
	for (x.year = first; x.year <= last; x.year++) {
		int apart = months_from_sure(all, &x);

		if (apart == TOO_FAR || !date_exists(x.year, x.month, x.day))
			continue;
		if (date_weekday(x.year, x.month, x.day) == x.weekday)
			return held;
		if (apart <= best) {
			best = apart;
			year = x.year;
		}
	}
	if (year == 0)
		return rule_weekday(d);
	d->year = year;
	return failed;
}

static void
check_weekday(struct run *run, const struct rule *rule, const struct found *f,
    const struct date *date)
{
	struct date d = *date;
	struct ruling r;

	if (d.weekday != 0 && d.year == 0 && d.form == DATE_WORDS) {
		r = rule_without_year(run->dates, &d);
		if (r.verdict == CF_FAILED && is_right_by_name(run->doc, f, date))
			r = held;
		r.doubt = r.verdict == CF_FAILED ? "no year printed" : NULL;
	} else {
		r = rule_weekday(&d);
	}
	conclude(run, rule, f->place, &d, r, say_weekday);
}

static void
check_found(struct run *run, const struct rule *rule, const struct found *f)
{
	unsigned looks_at = rule->date == 0 ? ~0u : rule->date;

	for (size_t i = 0; i < f->n; i++) {
		const struct date *d = &f->date[i];

		if ((looks_at & DATE_CHECK_WEEKDAY) != 0)
			check_weekday(run, rule, f, d);
		if ((looks_at & DATE_CHECK_EXISTS) != 0)
			conclude(run, rule, f->place, d, rule_exists(d), say_exists);
		if ((looks_at & DATE_CHECK_YEAR) != 0)
			conclude(run, rule, f->place, d, rule_year(d), say_year);
	}
}

void
check_date(struct run *run, const struct rule *rule)
{
	struct place_filter filter;

	if (run->dates == NULL)
		collect_dates(run);
	if (run->dates == NULL)
		return;
	filter_begin(&filter, run, rule);
	for (size_t i = 0; i < run->dates->n; i++)
		if (filter_wants(&filter, run->dates->at[i].place))
			check_found(run, rule, &run->dates->at[i]);
}
