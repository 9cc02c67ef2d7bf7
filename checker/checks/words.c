/* Wording of sums; see words.h. */
#include "checks/words.h"

#include "base/buf.h"

#define SHORT_SUM 12u	/* parts a person still reads one by one */

struct dec
figure_dec(const struct figure *f)
{
	return (struct dec){ f->m, f->d, (f->flags & FIGURE_COMMA) != 0 };
}

const char *
percent_sign(const struct figure *f)
{
	return f->unit == UNIT_PERCENT ? NULL : "%";
}

struct str
figure_printed(const struct table *t, uint32_t row, uint32_t col, const struct figure *f)
{
	const struct cell *c = table_at(t, row, col);

	return c == NULL ? CF_S("") : figure_str(&c->text, f);
}

static void
add_figure(struct arena *a, struct buf *b, const struct figure *f, bool first)
{
	struct dec v = figure_dec(f);

	if (v.m < 0 && !first) {
		v.m = -v.m;
		buf_puts(b, " - ");
	} else if (!first) {
		buf_puts(b, " + ");
	}
	buf_put(b, dec_format(a, v, true));
}

/*
 * The buffer is foreign memory: nothing may jump away while it is held, so the
 * arena's jump is off until the text is copied.
 */
struct str
sum_words(struct arena *a, const struct line *l, bool all)
{
	jmp_buf *oom = a->oom;
	struct buf b;
	struct str s;
	bool cut = !all && l->nparts > SHORT_SUM;

	a->oom = NULL;
	buf_init(&b);
	for (uint32_t i = 0; i < l->nparts; i++) {
		if (cut && i == 4) {
			buf_puts(&b, " + ...");
			i = l->nparts - 2;
		}
		add_figure(a, &b, l->part[i], i == 0);
	}
	buf_puts(&b, " = ");
	buf_put(&b, dec_format(a, l->fit.computed, true));
	if (cut)
		buf_printf(&b, " (%u figures)", l->nparts);
	s = arena_str(a, buf_str(&b));
	buf_release(&b);
	a->oom = oom;
	return s;
}

struct str
sum_note(struct arena *a, const struct line *l, struct str stated)
{
	struct str sum = sum_words(a, l, false), gap = dec_format(a, l->fit.gap, true);
	const char *way = dec_cmp(l->fit.computed, figure_dec(l->stated)) < 0 ? "less" : "more";

	if (l->fit.gap.m == 0)
		return sum;
	return arena_printf(a, "%.*s, %.*s %s than %.*s", (int)sum.n, sum.p, (int)gap.n, gap.p, way,
	    (int)stated.n, stated.p);
}

/* the digits of |m|, most significant first; returns how many */
static size_t
digits_of(struct dec v, uint8_t d, char out[48])
{
	wide m = v.m < 0 ? -(wide)v.m : v.m;
	char rev[48];
	size_t n = 0;

	for (uint8_t i = v.d; i < d; i++)
		m *= 10;
	do {
		rev[n++] = (char)('0' + (int)(m % 10));
		m /= 10;
	} while (m != 0 && n < sizeof(rev));
	for (size_t i = 0; i < n; i++)
		out[i] = rev[n - 1 - i];
	return n;
}

/* restricted Damerau-Levenshtein distance of exactly one */
static bool
one_slip(const char *x, size_t nx, const char *y, size_t ny)
{
	size_t head = 0, tail = 0;

	while (head < nx && head < ny && x[head] == y[head])
		head++;
	while (tail < nx - head && tail < ny - head && x[nx - 1 - tail] == y[ny - 1 - tail])
		tail++;
	nx -= head + tail;
	ny -= head + tail;
	if (nx + ny == 1 || (nx == 1 && ny == 1))
		return true;
	return nx == 2 && ny == 2 && x[head] == y[head + 1] && x[head + 1] == y[head];
}

bool
is_near_miss(struct dec stated, struct dec computed, int percent)
{
	uint8_t d = stated.d > computed.d ? stated.d : computed.d;
	char x[48], y[48];
	wide s = stated.m, c = computed.m, gap;

	if (d > 18 || (stated.m < 0) != (computed.m < 0))
		return false;
	for (uint8_t i = stated.d; i < d; i++)
		s *= 10;
	for (uint8_t i = computed.d; i < d; i++)
		c *= 10;
	gap = s > c ? s - c : c - s;
	if (gap * 100 <= (s < 0 ? -s : s) * percent)
		return true;
	return (s < -9 || s > 9) && one_slip(x, digits_of(stated, d, x), y, digits_of(computed, d, y));
}

/* the digits of both, with as many decimals; 0: they have not as many, or not one sign */
static size_t
same_digits(struct dec a, char x[48], struct dec b, char y[48])
{
	uint8_t d = a.d > b.d ? a.d : b.d;
	size_t n;

	if (d > 18 || (a.m < 0) != (b.m < 0))
		return 0;
	n = digits_of(a, d, x);
	return n == digits_of(b, d, y) ? n : 0;
}

bool
is_swap(struct dec a, struct dec b)
{
	char x[48], y[48];
	size_t n = same_digits(a, x, b, y), at = 0;

	while (at < n && x[at] == y[at])
		at++;
	return at + 1 < n && x[at] == y[at + 1] && x[at + 1] == y[at] &&
	    memcmp(x + at + 2, y + at + 2, n - at - 2) == 0;
}

bool
is_one_digit(struct dec a, struct dec b)
{
	char x[48], y[48];
	size_t n = same_digits(a, x, b, y), differ = 0;

	for (size_t i = 0; i < n; i++)
		differ += x[i] != y[i];
	return differ == 1;
}

bool
is_shifted(struct dec a, struct dec b)
{
	wide x = a.m, y = b.m;
	int d = a.d - b.d;

	if (x == 0 || y == 0)
		return false;
	for (; x % 10 == 0; d--)
		x /= 10;
	for (; y % 10 == 0; d++)
		y /= 10;
	return x == y && d != 0 && d >= -3 && d <= 3;
}

bool
is_typing_slip(struct dec gap)
{
	int64_t m = gap.m < 0 ? -gap.m : gap.m;

	while (m != 0 && m % 10 == 0)
		m /= 10;
	return (m > 0 && m < 10) || (m % 9 == 0 && m / 9 > 0 && m / 9 < 10);
}

/* the last decimal place that any figure of the line makes use of */
static uint8_t
last_place(const struct line *l)
{
	uint8_t most = 0;

	for (uint32_t i = 0; i <= l->nparts; i++) {
		struct dec v = figure_dec(i < l->nparts ? l->part[i] : l->stated);

		for (; v.d > 0 && v.m % 10 == 0; v.d--)
			v.m /= 10;
		if (v.d > most)
			most = v.d;
	}
	return most;
}

/* are all figures multiples of ten of the last place? Then they were rounded so */
static bool
are_tens(const struct line *l, uint8_t last)
{
	for (uint32_t i = 0; i <= l->nparts && last == 0; i++) {
		struct dec v = figure_dec(i < l->nparts ? l->part[i] : l->stated);

		for (; v.d > 0; v.d--)
			v.m /= 10;
		if (v.m % 10 != 0)
			return false;
	}
	return last == 0;
}

bool
is_telling_slip(const struct line *l)
{
	int64_t m = l->fit.gap.m;
	uint8_t d = l->fit.gap.d, last = last_place(l);
	int zeros = 0;

	for (; m != 0 && m % 10 == 0; m /= 10)
		zeros++;
	return m > 0 && m < 10 && zeros - d + last >= 2 && !are_tens(l, last);
}

bool
is_plausible(const struct line *l)
{
	struct dec stated = figure_dec(l->stated), computed = l->fit.computed;
	struct dec twice = l->fit.gap;
	struct dec bigger;

	for (uint32_t i = 0; i < l->nparts; i++) {
		if (l->part[i]->m < 0)
			return true;	/* with signs mixed nothing can be said */
		if (dec_cmp(figure_dec(l->part[i]), stated) > 0)
			return false;
	}
	if (stated.m < 0 || twice.m > INT64_MAX / 2)
		return false;
	twice.m *= 2;
	bigger = dec_cmp(stated, computed) > 0 ? stated : computed;
	return dec_cmp(twice, bigger) <= 0;
}
