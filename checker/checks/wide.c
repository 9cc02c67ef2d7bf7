/* 128-bit integers with overflow noticed; see wide.h. */
#include "checks/wide.h"

__extension__ typedef unsigned __int128 uwide;

/* all results stay within +-MOST, so that -a and 2 * a / 2 are always safe */
static const wide MOST = (wide)(((uwide)1 << 126) - 1);

static wide
checked(wide a, bool *big)
{
	if (a > MOST || a < -MOST) {
		*big = true;
		return 0;
	}
	return a;
}

wide
wide_add_large(wide a, wide b, bool *big)
{
	return checked(checked(a, big) + checked(b, big), big);
}

/* The product is made of magnitudes: a checked signed product of 128 bits needs
 * a function that not every compiler's runtime has. */
wide
wide_mul_large(wide a, wide b, bool *big)
{
	uwide x = (uwide)wide_abs(checked(a, big)), y = (uwide)wide_abs(checked(b, big));
	uwide product;

	if (x != 0 && y > (uwide)MOST / x) {
		*big = true;
		return 0;
	}
	product = x * y;
	return (a < 0) != (b < 0) ? -(wide)product : (wide)product;
}

wide
wide_pow10(int n, bool *big)
{
	uwide v = 1;

	if (n > 37) {
		*big = true;
		return 0;
	}
	for (; n > 0; n--)
		v *= 10;
	return checked((wide)v, big);
}

wide
wide_div(wide a, wide b)
{
	wide q = wide_abs(a) / b, r = wide_abs(a) - q * b;

	if (r >= b - r)
		q++;
	return a < 0 ? -q : q;
}
