/*
 * What the rows of one grid are, judged from its cells alone: which rows are
 * headers, where the body begins. facts/parts.c uses it to bring pieces
 * together, facts/table.c to name rows and columns.
 */
#ifndef CF_FACTS_SHAPE_H
#define CF_FACTS_SHAPE_H

#include "facts/table.h"

/* Counts of one row (or column) of cells. */
struct tally {
	uint32_t filled;	/* not empty */
	uint32_t numbers;	/* figures that are quantities */
	uint32_t years;
	uint32_t words;
	uint32_t nothings;	/* dashes, missing and suppressed figures */
	uint32_t labelled;	/* "GP(1)" */
	uint32_t first;		/* column (row) of the first filled cell, or NONE */
};

/* a run of cell pointers, `step` apart: a row (step 1) or a column (step ncols) */
struct tally tally_cells(struct cell *const *cell, uint32_t n, uint32_t step);

bool cell_is_number(const struct cell *c);	/* one that may enter arithmetic */
bool cell_is_year(const struct cell *c);	/* also "1998.00000" */
bool cell_is_filled(const struct cell *c);

/* only rules ("---") and at least one of them */
bool row_is_rule(struct cell *const *cell, uint32_t n);

/*
 * How many of the first rows are titles and headers; 0 when the first row is
 * data already. A grid without any number has one header row, when its first
 * row is filled throughout and another row follows.
 */
uint32_t shape_header_rows(const struct grid *g);

#endif
