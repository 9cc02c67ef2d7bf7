/*
 * The patterns of the built-in rules, compiled when the program was built: to compile them anew
 * takes as long as to search a report. What is here is taken only by the PCRE2 that made it.
 */
#ifndef CF_RULES_STORE_H
#define CF_RULES_STORE_H

#include "base/str.h"

struct frozen_pattern {
	struct str source;
	uint32_t flags;			/* of pcre2_compile() */
};

/* written by freeze/patterns.c, in the order in which the rules ask for them */
struct frozen_patterns {
	const struct frozen_pattern *pattern;
	size_t n;
	const unsigned char *code;	/* of all, as pcre2_serialize_encode() gives it */
	const char *version, *unicode;	/* of the library that made it */
	uint32_t link_size;
};
extern const struct frozen_patterns frozen_patterns;

struct pattern_store;

/* NULL: there is none for this library, or no memory; all is compiled then */
struct pattern_store *store_new(void);
void store_free(struct pattern_store *s);	/* NULL is fine; what was not taken goes with it */
/* A compiled pattern (pcre2_code), now the caller's, and its number; NULL: it has to be
 * compiled. */
void *store_take(struct pattern_store *s, struct str source, uint32_t flags, size_t *number);

#endif
