/* Finding configurations, reading their files, and following `extends`; see config.h. */
#include "config/config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/limits.h"

/* What was found for a folder or in a file. */
struct found {
	const struct config *config;	/* NULL: none, or it is broken */
	bool broken;
};

/* Reading one file with all that it extends. */
struct reading {
	struct configs *cs;
	struct config *config;
	const struct str *text;	/* of the first file; NULL: as it is on disk */
	bool sidecar;
	bool broken;
};

void
configs_init(struct configs *cs, struct arena *a, cf_error_fn fn, void *ctx)
{
	*cs = (struct configs){ .arena = a, .fn = fn, .ctx = ctx };
	rules_init(&cs->values);
}

void
configs_release(struct configs *cs)
{
	rules_release(&cs->values);
}

void
config_error(struct cf_error *err, const struct given *g, const char *fmt, ...)
{
	struct pos pos = g->at->pos;
	char text[sizeof(err->message)];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	(void)error_set(err, CF_ERULE, g->file->path, pos.line, pos.column, "%s", text);
	error_snippet(err, g->file->source.bytes, g->at->at);
}

static bool
fail(struct reading *r, enum cf_status st, const char *path, const char *why)
{
	struct cf_error err;

	(void)error_set(&err, st, path, 0, 0, "%s", why);
	r->cs->fn(r->cs->ctx, &err);
	r->broken = true;
	return false;
}

/* ---- bytes */

/* all of a file, or one byte more than it may have */
static bool
read_bytes(struct buf *b, const char *path)
{
	char part[16u << 10];
	FILE *f = fopen(path, "rb");
	bool fine;
	size_t n;

	if (f == NULL)
		return false;
	while (b->n <= CF_MAX_RULE_FILE && (n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(b, (struct str){ part, n });
	fine = ferror(f) == 0;
	(void)fclose(f);
	return fine;
}

static bool
slurp(struct reading *r, const char *path, struct str *out)
{
	struct stat st;
	struct buf b;

	stamps_add(r->cs->seen, path);
	if (stat(path, &st) != 0)
		return fail(r, CF_EIO, path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fail(r, CF_EIO, path, "is no file that can be read");
	buf_init(&b);
	if (!read_bytes(&b, path))
		(void)fail(r, CF_EIO, path, strerror(errno));
	else if (b.n > CF_MAX_RULE_FILE)
		(void)fail(r, CF_ELIMIT, path, "is too large for a configuration (CF_MAX_RULE_FILE)");
	*out = arena_str(r->cs->arena, buf_str(&b));
	if (b.failed || out->n != b.n)
		(void)fail(r, CF_ENOMEM, path, "out of memory");
	buf_release(&b);
	return !r->broken;
}

/* ---- one file */

static void
take(struct reading *r, struct config_file *f)
{
	struct arena *a = r->cs->arena, *values = &r->cs->values.arena;
	jmp_buf oom;

	if (setjmp(oom) != 0) {
		a->oom = values->oom = NULL;
		(void)fail(r, CF_ENOMEM, f->path, "out of memory");
		return;
	}
	a->oom = values->oom = &oom;
	if (r->sidecar)
		config_take_sidecar(r->cs, r->config, f);
	else
		config_take(r->cs, r->config, f);
	a->oom = values->oom = NULL;
}

static struct config_file *
file_new(struct reading *r, const char *path, const char *place)
{
	struct arena *a = r->cs->arena;
	struct config_file *f = arena_new(a, struct config_file);
	const char *slash = strrchr(path, '/');
	struct config *c = r->config;

	if (f == NULL || !VEC_ROOM(a, c->file, c->nfiles, c->filecap)) {
		(void)fail(r, CF_ENOMEM, path, "out of memory");
		return NULL;
	}
	*f = (struct config_file){ .path = path, .place = place };
	f->folder = slash == NULL ? "" :
	    arena_str(a, (struct str){ path, (size_t)(slash - path) + 1 }).p;
	f->m = (struct mistakes){ .arena = a, .source = &f->source, .kind = "a configuration" };
	c->file[c->nfiles++] = f;
	return f;
}

static bool extend(struct reading *r, struct config_file *f);

/* the file at `path`, whose absolute path is `real`, and what it extends */
static bool
read_file(struct reading *r, const char *path, const char *real)
{
	struct arena *a = r->cs->arena;
	struct config_file *f = file_new(r, path, path_folder(a, real));
	struct cf_error err;
	struct str text;

	if (f == NULL)
		return false;
	if (r->text != NULL && r->config->nfiles == 1)
		text = *r->text;
	else if (!slurp(r, path, &text))
		return false;
	if (source_init(&f->source, a, path, text, &err) != CF_OK) {
		r->cs->fn(r->cs->ctx, &err);
		r->broken = true;
		return false;
	}
	f->root = yaml_read(&f->m);
	take(r, f);
	if (f->m.out_of_memory)
		return fail(r, CF_ENOMEM, path, "out of memory");
	return extend(r, f) && !r->broken;
}

/* ---- extends */

/* "extends": the file that a value names */
static void
extend_one(struct reading *r, struct config_file *f, const struct node *n)
{
	struct arena *a = r->cs->arena;
	struct given g = { n->s, f, n };
	const char *path, *real;

	if (n->kind != NODE_SCALAR || n->s.n == 0) {
		mistake(&f->m, node_place(n), "\"extends\" must be a path or a list of paths");
		return;
	}
	path = config_path(a, &g);
	stamps_add(r->cs->seen, path);
	real = path_real(a, path);
	if (real == NULL) {
		mistake(&f->m, n->at, "cannot read \"%s\": %s", shown(&f->m, n->s),
		    strerror(errno));
		return;
	}
	path = path_shown(a, real);
	for (size_t i = 0; i < r->config->nfiles; i++)
		if (strcmp(r->config->file[i]->path, path) == 0) {
			mistake(&f->m, n->at, "configurations extend each other in a circle, "
			    "or one twice: %s", shown(&f->m, str_of(path)));
			return;
		}
	if (r->config->nfiles >= CF_MAX_CONFIGS) {
		mistake(&f->m, n->at, "more than %u configurations extend one another "
		    "(CF_MAX_CONFIGS)", CF_MAX_CONFIGS);
		mistake_is_limit(&f->m);
		return;
	}
	(void)read_file(r, path, real);
}

/* what a file extends comes after it; its mistakes are told then */
static bool
extend(struct reading *r, struct config_file *f)
{
	const struct node *n = f->root == NULL || f->root->kind != NODE_MAP || r->sidecar ? NULL :
	    node_get(f->root, CF_S("extends"));
	const struct node *item = n != NULL && n->kind == NODE_LIST ? n->first : n;

	for (; item != NULL; item = n->kind == NODE_LIST ? item->next : NULL)
		extend_one(r, f, item);
	if (f->m.n == 0)
		return true;
	(void)mistakes_report(&f->m, r->cs->fn, r->cs->ctx);
	r->broken = true;
	return false;
}

/* ---- from a path or a folder */

static struct found *
remember(struct configs *cs, struct map *map, const char *key, const struct config *c, bool broken)
{
	struct found *found = arena_new(cs->arena, struct found);
	jmp_buf oom;

	if (found == NULL)
		return NULL;
	*found = (struct found){ c, broken };
	if (setjmp(oom) != 0) {
		cs->arena->oom = NULL;
		return NULL;
	}
	cs->arena->oom = &oom;
	(void)map_put(map, cs->arena, str_of(key), found);
	cs->arena->oom = NULL;
	return found;
}

/* the file, read or remembered; NULL: it is broken */
static const struct config *
from_file(struct configs *cs, const char *path, const char *real, bool sidecar)
{
	struct reading r = { .cs = cs, .sidecar = sidecar };
	const struct found *known = map_get(&cs->of_file, str_of(real));

	if (known != NULL)
		return known->config;
	r.config = arena_new(cs->arena, struct config);
	if (r.config == NULL)
		(void)fail(&r, CF_ENOMEM, path, "out of memory");
	else
		(void)read_file(&r, path, real);
	if (r.broken)
		r.config = NULL;
	(void)remember(cs, &cs->of_file, real, r.config, r.broken);
	return r.config;
}

const struct config *
config_read(struct configs *cs, const char *path)
{
	const char *real = path_real(cs->arena, path);
	struct reading r = { .cs = cs };

	stamps_add(cs->seen, path);
	if (real == NULL) {
		(void)fail(&r, CF_EIO, path, strerror(errno));
		return NULL;
	}
	return from_file(cs, path, real, false);
}

bool
config_is_sidecar(struct str path)
{
	struct str name = CF_S(".crossfoot.yml");

	return str_ends(path, name) && path.n > name.n && path.p[path.n - name.n - 1] != '/';
}

bool
config_is_file(struct str path)
{
	struct str yml = CF_S(".crossfoot.yml"), yaml = CF_S(".crossfoot.yaml");
	size_t n = str_ends(path, yml) ? yml.n : str_ends(path, yaml) ? yaml.n : 0;

	return n > 0 && (path.n == n || path.p[path.n - n - 1] == '/');
}

const struct config *
config_read_text(struct configs *cs, const char *path, struct str text)
{
	const char *folder = path_real(cs->arena, path_folder(cs->arena, path));
	struct reading r = { .cs = cs, .text = &text,
		.config = arena_new(cs->arena, struct config),
		.sidecar = config_is_sidecar(str_of(path)) };

	if (r.config == NULL)
		(void)fail(&r, CF_ENOMEM, path, "out of memory");
	else	/* the name is not looked at, since nothing may be there yet */
		(void)read_file(&r, path, arena_printf(cs->arena, "%s/.", folder == NULL ? "" :
		    folder).p);
	return r.broken ? NULL : r.config;
}

static bool
is_there(const struct configs *cs, const char *path)
{
	struct stat st;

	stamps_add(cs->seen, path);
	return lstat(path, &st) == 0;
}

/* the file in this very folder, or NULL; *broken when there are two */
static const char *
file_in(struct configs *cs, const char *folder, bool *broken)
{
	const char *slash = strcmp(folder, "/") == 0 ? "" : "/";
	const char *yml = arena_printf(cs->arena, "%s%s.crossfoot.yml", folder, slash).p;
	const char *yaml = arena_printf(cs->arena, "%s%s.crossfoot.yaml", folder, slash).p;
	struct reading r = { .cs = cs };

	if (is_there(cs, yml) && is_there(cs, yaml)) {
		*broken = true;
		(void)fail(&r, CF_ERULE, path_shown(cs->arena, yaml),
		    "there is a .crossfoot.yml beside it: only one can count");
		return NULL;
	}
	return is_there(cs, yml) ? yml : is_there(cs, yaml) ? yaml : NULL;
}

static bool
is_root(struct configs *cs, const char *folder)
{
	const char *git = arena_printf(cs->arena, "%s/.git", folder).p;
	struct stat st;

	stamps_add_being(cs->seen, git);
	return strcmp(folder, "/") == 0 || lstat(git, &st) == 0;
}

bool
config_find(struct configs *cs, const char *folder, const struct config **out)
{
	const struct found *known = map_get(&cs->of_folder, str_of(folder));
	const struct config *c = NULL;
	bool broken = false;
	const char *path;

	if (known == NULL) {
		path = file_in(cs, folder, &broken);
		if (path != NULL) {
			c = from_file(cs, path_shown(cs->arena, path), path, false);
			broken = c == NULL;
		} else if (!broken && !is_root(cs, folder)) {
			broken = !config_find(cs, path_folder(cs->arena, folder), &c);
		}
		known = remember(cs, &cs->of_folder, folder, c, broken);
	}
	*out = known == NULL ? NULL : known->config;
	return known != NULL && !known->broken;
}

bool
config_sidecar(struct configs *cs, const char *report, const struct config **out)
{
	const char *path = arena_printf(cs->arena, "%s.crossfoot.yml", report).p;
	const char *real = is_there(cs, path) ? path_real(cs->arena, path) : NULL;

	*out = NULL;
	if (real == NULL)
		return !is_there(cs, path);
	*out = from_file(cs, path, real, true);
	return *out != NULL;
}
