/* The plans of a run, and which one a report has; see plan.h. */
#include "plan_make.h"

#include <sys/stat.h>

#include "base/glob.h"
#include "base/limits.h"
#include "base/status.h"
#include "complain.h"

void
plans_note_mistake(void *ctx, const struct cf_error *err)
{
	struct plans *ps = ctx;

	ps->mistakes = true;
	ps->fn(ps->ctx, err);
}

void
plans_note_memory(struct plans *ps)
{
	struct cf_error err;

	(void)error_set(&err, CF_ENOMEM, NULL, 0, 0, "out of memory");
	plans_note_mistake(ps, &err);
}

/* ---- all of them */

bool
plans_serve(struct plans *ps, const struct options *o, struct stamps *seen, cf_error_fn fn,
    void *ctx)
{
	*ps = (struct plans){ .options = o, .arena = o->arena, .fn = fn, .ctx = ctx };
	arena_init(&ps->work, CF_MAX_MEMORY);
	configs_init(&ps->configs, o->arena, plans_note_mistake, ps);
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

/* ---- where a report is */

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

const char *
plans_place(struct plans *ps, const char *path)
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
	return plans_place(ps, path);
}

void
plans_ignore(struct plans *ps, struct ignore *ig, cf_error_fn fn, void *ctx)
{
	ignore_init(ig, ps->arena, ps->options->no_config ? NULL : &ps->configs, ps->config, fn, ctx);
	ig->seen = ps->configs.seen;
}

/* ---- which one */

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
	return plans_make(ps, c, mine);
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
		on[i] = override_fits(ps, &c->override[i], plans_place(ps, path));
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
