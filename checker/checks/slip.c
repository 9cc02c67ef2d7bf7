/* Two words a letter apart; see slip.h. */
#include "checks/slip.h"

static struct str
without_plural(struct str s)
{
	return s.n > 0 && ch_lower(s.p[s.n - 1]) == 's' ? str_sub(s, 0, s.n - 1) : s;
}

/* how many bytes are the same from the front; from the end */
static size_t
same_front(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.n && i < b.n && ch_lower(a.p[i]) == ch_lower(b.p[i]))
		i++;
	return i;
}

static size_t
same_end(struct str a, struct str b, size_t front)
{
	size_t i = 0;

	while (i + front < a.n && i + front < b.n &&
	    ch_lower(a.p[a.n - 1 - i]) == ch_lower(b.p[b.n - 1 - i]))
		i++;
	return i;
}

bool
is_slip(struct str a, struct str b)
{
	size_t front, end, x, y;

	a = without_plural(a);
	b = without_plural(b);
	front = same_front(a, b);
	if (front == 0 || front == a.n || front == b.n)
		return false;
	end = same_end(a, b, front);
	x = a.n - front - end;
	y = b.n - front - end;
	if (end == 0)
		return false;
	if (x <= 1 && y <= 1)
		return !(x == 1 && y == 1 && end == 1 && ch_lower(a.p[a.n - 1]) == 'n');
	return x == 2 && y == 2 && ch_lower(a.p[front]) == ch_lower(b.p[front + 1]) &&
	    ch_lower(a.p[front + 1]) == ch_lower(b.p[front]);
}
