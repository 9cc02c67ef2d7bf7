/*
 * JSON that the commands print: a tree of cJSON that is built without asking
 * after each step, and printed as a whole.
 */
#ifndef CF_TREE_H
#define CF_TREE_H

#include <cjson/cJSON.h>

#include "base/str.h"

struct tree {
	bool failed;	/* memory ran out: it is not whole */
};

/* each takes the item over, NULL too; tree_put() and tree_push() return it */
cJSON *tree_put(struct tree *t, cJSON *object, const char *key, cJSON *item);
cJSON *tree_push(struct tree *t, cJSON *array, cJSON *item);
/* the string is copied */
void tree_string(struct tree *t, cJSON *object, const char *key, const char *s);
void tree_number(struct tree *t, cJSON *object, const char *key, size_t n);
void tree_flag(struct tree *t, cJSON *object, const char *key, bool value);

/* print to the standard output and free; complains, and is false, when that cannot be */
bool tree_print(struct tree *t, cJSON *root);

#endif
