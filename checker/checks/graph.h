/*
 * What was tried in one table: the relations that hold and those that do not, and which
 * figure stands in which of them. The checks are run once more over the table, and what
 * they tell is listened to: this time with the relations that hold.
 */
#ifndef CF_CHECKS_GRAPH_H
#define CF_CHECKS_GRAPH_H

#include "checks/check.h"

#define MAX_FAILED 200u		/* with more in one table its findings stay as they are */

enum relation_kind {
	KIND_SUM,	/* stated = sum of weighted operands */
	KIND_MEAN,
	KIND_SHARE,	/* per cent: operands are part and base */
	KIND_CHANGE,	/* per cent: operands are from and to */
	KIND_OTHER	/* it cannot be worked out again */
};

/* A figure of the table, and its cell. */
struct member {
	const struct figure *f;
	uint32_t row, col;
};

struct relation {
	enum relation_kind kind;
	const struct rule *rule;
	enum cf_verdict verdict;
	bool exact;		/* held as printed */
	bool weak;		/* undecided: it bears a repair out, no more */
	bool fraction;		/* a share or change of 0.25, not 25% */
	bool rounds;		/* a sum of percentages: their rounding shows */
	struct member stated;
	struct member *op;
	const int *weight;	/* of a sum; NULL: all 1 */
	uint32_t n;
	struct span at;		/* of the finding */
	struct str words;	/* its sum, which tells it from another one at the same place */
	const char *doubt;	/* why it is never more than a warning, or NULL */
	bool solved;		/* nothing more is said of it, and it bears nothing out */
};

/* A figure and one relation it stands in. */
struct use {
	const struct figure *f;
	size_t relation;
};

struct graph {
	struct run *run;
	const struct table *t;
	struct arena *arena;
	struct relation *at;
	size_t n, cap;
	size_t failed[MAX_FAILED], nfailed;
	size_t nexact, nrounded;	/* sums that hold as printed, within rounding */
	bool too_many;
	struct use *use;	/* sorted by figure */
	size_t nuse;
	const struct figure **op;	/* room for the operands of any relation */
	size_t steps;
};

/* the relations of one table and, for each figure, where it stands; false: too many */
bool graph_collect(struct graph *g, const struct rules *rules);
/* does it fail, and no figure explains it yet? */
bool is_open(const struct relation *r);
/* does the figure stand in the relation? */
bool is_in(const struct relation *r, const struct figure *f);
/* the first of the places of a figure; those of one figure stand together */
const struct use *first_use(const struct graph *g, const struct figure *f);

#endif
