/* From command line and configuration to how a report is checked; see plan.h. */
#include "plan.h"

#include <sys/stat.h>

#include "base/glob.h"
#include "base/limits.h"
#include "command.h"
#include "complain.h"
#include "profile.h"

/* cf_error_fn */
static void
note_mistake(void *ctx, const struct cf_error *err)
{
	struct plans *ps = ctx;

	ps->mistakes = true;
	ps->fn(ps->ctx, err);
}

static void
note_memory(struct plans *ps)
{
	struct cf_error err;

	(void)error_set(&err, CF_ENOMEM, NULL, 0, 0, "out of memory");
	note_mistake(ps, &err);
}

bool
plans_serve(struct plans *ps, const struct options *o, struct stamps *seen, cf_error_fn fn,
    void *ctx)
{
	*ps = (struct plans){ .options = o, .arena = o->arena, .fn = fn, .ctx = ctx };
	arena_init(&ps->work, CF_MAX_MEMORY);
	configs_init(&ps->configs, o->arena, note_mistake, ps);
	ps->configs.seen = seen;
	if (o->config != NULL)
		ps->config = config_read(&ps->configs, o->config);
	return o->config == NULL || ps->config != NULL;
}

/* cf_error_fn */
static void
complain_of(void *ctx, const struct cf_error *err)
{
	(void)ctx;
	complain(stderr, err);
}

bool
plans_begin(struct plans *ps, const struct options *o)
{
	return plans_serve(ps, o, NULL, complain_of, NULL);
}

void
plans_end(struct plans *ps)
{
	for (size_t i = 0; i < ps->nloaded; i++) {
		cf_bundle_free(ps->loaded[i]->bundle);
		cf_rules_free(ps->loaded[i]->rules);
	}
	configs_release(&ps->configs);
	arena_release(&ps->work);
}

/* ---- rules */

static struct loaded *
loaded_for(struct plans *ps, const struct config *c)
{
	struct loaded *l;

	for (size_t i = 0; i < ps->nloaded; i++)
		if (ps->loaded[i]->config == c)
			return ps->loaded[i];
	l = arena_new(ps->arena, struct loaded);
	if (l == NULL || !VEC_ROOM(ps->arena, ps->loaded, ps->nloaded, ps->loadedcap)) {
		note_memory(ps);
		return NULL;
	}
	l->config = c;
	l->rules = load_rules_with(ps->options, c, note_mistake, ps);
	ps->loaded[ps->nloaded++] = l;
	return l;
}

static void
refuse_name(struct plans *ps, const struct rules *rules, const struct given *g)
{
	struct nearest near = { .arena = ps->arena, .found = g->s };
	bool whole = g->s.n > 0 && memchr(g->s.p, '/', g->s.n) != NULL;
	struct cf_error err;

	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *r = rules->rule[i];

		nearest_offer(&near, names_whole_pack(g->s) ? arena_printf(ps->arena, "%.*s/*",
		    (int)r->pack.n, r->pack.p) : whole ? str_of(r->name) : r->id);
	}
	config_error(&err, g, "there is no rule \"%.*s\"", (int)(g->s.n < 100 ? g->s.n : 100),
	    g->s.p);
	if (near.best.n > 0)
		(void)error_help(&err, "did you mean %.*s?", (int)near.best.n, near.best.p);
	else
		(void)error_help(&err, "crossfoot rules lists the built-in ones; write pack/* for "
		    "all rules of a pack");
	note_mistake(ps, &err);
}

/* ---- what is in effect */

/* One plan being made. */
struct making {
	struct plans *ps;
	struct plan *plan;
	const struct rules *rules;
	struct strings only, except;
	struct cf_grade *grade;
	size_t ngrades, gradecap;
	bool broken;
};

static void
fail(struct making *m)
{
	if (!m->broken)
		note_memory(m->ps);
	m->broken = true;
}

/* call `put` for each rule that a name of the configuration means; one that means none is told */
static void
each_rule(struct making *m, const struct given *g, unsigned value,
    void (*put)(struct making *m, const char *rule, unsigned value))
{
	bool found = false;

	for (size_t i = 0; i < m->rules->n; i++) {
		if (!rule_is_meant(m->rules->rule[i], g->s))
			continue;
		found = true;
		put(m, m->rules->rule[i]->name, value);
	}
	if (!found) {
		refuse_name(m->ps, m->rules, g);
		m->broken = true;
	}
}

static void
put_string(struct making *m, struct strings *list, const char *s)
{
	if (VEC_ROOM(m->ps->arena, list->p, list->n, list->cap))
		list->p[list->n++] = s;
	else
		fail(m);
}

static void
put_only(struct making *m, const char *rule, unsigned value)
{
	(void)value;
	put_string(m, &m->only, rule);
}

static void
put_except(struct making *m, const char *rule, unsigned value)
{
	(void)value;
	put_string(m, &m->except, rule);
}

static void
put_grade(struct making *m, const char *rule, unsigned value)
{
	if (VEC_ROOM(m->ps->arena, m->grade, m->ngrades, m->gradecap))
		m->grade[m->ngrades++] = (struct cf_grade){ rule, (enum cf_severity)value };
	else
		fail(m);
}

static void
take_choice(struct making *m, const char *option, const struct given_choice *c, unsigned *out)
{
	if (c->by.file != NULL && !options_gave(m->ps->options, option))
		*out = c->value;
}

/* `last`: of the overrides, only the last that says which rules are run counts */
static void
take_settings(struct making *m, const struct config_settings *s, bool only)
{
	struct options *o = &m->plan->options;

	for (size_t i = 0; only && i < s->only.n; i++)
		each_rule(m, &s->only.p[i], 0, put_only);
	for (size_t i = 0; i < s->except.n && m->ps->options->only.n == 0; i++)
		each_rule(m, &s->except.p[i], 0, put_except);
	for (size_t i = 0; i < s->nseverity; i++)
		each_rule(m, &s->severity[i].by, s->severity[i].value, put_grade);
	take_choice(m, "profile", &s->profile, &o->profile);
	take_choice(m, "min-severity", &s->min_severity, &o->min_severity);
	take_choice(m, "fail-on", &s->fail_on, &o->fail_on);
}

static void
take_config(struct making *m, const struct config *c)
{
	const struct config_settings *only = &c->settings;

	for (size_t i = 0; i < c->noverrides; i++)
		if (m->plan->on[i] && c->override[i].settings.only_set)
			only = &c->override[i].settings;
	if (m->ps->options->only.n > 0)
		only = NULL;	/* --rule says which */
	take_settings(m, &c->settings, only == &c->settings);
	for (size_t i = 0; i < c->noverrides; i++)
		if (m->plan->on[i])
			take_settings(m, &c->override[i].settings,
			    only == &c->override[i].settings);
	if (c->baseline.file != NULL && m->plan->options.baseline == NULL &&
	    m->plan->options.write_baseline == NULL)
		m->plan->options.baseline = config_path(m->ps->arena, &c->baseline);
}

static void
take_options(struct making *m)
{
	const struct options *o = m->ps->options;

	for (size_t i = 0; i < o->only.n; i++)
		put_string(m, &m->only, o->only.p[i]);
	for (size_t i = 0; i < o->except.n; i++)
		put_string(m, &m->except, o->except.p[i]);
}

/* what the formats need besides the findings */
static void
ask_for_more(const struct options *o, struct cf_options *check)
{
	for (size_t i = 0; i < o->noutputs; i++) {
		check->keep |= write_keeps((enum write_format)o->outputs[i].format);
		check->tables |= write_shows_tables((enum write_format)o->outputs[i].format);
	}
}

static const struct plan *
plan_new(struct plans *ps, const struct config *c, const bool *on)
{
	struct plan *p = arena_new(ps->arena, struct plan);
	struct making m = { .ps = ps, .plan = p };

	if (p == NULL || !VEC_ROOM(ps->arena, ps->plan, ps->nplans, ps->plancap)) {
		fail(&m);
		return NULL;
	}
	*p = (struct plan){ .config = c, .on = on, .options = *ps->options };
	ps->plan[ps->nplans++] = p;
	p->loaded = loaded_for(ps, c);
	if (p->loaded == NULL || p->loaded->rules == NULL) {
		p->loaded = NULL;
		return p;
	}
	m.rules = &p->loaded->rules->rules;
	take_options(&m);
	if (c != NULL)
		take_config(&m, c);
	if (m.broken)
		p->loaded = NULL;
	p->check = (struct cf_options){ .keep = (ps->options->show & WRITE_VERDICTS) | 1u << CF_FAILED,
		.only = m.only.p, .nonly = m.only.n, .except = m.except.p,
		.nexcept = m.except.n, .grades = m.grade, .ngrades = m.ngrades,
		.least = profile_least(&p->options),
		.time = ps->options->statistics != STATISTICS_NONE };
	ask_for_more(ps->options, &p->check);
	return p;
}

static void
gather(struct plans *ps, struct rules *all)
{
	for (size_t k = 0; k < ps->nloaded; k++) {
		const struct cf_rules *set = ps->loaded[k]->rules;

		for (size_t i = 0; set != NULL && i < set->rules.n; i++)
			(void)map_put(&all->names, ps->arena, str_of(set->rules.rule[i]->name),
			    (void *)(uintptr_t)set->rules.rule[i]);
	}
}

bool
plans_gather(struct plans *ps, struct rules *all)
{
	jmp_buf oom;

	if (setjmp(oom) != 0) {
		ps->arena->oom = NULL;
		return false;
	}
	ps->arena->oom = &oom;
	gather(ps, all);
	ps->arena->oom = NULL;
	return true;
}

/* ---- which one */

/* the absolute folder whose configuration counts; NULL: it is not there */
static const char *
folder_of(struct plans *ps, const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0)
		return path_real(&ps->work, ".");
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return path_real(&ps->work, path);
	return path_real(&ps->work, path_folder(&ps->work, path));
}

/* the report's path, absolute but for a link that is its own name */
static const char *
place_of(struct plans *ps, const char *path)
{
	const char *folder = folder_of(ps, path), *slash = strrchr(path, '/');

	if (folder == NULL)
		return NULL;
	return arena_printf(&ps->work, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
	    slash == NULL ? path : slash + 1).p;
}

const char *
plan_place(struct plans *ps, const char *path)
{
	arena_reset(&ps->work);
	return place_of(ps, path);
}

void
plans_ignore(struct plans *ps, struct ignore *ig, cf_error_fn fn, void *ctx)
{
	ignore_init(ig, ps->arena, ps->options->no_config ? NULL : &ps->configs, ps->config, fn, ctx);
	ig->seen = ps->configs.seen;
}

static bool
override_fits(struct plans *ps, const struct config_override *o, const char *place)
{
	size_t n = strlen(o->file->place);

	if (place == NULL || strncmp(place, o->file->place, n) != 0)
		return false;
	for (size_t i = 0; i < o->files.n; i++)
		if (glob_matches(&ps->work, o->files.p[i].s, str_of(place + n + (place[n] == '/'))))
			return true;
	return false;
}

static const struct plan *
plan_with(struct plans *ps, const struct config *c, const bool *on, size_t n)
{
	bool *mine;

	for (size_t i = 0; i < ps->nplans; i++)
		if (ps->plan[i]->config == c && (n == 0 || memcmp(ps->plan[i]->on, on, n) == 0))
			return ps->plan[i];
	mine = arena_array(ps->arena, n, bool);
	if (mine == NULL && n > 0)
		return NULL;
	if (n > 0)
		memcpy(mine, on, n);
	return plan_new(ps, c, mine);
}

const struct plan *
plan_for(struct plans *ps, const char *path)
{
	const struct config *c = ps->config;
	const struct plan *p;
	const char *folder;
	bool *on;
	size_t n;

	arena_reset(&ps->work);
	folder = folder_of(ps, path);
	if (c == NULL && !ps->options->no_config && folder != NULL) {
		folder = arena_str(ps->arena, str_of(folder)).p;
		if (!config_find(&ps->configs, folder, &c))
			return NULL;
	}
	n = c == NULL ? 0 : c->noverrides;
	on = arena_array(&ps->work, n, bool);
	for (size_t i = 0; on != NULL && i < n; i++)
		on[i] = override_fits(ps, &c->override[i], place_of(ps, path));
	p = plan_with(ps, c, on, n);
	return p == NULL || p->loaded == NULL ? NULL : p;
}

const struct plan *
plan_try(struct plans *ps, const struct config *c)
{
	bool *on;

	arena_reset(&ps->work);
	on = arena_array(&ps->work, c->noverrides, bool);
	for (size_t i = 0; on != NULL && i < c->noverrides; i++)
		on[i] = true;
	return on == NULL && c->noverrides > 0 ? NULL : plan_with(ps, c, on, c->noverrides);
}

/* ---- silenced from outside */

/* does an entry of the configuration speak of this report? */
static bool
is_about(struct plans *ps, const struct config_suppression *s, const char *place)
{
	const char *path = config_path(&ps->work, &s->report);
	const char *theirs = place_of(ps, path);

	return theirs != NULL && place != NULL && strcmp(theirs, place) == 0;
}

/* the entries that count for a report: those of the configuration, then the sidecar's */
static bool
next_entry(struct plans *ps, const struct plan *p, const struct config *sidecar, const char *place,
    size_t *at, const struct config_suppression **out)
{
	size_t n = p->config == NULL ? 0 : p->config->nsuppressions;

	while (*at < n) {
		*out = &p->config->suppression[(*at)++];
		if (is_about(ps, *out, place))
			return true;
	}
	if (sidecar == NULL || *at - n >= sidecar->nsuppressions)
		return false;
	*out = &sidecar->suppression[(*at)++ - n];
	return true;
}

static bool
find_sidecar(struct plans *ps, const char *path, const struct config **out)
{
	*out = NULL;
	return strcmp(path, "-") == 0 || ps->options->no_config ||
	    config_sidecar(&ps->configs, path, out);
}

bool
plan_suppressions(struct plans *ps, const struct plan *p, const char *path,
    const struct cf_suppression **out, size_t *n)
{
	const struct config_suppression *s;
	const struct config *sidecar;
	struct cf_suppression *list = NULL;
	const char *place;
	size_t at = 0, cap = 0;

	*out = NULL;
	*n = 0;
	arena_reset(&ps->work);
	if (!find_sidecar(ps, path, &sidecar))
		return false;
	if (sidecar == NULL && (p->config == NULL || p->config->nsuppressions == 0))
		return true;
	place = place_of(ps, path);
	while (next_entry(ps, p, sidecar, place, &at, &s) && VEC_ROOM(&ps->work, list, *n, cap))
		list[(*n)++] = (struct cf_suppression){ s->rule.s.p, s->fingerprint.s.p,
			s->reason.file == NULL ? "" : s->reason.s.p };
	*out = list;
	return true;
}

/* was the rule run, so that it can be told that it found nothing? */
static bool
was_run(const struct cf_report *rep, struct str rule)
{
	for (size_t i = 0; i < rep->nrules; i++) {
		const char *name = rep->rules[i].rule, *slash = strchr(name, '/');

		if (str_eq(rule, str_of(name)) || (slash != NULL && str_eq(rule, str_of(slash + 1))))
			return true;
	}
	return false;
}

static bool
is_used(const struct cf_report *rep, struct str fingerprint)
{
	for (size_t i = 0; i < rep->n; i++)
		if (rep->relations[i].suppressed != CF_NOT_SUPPRESSED &&
		    str_eq(fingerprint, str_of(rep->relations[i].fingerprint)))
			return true;
	return false;
}

void
plan_note_unused(struct plans *ps, const struct plan *p, const char *path,
    const struct cf_report *rep)
{
	const struct config_suppression *s;
	const struct config *sidecar;
	const char *place;
	struct cf_error err;
	size_t at = 0;

	arena_reset(&ps->work);
	if (!find_sidecar(ps, path, &sidecar) ||
	    (sidecar == NULL && (p->config == NULL || p->config->nsuppressions == 0)))
		return;
	place = place_of(ps, path);
	while (next_entry(ps, p, sidecar, place, &at, &s)) {
		if (is_used(rep, s->fingerprint.s) || !was_run(rep, s->rule.s))
			continue;
		config_error(&err, &s->fingerprint, "no finding of %.*s has this fingerprint any more",
		    (int)(s->rule.s.n < 100 ? s->rule.s.n : 100), s->rule.s.p);
		(void)error_help(&err, "delete the entry");
		complain_note(stderr, &err);
	}
}
