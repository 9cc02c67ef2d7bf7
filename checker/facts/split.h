/*
 * Figures that are split over cells: "$", "1,234" and ")" or "%" each in a column of
 * its own, so that they stand straight on a page. They become one cell, and the
 * columns that only kept distance go.
 */
#ifndef CF_FACTS_SPLIT_H
#define CF_FACTS_SPLIT_H

#include "doc/doc.h"

/* Before the cells are read. A grid in which nothing is split stays as it is. */
void split_join(struct arena *a, struct str source, struct grid *g);

#endif
