/*
 * What the parts of odt.c share: it goes through the elements of the text, odt_para.c keeps
 * words, paragraphs and lists, odt_changes.c what was inserted and deleted. Memory is of the
 * document, where `failed` is set when there is no more (and `limit`, past a limit).
 */
#ifndef CF_READ_ODT_TEXT_H
#define CF_READ_ODT_TEXT_H

#include "read/odt.h"

/* The elements of the text, by their ids in the table of odt.c: above those of styles. */
enum {
	T_P = 100, T_H, T_SPAN, T_SPACES, T_TAB, T_BREAK, T_LIST, T_ITEM, T_ITEM_HEADER, T_NOTE,
	T_CITATION, T_NOTE_BODY, T_INDEX, T_CHANGES, T_REGION, T_INSERTION, T_DELETION, T_CHANGE,
	T_CHANGE_START, T_CHANGE_END, T_SECTION, T_HIDDEN_TEXT, T_TABLE, T_HEADER_ROWS, T_ROW,
	T_CELL, T_COVERED, T_BOX, T_BODY, T_LEFT_OUT
};

#define ODT_SPANS	64u	/* that stand in one another */

/* A tracked change. */
struct odt_region {
	struct str id;
	bool inserted, deleted;
	struct str words;		/* of what was deleted */
};

/* A list that is open. */
struct odt_list {
	struct odt_list_style *style;	/* NULL: none is known */
	uint32_t number;		/* tells it from others */
	long start;			/* the item has this number; -1: the next */
	bool numbered, header;		/* the item waits for its first paragraph */
};

/* What is open in the text; a text box or note begins with nothing open. */
struct odt_open {
	struct odt_open *outer;
	const struct odt_style *para;
	const struct odt_style *span[ODT_SPANS];
	unsigned spans;
	bool heading, open;		/* a paragraph is open */
	unsigned outline;
	struct str number;
	unsigned lists;			/* how many lists this stands in */
};

/* What is open of a table; one in a cell has its own. */
struct odt_table {
	struct odt_table *outer;
	long row_times, cell_times;	/* how often the row or cell stands there */
	long covered;			/* by the colspan of the last cell, to its right */
	unsigned header_rows;
};

/* Where in the text the reader is. */
struct odt {
	struct package *k;
	struct doc *d;
	struct compose c;
	struct odt_styles styles;
	bool in_body;
	struct odt_open *in;
	struct odt_list list[ODT_LEVELS];
	unsigned depth;			/* of lists */
	unsigned in_index;
	struct odt_table *table;	/* the innermost, or NULL */
	uint32_t footnotes, endnotes;
	bool endnote, in_citation;
	uint32_t note;			/* the one that was cited last */
	bool note_begins;
	long nlists;			/* keys of lists */
	/* tracked changes, when they are undone */
	struct odt_region *region;
	size_t nregions, regioncap;
	unsigned in_changes;
	char *gone;			/* the words of the region that is read */
	size_t ngone, gonecap;
	unsigned left_out;		/* insertions that are open */
};

/* ---- odt_para.c */

/* is what comes here shown? */
bool odt_is_shown(const struct odt *o);
/* words of the open paragraph: white space of any kind and length parts two by one space */
void odt_put(struct odt *o, struct str s);

/* T_P or T_H; in a paragraph that is open nothing begins */
void odt_open_paragraph(struct odt *o, unsigned id, const char *const *attrs);
void odt_close_paragraph(struct odt *o);

/* `depth` counts lists past ODT_LEVELS too, though nothing is known of them */
void odt_open_list(struct odt *o, const char *const *attrs);
/* T_ITEM or T_ITEM_HEADER */
void odt_open_item(struct odt *o, unsigned id, const char *const *attrs);

/* ---- odt_changes.c: as far as tracked changes are undone */

/* inside text:tracked-changes, in front of the text; false: leave it out */
bool odt_open_tracked(struct odt *o, unsigned id, const char *const *attrs);
void odt_close_tracked(struct odt *o, unsigned id);
/* words there: of the region that is read */
void odt_keep_gone(struct odt *o, struct str s);
/* T_CHANGE, T_CHANGE_START, T_CHANGE_END: one of the regions is here */
void odt_change(struct odt *o, unsigned id, const char *const *attrs);

#endif
