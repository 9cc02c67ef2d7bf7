/* Right-hand columns that stand apart from the labels they belong to. */
#ifndef CF_FACTS_JOIN_H
#define CF_FACTS_JOIN_H

#include "facts/parts.h"

/*
 * Join `right` to `left` when it has a header but no row labels, and its rows
 * align one to one with those of `left`: part by part when both are broken the
 * same way, group rows against rows that are empty or a lone zero. The right
 * side may lack a few group rows or halves of broken rows. On success
 * left->right is set and its rows are padded to left's.
 */
bool join_right(struct arena *a, struct draft *left, struct draft *right);

/* one half of a row that a page break cut: words, but no figure where the other
 * rows have some; `row` is the last of its part, or the first of a later one */
bool row_is_fragment(const struct draft *d, size_t row);

#endif
