/*
 * Looking around in a text: the characters, spaces, dashes and words that stand
 * before and after a place. All functions answer for the ends of the text too
 * and look no further than one token. For the number and date readers only.
 */
#ifndef CF_FACTS_SCAN_H
#define CF_FACTS_SCAN_H

#include "base/str.h"

/* no byte of a text is NUL, so 0 says "none" */
static inline char
ch_at(struct str s, size_t i)
{
	return i < s.n ? s.p[i] : '\0';
}

static inline char
ch_before(struct str s, size_t i)
{
	return i > 0 ? s.p[i - 1] : '\0';
}

static inline bool
ch_alnum(char c)
{
	return ch_alpha(c) || ch_digit(c);
}

/* do the bytes of `lit` stand at s[i], or end at s[i]? */
bool bytes_at(struct str s, size_t i, struct str lit);
bool bytes_before(struct str s, size_t i, struct str lit);

/* bytes of the space (ASCII, no-break, thin, ...) at i or ending at i; 0: none */
size_t space_at(struct str s, size_t i);
size_t space_before(struct str s, size_t i);
/* a no-break, thin or narrow space, which may part the thousands of a number */
size_t thin_space_at(struct str s, size_t i);
/* past the spaces from i on, and back over those before i; at most `max` of them */
size_t skip_spaces(struct str s, size_t i, unsigned max);
size_t back_spaces(struct str s, size_t i, unsigned max);

/* Dashes as printed. */
enum dash {
	DASH_NONE,
	DASH_HYPHEN,	/* "-", U+2010, U+2011 */
	DASH_EN,	/* U+2012, U+2013 */
	DASH_EM,	/* U+2014, U+2015 */
	DASH_MINUS	/* U+2212 */
};
enum dash dash_at(struct str s, size_t i, size_t *len);
enum dash dash_before(struct str s, size_t i, size_t *len);

/* '$', 'L', 'E', or 'Y' for yen, and the bytes of the sign; 0: none */
char currency_at(struct str s, size_t i, size_t *len);
char currency_before(struct str s, size_t i, size_t *len);

/* is the character that ends at i a letter (ASCII, or of a Latin, Greek or
 * Cyrillic alphabet)? */
bool letter_before(struct str s, size_t i);

/* the ASCII letters from i on, or those that end at i; never more than MAX_WORD,
 * a longer word is cut and equals none of ours */
#define MAX_WORD 24u
struct str word_at(struct str s, size_t i);
struct str word_before(struct str s, size_t i);
/* offset in s where a piece of s ends */
static inline size_t
end_of(struct str s, struct str piece)
{
	return (size_t)(piece.p - s.p) + piece.n;
}
static inline size_t
start_of(struct str s, struct str piece)
{
	return (size_t)(piece.p - s.p);
}

/* ASCII case folded; `lower` is in lower case */
bool word_is(struct str word, const char *lower);
/* less than, equal to, greater than 0 as the folded word sorts before `lower` */
int word_cmp(struct str word, const char *lower);
/* index in a list in ASCII order, or -1 */
int word_find(struct str word, const char *const *list, size_t n);
#define WORD_IN(word, list) (word_find((word), (list), sizeof(list) / sizeof((list)[0])) >= 0)

/* past the ASCII digits from i on */
size_t digits_end(struct str s, size_t i);
/* value of the digits s[from, to), at most 9 of them */
int digits_value(struct str s, size_t from, size_t to);
/* offset of the first digit at or after i, or s.n */
size_t next_digit(struct str s, size_t i);

#endif
