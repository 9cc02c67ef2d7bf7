/* One rule's map in, a rule out, along the tables of kinds.c; see read_rule.h. */
#include "rules/read_rule.h"

#include <assert.h>

#include "rules/draft.h"
#include "rules/read_parts.h"
#include "rules/template.h"

/* ---- templates */

static bool
is_in(const char *const *list, struct str name)
{
	while (*list != NULL && !str_eq(str_of(*list), name))
		list++;
	return *list != NULL;
}

/* may a message of this rule use {name}? */
static bool
name_is_known(const struct draft *d, struct str name)
{
	if (is_in(common_names, name) || is_in(d->kind->names, name))
		return true;
	for (size_t i = 0; i < d->rule->nlet; i++)
		if (str_eq(d->rule->let[i].name, name))
			return true;
	if (!d->kind->captures || d->rule->match == NULL)
		return false;
	if (name.n == 1 && name.p[0] >= '1' && name.p[0] <= '9')
		return (uint32_t)(name.p[0] - '0') <= pattern_captures(d->rule->match);
	return pattern_capture(d->rule->match, name) >= 0;
}

static void
offer_names(const struct draft *d, struct names *names)
{
	uint32_t captures = d->kind->captures && d->rule->match != NULL ?
	    pattern_captures(d->rule->match) : 0;

	for (const char *const *p = common_names; *p != NULL; p++)
		names_offer(names, str_of(*p));
	for (const char *const *p = d->kind->names; *p != NULL; p++)
		names_offer(names, str_of(*p));
	for (size_t i = 0; i < d->rule->nlet; i++)
		names_offer(names, d->rule->let[i].name);
	for (uint32_t i = 1; i <= captures; i++)
		if (pattern_capture_name(d->rule->match, i) != NULL)
			names_offer(names, str_of(pattern_capture_name(d->rule->match, i)));
}

static void
refuse_name(struct draft *d, const struct node *n, const char *key,
    const struct template_piece *piece)
{
	struct mistakes *m = d->r->m;
	struct names names = { .arena = m->arena, .found = piece->text };
	struct span at = n->at;

	if (!mistakes_full(m))
		at = node_part(m->source, n, piece->from, piece->to);
	if (piece->kind == TEMPLATE_LONE_BRACE) {
		mistake(m, at, "a { in \"%s\" that is not a {name}", key);
		mistake_help(m, "write {{ for a brace");
	} else if (mistake(m, at, "unknown name {%s} in \"%s\"", shown(m, piece->text), key)) {
		offer_names(d, &names);
		names_help(m, &names, "the names here are");
	}
}

static void
read_template(struct draft *d, const struct node *n, const char *key, struct str *out)
{
	/* without its check or its pattern it cannot be told which names there are */
	bool any = d->kind == NULL || (d->rule->each == EACH_MATCH && d->rule->match == NULL);
	struct template_piece piece;
	size_t at = 0;

	if (!value_text(d->r, n, key, out))
		return;
	while (template_next(*out, &at, &piece)) {
		if (piece.kind == TEMPLATE_LONE_BRACE || (piece.kind == TEMPLATE_NAME && !any &&
		    !name_is_known(d, piece.text)))
			refuse_name(d, n, key, &piece);
	}
}

/* ---- keys */

/* known to some other check: say to which */
static bool
belongs_elsewhere(struct draft *d, struct str key)
{
	struct mistakes *m = d->r->m;
	struct names owners = { .arena = m->arena }, own = { .arena = m->arena };

	for (size_t i = 0; i < CHECK_KINDS; i++)
		if (param_find(kinds[i].params, key) != NULL)
			names_offer(&owners, str_of(kinds[i].id));
	if (owners.all.n == 0)
		return false;
	for (const struct param *p = d->kind->params; p->name != NULL; p++)
		names_offer(&own, str_of(p->name));
	mistake_help(m, "it belongs to %.*s; %s has %.*s", (int)owners.all.n, owners.all.p,
	    d->kind->id, (int)own.all.n, own.all.p);
	return true;
}

static void
refuse_rule_key(struct draft *d, const struct node *key)
{
	struct mistakes *m = d->r->m;
	struct names names = { .arena = m->arena, .found = key->s };
	const char *check = d->kind == NULL ? "" : d->kind->id;

	if (!mistake(m, key->at, "unknown key \"%s\" in a rule%s%s", shown(m, key->s),
	    d->kind == NULL ? "" : " with check: ", check))
		return;
	if (d->kind != NULL && belongs_elsewhere(d, key->s))
		return;
	for (const struct param *p = common_params; p->name != NULL; p++)
		names_offer(&names, str_of(p->name));
	for (size_t i = 0; i < CHECK_KINDS; i++)
		for (const struct param *p = kinds[i].params; p->name != NULL; p++)
			if (d->kind == &kinds[i])
				names_offer(&names, str_of(p->name));
	names_help(m, &names, "the keys here are");
}

static void
check_rule_keys(struct draft *d)
{
	for (const struct node *v = d->map->first; v != NULL; v = v->next) {
		bool known = v->key->bad || param_find(common_params, v->key->s) != NULL;

		for (size_t i = 0; i < CHECK_KINDS && !known; i++)
			if (d->kind == NULL || d->kind == &kinds[i])
				known = param_find(kinds[i].params, v->key->s) != NULL;
		if (!known)
			refuse_rule_key(d, v->key);
	}
}

/* ---- parameters with something inside */

/* a key in quotes, for messages */
static const char *
shown_key(struct draft *d, const char *name)
{
	return arena_printf(d->r->m->arena, "\"%s\"", name).p;
}

static bool
is_of_tables(enum each each)
{
	return each == EACH_TABLE || each == EACH_ROW || each == EACH_COLUMN || each == EACH_CELL;
}

void
draft_filter(struct draft *d, const struct node *n, const char *name, struct table_filter *out)
{
	const char *names[8] = { NULL };
	size_t k = 0;

	if (n->kind != NODE_MAP) {
		if (value_mismatch(d->r, n, name, "a map"))
			mistake_help(d->r->m, "write %s: { caption: ..., header: ... }", name);
		return;
	}
	for (const struct param *p = filter_params; p->name != NULL; p++) {
		const struct node *v = node_get(n, str_of(p->name));
		struct selector *field = (struct selector *)((char *)out + p->offset);

		names[k++] = p->name;
		if (v != NULL)
			(void)value_selector(d->r, v, p->name, field);
	}
	map_check_keys(d->r->m, n, shown_key(d, name), names);
}

static void
read_join(struct draft *d, const struct node *n, struct join *out)
{
	static const char *const known[] = { "left", "right", NULL };
	const struct node *each = node_get(d->map, CF_S("each"));

	out->set = true;
	if (n->kind == NODE_LIST) {
		(void)value_mismatch(d->r, n, "join", "true, or a map of left and right");
	} else if (n->kind == NODE_SCALAR) {
		out->any = true;
		(void)value_flag(d->r, n, "join", &out->set);
	} else {
		map_check_keys(d->r->m, n, "\"join\"", known);
	}
	for (const struct param *p = join_params; p->name != NULL && n->kind == NODE_MAP; p++) {
		const struct node *v = node_get(n, str_of(p->name));

		if (v != NULL)
			draft_filter(d, v, p->name, (void *)((char *)out + p->offset));
		else
			mistake(d->r->m, map_place(n), "\"join\" has no \"%s\"", p->name);
	}
	if (d->rule->match != NULL && mistake(d->r->m, n->key->at, "\"join\" beside \"match\""))
		mistake_help(d->r->m, "it sets tables side by side; a match is found in text");
	else if (each != NULL && !is_of_tables(d->rule->each) &&
	    mistake(d->r->m, n->key->at, "\"join\" needs each: table, row, column or cell"))
		mistake_help(d->r->m, "it sets tables side by side");
}

void
draft_pattern(struct draft *d, const struct node *n, const struct param *p,
    const struct pattern **out)
{
	struct mistakes *m = d->r->m;

	if (!value_pattern(d->r, n, p->name, &d->rule->options, out) || p->captures == NULL)
		return;
	for (const char *const *c = p->captures; *c != NULL; c++) {
		if (pattern_capture(*out, str_of(*c)) >= 0)
			continue;
		mistake(m, n->at, "the pattern has no capture named \"%s\"", *c);
		mistake_help(m, "write (?<%s>...) around its figure; \"%s\" needs it", *c, p->name);
	}
}

/* ---- a rule */

/* enums are written through an unsigned */
static_assert(sizeof(enum across) == sizeof(unsigned) &&
    sizeof(enum change_as) == sizeof(unsigned) && sizeof(enum rounding) == sizeof(unsigned) &&
    sizeof(enum cf_severity) == sizeof(unsigned) && sizeof(enum each) == sizeof(unsigned) &&
    sizeof(enum scope_by) == sizeof(unsigned),
    "an enum is as wide as an unsigned");

/* maps and lists that fill more than one field of the rule */
static void
read_several(struct draft *d, enum param_type type, const struct node *n)
{
	static void (*const readers[])(struct draft *d, const struct node *n) = {
		[PARAM_LET] = read_let, [PARAM_TYPES] = read_types,
		[PARAM_APPROXIMATE] = read_approximate, [PARAM_WORDS] = read_words,
		[PARAM_LEVELS] = read_levels, [PARAM_SHOWN] = read_shown,
		[PARAM_PLACES] = read_places, [PARAM_TESTS] = read_tests
	};

	readers[type](d, n);
}

static void
read_param(struct draft *d, const struct param *p, const struct node *n)
{
	struct reader *r = d->r;
	void *field = (char *)d->rule + p->offset;
	unsigned value;

	switch (p->type) {
	case PARAM_CHECK:	/* is read already */
		break;
	case PARAM_TEXT:
		(void)value_text(r, n, p->name, field);
		break;
	case PARAM_ID:
		(void)value_id(r, n, p->name, field);
		break;
	case PARAM_TEMPLATE:
		read_template(d, n, p->name, field);
		break;
	case PARAM_CHOICE:
		if (value_choice(r, n, p->name, p->choices, &value))
			memcpy(field, &value, sizeof(value));
		break;
	case PARAM_CHOICES:
		(void)value_choices(r, n, p->name, p->choices, field);
		break;
	case PARAM_SELECTOR:
		(void)value_selector(r, n, p->name, field);
		break;
	case PARAM_FILTER:
		draft_filter(d, n, p->name, field);
		break;
	case PARAM_JOIN:
		read_join(d, n, field);
		break;
	case PARAM_PATTERN:
		draft_pattern(d, n, p, field);
		break;
	case PARAM_NUMBER:
		(void)value_number(r, n, p->name, field);
		break;
	case PARAM_FLAG:
		(void)value_flag(r, n, p->name, field);
		break;
	case PARAM_STATEMENT:
	case PARAM_VALUE:
		draft_expression(d, n, p->name, p->type == PARAM_VALUE ? TYPE_CELL : TYPE_BOOL,
		    field);
		break;
	case PARAM_PATTERNS:
		(void)value_patterns(r, n, p, &d->rule->options, field);
		break;
	case PARAM_FIELDS:
		(void)value_fields(r, n, p->name, field);
		break;
	case PARAM_SPELLINGS:
		(void)value_spellings(r, n, p->name, field);
		break;
	case PARAM_LET:
	case PARAM_TYPES:
	case PARAM_APPROXIMATE:
	case PARAM_WORDS:
	case PARAM_LEVELS:
	case PARAM_SHOWN:
	case PARAM_PLACES:
	case PARAM_TESTS:
		read_several(d, p->type, n);
		break;
	}
}

static void
read_params(struct draft *d, const struct param *params)
{
	struct mistakes *m = d->r->m;

	for (const struct param *p = params; p->name != NULL; p++) {
		const struct node *n = node_get(d->map, str_of(p->name));

		if (n != NULL)
			read_param(d, p, n);
		else if (p->required && params == common_params)
			mistake(m, map_place(d->map), "the rule has no \"%s\"", p->name);
		else if (p->required)
			mistake(m, map_place(d->map), "the rule has no \"%s\"; check: %s needs it",
			    p->name, d->kind->id);
	}
}

/* `match` and `each: match` belong together */
static void
check_each(struct draft *d)
{
	const struct node *each = node_get(d->map, CF_S("each"));
	const struct node *match = node_get(d->map, CF_S("match"));

	if (each == NULL)
		return;
	if (d->rule->each == EACH_MATCH && match == NULL)
		mistake(d->r->m, each->at, "each: match needs a \"match\"");
	else if (d->rule->each != EACH_MATCH && match != NULL &&
	    mistake(d->r->m, match->key->at, "\"match\" without each: match"))
		mistake_help(d->r->m, "write each: match to go through the matches");
}

/* `match` and `same-but-for: letters`, `words` or `endings` belong together */
static void
check_but_for(struct draft *d)
{
	const struct node *n = node_get(d->map, CF_S("same-but-for"));
	const struct node *match = node_get(d->map, CF_S("match"));
	bool titles = (d->rule->but_for & BUT_FOR_TITLES) != 0;

	if (d->kind == NULL || d->rule->check != CHECK_VARIANT)
		return;
	if (titles && match == NULL)
		mistake(d->r->m, n->at, "same-but-for: letters, words or endings needs a \"match\"");
	else if (!titles && match != NULL &&
	    mistake(d->r->m, match->key->at, "\"match\" without same-but-for: letters, words or endings"))
		mistake_help(d->r->m, "the names of the other kinds are found without it");
}

static void
read_kind(struct draft *d)
{
	const struct node *n = node_get(d->map, CF_S("check"));
	struct mistakes *m = d->r->m;
	struct names names = { .arena = m->arena };

	if (n == NULL || !value_scalar(d->r, n, "check", &names.found))
		return;
	d->kind = kind_find(names.found);
	if (d->kind != NULL) {
		d->rule->check = (enum check_kind)(d->kind - kinds);
		return;
	}
	if (!mistake(m, n->at, "unknown check \"%s\"", shown(m, names.found)))
		return;
	for (size_t i = 0; i < CHECK_KINDS; i++)
		names_offer(&names, str_of(kinds[i].id));
	names_help(m, &names, "one of");
}

/* the YAML of a value; of one that begins below its key, whole lines */
static struct str
as_written(const struct source *src, const struct node *v)
{
	struct span at = v->at;
	struct str s;

	if (v->pos.line != v->key->pos.line)
		at.from = source_line(src, v->pos.line).from;
	s = source_text(src, at);
	while (s.n > 0 && ch_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* each key but the tests, to be shown again as the author wrote it */
static void
keep_settings(struct draft *d)
{
	struct arena *a = &d->r->rules->arena;
	struct rule_setting *list = arena_array(a, d->map->n, struct rule_setting);
	size_t n = 0;

	for (const struct node *v = d->map->first; v != NULL; v = v->next) {
		if (str_eq(v->key->s, CF_S("tests")))
			continue;
		list[n].key = arena_str(a, v->key->s);
		list[n++].value = arena_str(a, as_written(d->r->m->source, v));
	}
	d->rule->settings = list;
	d->rule->nsettings = n;
}

static bool
uses_let(const struct rule *rule, const struct expr *e)
{
	bool used = false;

	for (size_t i = 0; i < rule->nlet && e->op == EXPR_NAME && !used; i++)
		used = e->as.slot == rule->let[i].slot;
	for (uint32_t i = 0; i < e->n && !used; i++)
		used = uses_let(rule, e->arg[i]);
	return used;
}

/* of "a && b && c" what can be told before `let` is worked out */
static const struct expr *
early_part(const struct rule *rule)
{
	const struct expr *e = rule->filter.root;

	while (e != NULL && uses_let(rule, e))
		e = e->op == EXPR_AND ? e->arg[0] : NULL;
	return e;
}

bool
rule_read(struct reader *r, const struct node *map, struct rule *rule)
{
	struct scope room;
	struct draft d = { .r = r, .map = map, .rule = rule, .room = &room };
	size_t before = r->m->total;

	*rule = (struct rule){
		.severity = CF_WARNING, .sum = { .m = 100 },
		.where = WHERE_PROSE | WHERE_TABLES,
		.date = DATE_CHECK_WEEKDAY | DATE_CHECK_EXISTS | DATE_CHECK_YEAR,
		.report = REFERENCE_UNDEFINED, .options.searched = true,
	};
	read_kind(&d);
	if (d.kind != NULL)
		rule->each = d.kind->each;
	check_rule_keys(&d);
	if (d.kind != NULL)	/* first: messages may use the captures of `match` */
		read_params(&d, d.kind->params);
	check_each(&d);
	check_but_for(&d);
	read_params(&d, common_params);
	if (r->m->total > before || map->bad)
		return false;
	if (r->rules->settings)
		keep_settings(&d);
	rule->early = early_part(rule);
	return true;
}
