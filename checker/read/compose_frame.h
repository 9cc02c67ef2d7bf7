/*
 * What the parts of compose.h share: the frames that are open, one in the other, and what is
 * whole and waits for the outermost to close. compose.c keeps both, compose_words.c fills
 * paragraphs, compose_table.c tables, compose_write.c puts what is whole into the document.
 *
 * Memory is of the document. Where it runs out, or a limit is passed, `failed` is set in the
 * document (and `limit`, which names it); from then on nothing is open, and calls do nothing.
 */
#ifndef CF_READ_COMPOSE_FRAME_H
#define CF_READ_COMPOSE_FRAME_H

#include "read/compose.h"

/* Characters that grow; kept for the next use of their frame. */
struct chars {
	char *p;
	size_t n, cap;
};

/* A cell of a table that is open. */
struct slot {
	uint32_t row, col;
	uint32_t from, to;		/* its words among the characters of the table */
	uint16_t colspan, rowspan;
	uint16_t indent;
	bool bold, light;		/* words of it are; are not */
	bool goes_on, covered;
};

enum frame_kind { FRAME_PARAGRAPH, FRAME_TABLE, FRAME_BOX };

/* What is open: a paragraph, a table, or a text box. Closed ones are used again. */
struct frame {
	struct frame *below;
	enum frame_kind kind;
	struct chars chars;
	/* a paragraph */
	bool heavy, light;		/* words were bold; were not */
	bool gap, gap_is_line;		/* a break that is not written yet */
	/* a table */
	struct slot *slot;
	size_t nslots, slotcap;
	size_t row_first;		/* the first slot of the row */
	uint32_t nrows, ncols, col;
	uint32_t header_rows;		/* leading rows of which the format says it */
	bool row_header, row_dropped, in_cell;
	size_t place;			/* in the pending; of one that stands in another frame */
	/* a text box or note */
	enum spot_kind spot;
	uint32_t number;
};

/* A paragraph or a table that is whole, and is written later. */
struct pending {
	struct made made;
	struct str words;		/* of a paragraph */
	bool bold;
	struct frame *table;		/* or a whole table, not freed before it is written */
	enum spot_kind spot;		/* SPOT_NONE: by what it is */
	uint32_t spot_number;
};

/* ---- compose.c */

/* the innermost frame that is open, when it is of this kind; else NULL */
static inline struct frame *
compose_top(const struct compose *c, enum frame_kind kind)
{
	return c->top != NULL && c->top->kind == kind && !c->d->failed ? c->top : NULL;
}

/* the table of the cell that is being filled, or NULL */
static inline struct frame *
compose_open_cell(const struct compose *c)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	return t != NULL && t->in_cell ? t : NULL;
}

/* more characters, which are copied */
void compose_put(struct compose *c, struct chars *to, struct str s);

/* ---- compose_write.c: words and tables are copied */

void compose_write_paragraph(struct compose *c, const struct pending *x);
void compose_write_table(struct compose *c, struct frame *t);

#endif
