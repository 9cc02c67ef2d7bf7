/* A unified diff between a text and the same text with parts of lines replaced. */
#ifndef CF_DIFF_H
#define CF_DIFF_H

#include "base/buf.h"

/* old bytes [from, to), within one line, become `text`, which has no line end */
struct edit {
	size_t from, to;
	struct str text;
};

/* Does the text have the characters that mean something in the format as often as the text that
 * it takes the place of? Else a cell, a tag or an emphasis would begin, end or be lost. */
bool edit_is_plain(const char *format, struct str old, const char *text);
/* the text with all edits made; they are in order and do not overlap */
void edits_make(struct buf *out, struct str old, const struct edit *edit, size_t n);
/* what `patch` reads; `path` stands in the head twice */
void edits_diff(struct buf *out, const char *path, struct str old, const struct edit *edit,
    size_t n);

#endif
