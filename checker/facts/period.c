/* Words and year notations in, a run of months out; see period.h. */
#include "facts/period.h"

#include "facts/date_parts.h"

#define APRIL 3		/* months of a year count from 0 */

struct year {
	int first;	/* 2022 of "2022/23" */
	bool pair;	/* it goes over into the next */
	size_t to;
};

/* does what stands before s[i] belong to it: "31/03/" of "31/03/2023", "4." of "4.2022"? */
static bool
goes_on_from(struct str s, size_t i)
{
	char c = ch_before(s, i);

	return ch_alnum(c) || c == '.' ||
	    (i > 1 && (c == '/' || c == '-') && ch_digit(s.p[i - 2]));
}

/* a year, or two that follow each other: four digits, not part of something longer */
static bool
year_at(struct str s, size_t i, struct year *y)
{
	size_t end = digits_end(s, i), next;
	int second;

	if (end - i != 4 || goes_on_from(s, i))
		return false;
	*y = (struct year){ .first = digits_value(s, i, end), .to = end };
	if (y->first < 1900 || y->first > 2100)
		return false;
	if (ch_at(s, end) != '/' && ch_at(s, end) != '-' && !bytes_at(s, end, CF_S("\xE2\x80\x93")))
		return !ch_alnum(ch_at(s, end));
	end += ch_at(s, end) == '/' || ch_at(s, end) == '-' ? 1 : 3;
	next = digits_end(s, end);
	if (next == end)
		return !ch_alnum(ch_at(s, next));
	second = digits_value(s, end, next);
	y->pair = !ch_alnum(ch_at(s, next)) &&
	    ((next - end == 2 && second == (y->first + 1) % 100) ||
	    (next - end == 4 && second == y->first + 1));
	y->to = next;
	return y->pair;		/* else years far apart, a date or a reference */
}

static struct period
run_of(int year, int month, int months)
{
	int32_t from = (int32_t)year * 12 + month;

	return (struct period){ from, from + months - 1 };
}

/* "03/2023" at i: a month of a year */
static bool
month_in_digits(struct str s, size_t i, struct period *out, size_t *to)
{
	size_t slash = digits_end(s, i), end = digits_end(s, slash + 1);
	int month, year;

	if (slash - i > 2 || ch_at(s, slash) != '/' || end - slash != 5 ||
	    goes_on_from(s, i) || ch_alnum(ch_at(s, end)) || ch_at(s, end) == '/')
		return false;
	month = digits_value(s, i, slash);
	year = digits_value(s, slash + 1, end);
	if (month < 1 || month > 12 || year < 1900 || year > 2100)
		return false;
	*out = run_of(year, month - 1, 1);
	*to = end;
	return true;
}

/* a year a few words on: "of 2022/23", ", 2023", "-23" */
static bool
year_after(struct str s, size_t i, struct year *y)
{
	size_t at = i, end;

	if (ch_at(s, skip_spaces(s, at, 1)) == '\'')
		at = skip_spaces(s, at, 1);
	if (ch_at(s, at) == '-' || ch_at(s, at) == '\'') {	/* Mar-23, Mar '23 */
		end = digits_end(s, at + 1);
		if (end - at == 3) {
			*y = (struct year){ .first = full_year(digits_value(s, at + 1, end)),
				.to = end };
			return true;
		}
		at++;
	}
	if (ch_at(s, at) == ',')
		at++;
	at = skip_spaces(s, at, 2);
	if (word_is(word_at(s, at), "of"))
		at = skip_spaces(s, at + 2, 2);
	return year_at(s, at, y);
}

/* "Q3", "quarter 3" at i: its number, and where it ends */
static int
quarter_at(struct str s, size_t i, size_t *to)
{
	struct str w = word_at(s, i);
	size_t at = i + w.n;

	if (word_is(w, "quarter"))
		at = skip_spaces(s, at, 1);
	else if (!word_is(w, "q"))
		return 0;
	*to = digits_end(s, at);
	if (*to != at + 1 || s.p[at] < '1' || s.p[at] > '4' || ch_alnum(ch_at(s, *to)))
		return 0;
	return s.p[at] - '0';
}

static bool
word_period(struct str s, size_t i, struct period *out, size_t *to)
{
	struct str w = word_at(s, i);
	bool abbreviated;
	int month = month_of(w, &abbreviated), quarter = quarter_at(s, i, to);
	struct year y;

	if (quarter > 0) {
		int first = (quarter - 1) * 3;

		if (!year_after(s, *to, &y)) {
			*out = run_of(0, first, 3);
		} else {
			*out = run_of(y.first, first + (y.pair ? APRIL : 0), 3);
			*to = y.to;
		}
		return true;
	}
	if (month == 0 || (word_is(w, "may") && w.p[0] != 'M'))
		return false;
	*to = i + w.n;
	if (abbreviated && ch_at(s, *to) == '.')
		(*to)++;
	*out = run_of(0, month - 1, 1);
	if (year_after(s, *to, &y) && !y.pair) {
		*out = run_of(y.first, month - 1, 1);
		*to = y.to;
	}
	return true;
}

/*
 * "year ending March 2023", "year to 31 March 2023": twelve months up to the month
 * at s[month_at]. Where the words begin, or month_at when there are none.
 */
static size_t
year_ending(struct str s, size_t month_at)
{
	size_t i = back_spaces(s, month_at, 2), day = i;
	struct str w;

	while (day > 0 && ch_digit(s.p[day - 1]))
		day--;
	if (day < i && i - day <= 2)	/* of "31 March" */
		i = back_spaces(s, day, 2);
	w = word_before(s, i);
	if (!word_is(w, "ending") && !word_is(w, "ended") && !word_is(w, "to"))
		return month_at;
	i = back_spaces(s, i - w.n, 2);
	w = word_before(s, i);
	return word_is(w, "year") ? i - w.n : month_at;
}

bool
period_scan(struct str s, struct period *out, size_t *from, size_t *to)
{
	struct year y;

	for (size_t i = 0; i < s.n; i++) {
		*from = i;
		if (!ch_alnum(s.p[i]) || ch_alnum(ch_before(s, i)))
			continue;
		if (ch_digit(s.p[i]) && month_in_digits(s, i, out, to))
			return true;
		if (ch_digit(s.p[i]) && year_at(s, i, &y)) {
			*out = y.pair ? run_of(y.first, APRIL, 12) : run_of(y.first, 0, 12);
			*to = y.to;
			return true;
		}
		if (ch_alpha(s.p[i]) && word_period(s, i, out, to)) {
			if (period_has_year(*out) && out->from == out->to)
				*from = year_ending(s, i);
			if (*from < i)
				out->from = out->to - 11;
			return true;
		}
	}
	return false;
}

bool
period_same(struct period a, struct period b)
{
	if (period_has_year(a) != period_has_year(b))
		return a.to - a.from == b.to - b.from && a.from % 12 == b.from % 12;
	return a.from == b.from && a.to == b.to;
}
