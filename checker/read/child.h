/*
 * Another program run on the bytes of a file: fenced off, since it reads what
 * strangers made. It gets the bytes on its standard input, no environment, no files,
 * and no more time, memory and output than the limits say.
 */
#ifndef CF_READ_CHILD_H
#define CF_READ_CHILD_H

#include "base/buf.h"

enum child_end {
	CHILD_DONE,
	CHILD_MISSING,		/* there is no such program on PATH */
	CHILD_FAILED,		/* it says that it failed, or died */
	CHILD_TOO_LONG,		/* past CF_MAX_CHILD_SECONDS */
	CHILD_TOO_MUCH,		/* past CF_MAX_CHILD_OUTPUT */
	CHILD_NOT_STARTED,	/* no process could be made, or nothing to talk to it through */
	CHILD_NO_MEMORY		/* ours */
};

/*
 * argv[0] is looked for on PATH; argv ends in NULL. What it writes to its standard output
 * is put behind what `out` holds, the first words of its standard error behind `said`;
 * with CHILD_NOT_STARTED the reason.
 */
enum child_end child_run(const char *const *argv, struct str input, struct buf *out,
    struct buf *said);

#endif
