/*
 * claim: a sentence, found by its pattern, holds against the tables of its section
 * first, or against itself. What its words mean ("about", "doubled") is the rule's.
 */
#include "checks/statement.h"

void
check_claim(struct run *run, const struct rule *rule)
{
	struct eval *ev = eval_begin(run, rule);

	statement_each_match(ev);
}
