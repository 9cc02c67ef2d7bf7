/*
 * A table looked at along one axis, so that sums down rows and across columns
 * are the same code. Going down, the items are rows and the lines are columns;
 * going across, the items are columns and the lines are rows. An item is what
 * can be a total or a part, a line is where they are held against each other.
 */
#ifndef CF_CHECKS_GRID_H
#define CF_CHECKS_GRID_H

#include "checks/check.h"
#include "checks/judge.h"

struct axis {
	const struct table *t;
	bool down;
};

static inline uint32_t
axis_items(struct axis x)
{
	return x.down ? x.t->nrows : x.t->ncols;
}

static inline uint32_t
axis_lines(struct axis x)
{
	return x.down ? x.t->ncols : x.t->nrows;
}

static inline struct cell *
axis_cell(struct axis x, uint32_t item, uint32_t line)
{
	return x.down ? table_at(x.t, item, line) : table_at(x.t, line, item);
}

/* a row of data or a total; a column of figures */
bool axis_is_item(struct axis x, uint32_t item);
bool axis_is_line(struct axis x, uint32_t line);
/* nothing but words in any line: a header that is repeated */
bool axis_is_words(struct axis x, uint32_t item);
/* labelled as a total (going across: at any level of its header) */
bool axis_is_total(struct axis x, uint32_t item);
/* which items stand together: the group row above, the spanning header, or NONE */
uint32_t axis_group(struct axis x, uint32_t item);
struct str axis_label(struct axis x, uint32_t item);	/* row label, column leaf */
/* what the label of an item or a line says, as enum label_says */
unsigned axis_says(struct axis x, uint32_t item);
unsigned axis_line_says(struct axis x, uint32_t line);

/* is the row or column one of percentages, by its label or its figures? */
static inline bool
axis_is_percent(struct axis x, uint32_t item)
{
	return x.down ? x.t->rows[item].percent : x.t->columns[item].percent;
}

static inline bool
column_is_percent(const struct table *t, uint32_t col)
{
	return t->columns[col].percent;
}

/* the column a selector names that stands nearest to `col`, its own group first; or NONE */
uint32_t named_column(struct run *run, const struct selector *sel, const struct table *t,
    uint32_t col);

/* the value of a figure, and what its last digit is worth, nearly */
double figure_value(const struct figure *f);
double figure_unit(const struct figure *f);

/* the value of a figure times 10^d, d not less than its decimals; false: too large */
__extension__ typedef __int128 wide;
bool figure_scaled(const struct figure *f, uint8_t d, wide *out);

/* an outcome that speaks of one figure of one cell */
struct outcome outcome_at(const struct rule *rule, const struct table *t, uint32_t row, uint32_t col,
    const struct figure *f);
struct report_evidence evidence_at(const char *role, const struct table *t, uint32_t row,
    uint32_t col, const struct figure *f);

#endif
