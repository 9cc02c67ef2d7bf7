/* Acronyms in brackets behind what they stand for: "Primary Care Network (PCN)". */
#ifndef CF_CHECKS_ACRONYM_H
#define CF_CHECKS_ACRONYM_H

#include "base/str.h"

struct acronym {
	size_t from, to;		/* its letters, without a plural s */
	size_t words_from, words_to;	/* what it stands for */
};

/*
 * The next one whose letters are the initials of the words before it, from `at` on.
 * "and", "of" and the like may be left out, and one or two words may follow the last
 * letter's. Acronyms of two letters are not looked at.
 */
bool acronym_next(struct str s, size_t at, struct acronym *out);

#endif
