/*
 * Tables set side by side for a rule: a table whose cells are those of others and
 * keep their places.
 */
#ifndef CF_FACTS_VIEW_H
#define CF_FACTS_VIEW_H

#include "facts/table.h"

/*
 * `left` with the columns of `right` after its own. Rows align one to one: data
 * and total rows with each other, or else all rows below the header; headers meet
 * at the bottom. What else stands in `right` is left out. *aligned is false when
 * their numbers differ: the columns are there then, but have no cells. NULL when
 * it would be too large. Run with the arena's `oom` set.
 */
const struct table *table_beside(struct arena *a, const struct table *left,
    const struct table *right, bool *aligned);

#endif
