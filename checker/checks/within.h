/*
 * What stands in a section: its tables and texts, without going through all of the
 * document for each question.
 */
#ifndef CF_CHECKS_WITHIN_H
#define CF_CHECKS_WITHIN_H

#include "checks/check.h"

/* indexes, by section and then ascending */
struct within {
	const uint32_t *at;
	size_t n;
};

/* tables (of run->facts) in a section and the sections inside it; in that section alone */
struct within tables_within(struct run *run, uint32_t section);
struct within tables_directly_in(struct run *run, uint32_t section);
/* texts (of texts_of()) in a section and the sections inside it */
struct within texts_within(struct run *run, uint32_t section);

#endif
