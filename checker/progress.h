/*
 * How far a long run has come, on a terminal: files done, how many a second, how long it
 * will still take. Nothing is shown in the first second, and nothing at all where stderr
 * is no terminal.
 */
#ifndef CF_PROGRESS_H
#define CF_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct progress {
	FILE *out;		/* NULL: nothing is shown */
	size_t all, done;
	uint64_t began, last;	/* milliseconds */
	bool shown;		/* the line stands on the terminal now, */
	bool cleared;		/* or had to make room for something */
};

void progress_begin(struct progress *p, FILE *out, size_t all);
/* before anything else is written to the terminal */
void progress_clear(struct progress *p);
/* one more file is done */
void progress_step(struct progress *p);

/* "  312 of 10,000 files, 85 a second, 1:53 left" */
void progress_words(char *line, size_t size, size_t done, size_t all, uint64_t ms);

#endif
