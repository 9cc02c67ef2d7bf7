/*
 * An output buffer that grows. It remembers the first failure: write what you
 * have to, and ask `failed` once at the end.
 */
#ifndef CF_BASE_BUF_H
#define CF_BASE_BUF_H

#include <stdio.h>
#include "base/str.h"

struct buf {
	char *p;
	size_t n, cap;
	bool failed;	/* memory ran out: p[0, n) is only a part */
};

void buf_init(struct buf *b);
void buf_release(struct buf *b);
void buf_clear(struct buf *b);
void buf_put(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
/* room for n more bytes at b->p + b->n, which the caller fills in and counts; false: failed */
bool buf_room(struct buf *b, size_t n);
void buf_pad(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "1,480" */
void buf_count(struct buf *b, size_t n);
/* "1 file", "1,480 files" */
void buf_many(struct buf *b, size_t n, const char *noun);
static inline struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p == NULL ? "" : b->p, b->n };
}

#endif
