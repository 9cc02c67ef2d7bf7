/*
 * Tables without lines, whose words stand in columns. pdf_tables.c finds rows of a page that
 * may be one; here they become rows of cells, or it is seen that they are no table. The
 * order of the work is in pdf_layout.c.
 *
 * Columns and cells are taken from the arena of `struct pdf`, whose `oom` is set: nothing
 * fails. Rows and words are those of the page, and only pointed at; of the page no more is
 * changed than the order of rows (those beside the table go behind it) and `spans` of chunks.
 */
#ifndef CF_READ_PDF_LAYOUT_H
#define CF_READ_PDF_LAYOUT_H

#include "read/pdf.h"

#define PDF_NO_LIMIT	(-2.0F)	/* in pdf_table.limit: no two lines are so near */

struct pdf_layout {
	struct pdf *p;
	struct pdf_page *page;
	struct pdf_table *t;		/* first_row and last_row are given */
	struct pdf_column *col;		/* from the left */
	uint32_t ncols;
	size_t colcap;
	uint32_t body;			/* row of the page where the figures begin */
};

/* how many chunks of the row stand in this range, up to two */
static inline unsigned
pdf_layout_count_in(const struct pdf_row *r, float x0, float x1)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < r->nchunks && n < 2 && r->chunk[i].box.x0 < x1; i++)
		n += x0 < r->chunk[i].box.x1;
	return n;
}

static inline bool
pdf_layout_has_figure(const struct pdf_row *r, float after)
{
	for (uint32_t i = 0; i < r->nchunks; i++)
		if (r->chunk[i].figure && r->chunk[i].box.x0 > after)
			return true;
	return false;
}

/* the column of a place, once the table has edges */
static inline uint32_t
pdf_layout_column(const struct pdf_table *t, float x)
{
	uint32_t c = 0;

	while (c + 1 < t->ncols && x > t->edge[c])
		c++;
	return c;
}

/* ---- pdf_columns.c */

/* the columns of rows first_row to last_row; marks the chunks that span some */
void pdf_find_columns(struct pdf_layout *l);

/* ---- pdf_layout_judge.c */

/* rows in columns, and no prose in columns, as in a newspaper; *header: it is no more than the
 * header of a table that stands apart from it */
bool pdf_layout_is_table(const struct pdf_layout *l, bool *header);

/* ---- pdf_layout_rows.c: which lines of the page are one row; the table has edges */

/* the first row that has a label and figures, or what stands for them; past the last: none */
uint32_t pdf_layout_body(const struct pdf_layout *l);
/* is the row of the page part of the table's row above it? Not asked of the first one */
bool pdf_layout_goes_on(const struct pdf_layout *l, uint32_t row);

/* ---- pdf_layout_gaps.c: how near to one another these lines are */

/* how near the lines of one row are, in heights of a line, when rows have several lines and are
 * further apart; PDF_NO_LIMIT: that is not so */
float pdf_layout_limit(const struct pdf_layout *l);
/* from the line above to this one, in heights of it; negative: they overlap */
float pdf_layout_gap_above(const struct pdf_layout *l, uint32_t row);
/* Rows cannot overlap: one of the two, this and the one above it, stands in the middle of a row
 * with more lines. */
bool pdf_layout_overlaps(const struct pdf_layout *l, uint32_t row);

/* ---- pdf_layout_cells.c */

/* the words in their cells; makes the rows of the table, which has none yet */
void pdf_layout_fill(struct pdf_layout *l);

#endif
