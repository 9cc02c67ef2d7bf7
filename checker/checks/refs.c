/*
 * What a document defines; see refs.h. First the groups are found, then the definitions of
 * all patterns, in their order; paragraphs are put below their keys, and all of it is kept
 * by path.
 */
#include <stdlib.h>

#include "checks/refs_parts.h"

void
refs_matches(struct refs *r, const struct place_pattern *p, struct rule *view,
    struct matches *m)
{
	*view = *r->rule;
	view->match = p->match;
	if (p->where != 0)
		view->where = p->where;
	if (selector_is_set(&p->in))
		view->in = p->in;
	matches_begin(m, r->run, view);
}

static int
by_place(const void *a, const void *b)
{
	const struct definition *x = a, *y = b;

	if (x->at.from != y->at.from)
		return x->at.from < y->at.from ? -1 : 1;
	return (x->sub > y->sub) - (x->sub < y->sub);
}

/* is it the section, or one inside it? */
static bool
section_within(const struct doc *doc, uint32_t section, uint32_t outer)
{
	while (section != NONE && section != outer)
		section = doc->sections[section].parent;
	return section == outer;
}

static struct str
number_path(struct refs *r, uint32_t n)
{
	return arena_printf(r->a, "%u", (unsigned)n);
}

static void
add_node(struct refs *r, uint32_t group, uint32_t i)
{
	const struct definition *d = &r->defs[i];
	struct node *n = refs_put(r, group, d->key.path);

	if (n->first == NONE)
		n->first = i;
	n->n++;
}

/*
 * The steps above have something below them. A paragraph outside the section of
 * its key may belong to something else: it can be referred to, but that is no
 * sign that the paragraphs of the key are numbered.
 */
static void
add_ancestors(struct refs *r, uint32_t group, const struct definition *d,
    const struct definition *key)
{
	struct str path = d->key.path;

	if (d->sub && !section_within(r->run->doc, d->place->section, key->place->section))
		return;
	while ((path = key_parent(path)).n > 0)
		refs_put(r, group, path)->children = true;
}

static void
index_definitions(struct refs *r)
{
	const struct definition *key = r->defs;	/* the first is below no other; see refs_nest() */

	r->per_group = arena_array(r->a, r->ngroups, uint32_t);
	for (uint32_t i = 0; i < r->ndefs; i++) {
		const struct definition *d = &r->defs[i];

		if (!d->sub)
			key = d;
		add_node(r, d->group, i);
		add_node(r, GROUP_ANY, i);
		add_ancestors(r, d->group, d, key);
		add_ancestors(r, GROUP_ANY, d, key);
		(void)refs_put(r, GROUP_SPANS, number_path(r, d->at.from));
		r->per_group[d->group]++;
	}
}

void
refs_begin(struct refs *r, struct run *run, const struct rule *rule)
{
	*r = (struct refs){ .run = run, .rule = rule, .a = run->scratch };
	refs_find_groups(r);
	for (size_t i = 0; i < rule->define.n; i++)
		if (!refs_is_dating(&rule->define.item[i]))
			refs_define(r, &rule->define.item[i]);
	if (r->ndefs > 0)
		qsort(r->defs, r->ndefs, sizeof(*r->defs), by_place);
	if (rule->restart)
		refs_bound_by_restarts(r);
	refs_nest(r);
	index_definitions(r);
}
