/*
 * claim: a sentence, found by its pattern, holds against the tables of its section
 * first, or against itself. What its words mean ("about", "doubled") is the rule's.
 */
#include "checks/statement.h"

void
check_claim(struct run *run, const struct rule *rule)
{
	struct eval *ev = arena_new(run->scratch, struct eval);

	eval_begin(ev, run, rule);
	statement_each_match(ev);
}
