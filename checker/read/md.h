/*
 * Reading Markdown. The lines are first cut into regions: what holds a table
 * (tab-separated, pipe, HTML) is read here, because Markdown parsers take such
 * lines for paragraphs, lists or code; all between goes to md4c.
 */
#ifndef CF_READ_MD_H
#define CF_READ_MD_H

#include "doc/doc.h"

void read_markdown(struct doc *d);

/* ---- between the files of the Markdown reader ---- */

enum region_kind {
	REGION_TEXT,	/* for md4c */
	REGION_TSV,
	REGION_RAGGED,	/* tab-separated, but no table */
	REGION_PIPE,
	REGION_ROWS,	/* of a pipe table, without its header and delimiter row */
	REGION_HTML,
	REGION_DEEP	/* nested too deeply to be read */
};

/* Lines from the one asked about up to `end`, counted from 0. */
struct region {
	enum region_kind kind;
	size_t end;
	size_t ncols, line;	/* of the first row; RAGGED: the line that does not fit */
};

struct table_tag {
	uint32_t from;		/* of "<table" */
	uint32_t close;		/* one past its "</table>"; 0: there is none */
};

struct md {
	struct doc *d;
	struct str s;			/* the whole source */
	size_t nlines;
	uint32_t nlists;		/* list numbers given so far */
	uint64_t links;			/* bytes of all link targets so far */
	struct table_tag *tables;	/* in source order; made when the first is met */
	size_t ntables, tablecap, table;	/* `table`: the first not passed yet */
	bool tables_known;
};

/* line i, counted from 0, without its line end */
static inline struct span
md_line(const struct md *m, size_t i)
{
	return source_line(m->d->source, i + 1);
}

/* first byte of the line that is not a space, a tab or a '>'; to when there is none */
uint32_t md_first(const struct md *m, struct span line);
/* does a fenced code block begin here? Then its character, and *n of them */
char md_fence(const struct md *m, struct span line, size_t *n);

/* source bytes [from, to), whole lines, through md4c */
void md_text(struct md *m, uint32_t from, uint32_t to);

/* a run of lines with tabs begins at line i: what it is and where it ends */
struct region md_tsv_region(const struct md *m, size_t i);
void md_tsv_table(struct md *m, size_t i, const struct region *r);
void md_tsv_ragged(struct md *m, size_t i, const struct region *r);

/* a pipe table begins at line i, or rows of one; else REGION_TEXT */
struct region md_pipe_region(const struct md *m, size_t i);
void md_pipe_table(struct md *m, size_t i, const struct region *r);

/* lines that begin with "<table" (maybe inside other tags) up to its end */
struct region md_html_region(struct md *m, size_t i);
/* is this such a line? `at` is its first byte that is not white space */
bool md_html_starts(const struct md *m, uint32_t at, uint32_t to);

#endif
