/*
 * What the parts of the DOCX reader share: docx.c goes through the parts of the file,
 * docx_style.c reads styles, docx_number.c numbers, docx_body.c the text (see docx_body.h).
 */
#ifndef CF_READ_DOCX_H
#define CF_READ_DOCX_H

#include "read/compose.h"
#include "read/numeral.h"
#include "read/office.h"

#define WORD_LEVELS 9

/* ---- styles.xml */

struct word_style {
	struct str id, based_on;
	bool paragraph;			/* else of characters, tables, lists */
	bool is_default;		/* of paragraphs that name none */
	int outline;			/* 0-8; 9: body text; -1: not said */
	int bold, hidden;		/* 1, 0; -1: not said */
	long num;			/* the numbering it has; 0: none; -1: not said */
	int level;			/* of it; -1: not said */
	bool contents;			/* of an entry in a table of contents */
	bool resolved;
};

struct word_styles {
	struct word_style *p;		/* by id, once read */
	size_t n, cap;
	const struct word_style *normal;	/* the default one, or NULL */
};

enum cf_status word_read_styles(struct word_styles *out, struct package *k, struct str part,
    struct cf_error *err);
/* NULL: there is none */
const struct word_style *word_style(const struct word_styles *styles, struct str id);

/* ---- numbering.xml */

struct word_level {
	bool given;
	enum numeral form;
	bool plain;			/* all numbers in it are decimal */
	bool tight;			/* nothing stands between number and words */
	long start;
	int restart;			/* after a level up to this one (from 1) a number begins
					 * anew; 0: never; -1: any above */
	struct str text;		/* "%1.%2" */
	struct str style;		/* the paragraph style that stands for this level */
};

struct word_abstract {
	long id;
	struct str link, linked;	/* styleLink, numStyleLink */
	struct word_level level[WORD_LEVELS];
	long at[WORD_LEVELS];		/* the numbers given last */
	bool begun[WORD_LEVELS];
};

struct word_num {
	long id, abstract_id;
	struct word_abstract *abstract;	/* NULL: it is missing */
	bool used;
	bool has_start[WORD_LEVELS];	/* overrides */
	long start[WORD_LEVELS];
	struct word_level *level;	/* WORD_LEVELS of them, or NULL: none is overridden */
};

struct word_numbers {
	struct word_abstract *abstract;
	size_t nabstract, abstractcap;
	struct word_num *num;		/* by id, once read */
	size_t nnum, numcap;
};

enum cf_status word_read_numbers(struct word_numbers *out, struct package *k, struct str part,
    struct cf_error *err);
struct word_num *word_num(const struct word_numbers *numbers, long id);
/* the level that the style stands for; -1: none */
int word_level_of_style(const struct word_num *num, struct str style);
const struct word_level *word_level(const struct word_num *num, int level);
/* count one more, and print it with a space after it, in `a`; "" for a bullet */
struct str word_next_number(struct word_num *num, int level, struct arena *a);

/* ---- the text */

/* the mark of a note, given where it is referred to */
struct word_note {
	long id;
	uint32_t order;			/* from 1, in which they are referred to */
	uint32_t number;		/* 0: it has a mark of its own */
};

struct word_notes {
	struct word_note *p;		/* by id, once the text is read */
	size_t n, cap;
	uint32_t last;			/* number given */
};

struct word {
	struct package *k;
	struct doc *d;
	struct compose c;
	struct word_styles styles;
	struct word_numbers numbers;
	struct word_notes foot, end;
};

/* document.xml, footnotes.xml or endnotes.xml */
enum cf_status word_read_text(struct word *w, struct str part, struct cf_error *err);

#endif
