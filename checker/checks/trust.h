/*
 * Does a line of a table add up at all? One total says little of it: that its other totals
 * hold there says that it is made of sums, and that this total holds in other lines says that
 * these are its parts. Where both is known, a sum that does not hold is a mistake, however
 * far off it is.
 */
#ifndef CF_CHECKS_TRUST_H
#define CF_CHECKS_TRUST_H

#include "checks/sums.h"

/* Is v known to be a total of its parts, and the line one in which the totals hold that share
 * no figure with it? `l` is what v says in the line; what other signs of its parts would
 * mend is not expected to hold. */
bool is_expected(struct run *run, const struct sum_vector *v, struct axis x, uint32_t line,
    const struct line *l);

/* is each of its figures in the line part of another total that holds there? Then no slip in
 * one of them can be why this one does not: it is no sum of these parts */
bool is_borne_out(struct run *run, const struct sum_vector *v, struct axis x, uint32_t line);

#endif
