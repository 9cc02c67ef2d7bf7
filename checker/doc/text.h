/*
 * A text as a person reads it (markup gone, entities resolved, line ends turned
 * into spaces) that still knows where each byte of it stands in the source.
 */
#ifndef CF_DOC_TEXT_H
#define CF_DOC_TEXT_H

#include "doc/source.h"

/* text[text..] comes from source[src..]. When `atomic`, all of the run stands
 * for source[src, src + slen) as a whole (an entity, a line end); else byte for
 * byte. Runs ascend in both. `line`: it is the blank between two lines as a person sees
 * them, not as the source is written. */
struct piece {
	uint32_t text, src, slen;
	bool atomic, line;
};

struct text {
	struct str s;
	struct span span;	/* of all of it in the source */
	const struct piece *pieces;	/* NULL: s is source[span] itself */
	uint32_t npieces;
};

/* where text bytes [from, to) stand in the source, from < to <= s.n */
struct span text_span(const struct text *t, size_t from, size_t to);

/* the text byte that stands for source byte `src`, or the next one that does; at most s.n */
size_t text_offset(const struct text *t, uint32_t src);
/* is text byte i the blank between two lines? */
bool text_is_line(const struct text *t, size_t i);

/* Building a text piece by piece. */
struct text_builder {
	struct arena *arena;
	struct str src;		/* the whole source */
	char *p;
	size_t n, cap;
	struct piece *pieces;
	size_t npieces, piececap;
	bool failed;		/* out of memory with no `oom` to jump to */
};

void text_begin(struct text_builder *b, struct arena *a, struct str src);
/* source bytes [from, to), as they are */
void text_add(struct text_builder *b, uint32_t from, uint32_t to);
/* `s` in the place of source bytes [from, to) */
void text_add_for(struct text_builder *b, struct str s, uint32_t from, uint32_t to);
/* a blank in the place of source bytes [from, to), where a new line begins */
void text_add_line(struct text_builder *b, uint32_t from, uint32_t to);
/* all of another text of the same source, which stands behind what there is so far */
void text_add_text(struct text_builder *b, const struct text *t);
/* finish: white space at both ends is cut; the builder may begin again */
struct text text_end(struct text_builder *b);

/* source bytes [from, to) as a text, trimmed; nothing is copied */
struct text text_of_source(struct str src, uint32_t from, uint32_t to);

#endif
