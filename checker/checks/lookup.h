/*
 * Finding tables and cells by their words, those of the same section first: what
 * a sentence needs to be held against a table.
 */
#ifndef CF_CHECKS_LOOKUP_H
#define CF_CHECKS_LOOKUP_H

#include "checks/eval.h"

/* A label that is looked for. */
struct wanted_label {
	struct str s;
	struct period period;
	bool is_period;		/* the whole of it names a period */
};

struct wanted_label wanted_text(struct str s);
struct wanted_label wanted_period(struct period p);

/* the one table whose caption a selector names, in the nearest section that has one */
struct value lookup_table(struct eval *ev, const struct expr *selector);

/*
 * The cell with these two labels, one of its row and one of its column header,
 * whichever way round; a label that names a period is the same as any other name
 * of that period. In `t`, or (NULL) in the tables of the nearest section that have
 * such a cell. Absent when there is none, or when there are several whose figures
 * differ.
 */
struct value lookup_cell(struct eval *ev, const struct table *t, const struct wanted_label *a,
    const struct wanted_label *b);

#endif
