/*
 * Memory by lifetime. An arena hands out zeroed memory and is freed as a whole.
 * There are four: rules (as long as the rules), document (the document with its
 * facts), scratch (reset after each rule), report (the findings of one run).
 *
 * When memory runs out, or the arena's own limit is passed, the allocation
 * jumps to `oom` if that is set (the stage's entry function set it and returns
 * CF_ENOMEM), else returns NULL. Code that runs inside a foreign library's
 * callback must run with `oom` NULL and check, so that the library can clean up.
 */
#ifndef CF_BASE_ARENA_H
#define CF_BASE_ARENA_H

#include <setjmp.h>
#include <stdalign.h>
#include "base/str.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *head;
	size_t used;		/* bytes handed out by the newest chunk */
	size_t total;		/* bytes of all chunks */
	size_t limit;		/* `total` may not pass this */
	jmp_buf *oom;		/* where to go when memory runs out; may be NULL */
};

void arena_init(struct arena *a, size_t limit);
void arena_release(struct arena *a);
/* forget everything handed out but keep one chunk for the next use */
void arena_reset(struct arena *a);

void *arena_alloc(struct arena *a, size_t size, size_t align);
void *arena_calloc(struct arena *a, size_t n, size_t size, size_t align);
/* the parts one behind the other, with a NUL behind; "" when memory ran out */
struct str arena_join(struct arena *a, const struct str *part, size_t n);
/* a copy of s, followed by a NUL that .n does not count */
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#define arena_new(a, T) ((T *)arena_alloc((a), sizeof(T), alignof(T)))
#define arena_array(a, n, T) ((T *)arena_calloc((a), (n), sizeof(T), alignof(T)))

/*
 * Growing arrays inside an arena: VEC_ROOM(a, vec, n, cap) makes room for one
 * more at vec[n] (moving the array when it is full; what pointed into it points
 * nowhere then) and is false only when memory ran out and `oom` is NULL; then the
 * array is as it was. `cap` is a size_t.
 */
bool arena_grow(struct arena *a, void *vec, size_t n, size_t *cap, size_t size);
#define VEC_ROOM(a, v, n, cap) \
	((n) < (cap) || arena_grow((a), &(v), (n), &(cap), sizeof(*(v))))

#endif
