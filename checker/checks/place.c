/*
 * Parts by place; see place.h. The items are walked away from the total, and at
 * each step all lines are summed at once. Runs that end where the table has a
 * boundary are believed on weaker evidence than runs that end anywhere.
 */
#include "checks/place.h"

#include "base/limits.h"

#define SKIPPED_OF_STEP 16u	/* items that are passed over, as much as one that is added */

enum walk {
	WALK_OPEN,	/* items that are not parts of another total yet */
	WALK_LEAVES	/* items that are not totals themselves */
};

struct walker {
	const struct matrix *m;
	struct adder sum;
	uint32_t total;
	const bool *consumed;
	uint64_t *steps;
	struct trial best;	/* its part array has room for all items */
};

/* of two trials the natural one, then the one with more agreement */
static bool
is_better(const struct trial *t, const struct trial *best)
{
	if (best->n == 0)
		return t->natural || t->strong > 0;
	if (t->natural != best->natural) {
		if (t->natural)
			return t->exact > 0 && t->exact * 2 >= best->exact;
		return best->exact == 0 ? t->strong > 0 : t->exact > best->exact * 2;
	}
	return t->exact > best->exact;
}

static void
keep_better(struct walker *w, const struct trial *t)
{
	uint32_t *part = w->best.part;

	if (!is_better(t, &w->best))
		return;
	memcpy(part, t->part, t->n * sizeof(*part));
	w->best = *t;
	w->best.part = part;
}

static void
walk_away(struct walker *w, int step, enum walk walk)
{
	const struct matrix *m = w->m;
	struct trial t = { .total = w->total, .part = m->walk };
	unsigned seen = 0;

	adder_clear(&w->sum, m);
	for (int64_t p = (int64_t)w->total + step; p >= 0 && p < m->nitems; p += step) {
		uint32_t i = (uint32_t)p;
		int64_t q = p + step;

		*w->steps += ++seen % SKIPPED_OF_STEP == 0;
		if (*w->steps > CF_MAX_SUM_STEPS)
			return;
		if (m->words[i] || class_is_share(m->class[i]) != class_is_share(m->class[w->total]))
			continue;
		if (walk == WALK_OPEN ? w->consumed[i] : axis_is_total(m->x, m->item[i]))
			continue;
		*w->steps += m->nlines;
		if (*w->steps > CF_MAX_SUM_STEPS)
			return;
		t.part[t.n++] = i;
		adder_add(&w->sum, m, i);
		if (t.n < 2)
			continue;
		t.natural = q < 0 || q >= m->nitems || is_boundary(m, i, (uint32_t)q);
		trial_count(&t, m, &w->sum);
		keep_better(w, &t);
	}
}

/* "Total > Number" is the sum of "Boys > Number" and "Girls > Number" */
static void
try_leafmates(struct walker *w)
{
	const struct matrix *m = w->m;
	const struct column *k = &m->x.t->columns[m->item[w->total]];
	struct trial t = { .total = w->total, .natural = true, .part = m->walk };

	if (m->x.down || k->npath < 2 || (k->says & LABEL_TOTAL) != 0)
		return;
	adder_clear(&w->sum, m);
	for (uint32_t i = 0; i < m->nitems; i++) {
		const struct column *c = &m->x.t->columns[m->item[i]];

		if (i == w->total || c->npath < 2 || axis_is_total(m->x, m->item[i]) ||
		    !str_eq_folded(c->leaf, k->leaf))
			continue;
		t.part[t.n++] = i;
		adder_add(&w->sum, m, i);
	}
	if (t.n < 2)
		return;
	trial_count(&t, m, &w->sum);
	if (t.exact > w->best.exact)
		keep_better(w, &t);
}

struct trial
find_by_place(const struct matrix *m, struct arena *a, uint32_t total, const bool *consumed,
    uint64_t *steps)
{
	struct walker w = { .m = m, .total = total, .consumed = consumed, .steps = steps };

	adder_init(&w.sum, a, m);
	w.best.part = m->best;
	walk_away(&w, -1, WALK_OPEN);
	walk_away(&w, -1, WALK_LEAVES);
	walk_away(&w, +1, WALK_OPEN);
	walk_away(&w, +1, WALK_LEAVES);
	try_leafmates(&w);
	return w.best;
}
