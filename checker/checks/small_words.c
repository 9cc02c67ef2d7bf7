/*
 * Words that stand in small letters; see small_words.h. A word is found by the hash of its
 * letters up to the first apostrophe or hyphen, if there is any: so many stand one behind the
 * other where it stands in a text.
 */
#include "checks/small_words.h"

#include "checks/capitals.h"

enum byte_is { BYTE_LETTER = 1, BYTE_BEGINS = 2 };

struct search {
	struct small_word *words;
	uint64_t *hash;			/* of the first letters of each */
	uint32_t *slot;			/* index into words + 1; those with one hash follow each other */
	size_t slots;
	unsigned char is[256];		/* a letter; one that a word begins with */
};

static inline unsigned
is_at(const struct search *x, struct str s, size_t i)
{
	return x->is[(unsigned char)s.p[i]];
}

/* the end of the letters from i on; their hash */
static size_t
hash_letters(const struct search *x, struct str s, size_t i, uint64_t *hash)
{
	uint64_t h = 0;

	for (; i < s.n && is_at(x, s, i) != 0; i++)
		h = name_hash_byte(h, s.p[i]);
	*hash = h ^ h >> 32;
	return i;
}

static void
add(struct search *x, uint32_t i)
{
	struct str s = x->words[i].s;
	size_t k;

	x->is[(unsigned char)s.p[0]] |= BYTE_BEGINS;
	(void)hash_letters(x, s, 0, &x->hash[i]);
	k = (size_t)x->hash[i] & (x->slots - 1);
	while (x->slot[k] != 0)
		k = (k + 1) & (x->slots - 1);
	x->slot[k] = i + 1;
}

/* the letters from `from` on have this hash: are they one of the words? */
static void
look_up(struct search *x, struct str s, size_t from, uint64_t hash)
{
	size_t k = (size_t)hash & (x->slots - 1);

	for (; x->slot[k] != 0; k = (k + 1) & (x->slots - 1)) {
		struct small_word *w = &x->words[x->slot[k] - 1];

		if (!w->stands && x->hash[x->slot[k] - 1] == hash)
			w->stands = str_starts(str_sub(s, from, s.n), w->s) &&
			    !is_letter(s, from + w->s.n);
	}
}

static void
read_text(struct search *x, struct str s)
{
	for (size_t i = 0, from; i < s.n;) {
		uint64_t hash;

		from = i;
		if ((is_at(x, s, i) & BYTE_BEGINS) != 0) {
			i = hash_letters(x, s, i, &hash);
			look_up(x, s, from, hash);
		}
		while (i < s.n && is_at(x, s, i) != 0)	/* those of another word */
			i++;
		while (i < s.n && is_at(x, s, i) == 0)
			i++;
	}
}

void
small_words_find(struct run *run, struct small_word *words, size_t n)
{
	const struct texts *texts = texts_of(run);
	struct search x = { .words = words, .slots = 64 };

	if (n == 0)
		return;
	for (unsigned c = 0; c < 256; c++)
		x.is[c] = is_letter((struct str){ &(char){ (char)c }, 1 }, 0) ? BYTE_LETTER : 0;
	while (x.slots < 2 * n)
		x.slots *= 2;
	x.slot = arena_array(run->scratch, x.slots, uint32_t);
	x.hash = arena_array(run->scratch, n, uint64_t);
	for (uint32_t i = 0; i < n; i++)
		add(&x, i);
	for (size_t i = 0; i < texts->n; i++)
		read_text(&x, texts->place[i].text->s);
}
