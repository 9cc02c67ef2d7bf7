/*
 * Relations of one table in, the figure that explains those that fail out; see
 * diagnosis.h. The checks are run once more over each table with failures, and what
 * they tell is listened to: this time with the relations that hold.
 */
#include "checks/diagnosis.h"

#include <stdlib.h>

#include "checks/words.h"

#define MAX_RELATIONS 20000u	/* of one table */
#define MAX_FAILED 200u		/* with more of either its findings stay as they are */
#define MAX_STEPS 5000000u	/* figures that are visited in one table; then the findings
				 * stay as they are */

enum kind {
	KIND_SUM,	/* stated = sum of weighted operands */
	KIND_MEAN,
	KIND_SHARE,	/* per cent: operands are part and base */
	KIND_CHANGE,	/* per cent: operands are from and to */
	KIND_OTHER	/* it cannot be worked out again */
};

/* A figure of the table, and its cell. */
struct member {
	const struct figure *f;
	uint32_t row, col;
};

struct relation {
	enum kind kind;
	const struct rule *rule;
	enum cf_verdict verdict;
	bool exact;		/* held as printed */
	struct member stated;
	const struct member *op;
	const int *weight;	/* of a sum; NULL: all 1 */
	uint32_t n;
	struct span at;		/* of the finding */
	struct str words;	/* its sum, which tells it from another one at the same place */
	const char *doubt;	/* why it is never more than a warning, or NULL */
	bool solved;		/* explained by a figure already */
};

/* A figure and one relation it stands in. */
struct use {
	const struct figure *f;
	size_t relation;
};

struct graph {
	struct run *run;
	const struct table *t;
	struct arena *arena;
	struct relation *at;
	size_t n, cap;
	size_t failed[MAX_FAILED], nfailed;
	size_t nexact, nrounded;	/* sums that hold as printed, within rounding */
	bool too_many;
	struct use *use;	/* sorted by figure */
	size_t nuse;
	const struct figure **op;	/* room for the operands of any relation */
	size_t steps;
};

/* ---- listening */

/* the figure of a cell that begins at this byte of the source */
static const struct figure *
figure_from(const struct table *t, uint32_t row, uint32_t col, struct span at)
{
	const struct cell *c = table_at(t, row, col);

	for (uint16_t i = 0; c != NULL && i < c->nfigures; i++)
		if (c->figures[i].span.from == at.from && c->figures[i].span.to == at.to)
			return &c->figures[i];
	return NULL;
}

static enum kind
kind_of(const struct rule *rule)
{
	if (rule->check == CHECK_TOTAL || rule->check == CHECK_BREAKDOWN ||
	    rule->check == CHECK_BLOCKS)
		return KIND_SUM;
	if (rule->check == CHECK_MEAN)
		return KIND_MEAN;
	if (rule->check == CHECK_SHARE)
		return KIND_SHARE;
	if (rule->check == CHECK_CHANGE)
		return rule->as == AS_PERCENT ? KIND_CHANGE : KIND_SUM;
	return KIND_OTHER;
}

static bool
has_role(const struct report_evidence *e, const char *role)
{
	return strcmp(e->role, role) == 0;
}

/* the operands of a relation; false when one of them is not in the table's cells */
static bool
take_operands(struct graph *g, const struct outcome *o, struct relation *r)
{
	struct member *op = arena_array(g->arena, o->nevidence, struct member);
	int *weight = arena_array(g->arena, o->nevidence, int);
	bool all = true;

	for (size_t i = 0; i < o->nevidence; i++) {
		const struct report_evidence *e = &o->evidence[i];
		const struct figure *f = e->table != g->t ? NULL :
		    figure_from(g->t, e->row, e->col, e->span);

		if (f == NULL) {
			all = false;
			continue;
		}
		if (r->rule->check == CHECK_BREAKDOWN && has_role(e, "total")) {
			r->stated = (struct member){ f, e->row, e->col };
			continue;
		}
		weight[r->n] = r->rule->check == CHECK_CHANGE && has_role(e, "from") ? -1 : 1;
		op[r->n++] = (struct member){ f, e->row, e->col };
	}
	r->op = op;
	r->weight = weight;
	return all && r->stated.f != NULL && r->n > 0 &&
	    ((r->kind != KIND_SHARE && r->kind != KIND_CHANGE) || r->n == 2);
}

static bool
has_marks(const struct relation *r)
{
	bool marked = (r->stated.f->flags & FIGURE_MARKED) != 0;

	for (uint32_t i = 0; i < r->n; i++)
		marked = marked || (r->op[i].f->flags & FIGURE_MARKED) != 0;
	return marked;
}

/* cf_report's listener: one relation of the table */
static void
listen(void *ctx, const struct outcome *o)
{
	struct graph *g = ctx;
	struct relation r = { .kind = kind_of(o->rule), .rule = o->rule, .verdict = o->verdict,
		.exact = o->verdict == CF_HELD && o->reason == NULL, .at = o->at,
		.doubt = o->doubtful ? o->reason : NULL };

	/* percentages that make 100 as printed are right; else their sum says nothing of one */
	if (o->table != g->t || (o->rule->check == CHECK_SUMS_TO && !r.exact))
		return;
	r.stated = (struct member){ figure_from(g->t, o->row, o->col, o->at), o->row, o->col };
	/* what speaks of a row and no figure in it, "each has a total", bears out none */
	if (o->rule->check == CHECK_RELATION && r.stated.f == NULL)
		return;
	if (!take_operands(g, o, &r))
		r.kind = KIND_OTHER;
	/* of what is undecided only sums that may be none: that one holds is a sign too */
	if (o->verdict == CF_UNDECIDED && (r.kind != KIND_SUM || has_marks(&r)))
		return;
	if (g->n == MAX_RELATIONS || g->nfailed == MAX_FAILED) {
		g->too_many = true;
		return;
	}
	if (!VEC_ROOM(g->arena, g->at, g->n, g->cap))
		return;
	r.words = arena_str(g->arena, o->relation);
	g->nexact += r.kind == KIND_SUM && r.exact;
	g->nrounded += r.kind == KIND_SUM && r.verdict == CF_HELD && !r.exact;
	if (r.verdict == CF_FAILED && r.kind != KIND_OTHER)
		g->failed[g->nfailed++] = g->n;
	g->at[g->n++] = r;
}

/* ---- working a relation out with another value */

static bool
is_in(const struct relation *r, const struct figure *f)
{
	if (r->stated.f == f)
		return true;
	for (uint32_t i = 0; i < r->n; i++)
		if (r->op[i].f == f)
			return true;
	return false;
}

/* the relation with `with` in the place of `f` */
static struct fit_result
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

/* A figure, put right, with what that comes to. */
struct repair {
	struct member cell;
	struct figure with;
	size_t mended;		/* relations that did not hold and now do; 0: it is no repair */
	bool slip;		/* a slip of the pen away from what is printed */
	bool close;		/* rounding could explain all that it mends */
};

static int
by_figure(const void *x, const void *y)
{
	const struct use *a = x, *b = y;

	if (a->f != b->f)	/* in the order of the source: pointers have none */
		return a->f->span.from < b->f->span.from ? -1 : 1;
	return (a->relation > b->relation) - (a->relation < b->relation);
}

/* which figure stands in which relations */
static void
index_uses(struct graph *g)
{
	size_t n = 0;
	uint32_t most = 0;

	for (size_t i = 0; i < g->n; i++) {
		n += g->at[i].n + 1;
		most = g->at[i].n > most ? g->at[i].n : most;
	}
	g->op = arena_array(g->arena, most, const struct figure *);
	g->use = arena_array(g->arena, n, struct use);
	for (size_t i = 0; i < g->n; i++) {
		const struct relation *r = &g->at[i];

		if (r->stated.f != NULL)
			g->use[g->nuse++] = (struct use){ r->stated.f, i };
		for (uint32_t k = 0; k < r->n; k++)
			g->use[g->nuse++] = (struct use){ r->op[k].f, i };
	}
	if (g->nuse > 1)
		qsort(g->use, g->nuse, sizeof(*g->use), by_figure);
}

static const struct use *
first_use(const struct graph *g, const struct figure *f)
{
	size_t lo = 0, hi = g->nuse;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (g->use[mid].f->span.from < f->span.from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return g->use + lo;
}

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

/* The best repair so far, and whether another one is as good. */
struct choice_of {
	struct repair best;
	bool two;
	size_t n;		/* repairs that came into question */
};

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

/*
 * "Actual = Budget + Variance" may be none, and is what the difference says, the other
 * way round: it bears nothing out.
 */
static void
leave_out_reversed(struct graph *g)
{
	for (size_t i = 0; i < g->n; i++) {
		struct relation *r = &g->at[i];

		if (r->verdict != CF_UNDECIDED || r->n != 2)
			continue;
		for (const struct use *u = first_use(g, r->stated.f);
		    u < g->use + g->nuse && u->f == r->stated.f && !r->solved; u++) {
			const struct relation *d = &g->at[u->relation];

			g->steps++;
			r->solved = d->rule->check == CHECK_CHANGE && d->kind == KIND_SUM &&
			    d->n == 2 && is_in(d, r->op[0].f) && is_in(d, r->op[1].f);
		}
	}
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

static void
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
static bool
may_round(const struct graph *g, const struct repair *p)
{
	return p->close && g->nexact < EXACT_SUMS;
}

/* what mends most of what fails, and more than one relation; *two: others do as well */
static bool
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

/* ---- reporting */

static struct str
relation_words(struct graph *g, const struct relation *r, const struct repair *p)
{
	struct arena *a = g->arena;
	struct fit_result fit = fit_with(g, r, p->cell.f, &p->with);
	const struct figure **op = arena_array(a, r->n, const struct figure *);
	struct str v = dec_format(a, fit.computed, true), x, y;
	struct line l = { .part = op, .nparts = r->n, .fit = fit };

	for (uint32_t i = 0; i < r->n; i++)
		op[i] = r->op[i].f == p->cell.f ? &p->with : r->op[i].f;
	x = dec_format(a, figure_dec(op[0]), true);
	y = r->n > 1 ? dec_format(a, figure_dec(op[1]), true) : CF_S("");
	if (r->kind == KIND_SHARE)
		return arena_printf(a, "%.*s of %.*s is %.*s%%", (int)x.n, x.p, (int)y.n, y.p,
		    (int)v.n, v.p);
	if (r->kind == KIND_CHANGE)
		return arena_printf(a, "from %.*s to %.*s is %.*s%%", (int)x.n, x.p, (int)y.n, y.p,
		    (int)v.n, v.p);
	if (r->rule->check == CHECK_CHANGE)
		return arena_printf(a, "%.*s - %.*s = %.*s", (int)y.n, y.p, (int)x.n, x.p,
		    (int)v.n, v.p);
	if (r->kind == KIND_MEAN)
		l.fit = fit_sum(op[0], op, NULL, r->n);
	x = sum_words(a, &l, false);
	return r->kind == KIND_SUM ? x : arena_printf(a, "%.*s, divided by %u is %.*s", (int)x.n,
	    x.p, r->n, (int)v.n, v.p);
}

#define SHOWN_SUMS 3u

/* all that it mends, those too that nobody would have been told of; p->mended of them */
static struct str
all_words(struct graph *g, const struct repair *p)
{
	struct str s = CF_S("");
	size_t n = 0;

	for (const struct use *u = first_use(g, p->cell.f); u < g->use + g->nuse &&
	    u->f == p->cell.f && n < SHOWN_SUMS; u++) {
		const struct relation *r = &g->at[u->relation];
		struct str one;

		if (r->solved || (r->verdict == CF_UNDECIDED ?
		    fit_with(g, r, p->cell.f, &p->with).fit != FIT_EXACT : r->verdict != CF_FAILED))
			continue;
		one = relation_words(g, r, p);
		s = arena_printf(g->arena, "%.*s%s%.*s", (int)s.n, s.p, n > 0 ? "; " : "",
		    (int)one.n, one.p);
		n++;
	}
	if (p->mended > n && n > 0)
		s = arena_printf(g->arena, "%.*s; and %zu more", (int)s.n, s.p, p->mended - n);
	return s;
}

/* the cells of the relations that it mends, each once; what was stated is a result */
static void
add_evidence(const struct graph *g, const struct repair *p, struct outcome *o)
{
	struct report_evidence *e;
	size_t most = 0, n = 0;

	for (size_t i = 0; i < g->nfailed; i++)
		most += g->at[g->failed[i]].n + 1;
	e = arena_array(g->arena, most, struct report_evidence);
	for (size_t i = 0; i < g->nfailed; i++) {
		const struct relation *r = &g->at[g->failed[i]];

		if (r->solved || !is_in(r, p->cell.f))
			continue;
		for (uint32_t k = 0; k <= r->n; k++) {
			const struct member *m = k == 0 ? &r->stated : &r->op[k - 1];
			size_t at = 0;

			while (at < n && e[at].span.from != m->f->span.from)
				at++;
			if (at == n && m->f != p->cell.f)
				e[n++] = (struct report_evidence){ k == 0 ? "result" : "part",
					m->f->span, g->t, m->row, m->col };
		}
	}
	o->evidence = e;
	o->nevidence = n;
}

/* the first relation it mends; sums before others, for its rule is the finding's */
static const struct relation *
first_mended(const struct graph *g, const struct repair *p)
{
	const struct relation *first = NULL;

	for (size_t i = 0; i < g->nfailed; i++) {
		const struct relation *r = &g->at[g->failed[i]];

		if (r->solved || !is_in(r, p->cell.f))
			continue;
		if (first == NULL || (first->kind != KIND_SUM && r->kind == KIND_SUM))
			first = r;
	}
	return first;
}

static void
report_repair(struct graph *g, const struct repair *p)
{
	const struct cell *c = table_at(g->t, p->cell.row, p->cell.col);
	const struct relation *first = first_mended(g, p);
	struct outcome o = outcome_at(first->rule, g->t, p->cell.row, p->cell.col, p->cell.f);
	struct dec v = { p->with.m, p->with.d };

	o.verdict = CF_FAILED;
	o.because = CF_BY_SIBLINGS;
	o.stated = figure_str(&c->text, p->cell.f);
	o.computed = figure_like(g->arena, &c->text, p->cell.f, v);
	o.suggestion = o.computed;
	o.relation = o.note = all_words(g, p);
	o.message = p->mended > 1 ? arena_printf(g->arena,
	    "{row}, {column}: %zu sums fail with {stated} and hold with {computed}", p->mended) :
	    CF_S("{row}, {column}: a sum fails with {stated} and holds with {computed}");
	o.help = CF_S("Look the figure up where it comes from: the others agree with each other.");
	if (p->mended == 1) {
		o.help = CF_S("Look the figure up where it comes from.");
		o.doubtful = first->doubt != NULL;
		o.reason = first->doubt;
	}
	add_evidence(g, p, &o);
	for (size_t i = 0; i < g->nfailed; i++) {
		struct relation *r = &g->at[g->failed[i]];

		if (!r->solved && is_in(r, p->cell.f)) {
			r->solved = true;
			report_withdraw(g->run->report, r->rule, r->at, r->words,
			    "it follows from another figure that is reported");
		}
	}
	report_add(g->run->report, &o);
}

/* ---- tables */

/* does the rule speak of the figures of tables? What relations and percentages that make
 * 100 say of them cannot be mended here, but must not be broken either */
static bool
is_arithmetic(const struct rule *rule)
{
	if (rule->check == CHECK_RELATION)
		return rule->each == EACH_ROW || rule->each == EACH_COLUMN ||
		    rule->each == EACH_CELL || rule->each == EACH_TABLE;
	return (kind_of(rule) != KIND_OTHER || rule->check == CHECK_SUMS_TO) &&
	    rule->match == NULL;
}

static void
collect(struct graph *g, const struct rules *rules)
{
	struct cf_report told;
	struct run run = *g->run;

	report_init(&told, (1u << CF_VERDICTS) - 1);
	told.doc = run.doc;
	told.listen = listen;
	told.listener = g;
	run.report = &told;
	run.only = g->t;
	for (size_t i = 0; i < rules->n; i++)
		if (is_arithmetic(rules->rule[i]))
			run_rule(&run, rules->rule[i]);
	arena_release(&told.arena);
	g->run->sums = run.sums;
	g->run->texts = run.texts;
	g->run->labels = run.labels;
}

/* a repair, but another figure may be the wrong one: one finding, and no suggestion */
static void
report_either(struct graph *g, const struct repair *p)
{
	const struct relation *first = first_mended(g, p);

	for (size_t i = 0; i < g->nfailed; i++) {
		struct relation *r = &g->at[g->failed[i]];

		if (r->solved || !is_in(r, p->cell.f))
			continue;
		r->solved = true;
		if (r != first)
			report_withdraw(g->run->report, r->rule, r->at, r->words,
			    "it follows from another figure that is reported");
	}
	report_suggest_nothing(g->run->report, first->rule, first->at, first->words);
}

/* does each operand stand in a relation that holds? What a share, a change or a mean is
 * made of cannot be worked out backwards, but may be wrong as well as what is stated */
static bool
operands_borne_out(const struct graph *g, const struct relation *r)
{
	for (uint32_t k = 0; k < r->n; k++) {
		const struct use *u = first_use(g, r->op[k].f), *end = g->use + g->nuse;

		while (u < end && u->f == r->op[k].f && g->at[u->relation].verdict != CF_HELD)
			u++;
		if (u == end || u->f != r->op[k].f)
			return false;
	}
	return true;
}

/*
 * A relation that fails alone. When only one of its figures can be the wrong one, for
 * all others are borne out by relations that hold, or only one is a slip of the pen
 * away, that is it; else nothing can be suggested. A part is not called wrong for one
 * digit, for a total that was not brought up to date looks the same: two must be swapped.
 */
static void
settle_alone(struct graph *g, struct relation *r)
{
	struct choice_of c = { .two = false };

	/* groups of columns need not be a whole and its parts in each row */
	if (r->rule->check == CHECK_BLOCKS)
		return;
	try_all(g, r, &c);
	if ((r->kind != KIND_SUM && !operands_borne_out(g, r)) || g->steps > MAX_STEPS)
		c.two = true;
	if (c.best.mended == 1 && !c.two && c.best.cell.f == r->stated.f)
		return;
	if (c.best.mended == 1 && !c.two && !may_round(g, &c.best) &&
	    (c.n == 1 || is_swap(figure_dec(c.best.cell.f), figure_dec(&c.best.with))))
		report_repair(g, &c.best);
	else
		report_suggest_nothing(g->run->report, r->rule, r->at, r->words);
}

static void
diagnose_table(struct run *run, const struct rules *rules, const struct table *t)
{
	struct graph g = { .run = run, .t = t, .arena = run->relations };
	struct repair best;
	bool two;

	arena_reset(run->relations);
	collect(&g, rules);
	if (g.too_many)
		return;
	index_uses(&g);
	leave_out_reversed(&g);
	while (best_repair(&g, &best, &two)) {
		if (two)
			report_either(&g, &best);
		else
			report_repair(&g, &best);
	}
	for (size_t i = 0; i < g.nfailed; i++)
		if (!g.at[g.failed[i]].solved)
			settle_alone(&g, &g.at[g.failed[i]]);
	arena_reset(run->relations);
}

void
diagnose(struct run *run, const struct rules *rules)
{
	for (size_t i = 0; i < run->facts->ntables; i++) {
		const struct table *t = &run->facts->tables[i];

		if (report_failures(run->report, t->number) > 0)
			diagnose_table(run, rules, t);
	}
}
