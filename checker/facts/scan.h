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
static inline bool
bytes_at(struct str s, size_t i, struct str lit)
{
	return i <= s.n && s.n - i >= lit.n && memcmp(s.p + i, lit.p, lit.n) == 0;
}

static inline bool
bytes_before(struct str s, size_t i, struct str lit)
{
	return i >= lit.n && memcmp(s.p + i - lit.n, lit.p, lit.n) == 0;
}

/* a byte of a character outside ASCII: what stands there is then asked of the
 * functions that know such characters, and of them only */
static inline bool
ch_wide(char c)
{
	return ((unsigned char)c & 0x80) != 0;
}

/* bytes of the space (ASCII, no-break, thin, ...) at i or ending at i; 0: none */
size_t wide_space_at(struct str s, size_t i);
size_t wide_space_before(struct str s, size_t i);
static inline size_t
space_at(struct str s, size_t i)
{
	char c = ch_at(s, i);

	return ch_wide(c) ? wide_space_at(s, i) : ch_space(c);
}

static inline size_t
space_before(struct str s, size_t i)
{
	char c = ch_before(s, i);

	return ch_wide(c) ? wide_space_before(s, i) : ch_space(c);
}

/* a no-break, thin or narrow space, which may part the thousands of a number */
size_t thin_space_at(struct str s, size_t i);
/* past the spaces from i on, and back over those before i; at most `max` of them */
static inline size_t
skip_spaces(struct str s, size_t i, unsigned max)
{
	size_t n;

	for (; max > 0 && (n = space_at(s, i)) > 0; max--)
		i += n;
	return i;
}

static inline size_t
back_spaces(struct str s, size_t i, unsigned max)
{
	size_t n;

	for (; max > 0 && (n = space_before(s, i)) > 0; max--)
		i -= n;
	return i;
}

/* Dashes as printed. */
enum dash {
	DASH_NONE,
	DASH_HYPHEN,	/* "-", U+2010, U+2011 */
	DASH_EN,	/* U+2012, U+2013 */
	DASH_EM,	/* U+2014, U+2015 */
	DASH_MINUS	/* U+2212 */
};
enum dash wide_dash_at(struct str s, size_t i, size_t *len);
static inline enum dash
dash_at(struct str s, size_t i, size_t *len)
{
	char c = ch_at(s, i);

	*len = c == '-';
	return ch_wide(c) ? wide_dash_at(s, i, len) : c == '-' ? DASH_HYPHEN : DASH_NONE;
}

static inline enum dash
dash_before(struct str s, size_t i, size_t *len)
{
	char c = ch_before(s, i);

	*len = c == '-';
	if (ch_wide(c))
		return i < 3 ? DASH_NONE : wide_dash_at(s, i - 3, len);
	return c == '-' ? DASH_HYPHEN : DASH_NONE;
}

/* '$', 'L', 'E', or 'Y' for yen, and the bytes of the sign; 0: none */
char wide_currency_at(struct str s, size_t i, size_t *len);
char wide_currency_before(struct str s, size_t i, size_t *len);
static inline char
currency_at(struct str s, size_t i, size_t *len)
{
	char c = ch_at(s, i);

	*len = c == '$';
	return ch_wide(c) ? wide_currency_at(s, i, len) : c == '$' ? c : '\0';
}

static inline char
currency_before(struct str s, size_t i, size_t *len)
{
	char c = ch_before(s, i);

	*len = c == '$';
	return ch_wide(c) ? wide_currency_before(s, i, len) : c == '$' ? c : '\0';
}

/* is the character that ends at i a letter (ASCII, or of a Latin, Greek or
 * Cyrillic alphabet)? */
bool wide_letter_before(struct str s, size_t i);
static inline bool
letter_before(struct str s, size_t i)
{
	char c = ch_before(s, i);

	return ch_wide(c) ? wide_letter_before(s, i) : ch_alpha(c);
}

/* the ASCII letters from i on, or those that end at i; never more than MAX_WORD,
 * a longer word is cut and equals none of ours */
#define MAX_WORD 24u
static inline struct str
word_at(struct str s, size_t i)
{
	size_t n = 0;

	while (n <= MAX_WORD && ch_alpha(ch_at(s, i + n)))
		n++;
	return str_sub(s, i, i + n);
}

static inline struct str
word_before(struct str s, size_t i)
{
	size_t n = 0;

	while (n <= MAX_WORD && n < i && ch_alpha(s.p[i - n - 1]))
		n++;
	return str_sub(s, i - n, i);
}

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
static inline size_t
digits_end(struct str s, size_t i)
{
	while (i < s.n && ch_digit(s.p[i]))
		i++;
	return i;
}
/* value of the digits s[from, to), at most 9 of them */
int digits_value(struct str s, size_t from, size_t to);
/* offset of the first digit at or after i, or s.n */
size_t next_digit(struct str s, size_t i);
/* the same for a digit or a byte outside ASCII */
size_t next_digit_or_wide(struct str s, size_t i);

#endif
