/* How often the words of a document stand, alone and side by side; see near_words.h. */
#include "checks/near_words.h"

#include "base/limits.h"

#define BYTES_OF_WORD	5u	/* of one word of a text, with what stands around it, about */
#define FIRST_WORDS	512u	/* room for these at first */

/* Two capitalised words side by side. */
struct pair {
	uint32_t first, second;
	uint32_t n;		/* 0: a free slot */
};

/* see fold_at() */
static unsigned char
folded(char c)
{
	return ch_alpha(c) || ch_digit(c) || (unsigned char)c >= 0x80 ?
	    (unsigned char)ch_lower(c) : 0;
}

/* where a word ends, as word_end() says; *hash is that of the word, folded */
static inline size_t
hash_word(const struct near *x, struct str s, size_t i, uint64_t *hash)
{
	uint64_t h = CF_HASH_SEED;

	for (;; i++) {
		for (unsigned char c; i < s.n && (c = fold_at(x, s, i)) != 0; i++)
			h = (h ^ c) * BASE;
		if (i >= s.n || !is_inner(x, s, i))
			break;
		h = (h ^ (unsigned char)s.p[i]) * BASE;
	}
	*hash = h ^ h >> 32;
	return i;
}

static size_t
word_slot(const struct near *x, uint64_t hash)
{
	size_t i = (size_t)hash & (x->word_slots - 1);

	while (x->word_slot[i] != 0 && x->words[x->word_slot[i] - 1].hash != hash)
		i = (i + 1) & (x->word_slots - 1);
	return i;
}

static void
grow_words(struct near *x)
{
	x->word_slots = x->word_slots == 0 ? 1024 : 2 * x->word_slots;
	x->word_slot = arena_array(x->a, x->word_slots, uint32_t);
	for (size_t i = 0; i < x->nwords; i++)
		x->word_slot[word_slot(x, x->words[i].hash)] = (uint32_t)i + 1;
}

/* the word's index, or NONE when there are too many */
static uint32_t
count_word(struct near *x, struct str s, const struct token *t, uint64_t hash)
{
	size_t i = word_slot(x, hash);
	struct word *w;
	uint32_t word;

	if (x->word_slot[i] == 0) {
		if (x->nwords >= CF_MAX_WORDS) {
			x->out->cut = true;
			return NONE;
		}
		if (!VEC_ROOM(x->a, x->words, x->nwords, x->wordcap))
			return NONE;
		x->words[x->nwords++] = (struct word){ .hash = hash };
		x->word_slot[i] = (uint32_t)x->nwords;
	}
	word = x->word_slot[i] - 1;
	w = &x->words[word];
	w->n++;
	if (t->name && w->name == 0 && VEC_ROOM(x->a, x->names, x->nnames, x->namecap)) {
		x->names[x->nnames++] = str_sub(s, t->from, t->to);
		w->name = (uint32_t)x->nnames;
	}
	if (2 * (x->nwords + 1) > x->word_slots)
		grow_words(x);
	return word;
}

static size_t
pair_slot(const struct near *x, uint32_t first, uint32_t second)
{
	uint64_t h = ((uint64_t)first << 32 | second) * 0x9E3779B97F4A7C15ull;
	size_t i = (size_t)(h ^ h >> 32) & (x->pair_slots - 1);

	while (x->pairs[i].n > 0 && (x->pairs[i].first != first || x->pairs[i].second != second))
		i = (i + 1) & (x->pair_slots - 1);
	return i;
}

static void
count_pair(struct near *x, uint32_t first, uint32_t second)
{
	struct pair *p;

	if (2 * (x->npairs + 1) > x->pair_slots) {
		const struct pair *old = x->pairs;
		size_t n = x->pair_slots;

		x->pair_slots = n == 0 ? 1024 : 2 * n;
		x->pairs = arena_array(x->a, x->pair_slots, struct pair);
		for (size_t i = 0; i < n; i++)
			if (old[i].n > 0)
				x->pairs[pair_slot(x, old[i].first, old[i].second)] = old[i];
	}
	p = &x->pairs[pair_slot(x, first, second)];
	if (p->n == 0)
		x->npairs++;
	*p = (struct pair){ first, second, p->n + 1 };
	x->out->compared += p->n == 2;
}

uint32_t
near_pair_count(const struct near *x, uint32_t first, uint32_t second)
{
	return first == NONE || second == NONE || x->pair_slots == 0 ? 0 :
	    x->pairs[pair_slot(x, first, second)].n;
}

static void
count_text(struct near *x, struct str s)
{
	uint32_t before = NONE;
	size_t at = 0, from;

	while ((from = word_begin(x, s, at)) < s.n) {
		uint64_t hash;
		size_t to = hash_word(x, s, from, &hash);
		struct token t = token_at(s, at, from, to);
		/* a number is no word */
		uint32_t w = ch_digit(s.p[from]) ? NONE : count_word(x, s, &t, hash);

		if (VEC_ROOM(x->a, x->order, x->norder, x->ordercap))
			x->order[x->norder++] = w;
		if (before != NONE && w != NONE && t.joined)
			count_pair(x, before, w);
		before = t.name ? w : NONE;
		at = to;
	}
}

const uint32_t *
near_count_texts(struct near *x)
{
	const struct texts *texts = texts_of(x->run);
	uint32_t *end = arena_array(x->a, texts->n, uint32_t);
	struct place_filter filter;

	for (unsigned c = 0; c < 256; c++)
		x->fold[c] = folded((char)c);
	x->wordcap = FIRST_WORDS;
	x->words = arena_array(x->a, x->wordcap, struct word);
	grow_words(x);
	for (size_t i = 0; i < texts->n; i++)
		x->ordercap += texts->place[i].text->s.n / BYTES_OF_WORD;
	x->order = arena_array(x->a, x->ordercap, uint32_t);
	filter_begin(&filter, x->run, x->rule);
	for (size_t i = 0; i < texts->n; i++) {
		if (filter_wants(&filter, &texts->place[i]))
			count_text(x, texts->place[i].text->s);
		end[i] = (uint32_t)x->norder;
	}
	return end;
}
