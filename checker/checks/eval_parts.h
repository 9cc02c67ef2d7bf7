/* What eval() is made of, for eval.c and the files eval_*.c only. */
#ifndef CF_CHECKS_EVAL_PARTS_H
#define CF_CHECKS_EVAL_PARTS_H

#include "checks/eval.h"

static inline enum truth
truth_of(bool b)
{
	return b ? TRUTH_TRUE : TRUTH_FALSE;
}

/* eval_figure.c: the cell that a reference is the whole of; NULL: it is a part of one, or of
 * another text */
const struct cell *eval_whole_cell(const struct cell_ref *c);

/* eval_compare.c: a comparison of two values, by e->op */
struct value eval_compare(struct eval *ev, const struct expr *e, struct value a, struct value b);
/* is a value equal to one of a list? */
struct value eval_in(struct eval *ev, struct value x, struct value list);

#endif
