/*
 * crossfoot schema: the JSON Schema of rule files, for editors. It is made from
 * the tables in rules/kinds.c, so that a new key or check is in it by itself.
 * The tool takes every scalar of YAML as text, so a text may be a number here.
 */
#include "command.h"
#include "rules/kinds.h"
#include "tree.h"

/* ---- pieces */

static cJSON *
reference(struct tree *t, const char *name)
{
	cJSON *o = cJSON_CreateObject();
	char path[64];

	(void)snprintf(path, sizeof(path), "#/$defs/%s", name);
	tree_string(t, o, "$ref", path);
	return o;
}

static cJSON *
of_type(struct tree *t, const char *type)
{
	cJSON *o = cJSON_CreateObject();

	tree_string(t, o, "type", type);
	return o;
}

static cJSON *
strings(struct tree *t, const char *const *list, size_t n)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < n; i++)
		(void)tree_push(t, array, cJSON_CreateString(list[i]));
	return array;
}

/* one or a list of what `one` makes */
static cJSON *
one_or_list(struct tree *t, cJSON *one, cJSON *again)
{
	cJSON *o = cJSON_CreateObject(), *any, *list = of_type(t, "array");

	tree_number(t, list, "minItems", 1);
	(void)tree_put(t, list, "items", again);
	any = tree_put(t, o, "anyOf", cJSON_CreateArray());
	(void)tree_push(t, any, one);
	(void)tree_push(t, any, list);
	return o;
}

static cJSON *
choice(struct tree *t, const struct choice *choices)
{
	cJSON *o = cJSON_CreateObject(), *names = cJSON_CreateArray();

	for (; choices->name != NULL; choices++)
		(void)tree_push(t, names, cJSON_CreateString(choices->name));
	(void)tree_put(t, o, "enum", names);
	return o;
}

/* an object with no other properties than those that are put into the answer */
static cJSON *
closed(struct tree *t, cJSON *object)
{
	cJSON *properties = tree_put(t, object, "properties", cJSON_CreateObject());

	tree_flag(t, object, "additionalProperties", false);
	return properties;
}

/* the keys that must be there */
static void
put_required(struct tree *t, cJSON *object, const struct param *params)
{
	cJSON *list = cJSON_CreateArray();

	for (const struct param *p = params; p->name != NULL; p++)
		if (p->required)
			(void)tree_push(t, list, cJSON_CreateString(p->name));
	(void)tree_put(t, object, "required", list);
}

/* ---- values */

/* a regular expression; those of PCRE2 are not quite those of JSON Schema, so all that is
 * asked of it are the captures it must have */
static cJSON *
pattern(struct tree *t, const struct param *p)
{
	cJSON *o, *all;
	char capture[96];

	if (p->captures == NULL)
		return reference(t, "text");
	o = of_type(t, "string");
	all = tree_put(t, o, "allOf", cJSON_CreateArray());
	for (const char *const *c = p->captures; *c != NULL; c++) {
		cJSON *one = cJSON_CreateObject();

		(void)snprintf(capture, sizeof(capture), "\\(\\?P?[<']%s[>']", *c);
		tree_string(t, one, "pattern", capture);
		(void)tree_push(t, all, one);
	}
	return o;
}

/* every kind of rule; editors show what it states beside it */
static cJSON *
checks(struct tree *t)
{
	cJSON *o = cJSON_CreateObject(), *names, *states;

	names = tree_put(t, o, "enum", cJSON_CreateArray());
	states = tree_put(t, o, "enumDescriptions", cJSON_CreateArray());
	for (size_t i = 0; i < CHECK_KINDS; i++) {
		(void)tree_push(t, names, cJSON_CreateString(kinds[i].id));
		(void)tree_push(t, states, cJSON_CreateString(kinds[i].help));
	}
	return o;
}

/* a map with any keys */
static cJSON *
map_of(struct tree *t, cJSON *values)
{
	cJSON *o = of_type(t, "object");

	(void)tree_put(t, o, "additionalProperties", values);
	return o;
}

/* one whose keys are names in expressions */
static cJSON *
named(struct tree *t, cJSON *values)
{
	cJSON *o = map_of(t, values), *names;

	names = tree_put(t, o, "propertyNames", cJSON_CreateObject());
	tree_string(t, names, "pattern", "^[A-Za-z_][A-Za-z0-9_]*$");
	return o;
}

static cJSON *
approximate(struct tree *t)
{
	cJSON *o = of_type(t, "object"), *properties = closed(t, o);

	for (const struct choice *c = approximators; c->name != NULL; c++)
		(void)tree_put(t, properties, c->name, reference(t, "selector"));
	return o;
}

static cJSON *
places(struct tree *t)
{
	cJSON *o = of_type(t, "array");

	tree_number(t, o, "minItems", 1);
	(void)tree_put(t, o, "items", reference(t, "place"));
	return o;
}

/* true, or the tables on both sides */
static cJSON *
join(struct tree *t)
{
	cJSON *o = cJSON_CreateObject(), *any = tree_put(t, o, "anyOf", cJSON_CreateArray());
	cJSON *sides, *properties;

	(void)tree_push(t, any, of_type(t, "boolean"));
	sides = tree_push(t, any, of_type(t, "object"));
	put_required(t, sides, join_params);
	properties = closed(t, sides);
	for (const struct param *p = join_params; p->name != NULL; p++)
		tree_string(t, tree_put(t, properties, p->name, reference(t, "tables")),
		    "description", p->help);
	return o;
}

/* a list of labels and maps */
static cJSON *
fields(struct tree *t)
{
	cJSON *o = of_type(t, "array"), *any = cJSON_CreateObject(), *ways;

	tree_number(t, o, "minItems", 1);
	ways = tree_put(t, any, "anyOf", cJSON_CreateArray());
	(void)tree_push(t, ways, reference(t, "name"));
	(void)tree_push(t, ways, reference(t, "field"));
	(void)tree_put(t, o, "items", any);
	return o;
}

/* at least two texts */
static cJSON *
group(struct tree *t)
{
	cJSON *o = of_type(t, "array");

	tree_number(t, o, "minItems", 2);
	tree_flag(t, o, "uniqueItems", true);
	(void)tree_put(t, o, "items", reference(t, "text"));
	return o;
}

/* a list of texts, or of lists of them */
static cJSON *
spellings(struct tree *t)
{
	cJSON *o = cJSON_CreateObject(), *any, *groups = of_type(t, "array");

	tree_number(t, groups, "minItems", 1);
	(void)tree_put(t, groups, "items", group(t));
	any = tree_put(t, o, "anyOf", cJSON_CreateArray());
	(void)tree_push(t, any, group(t));
	(void)tree_push(t, any, groups);
	return o;
}

/* what the value of a key may be */
static cJSON *
typed(struct tree *t, const struct param *p)
{
	switch (p->type) {
	case PARAM_TEXT:
		return reference(t, "text");
	case PARAM_TEMPLATE:
		return reference(t, "template");
	case PARAM_ID:
		return reference(t, "id");
	case PARAM_CHECK:
		return checks(t);
	case PARAM_CHOICE:
		return choice(t, p->choices);
	case PARAM_CHOICES:
		return one_or_list(t, choice(t, p->choices), choice(t, p->choices));
	case PARAM_SELECTOR:
		return reference(t, "selector");
	case PARAM_FILTER:
		return reference(t, "tables");
	case PARAM_JOIN:
		return join(t);
	case PARAM_PATTERN:
		return pattern(t, p);
	case PARAM_NUMBER:
		return reference(t, "number");
	case PARAM_FLAG:
		return of_type(t, "boolean");
	case PARAM_STATEMENT:
	case PARAM_VALUE:
		return reference(t, "text");
	case PARAM_LET:
		return named(t, reference(t, "text"));
	case PARAM_TYPES:
		return map_of(t, choice(t, type_choices));
	case PARAM_APPROXIMATE:
		return approximate(t);
	case PARAM_WORDS:
		return map_of(t, reference(t, "range"));
	case PARAM_LEVELS:
		return map_of(t, reference(t, "text"));
	case PARAM_SHOWN:
		return map_of(t, reference(t, "selector"));
	case PARAM_PLACES:
		return places(t);
	case PARAM_PATTERNS:
		return one_or_list(t, reference(t, "lookout"), reference(t, "lookout"));
	case PARAM_FIELDS:
		return fields(t);
	case PARAM_SPELLINGS:
		return spellings(t);
	case PARAM_TESTS:
		return reference(t, "tests");
	}
	return NULL;
}

/* the same, or a parameter of the pack: that is a text, which most values may be anyway */
static cJSON *
value(struct tree *t, const struct param *p)
{
	bool narrow = p->type == PARAM_CHOICE || p->type == PARAM_CHOICES ||
	    p->type == PARAM_FLAG || p->type == PARAM_NUMBER ||
	    (p->type == PARAM_PATTERN && p->captures != NULL);
	cJSON *o, *any;

	if (!narrow)
		return typed(t, p);
	o = cJSON_CreateObject();
	any = tree_put(t, o, "anyOf", cJSON_CreateArray());
	(void)tree_push(t, any, typed(t, p));
	(void)tree_push(t, any, reference(t, "parameter"));
	return o;
}

static void
put_params(struct tree *t, cJSON *properties, const struct param *params)
{
	for (const struct param *p = params; p->name != NULL; p++) {
		cJSON *o = tree_put(t, properties, p->name, value(t, p));

		tree_string(t, o, "description", p->help);
	}
}

/* ---- definitions */

/* a scalar; when it is a string it fits the pattern, and editors can say in words why not */
static cJSON *
text(struct tree *t, const char *regex, const char *words)
{
	static const char *const types[] = { "string", "number", "boolean" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", strings(t, types, 3));
	tree_string(t, o, "pattern", regex);
	tree_string(t, o, "patternErrorMessage", words);
	return o;
}

static cJSON *
id(struct tree *t)
{
	static const char *const types[] = { "string", "integer" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", strings(t, types, 2));
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

	(void)tree_put(t, o, "type", strings(t, types, 2));
	tree_string(t, o, "pattern", regex);
	tree_string(t, o, "patternErrorMessage", words);
	return o;
}

static cJSON *
filter(struct tree *t)
{
	cJSON *o = of_type(t, "object");

	put_params(t, closed(t, o), filter_params);
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
	cJSON *o = of_type(t, "object"), *ways, *both;

	put_params(t, closed(t, o), place_params);
	ways = tree_put(t, o, "oneOf", cJSON_CreateArray());
	for (size_t i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
		cJSON *one = tree_push(t, ways, cJSON_CreateObject());

		(void)tree_put(t, one, "required", strings(t, way[i], way[i][1] == NULL ? 1 : 2));
	}
	both = tree_put(t, o, "dependentRequired", cJSON_CreateObject());
	(void)tree_put(t, both, "row", strings(t, &way[1][1], 1));
	(void)tree_put(t, both, "column", strings(t, &way[1][0], 1));
	(void)tree_put(t, both, "by", strings(t, field, 1));
	return o;
}

/* a map of these keys */
static cJSON *
map(struct tree *t, const struct param *params)
{
	cJSON *o = of_type(t, "object");

	put_required(t, o, params);
	put_params(t, closed(t, o), params);
	return o;
}

/* a pattern, alone or with the places it looks at */
static cJSON *
lookout(struct tree *t)
{
	cJSON *o = cJSON_CreateObject(), *ways;

	ways = tree_put(t, o, "anyOf", cJSON_CreateArray());
	(void)tree_push(t, ways, reference(t, "text"));
	(void)tree_push(t, ways, map(t, lookout_params));
	return o;
}

/* a test has one text, under the name of how the rule ends in it; one that holds has no
 * finding to compare */
static cJSON *
test(struct tree *t)
{
	cJSON *o = of_type(t, "object"), *properties = closed(t, o), *ways, *key;

	ways = tree_put(t, o, "oneOf", cJSON_CreateArray());
	for (const struct choice *c = test_choices; c->name != NULL; c++) {
		cJSON *way = tree_push(t, ways, cJSON_CreateObject());

		(void)tree_put(t, way, "required", strings(t, &c->name, 1));
		if (c->value == CF_HELD) {
			cJSON *none = tree_put(t, way, "properties", cJSON_CreateObject());

			tree_flag(t, none, "message", false);
			tree_flag(t, none, "at", false);
		}
		key = tree_put(t, properties, c->name, reference(t, "text"));
		tree_string(t, key, "description",
		    "a small report in Markdown; the rule must end in it as the key says");
	}
	key = tree_put(t, properties, "message", reference(t, "text"));
	tree_string(t, key, "description", "what the finding says");
	key = tree_put(t, properties, "at", reference(t, "text"));
	tree_string(t, key, "description", "the text that the finding points at");
	return o;
}

static cJSON *
tests(struct tree *t)
{
	cJSON *o = of_type(t, "array");

	tree_number(t, o, "minItems", 1);
	(void)tree_put(t, o, "items", test(t));
	return o;
}

/* the keys of one kind of rule: its own, and those of every rule, said elsewhere */
static cJSON *
keys_of(struct tree *t, const struct kind *kind)
{
	cJSON *o = cJSON_CreateObject(), *properties;

	tree_string(t, o, "description", kind->help);
	put_required(t, o, kind->params);
	properties = closed(t, o);
	put_params(t, properties, kind->params);
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
	(void)tree_put(t, when, "required", strings(t, &check, 1));
	is = tree_put(t, when, "properties", cJSON_CreateObject());
	is = tree_put(t, is, check, cJSON_CreateObject());
	tree_string(t, is, "const", kind->id);
	(void)tree_put(t, o, "then", reference(t, def));
	return o;
}

static void
put_rule(struct tree *t, cJSON *defs)
{
	cJSON *rule = tree_put(t, defs, "rule", of_type(t, "object")), *all;

	put_required(t, rule, common_params);
	put_params(t, tree_put(t, rule, "properties", cJSON_CreateObject()), common_params);
	all = tree_put(t, rule, "allOf", cJSON_CreateArray());
	for (size_t i = 0; i < CHECK_KINDS; i++) {
		char def[48];

		(void)snprintf(def, sizeof(def), "check-%s", kinds[i].id);
		(void)tree_push(t, all, condition(t, &kinds[i], def));
		(void)tree_put(t, defs, def, keys_of(t, &kinds[i]));
	}
}

/* a scalar, nothing, or a list of scalars */
static cJSON *
value_of_parameter(struct tree *t)
{
	static const char *const types[] = { "string", "number", "boolean", "null" };
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "type", strings(t, types, 4));
	return one_or_list(t, o, reference(t, "text"));
}

static cJSON *
value_with_help(struct tree *t)
{
	static const char *const required = "default";
	cJSON *o = cJSON_CreateObject(), *any = tree_put(t, o, "anyOf", cJSON_CreateArray());
	cJSON *map, *properties;

	(void)tree_push(t, any, reference(t, "value"));
	map = tree_push(t, any, of_type(t, "object"));
	(void)tree_put(t, map, "required", strings(t, &required, 1));
	properties = closed(t, map);
	(void)tree_put(t, properties, "default", reference(t, "value"));
	(void)tree_put(t, properties, "help", reference(t, "text"));
	return o;
}

static void
put_defs(struct tree *t, cJSON *root)
{
	cJSON *defs = tree_put(t, root, "$defs", cJSON_CreateObject()), *key;

	(void)tree_put(t, defs, "text", text(t, "\\S", "This must not be empty."));
	(void)tree_put(t, defs, "template", text(t,
	    "^(?!\\s*$)([^{]|\\{\\{|\\{[A-Za-z0-9_\\u0080-\\uFFFF-]+\\})*$",
	    "A { must begin a {name}; write {{ for a brace."));
	(void)tree_put(t, defs, "name", text(t, "^(?!\\s*$)(?!/[^/]*$)(?!//$)",
	    "This must be a text, or a pattern between slashes: /regex/."));
	(void)tree_put(t, defs, "id", id(t));
	key = tree_put(t, defs, "parameter", of_type(t, "string"));
	tree_string(t, key, "pattern", "\\$\\{?[a-z][a-z0-9-]*");
	(void)tree_put(t, defs, "value", value_of_parameter(t));
	(void)tree_put(t, defs, "default", value_with_help(t));
	(void)tree_put(t, defs, "number", number(t, "^" NUMBER "$", "This must be a number."));
	(void)tree_put(t, defs, "range", number(t, "^\\s*" NUMBER "(\\.\\." NUMBER ")?\\s*$",
	    "This must be a number, or two of them: 1.9..2.1"));
	(void)tree_put(t, defs, "selector", one_or_list(t, reference(t, "name"),
	    reference(t, "name")));
	(void)tree_put(t, defs, "tables", filter(t));
	(void)tree_put(t, defs, "place", place(t));
	(void)tree_put(t, defs, "lookout", lookout(t));
	(void)tree_put(t, defs, "field", map(t, field_params));
	(void)tree_put(t, defs, "tests", tests(t));
	put_rule(t, defs);
}

/* ---- a rule file */

/* it has rules of its own, or those of another, or both */
static void
put_either(struct tree *t, cJSON *root)
{
	static const char *const way[] = { "rules", "extends" };
	static const char *const about[] = { "with", "off", "severity" };
	cJSON *any = tree_put(t, root, "anyOf", cJSON_CreateArray()), *needs;

	for (size_t i = 0; i < 2; i++) {
		cJSON *one = tree_push(t, any, cJSON_CreateObject());

		(void)tree_put(t, one, "required", strings(t, &way[i], 1));
	}
	needs = tree_put(t, root, "dependentRequired", cJSON_CreateObject());
	for (size_t i = 0; i < 3; i++)
		(void)tree_put(t, needs, about[i], strings(t, &way[1], 1));
}

/* parameters, and what it says of packs that it extends */
static void
put_settings(struct tree *t, cJSON *properties)
{
	const struct param *severity = param_find(common_params, CF_S("severity"));
	cJSON *key, *names;

	key = tree_put(t, properties, "params", map_of(t, reference(t, "default")));
	tree_string(t, key, "description", "parameters and their defaults: $name in the rules");
	names = tree_put(t, key, "propertyNames", cJSON_CreateObject());
	tree_string(t, names, "pattern", "^[a-z][a-z0-9-]*$");
	key = tree_put(t, properties, "extends", one_or_list(t, reference(t, "text"),
	    reference(t, "text")));
	tree_string(t, key, "description", "packs whose rules are adapted: names, or paths of files");
	key = tree_put(t, properties, "with", map_of(t, reference(t, "value")));
	tree_string(t, key, "description", "values of their parameters");
	key = tree_put(t, properties, "off", one_or_list(t, reference(t, "text"),
	    reference(t, "text")));
	tree_string(t, key, "description", "rules of them to leave out");
	key = tree_put(t, properties, "severity", map_of(t, choice(t, severity->choices)));
	tree_string(t, key, "description", "rules of them and how bad their findings are here");
}

static void
put_pack(struct tree *t, cJSON *root)
{
	static const char *const required = "pack";
	cJSON *properties, *key;

	tree_string(t, root, "type", "object");
	(void)tree_put(t, root, "required", strings(t, &required, 1));
	put_either(t, root);
	properties = closed(t, root);
	put_settings(t, properties);
	key = tree_put(t, properties, "pack", reference(t, "id"));
	tree_string(t, key, "description", "the name of the pack; a rule is called pack/id");
	key = tree_put(t, properties, "title", reference(t, "text"));
	tree_string(t, key, "description", "what the pack is for, in one line");
	key = tree_put(t, properties, "rules", of_type(t, "array"));
	tree_number(t, key, "minItems", 1);
	(void)tree_put(t, key, "items", reference(t, "rule"));
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
	put_defs(&t, root);
	return tree_print(&t, root) ? EXIT_CLEAN : EXIT_NOT_CHECKED;
}
