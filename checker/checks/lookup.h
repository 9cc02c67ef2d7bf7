/*
 * Finding tables and cells by their words, those of the same section first: what
 * a sentence needs to be held against a table.
 */
#ifndef CF_CHECKS_LOOKUP_H
#define CF_CHECKS_LOOKUP_H

#include "checks/eval.h"

/* A label that is looked for. */
struct wanted_label {
	struct str s;
	struct period period;
	bool is_period;		/* the whole of it names a period */
};

/* One row or column with a label. */
struct labelled {
	uint64_t key;
	struct str label;
	uint32_t table, line;
	bool column;
};

/* The rows and columns that have a wanted label, by table. */
struct labelled_lines {
	struct labelled *at;
	size_t n, cap;
};

struct wanted_label wanted_text(struct str s);
struct wanted_label wanted_period(struct period p);

struct labelled_lines lookup_lines(struct eval *ev, const struct wanted_label *w);
/* those of the tables [from, to) of the facts alone */
struct labelled_lines lookup_lines_of(struct eval *ev, const struct wanted_label *w,
    uint32_t from, uint32_t to);
bool lookup_is_label(const struct wanted_label *w, struct str label);
/* does a label name a period, and besides at most its unit or a remark: "2019 £000"? */
bool lookup_period(struct str s, struct period *out);

/* the section of what the rule speaks of, and how many sections two have in common */
uint32_t lookup_section(const struct eval *ev);
uint32_t lookup_shared(const struct doc *d, uint32_t a, uint32_t b);

/* the one table whose caption a selector names, in the nearest section that has one */
struct value lookup_table(struct eval *ev, const struct expr *selector);

/*
 * The cell with these two labels, one of its row and one of its column header,
 * whichever way round; a label that names a period is the same as any other name
 * of that period. In `t`, or (NULL) in the tables of the nearest section that have
 * such a cell. Absent when there is none, or when there are several whose figures
 * differ.
 */
struct value lookup_cell(struct eval *ev, const struct table *t, const struct wanted_label *a,
    const struct wanted_label *b);

#endif
