/*
 * Labels with their values, in all the ways that front sheets print them: a cell
 * and the one beside it (or below it), "Label: value" in a cell or a paragraph, a
 * heading and the text that follows.
 */
#ifndef CF_CHECKS_LABELS_H
#define CF_CHECKS_LABELS_H

#include "checks/check.h"

struct label {
	struct str words;		/* without the colon */
	const struct text *text;	/* that it stands in */
	size_t from, to;
	bool colon;
	uint32_t section;
	const struct table *table;	/* NULL: not in a table */
	uint32_t row, col;
	struct str value;		/* trimmed; n == 0: none */
	const struct text *value_text;	/* that it stands in; NULL: none */
	struct span value_at;
	bool filled;			/* something follows, though perhaps no text: a table */
};

struct labels {
	struct arena *arena;		/* NULL: scratch */
	struct label *label;
	size_t n, cap;
};

/* all labels of a table; those of the document's paragraphs, items and headings that
 * the rule's `in` wants. Added at the end. */
void labels_of_table(struct labels *all, struct run *run, const struct table *t);
/* of a table only those that have a colon */
void labels_with_colon(struct labels *all, struct run *run, const struct table *t);
void labels_of_prose(struct labels *all, struct run *run, const struct rule *rule);
/* those of blocks [from, to), and of the tables that begin among them: in any table at all,
 * only a colon tells a label from a heading of columns */
void labels_between(struct labels *all, struct run *run, uint32_t from, uint32_t to);

/* is it what the selector means, with or without colon and question mark? */
bool label_is(struct run *run, const struct selector *s, struct str words);

#endif
