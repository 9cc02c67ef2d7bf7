/* All patterns in, one finder out; see needed.h. */
#include "rules/needed.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"
#include "rules/literals.h"

struct needed_place {
	_Atomic(struct needed *) made;
};

struct needed_place *
needed_place_new(struct arena *a)
{
	return arena_new(a, struct needed_place);
}

/* When the finder is full, the patterns that are left are searched for everywhere. */
static void
add_pattern(struct needed *needed, struct arena *scratch, const struct pattern *p,
    struct needed_words *out)
{
	struct literals need = literals_of(scratch, pattern_source(p));
	uint32_t *word = arena_array(&needed->arena, need.n, uint32_t);
	size_t n = 0;

	while (n < need.n && (word[n] = finder_add(&needed->finder, need.item[n])) != 0)
		n++;
	*out = (struct needed_words){ word, n == need.n ? n : 0 };
}

static void
fill(struct needed *needed, struct arena *scratch, struct pattern *const *patterns, size_t n)
{
	needed->npatterns = n;
	needed->of = arena_array(&needed->arena, n, struct needed_words);
	finder_init(&needed->finder, &needed->arena);
	for (size_t i = 0; i < n; i++) {
		if (!pattern_is_searched(patterns[i]))
			continue;
		add_pattern(needed, scratch, patterns[i], &needed->of[i]);
		arena_reset(scratch);
	}
	(void)finder_make(&needed->finder);
}

static void
release(struct needed *needed)
{
	if (needed != NULL)
		arena_release(&needed->arena);
	free(needed);
}

/* false: memory ran out */
static bool
fill_safely(struct needed *needed, struct arena *scratch, struct pattern *const *patterns, size_t n)
{
	jmp_buf oom;

	if (setjmp(oom) != 0)
		return false;
	needed->arena.oom = scratch->oom = &oom;
	fill(needed, scratch, patterns, n);
	needed->arena.oom = scratch->oom = NULL;
	return true;
}

static struct needed *
make(struct pattern *const *patterns, size_t n)
{
	struct needed *needed = calloc(1, sizeof(*needed));
	struct arena scratch;
	bool filled;

	if (needed == NULL)
		return NULL;
	arena_init(&needed->arena, CF_MAX_MEMORY);
	arena_init(&scratch, CF_MAX_MEMORY);
	filled = fill_safely(needed, &scratch, patterns, n);
	arena_release(&scratch);
	if (filled)
		return needed;
	release(needed);
	return NULL;
}

const struct needed *
needed_of(struct needed_place *place, struct pattern *const *patterns, size_t n)
{
	struct needed *there, *made;

	if (place == NULL)
		return NULL;
	there = atomic_load_explicit(&place->made, memory_order_acquire);
	if (there != NULL)
		return there;
	made = make(patterns, n);
	if (made == NULL || atomic_compare_exchange_strong(&place->made, &there, made))
		return made;
	release(made);	/* another thread was faster */
	return there;
}

void
needed_free(struct needed_place *place)
{
	if (place == NULL)
		return;
	release(atomic_load(&place->made));
	atomic_store(&place->made, NULL);
}
