/*
 * Paths in, a set of rules out: cf_rules_load() and its kin. Folders are walked
 * in the order of names, folders within them too; hidden entries and folders
 * behind a symbolic link are passed over, so that no walk runs in circles.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/rules.h"

#define READ_AT_ONCE (16u << 10)

struct load {
	struct rules *rules;
	struct arena paths;	/* of the files and folders met; `oom` is NULL */
	cf_error_fn fn;
	void *ctx;
	enum cf_status first;	/* the first failure */
	size_t files;		/* of all folders */
};

/* the names in one folder */
struct entries {
	const char **name;
	size_t n, cap;
};

static void
note(struct load *l, enum cf_status st)
{
	if (l->first == CF_OK || st == CF_ENOMEM)
		l->first = st;
}

static void
fail(struct load *l, enum cf_status st, const char *path, const char *what, int error)
{
	char reason[128] = "";
	struct cf_error err;

	if (error != 0 && strerror_r(error, reason, sizeof(reason)) != 0)
		reason[0] = '\0';
	note(l, error_set(&err, st, path, 0, 0, "%s%s%s", what, reason[0] == '\0' ? "" : ": ",
	    reason));
	if (l->fn != NULL)
		l->fn(l->ctx, &err);
}

/* all of a file, or one byte more than a rule file may have; false: it cannot be read */
static bool
read_file(FILE *f, struct buf *out)
{
	char part[READ_AT_ONCE];
	size_t n;

	while (out->n <= CF_MAX_RULE_FILE && (n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(out, (struct str){ part, n });
	return ferror(f) == 0;
}

/* remember which files the rules came from */
static bool
note_file(struct rules *r, const char *path)
{
	struct str copy = arena_str(&r->arena, str_of(path));

	if (copy.n == 0 || !VEC_ROOM(&r->arena, r->file, r->nfiles, r->filecap))
		return false;
	r->file[r->nfiles++] = copy.p;
	return true;
}

static void
load_file(struct load *l, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf text;
	int error = errno;
	bool fine;

	if (f == NULL) {
		fail(l, CF_EIO, path, "cannot open the rule file", error);
		return;
	}
	buf_init(&text);
	fine = read_file(f, &text);
	error = errno;
	(void)fclose(f);
	if (text.failed || !note_file(l->rules, path))
		fail(l, CF_ENOMEM, path, "out of memory", 0);
	else if (!fine)
		fail(l, CF_EIO, path, "cannot read the rule file", error);
	else
		note(l, rules_add(l->rules, path, buf_str(&text), l->fn, l->ctx));
	buf_release(&text);
}

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* the entries of a folder, sorted; false when it cannot be read or memory ran out */
static bool
list_folder(struct load *l, const char *path, struct entries *out)
{
	DIR *dir = opendir(path);
	const struct dirent *e;
	const char *name;

	if (dir == NULL) {
		fail(l, CF_EIO, path, "cannot open the folder", errno);
		return false;
	}
	while (errno = 0, (e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		name = arena_str(&l->paths, str_of(e->d_name)).p;
		if (name[0] == '\0' || !VEC_ROOM(&l->paths, out->name, out->n, out->cap)) {
			(void)closedir(dir);
			fail(l, CF_ENOMEM, path, "out of memory", 0);
			return false;
		}
		out->name[out->n++] = name;
	}
	if (errno != 0)
		fail(l, CF_EIO, path, "cannot read the folder", errno);
	(void)closedir(dir);
	if (out->n > 1)
		qsort(out->name, out->n, sizeof(*out->name), by_name);
	return true;
}

/* What to do with an entry: it may be a link, but not to a folder. */
enum entry_kind { ENTRY_OTHER, ENTRY_PACK, ENTRY_FOLDER };

static enum entry_kind
kind_of(const char *path)
{
	struct str s = str_of(path);
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return ENTRY_FOLDER;
	if (!str_ends(s, CF_S(".yml")) && !str_ends(s, CF_S(".yaml")))
		return ENTRY_OTHER;
	/* a pack that cannot be looked at is opened all the same, so that it is told why */
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? ENTRY_OTHER : ENTRY_PACK;
}

/* load what is in a folder; returns how many packs there were */
static size_t
load_folder(struct load *l, const char *path, unsigned depth)
{
	struct entries entries = { NULL, 0, 0 };
	const char *slash = str_ends(str_of(path), CF_S("/")) ? "" : "/";
	size_t packs = 0;

	if (depth > CF_MAX_DEPTH) {
		fail(l, CF_ELIMIT, path, "too many folders within folders", 0);
		return 0;
	}
	if (!list_folder(l, path, &entries))
		return 0;
	for (size_t i = 0; i < entries.n && l->first != CF_ENOMEM; i++) {
		struct str name = arena_printf(&l->paths, "%s%s%s", path, slash, entries.name[i]);
		enum entry_kind kind = name.n == 0 ? ENTRY_OTHER : kind_of(name.p);

		if (name.n == 0) {
			fail(l, CF_ENOMEM, path, "out of memory", 0);
		} else if (kind == ENTRY_FOLDER) {
			packs += load_folder(l, name.p, depth + 1);
		} else if (kind == ENTRY_PACK && l->files++ < CF_MAX_FILES) {
			load_file(l, name.p);
			packs++;
		}
	}
	return packs;
}

static void
load_path(struct load *l, const char *path)
{
	enum cf_status before = l->first;
	struct stat st;

	if (stat(path, &st) != 0) {
		fail(l, CF_EIO, path, "cannot find the rules", errno);
		return;
	}
	if (!S_ISDIR(st.st_mode)) {
		load_file(l, path);
		return;
	}
	l->first = CF_OK;
	if (load_folder(l, path, 0) == 0 && l->first == CF_OK)
		fail(l, CF_EIO, path, "no rule file (*.yml, *.yaml) is in this folder", 0);
	if (before != CF_OK && l->first != CF_ENOMEM)
		l->first = before;
}

enum cf_status
cf_rules_load(struct cf_rules **out, const char *const *paths, size_t npaths, bool defaults,
    cf_error_fn fn, void *ctx)
{
	struct load l = { .fn = fn, .ctx = ctx };
	struct cf_rules *set;
	struct rules first;

	*out = NULL;
	/* the set lives in its own arena */
	rules_init(&first);
	set = arena_new(&first.arena, struct cf_rules);
	if (set == NULL)
		return CF_ENOMEM;
	set->rules = first;
	l.rules = &set->rules;
	arena_init(&l.paths, CF_MAX_MEMORY);
	for (size_t i = 0; defaults && i < nbuiltin_packs && l.first != CF_ENOMEM; i++) {
		const struct builtin_pack *b = &builtin_packs[i];

		note(&l, rules_add(l.rules, b->path, (struct str){ b->text, b->n }, fn, ctx));
	}
	for (size_t i = 0; i < npaths && l.first != CF_ENOMEM; i++)
		load_path(&l, paths[i]);
	arena_release(&l.paths);
	if (l.first == CF_ENOMEM)
		cf_rules_free(set);
	else
		*out = set;
	return l.first;
}

bool
rule_is_named(const struct rule *rule, const char *const *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(str_of(name[i]), str_of(rule->name)) ||
		    str_eq(str_of(name[i]), rule->id))
			return true;
	return false;
}

size_t
cf_rules_count(const struct cf_rules *rules)
{
	return rules->rules.n;
}

void
cf_rules_free(struct cf_rules *rules)
{
	struct rules last;

	if (rules == NULL)
		return;
	last = rules->rules;	/* the set itself is in the arena that goes */
	rules_release(&last);
}
