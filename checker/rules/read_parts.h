/*
 * Values of rule keys that have parts of their own: patterns with the places they
 * look at, fields with the form of their values, ways to spell a name. As in
 * value.h each says false after it has noted a mistake.
 */
#ifndef CF_RULES_READ_PARTS_H
#define CF_RULES_READ_PARTS_H

#include "rules/value.h"

/* a pattern, a map { match, scope, in }, or a list of these; regexes with or without slashes */
bool value_patterns(struct reader *r, const struct node *n, const struct param *p,
    const struct pattern_options *opts, struct place_patterns *out);
/* a list of labels and maps { label, form, one-of, when } */
bool value_fields(struct reader *r, const struct node *n, const char *name, struct fields *out);
/* a list of texts, or a list of such lists */
bool value_spellings(struct reader *r, const struct node *n, const char *name,
    struct spelling_groups *out);

#endif
