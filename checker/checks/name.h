/* Names without what may differ in one and the same name, to be compared. */
#ifndef CF_CHECKS_NAME_H
#define CF_CHECKS_NAME_H

#include "base/arena.h"

/*
 * Small letters and digits alone: "Education, Health & Care Plans" and "education health
 * and care plan" are one. Without "and", "the", hyphens, apostrophes and a plural s.
 */
struct str name_folded(struct arena *a, struct str s);

#endif
