/*
 * What the files that make plans share: plan.c keeps them and says which one a report has,
 * plan_make.c makes one, plan_suppress.c looks for what is silenced. Plans are of the arena of
 * the options, which has no `oom`; `work` is taken anew with each question of plan.h.
 */
#ifndef CF_PLAN_MAKE_H
#define CF_PLAN_MAKE_H

#include "plan.h"

/* ---- plan.c */

/* cf_error_fn; ctx: the plans. Tell of it: the run is not complete */
void plans_note_mistake(void *ctx, const struct cf_error *err);
void plans_note_memory(struct plans *ps);
/* the report's path, absolute but for a link that is its own name, in `work`; NULL: it is not
 * there */
const char *plans_place(struct plans *ps, const char *path);

/* ---- plan_make.c */

/* One more plan, of which `on` says what overrides count, as long as the plans. `loaded` is NULL
 * in one that cannot be used; NULL: memory ran out. Both were told. */
const struct plan *plans_make(struct plans *ps, const struct config *c, const bool *on);

#endif
