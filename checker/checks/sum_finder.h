/*
 * A search for what adds up along one axis of a table, for sums.c and the files sum_*.c that
 * it is made of: sum_belief.c weighs proposals, sum_vector.c makes vectors of those that are
 * believed, sum_search.c lets the figures speak, sum_names.c the labels. What is found is
 * kept in the document's arena, all else in the run's scratch; both have `oom` set.
 */
#ifndef CF_CHECKS_SUM_FINDER_H
#define CF_CHECKS_SUM_FINDER_H

#include "checks/runs.h"
#include "checks/sums.h"

#define ENOUGH_BITS 12		/* beyond those of the choice: so much is believed */
#define ENOUGH_ROUNDED 3u	/* lines that agree within rounding, where none does exactly */

/* the best proposal for one total in one round */
struct best {
	struct trial trial;
	int score;		/* 0: none */
	bool kin;		/* all parts are named like the total */
};

struct sum_finder {
	struct table_sums *s;
	struct run *run;
	struct matrix m;
	struct best *best;	/* of each item */
	bool *consumed;		/* items that are parts of a total found already */
	bool *explained;	/* items that are totals found already */
	bool *running;		/* parts at the end of a short sum: a balance goes on from there */
	bool by_figures;	/* still listening to the figures */
	bool pairs;		/* and looking for pairs */
	int choice;		/* bits of the choice among the proposals */
	uint64_t steps;
};

/* ---- sum_belief.c */

/* is the item called a total? */
bool sums_is_labelled(const struct matrix *m, uint32_t i);
/* bits that the agreement is worth beyond those of the choice */
int sums_surplus_bits(const struct sum_finder *f, const struct trial *t);
/* is the total explained already, by some of these parts? */
bool sums_is_explained(const struct sum_finder *f, const struct trial *t);
/* a proposal, for a struct sum_finder: keep it when it is believed and the best of its total */
void sums_consider(void *finder, const struct trial *t);

/* ---- sum_vector.c */

/* a vector and, should it be a sum, what it says of how exact the table is */
struct sum_candidate {
	struct sum_vector v;
	struct exactness whole, decimal;
};

/* the trial as a vector of the table's items, with its lines counted; puts its parts in order */
struct sum_candidate sums_candidate(const struct sum_finder *f, const struct trial *t);
/* keep the vector; when it was found, its total is explained and its parts stand back */
void sums_add(struct sum_finder *f, const struct trial *t, const struct sum_candidate *c);
/* the table is as exact as this sum */
void sums_add_exactness(struct sum_finder *f, const struct sum_candidate *c);

/* ---- sum_search.c */

/* all that the figures alone say adds up */
void sums_search_figures(struct sum_finder *f);

/* ---- sum_names.c */

/* a total of one group has the parts that its namesakes have */
void sums_search_blocks(struct sum_finder *f);
/* the items of a group that are the sums of their namesakes in the others */
void sums_search_families(struct sum_finder *f);
/* labels that say what their figures are made of */
void sums_search_formulas(struct sum_finder *f);
/* what is called a total and has no parts yet */
void sums_search_labels(struct sum_finder *f);

#endif
