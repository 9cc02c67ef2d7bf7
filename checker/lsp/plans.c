/*
 * What counts for each document: the nearest configuration, as for `crossfoot check` of the
 * file, its rules, what is silenced from outside, and a baseline. It is found out when a
 * document is checked first, and anew when one of the files it came from has changed. Which
 * that is the client tells, or the file that is saved; the files are looked at with every
 * check besides, since many clients tell nothing.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "base/status.h"
#include "lsp/server.h"

void
plans_init(struct server *s)
{
	arena_init(&s->service.arena, CF_MAX_MEMORY);
	buf_init(&s->service.told);
	buf_init(&s->service.before);
}

static void
end(struct service *v)
{
	if (!v->begun)
		return;
	ignore_release(&v->ignore);
	plans_end(&v->plans);
	arena_reset(&v->arena);
	v->baseline = NULL;
	v->nbaselines = v->baselinecap = 0;
	v->begun = false;
}

void
plans_release(struct server *s)
{
	end(&s->service);
	arena_release(&s->service.arena);
	buf_release(&s->service.told);
	buf_release(&s->service.before);
}

/* ---- what is wrong */

/* is it one of those that end with NUL each? */
static bool
is_among(const struct buf *list, const char *text)
{
	for (size_t at = 0; at < list->n; at += strlen(list->p + at) + 1)
		if (strcmp(list->p + at, text) == 0)
			return true;
	return false;
}

/* cf_error_fn: each mistake is told once, and not again because a file was saved with it */
static void
tell_once(void *ctx, const struct cf_error *err)
{
	struct server *s = ctx;
	struct service *v = &s->service;
	struct buf b;

	buf_init(&b);
	server_put_error(&b, err);
	if (!b.failed && !is_among(&v->told, b.p)) {
		if (!is_among(&v->before, b.p))
			server_tell(s, TELL_ERROR, b.p);
		buf_puts(&v->told, b.p);
		buf_put(&v->told, (struct str){ "", 1 });
	}
	buf_release(&b);
}

/* ---- beginning */

static const char *
root_of(const struct server *s)
{
	return s->root == NULL ? "." : s->root;
}

/* files that the rules came from; a new one in a folder changes the folder */
static void
note_rules(struct service *v, const struct loaded *l)
{
	for (size_t i = 0; l->config != NULL && i < l->config->packs.n; i++)
		stamps_add(&v->stamps, config_path(&v->arena, &l->config->packs.p[i]));
	for (size_t i = 0; l->rules != NULL && i < l->rules->rules.nfiles; i++) {
		const char *file = l->rules->rules.file[i];

		stamps_add(&v->stamps, file);
		stamps_add(&v->stamps, path_folder(&v->arena, file));
	}
}

static const struct plan *
find_plan(struct service *v, const char *path)
{
	size_t before = v->plans.nloaded;
	const struct plan *p = v->broken ? NULL : plan_for(&v->plans, path);

	for (; before < v->plans.nloaded; before++)
		note_rules(v, v->plans.loaded[before]);
	return p;
}

static void
begin(struct server *s)
{
	struct service *v = &s->service;
	struct buf last = v->before;

	v->before = v->told;
	v->told = last;
	v->told.n = 0;
	v->since++;
	v->options = s->options;
	v->options.arena = &v->arena;
	stamps_init(&v->stamps, &v->arena);
	v->broken = !plans_serve(&v->plans, &v->options, &v->stamps, tell_once, s);
	plans_ignore(&v->plans, &v->ignore, tell_once, s);
	for (size_t i = 0; i < v->options.rules.n; i++)
		stamps_add(&v->stamps, v->options.rules.p[i]);
	v->begun = true;
	/* what is wrong where the workspace is, is told before a report is opened */
	(void)find_plan(v, root_of(s));
}

/* what was found by other rules is nothing any more */
static void
check_all_again(struct server *s)
{
	struct tree t = { false };

	if (s->documents.n == 0)
		return;
	documents_forget(&s->documents);
	if (s->pulls && s->refresh_diagnostics)
		server_send(s, &t, rpc_request(&t, ++s->asked, "workspace/diagnostic/refresh", NULL));
	if (s->refresh_lenses)
		server_send(s, &t, rpc_request(&t, ++s->asked, "workspace/codeLens/refresh", NULL));
}

void
plans_anew(struct server *s)
{
	end(&s->service);
	begin(s);
	check_all_again(s);
}

void
plans_freshen(struct server *s, const char *saved)
{
	const struct service *v = &s->service;

	if (v->begun && ((saved != NULL && stamps_have(&v->stamps, saved)) ||
	    stamps_changed(&v->stamps)))
		plans_anew(s);
}

void
note_files(struct server *s, const cJSON *params)
{
	const cJSON *change, *changes = rpc_at(params, "changes");

	cJSON_ArrayForEach(change, changes) {
		const char *uri = rpc_text(change, "uri");
		char *path = uri == NULL ? NULL : uri_path(uri);
		size_t since = s->service.since;

		plans_freshen(s, path);
		free(path);
		if (s->service.since != since)
			return;
	}
}

/* ---- one document */

/* the baseline at this path, read when it is asked for first; NULL after an error */
static struct baseline *
baseline_at(struct server *s, const char *path)
{
	struct service *v = &s->service;
	struct cf_error err;
	struct baseline *b;

	for (size_t i = 0; i < v->nbaselines; i++)
		if (strcmp(v->baseline[i]->path, path) == 0)
			return v->baseline[i]->broken ? NULL : v->baseline[i];
	stamps_add(&v->stamps, path);
	b = arena_new(&v->arena, struct baseline);
	if (b == NULL || !VEC_ROOM(&v->arena, v->baseline, v->nbaselines, v->baselinecap))
		return NULL;
	b->broken = !baseline_read(b, &v->arena, path, &err);
	b->path = path;
	v->baseline[v->nbaselines++] = b;
	if (b->broken)
		tell_once(s, &err);
	return b->broken ? NULL : b;
}

static void
settle_suppressions(struct service *v, struct document *d)
{
	struct settled *to = &d->settled;
	const struct cf_suppression *list;
	struct cf_suppression *mine;

	/* the list is only borrowed */
	if (!plan_suppressions(&v->plans, to->plan, d->path, &list, &to->nsuppress))
		to->plan = NULL;
	mine = to->plan == NULL ? NULL :
	    arena_array(&v->arena, to->nsuppress, struct cf_suppression);
	if (mine == NULL)
		to->nsuppress = 0;
	if (to->nsuppress > 0)
		memcpy(mine, list, to->nsuppress * sizeof(*mine));
	to->suppress = mine;
}

/* what leaves the file out when the workspace is checked, or the folder it is in */
static const char *
left_out_by(struct server *s, const char *place)
{
	struct service *v = &s->service;
	const char *root = path_real(&v->arena, root_of(s)), *why = NULL, *slash;
	size_t n = root == NULL ? 0 : strlen(root);
	const struct ignore_level *at;

	if (n == 0 || strncmp(place, root, n) != 0 || place[n] != '/') {
		root = path_folder(&v->arena, place);
		n = strlen(root);
	}
	at = ignore_enter(&v->ignore, root);
	for (place += n + (place[n] == '/'); at != NULL && why == NULL; place = slash + 1) {
		const char *name;

		slash = strchr(place, '/');
		if (slash == NULL)
			return ignore_why(&v->ignore, at, place, false);
		name = arena_str(&v->arena, (struct str){ place, (size_t)(slash - place) }).p;
		why = ignore_why(&v->ignore, at, name, true);
		at = ignore_descend(&v->ignore, at, name);
	}
	return why;
}

static void
settle_file(struct server *s, struct document *d)
{
	struct service *v = &s->service;
	struct settled *to = &d->settled;
	const char *place = plan_place(&v->plans, d->path);
	const char *known = to->plan->options.baseline;

	if (place == NULL)
		return;
	place = arena_str(&v->arena, str_of(place)).p;
	to->baseline = known == NULL ? NULL : baseline_at(s, known);
	if (to->baseline != NULL)
		to->place = baseline_path(to->baseline, place);
	if (!v->options.no_ignore)
		to->left_out = left_out_by(s, place);
	settle_suppressions(v, d);
}

void
plans_settle(struct server *s, struct document *d)
{
	struct service *v = &s->service;

	if (d->settled.since == v->since)
		return;
	d->settled = (struct settled){ .since = v->since,
		.plan = find_plan(v, d->is_file ? d->path : root_of(s)) };
	if (d->settled.plan != NULL && d->is_file)
		settle_file(s, d);
}
