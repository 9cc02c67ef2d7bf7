/*
 * How the pages become blocks of the document: pdf_blocks.c goes through them, the others
 * make lines, paragraphs, headings and grids. Lines and what waits are taken from the arena of
 * `struct pdf`, whose `oom` is set; what goes into the document is of its own memory, where
 * `failed` is set when there is no more.
 */
#ifndef CF_READ_PDF_BLOCKS_H
#define CF_READ_PDF_BLOCKS_H

#include "read/pdf.h"

/* A line of prose: words of one line of pdftotext that are in no table. */
struct pdf_text_line {
	struct pdf_box box;
	const struct pdf_word **word;
	uint32_t nwords;
	uint32_t block;
	enum pdf_use use;
	const struct pdf_page *page;
	const struct pdf_word *mark;	/* a bullet or number that stands apart before it, or NULL */
};

struct pdf_blocks {
	struct pdf *p;
	struct derive *v;
	struct pdf_page *page;
	const struct pdf_page *labelled;	/* the page that `label` is of */
	uint32_t label;		/* its name for spots, or 0 */
	struct pdf_text_line *line;
	size_t nlines, linecap;
	uint32_t nlists;
	float *size;		/* heights of headings, the largest first: their levels */
	size_t nsizes, sizecap;
	uint32_t after_table;	/* the page of a table that nothing stands behind yet; or 0 */
	struct pdf_text_line *pending;	/* a paragraph that may go on on the next page */
	size_t npending, pendcap;
};

static inline struct str
pdf_last_word(const struct pdf_text_line *l)
{
	return l->word[l->nwords - 1]->s;
}

static inline bool
pdf_ends_sentence(struct str s)
{
	return s.n > 0 && strchr(".:;?!", s.p[s.n - 1]) != NULL;
}

/* the height of its words */
static inline float
pdf_size_of(const struct pdf_text_line *l)
{
	return pdf_height(l->word[0]->box);
}

/* ---- pdf_blocks_words.c */

/* the word, with its place */
void pdf_blocks_put_word(struct pdf_blocks *w, const struct pdf_page *page,
    const struct pdf_word *x);
/* the same, and what parts it from the one before (NULL: there is none); a raised number comes
 * in digits that are raised */
void pdf_blocks_put_next(struct pdf_blocks *w, const struct pdf_page *page,
    const struct pdf_word *last, const struct pdf_word *x);
/* something of the page is not read: words for it in the document, and why */
void pdf_blocks_left_out(struct pdf_blocks *w, struct str words, struct str why);

/* ---- pdf_blocks_table.c */

void pdf_blocks_put_table(struct pdf_blocks *w, const struct pdf_table *t);

/* ---- pdf_blocks_lines.c */

/* those of the page, in no table; they point into an array that is made anew */
void pdf_blocks_collect_lines(struct pdf_blocks *w);
/* bullets and numbers that pdftotext has in blocks of their own go to their lines */
void pdf_blocks_join_marks(struct pdf_blocks *w);
bool pdf_is_bullet(struct str s);
/* "1.", "3.2", "(a)", "iv)" */
bool pdf_is_number_mark(struct str s);

/* ---- pdf_blocks_heading.c */

/* the heights of what may be headings, one for each level; goes through all pages */
void pdf_blocks_find_sizes(struct pdf_blocks *w);
/* are n lines of a block a heading? */
bool pdf_blocks_is_heading(const struct pdf_blocks *w, const struct pdf_text_line *l, size_t n);
/* from the height of a heading to its level, from 1: larger ones are higher */
unsigned pdf_blocks_level(const struct pdf_blocks *w, float h);

/* ---- pdf_blocks_paragraph.c */

/* one past the last line of the paragraph that begins with line i */
size_t pdf_blocks_end_of_paragraph(const struct pdf_blocks *w, size_t i);
/* n lines as a heading, item, paragraph or page mark; the bullet of an item goes */
void pdf_blocks_put_paragraph(struct pdf_blocks *w, struct pdf_text_line *l, size_t n);

#endif
