/* The keys of a configuration; see config.h. Runs with the arenas' `oom` set. */
#include "config/keys.h"

#include "base/limits.h"

/* One file while it is read. */
struct take {
	struct configs *cs;
	struct config *c;
	struct config_file *f;
	struct reader r;
};

bool
config_add(struct configs *cs, struct given_list *list, struct given g)
{
	if (!VEC_ROOM(cs->arena, list->p, list->n, list->cap))
		return false;
	list->p[list->n++] = g;
	return true;
}

static struct given
given(struct take *t, const struct node *n)
{
	return (struct given){ n->s, t->f, n };
}

/* a text or a list of texts, at the end of the list */
static void
read_list(struct take *t, const struct node *n, const char *name, struct given_list *out)
{
	const struct node *item = n->kind == NODE_LIST ? n->first : n;
	struct str ignored;

	if (n->kind == NODE_MAP) {
		(void)value_mismatch(&t->r, n, name, "a text or a list of texts");
		return;
	}
	if (n->kind == NODE_LIST && n->n == 0) {
		mistake(&t->f->m, n->at, "\"%s\" is an empty list", name);
		return;
	}
	for (; item != NULL; item = n->kind == NODE_LIST ? item->next : NULL) {
		if (out->n >= CF_MAX_CONFIG_ITEMS) {
			mistake(&t->f->m, item->at, "more than %u items in \"%s\" "
			    "(CF_MAX_CONFIG_ITEMS)", CF_MAX_CONFIG_ITEMS, name);
			mistake_is_limit(&t->f->m);
			return;
		}
		if (value_scalar(&t->r, item, name, &ignored))
			(void)config_add(t->cs, out, given(t, item));
	}
}

/* one of several; the nearest that was given stays */
static void
read_choice(struct take *t, const struct node *n, const char *name, const struct choice *choices,
    struct given_choice *out)
{
	unsigned value;

	if (!value_choice(&t->r, n, name, choices, &value) || out->by.file != NULL)
		return;
	*out = (struct given_choice){ value, given(t, n) };
}

/* severity: { rule: warning }. What is nearer comes last, since the last that fits counts. */
static void
read_severity(struct take *t, const struct node *map, struct config_settings *out)
{
	size_t before = out->nseverity, added;
	struct given_choice *mine;
	unsigned value;

	if (map->kind != NODE_MAP) {
		if (value_mismatch(&t->r, map, "severity", "a map"))
			mistake_help(&t->f->m, "write severity: { rule: warning }");
		return;
	}
	for (const struct node *v = map->first; v != NULL; v = v->next) {
		if (v->key->bad ||
		    !value_choice(&t->r, v, "severity", config_severities, &value) ||
		    !VEC_ROOM(t->cs->arena, out->severity, out->nseverity, out->severitycap))
			continue;
		out->severity[out->nseverity++] = (struct given_choice){ value,
			{ v->key->s, t->f, v->key } };
	}
	added = out->nseverity - before;
	if (before == 0 || added == 0)
		return;
	mine = arena_array(t->cs->arena, out->nseverity, struct given_choice);
	if (mine == NULL)
		return;
	memcpy(mine, out->severity + before, added * sizeof(*mine));
	memcpy(mine + added, out->severity, before * sizeof(*mine));
	out->severity = mine;
	out->severitycap = out->nseverity;
}

/* a key that overrides have, too; false: it is another one */
static bool
read_setting(struct take *t, const struct node *v, struct config_settings *out)
{
	struct str key = v->key->s;

	if (str_eq(key, CF_S("only"))) {
		if (!out->only_set)
			read_list(t, v, "only", &out->only);
		out->only_set = true;
	} else if (str_eq(key, CF_S("except"))) {
		read_list(t, v, "except", &out->except);
	} else if (str_eq(key, CF_S("severity"))) {
		read_severity(t, v, out);
	} else if (str_eq(key, CF_S("profile"))) {
		read_choice(t, v, "profile", config_profiles, &out->profile);
	} else if (str_eq(key, CF_S("min-severity"))) {
		read_choice(t, v, "min-severity", config_severities, &out->min_severity);
	} else if (str_eq(key, CF_S("fail-on"))) {
		read_choice(t, v, "fail-on", config_fail_ons, &out->fail_on);
	} else {
		return false;
	}
	return true;
}

/* ---- overrides */

static void
read_override(struct take *t, const struct node *map)
{
	struct config *c = t->c;
	struct config_override *o;

	if (map->kind != NODE_MAP) {
		(void)value_mismatch(&t->r, map, "overrides", "a list of maps");
		return;
	}
	map_check_keys(&t->f->m, map, "an override",
	    config_key_names(t->cs->arena, config_override_keys, ""));
	if (!VEC_ROOM(t->cs->arena, c->override, c->noverrides, c->overridecap))
		return;
	o = &c->override[c->noverrides++];
	*o = (struct config_override){ .file = t->f, .at = map };
	for (const struct node *v = map->first; v != NULL; v = v->next)
		if (str_eq(v->key->s, CF_S("files")))
			read_list(t, v, "files", &o->files);
		else
			(void)read_setting(t, v, &o->settings);
	if (node_get(map, CF_S("files")) == NULL &&
	    mistake(&t->f->m, map_place(map), "the override has no \"files\""))
		mistake_help(&t->f->m, "write files: minutes/** for the reports it is about");
}

/* what is nearer comes last, since the last that fits counts */
static void
read_overrides(struct take *t, const struct node *list)
{
	struct config *c = t->c;
	size_t before = c->noverrides, added;
	struct config_override *mine;

	if (list->kind != NODE_LIST) {
		(void)value_mismatch(&t->r, list, "overrides", "a list of maps");
		return;
	}
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		if (c->noverrides >= CF_MAX_CONFIG_ITEMS) {
			mistake(&t->f->m, n->at, "more than %u overrides (CF_MAX_CONFIG_ITEMS)",
			    CF_MAX_CONFIG_ITEMS);
			mistake_is_limit(&t->f->m);
			break;
		}
		read_override(t, n);
	}
	added = c->noverrides - before;
	if (before == 0 || added == 0)
		return;
	mine = arena_array(t->cs->arena, c->noverrides, struct config_override);
	if (mine == NULL)
		return;
	memcpy(mine, c->override + before, added * sizeof(*mine));
	memcpy(mine + added, c->override, before * sizeof(*mine));
	c->override = mine;
	c->overridecap = c->noverrides;
}

/* ---- suppressions */

static bool
is_fingerprint(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ch_digit(s.p[i]) && (s.p[i] < 'a' || s.p[i] > 'f'))
			return false;
	return s.n == 16;
}

/* a text under `key`; complains when it is needed and not there */
static bool
read_text(struct take *t, const struct node *map, const char *key, bool needed, struct given *out)
{
	const struct node *n = node_get(map, str_of(key));
	struct str ignored;

	if (n == NULL) {
		if (needed)
			mistake(&t->f->m, map_place(map), "the suppression has no \"%s\"", key);
		return !needed;
	}
	if (!value_scalar(&t->r, n, key, &ignored))
		return false;
	*out = given(t, n);
	return true;
}

static void
read_suppression(struct take *t, const struct node *map, bool sidecar)
{
	struct config *c = t->c;
	struct config_suppression s = { 0 };
	bool fine;

	if (map->kind != NODE_MAP) {
		(void)value_mismatch(&t->r, map, "suppressions", "a list of maps");
		return;
	}
	map_check_keys(&t->f->m, map, "a suppression",
	    config_key_names(t->cs->arena, config_suppression_keys, sidecar ? "report" : ""));
	fine = read_text(t, map, "rule", true, &s.rule);
	fine = read_text(t, map, "fingerprint", true, &s.fingerprint) && fine;
	fine = read_text(t, map, "reason", false, &s.reason) && fine;
	if (!sidecar)
		fine = read_text(t, map, "report", true, &s.report) && fine;
	if (s.fingerprint.file != NULL && !is_fingerprint(s.fingerprint.s) &&
	    mistake(&t->f->m, s.fingerprint.at->at, "\"%s\" is no fingerprint",
	    shown(&t->f->m, s.fingerprint.s)))
		mistake_help(&t->f->m, "it has 16 digits and letters from a to f, in quotes when "
		    "all are digits: crossfoot check --show fingerprints");
	if (fine && VEC_ROOM(t->cs->arena, c->suppression, c->nsuppressions, c->suppressioncap))
		c->suppression[c->nsuppressions++] = s;
}

static void
read_suppressions(struct take *t, const struct node *list, bool sidecar)
{
	if (list->kind != NODE_LIST) {
		(void)value_mismatch(&t->r, list, "suppressions", "a list of maps");
		return;
	}
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		if (t->c->nsuppressions >= CF_MAX_CONFIG_ITEMS) {
			mistake(&t->f->m, n->at, "more than %u suppressions "
			    "(CF_MAX_CONFIG_ITEMS)", CF_MAX_CONFIG_ITEMS);
			mistake_is_limit(&t->f->m);
			return;
		}
		read_suppression(t, n, sidecar);
	}
}

/* ---- all of a file */

/* the parameters are checked where the packs are known; here only their names are kept */
static void
read_with(struct take *t, const struct node *map)
{
	if (map->kind != NODE_MAP)
		return;
	for (const struct node *v = map->first; v != NULL; v = v->next)
		(void)config_add(t->cs, &t->c->with, (struct given){ v->key->s, t->f, v });
}

static void
read_key(struct take *t, const struct node *v)
{
	struct config *c = t->c;
	struct str key = v->key->s, ignored;

	if (read_setting(t, v, &c->settings))
		return;
	if (str_eq(key, CF_S("packs")))
		read_list(t, v, "packs", &c->packs);
	else if (str_eq(key, CF_S("ignore")))
		read_list(t, v, "ignore", &c->ignore);
	else if (str_eq(key, CF_S("default-rules")))
		read_choice(t, v, "default-rules", config_flags, &c->default_rules);
	else if (str_eq(key, CF_S("with")))
		read_with(t, v);
	else if (str_eq(key, CF_S("overrides")))
		read_overrides(t, v);
	else if (str_eq(key, CF_S("suppressions")))
		read_suppressions(t, v, false);
	else if (str_eq(key, CF_S("baseline")) &&
	    value_scalar(&t->r, v, "baseline", &ignored) && c->baseline.file == NULL)
		c->baseline = given(t, v);
}

void
config_take(struct configs *cs, struct config *c, struct config_file *f)
{
	struct take t = { cs, c, f, { &cs->values, &f->m } };

	if (f->root == NULL)
		return;
	if (f->root->kind != NODE_MAP) {
		if (!f->root->alias)
			mistake(&f->m, f->root->at, "a configuration must be a map, not %s",
			    node_kind_name(f->root));
		return;
	}
	map_check_keys(&f->m, f->root, "a configuration", config_key_names(cs->arena, config_keys, ""));
	for (const struct node *v = f->root->first; v != NULL; v = v->next)
		if (!v->key->bad)
			read_key(&t, v);
}

void
config_take_sidecar(struct configs *cs, struct config *c, struct config_file *f)
{
	static const char *const known[] = { "suppressions", NULL };
	struct take t = { cs, c, f, { &cs->values, &f->m } };
	const struct node *list;

	if (f->root == NULL)
		return;
	if (f->root->kind != NODE_MAP) {
		mistake(&f->m, f->root->at, "it must be a map with \"suppressions\", not %s",
		    node_kind_name(f->root));
		return;
	}
	map_check_keys(&f->m, f->root, "a sidecar file", known);
	list = node_get(f->root, CF_S("suppressions"));
	if (list != NULL)
		read_suppressions(&t, list, true);
}
