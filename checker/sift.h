/*
 * What becomes of the findings of a checked report before it is written: those that a
 * baseline knows and those on lines that have not changed are taken out.
 */
#ifndef CF_SIFT_H
#define CF_SIFT_H

#include "baseline.h"
#include "changed.h"
#include "plan.h"

struct sift {
	struct plans *plans;
	struct baseline **baseline;	/* those in use; with --write-baseline that one */
	size_t nbaselines, baselinecap;
	struct changed changed;
};

/* false when --baseline, --write-baseline or --changed-since cannot be had; told on stderr */
bool sift_begin(struct sift *s, struct plans *plans);
/* false when its baseline cannot be used, which was told */
bool sift_report(struct sift *s, const struct plan *p, const char *path, struct cf_report *rep);
/* Tell of what is stale, prune, and write what is to be written, unless the run is not
 * `complete`. false when that failed. */
bool sift_end(struct sift *s, bool complete);

#endif
