/* A figure put right, and what becomes of the relations that it stands in; see repair.h. */
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
	if (r->fraction)
		return fit_fraction(stated, op[0], op[1], r->kind == KIND_CHANGE);
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
	return fit->fit == FIT_EXACT || (fit->fit == FIT_INTERVAL &&
	    (r->kind != KIND_SUM || r->rounds || g->nrounded > 0));
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

bool
repair_solve(struct graph *g, const struct relation *r, const struct figure *f, struct figure *out)
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
	return figure_with(f, (struct dec){ .m = f->m + v.m, .d = f->d }, out);
}

/* ---- what becomes of the others */

/* Off by what rounding explains, yet right to the unit with the repair: in a table most of
 * whose sums are right to the unit that is no chance, if it was off by more than one. */
static bool
comes_right(const struct graph *g, const struct relation *r, const struct fit_result *before,
    const struct fit_result *after)
{
	return r->kind == KIND_SUM && before->fit == FIT_INTERVAL && after->fit == FIT_EXACT &&
	    before->gap.m > 1 && g->nexact > g->nrounded;
}

enum effect
effect_of(struct graph *g, const struct relation *r, const struct repair *p)
{
	const struct figure *f = p->cell.f;
	struct fit_result fit = fit_with(g, r, f, &p->with), before;

	g->steps += r->n;
	/* groups of columns need not be a whole and its parts in each row */
	if (r->verdict == CF_FAILED)
		return is_mended(g, r, &fit) ? EFFECT_MENDED :
		    r->rule->check == CHECK_BLOCKS ? EFFECT_NONE : EFFECT_LEFT;
	before = fit_with(g, r, f, f);
	if (comes_right(g, r, &before, &fit))
		return EFFECT_BORNE;
	if (r->verdict == CF_HELD)
		return holds(r, &fit) ? EFFECT_NONE : EFFECT_BROKEN;
	/* a footnote, too, mostly speaks of a little: what rounding may explain says nothing */
	if (before.fit == FIT_OUTSIDE)
		return is_mended(g, r, &fit) ? EFFECT_BORNE : EFFECT_NONE;
	return r->weak || holds(r, &fit) ? EFFECT_NONE : EFFECT_BROKEN;
}

/* how unlikely it is that a relation comes out by chance: the digits of what it states */
static int
bits_of(const struct relation *r, const struct repair *p)
{
	const struct figure *f = r->stated.f == p->cell.f ? &p->with : r->stated.f;
	int64_t v = f->m < 0 ? -(f->m + 1) : f->m;
	int bits = 0;

	for (uint8_t d = f->d; d > 0 && v % 10 == 0; d--)
		v /= 10;
	for (; v > 1; v >>= 1)
		bits++;
	return bits;
}

bool
repair_try(struct graph *g, struct repair *p)
{
	const struct figure *f = p->cell.f;
	int most = 0, bits;

	p->close = true;
	for (const struct use *u = first_use(g, f); u < g->use + g->nuse && u->f == f; u++) {
		const struct relation *r = &g->at[u->relation];

		if (r->solved)
			continue;
		if (r->kind == KIND_OTHER)
			return false;
		switch (effect_of(g, r, p)) {
		case EFFECT_NONE:
			break;
		case EFFECT_BROKEN:
			return false;
		case EFFECT_MENDED:
			p->mended++;
			p->close = p->close && fit_with(g, r, f, f).fit == FIT_INTERVAL;
			break;
		case EFFECT_BORNE:
			p->borne++;
			bits = bits_of(r, p);
			p->bits += bits < most ? bits : most;
			most = bits > most ? bits : most;
			break;
		case EFFECT_LEFT:
			p->left++;
			break;
		}
	}
	return true;
}

size_t
repair_weight(const struct repair *p)
{
	size_t n = p->mended + p->borne;

	return n < p->left ? 0 : 4 * n - p->left;
}

bool
is_explained(struct graph *g, const struct relation *r, const struct repair *p)
{
	enum effect effect = r->solved ? EFFECT_NONE : effect_of(g, r, p);

	return effect == EFFECT_MENDED || effect == EFFECT_BORNE;
}
