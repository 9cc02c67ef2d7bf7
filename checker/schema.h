/*
 * What the files that make JSON Schemas share: schema.c of rule files, config_schema.c of
 * configurations. The tool takes every scalar of YAML as text, so a text may be a number in
 * them.
 *
 * Every function makes an object that belongs to whom it is given, and takes over those that it
 * is given, NULL too: memory that runs out is remembered in the tree.
 */
#ifndef CF_SCHEMA_H
#define CF_SCHEMA_H

#include "rules/kinds.h"
#include "tree.h"

/* ---- schema_pieces.c */

/* to one of the definitions */
cJSON *schema_reference(struct tree *t, const char *name);
cJSON *schema_of_type(struct tree *t, const char *type);
/* the list itself, of n strings */
cJSON *schema_strings(struct tree *t, const char *const *list, size_t n);
cJSON *schema_either(struct tree *t, cJSON *one, cJSON *other);
/* of these items, at least so many */
cJSON *schema_list(struct tree *t, cJSON *items, size_t least);
/* one, or a list of what is the same again */
cJSON *schema_one_or_list(struct tree *t, cJSON *one, cJSON *again);
/* a map with any keys */
cJSON *schema_map_of(struct tree *t, cJSON *values);
/* the object has no other properties than those that are put into the answer */
cJSON *schema_closed(struct tree *t, cJSON *object);

/* ---- schema_values.c */

cJSON *schema_choice(struct tree *t, const struct choice *choices);
/* the keys with what they may be, into the properties of an object */
void schema_put_params(struct tree *t, cJSON *properties, const struct param *params);
/* those of them that must be there */
void schema_put_required(struct tree *t, cJSON *object, const struct param *params);

/* ---- schema_defs.c */

/* the definitions of rule files */
void schema_put_defs(struct tree *t, cJSON *root);

#endif
