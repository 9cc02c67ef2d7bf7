/* Which figure, put right, explains what fails; see choice.h. */
#include "checks/choice.h"

#include "checks/words.h"

/* the better of two: more explained, then a slip of the pen; 0: as good as each other */
static int
compare(const struct repair *a, const struct repair *b)
{
	size_t x = repair_weight(a), y = repair_weight(b);

	if (x != y)
		return x > y ? 1 : -1;
	return (int)a->slip - (int)b->slip;
}

/* is there a relation that each of them mends? Else they are slips of their own */
static bool
explain_the_same(struct graph *g, const struct repair *a, const struct repair *b)
{
	const struct figure *f = a->cell.f;

	for (const struct use *u = first_use(g, f); u < g->use + g->nuse && u->f == f; u++) {
		const struct relation *r = &g->at[u->relation];

		if (r->verdict != CF_HELD && is_in(r, b->cell.f) && is_explained(g, r, a) &&
		    is_explained(g, r, b))
			return true;
	}
	return false;
}

#define ENOUGH_MARKED 3u
#define ENOUGH_BITS 7	/* by which several that are undecided bear a value out */

/* does enough fail that it mends, and little that it does not? */
static bool
is_sure(const struct repair *p)
{
	if (p->mended == 0 || (p->left > 0 && p->mended < 2 && p->borne < p->left + 1))
		return false;
	/* a footnote may say why a sum is off: only much that agrees tells it from a slip */
	return (p->cell.f->flags & FIGURE_MARKED) == 0 || p->mended + p->borne >= ENOUGH_MARKED;
}

/* ... of what is undecided: at least two, and the value is a slip of the pen away */
static bool
is_sure_together(const struct repair *p)
{
	bool digit = p->cell.f->m > -10 && p->cell.f->m < 10;

	return p->mended == 0 && p->left == 0 && p->borne > 1 && p->bits >= ENOUGH_BITS &&
	    (p->slip || digit);
}

/* is it the best repair so far? */
static void
consider(struct graph *g, struct repair *try, struct choice_of *c)
{
	const struct figure *f = try->cell.f;
	struct dec v = figure_dec(&try->with);
	int better;

	/* what is printed without a sign is no negative number */
	if (v.m == f->m || (v.m < 0 && f->m >= 0) || !repair_try(g, try) || repair_weight(try) == 0)
		return;
	try->slip = is_near_miss(figure_dec(f), v, 0);
	if (!(c->unsure ? is_sure_together(try) : is_sure(try)))
		return;
	if (is_one_digit(figure_dec(f), v) && (c->digit.cell.f != f || c->digit.with.m != v.m)) {
		c->digit = *try;
		c->ndigit++;
	}
	better = c->best.cell.f == NULL ? 1 : compare(try, &c->best);
	c->n += better != 0 || c->best.cell.f != f || c->best.with.m != v.m;
	if (better > 0) {
		c->best = *try;
		c->two = false;
	} else if (better == 0 && (c->best.cell.f == f ? c->best.with.m != v.m :
	    explain_the_same(g, &c->best, try))) {
		c->two = true;
	}
}

/* the value of a figure that one relation asks for */
static void
try_value(struct graph *g, const struct relation *r, const struct member *m, struct choice_of *c)
{
	struct repair try = { .cell = *m };

	g->steps += r->n;
	if (g->steps > MAX_STEPS ||
	    (r->verdict != CF_FAILED && fit_with(g, r, m->f, m->f).fit != FIT_OUTSIDE))
		return;
	if (repair_solve(g, r, m->f, &try.with))
		consider(g, &try, c);
}

/* how many percentages and means fail that the figure goes into */
static size_t
failing_ratios(struct graph *g, const struct figure *f)
{
	size_t n = 0;

	for (const struct use *u = first_use(g, f); u < g->use + g->nuse && u->f == f; u++) {
		const struct relation *r = &g->at[u->relation];

		g->steps++;
		n += is_open(r) && r->kind != KIND_SUM && r->stated.f != f;
	}
	return n;
}

/* the digit at `place` and the one before it changed round */
static void
try_swap(struct graph *g, const struct member *m, int64_t place, struct choice_of *c)
{
	struct repair try = { .cell = *m, .with = *m->f };
	int64_t v = m->f->m < 0 ? -m->f->m : m->f->m;
	int64_t low = v / place % 10, high = v / place / 10 % 10;

	try.with.m += (low - high) * 9 * place * (m->f->m < 0 ? -1 : 1);
	if (v / place >= 10 && low != high && (low > 0 || v / place >= 100))
		consider(g, &try, c);
}

/*
 * What percentages are made of cannot be worked out from them. But where two of them fail
 * and one digit of a figure that goes into both, or two that changed places, mend them, it
 * is that.
 */
static void
try_digits(struct graph *g, const struct member *m, struct choice_of *c)
{
	int64_t place = 1, v = m->f->m;

	if (v < -INT64_MAX / 100 || v > INT64_MAX / 100)
		return;
	v = v < 0 ? -v : v;
	if (c->unsure || v < 100 || failing_ratios(g, m->f) < 2)
		return;
	for (; place <= v && g->steps <= MAX_STEPS; place *= 10) {
		int64_t digit = v / place % 10;

		for (int64_t d = 0; d < 10; d++) {
			struct repair try = { .cell = *m, .with = *m->f };

			try.with.m += (d - digit) * place * (m->f->m < 0 ? -1 : 1);
			if (d != digit && (d > 0 || v / place >= 10))
				consider(g, &try, c);
		}
		try_swap(g, m, place, c);
	}
}

/*
 * A figure of a relation that fails: what that relation asks for, or another one that
 * does not hold. A share that fails says which figures may be wrong, and a sum what one
 * of them should be.
 */
static void
try_member(struct graph *g, const struct relation *r, const struct member *m, struct choice_of *c)
{
	try_value(g, r, m, c);
	if (r->kind != KIND_SUM && r->stated.f != m->f)
		try_digits(g, m, c);
	for (const struct use *u = first_use(g, m->f); u < g->use + g->nuse && u->f == m->f; u++) {
		const struct relation *other = &g->at[u->relation];

		g->steps++;
		if (other != r && other->verdict != CF_FAILED && !other->solved && other->kind == KIND_SUM)
			try_value(g, other, m, c);
	}
}

void
try_all(struct graph *g, const struct relation *r, struct choice_of *c)
{
	try_member(g, r, &r->stated, c);
	for (uint32_t k = 0; k < r->n; k++)
		try_member(g, r, &r->op[k], c);
}

#define EXACT_SUMS 12u	/* of a table that surely does not round */

/*
 * Where sums are off by what rounding explains, a row and a column that are so always
 * meet in one figure: that says nothing of it, unless the table is known to be exact.
 */
bool
may_round(const struct graph *g, const struct repair *p)
{
	return p->close && g->nexact < EXACT_SUMS;
}

bool
best_repair(struct graph *g, struct repair *best, bool *two)
{
	struct choice_of c = { .two = false };

	for (size_t i = 0; i < g->nfailed; i++)
		if (is_open(&g->at[g->failed[i]]))
			try_all(g, &g->at[g->failed[i]], &c);
	*best = c.best;
	*two = c.two;
	return c.best.mended + c.best.borne > 1 && g->steps <= MAX_STEPS && !may_round(g, best);
}

bool
unsure_repair(struct graph *g, struct repair *best)
{
	struct choice_of c = { .unsure = true };

	for (size_t i = 0; i < g->n && g->steps <= MAX_STEPS; i++) {
		const struct relation *r = &g->at[i];

		if (r->weak && !r->solved && r->kind == KIND_SUM)
			try_all(g, r, &c);
	}
	*best = c.best;
	return c.best.borne > 1 && !c.two && g->steps <= MAX_STEPS;
}
