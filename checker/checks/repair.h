/*
 * A figure put right: the value that makes relations hold that fail, and breaks none
 * that hold.
 */
#ifndef CF_CHECKS_REPAIR_H
#define CF_CHECKS_REPAIR_H

#include "checks/graph.h"
#include "checks/judge.h"

#define MAX_STEPS 5000000u	/* figures that are visited in one table; then the findings
				 * stay as they are */

/* A figure, put right, with what that comes to. */
struct repair {
	struct member cell;
	struct figure with;
	size_t mended;		/* relations that did not hold and now do; 0: it is no repair */
	bool slip;		/* a slip of the pen away from what is printed */
	bool close;		/* rounding could explain all that it mends */
};

/* The best repair so far, and whether another one is as good. */
struct choice_of {
	struct repair best;
	bool two;
	size_t n;		/* repairs that came into question */
};

/* the relation with `with` in the place of `f` */
struct fit_result fit_with(struct graph *g, const struct relation *r, const struct figure *f,
    const struct figure *with);
/* every figure of the relation, with the value that makes it hold */
void try_all(struct graph *g, const struct relation *r, struct choice_of *c);
/* what mends most of what fails, and more than one relation; *two: others do as well */
bool best_repair(struct graph *g, struct repair *best, bool *two);
/* is what it mends no more than rounding may explain? */
bool may_round(const struct graph *g, const struct repair *p);

#endif
