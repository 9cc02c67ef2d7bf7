/*
 * crossfoot schema: the JSON Schema of rule files, for editors. It is made from
 * the tables in rules/kinds.c, so that a new key or check is in it by itself.
 */
#include "schema.h"

#include "command.h"

/* it has rules of its own, or those of another, or both */
static void
put_either(struct tree *t, cJSON *root)
{
	static const char *const way[] = { "rules", "extends" };
	static const char *const about[] = { "with", "off", "severity" };
	cJSON *any = tree_put(t, root, "anyOf", cJSON_CreateArray()), *needs;

	for (size_t i = 0; i < 2; i++) {
		cJSON *one = tree_push(t, any, cJSON_CreateObject());

		(void)tree_put(t, one, "required", schema_strings(t, &way[i], 1));
	}
	needs = tree_put(t, root, "dependentRequired", cJSON_CreateObject());
	for (size_t i = 0; i < 3; i++)
		(void)tree_put(t, needs, about[i], schema_strings(t, &way[1], 1));
}

/* parameters, and what it says of packs that it extends */
static void
put_settings(struct tree *t, cJSON *properties)
{
	const struct param *severity = param_find(common_params, CF_S("severity"));
	cJSON *key, *names;

	key = tree_put(t, properties, "params", schema_map_of(t, schema_reference(t, "default")));
	tree_string(t, key, "description", "parameters and their defaults: $name in the rules");
	names = tree_put(t, key, "propertyNames", cJSON_CreateObject());
	tree_string(t, names, "pattern", "^[a-z][a-z0-9-]*$");
	key = tree_put(t, properties, "extends", schema_one_or_list(t, schema_reference(t, "text"),
	    schema_reference(t, "text")));
	tree_string(t, key, "description", "packs whose rules are adapted: names, or paths of files");
	key = tree_put(t, properties, "with", schema_map_of(t, schema_reference(t, "value")));
	tree_string(t, key, "description", "values of their parameters");
	key = tree_put(t, properties, "off", schema_one_or_list(t, schema_reference(t, "text"),
	    schema_reference(t, "text")));
	tree_string(t, key, "description", "rules of them to leave out");
	key = tree_put(t, properties, "severity", schema_map_of(t, schema_choice(t, severity->choices)));
	tree_string(t, key, "description", "rules of them and how bad their findings are here");
}

static void
put_pack(struct tree *t, cJSON *root)
{
	static const char *const required = "pack";
	cJSON *properties, *key;

	tree_string(t, root, "type", "object");
	(void)tree_put(t, root, "required", schema_strings(t, &required, 1));
	put_either(t, root);
	properties = schema_closed(t, root);
	put_settings(t, properties);
	key = tree_put(t, properties, "pack", schema_reference(t, "id"));
	tree_string(t, key, "description", "the name of the pack; a rule is called pack/id");
	key = tree_put(t, properties, "title", schema_reference(t, "text"));
	tree_string(t, key, "description", "what the pack is for, in one line");
	key = tree_put(t, properties, "rules", schema_of_type(t, "array"));
	tree_number(t, key, "minItems", 1);
	(void)tree_put(t, key, "items", schema_reference(t, "rule"));
}

int
command_schema(void)
{
	struct tree t = { false };
	cJSON *root = cJSON_CreateObject();

	tree_string(&t, root, "$schema", "https://json-schema.org/draft/2020-12/schema");
	tree_string(&t, root, "title", "A rule file of crossfoot");
	tree_string(&t, root, "description",
	    "Printed by crossfoot schema, version " CF_VERSION ". A file that fits can still "
	    "hold what only crossfoot test sees, such as a pattern that does not compile.");
	put_pack(&t, root);
	schema_put_defs(&t, root);
	return tree_print(&t, root) ? EXIT_CLEAN : EXIT_NOT_CHECKED;
}
