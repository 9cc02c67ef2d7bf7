/*
 * Periods as reports name them. A period is a run of months, counted from
 * January of year 0; two names of one run are the same period.
 *
 *   2022/23, 2022-23, 2022/2023, "year ending March 2023"   April to March
 *   2021, "the year 2021"                                   January to December
 *   "March 2023", "Mar-23", "03/2023"                       one month
 *   "2022-25", "2022/24", "31/03/2023"                      none
 *   "Q3 2022/23", "quarter 3 of 2022/23"                    October to December 2022
 *   "Q3 2022"                                               July to September
 *   "March", "Q3"                                           of no known year
 */
#ifndef CF_FACTS_PERIOD_H
#define CF_FACTS_PERIOD_H

#include "doc/text.h"

struct period {
	int32_t from, to;	/* months, both within it; below 1200: of no known year */
};

static inline bool
period_has_year(struct period p)
{
	return p.from >= 1200;
}

/* the first period that a text names, and where; false: none */
bool period_scan(struct str s, struct period *out, size_t *from, size_t *to);

/* the same run; a month or quarter of no known year is that of any year */
bool period_same(struct period a, struct period b);

#endif
