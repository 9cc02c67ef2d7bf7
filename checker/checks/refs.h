/*
 * The keys that a document defines, for the check `reference`: in which group
 * each stands (the date or the report it belongs to), and how to find it again.
 */
#ifndef CF_CHECKS_REFS_H
#define CF_CHECKS_REFS_H

#include "checks/keys.h"
#include "checks/matches.h"
#include "facts/date.h"

#define GROUP_ANY	(UINT32_MAX)		/* the whole document */
#define GROUP_DATES	(UINT32_MAX - 1)	/* not of keys: dates are looked up in it */
#define GROUP_SPANS	(UINT32_MAX - 2)	/* not of keys: where definitions stand */
#define GROUP_FIRSTS	(UINT32_MAX - 3)	/* the last definition of "1", of "A" */
#define GROUP_LATEST	(UINT32_MAX - 4)	/* the last definition of each number of the first level */

/* A place where a key is defined. */
struct definition {
	struct key key;
	const struct place *place;
	size_t from, to;		/* of the match, in the text */
	struct span at;			/* of the key, in the source */
	uint32_t group;
	bool sub;			/* below the key before it */
	bool weak;			/* at the start of a line inside a paragraph: may be chance */
	bool again;			/* it says that it is continued */
};

/* A key, in one group or in the document. */
struct node {
	struct str path;
	uint32_t group;
	uint32_t first;			/* its first definition, or NONE */
	uint32_t n;			/* how many there are */
	bool children;			/* something is numbered below it */
	bool used;			/* it is referred to */
	bool below;			/* something just below it is */
};

/* Where a group begins. */
struct bound {
	uint32_t offset;
	uint32_t group;
};

/* The dates of the text that was asked for last. */
struct text_dates {
	const struct text *text;
	struct date *date;
	size_t n, next;
	uint32_t group;			/* that of all its full dates, or NONE */
	bool any;			/* it has full dates */
};

struct refs {
	struct run *run;
	const struct rule *rule;
	struct arena *a;
	struct definition *defs;	/* in the order of the document */
	size_t ndefs, defcap;
	struct bound *bounds;
	size_t nbounds, boundcap;
	uint32_t ngroups;
	uint32_t *per_group;		/* definitions in each group */
	struct node *nodes;		/* open addressing */
	size_t slots, filled;
	struct text_dates dates;
};

/* collect all that is defined */
void refs_begin(struct refs *r, struct run *run, const struct rule *rule);

/* matches of one of the rule's patterns; `view` must live as long as they do */
void refs_matches(struct refs *r, const struct place_pattern *p, struct rule *view,
    struct matches *m);

/* the node of a path in a group, or NULL */
struct node *refs_find(const struct refs *r, uint32_t group, struct str path);
/* the same when something defines it */
struct node *refs_defined(const struct refs *r, uint32_t group, struct str path);
/* the nearest step above it that something defines, or NULL */
struct node *refs_ancestor(const struct refs *r, uint32_t group, struct str path);

/* the group of a place in the source */
uint32_t refs_group(const struct refs *r, uint32_t offset);

/* the dates of a text; they stay until another text is asked for */
struct text_dates *refs_dates(struct refs *r, const struct text *t);
/* the date that text[from, to) says; ascending in a text. NULL: none */
const struct date *refs_date_at(struct refs *r, const struct text *t, size_t from, size_t to);
/* the group of a date; NONE: nothing stands under it */
uint32_t refs_date_group(const struct refs *r, const struct date *d);

/* does a definition's key begin at this byte of the source? */
bool refs_is_definition(const struct refs *r, uint32_t offset);

#endif
