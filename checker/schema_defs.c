/* The definitions that the keys of a rule file refer to; see schema.h. */
#include "schema.h"

/* ---- scalars */

/* a scalar; when it is a string it fits the pattern, and editors can say in words why not */
static cJSON *
text(struct tree *t, const char *regex, const char *words)
{
	static const char *const types[] = { "string", "number", "boolean" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", schema_strings(t, types, 3));
	tree_string(t, o, "pattern", regex);
	tree_string(t, o, "patternErrorMessage", words);
	return o;
}

static cJSON *
id(struct tree *t)
{
	static const char *const types[] = { "string", "integer" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", schema_strings(t, types, 2));
	tree_string(t, o, "pattern", "^[a-z0-9-]+$");
	tree_string(t, o, "patternErrorMessage", "Only a-z, 0-9 and - may stand in a name.");
	return o;
}

#define NUMBER	"[-+\u2212\u2013\u00A3$\u20AC ]*[0-9]([0-9,]|\\.[0-9])*" \
		"( ?(%|per ?cent|k|m|bn|thousand|million|billion))?"

static cJSON *
number(struct tree *t, const char *regex, const char *words)
{
	static const char *const types[] = { "number", "string" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", schema_strings(t, types, 2));
	tree_string(t, o, "pattern", regex);
	tree_string(t, o, "patternErrorMessage", words);
	return o;
}

/* a scalar, nothing, or a list of scalars */
static cJSON *
value_of_parameter(struct tree *t)
{
	static const char *const types[] = { "string", "number", "boolean", "null" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", schema_strings(t, types, 4));
	return schema_one_or_list(t, o, schema_reference(t, "text"));
}

static cJSON *
value_with_help(struct tree *t)
{
	static const char *const required = "default";
	cJSON *map = schema_of_type(t, "object"), *properties;

	(void)tree_put(t, map, "required", schema_strings(t, &required, 1));
	properties = schema_closed(t, map);
	(void)tree_put(t, properties, "default", schema_reference(t, "value"));
	(void)tree_put(t, properties, "help", schema_reference(t, "text"));
	return schema_either(t, schema_reference(t, "value"), map);
}

/* ---- maps of keys */

static cJSON *
filter(struct tree *t)
{
	cJSON *o = schema_of_type(t, "object");

	schema_put_params(t, schema_closed(t, o), filter_params);
	return o;
}

/* a value stands in exactly one way */
static cJSON *
place(struct tree *t)
{
	static const char *const way[][2] = {
		{ "match", NULL }, { "row", "column" }, { "value", NULL }, { "list", NULL },
		{ "field", NULL }, { "acronyms", NULL },
	};
	static const char *const field[] = { "field" };
	cJSON *o = schema_of_type(t, "object"), *ways, *both;

	schema_put_params(t, schema_closed(t, o), place_params);
	ways = tree_put(t, o, "oneOf", cJSON_CreateArray());
	for (size_t i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
		cJSON *one = tree_push(t, ways, cJSON_CreateObject());

		(void)tree_put(t, one, "required", schema_strings(t, way[i], way[i][1] == NULL ? 1 : 2));
	}
	both = tree_put(t, o, "dependentRequired", cJSON_CreateObject());
	(void)tree_put(t, both, "row", schema_strings(t, &way[1][1], 1));
	(void)tree_put(t, both, "column", schema_strings(t, &way[1][0], 1));
	(void)tree_put(t, both, "by", schema_strings(t, field, 1));
	return o;
}

/* a map of these keys */
static cJSON *
map(struct tree *t, const struct param *params)
{
	cJSON *o = schema_of_type(t, "object");

	schema_put_required(t, o, params);
	schema_put_params(t, schema_closed(t, o), params);
	return o;
}

/* a pattern, alone or with the places it looks at */
static cJSON *
lookout(struct tree *t)
{
	return schema_either(t, schema_reference(t, "text"), map(t, lookout_params));
}

/* ---- tests */

/* a test has one text, under the name of how the rule ends in it; one that holds has no
 * finding to compare */
static cJSON *
test(struct tree *t)
{
	cJSON *o = schema_of_type(t, "object"), *properties = schema_closed(t, o), *ways, *key;

	ways = tree_put(t, o, "oneOf", cJSON_CreateArray());
	for (const struct choice *c = test_choices; c->name != NULL; c++) {
		cJSON *way = tree_push(t, ways, cJSON_CreateObject());

		(void)tree_put(t, way, "required", schema_strings(t, &c->name, 1));
		if (c->value == CF_HELD) {
			cJSON *none = tree_put(t, way, "properties", cJSON_CreateObject());

			tree_flag(t, none, "message", false);
			tree_flag(t, none, "at", false);
		}
		key = tree_put(t, properties, c->name, schema_reference(t, "text"));
		tree_string(t, key, "description",
		    "a small report in Markdown; the rule must end in it as the key says");
	}
	key = tree_put(t, properties, "message", schema_reference(t, "text"));
	tree_string(t, key, "description", "what the finding says");
	key = tree_put(t, properties, "at", schema_reference(t, "text"));
	tree_string(t, key, "description", "the text that the finding points at");
	return o;
}

static cJSON *
tests(struct tree *t)
{
	return schema_list(t, test(t), 1);
}

/* ---- rules */

/* the keys of one kind of rule: its own, and those of every rule, said elsewhere */
static cJSON *
keys_of(struct tree *t, const struct kind *kind)
{
	cJSON *o = cJSON_CreateObject(), *properties;

	tree_string(t, o, "description", kind->help);
	schema_put_required(t, o, kind->params);
	properties = schema_closed(t, o);
	schema_put_params(t, properties, kind->params);
	for (const struct param *p = common_params; p->name != NULL; p++)
		tree_flag(t, properties, p->name, true);
	return o;
}

/* "when the check is this, then the keys are those" */
static cJSON *
condition(struct tree *t, const struct kind *kind, const char *def)
{
	static const char *const check = "check";
	cJSON *o = cJSON_CreateObject(), *when, *is;

	when = tree_put(t, o, "if", cJSON_CreateObject());
	(void)tree_put(t, when, "required", schema_strings(t, &check, 1));
	is = tree_put(t, when, "properties", cJSON_CreateObject());
	is = tree_put(t, is, check, cJSON_CreateObject());
	tree_string(t, is, "const", kind->id);
	(void)tree_put(t, o, "then", schema_reference(t, def));
	return o;
}

static void
put_rule(struct tree *t, cJSON *defs)
{
	cJSON *rule = tree_put(t, defs, "rule", schema_of_type(t, "object")), *all;

	schema_put_required(t, rule, common_params);
	schema_put_params(t, tree_put(t, rule, "properties", cJSON_CreateObject()), common_params);
	all = tree_put(t, rule, "allOf", cJSON_CreateArray());
	for (size_t i = 0; i < CHECK_KINDS; i++) {
		char def[48];

		(void)snprintf(def, sizeof(def), "check-%s", kinds[i].id);
		(void)tree_push(t, all, condition(t, &kinds[i], def));
		(void)tree_put(t, defs, def, keys_of(t, &kinds[i]));
	}
}

/* ---- all of them */

void
schema_put_defs(struct tree *t, cJSON *root)
{
	cJSON *defs = tree_put(t, root, "$defs", cJSON_CreateObject()), *key;

	(void)tree_put(t, defs, "text", text(t, "\\S", "This must not be empty."));
	(void)tree_put(t, defs, "template", text(t,
	    "^(?!\\s*$)([^{]|\\{\\{|\\{[A-Za-z0-9_\\u0080-\\uFFFF-]+\\})*$",
	    "A { must begin a {name}; write {{ for a brace."));
	(void)tree_put(t, defs, "name", text(t, "^(?!\\s*$)(?!/[^/]*$)(?!//$)",
	    "This must be a text, or a pattern between slashes: /regex/."));
	(void)tree_put(t, defs, "id", id(t));
	key = tree_put(t, defs, "parameter", schema_of_type(t, "string"));
	tree_string(t, key, "pattern", "\\$\\{?[a-z][a-z0-9-]*");
	(void)tree_put(t, defs, "value", value_of_parameter(t));
	(void)tree_put(t, defs, "default", value_with_help(t));
	(void)tree_put(t, defs, "number", number(t, "^" NUMBER "$", "This must be a number."));
	(void)tree_put(t, defs, "range", number(t, "^\\s*" NUMBER "(\\.\\." NUMBER ")?\\s*$",
	    "This must be a number, or two of them: 1.9..2.1"));
	(void)tree_put(t, defs, "selector", schema_one_or_list(t, schema_reference(t, "name"),
	    schema_reference(t, "name")));
	(void)tree_put(t, defs, "tables", filter(t));
	(void)tree_put(t, defs, "place", place(t));
	(void)tree_put(t, defs, "lookout", lookout(t));
	(void)tree_put(t, defs, "field", map(t, field_params));
	(void)tree_put(t, defs, "tests", tests(t));
	put_rule(t, defs);
}
