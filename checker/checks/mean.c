/*
 * mean: a mean is the mean of the named cells. Recognised without parameters
 * are rows and columns labelled "Average" or "Mean", and columns such as
 * "3 Year Trend", which say how many columns before them they are made of.
 */
#include <math.h>

#include "checks/series.h"
#include "checks/words.h"
#include "facts/shape.h"

#define MISSES 3u	/* so many times as many lines must agree as do not */

/* what follows the number of years: "year trend", "yr. average", "yr" */
static bool
is_years(struct str s)
{
	size_t n = str_eq_folded(str_sub(s, 0, 4), CF_S("year")) ? 4 :
	    str_eq_folded(str_sub(s, 0, 2), CF_S("yr")) ? 2 : 0;
	struct str rest = str_trim(str_sub(s, n, s.n));

	if (rest.n > 0 && (rest.p[0] == '.' || ch_lower(rest.p[0]) == 's'))
		rest = str_trim(str_sub(rest, 1, rest.n));
	return n > 0 && (rest.n == 0 || (label_says(rest) & LABEL_MEAN) != 0 || str_eq_folded(rest, CF_S("trend")));
}

/* "3 year trend", "last five-year average": 3, 5; "Average", "Mean score": 0; else -1 */
static int
mean_label(struct str s)
{
	static const char *const number[] = { "two", "three", "four", "five", "six", "seven",
		"eight", "nine", "ten" };
	size_t i = 0;
	int n = 0;

	s = str_trim(s);
	if (str_has_folded(str_sub(s, 0, 5), CF_S("last ")))
		s = str_trim(str_sub(s, 5, s.n));
	for (; i < s.n && i < 2 && ch_digit(s.p[i]); i++)
		n = n * 10 + (s.p[i] - '0');
	for (int k = 0; n == 0 && k < 9; k++) {
		struct str w = str_of(number[k]);

		if (str_eq_folded(str_sub(s, 0, w.n), w)) {
			n = k + 2;
			i = w.n;
		}
	}
	if (n >= 2 && i < s.n && (s.p[i] == ' ' || s.p[i] == '-') &&
	    is_years(str_trim(str_sub(s, i + 1, s.n))))
		return n;
	return (label_says(s) & LABEL_MEAN) != 0 ? 0 : -1;
}

/* the words of a cell that holds no figure, else "" */
static struct str
words_in(const struct cell *c)
{
	return cell_is_filled(c) && cell_quantity(c) == NULL ? c->text.s : CF_S("");
}

/* what the words above the figures of a column say that are not in the header */
static int
mean_above(const struct table *t, uint32_t col)
{
	int want = -1;

	for (uint32_t r = t->header_rows; r < t->nrows && want < 0 &&
	    cell_quantity(table_at(t, r, col)) == NULL; r++)
		want = mean_label(words_in(table_at(t, r, col)));
	return want;
}

/* what the words behind the figures of a row say that has none before them */
static int
mean_behind(const struct table *t, uint32_t row)
{
	uint32_t c = t->ncols;

	while (c > 0 && !cell_is_filled(table_at(t, row, c - 1)))
		c--;
	return c == 0 ? -1 : mean_label(words_in(table_at(t, row, c - 1)));
}

/* the same of a row, or of a column at any level of its header */
static int
item_mean(struct axis x, uint32_t item)
{
	const struct column *k = &x.t->columns[x.down ? 0 : item];
	unsigned says = x.down ? x.t->rows[item].says : k->path_says;
	int want = -1;

	if ((says & (LABEL_MEAN | LABEL_YEARS)) != 0)
		want = mean_label(axis_label(x, item));
	for (uint32_t i = 0; says != 0 && !x.down && want < 0 && i < k->npath; i++)
		want = mean_label(k->path[i]);
	if (want < 0 && !x.down)
		return mean_above(x.t, item);
	return want < 0 && x.t->rows[item].label.n == 0 ? mean_behind(x.t, item) : want;
}

#define NO_MEAN (-1)

/* item_mean() of all items, NO_MEAN for what is none */
static const int *
all_means(struct arena *a, struct axis x)
{
	int *want = arena_array(a, axis_items(x), int);

	for (uint32_t i = 0; i < axis_items(x); i++)
		want[i] = axis_is_item(x, i) ? item_mean(x, i) : NO_MEAN;
	return want;
}

struct mean {
	const struct rule *rule;
	struct axis x;
	const int *want;		/* of all items: of how many it is the mean */
	uint32_t item;			/* the mean */
	uint32_t part[SERIES_OPERANDS], nparts;
	enum cf_because because;
	uint32_t blanks;		/* parts of the last relation that are not there */
	uint32_t divisor;		/* what its sum is divided by */
};

static bool
relation_of(struct mean *m, uint32_t line, struct relation_at *r)
{
	const struct figure *f = cell_quantity(axis_cell(m->x, m->item, line));

	m->blanks = 0;
	if (f == NULL || !axis_is_line(m->x, line))
		return false;
	relation_begin(r, m->x.down ? m->item : line, m->x.down ? line : m->item, f);
	for (uint32_t i = 0; i < m->nparts; i++) {
		const struct cell *c = axis_cell(m->x, m->part[i], line);
		const struct figure *p = cell_quantity(c);

		if (p == NULL && (!cell_is_filled(c) || c->kind == CELL_DASH)) {
			m->blanks++;	/* the mean is of the others, or counts it as 0 */
			continue;
		}
		if (p == NULL) {
			r->blocked = "a figure of the mean is missing";
			continue;
		}
		relation_add(r, m->x.down ? m->part[i] : line, m->x.down ? line : m->part[i], p);
	}
	return r->n >= 2;
}

static struct fit_result
fit_of(struct mean *m, const struct relation_at *r)
{
	static const struct figure zero = { .d = 0 };
	const struct figure *all[SERIES_OPERANDS];
	struct fit_result fit = fit_mean(r->stated, r->operand, r->n), with;
	uint32_t n = 0;

	m->divisor = r->n;
	if (fit.fit != FIT_OUTSIDE || m->blanks == 0)
		return fit;
	while (n < r->n + m->blanks && n < SERIES_OPERANDS) {
		all[n] = n < r->n ? r->operand[n] : &zero;
		n++;
	}
	with = fit_mean(r->stated, all, n);
	if (with.fit == FIT_OUTSIDE)
		return fit;
	m->divisor = n;
	return with;
}

static uint32_t
agreeing(const struct tally_fits *n)
{
	return n->exact + n->interval;
}

/* may this be a mean of these parts at all? In doubles, and with much room: most
 * of the many runs that are tried end here */
static bool
is_near(const struct mean *m, const struct relation_at *r)
{
	double sum = 0, stated = figure_value(r->stated), room = figure_unit(r->stated);

	for (uint32_t i = 0; i < r->n; i++) {
		sum += figure_value(r->operand[i]);
		room = fmax(room, figure_unit(r->operand[i]));
	}
	room = 2 * fmax(room, 1);
	return fabs(sum / r->n - stated) <= room || (m->blanks > 0 &&
	    fabs(sum / (r->n + m->blanks) - stated) <= room);
}

/* how many lines agree; not counted out when fewer than `least` will, or when too
 * many do not */
static struct tally_fits
count(struct mean *m, uint32_t least)
{
	struct tally_fits n = { 0 };

	for (uint32_t l = 0; l < axis_lines(m->x); l++) {
		uint32_t most = agreeing(&n) + axis_lines(m->x) - l;
		struct relation_at r;
		struct fit_result fit;

		if (least > 0 && (most < least || n.outside * MISSES > most))
			return (struct tally_fits){ 0 };
		if (!relation_of(m, l, &r))
			continue;
		fit = (struct fit_result){ .fit = FIT_OUTSIDE };
		if (least == 0 || is_near(m, &r))
			fit = fit_of(m, &r);
		count_fit(&n, &r, &fit);
	}
	return n;
}

/* may a figure that is not the mean be right all the same? */
static bool
reason_to_doubt(const struct mean *m, uint32_t line, struct outcome *o)
{
	if (m->blanks > 0)
		o->reason = "figures of the mean are not there, and may count as nothing";
	else if (item_mean((struct axis){ m->x.t, !m->x.down }, line) != NO_MEAN)
		o->reason = "a mean of means, which may be made of rows or of columns";
	else
		return false;
	return true;
}

static void
report_mean(struct run *run, struct mean *m)
{
	struct tally_fits n = count(m, 0);
	const char *roles[SERIES_OPERANDS];

	for (uint32_t i = 0; i < SERIES_OPERANDS; i++)
		roles[i] = "part";
	for (uint32_t l = 0; l < axis_lines(m->x); l++) {
		struct relation_at r;
		struct fit_result fit;
		struct outcome o;
		struct line sum = { 0 };
		struct str words;

		if (!relation_of(m, l, &r))
			continue;
		fit = fit_of(m, &r);
		o = outcome_at(m->rule, m->x.t, r.row, r.col, r.stated);
		o.because = m->because;
		o.verdict = judge_series(m->rule, &n, &r, &fit, &o);
		if (o.verdict == CF_FAILED && m->because != CF_BY_RULE && reason_to_doubt(m, l, &o))
			o.verdict = CF_UNDECIDED;
		if (!report_wants(run->report, o.verdict)) {
			report_tally(run->report, m->rule, o.verdict, o.reason);
			continue;
		}
		sum.part = r.operand;
		sum.nparts = r.n;
		sum.fit = fit_sum(r.stated, r.operand, NULL, r.n);
		words = sum_words(run->scratch, &sum, false);
		words = arena_printf(run->scratch, "%.*s, divided by %u is %.*s", (int)words.n, words.p,
		    m->divisor, (int)dec_format(run->scratch, fit.computed, true).n,
		    dec_format(run->scratch, fit.computed, true).p);
		report_relation(run, m->x.t, &o, &r, &fit, roles, words);
	}
}

/* the item `gap` items away from the mean, those that are totals not counted; -1: none */
static int64_t
item_away(const struct mean *m, int step, uint32_t gap)
{
	int64_t p = (int64_t)m->item + step;

	for (; p >= 0 && p < axis_items(m->x); p += step)
		if (axis_is_item(m->x, (uint32_t)p) && !axis_is_total(m->x, (uint32_t)p) &&
		    gap-- == 0)
			return p;
	return -1;
}

/*
 * The runs that begin `gap` items from the mean, in one direction: the length
 * with which most lines agree. Another mean ends a run; or else, when `past` it,
 * it is left out. Returns whether it met one.
 */
static bool
try_runs(struct mean *best, struct tally_fits *fits, int step, uint32_t gap, bool past)
{
	struct mean m = *best;
	uint32_t want = (uint32_t)m.want[m.item];
	bool met = false;

	m.nparts = 0;
	for (int64_t p = item_away(&m, step, gap); p >= 0 && p < axis_items(m.x) &&
	    m.nparts < SERIES_OPERANDS && (want == 0 || m.nparts < want); p += step) {
		uint32_t i = (uint32_t)p;
		struct tally_fits n;

		if (!axis_is_item(m.x, i) || axis_is_total(m.x, i))
			continue;
		met = met || m.want[i] != NO_MEAN;
		if (m.want[i] != NO_MEAN && !past)
			break;
		if (m.want[i] != NO_MEAN)
			continue;
		m.part[m.nparts++] = i;
		if (m.nparts < 2 || (want > 0 && m.nparts != want))
			continue;
		n = count(&m, agreeing(fits) > 0 ? agreeing(fits) : 1);
		if (agreeing(&n) > agreeing(fits) ||
		    (agreeing(&n) == agreeing(fits) && n.exact > fits->exact)) {
			*fits = n;
			*best = m;
		}
	}
	return met;
}

/* parts were met going away from the mean, perhaps upwards */
static void
put_in_order(struct mean *m)
{
	uint32_t n = m->nparts;

	if (n == 0 || m->part[0] < m->part[n - 1])
		return;
	for (uint32_t i = 0; i < n / 2; i++) {
		uint32_t swap = m->part[i];

		m->part[i] = m->part[n - 1 - i];
		m->part[n - 1 - i] = swap;
	}
}

#define MAX_GAP 8u	/* rows such as "Highest" between the figures and their mean */

/* the items before or after the mean that it is made of: as many as its label
 * says, or the run with which most lines agree */
static bool
find_parts(struct mean *m)
{
	bool counted = m->want[m->item] > 0;
	struct tally_fits fits = { 0 };

	for (uint32_t gap = 0; gap <= MAX_GAP; gap++) {
		for (int step = -1; step <= (counted ? -1 : 1); step += 2)
			if (try_runs(m, &fits, step, gap, false) && !counted)
				try_runs(m, &fits, step, gap, true);
	}
	put_in_order(m);
	return m->nparts >= 2 && agreeing(&fits) >= (counted ? 2u : 3u) &&
	    agreeing(&fits) >= MISSES * fits.outside;
}

static void
check_axis(struct run *run, const struct rule *rule, struct axis x)
{
	const int *want = all_means(run->scratch, x);

	for (uint32_t i = 0; i < axis_items(x); i++) {
		struct mean m = { .rule = rule, .x = x, .want = want, .item = i,
			.because = CF_BY_LABEL };

		if (want[i] != NO_MEAN && find_parts(&m))
			report_mean(run, &m);
	}
}

/* the rule names the mean's column and those it is made of */
static void
named(struct run *run, const struct rule *rule, const struct table *t)
{
	int *want = arena_array(run->scratch, t->ncols, int);

	for (uint32_t c = 0; c < t->ncols; c++)
		want[c] = mean_label(t->columns[c].leaf);
	for (uint32_t c = 0; c < t->ncols; c++) {
		struct mean m = { .rule = rule, .x = { t, false }, .want = want, .item = c,
			.because = CF_BY_RULE };

		if (!selector_matches_column(run->matcher, &rule->mean, &t->columns[c]))
			continue;
		for (uint32_t k = 0; k < t->ncols && m.nparts < SERIES_OPERANDS; k++)
			if (k != c && selector_matches_column(run->matcher, &rule->of,
			    &t->columns[k]))
				m.part[m.nparts++] = k;
		if (m.nparts >= 2 || (!selector_is_set(&rule->of) && find_parts(&m)))
			report_mean(run, &m);
	}
}

void
check_mean(struct run *run, const struct rule *rule)
{
	const struct table *t;
	size_t i = 0;

	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		if (selector_is_set(&rule->mean)) {
			named(run, rule, t);
		} else {
			check_axis(run, rule, (struct axis){ t, false });
			check_axis(run, rule, (struct axis){ t, true });
		}
	}
}
