/* Open addressing, at most half full; see map.h. */
#include "base/map.h"

#define FIRST_SLOTS 64u	/* slots are a power of two */

/* the slot that has the name, or where it would go */
static struct map_slot *
slot_of(const struct map *m, struct str name)
{
	size_t k = str_hash(CF_HASH_SEED, name) & (m->nslots - 1);

	while (m->slot[k].value != NULL && !str_eq(m->slot[k].name, name))
		k = (k + 1) & (m->nslots - 1);
	return &m->slot[k];
}

void *
map_get(const struct map *m, struct str name)
{
	return m->nslots == 0 ? NULL : slot_of(m, name)->value;
}

static void
grow(struct map *m, struct arena *a)
{
	struct map larger = { .n = m->n, .nslots = m->nslots == 0 ? FIRST_SLOTS : m->nslots * 2 };

	larger.slot = arena_array(a, larger.nslots, struct map_slot);
	for (size_t i = 0; i < m->nslots; i++)
		if (m->slot[i].value != NULL)
			*slot_of(&larger, m->slot[i].name) = m->slot[i];
	*m = larger;
}

void *
map_put(struct map *m, struct arena *a, struct str name, void *value)
{
	struct map_slot *s;

	if (m->n * 2 >= m->nslots)
		grow(m, a);
	s = slot_of(m, name);
	if (s->value != NULL)
		return s->value;
	*s = (struct map_slot){ name, value };
	m->n++;
	return NULL;
}
