/*
 * Candidates for sums: which items of a matrix may be the parts of which, from
 * the figures alone. All lines vote. The sum of a run of neighbours is a
 * difference of two prefix sums, so the run that adds up to a total is looked
 * up, not tried out: the work grows with the cells of the table.
 */
#ifndef CF_CHECKS_RUNS_H
#define CF_CHECKS_RUNS_H

#include "checks/matrix.h"

/* Some items as the parts of another one, and how the lines agree with it. */
struct trial {
	uint32_t total;		/* positions in matrix.item */
	uint32_t *part;
	uint32_t n;
	bool natural;		/* its far end is a boundary of the table */
	uint32_t exact;		/* lines that agree, with two parts or more that are not zero */
	uint32_t single;	/* with one: they say little */
	uint32_t interval;	/* that agree within rounding */
	uint32_t outside;
	uint32_t strong;	/* of `exact`: those that hardly agree by chance */
	uint32_t ratio, ratio_miss;	/* lines of percentages and rates that agree, or not */
	int single_bits;	/* what the equality of `single` is worth */
	int bits;		/* what the agreement is worth */
	int family;		/* the same of it and its namesakes together; see kin.h */
	uint32_t family_outside;	/* their lines that do not agree */
};

/* the items still to be tried, in their order */
struct list {
	uint32_t *at;		/* positions in matrix.item */
	uint32_t n;
};

/* what has been added up so far in each line */
struct adder {
	wide *sum;
	uint32_t *stated, *nonzero;	/* parts with a figure; of these not zero */
	uint32_t nparts;
};

void adder_init(struct adder *s, struct arena *a, const struct matrix *m);
void adder_clear(struct adder *s, const struct matrix *m);
void adder_add(struct adder *s, const struct matrix *m, uint32_t item);
/* fills in how the lines agree */
void trial_count(struct trial *t, const struct matrix *m, const struct adder *s);
/* is there a boundary between two neighbours (group, spanning header, total)? */
bool is_boundary(const struct matrix *m, uint32_t i, uint32_t next);

typedef void trial_fn(void *arg, const struct trial *t);

/* runs of the list just before or after each item of `totals`, or `gap` places from it;
 * the trial lives for the call */
void find_runs(const struct matrix *m, struct arena *a, const struct list *list,
    const struct list *totals, uint32_t gap, trial_fn *fn, void *arg);
/* two items of the list near one of `totals` that add up to it: revenue, expenses, balance */
void find_pairs(const struct matrix *m, struct arena *a, const struct list *list,
    const struct list *totals, trial_fn *fn, void *arg);
/* the same, however far from each other they stand, where their figures are long */
void find_far_pairs(const struct matrix *m, struct arena *a, const struct list *list,
    const struct list *totals, trial_fn *fn, void *arg);
/* items of one label, one of which is the sum of the others: "Girls" of each
 * school and "Girls" of all */
void find_namesakes(const struct matrix *m, struct arena *a, trial_fn *fn, void *arg);

#endif
