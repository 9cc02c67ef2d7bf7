/*
 * Values by name, in an arena: nothing is ever taken out. The names and values
 * are the caller's. Run with the arena's `oom` set.
 */
#ifndef CF_BASE_MAP_H
#define CF_BASE_MAP_H

#include "base/arena.h"

struct map_slot {
	struct str name;
	void *value;	/* NULL: an empty slot */
};

/* all zero is an empty map */
struct map {
	struct map_slot *slot;
	size_t n, nslots;
};

/* NULL when the name is not there */
void *map_get(const struct map *m, struct str name);
/* put it there, unless the name has a value already: that one is returned, else NULL */
void *map_put(struct map *m, struct arena *a, struct str name, void *value);

#endif
