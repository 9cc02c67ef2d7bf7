/*
 * The outputs of one run: each a writer and where it writes to. All get every report;
 * that one of them fails stops none of the others.
 */
#ifndef CF_OUTPUTS_H
#define CF_OUTPUTS_H

#include "opt.h"
#include "output.h"

struct destination {
	struct output out;
	struct writer writer;
	enum write_format format;
	bool begun;		/* the writer must be finished */
	bool incomplete;	/* not all of it could be written */
};

struct outputs {
	const struct options *options;
	struct destination *item;
	size_t n;
	const char *root, *here;	/* see struct write_options */
};

/* open all of them; false when one cannot be, which is said, and none is left behind */
bool outputs_open(struct outputs *o, const struct options *options);
/* from now on reports are written */
void outputs_begin(struct outputs *o, const struct rules *rules);

/* `options`: as they are in effect for this report */
void outputs_report(struct outputs *o, const struct options *options, const struct cf_report *rep);
void outputs_failure(struct outputs *o, const struct cf_error *err);
void outputs_pass_over(struct outputs *o, const char *path, const char *ending);

void outputs_ignore(struct outputs *o, const char *path, bool folder, const char *why);

/* a page or baseline of a folder that crossfoot wrote is left out */
void outputs_own_file(struct outputs *o);

/* may the run go on? Not when all outputs have failed. */
bool outputs_are_open(const struct outputs *o);
/* is there one of this format? */
bool outputs_have(const struct outputs *o, enum write_format format);
/* one that says itself what was not checked, or which files were not read */
bool outputs_tell_skips(const struct outputs *o);
bool outputs_tell_passed(const struct outputs *o);
/* the first output that takes the place of the file, or NULL */
const char *outputs_replace(const struct outputs *o, const char *path);
/* a writer that knows which files were passed over */
struct writer *outputs_first(struct outputs *o);

/* write what the writers have left, which may have to wait for who reads it */
void outputs_finish(struct outputs *o, bool good);
/* the same if it was not done; with `good` the files take their names; false when something
 * was not written, which is said */
bool outputs_close(struct outputs *o, bool good);
/* remove what is half written */
void outputs_remove(struct outputs *o);

#endif
