/*
 * One report as read: sections holding blocks, tables as grids of cells, each
 * with its exact place. Readers fill it through the functions at the end and
 * know nothing of what comes after; nothing here knows a file format.
 */
#ifndef CF_DOC_DOC_H
#define CF_DOC_DOC_H

#include "doc/text.h"

#define NONE UINT32_MAX

enum block_kind {
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_ITEM,		/* of a list: its own text, not that of lists inside it */
	BLOCK_TABLE,
	BLOCK_CODE,		/* verbatim text: no rule reads it unless it asks to */
	BLOCK_PAGE_MARK		/* page number, blank-page line, running header */
};

/* Words the facts stage fills in for each cell; see facts/cell.h. */
enum cell_kind {
	CELL_EMPTY,
	CELL_DASH,		/* "-", "–", "—": nothing, or not applicable */
	CELL_MISSING,		/* "N/A", "..", "Not available": no figure here */
	CELL_SUPPRESSED,	/* "c", "[c]", "*", "<5": a figure that is kept back */
	CELL_FIGURES,		/* nothing but figures, in order (mostly one) */
	CELL_YEAR,		/* a year, a year notation or a date: never arithmetic */
	CELL_LABELLED,		/* figures in brackets after words: "S&O(1) GP(2)" */
	CELL_MIXED,		/* words with figures in them */
	CELL_TEXT		/* words */
};

struct figure;

struct cell {
	struct text text;
	bool bold;		/* all of the text */
	bool header;		/* the format says so (<th>, the first row of a pipe table) */
	uint32_t own_from, own_to;	/* bytes of the text: what is its own, when the rest of it is
					 * the sign and unit in cells beside it; 0, 0: all of it */
	uint16_t colspan, rowspan;
	enum cell_kind kind;
	uint16_t nfigures;
	struct figure *figures;
};

/* A table as it stands in the source: a rectangle of cells. A cell that is
 * covered by a span of another one is NULL. */
struct grid {
	uint32_t nrows, ncols;
	struct cell **cell;		/* row-major, nrows * ncols */
	struct span span;
	uint32_t header_rows;		/* known from the format; 0: not known */
	bool guessed;			/* only where the words stand says that it is one */
	bool after_break;		/* nothing but the end of a page parts it from the one before */
	bool laid_out;			/* columns are there for the looks as well: "$" may have its own */
	struct text caption;		/* known from the format; s.n == 0: none */
};

struct block {
	enum block_kind kind;
	uint8_t level;			/* of a heading 1-6, of a list item from 1 */
	bool bold;			/* all of its text: often a heading or a caption */
	bool repeats;			/* a heading whose words are a running header further on */
	uint32_t section;		/* index into doc->sections */
	uint32_t list;			/* items of one list share a number, from 1; 0: none */
	uint32_t number;		/* shown before an item, but not in the source; 0: none */
	struct span span;
	struct text text;		/* empty for a table */
	struct grid *grid;		/* of a table */
};

struct section {
	uint32_t parent;		/* NONE for the root, which is section 0 */
	uint8_t level;			/* 0 for the root */
	struct text title;
	uint32_t first_block;
	uint32_t end;			/* one past the last section inside it */
};

/* Something the reader or a later stage could not take in. */
struct skip {
	struct span span;
	struct str reason;
	bool failed;			/* a limit or an error, not just an oddity */
};

struct doc {
	struct arena *arena;
	struct source *source;
	const char *format;		/* "markdown", "tsv", ... */
	bool original;			/* tracked changes are read as before they were made */
	struct block *blocks;
	size_t nblocks, blockcap;
	struct section *sections;	/* made by doc_outline() */
	size_t nsections, sectioncap;
	struct skip *skips;
	size_t nskips, skipcap;
	bool failed;			/* memory ran out inside a callback, or a limit */
	const char *limit;		/* name of the limit that was passed, or NULL */
};

void doc_init(struct doc *d, struct arena *a, struct source *src, const char *format);

/*
 * Each adds one block at the end; NULL when memory ran out or the document has
 * too many blocks (d->failed is set, and d->limit when it was a limit).
 */
struct block *doc_heading(struct doc *d, unsigned level, struct text text);
struct block *doc_paragraph(struct doc *d, struct text text, bool bold);
struct block *doc_item(struct doc *d, unsigned level, uint32_t list, struct text text, bool bold);
struct block *doc_code(struct doc *d, struct text text);
struct block *doc_page_mark(struct doc *d, struct text text);
/* "Page 87", "Page 3 of 12", "Page | 9", "9 | P a g e", "- 12 -" */
bool doc_is_page_number(struct str s);
struct block *doc_table(struct doc *d, struct grid *grid);
void doc_skip(struct doc *d, struct span span, bool failed, struct str reason);

/* a grid of nrows * ncols with no cells yet; NULL past a limit (d->limit says
 * which; the caller adds the skip) or when memory ran out */
struct grid *grid_new(struct doc *d, uint32_t nrows, uint32_t ncols, struct span span);
struct cell *grid_put(struct doc *d, struct grid *g, uint32_t row, uint32_t col, struct text text);
static inline struct cell *
grid_at(const struct grid *g, uint32_t row, uint32_t col)
{
	return g->cell[(size_t)row * g->ncols + col];
}

/*
 * Called once, after the last block: what repeats on every page (page numbers,
 * blank-page lines, running headers) becomes a page mark, then the sections are
 * built from the headings that are left.
 */
void doc_outline(struct doc *d);

/* is a section the other one, or inside it? */
static inline bool
doc_is_within(const struct doc *d, uint32_t section, uint32_t in)
{
	return section >= in && section < d->sections[in].end;
}

/* titles of a section and those above it, outermost first; the root is left out */
size_t doc_section_path(const struct doc *d, uint32_t section, struct arena *a,
    const char *const **out);

#endif
