/*
 * The walk over the source of a pattern that literals.c makes: literals_syntax.c knows groups,
 * sequences and alternatives, literals_chars.c what stands for characters. Each function goes
 * past one part of the pattern, from w->i on, and says what is known of its matches. What is
 * not understood loses the walk: `lost` is set, and nothing is known of the pattern. Strings are
 * in w->a, with its `oom` set.
 */
#ifndef CF_RULES_LITERALS_WALK_H
#define CF_RULES_LITERALS_WALK_H

#include "rules/literals.h"
#include "rules/string_set.h"

#define MOST_EXACT	128u	/* strings of a part that are told apart */
#define LONGEST		12u	/* bytes of a string: more tells hardly more */
#define TOO_COMMON	0.006	/* hits for each byte of English: a search finds it everywhere */

/*
 * Of a part of a pattern: the few strings that it can be, strings with one of which it begins,
 * and strings of which it holds one. Zero-width parts are exactly "".
 */
struct info {
	struct string_set exact, head, need;
	bool line;	/* where `head` is "", it begins at the beginning of a line */
};

struct walk {
	struct arena *a;
	struct str p;
	size_t i;
	unsigned depth;
	bool extended;		/* (?x) */
	bool verbs;		/* (*SKIP) and the like, which say where to begin again */
	bool split;		/* into alternatives, as a whole */
	bool lost;
	/* what parts of the outermost sequence need besides, those that say most first */
	struct string_set more[MORE_LITERALS + 1];
};

/* nothing is known */
static const struct info unknown;

static inline bool
at_end(const struct walk *w)
{
	return w->lost || w->i >= w->p.n;
}

/* the byte `ahead` of here, or NUL */
static inline char
peek(const struct walk *w, size_t ahead)
{
	return w->i + ahead < w->p.n ? w->p.p[w->i + ahead] : '\0';
}

static inline struct info
lose(struct walk *w)
{
	w->lost = true;
	return unknown;
}

static inline bool
is_quantifier(char c)
{
	return c == '*' || c == '+' || c == '?' || c == '{';
}

/* ---- literals_chars.c */

/* a part that is "" and nothing else */
extern const struct info zero_width;

/* go past the next `c`; the walk is lost when there is none */
void walk_past(struct walk *w, char c);
/* one character, with the letters behind it that no quantifier speaks of */
struct info walk_literal(struct walk *w);
/* behind a backslash */
struct info walk_escape(struct walk *w);
/* behind [ */
struct info walk_class(struct walk *w);

/* ---- literals_syntax.c */

/* alternatives up to the end, or to the bracket that ends them, which is not passed */
struct info walk_pattern(struct walk *w);
/* is it known with what, or where, it begins? */
bool walk_begins_somewhere(const struct info *x);

#endif
