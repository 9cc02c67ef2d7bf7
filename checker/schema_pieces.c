/* Pieces that schemas are made of; see schema.h. */
#include "schema.h"

cJSON *
schema_reference(struct tree *t, const char *name)
{
	cJSON *o = cJSON_CreateObject();
	char path[64];

	(void)snprintf(path, sizeof(path), "#/$defs/%s", name);
	tree_string(t, o, "$ref", path);
	return o;
}

cJSON *
schema_of_type(struct tree *t, const char *type)
{
	cJSON *o = cJSON_CreateObject();

	tree_string(t, o, "type", type);
	return o;
}

cJSON *
schema_strings(struct tree *t, const char *const *list, size_t n)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < n; i++)
		(void)tree_push(t, array, cJSON_CreateString(list[i]));
	return array;
}

cJSON *
schema_either(struct tree *t, cJSON *one, cJSON *other)
{
	cJSON *o = cJSON_CreateObject(), *any = tree_put(t, o, "anyOf", cJSON_CreateArray());

	(void)tree_push(t, any, one);
	(void)tree_push(t, any, other);
	return o;
}

cJSON *
schema_list(struct tree *t, cJSON *items, size_t least)
{
	cJSON *o = schema_of_type(t, "array");

	if (least > 0)
		tree_number(t, o, "minItems", least);
	(void)tree_put(t, o, "items", items);
	return o;
}

cJSON *
schema_one_or_list(struct tree *t, cJSON *one, cJSON *again)
{
	return schema_either(t, one, schema_list(t, again, 1));
}

cJSON *
schema_map_of(struct tree *t, cJSON *values)
{
	cJSON *o = schema_of_type(t, "object");

	(void)tree_put(t, o, "additionalProperties", values);
	return o;
}

cJSON *
schema_closed(struct tree *t, cJSON *object)
{
	cJSON *properties = tree_put(t, object, "properties", cJSON_CreateObject());

	tree_flag(t, object, "additionalProperties", false);
	return properties;
}
