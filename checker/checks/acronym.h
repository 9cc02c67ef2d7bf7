/*
 * Acronyms in brackets behind what they stand for: "Primary Care Network (PCN)", found once
 * for all rules. The letters are the initials of the words before the bracket: "and", "of"
 * and the like may be left out, and one or two words may follow the last letter's. Acronyms
 * of two letters are not looked at.
 */
#ifndef CF_CHECKS_ACRONYM_H
#define CF_CHECKS_ACRONYM_H

#include "checks/texts.h"

struct acronym {
	uint32_t text;			/* that it stands in, by its number */
	size_t from, to;		/* its letters, without a plural s */
	size_t words_from, words_to;	/* what it stands for */
};

struct acronyms {
	struct acronym *at;		/* in the order of the texts */
	size_t n, cap;
};

/* collected when they are first asked for */
const struct acronyms *acronyms_of(struct run *run);

#endif
