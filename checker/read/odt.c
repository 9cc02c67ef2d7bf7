/* ODT: the text of an OpenDocument file, element by element; see odt_text.h. */
#include "read/odt_text.h"

static const struct xml_word words[] = {
	ODT_STYLE_WORDS,
	{ "o:body", T_BODY }, { "t:p", T_P }, { "t:h", T_H }, { "t:span", T_SPAN },
	{ "t:s", T_SPACES }, { "t:tab", T_TAB }, { "t:line-break", T_BREAK },
	{ "t:list", T_LIST }, { "t:list-item", T_ITEM }, { "t:list-header", T_ITEM_HEADER },
	{ "t:note", T_NOTE }, { "t:note-citation", T_CITATION }, { "t:note-body", T_NOTE_BODY },
	{ "t:index-body", T_INDEX }, { "t:tracked-changes", T_CHANGES },
	{ "t:changed-region", T_REGION }, { "t:insertion", T_INSERTION },
	{ "t:deletion", T_DELETION }, { "t:change", T_CHANGE },
	{ "t:change-start", T_CHANGE_START }, { "t:change-end", T_CHANGE_END },
	{ "t:section", T_SECTION }, { "t:hidden-text", T_HIDDEN_TEXT },
	{ "b:table", T_TABLE }, { "b:table-header-rows", T_HEADER_ROWS },
	{ "b:table-row", T_ROW }, { "b:table-cell", T_CELL },
	{ "b:covered-table-cell", T_COVERED }, { "d:frame", T_BOX },
	{ "d:custom-shape", T_BOX }, { "d:rect", T_BOX }, { "d:ellipse", T_BOX },
	{ "d:line", T_BOX }, { "d:connector", T_BOX }, { "d:polygon", T_BOX }, { "d:path", T_BOX },
	/* what is no text of the document */
	{ "o:annotation", T_LEFT_OUT }, { "o:forms", T_LEFT_OUT }, { "t:number", T_LEFT_OUT },
	{ "t:ruby-text", T_LEFT_OUT }, { "t:script", T_LEFT_OUT },
	{ "t:table-of-content-source", T_LEFT_OUT }, { "t:table-index-source", T_LEFT_OUT },
	{ "t:illustration-index-source", T_LEFT_OUT }, { "t:object-index-source", T_LEFT_OUT },
	{ "t:user-index-source", T_LEFT_OUT }, { "t:alphabetical-index-source", T_LEFT_OUT },
	{ "t:bibliography-source", T_LEFT_OUT }, { "o:change-info", T_LEFT_OUT },
};

/* ---- text boxes and notes */

static void
enter(struct odt *o)
{
	struct odt_open *in = arena_new(o->d->arena, struct odt_open);

	if (in == NULL) {
		o->d->failed = true;
		return;
	}
	in->outer = o->in;
	in->lists = o->depth;
	o->in = in;
}

static void
leave(struct odt *o)
{
	if (o->in != NULL && o->in->outer != NULL)
		o->in = o->in->outer;
}

static void
open_note(struct odt *o, const char *const *attrs)
{
	o->endnote = str_eq(str_of(xml_attr(attrs, "note-class")), CF_S("endnote"));
	o->note = o->endnote ? ++o->endnotes : ++o->footnotes;
	if (odt_is_shown(o))
		compose_mark(&o->c, o->note);
}

static void
open_note_body(struct odt *o)
{
	compose_note(&o->c, o->endnote ? SPOT_ENDNOTE : SPOT_FOOTNOTE, o->note);
	enter(o);
	o->note_begins = true;
}

/* ---- tables */

static bool
open_table(struct odt *o)
{
	struct odt_table *t;

	if (compose_in_paragraph(&o->c))
		return false;
	t = arena_new(o->d->arena, struct odt_table);
	if (t == NULL) {
		o->d->failed = true;
		return false;
	}
	t->outer = o->table;
	o->table = t;
	compose_table(&o->c);
	return true;
}

static void
open_row(struct odt *o, const char *const *attrs)
{
	struct str shown = str_of(xml_attr(attrs, "visibility"));

	o->table->row_times = xml_number(attrs, "number-rows-repeated", 1);
	o->table->covered = 0;
	compose_row(&o->c);
	if (o->table->header_rows > 0)
		compose_row_header(&o->c);
	if (str_eq(shown, CF_S("collapse")) || str_eq(shown, CF_S("filter")))
		compose_row_drop(&o->c);
}

static bool
open_cell(struct odt *o, unsigned id, const char *const *attrs)
{
	long columns = xml_number(attrs, "number-columns-spanned", 1);
	struct odt_table *t = o->table;

	t->cell_times = xml_number(attrs, "number-columns-repeated", 1);
	if (id == T_COVERED) {
		long counted = t->cell_times < t->covered ? t->cell_times : t->covered;

		/* those that the cell to the left covers are counted with it */
		t->covered -= counted;
		t->cell_times -= counted;
		if (t->cell_times <= 0)
			return false;
		compose_cell(&o->c);
		compose_cell_covered(&o->c);
		return true;
	}
	t->covered = columns > 1 ? columns - 1 : 0;
	compose_cell(&o->c);
	compose_cell_spans(&o->c, columns, xml_number(attrs, "number-rows-spanned", 1));
	return true;
}

/* ---- elements */

static bool
open_block(struct odt *o, unsigned id, const char *const *attrs)
{
	switch (id) {
	case T_P:
	case T_H:
		odt_open_paragraph(o, id, attrs);
		break;
	case T_LIST:
		odt_open_list(o, attrs);
		break;
	case T_ITEM:
	case T_ITEM_HEADER:
		odt_open_item(o, id, attrs);
		break;
	case T_INDEX:
		o->in_index++;
		break;
	case T_SECTION:
		return !str_eq(str_of(xml_attr(attrs, "display")), CF_S("none"));
	case T_TABLE:
		return open_table(o);
	case T_HEADER_ROWS:
		if (o->table != NULL)
			o->table->header_rows++;
		break;
	case T_ROW:
		if (o->table == NULL)
			return false;
		open_row(o, attrs);
		break;
	case T_CELL:
	case T_COVERED:
		return o->table != NULL && open_cell(o, id, attrs);
	case T_BOX:
		compose_box(&o->c);
		enter(o);
		break;
	default:
		break;
	}
	return true;
}

static bool
open_inline(struct odt *o, unsigned id, const char *const *attrs)
{
	struct odt_open *in = o->in;

	switch (id) {
	case T_SPAN:
		if (in->spans < ODT_SPANS)
			in->span[in->spans] = odt_style(&o->styles, 't',
			    str_of(xml_attr(attrs, "style-name")));
		in->spans++;
		break;
	case T_SPACES:
	case T_TAB:
	case T_BREAK:
		if (odt_is_shown(o))
			compose_break(&o->c, id == T_BREAK);
		break;
	case T_NOTE:
		open_note(o, attrs);
		break;
	case T_CITATION:
		o->in_citation = true;
		break;
	case T_NOTE_BODY:
		open_note_body(o);
		break;
	case T_CHANGE:
	case T_CHANGE_START:
	case T_CHANGE_END:
		odt_change(o, id, attrs);
		break;
	case T_HIDDEN_TEXT:
		return !xml_true(xml_attr(attrs, "is-hidden"), true);
	default:
		break;
	}
	return true;
}

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	struct odt *o = ctx;

	if (id < Y_LAST) {
		if (!o->in_body)
			odt_style_open(&o->styles, id, attrs);
		return true;
	}
	if (id == T_BODY) {
		odt_styles_end(&o->styles);
		o->in_body = true;
		enter(o);
		return true;
	}
	if (id == T_LEFT_OUT || !o->in_body || o->in == NULL)
		return false;
	if (o->in_changes > 0)
		return odt_open_tracked(o, id, attrs);
	if (id == T_CHANGES) {
		o->in_changes += o->d->original;
		return o->d->original;
	}
	return open_inline(o, id, attrs) && open_block(o, id, attrs);
}

static void
close_block(struct odt *o, unsigned id)
{
	switch (id) {
	case T_P:
	case T_H:
		odt_close_paragraph(o);
		break;
	case T_LIST:
		o->depth -= o->depth > 0;
		break;
	case T_INDEX:
		o->in_index--;
		break;
	case T_TABLE:
		compose_table_end(&o->c);
		o->table = o->table->outer;
		break;
	case T_HEADER_ROWS:
		if (o->table != NULL)
			o->table->header_rows--;
		break;
	case T_ROW:
		compose_row_end(&o->c);
		compose_row_again(&o->c, o->table->row_times);
		break;
	case T_CELL:
	case T_COVERED:
		compose_cell_end(&o->c);
		compose_cell_again(&o->c, o->table->cell_times);
		break;
	case T_BOX:
		leave(o);
		compose_box_end(&o->c);
		break;
	default:
		break;
	}
}

static void
close(void *ctx, unsigned id)
{
	struct odt *o = ctx;

	if (id < Y_LAST) {
		odt_style_close(&o->styles, id);
		return;
	}
	if (o->in_changes > 0) {
		odt_close_tracked(o, id);
		return;
	}
	switch (id) {
	case T_SPAN:
		o->in->spans -= o->in->spans > 0;
		break;
	case T_CITATION:
		o->in_citation = false;
		break;
	case T_NOTE_BODY:
		leave(o);
		compose_note_end(&o->c);
		o->note_begins = false;
		break;
	default:
		close_block(o, id);
		break;
	}
}

static void
text(void *ctx, struct str s)
{
	struct odt *o = ctx;

	if (o->in_changes > 0)
		odt_keep_gone(o, s);
	else if (o->in_body && odt_is_shown(o))
		odt_put(o, s);
}

enum cf_status
read_odt(struct doc *d, struct package *k, struct str main, struct cf_error *err)
{
	struct odt *o = arena_new(d->arena, struct odt);
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .text = text, .ctx = o, .failed = &d->failed };
	enum cf_status st;

	if (o == NULL) {
		d->failed = true;
		return CF_OK;
	}
	o->k = k;
	o->d = d;
	o->styles.k = k;
	compose_begin(&o->c, d);
	st = odt_read_styles(&o->styles, err);
	if (st == CF_OK && !k->failed)
		st = xml_read(k->zip, k->path, main, &r, err);
	d->failed |= k->failed;
	return st == CF_OK ? compose_end(&o->c, err) : st;
}
