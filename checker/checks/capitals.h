/*
 * The capitalised words of all texts, which names are made of, found once for all rules
 * that look for names; and hashes of names that can be put together from those of words.
 * Words past any length of a name are left out.
 */
#ifndef CF_CHECKS_CAPITALS_H
#define CF_CHECKS_CAPITALS_H

#include "checks/texts.h"

enum capital_is {
	CAPITAL_LETTERS = 1,	/* nothing but letters, hyphens and apostrophes */
	CAPITAL_SMALL = 2,	/* it has small letters */
	CAPITAL_HYPHEN = 4,
	CAPITAL_JOINED = 8,	/* only a space stands between it and the capitalised one before */
	CAPITAL_MINOR = 16,	/* "The", "Of": capitalised by its place alone */
	CAPITAL_SAINT = 32,	/* "St", "Saint" */
	CAPITAL_ADDRESS = 64,	/* part of an address or a handle: "@ElleryCouncil" */
	CAPITAL_ALL = 128	/* of three or more: none is small, and few of the text are: a heading */
};

/* A capitalised word; bytes of its text. There are many, so that it is small. */
struct capital {
	uint64_t hash;		/* name_hash() without marks */
	uint32_t from;
	uint16_t n;
	uint8_t marks;		/* bytes of the hyphens and apostrophes in it */
	uint8_t is;		/* enum capital_is bits */
};

/* A set of hashes; it may seem to have others, too. */
struct sieve {
	uint64_t bit[64];
};

static inline size_t
sieve_bit(uint64_t hash)
{
	return (size_t)(hash ^ hash >> 32) % 4096;
}

static inline bool
sieve_has(const struct sieve *s, uint64_t hash)
{
	return (s->bit[sieve_bit(hash) / 64] >> (sieve_bit(hash) % 64) & 1) != 0;
}

struct capitals {
	const struct capital *word;
	const uint32_t *first;	/* by the number of the text: its words are first[i] to first[i + 1] */
	struct sieve hyphened;	/* the words with a hyphen */
	struct sieve mixed;	/* those with small letters and more than one capital */
};

/* collected when they are first asked for */
const struct capitals *capitals_of(struct run *run);

/* what of a name counts besides its letters */
enum name_mark { MARK_SPACE = 1, MARK_HYPHEN = 2, MARK_APOSTROPHE = 4, MARK_CAPITAL = 8 };

uint64_t name_hash(struct str s, unsigned marks);
/* it is a polynomial of the bytes */
#define NAME_HASH_BASE	0x100000001b3ull
static inline uint64_t
name_hash_byte(uint64_t h, char c)
{
	return h * NAME_HASH_BASE + (unsigned char)c;
}
/* the same of two words written as one, and with a space between them */
uint64_t name_hash_joined(const struct capital *a, const struct capital *b);
uint64_t name_hash_apart(const struct capital *a, const struct capital *b);

static inline size_t
capital_end(const struct capital *t)
{
	return (size_t)t->from + t->n;
}

static inline struct str
capital_word(struct str text, const struct capital *t)
{
	return str_sub(text, t->from, capital_end(t));
}

bool is_capital(char c);
/* may the byte at i be part of a letter? */
bool is_letter(struct str s, size_t i);
/* bytes of an apostrophe at s[i], straight or curly; 0: none */
size_t apostrophe_at(struct str s, size_t i);
/* "the", "of": words that begin a sentence or stand between names */
bool is_minor_word(struct str s);

#endif
