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
#include "rules/packs.h"
#include "rules/store.h"

#define READ_AT_ONCE (16u << 10)

struct load {
	struct packs packs;
	struct arena paths;	/* of the files and folders met; `oom` is NULL */
	size_t files;		/* of all folders */
	size_t failures;
	const struct rule_text *open;	/* what is being written, or NULL */
	struct file_id open_id;		/* all zero: there is no such file yet */
};

/* the names in one folder */
struct entries {
	const char **name;
	size_t n, cap;
};

static bool
is_over(const struct load *l)
{
	return l->packs.first == CF_ENOMEM;
}

static void
fail(struct load *l, enum cf_status st, const char *path, const char *what, int error)
{
	char reason[128] = "";
	struct cf_error err;

	if (error != 0 && strerror_r(error, reason, sizeof(reason)) != 0)
		reason[0] = '\0';
	l->failures++;
	if (error == ENOMEM)
		st = CF_ENOMEM;
	(void)error_set(&err, st, path, 0, 0, "%s%s%s", what, reason[0] == '\0' ? "" : ": ", reason);
	packs_refuse(&l->packs, &err);
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

/* read a file into *text, which is the caller's to release; NULL, or what went wrong */
static const char *
slurp(struct load *l, FILE *f, const char *path, struct buf *text, struct file_id *id)
{
	struct stat st;
	bool fine = read_file(f, text);
	int error = errno;

	if (fstat(fileno(f), &st) == 0)
		*id = (struct file_id){ (uint64_t)st.st_dev, (uint64_t)st.st_ino };
	(void)fclose(f);
	errno = error;
	text->failed = text->failed || !note_file(l->packs.rules, path);
	return text->failed ? "out of memory" : fine ? NULL : "cannot read the rule file";
}

static bool
is_open(const struct load *l, const struct file_id *id)
{
	return l->open != NULL && l->open_id.number != 0 && l->open_id.number == id->number &&
	    l->open_id.device == id->device;
}

static void
load_file(struct load *l, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct file_id id = { 0, 0 };
	const char *wrong;
	struct buf text;

	if (f == NULL) {
		fail(l, CF_EIO, path, "cannot open the rule file", errno);
		return;
	}
	buf_init(&text);
	wrong = slurp(l, f, path, &text, &id);
	if (text.failed)
		fail(l, CF_ENOMEM, path, wrong, 0);
	else if (is_open(l, &id))
		;	/* its text has been taken already, as it is in the editor */
	else if (packs_file(&l->packs, &id) != NULL)
		;	/* named twice, or by two names: it is one pack */
	else if (wrong != NULL)
		fail(l, CF_EIO, path, wrong, errno);
	else
		packs_add(&l->packs, path, buf_str(&text), &id);
	buf_release(&text);
}

/* a file that another one extends; see packs_read_fn */
static bool
read_extended(void *ctx, struct arena *a, const char *path, struct str *text, struct file_id *id,
    const char **why)
{
	struct buf b;
	struct stat st;
	FILE *f;

	/* a rule file can name anything: what is no file could keep us waiting for ever */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || (f = fopen(path, "rb")) == NULL) {
		*why = errno == ENOENT ? "there is no such file" : "it is no file that can be read";
		return false;
	}
	buf_init(&b);
	*why = slurp(ctx, f, path, &b, id);
	if (*why == NULL) {
		*text = arena_str(a, buf_str(&b));
		*why = text->n == b.n ? NULL : "out of memory";
	}
	buf_release(&b);
	return *why == NULL;
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
	for (size_t i = 0; i < entries.n && !is_over(l); i++) {
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
	size_t before = l->failures;
	struct stat st;

	if (stat(path, &st) != 0)
		fail(l, CF_EIO, path, "cannot find the rules", errno);
	else if (!S_ISDIR(st.st_mode))
		load_file(l, path);
	else if (load_folder(l, path, 0) == 0 && l->failures == before)
		fail(l, CF_EIO, path, "no rule file (*.yml, *.yaml) is in this folder", 0);
}

static void
load_config(struct load *l, const struct rules_config *config)
{
	bool noted = note_file(l->packs.rules, config->path);

	if (noted && config->gives)
		packs_add_config(&l->packs, config->path, config->text);
	else if (!noted)
		fail(l, CF_ENOMEM, config->path, "out of memory", 0);
}

static bool
some_give(const struct rules_config *config, size_t n)
{
	size_t i = 0;

	while (i < n && !config[i].gives)
		i++;
	return i < n;
}

/* the file that is being written is the built-in pack itself: its source */
static bool
is_source_of(const struct rule_text *open, const struct builtin_pack *b)
{
	struct str path = open == NULL ? CF_S("") : str_of(open->path), name = str_of(b->path);

	return str_ends(path, name) && (path.n == name.n || path.p[path.n - name.n - 1] == '/');
}

/* the built-in packs, what is being written, then the files */
static void
load_all(struct load *l, const char *const *paths, size_t npaths, bool defaults)
{
	struct stat st;

	for (size_t i = 0; defaults && i < nbuiltin_packs && !is_over(l); i++)
		if (!is_source_of(l->open, &builtin_packs[i]))
			packs_add_builtin(&l->packs, &builtin_packs[i]);
	if (l->open != NULL && stat(l->open->path, &st) == 0)
		l->open_id = (struct file_id){ (uint64_t)st.st_dev, (uint64_t)st.st_ino };
	if (l->open != NULL && !is_over(l))
		packs_add(&l->packs, l->open->path, l->open->text, &l->open_id);
	for (size_t i = 0; i < npaths && !is_over(l); i++)
		load_path(l, paths[i]);
}

static enum cf_status
load_set(struct cf_rules **out, const char *const *paths, size_t npaths,
    const struct rules_config *config, size_t nconfigs, unsigned load,
    const struct rule_text *open, cf_error_fn fn, void *ctx)
{
	struct load l = { .files = 0, .open = open };
	struct cf_rules *set;
	enum cf_status st;
	struct rules first;

	*out = NULL;
	/* the set lives in its own arena */
	rules_init(&first);
	set = arena_new(&first.arena, struct cf_rules);
	if (set == NULL)
		return CF_ENOMEM;
	set->rules = first;
	packs_begin(&l.packs, &set->rules, fn, ctx);
	l.packs.reasons = set->rules.settings = (load & LOAD_REASONS) != 0;
	if ((load & (LOAD_DEFAULTS | LOAD_REASONS)) == LOAD_DEFAULTS)
		set->rules.store = store_new();
	l.packs.read = read_extended;
	l.packs.read_ctx = &l;
	arena_init(&l.paths, CF_MAX_MEMORY);
	if ((load & LOAD_DEFAULTS) == 0 || npaths > 0 || some_give(config, nconfigs) ||
	    open != NULL || !packs_take_builtin(&l.packs))
		load_all(&l, paths, npaths, (load & LOAD_DEFAULTS) != 0);
	for (size_t i = 0; i < nconfigs && !is_over(&l); i++)
		load_config(&l, &config[i]);
	arena_release(&l.paths);
	st = packs_end(&l.packs);
	if (st == CF_ENOMEM)
		cf_rules_free(set);
	else
		*out = set;
	return st;
}

enum cf_status
rules_load(struct cf_rules **out, const char *const *paths, size_t npaths, unsigned load,
    cf_error_fn fn, void *ctx)
{
	return load_set(out, paths, npaths, NULL, 0, load, NULL, fn, ctx);
}

enum cf_status
rules_load_configured(struct cf_rules **out, const char *const *paths, size_t npaths,
    const struct rules_config *config, size_t nconfigs, unsigned load, cf_error_fn fn, void *ctx)
{
	return load_set(out, paths, npaths, config, nconfigs, load, NULL, fn, ctx);
}

enum cf_status
rules_try(const struct rule_text *open, const char *const *paths, size_t npaths, unsigned load,
    cf_error_fn fn, void *ctx)
{
	struct cf_rules *set;
	enum cf_status st = load_set(&set, paths, npaths, NULL, 0, load, open, fn, ctx);

	cf_rules_free(set);
	return st;
}

enum cf_status
cf_rules_load(struct cf_rules **out, const char *const *paths, size_t npaths, bool defaults,
    cf_error_fn fn, void *ctx)
{
	return rules_load(out, paths, npaths, defaults ? LOAD_DEFAULTS : 0, fn, ctx);
}

bool
rule_has_name(const struct rule *rule, struct str name)
{
	return str_eq(name, rule->id) || str_eq(name, str_of(rule->name));
}

bool
names_whole_pack(struct str name)
{
	return str_ends(name, CF_S("/*"));
}

bool
rule_is_meant(const struct rule *rule, struct str name)
{
	if (names_whole_pack(name))
		return str_eq(rule->pack, str_sub(name, 0, name.n - 2));
	return rule_has_name(rule, name);
}

bool
rule_is_named(const struct rule *rule, const char *const *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rule_is_meant(rule, str_of(name[i])))
			return true;
	return false;
}

enum cf_severity
rule_severity(const struct rule *rule, const struct cf_grade *grades, size_t n)
{
	for (size_t i = n; i > 0; i--)
		if (rule_has_name(rule, str_of(grades[i - 1].rule)))
			return grades[i - 1].severity;
	return rule->severity;
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
