/*
 * Figures: numbers as printed, with unit, exactness and place. The formulas are
 * C1 and C6 of the field notes: exact decimals, trailing zeros kept, the scale
 * applied to the value, the quantum is what one unit of the last printed place
 * is worth.
 */
#ifndef CF_FACTS_NUMBER_H
#define CF_FACTS_NUMBER_H

#include "doc/doc.h"

enum unit {
	UNIT_COUNT,	/* no unit printed */
	UNIT_MONEY,
	UNIT_PERCENT,	/* %, per cent */
	UNIT_POINTS,	/* percentage points, pp */
	UNIT_OTHER	/* a unit in words: "7 days", "12 kg", "3rd" */
};

enum figure_flag {
	FIGURE_MARKED = 1,	/* a footnote mark stands beside it: 70*, 27¹ */
	FIGURE_YEAR = 2,	/* a bare year 1900 to 2100, or part of a year notation */
	FIGURE_IDENTIFIER = 4,	/* phone, reference, paragraph or minute number, postcode */
	FIGURE_DATE = 8,	/* part of a date or a time */
	FIGURE_RANGE = 16,	/* an end of a range: 3-6, 15 to 20 */
	FIGURE_ORDINAL = 32,	/* 3rd */
	FIGURE_OF = 64,		/* the base in "76 of 699": the figure before it is its part */
	FIGURE_SIGNED = 128,	/* a sign or brackets were printed */
	FIGURE_APPROXIMATE = 256, /* "about 40", "over 300": not a statement to hold to account */
	FIGURE_PADDED = 512,	/* decimals printed, all zero: "12.00000" */
	FIGURE_COMMA = 1024	/* of a table whose decimal mark is a comma: "1 234,5", "72" */
};

/* flags of figures that never enter arithmetic */
#define FIGURE_NOT_A_QUANTITY \
	(FIGURE_YEAR | FIGURE_IDENTIFIER | FIGURE_DATE | FIGURE_ORDINAL)

/*
 * value = m * 10^-d, in the base unit: "£1.2m" is m 1200000, d 0, q 5.
 * The printed figure stands for value +- half of 10^q: "6.3" has q -1,
 * "1,234" has q 0.
 */
struct figure {
	uint32_t from, to;	/* bytes of the text: sign, currency, digits, unit; no mark */
	struct span span;	/* the same in the source */
	int64_t m;
	uint8_t d;		/* 0..18 */
	int8_t q;
	uint8_t decimals;	/* printed after the point */
	enum unit unit;
	uint16_t flags;
	char currency;		/* '$', 'L' for pound, 'E' for euro, 0 */
};

/*
 * All figures of a text, in order, in the arena; returns how many. In prose,
 * identifiers, dates, years and ranges are recognised by their words and
 * flagged; in a cell ("6 June 2023", "242", "(5)") the cell's own reading
 * decides (facts/cell.h), so pass in_cell. A number with more digits than
 * CF_MAX_DIGITS, or too large for 64 bits, is not a figure.
 */
size_t figures_scan(struct arena *a, const struct text *t, bool in_cell, struct figure **out);

/*
 * One figure that begins at text[at], digits or sign or currency first; false
 * when none does. Only the figure itself is read, no words around it.
 */
bool figure_at(const struct text *t, size_t at, struct figure *out);

/* the text between two figures' ends, or of one: exactly what was printed */
static inline struct str
figure_str(const struct text *t, const struct figure *f)
{
	return str_sub(t->s, f->from, f->to);
}

#endif
