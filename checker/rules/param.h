/*
 * Parameters of packs: what `params:` says, and putting values in the place of
 * $name and ${name}. Run with the arenas' `oom` set.
 */
#ifndef CF_RULES_PARAM_H
#define CF_RULES_PARAM_H

#include "rules/packs.h"

/* `params:` of a file, added to those of its pack */
void params_read(struct packs *ps, struct pack_file *f, const struct node *map);

/* is it a value a parameter can have: a scalar, or a list of scalars? Says so when not. */
bool param_value_check(struct packs *ps, struct pack_file *f, const struct node *n,
    const char *name);

/*
 * A value of `f` with parameters of its pack in the place of their names: n itself
 * when it uses none, else a copy; NULL when nothing is left of it, because an
 * empty parameter is all of it. *given: one of them was given by another pack.
 */
const struct node *param_expand(struct packs *ps, struct pack_file *f, const struct node *n,
    bool *given);

/* the same for the map of a rule: its id and check are left alone, and those tests are
 * left out that were not written for the parameters that were given */
const struct node *param_expand_rule(struct packs *ps, struct pack_file *f, const struct node *map,
    bool *given);

#endif
