/* What the value of a key of a rule file may be, by its type; see schema.h. */
#include "schema.h"

/* ---- texts and names */

cJSON *
schema_choice(struct tree *t, const struct choice *choices)
{
	cJSON *o = cJSON_CreateObject(), *names = cJSON_CreateArray();

	for (; choices->name != NULL; choices++)
		(void)tree_push(t, names, cJSON_CreateString(choices->name));
	(void)tree_put(t, o, "enum", names);
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

/* a regular expression; those of PCRE2 are not quite those of JSON Schema, so all that is
 * asked of it are the captures it must have */
static cJSON *
pattern(struct tree *t, const struct param *p)
{
	cJSON *o, *all;
	char capture[96];

	if (p->captures == NULL)
		return schema_reference(t, "text");
	o = schema_of_type(t, "string");
	all = tree_put(t, o, "allOf", cJSON_CreateArray());
	for (const char *const *c = p->captures; *c != NULL; c++) {
		cJSON *one = cJSON_CreateObject();

		(void)snprintf(capture, sizeof(capture), "\\(\\?P?[<']%s[>']", *c);
		tree_string(t, one, "pattern", capture);
		(void)tree_push(t, all, one);
	}
	return o;
}

/* ---- maps and lists */

/* one whose keys are names in expressions */
static cJSON *
named(struct tree *t, cJSON *values)
{
	cJSON *o = schema_map_of(t, values), *names;

	names = tree_put(t, o, "propertyNames", cJSON_CreateObject());
	tree_string(t, names, "pattern", "^[A-Za-z_][A-Za-z0-9_]*$");
	return o;
}

static cJSON *
approximate(struct tree *t)
{
	cJSON *o = schema_of_type(t, "object"), *properties = schema_closed(t, o);

	for (const struct choice *c = approximators; c->name != NULL; c++)
		(void)tree_put(t, properties, c->name, schema_reference(t, "selector"));
	return o;
}

static cJSON *
places(struct tree *t)
{
	return schema_list(t, schema_reference(t, "place"), 1);
}

/* true, or the tables on both sides */
static cJSON *
join(struct tree *t)
{
	cJSON *sides = schema_of_type(t, "object"), *properties;

	schema_put_required(t, sides, join_params);
	properties = schema_closed(t, sides);
	for (const struct param *p = join_params; p->name != NULL; p++)
		tree_string(t, tree_put(t, properties, p->name, schema_reference(t, "tables")),
		    "description", p->help);
	return schema_either(t, schema_of_type(t, "boolean"), sides);
}

/* a list of labels and maps */
static cJSON *
fields(struct tree *t)
{
	return schema_list(t, schema_either(t, schema_reference(t, "name"),
	    schema_reference(t, "field")), 1);
}

/* at least two texts */
static cJSON *
group(struct tree *t)
{
	cJSON *o = schema_of_type(t, "array");

	tree_number(t, o, "minItems", 2);
	tree_flag(t, o, "uniqueItems", true);
	(void)tree_put(t, o, "items", schema_reference(t, "text"));
	return o;
}

/* a list of texts, or of lists of them */
static cJSON *
spellings(struct tree *t)
{
	return schema_one_or_list(t, group(t), group(t));
}

/* ---- all of them */

/* what the value of a key may be */
static cJSON *
typed(struct tree *t, const struct param *p)
{
	switch (p->type) {
	case PARAM_TEXT:
	case PARAM_STATEMENT:
	case PARAM_VALUE:
		return schema_reference(t, "text");
	case PARAM_TEMPLATE:
		return schema_reference(t, "template");
	case PARAM_ID:
		return schema_reference(t, "id");
	case PARAM_CHECK:
		return checks(t);
	case PARAM_CHOICE:
		return schema_choice(t, p->choices);
	case PARAM_CHOICES:
		return schema_one_or_list(t, schema_choice(t, p->choices), schema_choice(t, p->choices));
	case PARAM_SELECTOR:
		return schema_reference(t, "selector");
	case PARAM_FILTER:
		return schema_reference(t, "tables");
	case PARAM_JOIN:
		return join(t);
	case PARAM_PATTERN:
		return pattern(t, p);
	case PARAM_NUMBER:
		return schema_reference(t, "number");
	case PARAM_FLAG:
		return schema_of_type(t, "boolean");
	case PARAM_LET:
		return named(t, schema_reference(t, "text"));
	case PARAM_TYPES:
		return schema_map_of(t, schema_choice(t, type_choices));
	case PARAM_APPROXIMATE:
		return approximate(t);
	case PARAM_WORDS:
		return schema_map_of(t, schema_reference(t, "range"));
	case PARAM_LEVELS:
		return schema_map_of(t, schema_reference(t, "text"));
	case PARAM_SHOWN:
		return schema_map_of(t, schema_reference(t, "selector"));
	case PARAM_PLACES:
		return places(t);
	case PARAM_PATTERNS:
		return schema_one_or_list(t, schema_reference(t, "lookout"), schema_reference(t, "lookout"));
	case PARAM_FIELDS:
		return fields(t);
	case PARAM_SPELLINGS:
		return spellings(t);
	case PARAM_TESTS:
		return schema_reference(t, "tests");
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

	return narrow ? schema_either(t, typed(t, p), schema_reference(t, "parameter")) :
	    typed(t, p);
}

void
schema_put_params(struct tree *t, cJSON *properties, const struct param *params)
{
	for (const struct param *p = params; p->name != NULL; p++) {
		cJSON *o = tree_put(t, properties, p->name, value(t, p));

		tree_string(t, o, "description", p->help);
	}
}

void
schema_put_required(struct tree *t, cJSON *object, const struct param *params)
{
	cJSON *list = cJSON_CreateArray();

	for (const struct param *p = params; p->name != NULL; p++)
		if (p->required)
			(void)tree_push(t, list, cJSON_CreateString(p->name));
	(void)tree_put(t, object, "required", list);
}
