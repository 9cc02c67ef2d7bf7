/* What git is asked, and what is taken out of a report by its answers; see changed.h. */
#include "changed_git.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/status.h"
#include "complain.h"
#include "config/config.h"

/* ---- the questions */

/* the option that unsets what is configured; the name may have a "=" inside */
static const char *
option_without(struct arena *a, struct str name)
{
	bool plain = memchr(name.p, '=', name.n) == NULL;

	return arena_printf(a, "%s%.*s=%s", plain ? "" : "--config-env=", (int)name.n, name.p,
	    plain ? "" : "CROSSFOOT_NOTHING").p;
}

/* Filters are programs too, which git would run on the files: whatever is set of any is unset. */
static bool
leave_filters(struct changed *c, const char *folder, struct cf_error *err)
{
	struct git_words w = git_begin(c, folder), without = { .arena = c->arena };
	const char *said;
	size_t n;

	git_put(&w, "config");
	git_put(&w, "--list");
	git_put(&w, "--name-only");
	git_put(&w, "-z");
	said = git_ask(c, &w, "git cannot say how it is configured", &n, err);
	for (size_t at = 0; said != NULL && at < n;) {
		struct str name = str_of(said + at);

		at += name.n + 1;
		if (!str_starts(name, CF_S("filter.")))
			continue;
		if (memchr(name.p, '=', name.n) == NULL)
			git_put(&without, "-c");
		git_put(&without, option_without(c->arena, name));
	}
	if (without.failed || !VEC_ROOM(c->arena, without.p, without.n, without.cap))
		return git_out_of_memory(err);
	without.p[without.n] = NULL;
	c->unfiltered = without.p;
	return said != NULL;
}

static const char *
folder_of(struct arena *a, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return path_real(a, path);
	return path_real(a, path_folder(a, path));
}

/* what git says when that is one line: without what ends it; NULL with *err set */
static const char *
ask_line(struct changed *c, struct git_words *w, const char *complaint, struct cf_error *err)
{
	size_t n;
	const char *said = git_ask(c, w, complaint, &n, err);

	return said == NULL ? NULL : arena_str(c->arena, str_trim((struct str){ said, n })).p;
}

static bool
find_top(struct changed *c, const char *folder, struct cf_error *err)
{
	struct git_words w = git_begin(c, folder);
	const char *said;

	git_put(&w, "rev-parse");
	git_put(&w, "--show-toplevel");
	said = ask_line(c, &w, "--changed-since needs a git repository around the reports", err);
	if (said == NULL)
		return false;
	c->top = path_real(c->arena, said);
	if (c->top != NULL)
		return true;
	(void)error_set(err, CF_EIO, NULL, 0, 0, "git names a repository that is not there");
	return false;
}

/* the revision as a hash, so that it can be taken for nothing else */
static const char *
find_revision(struct changed *c, const char *folder, struct cf_error *err)
{
	struct git_words w = git_begin(c, folder);

	git_put(&w, "rev-parse");
	git_put(&w, "--verify");
	git_put(&w, "--quiet");
	git_put(&w, "--end-of-options");
	git_put(&w, arena_printf(c->arena, "%s^{commit}", c->revision).p);
	return ask_line(c, &w, arena_printf(c->arena, "git knows no revision \"%.200s\"",
	    c->revision).p, err);
}

static void
put_paths(struct git_words *w, const struct options *o)
{
	git_put(w, "--");
	for (size_t i = 0; i < o->args.n; i++) {
		const char *path = o->args.p[i], *folder = folder_of(w->arena, path);
		const char *slash = strrchr(path, '/');
		struct stat st;

		if (folder == NULL)
			continue;	/* it is told elsewhere that it is not there */
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			git_put(w, folder);
		else
			git_put(w, arena_printf(w->arena, "%s/%s", folder,
			    slash == NULL ? path : slash + 1).p);
	}
}

static struct git_words
begin_diff(const struct changed *c, const char *folder, const char *revision, const char *how)
{
	static const char *const diff[] = { "diff", "--no-ext-diff", "--no-textconv", "--no-color",
		"--no-renames", "--no-relative", "--ignore-submodules=all", "--src-prefix=a/",
		"--dst-prefix=b/", "-O/dev/null", NULL };
	struct git_words w = git_begin(c, folder);

	git_put_all(&w, diff);
	git_put(&w, how);
	if (strcmp(how, "--name-only") == 0)
		git_put(&w, "-z");
	else
		git_put(&w, "--inter-hunk-context=0");
	git_put(&w, "--end-of-options");
	git_put(&w, revision);
	return w;
}

static bool
ask_all(struct changed *c, const struct options *o, const char *folder, const char *revision,
    struct cf_error *err)
{
	static const char what[] = "git cannot say what has changed";
	struct git_words tracked = git_begin(c, folder);
	struct git_words names = begin_diff(c, folder, revision, "--name-only");
	struct git_words patch = begin_diff(c, folder, revision, "--unified=0");
	const char *said;
	size_t n;

	git_put(&tracked, "ls-files");
	git_put(&tracked, "-z");
	git_put(&tracked, "--full-name");
	put_paths(&tracked, o);
	put_paths(&names, o);
	put_paths(&patch, o);
	said = git_ask(c, &tracked, what, &n, err);
	if (said == NULL)
		return false;
	if (!changed_take_names(c, (struct str){ said, n }, &c->tracked))
		return git_out_of_memory(err);
	said = git_ask(c, &names, what, &n, err);
	if (said == NULL)
		return false;
	if (!changed_take_names(c, (struct str){ said, n }, &c->files))
		return git_out_of_memory(err);
	said = git_ask(c, &patch, what, &n, err);
	if (said == NULL)
		return false;
	changed_take_patch(c, (struct str){ said, n });
	return true;
}

bool
changed_begin(struct changed *c, const struct options *o, struct cf_error *err)
{
	const char *folder = NULL, *revision;

	*c = (struct changed){ .arena = o->arena, .revision = o->changed_since };
	for (size_t i = 0; i < o->args.n; i++) {
		if (strcmp(o->args.p[i], "-") == 0) {
			(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--changed-since cannot tell "
			    "what has changed in the standard input");
			return false;
		}
		if (folder == NULL)
			folder = folder_of(c->arena, o->args.p[i]);
	}
	if (folder == NULL)
		folder = ".";
	if (!find_top(c, folder, err) || !leave_filters(c, folder, err))
		return false;
	revision = find_revision(c, folder, err);
	return revision != NULL && ask_all(c, o, folder, revision, err);
}

/* ---- asking about a report */

static bool
touches(const struct changed_file *f, const struct cf_place *p)
{
	size_t lo = 0, hi = f->n;

	while (lo < hi) {	/* the first range that does not end before the place */
		size_t mid = lo + (hi - lo) / 2;

		if (f->range[mid].last < p->line)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < f->n && f->range[lo].first <= p->end_line;
}

static bool
is_unchanged(void *ctx, const struct cf_report *rep, const struct cf_relation *rel)
{
	const struct changed_file *f = ctx;

	(void)rep;
	if (f == NULL)
		return true;
	if (touches(f, &rel->place))
		return false;
	for (size_t i = 0; i < rel->nevidence; i++)
		if (rel->evidence[i].path == NULL && touches(f, &rel->evidence[i].place))
			return false;
	return true;
}

void
changed_apply(const struct changed *c, const char *path, struct cf_report *rep)
{
	size_t n = strlen(c->top);
	struct changed_file *f;
	struct str name;

	if (strncmp(path, c->top, n) != 0 || path[n] != '/')
		return;		/* outside of the repository: all of it is shown */
	name = str_of(path + n + 1);
	if (map_get(&c->tracked, name) == NULL)
		return;		/* new */
	f = map_get(&c->files, name);
	if (f != NULL && (f->n == 0 || rep->derived))
		return;		/* changed, but git cannot say where */
	rep->unchanged += report_take_out(rep, is_unchanged, f);
}
