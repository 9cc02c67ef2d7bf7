/* Characters, spaces, dashes and words around a place; see scan.h. */
#include "facts/scan.h"

bool
bytes_at(struct str s, size_t i, struct str lit)
{
	return i <= s.n && s.n - i >= lit.n && memcmp(s.p + i, lit.p, lit.n) == 0;
}

bool
bytes_before(struct str s, size_t i, struct str lit)
{
	return i >= lit.n && memcmp(s.p + i - lit.n, lit.p, lit.n) == 0;
}

/* third byte of U+2000 to U+200A, U+202F */
static bool
is_wide_space(unsigned char third)
{
	return (third >= 0x80 && third <= 0x8A) || third == 0xAF;
}

size_t
space_at(struct str s, size_t i)
{
	char c = ch_at(s, i);

	if (ch_space(c))
		return 1;
	if (c == '\xC2' && ch_at(s, i + 1) == '\xA0')
		return 2;
	if (c == '\xE2' && ch_at(s, i + 1) == '\x80' && is_wide_space((unsigned char)ch_at(s, i + 2)))
		return 3;
	return 0;
}

size_t
space_before(struct str s, size_t i)
{
	if (i >= 1 && ch_space(s.p[i - 1]))
		return 1;
	if (i >= 2 && space_at(s, i - 2) == 2)
		return 2;
	if (i >= 3 && space_at(s, i - 3) == 3)
		return 3;
	return 0;
}

size_t
thin_space_at(struct str s, size_t i)
{
	size_t n = space_at(s, i);

	return n > 1 ? n : 0;
}

size_t
skip_spaces(struct str s, size_t i, unsigned max)
{
	size_t n;

	for (; max > 0 && (n = space_at(s, i)) > 0; max--)
		i += n;
	return i;
}

size_t
back_spaces(struct str s, size_t i, unsigned max)
{
	size_t n;

	for (; max > 0 && (n = space_before(s, i)) > 0; max--)
		i -= n;
	return i;
}

enum dash
dash_at(struct str s, size_t i, size_t *len)
{
	*len = 1;
	if (ch_at(s, i) == '-')
		return DASH_HYPHEN;
	*len = 3;
	if (bytes_at(s, i, CF_S("\xE2\x88\x92")))
		return DASH_MINUS;
	if (bytes_at(s, i, CF_S("\xE2\x80"))) {
		switch ((unsigned char)ch_at(s, i + 2)) {
		case 0x90:
		case 0x91:
			return DASH_HYPHEN;
		case 0x92:
		case 0x93:
			return DASH_EN;
		case 0x94:
		case 0x95:
			return DASH_EM;
		default:
			break;
		}
	}
	*len = 0;
	return DASH_NONE;
}

enum dash
dash_before(struct str s, size_t i, size_t *len)
{
	enum dash dash;

	if (i >= 1 && s.p[i - 1] == '-')
		return dash_at(s, i - 1, len);
	if (i >= 3 && s.p[i - 3] == '\xE2' && (dash = dash_at(s, i - 3, len)) != DASH_NONE)
		return dash;
	*len = 0;
	return DASH_NONE;
}

char
currency_at(struct str s, size_t i, size_t *len)
{
	*len = 1;
	if (ch_at(s, i) == '$')
		return '$';
	*len = 2;
	if (bytes_at(s, i, CF_S("\xC2\xA3")))
		return 'L';
	if (bytes_at(s, i, CF_S("\xC2\xA5")))
		return 'Y';
	*len = 3;
	if (bytes_at(s, i, CF_S("\xE2\x82\xAC")))
		return 'E';
	*len = 0;
	return 0;
}

char
currency_before(struct str s, size_t i, size_t *len)
{
	for (size_t n = 1; n <= 3 && n <= i; n++) {
		char c = currency_at(s, i - n, len);

		if (c != 0 && *len == n)
			return c;
	}
	*len = 0;
	return 0;
}

bool
letter_before(struct str s, size_t i)
{
	unsigned char lead;

	if (ch_alpha(ch_before(s, i)))
		return true;
	if (i < 2 || ((unsigned char)s.p[i - 1] & 0xC0) != 0x80)
		return false;
	lead = (unsigned char)s.p[i - 2];
	return lead >= 0xC3 && lead <= 0xDF && !bytes_before(s, i, CF_S("\xC3\x97")) &&
	    !bytes_before(s, i, CF_S("\xC3\xB7"));	/* not the signs for times and divided by */
}

struct str
word_at(struct str s, size_t i)
{
	size_t n = 0;

	while (n <= MAX_WORD && ch_alpha(ch_at(s, i + n)))
		n++;
	return str_sub(s, i, i + n);
}

struct str
word_before(struct str s, size_t i)
{
	size_t n = 0;

	while (n <= MAX_WORD && n < i && ch_alpha(s.p[i - n - 1]))
		n++;
	return str_sub(s, i - n, i);
}

int
word_cmp(struct str word, const char *lower)
{
	for (size_t i = 0; i < word.n; i++) {
		int d = ch_lower(word.p[i]) - lower[i];

		if (d != 0 || lower[i] == '\0')
			return d;
	}
	return lower[word.n] == '\0' ? 0 : -1;
}

bool
word_is(struct str word, const char *lower)
{
	return word_cmp(word, lower) == 0;
}

int
word_find(struct str word, const char *const *list, size_t n)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = word_cmp(word, list[mid]);

		if (d == 0)
			return (int)mid;
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return -1;
}

size_t
digits_end(struct str s, size_t i)
{
	while (i < s.n && ch_digit(s.p[i]))
		i++;
	return i;
}

int
digits_value(struct str s, size_t from, size_t to)
{
	int v = 0;

	for (size_t i = from; i < to && i < from + 9; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

size_t
next_digit(struct str s, size_t i)
{
	while (i < s.n && !ch_digit(s.p[i]))
		i++;
	return i;
}
