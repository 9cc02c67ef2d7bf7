/*
 * Which lines of which reports have changed since a revision of their git repository, in
 * the files as they are now. A report that is not in the repository, or of which git
 * cannot say lines, has changed as a whole.
 */
#ifndef CF_CHANGED_H
#define CF_CHANGED_H

#include "base/map.h"
#include "opt.h"
#include "report/report.h"

struct changed {
	struct arena *arena;	/* with no `oom` */
	const char *revision;
	const char *top;	/* the repository, absolute */
	const char *const *unfiltered;	/* options that take out the filters it sets up; NULL ends */
	struct map tracked;	/* paths from `top` */
	struct map files;	/* struct changed_file */
};

/* names of files from the repository, each ended by a NUL; false when memory ran out */
bool changed_take_names(struct changed *c, struct str said, struct map *map);
/* the lines that a diff without context says have changed in c->files */
void changed_take_patch(struct changed *c, struct str said);
/* Ask git about what was named to be checked. false when it cannot say. */
bool changed_begin(struct changed *c, const struct options *o, struct cf_error *err);
/* take out of a report at this absolute path what stands on lines that have not changed, and
 * was not worked out from one that has */
void changed_apply(const struct changed *c, const char *path, struct cf_report *rep);

#endif
