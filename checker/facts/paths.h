/* Columns with the same names, in whatever table, share one path; and how it reads. */
#ifndef CF_FACTS_PATHS_H
#define CF_FACTS_PATHS_H

#include "facts/table.h"

/*
 * Let `path` of all columns with the same steps point to the same array: the same
 * columns come back in table after table, and what was asked of one need not be asked of the
 * next (rules/selector.h). Their `name` is made here. Run with the arena's `oom` set.
 */
void share_paths(struct arena *a, struct table *tables, size_t n);

#endif
