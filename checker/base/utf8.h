/* UTF-8: validation, and counting of code points. */
#ifndef CF_BASE_UTF8_H
#define CF_BASE_UTF8_H

#include "base/str.h"

/* offset of the first byte that is not valid UTF-8 (RFC 3629), or s.n */
size_t utf8_check(struct str s);

/* number of code points in valid UTF-8 */
size_t utf8_count(struct str s);

/* code point at p (n > 0 bytes of valid UTF-8 follow); *len gets its bytes */
uint32_t utf8_at(const char *p, size_t n, size_t *len);

/* columns a terminal shows for s: control and combining marks 0, CJK wide 2 */
size_t utf8_width(struct str s);

/* bytes a code point takes in `out` (at least 4 bytes of room) */
size_t utf8_put(uint32_t cp, char *out);

#endif
