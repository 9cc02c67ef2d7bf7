/*
 * File name patterns as in .gitignore: * and ? stop at a slash, ** does not, [a-z] is
 * one of them, \ takes away the meaning of what follows. The time is that of the
 * pattern times the path, whatever the pattern is.
 */
#ifndef CF_BASE_GLOB_H
#define CF_BASE_GLOB_H

#include "base/arena.h"

/* does the whole of `path` match? Without a slash in it (but at its end) a pattern is
 * that of a last name. false, too, when memory for the work ran out. */
bool glob_matches(struct arena *work, struct str pattern, struct str path);

/* One line of an ignore file. */
struct ignore_pattern {
	struct str glob;
	bool keeps;		/* begins with "!" */
	bool folders;		/* ends with "/": only folders are meant */
	size_t line;
};

/* false when the line has no pattern: it is empty or a remark */
bool ignore_pattern_read(struct str line, struct ignore_pattern *out);
/* is the path, from the folder of the ignore file, one that the pattern means? */
bool ignore_pattern_matches(struct arena *work, const struct ignore_pattern *p, struct str path,
    bool folder);

#endif
