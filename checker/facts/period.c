/* Words and year notations in, a run of months out; see period.h. */
#include "facts/period.h"

#include "facts/date_parts.h"

#define APRIL 3		/* months of a year count from 0 */

struct year {
	int first;	/* 2022 of "2022/23" */
	bool pair;	/* it goes over into the next */
	size_t to;
};

/* four digits, not part of something longer */
static bool
year_at(struct str s, size_t i, struct year *y)
{
	size_t end = digits_end(s, i), next;
	int second;

	if (end - i != 4 || ch_alnum(ch_before(s, i)) || ch_before(s, i) == '.')
		return false;
	*y = (struct year){ .first = digits_value(s, i, end), .to = end };
	if (y->first < 1900 || y->first > 2100)
		return false;
	if (ch_at(s, end) != '/' && ch_at(s, end) != '-' && !bytes_at(s, end, CF_S("\xE2\x80\x93")))
		return !ch_alnum(ch_at(s, end));
	end += ch_at(s, end) == '/' || ch_at(s, end) == '-' ? 1 : 3;
	next = digits_end(s, end);
	if ((next - end != 2 && next - end != 4) || ch_alnum(ch_at(s, next)))
		return true;
	second = digits_value(s, end, next);
	if (second == (next - end == 2 ? (y->first + 1) % 100 : y->first + 1)) {
		y->pair = true;
		y->to = next;
	}
	return true;
}

/* a year a few words on: "of 2022/23", ", 2023", "-23" */
static bool
year_after(struct str s, size_t i, struct year *y)
{
	size_t at = i, end;

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

static struct period
run_of(int year, int month, int months)
{
	int32_t from = (int32_t)year * 12 + month;

	return (struct period){ from, from + months - 1 };
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

/* "year ending March 2023", "year to March 2023" before a month: twelve months up to it */
static bool
year_ending(struct str s, size_t month_at)
{
	size_t i = back_spaces(s, month_at, 2);
	struct str w = word_before(s, i);

	if (!word_is(w, "ending") && !word_is(w, "ended") && !word_is(w, "to"))
		return false;
	i = back_spaces(s, i - w.n, 2);
	return word_is(word_before(s, i), "year");
}

bool
period_scan(struct str s, struct period *out, size_t *from, size_t *to)
{
	struct year y;

	for (size_t i = 0; i < s.n; i++) {
		if (ch_digit(s.p[i]) && !ch_alnum(ch_before(s, i)) && year_at(s, i, &y)) {
			*out = y.pair ? run_of(y.first, APRIL, 12) : run_of(y.first, 0, 12);
			*from = i;
			*to = y.to;
			return true;
		}
		if (ch_alpha(s.p[i]) && !ch_alnum(ch_before(s, i)) &&
		    word_period(s, i, out, to)) {
			*from = i;
			if (out->from >= 1200 && out->from == out->to && year_ending(s, i))
				out->from = out->to - 11;
			return true;
		}
	}
	return false;
}

bool
period_same(struct period a, struct period b)
{
	if ((a.from < 1200) != (b.from < 1200))
		return a.to - a.from == b.to - b.from && a.from % 12 == b.from % 12;
	return a.from == b.from && a.to == b.to;
}
