/* The steps of loading rule files, one after the other; see packs.h. */
#include "rules/packs.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "rules/frozen.h"
#include "rules/image.h"
#include "rules/store.h"

void
packs_begin(struct packs *ps, struct rules *rules, cf_error_fn fn, void *ctx)
{
	*ps = (struct packs){ .rules = rules, .fn = fn, .ctx = ctx };
	arena_init(&ps->arena, CF_MAX_MEMORY);
	if (rules->needed == NULL)
		rules->needed = needed_place_new(&rules->arena);
	rules->pattern_of = (struct map){ .n = 0 };
}

static void
note(struct packs *ps, enum cf_status st)
{
	if (ps->first == CF_OK || st == CF_ENOMEM)
		ps->first = st;
}

static void
out_of_memory(struct packs *ps, const char *path)
{
	struct cf_error err;

	if (ps->first == CF_ENOMEM)
		return;
	note(ps, error_set(&err, CF_ENOMEM, path, 0, 0, "out of memory"));
	if (ps->fn != NULL)
		ps->fn(ps->ctx, &err);
}

void
packs_refuse(struct packs *ps, const struct cf_error *err)
{
	struct pack_file *f = arena_new(&ps->arena, struct pack_file);
	struct cf_error *copy = arena_new(&ps->arena, struct cf_error);

	ps->unreadable = true;
	if (err->status == CF_ENOMEM || f == NULL || copy == NULL ||
	    !VEC_ROOM(&ps->arena, ps->file, ps->nfiles, ps->filecap)) {
		out_of_memory(ps, err->path);
		return;
	}
	*copy = *err;
	*f = (struct pack_file){ .path = copy->path, .refused = copy };
	ps->file[ps->nfiles++] = f;
}

bool
packs_guard(struct packs *ps, void (*step)(struct packs *ps, struct pack_file *f),
    struct pack_file *f)
{
	struct arena *kept = &ps->rules->arena;
	jmp_buf *before = kept->oom;
	jmp_buf oom;

	if (ps->first == CF_ENOMEM)
		return false;
	if (f != NULL)
		ps->path = f->path;
	if (setjmp(oom) != 0) {
		kept->oom = before;
		ps->arena.oom = NULL;
		out_of_memory(ps, ps->path);
		return false;
	}
	kept->oom = ps->arena.oom = &oom;
	step(ps, f);
	kept->oom = before;
	ps->arena.oom = NULL;
	return true;
}

/* ---- files */

static enum cf_status
check_size(struct packs *ps, const char *path, size_t n, struct cf_error *err)
{
	if (n > CF_MAX_RULE_FILE)
		return error_set(err, CF_ELIMIT, path, 0, 0,
		    "the file has %zu bytes; the limit for a rule file is %u", n,
		    CF_MAX_RULE_FILE);
	if (ps->nfiles >= CF_MAX_RULE_FILES)
		return error_set(err, CF_ELIMIT, path, 0, 0, "more than %u rule files",
		    CF_MAX_RULE_FILES);
	if (n > CF_MAX_RULE_BYTES - ps->bytes)
		return error_set(err, CF_ELIMIT, path, 0, 0,
		    "the rule files have more than %u bytes together", CF_MAX_RULE_BYTES);
	return CF_OK;
}

/* refused before it is read as YAML */
static enum cf_status
check_bytes(struct packs *ps, struct pack_file *f, struct str yaml, struct cf_error *err)
{
	enum cf_status st = source_init(&f->source, &ps->arena, f->path, yaml, err);
	const char *nul;
	size_t bad;

	if (st != CF_EINPUT)
		return st;
	bad = utf8_check(yaml);
	nul = memchr(yaml.p, 0, yaml.n);
	if (bad == yaml.n && nul != NULL)
		bad = (size_t)(nul - yaml.p);
	err->status = CF_ERULE;
	error_snippet(err, yaml, (struct span){ (uint32_t)bad, (uint32_t)bad + 1 });
	return CF_ERULE;
}

/* the file with its text, unless it stays, and path copied; NULL when memory ran out */
static struct pack_file *
file_new(struct packs *ps, const char *path, struct str *yaml, bool stays,
    const struct file_id *id)
{
	struct pack_file *f = arena_new(&ps->arena, struct pack_file);
	struct str p = arena_str(&ps->arena, str_of(path));
	struct str text = stays ? *yaml : arena_str(&ps->arena, *yaml);

	if (f == NULL || p.n != strlen(path) || text.n != yaml->n ||
	    !VEC_ROOM(&ps->arena, ps->file, ps->nfiles, ps->filecap))
		return NULL;
	*f = (struct pack_file){ .path = p.p };
	if (id != NULL)
		f->id = *id;
	f->m = (struct mistakes){ .arena = &ps->arena, .source = &f->source };
	f->has_dollars = text.n > 0 && memchr(text.p, '$', text.n) != NULL;
	*yaml = text;
	return f;
}

/* `frozen`: the tree of `yaml` when it has been read already, or NULL */
static struct pack_file *
take(struct packs *ps, const char *path, struct str yaml, const struct file_id *id,
    const struct frozen_tree *frozen)
{
	struct pack_file *f;
	struct cf_error err;

	if (ps->nfiles > CF_MAX_RULE_FILES)
		return NULL;	/* it has been said already */
	ps->path = path;
	if (check_size(ps, path, yaml.n, &err) != CF_OK) {
		packs_refuse(ps, &err);
		return NULL;
	}
	ps->bytes += yaml.n;
	f = file_new(ps, path, &yaml, frozen != NULL, id);
	if (f == NULL) {
		out_of_memory(ps, ps->path);
		return NULL;
	}
	ps->path = f->path;
	if (check_bytes(ps, f, yaml, &err) != CF_OK) {
		packs_refuse(ps, &err);
		return NULL;
	}
	ps->file[ps->nfiles++] = f;
	f->root = frozen != NULL ? frozen_read(&f->m, frozen) : yaml_read(&f->m);
	if (f->m.out_of_memory)
		out_of_memory(ps, ps->path);
	else if (f->root != NULL)
		(void)packs_guard(ps, pack_head, f);
	ps->unreadable = ps->unreadable || f->pack == NULL;
	return f;
}

struct pack_file *
packs_take(struct packs *ps, const char *path, struct str yaml, const struct file_id *id)
{
	return take(ps, path, yaml, id, NULL);
}

void
packs_add(struct packs *ps, const char *path, struct str yaml, const struct file_id *id)
{
	(void)packs_take(ps, path, yaml, id);
}

void
packs_add_builtin(struct packs *ps, const struct builtin_pack *b)
{
	struct pack_file *f = ps->reasons ? take(ps, b->path, b->text, NULL, NULL) :
	    take(ps, b->path, b->without_reasons, NULL, &frozen_trees[b - builtin_packs]);

	if (f != NULL)
		f->builtin = true;
}

/* a step */
static void
thaw(struct packs *ps, struct pack_file *f)
{
	(void)f;
	ps->thawed = image_thaw(ps->rules);
}

bool
packs_take_builtin(struct packs *ps)
{
	return !ps->reasons && (!packs_guard(ps, thaw, NULL) || ps->thawed);
}

void
packs_add_config(struct packs *ps, const char *path, struct str yaml)
{
	struct pack_file *f = file_new(ps, path, &yaml, false, NULL);
	struct cf_error err;

	if (f == NULL || !VEC_ROOM(&ps->arena, ps->config, ps->nconfigs, ps->configcap)) {
		out_of_memory(ps, path);
		return;
	}
	if (check_bytes(ps, f, yaml, &err) != CF_OK) {
		packs_refuse(ps, &err);
		return;
	}
	f->m.kind = "a configuration";
	f->root = yaml_read(&f->m);
	if (f->m.out_of_memory)
		out_of_memory(ps, path);
	if (f->root != NULL && f->root->kind == NODE_MAP)
		f->with = node_get(f->root, CF_S("with"));
	ps->config[ps->nconfigs++] = f;
	ps->file[ps->nfiles++] = f;	/* file_new() made room; its mistakes are told with theirs */
}

/* ---- the end */

/* does no other file say anything of the rules in this one? */
static bool
is_untouched(const struct pack_file *f)
{
	const struct pack *p = f->pack;
	bool untouched = p != NULL && p->nrules == 0;

	for (size_t i = 0; untouched && i < p->nfiles; i++)
		untouched = p->file[i]->builtin;
	for (size_t i = 0; untouched && i < p->nparams; i++)
		untouched = !p->param[i]->given;
	return untouched;
}

/* a step: when all packs are settled, the built-in ones may need not be read any further */
static void
thaw_untouched(struct packs *ps, struct pack_file *f)
{
	size_t n = 0;

	for (size_t i = 0; i < ps->nfiles; i++)
		n += ps->file[i]->builtin && is_untouched(ps->file[i]);
	if (!ps->reasons && !ps->thawed && n == nbuiltin_packs)
		thaw(ps, f);
}

static void
settle(struct packs *ps, struct pack_file *f)
{
	(void)f;
	packs_settle(ps);
}

/* all that is wrong with a file */
static void
tell(struct packs *ps, struct pack_file *f)
{
	enum cf_status st = f->refused != NULL ? f->refused->status :
	    mistakes_report(&f->m, ps->fn, ps->ctx);

	if (f->refused != NULL && ps->fn != NULL)
		ps->fn(ps->ctx, f->refused);
	if (st != CF_OK)
		note(ps, st);
}

enum cf_status
packs_end(struct packs *ps)
{
	bool fine;

	/* files that are found on the way are looked at in their turn */
	for (size_t i = 0; i < ps->nfiles && ps->first != CF_ENOMEM; i++)
		packs_find(ps, ps->file[i]);
	fine = packs_guard(ps, settle, NULL) && packs_guard(ps, thaw_untouched, NULL);
	for (size_t i = 0; i < ps->nfiles && fine; i++)
		if (!ps->thawed || !ps->file[i]->builtin)
			fine = packs_guard(ps, pack_rules, ps->file[i]);
	for (size_t i = 0; i < ps->nfiles && fine; i++) {
		fine = !ps->file[i]->m.out_of_memory;
		if (!fine)
			out_of_memory(ps, ps->file[i]->path);
	}
	for (size_t i = 0; i < ps->nfiles && fine; i++)
		tell(ps, ps->file[i]);
	arena_release(&ps->arena);
	ps->rules->pattern_of = (struct map){ .n = 0 };	/* it was in that arena */
	store_free(ps->rules->store);
	ps->rules->store = NULL;
	return ps->first;
}

enum cf_status
rules_add(struct rules *rules, const char *path, struct str yaml, cf_error_fn fn, void *ctx)
{
	struct packs ps;

	packs_begin(&ps, rules, fn, ctx);
	packs_add(&ps, path, yaml, NULL);
	return packs_end(&ps);
}

/* ---- the set of rules */

void
rules_init(struct rules *rules)
{
	*rules = (struct rules){ 0 };
	arena_init(&rules->arena, CF_MAX_MEMORY);
}

void
rules_release(struct rules *rules)
{
	needed_free(rules->needed);
	for (size_t i = 0; i < rules->npatterns; i++)
		pattern_free(rules->patterns[i]);
	free(rules->image);
	arena_release(&rules->arena);
	*rules = (struct rules){ 0 };
}
