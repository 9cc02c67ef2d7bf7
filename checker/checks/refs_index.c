/* The keys of a document by their paths; see refs.h. */
#include "checks/refs_parts.h"

static uint64_t
node_hash(uint32_t group, struct str path)
{
	return str_hash(CF_HASH_SEED ^ (uint64_t)group * 0x9E3779B97F4A7C15ull, path);
}

/* the slot of a node, or the free one where it would be */
static size_t
slot_of(const struct refs *r, uint32_t group, struct str path)
{
	size_t i = (size_t)node_hash(group, path) & (r->slots - 1);

	while (r->nodes[i].path.p != NULL && (r->nodes[i].group != group ||
	    !str_eq(r->nodes[i].path, path)))
		i = (i + 1) & (r->slots - 1);
	return i;
}

struct node *
refs_find(const struct refs *r, uint32_t group, struct str path)
{
	size_t i;

	if (r->slots == 0 || path.n == 0)
		return NULL;
	i = slot_of(r, group, path);
	return r->nodes[i].path.p == NULL ? NULL : &r->nodes[i];
}

struct node *
refs_defined(const struct refs *r, uint32_t group, struct str path)
{
	struct node *n = refs_find(r, group, path);

	return n != NULL && n->first != NONE ? n : NULL;
}

struct node *
refs_ancestor(const struct refs *r, uint32_t group, struct str path)
{
	struct node *n = NULL;

	while (n == NULL && (path = key_parent(path)).n > 0)
		n = refs_defined(r, group, path);
	return n;
}

static void
grow_nodes(struct refs *r)
{
	const struct node *old = r->nodes;
	size_t n = r->slots;

	r->slots = n == 0 ? 256 : 2 * n;
	r->nodes = arena_array(r->a, r->slots, struct node);
	for (size_t i = 0; i < n; i++)
		if (old[i].path.p != NULL)
			r->nodes[slot_of(r, old[i].group, old[i].path)] = old[i];
}

struct node *
refs_put(struct refs *r, uint32_t group, struct str path)
{
	struct node *n;

	if (2 * (r->filled + 1) > r->slots)
		grow_nodes(r);
	n = &r->nodes[slot_of(r, group, path)];
	if (n->path.p == NULL) {
		*n = (struct node){ .path = path, .group = group, .first = NONE };
		r->filled++;
	}
	return n;
}

bool
refs_is_definition(const struct refs *r, uint32_t offset)
{
	char text[16];
	int n = snprintf(text, sizeof(text), "%u", (unsigned)offset);

	return refs_find(r, GROUP_SPANS, (struct str){ text, (size_t)n }) != NULL;
}
