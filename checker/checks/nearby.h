/*
 * Which tables a sentence may speak of: those that it names by their number ("Table 3"),
 * or else those of its section, of the sections inside that, and just of a section it
 * stands in.
 */
#ifndef CF_CHECKS_NEARBY_H
#define CF_CHECKS_NEARBY_H

#include "checks/eval.h"

/* Tables that stand one after the other, and are equally near. */
struct nearby_tables {
	uint32_t from, to;	/* indexes into the facts */
	uint32_t near;		/* how near they are, from 1 */
};

struct nearby {
	struct nearby_tables *at;	/* the nearest first, then in the order of the document */
	size_t n, cap;
};

/* of the match or section at hand */
struct nearby nearby_of(struct eval *ev);

#endif
