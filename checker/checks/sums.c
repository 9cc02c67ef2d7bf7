/*
 * Finding the parts of totals; see sums.h.
 *
 * For each total the items before it and after it are walked away from it, and
 * at each step all lines are summed at once: the run of items with which most
 * lines agree is its parts. Runs that end where the table has a boundary (group,
 * spanning header, another total, the table's end) are believed on weaker
 * evidence than runs that end anywhere.
 */
#include "checks/sums.h"

#include "base/limits.h"

#define MAX_SCALE 9		/* decimals of a line that is searched */
#define STRONG_TOTAL 50		/* a smaller total is hit by chance too often */
#define MAX_STEPS 50000000u	/* of the search in one table */

/* the figures of one axis as integers, ready to be added */
struct matrix {
	struct axis x;
	uint32_t nitems, nlines;
	uint32_t *item, *line;	/* the table's numbers of both */
	wide *value;		/* nitems * nlines */
	uint8_t *state;		/* 0: nothing, 1: a figure */
	uint8_t *scale;		/* decimals of each line */
	bool *percent;		/* items of percentages */
	bool *consumed;		/* items that are parts of a total found already */
	uint64_t steps;
};

/* a run of items tried as the parts of one total */
struct trial {
	uint32_t *part;		/* positions in matrix.item */
	uint32_t n;
	uint32_t exact, strong;
	bool natural;
};

static bool
item_is_percent(struct axis x, uint32_t item)
{
	return x.down ? (x.t->rows[item].says & LABEL_PERCENT) != 0 :
	    column_is_percent(x.t, item);
}

static void
fill_line(struct matrix *m, uint32_t l)
{
	uint8_t d = 0;

	for (uint32_t i = 0; i < m->nitems; i++) {
		const struct figure *f = cell_quantity(axis_cell(m->x, m->item[i], m->line[l]));

		if (f != NULL && f->d > d)
			d = f->d;
	}
	m->scale[l] = d;
	for (uint32_t i = 0; i < m->nitems && d <= MAX_SCALE; i++) {
		const struct figure *f = cell_quantity(axis_cell(m->x, m->item[i], m->line[l]));
		size_t at = (size_t)i * m->nlines + l;

		m->state[at] = f != NULL && figure_scaled(f, d, &m->value[at]);
	}
}

static void
matrix_init(struct matrix *m, struct arena *a, struct axis x)
{
	uint32_t items = axis_items(x), lines = axis_lines(x);

	*m = (struct matrix){ .x = x };
	m->item = arena_array(a, items, uint32_t);
	m->line = arena_array(a, lines, uint32_t);
	for (uint32_t i = 0; i < items; i++)
		if (axis_is_item(x, i))
			m->item[m->nitems++] = i;
	for (uint32_t l = 0; l < lines; l++)
		if (axis_is_line(x, l))
			m->line[m->nlines++] = l;
	m->value = arena_array(a, (size_t)m->nitems * m->nlines, wide);
	m->state = arena_array(a, (size_t)m->nitems * m->nlines, uint8_t);
	m->scale = arena_array(a, m->nlines, uint8_t);
	m->percent = arena_array(a, m->nitems, bool);
	m->consumed = arena_array(a, m->nitems, bool);
	for (uint32_t l = 0; l < m->nlines; l++)
		fill_line(m, l);
	for (uint32_t i = 0; i < m->nitems; i++)
		m->percent[i] = item_is_percent(x, m->item[i]);
}

/* how many lines agree with the sums so far */
static void
count_agreement(const struct matrix *m, uint32_t total, const wide *sum, const uint32_t *parts,
    uint32_t *exact, uint32_t *strong)
{
	*exact = *strong = 0;
	for (uint32_t l = 0; l < m->nlines; l++) {
		size_t at = (size_t)total * m->nlines + l;
		wide v = m->value[at], big = STRONG_TOTAL;

		if (m->state[at] == 0 || parts[l] < 2 || v != sum[l] || v == 0)
			continue;
		for (uint8_t d = 0; d < m->scale[l]; d++)
			big *= 10;
		(*exact)++;
		*strong += (v < 0 ? -v : v) >= big || parts[l] > 2;
	}
}

/* is there a boundary between these two neighbours of a walk? */
static bool
boundary(const struct matrix *m, uint32_t i, uint32_t next)
{
	return axis_group(m->x, m->item[i]) != axis_group(m->x, m->item[next]) ||
	    axis_is_total(m->x, m->item[next]) != axis_is_total(m->x, m->item[i]);
}

/* two trials with equal agreement: the natural one, then the longer that adds only zeros */
static bool
is_better(const struct trial *t, const struct trial *best)
{
	if (t->natural != best->natural) {
		if (t->natural)
			return t->exact > 0 && t->exact * 2 >= best->exact;
		return best->exact == 0 ? t->strong > 0 : t->exact > best->exact * 2;
	}
	return t->exact > best->exact;
}

enum walk {
	WALK_OPEN,	/* items that are not parts of another total yet */
	WALK_LEAVES	/* items that are not totals themselves */
};

/*
 * Walk away from the total in one direction; keep the best trial in *best,
 * whose part array has room for all items.
 */
static void
walk_away(struct matrix *m, struct arena *a, uint32_t total, int step, enum walk walk,
    struct trial *best)
{
	wide *sum = arena_array(a, m->nlines, wide);
	uint32_t *parts = arena_array(a, m->nlines, uint32_t);
	uint32_t *part = arena_array(a, m->nitems, uint32_t), n = 0, last = total;

	for (int64_t p = (int64_t)total + step; p >= 0 && p < m->nitems; p += step) {
		uint32_t i = (uint32_t)p;
		struct trial t;
		int64_t q = p + step;

		if (m->percent[i] != m->percent[total])
			continue;
		if (walk == WALK_OPEN ? m->consumed[i] : axis_is_total(m->x, m->item[i]))
			continue;
		if (m->steps++ * m->nlines > MAX_STEPS)
			return;
		part[n++] = i;
		for (uint32_t l = 0; l < m->nlines; l++) {
			size_t at = (size_t)i * m->nlines + l;

			if (m->state[at] != 0) {
				sum[l] += m->value[at];
				parts[l] += m->value[at] != 0;
			}
		}
		last = i;
		if (n < 2)
			continue;
		t = (struct trial){ .part = part, .n = n };
		t.natural = q < 0 || q >= m->nitems || boundary(m, last, (uint32_t)q);
		count_agreement(m, total, sum, parts, &t.exact, &t.strong);
		if (best->n == 0 ? t.natural || t.strong > 0 : is_better(&t, best)) {
			memcpy(best->part, part, n * sizeof(*part));
			best->n = n;
			best->exact = t.exact;
			best->strong = t.strong;
			best->natural = t.natural;
		}
	}
}

/* "Total > Number" is the sum of "Boys > Number" and "Girls > Number" */
static void
try_leafmates(struct matrix *m, struct arena *a, uint32_t total, struct trial *best)
{
	wide *sum = arena_array(a, m->nlines, wide);
	uint32_t *parts = arena_array(a, m->nlines, uint32_t);
	struct trial t = { .part = arena_array(a, m->nitems, uint32_t), .natural = true };
	const struct column *k = &m->x.t->columns[m->item[total]];

	if (m->x.down || k->npath < 2 || (k->says & LABEL_TOTAL) != 0)
		return;
	for (uint32_t i = 0; i < m->nitems; i++) {
		const struct column *c = &m->x.t->columns[m->item[i]];

		if (i == total || c->npath < 2 || axis_is_total(m->x, m->item[i]) ||
		    !str_eq_folded(c->leaf, k->leaf))
			continue;
		t.part[t.n++] = i;
		for (uint32_t l = 0; l < m->nlines; l++) {
			size_t at = (size_t)i * m->nlines + l;

			sum[l] += m->state[at] != 0 ? m->value[at] : 0;
			parts[l] += m->state[at] != 0 && m->value[at] != 0;
		}
	}
	if (t.n < 2)
		return;
	count_agreement(m, total, sum, parts, &t.exact, &t.strong);
	if (t.exact > best->exact)
		*best = t;
}

/* a trial is a run of items, walked one way or the other: put it in order */
static void
sort_items(uint32_t *p, uint32_t n)
{
	if (n < 2 || p[0] < p[n - 1])
		return;
	for (uint32_t i = 0, j = n - 1; i < j; i++, j--) {
		uint32_t swap = p[i];

		p[i] = p[j];
		p[j] = swap;
	}
}

/* what its lines say of the vector and, should it be a sum, of how exact the table is */
static void
count_line(struct sum_vector *v, struct table_sums *found, const struct line *line)
{
	bool decimal = figure_is_decimal(line->stated);
	struct exactness *e = decimal ? &found->decimal : &found->whole;
	bool tells = !line->percent && line->nonzero >= 2;

	switch (line->fit.fit) {
	case FIT_EXACT:
		v->exact += line->nonzero >= 2;
		v->exact_decimal += line->nonzero >= 2 && decimal;
		e->exact += tells;
		break;
	case FIT_INTERVAL:
		v->interval++;
		e->inexact += tells;
		break;
	case FIT_OUTSIDE:
		v->outside++;
		break;
	case FIT_TOO_LARGE:
		break;
	}
}

static void
count_lines(struct run *run, struct axis x, struct sum_vector *v, struct table_sums *found)
{
	for (uint32_t l = 0; l < axis_lines(x); l++) {
		struct line line;

		if (!axis_is_line(x, l))
			continue;
		line = sum_line(run, x, v, l);
		if (line.state == LINE_JUDGED)
			count_line(v, found, &line);
	}
}

static void
add_exactness(struct exactness *e, struct exactness more)
{
	e->exact += more.exact;
	e->inexact += more.inexact;
}

static void
add_vector(struct table_sums *s, struct run *run, struct matrix *m, uint32_t total,
    const struct trial *t, bool labelled)
{
	struct arena *a = run->doc->arena;
	uint32_t *part = arena_array(a, t->n, uint32_t);
	struct sum_vector v = { .down = m->x.down, .total = m->item[total], .part = part,
		.nparts = t->n, .strong = t->strong };
	struct table_sums found = { 0 };

	sort_items(t->part, t->n);
	for (uint32_t i = 0; i < t->n; i++)
		part[i] = m->item[t->part[i]];
	count_lines(run, m->x, &v, &found);
	v.found = v.exact > 0 && (v.exact + v.interval) >= v.outside;
	v.because = v.exact >= 3 ? CF_BY_SIBLINGS : labelled ? CF_BY_LABEL : CF_BY_ARITHMETIC;
	if (!labelled) {
		v.because = CF_BY_ARITHMETIC;
		if (v.strong < 3 || v.outside * 4 > v.exact || !t->natural)
			return;
	}
	if (!VEC_ROOM(a, s->vector, s->n, s->cap))
		return;
	s->vector[s->n++] = v;
	if (!v.found)
		return;
	for (uint32_t i = 0; i < t->n; i++)
		m->consumed[t->part[i]] = true;
	add_exactness(&s->whole, found.whole);
	add_exactness(&s->decimal, found.decimal);
}

static void
search_total(struct table_sums *s, struct run *run, struct matrix *m, uint32_t total, bool labelled)
{
	struct arena *a = run->scratch;
	struct trial best = { .part = arena_array(a, m->nitems, uint32_t) };

	walk_away(m, a, total, -1, WALK_OPEN, &best);
	walk_away(m, a, total, -1, WALK_LEAVES, &best);
	walk_away(m, a, total, +1, WALK_OPEN, &best);
	walk_away(m, a, total, +1, WALK_LEAVES, &best);
	try_leafmates(m, a, total, &best);
	if (best.n >= 2)
		add_vector(s, run, m, total, &best, labelled);
}

static void
search_axis(struct table_sums *s, struct run *run, struct axis x)
{
	struct matrix m;
	bool any = false;

	matrix_init(&m, run->scratch, x);
	if (m.nitems < 3 || m.nlines == 0)
		return;
	for (uint32_t i = 0; i < m.nitems; i++) {
		if (!axis_is_total(x, m.item[i]))
			continue;
		any = true;
		search_total(s, run, &m, i, true);
	}
	if (!any && m.nitems >= 4) {
		search_total(s, run, &m, m.nitems - 1, false);
		if (!m.consumed[0])
			search_total(s, run, &m, 0, false);
	}
	s->too_large = s->too_large || m.steps * m.nlines > MAX_STEPS;
}

#define ENOUGH_FIGURES 12u	/* figures from which a common base is believed (C1.4) */

/* the greatest number of which all whole figures are multiples: figures rounded
 * to 3, 5, 10, 100, ... each on its own miss their rounded total by several units */
static int64_t
common_base(const struct table *t)
{
	int64_t base = 0;
	uint32_t n = 0;

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		for (uint32_t c = 0; c < t->ncols && base != 1; c++) {
			const struct figure *f = t->columns[c].kind != COLUMN_FIGURES ? NULL :
			    cell_quantity(table_at(t, r, c));
			int64_t a, b = base;

			if (f == NULL || f->m == 0 || f->unit == UNIT_PERCENT || f->d > 0)
				continue;
			for (a = f->m < 0 ? -(f->m + 1) + 1 : f->m; b != 0;) {
				int64_t rest = a % b;

				a = b;
				b = rest;
			}
			base = a;
			n++;
		}
	}
	return n >= ENOUGH_FIGURES && base > 1 ? base : 1;
}

/* where the sums of a table are kept; not done yet when they are asked for first */
static struct table_sums *
room_for(struct run *run, const struct table *t)
{
	if (t->side != NULL) {
		if (run->view_sums == NULL || run->view_sums->table != t) {
			run->view_sums = arena_new(run->scratch, struct view_sums);
			run->view_sums->table = t;
		}
		return &run->view_sums->sums;
	}
	if (run->sums == NULL)
		run->sums = arena_array(run->doc->arena, run->facts->ntables, struct table_sums);
	return &run->sums[t->number - 1];
}

const struct table_sums *
sums_of(struct run *run, const struct table *t)
{
	struct table_sums *s = room_for(run, t);

	if (s->done)
		return s;
	s->done = true;
	s->base = common_base(t);
	search_axis(s, run, (struct axis){ t, true });
	search_axis(s, run, (struct axis){ t, false });
	return s;
}

const struct sum_vector *
sums_total(const struct table_sums *s, bool down, uint32_t item)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->vector[i].down == down && s->vector[i].total == item && s->vector[i].found)
			return &s->vector[i];
	return NULL;
}

/* is the line one of shares that add up to 100? */
static bool
line_is_percent(struct axis x, uint32_t line, const struct figure *stated)
{
	int64_t hundred = 100;

	if (stated->unit == UNIT_PERCENT ||
	    (x.down ? column_is_percent(x.t, line) :
	    (axis_line_says(x, line) & LABEL_PERCENT) != 0))
		return true;
	for (uint8_t d = 0; d < stated->d && d < 16; d++)
		hundred *= 10;
	return stated->m == hundred && stated->decimals > 0;
}

static bool
is_hundred(const struct figure *f)
{
	int64_t hundred = 100;

	for (uint8_t d = 0; d < f->d && d < 16; d++)
		hundred *= 10;
	return f->m == hundred;
}

struct line
sum_line(struct run *run, struct axis x, const struct sum_vector *v, uint32_t line)
{
	const struct cell *total = axis_cell(x, v->total, line);
	struct line l = { .state = LINE_NOTHING };

	l.stated = cell_quantity(total);
	if (l.stated == NULL || (total->kind == CELL_YEAR))
		return l;
	l.percent = line_is_percent(x, line, l.stated);
	if (l.percent ? !is_hundred(l.stated) : (axis_line_says(x, line) & LABEL_RATIO) != 0)
		return l;
	l.part = arena_array(run->scratch, v->nparts, const struct figure *);
	l.item = arena_array(run->scratch, v->nparts, uint32_t);
	for (uint32_t i = 0; i < v->nparts; i++) {
		const struct cell *c = axis_cell(x, v->part[i], line);
		const struct figure *f = cell_quantity(c);

		if (f == NULL) {
			if (c != NULL && c->kind == CELL_SUPPRESSED)
				l.why = "a part is suppressed";
			else if (c != NULL && (c->kind == CELL_MISSING || c->kind == CELL_MIXED ||
			    c->kind == CELL_TEXT || c->kind == CELL_FIGURES))
				l.why = "a part is not available as one figure";
			continue;
		}
		if ((f->flags & FIGURE_MARKED) != 0)
			l.why = "a part carries a footnote mark";
		l.nonzero += f->m != 0;
		l.item[l.nparts] = v->part[i];
		l.part[l.nparts++] = f;
	}
	if (l.nparts == 0)
		return l;
	if ((l.stated->flags & FIGURE_MARKED) != 0)
		l.why = "the total carries a footnote mark";
	l.fit = fit_sum(l.stated, l.part, NULL, l.nparts);
	l.state = l.why != NULL && l.fit.fit != FIT_EXACT ? LINE_BLOCKED : LINE_JUDGED;
	return l;
}
