/* The parts of Office Open XML files; see opc.h. */
#include "read/opc.h"

#include "base/limits.h"

enum { TYPES_OVERRIDE = 1, RELS_RELATIONSHIP };

static const struct xml_word type_words[] = { { "k:Override", TYPES_OVERRIDE } };
static const struct xml_word rel_words[] = { { "p:Relationship", RELS_RELATIONSHIP } };

static struct str
keep(struct package *k, struct str s)
{
	struct str mine = arena_str(k->arena, s);

	k->failed |= mine.n == 0 && s.n > 0;
	return mine;
}

/* ---- content types */

struct types {
	struct package *k;
	struct str type, part;
};

static bool
types_open(void *ctx, unsigned id, const char *const *attrs)
{
	struct types *t = ctx;
	struct str type = str_of(xml_attr(attrs, "ContentType"));
	struct str part = str_of(xml_attr(attrs, "PartName"));

	(void)id;
	if (t->type.n > 0 || !(str_ends(type, CF_S(".main+xml")) ||
	    str_ends(type, CF_S("sheet.binary.macroEnabled.main"))))
		return true;
	t->type = keep(t->k, type);
	t->part = keep(t->k, str_sub(part, str_starts(part, CF_S("/")), part.n));
	return true;
}

static void
nothing_closes(void *ctx, unsigned id)
{
	(void)ctx;
	(void)id;
}

enum cf_status
opc_main(struct package *k, struct str *type, struct str *part, struct cf_error *err)
{
	struct types t = { .k = k, .type = CF_S(""), .part = CF_S("") };
	struct xml_reader r = { .words = type_words, .nwords = 1, .open = types_open,
		.close = nothing_closes, .ctx = &t, .failed = &k->failed };
	enum cf_status st = xml_read(k->zip, k->path, CF_S("[Content_Types].xml"), &r, err);

	*type = t.type;
	*part = t.part;
	return st;
}

/* ---- relationships */

struct rel_list {
	struct package *k;
	struct str folder;	/* of the part, with its slash */
	struct opc_rels *out;
};

/* "word/" and "../media/x" give "media/x"; "/word/x" is "word/x" */
static struct str
resolve(struct package *k, struct str folder, struct str target)
{
	struct str s;

	if (str_starts(target, CF_S("/")))
		return keep(k, str_sub(target, 1, target.n));
	while (str_starts(target, CF_S("../"))) {
		target = str_sub(target, 3, target.n);
		if (folder.n > 0)
			folder.n--;
		while (folder.n > 0 && folder.p[folder.n - 1] != '/')
			folder.n--;
	}
	if (str_starts(target, CF_S("./")))
		target = str_sub(target, 2, target.n);
	s = arena_printf(k->arena, "%.*s%.*s", (int)folder.n, folder.p, (int)target.n, target.p);
	k->failed |= s.n == 0 && target.n > 0;
	return s;
}

static struct str
last_step(struct str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != '/')
		at--;
	return str_sub(s, at, s.n);
}

static bool
rels_open(void *ctx, unsigned id, const char *const *attrs)
{
	struct rel_list *l = ctx;
	struct str mode = str_of(xml_attr(attrs, "TargetMode"));
	struct str target = str_of(xml_attr(attrs, "Target"));
	struct opc_rel *rel;

	(void)id;
	/* no more can lead to a part than there may be parts */
	if (str_eq(mode, CF_S("External")) || target.n > 1000 || l->out->n >= CF_MAX_ZIP_PARTS)
		return true;
	if (!VEC_ROOM(l->k->arena, l->out->p, l->out->n, l->out->cap)) {
		l->k->failed = true;
		return true;
	}
	rel = &l->out->p[l->out->n++];
	rel->id = keep(l->k, str_of(xml_attr(attrs, "Id")));
	rel->type = keep(l->k, last_step(str_of(xml_attr(attrs, "Type"))));
	rel->part = resolve(l->k, l->folder, target);
	return true;
}

enum cf_status
opc_rels(struct package *k, struct str part, struct opc_rels *out, struct cf_error *err)
{
	struct str file = last_step(part);
	struct rel_list l = { .k = k, .folder = str_sub(part, 0, part.n - file.n), .out = out };
	struct xml_reader r = { .words = rel_words, .nwords = 1, .open = rels_open,
		.close = nothing_closes, .ctx = &l, .failed = &k->failed };
	struct str name = arena_printf(k->arena, "%.*s_rels/%.*s.rels", (int)l.folder.n,
	    l.folder.p, (int)file.n, file.p);

	*out = (struct opc_rels){ .n = 0 };
	if (name.n == 0)
		k->failed = true;
	return k->failed || !zip_has(k->zip, name) ? CF_OK :
	    xml_read(k->zip, k->path, name, &r, err);
}

struct str
opc_by_type(const struct package *k, const struct opc_rels *rels, const char *type)
{
	for (size_t i = 0; i < rels->n; i++)
		if (str_eq(rels->p[i].type, str_of(type)) && zip_has(k->zip, rels->p[i].part))
			return rels->p[i].part;
	return CF_S("");
}

struct str
opc_by_id(const struct package *k, const struct opc_rels *rels, struct str id)
{
	for (size_t i = 0; i < rels->n; i++)
		if (str_eq(rels->p[i].id, id) && zip_has(k->zip, rels->p[i].part))
			return rels->p[i].part;
	return CF_S("");
}
