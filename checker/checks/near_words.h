/*
 * The words of a document for near.c: how often each stands, alone and in pairs of capitalised
 * words (near_words.c), and which frequent ones a rare one may be a slip of (near_slips.c). All
 * is kept in the run's scratch, with its `oom` set; words are spoken of by their index, NONE is
 * no word.
 */
#ifndef CF_CHECKS_NEAR_WORDS_H
#define CF_CHECKS_NEAR_WORDS_H

#include "checks/near.h"

#define LONGEST_WORD	32u	/* of a word that may be a slip */
#define RATIO		4u	/* how much more frequent the right form is, at least */
#define BASE		0x100000001b3ull	/* of the hashes */

/*
 * A word that the document uses, capitals folded. Words with one hash are taken for one. Each
 * word of the document is looked up, so that this holds no more than what is needed for it.
 */
struct word {
	uint64_t hash;		/* folded */
	uint32_t n;		/* how often, in any form */
	uint32_t name;		/* index of it in `names` + 1; 0: it never is one */
};

struct near {
	struct run *run;
	const struct rule *rule;
	struct arena *a;
	struct word *words;
	size_t nwords, wordcap;
	struct str *names;	/* words capitalised with small letters after it, as first printed */
	size_t nnames, namecap;
	bool *can_be;		/* of each word: a slip, as far as is known */
	uint32_t *slip;		/* of each word the index of the near_name + 1; 0: none */
	uint32_t *word_slot;	/* index into words + 1 */
	size_t word_slots;
	struct pair *pairs;	/* of capitalised words side by side; near_words.c */
	size_t pair_slots, npairs;
	struct remain *remains;	/* of frequent words; near_slips.c */
	size_t nremains;
	uint32_t *remain_slot;	/* index into remains + 1 */
	size_t remain_slots;
	uint32_t *order;	/* of each word as it stands in the texts, for the second pass */
	size_t norder, ordercap;
	unsigned char fold[256];	/* of each byte: see fold_at() */
	struct near_names *out;
};

/* ---- words of a text */

/* A word where it stands. */
struct token {
	size_t from, to;
	bool name;		/* "Oriel": a capital, then at least one small letter */
	bool joined;		/* of a name: only a space stands between it and the word before */
};

static inline bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* a byte of a word without its capital; 0: it is none, a word ends there */
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

/* ---- near_words.c */

/*
 * Count all words of the texts that the rule wants. Where the words of each text end in `order`;
 * of those that are not wanted there are none.
 */
const uint32_t *near_count_texts(struct near *x);
/* how often the two stand side by side in a name; either may be NONE */
uint32_t near_pair_count(const struct near *x, uint32_t first, uint32_t second);

/* as first printed, of a word that is a name somewhere */
static inline struct str
near_spelt(const struct near *x, uint32_t word)
{
	return x->names[x->words[word].name - 1];
}

/* ---- near_slips.c */

/*
 * Which words can be slips of more frequent ones, as far as their letters and numbers say
 * (`can_be`); made when all words are counted.
 */
void near_find_slips(struct near *x);

/* The frequent words that one may be a slip of, one after the other; some more than once. */
struct near_alike {
	uint64_t at[LONGEST_WORD + 1];	/* hashes of the word without each letter, and of all of it */
	size_t n, i;			/* how many; which is looked up */
	uint32_t word, remain;
	unsigned tries;			/* left for this hash */
};
void near_alike_begin(struct near_alike *a, const struct near *x, uint32_t word);
/* the next one, or NONE */
uint32_t near_alike_next(struct near_alike *a, const struct near *x);

#endif
