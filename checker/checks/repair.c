/* Which figure, put right, explains what fails; see repair.h. */
#include "checks/repair.h"

#include "checks/words.h"

/* ---- working a relation out with another value */

struct fit_result
fit_with(struct graph *g, const struct relation *r, const struct figure *f,
    const struct figure *with)
{
	const struct figure **op = g->op;
	const struct figure *stated = r->stated.f == f ? with : r->stated.f;

	for (uint32_t i = 0; i < r->n; i++)
		op[i] = r->op[i].f == f ? with : r->op[i].f;
	switch (r->kind) {
	case KIND_SUM:
		return fit_sum(stated, op, r->weight, r->n);
	case KIND_MEAN:
		return fit_mean(stated, op, r->n);
	case KIND_SHARE:
		return fit_share(stated, op[0], op[1]);
	case KIND_CHANGE:
		return fit_change(stated, op[0], op[1]);
	case KIND_OTHER:
		break;
	}
	return (struct fit_result){ .fit = FIT_TOO_LARGE };
}

static bool
holds(const struct relation *r, const struct fit_result *fit)
{
	return fit->fit == FIT_EXACT || (fit->fit == FIT_INTERVAL && !r->exact);
}

/* does a relation that fails hold now? A sum within rounding only where others do so */
static bool
is_mended(const struct graph *g, const struct relation *r, const struct fit_result *fit)
{
	return fit->fit == FIT_EXACT ||
	    (fit->fit == FIT_INTERVAL && (r->kind != KIND_SUM || g->nrounded > 0));
}

/* the figure as it would be with another value; false when it has no room for it */
static bool
figure_with(const struct figure *f, struct dec v, struct figure *out)
{
	*out = *f;
	for (; v.d > f->d && v.m % 10 == 0; v.d--)
		v.m /= 10;
	for (; v.d < f->d && v.m < INT64_MAX / 10 && v.m > -(INT64_MAX / 10); v.d++)
		v.m *= 10;
	out->m = v.m;
	return v.d == f->d;
}

/* the value of `f` with which the relation holds, when only one comes into question */
static bool
solve(struct graph *g, const struct relation *r, const struct figure *f, struct figure *out)
{
	struct fit_result fit = fit_with(g, r, f, f);
	struct dec v = fit.computed;
	int sign = 0;

	if (fit.fit == FIT_TOO_LARGE)
		return false;
	if (r->stated.f == f)
		return figure_with(f, v, out);
	for (uint32_t i = 0; i < r->n; i++)
		if (r->op[i].f == f)
			sign += r->weight[i];
	if (r->kind != KIND_SUM || (sign != 1 && sign != -1))
		return false;
	/* it is off by what the sum is off, the other way */
	v = fit.gap;
	if (dec_cmp(figure_dec(r->stated.f), fit.computed) < 0)
		v.m = -v.m;
	if (sign < 0)
		v.m = -v.m;
	if (v.d > f->d)
		return false;
	for (; v.d < f->d && v.m < INT64_MAX / 10 && v.m > -(INT64_MAX / 10); v.d++)
		v.m *= 10;
	if (v.d != f->d || (v.m > 0 ? f->m > INT64_MAX - v.m : f->m < -INT64_MAX - v.m))
		return false;
	return figure_with(f, (struct dec){ f->m + v.m, f->d }, out);
}

/* ---- candidates */

/* how many relations that fail hold with it; 0 when one fails all the same, or one that
 * holds does not any more. *close: all of them fail by no more than rounding explains */
static size_t
mended_by(struct graph *g, const struct figure *f, const struct figure *with, bool *close)
{
	size_t mended = 0;

	*close = true;

	for (const struct use *u = first_use(g, f); u < g->use + g->nuse && u->f == f; u++) {
		const struct relation *r = &g->at[u->relation];
		struct fit_result fit;

		if (r->solved)
			continue;
		if (r->kind == KIND_OTHER)
			return 0;
		g->steps += r->n;
		fit = fit_with(g, r, f, with);
		if (r->verdict == CF_UNDECIDED) {
			mended += fit.fit == FIT_EXACT;
			continue;
		}
		if (r->verdict == CF_FAILED ? !is_mended(g, r, &fit) : !holds(r, &fit))
			return 0;
		if (r->verdict != CF_FAILED)
			continue;
		mended++;
		*close = *close && fit_with(g, r, f, f).fit == FIT_INTERVAL;
	}
	return mended;
}

/* the better of two: more mended, then a slip of the pen; 0: as good as each other */
static int
compare(const struct repair *a, const struct repair *b)
{
	if (a->mended != b->mended)
		return a->mended > b->mended ? 1 : -1;
	return (int)a->slip - (int)b->slip;
}

/* do both stand in one of the relations that fail? else they are slips of their own */
static bool
explain_the_same(const struct graph *g, const struct figure *a, const struct figure *b)
{
	for (size_t i = 0; i < g->nfailed; i++) {
		const struct relation *r = &g->at[g->failed[i]];

		if (!r->solved && is_in(r, a) && is_in(r, b))
			return true;
	}
	return false;
}

static void
try_member(struct graph *g, const struct relation *r, const struct member *m,
    struct choice_of *c)
{
	struct repair try = { .cell = *m };
	int better;

	g->steps += r->n;
	/* what is printed without a sign is no negative number */
	if (g->steps > MAX_STEPS || !solve(g, r, m->f, &try.with) || (m->f->flags & FIGURE_MARKED) != 0 ||
	    (try.with.m < 0 && m->f->m >= 0))
		return;
	try.mended = mended_by(g, m->f, &try.with, &try.close);
	if (try.mended < 1)
		return;
	c->n++;
	try.slip = is_near_miss(figure_dec(m->f), (struct dec){ try.with.m, try.with.d }, 0);
	better = c->best.mended == 0 ? 1 : compare(&try, &c->best);
	if (better > 0) {
		c->best = try;
		c->two = false;
	} else if (better == 0 && (c->best.cell.f == m->f ? c->best.with.m != try.with.m :
	    explain_the_same(g, c->best.cell.f, m->f))) {
		c->two = true;
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
		if (!g->at[g->failed[i]].solved)
			try_all(g, &g->at[g->failed[i]], &c);
	*best = c.best;
	*two = c.two;
	return c.best.mended > 1 && g->steps <= MAX_STEPS && !may_round(g, best);
}

