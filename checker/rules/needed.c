/* All patterns in, one finder out; see needed.h. */
#include "rules/needed.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"

struct needed_place {
	_Atomic(struct needed *) made;
};

struct needed_place *
needed_place_new(struct arena *a)
{
	return arena_new(a, struct needed_place);
}

/* the numbers of strings; false when the finder is full */
static bool
add_strings(struct needed *needed, const struct str *s, size_t n, const uint32_t **out)
{
	uint32_t *word = arena_array(&needed->arena, n, uint32_t);
	size_t i = 0;

	while (i < n && (word[i] = finder_add(&needed->finder, s[i])) != 0)
		i++;
	*out = word;
	return i == n;
}

/* When the finder is full, the patterns that are left are searched for everywhere. */
static void
add_pattern(struct needed *needed, struct arena *scratch, const struct pattern *p,
    struct needed_words *out)
{
	struct literals l = literals_of(scratch, pattern_source(p));

	if (add_strings(needed, l.item, l.n, &out->word))
		out->n = l.n;
	for (size_t i = 0; i < l.nmore; i++)
		if (add_strings(needed, l.more[i].item, l.more[i].n, &out->more[out->nmore].word))
			out->more[out->nmore++].n = l.more[i].n;
	if (l.starts_known && add_strings(needed, l.start, l.nstarts, &out->start)) {
		out->starts_known = true;
		out->nstarts = l.nstarts;
		out->at_line = l.at_line;
		out->at_word = l.at_word;
	}
}

/* how long the strings are with which matches begin */
static void
measure_starts(struct needed *needed)
{
	const struct word_finder *f = &needed->finder;
	uint8_t *depth = arena_array(&needed->arena, f->nnodes, uint8_t);

	needed->length = arena_array(&needed->arena, f->nwords + 1, uint8_t);
	for (size_t i = 0; i < needed->npatterns; i++)
		for (size_t k = 0; k < needed->of[i].nstarts; k++)
			needed->length[needed->of[i].start[k]] = 1;
	for (size_t i = 0; i < f->nnodes; i++) {	/* children come after their parents */
		uint32_t word = f->node[i].word;

		for (uint32_t c = f->node[i].child; c != 0; c = f->node[c].sibling)
			depth[c] = (uint8_t)(depth[i] + 1);
		if (word != 0 && needed->length[word] != 0)
			needed->length[word] = depth[i];
	}
}

/* how many of the patterns come from the store */
static size_t
count_stored(struct pattern *const *patterns, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		k += pattern_stored(patterns[i]) != NOT_STORED;
	return k;
}

/* All strings of the store are in the finder when some of them are wanted: what they are was
 * worked out when the program was built. */
static void
fill(struct needed *needed, struct arena *scratch, struct pattern *const *patterns, size_t n)
{
	needed->npatterns = n;
	needed->of = arena_array(&needed->arena, n, struct needed_words);
	if (count_stored(patterns, n) == 0)
		finder_init(&needed->finder, &needed->arena);
	else
		(void)finder_begin(&needed->finder, &needed->arena, &frozen_needed.finder);
	for (size_t i = 0; i < n; i++) {
		size_t stored = pattern_stored(patterns[i]);

		if (!pattern_is_searched(patterns[i]))
			continue;
		if (stored != NOT_STORED)
			needed->of[i] = frozen_needed.of[stored];
		else
			add_pattern(needed, scratch, patterns[i], &needed->of[i]);
		arena_reset(scratch);
	}
	if (finder_make(&needed->finder))
		measure_starts(needed);
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

/* are these the patterns of the store, one after the other? */
static bool
are_all_stored(struct pattern *const *patterns, size_t n)
{
	size_t i = 0;

	while (i < n && pattern_stored(patterns[i]) == i)
		i++;
	return i == n && n > 0 && n == frozen_needed.npatterns;
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
	if (are_all_stored(patterns, n))
		return &frozen_needed;
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
