/* What the patterns of the built-in rules need as C, for patterns.c; see rules/needed.h. */
#ifndef CF_RULES_FREEZE_NEEDED_H
#define CF_RULES_FREEZE_NEEDED_H

#include "rules/rules.h"

/* print it; false when memory ran out */
bool put_needed(const struct rules *rules);

#endif
