/*
 * The numbers along the axis of a chart: at equal distances, each less than the one above
 * it by the same step, or from 0 to the right. They look like a column of a table.
 */
#include <stdlib.h>

#include "read/pdf.h"

#define LEAST 4u	/* numbers of an axis */

struct mark {
	struct pdf_word *word;
	double value;
};

/* a bare number: "1,000", "-50", "20%" */
static bool
read_number(struct str s, double *v)
{
	bool minus = false, digits = false, point = false;
	double place = 1;

	*v = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (ch_digit(s.p[i])) {
			digits = true;
			place = point ? place / 10 : 1;
			*v = point ? *v + place * (s.p[i] - '0') : *v * 10 + (s.p[i] - '0');
		} else if (i == 0 && s.p[i] == '-') {
			minus = true;
		} else if (s.p[i] == '.' && !point) {
			point = true;
		} else if (s.p[i] != ',' && !(s.p[i] == '%' && i + 1 == s.n)) {
			return false;
		}
		if (s.n > 12)
			return false;
	}
	*v = minus ? -*v : *v;
	return digits;
}

static bool
is_near(double a, double b, double by)
{
	return a - b < by && b - a < by;
}

static int
by_right_edge(const void *a, const void *b)
{
	const struct pdf_word *x = ((const struct mark *)a)->word, *y = ((const struct mark *)b)->word;
	float d = x->box.x1 - y->box.x1;

	if (d < -1 || d > 1)
		return d < 0 ? -1 : 1;
	return x->box.y0 < y->box.y0 ? -1 : x->box.y0 > y->box.y0;
}

static int
by_top(const void *a, const void *b)
{
	const struct pdf_word *x = ((const struct mark *)a)->word, *y = ((const struct mark *)b)->word;
	float d = x->box.y0 - y->box.y0;

	if (d < -1 || d > 1)
		return d < 0 ? -1 : 1;
	return x->box.x0 < y->box.x0 ? -1 : x->box.x0 > y->box.x0;
}

/* where the words stand on the axis, and where across it */
static float
along(const struct mark *m, bool down)
{
	struct pdf_box b = m->word->box;

	return down ? b.y0 : (b.x0 + b.x1) / 2;
}

static float
across(const struct mark *m, bool down)
{
	return down ? m->word->box.x1 : m->word->box.y0;
}

/* one past the last mark that goes on with the steps of the first two */
static size_t
end_of_axis(const struct mark *m, size_t n, size_t first, bool down)
{
	double step = first + 1 < n ? m[first].value - m[first + 1].value : 0;
	float gap = first + 1 < n ? along(&m[first + 1], down) - along(&m[first], down) : 0;
	size_t i;

	if (down ? step <= 0 || is_near(step, 1, 1e-6) : step >= 0 || !is_near(m[first].value, 0, 1e-9))
		return first + 1;
	for (i = first + 1; i < n; i++) {
		float here = along(&m[i], down) - along(&m[i - 1], down);

		if (!is_near(m[i - 1].value - m[i].value, step, 1e-6 * (step < 0 ? -step : step)) ||
		    !is_near((double)here, (double)gap, (double)gap * 0.1 + 0.5) ||
		    !is_near((double)across(&m[i], down), (double)across(&m[i - 1], down), 2) ||
		    gap <= 0)
			break;
	}
	return i;
}

static void
mark_axes(struct mark *m, size_t n, bool down)
{
	size_t end;

	for (size_t i = 0; i < n; i = end) {
		end = end_of_axis(m, n, i, down);
		for (size_t k = i; k < end && end - i >= LEAST; k++)
			m[k].word->apart = true;
		if (end - i < LEAST)
			end = i + 1;
	}
}

void
pdf_find_axes(struct pdf *p, struct pdf_page *page)
{
	struct mark *m = arena_array(p->arena, page->nwords, struct mark);
	size_t n = 0;

	for (size_t i = 0; i < page->nwords; i++)
		if (read_number(page->word[i].s, &m[n].value))
			m[n++].word = &page->word[i];
	if (n < LEAST)
		return;
	qsort(m, n, sizeof(*m), by_right_edge);
	mark_axes(m, n, true);
	qsort(m, n, sizeof(*m), by_top);
	mark_axes(m, n, false);
}
