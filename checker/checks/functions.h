/*
 * The functions of expressions, for functions.c and the files functions_*.c only. Each
 * line of rules/functions.def names the C function that works it out; one that is not
 * there stops the build when it is linked. What is absent stays absent, with its reason;
 * lists are made in the arena of the thing at hand.
 */
#ifndef CF_CHECKS_FUNCTIONS_H
#define CF_CHECKS_FUNCTIONS_H

#include "checks/eval.h"
#include "checks/grid.h"

/*
 * A call: its arguments come evaluated, cells read as the number or text that is wanted
 * (those in a list are not). Selectors and patterns are in the expression.
 */
struct call {
	struct eval *ev;
	const struct expr *e;
	const struct value *arg;	/* e->n of them */
};

typedef struct value function_fn(const struct call *call);

#define FUNCTION(id, does, name, form, result, a, b, c, min, help) function_fn does;
#include "rules/functions.def"
#undef FUNCTION

/* the reason of the first argument that is absent; NULL: none is */
static inline const char *
first_absent(const struct call *call)
{
	for (uint32_t i = 0; i < call->e->n; i++)
		if (call->arg[i].absent != NULL)
			return call->arg[i].absent;
	return NULL;
}

static inline struct value
whole(int64_t n)
{
	return value_number_of(number_whole(n));
}

/* functions_table.c */
const struct table *table_here(const struct eval *ev);	/* NULL: there is none */
struct value row_label(const struct value *row);	/* the cell of its label */
struct value row_group(const struct value *row);	/* the text of its group row */

/* functions_text.c: the first complete date, the period, that a cell or text names */
struct value date_in(struct eval *ev, struct value v);
struct value period_in(struct eval *ev, struct value v);

#endif
