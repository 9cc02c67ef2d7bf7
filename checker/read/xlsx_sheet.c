/* The cells of one sheet, as they are shown; see sheet.h. */
#include "read/sheet.h"

#include <stdlib.h>

enum { C_COLUMN = 1, C_ROW, C_CELL, C_FORMULA, C_VALUE, C_WORDS, C_READING, C_MERGE };

static const struct xml_word words[] = {
	{ "s:col", C_COLUMN }, { "s:row", C_ROW }, { "s:c", C_CELL }, { "s:f", C_FORMULA },
	{ "s:v", C_VALUE }, { "s:t", C_WORDS }, { "s:rPh", C_READING },
	{ "s:mergeCell", C_MERGE },
};

struct reading {
	struct sheet *s;
	struct book *b;
	uint32_t row, col;		/* of the last cell */
	bool row_hidden;
	/* the cell that is open */
	char type;			/* 's'hared, 'i'nline, f 't'ext, 'b'oolean, 'e'rror, 'n' */
	long format;
	bool formula, taking, in_cell;
	char *value;
	size_t nvalue, valuecap;
};

/* "C14": false when it is no such name */
static bool
place_of(const char *s, uint32_t *row, uint32_t *col)
{
	uint32_t r = 0, c = 0;

	for (; *s == '$' || ch_alpha(*s); s++) {
		if (*s == '$')
			continue;
		c = c * 26 + (uint32_t)(ch_lower(*s) - 'a' + 1);
		if (c > SHEET_COLUMNS)
			return false;
	}
	if (*s == '$')
		s++;
	for (; ch_digit(*s); s++) {
		r = r * 10 + (uint32_t)(*s - '0');
		if (r > SHEET_ROWS)
			return false;
	}
	*row = r;
	*col = c;
	return r > 0 && c > 0;
}

/* ---- rows and columns */

static void
take_column(struct sheet *s, const char *const *attrs)
{
	if (xml_true(xml_attr(attrs, "hidden"), false))
		sheet_hide_columns(s, xml_number(attrs, "min", 0), xml_number(attrs, "max", 0));
}

static void
begin_row(struct reading *r, const char *const *attrs)
{
	long row = xml_number(attrs, "r", (long)r->row + 1);

	r->row = row < 1 || row > (long)SHEET_ROWS ? SHEET_ROWS + 1 : (uint32_t)row;
	r->col = 0;
	r->row_hidden = xml_true(xml_attr(attrs, "hidden"), false) ||
	    xml_true(xml_attr(attrs, "zeroHeight"), false);
}

static void
take_merge(struct reading *r, const char *const *attrs)
{
	const char *ref = xml_attr(attrs, "ref"), *colon = ref == NULL ? NULL : strchr(ref, ':');
	struct sheet_merge m;

	if (colon != NULL && place_of(ref, &m.row, &m.col) &&
	    place_of(colon + 1, &m.last_row, &m.last_col))
		sheet_merge(r->s, r->b, m);
}

/* ---- cells */

static void
begin_cell(struct reading *r, const char *const *attrs)
{
	const char *ref = xml_attr(attrs, "r"), *type = xml_attr(attrs, "t");
	uint32_t row = r->row, col = r->col + 1;

	r->in_cell = ref == NULL || place_of(ref, &row, &col);
	r->row = r->in_cell && ref != NULL ? row : r->row;
	r->col = r->in_cell ? col : r->col;
	r->in_cell &= r->row >= 1 && r->row <= SHEET_ROWS && r->col <= SHEET_COLUMNS;
	r->type = type == NULL ? 'n' : strcmp(type, "str") == 0 ? 't' :
	    strcmp(type, "inlineStr") == 0 ? 'i' : type[0];
	r->format = xml_number(attrs, "s", 0);
	r->formula = false;
	r->nvalue = 0;
}

/* what the cell shows, and what kind of thing it is */
static struct str
shown(const struct reading *r, const struct book_format *f, enum sheet_kind *kind,
    char room[SHEET_ROOM])
{
	struct str value = { r->value == NULL ? "" : r->value, r->nvalue };
	char digits[16];

	*kind = SHEET_WORDS;
	switch (r->type) {
	case 's':
		if (value.n == 0 || value.n >= sizeof(digits))
			return CF_S("");
		memcpy(digits, value.p, value.n);
		digits[value.n] = '\0';
		return book_string(r->b, strtoul(digits, NULL, 10));
	case 'b':
		return str_eq(value, CF_S("1")) ? CF_S("TRUE") : CF_S("FALSE");
	case 'n':
		*kind = strcmp(f->code, "General") == 0 && sheet_is_year(value) ? SHEET_YEAR :
		    SHEET_NUMBER;
		return sheet_show(f->code, value, r->b->from_1904, room);
	default:
		return value;
	}
}

static void
end_cell(struct reading *r)
{
	const struct book_format *f = book_format(r->b, r->format);
	struct sheet_cell cell = { .row = r->row, .col = r->col, .bold = f->bold,
		.indent = f->indent };
	char room[SHEET_ROOM];
	struct str s;

	r->s->no_value += r->formula && r->nvalue == 0 && r->type == 'n';
	if (r->nvalue == 0)
		return;
	s = shown(r, f, &cell.kind, room);
	sheet_put(r->s, r->b, cell, s, r->row_hidden);
}

/* ---- elements */

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	struct reading *r = ctx;

	switch (id) {
	case C_COLUMN:
		take_column(r->s, attrs);
		break;
	case C_ROW:
		begin_row(r, attrs);
		break;
	case C_CELL:
		begin_cell(r, attrs);
		return r->in_cell;
	case C_FORMULA:
		r->formula = true;
		return false;
	case C_VALUE:
	case C_WORDS:
		r->taking = r->in_cell && (id == C_VALUE) == (r->type != 'i');
		break;
	case C_READING:
		return false;
	case C_MERGE:
		take_merge(r, attrs);
		break;
	default:
		break;
	}
	return true;
}

static void
close(void *ctx, unsigned id)
{
	struct reading *r = ctx;

	r->taking = false;
	if (id == C_CELL) {
		end_cell(r);
		r->in_cell = false;
	}
}

static void
text(void *ctx, struct str s)
{
	struct reading *r = ctx;

	if (!r->taking)
		return;
	while (r->valuecap - r->nvalue < s.n) {
		if (!arena_grow(r->b->k->arena, &r->value, r->nvalue, &r->valuecap, 1)) {
			r->b->k->failed = true;
			return;
		}
	}
	memcpy(r->value + r->nvalue, s.p, s.n);
	r->nvalue += s.n;
}

enum cf_status
sheet_read(struct sheet *s, struct book *b, struct str part, struct cf_error *err)
{
	struct reading *reading = arena_new(b->k->arena, struct reading);
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .text = text, .ctx = reading,
		.failed = &b->k->failed };
	enum cf_status st;

	if (reading == NULL) {
		b->k->failed = true;
		return CF_OK;
	}
	reading->s = s;
	reading->b = b;
	st = xml_read(b->k->zip, b->k->path, part, &r, err);
	sheet_sort(s);
	return st;
}
