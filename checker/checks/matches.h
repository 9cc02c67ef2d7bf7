/*
 * All matches of a rule's `match` in the texts that the rule looks at, in order.
 * What could not be searched (a text too long, a pattern too slow, too many
 * matches) is noted in the report.
 */
#ifndef CF_CHECKS_MATCHES_H
#define CF_CHECKS_MATCHES_H

#include "checks/texts.h"

struct matches {
	struct run *run;
	const struct rule *rule;
	struct texts *texts;
	size_t text;			/* what comes next */
	const uint64_t *wanted;		/* texts_wanted() */
	struct starts starts;		/* texts_starts() */
	bool anywhere;			/* a match may begin anywhere in this text; else at a start */
	size_t start;			/* the next of them */
	struct place_filter filter;
	const struct needs *needs;
	struct place place;		/* of the match */
	struct str piece;		/* the part of its text that is searched now */
	size_t offset;			/* of the piece in the text */
	size_t at;			/* where in the piece the next search begins */
	size_t n;			/* matches so far */
	bool open;			/* a text is being searched */
	size_t from, to;		/* of the match, in the text */
};

void matches_begin(struct matches *m, struct run *run, const struct rule *rule);
bool matches_next(struct matches *m);
/* a capture as bytes of the text; false when it took no part. Only until the next search. */
bool matches_capture(const struct matches *m, int i, size_t *from, size_t *to);
/* does the pattern match from inside the match on? It sees a little of what follows. */
bool matches_excluded(const struct matches *m, const struct pattern *not);

#endif
