/* XLSX: the sheets of a workbook, in their order; see sheet.h. */
#include "read/sheet.h"

#include "base/limits.h"

enum { W_PROPERTIES = 1, W_SHEET };

static const struct xml_word words[] = {
	{ "s:workbookPr", W_PROPERTIES }, { "s:sheet", W_SHEET },
};

struct listed {
	struct str name, id;
	bool hidden;
};

struct workbook {
	struct book *b;
	struct listed *sheet;
	size_t n, cap;
};

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	struct workbook *w = ctx;
	struct arena *a = w->b->k->arena;
	struct str state = str_of(xml_attr(attrs, "state"));

	if (id == W_PROPERTIES) {
		w->b->from_1904 = xml_true(xml_attr(attrs, "date1904"), false);
		return true;
	}
	if (w->n >= CF_MAX_SHEETS) {
		w->b->k->failed = true;
		w->b->k->limit = "sheets of one workbook (CF_MAX_SHEETS)";
		return true;
	}
	if (!VEC_ROOM(a, w->sheet, w->n, w->cap)) {
		w->b->k->failed = true;
		return true;
	}
	w->sheet[w->n++] = (struct listed){ .name = arena_str(a, str_of(xml_attr(attrs, "name"))),
		.id = arena_str(a, str_of(xml_attr(attrs, "id"))),
		.hidden = state.n > 0 && !str_eq(state, CF_S("visible")) };
	return true;
}

static void
close(void *ctx, unsigned id)
{
	(void)ctx;
	(void)id;
}

static enum cf_status
read_sheet(struct book *b, struct str name, struct str part, struct cf_error *err)
{
	struct sheet *s = arena_new(b->k->arena, struct sheet);
	enum cf_status st;

	if (s == NULL) {
		b->k->failed = true;
		return CF_OK;
	}
	s->name = str_trim(name).n == 0 ? CF_S("Sheet") : str_trim(name);
	st = sheet_read(s, b, part, err);
	if (st == CF_OK && !b->k->failed)
		sheet_write(s, b);
	return st;
}

static void
say_hidden_sheets(const struct workbook *w)
{
	struct str names = CF_S("");
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (!w->sheet[i].hidden || n++ >= 10)
			continue;
		names = arena_printf(w->b->k->arena, "%.*s%s\"%.*s\"", (int)names.n, names.p,
		    names.n == 0 ? "" : ", ", (int)w->sheet[i].name.n, w->sheet[i].name.p);
	}
	book_say_hidden(w->b, names, n);
}

static enum cf_status
read_sheets(const struct workbook *w, const struct opc_rels *rels, struct cf_error *err)
{
	enum cf_status st = CF_OK;

	for (size_t i = 0; i < w->n && st == CF_OK && !w->b->k->failed; i++) {
		struct str part = opc_by_id(w->b->k, rels, w->sheet[i].id);

		if (part.n > 0 && !w->sheet[i].hidden)
			st = read_sheet(w->b, w->sheet[i].name, part, err);
	}
	return st;
}

static enum cf_status
read_parts(struct workbook *w, struct str main, struct cf_error *err)
{
	struct package *k = w->b->k;
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .ctx = w, .failed = &k->failed };
	struct opc_rels rels;
	enum cf_status st = opc_rels(k, main, &rels, err);

	if (st == CF_OK)
		st = xml_read(k->zip, k->path, main, &r, err);
	if (st == CF_OK)
		st = book_read_styles(w->b, opc_by_type(k, &rels, "styles"), err);
	if (st == CF_OK)
		st = book_read_strings(w->b, opc_by_type(k, &rels, "sharedStrings"), err);
	return st == CF_OK ? read_sheets(w, &rels, err) : st;
}

enum cf_status
read_xlsx(struct doc *d, struct package *k, struct str main, struct cf_error *err)
{
	struct book *b = arena_new(d->arena, struct book);
	struct workbook w = { .b = b };
	enum cf_status st;

	if (b == NULL) {
		d->failed = true;
		return CF_OK;
	}
	b->k = k;
	b->d = d;
	derive_begin(&b->v, d);
	st = read_parts(&w, main, err);
	d->failed |= k->failed;
	if (st != CF_OK || d->failed)
		return st;
	say_hidden_sheets(&w);
	return derive_end(&b->v, err);
}
