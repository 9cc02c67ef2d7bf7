/*
 * Small sets of strings, for what a part of a pattern can be (literals.h). Each knows how
 * often a text has one of its strings, so that of two the one that says more can be told.
 */
#ifndef CF_RULES_STRING_SET_H
#define CF_RULES_STRING_SET_H

#include "base/arena.h"

struct string_set {
	const struct str *s;
	size_t n;		/* 0: nothing is known */
	size_t longest;		/* of their lengths */
	double hits;		/* to be expected for each byte of English; 1: "" is among them */
};

/* the set of one string: n bytes, in small letters; run with the arena's `oom` set */
struct string_set set_single(struct arena *a, const char *bytes, size_t n);
/* each of `a` with each of `b` behind it */
struct string_set set_product(struct arena *arena, struct string_set a, struct string_set b);
/* the one that says more of a text that has one of its strings */
struct string_set set_better(struct string_set a, struct string_set b);
/* is "" one of them? */
bool set_has_empty(struct string_set set);

/* several sets that become one; nothing when one is nothing or they are more than `most` */
struct string_union {
	struct str *s;
	size_t n, cap, longest, most;
	double hits;
	bool unknown;
};
void union_add(struct arena *a, struct string_union *all, struct string_set one);
struct string_set union_set(const struct string_union *all);

#endif
