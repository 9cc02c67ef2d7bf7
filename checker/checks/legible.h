/*
 * Can a person who does not know the rule follow how its computed side was worked out?
 * "27 + 39 + 16 = 82" can be read; how often a pattern is found, or a clock in minutes,
 * cannot.
 */
#ifndef CF_CHECKS_LEGIBLE_H
#define CF_CHECKS_LEGIBLE_H

#include "base/str.h"
#include "rules/expr.h"

enum legible {
	LEGIBLE_NOT,
	LEGIBLE_VALUE,		/* nothing is worked out: the value says all */
	LEGIBLE_SUM,		/* of what is printed */
	LEGIBLE_FACTORS		/* a sum with numbers of the rule: hours in minutes */
};

enum legible legible_of(const struct expr *e);

/* does it stand in the words, not as a part of a longer number? */
bool legible_stands_in(struct str words, struct str value);

#endif
