/*
 * A sheet as a person sees it: what stands together is a table, lines of words alone are
 * paragraphs. A blank row ends a table, unless figures go on below it in the same columns.
 * Rows and columns that are hidden are not read, but a table knows that they are there:
 * in their place stands ".." (no figure here), so that no total is held against the rest.
 *
 * sheet_write.c goes through the sheet, sheet_parts.c says what stands together, sheet_table.c
 * makes tables. Memory is of the package and the document; `failed` is set in that of which
 * there is no more.
 */
#ifndef CF_READ_SHEET_WRITE_H
#define CF_READ_SHEET_WRITE_H

#include "read/sheet.h"

/* Cells [first, end) that stand together, and the rows and columns that they take. */
struct sheet_part {
	size_t first, end;
	uint32_t top, bottom, left, right;
};

static inline bool
sheet_is_hidden(const struct sheet_cell *c)
{
	return c->kind == SHEET_ROW_HIDDEN || c->kind == SHEET_COLUMN_HIDDEN;
}

/* what a cell shows; ".." when it is hidden */
static inline struct str
sheet_words(const struct sheet *s, const struct sheet_cell *c)
{
	return sheet_is_hidden(c) ? CF_S("..") : (struct str){ s->p + c->from, c->to - c->from };
}

static inline uint32_t
sheet_spot(struct book *b, const struct sheet *s, uint32_t row, uint32_t col)
{
	return derive_spot(&b->v, (struct spot){ .kind = SPOT_SHEET_CELL, .name = s->spot_name,
		.row = row, .col = col });
}

/* ---- sheet_parts.c */

/* the cells of the row that begins at i: where they end */
size_t sheet_row_end(const struct sheet *s, size_t i);
/* the cells that stand together from `first` on */
struct sheet_part sheet_next_part(const struct sheet *s, size_t first);
/* the first thing among them */
struct sheet_part sheet_cut(const struct sheet *s, const struct sheet_part *all);

/* ---- sheet_table.c */

/* skipped, and told of in the document, when it is too large */
void sheet_write_table(const struct sheet *s, struct book *b, const struct sheet_part *p);

#endif
