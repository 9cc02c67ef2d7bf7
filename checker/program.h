/* Another program, started without a shell, and what it says. */
#ifndef CF_PROGRAM_H
#define CF_PROGRAM_H

#include "base/buf.h"

struct program {
	const char *const *argv;	/* NULL ends it; argv[0] is looked for in PATH */
	const char *const *set;		/* "NAME=value" in its environment; NULL ends it */
	const char *const *unset;	/* names that are not in it; NULL ends it */
	size_t most;			/* bytes it may say; past it, it is ended */
	struct buf said, complained;	/* the caller's to release, whatever happened */
	int status;			/* as it ended; only with PROGRAM_ENDED */
	int error;			/* errno, with PROGRAM_FAILED */
};

enum program_end {
	PROGRAM_ENDED,
	PROGRAM_FAILED,		/* it could not be started, or listened to */
	PROGRAM_TOO_MUCH,
	PROGRAM_KILLED		/* it ended by a signal */
};

enum program_end program_run(struct program *c);

#endif
