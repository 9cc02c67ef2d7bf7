/*
 * The parts that a total's place suggests: for what is called a total but is
 * not found by its figures alone (one column only, or a figure is wrong).
 */
#ifndef CF_CHECKS_PLACE_H
#define CF_CHECKS_PLACE_H

#include "checks/runs.h"

/*
 * The best run of items before or after the total, or under the same leaf of
 * other spanning headers; n is 0 when there is none. `consumed`: items that are
 * parts of another total. Stops when *steps passes CF_MAX_SUM_STEPS.
 */
struct trial find_by_place(const struct matrix *m, struct arena *a, uint32_t total,
    const bool *consumed, uint64_t *steps);

#endif
