/*
 * What adds up in a table: for each total, the parts it is the sum of. Labels
 * say which rows and columns are totals; the arithmetic of all lines together
 * says what their parts are, so that a wrong total is still known as one by
 * what the lines beside it do. The checks `total` and `share` both ask here.
 */
#ifndef CF_CHECKS_SUMS_H
#define CF_CHECKS_SUMS_H

#include "checks/grid.h"

/* One total with its parts, along all lines of its axis. */
struct sum_vector {
	bool down;		/* parts are rows: the totals of columns */
	uint32_t total;		/* item */
	const uint32_t *part;	/* items, ascending */
	uint32_t nparts;
	enum cf_because because;
	/* its lines: equal as printed with at least two parts that are not zero;
	 * of these, those that hardly do so by chance; equal within rounding; not */
	uint32_t exact, strong, interval, outside;
	uint32_t far;		/* of `outside`: those that no slip of the pen explains */
	struct dec gap;		/* of the first line that does not add up */
	bool same_gap;		/* all that do not miss by as much: something else belongs to it */
	uint32_t no_zero, no_other;	/* lines without a figure in any part, but dashes: the total
				 * is zero there, or another figure */
	uint32_t with_gaps;	/* of `exact`: those in which parts are not given as figures */
	uint32_t exact_decimal;	/* of `exact`: those whose figures have decimals */
	bool thin;		/* two items that need not be its parts, or a second explanation */
	bool formula;		/* a label says that these are its parts: "A-B. Net debt" */
	bool second;		/* found by figures alone, as a pair or a second explanation */
	bool loose;		/* the lines of its namesakes do not all add up: those that do not
				 * are undecided */
	bool partial;		/* many lines do not add up: those that do not are no sums */
	bool ratios_add;	/* its lines of percentages and rates add up too */
	bool found;		/* false: labelled a total, but nothing adds up to it in any line;
				 * the parts are then those that its place suggests */
};

/* how exact the sums of a table are, by whether the figures have decimals */
struct exactness {
	uint32_t exact, inexact;
};

/* of one line: in how many totals of the table it holds, and in how many not; see trust.h */
struct line_trust {
	uint32_t held, missed;
};

struct table_sums {
	bool done;
	bool too_large;		/* not searched throughout: past CF_MAX_SUM_STEPS */
	struct sum_vector *vector;
	size_t n, cap;
	struct exactness whole, decimal;
	bool *ratio_adds[2];	/* of each line across, down: percentages or rates whose totals hold;
				 * NULL: not known yet */
	uint32_t *beside;	/* of each vector, plus one: see checks/trust.c; 0: not counted yet */
	uint64_t trust_steps;	/* totals looked at there */
	struct line_trust *trust[2];	/* of each line across, down; NULL: not counted yet */
	int64_t base;		/* all its whole figures are multiples of this; 1: of nothing */
};

/* of a table that a rule has joined, kept until it looks at another */
struct view_sums {
	const struct table *table;
	struct table_sums sums;
};

struct table_sums *sums_of(struct run *run, const struct table *t);

/* the vector whose total this item is, or NULL */
const struct sum_vector *sums_total(const struct table_sums *s, bool down, uint32_t item);

/* does a figure have decimals that mean something? "12.00000" does not */
static inline bool
figure_is_decimal(const struct figure *f)
{
	return f->decimals > 0 && (f->flags & FIGURE_PADDED) == 0;
}

/* How one line of a vector stands. */
enum line_state {
	LINE_NOTHING,	/* no total or no parts stated here, or not additive: not a relation */
	LINE_JUDGED,	/* `fit` says */
	LINE_BLOCKED	/* it does not add up as printed, but a figure is marked, suppressed or
			 * missing: `why` says */
};

struct line {
	enum line_state state;
	const char *why;
	const struct figure *stated;
	const struct figure **part;	/* nparts of them, none NULL */
	uint32_t *item;			/* item of each part */
	uint32_t nparts, nonzero;	/* no parts: there are only dashes, which elsewhere are zero */
	bool doubted;			/* `why` is but that the line may not be one of sums */
	bool gaps;			/* a part is not available as one figure */
	uint32_t blank;			/* the only part whose cell is empty, though it has figures
					 * in most other lines; or NONE */
	bool percent;			/* shares that add up to 100 */
	struct fit_result fit;
};

/* are these percentages or rates, which need not add up? */
bool sum_is_ratio(struct axis x, const struct sum_vector *v, uint32_t line);
struct line sum_line(struct run *run, struct axis x, const struct sum_vector *v, uint32_t line);
/* are there dashes in the place of all parts? */
bool sum_has_only_dashes(struct axis x, const struct sum_vector *v, uint32_t line);

#endif
