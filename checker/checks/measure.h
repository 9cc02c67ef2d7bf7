/*
 * Rows of a table as measures of performance: which of them a rule is about, and
 * whether a high or a low result is the better one. For `rag` and `trend`.
 */
#ifndef CF_CHECKS_MEASURE_H
#define CF_CHECKS_MEASURE_H

#include "checks/eval.h"
#include "checks/grid.h"

/* a row of figures whose words `measures` names, or any when it is not given */
bool measure_is_wanted(struct run *run, const struct rule *rule, const struct table *t,
    uint32_t row);
/* as `better`, `low` and `polarity` say */
bool measure_low_is_better(struct run *run, const struct rule *rule, const struct table *t,
    uint32_t row);
/* the words that name a row: its label, or else its first text */
struct str measure_name(const struct table *t, uint32_t row);

/* an outcome that speaks of the whole text of a cell */
struct outcome outcome_of_cell(const struct rule *rule, const struct table *t, uint32_t row,
    uint32_t col);
/* the text of a cell, trimmed; "" where there is none */
struct str cell_str(const struct table *t, uint32_t row, uint32_t col);

#endif
