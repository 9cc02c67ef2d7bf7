/* Values of rule keys, checked one by one; see value.h. */
#include "rules/value.h"

#include "base/limits.h"
#include "base/utf8.h"

const char *
node_kind_name(const struct node *n)
{
	switch (n->kind) {
	case NODE_SCALAR:
		return "a text";
	case NODE_LIST:
		return "a list";
	case NODE_MAP:
		break;
	}
	return "a map";
}

bool
value_mismatch(struct reader *r, const struct node *n, const char *name, const char *want)
{
	struct span at = n->kind == NODE_SCALAR ? node_place(n) : n->at;

	if (n->alias)
		return false;
	if (n->kind == NODE_SCALAR && n->s.n == 0)
		return mistake(r->m, at, "\"%s\" is empty; it must be %s", name, want);
	return mistake(r->m, at, "\"%s\" must be %s, not %s", name, want, node_kind_name(n));
}

void
map_check_keys(struct mistakes *m, const struct node *map, const char *what,
    const char *const *known)
{
	for (const struct node *v = map->first; v != NULL; v = v->next) {
		struct names names = { .arena = m->arena, .found = v->key->s };
		const char *const *k = known;

		while (*k != NULL && !str_eq(str_of(*k), v->key->s))
			k++;
		if (*k != NULL || v->key->bad ||
		    !mistake(m, v->key->at, "unknown key \"%s\" in %s", shown(m, v->key->s), what))
			continue;
		for (k = known; *k != NULL; k++)
			names_offer(&names, str_of(*k));
		names_help(m, &names, "the keys here are");
	}
}

struct span
map_place(const struct node *map)
{
	const struct node *id = node_get(map, CF_S("id"));

	if (id != NULL && id->kind == NODE_SCALAR)
		return node_place(id);
	return map->first != NULL ? map->first->key->at : map->at;
}

bool
value_scalar(struct reader *r, const struct node *n, const char *name, struct str *out)
{
	if (n->kind != NODE_SCALAR) {
		if (value_mismatch(r, n, name, "a text") && n->kind == NODE_MAP)
			mistake_help(r->m, "put a text that begins with { or holds \": \" in "
			    "quotes");
		return false;
	}
	if (n->bad)
		return false;
	if (str_trim(n->s).n == 0) {
		mistake(r->m, node_place(n), "\"%s\" is empty", name);
		return false;
	}
	*out = n->s;
	return true;
}

bool
value_text(struct reader *r, const struct node *n, const char *name, struct str *out)
{
	struct str s;

	if (!value_scalar(r, n, name, &s))
		return false;
	*out = arena_str(&r->rules->arena, s);
	return true;
}

bool
value_id(struct reader *r, const struct node *n, const char *name, struct str *out)
{
	struct str s;

	if (!value_scalar(r, n, name, &s))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		size_t len = 1;

		if ((c >= 'a' && c <= 'z') || ch_digit(c) || c == '-')
			continue;
		(void)utf8_at(s.p + i, s.n - i, &len);
		mistake(r->m, mistakes_full(r->m) ? n->at :
		    node_part(r->m->source, n, i, i + len),
		    "\"%s\" holds \"%s\"; only a-z, 0-9 and - may stand in it", name,
		    shown(r->m, str_sub(s, i, i + len)));
		return false;
	}
	*out = arena_str(&r->rules->arena, s);
	return true;
}

static bool
refuse_choice(struct reader *r, const struct node *n, const char *name, struct str s,
    const struct choice *choices)
{
	struct names names = { .arena = r->m->arena, .found = s };

	if (!mistake(r->m, n->at, "\"%s\" cannot be \"%s\"", name, shown(r->m, s)))
		return false;
	for (; choices->name != NULL; choices++)
		names_offer(&names, str_of(choices->name));
	names_help(r->m, &names, "one of");
	return false;
}

bool
value_choice(struct reader *r, const struct node *n, const char *name,
    const struct choice *choices, unsigned *out)
{
	struct str s;

	if (!value_scalar(r, n, name, &s))
		return false;
	for (const struct choice *c = choices; c->name != NULL; c++) {
		if (str_eq(str_of(c->name), s)) {
			*out = c->value;
			return true;
		}
	}
	return refuse_choice(r, n, name, s, choices);
}

bool
value_choices(struct reader *r, const struct node *n, const char *name,
    const struct choice *choices, unsigned *out)
{
	unsigned bits = 0, bit;
	bool fine = true;

	if (n->kind != NODE_LIST)
		return value_choice(r, n, name, choices, out);
	if (n->n == 0) {
		mistake(r->m, n->at, "\"%s\" is an empty list", name);
		return false;
	}
	for (const struct node *item = n->first; item != NULL; item = item->next) {
		if (value_choice(r, item, name, choices, &bit))
			bits |= bit;
		else
			fine = false;
	}
	*out = bits;
	return fine;
}

bool
value_flag(struct reader *r, const struct node *n, const char *name, bool *out)
{
	static const struct choice flags[] = { { "true", 1 }, { "false", 0 }, { NULL, 0 } };
	unsigned value;

	if (!value_choice(r, n, name, flags, &value))
		return false;
	*out = value == 1;
	return true;
}

bool
value_number(struct reader *r, const struct node *n, const char *name, struct figure *out)
{
	struct text text = { .span = n->at };
	struct figure f;

	if (!value_scalar(r, n, name, &text.s))
		return false;
	if (!figure_at(&text, 0, &f) || f.to != text.s.n) {
		mistake(r->m, n->at, "\"%s\" must be a number, not \"%s\"", name,
		    shown(r->m, text.s));
		return false;
	}
	*out = f;
	return true;
}

/* where in the file byte `offset` of the pattern at `at` is */
static struct span
pattern_place(struct reader *r, const struct node *n, struct str source, size_t at, size_t offset)
{
	size_t end = offset;

	if (mistakes_full(r->m) || offset == 0)
		return n->at;
	if (end < source.n)
		end++;
	while (end < source.n && ((unsigned char)source.p[end] & 0xC0) == 0x80)
		end++;
	return node_part(r->m->source, n, at + offset, at + end);
}

/* many rules ask for the same labels: each is compiled once */
static struct str
pattern_key(struct reader *r, struct str source, const struct pattern_options *opts)
{
	char *p = arena_alloc(r->m->arena, source.n + 1, 1);

	p[0] = (char)('0' + (opts->ignore_case ? 1 : 0) + (opts->ucp ? 2 : 0) +
	    (opts->searched ? 4 : 0));
	memcpy(p + 1, source.p, source.n);
	return (struct str){ p, source.n + 1 };
}

const struct pattern *
value_compile(struct reader *r, const struct node *n, struct str source, size_t at,
    const struct pattern_options *opts)
{
	struct rules *rules = r->rules;
	struct str message, key;
	struct pattern_options with = *opts;
	struct pattern *p;
	size_t offset;

	with.store = rules->store;
	key = pattern_key(r, source, opts);
	p = map_get(&rules->pattern_of, key);
	if (p != NULL)
		return p;
	if (rules->pattern_bytes > CF_MAX_PATTERNS) {
		if (mistake(r->m, n->at, "the patterns take more than %u bytes of memory",
		    CF_MAX_PATTERNS))
			mistake_is_limit(r->m);
		return NULL;
	}
	/* room first, so that a compiled pattern always has its place */
	if (!VEC_ROOM(&rules->arena, rules->patterns, rules->npatterns, rules->patterncap))
		return NULL;
	p = pattern_compile(&rules->arena, r->m->arena, source, &with, &message, &offset);
	if (p == NULL) {
		size_t character = utf8_count(str_sub(source, 0, offset)) + 1;

		if (mistake(r->m, pattern_place(r, n, source, at, offset),
		    "the pattern does not compile: %s", shown(r->m, message)) && offset > 0)
			mistake_help(r->m, "at character %zu of the pattern", character);
		return NULL;
	}
	pattern_set_number(p, rules->npatterns);
	rules->patterns[rules->npatterns++] = p;
	(void)map_put(&rules->pattern_of, r->m->arena, key, p);
	rules->pattern_bytes += pattern_size(p);
	return p;
}

bool
value_pattern(struct reader *r, const struct node *n, const char *name,
    const struct pattern_options *opts, const struct pattern **out)
{
	struct str s;

	if (!value_scalar(r, n, name, &s))
		return false;
	*out = value_compile(r, n, s, 0, opts);
	return *out != NULL;
}
