/*
 * Many inputs at once: threads work on them, and each is handed over in the order of
 * the inputs, one at a time, in the thread that called. Only a few are in memory at
 * once, however many there are and however long one of them takes.
 */
#ifndef CF_JOBS_H
#define CF_JOBS_H

#include "base/buf.h"
#include "crossfoot.h"

/* One input, and what became of it. */
struct job {
	size_t index;			/* of the input */
	struct buf bytes;
	struct cf_report *report;	/* NULL: `error` says why */
	struct cf_error error;
};

struct jobs {
	size_t n;		/* inputs */
	unsigned threads;	/* at least 1; 1: all is done in the calling thread */
	void *ctx;
	/* one thread at a time, in the order of the inputs: read what can be read only so */
	void (*take)(void *ctx, struct job *job);
	/* any thread: read and check */
	void (*work)(void *ctx, struct job *job);
	/* the calling thread, in order: write; the report is freed afterwards. false: no more */
	bool (*done)(void *ctx, struct job *job);
};

/* false when memory ran out before the first */
bool jobs_run(const struct jobs *jobs);
/* how many processors there are */
unsigned jobs_cores(void);

#endif
