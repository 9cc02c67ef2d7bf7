/* Finding and reading the inputs; see files.h. */
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/status.h"
#include "baseline.h"
#include "read/read.h"
#include "write/write.h"

/* A folder that is being walked, and those it is in. */
struct folder {
	const struct folder *above;
	dev_t dev;
	ino_t ino;
	unsigned depth;
	const struct ignore_level *level;	/* NULL: nothing is left out */
};

struct names_in {
	const char **name;
	size_t n, cap;
};

static void walk(struct file_list *list, const char *path, const struct stat *st,
    const struct folder *above, const struct ignore_level *level);

static void
refuse(struct file_list *list, enum cf_status status, const char *path, const char *why)
{
	struct cf_error err;

	(void)error_set(&err, status, path, 0, 0, "%s", why);
	list->fn(list->ctx, &err);
}

static void
add_file(struct file_list *list, const char *path)
{
	if (list->n >= CF_MAX_FILES)
		return;
	if (!VEC_ROOM(list->arena, list->path, list->n, list->cap)) {
		refuse(list, CF_ENOMEM, path, "out of memory");
		return;
	}
	list->path[list->n++] = path;
	if (list->n == CF_MAX_FILES)
		refuse(list, CF_ELIMIT, path, "too many files: those after this one are left out");
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, in order; the folder is closed again before anything
 * is done with them, so that a deep tree does not use up the open files. */
static bool
read_names(struct file_list *list, const char *path, struct names_in *names)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool ok = true;

	if (dir == NULL) {
		refuse(list, CF_EIO, path, strerror(errno));
		return false;
	}
	while (ok && (entry = readdir(dir)) != NULL) {
		const char *name;

		if (entry->d_name[0] == '.')
			continue;
		name = arena_str(list->arena, str_of(entry->d_name)).p;
		ok = name[0] != '\0' && VEC_ROOM(list->arena, names->name, names->n, names->cap);
		if (ok)
			names->name[names->n++] = name;
	}
	(void)closedir(dir);
	if (!ok)
		refuse(list, CF_ENOMEM, path, "out of memory");
	else if (names->n > 1)
		qsort(names->name, names->n, sizeof(*names->name), by_name);
	return ok;
}

/* is a folder or report in the folder at hand left out? Then that is told. */
static bool
is_left_out(struct file_list *list, const struct folder *here, const char *path, const char *name,
    bool folder)
{
	const char *why = here->level == NULL ? NULL :
	    ignore_why(list->ignore, here->level, name, folder);

	if (why == NULL)
		return false;
	list->nleft++;
	list->left_out(list->ctx, path, folder, why);
	return true;
}

static void
walk_into(struct file_list *list, const char *path, const char *name, const struct stat *st,
    const struct folder *here)
{
	if (!is_left_out(list, here, path, name, true))
		walk(list, path, st, here, here->level == NULL ? NULL :
		    ignore_descend(list->ignore, here->level, name));
}

/* is it a page, or a baseline, that crossfoot wrote? Its head says so; one that is named is
 * checked. */
static bool
is_own_file(const char *path)
{
	struct str name = str_of(path);
	bool page = str_ends(name, CF_S(".html")) || str_ends(name, CF_S(".htm"));
	bool text = str_ends(name, CF_S(".txt"));
	FILE *f = page || text ? fopen(path, "rb") : NULL;
	char head[512];
	size_t n = f == NULL ? 0 : fread(head, 1, sizeof(head) - 1, f);

	if (f != NULL)
		(void)fclose(f);
	head[n] = '\0';
	return page ? strstr(head, WRITE_GENERATOR) != NULL :
	    str_starts((struct str){ head, n }, CF_S(BASELINE_HEAD));
}

static void
add_report(struct file_list *list, const char *path)
{
	if (!is_own_file(path))
		add_file(list, path);
	else if (list->own_file != NULL)
		list->own_file(list->ctx);
}

static void
add_entry(struct file_list *list, const char *folder, const char *name, const struct folder *here)
{
	bool here_itself = strcmp(folder, ".") == 0;	/* "a.md" reads better than "./a.md" */
	const char *slash = here_itself || folder[strlen(folder) - 1] == '/' ? "" : "/";
	const char *path = arena_printf(list->arena, "%s%s%s", here_itself ? "" : folder, slash,
	    name).p;
	const char *other = read_other_ending(str_of(name));
	struct stat st;

	if (path[0] == '\0')
		refuse(list, CF_ENOMEM, folder, "out of memory");
	else if (stat(path, &st) != 0 && read_knows_name(str_of(name)))
		refuse(list, CF_EIO, path, strerror(errno));
	else if (stat(path, &st) != 0)
		return;
	else if (S_ISDIR(st.st_mode))
		walk_into(list, path, name, &st, here);
	else if (S_ISREG(st.st_mode) && read_knows_name(str_of(name)) &&
	    !is_left_out(list, here, path, name, false))
		add_report(list, path);
	else if (S_ISREG(st.st_mode) && other != NULL)
		list->pass_over(list->ctx, path, other);
}

/* Is this the first time that the walk comes to the folder? Links can lead to it in as many
 * ways as there are orders of the folders. */
static bool
is_new(struct file_list *list, const char *path, const struct folder *here)
{
	struct place { dev_t dev; ino_t ino; } *place = arena_new(list->arena, struct place);
	bool first;
	jmp_buf oom;

	if (place == NULL || setjmp(oom) != 0) {
		list->arena->oom = NULL;
		refuse(list, CF_ENOMEM, path, "out of memory");
		return false;
	}
	memset(place, 0, sizeof(*place));	/* what lies between the two is compared, too */
	place->dev = here->dev;
	place->ino = here->ino;
	list->arena->oom = &oom;
	first = map_put(&list->entered, list->arena,
	    (struct str){ (const char *)place, sizeof(*place) }, place) == NULL;
	list->arena->oom = NULL;
	return first;
}

static void
walk(struct file_list *list, const char *path, const struct stat *st, const struct folder *above,
    const struct ignore_level *level)
{
	struct folder here = { above, st->st_dev, st->st_ino,
		above == NULL ? 1 : above->depth + 1, level };
	struct names_in names = { 0 };

	for (const struct folder *f = above; f != NULL; f = f->above) {
		if (f->dev == here.dev && f->ino == here.ino) {
			refuse(list, CF_EIO, path, "a link to a folder that this one is in");
			return;
		}
	}
	if (here.depth > CF_MAX_DEPTH) {
		refuse(list, CF_ELIMIT, path, "folders are nested too deeply (CF_MAX_DEPTH)");
		return;
	}
	if (!is_new(list, path, &here) || !read_names(list, path, &names))
		return;
	for (size_t i = 0; i < names.n && list->n < CF_MAX_FILES; i++)
		add_entry(list, path, names.name[i], &here);
}

static const struct ignore_level *
first_level(struct file_list *list, const char *path)
{
	const char *real = list->ignore == NULL ? NULL : path_real(list->arena, path);

	return real == NULL ? NULL : ignore_enter(list->ignore, real);
}

/* what leaves out a file or folder that is named, or a folder above it; NULL: nothing does */
static const char *
why_named(struct file_list *list, const char *path, bool folder)
{
	const char *above = path_folder(list->arena, path), *real, *slash, *why = NULL;
	char *whole;
	size_t room;

	real = path_real(list->arena, above[0] == '\0' ? "." : above);
	slash = strrchr(path, '/');
	if (real == NULL)
		return NULL;
	room = strlen(real) + strlen(path) + 2;
	whole = arena_alloc(list->arena, room, 1);
	if (whole == NULL)
		return NULL;
	(void)snprintf(whole, room, "%s/%s", strcmp(real, "/") == 0 ? "" : real,
	    slash == NULL ? path : slash + 1);
	for (char *at; why == NULL && (at = strrchr(whole, '/')) != NULL; folder = true) {
		const struct ignore_level *level;

		*at = '\0';
		level = ignore_enter(list->ignore, at == whole ? "/" : whole);
		why = level == NULL || at[1] == '\0' ? NULL :
		    ignore_why(list->ignore, level, at + 1, folder);
	}
	return why;
}

/* is what is named left out? Then that is told */
static bool
named_is_left_out(struct file_list *list, const char *path, bool folder)
{
	const char *why = list->ignore == NULL || !list->force_ignore ? NULL :
	    why_named(list, path, folder);

	if (why == NULL)
		return false;
	list->nleft++;
	list->left_out(list->ctx, path, folder, why);
	return true;
}

void
files_add(struct file_list *list, const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	size_t before = list->n, left = list->nleft;
	struct stat st;

	if (!is_stdin && stat(path, &st) != 0) {
		refuse(list, CF_EIO, path, strerror(errno));
	} else if (!is_stdin && named_is_left_out(list, path, S_ISDIR(st.st_mode))) {
		return;
	} else if (is_stdin || !S_ISDIR(st.st_mode)) {
		add_file(list, path);
	} else {
		list->entered = (struct map){ 0 };
		walk(list, path, &st, NULL, first_level(list, path));
		if (list->n == before && list->nleft > left)
			refuse(list, CF_EIO, path, "all reports in this folder are ignored "
			    "(--no-ignore takes them)");
		else if (list->n == before)
			refuse(list, CF_EIO, path, arena_printf(list->arena,
			    "no reports in this folder (%s)", read_endings(list->arena).p).p);
	}
}

static enum cf_status
read_stream(struct buf *into, FILE *f, const char *path, struct cf_error *err)
{
	char piece[32 << 10];
	size_t n;

	buf_clear(into);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0) {
		buf_put(into, (struct str){ piece, n });
		if (into->failed)
			return error_set(err, CF_ENOMEM, path, 0, 0, "out of memory");
		if (into->n > CF_MAX_INPUT)
			return error_set(err, CF_ELIMIT, path, 0, 0,
			    "too large: a report may have %u bytes (CF_MAX_INPUT)", CF_MAX_INPUT);
	}
	if (ferror(f))
		return error_set(err, CF_EIO, path, 0, 0, "cannot be read: %s", strerror(errno));
	return CF_OK;
}

enum cf_status
file_read(struct buf *into, const char *path, struct cf_error *err)
{
	enum cf_status st;
	FILE *f;

	if (strcmp(path, "-") == 0)
		return read_stream(into, stdin, path, err);
	f = fopen(path, "rb");
	if (f == NULL)
		return error_set(err, CF_EIO, path, 0, 0, "%s", strerror(errno));
	st = read_stream(into, f, path, err);
	(void)fclose(f);
	return st;
}
