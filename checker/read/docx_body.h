/*
 * What the parts of docx_body.c share: it goes through the elements of the text, docx_para.c
 * keeps paragraphs, docx_run.c words, docx_note.c notes. Memory is of the document, where
 * `failed` is set when there is no more.
 */
#ifndef CF_READ_DOCX_BODY_H
#define CF_READ_DOCX_BODY_H

#include "read/docx.h"

/* The elements, by their ids in the table of docx_body.c. */
enum {
	B_P = 1, B_PPR, B_PSTYLE, B_ILVL, B_NUMID, B_OUTLINE, B_IND,
	B_R, B_RPR, B_RSTYLE, B_BOLD, B_VANISH, B_RAISED, B_T, B_DEL_TEXT, B_TAB, B_BREAK,
	B_HYPHEN, B_SYM, B_FIELD, B_INS, B_DEL, B_FOOT_REF, B_END_REF, B_NOTE_MARK,
	B_TABLE, B_ROW, B_ROW_HEADER, B_GRID_BEFORE, B_CELL, B_SPAN, B_VMERGE, B_TRPR,
	B_HIDDEN_ROW, B_BOX, B_ALTERNATE, B_CHOICE, B_FALLBACK, B_NOTE, B_OTHER_FORMAT, B_MATH_TEXT,
	B_MATH_PART, B_LEFT_OUT
};

#define WORD_NESTED 64u	/* fields, or alternatives, that stand in one another */

/* The properties of a paragraph, as far as they are known. */
struct word_para {
	struct word_para *outer;	/* that of the text box or table it stands in */
	struct str style_id;
	const struct word_style *style;
	long num;			/* -1: as the style says */
	int level, outline;		/* the same */
	long indent;			/* twips */
	bool mark_gone;			/* its end is deleted: it goes on in the next */
	bool joined;			/* it waits for the next */
};

/* Where in the text the reader is. */
struct word_body {
	struct word *w;
	struct word_para *para;
	/* the run */
	const struct word_style *run_style;
	int bold, hidden;		/* -1: not said */
	bool raised;
	bool in_run, in_rpr, in_ppr, in_trpr;
	bool words;			/* inside w:t */
	/* fields */
	bool is_code[WORD_NESTED];	/* its instruction is open, not its result */
	unsigned fields, codes;
	/* alternatives: has one been taken? */
	unsigned choice_depth;
	bool chosen[WORD_NESTED];
	/* notes */
	bool is_end;			/* endnotes */
	const struct word_note *note;	/* that is open, or NULL */
};

/* ---- docx_para.c */

/* the style of the open paragraph, or NULL; `para` is not NULL */
const struct word_style *word_body_style(const struct word_body *b);
/* one begins, or goes on in what follows when its end was deleted */
void word_open_paragraph(struct word_body *b);
void word_close_paragraph(struct word_body *b);
/* whatever comes now is no paragraph that one with a deleted end could go on in */
void word_settle(struct word_body *b);
/* B_PSTYLE, B_ILVL, B_NUMID, B_OUTLINE, B_IND */
void word_paragraph_property(struct word_body *b, unsigned id, const char *const *attrs);

/* ---- docx_run.c */

void word_begin_run(struct word_body *b);
/* B_RSTYLE, B_BOLD, B_VANISH, B_RAISED */
void word_run_property(struct word_body *b, unsigned id, const char *const *attrs);
/* is what comes here shown? */
bool word_is_shown(const struct word_body *b);
/* words, when they are shown; copied */
void word_put(struct word_body *b, struct str s);
/* a sign of one of the fonts that hold signs only */
void word_put_symbol(struct word_body *b, const char *const *attrs);
/* w:fldChar: a field begins, its instruction ends, or all of it */
void word_field_char(struct word_body *b, const char *const *attrs);

/* ---- docx_note.c */

void word_note_reference(struct word_body *b, struct word_notes *notes, const char *const *attrs);
/* by their ids, once the text that refers to them is read */
void word_sort_notes(struct word_notes *notes);
/* the text of a note begins; false: nothing refers to it */
bool word_begin_note(struct word_body *b, const char *const *attrs);
void word_end_note(struct word_body *b);
/* its mark, in front of its text */
void word_note_mark(struct word_body *b);

#endif
