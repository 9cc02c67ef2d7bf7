/* Candidates for sums; see runs.h. */
#include "checks/runs.h"

#include "facts/shape.h"

#include <math.h>
#include <stdlib.h>

#define STRONG_TOTAL 50		/* a smaller total is hit by chance too often */
#define NEAREST 6u		/* runs with one sum that a line votes for */
#define MOST_VOTED 4u		/* runs of one total that are counted out */
#define PAIR_WINDOW 6u		/* how near the parts of a difference stand */

void
adder_init(struct adder *s, struct arena *a, const struct matrix *m)
{
	s->sum = arena_array(a, m->nlines, wide);
	s->stated = arena_array(a, m->nlines, uint32_t);
	s->nonzero = arena_array(a, m->nlines, uint32_t);
	s->nparts = 0;
}

void
adder_clear(struct adder *s, const struct matrix *m)
{
	memset(s->sum, 0, m->nlines * sizeof(*s->sum));
	memset(s->stated, 0, m->nlines * sizeof(*s->stated));
	memset(s->nonzero, 0, m->nlines * sizeof(*s->nonzero));
	s->nparts = 0;
}

void
adder_add(struct adder *s, const struct matrix *m, uint32_t item)
{
	for (uint32_t l = 0; l < m->nlines; l++) {
		size_t at = matrix_at(m, item, l);

		if (m->state[at] == 0)
			continue;
		s->sum[l] += m->value[at];
		s->stated[l]++;
		s->nonzero[l] += m->value[at] != 0;
	}
	s->nparts++;
}

static wide
distance(wide a, wide b)
{
	return a > b ? a - b : b - a;
}

#define SEEN 4u	/* totals that are remembered: "30 = 15 + 15" in every line is said once */

static bool
is_new(wide seen[SEEN], uint32_t *n, wide v)
{
	for (uint32_t i = 0; i < SEEN && i < *n; i++)
		if (seen[i] == v)
			return false;
	seen[(*n)++ % SEEN] = v;
	return true;
}

void
trial_count(struct trial *t, const struct matrix *m, const struct adder *s)
{
	wide seen[SEEN];
	uint32_t nseen = 0;

	t->exact = t->single = t->interval = t->outside = t->strong = 0;
	t->ratio = t->ratio_miss = 0;
	t->bits = t->single_bits = 0;
	memset(seen, 0, sizeof(seen));
	for (uint32_t l = 0; l < m->nlines; l++) {
		size_t at = matrix_at(m, t->total, l);
		wide v = m->value[at], gap = distance(v, s->sum[l]), size = v < 0 ? -v : v;

		if (m->state[at] == 0 || s->stated[l] == 0 || (v == 0 && s->nonzero[l] == 0))
			continue;
		if (gap == 0 && s->nonzero[l] < 2) {
			t->single++;
			t->single_bits += matrix_bits(m, l, v);
		} else if (gap == 0) {
			t->exact++;
			t->ratio += m->ratio_line[l];
			t->strong += size >= STRONG_TOTAL * m->unit[l] || s->nonzero[l] > 2;
			if (t->n > 2 || is_new(seen, &nseen, v))
				t->bits += matrix_bits(m, l, v == 0 ? s->nonzero[l] * m->unit[l] : v);
		} else if (s->nonzero[l] >= 2 && 2 * gap <= m->unit[l] * (wide)(s->nonzero[l] + 1) &&
		    size > 4 * m->unit[l] * (wide)(s->nonzero[l] + 1)) {
			t->interval++;
			t->ratio += m->ratio_line[l];
			t->bits += matrix_bits(m, l, size / (s->nonzero[l] + 1));
		} else if (m->ratio_line[l]) {
			t->ratio_miss++;
		} else {
			t->outside++;
		}
	}
}

bool
is_boundary(const struct matrix *m, uint32_t i, uint32_t next)
{
	return axis_group(m->x, m->item[i]) != axis_group(m->x, m->item[next]) ||
	    axis_is_total(m->x, m->item[next]) != axis_is_total(m->x, m->item[i]);
}

/* ---- runs of neighbours */

/* the sum of the first `at` items of the list, in one line */
struct prefix {
	wide sum;
	uint32_t at;
};

struct search {
	const struct matrix *m;
	struct arena *a;
	const struct list *list;
	wide *sum;			/* (n + 1) a line: the prefix sums in order of place */
	uint32_t *stated, *nonzero;	/* so many figures, and figures not zero, likewise */
	struct prefix *sorted;		/* the sums in order of size */
	uint32_t *votes;		/* for each place where a run may end */
	uint32_t *voted, nvoted;	/* places with votes */
	struct adder adder;
	trial_fn *fn;
	void *arg;
};

static int
by_sum(const void *a, const void *b)
{
	const struct prefix *x = a, *y = b;

	if (x->sum != y->sum)
		return x->sum < y->sum ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void
search_init(struct search *s, uint32_t n)
{
	const struct matrix *m = s->m;

	s->sum = arena_array(s->a, (size_t)(n + 1) * m->nlines, wide);
	s->stated = arena_array(s->a, (size_t)(n + 1) * m->nlines, uint32_t);
	s->nonzero = arena_array(s->a, (size_t)(n + 1) * m->nlines, uint32_t);
	s->sorted = arena_array(s->a, (size_t)(n + 1) * m->nlines, struct prefix);
	s->votes = arena_array(s->a, n + 1, uint32_t);
	s->voted = arena_array(s->a, n + 1, uint32_t);
	adder_init(&s->adder, s->a, m);
	for (uint32_t l = 0; l < m->nlines; l++) {
		size_t row = (size_t)(n + 1) * l;
		wide *sum = s->sum + row;
		uint32_t *stated = s->stated + row, *nonzero = s->nonzero + row;
		struct prefix *sorted = s->sorted + row;
		bool rises = true;

		for (uint32_t k = 0; k < n; k++) {
			size_t at = matrix_at(m, s->list->at[k], l);
			wide v = m->state[at] ? m->value[at] : 0;

			sum[k + 1] = sum[k] + v;
			stated[k + 1] = stated[k] + (m->state[at] != 0);
			nonzero[k + 1] = nonzero[k] + (v != 0);
		}
		for (uint32_t k = 0; k <= n; k++) {
			sorted[k] = (struct prefix){ sum[k], k };
			rises = rises && (k == 0 || sum[k] >= sum[k - 1]);
		}
		if (!rises)	/* some are negative */
			qsort(sorted, n + 1, sizeof(*sorted), by_sum);
	}
}

/* the first place in sorted[0..n] that is not before (sum, at) */
static uint32_t
lower_bound(const struct prefix *sorted, uint32_t n, struct prefix want)
{
	uint32_t lo = 0, hi = n + 1;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (by_sum(&sorted[mid], &want) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

#define EXACT_VOTE 4u
#define NEAR_VOTE 1u
#define NEAR_UNITS 2	/* what rounding makes of a sum of few parts */
#define LARGE 4000	/* units of a total that is not met by chance within so little */

static void
vote(struct search *s, uint32_t place, uint32_t weight)
{
	if (s->votes[place] == 0)
		s->voted[s->nvoted++] = place;
	s->votes[place] += weight;
}

/* where the runs beside a total begin: list[..before) and list[after..] */
struct spot {
	uint32_t total, before, after;
};

/* the sum is not met, but may have been rounded: votes on where it is nearly met */
static void
vote_near(struct search *s, const struct spot *p, const struct prefix *sorted, wide want,
    wide unit, bool before)
{
	uint32_t n = s->list->n;
	uint32_t i = lower_bound(sorted, n, (struct prefix){ want - NEAR_UNITS * unit, 0 });

	for (uint32_t c = 0; c < NEAREST && i <= n && sorted[i].sum <= want + NEAR_UNITS * unit;
	    c++, i++)
		if (before ? sorted[i].at + 2 <= p->before : sorted[i].at >= p->after + 2)
			vote(s, sorted[i].at, NEAR_VOTE);
}

/* one line's votes on where the run before or after a total ends */
static void
vote_line(struct search *s, const struct spot *p, uint32_t l, bool before)
{
	const struct matrix *m = s->m;
	uint32_t n = s->list->n, i, met = 0;
	size_t at = matrix_at(m, p->total, l);
	const wide *sum = s->sum + (size_t)(n + 1) * l;
	const struct prefix *sorted = s->sorted + (size_t)(n + 1) * l;
	wide want;

	if (m->state[at] == 0 || m->value[at] == 0)
		return;
	if (before ? p->before < 2 : p->after + 2 > n)
		return;
	if (before) {
		want = sum[p->before] - m->value[at];
		i = lower_bound(sorted, n, (struct prefix){ want, p->before - 1 });
		for (uint32_t c = 0; c < NEAREST && i-- > 0 && sorted[i].sum == want; c++, met++)
			vote(s, sorted[i].at, EXACT_VOTE);
	} else {
		want = sum[p->after] + m->value[at];
		i = lower_bound(sorted, n, (struct prefix){ want, p->after + 2 });
		for (uint32_t c = 0; c < NEAREST && i <= n && sorted[i].sum == want; c++, i++, met++)
			vote(s, sorted[i].at, EXACT_VOTE);
	}
	if (met == 0 && distance(m->value[at], 0) >= LARGE * m->unit[l])
		vote_near(s, p, sorted, want, m->unit[l], before);
}

/* count out the run list[from..to) as the parts of a total */
static void
try_run(struct search *s, uint32_t total, uint32_t from, uint32_t to)
{
	const struct matrix *m = s->m;
	const uint32_t *at = s->list->at;
	struct trial t = { .total = total, .part = s->list->at + from, .n = to - from };

	for (uint32_t l = 0; l < m->nlines; l++) {
		size_t row = (size_t)(s->list->n + 1) * l;

		s->adder.sum[l] = s->sum[row + to] - s->sum[row + from];
		s->adder.stated[l] = s->stated[row + to] - s->stated[row + from];
		s->adder.nonzero[l] = s->nonzero[row + to] - s->nonzero[row + from];
	}
	trial_count(&t, m, &s->adder);
	if (at[from] < total)
		t.natural = from == 0 || is_boundary(m, at[from], at[from - 1]);
	else
		t.natural = to == s->list->n || is_boundary(m, at[to - 1], at[to]);
	s->fn(s->arg, &t);
}

static void
try_most_voted(struct search *s, const struct spot *at, bool before)
{
	for (uint32_t c = 0; c < MOST_VOTED; c++) {
		uint32_t best = 0, votes = 0;

		for (uint32_t i = 0; i < s->nvoted; i++) {
			uint32_t p = s->voted[i];

			if (s->votes[p] > votes) {
				votes = s->votes[p];
				best = p;
			}
		}
		if (votes == 0)
			break;
		s->votes[best] = 0;
		try_run(s, at->total, before ? best : at->after, before ? at->before : best);
	}
	for (uint32_t i = 0; i < s->nvoted; i++)
		s->votes[s->voted[i]] = 0;
	s->nvoted = 0;
}

/* the list's places just beside a total, or `gap` places away from it */
static bool
spot_of(const struct list *list, uint32_t total, uint32_t gap, uint32_t *place, struct spot *p)
{
	while (*place < list->n && list->at[*place] < total)
		(*place)++;
	p->total = total;
	p->before = *place < gap ? 0 : *place - gap;
	p->after = *place + gap + (*place < list->n && list->at[*place] == total);
	return p->before >= 2 || p->after + 2 <= list->n;
}

void
find_runs(const struct matrix *m, struct arena *a, const struct list *list,
    const struct list *totals, uint32_t gap, trial_fn *fn, void *arg)
{
	struct search s = { .m = m, .a = a, .list = list, .fn = fn, .arg = arg };
	uint32_t place = 0;

	if (list->n < 2 || totals->n == 0)
		return;
	search_init(&s, list->n);
	for (uint32_t k = 0; k < totals->n; k++) {
		struct spot p;

		if (!spot_of(list, totals->at[k], gap, &place, &p))
			continue;
		for (int before = 1; before >= 0; before--) {
			for (uint32_t l = 0; l < m->nlines; l++)
				vote_line(&s, &p, l, before != 0);
			try_most_voted(&s, &p, before != 0);
		}
	}
}

/* ---- two near a third */

/* do enough of the first lines agree that it is worth counting all? */
static bool
pair_looks_right(const struct matrix *m, uint32_t total, uint32_t x, uint32_t y)
{
	uint32_t agree = 0, miss = 0;

	if (m->same[x] == y || m->same[y] == x || (m->same[x] != NONE && m->same[x] == m->same[y]) ||
	    (class_is_share(m->class[x]) && class_is_share(m->class[y]) &&
	    class_is_share(m->class[total])))
		return false;
	for (uint32_t l = 0; l < m->nlines && agree + miss < 12; l++) {
		size_t t = matrix_at(m, total, l), p = matrix_at(m, x, l), q = matrix_at(m, y, l);

		if (m->state[t] == 0 || m->state[p] == 0 || m->state[q] == 0)
			continue;
		if (2 * distance(m->value[t], m->value[p] + m->value[q]) <= 3 * m->unit[l])
			agree++;
		else if (++miss > 2 && miss > agree)
			return false;
	}
	return agree > miss;
}

static void
try_pair(const struct matrix *m, struct adder *s, uint32_t total, uint32_t x, uint32_t y,
    trial_fn *fn, void *arg)
{
	uint32_t part[2] = { x < y ? x : y, x < y ? y : x };
	struct trial t = { .total = total, .part = part, .n = 2 };

	if (x == total || y == total || x == y || !pair_looks_right(m, total, x, y))
		return;
	adder_clear(s, m);
	adder_add(s, m, x);
	adder_add(s, m, y);
	trial_count(&t, m, s);
	fn(arg, &t);
}

static void
pairs_near(const struct matrix *m, struct adder *s, const struct list *list, uint32_t total,
    uint32_t place, trial_fn *fn, void *arg)
{
	uint32_t lo = place < PAIR_WINDOW ? 0 : place - PAIR_WINDOW;
	uint32_t hi = list->n - place <= PAIR_WINDOW ? list->n : place + PAIR_WINDOW + 1;

	for (uint32_t i = lo; i < hi; i++)
		for (uint32_t j = i + 1; j < hi; j++)
			try_pair(m, s, total, list->at[i], list->at[j], fn, arg);
}

void
find_pairs(const struct matrix *m, struct arena *a, const struct list *list,
    const struct list *totals, trial_fn *fn, void *arg)
{
	struct adder s;
	uint32_t place = 0;

	adder_init(&s, a, m);
	for (uint32_t k = 0; k < totals->n; k++) {
		while (place < list->n && list->at[place] < totals->at[k])
			place++;
		pairs_near(m, &s, list, totals->at[k], place, fn, arg);
	}
}

/* ---- two anywhere */

/* what an item says in one line */
struct said {
	wide value;
	uint32_t item;
};

static int
by_value(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

/* the figures of one line of the items of the list, in order */
static uint32_t
said_in(const struct matrix *m, const struct list *list, uint32_t line, struct said *out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < list->n; i++) {
		size_t at = matrix_at(m, list->at[i], line);

		if (m->state[at] != 0 && m->value[at] != 0)
			out[n++] = (struct said){ m->value[at], list->at[i] };
	}
	qsort(out, n, sizeof(*out), by_value);
	return n;
}

static uint32_t
first_with(const struct said *said, uint32_t n, wide value)
{
	uint32_t lo = 0, hi = n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (said[mid].value < value)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

#define MOST_ITEMS 400u		/* of a table in which two are looked for anywhere */
#define LONG_FIGURE 12		/* bits of a total that no two figures make by chance */
#define ALIKE 0.002		/* shares that differ by less are one */
#define PROBED 2u		/* lines from which pairs are proposed: a slip may be in one */

/* the share of the total that a part has in a line; negative: unknown */
static double
share_in(const struct matrix *m, uint32_t total, uint32_t part, uint32_t line)
{
	size_t t = matrix_at(m, total, line), p = matrix_at(m, part, line);

	if (m->state[t] == 0 || m->state[p] == 0 || m->value[t] == 0)
		return -1;
	return fabs((double)m->value[p] / (double)m->value[t]);
}

/* is one the same share of the other in most lines, as what follows from one column by
 * multiplication is? Then a sum in one line is one in all, and chance has but one to meet */
static bool
is_proportional(const struct matrix *m, uint32_t total, uint32_t part)
{
	for (uint32_t first = 0; first < 2 && first < m->nlines; first++) {
		double want = share_in(m, total, part, first);
		uint32_t n = 0, alike = 0;

		for (uint32_t l = 0; l < m->nlines; l++) {
			double share = share_in(m, total, part, l);

			n += share >= 0;
			alike += share >= 0 && fabs(share - want) < ALIKE;
		}
		if (4 * alike >= 3 * n)
			return true;
	}
	return false;
}

/* pairs that make a total in one line; smaller first, so that each is tried once */
static uint32_t
pairs_of_line(const struct matrix *m, struct adder *s, uint32_t total, uint32_t line,
    const struct said *said, uint32_t n, trial_fn *fn, void *arg)
{
	size_t at = matrix_at(m, total, line);
	uint32_t tried = 0;

	if (m->state[at] == 0 || matrix_bits(m, line, m->value[at]) < LONG_FIGURE)
		return 0;
	for (uint32_t i = 0; i < n; i++) {
		wide rest = m->value[at] - said[i].value;

		if (rest < said[i].value)
			continue;
		for (uint32_t j = first_with(said, n, rest); j < n && said[j].value == rest &&
		    tried < NEAREST; j++, tried++)
			if (!is_proportional(m, total, said[i].item))
				try_pair(m, s, total, said[i].item, said[j].item, fn, arg);
	}
	return 1;
}

void
find_far_pairs(const struct matrix *m, struct arena *a, const struct list *list,
    const struct list *totals, trial_fn *fn, void *arg)
{
	struct said *said = arena_array(a, list->n, struct said);
	struct adder s;
	uint32_t *probed = arena_array(a, totals->n, uint32_t);

	if (list->n < 2 || list->n > MOST_ITEMS)
		return;
	adder_init(&s, a, m);
	for (uint32_t l = 0; l < m->nlines; l++) {
		uint32_t n = said_in(m, list, l, said);

		for (uint32_t k = 0; k < totals->n; k++)
			if (probed[k] < PROBED)
				probed[k] += pairs_of_line(m, &s, totals->at[k], l, said, n, fn, arg);
	}
}

/* ---- namesakes */

struct named {
	struct str name;
	uint32_t at;
};

static int
by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
	int c = memcmp(x->name.p, y->name.p, n);

	if (c == 0)
		c = (x->name.n > y->name.n) - (x->name.n < y->name.n);
	return c != 0 ? c : (x->at > y->at) - (x->at < y->at);
}

/* the label, or what stands in its place: the year of a row without words */
static struct str
name_of(const struct matrix *m, uint32_t i)
{
	struct str label = str_trim(axis_label(m->x, m->item[i]));

	for (uint32_t c = 0; m->x.down && label.n == 0 && c < m->x.t->ncols; c++) {
		const struct cell *x = table_at(m->x.t, m->item[i], c);

		if (m->x.t->columns[c].kind == COLUMN_FIGURES)
			break;
		if (cell_is_filled(x))
			label = str_trim(x->text.s);
	}
	return label;
}

/* one of them is the sum of the others: it is half of what all add up to */
static void
try_namesakes(const struct matrix *m, struct arena *a, const struct named *of, uint32_t n,
    trial_fn *fn, void *arg)
{
	struct adder all, s;
	uint32_t *part = arena_array(a, n, uint32_t);

	adder_init(&all, a, m);
	adder_init(&s, a, m);
	for (uint32_t i = 0; i < n; i++)
		adder_add(&all, m, of[i].at);
	for (uint32_t i = 0; i < n; i++) {
		struct trial t = { .total = of[i].at, .part = part, .natural = true };
		uint32_t agree = 0;

		for (uint32_t l = 0; l < m->nlines; l++) {
			size_t at = matrix_at(m, t.total, l);

			agree += m->state[at] != 0 && m->value[at] != 0 &&
			    2 * m->value[at] == all.sum[l];
		}
		if (agree == 0)
			continue;
		adder_clear(&s, m);
		for (uint32_t k = 0; k < n; k++) {
			if (k == i)
				continue;
			part[t.n++] = of[k].at;
			adder_add(&s, m, of[k].at);
		}
		trial_count(&t, m, &s);
		fn(arg, &t);
	}
}

void
find_namesakes(const struct matrix *m, struct arena *a, trial_fn *fn, void *arg)
{
	struct named *of = arena_array(a, m->nitems, struct named);

	for (uint32_t i = 0; i < m->nitems; i++)
		of[i] = (struct named){ name_of(m, i), i };
	qsort(of, m->nitems, sizeof(*of), by_name);
	for (uint32_t i = 0, j; i < m->nitems; i = j) {
		for (j = i + 1; j < m->nitems && str_eq(of[j].name, of[i].name);)
			j++;
		if (j - i >= 3 && of[i].name.n > 0)
			try_namesakes(m, a, of + i, j - i, fn, arg);
	}
}
