/*
 * Where results go: the standard output, or a file that is written beside its
 * name and takes it only when all is well, so that nobody reads half of one.
 */
#ifndef CF_OUTPUT_H
#define CF_OUTPUT_H

#include "base/arena.h"
#include "crossfoot.h"

struct output {
	FILE *file;
	const char *path;	/* NULL: the standard output */
	const char *temporary;	/* written to until it is renamed; NULL: `path` itself */
};

/* `path` may be NULL; the arena has no `oom` */
bool output_open(struct output *out, struct arena *a, const char *path, struct cf_error *err);
/* with `good` the file takes its name, else it is removed; false when that failed */
bool output_close(struct output *out, bool good, struct cf_error *err);

#endif
