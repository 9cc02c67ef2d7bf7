/*
 * Which strings the patterns of a set of rules need, with which their matches begin, and the
 * finder that finds them all in one pass. Made when a text is first long enough to be worth it.
 */
#ifndef CF_RULES_NEEDED_H
#define CF_RULES_NEEDED_H

#include "rules/finder.h"
#include "rules/literals.h"
#include "rules/pattern.h"

struct needed {
	struct arena arena;
	struct word_finder finder;
	struct needed_words {
		const uint32_t *word;	/* numbers of the finder */
		size_t n;		/* 0: any text may have a match */
		struct needed_more {
			const uint32_t *word;
			size_t n;
		} more[MORE_LITERALS];	/* it needs one of each of these, too */
		size_t nmore;
		const uint32_t *start;	/* the same of strings with which a match begins */
		size_t nstarts;
		bool starts_known;	/* false: it may begin anywhere; see literals.h */
		bool at_line, at_word;
	} *of;				/* by the number of the pattern */
	size_t npatterns;
	uint8_t *length;		/* of each string that is a start, by its number; 0: it is none */
};

/* that of the patterns in the store, made when the program was built (freeze/needed.c) */
extern const struct needed frozen_needed;

/* what threads that share rules see of it */
struct needed_place;
struct needed_place *needed_place_new(struct arena *a);

/* made by whoever asks first; NULL when memory ran out. Threads may ask at once. */
const struct needed *needed_of(struct needed_place *place, struct pattern *const *patterns,
    size_t n);
void needed_free(struct needed_place *place);	/* NULL is fine */

#endif
