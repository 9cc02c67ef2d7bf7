/* Places in files without lines; see spot.h. */
#include "doc/spot.h"

#include <stdio.h>

#define LONGEST_NAME 60u	/* bytes of a heading that names a place */

bool
spots_add(struct spots *s, struct arena *a, struct spot spot)
{
	if (s->n > 0 && s->at[s->n - 1].from == spot.from)
		s->n--;
	if (!VEC_ROOM(a, s->at, s->n, s->cap))
		return false;
	s->at[s->n++] = spot;
	return true;
}

uint32_t
spots_name(struct spots *s, struct arena *a, struct str name)
{
	struct str mine = arena_str(a, name);

	if ((mine.n == 0 && name.n > 0) || !VEC_ROOM(a, s->name, s->nnames, s->namecap))
		return 0;
	s->name[s->nnames++] = mine;
	return (uint32_t)s->nnames;
}

/* the index of the spot that holds the byte, or s->n */
static size_t
spot_at(const struct spots *s, uint32_t offset)
{
	size_t lo = 0, hi = s->n;

	if (s->n == 0 || s->at[0].from > offset)
		return s->n;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->at[mid].from <= offset)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static struct str
name_of(const struct spots *s, const struct spot *spot)
{
	return spot->name == 0 || spot->name > s->nnames ? CF_S("") : s->name[spot->name - 1];
}

/* a heading, cut between two characters when it is long */
static struct str
short_name(struct arena *a, struct str s)
{
	size_t n = LONGEST_NAME - 3;

	if (s.n <= LONGEST_NAME)
		return s;
	while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return arena_printf(a, "%.*s...", (int)n, s.p);
}

/* 1 is A, 27 is AA */
static struct str
column_letters(struct arena *a, uint32_t col)
{
	char letters[8];
	size_t at = sizeof(letters);

	while (col > 0 && at > 0) {
		letters[--at] = (char)('A' + (col - 1) % 26);
		col = (col - 1) / 26;
	}
	return arena_str(a, (struct str){ letters + at, sizeof(letters) - at });
}

static struct str
cell_name(struct arena *a, const struct spot *spot)
{
	struct str letters = column_letters(a, spot->col);

	return arena_printf(a, "%.*s%u", (int)letters.n, letters.p, spot->row);
}

/* "Budget!C14", "'Year 2'!C14": as it is typed into a spreadsheet's name box */
static struct str
sheet_cell_words(struct arena *a, struct str sheet, const struct spot *spot)
{
	struct str cell = cell_name(a, spot);
	bool plain = sheet.n > 0;

	for (size_t i = 0; i < sheet.n; i++)
		plain = plain && (ch_alpha(sheet.p[i]) || (ch_digit(sheet.p[i]) && i > 0) ||
		    sheet.p[i] == '_' || (unsigned char)sheet.p[i] >= 0x80);
	return arena_printf(a, plain ? "%.*s!%.*s" : "'%.*s'!%.*s", (int)sheet.n, sheet.p,
	    (int)cell.n, cell.p);
}

static struct str
page_words(struct arena *a, struct str label, const struct spot *spot)
{
	char number[16];

	(void)snprintf(number, sizeof(number), "%u", spot->n);
	if (label.n == 0 || str_eq(label, str_of(number)))
		return arena_printf(a, "page %u", spot->n);
	return arena_printf(a, "page %.*s (%u in the file)", (int)label.n, label.p, spot->n);
}

static struct str
spot_words(const struct spots *s, const struct spot *spot, struct arena *a)
{
	struct str name = name_of(s, spot), cut;

	switch (spot->kind) {
	case SPOT_NONE:
		break;
	case SPOT_HEADING:
		cut = short_name(a, name);
		return arena_printf(a, "heading \"%.*s\"", (int)cut.n, cut.p);
	case SPOT_PARAGRAPH:
		cut = short_name(a, name);
		return name.n == 0 ? arena_printf(a, "paragraph %u", spot->n) :
		    arena_printf(a, "\"%.*s\", paragraph %u", (int)cut.n, cut.p, spot->n);
	case SPOT_TABLE:
		return arena_printf(a, "table %u, row %u, column %u", spot->n, spot->row,
		    spot->col);
	case SPOT_FOOTNOTE:
		return arena_printf(a, "footnote %u", spot->n);
	case SPOT_ENDNOTE:
		return arena_printf(a, "endnote %u", spot->n);
	case SPOT_TEXT_BOX:
		return arena_printf(a, "text box %u", spot->n);
	case SPOT_SHEET:
		return arena_printf(a, "sheet \"%.*s\"", (int)name.n, name.p);
	case SPOT_SHEET_CELL:
		return sheet_cell_words(a, name, spot);
	case SPOT_PAGE:
		return page_words(a, name, spot);
	}
	return CF_S("");
}

static float
least(float a, float b)
{
	return a < b ? a : b;
}

static float
most(float a, float b)
{
	return a > b ? a : b;
}

/* the box around both; one without a width is no box */
static struct spot_box
box_around(struct spot_box a, struct spot_box b)
{
	struct spot_box all;

	if (a.width <= 0 || b.width <= 0)
		return a.width > 0 ? a : b;
	all = (struct spot_box){ .x = least(a.x, b.x), .y = least(a.y, b.y) };
	all.width = most(a.x + a.width, b.x + b.width) - all.x;
	all.height = most(a.y + a.height, b.y + b.height) - all.y;
	return all;
}

/* of all words that begin before `to`, on the page of the first */
static struct spot_box
box_of(const struct spots *s, size_t first, uint32_t to)
{
	struct spot_box box = s->at[first].box;

	for (size_t i = first + 1; i < s->n && s->at[i].from < to; i++)
		if (s->at[i].kind == SPOT_PAGE && s->at[i].n == s->at[first].n)
			box = box_around(box, s->at[i].box);
	return box;
}

static void
fill_numbers(struct cf_spot *out, const struct spots *s, const struct spot *spot, struct arena *a)
{
	struct str name = name_of(s, spot);
	const char *mine = name.n == 0 ? NULL : arena_str(a, name).p;

	switch (spot->kind) {
	case SPOT_NONE:
	case SPOT_TEXT_BOX:
		break;
	case SPOT_HEADING:
		out->heading = mine;
		break;
	case SPOT_PARAGRAPH:
		out->heading = mine;
		out->paragraph = spot->n;
		break;
	case SPOT_TABLE:
		out->table = spot->n;
		out->row = spot->row;
		out->column = spot->col;
		break;
	case SPOT_FOOTNOTE:
	case SPOT_ENDNOTE:
		out->note = spot->n;
		break;
	case SPOT_SHEET:
		out->sheet = mine;
		break;
	case SPOT_SHEET_CELL:
		out->sheet = mine;
		out->cell = cell_name(a, spot).p;
		out->row = spot->row;
		out->column = spot->col;
		break;
	case SPOT_PAGE:
		out->page = spot->n;
		out->page_label = mine;
		break;
	}
}

const struct cf_spot *
source_spot(const struct source *src, struct span at, struct arena *a)
{
	const struct spots *s = src->spots;
	struct cf_spot *out;
	size_t i;

	if (s == NULL || (i = spot_at(s, at.from)) == s->n || s->at[i].kind == SPOT_NONE)
		return NULL;
	out = arena_new(a, struct cf_spot);
	if (out == NULL)
		return NULL;
	out->words = spot_words(s, &s->at[i], a).p;
	fill_numbers(out, s, &s->at[i], a);
	if (s->at[i].kind == SPOT_PAGE) {
		struct spot_box box = box_of(s, i, at.to);

		out->x = (double)box.x;
		out->y = (double)box.y;
		out->width = (double)box.width;
		out->height = (double)box.height;
	}
	return out;
}

struct str
source_spot_words(const struct source *src, uint32_t offset, struct arena *a)
{
	const struct spots *s = src->spots;
	size_t i;

	if (s == NULL || (i = spot_at(s, offset)) == s->n)
		return CF_S("");
	return spot_words(s, &s->at[i], a);
}
