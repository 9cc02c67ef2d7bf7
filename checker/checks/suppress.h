/* Findings that the report itself silences by remarks; see remarks.h. */
#ifndef CF_CHECKS_SUPPRESS_H
#define CF_CHECKS_SUPPRESS_H

#include "checks/check.h"

/*
 * After all rules have run and the diagnosis is made: findings on lines of a remark that
 * names their rule are marked. Then the rules among `rules` that are about remarks say what
 * is wrong with these.
 */
void suppress(struct run *run, const struct rules *rules);

#endif
