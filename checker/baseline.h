/*
 * Baselines: findings that are known and need not be reported again. One a line, its
 * fingerprint, its rule and the path of its report from the folder of the baseline, in the
 * order of paths, so that a change is a small diff:
 *
 *	crossfoot baseline 1
 *	46317e912f416d60 dates/weekday reports/a.md
 *
 * A line that begins with # is a remark. In paths \\, \n and \r stand for a backslash and
 * line ends.
 */
#ifndef CF_BASELINE_H
#define CF_BASELINE_H

#include "base/arena.h"
#include "report/report.h"

#define BASELINE_HEAD "crossfoot baseline "	/* and the version */

struct baseline_entry {
	const char *path, *rule, *fingerprint;
	size_t line;	/* in the file */
	bool seen;	/* it was found again */
	bool stale;	/* its rule was run on its report, and it was not; or there is no report */
};

struct baseline {
	struct arena *arena;	/* with no `oom` */
	const char *path;
	const char *folder;	/* that it is in, absolute */
	bool broken;		/* it cannot be used, which was told */
	struct baseline_entry *entry;	/* by path, rule, fingerprint */
	size_t n, cap;
};

/* an empty one that will be written there; false when the folder is not there, or what is
 * there is no baseline and must not be replaced */
bool baseline_new(struct baseline *b, struct arena *a, const char *path, struct cf_error *err);
/* false when it cannot be read, is broken, or is of another version */
bool baseline_read(struct baseline *b, struct arena *a, const char *path, struct cf_error *err);
/* what stands in the file, in order; false when it is broken or of another version */
bool baseline_take(struct baseline *b, struct str text, struct cf_error *err);
/* the text of the file, without what is stale; in order before */
void baseline_print(FILE *f, const struct baseline *b);
/* add the findings of a report at this absolute path; false when memory ran out */
bool baseline_add(struct baseline *b, const char *path, const struct cf_report *rep);
/* what the baseline calls the report at an absolute path */
const char *baseline_path(const struct baseline *b, const char *path);
/* take what is known out of the report that it calls so; what is no longer there is stale from now on */
void baseline_apply(struct baseline *b, const char *path, struct cf_report *rep);
/* how many entries are stale, those of reports that are gone, too */
size_t baseline_stale(struct baseline *b);
/* write it, without what is stale; beside its name first, which it takes at the end */
bool baseline_write(struct baseline *b, struct cf_error *err);

#endif
