/* The built-in rules as C, for patterns.c; see rules/image.h. */
#ifndef CF_RULES_FREEZE_IMAGE_H
#define CF_RULES_FREEZE_IMAGE_H

#include "rules/image.h"

/* print them; false after a mistake in them, or when they hold what cannot be written */
bool put_image(cf_error_fn fn);

#endif
