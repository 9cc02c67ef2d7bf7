/* Reading one rule. */
#ifndef CF_RULES_READ_RULE_H
#define CF_RULES_READ_RULE_H

#include "rules/value.h"

/*
 * Fill *rule (but for its pack, name and place) from a map; false when there is
 * a mistake in it, and it must not be used. Run with the arenas' `oom` set.
 */
bool rule_read(struct reader *r, const struct node *map, struct rule *rule);

#endif
