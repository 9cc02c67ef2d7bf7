/* Places in, relations out; see pairs.h. */
#include "report/pairs.h"

bool
pairs_is_at(const struct cf_place *p, struct span at)
{
	return p->from == at.from && p->to == at.to;
}

static size_t *
slot_of(const struct report_pairs *p, size_t from)
{
	return &p->slot[(from * 0x9e3779b97f4a7c15ull >> 20) & (p->nslots - 1)];
}

/* twice as many slots for all of them; false: out of memory */
static bool
grow(struct report_pairs *p, struct arena *a, const struct cf_relation *relations)
{
	size_t nslots = p->nslots == 0 ? 64 : 2 * p->nslots;
	size_t *slot = arena_array(a, nslots, size_t);

	if (slot == NULL)
		return false;
	p->slot = slot;
	p->nslots = nslots;
	for (size_t i = 0; i < p->n; i++) {	/* one for its place, one for the other, in turn */
		const struct cf_relation *rel = &relations[p->at[i].relation];
		size_t *last = slot_of(p, i % 2 == 0 ? rel->place.from :
		    rel->evidence[0].place.from);

		p->at[i].next = *last;
		*last = i + 1;
	}
	return true;
}

static void
add(struct report_pairs *p, struct arena *a, size_t relation, size_t from)
{
	size_t *last = slot_of(p, from);

	if (!VEC_ROOM(a, p->at, p->n, p->cap))
		return;
	p->at[p->n++] = (struct pair_link){ relation, *last };
	*last = p->n;
}

static void
take_new(struct report_pairs *p, struct arena *a, const struct cf_relation *relations, size_t n)
{
	for (; p->seen < n; p->seen++) {
		const struct cf_relation *rel = &relations[p->seen];

		if (rel->nevidence != 1)
			continue;
		if (p->n + 2 > p->nslots && !grow(p, a, relations))
			return;
		add(p, a, p->seen, rel->place.from);
		add(p, a, p->seen, rel->evidence[0].place.from);
	}
}

const struct cf_relation *
pairs_at(struct report_pairs *p, struct arena *a, const struct cf_relation *relations, size_t n,
    const char *rule, struct span at)
{
	const struct cf_relation *first = NULL;

	take_new(p, a, relations, n);
	for (size_t i = p->nslots == 0 ? 0 : *slot_of(p, at.from); i > 0; i = p->at[i - 1].next) {
		const struct cf_relation *rel = &relations[p->at[i - 1].relation];

		if (rel->verdict == CF_FAILED && rel->rule == rule && (first == NULL ||
		    rel < first) && (pairs_is_at(&rel->place, at) ||
		    pairs_is_at(&rel->evidence[0].place, at)))
			first = rel;
	}
	return first;
}
