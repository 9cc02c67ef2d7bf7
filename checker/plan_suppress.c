/* Findings that are silenced from outside: by the configuration and by sidecar files; see plan.h. */
#include "plan_make.h"

#include "command.h"
#include "complain.h"

/* ---- entries that count for a report */

/* does an entry of the configuration speak of this report? */
static bool
is_about(struct plans *ps, const struct config_suppression *s, const char *place)
{
	const char *path = config_path(&ps->work, &s->report);
	const char *theirs = plans_place(ps, path);

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
	place = plans_place(ps, path);
	while (next_entry(ps, p, sidecar, place, &at, &s) && VEC_ROOM(&ps->work, list, *n, cap))
		list[(*n)++] = (struct cf_suppression){ s->rule.s.p, s->fingerprint.s.p,
			s->reason.file == NULL ? "" : s->reason.s.p };
	*out = list;
	return true;
}

/* ---- entries that silence nothing any more */

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
	place = plans_place(ps, path);
	while (next_entry(ps, p, sidecar, place, &at, &s)) {
		if (is_used(rep, s->fingerprint.s) || !was_run(rep, s->rule.s))
			continue;
		config_error(&err, &s->fingerprint, "no finding of %.*s has this fingerprint any more",
		    (int)(s->rule.s.n < 100 ? s->rule.s.n : 100), s->rule.s.p);
		(void)error_help(&err, "delete the entry");
		complain_note(stderr, &err);
	}
}
