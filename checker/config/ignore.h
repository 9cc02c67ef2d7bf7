/*
 * What is left out when a folder is walked: by `.crossfootignore` files, which are written
 * like .gitignore; by `.gitignore` files inside a git repository; by `ignore` of the
 * configuration. Of the files that have a pattern for a name the innermost decides, and in
 * it the last pattern; a .crossfootignore comes before a .gitignore.
 */
#ifndef CF_CONFIG_IGNORE_H
#define CF_CONFIG_IGNORE_H

#include "config/config.h"

struct ignore_list;

struct ignore {
	struct arena *arena;	/* with no `oom` */
	struct arena work;	/* for one question */
	struct configs *configs;	/* NULL: configurations do not count */
	const struct config *config;	/* this one for all; NULL: each folder's own */
	struct stamps *seen;	/* takes note of each file that is looked for; may be NULL */
	cf_error_fn fn;
	void *ctx;
};

/* A folder that is being walked, with what counts in it. */
struct ignore_level {
	const struct ignore_level *above;	/* NULL: nothing above counts */
	const char *folder;			/* absolute */
	const struct ignore_list *mine, *git;	/* the files in it, or NULL */
};

void ignore_init(struct ignore *ig, struct arena *a, struct configs *cs,
    const struct config *config, cf_error_fn fn, void *ctx);
void ignore_release(struct ignore *ig);

/* the level of a folder (absolute), with all levels above it that count; NULL: out of memory */
const struct ignore_level *ignore_enter(struct ignore *ig, const char *folder);
/* ... of a folder in the one at hand */
const struct ignore_level *ignore_descend(struct ignore *ig, const struct ignore_level *at,
    const char *name);

/* Is this name in the folder left out? Then what says so: ".gitignore:3"; else NULL. */
const char *ignore_why(struct ignore *ig, const struct ignore_level *at, const char *name,
    bool folder);

#endif
