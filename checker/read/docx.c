/*
 * DOCX: the parts of the file in the order in which they are needed: styles and
 * numbers first, then the text, then the notes that it refers to.
 */
#include "read/docx.h"

/* a part that the text needs, by what leads to it */
static struct str
part_of(const struct word *w, const struct opc_rels *rels, const char *type)
{
	return opc_by_type(w->k, rels, type);
}

static enum cf_status
read_notes(struct word *w, struct str part, const struct word_notes *notes, struct cf_error *err)
{
	return part.n == 0 || notes->n == 0 || w->d->failed ? CF_OK : word_read_text(w, part, err);
}

static enum cf_status
read_parts(struct word *w, struct str main, struct cf_error *err)
{
	struct opc_rels rels;
	enum cf_status st = opc_rels(w->k, main, &rels, err);

	if (st == CF_OK)
		st = word_read_styles(&w->styles, w->k, part_of(w, &rels, "styles"), err);
	if (st == CF_OK)
		st = word_read_numbers(&w->numbers, w->k, part_of(w, &rels, "numbering"), err);
	if (st == CF_OK && !w->k->failed)
		st = word_read_text(w, main, err);
	if (st == CF_OK)
		st = read_notes(w, part_of(w, &rels, "footnotes"), &w->foot, err);
	if (st == CF_OK)
		st = read_notes(w, part_of(w, &rels, "endnotes"), &w->end, err);
	return st;
}

enum cf_status
read_docx(struct doc *d, struct package *k, struct str main, struct cf_error *err)
{
	struct word *w = arena_new(d->arena, struct word);
	enum cf_status st;

	if (w == NULL) {
		d->failed = true;
		return CF_OK;
	}
	w->k = k;
	w->d = d;
	compose_begin(&w->c, d);
	st = read_parts(w, main, err);
	return st == CF_OK ? compose_end(&w->c, err) : st;
}
