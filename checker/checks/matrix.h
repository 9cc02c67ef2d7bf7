/*
 * The figures of a table along one axis as integers, ready to be added: what
 * checks/runs.c searches. Positions here are those of `item` and `line`, which
 * lead back to rows and columns of the table.
 */
#ifndef CF_CHECKS_MATRIX_H
#define CF_CHECKS_MATRIX_H

#include "checks/grid.h"

/* what may be added to what: items of one class only */
enum item_class {
	ITEM_PLAIN,
	ITEM_PERCENT,
	ITEM_FRACTION,	/* by their figures, 0.71429, perhaps shares of 1: so taken at first */
	ITEM_RATIO	/* averages, rates, indices: never parts of a plain sum */
};

struct matrix {
	struct axis x;
	uint32_t nitems, nlines;
	uint32_t *item, *line;
	wide *value;		/* nitems * nlines, an item's lines together */
	uint8_t *state;		/* 0: no figure there, 1: a figure */
	wide *unit;		/* of each line: its last place that is used */
	wide *one;		/* of each line: what 1 is */
	bool *ratio_line;	/* percentages, averages: they need not add up */
	enum item_class *class;
	bool *words;		/* axis_is_words(), of each item */
	uint32_t *walk, *best;	/* checks/place.c: room for all items, the same for each total */
	uint32_t *same;		/* the item before it that says the same, or NONE */
	bool restates;		/* some item does */
	bool fractions;		/* some item is taken for shares by its figures alone */
};

/* shares, as far as can be told */
static inline bool
class_is_share(enum item_class class)
{
	return class == ITEM_PERCENT || class == ITEM_FRACTION;
}

enum item_class item_class_of(struct axis x, uint32_t item);

void matrix_init(struct matrix *m, struct arena *a, struct axis x);

static inline size_t
matrix_at(const struct matrix *m, uint32_t item, uint32_t line)
{
	return (size_t)item * m->nlines + line;
}

/* how many bits it takes to write |v| in units: what its agreement is worth. A whole number
 * is one of few, whatever decimals others of its line have. */
int matrix_bits(const struct matrix *m, uint32_t line, wide v);

#endif
