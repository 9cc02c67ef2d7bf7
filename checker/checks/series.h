/*
 * A series: the same relation along all rows of a table (or all columns), each
 * with a stated figure and the figures it should follow from. The checks
 * `mean`, `change` and `breakdown` try out what their operands are, choose what
 * most of the series agrees with, and report each of its relations.
 */
#ifndef CF_CHECKS_SERIES_H
#define CF_CHECKS_SERIES_H

#include "checks/grid.h"

#define SERIES_OPERANDS 64u	/* a mean of more is not looked for */

struct relation_at {
	uint32_t row, col;		/* of the stated figure */
	const struct figure *stated;
	const struct figure *operand[SERIES_OPERANDS];
	uint32_t operand_row[SERIES_OPERANDS], operand_col[SERIES_OPERANDS];
	uint32_t n;
	const char *blocked;		/* why it cannot be judged, or NULL */
};

/* Operands past `n` are left as they are: there are many, and mostly two are used. */
static inline void
relation_begin(struct relation_at *r, uint32_t row, uint32_t col, const struct figure *stated)
{
	r->row = row;
	r->col = col;
	r->stated = stated;
	r->n = 0;
	r->blocked = NULL;
}

/* n is less than SERIES_OPERANDS */
static inline void
relation_add(struct relation_at *r, uint32_t row, uint32_t col, const struct figure *operand)
{
	r->operand[r->n] = operand;
	r->operand_row[r->n] = row;
	r->operand_col[r->n++] = col;
}

struct tally_fits {
	uint32_t exact, interval, outside;
};

/* count one fit; stated zeros say nothing and are left out */
void count_fit(struct tally_fits *n, const struct relation_at *r, const struct fit_result *fit);

/* held, rounding, failed or undecided, from the relation's fit and what the
 * others of its series do (field notes C3.2) */
enum cf_verdict judge_series(const struct rule *rule, const struct tally_fits *n,
    const struct relation_at *r, const struct fit_result *fit, struct outcome *o);

/* count or report it; `relation` and `note` are the sum in words */
void report_relation(struct run *run, const struct table *t, struct outcome *o,
    const struct relation_at *r, const struct fit_result *fit, const char *const *roles,
    struct str relation);

#endif
