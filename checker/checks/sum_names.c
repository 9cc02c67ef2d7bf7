/* What labels, and the same labels in other groups, say adds up; see sum_finder.h. */
#include "base/limits.h"
#include "checks/formula.h"
#include "checks/kin.h"
#include "checks/place.h"
#include "checks/sum_finder.h"

#define FAMILY_BITS 16	/* beyond those of the choice of a group */

/* ---- the same sum in other groups */

static uint32_t
position_of(const struct matrix *m, uint32_t item)
{
	uint32_t lo = 0, hi = m->nitems;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (m->item[mid] < item)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < m->nitems && m->item[lo] == item ? lo : NONE;
}

/* a vector as a trial again; false when its items are not all of one group */
static bool
in_one_group(const struct sum_finder *f, const struct sum_vector *v, struct trial *t)
{
	uint32_t group = axis_group(f->m.x, v->total);

	t->total = position_of(&f->m, v->total);
	t->n = 0;
	if (group == NONE || t->total == NONE)
		return false;
	for (uint32_t k = 0; k < v->nparts; k++) {
		t->part[t->n] = position_of(&f->m, v->part[k]);
		if (axis_group(f->m.x, v->part[k]) != group || t->part[t->n++] == NONE)
			return false;
	}
	return true;
}

/* the same sum in another group, unless its figures speak against it */
static void
add_kin(struct sum_finder *f, struct trial *t)
{
	struct sum_candidate c;

	if (f->explained[t->total])
		return;
	c = sums_candidate(f, t);
	if (c.v.outside > 1 + c.v.exact)
		return;
	c.v.found = true;
	c.v.partial = false;
	c.v.because = CF_BY_SIBLINGS;
	sums_add(f, t, &c);
}

void
sums_search_blocks(struct sum_finder *f)
{
	uint32_t groups[KIN_GROUPS], n = kin_groups(&f->m, groups);
	size_t known = f->s->n;
	struct trial t = { .n = 0 }, other = { .n = 0 };

	if (n < 2)
		return;
	t.part = arena_array(f->run->scratch, f->m.nitems, uint32_t);
	other.part = arena_array(f->run->scratch, f->m.nitems, uint32_t);
	for (size_t i = 0; i < known; i++) {
		struct sum_vector v = f->s->vector[i];

		if (v.down != f->m.x.down || !v.found || v.exact < 3 || v.outside > 0 ||
		    !in_one_group(f, &v, &t))
			continue;
		for (uint32_t g = 0; g < n; g++)
			if (groups[g] != axis_group(f->m.x, v.total) &&
			    kin_in_group(&f->m, &t, groups[g], &other))
				add_kin(f, &other);
	}
}

/* ---- one group as the sum of the others */

/* what is known of these parts already is no surer than its namesakes */
static void
loosen(struct sum_finder *f, const struct trial *t)
{
	for (size_t i = 0; i < f->s->n; i++) {
		struct sum_vector *v = &f->s->vector[i];

		if (v->down == f->m.x.down && v->total == f->m.item[t->total] &&
		    v->nparts == t->n && v->part[0] == f->m.item[t->part[0]])
			v->loose = v->outside > 0;
	}
}

static void
consider_family(void *arg, const struct trial *found)
{
	struct sum_finder *f = arg;
	struct trial t = *found;
	struct sum_candidate c;

	if (t.family < FAMILY_BITS || t.exact + t.single == 0)
		return;
	if (sums_is_explained(f, &t)) {
		if (t.family_outside > 1)
			loosen(f, &t);
		return;
	}
	c = sums_candidate(f, &t);
	c.v.found = true;
	c.v.thin = f->explained[t.total];
	c.v.loose = t.family_outside > 1;
	sums_add(f, &t, &c);
}

void
sums_search_families(struct sum_finder *f)
{
	find_families(&f->m, f->run->scratch, consider_family, f);
}

/* ---- labels */

static bool
has_parts(const struct sum_finder *f, const struct trial *t, const struct sum_vector *v)
{
	if (v->nparts != t->n || v->total != f->m.item[t->total] || v->down != f->m.x.down)
		return false;
	for (uint32_t i = 0; i < t->n; i++)
		if (v->part[i] != f->m.item[t->part[i]])
			return false;
	return true;
}

/* what a label says of its own figures */
static void
consider_formula(void *arg, const struct trial *found)
{
	struct sum_finder *f = arg;
	struct trial t = *found;
	struct sum_candidate c;

	if (t.bits < ENOUGH_BITS)
		return;
	for (size_t i = 0; i < f->s->n; i++) {
		if (!has_parts(f, &t, &f->s->vector[i]))
			continue;
		f->s->vector[i].formula = true;
		f->s->vector[i].second = false;
		return;
	}
	c = sums_candidate(f, &t);
	if (!c.v.found)
		return;
	c.v.because = CF_BY_LABEL;
	c.v.formula = true;
	sums_add(f, &t, &c);
}

void
sums_search_formulas(struct sum_finder *f)
{
	find_formulas(&f->m, f->run->scratch, consider_formula, f);
}

void
sums_search_labels(struct sum_finder *f)
{
	for (uint32_t i = 0; i < f->m.nitems; i++) {
		struct trial t;
		struct sum_candidate c;

		if (!sums_is_labelled(&f->m, i) || sums_total(f->s, f->m.x.down, f->m.item[i]) != NULL)
			continue;
		t = find_by_place(&f->m, f->run->scratch, i, f->consumed, &f->steps);
		if (t.n < 2)
			continue;
		c = sums_candidate(f, &t);
		sums_add(f, &t, &c);
		if (!c.v.found)
			continue;
		sums_add_exactness(f, &c);
	}
	f->s->too_large = f->s->too_large || f->steps > CF_MAX_SUM_STEPS;
}
