/*
 * Dates and year notations in running text and in cells, in every written form
 * that reports use, UK order first (06/03/23 is 6 March).
 */
#ifndef CF_FACTS_DATE_H
#define CF_FACTS_DATE_H

#include "doc/doc.h"

enum date_form {
	DATE_WORDS,	/* 6 June 2023, 6th of June, 2023, June 6, 2023 */
	DATE_NUMBERS,	/* 06/03/23, 13.06.23, 6-3-2023 */
	DATE_ISO,	/* 2023-06-06 */
	DATE_YEAR_PAIR	/* 2022/23, 2022-23, 2022/2023: `year` and `year2` */
};

struct date {
	struct span span;	/* all of it, the weekday included */
	struct span weekday_at;	/* of the weekday word; from == to: none printed */
	struct span day_at;	/* of the day number (and its ordinal) */
	enum date_form form;
	int year;		/* four digits; 0: none printed */
	int year2;		/* second year of a pair, four digits when printed so, else two */
	int month;		/* 1..12, or as printed when impossible (13.13.23) */
	int day;		/* as printed, also when the month has no such day */
	int weekday;		/* as printed: 1 Monday .. 7 Sunday; 0: none */
	char separator;		/* of a year pair or number form: '/', '-', '.', or en dash as 'n' */
	bool week_commencing;	/* "w/c 27/03/23" */
	bool two_digit_year;
};

/*
 * All dates and year pairs of a text, in order. Lists and ranges that share a
 * month and year ("2nd & 3rd February 2023", "14 to 28 February 2022") give one
 * date each, with day_at on its own day. A weekday belongs to the nearest date
 * it directly precedes (or follows in brackets).
 */
size_t dates_scan(struct arena *a, const struct text *t, struct date **out);

/* Gregorian calendar, years 1..9999 */
bool date_exists(int year, int month, int day);
int date_weekday(int year, int month, int day);	/* 1 Monday .. 7 Sunday */
int date_days_in_month(int year, int month);
const char *weekday_name(int weekday);		/* "Monday" */
const char *month_name(int month);		/* "January" */

#endif
