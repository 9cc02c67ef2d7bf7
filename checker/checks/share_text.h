/*
 * Shares that a text states itself: "76 of 699 (11%)". The rule's pattern has
 * the captures `part`, `base` and `percent`. A match whose `percent` is empty
 * states only that the part is no more than the whole; a match in which the
 * capture `doubt` took part is held to nothing: it can hold, but not fail.
 */
#ifndef CF_CHECKS_SHARE_TEXT_H
#define CF_CHECKS_SHARE_TEXT_H

#include "checks/check.h"

void check_share_text(struct run *run, const struct rule *rule);

#endif
