/*
 * Near-duplicates of names, in two passes over the words; see near.h.
 *
 * The first pass counts words, and pairs of capitalised words side by side. A rare
 * word is then held against the frequent words that differ by one letter: two words
 * do that when they share what remains of them without one letter, so that each is
 * found in a hash of such remains. The second pass collects the places, and drops a
 * word that also stands where the frequent one never does: it is a word of its own.
 */
#include "checks/near.h"

#include "base/limits.h"

#define SHORTEST_WORD	4u	/* of a word that may be a slip */
#define LONGEST_WORD	32u
#define SHORTEST_NAME	8u	/* bytes of the whole name */
#define RATIO		4u	/* how much more frequent the right form is, at least */
#define BASE		0x100000001b3ull	/* of the hashes */
#define FIRST_WORDS	512u	/* room for these at first */
#define MAX_ALIKE	64u	/* frequent words with the same remains that are tried */
#define BYTES_OF_WORD	5u	/* of one word of a text, with what stands around it, about */

/*
 * A word that the document uses, capitals folded. Words with one hash are taken for one. Each
 * word of the document is looked up, so that this holds no more than what is needed for it.
 */
struct word {
	uint64_t hash;		/* folded */
	uint32_t n;		/* how often, in any form */
	uint32_t name;		/* index of it in `names` + 1; 0: it never is one */
};

/* Two capitalised words side by side. */
struct pair {
	uint32_t first, second;
	uint32_t n;		/* 0: a free slot */
};

/* What remains of a frequent word without one letter. */
struct remain {
	uint64_t hash;
	uint32_t word;
	uint32_t next;		/* the next with this slot, + 1 */
};

struct near {
	struct run *run;
	const struct rule *rule;
	struct arena *a;
	struct word *words;
	size_t nwords, wordcap;
	struct str *names;	/* words capitalised with small letters after it, as first printed */
	size_t nnames, namecap;
	bool *can_be;		/* each a slip, as far as is known */
	uint32_t *slip;		/* of each the index of the near_name + 1; 0: none */
	uint32_t *word_slot;	/* index into words + 1 */
	size_t word_slots;
	struct pair *pairs;
	size_t pair_slots, npairs;
	struct remain *remains;
	size_t nremains;
	uint32_t *remain_slot;	/* index into remains + 1 */
	size_t remain_slots;
	uint32_t *order;	/* of each word as it stands in the texts, for the second pass */
	size_t norder, ordercap;
	unsigned char fold[256];	/* folded() of each byte */
	struct near_names *out;
};

/* ---- words of a text */

/* A word where it stands. */
struct token {
	size_t from, to;
	bool name;		/* "Oriel": a capital, then at least one small letter */
	bool joined;		/* of a name: only a space stands between it and the word before */
};

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* a byte of a word without its capital; 0: it is none, a word ends there */
static unsigned char
folded(char c)
{
	return ch_alpha(c) || ch_digit(c) || (unsigned char)c >= 0x80 ?
	    (unsigned char)ch_lower(c) : 0;
}

static inline unsigned char
fold_at(const struct near *x, struct str s, size_t i)
{
	return x->fold[(unsigned char)s.p[i]];
}

/* does an apostrophe or hyphen belong to the word around it? */
static inline bool
is_inner(const struct near *x, struct str s, size_t i)
{
	return (s.p[i] == '\'' || s.p[i] == '-') && i + 1 < s.n && fold_at(x, s, i + 1) != 0;
}

static inline bool
is_name(struct str s, size_t from, size_t to)
{
	if (!is_upper(s.p[from]))
		return false;
	for (size_t i = from + 1; i < to; i++)
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return true;
	return false;
}

/* the word s[from, to) behind one that ends at `before` */
static inline struct token
token_at(struct str s, size_t before, size_t from, size_t to)
{
	struct token t = { .from = from, .to = to, .name = is_name(s, from, to) };

	t.joined = t.name && before > 0 && from == before + 1 && s.p[before] == ' ';
	return t;
}

/* where the next word begins; s.n: nowhere */
static inline size_t
word_begin(const struct near *x, struct str s, size_t i)
{
	while (i < s.n && fold_at(x, s, i) == 0)
		i++;
	return i;
}

/* letters, digits, and apostrophes and hyphens inside it */
static inline size_t
word_end(const struct near *x, struct str s, size_t i)
{
	while (i < s.n && (fold_at(x, s, i) != 0 || is_inner(x, s, i)))
		i++;
	return i;
}

/* the same; *hash is that of the word, folded */
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

/* ---- counting */

static bool
same_folded(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ch_lower(a.p[i]) != ch_lower(b.p[i]))
			return false;
	return true;
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

/* of a word that is a name somewhere */
static struct str
name_spelt(const struct near *x, uint32_t word)
{
	return x->names[x->words[word].name - 1];
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

static uint32_t
pair_count(const struct near *x, uint32_t first, uint32_t second)
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

/* ---- a letter apart */

/* words that say what kind of name follows: another name is as likely as a slip */
static bool
is_title(struct str s)
{
	static const char *const titles[] = { "mr", "mrs", "ms", "miss", "dr", "sir", "lady",
		"lord", "cllr", "councillor", "councillors", "cllrs", "professor", "prof", "the",
		"and", "of", "a", "an", "in", "by", "for", "to", "rev", "cathaoirleach", "deputy",
		"director", "chair", "mayor" };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (same_folded(s, str_of(titles[i])))
			return true;
	return false;
}

static bool
is_calendar(struct str s)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday",
		"friday", "saturday", "sunday", "january", "february", "march", "april", "june",
		"july", "august", "september", "october", "november", "december" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (ch_lower(s.p[0]) == names[i][0] && same_folded(s, str_of(names[i])))
			return true;
	return false;
}

static struct str
without_plural(struct str s)
{
	return s.n > 0 && ch_lower(s.p[s.n - 1]) == 's' ? str_sub(s, 0, s.n - 1) : s;
}

/* how many bytes are the same from the front; from the end */
static size_t
same_front(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.n && i < b.n && ch_lower(a.p[i]) == ch_lower(b.p[i]))
		i++;
	return i;
}

static size_t
same_end(struct str a, struct str b, size_t front)
{
	size_t i = 0;

	while (i + front < a.n && i + front < b.n &&
	    ch_lower(a.p[a.n - 1 - i]) == ch_lower(b.p[b.n - 1 - i]))
		i++;
	return i;
}

/*
 * A slip changes a letter inside the word, leaves one out, doubles one, or swaps
 * two. At its beginning ("Wales", "Males") and its end ("Teacher", "Teaches") it
 * rather makes another word.
 */
bool
near_is_slip(struct str a, struct str b)
{
	size_t front, end, x, y;

	a = without_plural(a);
	b = without_plural(b);
	front = same_front(a, b);
	if (front == 0 || front == a.n || front == b.n)
		return false;
	end = same_end(a, b, front);
	x = a.n - front - end;
	y = b.n - front - end;
	if (end == 0)
		return false;
	if (x <= 1 && y <= 1)
		return !(x == 1 && y == 1 && end == 1 && ch_lower(a.p[a.n - 1]) == 'n');
	return x == 2 && y == 2 && ch_lower(a.p[front]) == ch_lower(b.p[front + 1]) &&
	    ch_lower(a.p[front + 1]) == ch_lower(b.p[front]);
}

static bool
may_slip(const struct near *x, uint32_t w)
{
	struct str s;

	if (x->words[w].name == 0)
		return false;
	s = name_spelt(x, w);
	if (s.n < SHORTEST_WORD || s.n > LONGEST_WORD)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!ch_alpha(s.p[i]))
			return false;
	return !is_calendar(s);
}

/* The hashes of a word without each letter in turn, and of all of it. */
struct remain_hashes {
	uint64_t at[LONGEST_WORD + 1];
	size_t n;
};

/* they are polynomials, so that each is made of one of what stands before the letter and one
 * of what stands behind it */
static void
hash_remains(struct str s, struct remain_hashes *out)
{
	uint64_t before = 0, behind = 0, power = 1;

	out->n = s.n + 1;
	for (size_t i = 0; i < s.n; i++) {
		out->at[i] = before;
		before = before * BASE + (unsigned char)ch_lower(s.p[i]);
	}
	out->at[s.n] = before;
	for (size_t i = s.n; i-- > 0;) {
		out->at[i] = out->at[i] * power + behind;
		behind += power * (unsigned char)ch_lower(s.p[i]);
		power *= BASE;
	}
	for (size_t i = 0; i < out->n; i++)
		out->at[i] ^= out->at[i] >> 32;
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
	struct remain_hashes remains;
	size_t n = 0;

	for (uint32_t w = 0; w < x->nwords; w++)
		if (is_frequent(x, w))
			n += name_spelt(x, w).n + 1;
	x->remains = arena_array(x->a, n, struct remain);
	x->remain_slots = 64;
	while (x->remain_slots < 2 * n)
		x->remain_slots *= 2;
	x->remain_slot = arena_array(x->a, x->remain_slots, uint32_t);
	for (uint32_t w = 0; w < x->nwords; w++) {
		if (!is_frequent(x, w))
			continue;
		hash_remains(name_spelt(x, w), &remains);
		for (size_t i = 0; i < remains.n; i++)
			add_remain(x, remains.at[i], w);
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
		    near_is_slip(name_spelt(x, w), name_spelt(x, m->word)))
			return m->word;
	}
	return NONE;
}

/* ---- places */

/* A word with its neighbours, when all are part of one name. */
struct context {
	uint32_t before, word, after;	/* NONE: not capitalised, or not side by side */
};

/* the name in which the frequent word stands with a neighbour of the rare one: how often */
static uint32_t
shared(const struct near *x, const struct context *c, uint32_t right, bool *front)
{
	uint32_t a = c->before == NONE || is_title(name_spelt(x, c->before)) ? 0 :
	    pair_count(x, c->before, right);
	uint32_t b = c->after == NONE || is_title(name_spelt(x, c->after)) ? 0 :
	    pair_count(x, right, c->after);

	*front = a >= b;
	return a >= b ? a : b;
}

/* the best reading of a rare word at one of its places */
static uint32_t
best_alike(const struct near *x, const struct context *c, uint32_t *times)
{
	struct remain_hashes remains;
	uint32_t best = NONE;

	*times = 0;
	hash_remains(name_spelt(x, c->word), &remains);
	for (size_t i = 0; i < remains.n; i++) {
		uint64_t hash = remains.at[i];
		uint32_t r = x->remain_slot[hash & (x->remain_slots - 1)], w;
		unsigned tries = MAX_ALIKE;

		while ((w = next_alike(x, c->word, hash, &r, &tries)) != NONE) {
			bool front;
			uint32_t n = shared(x, c, w, &front);

			if (n > *times) {
				*times = n;
				best = w;
			}
		}
	}
	return best;
}

static struct near_name *
name_of(struct near *x, uint32_t word, uint32_t right, uint32_t times)
{
	struct near_names *out = x->out;
	uint32_t *slip = &x->slip[word];

	if (*slip == 0) {
		if (!VEC_ROOM(x->a, out->name, out->n, out->cap))
			return NULL;
		out->name[out->n++] = (struct near_name){ .right = name_spelt(x, right),
			.times = times };
		*slip = (uint32_t)out->n;
	}
	return &out->name[*slip - 1];
}

/* Three words in a row, and where they stand. */
struct window {
	struct token t[3];
	uint32_t w[3];
	size_t n;
};

static void
add_place(struct near *x, const struct place *p, const struct window *v, bool front,
    struct near_name *name)
{
	size_t from = front ? v->t[0].from : v->t[1].from, to = front ? v->t[1].to : v->t[2].to;

	if (to - from < SHORTEST_NAME) {
		name->spoiled = true;
		return;
	}
	if (VEC_ROOM(x->a, name->places, name->n, name->cap))
		name->places[name->n++] = (struct near_place){ p, from, to, v->t[1].from,
			v->t[1].to };
}

/* is there a frequent word a letter apart at all? */
static bool
has_alike(const struct near *x, uint32_t word)
{
	struct remain_hashes remains;

	hash_remains(name_spelt(x, word), &remains);
	for (size_t i = 0; i < remains.n; i++) {
		uint64_t hash = remains.at[i];
		uint32_t r = x->remain_slot[hash & (x->remain_slots - 1)];
		unsigned tries = MAX_ALIKE;

		if (next_alike(x, word, hash, &r, &tries) != NONE)
			return true;
	}
	return false;
}

/* where it is no slip it is a word of its own, and so elsewhere too */
static void
is_no_slip(struct near *x, uint32_t word)
{
	x->can_be[word] = false;
	if (x->slip[word] != 0)
		x->out->name[x->slip[word] - 1].spoiled = true;
}

/* the word in the middle of the window */
static void
look_at(struct near *x, const struct place *p, const struct window *v)
{
	const struct token *t = &v->t[1];
	struct context c = { NONE, v->w[1], NONE };
	struct near_name *name;
	uint32_t right, times;
	bool front;

	if (c.word == NONE || !x->can_be[c.word])
		return;
	if (t->name && v->w[0] != NONE && v->t[0].name && t->joined)
		c.before = v->w[0];
	if (t->name && v->w[2] != NONE && v->t[2].name && v->t[2].joined)
		c.after = v->w[2];
	right = best_alike(x, &c, &times);
	if (right == NONE || times < RATIO * x->words[c.word].n) {
		is_no_slip(x, c.word);
		return;
	}
	name = name_of(x, c.word, right, times);
	if (name != NULL && shared(x, &c, right, &front) > 0)
		add_place(x, p, v, front, name);
}

/* `order` is of the words in the text */
static void
look_at_text(struct near *x, const struct place *p, const uint32_t *order)
{
	struct window v = { .w = { NONE, NONE, NONE } };
	struct str s = p->text->s;
	size_t at = 0, from;

	do {
		v.t[0] = v.t[1];
		v.t[1] = v.t[2];
		v.w[0] = v.w[1];
		v.w[1] = v.w[2];
		from = word_begin(x, s, at);
		v.w[2] = from < s.n ? *order++ : NONE;
		if (from < s.n) {
			v.t[2] = token_at(s, at, from, word_end(x, s, from));
			at = v.t[2].to;
		}
		look_at(x, p, &v);
	} while (from < s.n);
}

/* most texts have no word that could be a slip */
static bool
has_slip(const struct near *x, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (x->order[i] != NONE && x->can_be[x->order[i]])
			return true;
	return false;
}

static void
drop_spoiled(struct near_names *out)
{
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++)
		if (!out->name[i].spoiled && out->name[i].n > 0)
			out->name[n++] = out->name[i];
	out->n = n;
}

/* where the words of each text end in `order`; of those that are not wanted there are none */
static const uint32_t *
count_texts(struct near *x)
{
	const struct texts *texts = texts_of(x->run);
	uint32_t *end = arena_array(x->a, texts->n, uint32_t);
	struct place_filter filter;

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

void
near_find(struct run *run, const struct rule *rule, struct near_names *out)
{
	struct near x = { .run = run, .rule = rule, .a = run->scratch, .out = out };
	const struct texts *texts = texts_of(run);
	const uint32_t *end;

	*out = (struct near_names){ .n = 0 };
	for (unsigned c = 0; c < 256; c++)
		x.fold[c] = folded((char)c);
	x.wordcap = FIRST_WORDS;
	x.words = arena_array(x.a, x.wordcap, struct word);
	grow_words(&x);
	end = count_texts(&x);
	if (x.nwords == 0)
		return;
	x.can_be = arena_array(x.a, x.nwords, bool);
	x.slip = arena_array(x.a, x.nwords, uint32_t);
	for (uint32_t w = 0; w < x.nwords; w++)
		x.can_be[w] = may_slip(&x, w);
	index_frequent(&x);
	for (uint32_t w = 0; w < x.nwords; w++)
		x.can_be[w] = x.can_be[w] && has_alike(&x, w);
	for (size_t i = 0, from = 0; i < texts->n; from = end[i++])
		if (has_slip(&x, from, end[i]))
			look_at_text(&x, &texts->place[i], x.order + from);
	drop_spoiled(out);
}
