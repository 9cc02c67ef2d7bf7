/*
 * share: a percentage is its count over its base.
 *
 * In a table the percentages of one kind form a series (all "56 82%" cells; all
 * cells of a % column with the counts beside it). What their base is, the total
 * of the row or of the column or another column, is the choice with which most
 * of the series agrees; then each is held against it. In text the sentence says
 * all three figures itself (share_text.c).
 */
#include "checks/ratios.h"
#include "checks/share_text.h"
#include "checks/sums.h"
#include "checks/words.h"

enum base_kind {
	BASE_ROW_TOTAL,		/* the total of its row */
	BASE_COLUMN_TOTAL,	/* the total of its column */
	BASE_COLUMN_SUM,	/* the column's figures added up, no total printed */
	BASE_IN_CELL,		/* "30 of 76" beside it */
	BASE_COLUMN		/* the column `base_col` of the same row */
};

struct pair {
	uint32_t row, col;		/* of the percentage */
	uint32_t part_col;
	const struct figure *percent, *part;
};

struct series {
	const struct table *t;
	struct pair *pair;
	size_t n;
	enum base_kind base;
	uint32_t base_col;
	enum cf_because because;
	uint32_t fits, misses;		/* of those that say something: not 0%, not 100% */
};

struct base {
	const struct figure *f;		/* NULL: a sum that is not printed, or nothing */
	uint32_t row, col;
	const struct figure **sum;
	size_t nsum;
};

/* figures of the part's column in the rows of data that belong with its row */
static struct base
column_sum(struct run *run, const struct series *s, const struct pair *p)
{
	const struct table *t = s->t;
	struct base b = { 0 };

	if (t->rows[p->row].kind != ROW_DATA)
		return b;
	b.sum = arena_array(run->scratch, t->nrows, const struct figure *);
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		const struct figure *f = cell_quantity(table_at(t, r, p->part_col));

		if (t->rows[r].kind == ROW_TOTAL)
			return (struct base){ 0 };
		if (f != NULL && t->rows[r].kind == ROW_DATA &&
		    t->rows[r].group == t->rows[p->row].group)
			b.sum[b.nsum++] = f;
	}
	if (b.nsum < 2)
		b.nsum = 0;
	return b;
}

static bool
is_of(const struct sum_vector *v, uint32_t item)
{
	for (uint32_t k = 0; k < v->nparts; k++)
		if (v->part[k] == item)
			return true;
	return v->total == item;
}

/* has the group of this item a total of its own, other than itself? */
static bool
has_own_total(struct axis x, uint32_t item)
{
	if (axis_group(x, item) == NONE)
		return false;
	for (uint32_t i = 0; i < axis_items(x); i++)
		if (i != item && axis_group(x, i) == axis_group(x, item) &&
		    axis_is_item(x, i) && (axis_says(x, i) & LABEL_TOTAL) != 0)
			return true;
	return false;
}

/* the total, down or across, whose parts (or which itself) the pair's cell is; rather
 * one of its own group: "Academies > Total" than "All > Total" */
static struct base
total_of(struct run *run, const struct series *s, const struct pair *p, bool down)
{
	const struct table_sums *sums = sums_of(run, s->t);
	struct axis x = { s->t, down };
	uint32_t item = down ? p->row : p->part_col;
	const struct sum_vector *best = NULL;
	struct base b = { 0 };

	for (size_t i = 0; i < sums->n; i++) {
		const struct sum_vector *v = &sums->vector[i];

		if (v->down != down || !v->found || !is_of(v, item))
			continue;
		if (best == NULL || (axis_group(x, best->total) != axis_group(x, item) &&
		    axis_group(x, v->total) == axis_group(x, item)))
			best = v;
	}
	/* nothing adds up to the total of its own group, so it is not known to be one; the
	 * shares of that group are not of "All > Grade 1" for that */
	if (best == NULL || (axis_group(x, best->total) != axis_group(x, item) &&
	    has_own_total(x, item)))
		return b;
	b.row = down ? best->total : p->row;
	b.col = down ? p->part_col : best->total;
	b.f = cell_quantity(table_at(s->t, b.row, b.col));
	return b;
}

static struct base
base_of(struct run *run, const struct series *s, const struct pair *p)
{
	const struct cell *c = table_at(s->t, p->row, p->part_col);
	struct base b = { .row = p->row };

	switch (s->base) {
	case BASE_ROW_TOTAL:
		return total_of(run, s, p, false);
	case BASE_COLUMN_TOTAL:
		return total_of(run, s, p, true);
	case BASE_COLUMN_SUM:
		return column_sum(run, s, p);
	case BASE_IN_CELL:
		b.col = p->part_col;
		b.f = c->nfigures == 2 && (c->figures[1].flags & FIGURE_OF) != 0 ?
		    &c->figures[1] : NULL;
		return b;
	case BASE_COLUMN:
		b.col = s->base_col;
		b.f = cell_quantity(table_at(s->t, p->row, b.col));
		return b;
	}
	return b;
}

/* a base of 100: its parts are percentages themselves */
static bool
is_about_hundred(const struct base *b)
{
	int64_t unit = 1;
	struct dec x;

	if (b->f == NULL && b->nsum == 0)
		return false;
	x = b->f != NULL ? (struct dec){ .m = b->f->m, .d = b->f->d } :
	    fit_sum(b->sum[0], b->sum, NULL, b->nsum).computed;
	for (int d = 0; d < x.d && d < 14; d++)
		unit *= 10;
	return x.d > 0 && x.m >= 99 * unit && x.m <= 101 * unit;
}

static bool
fit_pair(const struct pair *p, const struct base *b, struct fit_result *fit)
{
	if (is_about_hundred(b))
		return false;
	if (b->f != NULL)
		*fit = fit_share(p->percent, p->part, b->f);
	else if (b->nsum > 0)
		*fit = fit_share_of_sum(p->percent, p->part, b->sum, b->nsum);
	else
		return false;
	return fit->fit != FIT_TOO_LARGE;
}

/* 0% and 100% agree with nearly any base */
static bool
says_something(const struct figure *percent)
{
	int64_t hundred = 100;

	for (uint8_t d = 0; d < percent->d && d < 16; d++)
		hundred *= 10;
	return percent->m != 0 && percent->m != hundred;
}

static void
count_fits(struct run *run, struct series *s)
{
	s->fits = s->misses = 0;
	for (size_t i = 0; i < s->n; i++) {
		struct base b = base_of(run, s, &s->pair[i]);
		struct fit_result fit;

		if (!says_something(s->pair[i].percent) || !fit_pair(&s->pair[i], &b, &fit))
			continue;
		if (fit.fit == FIT_OUTSIDE)
			s->misses++;
		else
			s->fits++;
	}
}

/* is the agreement of the series more than chance? */
static bool
is_known(const struct series *s)
{
	bool printed = s->base != BASE_COLUMN_SUM && s->base != BASE_COLUMN;

	if (s->because == CF_BY_RULE)
		return true;
	return s->fits >= (printed && s->misses == 0 ? 2u : 3u) && s->fits >= 3 * s->misses;
}

/* the base carries a mark: "includes one not counted here". Then the parts
 * themselves, added up, may be what the share is of */
static bool
fits_without_marked(struct run *run, const struct series *s, const struct pair *p,
    const struct base *b)
{
	const struct table_sums *sums = sums_of(run, s->t);

	for (size_t i = 0; i < sums->n; i++) {
		const struct sum_vector *v = &sums->vector[i];
		struct axis x = { s->t, v->down };
		struct fit_result fit;
		struct line l;

		if (v->total != (v->down ? b->row : b->col))
			continue;
		l = sum_line(run, x, v, v->down ? b->col : b->row);
		if (l.nparts < 2)
			continue;
		fit = fit_share_of_sum(p->percent, p->part, l.part, l.nparts);
		if (fit.fit == FIT_EXACT || fit.fit == FIT_INTERVAL)
			return true;
	}
	return false;
}

/*
 * Shares are sometimes moved by one unit so that they add up to 100 as printed.
 * Such a share is off by one unit, the printed ones of its base add up to 100
 * exactly, and with the right one they would not.
 */
static bool
is_forced_to_hundred(struct run *run, const struct series *s, size_t at,
    const struct fit_result *fit)
{
	const struct pair *p = &s->pair[at];
	struct base b = base_of(run, s, p);
	wide sum = 0, unit = 1;
	uint8_t d = p->percent->d;

	if (fit->gap.m != 1 || fit->gap.d != d || s->base == BASE_COLUMN || s->base == BASE_IN_CELL)
		return false;
	for (uint8_t i = 0; i < d; i++)
		unit *= 10;
	for (size_t i = 0; i < s->n; i++) {
		const struct pair *q = &s->pair[i];
		struct base c = base_of(run, s, q);
		wide v;

		if (c.f != b.f || (c.f == NULL && c.nsum != b.nsum) ||
		    (c.f != NULL && (q->part == c.f)))
			continue;
		if (!figure_scaled(q->percent, d, &v))
			return false;
		sum += v;
	}
	return sum == 100 * unit;
}

static enum cf_verdict
judge(struct run *run, const struct series *s, size_t at, const struct base *b,
    const struct fit_result *fit, struct outcome *o)
{
	const struct pair *p = &s->pair[at];

	if (fit->fit == FIT_EXACT)
		return CF_HELD;
	if (fit->fit == FIT_INTERVAL) {
		o->reason = "within rounding";
		return CF_HELD;
	}
	if ((p->percent->flags | p->part->flags) & FIGURE_MARKED) {
		o->reason = "a figure carries a footnote mark";
		return CF_UNDECIDED;
	}
	if (b->f != NULL && (b->f->flags & FIGURE_MARKED) != 0 &&
	    fits_without_marked(run, s, p, b)) {
		o->reason = "the base carries a footnote mark, and the share fits without it";
		return CF_UNDECIDED;
	}
	if (is_forced_to_hundred(run, s, at, fit) && s->misses == 1) {
		o->reason = "off by one unit, as shares are that were made to add up to 100";
		return CF_ROUNDING;
	}
	return CF_FAILED;
}

static void
put_into_words(struct run *run, const struct series *s, const struct pair *p, const struct base *b,
    const struct fit_result *fit, struct outcome *o)
{
	struct arena *a = run->scratch;
	const struct table *t = s->t;
	struct report_evidence *e = arena_array(a, 2, struct report_evidence);
	struct var *vars = arena_array(a, 2, struct var);
	struct str part = figure_printed(t, p->row, p->part_col, p->part), base;

	if (b->f != NULL) {
		base = figure_printed(t, b->row, b->col, b->f);
	} else {
		struct fit_result sum = fit_sum(b->sum[0], b->sum, NULL, b->nsum);

		base = dec_format(a, sum.computed, true);
	}
	e[0] = evidence_at("part", t, p->row, p->part_col, p->part);
	if (b->f != NULL)
		e[1] = evidence_at("base", t, b->row, b->col, b->f);
	o->evidence = e;
	o->nevidence = b->f != NULL ? 2 : 1;
	o->stated = figure_printed(t, p->row, p->col, p->percent);
	o->computed = figure_like(a, &table_at(t, p->row, p->col)->text, p->percent, fit->computed);
	o->difference = dec_format(a, fit->gap, true);
	o->relation = arena_printf(a, "100 * %.*s / %.*s = %.*s", (int)part.n, part.p, (int)base.n,
	    base.p, (int)o->computed.n, o->computed.p);
	o->sign = percent_sign(p->percent);
	o->note = arena_printf(a, "%.*s of %.*s is %.*s%s", (int)part.n, part.p, (int)base.n,
	    base.p, (int)o->computed.n, o->computed.p, o->sign == NULL ? "" : o->sign);
	if (o->verdict == CF_FAILED)
		o->suggestion = o->computed;
	vars[0] = (struct var){ "part", part };
	vars[1] = (struct var){ "base", base };
	o->vars = vars;
	o->nvars = 2;
}

static void
report_series(struct run *run, const struct rule *rule, struct series *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct pair *p = &s->pair[i];
		struct base b = base_of(run, s, p);
		struct fit_result fit;
		struct outcome o;

		if (!fit_pair(p, &b, &fit))
			continue;
		o = outcome_at(rule, s->t, p->row, p->col, p->percent);
		o.because = s->because;
		o.verdict = judge(run, s, i, &b, &fit, &o);
		if (!report_wants(run->report, o.verdict)) {
			report_tally(run->report, rule, o.verdict, o.reason);
			continue;
		}
		put_into_words(run, s, p, &b, &fit, &o);
		report_add(run->report, &o);
	}
}

/* the base that most of the series agrees with; false when none is convincing */
static bool
choose_base(struct run *run, struct series *s, bool columns)
{
	struct series best = *s;
	uint32_t from = s->n == 0 || s->pair[0].col < 8 ? 0 : s->pair[0].col - 8;

	for (int k = BASE_ROW_TOTAL; k <= BASE_IN_CELL; k++) {
		s->base = (enum base_kind)k;
		count_fits(run, s);
		if (s->fits > best.fits)
			best = *s;
	}
	s->base = BASE_COLUMN;
	for (uint32_t c = from; columns && s->n > 0 && c < s->pair[0].col; c++) {
		if (s->t->columns[c].kind != COLUMN_FIGURES || c == s->pair[0].part_col)
			continue;
		s->base_col = c;
		count_fits(run, s);
		if (s->fits > best.fits + best.misses ||
		    (s->misses == 0 && best.misses > 0 && s->fits == best.fits + best.misses))
			best = *s;
	}
	*s = best;
	return is_known(s);
}

static bool
is_percent_figure(const struct figure *f)
{
	return f != NULL && f->unit != UNIT_MONEY && f->unit != UNIT_POINTS;
}

/* all cells that hold a count and its share */
static void
in_cells(struct run *run, const struct rule *rule, const struct table *t)
{
	struct series s = { .t = t, .because = CF_BY_SIBLINGS };
	size_t cells = (size_t)(t->nrows - t->header_rows) * t->ncols;

	s.pair = arena_array(run->scratch, cells, struct pair);
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		for (uint32_t c = 0; c < t->ncols; c++) {
			const struct cell *x = table_at(t, r, c);
			const struct figure *percent = cell_share(x);

			if (percent != NULL && axis_is_item((struct axis){ t, true }, r))
				s.pair[s.n++] = (struct pair){ r, c, c, percent,
					cell_quantity(x) };
		}
	}
	if (s.n > 1 && choose_base(run, &s, false))
		report_series(run, rule, &s);
}

/* the percentages of one column, each with the count in another */
static size_t
collect_column(const struct table *t, uint32_t percent_col, uint32_t part_col, struct pair *pair)
{
	size_t n = 0;

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		const struct figure *percent = cell_quantity(table_at(t, r, percent_col));
		const struct figure *part = cell_quantity(table_at(t, r, part_col));

		if (is_percent_figure(percent) && part != NULL && part->unit != UNIT_PERCENT &&
		    axis_is_item((struct axis){ t, true }, r))
			pair[n++] = (struct pair){ r, percent_col, part_col, percent, part };
	}
	return n;
}

#define NEAR_COLUMNS 2	/* how far from its counts a % column may stand */

/* a column of percentages and the counts beside it: the best guess at what they are */
static struct series
beside(struct run *run, const struct table *t, uint32_t col)
{
	struct series best = { .t = t };

	for (int d = -NEAR_COLUMNS; d <= 1; d++) {
		struct series s = { .t = t, .because = CF_BY_LABEL };
		uint32_t part = col + (uint32_t)d;

		if (d == 0 || (d < 0 && col < (uint32_t)-d) || part >= t->ncols ||
		    t->columns[part].kind == COLUMN_STUB || column_is_percent(t, part))
			continue;
		if (t->columns[col].parent != NONE && t->columns[part].parent != NONE &&
		    t->columns[part].parent != t->columns[col].parent)
			continue;
		s.pair = arena_array(run->scratch, t->nrows, struct pair);
		s.n = collect_column(t, col, part, s.pair);
		if (s.n > 1 && (choose_base(run, &s, true) || s.fits > 0) && s.fits > best.fits)
			best = s;
	}
	return best;
}

/* How the % columns of a table are made that are known: all alike, mostly. */
struct made {
	enum base_kind base;
	uint32_t part_left;	/* how far left of it the counts stand */
	uint32_t n;		/* columns made so */
};

static struct made
usual_way(const struct table *t, const struct series *s)
{
	struct made best = { .n = 0 };

	for (uint32_t c = 0; c < t->ncols; c++) {
		struct made m = { .base = s[c].base };

		if (s[c].n == 0 || !is_known(&s[c]) || s[c].base == BASE_COLUMN ||
		    s[c].pair[0].part_col > c)
			continue;
		m.part_left = c - s[c].pair[0].part_col;
		for (uint32_t k = 0; k < t->ncols; k++)
			m.n += s[k].n > 0 && is_known(&s[k]) && s[k].base == m.base &&
			    s[k].pair[0].part_col + m.part_left == k;
		if (m.n > best.n)
			best = m;
	}
	return best;
}

#define ENOUGH_SIBLINGS 3u	/* columns made in one way, whose next is made so too */

/* a column that does not agree with any base, taken as made like the others */
static bool
as_the_others(struct run *run, struct series *s, uint32_t col, const struct made *m)
{
	struct series x = { .t = s->t, .base = m->base, .because = CF_BY_SIBLINGS };
	uint32_t part = col - m->part_left;

	if (m->n < 2 || col < m->part_left || column_is_percent(s->t, part) ||
	    s->t->columns[part].parent != s->t->columns[col].parent)
		return false;
	x.pair = arena_array(run->scratch, s->t->nrows, struct pair);
	x.n = collect_column(s->t, col, part, x.pair);
	count_fits(run, &x);
	if (x.n < 2 || (m->n < ENOUGH_SIBLINGS && x.fits < x.misses))
		return false;
	*s = x;
	return true;
}

/*
 * All % columns of a table. One that does not agree itself is still known when
 * others of the table are made in one way and agree. Marks those it reports as done.
 */
static void
percent_columns(struct run *run, const struct rule *rule, const struct table *t, bool *done)
{
	struct series *s = arena_array(run->scratch, t->ncols, struct series);
	struct made made;

	for (uint32_t c = 0; c < t->ncols; c++)
		if (t->columns[c].kind == COLUMN_FIGURES && column_is_percent(t, c))
			s[c] = beside(run, t, c);
	made = usual_way(t, s);
	for (uint32_t c = 0; c < t->ncols; c++) {
		if (s[c].t == NULL || (!(s[c].n > 0 && is_known(&s[c])) &&
		    !as_the_others(run, &s[c], c, &made) &&
		    !(s[c].n > 0 && made.n > 0 && s[c].base == made.base &&
		    s[c].fits > s[c].misses)))
			continue;
		report_series(run, rule, &s[c]);
		done[c] = true;
	}
}

uint32_t
named_column(struct run *run, const struct selector *sel, const struct table *t, uint32_t col)
{
	uint32_t best = NONE, distance = 0;

	for (uint32_t c = 0; c < t->ncols; c++) {
		uint32_t d = c > col ? c - col : col - c;

		if (t->columns[c].parent != t->columns[col].parent)
			d += t->ncols;
		if (c == col || !selector_matches_column(run->matcher, sel, &t->columns[c]))
			continue;
		if (best == NONE || d < distance) {
			best = c;
			distance = d;
		}
	}
	return best;
}

/* the rule names the columns itself; without `of` the base is found as above */
static void
named(struct run *run, const struct rule *rule, const struct table *t)
{
	for (uint32_t c = 0; c < t->ncols; c++) {
		struct series s = { .t = t, .because = CF_BY_RULE, .base = BASE_COLUMN };
		uint32_t part;

		if (!selector_matches_column(run->matcher, &rule->share, &t->columns[c]))
			continue;
		part = selector_is_set(&rule->part) ?
		    named_column(run, &rule->part, t, c) : c > 0 ? c - 1 : NONE;
		if (part == NONE)
			continue;
		s.pair = arena_array(run->scratch, t->nrows, struct pair);
		s.n = collect_column(t, c, part, s.pair);
		if (selector_is_set(&rule->of)) {
			s.base_col = named_column(run, &rule->of, t, c);
			if (s.base_col == NONE)
				continue;
		} else if (!choose_base(run, &s, false) || s.fits < s.misses) {
			continue;
		}
		report_series(run, rule, &s);
	}
}

void
check_share(struct run *run, const struct rule *rule)
{
	const struct table *t;
	size_t i = 0;

	if (rule->match != NULL) {
		check_share_text(run, rule);
		return;
	}
	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		bool *done;

		if (selector_is_set(&rule->share)) {
			named(run, rule, t);
			continue;
		}
		in_cells(run, rule, t);
		done = arena_array(run->scratch, t->ncols, bool);
		percent_columns(run, rule, t, done);
		report_ratios(run, rule, t, RATIO_SHARE, done);
	}
}
