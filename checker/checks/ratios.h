/*
 * What is a share or a change of what in a table, found by the figures of all
 * rows (or columns) together, as sums are in checks/sums.h. The checks `share`
 * and `change` report what their own labels do not lead them to.
 */
#ifndef CF_CHECKS_RATIOS_H
#define CF_CHECKS_RATIOS_H

#include "checks/series.h"

enum ratio_kind {
	RATIO_SHARE,	/* item = part / base */
	RATIO_CHANGE	/* item = (part - base) / base */
};

/*
 * Finds the ratios of one kind and reports each with its lines. `done`: columns
 * that the check has reported already.
 */
void report_ratios(struct run *run, const struct rule *rule, const struct table *t,
    enum ratio_kind kind, const bool *done);

#endif
