/*
 * Packs that extend others: their order, and what they say of one another. Those
 * that extend speak before those that they extend, and of two values for one
 * thing the first counts: so the outermost pack decides, and of packs beside
 * each other the one that was loaded last.
 */
#include "base/limits.h"
#include "rules/kinds.h"
#include "rules/param.h"

/* ---- the order */

/* "a extends b (a.yml:2:10), b extends a (b.yml:2:10)" */
static struct str
put_chain(struct packs *ps, const struct pack *first)
{
	const struct pack *p = first;
	struct str s = CF_S("");

	do {
		const struct pack *to = p->via->to;
		struct pos pos = p->via->at->pos;

		s = arena_printf(&ps->arena, "%.*s%s%.*s extends %.*s (%.100s:%zu:%zu)", (int)s.n,
		    s.p, s.n == 0 ? "" : ", ", (int)p->name.n, p->name.p, (int)to->name.n,
		    to->name.p, p->via_file->path, pos.line, pos.column);
		p = to;
	} while (p != first);
	return s;
}

static void visit(struct packs *ps, struct pack *pack, unsigned depth);

/* go along one `extends`; it is cut where that leads in a circle or too far */
static void
follow(struct packs *ps, struct pack *pack, struct pack_file *f, struct extends *e, unsigned depth)
{
	if (e->to == NULL)
		return;
	pack->via = e;
	pack->via_file = f;
	if (e->to->visit == VISIT_OPEN) {
		struct str chain = put_chain(ps, e->to);

		mistake(&f->m, e->at->at, "packs extend each other in a circle: %.*s",
		    (int)chain.n, chain.p);
		e->to = NULL;
		return;
	}
	if (depth < CF_MAX_EXTENDS_DEPTH)
		visit(ps, e->to, depth + 1);
	if (depth >= CF_MAX_EXTENDS_DEPTH || e->to->height >= CF_MAX_EXTENDS_DEPTH) {
		mistake(&f->m, e->at->at, "more than %u packs extend one another in a chain",
		    CF_MAX_EXTENDS_DEPTH);
		mistake_is_limit(&f->m);
		e->to = NULL;
		return;
	}
	if (e->to->height + 1 > pack->height)
		pack->height = e->to->height + 1;
}

static void
visit(struct packs *ps, struct pack *pack, unsigned depth)
{
	if (pack->visit == VISIT_DONE)
		return;
	pack->visit = VISIT_OPEN;
	for (size_t i = 0; i < pack->nfiles; i++)
		for (size_t k = 0; k < pack->file[i]->nextends; k++)
			follow(ps, pack, pack->file[i], &pack->file[i]->extends[k], depth);
	pack->visit = VISIT_DONE;
	if (VEC_ROOM(&ps->arena, ps->order, ps->norder, ps->ordercap))
		ps->order[ps->norder++] = pack;
}

/* ---- what a file extends */

/* All packs below a file, each once. */
struct below {
	struct pack **pack;
	size_t n, cap;
	bool whole;	/* false: some are missing, so no name can be called unknown */
};

static void
gather(struct packs *ps, const struct pack_file *f, struct below *b)
{
	for (size_t k = 0; k < f->nextends; k++) {
		struct pack *to = f->extends[k].to;

		if (to == NULL)
			b->whole = false;
		if (to == NULL || to->mark == ps->gathered)
			continue;
		to->mark = ps->gathered;
		if (VEC_ROOM(&ps->arena, b->pack, b->n, b->cap))
			b->pack[b->n++] = to;
		for (size_t i = 0; i < to->nfiles; i++)
			gather(ps, to->file[i], b);
	}
}

/* ---- with */

static void
refuse_param(struct packs *ps, struct pack_file *f, const struct node *key, const struct below *b)
{
	struct names names = { .arena = &ps->arena, .found = key->s };

	if (!b->whole || !mistake(&f->m, key->at, "unknown parameter \"%s\" in \"with\"",
	    shown(&f->m, key->s)))
		return;
	for (size_t i = 0; i < b->n; i++)
		for (size_t k = 0; k < b->pack[i]->nparams; k++)
			names_offer(&names, b->pack[i]->param[k]->name);
	if (names.n == 0)
		mistake_help(&f->m, f->m.kind == NULL ?
		    "what is extended here has no parameters" :
		    "the packs in use have no parameters");
	else
		names_help(&f->m, &names, "the parameters are");
}

static const struct node *
nothing(struct packs *ps, const struct node *at)
{
	struct node *n = arena_new(&ps->arena, struct node);

	*n = (struct node){ .at = at->at, .pos = at->pos, .key = at->key, .s = CF_S("") };
	return n;
}

static void
give(struct packs *ps, struct pack_file *f, const struct node *v, const struct below *b)
{
	bool ignored = false, found = false;
	const struct node *value = param_expand(ps, f, v, &ignored);

	if (value == NULL)
		value = nothing(ps, v);
	if (!param_value_check(ps, f, value, shown(&f->m, v->key->s)))
		return;
	for (size_t i = 0; i < b->n; i++) {
		struct pack_param *p = map_get(&b->pack[i]->params, v->key->s);

		found = found || p != NULL;
		if (p == NULL || p->given)
			continue;
		p->value = value;
		p->file = f;
		p->given = true;
	}
	if (!found)
		refuse_param(ps, f, v->key, b);
}

static void
give_all(struct packs *ps, struct pack_file *f, const struct below *b)
{
	struct reader r = { ps->rules, &f->m };

	if (f->with == NULL)
		return;
	if (f->with->kind != NODE_MAP) {
		if (value_mismatch(&r, f->with, "with", "a map"))
			mistake_help(&f->m, "write with: { parameter: value }");
		return;
	}
	for (const struct node *v = f->with->first; v != NULL; v = v->next)
		if (!v->key->bad)
			give(ps, f, v, b);
}

/* ---- off and severity */

static void
index_rule(struct packs *ps, struct pack *pack, const struct node *map)
{
	const struct node *id = map->kind == NODE_MAP ? node_get(map, CF_S("id")) : NULL;
	struct pack_rule *rule;

	if (id == NULL || id->kind != NODE_SCALAR || map_get(&pack->rules, id->s) != NULL)
		return;
	rule = arena_new(&ps->arena, struct pack_rule);
	rule->id = id->s;
	(void)map_put(&pack->rules, &ps->arena, id->s, rule);
	if (VEC_ROOM(&ps->arena, pack->rule, pack->nrules, pack->rulecap))
		pack->rule[pack->nrules++] = rule;
}

static void
index_pack(struct packs *ps, struct pack *pack)
{
	if (pack->indexed)
		return;
	pack->indexed = true;
	for (size_t i = 0; i < pack->nfiles; i++)
		if (pack->file[i]->rules != NULL)
			for (const struct node *n = pack->file[i]->rules->first; n != NULL; n = n->next)
				index_rule(ps, pack, n);
}

/* does one of the packs have it? */
static bool
some_have(struct pack *const *pack, size_t n, struct str id)
{
	while (n > 0 && map_get(&pack[n - 1]->rules, id) == NULL)
		n--;
	return n > 0;
}

static void
refuse_rule(struct packs *ps, struct pack_file *f, const struct node *at, struct str id,
    struct pack *const *pack, size_t npacks)
{
	struct names names = { .arena = &ps->arena, .found = id };

	bool kept = npacks == 1 ? mistake(&f->m, at->at, "the pack %.*s has no rule \"%s\"",
	    (int)pack[0]->name.n, pack[0]->name.p, shown(&f->m, id)) :
	    mistake(&f->m, at->at, "no pack that is extended here has a rule \"%s\"",
	    shown(&f->m, id));

	if (!kept)
		return;
	for (size_t i = 0; i < npacks; i++)
		for (size_t k = 0; k < pack[i]->nrules; k++)
			if (!some_have(pack, i, pack[i]->rule[k]->id))
				names_offer(&names, pack[i]->rule[k]->id);
	names_help(&f->m, &names, npacks == 1 ? "its rules are" : "the rules are");
}

static void
refuse_pack(struct packs *ps, struct pack_file *f, const struct node *at, struct str name,
    const struct below *b)
{
	struct names names = { .arena = &ps->arena, .found = name };

	if (!mistake(&f->m, at->at, "the pack \"%s\" is not extended here", shown(&f->m, name)))
		return;
	for (size_t i = 0; i < b->n; i++)
		names_offer(&names, b->pack[i]->name);
	names_help(&f->m, &names, "the packs are");
}

static void
refuse_ambiguous(struct pack_file *f, const struct node *at, const struct pack *one,
    const struct pack *two)
{
	if (mistake(&f->m, at->at, "the packs %.*s and %.*s both have a rule \"%s\"",
	    (int)one->name.n, one->name.p, (int)two->name.n, two->name.p, shown(&f->m, at->s)))
		mistake_help(&f->m, "write %.*s/%s or %.*s/%s", (int)one->name.n, one->name.p,
		    shown(&f->m, at->s), (int)two->name.n, two->name.p, shown(&f->m, at->s));
}

/* the rule that a text names, "id" or "pack/id"; NULL after a mistake */
static struct pack_rule *
find_rule(struct packs *ps, struct pack_file *f, const struct node *at, const struct below *b)
{
	const char *slash = at->s.n == 0 ? NULL : memchr(at->s.p, '/', at->s.n);
	size_t n = slash == NULL ? 0 : (size_t)(slash - at->s.p);
	struct str name = str_sub(at->s, 0, n), id = slash == NULL ? at->s :
	    str_sub(at->s, n + 1, at->s.n);
	struct pack_rule *found = NULL;
	struct pack *in = NULL;
	size_t packs = 0;

	for (size_t i = 0; i < b->n; i++) {
		struct pack_rule *rule;

		index_pack(ps, b->pack[i]);
		if (slash != NULL && !str_eq(b->pack[i]->name, name))
			continue;
		packs++;
		rule = map_get(&b->pack[i]->rules, id);
		if (rule != NULL && found != NULL) {
			refuse_ambiguous(f, at, in, b->pack[i]);
			return NULL;
		}
		if (rule != NULL || found == NULL)
			in = b->pack[i];
		found = rule != NULL ? rule : found;
	}
	if (found == NULL && b->whole && slash != NULL && packs == 0)
		refuse_pack(ps, f, at, name, b);
	else if (found == NULL && b->whole)
		refuse_rule(ps, f, at, id, slash != NULL ? &in : b->pack, slash != NULL ? 1 : b->n);
	return found;
}

static void
leave_out(struct packs *ps, struct pack_file *f, const struct below *b)
{
	const struct node *n = f->off, *item;
	struct reader r = { ps->rules, &f->m };
	struct pack_rule *rule;
	struct str ignored;

	if (n == NULL)
		return;
	if (n->kind == NODE_MAP) {
		(void)value_mismatch(&r, n, "off", "a rule or a list of rules");
		return;
	}
	item = n->kind == NODE_LIST ? n->first : n;
	for (; item != NULL; item = n->kind == NODE_LIST ? item->next : NULL) {
		rule = value_scalar(&r, item, "off", &ignored) ? find_rule(ps, f, item, b) : NULL;
		if (rule != NULL)
			rule->off = true;
	}
}

static void
grade(struct packs *ps, struct pack_file *f, const struct below *b)
{
	const struct param *severity = param_find(common_params, CF_S("severity"));
	struct reader r = { ps->rules, &f->m };
	struct pack_rule *rule;
	unsigned value;

	if (f->severity == NULL)
		return;
	if (f->severity->kind != NODE_MAP) {
		if (value_mismatch(&r, f->severity, "severity", "a map"))
			mistake_help(&f->m, "write severity: { rule-id: warning }");
		return;
	}
	for (const struct node *v = f->severity->first; v != NULL; v = v->next) {
		rule = v->key->bad ? NULL : find_rule(ps, f, v->key, b);
		if (!value_choice(&r, v, "severity", severity->choices, &value) || rule == NULL ||
		    rule->graded)
			continue;
		rule->severity = (enum cf_severity)value;
		rule->graded = true;
	}
}

/* ---- all of it */

static void
speak(struct packs *ps, struct pack_file *f)
{
	struct below b = { .whole = true };

	if (f->nextends == 0)
		return;
	ps->path = f->path;
	ps->gathered++;
	gather(ps, f, &b);
	give_all(ps, f, &b);
	leave_out(ps, f, &b);
	grade(ps, f, &b);
}

/* a configuration is outside of all packs, so it speaks first */
static void
speak_config(struct packs *ps, struct pack_file *config)
{
	struct below b = { .whole = !ps->unreadable };

	ps->path = config->path;
	for (size_t i = 0; i < ps->nfiles; i++) {
		struct pack *pack = ps->file[i]->pack;

		if (pack != NULL && pack->file[0] == ps->file[i] &&
		    VEC_ROOM(&ps->arena, b.pack, b.n, b.cap))
			b.pack[b.n++] = pack;
	}
	give_all(ps, config, &b);
}

void
packs_settle(struct packs *ps)
{
	for (size_t i = 0; i < ps->nconfigs; i++)
		speak_config(ps, ps->config[i]);
	for (size_t i = 0; i < ps->nfiles; i++)
		if (ps->file[i]->pack != NULL)
			visit(ps, ps->file[i]->pack, 0);
	for (size_t i = ps->norder; i > 0; i--)
		for (size_t k = ps->order[i - 1]->nfiles; k > 0; k--)
			speak(ps, ps->order[i - 1]->file[k - 1]);
}
