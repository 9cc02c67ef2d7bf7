/*
 * What stands in a rule file: the pack's name and settings around the rules, and
 * then each rule, read by read_rule.c and added to the set. A rule with a mistake
 * is left out; the others are kept.
 */
#include "base/limits.h"
#include "rules/param.h"
#include "rules/read_rule.h"

/* ---- around the rules */

/* the pack of this name, made when the first of its files is met */
static struct pack *
pack_named(struct packs *ps, struct str name)
{
	struct pack *pack = map_get(&ps->names, name);

	if (pack != NULL)
		return pack;
	pack = arena_new(&ps->arena, struct pack);
	pack->name = name;
	(void)map_put(&ps->names, &ps->arena, name, pack);
	return pack;
}

static void
join_pack(struct packs *ps, struct pack_file *f, struct str name)
{
	struct pack *pack = pack_named(ps, name);

	f->pack = pack;
	if (VEC_ROOM(&ps->arena, pack->file, pack->nfiles, pack->filecap))
		pack->file[pack->nfiles++] = f;
}

/* `extends`: a name or path, or a list of them; where they lead is found later */
static void
read_extends(struct packs *ps, struct pack_file *f, const struct node *n)
{
	struct reader r = { ps->rules, &f->m };
	const struct node *item = n->kind == NODE_LIST ? n->first : n;
	size_t count = n->kind == NODE_LIST ? n->n : 1;
	struct str ignored;

	if (n->kind == NODE_MAP) {
		(void)value_mismatch(&r, n, "extends", "a pack or a list of packs");
		return;
	}
	if (count == 0)
		mistake(&f->m, n->at, "\"extends\" is an empty list");
	if (count > CF_MAX_EXTENDS) {
		mistake(&f->m, n->at, "more than %u packs in \"extends\"", CF_MAX_EXTENDS);
		mistake_is_limit(&f->m);
		return;
	}
	f->extends = arena_array(&ps->arena, count, struct extends);
	for (; item != NULL; item = n->kind == NODE_LIST ? item->next : NULL)
		if (value_scalar(&r, item, "extends", &ignored))
			f->extends[f->nextends++].at = item;
}

/* the value of a key that has a meaning only beside `extends` */
static const struct node *
beside_extends(struct pack_file *f, const char *key)
{
	const struct node *n = node_get(f->root, str_of(key));

	if (n == NULL || node_get(f->root, CF_S("extends")) != NULL)
		return n;
	if (mistake(&f->m, n->key->at, "\"%s\" without \"extends\"", key))
		mistake_help(&f->m, "it is about the rules of a pack that this one extends");
	return NULL;
}

static void
check_rules(struct packs *ps, struct pack_file *f, bool needed)
{
	struct reader r = { ps->rules, &f->m };

	f->rules = node_get(f->root, CF_S("rules"));
	if (f->rules == NULL) {
		if (needed)
			mistake(&f->m, map_place(f->root), "the pack has no \"rules\"");
	} else if (f->rules->kind != NODE_LIST) {
		(void)value_mismatch(&r, f->rules, "rules", "a list of rules");
		f->rules = NULL;
	} else if (f->rules->n == 0) {
		mistake(&f->m, f->rules->at, "\"rules\" is an empty list");
	}
}

static void
read_settings(struct packs *ps, struct pack_file *f)
{
	struct reader r = { ps->rules, &f->m };
	const struct node *title = node_get(f->root, CF_S("title"));
	const struct node *params = node_get(f->root, CF_S("params"));
	const struct node *extends = node_get(f->root, CF_S("extends"));
	struct str ignored;

	if (title != NULL)
		(void)value_scalar(&r, title, "title", &ignored);
	if (params != NULL && f->pack != NULL)
		params_read(ps, f, params);
	if (extends != NULL)
		read_extends(ps, f, extends);
	f->with = beside_extends(f, "with");
	f->off = beside_extends(f, "off");
	f->severity = beside_extends(f, "severity");
	check_rules(ps, f, extends == NULL);
}

void
pack_head(struct packs *ps, struct pack_file *f)
{
	static const char *const known[] = {
		"pack", "title", "params", "extends", "with", "off", "severity", "rules", NULL,
	};
	struct reader r = { ps->rules, &f->m };
	const struct node *root = f->root, *name;
	struct str s;

	if (root->kind != NODE_MAP) {
		if (!root->alias && mistake(&f->m, root->at, "a rule file must be a map, not %s",
		    node_kind_name(root)))
			mistake_help(&f->m, "a pack begins with \"pack: name\" and has a list "
			    "\"rules:\"");
		return;
	}
	map_check_keys(&f->m, root, "a pack", known);
	name = node_get(root, CF_S("pack"));
	if (name == NULL)
		mistake(&f->m, map_place(root), "the file has no \"pack\"");
	else if (value_id(&r, name, "pack", &s))
		join_pack(ps, f, s);
	read_settings(ps, f);
}

/* ---- the rules */

static void
name_rule(struct packs *ps, struct pack_file *f, const struct node *map, struct rule *rule)
{
	const struct node *id = node_get(map, CF_S("id"));
	struct arena *a = &ps->rules->arena;
	const struct rule *first;

	if (rule->id.n == 0 || f->pack == NULL)
		return;
	rule->pack = f->pack->name;
	rule->line = id->pos.line;
	rule->column = id->pos.column;
	rule->name = arena_printf(a, "%.*s/%.*s", (int)rule->pack.n, rule->pack.p,
	    (int)rule->id.n, rule->id.p).p;
	first = map_put(&ps->rules->names, a, str_of(rule->name), rule);
	if (first != NULL && mistake(&f->m, id->at, "the rule %s exists already",
	    shown(&f->m, str_of(rule->name))))
		mistake_help(&f->m, "the first is at %.160s:%zu:%zu", first->path, first->line,
		    first->column);
}

/* what packs that extend this one say of the rule; NULL: nothing */
static const struct pack_rule *
said_of(const struct pack_file *f, const struct node *map)
{
	const struct node *id = node_get(map, CF_S("id"));

	if (f->pack == NULL || id == NULL || id->kind != NODE_SCALAR)
		return NULL;
	return map_get(&f->pack->rules, id->s);
}

static void
add_rule(struct packs *ps, struct pack_file *f, const struct node *map, struct rule *rule)
{
	struct rules *rules = ps->rules;

	if (rules->n >= CF_MAX_RULES) {
		ps->full = true;
		if (mistake(&f->m, map_place(map), "more than %u rules", CF_MAX_RULES))
			mistake_is_limit(&f->m);
		return;
	}
	if (VEC_ROOM(&rules->arena, rules->rule, rules->n, rules->rulecap))
		rules->rule[rules->n++] = rule;
}

static void
read_rule(struct packs *ps, struct pack_file *f, const struct node *n, const char *path)
{
	struct reader r = { ps->rules, &f->m };
	size_t mistakes = f->m.total, origins = f->m.norigins;
	const struct pack_rule *said;
	bool fine, given = false;
	struct rule *rule;

	if (n->kind != NODE_MAP) {
		(void)value_mismatch(&r, n, "rules", "a list of maps");
		return;
	}
	said = said_of(f, n);
	if (said != NULL && said->off)
		return;
	n = param_expand_rule(ps, f, n, &given);
	rule = arena_new(&ps->rules->arena, struct rule);
	fine = rule_read(&r, n, rule);
	rule->path = path;
	rule->adapted = given;
	if (said != NULL && said->graded)
		rule->severity = said->severity;
	name_rule(ps, f, n, rule);
	if (f->m.total > mistakes)
		return;
	f->m.norigins = origins;	/* only mistakes ask for them */
	if (fine && f->pack != NULL)
		add_rule(ps, f, n, rule);
}

void
pack_rules(struct packs *ps, struct pack_file *f)
{
	const char *path;

	if (f->rules == NULL)
		return;
	path = arena_str(&ps->rules->arena, str_of(f->path)).p;
	for (const struct node *n = f->rules->first; n != NULL && !ps->full; n = n->next)
		read_rule(ps, f, n, path);
}
