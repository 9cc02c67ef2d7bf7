/*
 * Remarks in a report that silence findings:
 *
 *   <!-- crossfoot-disable-line RULE[, RULE...] [-- reason] -->
 *   <!-- crossfoot-disable-next-line ... -->	the next line that is not empty
 *   <!-- crossfoot-disable ... -->		from here on,
 *   <!-- crossfoot-enable [RULE...] -->	until here or the end
 *   <!-- crossfoot-disable-file ... -->	everywhere
 *
 * In Markdown and HTML, but not where either shows code.
 */
#ifndef CF_CHECKS_REMARKS_H
#define CF_CHECKS_REMARKS_H

#include "checks/check.h"

enum remark_verb {
	REMARK_DISABLE,
	REMARK_DISABLE_LINE,
	REMARK_DISABLE_NEXT_LINE,
	REMARK_DISABLE_FILE,
	REMARK_ENABLE,
	REMARK_VERBS	/* it begins like one, but is none */
};

struct remark {
	enum remark_verb verb;
	struct span at;		/* of the word that makes it one, "crossfoot-..." */
	struct span rules;	/* the list, trimmed; may be empty */
	struct str reason;
	size_t first, last;	/* lines that it stands on, from 0 */
};

/* the words of a verb: "crossfoot-disable-line" */
struct str remark_word(enum remark_verb verb);

/* All remarks of the document in order, from the arena of its report. false: there are more
 * than CF_MAX_REMARKS, and only the first of them are in the list. */
bool remarks_find(struct run *run, struct remark **out, size_t *n);

/* the next rule of a remark's list from *at on, which goes past it; false at the end */
bool remark_next_rule(const struct source *src, const struct remark *r, uint32_t *at,
    struct span *rule);

#endif
