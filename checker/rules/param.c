/* Parameters of packs; see param.h. */
#include "rules/param.h"

#include "base/limits.h"

/* ---- what `params:` says */

static bool
is_first_char(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_name_char(char c)
{
	return is_first_char(c) || ch_digit(c) || c == '-';
}

/* the end of the name that begins at s[from]; `from` itself when none does */
static size_t
name_end(struct str s, size_t from)
{
	size_t to = from;

	if (from < s.n && is_first_char(s.p[from]))
		while (to < s.n && is_name_char(s.p[to]))
			to++;
	return to;
}

bool
param_value_check(struct packs *ps, struct pack_file *f, const struct node *n, const char *name)
{
	struct reader r = { ps->rules, &f->m };
	bool fine = true;
	struct str ignored;

	if (n->kind == NODE_MAP) {
		(void)value_mismatch(&r, n, name, "a text or a list of texts");
		return false;
	}
	if (n->kind == NODE_SCALAR)
		return !n->bad;
	if (n->n == 0) {
		if (mistake(&f->m, n->at, "\"%s\" is an empty list", name))
			mistake_help(&f->m, "write nothing after the colon, and what the "
			    "parameter is the value of is left out");
		return false;
	}
	for (const struct node *item = n->first; item != NULL; item = item->next)
		fine = value_scalar(&r, item, name, &ignored) && fine;
	return fine;
}

/* the value of a parameter in { default: ..., help: ... } */
static const struct node *
read_long_form(struct packs *ps, struct pack_file *f, const struct node *map, const char *name)
{
	static const char *const known[] = { "default", "help", NULL };
	struct reader r = { ps->rules, &f->m };
	const struct node *value = node_get(map, CF_S("default"));
	const struct node *help = node_get(map, CF_S("help"));
	struct str ignored;

	map_check_keys(&f->m, map, "a parameter", known);
	if (help != NULL)
		(void)value_scalar(&r, help, "help", &ignored);
	if (value == NULL && mistake(&f->m, map_place(map),
	    "the parameter \"%s\" has no \"default\"", name))
		mistake_help(&f->m, "write default: with nothing after it for none");
	return value;
}

static struct node *
copy_of(struct packs *ps, const struct node *n)
{
	struct node *copy = arena_new(&ps->arena, struct node);

	*copy = *n;
	copy->next = NULL;
	return copy;
}

static const struct node *expand_default(struct packs *ps, struct pack_file *f,
    const struct node *n);

/* the default of a parameter; one that cannot be used is marked as bad */
static const struct node *
read_default(struct packs *ps, struct pack_file *f, const struct node *v, const char *name)
{
	const struct node *value = v->kind == NODE_MAP ? read_long_form(ps, f, v, name) : v;
	struct node *bad;

	if (value != NULL && param_value_check(ps, f, value, name))
		return expand_default(ps, f, value);
	bad = copy_of(ps, v);
	bad->kind = NODE_SCALAR;
	bad->bad = true;
	return bad;
}

static void
read_param(struct packs *ps, struct pack_file *f, const struct node *v)
{
	struct pack *pack = f->pack;
	const char *name = shown(&f->m, v->key->s);
	struct pack_param *p, *first;

	if (name_end(v->key->s, 0) != v->key->s.n || v->key->s.n == 0) {
		if (mistake(&f->m, v->key->at, "\"%s\" cannot be the name of a parameter", name))
			mistake_help(&f->m, "a name is small letters, digits and -, a letter first");
		return;
	}
	if (pack->nparams == CF_MAX_PARAMS) {
		mistake(&f->m, v->key->at, "more than %u parameters in a pack", CF_MAX_PARAMS);
		mistake_is_limit(&f->m);
		return;
	}
	p = arena_new(&ps->arena, struct pack_param);
	*p = (struct pack_param){ .name = v->key->s, .file = f, .home = f, .defined = v->key };
	first = map_put(&pack->params, &ps->arena, p->name, p);
	if (first != NULL) {
		if (mistake(&f->m, v->key->at, "the parameter \"%s\" exists already", name))
			mistake_help(&f->m, "the first is at %.160s:%zu:%zu", first->home->path,
			    first->defined->pos.line, first->defined->pos.column);
		return;
	}
	p->value = read_default(ps, f, v, name);
	if (VEC_ROOM(&ps->arena, pack->param, pack->nparams, pack->paramcap))
		pack->param[pack->nparams++] = p;
}

void
params_read(struct packs *ps, struct pack_file *f, const struct node *map)
{
	struct reader r = { ps->rules, &f->m };

	if (map->kind != NODE_MAP) {
		if (value_mismatch(&r, map, "params", "a map"))
			mistake_help(&f->m, "write params: { name: default }");
		return;
	}
	for (const struct node *v = map->first; v != NULL; v = v->next)
		if (!v->key->bad)
			read_param(ps, f, v);
}

/* ---- putting values in */

/* One value being expanded. */
struct use {
	struct packs *ps;
	struct pack_file *f;
	bool *given;
	bool is_default;	/* the value of a parameter, which can use no other */
};

static const struct node *expand(struct use *u, const struct node *n);

static struct node *
bad_copy(struct use *u, const struct node *n)
{
	struct node *bad = copy_of(u->ps, n);

	bad->bad = true;
	return bad;
}

/* bytes that a parameter makes: false past the limit of a run */
static bool
account(struct use *u, const struct node *n, size_t bytes)
{
	bool before = u->ps->expanded > CF_MAX_EXPANDED;

	u->ps->expanded += bytes;
	if (u->ps->expanded <= CF_MAX_EXPANDED)
		return true;
	if (!before) {
		mistake(&u->f->m, n->at, "the parameters make more than %u bytes of text",
		    CF_MAX_EXPANDED);
		mistake_is_limit(&u->f->m);
	}
	return false;
}

static void
refuse_unknown(struct use *u, const struct node *n, struct str name, struct span at)
{
	struct mistakes *m = &u->f->m;
	const struct pack *pack = u->f->pack;
	struct names names = { .arena = m->arena, .found = name };

	if (!mistake(m, at, "unknown parameter \"%s\"", shown(m, name)))
		return;
	for (size_t i = 0; i < pack->nparams; i++)
		names_offer(&names, pack->param[i]->name);
	if (names.best.n > 0)
		names_help(m, &names, "the parameters here are");
	else if (names.n > 0)
		mistake_help(m, "the parameters here are: %.*s; write $$ for a dollar",
		    (int)names.all.n, names.all.p);
	else
		mistake_help(m, "the pack has no parameters; write $$ for a dollar%s",
		    n->s.p[0] == '$' && n->s.n == name.n + 1 ? "" : " before a brace");
}

/* the parameter n.s[from, to) names, or NULL after a mistake; all: it is the whole value */
static const struct pack_param *
find_param(struct use *u, const struct node *n, size_t from, size_t to)
{
	struct str name = str_sub(n->s, from, to);
	struct pack_param *p = map_get(&u->f->pack->params, name);
	struct mistakes *m = &u->f->m;

	if (u->is_default) {
		if (mistake(m, n->at, "a default cannot use another parameter"))
			mistake_help(m, "write $$ for a dollar");
		return NULL;
	}
	if (p == NULL) {
		refuse_unknown(u, n, name, mistakes_full(m) ? n->at :
		    node_part(m->source, n, from, to));
		return NULL;
	}
	*u->given = *u->given || p->given;
	mistakes_origin(m, (struct origin){ n->at, p->name, p->file->path, p->value->pos });
	return p;
}

/* a copy of a scalar or list that stands in the place of `use` */
static struct node *
set_in_place(struct use *u, const struct node *value, const struct node *use)
{
	struct node *n;

	if (!account(u, use, sizeof(*n) + value->s.n))
		return bad_copy(u, use);
	n = copy_of(u->ps, use);
	n->kind = value->kind;
	n->style = STYLE_PLAIN;
	n->bad = value->bad;
	n->s = value->s;
	n->n = value->n;
	if (value->kind == NODE_SCALAR || n->bad)
		return n;
	n->first = n->last = NULL;
	for (const struct node *item = value->first; item != NULL; item = item->next) {
		struct node *copy = set_in_place(u, item, use);

		copy->key = NULL;
		n->bad = n->bad || copy->bad;
		if (n->first == NULL)
			n->first = copy;
		else
			n->last->next = copy;
		n->last = copy;
	}
	return n;
}

static bool
is_nothing(const struct node *value)
{
	return value->kind == NODE_SCALAR && value->s.n == 0 && !value->bad;
}

static const struct node *
expand_whole(struct use *u, const struct node *n)
{
	const struct pack_param *p = find_param(u, n, 1, n->s.n);

	if (p == NULL)
		return bad_copy(u, n);
	return is_nothing(p->value) ? NULL : set_in_place(u, p->value, n);
}

/* A text that grows. */
struct growing {
	char *p;
	size_t n, cap;
};

static void
put(struct use *u, struct growing *g, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (VEC_ROOM(&u->ps->arena, g->p, g->n, g->cap))
			g->p[g->n++] = s.p[i];
}

/* where ${name} stands, which begins at n->s[at] and whose name ends at `to` */
static struct span
use_place(const struct use *u, const struct node *n, size_t at, size_t to)
{
	const struct mistakes *m = &u->f->m;

	return mistakes_full(m) ? n->at :
	    node_part(m->source, n, at, to < n->s.n ? to + 1 : to);
}

/* the value of ${name}, which begins at n->s[at]; *end: behind it. False after a mistake. */
static bool
put_param(struct use *u, const struct node *n, size_t at, size_t *end, struct growing *g)
{
	struct mistakes *m = &u->f->m;
	size_t to = name_end(n->s, at + 2);
	const struct pack_param *p;

	if (to == at + 2 || to == n->s.n || n->s.p[to] != '}') {
		mistake(m, use_place(u, n, at, to), "a ${ that is not a ${parameter}");
		mistake_help(m, "write $${ for a dollar before a brace");
		return false;
	}
	*end = to + 1;
	p = find_param(u, n, at + 2, to);
	if (p == NULL || p->value->bad)
		return false;
	if (p->value->kind == NODE_LIST) {
		mistake(m, use_place(u, n, at, to),
		    "\"%s\" is a list; only a text can stand here", shown(m, p->name));
		return false;
	}
	if (!account(u, n, p->value->s.n))
		return false;
	put(u, g, p->value->s);
	return true;
}

/* $$ and ${name} inside a text; any other dollar stands for itself */
static const struct node *
expand_text(struct use *u, const struct node *n)
{
	struct growing g = { NULL, 0, 0 };
	struct node *copy;
	struct str s = n->s;
	size_t at = 0;

	while (at < s.n) {
		const char *dollar = memchr(s.p + at, '$', s.n - at);
		size_t to = dollar == NULL ? s.n : (size_t)(dollar - s.p);

		put(u, &g, str_sub(s, at, to));
		at = to;
		if (at < s.n && at + 1 < s.n && s.p[at + 1] == '{') {
			if (!put_param(u, n, at, &at, &g))
				return bad_copy(u, n);
		} else if (at < s.n) {
			put(u, &g, CF_S("$"));
			at += at + 1 < s.n && s.p[at + 1] == '$' ? 2 : 1;
		}
		if (g.n > CF_MAX_VALUE) {
			mistake(&u->f->m, n->at, "with its parameters the text has more than %u bytes",
			    CF_MAX_VALUE);
			mistake_is_limit(&u->f->m);
			return bad_copy(u, n);
		}
	}
	copy = copy_of(u->ps, n);
	copy->s = (struct str){ g.p, g.n };
	return copy;
}

static const struct node *
expand_scalar(struct use *u, const struct node *n)
{
	if (n->bad || n->s.n == 0 || memchr(n->s.p, '$', n->s.n) == NULL)
		return n;
	if (n->s.p[0] == '$' && n->s.n > 1 && name_end(n->s, 1) == n->s.n)
		return expand_whole(u, n);
	return expand_text(u, n);
}

/* put a value at the end of a list or map; one that is in another list already is copied */
static void
append(struct use *u, struct node *to, const struct node *n)
{
	struct node *copy = copy_of(u->ps, n);

	to->bad = to->bad || copy->bad;
	if (to->first == NULL)
		to->first = copy;
	else
		to->last->next = copy;
	to->last = copy;
	to->n++;
}

/* what became of an item: nothing, itself, or the items of a list in its place */
static void
append_expanded(struct use *u, struct node *to, const struct node *item, const struct node *now)
{
	if (now == NULL)
		return;
	if (to->kind == NODE_LIST && now->kind == NODE_LIST && item->kind == NODE_SCALAR) {
		for (const struct node *n = now->first; n != NULL; n = n->next)
			append(u, to, n);
		to->bad = to->bad || now->bad;
		return;
	}
	append(u, to, now);
}

static const struct node *
expand_items(struct use *u, const struct node *n)
{
	struct node *copy = NULL;

	for (const struct node *item = n->first; item != NULL; item = item->next) {
		const struct node *now = expand(u, item);

		if (now == item && copy == NULL)
			continue;
		if (copy == NULL) {	/* the first that differs: those before it come along */
			copy = copy_of(u->ps, n);
			copy->first = copy->last = NULL;
			copy->n = 0;
			for (const struct node *same = n->first; same != item; same = same->next)
				append(u, copy, same);
		}
		append_expanded(u, copy, item, now);
	}
	if (copy != NULL && copy->kind == NODE_LIST && copy->n == 0)
		return NULL;	/* all that was in it is nothing */
	return copy == NULL ? n : copy;
}

static const struct node *
expand(struct use *u, const struct node *n)
{
	return n->kind == NODE_SCALAR ? expand_scalar(u, n) : expand_items(u, n);
}

const struct node *
param_expand(struct packs *ps, struct pack_file *f, const struct node *n, bool *given)
{
	struct use u = { .ps = ps, .f = f, .given = given };

	return f->has_dollars && f->pack != NULL ? expand(&u, n) : n;
}

static const struct node *
expand_default(struct packs *ps, struct pack_file *f, const struct node *n)
{
	bool ignored = false;
	struct use u = { .ps = ps, .f = f, .given = &ignored, .is_default = true };

	return expand(&u, n);
}

/*
 * A test is a report that was written for the defaults. When a rule is adapted,
 * it proves something only if it takes the parameters that were given too.
 */
static void
expand_tests(struct use *u, struct node *to, const struct node *tests, bool adapted)
{
	struct node *list = copy_of(u->ps, tests);

	if (tests->kind != NODE_LIST) {
		append(u, to, tests);
		return;
	}
	list->first = list->last = NULL;
	list->n = 0;
	for (const struct node *item = tests->first; item != NULL; item = item->next) {
		bool given = false;
		struct use mine = { .ps = u->ps, .f = u->f, .given = &given };
		const struct node *now = expand(&mine, item);

		if (now != NULL && (given || !adapted))
			append(u, list, now);
	}
	if (list->n > 0 || tests->n == 0)
		append(u, to, list);
}

const struct node *
param_expand_rule(struct packs *ps, struct pack_file *f, const struct node *map, bool *given)
{
	struct use u = { .ps = ps, .f = f, .given = given };
	const struct node *tests = NULL;
	struct node *copy;

	if (!f->has_dollars || f->pack == NULL || map->kind != NODE_MAP)
		return map;
	copy = copy_of(ps, map);
	copy->first = copy->last = NULL;
	copy->n = 0;
	for (const struct node *v = map->first; v != NULL; v = v->next) {
		struct str key = v->key->s;

		if (str_eq(key, CF_S("tests")) && tests == NULL)
			tests = v;
		else if (str_eq(key, CF_S("id")) || str_eq(key, CF_S("check")))
			append(&u, copy, v);
		else
			append_expanded(&u, copy, v, expand(&u, v));
	}
	if (tests != NULL)
		expand_tests(&u, copy, tests, *given);
	return copy;
}
