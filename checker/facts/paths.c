/* One path for all columns with the same names; see paths.h. */
#include "facts/paths.h"

#include "base/map.h"

/* all steps with a joint between them */
static struct str
joined(struct arena *a, const struct column *c, struct str joint)
{
	struct str *part = arena_array(a, c->npath * 2, struct str);

	for (uint32_t i = 0; i < c->npath; i++) {
		part[2 * i] = c->path[i];
		part[2 * i + 1] = joint;
	}
	return arena_join(a, part, c->npath * 2 - 1);
}

void
share_paths(struct arena *a, struct table *tables, size_t n)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < tables[i].ncols; k++) {
			struct column *c = &tables[i].columns[k];
			const struct column *first;

			c->name = c->leaf;
			if (c->npath == 0)
				continue;
			/* no text holds a NUL */
			first = map_put(&seen, a, joined(a, c, (struct str){ "", 1 }), c);
			if (first != NULL) {
				c->path = first->path;
				c->name = first->name;
			} else if (c->npath > 1) {
				c->name = joined(a, c, CF_S(" > "));
			}
		}
	}
}
