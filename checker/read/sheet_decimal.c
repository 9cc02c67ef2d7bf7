/* Numbers as the digits that stand in the file; see sheet_decimal.h. */
#include "read/sheet_decimal.h"

#include <stdlib.h>

bool
sheet_decimal_parse(struct str s, struct sheet_decimal *x)
{
	size_t i = 0;
	bool point = false, any = false;

	*x = (struct sheet_decimal){ .n = 0 };
	if (i < s.n && (s.p[i] == '-' || s.p[i] == '+'))
		x->negative = s.p[i++] == '-';
	for (; i < s.n && (ch_digit(s.p[i]) || (s.p[i] == '.' && !point)); i++) {
		if (s.p[i] == '.') {
			point = true;
			continue;
		}
		any = true;
		if (x->n == 0 && s.p[i] == '0') {
			x->point -= point;
			continue;
		}
		if (x->n < (int)sizeof(x->d))
			x->d[x->n++] = (unsigned char)(s.p[i] - '0');
		x->point += !point;
	}
	if (any && i < s.n && (s.p[i] == 'E' || s.p[i] == 'e')) {
		char digits[16];
		size_t len = s.n - i - 1 < sizeof(digits) - 1 ? s.n - i - 1 : sizeof(digits) - 1;
		long e;

		memcpy(digits, s.p + i + 1, len);
		digits[len] = '\0';
		e = strtol(digits, NULL, 10);
		x->point += e > 400 ? 400 : e < -400 ? -400 : (int)e;
		i = s.n;
	}
	return any && i == s.n;
}

void
sheet_decimal_round(struct sheet_decimal *x, int n)
{
	bool up;

	if (n >= x->n)
		return;
	if (n < 0) {
		x->n = 0;
		return;
	}
	up = x->d[n] >= 5;
	x->n = n;
	while (up && x->n > 0) {
		if (++x->d[x->n - 1] < 10)
			return;
		x->n--;
	}
	if (up) {
		x->d[0] = 1;
		x->n = 1;
		x->point++;
	}
}

bool
sheet_decimal_whole(const struct sheet_decimal *x, long *whole)
{
	*whole = 0;
	if (x->point > 12)
		return false;
	for (int i = 0; i < x->point; i++)
		*whole = *whole * 10 + sheet_decimal_digit(x, i);
	return true;
}

double
sheet_decimal_rough(const struct sheet_decimal *x)
{
	double v = 0, scale = 1;

	for (int i = 0; i < x->n; i++)
		v = v * 10 + x->d[i];
	for (int i = x->n; i < x->point; i++)
		v *= 10;
	for (int i = x->point; i < x->n; i++)
		scale *= 10;
	return (x->negative ? -v : v) / scale;
}
