/* Printing numbers; see numeral.h. */
#include "read/numeral.h"

#include <stdio.h>

static struct str
write_digits(long n, int width, const char *ending, char *out)
{
	int len = snprintf(out, NUMERAL_ROOM, "%0*ld%s", width, n, ending);

	return (struct str){ out, len < 0 ? 0 : (size_t)len };
}

/* a, b, ..., z, aa, bb: the same letter again, as Word and LibreOffice do it */
static struct str
write_letters(long n, char first, char *out)
{
	size_t times = (size_t)(n - 1) / 26 + 1;

	if (n < 1 || times > NUMERAL_ROOM - 1)
		return write_digits(n, 1, "", out);
	memset(out, first + (char)((n - 1) % 26), times);
	return (struct str){ out, times };
}

static struct str
write_roman(long n, bool upper, char *out)
{
	static const struct { long value; const char *lower, *upper; } steps[] = {
		{ 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" },
		{ 100, "c", "C" }, { 90, "xc", "XC" }, { 50, "l", "L" }, { 40, "xl", "XL" },
		{ 10, "x", "X" }, { 9, "ix", "IX" }, { 5, "v", "V" }, { 4, "iv", "IV" },
		{ 1, "i", "I" },
	};
	size_t len = 0;

	if (n < 1 || n > 4999)
		return write_digits(n, 1, "", out);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct str s = str_of(upper ? steps[i].upper : steps[i].lower);

		for (; n >= steps[i].value; n -= steps[i].value) {
			memcpy(out + len, s.p, s.n);
			len += s.n;
		}
	}
	return (struct str){ out, len };
}

static const char *
ordinal_ending(long n)
{
	static const char *const endings[] = { "th", "st", "nd", "rd" };

	if (n % 100 >= 11 && n % 100 <= 13)
		return "th";
	return endings[n % 10 > 3 || n < 0 ? 0 : n % 10];
}

struct str
numeral_write(enum numeral how, long n, char out[NUMERAL_ROOM])
{
	switch (how) {
	case NUMERAL_NONE:
	case NUMERAL_BULLET:
		return CF_S("");
	case NUMERAL_DECIMAL:
		break;
	case NUMERAL_TWO_DIGITS:
		return write_digits(n, 2, "", out);
	case NUMERAL_LOWER_LETTER:
		return write_letters(n, 'a', out);
	case NUMERAL_UPPER_LETTER:
		return write_letters(n, 'A', out);
	case NUMERAL_LOWER_ROMAN:
		return write_roman(n, false, out);
	case NUMERAL_UPPER_ROMAN:
		return write_roman(n, true, out);
	case NUMERAL_ORDINAL:
		return write_digits(n, 1, ordinal_ending(n), out);
	}
	return write_digits(n, 1, "", out);
}

struct str
numeral_superscript(unsigned long n, char out[NUMERAL_ROOM])
{
	static const char *const sup[10] = { "\u2070", "\u00B9", "\u00B2", "\u00B3", "\u2074",
		"\u2075", "\u2076", "\u2077", "\u2078", "\u2079" };
	char digits[24];
	size_t len = 0;

	(void)snprintf(digits, sizeof(digits), "%lu", n);
	for (const char *p = digits; *p != '\0' && len + 4 < NUMERAL_ROOM; p++) {
		struct str s = str_of(sup[*p - '0']);

		memcpy(out + len, s.p, s.n);
		len += s.n;
	}
	return (struct str){ out, len };
}
