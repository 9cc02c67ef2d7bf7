/* ODT: the text of an OpenDocument file, element by element; see odt.h. */
#include "read/odt.h"

#include <stdlib.h>

#include "base/limits.h"

enum {
	T_P = 100, T_H, T_SPAN, T_SPACES, T_TAB, T_BREAK, T_LIST, T_ITEM, T_ITEM_HEADER, T_NOTE,
	T_CITATION, T_NOTE_BODY, T_INDEX, T_CHANGES, T_REGION, T_INSERTION, T_DELETION, T_CHANGE,
	T_CHANGE_START, T_CHANGE_END, T_SECTION, T_HIDDEN_TEXT, T_TABLE, T_HEADER_ROWS, T_ROW,
	T_CELL, T_COVERED, T_BOX, T_BODY, T_LEFT_OUT
};

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

#define SPANS	64u	/* that stand in one another */

/* A tracked change. */
struct region {
	struct str id;
	bool inserted, deleted;
	struct str words;		/* of what was deleted */
};

struct list {
	struct odt_list_style *style;	/* NULL: none is known */
	uint32_t number;		/* tells it from others */
	long start;			/* the item has this number; -1: the next */
	bool numbered, header;		/* the item waits for its first paragraph */
};

/* What is open in the text; a text box or note begins with nothing open. */
struct level {
	struct level *outer;
	const struct odt_style *para;
	const struct odt_style *span[SPANS];
	unsigned spans;
	bool heading, open;		/* a paragraph is open */
	unsigned outline;
	struct str number;
	unsigned lists;			/* how many lists this stands in */
};

/* What is open of a table; one in a cell has its own. */
struct open_table {
	struct open_table *outer;
	long row_times, cell_times;	/* how often the row or cell stands there */
	long covered;			/* by the colspan of the last cell, to its right */
	unsigned header_rows;
};

struct odt {
	struct package *k;
	struct doc *d;
	struct compose c;
	struct odt_styles styles;
	bool in_body;
	struct level *in;
	struct list list[ODT_LEVELS];
	unsigned depth;			/* of lists */
	unsigned in_index;
	struct open_table *table;	/* the innermost, or NULL */
	uint32_t footnotes, endnotes;
	bool endnote, in_citation;
	uint32_t note;			/* the one that was cited last */
	bool note_begins;
	long nlists;			/* keys of lists */
	/* tracked changes, when they are undone */
	struct region *region;
	size_t nregions, regioncap;
	unsigned in_changes;
	char *gone;			/* the words of the region that is read */
	size_t ngone, gonecap;
	unsigned left_out;		/* insertions that are open */
};

/* ---- words */

static bool
is_hidden(const struct level *in)
{
	for (unsigned i = in->spans < SPANS ? in->spans : SPANS; i > 0; i--)
		if (in->span[i - 1] != NULL && in->span[i - 1]->hidden >= 0)
			return in->span[i - 1]->hidden == 1;
	return in->para != NULL && in->para->hidden == 1;
}

static bool
is_bold(const struct level *in)
{
	for (unsigned i = in->spans < SPANS ? in->spans : SPANS; i > 0; i--)
		if (in->span[i - 1] != NULL && in->span[i - 1]->bold >= 0)
			return in->span[i - 1]->bold == 1;
	return in->para != NULL && in->para->bold == 1;
}

static bool
is_raised(const struct level *in)
{
	for (unsigned i = in->spans < SPANS ? in->spans : SPANS; i > 0; i--)
		if (in->span[i - 1] != NULL && in->span[i - 1]->raised >= 0)
			return in->span[i - 1]->raised == 1;
	return false;
}

static bool
is_shown(const struct odt *o)
{
	return o->in != NULL && o->in->open && o->left_out == 0 && !o->in_citation &&
	    !is_hidden(o->in);
}

/* white space of any kind and length parts two words by one space */
static void
put_words(struct odt *o, struct str s)
{
	bool bold = is_bold(o->in), raised = is_raised(o->in);
	size_t from = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && !ch_space(s.p[i]))
			continue;
		compose_text(&o->c, str_sub(s, from, i), bold, raised);
		if (i < s.n)
			compose_break(&o->c, false);
		from = i + 1;
	}
}

/* ---- paragraphs */

static void
open_level(struct odt *o)
{
	struct level *in = arena_new(o->d->arena, struct level);

	if (in == NULL) {
		o->d->failed = true;
		return;
	}
	in->outer = o->in;
	in->lists = o->depth;
	o->in = in;
}

static void
close_level(struct odt *o)
{
	if (o->in != NULL && o->in->outer != NULL)
		o->in = o->in->outer;
}

static struct str
heading_number(struct odt *o, const char *const *attrs)
{
	struct level *in = o->in;
	bool none = xml_true(xml_attr(attrs, "is-list-header"), false) ||
	    (in->para != NULL && in->para->no_list);

	if (none || in->outline < 1 || in->outline > ODT_LEVELS)
		return CF_S("");
	odt_count(&o->styles.outline, in->outline - 1,
	    xml_true(xml_attr(attrs, "restart-numbering"), false) ?
	    xml_number(attrs, "start-value", 1) : -1);
	return odt_number(&o->styles.outline, in->outline - 1, o->d->arena);
}

/* The number of the item, for its first paragraph: one that holds only a list of its own,
 * as deeper items of a list that goes on are written, has none and is not counted. */
static struct str
item_number(struct odt *o)
{
	struct list *l = o->depth > o->in->lists && o->depth <= ODT_LEVELS ?
	    &o->list[o->depth - 1] : NULL;

	if (l == NULL || !l->numbered || l->style == NULL)
		return CF_S("");
	l->numbered = false;
	odt_count(l->style, o->depth - 1, l->start);
	return odt_number(l->style, o->depth - 1, o->d->arena);
}

static void
open_paragraph(struct odt *o, unsigned id, const char *const *attrs)
{
	struct level *in = o->in;

	if (in == NULL || in->open)
		return;
	in->para = odt_style(&o->styles, 'p', str_of(xml_attr(attrs, "style-name")));
	in->spans = 0;
	in->open = true;
	in->heading = id == T_H;
	in->outline = in->heading ? (unsigned)xml_number(attrs, "outline-level", 1) : 0;
	in->number = item_number(o);
	if (in->heading && in->number.n == 0)
		in->number = heading_number(o, attrs);
	compose_open(&o->c);
	if (o->note_begins) {
		o->note_begins = false;
		compose_mark(&o->c, o->note);
		compose_break(&o->c, false);
	}
}

static void
close_paragraph(struct odt *o)
{
	struct level *in = o->in;
	struct made m = { .kind = BLOCK_PARAGRAPH };
	struct list *l;

	if (in == NULL || !in->open)
		return;
	in->open = false;
	m.number = in->number;
	l = o->depth > in->lists && o->depth <= ODT_LEVELS ? &o->list[o->depth - 1] : NULL;
	if (o->in_index > 0) {
		m.kind = BLOCK_CODE;
	} else if (in->heading) {
		m.kind = BLOCK_HEADING;
		m.level = (uint8_t)(in->outline < 1 ? 1 : in->outline > 6 ? 6 : in->outline);
	} else if (l != NULL && l->header) {
		l->header = false;	/* of an item the first paragraph is the item */
		m.kind = BLOCK_ITEM;
		m.level = (uint8_t)o->depth;
		m.list = compose_list(&o->c, m.level, (long)l->number);
	}
	if (in->para != NULL && in->para->indent > 0)
		m.indent = (unsigned)(in->para->indent / 100);
	compose_close(&o->c, &m);
}

/* ---- lists */

static void
open_list(struct odt *o, const char *const *attrs)
{
	const char *name = xml_attr(attrs, "style-name");
	bool goes_on = xml_true(xml_attr(attrs, "continue-numbering"), false) ||
	    xml_attr(attrs, "continue-list") != NULL;
	struct list *l;

	if (o->depth++ >= ODT_LEVELS)
		return;
	l = &o->list[o->depth - 1];
	*l = (struct list){ .style = name != NULL ? odt_list_style(&o->styles, str_of(name)) :
		o->depth > 1 ? o->list[o->depth - 2].style : NULL };
	l->number = (uint32_t)++o->nlists;
	/* a list of the same style in an item begins anew when the item is counted */
	if (l->style != NULL && !goes_on &&
	    (o->depth == 1 || l->style != o->list[o->depth - 2].style))
		memset(l->style->begun, 0, sizeof(l->style->begun));
}

static void
open_item(struct odt *o, unsigned id, const char *const *attrs)
{
	struct list *l = o->depth > 0 && o->depth <= ODT_LEVELS ? &o->list[o->depth - 1] : NULL;

	if (l == NULL)
		return;
	l->header = true;
	l->numbered = id == T_ITEM;
	l->start = xml_number(attrs, "start-value", -1);
}

/* ---- notes */

static void
open_note(struct odt *o, const char *const *attrs)
{
	o->endnote = str_eq(str_of(xml_attr(attrs, "note-class")), CF_S("endnote"));
	o->note = o->endnote ? ++o->endnotes : ++o->footnotes;
	if (is_shown(o))
		compose_mark(&o->c, o->note);
}

static void
open_note_body(struct odt *o)
{
	compose_note(&o->c, o->endnote ? SPOT_ENDNOTE : SPOT_FOOTNOTE, o->note);
	open_level(o);
	o->note_begins = true;
}

/* ---- tracked changes */

static int
region_by_id(const void *a, const void *b)
{
	const struct region *x = a, *y = b;
	size_t n = x->id.n < y->id.n ? x->id.n : y->id.n;
	int c = n == 0 ? 0 : memcmp(x->id.p, y->id.p, n);

	return c != 0 ? c : (x->id.n > y->id.n) - (x->id.n < y->id.n);
}

static const struct region *
find_region(const struct odt *o, const char *id)
{
	struct region key = { .id = str_of(id) };

	return id == NULL || o->nregions == 0 ? NULL :
	    bsearch(&key, o->region, o->nregions, sizeof(key), region_by_id);
}

static void
open_region(struct odt *o, const char *const *attrs)
{
	if (o->nregions >= CF_MAX_CHANGES || !VEC_ROOM(o->d->arena, o->region, o->nregions,
	    o->regioncap)) {
		o->d->failed = true;
		if (o->nregions >= CF_MAX_CHANGES)
			o->d->limit = "tracked changes of one text (CF_MAX_CHANGES)";
		return;
	}
	o->region[o->nregions++] = (struct region){
		.id = arena_str(o->d->arena, str_of(xml_attr(attrs, "id"))) };
	o->ngone = 0;
}

static void
keep_gone(struct odt *o, struct str s)
{
	while (o->gonecap - o->ngone < s.n) {
		if (!arena_grow(o->d->arena, &o->gone, o->ngone, &o->gonecap, 1)) {
			o->d->failed = true;
			return;
		}
	}
	if (s.n > 0)
		memcpy(o->gone + o->ngone, s.p, s.n);
	o->ngone += s.n;
}

static void
close_region(struct odt *o)
{
	if (o->nregions > 0)
		o->region[o->nregions - 1].words = arena_str(o->d->arena,
		    (struct str){ o->gone, o->ngone });
}

static void
open_change(struct odt *o, unsigned id, const char *const *attrs)
{
	const struct region *r = o->d->original ?
	    find_region(o, xml_attr(attrs, "change-id")) : NULL;

	if (r == NULL)
		return;
	if (id == T_CHANGE && r->deleted && is_shown(o))
		put_words(o, r->words);
	else if (id == T_CHANGE_START && r->inserted)
		o->left_out++;
	else if (id == T_CHANGE_END && r->inserted && o->left_out > 0)
		o->left_out--;
}

/* inside text:tracked-changes */
static bool
open_tracked(struct odt *o, unsigned id, const char *const *attrs)
{
	switch (id) {
	case T_REGION:
		open_region(o, attrs);
		break;
	case T_INSERTION:
	case T_DELETION:
		if (o->nregions > 0 && id == T_INSERTION)
			o->region[o->nregions - 1].inserted = true;
		else if (o->nregions > 0)
			o->region[o->nregions - 1].deleted = true;
		break;
	case T_P:
	case T_H:
	case T_SPACES:
	case T_TAB:
	case T_BREAK:
		keep_gone(o, CF_S(" "));
		break;
	case T_LEFT_OUT:
		return false;
	default:
		break;
	}
	return true;
}

/* ---- tables */

static bool
open_table(struct odt *o)
{
	struct open_table *t;

	if (compose_in_paragraph(&o->c))
		return false;
	t = arena_new(o->d->arena, struct open_table);
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
	struct open_table *t = o->table;

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
		open_paragraph(o, id, attrs);
		break;
	case T_LIST:
		open_list(o, attrs);
		break;
	case T_ITEM:
	case T_ITEM_HEADER:
		open_item(o, id, attrs);
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
		open_level(o);
		break;
	default:
		break;
	}
	return true;
}

static bool
open_inline(struct odt *o, unsigned id, const char *const *attrs)
{
	struct level *in = o->in;

	switch (id) {
	case T_SPAN:
		if (in->spans < SPANS)
			in->span[in->spans] = odt_style(&o->styles, 't',
			    str_of(xml_attr(attrs, "style-name")));
		in->spans++;
		break;
	case T_SPACES:
	case T_TAB:
	case T_BREAK:
		if (is_shown(o))
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
		open_change(o, id, attrs);
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
		open_level(o);
		return true;
	}
	if (id == T_LEFT_OUT || !o->in_body || o->in == NULL)
		return false;
	if (o->in_changes > 0)
		return open_tracked(o, id, attrs);
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
		close_paragraph(o);
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
		close_level(o);
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
		o->in_changes -= id == T_CHANGES;
		if (id == T_CHANGES && o->nregions > 1)
			qsort(o->region, o->nregions, sizeof(*o->region), region_by_id);
		if (id == T_REGION)
			close_region(o);
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
		close_level(o);
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
		keep_gone(o, s);
	else if (o->in_body && is_shown(o))
		put_words(o, s);
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
