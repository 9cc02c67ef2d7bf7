/* Characters outside ASCII and words around a place; see scan.h. */
#include "facts/scan.h"

/* third byte of U+2000 to U+200A, U+202F */
static bool
is_wide_space(unsigned char third)
{
	return (third >= 0x80 && third <= 0x8A) || third == 0xAF;
}

size_t
wide_space_at(struct str s, size_t i)
{
	char c = ch_at(s, i);

	if (c == '\xC2' && ch_at(s, i + 1) == '\xA0')
		return 2;
	if (c == '\xE2' && ch_at(s, i + 1) == '\x80' && is_wide_space((unsigned char)ch_at(s, i + 2)))
		return 3;
	return 0;
}

size_t
wide_space_before(struct str s, size_t i)
{
	if (i >= 2 && wide_space_at(s, i - 2) == 2)
		return 2;
	if (i >= 3 && wide_space_at(s, i - 3) == 3)
		return 3;
	return 0;
}

size_t
thin_space_at(struct str s, size_t i)
{
	return ch_wide(ch_at(s, i)) ? wide_space_at(s, i) : 0;
}

enum dash
wide_dash_at(struct str s, size_t i, size_t *len)
{
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

char
wide_currency_at(struct str s, size_t i, size_t *len)
{
	*len = 2;
	if (bytes_at(s, i, CF_S("\xC2\xA3")))
		return 'L';
	if (bytes_at(s, i, CF_S("\xC2\xA5")))
		return 'Y';
	*len = 3;
	if (bytes_at(s, i, CF_S("\xE2\x82\xAC")))
		return 'E';
	*len = 0;
	return '\0';
}

char
wide_currency_before(struct str s, size_t i, size_t *len)
{
	for (size_t n = 2; n <= 3 && n <= i; n++) {
		char c = wide_currency_at(s, i - n, len);

		if (c != '\0' && *len == n)
			return c;
	}
	*len = 0;
	return '\0';
}

bool
wide_letter_before(struct str s, size_t i)
{
	unsigned char lead;

	if (i < 2)
		return false;
	lead = (unsigned char)s.p[i - 2];
	return lead >= 0xC3 && lead <= 0xDF && !bytes_before(s, i, CF_S("\xC3\x97")) &&
	    !bytes_before(s, i, CF_S("\xC3\xB7"));	/* not the signs for times and divided by */
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
	size_t lo = 0, hi = word.n == 0 ? 0 : n;

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

int
digits_value(struct str s, size_t from, size_t to)
{
	int v = 0;

	for (size_t i = from; i < to && i < from + 9; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

#define EACH_BYTE(c) (0x0101010101010101ull * (c))

/*
 * Eight bytes at a time: the high bit of each byte that is an ASCII digit, and
 * with `wide` of each that is not ASCII at all, and only of those.
 */
static uint64_t
digit_bits(const char *p, bool wide)
{
	uint64_t word, x, other;

	memcpy(&word, p, sizeof(word));
	x = word ^ EACH_BYTE('0');	/* digits are 0 to 9 now */
	other = ((x & EACH_BYTE(0x7F)) + EACH_BYTE(0x80 - 10)) | x;
	return (~other | (wide ? word : 0)) & EACH_BYTE(0x80);
}

static size_t
next_of(struct str s, size_t i, bool wide)
{
	while (i < s.n && s.n - i >= sizeof(uint64_t) && digit_bits(s.p + i, wide) == 0)
		i += sizeof(uint64_t);
	while (i < s.n && !ch_digit(s.p[i]) && !(wide && ch_wide(s.p[i])))
		i++;
	return i;
}

size_t
next_digit(struct str s, size_t i)
{
	return next_of(s, i, false);
}

size_t
next_digit_or_wide(struct str s, size_t i)
{
	return next_of(s, i, true);
}
