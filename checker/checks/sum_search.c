/*
 * What the figures alone say adds up; see sum_finder.h. Each round proposes sums of one kind,
 * and the best of them become vectors. Their parts stand back, so that the next round sees
 * sub-totals side by side.
 */
#include <limits.h>
#include <stdlib.h>

#include "checks/sum_finder.h"

#define MAX_ROUNDS 12u		/* levels of sub-totals */
#define PAIR_BITS 12		/* of the choice of two items near a third, with a margin */
#define FAR_PAIR_BITS 20	/* of two anywhere: hardly fewer than three lines of long figures */

static int
log2_of(uint64_t n)
{
	int bits = 0;

	for (; n > 1; n >>= 1)
		bits++;
	return bits;
}

static int
short_first(const void *a, const void *b)
{
	const struct best *x = *(const struct best *const *)a, *y = *(const struct best *const *)b;

	if (x->trial.n != y->trial.n)
		return x->trial.n < y->trial.n ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x > y) - (x < y);
}

/* does it rest on items that another total of this round has just taken? */
static bool
rests_on(const bool *taken, const struct trial *t)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (taken[t->part[i]])
			return true;
	return false;
}

/* The best proposals of this round become vectors, the shortest first: a longer
 * one that shares parts with it has its turn when these stand back. */
static bool
accept_best(struct sum_finder *f)
{
	struct best **order = arena_array(f->run->scratch, f->m.nitems, struct best *);
	bool *taken = arena_array(f->run->scratch, f->m.nitems, bool);
	uint32_t n = 0;
	bool any = false;

	for (uint32_t i = 0; i < f->m.nitems; i++)
		if (f->best[i].score > 0)
			order[n++] = &f->best[i];
	qsort(order, n, sizeof(struct best *), short_first);
	for (uint32_t i = 0; i < n; i++) {
		const struct trial *t = &order[i]->trial;
		struct sum_candidate c;

		order[i]->score = 0;
		order[i]->kin = false;
		if (rests_on(taken, t))
			continue;
		c = sums_candidate(f, t);
		if (!c.v.found)
			continue;
		sums_add(f, t, &c);
		sums_add_exactness(f, &c);
		for (uint32_t k = 0; k < t->n; k++)
			taken[t->part[k]] = true;
		any = true;
	}
	return any;
}

enum which {
	WHICH_UNEXPLAINED = 1,	/* not a total found already */
	WHICH_NEW = 2,		/* not a restatement of another item */
	WHICH_RUNNING = 4	/* also parts that are totals or balances themselves */
};

#define CLASS(c) (1u << (c))
#define ANY_CLASS UINT_MAX

/* items of these classes that are not parts of a total found already */
static struct list
open_items(const struct sum_finder *f, unsigned classes, unsigned which)
{
	const struct matrix *m = &f->m;
	struct list list = { arena_array(f->run->scratch, m->nitems, uint32_t), 0 };

	for (uint32_t i = 0; i < m->nitems; i++)
		if ((!f->consumed[i] || ((which & WHICH_RUNNING) != 0 &&
		    (f->running[i] || f->explained[i]))) && (classes & CLASS(m->class[i])) != 0 &&
		    ((which & WHICH_NEW) == 0 || m->same[i] == NONE))
			list.at[list.n++] = i;
	return list;
}

/* items that may be totals: parts of other totals too */
static struct list
possible_totals(const struct sum_finder *f, unsigned classes, unsigned which)
{
	const struct matrix *m = &f->m;
	struct list list = { arena_array(f->run->scratch, m->nitems, uint32_t), 0 };
	bool *restated = arena_array(f->run->scratch, m->nitems, bool);

	for (uint32_t i = 0; i < m->nitems; i++)
		if (m->same[i] != NONE && f->explained[i])
			restated[m->same[i]] = true;
	for (uint32_t i = 0; i < m->nitems; i++)
		if ((classes & CLASS(m->class[i])) != 0 && !restated[i] &&
		    (m->same[i] == NONE || !f->explained[m->same[i]]) &&
		    ((which & WHICH_UNEXPLAINED) == 0 || !f->explained[i]))
			list.at[list.n++] = i;
	return list;
}

static void
propose_runs(struct sum_finder *f, unsigned classes, unsigned which, uint32_t gap)
{
	struct list list = open_items(f, classes, which);
	struct list totals = possible_totals(f, classes, which);

	f->choice = 2 * log2_of(list.n) + 1 + 2 * (int)gap;
	find_runs(&f->m, f->run->scratch, &list, &totals, gap, sums_consider, f);
}

static bool
search_runs(struct sum_finder *f, unsigned which, uint32_t gap)
{
	propose_runs(f, CLASS(ITEM_PLAIN), which, gap);
	propose_runs(f, CLASS(ITEM_PERCENT) | CLASS(ITEM_FRACTION), which, gap);
	return accept_best(f);
}

/* "0.0024" of "9.46894 + 0.0024 + 0.16849" is small, not a share */
static bool
search_small(struct sum_finder *f)
{
	if (!f->m.fractions)
		return false;
	propose_runs(f, CLASS(ITEM_PLAIN) | CLASS(ITEM_FRACTION), WHICH_UNEXPLAINED, 0);
	return accept_best(f);
}

static bool
search_pairs(struct sum_finder *f)
{
	struct list list = open_items(f, ANY_CLASS, 0), totals = possible_totals(f, ANY_CLASS, 0);
	bool any;

	f->choice = log2_of(list.n) + PAIR_BITS;
	find_pairs(&f->m, f->run->scratch, &list, &totals, sums_consider, f);
	f->pairs = true;
	any = accept_best(f);
	f->pairs = false;
	return any;
}

static bool
search_far_pairs(struct sum_finder *f)
{
	struct list list = open_items(f, CLASS(ITEM_PLAIN), WHICH_RUNNING);
	struct list totals = possible_totals(f, CLASS(ITEM_PLAIN), 0);
	bool any;

	f->choice = 2 * log2_of(list.n) + FAR_PAIR_BITS;
	find_far_pairs(&f->m, f->run->scratch, &list, &totals, sums_consider, f);
	f->pairs = true;
	any = accept_best(f);
	f->pairs = false;
	return any;
}

static bool
search_namesakes(struct sum_finder *f)
{
	f->choice = log2_of(f->m.nitems);
	find_namesakes(&f->m, f->run->scratch, sums_consider, f);
	return accept_best(f);
}

void
sums_search_figures(struct sum_finder *f)
{
	size_t first = f->s->n;	/* with no more than those, some searches come to the same */
	unsigned round = 0;

	f->by_figures = true;
	while (round++ < MAX_ROUNDS && (search_runs(f, WHICH_UNEXPLAINED, 0) ||
	    (f->m.restates && search_runs(f, WHICH_UNEXPLAINED | WHICH_NEW, 0)) ||
	    search_namesakes(f) || search_small(f)))
		;
	while (round++ < 2 * MAX_ROUNDS && (search_pairs(f) ||
	    (f->s->n > first && search_runs(f, WHICH_NEW, 0)) ||
	    search_runs(f, WHICH_UNEXPLAINED | WHICH_NEW, 1) ||
	    (f->s->n > first && search_runs(f, WHICH_NEW | WHICH_RUNNING, 0)) ||
	    search_far_pairs(f)))
		;
}
