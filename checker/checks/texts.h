/*
 * Every text that a rule looks at, each once: headings, paragraphs, list items,
 * cells, code, as its `where`, `in` and `table` say. What repeats on every page
 * (page marks, running headers) is handed out the first time only.
 */
#ifndef CF_CHECKS_TEXTS_H
#define CF_CHECKS_TEXTS_H

#include "checks/check.h"

/* A text and where it stands. */
struct place {
	const struct text *text;
	enum where where;
	uint32_t section;
	const struct table *table;	/* NULL: not in a table */
	uint32_t row, col;
};

/* Is a place meant by a rule? Keeps the last answers, since places come in order. */
struct place_filter {
	struct run *run;
	const struct rule *rule;
	const struct table *table;
	uint32_t section;
	bool wants_table, wants_section;
};

void filter_begin(struct place_filter *f, struct run *run, const struct rule *rule);
bool filter_wants(struct place_filter *f, const struct place *p);

#define SEEN_MARKS 256u

struct texts {
	const struct doc *doc;
	const struct facts *facts;
	unsigned where;
	size_t block, table, cell;	/* what comes next */
	uint64_t seen[SEEN_MARKS];	/* hashes of texts that may repeat */
};

/* `where`: enum where bits; 0 stands for prose and tables */
void texts_begin(struct texts *it, const struct run *run, unsigned where);
/* the next text that is not empty, prose first, then tables */
bool texts_next(struct texts *it, struct place *out);

/* an outcome that speaks of bytes [from, to) of the text */
struct outcome outcome_in(const struct rule *rule, const struct place *p, size_t from, size_t to);

#endif
