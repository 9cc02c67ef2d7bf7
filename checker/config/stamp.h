/*
 * Files that an answer rests on, as they were when it was given: also those that were looked
 * for and not there. For who stays longer than a run, and must see that one has changed.
 */
#ifndef CF_CONFIG_STAMP_H
#define CF_CONFIG_STAMP_H

#include "base/map.h"

struct stamp;

struct stamps {
	struct arena *arena;	/* with no `oom` */
	struct map of_path;	/* struct stamp */
	struct stamp *last;	/* a list, through `before` */
	bool failed;		/* memory ran out: nothing is sure */
};

void stamps_init(struct stamps *s, struct arena *a);
/* remember a file or folder as it is now, if it is not known yet; `s` may be NULL */
void stamps_add(struct stamps *s, const char *path);
/* the same, but only whether it is there; for a folder in which much goes on, such as .git */
void stamps_add_being(struct stamps *s, const char *path);
/* is one of them no longer as it was? */
bool stamps_changed(const struct stamps *s);
/* is this file one of them, under whatever name? */
bool stamps_have(const struct stamps *s, const char *path);

#endif
