/* Along a measure: its cells, one for each period; see sentence.h. */
#ifndef CF_CHECKS_ALONG_H
#define CF_CHECKS_ALONG_H

#include "checks/grid.h"
#include "facts/period.h"

/* Where the periods of a measure stand that a cell belongs to. */
struct along {
	const struct table *t;
	uint32_t row, col;
	bool down;		/* they are row labels; else headers */
	uint32_t step;		/* of the header */
	struct period period;	/* of the cell itself */
};

/*
 * The measure of a cell; false: it is none of one period. A grid of years and months goes down
 * for its total column only, and across likewise.
 */
bool along_of(const struct table *t, uint32_t row, uint32_t col, struct along *out);
/* the next cell of the same measure from *i on, which begins at 0, and its period; false: none */
bool along_next(const struct along *a, uint32_t *i, uint32_t *row, uint32_t *col,
    struct period *p);
/* the last figure of a measure, or with `until` the last before that; false: none */
bool along_last(const struct along *a, const struct period *until, uint32_t *row, uint32_t *col,
    struct period *out);
/* is it the first cell of its measure? */
bool along_is_first(const struct along *a);

/* steps of going along a measure, for eval_spend() */
static inline size_t
along_cost(const struct along *a)
{
	return 1 + (a->down ? a->t->nrows : a->t->ncols) / 4;
}

/* may a measure have figures in this row? */
static inline bool
is_body_row(const struct table *t, uint32_t row)
{
	return row >= t->header_rows && axis_is_item((struct axis){ t, true }, row);
}

#endif
