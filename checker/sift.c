/* Taking out of reports what need not be written; see sift.h. */
#include "sift.h"

#include "base/status.h"
#include "complain.h"
#include "config/config.h"

#define NOTED 20u	/* stale entries that are told one by one */

static bool
tell(const struct cf_error *err)
{
	complain(stderr, err);
	return false;
}

static const struct options *
options_of(const struct sift *s)
{
	return s->plans->options;
}

/* the baseline at this path, read when it is asked for first; NULL after an error */
static struct baseline *
baseline_at(struct sift *s, const char *path)
{
	struct arena *a = options_of(s)->arena;
	struct cf_error err;
	struct baseline *b;
	bool good;

	for (size_t i = 0; i < s->nbaselines; i++)
		if (strcmp(s->baseline[i]->path, path) == 0)
			return s->baseline[i]->broken ? NULL : s->baseline[i];
	b = arena_new(a, struct baseline);
	if (b == NULL || !VEC_ROOM(a, s->baseline, s->nbaselines, s->baselinecap)) {
		(void)error_set(&err, CF_ENOMEM, NULL, 0, 0, "out of memory");
		(void)tell(&err);
		return NULL;
	}
	good = options_of(s)->write_baseline != NULL ? baseline_new(b, a, path, &err) :
	    baseline_read(b, a, path, &err);
	b->path = path;
	b->broken = !good;
	s->baseline[s->nbaselines++] = b;
	return good || tell(&err) ? b : NULL;
}

bool
sift_begin(struct sift *s, struct plans *plans)
{
	const struct options *o = plans->options;
	const char *path = o->write_baseline != NULL ? o->write_baseline : o->baseline;
	struct cf_error err;

	*s = (struct sift){ .plans = plans };
	for (size_t i = 0; o->write_baseline != NULL && i < o->args.n; i++) {
		if (strcmp(o->args.p[i], "-") != 0)
			continue;
		(void)error_set(&err, CF_EINPUT, NULL, 0, 0,
		    "--write-baseline cannot name the standard input in a baseline");
		return tell(&err);
	}
	if (path != NULL && baseline_at(s, path) == NULL)
		return false;
	return o->changed_since == NULL || changed_begin(&s->changed, o, &err) || tell(&err);
}

bool
sift_report(struct sift *s, const struct plan *p, const char *path, struct cf_report *rep)
{
	const struct options *o = options_of(s);
	const char *known = o->write_baseline != NULL ? o->write_baseline : p->options.baseline;
	const char *place = plan_place(s->plans, path);
	struct baseline *b = NULL;

	if (strcmp(path, "-") == 0 || place == NULL)
		return true;
	if (known != NULL) {
		b = baseline_at(s, known);
		if (b == NULL)
			return false;
		place = arena_str(o->arena, str_of(place)).p;
	}
	if (b != NULL && o->write_baseline != NULL) {
		if (!baseline_add(b, place, rep))
			return false;
		rep->known += report_take_out(rep, NULL, NULL);
	} else if (b != NULL) {
		baseline_apply(b, baseline_path(b, place), rep);
	}
	if (o->changed_since != NULL)
		changed_apply(&s->changed, place, rep);
	return true;
}

/* ---- the end */

static void
note_stale(const struct baseline *b, size_t stale)
{
	struct cf_error err;
	size_t told = 0;

	for (size_t i = 0; i < b->n && told < NOTED; i++) {
		const struct baseline_entry *e = &b->entry[i];

		if (!e->stale)
			continue;
		told++;
		(void)error_set(&err, CF_OK, b->path, e->line, 1,
		    "%.200s has no such finding of %.100s any more", e->path, e->rule);
		complain_note(stderr, &err);
	}
	(void)error_set(&err, CF_OK, b->path, 0, 0, stale == 1 ?
	    "%zu entry no longer occurs" : "%zu entries no longer occur", stale);
	(void)error_help(&err, "--prune-baseline takes them out");
	complain_note(stderr, &err);
}

static bool
prune(const struct sift *s, struct baseline *b)
{
	size_t stale = baseline_stale(b);
	struct cf_error err;

	if (stale == 0)
		return true;
	if (!options_of(s)->prune_baseline) {
		note_stale(b, stale);
		return true;
	}
	if (!baseline_write(b, &err))
		return tell(&err);
	(void)error_set(&err, CF_OK, b->path, 0, 0, stale == 1 ?
	    "%zu entry that no longer occurs was taken out" :
	    "%zu entries that no longer occur were taken out", stale);
	complain_note(stderr, &err);
	return true;
}

static bool
write_anew(struct baseline *b, bool complete)
{
	struct cf_error err;

	if (!complete) {
		(void)error_set(&err, CF_EIO, b->path, 0, 0,
		    "is not written, since not all could be checked");
		return tell(&err);
	}
	if (!baseline_write(b, &err))
		return tell(&err);
	(void)error_set(&err, CF_OK, b->path, 0, 0, b->n == 1 ? "%zu finding is in the baseline" :
	    "%zu findings are in the baseline", b->n);
	complain_note(stderr, &err);
	return true;
}

bool
sift_end(struct sift *s, bool complete)
{
	bool good = true;

	for (size_t i = 0; i < s->nbaselines; i++) {
		struct baseline *b = s->baseline[i];

		if (b->broken)
			continue;
		good = (options_of(s)->write_baseline != NULL ? write_anew(b, complete) :
		    prune(s, b)) && good;
	}
	if (options_of(s)->prune_baseline && s->nbaselines == 0) {
		struct cf_error err;

		(void)error_set(&err, CF_EINPUT, NULL, 0, 0, "--prune-baseline needs a baseline");
		(void)error_help(&err, "name it with --baseline, or in the configuration");
		good = tell(&err);
	}
	return good;
}
