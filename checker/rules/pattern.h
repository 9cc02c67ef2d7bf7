/*
 * PCRE2 patterns, compiled once, matched with limits; one that is used much gets
 * machine code (JIT). A pattern may be shared by threads; what one thread needs for
 * matching is its `struct matcher`.
 */
#ifndef CF_RULES_PATTERN_H
#define CF_RULES_PATTERN_H

#include "doc/text.h"

struct pattern_store;
struct pattern;		/* owned by the rules; freed with them */

/* Options besides the defaults (UTF, multi-line, NEVER_BACKSLASH_C). */
struct pattern_options {
	bool ignore_case;
	bool ucp;	/* \w, \d, \b by Unicode properties: slower */
	bool searched;	/* it is searched for in whole documents: see rules/needed.h */
	struct pattern_store *store;	/* where it may be, compiled; or NULL: see rules/store.h */
};

/*
 * Compile. On a mistake NULL is returned, *message says what is wrong (in `scratch`, where all is
 * that may go afterwards) and *offset where in the source of the pattern.
 */
struct pattern *pattern_compile(struct arena *a, struct arena *scratch, struct str source,
    const struct pattern_options *opts, struct str *message, size_t *offset);
void pattern_free(struct pattern *p);	/* the foreign part; the struct is the arena's */
/* Forget all that lies outside of the arena, to be written down; and find it in the store again,
 * false when it is not there. */
void pattern_freeze(struct pattern *p);
bool pattern_thaw(struct pattern *p, struct pattern_store *store);
struct str pattern_source(const struct pattern *p);
uint32_t pattern_flags(const struct pattern *p);	/* of pcre2_compile() */
size_t pattern_stored(const struct pattern *p);	/* its number in rules/store.h; or this: */
#define NOT_STORED SIZE_MAX
/* bytes of memory without the struct, with machine code whether it has any or not */
size_t pattern_size(const struct pattern *p);
/*
 * What a text must hold to have a match. The bytes of a text are a set of 64
 * classes, one bit each: letters without their case, digits and signs each their
 * own. A text that lacks what is needed need not be searched; most short cells do.
 */
struct needs {
	uint64_t first, all;	/* classes: it begins with one of these, has all of these */
	uint32_t shortest;	/* bytes */
};
uint64_t text_classes(struct str s);
#define CLASS_WIDE 1ull		/* some byte outside ASCII; '@' and '`' share it */
const struct needs *pattern_needs(const struct pattern *p);
static inline bool
needs_are_met(const struct needs *needs, uint64_t classes)
{
	return (classes & needs->first) != 0 && (needs->all & ~classes) == 0;
}
bool pattern_is_searched(const struct pattern *p);
/* its place among all patterns of the rules; the loader sets it */
void pattern_set_number(struct pattern *p, size_t number);
size_t pattern_number(const struct pattern *p);
/* index of a named capture, or -1 */
int pattern_capture(const struct pattern *p, struct str name);
uint32_t pattern_captures(const struct pattern *p);	/* how many, without \0 */
const char *pattern_capture_name(const struct pattern *p, uint32_t index); /* NULL: no name */

struct matcher;

/* NULL when memory ran out */
struct matcher *matcher_new(void);
void matcher_free(struct matcher *m);	/* NULL is fine */

enum match_result { MATCH_NO, MATCH_YES, MATCH_LIMIT };

/* Search from `at`. After MATCH_YES the captures are read with match_capture()
 * until the next search. MATCH_LIMIT: a limit was reached, nothing is known. */
enum match_result pattern_match(struct matcher *m, const struct pattern *p, struct str s,
    size_t at);
/* The same for a match that begins at `at` and nowhere else; only of a pattern that is
 * `searched`. A character begins there. */
enum match_result pattern_match_here(struct matcher *m, const struct pattern *p, struct str s,
    size_t at);
/* The last answer to a question about something, both by their addresses: a place to look it up
 * and, where it is another's or nobody's, to put it. As long as a matcher is used, the two must
 * stay where they are and what they are. */
struct answer {
	const void *of, *about;		/* NULL: none yet */
	bool yes;
};
struct answer *matcher_answer(struct matcher *m, const void *of, const void *about);
/* capture i (0: the whole match) as offsets into s; false when it took no part */
bool match_capture(const struct matcher *m, uint32_t i, size_t *from, size_t *to);
/* the text between \K-free whole match ends */
static inline struct str
match_str(const struct matcher *m, struct str s, uint32_t i)
{
	size_t from, to;

	return match_capture(m, i, &from, &to) ? str_sub(s, from, to) : CF_S("");
}

#endif
