/*
 * A piece of text: the length travels with the pointer, nothing is copied and
 * nothing need end in NUL. All comparisons are of bytes.
 */
#ifndef CF_BASE_STR_H
#define CF_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define CF_S(lit) ((struct str){ (lit), sizeof(lit) - 1 })
/* the same where a static list of words is written down */
#define WORD(w) { (w), sizeof(w) - 1 }

static inline struct str
str_of(const char *s)
{
	return (struct str){ s, s == NULL ? 0 : strlen(s) };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
str_starts(struct str s, struct str head)
{
	return s.n >= head.n && (head.n == 0 || memcmp(s.p, head.p, head.n) == 0);
}

static inline bool
str_ends(struct str s, struct str tail)
{
	return s.n >= tail.n && (tail.n == 0 || memcmp(s.p + s.n - tail.n, tail.p, tail.n) == 0);
}

/* s[from, to), cut to what there is */
static inline struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ s.p + from, to - from };
}

static inline bool
ch_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static inline bool
ch_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char
ch_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* the value of a digit of base 16; -1: it is none */
static inline int
ch_hex(char c)
{
	if (ch_digit(c))
		return c - '0';
	c = ch_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline bool
ch_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* without the white space at both ends (ASCII and U+00A0) */
struct str str_trim(struct str s);

/* equal when case (ASCII) is folded and every run of white space counts as one
 * space, with none at the ends: how selectors and labels are compared */
bool str_eq_folded(struct str a, struct str b);

/* does s begin with `head` (lower case) when ASCII case is folded? */
bool str_starts_folded(struct str s, struct str head);

/* is `needle` (lower case) in `s` when ASCII case is folded? is one of `n` of them? */
bool str_has_folded(struct str s, struct str needle);
bool str_has_any_folded(struct str s, const struct str *needle, size_t n);
#define STR_HAS_ANY(s, list) str_has_any_folded((s), (list), sizeof(list) / sizeof((list)[0]))

/* FNV-1a over the folded bytes: equal for strings that str_eq_folded() equals */
uint64_t str_hash_folded(struct str s);
uint64_t str_hash(uint64_t seed, struct str s);
#define CF_HASH_SEED 0xcbf29ce484222325ull

#endif
