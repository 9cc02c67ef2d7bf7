/*
 * crossfoot schema config: the JSON Schema of configurations, for editors, made from the
 * table of keys in config/keys.c.
 */
#include "command.h"
#include "config/keys.h"
#include "schema.h"

static cJSON *object_of(struct tree *t, const struct config_key *keys);

static cJSON *
text(struct tree *t)
{
	static const char *const types[] = { "string", "number", "boolean" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", schema_strings(t, types, sizeof(types) / sizeof(types[0])));
	tree_number(t, o, "minLength", 1);
	return o;
}

/* true and false are no texts in YAML */
static cJSON *
one_of(struct tree *t, const struct choice *choices)
{
	cJSON *o = cJSON_CreateObject(), *list = tree_put(t, o, "enum", cJSON_CreateArray());

	for (; choices->name != NULL; choices++) {
		bool yes = strcmp(choices->name, "true") == 0;
		bool is_flag = yes || strcmp(choices->name, "false") == 0;

		(void)tree_push(t, list, is_flag ? cJSON_CreateBool(yes) :
		    cJSON_CreateString(choices->name));
	}
	return o;
}

static cJSON *
fingerprint(struct tree *t)
{
	cJSON *words = schema_of_type(t, "string");

	tree_string(t, words, "pattern", "^[0-9a-f]{16}$");
	/* a number when it is written without quotes */
	return schema_either(t, words, schema_of_type(t, "integer"));
}

/* a text, a list, or nothing after the colon */
static cJSON *
parameter(struct tree *t)
{
	return schema_either(t, schema_of_type(t, "null"),
	    schema_one_or_list(t, text(t), text(t)));
}

static cJSON *
value_of(struct tree *t, const struct config_key *key)
{
	switch (key->type) {
	case CONFIG_TEXT:
		return text(t);
	case CONFIG_TEXTS:
		return schema_one_or_list(t, text(t), text(t));
	case CONFIG_CHOICE:
		return one_of(t, key->choices);
	case CONFIG_GRADES:
		return schema_map_of(t, one_of(t, key->choices));
	case CONFIG_WITH:
		return schema_map_of(t, parameter(t));
	case CONFIG_OVERRIDES:
		return schema_list(t, object_of(t, config_override_keys), 0);
	case CONFIG_SUPPRESSIONS:
		return schema_list(t, object_of(t, config_suppression_keys), 0);
	case CONFIG_FINGERPRINT:
		return fingerprint(t);
	}
	return NULL;
}

/* a map with these keys and no others */
static cJSON *
object_of(struct tree *t, const struct config_key *keys)
{
	cJSON *o = schema_of_type(t, "object"), *properties, *required;

	tree_flag(t, o, "additionalProperties", false);
	properties = tree_put(t, o, "properties", cJSON_CreateObject());
	required = tree_put(t, o, "required", cJSON_CreateArray());
	for (; keys->name != NULL; keys++) {
		cJSON *value = tree_put(t, properties, keys->name, value_of(t, keys));

		if (value != NULL)
			tree_string(t, value, "description", keys->help);
		if (keys->required)
			(void)tree_push(t, required, cJSON_CreateString(keys->name));
	}
	return o;
}

int
command_config_schema(void)
{
	struct tree t = { false };
	cJSON *root = object_of(&t, config_keys);

	tree_string(&t, root, "$schema", "https://json-schema.org/draft/2020-12/schema");
	tree_string(&t, root, "title", "A configuration of crossfoot, .crossfoot.yml");
	tree_string(&t, root, "description", "Printed by crossfoot schema config, version "
	    CF_VERSION ". What a name means, crossfoot config show says.");
	return tree_print(&t, root) ? EXIT_CLEAN : EXIT_NOT_CHECKED;
}
