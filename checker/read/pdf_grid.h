/*
 * Tables that are drawn. Ruling lines that meet are a group; its lines stand on levels, and
 * between two levels across and two down there is a cell. A line that is missing between two
 * cells makes them one. A group may be one table, several, part of one that goes over the end
 * of a page, or no table at all.
 *
 * pdf_grid.c goes through the groups of a page, in the order of the parts below. Everything
 * here is taken from the arena of `struct pdf`, whose `oom` is set: nothing fails. Words are
 * those of the page, and only pointed at.
 */
#ifndef CF_READ_PDF_GRID_H
#define CF_READ_PDF_GRID_H

#include "read/pdf.h"

#define PDF_GRID_TOUCH	3.0F	/* points: lines that are so near meet */
#define PDF_GRID_CELLS	20000u	/* of one table; a group with more is none */

/* A line: `at` across, from and to along. */
struct pdf_line {
	float at, from, to;
	uint32_t group;		/* of lines that meet, from 1 */
};

/* All horizontal (or vertical) ones of a page. */
struct pdf_lines {
	struct pdf_line *line;
	size_t n, cap;
	size_t sorted;		/* the first of them are, by `at`; those drawn later are not */
};

struct pdf_levels {
	float *at;		/* ascending */
	size_t n, cap;
};

struct pdf_grid {
	struct pdf *p;
	struct pdf_page *page;
	struct pdf_lines across, down;	/* horizontal, vertical */
	uint32_t group;			/* that is looked at */
	struct pdf_levels x, y;		/* of the part of it that is looked at */
	bool goes_on;			/* with the table of the page before, or on the next page */
	struct pdf_table t;		/* the cells of it */
	uint32_t *owner;		/* of each cell: which spans it, or itself */
};

static inline struct pdf_cell *
pdf_grid_cell(const struct pdf_grid *g, uint32_t row, uint32_t col)
{
	return &g->t.cell[(size_t)row * g->t.ncols + col];
}

/* half way from level i to the next */
static inline float
pdf_grid_centre(const struct pdf_levels *l, uint32_t i)
{
	return (l->at[i] + l->at[i + 1]) / 2;
}

/* where a word stands: the sign of a bullet is in the lower half of its box when that is a high
 * one */
static inline float
pdf_grid_word_y(const struct pdf_word *w)
{
	return w->apart ? w->box.y0 + pdf_height(w->box) * 0.7F : (w->box.y0 + w->box.y1) / 2;
}

/* ---- pdf_grid_lines.c: the lines of the page */

/* whole lines from the pieces that the page has, in no group yet */
void pdf_grid_find_lines(struct pdf_grid *g);
/* number the groups of lines that meet, from 1; returns how many numbers there are: not all of
 * them are used */
uint32_t pdf_grid_group_lines(struct pdf_grid *g);
/* is there a line of the group at this place across, over this point along? */
bool pdf_grid_has_line(const struct pdf_lines *l, uint32_t group, float at, float along);
/* a vertical line more in the group that is looked at; its level is not made */
void pdf_grid_draw_line(struct pdf_grid *g, float at, float from, float to);

/* ---- pdf_grid_cells.c: levels of lines, and the cells between them */

/* all levels of the group */
void pdf_grid_find_levels(struct pdf_grid *g);
/* one more, between two columns */
void pdf_grid_add_level(struct pdf_grid *g, float x);
/* the row or column that a place is in; the first or last when it is outside */
uint32_t pdf_grid_level_at(const struct pdf_levels *l, float at);
/* the cells between the levels, without words; needs two levels across and down */
void pdf_grid_make_cells(struct pdf_grid *g);

/* ---- pdf_grid_words.c: words in cells */

/* does it stand inside, and in no table yet? The numbers on the axis of a chart do not */
bool pdf_grid_has_word(const struct pdf_grid *g, const struct pdf_word *w);
/* the cell that it stands in, or the one that spans that */
struct pdf_cell *pdf_grid_cell_of(const struct pdf_grid *g, const struct pdf_word *w);
/* words go into cells that were just made, in the order of the page */
void pdf_grid_put_words(struct pdf_grid *g);
/* bullets that pdftotext reads before or after all the rest go to their lines */
void pdf_grid_sort_words(struct pdf_cell *c);
/* those inside are of this table: they make no rows of the page */
void pdf_grid_take_words(struct pdf_grid *g);

/* ---- pdf_grid_undrawn.c: lines that are missing; cells are made anew, with their words */

/* above a table of lines that meet: the words between it and a line of its width, as a row. Before
 * cells are made */
void pdf_grid_take_header(struct pdf_grid *g);
/* cells of one row that stand in the columns that they span */
void pdf_grid_part_rows(struct pdf_grid *g);
/* columns with a gap in most of their cells */
void pdf_grid_part_columns(struct pdf_grid *g);

/* ---- pdf_grid_judge.c */

/* rows and columns with words in two cells, of which no line cuts what is one phrase; false: no
 * table, or one whose lines part groups of rows only */
bool pdf_grid_is_table(const struct pdf_grid *g);

/* ---- pdf_grid_trim.c: rows and columns that are none; levels stay, and fit no longer */

/* those between the two lines of a double line */
void pdf_grid_drop_empty(struct pdf_grid *g);
/* captions above and notes below, which stand in the frame; their words are of the page again */
void pdf_grid_strip_rows(struct pdf_grid *g);

/* ---- pdf_grid_parts.c: tables that stand right below one another, in one group */

/* one past the last row of the table that begins in row `from` of the group */
size_t pdf_grid_end_of_part(struct pdf_grid *g, size_t from);
/* only the levels that rows `from` to `to` have */
void pdf_grid_keep_levels(struct pdf_grid *g, size_t from, size_t to);

/* ---- pdf_grid_pages.c: tables that go over from one page to the next */

/* Does a table of the page before go on with the first row of the group? Then nothing but a
 * header stands above it, and its lines stand where those of that table do. */
bool pdf_grid_goes_on(const struct pdf_grid *g);
/* do lines that stand where these do begin at the top of the next page, and is there nothing
 * but a footer below? */
bool pdf_grid_goes_on_below(const struct pdf_grid *g);
/* where the vertical lines stand, for the next page: in `struct pdf` */
void pdf_grid_remember(struct pdf_grid *g);

#endif
