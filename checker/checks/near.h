/*
 * Names of two or more words that are a letter away from a much more frequent
 * name: "Oriol Road" where the document says "Oriel Road" everywhere else.
 */
#ifndef CF_CHECKS_NEAR_H
#define CF_CHECKS_NEAR_H

#include "checks/texts.h"

/* A place of a name. */
struct near_place {
	const struct place *place;
	size_t from, to;		/* of the name, in the text */
	size_t word_from, word_to;	/* of the word that differs */
};

/* One way to write a name that looks like a slip. */
struct near_name {
	struct str right;		/* the word that is written elsewhere, as printed there */
	uint32_t times;			/* how often it is, in this name */
	struct near_place *places;
	size_t n, cap;
	bool spoiled;			/* the word has a life of its own */
};

struct near_names {
	struct near_name *name;
	size_t n, cap;
	size_t compared;		/* names that stand in several places */
	bool cut;			/* too many words; the others were not looked at */
};

/* in the memory of `scratch` */
void near_find(struct run *run, const struct rule *rule, struct near_names *out);

#endif
