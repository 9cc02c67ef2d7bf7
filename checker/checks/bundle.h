/*
 * What several documents state of the same quantities: `agree` rules that look
 * across documents put in what each document says, and hold all of it against what
 * the one that is checked says. In the order in which documents were added.
 */
#ifndef CF_CHECKS_BUNDLE_H
#define CF_CHECKS_BUNDLE_H

#include "checks/value.h"

/* One place of one document; nothing in it points into the document. */
struct bundled {
	const struct rule *rule;
	size_t document;
	const char *path;
	struct cf_place place;
	struct value value;
	struct str key, printed;
	const char *doubt;	/* why it can contradict nothing, or NULL */
	bool is_cell;		/* or what is counted: not a sentence */
};

struct cf_bundle {
	struct arena arena;
	struct bundled *at;
	size_t n, cap;
	const char **path;	/* of the documents */
	size_t ndocuments, pathcap;
};

/* which document this path is, or `ndocuments` */
size_t bundle_document(const struct cf_bundle *b, const char *path);

#endif
