/* One path for all columns with the same names; see paths.h. */
#include "facts/paths.h"

#include "base/map.h"

/* all steps, each with what no text holds behind it */
static struct str
key_of(struct arena *a, const struct column *c)
{
	struct str *part = arena_array(a, c->npath * 2, struct str);

	for (uint32_t i = 0; i < c->npath; i++) {
		part[2 * i] = c->path[i];
		part[2 * i + 1] = (struct str){ "", 1 };	/* NUL */
	}
	return arena_join(a, part, c->npath * 2);
}

void
share_paths(struct arena *a, struct table *tables, size_t n)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < tables[i].ncols; k++) {
			struct column *c = &tables[i].columns[k];
			const struct column *first;

			if (c->npath == 0)
				continue;
			first = map_put(&seen, a, key_of(a, c), c);
			if (first != NULL)
				c->path = first->path;
		}
	}
}
