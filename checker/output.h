/*
 * Where results go: the standard output, or a file that is written beside its
 * name and takes it only when all is well, so that nobody reads half of one.
 */
#ifndef CF_OUTPUT_H
#define CF_OUTPUT_H

#include <sys/types.h>

#include "base/arena.h"
#include "crossfoot.h"

struct output {
	FILE *file;
	const char *path;	/* NULL: the standard output */
	const char *target;	/* what the file will be called: `path`, or what it links to */
	const char *temporary;	/* written to until it is renamed; NULL: `path` itself */
	bool replaces;		/* a file that is there: this one */
	dev_t dev;
	ino_t ino;
	bool keeps_owner;	/* what replaces it belongs to whom it belonged to */
};

/* `path` may be NULL; the arena has no `oom` */
bool output_open(struct output *out, struct arena *a, const char *path, struct cf_error *err);
/* the same, at the end of a file that is there; `path` is not NULL */
bool output_append(struct output *out, const char *path, struct cf_error *err);
/* is the file that could not be opened the one that `other` is written to? */
bool output_is_other(const struct output *out, const struct output *other);
/* remove what is half written, when the run is interrupted */
void output_remove(const struct output *out);
/* with `good` the file takes its name, else it is removed; false when that failed */
bool output_close(struct output *out, bool good, struct cf_error *err);

/* is the file ("-": the standard input) the one that the output would replace? */
bool output_replaces(const struct output *out, const char *path);

/*
 * Put `now` in the place of `old`, which is all of a file: its owner and mode stay, and a link to
 * it still leads to it. false, with the file as it is, when it holds something else by now, its
 * owner cannot be kept or it cannot be written.
 */
bool file_replace(struct arena *a, const char *path, struct str old, struct str now,
    struct cf_error *err);

/* did writing fail because nobody reads on? Then there is nobody to tell. */
bool output_is_closed(FILE *f);

#endif
