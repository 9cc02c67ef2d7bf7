/*
 * Strings of which a text must hold one to have a match of a pattern. Most patterns
 * have such: `\bfrom\ (?:January|February)...` needs "from january" or "from february".
 * A text without any of them need not be searched.
 */
#ifndef CF_RULES_LITERALS_H
#define CF_RULES_LITERALS_H

#include "base/arena.h"

#define MORE_LITERALS	6u

/* n 0: nothing is known that would be of use. Each is ASCII in small letters, and
 * stands in the text in letters of either case. */
struct literals {
	const struct str *item;
	size_t n;
	/* a text must hold one of each of these, too */
	struct more_literals {
		const struct str *item;
		size_t n;
	} more[MORE_LITERALS];
	size_t nmore;
	bool starts_known;		/* a match begins with one of these, or, with `at_line`, at
					 * the beginning of a line */
	const struct str *start;
	size_t nstarts;
	bool at_line;
	bool at_word;		/* no match begins behind a letter, figure or "_" (of ASCII) when
				 * it begins with one */
};

/*
 * Read from the source of a pattern that compiles (PCRE2's syntax, multi-line). What
 * is not understood is passed over, on the safe side; `a` may be given back afterwards
 * but for the strings.
 */
struct literals literals_of(struct arena *a, struct str pattern);

#endif
