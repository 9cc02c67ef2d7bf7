/*
 * What a cell says: nothing, a dash, figures, a year, words. Fills in `kind`,
 * `figures` and `nfigures` of a cell from its text; the figures' spans are
 * source spans.
 *
 *   ""  "-"  "–"              CELL_EMPTY, CELL_DASH, CELL_DASH
 *   "N/A" ".." "Not Available" CELL_MISSING
 *   "c" "[c]" "*" "<5"        CELL_SUPPRESSED
 *   "1,234" "56 82%" "70*"    CELL_FIGURES, in order; 70 is marked
 *   "76 of 699"               CELL_FIGURES, the second one flagged FIGURE_OF
 *   "2019" "2022/23" "6 June 2023"  CELL_YEAR
 *   "S&O(1) GP(2)" "AHH()"    CELL_LABELLED: one figure a bracket, "()" gives none
 *   "higher 43%" "c. 30 days" CELL_MIXED: words with figures
 *
 * "(5)" alone is minus five; a figure in brackets after words is not negative.
 */
#ifndef CF_FACTS_CELL_H
#define CF_FACTS_CELL_H

#include "facts/number.h"

/* commas: the decimal mark of the table is a comma (facts/marks.h) */
void cell_read(struct arena *a, struct cell *c, bool commas);

/* the quantity a cell states: its only figure, the first of "56 82%" or of
 * "76 of 699"; NULL when it states none that can be added */
const struct figure *cell_quantity(const struct cell *c);
/* its second figure when that is a percentage: the share in "56 82%" */
const struct figure *cell_share(const struct cell *c);

#endif
