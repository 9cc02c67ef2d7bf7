/*
 * What the readers of spreadsheets share. XLSX: xlsx.c goes through the sheets, xlsx_style.c
 * reads formats and shared strings, xlsx_sheet.c the cells of a sheet. ODS: ods.c does all of
 * that. Both fill a sheet with its cells (sheet.c) and have it written (sheet_write.h).
 */
#ifndef CF_READ_SHEET_H
#define CF_READ_SHEET_H

#include "read/derive.h"
#include "read/office.h"
#include "read/sheet_format.h"

#define SHEET_COLUMNS	16384u
#define SHEET_ROWS	1048576u

enum sheet_kind {
	SHEET_WORDS,
	SHEET_NUMBER,
	SHEET_YEAR,		/* a number that may be a year */
	SHEET_ROW_HIDDEN,	/* something that is not shown */
	SHEET_COLUMN_HIDDEN
};

/* The rows or columns of a sheet that a table has, in order. */
struct sheet_lines {
	uint32_t *at;
	bool *hidden;		/* it stands for hidden ones */
	uint32_t n;
};

/* ---- styles.xml and sharedStrings.xml */

struct book_format {
	const char *code;		/* of its numbers */
	bool bold;
	uint8_t indent;
};

struct book_code {
	long id;
	const char *code;
};

struct book_strings {
	char *p;			/* all of them, one after the other */
	size_t n, cap;
	uint32_t *end;			/* where each ends */
	size_t nend, endcap;
};

struct book {
	struct package *k;
	struct doc *d;
	struct derive v;
	struct book_code *code;		/* formats of the file's own */
	size_t ncode, codecap;
	bool *bold;			/* of each font */
	size_t nbold, boldcap;
	struct book_format *format;	/* that cells name */
	size_t nformat, formatcap;
	struct book_strings strings;
	bool from_1904;
	size_t cells;			/* of all tables so far */
	struct sheet_lines columns;	/* room for those of one table after the other */
};

enum cf_status book_read_styles(struct book *b, struct str part, struct cf_error *err);
enum cf_status book_read_strings(struct book *b, struct str part, struct cf_error *err);
struct str book_string(const struct book *b, unsigned long i);
const struct book_format *book_format(const struct book *b, long i);

/* ---- a sheet */

struct sheet_cell {
	uint32_t row, col;		/* from 1 */
	uint32_t from, to;		/* its words among the characters of the sheet */
	enum sheet_kind kind;
	bool bold;
	uint8_t indent;
};

struct sheet_merge {
	uint32_t row, col, last_row, last_col;
};

struct sheet {
	struct str name;
	uint32_t spot_name;		/* its number for spots; 0: nothing was written yet */
	char *p;			/* the words of its cells */
	size_t n, pcap;
	struct sheet_cell *cell;	/* by row, then column */
	size_t ncells, cellcap;
	struct sheet_merge *merge;
	size_t nmerges, mergecap;
	uint64_t hidden_column[SHEET_COLUMNS / 64];
	uint64_t counted_column[SHEET_COLUMNS / 64];	/* hidden, and something is in it */
	size_t hidden_rows, hidden_columns;	/* with something in them */
	uint32_t first_hidden_row, first_hidden_column, last_hidden_row;
	bool unsorted;			/* the cells have not come in their order */
	size_t no_value;		/* formulas without one */
};

static inline bool
sheet_hides(const struct sheet *s, uint32_t col)
{
	return col >= 1 && col <= SHEET_COLUMNS &&
	    (s->hidden_column[(col - 1) / 64] >> (col - 1) % 64 & 1) != 0;
}

/* A cell that shows `words`, which are not kept when its row or column is hidden. */
void sheet_put(struct sheet *s, struct book *b, struct sheet_cell cell, struct str words,
    bool row_hidden);
void sheet_merge(struct sheet *s, struct book *b, struct sheet_merge m);
void sheet_hide_columns(struct sheet *s, long first, long last);
/* all cells and merges are there: bring them into order */
void sheet_sort(struct sheet *s);

/* a sheet of an XLSX file: fill *s, which has only its name */
enum cf_status sheet_read(struct sheet *s, struct book *b, struct str part, struct cf_error *err);
/* at the end: `n` sheets are hidden, `names` the first ten of them */
void book_say_hidden(struct book *b, struct str names, size_t n);
/* the heading, tables and paragraphs of a sheet, and what was left out */
void sheet_write(struct sheet *s, struct book *b);

#endif
