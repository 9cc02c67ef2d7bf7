/*
 * A file that is one table: tab-separated values (row N of the grid is line N) and
 * comma-separated values by RFC 4180 (row N is record N), or with semicolons instead,
 * as where commas go before decimals. Blank lines are empty rows; short rows are filled
 * up with empty cells on the right.
 */
#ifndef CF_READ_DELIM_H
#define CF_READ_DELIM_H

#include "doc/doc.h"

void read_tsv(struct doc *d);
void read_csv(struct doc *d);

/*
 * For all readers of tables. A new grid; past a limit a skip with failed = true
 * that names the limit is added and NULL returned; also NULL, with d->failed,
 * when memory ran out.
 */
struct grid *grid_or_skip(struct doc *d, size_t nrows, size_t ncols, struct span span);

/* Empty cells from `col` to the end of the row, standing at source byte `at`.
 * They are one and the same, so that a short row costs next to nothing. */
void grid_pad(struct doc *d, struct grid *g, uint32_t row, uint32_t col, uint32_t at);

#endif
