/* What is in effect for a report: command line, configuration and its overrides; see plan_make.h. */
#include "plan_make.h"

#include "command.h"
#include "complain.h"
#include "profile.h"

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
		plans_note_memory(ps);
		return NULL;
	}
	l->config = c;
	l->rules = load_rules_with(ps->options, c, plans_note_mistake, ps);
	ps->loaded[ps->nloaded++] = l;
	return l;
}

/* ---- one plan being made */

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
		plans_note_memory(m->ps);
	m->broken = true;
}

/* ---- rules that a configuration names */

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
	plans_note_mistake(ps, &err);
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

/* ---- what is in effect */

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

const struct plan *
plans_make(struct plans *ps, const struct config *c, const bool *on)
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
