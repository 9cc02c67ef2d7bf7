/*
 * Selectors: how a rule names rows, columns, tables and sections. Reading them is
 * read_selector.c's, matching them selector.c's.
 */
#ifndef CF_RULES_SELECTOR_H
#define CF_RULES_SELECTOR_H

#include "facts/table.h"
#include "rules/pattern.h"

/* One alternative of a selector: an exact text (case and spaces folded), a
 * /regex/ (found anywhere, case ignored), or a header path "2021/22 > %" whose
 * steps are each one of these. */
struct selector_item {
	struct str exact;
	const struct pattern *regex;	/* NULL: exact */
	const struct selector_item *path;	/* steps of a header path, outermost first */
	size_t npath;			/* 0: not a path */
};

struct selector {
	const struct selector_item *items;
	size_t n;			/* 0: the rule does not say */
};

bool selector_is_set(const struct selector *s);
/* any item matches the text; a path item matches when its last step does */
bool selector_matches(struct matcher *m, const struct selector *s, struct str text);
/* any item matches the column's leaf, or its whole path, or step by step a tail of its path */
bool selector_matches_column(struct matcher *m, const struct selector *s, const struct column *c);

#endif
