/*
 * A rule file's text in, rules out: the file is read as a tree, the tree walked,
 * each rule read by read_rule.c and added to the set. A rule with a mistake is
 * left out; the others are kept.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "rules/read_rule.h"

/* The file being read. */
struct pack {
	struct reader r;
	const struct node *root;
	const char *path;	/* in the rules' arena */
	struct str name;	/* n == 0: missing or wrong */
	bool full;		/* no more rules are taken */
};

/* ---- the set of rules */

static void
grow_slots(struct rules *rules)
{
	size_t n = rules->nslots == 0 ? 64 : rules->nslots * 2;
	const struct rule **slots = arena_array(&rules->arena, n, const struct rule *);

	for (size_t i = 0; i < rules->nslots; i++) {
		size_t k;

		if (rules->slots[i] == NULL)
			continue;
		k = str_hash(CF_HASH_SEED, str_of(rules->slots[i]->name)) & (n - 1);
		while (slots[k] != NULL)
			k = (k + 1) & (n - 1);
		slots[k] = rules->slots[i];
	}
	rules->slots = slots;
	rules->nslots = n;
}

/* remember the rule's name; the rule that had it before, or NULL */
static const struct rule *
claim_name(struct rules *rules, const struct rule *rule)
{
	size_t k;

	if (rules->filled * 2 >= rules->nslots)
		grow_slots(rules);
	k = str_hash(CF_HASH_SEED, str_of(rule->name)) & (rules->nslots - 1);
	while (rules->slots[k] != NULL) {
		if (str_eq(str_of(rules->slots[k]->name), str_of(rule->name)))
			return rules->slots[k];
		k = (k + 1) & (rules->nslots - 1);
	}
	rules->slots[k] = rule;
	rules->filled++;
	return NULL;
}

static void
name_rule(struct pack *pack, const struct node *map, struct rule *rule)
{
	const struct node *id = node_get(map, CF_S("id"));
	const struct rule *first;

	if (rule->id.n == 0 || pack->name.n == 0)
		return;
	rule->pack = pack->name;
	rule->path = pack->path;
	rule->line = id->pos.line;
	rule->column = id->pos.column;
	rule->name = arena_printf(&pack->r.rules->arena, "%.*s/%.*s", (int)rule->pack.n,
	    rule->pack.p, (int)rule->id.n, rule->id.p).p;
	first = claim_name(pack->r.rules, rule);
	if (first != NULL && mistake(pack->r.m, id->at, "the rule %s exists already",
	    shown(pack->r.m, str_of(rule->name))))
		mistake_help(pack->r.m, "the first is at %.160s:%zu:%zu", first->path, first->line,
		    first->column);
}

static void
read_rule(struct pack *pack, const struct node *n)
{
	struct rules *rules = pack->r.rules;
	struct mistakes *m = pack->r.m;
	size_t before = m->total;
	struct rule *rule;
	bool fine;

	if (n->kind != NODE_MAP) {
		(void)value_mismatch(&pack->r, n, "rules", "a list of maps");
		return;
	}
	rule = arena_new(&rules->arena, struct rule);
	fine = rule_read(&pack->r, n, rule);
	name_rule(pack, n, rule);
	if (!fine || m->total > before || pack->name.n == 0)
		return;
	if (rules->n >= CF_MAX_RULES) {
		pack->full = true;
		if (mistake(m, map_place(n), "more than %u rules", CF_MAX_RULES))
			mistake_is_limit(m);
		return;
	}
	if (VEC_ROOM(&rules->arena, rules->rule, rules->n, rules->rulecap))
		rules->rule[rules->n++] = rule;
}

static void
read_pack(struct pack *pack)
{
	static const char *const known[] = { "pack", "title", "rules", NULL };
	struct mistakes *m = pack->r.m;
	const struct node *root = pack->root, *name, *title, *rules;
	struct str ignored;

	if (root->kind != NODE_MAP) {
		if (!root->alias && mistake(m, root->at, "a rule file must be a map, not %s",
		    node_kind_name(root)))
			mistake_help(m, "a pack begins with \"pack: name\" and has a list "
			    "\"rules:\"");
		return;
	}
	map_check_keys(m, root, "a pack", known);
	name = node_get(root, CF_S("pack"));
	title = node_get(root, CF_S("title"));
	rules = node_get(root, CF_S("rules"));
	if (name != NULL)
		(void)value_id(&pack->r, name, "pack", &pack->name);
	else
		mistake(m, map_place(root), "the file has no \"pack\"");
	if (title != NULL)
		(void)value_scalar(&pack->r, title, "title", &ignored);
	if (rules == NULL)
		mistake(m, map_place(root), "the pack has no \"rules\"");
	else if (rules->kind != NODE_LIST)
		(void)value_mismatch(&pack->r, rules, "rules", "a list of rules");
	else if (rules->n == 0)
		mistake(m, rules->at, "\"rules\" is an empty list");
	else
		for (const struct node *n = rules->first; n != NULL && !pack->full; n = n->next)
			read_rule(pack, n);
}

/* walk the tree; everything in here may run out of memory and comes back at once */
static enum cf_status
walk(struct pack *pack, const char *path)
{
	struct arena *kept = &pack->r.rules->arena, *scratch = pack->r.m->arena;
	jmp_buf *before = kept->oom;
	jmp_buf oom;

	if (setjmp(oom) != 0) {
		kept->oom = before;
		scratch->oom = NULL;
		return CF_ENOMEM;
	}
	kept->oom = scratch->oom = &oom;
	pack->path = arena_str(kept, str_of(path)).p;
	read_pack(pack);
	kept->oom = before;
	scratch->oom = NULL;
	return CF_OK;
}

/* refused before it is read as YAML */
static enum cf_status
check_file(struct source *src, struct arena *scratch, const char *path, struct str yaml,
    struct cf_error *err)
{
	enum cf_status st;
	const char *nul;
	size_t bad;

	if (yaml.n > CF_MAX_RULE_FILE)
		return error_set(err, CF_ELIMIT, path, 0, 0,
		    "the file has %zu bytes; the limit for a rule file is %u", yaml.n,
		    CF_MAX_RULE_FILE);
	st = source_init(src, scratch, path, yaml, err);
	if (st != CF_EINPUT)
		return st;
	bad = utf8_check(yaml);
	nul = memchr(yaml.p, 0, yaml.n);
	if (bad == yaml.n && nul != NULL)
		bad = (size_t)(nul - yaml.p);
	err->status = CF_ERULE;
	error_snippet(err, yaml, (struct span){ (uint32_t)bad, (uint32_t)bad + 1 });
	return CF_ERULE;
}

enum cf_status
rules_add(struct rules *rules, const char *path, struct str yaml, cf_error_fn fn, void *ctx)
{
	struct arena scratch;
	struct source src;
	struct mistakes m = { .arena = &scratch, .source = &src };
	struct pack pack = { .r = { rules, &m } };
	struct cf_error err;
	enum cf_status st;

	arena_init(&scratch, CF_MAX_MEMORY);
	st = check_file(&src, &scratch, path, yaml, &err);
	if (st == CF_OK) {
		pack.root = yaml_read(&m);
		if (pack.root != NULL)
			st = walk(&pack, path);
		if (st == CF_ENOMEM || m.out_of_memory)
			st = error_set(&err, CF_ENOMEM, path, 0, 0, "out of memory");
	}
	if (st != CF_OK && fn != NULL)
		fn(ctx, &err);
	else if (st == CF_OK)
		st = mistakes_report(&m, fn, ctx);
	arena_release(&scratch);
	return st;
}

void
rules_init(struct rules *rules)
{
	*rules = (struct rules){ 0 };
	arena_init(&rules->arena, CF_MAX_MEMORY);
}

void
rules_release(struct rules *rules)
{
	for (size_t i = 0; i < rules->npatterns; i++)
		pattern_free(rules->patterns[i]);
	arena_release(&rules->arena);
	*rules = (struct rules){ 0 };
}
