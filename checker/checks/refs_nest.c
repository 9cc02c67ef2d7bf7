/* Paragraphs below keys: "(a)", "(ii)" get the path of what they stand under; see refs.h. */
#include "checks/refs_parts.h"

#define MAX_LEVELS 4u

struct depth {
	struct str path, shown;	/* with all above it */
	struct str step;
	unsigned kind;
};

struct nest {
	const struct definition *key;	/* NULL: no key so far */
	struct depth level[MAX_LEVELS];
	size_t n;
};

/* a number, a letter or a roman: those of a kind are on one level */
static unsigned
step_kind(const struct nest *n, struct str s)
{
	bool roman = true, digits = true;

	for (size_t i = 0; i < s.n; i++) {
		roman = roman && strchr("ivx", s.p[i]) != NULL;
		digits = digits && ch_digit(s.p[i]);
	}
	if (digits)
		return 0;
	if (!roman)
		return 1;
	/* "(i)" after "(h)" is a letter; else it begins romans */
	for (size_t i = 0; i < n->n && s.n == 1; i++)
		if (n->level[i].kind == 1 && n->level[i].step.n == 1 &&
		    n->level[i].step.p[0] == s.p[0] - 1)
			return 1;
	return 2;
}

static struct str
last_step(struct str path)
{
	struct str parent = key_parent(path);

	return parent.n == 0 ? path : str_sub(path, parent.n + 1, path.n);
}

static void
nest_put(struct refs *r, struct nest *nest, struct definition *d)
{
	struct str step = last_step(d->key.path), above, shown;
	static const char between = KEY_STEP;
	unsigned kind = step_kind(nest, step);
	size_t i = 0;

	while (i < nest->n && nest->level[i].kind != kind)
		i++;
	if (i >= MAX_LEVELS)
		i = MAX_LEVELS - 1;
	above = i == 0 ? nest->key->key.path : nest->level[i - 1].path;
	d->key.path = arena_join(r->a, (struct str[]){ above, { &between, 1 }, step }, 3);
	shown = i == 0 ? nest->key->key.shown : nest->level[i - 1].shown;
	d->key.shown = arena_join(r->a, (struct str[]){ shown, CF_S(" ("), step, CF_S(")") }, 4);
	nest->level[i] = (struct depth){ d->key.path, d->key.shown, step, kind };
	nest->n = i + 1;
}

void
refs_nest(struct refs *r)
{
	struct nest nest = { .key = NULL };
	size_t n = 0;

	for (size_t i = 0; i < r->ndefs; i++) {
		struct definition *d = &r->defs[i];

		d->group = refs_group(r, d->at.from);
		if (n > 0 && r->defs[n - 1].at.from == d->at.from)
			continue;	/* found by two patterns */
		if (d->sub) {
			if (nest.key == NULL || nest.key->group != d->group)
				continue;
			nest_put(r, &nest, d);
		}
		r->defs[n] = *d;
		if (!d->sub)
			nest = (struct nest){ .key = &r->defs[n] };
		n++;
	}
	r->ndefs = n;
}
