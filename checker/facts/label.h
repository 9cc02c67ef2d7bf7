/* What the label of a row or column says about its figures. */
#ifndef CF_FACTS_LABEL_H
#define CF_FACTS_LABEL_H

#include "base/str.h"

enum label_says {
	LABEL_TOTAL = 1,
	LABEL_PERCENT = 2,	/* that its figures are percentages */
	LABEL_RATIO = 4,	/* something else that is not additive: average, rate, ... */
	LABEL_MEAN = 8,		/* "Average", "Mean score" */
	LABEL_CHANGE = 16,	/* a difference of two others: "Change", "Variance" */
	LABEL_YEARS = 32	/* the word "year": "5-year trend" */
};

/* does the label say "total"? "Total", "Grand total", "Sub-total", "Sefton Total" */
bool label_is_total(struct str label);

/* all that it says: labels are asked again and again, so a table keeps the answer */
unsigned label_says(struct str label);

#endif
