/*
 * Keys of a rule whose values are maps or lists of more than plain values: names
 * for expressions, levels, words, places; see draft.h.
 */
#include "rules/draft.h"

/* ---- names of expressions */

/* the names that come with what is gone through */
static void
add_fixed_names(struct scope *s, enum each each)
{
	static const struct {
		const char *name;
		uint8_t type;
		unsigned each;		/* bits */
	} fixed[SLOT_FIXED] = {
#define BIT(each) (1u << EACH_##each)
		[SLOT_TABLE] = { "table", TYPE_TABLE, BIT(TABLE) | BIT(ROW) | BIT(COLUMN) |
		    BIT(CELL) | BIT(MATCH) },
		[SLOT_ROW] = { "row", TYPE_ROW, BIT(ROW) | BIT(CELL) | BIT(MATCH) },
		[SLOT_COLUMN] = { "column", TYPE_COLUMN, BIT(COLUMN) | BIT(CELL) | BIT(MATCH) },
		[SLOT_CELL] = { "cell", TYPE_CELL, BIT(CELL) | BIT(MATCH) },
		[SLOT_SECTION] = { "section", TYPE_SECTION, ~0u },
		[SLOT_MATCH] = { "match", TYPE_CELL, BIT(MATCH) },
		[SLOT_ITEMS] = { "list", TYPE_ITEMS, BIT(LIST) },
#undef BIT
	};
	uint32_t slot;

	for (size_t i = 0; i < SLOT_FIXED; i++)
		(void)scope_add(s, str_of(fixed[i].name),
		    (fixed[i].each >> each & 1) != 0 ? fixed[i].type : TYPE_NONE, &slot);
	s->table = (fixed[SLOT_TABLE].each >> each & 1) != 0;
}

/* those of a `rag` rule: what needs a column has a name only when that is given */
static void
add_rag_names(struct scope *s, const struct rule *rule)
{
	static const struct {
		const char *name, *needs;
		uint8_t type;
	} names[] = {
		{ "value", NULL, TYPE_CELL }, { "target", "target", TYPE_NUMBER },
		{ "previous", "previous", TYPE_CELL }, { "off", "target", TYPE_NUMBER },
		{ "met", "target", TYPE_BOOL }, { "improved", "previous", TYPE_BOOL },
		{ "maintained", "previous", TYPE_BOOL },
	};
	uint32_t slot;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		bool given = names[i].needs == NULL || selector_is_set(
		    strcmp(names[i].needs, "target") == 0 ?
		    &rule->target : &rule->previous);

		if (scope_add(s, str_of(names[i].name), given ? names[i].type : TYPE_NONE, &slot))
			s->name[slot].needs = given ? NULL : names[i].needs;
	}
}

static uint8_t
capture_type(const struct rule *rule, uint32_t capture)
{
	for (size_t i = 0; i < rule->ntypes; i++)
		if (rule->types[i].capture == capture)
			return rule->types[i].type;
	return TYPE_CELL;
}

struct scope *
draft_scope(struct draft *d)
{
	const struct rule *rule = d->rule;
	uint32_t captures = rule->match == NULL ? 0 : pattern_captures(rule->match), slot;

	if (d->scope != NULL)
		return d->scope;
	d->scope = d->room;
	d->scope->n = d->scope->most = 0;	/* its names are not looked at before they are set */
	add_fixed_names(d->scope, rule->each);
	if (rule->check == CHECK_RAG)
		add_rag_names(d->scope, rule);
	for (uint32_t i = 1; i <= captures; i++) {
		const char *name = pattern_capture_name(rule->match, i);

		(void)scope_add(d->scope, str_of(name),
		    name == NULL ? TYPE_NONE : capture_type(rule, i), &slot);
	}
	return d->scope;
}

static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ch_alpha(s.p[i]) && s.p[i] != '_' && (i == 0 || !ch_digit(s.p[i])))
			return false;
	return s.n > 0 && !name_is_reserved(s);
}

/* without its pattern, or one of `let`, it cannot be told which names there are */
static bool
names_are_lost(const struct draft *d)
{
	return d->lost || (d->rule->each == EACH_MATCH && d->rule->match == NULL);
}

void
read_let(struct draft *d, const struct node *n)
{
	struct mistakes *m = d->r->m;
	struct let *let;
	size_t k = 0;

	if (n->kind != NODE_MAP) {
		if (value_mismatch(d->r, n, "let", "a map"))
			mistake_help(m, "write let: { name: expression }");
		return;
	}
	let = arena_array(&d->r->rules->arena, n->n, struct let);
	for (const struct node *v = n->first; v != NULL; v = v->next) {
		struct let *l = &let[k];

		if (v->key->bad || names_are_lost(d))
			continue;
		if (!is_name(v->key->s)) {
			if (mistake(m, v->key->at, "\"%s\" is no name", shown(m, v->key->s)))
				mistake_help(m, "a name is letters, digits and _, no digit first, and not true, "
				    "false or in");
			continue;
		}
		if (scope_find(draft_scope(d), v->key->s) >= 0) {
			mistake(m, v->key->at, "there is a \"%s\" here already",
			    shown(m, v->key->s));
			continue;
		}
		l->name = arena_str(&d->r->rules->arena, v->key->s);
		if (!value_expression(d->r, v, l->name.p, draft_scope(d), TYPE_NONE, &l->value)) {
			d->lost = true;
			continue;
		}
		if (scope_add(draft_scope(d), l->name, l->value.root->type, &l->slot))
			k++;
		else
			mistake(m, v->key->at, "too many names");
	}
	d->rule->let = let;
	d->rule->nlet = k;
}

void
draft_expression(struct draft *d, const struct node *n, const char *name, uint8_t want,
    struct expression *out)
{
	if (!names_are_lost(d))
		(void)value_expression(d->r, n, name, draft_scope(d), want, out);
}

/* ---- captures and words */

/* is it a map? */
static bool
is_map(struct draft *d, const struct node *n, const char *name)
{
	if (n->kind == NODE_MAP)
		return true;
	(void)value_mismatch(d->r, n, name, "a map");
	return false;
}

void
read_types(struct draft *d, const struct node *n)
{
	struct mistakes *m = d->r->m;
	struct capture_type *types;
	size_t k = 0;

	if (!is_map(d, n, "captures") || d->rule->match == NULL)
		return;
	types = arena_array(&d->r->rules->arena, n->n, struct capture_type);
	for (const struct node *v = n->first; v != NULL; v = v->next) {
		int capture = pattern_capture(d->rule->match, v->key->s);
		unsigned type;

		if (v->key->bad)
			continue;
		if (capture < 0)
			mistake(m, v->key->at, "the pattern has no capture named \"%s\"",
			    shown(m, v->key->s));
		else if (value_choice(d->r, v, "captures", type_choices, &type))
			types[k++] = (struct capture_type){ (uint32_t)capture, (uint8_t)type };
	}
	d->rule->types = types;
	d->rule->ntypes = k;
}

void
read_approximate(struct draft *d, const struct node *n)
{
	const char *known[APPROXIMATORS + 1] = { NULL };

	if (!is_map(d, n, "approximate"))
		return;
	for (const struct choice *c = approximators; c->name != NULL; c++) {
		const struct node *v = node_get(n, str_of(c->name));

		known[c->value] = c->name;
		if (v != NULL)
			(void)value_selector(d->r, v, c->name, &d->rule->approximate[c->value]);
	}
	map_check_keys(d->r->m, n, "\"approximate\"", known);
}

/* a number at s[at], all of it up to `to`; without an interval */
static bool
exact_number(struct str s, size_t at, size_t to, struct figure *out)
{
	struct text text = { .s = str_sub(s, 0, to) };

	return figure_at(&text, at, out) && out->to == to;
}

/* a <= b; both have at most 18 digits, before the point and behind it */
static bool
in_order(const struct figure *a, const struct figure *b)
{
	__extension__ __int128 x = a->m, y = b->m;

	for (int i = a->d; i < b->d; i++)
		x *= 10;
	for (int i = b->d; i < a->d; i++)
		y *= 10;
	return x <= y;
}

/* "1.9..2.1", or one number */
static bool
read_range(struct draft *d, const struct node *n, struct word_figure *out)
{
	struct str s;
	size_t dots = 0;

	if (!value_scalar(d->r, n, "words", &s))
		return false;
	s = str_trim(s);
	while (dots + 1 < s.n && !(s.p[dots] == '.' && s.p[dots + 1] == '.'))
		dots++;
	if (dots + 1 >= s.n && exact_number(s, 0, s.n, &out->from)) {
		out->to = out->from;
		return true;
	}
	if (dots + 1 < s.n && exact_number(s, 0, dots, &out->from) &&
	    exact_number(s, dots + 2, s.n, &out->to) && in_order(&out->from, &out->to))
		return true;
	if (mistake(d->r->m, n->at, "\"%s\" is no range of numbers from low to high",
	    shown(d->r->m, s)))
		mistake_help(d->r->m, "write low..high, such as 1.9..2.1");
	return false;
}

void
read_words(struct draft *d, const struct node *n)
{
	struct word_figure *words;
	size_t k = 0;

	if (!is_map(d, n, "words"))
		return;
	words = arena_array(&d->r->rules->arena, n->n, struct word_figure);
	for (const struct node *v = n->first; v != NULL; v = v->next) {
		if (v->key->bad || !read_range(d, v, &words[k]))
			continue;
		words[k++].word = arena_str(&d->r->rules->arena, v->key->s);
	}
	d->rule->words = words;
	d->rule->nwords = k;
}

/* ---- rag */

void
read_levels(struct draft *d, const struct node *n)
{
	struct level *levels;
	size_t k = 0;

	if (!is_map(d, n, "levels"))
		return;
	levels = arena_array(&d->r->rules->arena, n->n, struct level);
	for (const struct node *v = n->first; v != NULL; v = v->next) {
		if (v->key->bad)
			continue;
		levels[k].name = arena_str(&d->r->rules->arena, v->key->s);
		draft_expression(d, v, levels[k].name.p, TYPE_BOOL, &levels[k].when);
		k++;
	}
	d->rule->levels = levels;
	d->rule->nlevels = k;
}

void
read_shown(struct draft *d, const struct node *n)
{
	struct mistakes *m = d->r->m;
	struct level *levels;

	if (!is_map(d, n, "shown") || d->rule->nlevels == 0)
		return;
	levels = arena_array(&d->r->rules->arena, d->rule->nlevels, struct level);
	memcpy(levels, d->rule->levels, d->rule->nlevels * sizeof(*levels));
	for (const struct node *v = n->first; v != NULL; v = v->next) {
		struct names names = { .arena = m->arena, .found = v->key->s };
		size_t i = 0;

		while (i < d->rule->nlevels && !str_eq(levels[i].name, v->key->s))
			names_offer(&names, levels[i++].name);
		if (i < d->rule->nlevels)
			(void)value_selector(d->r, v, "shown", &levels[i].shown);
		else if (!v->key->bad && mistake(m, v->key->at, "no level is called \"%s\"",
		    shown(m, v->key->s)))
			names_help(m, &names, "the levels are");
	}
	d->rule->levels = levels;
}

/* ---- agree */

/* does an expression give what the places are compared as? a text or cell is read as that */
static bool
gives_what_is_compared(const struct rule *rule, uint8_t type)
{
	static const uint8_t want[] = { [AGREE_NUMBER] = TYPE_NUMBER, [AGREE_TEXT] = TYPE_TEXT,
		[AGREE_WORDS] = TYPE_TEXT, [AGREE_NAME] = TYPE_TEXT,
		[AGREE_DATE] = TYPE_DATE, [AGREE_PERIOD] = TYPE_PERIOD };

	return type == want[rule->agree_as] || type == TYPE_CELL ||
	    (type == TYPE_TEXT && rule->agree_as != AGREE_NUMBER);
}

static void
check_place_type(struct draft *d, const struct node *n, const struct agree_place *p)
{
	struct mistakes *m = d->r->m;
	const struct node *v = node_get(n, CF_S("value"));

	if (selector_is_set(&p->list) && d->rule->agree_as != AGREE_NUMBER)
		mistake(m, node_get(n, CF_S("list"))->key->at,
		    "a list is counted, so the places must be compared as numbers");
	if (p->acronyms && d->rule->agree_as != AGREE_NAME && d->rule->agree_as != AGREE_TEXT)
		mistake(m, node_get(n, CF_S("acronyms"))->key->at,
		    "acronyms stand for words, so the places must be compared as names or text");
	if (p->expr.root == NULL || gives_what_is_compared(d->rule, p->expr.root->type))
		return;
	if (mistake(m, v->at, "\"value\" gives %s, which is not what is compared",
	    type_name(p->expr.root->type)))
		mistake_help(m, "`as` says what is compared: number, text, words, name, date or period");
}

/* exactly one way to say where the value stands */
static void
check_place(struct draft *d, const struct node *n, struct agree_place *p)
{
	struct mistakes *m = d->r->m;
	bool cell = selector_is_set(&p->row) && selector_is_set(&p->column);
	int ways = (node_get(n, CF_S("match")) != NULL) + cell +
	    (node_get(n, CF_S("value")) != NULL) + selector_is_set(&p->list) +
	    selector_is_set(&p->field) + p->acronyms;

	p->value = p->key = -1;
	if (ways != 1 || selector_is_set(&p->row) != selector_is_set(&p->column)) {
		if (mistake(m, map_place(n), "a place has one of: match, row and column, value, "
		    "list, field, acronyms"))
			mistake_help(m, "write each as a place of its own");
		return;
	}
	if (p->match == NULL)
		return;
	p->value = pattern_capture(p->match, CF_S("value"));
	p->key = pattern_capture(p->match, CF_S("key"));
	if (p->value < 0 && mistake(m, node_get(n, CF_S("match"))->at,
	    "the pattern has no capture named \"value\""))
		mistake_help(m, "write (?<value>...) around what must agree");
}

static void
read_place(struct draft *d, const struct node *n, struct agree_place *out)
{
	const char *known[16] = { NULL };
	size_t k = 0;

	*out = (struct agree_place){ .where = WHERE_PROSE | WHERE_TABLES };
	if (!is_map(d, n, "a place"))
		return;
	for (const struct param *p = place_params; p->name != NULL; p++) {
		const struct node *v = node_get(n, str_of(p->name));
		void *field = (char *)out + p->offset;

		known[k++] = p->name;
		if (v == NULL)
			continue;
		if (p->type == PARAM_PATTERN)
			draft_pattern(d, v, p, field);
		else if (p->type == PARAM_CHOICES)
			(void)value_choices(d->r, v, p->name, p->choices, field);
		else if (p->type == PARAM_FILTER)
			draft_filter(d, v, p->name, field);
		else if (p->type == PARAM_FLAG)
			(void)value_flag(d->r, v, p->name, field);
		else if (p->type == PARAM_VALUE)
			draft_expression(d, v, p->name, TYPE_NONE, field);
		else
			(void)value_selector(d->r, v, p->name, field);
	}
	map_check_keys(d->r->m, n, "a place", known);
	check_place(d, n, out);
	check_place_type(d, n, out);
}

void
read_places(struct draft *d, const struct node *n)
{
	struct agree_place *places;
	size_t k = 0;

	if (n->kind != NODE_LIST) {
		(void)value_mismatch(d->r, n, "places", "a list of maps");
		return;
	}
	if (n->n == 0)
		mistake(d->r->m, n->at, "\"places\" is an empty list");
	places = arena_array(&d->r->rules->arena, n->n, struct agree_place);
	for (const struct node *item = n->first; item != NULL; item = item->next)
		read_place(d, item, &places[k++]);
	d->rule->places = places;
	d->rule->nplaces = k;
}
