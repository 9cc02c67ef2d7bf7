/*
 * What a case expects against what came, line by line. Each line that came has a
 * brief and a full form; a case may write either.
 */
#ifndef CF_TESTS_LINES_H
#define CF_TESTS_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct came {
	char *brief, *full;
};

struct lines {
	struct came *line;
	size_t n;
};

void lines_add(struct lines *l, const char *brief, const char *full);
void lines_free(struct lines *l);

/* the same lines in the same order? Blank lines of `want` do not count. */
bool lines_match(const struct lines *came, const char *want);
/* print what is missing ("-") and what is too much ("+") */
void lines_print_diff(const struct lines *came, const char *want);
/* what came as text, in the form the case used where it had the line: the caller's */
char *lines_accept(const struct lines *came, const char *want);

#endif
