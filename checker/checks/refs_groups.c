/* Where the reports of a document begin, each with its own numbers; see refs.h. */
#include <stdlib.h>

#include "checks/refs_parts.h"

void
refs_add_bound(struct refs *r, uint32_t offset, uint32_t group)
{
	if (VEC_ROOM(r->a, r->bounds, r->nbounds, r->boundcap))
		r->bounds[r->nbounds++] = (struct bound){ offset, group };
}

/* the headings of the highest level of which there are several */
static void
bound_by_headings(struct refs *r)
{
	const struct doc *doc = r->run->doc;
	uint32_t parent = 0, only = 0, n = 1;

	while (n == 1) {
		n = 0;
		for (uint32_t i = 1; i < doc->nsections; i++) {
			if (doc->sections[i].parent != parent)
				continue;
			only = i;
			n++;
		}
		if (n == 1)
			parent = only;
	}
	for (uint32_t i = 1; i < doc->nsections; i++)
		if (doc->sections[i].parent == parent)
			refs_add_bound(r, doc->sections[i].title.span.from, r->ngroups++);
}

static void
bound_by_sections(struct refs *r)
{
	struct matches m;
	struct rule view;

	if (r->rule->starts.n == 0)
		bound_by_headings(r);
	for (size_t i = 0; i < r->rule->starts.n; i++) {
		refs_matches(r, &r->rule->starts.item[i], &view, &m);
		while (matches_next(&m))
			refs_add_bound(r, text_span(m.place.text, m.from, m.to).from, r->ngroups++);
	}
}

static int
by_offset(const void *a, const void *b)
{
	const struct bound *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

uint32_t
refs_group(const struct refs *r, uint32_t offset)
{
	size_t lo = 0, hi = r->nbounds;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->bounds[mid].offset <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo == 0 ? 0 : r->bounds[lo - 1].group;
}

void
refs_find_groups(struct refs *r)
{
	r->ngroups = 1;		/* 0 is what stands before the first bound */
	if (r->rule->scope_by == SCOPE_DATE)
		refs_bound_by_dates(r);
	else if (r->rule->scope_by == SCOPE_SECTION)
		bound_by_sections(r);
	if (r->nbounds > 0)
		qsort(r->bounds, r->nbounds, sizeof(*r->bounds), by_offset);
	r->dates.text = NULL;	/* their groups were not known */
}

/* ---- numbers that begin again */

/* "1", "1.1", "A": the first of all */
static bool
is_first(struct str path)
{
	struct key_number n;

	for (; path.n > 0; path = key_parent(path))
		if (!key_number(path, &n) || n.number != 1)
			return false;
	return true;
}

/* a number of the first level, "2", "Table 2" */
static bool
first_level(const struct definition *d, struct key_number *n)
{
	return !d->sub && !d->weak && !d->again && key_parent(d->key.path).n == 0 &&
	    key_number(d->key.path, n);
}

#define RUN_OF_ANOTHER	3u	/* so many in a row stand there again: 2, 3, 4 */

/* do all of a run from here on stand there again, each one more than the last? One or two
 * are slips; more are the numbers of something else, whose first has none */
static bool
begins_another(const struct refs *r, uint32_t i, uint32_t from)
{
	struct key_number first, n;
	uint32_t seen = 0;

	if (!first_level(&r->defs[i], &first))
		return false;
	for (; i < r->ndefs && seen < RUN_OF_ANOTHER; i++) {
		const struct node *node;

		if (!first_level(&r->defs[i], &n) || !str_eq(n.head, first.head) ||
		    n.letter != first.letter)
			continue;
		node = refs_find(r, GROUP_LATEST, r->defs[i].key.path);
		if (n.number != first.number + seen || node == NULL || node->first < from)
			return false;
		seen++;
	}
	return seen == RUN_OF_ANOTHER;
}

void
refs_bound_by_restarts(struct refs *r)
{
	size_t bound = 0, n = r->nbounds;
	uint32_t from = 0;

	for (uint32_t i = 0; i < r->ndefs; i++) {
		const struct definition *d = &r->defs[i];
		struct key_number number;
		struct node *node;

		for (; bound < n && r->bounds[bound].offset <= d->at.from; bound++)
			from = i;
		if (begins_another(r, i, from)) {
			refs_add_bound(r, d->at.from, r->ngroups++);
			from = i;
		}
		if (first_level(d, &number))
			refs_put(r, GROUP_LATEST, d->key.path)->first = i;
		if (d->sub || d->weak || d->again || !is_first(d->key.path))
			continue;
		node = refs_put(r, GROUP_FIRSTS, d->key.path);
		if (node->first != NONE && node->first >= from) {
			refs_add_bound(r, d->at.from, r->ngroups++);
			from = i;
		}
		node->first = i;
	}
	if (r->nbounds > n)
		qsort(r->bounds, r->nbounds, sizeof(*r->bounds), by_offset);
}
