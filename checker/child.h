/* Another program, started without a shell, and what it says. */
#ifndef CF_CHILD_H
#define CF_CHILD_H

#include "base/buf.h"

struct child {
	const char *const *argv;	/* NULL ends it; argv[0] is looked for in PATH */
	const char *const *set;		/* "NAME=value" in its environment; NULL ends it */
	const char *const *unset;	/* names that are not in it; NULL ends it */
	size_t most;			/* bytes it may say; past it, it is ended */
	struct buf said, complained;	/* the caller's to release, whatever happened */
	int status;			/* as it ended; only with CHILD_ENDED */
	int error;			/* errno, with CHILD_FAILED */
};

enum child_end {
	CHILD_ENDED,
	CHILD_FAILED,		/* it could not be started, or listened to */
	CHILD_TOO_MUCH,
	CHILD_KILLED		/* it ended by a signal */
};

enum child_end child_run(struct child *c);

#endif
