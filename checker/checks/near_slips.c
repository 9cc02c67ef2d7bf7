/*
 * Frequent words a letter away from a rare one; see near_words.h. Two words differ by one letter
 * when they share what remains of them without one letter, so that each is found in a hash of
 * such remains.
 */
#include "checks/near_words.h"

#include "checks/slip.h"

#define SHORTEST_WORD	4u	/* of a word that may be a slip */
#define MAX_ALIKE	64u	/* frequent words with the same remains that are tried */

/* What remains of a frequent word without one letter. */
struct remain {
	uint64_t hash;
	uint32_t word;
	uint32_t next;		/* the next with this slot, + 1 */
};

static bool
is_calendar(struct str s)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday",
		"friday", "saturday", "sunday", "january", "february", "march", "april", "june",
		"july", "august", "september", "october", "november", "december" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (ch_lower(s.p[0]) == names[i][0] && str_eq_folded(s, str_of(names[i])))
			return true;
	return false;
}

static bool
may_slip(const struct near *x, uint32_t w)
{
	struct str s;

	if (x->words[w].name == 0)
		return false;
	s = near_spelt(x, w);
	if (s.n < SHORTEST_WORD || s.n > LONGEST_WORD)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!ch_alpha(s.p[i]))
			return false;
	return !is_calendar(s);
}

/*
 * The hashes of a word without each letter in turn, and of all of it: one more than it has
 * letters. They are polynomials, so that each is made of one of what stands before the letter
 * and one of what stands behind it.
 */
static void
hash_remains(struct str s, uint64_t *out)
{
	uint64_t before = 0, behind = 0, power = 1;

	for (size_t i = 0; i < s.n; i++) {
		out[i] = before;
		before = before * BASE + (unsigned char)ch_lower(s.p[i]);
	}
	out[s.n] = before;
	for (size_t i = s.n; i-- > 0;) {
		out[i] = out[i] * power + behind;
		behind += power * (unsigned char)ch_lower(s.p[i]);
		power *= BASE;
	}
	for (size_t i = 0; i <= s.n; i++)
		out[i] ^= out[i] >> 32;
}

static bool
is_frequent(const struct near *x, uint32_t w)
{
	return x->words[w].n >= RATIO && x->can_be[w];
}

static void
add_remain(struct near *x, uint64_t hash, uint32_t word)
{
	uint32_t *slot = &x->remain_slot[hash & (x->remain_slots - 1)];

	x->remains[x->nremains++] = (struct remain){ hash, word, *slot };
	*slot = (uint32_t)x->nremains;
}

static void
index_frequent(struct near *x)
{
	uint64_t remains[LONGEST_WORD + 1];
	size_t n = 0;

	for (uint32_t w = 0; w < x->nwords; w++)
		if (is_frequent(x, w))
			n += near_spelt(x, w).n + 1;
	x->remains = arena_array(x->a, n, struct remain);
	x->remain_slots = 64;
	while (x->remain_slots < 2 * n)
		x->remain_slots *= 2;
	x->remain_slot = arena_array(x->a, x->remain_slots, uint32_t);
	for (uint32_t w = 0; w < x->nwords; w++) {
		if (!is_frequent(x, w))
			continue;
		hash_remains(near_spelt(x, w), remains);
		for (size_t i = 0; i <= near_spelt(x, w).n; i++)
			add_remain(x, remains[i], w);
	}
}

/* a frequent word that w may be a slip of, from remain *r on; NONE: no more */
static uint32_t
next_alike(const struct near *x, uint32_t w, uint64_t hash, uint32_t *r, unsigned *tries)
{
	while (*r != 0 && (*tries)-- > 0) {
		const struct remain *m = &x->remains[*r - 1];

		*r = m->next;
		if (m->hash == hash && m->word != w &&
		    x->words[m->word].n >= RATIO * x->words[w].n &&
		    is_slip(near_spelt(x, w), near_spelt(x, m->word)))
			return m->word;
	}
	return NONE;
}

void
near_alike_begin(struct near_alike *a, const struct near *x, uint32_t word)
{
	struct str s = near_spelt(x, word);

	hash_remains(s, a->at);
	a->n = s.n + 1;
	a->i = 0;
	a->word = word;
	a->remain = x->remain_slot[a->at[0] & (x->remain_slots - 1)];
	a->tries = MAX_ALIKE;
}

uint32_t
near_alike_next(struct near_alike *a, const struct near *x)
{
	for (;;) {
		uint32_t w = next_alike(x, a->word, a->at[a->i], &a->remain, &a->tries);

		if (w != NONE || a->i + 1 == a->n)
			return w;
		a->i++;
		a->remain = x->remain_slot[a->at[a->i] & (x->remain_slots - 1)];
		a->tries = MAX_ALIKE;
	}
}

/* is there a frequent word a letter apart at all? */
static bool
has_alike(const struct near *x, uint32_t word)
{
	struct near_alike a;

	near_alike_begin(&a, x, word);
	return near_alike_next(&a, x) != NONE;
}

void
near_find_slips(struct near *x)
{
	x->can_be = arena_array(x->a, x->nwords, bool);
	for (uint32_t w = 0; w < x->nwords; w++)
		x->can_be[w] = may_slip(x, w);
	index_frequent(x);
	for (uint32_t w = 0; w < x->nwords; w++)
		x->can_be[w] = x->can_be[w] && has_alike(x, w);
}
