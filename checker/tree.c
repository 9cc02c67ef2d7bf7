/* JSON of the commands; see tree.h. */
#include "tree.h"

#include "command.h"

cJSON *
tree_put(struct tree *t, cJSON *object, const char *key, cJSON *item)
{
	if (cJSON_AddItemToObject(object, key, item))
		return item;
	cJSON_Delete(item);
	t->failed = true;
	return NULL;
}

cJSON *
tree_push(struct tree *t, cJSON *array, cJSON *item)
{
	if (cJSON_AddItemToArray(array, item))
		return item;
	cJSON_Delete(item);
	t->failed = true;
	return NULL;
}

void
tree_string(struct tree *t, cJSON *object, const char *key, const char *s)
{
	(void)tree_put(t, object, key, cJSON_CreateString(s));
}

void
tree_number(struct tree *t, cJSON *object, const char *key, size_t n)
{
	(void)tree_put(t, object, key, cJSON_CreateNumber((double)n));
}

void
tree_flag(struct tree *t, cJSON *object, const char *key, bool value)
{
	(void)tree_put(t, object, key, cJSON_CreateBool(value));
}

bool
tree_print(struct tree *t, cJSON *root)
{
	char *s = t->failed ? NULL : cJSON_Print(root);
	bool good = s != NULL;

	if (good)
		(void)puts(s);
	cJSON_free(s);
	cJSON_Delete(root);
	if (good)
		return stdout_is_written();
	return complain_of_memory();
}
