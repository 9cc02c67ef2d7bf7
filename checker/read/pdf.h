/*
 * What the files of the PDF reader share. pdftotext gives words with boxes, in lines and
 * blocks as it sees them; from these the pages are made: rows, tables, paragraphs.
 */
#ifndef CF_READ_PDF_H
#define CF_READ_PDF_H

#include "read/derive.h"

struct pdf_box {
	float x0, y0, x1, y1;	/* points from the upper left corner of the page */
};

struct pdf_word {
	struct pdf_box box;	/* on a page whose text is on its side: as if the page were turned */
	struct pdf_box place;	/* on the page as it is */
	struct str s;
	uint32_t block, line;	/* as pdftotext has them, counted over the page */
	bool apart;		/* in no row: on the axis of a chart, a bullet of a great height, */
	bool drawn;		/* or in a table that ruling lines make */
};

enum pdf_use {
	PDF_PROSE,
	PDF_TABLE,
	PDF_MARK	/* page number, running header */
};

/* Words side by side, with no wide gap between. */
struct pdf_chunk {
	struct pdf_box box;
	uint32_t first, n;	/* of its row's words */
	bool figure;		/* it begins as a number */
	bool spans;		/* it stands above what is two columns in other rows */
};

/* All words of a page that stand on one line, from left to right. */
struct pdf_row {
	struct pdf_box box;
	const struct pdf_word **word;
	uint32_t nwords;
	struct pdf_chunk *chunk;
	uint32_t nchunks;
	bool gapped;		/* a wide gap parts two of them, not only a blank two figures */
	enum pdf_use use;
};

/* A table on one page: rows of cells, each of them words. */
struct pdf_cell {
	const struct pdf_word **word;
	uint32_t nwords, wordcap;
	uint32_t colspan;	/* 0: covered by the one on its left, or above it */
	uint32_t rowspan;
};

struct pdf_table {
	float top;
	uint32_t first_row, last_row;	/* of the page; of one that is drawn: 0 */
	float *edge;			/* where columns part: ncols - 1 of them, ascending */
	struct pdf_column *col;		/* of one that is not drawn: where its columns stand */
	float limit;			/* in heights: lines of one row are nearer, see pdf_layout.h */
	uint32_t ncols, nrows;
	struct pdf_cell *cell;		/* row-major */
};

/* Where the chunks of a column stand, and what they are. */
struct pdf_column {
	float x0, x1;
	uint32_t rows;		/* with a chunk in it */
	uint32_t first, last;	/* of these rows */
	uint32_t figures, words, chunks;
	float filled;		/* widths of its chunks together */
};

/* how the text of a page runs */
enum pdf_turn {
	PDF_UPRIGHT,
	PDF_UPWARDS,
	PDF_DOWNWARDS
};

struct pdf_page {
	uint32_t number;	/* from 1 */
	float width, height;	/* when its text is upright */
	enum pdf_turn turn;
	float blank;		/* between words of a line, in heights of the words: the median */
	struct str label;	/* its printed number, or "" */
	struct pdf_word *word;	/* in pdftotext's reading order */
	size_t nwords, wordcap;
	struct pdf_row *row;	/* from the top */
	size_t nrows, rowcap;
	struct pdf_table *table;	/* from the top */
	size_t ntables, tablecap;
	struct pdf_box *rule;	/* ruling lines: boxes without a width or without a height */
	size_t nrules, rulecap;
};

#define PDF_MAX_RULES	20000u	/* pieces of ruling lines of one page; no more are kept */
#define PDF_MAX_LINES	1000u	/* lines in one direction; with more a page is a drawing */

struct pdf {
	struct arena *arena;	/* scratch, with `oom` set */
	struct pdf_page *page;
	size_t npages, pagecap;
	float body;		/* height of the words that most of the text is in */
	/* where the vertical lines of the last table that is drawn stand, and its page */
	float *drawn;
	size_t ndrawn;
	uint32_t drawn_on;
	uint64_t *hyphened;	/* hashes of the words with a hyphen inside, sorted */
	size_t nhyphened;
	uint32_t rules_from;	/* the first page of what pdf_read_rules() is given */
	/* the ruling lines of pages `first` to `last`, as pdftocairo -ps writes them; "": none
	 * are known. NULL: do not ask */
	struct str (*draw)(void *ctx, uint32_t first, uint32_t last);
	void *ctx;
};

static inline float
pdf_height(struct pdf_box b)
{
	return b.y1 - b.y0;
}

static inline struct pdf_box
pdf_around(struct pdf_box a, struct pdf_box b)
{
	return (struct pdf_box){ a.x0 < b.x0 ? a.x0 : b.x0, a.y0 < b.y0 ? a.y0 : b.y0,
		a.x1 > b.x1 ? a.x1 : b.x1, a.y1 > b.y1 ? a.y1 : b.y1 };
}

/* one word more in a cell */
static inline void
pdf_cell_put(struct pdf *p, struct pdf_cell *c, const struct pdf_word *w)
{
	size_t cap = c->wordcap;

	(void)VEC_ROOM(p->arena, c->word, c->nwords, cap);
	c->wordcap = (uint32_t)cap;
	c->word[c->nwords++] = w;
}

/* does the word begin as a figure does: "1,234", "(5)", "$3", "-2.1%", "."? */
bool pdf_is_figure(struct str s);

/* pdf_words.c: the output of pdftotext -bbox-layout, which stays as long as the pages; false: past
 * CF_MAX_PAGES */
bool pdf_read_words(struct pdf *p, struct str output);
/* pdf_turn.c: a page whose text is on its side is turned, so that it is upright */
void pdf_turn(struct pdf_page *page);
struct pdf_box pdf_turned(const struct pdf_page *page, struct pdf_box b);
/* pdf_charts.c */
void pdf_find_axes(struct pdf *p, struct pdf_page *page);
/* pdf_rows.c: of all words that do not stand apart */
void pdf_find_rows(struct pdf *p, struct pdf_page *page);
/* pdf_rules.c: lines from the output of pdftocairo -ps */
void pdf_read_rules(struct pdf *p, struct str output);
/* pdf_grid.c (see pdf_grid.h): tables that are drawn; true: there are some, and rows are to be
 * found again */
bool pdf_find_grids(struct pdf *p, struct pdf_page *page);
/* pdf_marks.c: page numbers and what repeats at the edge of pages; fills in the labels */
void pdf_find_marks(struct pdf *p);
/* pdf_tables.c: rows of the page that may be of a table, up to two */
unsigned pdf_count_tabular(const struct pdf_page *page);
void pdf_find_tables(struct pdf *p, struct pdf_page *page);
/* pdf_layout.c (see pdf_layout.h): the columns and cells of the rows of a table; false: it is none */
bool pdf_lay_out(struct pdf *p, struct pdf_page *page, struct pdf_table *t);
/* the rows of `t`, in the columns of a table of another page */
void pdf_lay_out_as(struct pdf *p, struct pdf_page *page, struct pdf_table *t,
    const struct pdf_table *model);
/* pdf_breaks.c: tables that go over from one page to the next */
void pdf_find_breaks(struct pdf *p);
/* pdf_hyphens.c: what the hyphen is between the last word of a line and the first of the next */
enum pdf_hyphen {
	PDF_NO_HYPHEN,	/* there is none, or it parts no word: "2004-" */
	PDF_BREAK,	/* it goes, and the two are one word */
	PDF_HYPHEN	/* it stays, and the two are one word */
};

void pdf_find_hyphens(struct pdf *p);
enum pdf_hyphen pdf_hyphen_between(const struct pdf *p, struct str a, struct str b);
/* pdf_blocks.c (see pdf_blocks.h): all of it becomes blocks of the document */
void pdf_put_blocks(struct pdf *p, struct derive *v);

/* pdf.c: from the output of pdftotext to a document, for read_pdf() and the fuzzer */
enum cf_status pdf_derive(struct doc *d, struct pdf *p, struct str output, struct cf_error *err);
bool pdf_is(struct str bytes);
derive_fn read_pdf;

#endif
