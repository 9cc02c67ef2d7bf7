/* ODS: the sheets of an OpenDocument spreadsheet, whose cells hold what they show. */
#include "read/odt.h"
#include "read/sheet.h"

#include "base/limits.h"

enum { O_BODY = 100, O_TABLE, O_COLUMN, O_ROW, O_CELL, O_COVERED, O_P, O_SPACE, O_LEFT_OUT };

static const struct xml_word words[] = {
	ODT_STYLE_WORDS,
	{ "o:body", O_BODY }, { "b:table", O_TABLE }, { "b:table-column", O_COLUMN },
	{ "b:table-row", O_ROW }, { "b:table-cell", O_CELL },
	{ "b:covered-table-cell", O_COVERED }, { "t:p", O_P }, { "t:s", O_SPACE },
	{ "t:tab", O_SPACE }, { "t:line-break", O_SPACE }, { "o:annotation", O_LEFT_OUT },
	{ "b:shapes", O_LEFT_OUT }, { "o:forms", O_LEFT_OUT }, { "b:tracked-changes", O_LEFT_OUT },
	{ "d:frame", O_LEFT_OUT }, { "d:custom-shape", O_LEFT_OUT }, { "t:ruby-text", O_LEFT_OUT },
	{ "b:content-validations", O_LEFT_OUT }, { "b:calculation-settings", O_LEFT_OUT },
};

struct ods {
	struct book b;
	struct odt_styles styles;
	struct sheet *sheet;		/* the one that is open */
	struct str hidden;		/* names of hidden sheets */
	size_t nhidden, nsheets;
	bool in_body, in_cell, in_p;
	/* rows and columns, from 1 */
	long column, row, col;
	long row_times, cell_times;
	bool row_hidden;
	size_t row_first;		/* the first cell of the row */
	struct sheet_cell cell;
	char *p;			/* the words of the cell */
	size_t n, cap;
};

static void
put_words(struct ods *o, struct str s)
{
	while (o->cap - o->n < s.n) {
		if (!arena_grow(o->b.k->arena, &o->p, o->n, &o->cap, 1)) {
			o->b.k->failed = true;
			return;
		}
	}
	memcpy(o->p + o->n, s.p, s.n);
	o->n += s.n;
}

/* ---- sheets */

static bool
open_sheet(struct ods *o, const char *const *attrs)
{
	const struct odt_style *style = odt_style(&o->styles, 'b',
	    str_of(xml_attr(attrs, "style-name")));
	struct arena *a = o->b.k->arena;
	struct str name = str_trim(str_of(xml_attr(attrs, "name")));

	if (o->sheet != NULL)
		return false;
	if (o->nsheets++ >= CF_MAX_SHEETS) {
		o->b.k->failed = true;
		o->b.k->limit = "sheets of one workbook (CF_MAX_SHEETS)";
		return false;
	}
	if (style != NULL && style->hidden == 1) {
		if (o->nhidden++ < 10)
			o->hidden = arena_printf(a, "%.*s%s\"%.*s\"", (int)o->hidden.n, o->hidden.p,
			    o->hidden.n == 0 ? "" : ", ", (int)name.n, name.p);
		return false;
	}
	o->sheet = arena_new(a, struct sheet);
	if (o->sheet == NULL) {
		o->b.k->failed = true;
		return false;
	}
	o->sheet->name = name.n == 0 ? CF_S("Sheet") : arena_str(a, name);
	o->column = o->row = o->col = 1;
	return true;
}

static void
close_sheet(struct ods *o)
{
	sheet_sort(o->sheet);
	sheet_write(o->sheet, &o->b);
	o->sheet = NULL;
}

/* how often it stands there; nothing in a sheet is farther away than its last row */
static long
times_of(const char *const *attrs, const char *name)
{
	long n = xml_number(attrs, name, 1);

	return n < 1 ? 1 : n > (long)SHEET_ROWS ? (long)SHEET_ROWS : n;
}

static bool
is_hidden(const char *const *attrs)
{
	struct str shown = str_of(xml_attr(attrs, "visibility"));

	return str_eq(shown, CF_S("collapse")) || str_eq(shown, CF_S("filter"));
}

static void
open_column(struct ods *o, const char *const *attrs)
{
	long n = times_of(attrs, "number-columns-repeated");

	if (is_hidden(attrs))
		sheet_hide_columns(o->sheet, o->column, o->column + n - 1);
	if (o->column <= (long)SHEET_COLUMNS)
		o->column += n;
}

/* ---- rows */

static void
open_row(struct ods *o, const char *const *attrs)
{
	o->row_times = times_of(attrs, "number-rows-repeated");
	o->row_hidden = is_hidden(attrs);
	o->row_first = o->sheet->ncells;
	o->col = 1;
}

/* rows that are all alike are written once; blank ones cost nothing */
static void
close_row(struct ods *o)
{
	struct sheet *s = o->sheet;
	size_t n = s->ncells - o->row_first;

	for (long k = 1; n > 0 && k < o->row_times && o->row + k <= (long)SHEET_ROWS; k++) {
		for (size_t i = 0; i < n && !o->b.k->failed; i++) {
			struct sheet_cell cell = s->cell[o->row_first + i];
			struct str same = { s->p == NULL ? "" : s->p + cell.from, cell.to - cell.from };
			bool hidden = cell.kind == SHEET_ROW_HIDDEN;

			cell.row += (uint32_t)k;
			/* the words of a hidden cell are gone: any will do */
			sheet_put(s, &o->b, cell, same.n == 0 ? CF_S("-") :
			    arena_str(o->b.k->arena, same), hidden);
		}
		if (o->b.k->failed)
			return;
	}
	o->row += o->row_times;
	if (o->row > (long)SHEET_ROWS)
		o->row = (long)SHEET_ROWS + 1;
}

/* ---- cells */

static enum sheet_kind
kind_of(const char *const *attrs)
{
	struct str type = str_of(xml_attr(attrs, "value-type"));

	if (str_eq(type, CF_S("float")))
		return sheet_is_year(str_of(xml_attr(attrs, "value"))) ? SHEET_YEAR : SHEET_NUMBER;
	return str_eq(type, CF_S("percentage")) || str_eq(type, CF_S("currency")) ? SHEET_NUMBER :
	    SHEET_WORDS;
}

static void
open_cell(struct ods *o, const char *const *attrs)
{
	const struct odt_style *style = odt_style(&o->styles, 'c',
	    str_of(xml_attr(attrs, "style-name")));
	long columns = times_of(attrs, "number-columns-spanned");
	long rows = times_of(attrs, "number-rows-spanned");

	o->cell_times = times_of(attrs, "number-columns-repeated");
	o->in_cell = o->row <= (long)SHEET_ROWS && o->col <= (long)SHEET_COLUMNS;
	o->n = 0;
	if (!o->in_cell)
		return;
	o->cell = (struct sheet_cell){ .row = (uint32_t)o->row, .col = (uint32_t)o->col,
		.kind = kind_of(attrs), .bold = style != NULL && style->bold == 1 };
	if (columns > 1 || rows > 1)
		sheet_merge(o->sheet, &o->b, (struct sheet_merge){ o->cell.row, o->cell.col,
		    o->cell.row + (uint32_t)rows - 1, o->cell.col + (uint32_t)columns - 1 });
}

static void
close_cell(struct ods *o)
{
	struct str s = { o->p == NULL ? "" : o->p, o->n };

	for (long k = 0; o->in_cell && s.n > 0 && k < o->cell_times && !o->b.k->failed &&
	    o->col + k <= (long)SHEET_COLUMNS; k++) {
		o->cell.col = (uint32_t)(o->col + k);
		sheet_put(o->sheet, &o->b, o->cell, s, o->row_hidden);
	}
	o->in_cell = false;
	o->col += o->cell_times;
	if (o->col > (long)SHEET_COLUMNS)
		o->col = (long)SHEET_COLUMNS + 1;
}

/* ---- elements */

static bool
open_in_sheet(struct ods *o, unsigned id, const char *const *attrs)
{
	switch (id) {
	case O_COLUMN:
		open_column(o, attrs);
		break;
	case O_ROW:
		open_row(o, attrs);
		break;
	case O_CELL:
		open_cell(o, attrs);
		break;
	case O_COVERED:
		o->col += times_of(attrs, "number-columns-repeated");
		if (o->col > (long)SHEET_COLUMNS)
			o->col = (long)SHEET_COLUMNS + 1;
		return false;
	case O_P:
		o->in_p = o->in_cell;
		if (o->in_cell && o->n > 0)
			put_words(o, CF_S(" "));
		break;
	case O_SPACE:
		if (o->in_p)
			put_words(o, CF_S(" "));
		break;
	default:
		break;
	}
	return true;
}

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	struct ods *o = ctx;

	if (id < Y_LAST) {
		if (!o->in_body)
			odt_style_open(&o->styles, id, attrs);
		return true;
	}
	if (id == O_BODY) {
		odt_styles_end(&o->styles);
		o->in_body = true;
		return true;
	}
	if (id == O_LEFT_OUT || !o->in_body)
		return false;
	if (id == O_TABLE)
		return open_sheet(o, attrs);
	return o->sheet != NULL && open_in_sheet(o, id, attrs);
}

static void
close(void *ctx, unsigned id)
{
	struct ods *o = ctx;

	if (id < Y_LAST)
		odt_style_close(&o->styles, id);
	else if (id == O_TABLE)
		close_sheet(o);
	else if (id == O_ROW)
		close_row(o);
	else if (id == O_CELL)
		close_cell(o);
	else if (id == O_P)
		o->in_p = false;
}

static void
text(void *ctx, struct str s)
{
	struct ods *o = ctx;

	if (o->in_p && s.n > 0)
		put_words(o, s);
}

enum cf_status
read_ods(struct doc *d, struct package *k, struct str main, struct cf_error *err)
{
	struct ods *o = arena_new(d->arena, struct ods);
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .text = text, .ctx = o, .failed = &k->failed };
	enum cf_status st;

	if (o == NULL) {
		d->failed = true;
		return CF_OK;
	}
	o->b.k = k;
	o->b.d = d;
	o->styles.k = k;
	o->hidden = CF_S("");
	derive_begin(&o->b.v, d);
	st = odt_read_styles(&o->styles, err);
	if (st == CF_OK && !k->failed)
		st = xml_read(k->zip, k->path, main, &r, err);
	d->failed |= k->failed;
	if (st != CF_OK || d->failed)
		return st;
	book_say_hidden(&o->b, o->hidden, o->nhidden);
	return derive_end(&o->b.v, err);
}
