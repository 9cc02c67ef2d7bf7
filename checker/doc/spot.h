/*
 * Where a person finds a stretch of a text that was derived from a file without
 * lines: a Word document, a spreadsheet, a PDF. The text is the source that all
 * spans point into; the spots beside it say where each stretch of it came from.
 */
#ifndef CF_DOC_SPOT_H
#define CF_DOC_SPOT_H

#include "doc/source.h"

enum spot_kind {
	SPOT_NONE,
	SPOT_HEADING,		/* the heading names[name - 1] */
	SPOT_PARAGRAPH,		/* the nth under the heading names[name - 1]; name 0: before any */
	SPOT_TABLE,		/* row and column of the nth table of the document */
	SPOT_FOOTNOTE,		/* the nth */
	SPOT_ENDNOTE,
	SPOT_TEXT_BOX,
	SPOT_SHEET,		/* the sheet names[name - 1] as a whole */
	SPOT_SHEET_CELL,	/* row and column of that sheet */
	SPOT_PAGE		/* the nth page, its label names[name - 1], name 0: none; a box */
};

/* Points from the upper left corner of the page; no width: not known. */
struct spot_box {
	float x, y, width, height;
};

struct spot {
	uint32_t from;		/* its first byte in the source; it ends where the next begins */
	enum spot_kind kind;
	uint32_t name;		/* from 1, into the names */
	uint32_t n, row, col;	/* from 1, as a person counts in the document */
	struct spot_box box;
};

struct spots {
	struct spot *at;	/* ascending */
	size_t n, cap;
	struct str *name;	/* headings, sheets, page labels */
	size_t nnames, namecap;
};

/* what begins at byte s.from; one at the same byte takes the place of the last. false when
 * memory ran out */
bool spots_add(struct spots *s, struct arena *a, struct spot spot);
/* its number for `name` of a spot; 0 when memory ran out */
uint32_t spots_name(struct spots *s, struct arena *a, struct str name);

/*
 * The spot of a place, in words and numbers, made in `a`; the boxes of all words of it on
 * its first page are put together. NULL: the source has lines, or nothing is known of it.
 */
const struct cf_spot *source_spot(const struct source *src, struct span at, struct arena *a);
/* the same, in words alone: "table 3, row 2, column 4"; n == 0: none */
struct str source_spot_words(const struct source *src, uint32_t offset, struct arena *a);

#endif
