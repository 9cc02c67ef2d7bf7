/*
 * Where the packs are that a file extends: among the files of the run, in the
 * program, or at a path beside the file, which is read then.
 */
#include "base/limits.h"
#include "rules/packs.h"

/* ---- by path */

static bool
is_path(struct str s)
{
	return str_ends(s, CF_S(".yml")) || str_ends(s, CF_S(".yaml"));
}

/* a path as it is written in a file, from where the tool is; NULL: memory ran out */
static const char *
path_from(struct packs *ps, const char *file, struct str path)
{
	const char *slash = strrchr(file, '/');
	int folder = slash == NULL || path.p[0] == '/' ? 0 : (int)(slash - file) + 1;
	struct str s = arena_printf(&ps->arena, "%.*s%.*s", folder, file, (int)path.n, path.p);

	return s.n == (size_t)folder + path.n ? s.p : NULL;
}

struct pack_file *
packs_file(const struct packs *ps, const struct file_id *id)
{
	for (size_t i = 0; i < ps->nfiles && id->number != 0; i++)
		if (ps->file[i]->id.number == id->number && ps->file[i]->id.device == id->device)
			return ps->file[i];
	return NULL;
}

static void
find_by_path(struct packs *ps, struct pack_file *f, struct extends *e)
{
	const char *path = path_from(ps, f->path, e->at->s), *why = "it cannot be read from here";
	struct file_id id = { 0, 0 };
	struct pack_file *there;
	struct str text;

	if (f->builtin || ps->read == NULL || path == NULL ||
	    !ps->read(ps->read_ctx, &ps->arena, path, &text, &id, &why)) {
		mistake(&f->m, e->at->at, "cannot read \"%s\": %s", shown(&f->m, e->at->s), why);
		return;
	}
	there = packs_file(ps, &id);
	if (there == NULL)
		there = packs_take(ps, path, text, &id);
	if (there != NULL)
		e->to = there->pack;	/* without one, it was said there what is wrong */
}

/* ---- by name */

/* the name in the line "pack: name" of a built-in pack */
static struct str
builtin_name(const struct builtin_pack *b)
{
	static const char key[] = "pack:";
	const char *p = b->text.p, *end = p + b->text.n, *nl;

	for (; p != NULL && p < end; p = nl == NULL ? NULL : nl + 1) {
		struct str line = { p, 0 };

		nl = memchr(p, '\n', (size_t)(end - p));
		line.n = (size_t)((nl == NULL ? end : nl) - p);
		if (str_starts(line, str_of(key)))
			return str_trim(str_sub(line, strlen(key), line.n));
	}
	return CF_S("");
}

/* built-in packs are taken in when one is asked for and they are not in use already */
static void
take_builtin(struct packs *ps, struct str name)
{
	for (size_t i = 0; i < nbuiltin_packs; i++) {
		const struct builtin_pack *b = &builtin_packs[i];

		if (str_eq(builtin_name(b), name))
			packs_add_builtin(ps, b);
	}
}

/* every pack that could be meant */
static void
refuse_name(struct packs *ps, struct pack_file *f, const struct extends *e)
{
	struct names names = { .arena = &ps->arena, .found = e->at->s };

	if (!mistake(&f->m, e->at->at, "there is no pack \"%s\"", shown(&f->m, e->at->s)))
		return;
	for (size_t i = 0; i < ps->nfiles; i++)
		if (ps->file[i]->pack != NULL && ps->file[i]->pack->file[0] == ps->file[i] &&
		    ps->file[i]->pack != f->pack)
			names_offer(&names, ps->file[i]->pack->name);
	for (size_t i = 0; i < nbuiltin_packs; i++) {
		struct str name = builtin_name(&builtin_packs[i]);

		/* a pack of several files is offered once; they follow each other */
		if (map_get(&ps->names, name) == NULL &&
		    (i == 0 || !str_eq(name, builtin_name(&builtin_packs[i - 1]))))
			names_offer(&names, name);
	}
	if (names.best.n == 0 && ps->unreadable)
		mistake_help(&f->m, "one of the rule files cannot be read; it may be in there");
	else
		names_help(&f->m, &names, "the packs here are");
}

static void
find_by_name(struct packs *ps, struct extends *e)
{
	e->to = map_get(&ps->names, e->at->s);
	if (e->to == NULL) {
		take_builtin(ps, e->at->s);
		e->to = map_get(&ps->names, e->at->s);
	}
}

static void
refuse_unknown(struct packs *ps, struct pack_file *f)
{
	for (size_t i = 0; i < f->nextends; i++)
		if (f->extends[i].to == NULL && !is_path(f->extends[i].at->s))
			refuse_name(ps, f, &f->extends[i]);
}

void
packs_find(struct packs *ps, struct pack_file *f)
{
	bool unknown = false;

	for (size_t i = 0; i < f->nextends && ps->first != CF_ENOMEM; i++) {
		struct extends *e = &f->extends[i];

		if (is_path(e->at->s))
			find_by_path(ps, f, e);
		else
			find_by_name(ps, e);
		unknown = unknown || e->to == NULL;
	}
	if (unknown)
		(void)packs_guard(ps, refuse_unknown, f);
}
