/*
 * Relations that speak of one other place ("12 here, 13 there"), found by either place
 * without going through all relations.
 */
#ifndef CF_REPORT_PAIRS_H
#define CF_REPORT_PAIRS_H

#include "base/arena.h"
#include "crossfoot.h"
#include "doc/source.h"

/* All zero at first; hashed by the place. */
struct report_pairs {
	struct pair_link {
		size_t relation, next;	/* index plus one; the next in its slot, 0 for none */
	} *at;
	size_t n, cap;
	size_t *slot;			/* the last of each; nslots is a power of two */
	size_t nslots;
	size_t seen;			/* so many relations were looked at */
};

bool pairs_is_at(const struct cf_place *p, struct span at);

/*
 * The first finding of a rule that stands at a place, or whose other place it is; NULL: there
 * is none. Of the n relations those that are new since last time are taken in.
 */
const struct cf_relation *pairs_at(struct report_pairs *p, struct arena *a,
    const struct cf_relation *relations, size_t n, const char *rule, struct span at);

#endif
