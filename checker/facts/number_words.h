/*
 * Numbers written in words: "six", "forty-eight", "one hundred and five", "a dozen".
 */
#ifndef CF_FACTS_NUMBER_WORDS_H
#define CF_FACTS_NUMBER_WORDS_H

#include "base/str.h"

/*
 * The number in words that begins at s[at], case ignored: its value, and in *to
 * where it ends. False when none begins there. "one of the" is no number to a
 * reader, but it is one here: what it counts is for the caller to know.
 */
bool number_words_at(struct str s, size_t at, int64_t *value, size_t *to);

#endif
