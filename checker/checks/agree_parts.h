/*
 * The places that a rule of the check `agree` holds against each other, for agree.c and the
 * files agree_*.c only.
 */
#ifndef CF_CHECKS_AGREE_PARTS_H
#define CF_CHECKS_AGREE_PARTS_H

#include "checks/bundle.h"
#include "checks/eval.h"

/* One place that states it. */
struct stated {
	struct value value;	/* a number, a text, a date or a period */
	struct str key;		/* as printed, for the message */
	struct str fold;	/* by which keys are compared */
	uint64_t fold_hash;	/* of `fold`, folded */
	uint32_t group;		/* the report that it stands in */
	struct str printed;
	struct span at;
	uint32_t section;
	const struct table *table;
	uint32_t row, col;
	bool counted;		/* what is stated does not stand there */
	const char *doubt;	/* why it can contradict nothing; NULL: it can */
	size_t document;	/* of the bundle; 0 without one */
	const struct bundled *other;	/* it stands in another document; NULL: in this one */
	size_t order;		/* of finding it */
	uint64_t hash;		/* of a text, folded; made when it is compared */
};

/* all places of one rule; in the run's scratch */
struct agree {
	struct eval *ev;
	struct stated *at;
	size_t n, cap;
};

/* a sentence, not a cell, a list or what was worked out */
static inline bool
agree_is_prose(const struct stated *s)
{
	return s->other != NULL ? !s->other->is_cell :
	    s->table == NULL && !s->counted && s->at.from < s->at.to;
}

/* agree_collect.c: all places of this document, as the rule's `places` say; their `fold`, `hash`
 * and `group` are not filled in yet */
void agree_collect(struct agree *g);
/* the letters and digits alone, small: "Town Hall, Mill-on-Sea" and "Town hall Mill on Sea" */
struct str agree_words_alone(struct arena *a, struct str s);

/* agree_bundle.c: hand what this document states to the bundle that is being made, copied */
void agree_put_into_bundle(struct agree *g);
/* ... and take what the other documents state from the one that was made */
void agree_add_others(struct agree *g);

#endif
