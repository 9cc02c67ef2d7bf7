/*
 * Finding the parts of totals; see sums.h.
 *
 * First the figures speak: checks/runs.c proposes what adds up to what, and a
 * proposal is believed when its agreement is worth more bits than the choice
 * among all proposals. Parts of a total that was found stand back, and the next
 * round sees sub-totals side by side. Then the labels: what is called a total
 * and has no parts yet gets the run of items that its place suggests.
 */
#include "checks/sums.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "base/limits.h"
#include "checks/formula.h"
#include "checks/kin.h"
#include "checks/place.h"
#include "checks/words.h"

#define MAX_ROUNDS 12u		/* levels of sub-totals */
#define ENOUGH_BITS 12		/* beyond those of the choice */
#define LABEL_BITS 12		/* what the word "total" is worth */
#define PLACE_BITS 3		/* what a run that ends at a boundary is worth */
#define SINGLE_BITS 8		/* what equality with one part may be worth */
#define PAIR_BITS 12		/* of the choice of two items near a third, with a margin */
#define FAR_PAIR_BITS 20		/* of two anywhere: hardly fewer than three lines of long figures */
#define SURE_BITS 40		/* which even a pair, or a second explanation, does not reach by chance */
#define SHORT_SUM 3u		/* parts of a step in a running balance */
#define ENOUGH_ROUNDED 3u	/* lines that agree within rounding, where none does exactly */
#define FEW_LINES 4u		/* so few may agree beside others that are no sums at all */

/* the best proposal for one total in one round */
struct best {
	struct trial trial;
	int score;		/* 0: none */
	bool kin;		/* all parts are named like the total */
};

struct finder {
	struct table_sums *s;
	struct run *run;
	struct matrix m;
	struct best *best;	/* of each item */
	bool *consumed;		/* items that are parts of a total found already */
	bool *explained;	/* items that are totals found already */
	bool *running;		/* parts at the end of a short sum: a balance goes on from there */
	bool by_figures;	/* still listening to the figures */
	bool pairs;		/* and looking for pairs */
	int choice;		/* bits of the choice among the proposals */
	uint64_t steps;
};

static int
log2_of(uint64_t n)
{
	int bits = 0;

	for (; n > 1; n >>= 1)
		bits++;
	return bits;
}

static bool
is_labelled(const struct matrix *m, uint32_t i)
{
	return axis_is_total(m->x, m->item[i]);
}

/* bits of the choice of k among n: which lines agree is not known before */
static int
choice_bits(uint32_t n, uint32_t k)
{
	double bits = 0;

	if (k > n - k)
		k = n - k;
	for (uint32_t i = 0; i < k; i++)
		bits += log2((double)(n - i) / (double)(i + 1));
	return (int)bits;
}

/* bits that the agreement is worth beyond those of the choice */
static int
surplus_bits(const struct finder *f, const struct trial *t)
{
	uint32_t agree = t->exact + t->interval;

	return t->bits - f->choice - choice_bits(agree + t->outside, t->outside);
}

/* bits by which a proposal is more than chance; 0: not believed */
static int
score_of(const struct finder *f, const struct trial *t)
{
	bool labelled = is_labelled(&f->m, t->total);
	uint32_t agree = t->exact + t->interval;
	int score = surplus_bits(f, t);

	if (t->exact == 0 && (!labelled || !t->natural || t->outside + t->interval > 0) &&
	    (t->interval < ENOUGH_ROUNDED || t->outside > 1))
		return 0;
	if (t->outside > FEW_LINES * agree ||
	    (agree + t->outside > 2 * FEW_LINES && t->outside > agree))
		return 0;
	score += t->single_bits < SINGLE_BITS ? t->single_bits : SINGLE_BITS;
	score += labelled ? LABEL_BITS : 0;
	score += t->natural ? PLACE_BITS : 0;
	return score < ENOUGH_BITS ? 0 : score;
}

static bool
shares_parts(const struct finder *f, const struct trial *t, const struct sum_vector *v)
{
	for (uint32_t i = 0; i < t->n; i++)
		for (uint32_t k = 0; k < v->nparts; k++)
			if (v->part[k] == f->m.item[t->part[i]])
				return true;
	return false;
}

/* is the total explained already, by some of these parts? */
static bool
is_explained(const struct finder *f, const struct trial *t)
{
	for (size_t i = 0; i < f->s->n; i++) {
		const struct sum_vector *v = &f->s->vector[i];

		if (v->down == f->m.x.down && v->total == f->m.item[t->total] &&
		    shares_parts(f, t, v))
			return true;
	}
	return false;
}

/* ... or nearly as well? */
static bool
is_known(const struct finder *f, const struct trial *t)
{
	return f->explained[t->total] &&
	    (t->outside * 4 > t->exact + t->interval || is_explained(f, t));
}

/* is the total itself, said again, among its parts? */
static bool
restates_total(const struct matrix *m, const struct trial *t)
{
	uint32_t total = m->same[t->total] == NONE ? t->total : m->same[t->total];

	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t p = t->part[i];

		if (p == total || m->same[p] == total)
			return true;
	}
	return false;
}

/* the first word of a label that is not "total" */
static struct str
first_word(struct str s)
{
	for (size_t i = 0, j; i < s.n; i = j) {
		struct str w;

		for (j = i; j < s.n && ch_alpha(s.p[j]);)
			j++;
		w = str_sub(s, i, j);
		if (w.n > 2 && !label_is_total(w))
			return w;
		j += j == i;
	}
	return CF_S("");
}

/* "Have Total" of "Have", "Have Foil" and "Have First Patrol" */
static bool
is_kin(const struct matrix *m, const struct trial *t)
{
	struct str name = first_word(axis_label(m->x, m->item[t->total]));

	for (uint32_t i = 0; i < t->n; i++)
		if (!str_eq_folded(first_word(axis_label(m->x, m->item[t->part[i]])), name))
			return false;
	return name.n > 0 && is_labelled(m, t->total);
}

/* a proposal: keep it when it is the best of its total */
static void
consider(void *arg, const struct trial *t)
{
	struct finder *f = arg;
	int score = score_of(f, t);
	struct best *b = &f->best[t->total];
	bool kin = score > 0 && is_kin(&f->m, t);
	uint32_t *part;

	if (score == 0 || kin < b->kin || (kin == b->kin && (score < b->score ||
	    (score == b->score && t->n >= b->trial.n))) || restates_total(&f->m, t) || is_known(f, t))
		return;
	part = arena_array(f->run->scratch, t->n, uint32_t);
	memcpy(part, t->part, t->n * sizeof(*part));
	*b = (struct best){ *t, score, kin };
	b->trial.part = part;
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

/* a vector and, should it be a sum, what it says of how exact the table is */
struct candidate {
	struct sum_vector v;
	struct exactness whole, decimal;
};

static void
count_line(struct candidate *c, const struct line *line)
{
	struct sum_vector *v = &c->v;
	bool decimal = figure_is_decimal(line->stated), tells = line->nonzero >= 2;
	struct exactness *e = decimal ? &c->decimal : &c->whole;

	switch (line->fit.fit) {
	case FIT_EXACT:
		v->exact += tells;
		v->with_gaps += tells && line->gaps;
		v->exact_decimal += tells && decimal;
		e->exact += tells && !line->percent;
		break;
	case FIT_INTERVAL:
		v->interval++;
		e->inexact += tells && !line->percent;
		break;
	case FIT_OUTSIDE:
		v->far += !is_typing_slip(line->fit.gap) || !is_plausible(line);
		if (v->outside++ == 0)
			v->gap = line->fit.gap;
		v->same_gap = v->outside > 1 && dec_cmp(v->gap, line->fit.gap) == 0 &&
		    (v->outside == 2 || v->same_gap);
		break;
	case FIT_TOO_LARGE:
		break;
	}
}

/* what the total says where there are but dashes */
static void
count_dashes(struct axis x, struct sum_vector *v, uint32_t line)
{
	const struct figure *f = cell_quantity(axis_cell(x, v->total, line));

	if (f == NULL || !sum_has_only_dashes(x, v, line))
		return;
	v->no_zero += f->m == 0;
	v->no_other += f->m != 0;
}

static void
count_lines(struct run *run, struct axis x, struct candidate *c)
{
	for (uint32_t l = 0; l < axis_lines(x); l++) {
		struct line line;

		if (!axis_is_line(x, l))
			continue;
		count_dashes(x, &c->v, l);
		line = sum_line(run, x, &c->v, l);
		if (line.state == LINE_JUDGED)
			count_line(c, &line);
	}
}

static void
add_exactness(struct exactness *e, struct exactness more)
{
	e->exact += more.exact;
	e->inexact += more.inexact;
}

/* the trial as a vector of the table's items, with its lines counted */
static struct candidate
candidate_of(const struct finder *f, const struct trial *t)
{
	uint32_t *part = arena_array(f->run->doc->arena, t->n, uint32_t);
	struct candidate c = { .v = { .down = f->m.x.down, .total = f->m.item[t->total],
		.part = part, .nparts = t->n, .strong = t->strong } };
	struct sum_vector *v = &c.v;
	bool labelled = is_labelled(&f->m, t->total);

	sort_items(t->part, t->n);
	for (uint32_t i = 0; i < t->n; i++)
		part[i] = f->m.item[t->part[i]];
	v->second = f->by_figures && (f->pairs || f->explained[t->total]);
	v->thin = v->second && surplus_bits(f, t) < SURE_BITS;
	v->ratios_add = t->ratio > 0 && t->ratio >= 2 * t->ratio_miss;
	count_lines(f->run, f->m.x, &c);
	v->found = (v->exact + t->single > 0 || v->interval >= ENOUGH_ROUNDED) &&
	    (f->by_figures || v->exact + v->interval >= v->outside);
	v->partial = f->by_figures && (labelled ? 1 : 3) * v->far >
	    v->exact + v->interval + v->outside - v->far;
	v->because = v->exact >= 3 ? CF_BY_SIBLINGS : labelled ? CF_BY_LABEL : CF_BY_ARITHMETIC;
	return c;
}

static void
add_vector(struct finder *f, const struct trial *t, const struct candidate *c)
{
	struct table_sums *s = f->s;

	if (!VEC_ROOM(f->run->doc->arena, s->vector, s->n, s->cap))
		return;
	s->vector[s->n++] = c->v;
	if (!c->v.found)
		return;
	f->explained[t->total] = true;
	for (uint32_t i = 0; i < t->n; i++)
		f->consumed[t->part[i]] = true;
	if (t->n <= SHORT_SUM)
		f->running[t->part[t->part[0] < t->total ? 0 : t->n - 1]] = true;
}

static int
short_first(const void *a, const void *b)
{
	const struct best *x = *(const struct best *const *)a, *y = *(const struct best *const *)b;

	if (x->trial.n != y->trial.n)
		return x->trial.n < y->trial.n ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x > y) - (x < y);
}

/* does it rest on items that another total of this round has just taken? */
static bool
rests_on(const bool *taken, const struct trial *t)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (taken[t->part[i]])
			return true;
	return false;
}

/* The best proposals of this round become vectors, the shortest first: a longer
 * one that shares parts with it has its turn when these stand back. */
static bool
accept_best(struct finder *f)
{
	struct best **order = arena_array(f->run->scratch, f->m.nitems, struct best *);
	bool *taken = arena_array(f->run->scratch, f->m.nitems, bool);
	uint32_t n = 0;
	bool any = false;

	for (uint32_t i = 0; i < f->m.nitems; i++)
		if (f->best[i].score > 0)
			order[n++] = &f->best[i];
	qsort(order, n, sizeof(struct best *), short_first);
	for (uint32_t i = 0; i < n; i++) {
		const struct trial *t = &order[i]->trial;
		struct candidate c;

		order[i]->score = 0;
		order[i]->kin = false;
		if (rests_on(taken, t))
			continue;
		c = candidate_of(f, t);
		if (!c.v.found)
			continue;
		add_vector(f, t, &c);
		add_exactness(&f->s->whole, c.whole);
		add_exactness(&f->s->decimal, c.decimal);
		for (uint32_t k = 0; k < t->n; k++)
			taken[t->part[k]] = true;
		any = true;
	}
	return any;
}

enum which {
	WHICH_UNEXPLAINED = 1,	/* not a total found already */
	WHICH_NEW = 2,		/* not a restatement of another item */
	WHICH_RUNNING = 4	/* also parts that are totals or balances themselves */
};

#define CLASS(c) (1u << (c))
#define ANY_CLASS UINT_MAX

/* items of these classes that are not parts of a total found already */
static struct list
open_items(const struct finder *f, unsigned classes, unsigned which)
{
	const struct matrix *m = &f->m;
	struct list list = { arena_array(f->run->scratch, m->nitems, uint32_t), 0 };

	for (uint32_t i = 0; i < m->nitems; i++)
		if ((!f->consumed[i] || ((which & WHICH_RUNNING) != 0 &&
		    (f->running[i] || f->explained[i]))) && (classes & CLASS(m->class[i])) != 0 &&
		    ((which & WHICH_NEW) == 0 || m->same[i] == NONE))
			list.at[list.n++] = i;
	return list;
}

/* items that may be totals: parts of other totals too */
static struct list
possible_totals(const struct finder *f, unsigned classes, unsigned which)
{
	const struct matrix *m = &f->m;
	struct list list = { arena_array(f->run->scratch, m->nitems, uint32_t), 0 };
	bool *restated = arena_array(f->run->scratch, m->nitems, bool);

	for (uint32_t i = 0; i < m->nitems; i++)
		if (m->same[i] != NONE && f->explained[i])
			restated[m->same[i]] = true;
	for (uint32_t i = 0; i < m->nitems; i++)
		if ((classes & CLASS(m->class[i])) != 0 && !restated[i] &&
		    (m->same[i] == NONE || !f->explained[m->same[i]]) &&
		    ((which & WHICH_UNEXPLAINED) == 0 || !f->explained[i]))
			list.at[list.n++] = i;
	return list;
}

static void
propose_runs(struct finder *f, unsigned classes, unsigned which, uint32_t gap)
{
	struct list list = open_items(f, classes, which);
	struct list totals = possible_totals(f, classes, which);

	f->choice = 2 * log2_of(list.n) + 1 + 2 * (int)gap;
	find_runs(&f->m, f->run->scratch, &list, &totals, gap, consider, f);
}

static bool
search_runs(struct finder *f, unsigned which, uint32_t gap)
{
	propose_runs(f, CLASS(ITEM_PLAIN), which, gap);
	propose_runs(f, CLASS(ITEM_PERCENT) | CLASS(ITEM_FRACTION), which, gap);
	return accept_best(f);
}

/* "0.0024" of "9.46894 + 0.0024 + 0.16849" is small, not a share */
static bool
search_small(struct finder *f)
{
	if (!f->m.fractions)
		return false;
	propose_runs(f, CLASS(ITEM_PLAIN) | CLASS(ITEM_FRACTION), WHICH_UNEXPLAINED, 0);
	return accept_best(f);
}

static bool
search_pairs(struct finder *f)
{
	struct list list = open_items(f, ANY_CLASS, 0), totals = possible_totals(f, ANY_CLASS, 0);
	bool any;

	f->choice = log2_of(list.n) + PAIR_BITS;
	find_pairs(&f->m, f->run->scratch, &list, &totals, consider, f);
	f->pairs = true;
	any = accept_best(f);
	f->pairs = false;
	return any;
}

static bool
search_far_pairs(struct finder *f)
{
	struct list list = open_items(f, CLASS(ITEM_PLAIN), WHICH_RUNNING);
	struct list totals = possible_totals(f, CLASS(ITEM_PLAIN), 0);
	bool any;

	f->choice = 2 * log2_of(list.n) + FAR_PAIR_BITS;
	find_far_pairs(&f->m, f->run->scratch, &list, &totals, consider, f);
	f->pairs = true;
	any = accept_best(f);
	f->pairs = false;
	return any;
}

static bool
search_namesakes(struct finder *f)
{
	f->choice = log2_of(f->m.nitems);
	find_namesakes(&f->m, f->run->scratch, consider, f);
	return accept_best(f);
}

/* what says the same as the total just before it is the sum of the same parts */
static void
add_restatements(struct finder *f)
{
	size_t n = f->s->n;

	for (uint32_t i = 0; i < f->m.nitems; i++) {
		uint32_t same = f->m.same[i];

		if (same == NONE || i - same > 1 || f->explained[i] || !f->explained[same])
			continue;
		for (size_t k = 0; k < n; k++) {
			struct sum_vector v = f->s->vector[k];

			if (v.down != f->m.x.down || v.total != f->m.item[same] || !v.found)
				continue;
			v.total = f->m.item[i];
			if (VEC_ROOM(f->run->doc->arena, f->s->vector, f->s->n, f->s->cap))
				f->s->vector[f->s->n++] = v;
		}
		f->explained[i] = true;
	}
}

/* ---- what the same labels do in other groups */

static uint32_t
position_of(const struct matrix *m, uint32_t item)
{
	uint32_t lo = 0, hi = m->nitems;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (m->item[mid] < item)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < m->nitems && m->item[lo] == item ? lo : NONE;
}

/* a vector as a trial again; false when its items are not all of one group */
static bool
in_one_group(const struct finder *f, const struct sum_vector *v, struct trial *t)
{
	uint32_t group = axis_group(f->m.x, v->total);

	t->total = position_of(&f->m, v->total);
	t->n = 0;
	if (group == NONE || t->total == NONE)
		return false;
	for (uint32_t k = 0; k < v->nparts; k++) {
		t->part[t->n] = position_of(&f->m, v->part[k]);
		if (axis_group(f->m.x, v->part[k]) != group || t->part[t->n++] == NONE)
			return false;
	}
	return true;
}

/* the same sum in another group, unless its figures speak against it */
static void
add_kin(struct finder *f, struct trial *t)
{
	struct candidate c;

	if (f->explained[t->total])
		return;
	c = candidate_of(f, t);
	if (c.v.outside > 1 + c.v.exact)
		return;
	c.v.found = true;
	c.v.partial = false;
	c.v.because = CF_BY_SIBLINGS;
	add_vector(f, t, &c);
}

/* a total of one group has the parts that its namesakes have */
static void
search_blocks(struct finder *f)
{
	uint32_t groups[KIN_GROUPS], n = kin_groups(&f->m, groups);
	size_t known = f->s->n;
	struct trial t = { .n = 0 }, other = { .n = 0 };

	if (n < 2)
		return;
	t.part = arena_array(f->run->scratch, f->m.nitems, uint32_t);
	other.part = arena_array(f->run->scratch, f->m.nitems, uint32_t);
	for (size_t i = 0; i < known; i++) {
		struct sum_vector v = f->s->vector[i];

		if (v.down != f->m.x.down || !v.found || v.exact < 3 || v.outside > 0 ||
		    !in_one_group(f, &v, &t))
			continue;
		for (uint32_t g = 0; g < n; g++)
			if (groups[g] != axis_group(f->m.x, v.total) &&
			    kin_in_group(&f->m, &t, groups[g], &other))
				add_kin(f, &other);
	}
}

#define FAMILY_BITS 16	/* beyond those of the choice of a group */

/* what is known of these parts already is no surer than its namesakes */
static void
loosen(struct finder *f, const struct trial *t)
{
	for (size_t i = 0; i < f->s->n; i++) {
		struct sum_vector *v = &f->s->vector[i];

		if (v->down == f->m.x.down && v->total == f->m.item[t->total] &&
		    v->nparts == t->n && v->part[0] == f->m.item[t->part[0]])
			v->loose = v->outside > 0;
	}
}

static void
consider_family(void *arg, const struct trial *found)
{
	struct finder *f = arg;
	struct trial t = *found;
	struct candidate c;

	if (t.family < FAMILY_BITS || t.exact + t.single == 0)
		return;
	if (is_explained(f, &t)) {
		if (t.family_outside > 1)
			loosen(f, &t);
		return;
	}
	c = candidate_of(f, &t);
	c.v.found = true;
	c.v.thin = f->explained[t.total];
	c.v.loose = t.family_outside > 1;
	add_vector(f, &t, &c);
}

static bool
has_parts(const struct finder *f, const struct trial *t, const struct sum_vector *v)
{
	if (v->nparts != t->n || v->total != f->m.item[t->total] || v->down != f->m.x.down)
		return false;
	for (uint32_t i = 0; i < t->n; i++)
		if (v->part[i] != f->m.item[t->part[i]])
			return false;
	return true;
}

/* what a label says of its own figures */
static void
consider_formula(void *arg, const struct trial *found)
{
	struct finder *f = arg;
	struct trial t = *found;
	struct candidate c;

	if (t.bits < ENOUGH_BITS)
		return;
	for (size_t i = 0; i < f->s->n; i++) {
		if (!has_parts(f, &t, &f->s->vector[i]))
			continue;
		f->s->vector[i].formula = true;
		f->s->vector[i].second = false;
		return;
	}
	c = candidate_of(f, &t);
	if (!c.v.found)
		return;
	c.v.because = CF_BY_LABEL;
	c.v.formula = true;
	add_vector(f, &t, &c);
}

/* what is called a total and has no parts yet */
static void
search_labels(struct finder *f)
{
	for (uint32_t i = 0; i < f->m.nitems; i++) {
		struct trial t;
		struct candidate c;

		if (!is_labelled(&f->m, i) || sums_total(f->s, f->m.x.down, f->m.item[i]) != NULL)
			continue;
		t = find_by_place(&f->m, f->run->scratch, i, f->consumed, &f->steps);
		if (t.n < 2)
			continue;
		c = candidate_of(f, &t);
		add_vector(f, &t, &c);
		if (!c.v.found)
			continue;
		add_exactness(&f->s->whole, c.whole);
		add_exactness(&f->s->decimal, c.decimal);
	}
	f->s->too_large = f->s->too_large || f->steps > CF_MAX_SUM_STEPS;
}

#define ENOUGH_RATIOS 2u	/* totals that hold in a line of percentages or rates ... */
#define RATIOS_TO_MISSED 3u	/* ... for each that does not */

/* do the totals hold in a line of percentages or rates? Those of one total in all lines are
 * counted in candidate_of() */
static bool
ratios_add(struct finder *f, uint32_t line)
{
	uint32_t exact = 0, held = 0, missed = 0;

	for (size_t i = 0; i < f->s->n; i++) {
		const struct sum_vector *v = &f->s->vector[i];
		struct line l;

		if (v->down != f->m.x.down || !v->found || !sum_is_ratio(f->m.x, v, line))
			continue;
		l = sum_line(f->run, f->m.x, v, line);
		if (l.state == LINE_NOTHING || l.nonzero < 2)
			continue;
		exact += l.fit.fit == FIT_EXACT;
		held += l.fit.fit == FIT_EXACT || l.fit.fit == FIT_INTERVAL;
		missed += l.fit.fit == FIT_OUTSIDE;
	}
	return (exact >= ENOUGH_RATIOS || held > ENOUGH_RATIOS) && held >= RATIOS_TO_MISSED * missed;
}

static void
search_ratio_lines(struct finder *f)
{
	const struct matrix *m = &f->m;
	bool *adds = NULL;

	for (uint32_t l = 0; l < m->nlines; l++) {
		if (!m->ratio_line[l])
			continue;
		if (adds == NULL)
			adds = arena_array(f->run->doc->arena, axis_lines(m->x), bool);
		f->s->ratio_adds[m->x.down] = adds;
		adds[m->line[l]] = true;	/* so that sum_line() adds up */
		adds[m->line[l]] = ratios_add(f, m->line[l]);
	}
}

static void
search_axis(struct table_sums *s, struct run *run, struct axis x)
{
	struct finder f = { .s = s, .run = run };
	size_t first = s->n;	/* with no more than those, some searches come to the same */
	unsigned round = 0;

	matrix_init(&f.m, run->scratch, x);
	if (f.m.nitems < 3 || f.m.nlines == 0)
		return;
	f.best = arena_array(run->scratch, f.m.nitems, struct best);
	f.consumed = arena_array(run->scratch, f.m.nitems, bool);
	f.by_figures = true;
	f.running = arena_array(run->scratch, f.m.nitems, bool);
	f.explained = arena_array(run->scratch, f.m.nitems, bool);
	while (round++ < MAX_ROUNDS && (search_runs(&f, WHICH_UNEXPLAINED, 0) ||
	    (f.m.restates && search_runs(&f, WHICH_UNEXPLAINED | WHICH_NEW, 0)) ||
	    search_namesakes(&f) || search_small(&f)))
		;
	while (round++ < 2 * MAX_ROUNDS && (search_pairs(&f) ||
	    (f.s->n > first && search_runs(&f, WHICH_NEW, 0)) ||
	    search_runs(&f, WHICH_UNEXPLAINED | WHICH_NEW, 1) ||
	    (f.s->n > first && search_runs(&f, WHICH_NEW | WHICH_RUNNING, 0)) ||
	    search_far_pairs(&f)))
		;
	search_blocks(&f);
	find_families(&f.m, run->scratch, consider_family, &f);
	f.by_figures = false;
	add_restatements(&f);
	find_formulas(&f.m, run->scratch, consider_formula, &f);
	search_labels(&f);
	search_ratio_lines(&f);
}

#define ENOUGH_FIGURES 12u	/* figures from which a common base is believed (C1.4) */

/* the greatest number of which all whole figures are multiples: figures rounded
 * to 3, 5, 10, 100, ... each on its own miss their rounded total by several units */
static int64_t
common_base(const struct table *t)
{
	int64_t base = 0;
	uint32_t n = 0;

	for (uint32_t c = 0; c < t->ncols && base != 1; c++) {
		if (t->columns[c].kind != COLUMN_FIGURES || column_is_percent(t, c) ||
		    (t->columns[c].path_says & LABEL_CHANGE) != 0)
			continue;
		for (uint32_t r = t->header_rows; r < t->nrows && base != 1; r++) {
			const struct figure *f = cell_quantity(table_at(t, r, c));
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

struct table_sums *
sums_of(struct run *run, const struct table *t)
{
	struct table_sums *s = room_for(run, t);

	if (s->done)
		return s;
	s->done = true;
	s->base = common_base(t);
	search_axis(s, run, (struct axis){ t, true });
	search_axis(s, run, (struct axis){ t, false });
	if (s->too_large)
		report_add_skip(run->report, t->span, false,
		    CF_S("too large a table to look for the parts of every total"));
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
