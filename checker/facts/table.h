/*
 * A table as a person reads it: the grids of the document brought together
 * (parts that go on after a page mark, right-hand columns that come pages
 * later), with header paths, stub, groups and row kinds. Rows and columns count
 * from 0 here and from 1 wherever they are shown.
 */
#ifndef CF_FACTS_TABLE_H
#define CF_FACTS_TABLE_H

#include "facts/cell.h"
#include "facts/label.h"

enum row_kind {
	ROW_TITLE,	/* one filled cell above the header: a caption inside the table */
	ROW_HEADER,
	ROW_GROUP,	/* one filled cell that names what follows */
	ROW_DATA,
	ROW_TOTAL,	/* labelled as a total, or the bold last row */
	ROW_BLANK,	/* nothing, or only rules like "---" */
	ROW_FRAGMENT,	/* one half of a row that a page break cut in two, without figures */
	ROW_NOTE	/* words below the figures */
};

enum column_kind {
	COLUMN_EMPTY,
	COLUMN_STUB,	/* row labels: words, years, periods, ordinals */
	COLUMN_FIGURES,
	COLUMN_TEXT
};

struct row {
	enum row_kind kind;
	uint32_t group;		/* the group row above it that governs it, or NONE */
	uint32_t part;		/* of which part of a broken table, from 0 */
	bool bold;		/* every filled cell is */
	uint8_t indent;		/* of the stub text, in spaces */
	uint8_t says;		/* enum label_says, of the label */
	bool percent;		/* by its label, or most of its figures are percentages */
	struct str label;	/* text of the stub, "" when there is none */
};

struct column {
	enum column_kind kind;
	uint8_t says;		/* enum label_says, of the leaf */
	uint8_t path_says;	/* of all steps of the path */
	bool percent;		/* by its header, or most of its figures are percentages */
	uint32_t part;		/* 0: left-hand part; 1..: a right-hand part joined to it */
	/* header cells from the top, spans carried on, "" left out; the same array for all columns
	 * with the same (paths.h) */
	const struct str *path;
	uint32_t npath;
	struct str leaf;	/* the last of the path, or "" */
	struct str name;	/* the whole of it: "2021/22 > %" */
	uint32_t parent;	/* columns under one spanning header share a number; NONE: no span */
};

struct side;

struct table {
	uint32_t number;	/* from 1, in document order */
	uint32_t nrows, ncols;
	struct cell **cell;	/* row-major; NULL: covered by a span, or not there */
	struct row *rows;
	struct column *columns;
	uint32_t header_rows;	/* how many of the first rows are titles or headers */
	uint32_t stub;		/* column of the labels, or NONE */
	uint32_t section;
	uint32_t block;		/* index of its first block in the document */
	struct str caption;
	struct span span;	/* of its first part */
	uint32_t parts;		/* how many pieces were brought together; 1: not broken */
	bool rounded_note;	/* a note near it says that figures may not add up */
	bool guessed;		/* a grid of it is: see doc.h */
	bool scaled;		/* its words speak of thousands or millions: "£000", "$m" */
	const struct side *side;	/* two, of which it is a view (facts/view.h); NULL: of none */
};

/* A table in a view of two. */
struct side {
	const struct table *table;
	uint32_t column;	/* of the view, where it begins */
	const uint32_t *row;	/* its row for each row of the view, or NONE; NULL: the same */
};

/* the table of the document that a cell stands in, and where: a view is made of several */
const struct table *table_origin(const struct table *t, uint32_t *row, uint32_t *col);

struct agenda;

/* Tables of one document, in document order, and the reports it is made of. */
struct facts {
	const struct doc *doc;
	const struct agenda *agenda;	/* facts/agenda.h */
	struct table *tables;
	size_t ntables;
};

void facts_collect(struct facts *f, struct doc *doc);

static inline struct cell *
table_at(const struct table *t, uint32_t row, uint32_t col)
{
	return t->cell[(size_t)row * t->ncols + col];
}

#endif
