/*
 * How figures are found, for the files of number.h and for cell.c:
 *
 *   number.c          one figure: sign, currency, digits, brackets
 *   number_unit.c     what may follow the digits: scale, unit, footnote marks
 *   number_context.c  what the words and figures around it make of it
 *   number_names.c    the words that make it a name
 *   number_scan.c     all figures of a text, in order
 */
#ifndef CF_FACTS_NUMBER_PARTS_H
#define CF_FACTS_NUMBER_PARTS_H

#include "base/limits.h"
#include "facts/number.h"
#include "facts/scan.h"

/* What the digits alone say. */
struct digits {
	int64_t m;
	unsigned d;		/* m * 10^-d */
	unsigned decimals;	/* printed; those that a fraction stands for too */
	unsigned whole;		/* digits before the point */
	bool grouped;		/* thousands were marked */
	bool padded;		/* decimals, all zero */
	bool leading_zero;	/* "007", "000": a code, but "0.5" is not */
	size_t to;
};

/* One figure and where reading goes on. */
struct lexed {
	struct figure f;	/* all but the source span */
	struct digits digits;
	size_t first;		/* its first digit */
	size_t end;		/* past what belongs to it but not to its span: marks, unit letters */
	bool bracketed;		/* negative by brackets */
	bool code;		/* letters are glued to its end: 120A, 7AE */
};

enum lex_mode {
	LEX_PROSE,
	LEX_CELL,
	LEX_CELL_GROUPS,	/* a cell that is one number with spaces between its thousands */
	LEX_COMMA,		/* a cell of a table whose decimal mark is a comma */
	LEX_COMMA_GROUPS	/* both */
};

static inline bool
lex_has_groups(enum lex_mode mode)
{
	return mode == LEX_CELL_GROUPS || mode == LEX_COMMA_GROUPS;
}

static inline bool
lex_has_commas(enum lex_mode mode)
{
	return mode == LEX_COMMA || mode == LEX_COMMA_GROUPS;
}

/* how many spaces may stand between a currency and its number: cells are padded */
static inline unsigned
currency_gap(enum lex_mode mode)
{
	return mode == LEX_PROSE ? 2 : 64;
}

/* the figure that begins at s[at]; false: none, and *end says where to go on
 * when digits stand there that are no number ("1,23", "1.2.3") */
bool figure_lex(struct str s, size_t at, enum lex_mode mode, struct lexed *x, size_t *end);

/* ½ at s[i]: its value as m * 10^-d, and its bytes; false: none */
bool fraction_glyph(struct str s, size_t i, int64_t *m, unsigned *d, size_t *len);

/* multiply by 10^k; false when it no longer fits */
bool scale_up(int64_t *m, unsigned k);

/* scale, unit and marks after the digits; false when the scale is too large */
bool unit_read(struct str s, enum lex_mode mode, struct lexed *x);
/* scale and unit after a closing bracket: "(6)%", "$(618) million" */
bool unit_after_bracket(struct str s, enum lex_mode mode, struct lexed *x);
void marks_read(struct str s, enum lex_mode mode, struct lexed *x);

/* The figures of one text while they are being found. */
struct scanner {
	const struct text *t;
	struct str s;
	bool in_cell;
	enum lex_mode mode;
	struct arena *arena;	/* NULL: figure[] is fixed and `full` says that it was too small */
	struct figure *figure;
	uint32_t *end;		/* of each with its marks; NULL: not wanted */
	size_t n, cap;
	bool full;
	size_t date_end;	/* no date reaches further so far */
	/* of the last figure */
	size_t last_end;
	bool last_bracketed;
	bool named;		/* it was named by a plural: "pages 5 and 9" */
	unsigned phone;		/* digits of the telephone number so far; 0: it is none */
};

void figures_find(struct scanner *sc);
/* flags that words, neighbours and the place give; may change the figure before it */
void figure_context(struct scanner *sc, struct lexed *x);
/* only those of the word before it */
void figure_name(struct scanner *sc, struct lexed *x);

/* digits only, perhaps with a point: what the name of something looks like */
bool lexed_is_plain(const struct lexed *x);
bool lexed_is_integer(const struct lexed *x);

#endif
