/* Names for the columns of a table that goes on from one with a header. */
#ifndef CF_FACTS_LEND_H
#define CF_FACTS_LEND_H

#include "facts/table.h"

/*
 * A long table is printed page by page. What comes after a page end may have no header, or
 * one that is only the rest of a row; then its columns have the names of the last table
 * before it in its section that has a header, labels in the same column, as many columns
 * (the last one may be missing) and figures in no other ones.
 */
void lend_headers(struct table *tables, size_t n);

#endif
