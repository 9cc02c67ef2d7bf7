/* Ignore files, read and asked; see ignore.h. */
#include "config/ignore.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/glob.h"
#include "base/limits.h"

struct ignore_list {
	const char *path;	/* as a person reads it */
	const char *folder;	/* absolute: what the patterns are from */
	struct ignore_pattern *pattern;
	size_t n, cap;
};

void
ignore_init(struct ignore *ig, struct arena *a, struct configs *cs, const struct config *config,
    cf_error_fn fn, void *ctx)
{
	*ig = (struct ignore){ .arena = a, .configs = cs, .config = config, .fn = fn, .ctx = ctx };
	arena_init(&ig->work, CF_MAX_MEMORY);
}

void
ignore_release(struct ignore *ig)
{
	arena_release(&ig->work);
}

static void
complain_of(struct ignore *ig, enum cf_status st, const char *path, const char *why)
{
	struct cf_error err;

	(void)error_set(&err, st, path_shown(ig->arena, path), 0, 0, "%s", why);
	ig->fn(ig->ctx, &err);
}

/* ---- reading */

static void
read_lines(struct ignore *ig, struct ignore_list *list, struct str text)
{
	for (size_t at = 0, line = 1; at < text.n; line++) {
		const char *nl = memchr(text.p + at, '\n', text.n - at);
		size_t end = nl == NULL ? text.n : (size_t)(nl - text.p);
		struct ignore_pattern p;

		if (ignore_pattern_read(str_sub(text, at, end), &p) &&
		    VEC_ROOM(ig->arena, list->pattern, list->n, list->cap)) {
			p.line = line;
			list->pattern[list->n++] = p;
		}
		at = end + 1;
	}
}

static bool
read_bytes(struct buf *b, FILE *f)
{
	char part[16u << 10];
	size_t n;

	while (b->n <= CF_MAX_IGNORE_FILE && (n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(b, (struct str){ part, n });
	return ferror(f) == 0;
}

/* the ignore file of this name in a folder, or NULL */
static const struct ignore_list *
read_list(struct ignore *ig, const char *folder, const char *name)
{
	const char *slash = strcmp(folder, "/") == 0 ? "" : "/";
	const char *path = arena_printf(ig->arena, "%s%s%s", folder, slash, name).p;
	struct ignore_list *list = NULL;
	struct stat st;
	struct buf b;
	FILE *f;

	stamps_add(ig->seen, path);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return NULL;
	f = fopen(path, "rb");
	if (f == NULL) {
		complain_of(ig, CF_EIO, path, strerror(errno));
		return NULL;
	}
	buf_init(&b);
	if (!read_bytes(&b, f))
		complain_of(ig, CF_EIO, path, strerror(errno));
	else if (b.n > CF_MAX_IGNORE_FILE)
		complain_of(ig, CF_ELIMIT, path, "is too large (CF_MAX_IGNORE_FILE)");
	else if ((list = arena_new(ig->arena, struct ignore_list)) != NULL) {
		*list = (struct ignore_list){ .path = path_shown(ig->arena, path),
			.folder = folder };
		read_lines(ig, list, arena_str(ig->arena, buf_str(&b)));
	}
	(void)fclose(f);
	buf_release(&b);
	return list;
}

static bool
is_root(struct ignore *ig, const char *folder)
{
	const char *path = arena_printf(&ig->work, "%s/.git", folder).p;
	struct stat st;

	stamps_add_being(ig->seen, path);
	return strcmp(folder, "/") == 0 || lstat(path, &st) == 0;
}

/* is the folder in a git repository, so that .gitignore counts? */
static bool
is_in_repository(struct ignore *ig, const char *folder)
{
	while (!is_root(ig, folder))
		folder = path_folder(&ig->work, folder);
	return strcmp(folder, "/") != 0;
}

static const struct ignore_level *
level_new(struct ignore *ig, const struct ignore_level *above, const char *folder, bool git)
{
	struct ignore_level *at = arena_new(ig->arena, struct ignore_level);

	if (at == NULL) {
		complain_of(ig, CF_ENOMEM, folder, "out of memory");
		return NULL;
	}
	*at = (struct ignore_level){ .above = above, .folder = folder,
		.mine = read_list(ig, folder, ".crossfootignore") };
	if (git)
		at->git = read_list(ig, folder, ".gitignore");
	return at;
}

static const struct ignore_level *
enter(struct ignore *ig, const char *folder, bool git)
{
	const struct ignore_level *above = is_root(ig, folder) ? NULL :
	    enter(ig, path_folder(ig->arena, folder), git);

	return level_new(ig, above, folder, git);
}

const struct ignore_level *
ignore_enter(struct ignore *ig, const char *folder)
{
	return enter(ig, folder, is_in_repository(ig, folder));
}

const struct ignore_level *
ignore_descend(struct ignore *ig, const struct ignore_level *at, const char *name)
{
	const char *slash = strcmp(at->folder, "/") == 0 ? "" : "/";
	const char *folder = arena_printf(ig->arena, "%s%s%s", at->folder, slash, name).p;
	bool git = is_in_repository(ig, folder);

	/* a repository in a repository: nothing from outside counts in it */
	return level_new(ig, git && is_root(ig, folder) ? NULL : at, folder, git);
}

/* ---- asking */

/* the last pattern that means the path, or NULL */
static const struct ignore_pattern *
asked(struct ignore *ig, const struct ignore_list *list, const char *path, bool folder)
{
	struct str s = str_of(path + (strcmp(list->folder, "/") == 0 ? 1 : strlen(list->folder) + 1));

	for (size_t i = list->n; i > 0; i--) {
		bool means = ignore_pattern_matches(&ig->work, &list->pattern[i - 1], s, folder);

		arena_reset(&ig->work);
		if (means)
			return &list->pattern[i - 1];
	}
	return NULL;
}

/* what the ignore files of one name say; *decided when one of them has a pattern for it */
static const char *
by_files(struct ignore *ig, const struct ignore_level *at, bool git, const char *path, bool folder,
    bool *decided)
{
	for (; at != NULL; at = at->above) {
		const struct ignore_list *list = git ? at->git : at->mine;
		const struct ignore_pattern *p = list == NULL ? NULL :
		    asked(ig, list, path, folder);

		if (p == NULL)
			continue;
		*decided = true;
		return p->keeps ? NULL :
		    arena_printf(ig->arena, "%s:%zu", list->path, p->line).p;
	}
	return NULL;
}

/* `ignore` of the configuration that counts in the folder; its patterns are from its own */
static const char *
by_config(struct ignore *ig, const struct ignore_level *at, const char *path, bool folder)
{
	const struct config *c = ig->config;

	if (c == NULL && (ig->configs == NULL || !config_find(ig->configs, at->folder, &c) ||
	    c == NULL))
		return NULL;
	for (size_t i = c->ignore.n; i > 0; i--) {
		const struct given *g = &c->ignore.p[i - 1];
		size_t n = strlen(g->file->place);
		struct ignore_pattern p;
		bool means;

		if (!ignore_pattern_read(g->s, &p) || strncmp(path, g->file->place, n) != 0)
			continue;
		means = ignore_pattern_matches(&ig->work, &p,
		    str_of(path + n + (path[n] == '/')), folder);
		arena_reset(&ig->work);
		if (means)
			return p.keeps ? NULL : arena_printf(ig->arena, "%s:%zu", g->file->path,
			    g->at->pos.line).p;
	}
	return NULL;
}

const char *
ignore_why(struct ignore *ig, const struct ignore_level *at, const char *name, bool folder)
{
	const char *slash = strcmp(at->folder, "/") == 0 ? "" : "/";
	const char *path = arena_printf(ig->arena, "%s%s%s", at->folder, slash, name).p;
	bool decided = false;
	const char *why = by_config(ig, at, path, folder);

	if (why == NULL)
		why = by_files(ig, at, false, path, folder, &decided);
	if (why == NULL && !decided)
		why = by_files(ig, at, true, path, folder, &decided);
	return why;
}
