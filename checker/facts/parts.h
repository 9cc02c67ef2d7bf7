/*
 * Bringing the grids of a document together into tables: a table that goes on
 * after a page mark, a header that stands apart from its body, right-hand
 * columns that come pages later.
 */
#ifndef CF_FACTS_PARTS_H
#define CF_FACTS_PARTS_H

#include "facts/shape.h"

/* One row of a table in the making: a row of a grid. */
struct source_row {
	struct cell **cell;	/* ncols of its side; NULL: this side has no such row */
	uint32_t part;
};

/* A table in the making: rows of one width, from one or more grids. */
struct draft {
	struct source_row *rows;
	size_t nrows, cap;
	uint32_t ncols;
	uint32_t header_rows;	/* of rows[] */
	uint32_t first_block, last_block;
	uint32_t parts;
	struct span span;
	struct text caption;
	struct draft *right;	/* right-hand columns joined to it: rows align, same nrows */
	bool gone;		/* became the right-hand part of another */
};

/* In document order; returns how many. Cells have been read (facts/cell.h). */
size_t parts_collect(struct arena *a, const struct doc *doc, struct draft **out);

#endif
