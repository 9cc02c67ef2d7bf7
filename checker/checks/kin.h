/*
 * What the same labels do in other groups. Where "All schools", "Maintained" and
 * "Academies" each have a "Total" and the grades "1" to "4", the total of one is the sum
 * of its grades as it is in the others, and each figure of "All schools" may be the sum
 * of the two others. One group alone may hold a slip, or too little to show it.
 */
#ifndef CF_CHECKS_KIN_H
#define CF_CHECKS_KIN_H

#include "checks/runs.h"

#define KIN_GROUPS 16u	/* of one table; more are not looked at */

/* the groups that have at least three items, each once; returns how many */
uint32_t kin_groups(const struct matrix *m, uint32_t out[KIN_GROUPS]);

/*
 * The items of a trial, all of one group, as they are called in another one: fills in
 * `total` and `part`; false when one of them is not there, or not one only, or the other
 * group has items that this one has not.
 */
bool kin_in_group(const struct matrix *m, const struct trial *t, uint32_t group, struct trial *out);

/*
 * A group of which all items are the sums of their namesakes in the other groups: `fn`
 * is called for each item, with what all of them together come to.
 */
void find_families(const struct matrix *m, struct arena *a, trial_fn *fn, void *arg);

#endif
