/*
 * A document composed of paragraphs, tables, text boxes and notes, as word processors
 * write and nest them; for the readers of DOCX and ODT. A text box stands inside a
 * paragraph, a table inside a cell: what is inside comes after the outermost paragraph
 * or table that it stands in, so that each block is whole.
 */
#ifndef CF_READ_COMPOSE_H
#define CF_READ_COMPOSE_H

#include "read/derive.h"

/* What a paragraph turned out to be; set between opening and closing it. */
struct made {
	enum block_kind kind;
	uint8_t level;			/* of a heading or item, from 1 */
	uint32_t list;			/* of an item: from compose_list() */
	struct str number;		/* in front of it: "2.1 ", or "" */
	unsigned indent;		/* in a table: spaces in front of a label */
};

struct frame;
struct pending;

struct compose {
	struct doc *d;
	struct arena *arena;
	struct derive v;
	struct frame *top;		/* innermost open paragraph, table or text box */
	struct frame *spare;		/* closed ones, to be used again */
	struct pending *pending;	/* what is written once the outermost frame closes */
	size_t npending, pendingcap;
	struct pending *late;		/* notes that stand in the text: written at the end */
	size_t nlate, latecap;
	enum spot_kind note;		/* inside a note: SPOT_FOOTNOTE or SPOT_ENDNOTE */
	uint32_t note_number;
	uint32_t heading;		/* the spot name of the last heading */
	uint32_t paragraphs;		/* since then */
	uint32_t tables, boxes, lists;
	bool after_item;		/* the last block was an item of a list */
	long list_key[16];		/* of the lists that the last item stands in, by level */
	uint32_t list_of[16];		/* their numbers */
};

void compose_begin(struct compose *c, struct doc *d);
enum cf_status compose_end(struct compose *c, struct cf_error *err);

/* ---- paragraphs: open, words, what it is, close */

void compose_open(struct compose *c);
/* UTF-8; soft hyphens are left out; `raised`: digits become superscript */
void compose_text(struct compose *c, struct str s, bool bold, bool raised);
/* the mark of a note, "¹": neither bold nor not */
void compose_mark(struct compose *c, uint32_t number);
/* a space between two words; `line`: a line ends there */
void compose_break(struct compose *c, bool line);
/* has it words? */
bool compose_any(const struct compose *c);
void compose_close(struct compose *c, const struct made *m);
bool compose_in_paragraph(const struct compose *c);
bool compose_in_table(const struct compose *c);

/* the number of the list that an item of this level (from 1) belongs to: `key` tells two
 * lists apart that stand one after the other */
uint32_t compose_list(struct compose *c, unsigned level, long key);

/* ---- tables */

void compose_table(struct compose *c);
void compose_row(struct compose *c);
void compose_row_header(struct compose *c);
/* the row is not there: it was deleted, or is hidden */
void compose_row_drop(struct compose *c);
/* leave out so many columns */
void compose_skip_columns(struct compose *c, long n);
void compose_cell(struct compose *c);
void compose_cell_spans(struct compose *c, long columns, long rows);
/* the cell above in this column goes on */
void compose_cell_goes_on(struct compose *c);
/* the spans of another cell cover it */
void compose_cell_covered(struct compose *c);
void compose_cell_end(struct compose *c);
void compose_row_end(struct compose *c);
/* the row that was ended last stands so many times in all */
void compose_row_again(struct compose *c, long times);
void compose_cell_again(struct compose *c, long times);
void compose_table_end(struct compose *c);

/* ---- text boxes, which stand in a paragraph or between two */

void compose_box(struct compose *c);
void compose_box_end(struct compose *c);
/* the same for a note whose text stands where it is referred to: it comes at the end */
void compose_note(struct compose *c, enum spot_kind kind, uint32_t number);
void compose_note_end(struct compose *c);

#endif
