/*
 * The mistakes of one rule file. They are collected while the file is read, in
 * whatever order they are found, and given out at the end in the order of their
 * places, each with its line, a caret under the words meant, and advice.
 */
#ifndef CF_RULES_MISTAKE_H
#define CF_RULES_MISTAKE_H

#include "doc/source.h"

#define MISTAKES_SHOWN 100u	/* of one file; the rest are only counted */

struct mistake {
	enum cf_status status;
	struct span at;
	struct str message, help;
};

/* A value that stands in this file and was given elsewhere: a mistake in it is one of both. */
struct origin {
	struct span at;
	struct str name;
	const char *path;	/* of the other place */
	struct pos pos;
};

struct mistakes {
	struct arena *arena;
	struct source *source;
	const char *kind;	/* of file, for messages: "a configuration"; NULL: a rule file.
				 * Only a rule file must not be empty */
	struct mistake *list;
	size_t n, cap;
	size_t total;		/* those that were not kept, too */
	struct origin *origins;
	size_t norigins, origincap;
	bool out_of_memory;	/* only when the arena has nowhere to jump to */
};

/* false when it is not kept, and advice would be lost */
bool mistake(struct mistakes *m, struct span at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
static inline bool
mistakes_full(const struct mistakes *m)
{
	return m->n >= MISTAKES_SHOWN;
}
/* the last mistake was a limit that was passed */
void mistake_is_limit(struct mistakes *m);
/* advice on the last mistake */
void mistake_help(struct mistakes *m, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* mistakes at a place are also of the other place that `o` names */
void mistakes_origin(struct mistakes *m, struct origin o);

/* s as it is fit to stand inside a message: cut when long, control characters gone */
const char *shown(struct mistakes *m, struct str s);

/* Give them all to fn; returns the status of the first, or CF_OK. */
enum cf_status mistakes_report(struct mistakes *m, cf_error_fn fn, void *ctx);

/* fill in snippet, caret and carets of *err for a place in `bytes`, which need not be UTF-8 */
void error_snippet(struct cf_error *err, struct str bytes, struct span at);

/*
 * The names that may stand at some place, offered one by one: which of them is
 * nearest to what was found there, and the list of all of them.
 */
struct names {
	struct arena *arena;
	struct str found;
	struct str all;		/* "a, b, c"; no more of them than can be shown */
	size_t n;		/* how many there are */
	struct str best;	/* n == 0: none is near */
	size_t distance;	/* of `best` */
};

void names_offer(struct names *names, struct str name);
/* advice: "did you mean ...?" when one is near; when none is, or they are few,
 * `what` and the list */
void names_help(struct mistakes *m, const struct names *names, const char *what);

#endif
