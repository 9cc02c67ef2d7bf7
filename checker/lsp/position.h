/*
 * Places of a text as editors count them: lines from 0, which end with LF, CRLF or
 * CR, and in them UTF-16 code units, or bytes where the client agreed to that.
 */
#ifndef CF_LSP_POSITION_H
#define CF_LSP_POSITION_H

#include "base/str.h"

struct position {
	size_t line, character;
};

struct lines {
	uint32_t *start;	/* of each line; NULL: nothing is known yet */
	size_t n, cap;
};

/* all zero is no lines; false when memory ran out */
bool lines_index(struct lines *lines, struct str text);
void lines_release(struct lines *lines);

/* the place of a byte; past the end it is the end */
struct position lines_position(const struct lines *lines, struct str text, size_t offset, bool utf8);
/* the byte of a place; past the end of its line it is that end. Never inside a code point */
size_t lines_offset(const struct lines *lines, struct str text, struct position at, bool utf8);

#endif
