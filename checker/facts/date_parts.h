/*
 * How dates are found, for the files of date.h and for the figures, which must
 * know what is part of a date:
 *
 *   date.c          the calendar; what stands around a date; all dates of a text
 *   date_numbers.c  06/03/23, 2023-06-06, 2022/23
 *   date_words.c    6 June 2023, June 6, 2023, 2nd & 3rd February 2023
 */
#ifndef CF_FACTS_DATE_PARTS_H
#define CF_FACTS_DATE_PARTS_H

#include "facts/date.h"
#include "facts/scan.h"

struct range {
	size_t from, to;	/* bytes of the text; from == to: none */
};

/* One date while it is read. */
struct day {
	struct range at, weekday_at, day_at;
	int year, year2, month, day, weekday;
	bool ordinal;		/* "2nd", or OCR's 2" */
	bool own_month;
};

#define MAX_GROUP 16u

/* Dates that share what is printed once: "2nd & 3rd February 2023". */
struct group {
	struct day day[MAX_GROUP];
	unsigned n;
	size_t from, to;
	enum date_form form;
	char separator;
	bool two_digit_year, week_commencing;
};

/*
 * The dates whose first digit is s[i], where no digit stands before it. Nothing
 * before `floor`, where the date before ended, belongs to them. g->from may lie
 * before i (weekday, month). False: no date begins here.
 */
bool group_read(struct str s, size_t i, size_t floor, struct group *g);

/* the forms; g is filled but for what stands around it */
bool numbers_read(struct str s, size_t i, size_t floor, struct group *g);
bool words_read(struct str s, size_t i, size_t floor, struct group *g);

/* 1..12 and 1..7 for a whole word, full or abbreviated; 0: none */
int month_of(struct str word, bool *abbreviated);
int weekday_of(struct str word);
/* "23" is 2023, "87" is 1987 */
int full_year(int two_digits);

#endif
