/* Chunked bump allocation; see arena.h. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct arena_chunk {
	struct arena_chunk *next;
	size_t size;		/* bytes of `mem` */
	bool own;		/* of one large array alone; never the first of an arena */
	alignas(max_align_t) unsigned char mem[];
};

#define FIRST_CHUNK	(16u << 10)
#define LARGEST_CHUNK	(4u << 20)
#define LARGE_ARRAY	(64u << 10)	/* arrays of so many bytes have a chunk each */

void
arena_init(struct arena *a, size_t limit)
{
	*a = (struct arena){ .limit = limit };
}

void
arena_release(struct arena *a)
{
	struct arena_chunk *next;

	for (struct arena_chunk *c = a->head; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	a->head = NULL;
	a->used = a->total = 0;
}

void
arena_reset(struct arena *a)
{
	struct arena_chunk *keep = a->head;

	if (keep == NULL)
		return;
	a->head = keep->next;
	keep->next = NULL;
	arena_release(a);
	a->head = keep;
	a->total = keep->size;
}

static void *
fail(struct arena *a)
{
	if (a->oom != NULL)
		longjmp(*a->oom, 1);
	return NULL;
}

static bool
add_chunk(struct arena *a, size_t need)
{
	size_t size = a->head == NULL ? FIRST_CHUNK : a->head->size + a->head->size / 2;
	struct arena_chunk *c;

	if (size > LARGEST_CHUNK)
		size = LARGEST_CHUNK;
	if (size < need)
		size = need;
	if (size > a->limit - a->total)
		size = need;	/* near the limit: take no more than is asked */
	if (size > a->limit - a->total || size > SIZE_MAX - sizeof(*c))
		return false;
	c = malloc(sizeof(*c) + size);
	if (c == NULL)
		return false;
	*c = (struct arena_chunk){ .next = a->head, .size = size };
	a->head = c;
	a->used = 0;
	a->total += size;
	return true;
}

/* A chunk for one large array, zeroed, behind the newest one, which goes on being filled. */
static void *
own_chunk(struct arena *a, size_t size)
{
	struct arena_chunk *c;

	if ((a->head == NULL && !add_chunk(a, 1)) || size > a->limit - a->total ||
	    size > SIZE_MAX - sizeof(*c))
		return fail(a);
	c = calloc(1, sizeof(*c) + size);	/* pages that are not used stay untouched */
	if (c == NULL)
		return fail(a);
	*c = (struct arena_chunk){ .next = a->head->next, .size = size, .own = true };
	a->head->next = c;
	a->total += size;
	return c->mem;
}

void *
arena_alloc(struct arena *a, size_t size, size_t align)
{
	size_t at = (a->used + align - 1) & ~(align - 1);
	void *p;

	if (a->head == NULL || at > a->head->size || size > a->head->size - at) {
		if (size >= LARGE_ARRAY && a->head != NULL)
			return own_chunk(a, size);
		if (!add_chunk(a, size))
			return fail(a);
		at = 0;
	}
	p = a->head->mem + at;
	a->used = at + size;
	return memset(p, 0, size);
}

void *
arena_calloc(struct arena *a, size_t n, size_t size, size_t align)
{
	if (size != 0 && n > SIZE_MAX / size)
		return fail(a);
	return arena_alloc(a, n * size, align);
}

/* where the chunk of a large array hangs, if it is one; else where the list ends */
static struct arena_chunk **
find_own(struct arena *a, const void *array)
{
	struct arena_chunk **at = &a->head;

	while (*at != NULL && (!(*at)->own || array != (*at)->mem))
		at = &(*at)->next;
	return at;
}

/* A chunk for a large array, or a larger one for one that has its own; `now` are the
 * bytes that are kept, the others are zero. */
static void *
grow_own(struct arena *a, void *array, size_t now, size_t size)
{
	struct arena_chunk **at = find_own(a, array), *old = *at, *c;
	void *p;

	if (old == NULL) {
		p = own_chunk(a, size);
		return p == NULL || now == 0 ? p : memcpy(p, array, now);
	}
	if (size - old->size > a->limit - a->total || size > SIZE_MAX - sizeof(*c))
		return fail(a);
	c = realloc(old, sizeof(*c) + size);
	if (c == NULL)
		return fail(a);
	a->total += size - c->size;
	memset(c->mem + c->size, 0, size - c->size);
	c->size = size;
	*at = c;
	return c->mem;
}

/* Make an array longer where it stands, when nothing was handed out behind it. */
static bool
extend(struct arena *a, const unsigned char *array, size_t now, size_t want)
{
	struct arena_chunk *c = a->head;

	if (c == NULL || now == 0 || a->used < now || array != c->mem + (a->used - now) ||
	    want - now > c->size - a->used)
		return false;
	memset(c->mem + a->used, 0, want - now);
	a->used += want - now;
	return true;
}

/* `vec` is the address of a pointer to any type, hence the memcpy */
bool
arena_grow(struct arena *a, void *vec, size_t n, size_t *cap, size_t size)
{
	size_t want = *cap < 8 ? 8 : *cap * 2;
	bool large = want >= LARGE_ARRAY / size;
	void *p, *old;

	memcpy(&old, vec, sizeof(old));
	if (!large && extend(a, old, *cap * size, want * size)) {
		*cap = want;
		return true;
	}
	if (large && want <= SIZE_MAX / size) {
		p = grow_own(a, old, n * size, want * size);
	} else {
		p = arena_calloc(a, want, size, alignof(max_align_t));
		if (p != NULL && n > 0)
			memcpy(p, old, n * size);
	}
	if (p == NULL)
		return false;
	memcpy(vec, &p, sizeof(p));
	*cap = want;
	return true;
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);

	if (p == NULL)
		return (struct str){ "", 0 };
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

struct str
arena_join(struct arena *a, const struct str *part, size_t n)
{
	struct str out = { "", 0 };
	size_t size = 1;
	char *p, *to;

	for (size_t i = 0; i < n; i++)
		size += part[i].n;
	p = to = arena_alloc(a, size, 1);
	if (p == NULL)
		return out;
	for (size_t i = 0; i < n; i++) {
		if (part[i].n > 0)
			memcpy(to, part[i].p, part[i].n);
		to += part[i].n;
	}
	return (struct str){ p, size - 1 };
}

struct str
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char *p;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1, 1);
	if (p != NULL)
		(void)vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p == NULL ? (struct str){ "", 0 } : (struct str){ p, (size_t)n };
}
