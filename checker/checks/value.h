/*
 * Values of expressions while a rule is evaluated. They live in the scratch
 * arena; what they point to belongs to the document.
 */
#ifndef CF_CHECKS_VALUE_H
#define CF_CHECKS_VALUE_H

#include "checks/number.h"
#include "checks/texts.h"
#include "facts/period.h"

/* A text with its place: a cell, a capture, a title. */
struct cell_ref {
	const struct text *text;	/* NULL: nowhere */
	uint32_t from, to;		/* bytes of it */
	const struct table *table;	/* NULL: not in a table */
	uint32_t row, col;
	uint32_t section;
};

struct line_ref {
	const struct table *table;
	uint32_t at;		/* row or column */
};

/* The items of one list of the document: blocks [first, last]. */
struct items_ref {
	uint32_t first, last;
	uint8_t level;		/* of its own items */
};

struct civil {
	int year, month, day;
};

struct value {
	uint8_t type;		/* that of its expression */
	const char *absent;	/* why it is not there; NULL: it is */
	union {
		enum truth truth;
		struct number number;
		struct str text;
		struct civil date;
		struct period period;
		struct cell_ref cell;
		struct line_ref line;
		const struct table *table;
		uint32_t section;
		struct items_ref items;
		struct {
			struct value *at;
			size_t n;
			bool kept;	/* it stays as long as the rule: checks/answers.h */
		} list;
	} as;
};

static inline struct value
value_absent(uint8_t type, const char *why)
{
	/* a statement of what is not there is neither true nor false */
	return (struct value){ .type = type, .absent = why, .as.truth = TRUTH_UNKNOWN };
}

static inline struct value
value_truth(enum truth t, const char *why)
{
	return (struct value){ .type = TYPE_BOOL, .absent = t == TRUTH_UNKNOWN ? why : NULL,
		.as.truth = t };
}

static inline struct value
value_number_of(struct number n)
{
	return (struct value){ .type = TYPE_NUMBER, .as.number = n };
}

static inline struct value
value_text_of(struct str s)
{
	return (struct value){ .type = TYPE_TEXT, .as.text = s };
}

static inline struct str
cell_ref_str(const struct cell_ref *c)
{
	return c->text == NULL ? CF_S("") : str_sub(c->text->s, c->from, c->to);
}

/* all of a cell of a table; absent where nothing stands */
struct value value_cell(const struct table *t, uint32_t row, uint32_t col);
/* bytes [from, to) of a text of the document */
struct value value_part(const struct place *p, size_t from, size_t to);

#endif
