/*
 * Which of some words stand in the texts in small letters: then they are words, not names.
 * However many are asked for, the texts are read once.
 */
#ifndef CF_CHECKS_SMALL_WORDS_H
#define CF_CHECKS_SMALL_WORDS_H

#include "checks/texts.h"

struct small_word {
	struct str s;		/* in small letters; it begins with one */
	bool stands;		/* the answer */
};

/* sets `stands` of each, by itself and not as a part of a longer word, in any text */
void small_words_find(struct run *run, struct small_word *words, size_t n);

#endif
