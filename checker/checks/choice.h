/* Of all figures that could be put right, the one that explains most of what fails. */
#ifndef CF_CHECKS_CHOICE_H
#define CF_CHECKS_CHOICE_H

#include "checks/repair.h"

/* The best repair so far, and whether another one is as good. */
struct choice_of {
	struct repair best;
	bool unsure;		/* what nothing that fails asks for comes into question too */
	bool two;
	size_t n;		/* repairs that came into question */
	struct repair digit;	/* the last of those that change one digit */
	size_t ndigit;
};

/* every figure of the relation, with the value that makes it hold */
void try_all(struct graph *g, const struct relation *r, struct choice_of *c);
/* what mends most of what fails, and more than one relation; *two: others do as well */
bool best_repair(struct graph *g, struct repair *best, bool *two);
/*
 * What no relation that fails asks for, but several that are undecided together, each far
 * off: a slip in a figure with a footnote, or where not all of a table adds up.
 */
bool unsure_repair(struct graph *g, struct repair *best);
/* is what it mends no more than rounding may explain? */
bool may_round(const struct graph *g, const struct repair *p);

#endif
