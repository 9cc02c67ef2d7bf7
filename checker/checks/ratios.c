/*
 * Finding ratios; see ratios.h.
 *
 * Each item is tried as the ratio of two others. In doubles, and with a
 * tolerance that is too wide rather than too narrow, this only proposes; what
 * is proposed is counted and judged with exact intervals (checks/judge.h).
 */
#include "checks/ratios.h"

#include <math.h>

#include "base/limits.h"
#include "checks/matrix.h"
#include "checks/words.h"

#define PROBE 12u		/* lines after which a proposal that says nothing is dropped */
#define ENOUGH_LINES 3u
#define ENOUGH_BITS 18
#define LABEL_BITS 8		/* what "%" or "rate" in the label is worth */
#define NEAR 8u			/* how far a row stands from its part */
#define FAR 60u			/* and from its base; columns may stand anywhere */
#define MAX_LINE_BITS 12.0

struct ratio {
	struct axis x;
	uint32_t item, part, base;
	enum ratio_kind kind;
	bool fraction;		/* 0.25, not 25% */
	bool labelled;
	int score;		/* 0: none */
	struct tally_fits n;
};

struct search {
	struct matrix m;
	double *value;
	double *slack;		/* what it may be off by; 0: no figure */
	double *inverse;	/* 1 / value; 0: no figure to divide by */
	bool *open;		/* items with enough figures that are not zero, and not done */
	uint64_t steps;
};

static void
search_init(struct search *s, struct arena *a, struct axis x, const bool *done)
{
	size_t n;

	matrix_init(&s->m, a, x);
	n = (size_t)s->m.nitems * s->m.nlines;
	s->value = arena_array(a, n, double);
	s->slack = arena_array(a, n, double);
	s->inverse = arena_array(a, n, double);
	s->open = arena_array(a, s->m.nitems, bool);
	for (uint32_t i = 0; i < s->m.nitems; i++) {
		uint32_t nonzero = 0;

		for (uint32_t l = 0; l < s->m.nlines; l++) {
			size_t at = matrix_at(&s->m, i, l);
			const struct figure *f = s->m.state[at] == 0 ? NULL :
			    cell_quantity(axis_cell(x, s->m.item[i], s->m.line[l]));

			if (f == NULL)
				continue;
			s->value[at] = figure_value(f);
			s->slack[at] = 0.51 * figure_unit(f);
			s->inverse[at] = f->m == 0 ? 0 : 1 / s->value[at];
			nonzero += f->m != 0;
		}
		s->open[i] = nonzero >= ENOUGH_LINES && (done == NULL || !done[s->m.item[i]]);
	}
}

/* ---- proposals */

/* does it come out without a rest? "4 boxes at 69 are 276" */
static bool
is_product(double x, double y, double product)
{
	return fabs(x * y - product) <= 1e-9 * fabs(product);
}

/* the bits by which a line agrees; -1: it does not; 0: it says nothing */
static double
line_bits(const struct search *s, const struct ratio *r, uint32_t l)
{
	size_t i = matrix_at(&s->m, r->item, l), p = matrix_at(&s->m, r->part, l);
	size_t b = matrix_at(&s->m, r->base, l);
	double k = r->fraction ? 1 : 100, inverse = s->inverse[b], is, slack, bits;

	if (s->slack[i] == 0 || s->slack[p] == 0 || inverse == 0)
		return 0;
	is = k * s->value[p] * inverse;
	slack = s->slack[i] + (fabs(is) * s->slack[b] + k * s->slack[p]) * fabs(inverse);
	if (r->kind == RATIO_CHANGE)
		is -= k;
	if (fabs(is - s->value[i]) > slack)
		return -1;
	if (s->value[p] == 0 || s->value[p] == s->value[b])
		return 0;
	bits = log2(fabs(s->value[i]) / slack);
	if (r->kind == RATIO_SHARE && is_product(s->value[i] / k, s->value[b], s->value[p]))
		bits = fmax(bits, log2(fabs(s->value[p]) / s->slack[p]));
	return bits < 0 ? 0 : bits > MAX_LINE_BITS ? MAX_LINE_BITS : bits;
}

#define SEEN 4u

/* is this value none of the last ones? A column of tens says "10" once */
static bool
is_new(double seen[SEEN], uint32_t *n, double v)
{
	for (uint32_t i = 0; i < SEEN && i < *n; i++)
		if (seen[i] == v)
			return false;
	seen[(*n)++ % SEEN] = v;
	return true;
}

/* bits by which a proposal is more than chance, or 0 */
static int
score_of(struct search *s, const struct ratio *r, int choice)
{
	uint32_t agree = 0, miss = 0, nseen = 0, times = r->labelled ? 3 : 6;
	double bits = 0, all = 0, seen[SEEN];

	for (uint32_t l = 0; l < s->m.nlines; l++) {
		double b = line_bits(s, r, l), v = s->value[matrix_at(&s->m, r->item, l)];

		s->steps++;
		miss += b < 0;
		agree += b > 0;
		if (miss * 2 > agree + 2 || miss * times > agree + (s->m.nlines - l - 1) ||
		    (l > PROBE && agree == 0))
			return 0;
		if (b > 0 && is_new(seen, &nseen, v))
			bits += b;
		all += b > 0 ? b : 0;
	}
	if (agree < ENOUGH_LINES || (!r->labelled && all < 4.0 * agree))
		return 0;
	bits -= choice + 3.0 * miss;
	if (r->labelled)
		bits += LABEL_BITS;
	return bits < ENOUGH_BITS ? 0 : (int)bits;
}

static bool
is_labelled(struct axis x, uint32_t item, enum ratio_kind kind)
{
	unsigned says = x.down ? x.t->rows[item].says : x.t->columns[item].path_says;

	return (says & (kind == RATIO_CHANGE ? LABEL_CHANGE : LABEL_PERCENT | LABEL_RATIO)) != 0;
}

/* may it be a ratio that nothing calls one? */
static bool
is_possible(struct axis x, uint32_t item, enum ratio_kind kind)
{
	return !x.down && (kind == RATIO_SHARE || class_is_share(item_class_of(x, item)));
}

static uint32_t
distance(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

/* the better of two: more bits; then the base and part that stand nearer */
static bool
is_better(const struct ratio *r, const struct ratio *best)
{
	uint32_t far = distance(r->item, r->part) + distance(r->item, r->base);
	uint32_t best_far = distance(best->item, best->part) + distance(best->item, best->base);

	if (best->score == 0 || r->score > best->score + best->score / 8 + 4)
		return true;
	return r->score * 9 > best->score * 8 && far < best_far;
}

/*
 * Do the first lines miss, be it a percentage or a fraction? Nearly all proposals
 * end here: score_of() would come to the same, but slower.
 */
static bool
misses_at_once(struct search *s, const struct ratio *r)
{
	uint32_t enough = s->m.nlines <= (r->labelled ? 3 : 6) ? 1 : 2;
	size_t i = matrix_at(&s->m, r->item, 0), p = matrix_at(&s->m, r->part, 0);
	size_t b = matrix_at(&s->m, r->base, 0), end = b + s->m.nlines;
	double less = r->kind == RATIO_CHANGE;

	for (; b < end; i++, p++, b++) {
		double inverse = s->inverse[b], stated = s->value[i], is = s->value[p] * inverse, slack;

		if (inverse == 0 || s->slack[p] == 0 || s->slack[i] == 0)
			continue;
		slack = (fabs(is) * s->slack[b] + s->slack[p]) * fabs(inverse);
		is -= less;
		if (fabs(is - stated) <= slack + s->slack[i] ||
		    fabs(100 * is - stated) <= 100 * slack + s->slack[i])
			return false;
		if (--enough == 0)
			break;
	}
	return true;
}

static void
try_kinds(struct search *s, struct ratio *r, struct ratio *best, int choice)
{
	s->steps++;
	if (misses_at_once(s, r))
		return;
	for (int fraction = 0; fraction < 2; fraction++) {
		r->fraction = fraction != 0;
		r->score = score_of(s, r, choice);
		if (r->score > 0 && is_better(r, best))
			*best = *r;
	}
}

/* what this item is the ratio of; not of what is a ratio itself */
static struct ratio
find_operands(struct search *s, uint32_t item, enum ratio_kind kind)
{
	const struct matrix *m = &s->m;
	struct ratio best = { .item = item }, r = { .x = m->x, .item = item, .kind = kind };
	uint32_t near = m->x.down && kind == RATIO_SHARE ? NEAR : FAR, far = FAR;
	uint32_t lo = item < near ? 0 : item - near, from = item < far ? 0 : item - far;
	int choice = 2 + (int)(2 * log2(m->nitems < far ? m->nitems : far));

	r.labelled = is_labelled(m->x, m->item[item], kind);
	if (!r.labelled && !is_possible(m->x, m->item[item], kind))
		return best;
	for (r.part = lo; r.part < m->nitems && r.part <= item + near; r.part++) {
		if (r.part == item || !s->open[r.part])
			continue;
		for (r.base = from; r.base < m->nitems && r.base <= item + far &&
		    s->steps <= CF_MAX_RATIO_STEPS; r.base++)
			if (s->open[r.base] && r.base != item && r.base != r.part)
				try_kinds(s, &r, &best, choice);
	}
	return best;
}

/* ---- reporting */

static bool
relation_of(const struct search *s, const struct ratio *r, uint32_t l, struct relation_at *at)
{
	const struct matrix *m = &s->m;
	struct axis x = m->x;
	uint32_t line = m->line[l], item = m->item[r->item];
	uint32_t operand[2] = { m->item[r->part], m->item[r->base] };

	relation_begin(at, x.down ? item : line, x.down ? line : item,
	    cell_quantity(axis_cell(x, item, line)));
	for (int i = 0; i < 2; i++)
		relation_add(at, x.down ? operand[i] : line, x.down ? line : operand[i],
		    cell_quantity(axis_cell(x, operand[i], line)));
	if (at->stated == NULL || at->operand[0] == NULL || at->operand[1] == NULL)
		return false;
	if ((at->stated->flags | at->operand[0]->flags | at->operand[1]->flags) & FIGURE_MARKED)
		at->blocked = "a figure carries a footnote mark";
	return true;
}

static struct fit_result
fit_of(const struct ratio *r, const struct relation_at *at)
{
	bool change = r->kind == RATIO_CHANGE;

	if (r->fraction)
		return fit_fraction(at->stated, at->operand[change], at->operand[!change], change);
	return change ? fit_change(at->stated, at->operand[1], at->operand[0]) :
	    fit_share(at->stated, at->operand[0], at->operand[1]);
}

static void
count_lines(const struct search *s, struct ratio *r)
{
	for (uint32_t l = 0; l < s->m.nlines; l++) {
		struct relation_at at;
		struct fit_result fit;

		if (!relation_of(s, r, l, &at))
			continue;
		fit = fit_of(r, &at);
		count_fit(&r->n, &at, &fit);
	}
}

static struct str
words_of(struct arena *a, const struct ratio *r, const struct relation_at *at,
    const struct fit_result *fit)
{
	struct str part = dec_format(a, figure_dec(at->operand[0]), true);
	struct str base = dec_format(a, figure_dec(at->operand[1]), true);
	struct str is = dec_format(a, fit->computed, true);
	const char *unit = r->fraction ? "" : "%";

	if (r->kind == RATIO_CHANGE)	/* evidence stands in the order of time */
		return arena_printf(a, "from %.*s to %.*s is a change of %.*s%s", (int)part.n,
		    part.p, (int)base.n, base.p, (int)is.n, is.p, unit);
	return arena_printf(a, "%.*s of %.*s is %.*s%s", (int)part.n, part.p, (int)base.n, base.p,
	    (int)is.n, is.p, unit);
}

/* a ratio of what is not called one is only known where it holds */
static enum cf_verdict
judge_ratio(const struct rule *rule, const struct ratio *r, const struct relation_at *at,
    const struct fit_result *fit, struct outcome *o)
{
	enum cf_verdict v = judge_series(rule, &r->n, at, fit, o);
	uint32_t agree = r->n.exact + r->n.interval;

	if (v != CF_FAILED || (r->labelled && agree >= 2 * ENOUGH_LINES && agree >= 8 * r->n.outside))
		return v;
	o->reason = "may not be a ratio of these figures";
	return CF_UNDECIDED;
}

static void
report_line(struct run *run, const struct rule *rule, const struct search *s, const struct ratio *r,
    uint32_t l)
{
	static const char *const share[] = { "part", "base" }, *const change[] = { "from", "to" };
	const struct table *t = s->m.x.t;
	const char *const *roles = r->kind == RATIO_CHANGE ? change : share;
	struct relation_at at;
	struct fit_result fit;
	struct outcome o;
	struct var vars[2];

	if (!relation_of(s, r, l, &at))
		return;
	fit = fit_of(r, &at);
	if (r->kind == RATIO_CHANGE) {	/* evidence stands in the order of time */
		const struct figure *f = at.operand[0];
		uint32_t row = at.operand_row[0], col = at.operand_col[0];

		at.operand[0] = at.operand[1];
		at.operand_row[0] = at.operand_row[1];
		at.operand_col[0] = at.operand_col[1];
		at.operand[1] = f;
		at.operand_row[1] = row;
		at.operand_col[1] = col;
	}
	o = outcome_at(rule, t, at.row, at.col, at.stated);
	o.because = r->labelled ? CF_BY_LABEL : CF_BY_SIBLINGS;
	o.verdict = judge_ratio(rule, r, &at, &fit, &o);
	if (!report_wants(run->report, o.verdict)) {
		report_tally(run->report, rule, o.verdict, o.reason);
		return;
	}
	for (int i = 0; i < 2; i++)
		vars[i] = (struct var){ roles[i],
			source_text(run->doc->source, at.operand[i]->span) };
	o.vars = vars;
	o.nvars = 2;
	report_relation(run, t, &o, &at, &fit, roles, words_of(run->scratch, r, &at, &fit));
}

/* ---- which of two */

/* digits after the point that are used, at most in any line */
static uint8_t
decimals_of(const struct search *s, uint32_t item)
{
	uint8_t most = 0;

	for (uint32_t l = 0; l < s->m.nlines; l++) {
		const struct figure *f = cell_quantity(axis_cell(s->m.x, s->m.item[item], s->m.line[l]));
		uint8_t d = f == NULL ? 0 : f->d;

		for (int64_t v = f == NULL ? 0 : f->m; d > 0 && v % 10 == 0; v /= 10)
			d--;
		if (d > most)
			most = d;
	}
	return most;
}

static bool
comes_out(const struct search *s, const struct ratio *r)
{
	for (uint32_t l = 0; l < s->m.nlines; l++) {
		size_t i = matrix_at(&s->m, r->item, l);

		if (line_bits(s, r, l) > 0 && !is_product(s->value[i] / (r->fraction ? 1 : 100),
		    s->value[matrix_at(&s->m, r->base, l)], s->value[matrix_at(&s->m, r->part, l)]))
			return false;
	}
	return true;
}

/*
 * "cost = quantity * price" may be read as two ratios. The percentage is the one
 * that was worked out; else the one with more decimals, as division leaves
 * them; and where nothing was left over, the first, which the others follow.
 */
static bool
is_the_ratio(const struct search *s, const struct ratio *r, const struct ratio *other)
{
	bool percent = class_is_share(s->m.class[r->item]);
	uint8_t d = decimals_of(s, r->item), e = decimals_of(s, other->item);

	if (percent != class_is_share(s->m.class[other->item]))
		return percent;
	if (!comes_out(s, r) && d != e)
		return d > e;
	return r->item < other->item;
}

static void
settle(const struct search *s, struct ratio *found)
{
	for (uint32_t i = 0; i < s->m.nitems; i++) {
		struct ratio *r = &found[i], *other = r->score == 0 ? r : &found[r->base];

		if (r->score == 0 || other->score == 0 || other->base != i || other->part != r->part)
			continue;
		if (is_the_ratio(s, r, other))
			other->score = 0;
		else
			r->score = 0;
	}
}

/* is there anything that may be a ratio, with two others and enough lines? */
static bool
is_worth_it(struct axis x, enum ratio_kind kind)
{
	uint32_t n = 0, lines = 0;
	bool any = false;

	for (uint32_t i = 0; i < axis_items(x); i++) {
		if (!axis_is_item(x, i))
			continue;
		n++;
		any = any || is_labelled(x, i, kind) || is_possible(x, i, kind);
	}
	for (uint32_t l = 0; l < axis_lines(x); l++)
		lines += axis_is_line(x, l);
	return any && n >= 3 && lines >= ENOUGH_LINES;
}

/* Most tables have no ratios, and are looked at once more when a figure in them is wrong:
 * a bit for each kind and axis in which none were found. */
static uint8_t
none_bit(struct axis x, enum ratio_kind kind)
{
	return (uint8_t)(1u << (2 * (unsigned)(kind == RATIO_CHANGE) + x.down));
}

static bool
has_none(const struct run *run, struct axis x, enum ratio_kind kind)
{
	return run->no_ratios != NULL && x.t->side == NULL &&
	    (run->no_ratios[x.t->number - 1] & none_bit(x, kind)) != 0;
}

static void
note_none(struct run *run, struct axis x, enum ratio_kind kind)
{
	if (x.t->side != NULL)
		return;
	if (run->no_ratios == NULL)
		run->no_ratios = arena_array(run->doc->arena, run->facts->ntables, uint8_t);
	run->no_ratios[x.t->number - 1] |= none_bit(x, kind);
}

static void
search_axis(struct run *run, const struct rule *rule, struct axis x, enum ratio_kind kind,
    const bool *done)
{
	struct search s = { .steps = 0 };
	struct ratio *found;
	bool any = false;

	if (!is_worth_it(x, kind) || has_none(run, x, kind))
		return;
	search_init(&s, run->scratch, x, done);
	found = arena_array(run->scratch, s.m.nitems, struct ratio);
	for (uint32_t i = 0; i < s.m.nitems; i++)
		if (s.open[i])
			found[i] = find_operands(&s, i, kind);
	if (s.steps > CF_MAX_RATIO_STEPS)
		report_add_skip(run->report, x.t->span, false,
		    CF_S("too large a table to look for every ratio"));
	settle(&s, found);
	for (uint32_t i = 0; i < s.m.nitems; i++) {
		if (found[i].score == 0)
			continue;
		count_lines(&s, &found[i]);
		any = true;
	}
	if (!any)
		note_none(run, x, kind);
	for (uint32_t i = 0; i < s.m.nitems; i++)
		for (uint32_t l = 0; l < s.m.nlines && found[i].score > 0; l++)
			report_line(run, rule, &s, &found[i], l);
}

void
report_ratios(struct run *run, const struct rule *rule, const struct table *t,
    enum ratio_kind kind, const bool *done)
{
	search_axis(run, rule, (struct axis){ t, false }, kind, done);
	search_axis(run, rule, (struct axis){ t, true }, kind, NULL);
}
