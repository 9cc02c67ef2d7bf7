/* Lists of cells, for sentence.c and the files sentence_*.c only. */
#ifndef CF_CHECKS_SENTENCE_PARTS_H
#define CF_CHECKS_SENTENCE_PARTS_H

#include "checks/sentence.h"

/* begins all zero; in the memory of the thing at hand */
struct cells {
	struct value *at;
	size_t n, cap;
};

/* nothing is added where the table has no such cell */
static inline void
cells_add(struct eval *ev, struct cells *out, const struct table *t, uint32_t row, uint32_t col)
{
	struct value v = value_cell(t, row, col);

	if (v.absent == NULL && VEC_ROOM(ev->run->item, out->at, out->n, out->cap))
		out->at[out->n++] = v;
}

static inline struct value
cells_value(const struct cells *c)
{
	struct value v = { .type = TYPE_LIST | TYPE_CELL };

	v.as.list.at = c->at;
	v.as.list.n = c->n;
	return v;
}

/* is there one figure? */
static inline bool
has_figure(const struct table *t, uint32_t row, uint32_t col)
{
	const struct cell *c = table_at(t, row, col);

	return c != NULL && cell_quantity(c) != NULL;
}

#endif
