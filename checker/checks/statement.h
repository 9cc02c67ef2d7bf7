/*
 * One statement of a rule about one thing: the values of `let`, whether `where`
 * takes it in, whether `expect` holds; the verdict and its words go to the report.
 * `relation`, `pattern` and others give it the things, one after the other.
 */
#ifndef CF_CHECKS_STATEMENT_H
#define CF_CHECKS_STATEMENT_H

#include "checks/eval.h"
#include "checks/matches.h"

/* What it is about, when nothing in it has a place of its own. */
struct subject {
	struct span at;
	uint32_t section;
	const struct table *table;	/* NULL: not in a table */
	uint32_t row, col;
};

void statement_check(struct eval *ev, const struct subject *about);

/* Both begin a new thing: what was evaluated for the last one is forgotten. */
/* the captures of a match into the environment, with where it stands; before the next search */
void statement_set_match(struct eval *ev, const struct matches *m);
/* a row, a column or a cell of a table; NONE: not of one */
void statement_set_table(struct eval *ev, const struct table *t, uint32_t row, uint32_t col);

/* all matches of the rule's pattern, but those that its `not` takes out */
void statement_each_match(struct eval *ev);

#endif
