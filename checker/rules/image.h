/*
 * The built-in rules as they lie in memory once they are loaded, written into the program when
 * it is built: to read their trees anew takes longer than to check many a report. Only where no
 * other file changes them, and where PCRE2 is the one that made their patterns (store.h); else
 * they are read as those of any rule file are. So what is in rules is in their arena, and points
 * to nothing outside of it, be it a constant.
 */
#ifndef CF_RULES_IMAGE_H
#define CF_RULES_IMAGE_H

#include "rules/rules.h"

/* Written by freeze/image.c: what the rules' arena held, without what PCRE2 made. */
struct frozen_image {
	const uintptr_t *word;	/* addresses are bytes from the first word */
	size_t n;
	const uint16_t *step;	/* from one word that is an address to the next */
	size_t nsteps;
	size_t rules;		/* where struct rules is, in bytes */
};
extern const struct frozen_image frozen_image;

/* Make the built-in rules those of `rules`, which has none so far; false: they have to be read,
 * for here that cannot be done, or there is no memory. */
bool image_thaw(struct rules *rules);

#endif
