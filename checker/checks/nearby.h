/*
 * Which tables a sentence may speak of: those that it names by their number ("Table 3"),
 * or else those of its section, of the sections inside that, and just of a section it
 * stands in.
 */
#ifndef CF_CHECKS_NEARBY_H
#define CF_CHECKS_NEARBY_H

#include "checks/eval.h"

struct nearby_table {
	uint32_t table;		/* index into the facts */
	uint32_t near;		/* how near it is, from 1 */
};

struct nearby {
	struct nearby_table *at;	/* the nearest first, then in the order of the document */
	size_t n, cap;
};

/* of the match or section at hand */
struct nearby nearby_tables(struct eval *ev);

#endif
