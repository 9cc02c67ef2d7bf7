/*
 * The functions of expressions, for functions.c and the files functions_*.c only. Arguments come evaluated, cells read as the number or text
 * that is wanted (those in a list are not). What is absent stays absent, with its
 * reason.
 */
#ifndef CF_CHECKS_FUNCTIONS_H
#define CF_CHECKS_FUNCTIONS_H

#include "checks/eval.h"
#include "checks/grid.h"

static inline const char *
first_absent(const struct value *arg, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (arg[i].absent != NULL)
			return arg[i].absent;
	return NULL;
}

static inline struct value
whole(int64_t n)
{
	return value_number_of(number_whole(n));
}

/* functions_table.c */
const struct table *table_here(const struct eval *ev);	/* NULL: there is none */
struct value one_line(struct eval *ev, const struct table *t, const struct expr *selector, bool column);
struct value cell_of(struct eval *ev, const struct table *t, const struct expr *row,
    const struct expr *column);
struct value cell_of_line(struct eval *ev, const struct value *line, const struct expr *selector);
struct value cells_of(struct eval *ev, const struct value *line, const struct expr *selector);
struct value neighbour(const struct value *v, int down, int right);
struct value label_of(const struct value *row);
struct value member_of_line(struct eval *ev, enum function f, const struct value *v);
struct value line_of_cell(const struct value *v, bool column);
struct value lines_of(struct eval *ev, const struct value *v, bool rows);
struct value tables_of(struct eval *ev, const struct value *v);
struct value of_section(struct eval *ev, enum function f, const struct value *v);
struct value of_items(struct eval *ev, enum function f, const struct value *v);

/* functions_document.c */
struct value field_here(struct eval *ev, const struct expr *label);
struct value found(struct eval *ev, const struct expr *pattern);
struct value dates_of(struct eval *ev, const struct value *section);
struct value occurs(struct eval *ev, const struct value *text);
/* most: how many texts to look back; NULL: all of the report */
struct value preceding(struct eval *ev, const struct expr *pattern, const struct value *most);
struct value tables_with(struct eval *ev, const struct expr *column);
struct value meaning_of(struct eval *ev, const struct value *code);

/* functions_people.c */
struct value people_of(struct eval *ev, const struct value *text);

/* functions_text.c */
struct value on_texts(struct eval *ev, const struct expr *e, const struct value *arg);
struct value clause_before(const struct value *cell);
struct value date_of(struct eval *ev, struct value v);
struct value on_dates(enum function f, const struct value *arg, uint32_t n);
struct value period_of(struct eval *ev, struct value v);
struct value period_before(const struct value *v);

#endif
