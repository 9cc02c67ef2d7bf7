/* Folded comparison and hashing of text. */
#include "base/str.h"

static bool
is_nbsp(const char *p, size_t n)
{
	return n >= 2 && (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0;
}

struct str
str_trim(struct str s)
{
	for (;;) {
		if (s.n > 0 && ch_space(s.p[0]))
			s = str_sub(s, 1, s.n);
		else if (is_nbsp(s.p, s.n))
			s = str_sub(s, 2, s.n);
		else
			break;
	}
	for (;;) {
		if (s.n > 0 && ch_space(s.p[s.n - 1]))
			s.n--;
		else if (s.n >= 2 && is_nbsp(s.p + s.n - 2, 2))
			s.n -= 2;
		else
			break;
	}
	return s;
}

/* The next folded byte at *i, or -1 at the end; a run of space is one ' '. */
static int
fold_next(struct str s, size_t *i)
{
	if (*i >= s.n)
		return -1;
	if (ch_space(s.p[*i]) || is_nbsp(s.p + *i, s.n - *i)) {
		while (*i < s.n) {
			if (ch_space(s.p[*i]))
				(*i)++;
			else if (is_nbsp(s.p + *i, s.n - *i))
				*i += 2;
			else
				break;
		}
		return ' ';
	}
	return (unsigned char)ch_lower(s.p[(*i)++]);
}

/* does each begin with a letter, figure or sign, and not the same one? Most pairs do. */
static bool
starts_apart(struct str a, struct str b)
{
	return a.n > 0 && b.n > 0 && a.p[0] > ' ' && b.p[0] > ' ' &&
	    (unsigned char)a.p[0] < 0x80 && (unsigned char)b.p[0] < 0x80 &&
	    ch_lower(a.p[0]) != ch_lower(b.p[0]);
}

bool
str_eq_folded(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	int x, y;

	if (starts_apart(a, b))
		return false;
	if (str_eq(a, b))
		return true;
	a = str_trim(a);
	b = str_trim(b);
	do {
		x = fold_next(a, &i);
		y = fold_next(b, &j);
		if (x != y)
			return false;
	} while (x != -1);
	return true;
}

bool
str_starts_folded(struct str s, struct str head)
{
	size_t k = 0;

	if (s.n < head.n)
		return false;
	while (k < head.n && ch_lower(s.p[k]) == head.p[k])
		k++;
	return k == head.n;
}

/* a bit for each byte a needle may begin with; other bytes may share it */
static uint64_t
first_bit(char c)
{
	return 1ull << ((unsigned char)c & 63);
}

bool
str_has_any_folded(struct str s, const struct str *needle, size_t n)
{
	uint64_t first = 0;

	for (size_t k = 0; k < n; k++)
		first |= first_bit(needle[k].p[0]) |
		    (ch_alpha(needle[k].p[0]) ? first_bit((char)(needle[k].p[0] ^ ' ')) : 0);
	for (size_t i = 0; i < s.n; i++) {
		char c;

		if ((first & first_bit(s.p[i])) == 0)
			continue;
		c = ch_lower(s.p[i]);
		for (size_t k = 0; k < n; k++)
			if (needle[k].p[0] == c &&
			    str_starts_folded(str_sub(s, i, s.n), needle[k]))
				return true;
	}
	return false;
}

bool
str_has_folded(struct str s, struct str needle)
{
	return needle.n == 0 || str_has_any_folded(s, &needle, 1);
}

uint64_t
str_hash(uint64_t seed, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		seed = (seed ^ (unsigned char)s.p[i]) * 0x100000001b3ull;
	return seed;
}

uint64_t
str_hash_folded(struct str s)
{
	uint64_t h = CF_HASH_SEED;
	size_t i = 0;
	int c;

	s = str_trim(s);
	while ((c = fold_next(s, &i)) != -1)
		h = (h ^ (unsigned char)c) * 0x100000001b3ull;
	return h;
}
