/* Relations of one table, listened to; see graph.h. */
#include "checks/graph.h"

#include "checks/grid.h"

#include <stdlib.h>

#define MAX_RELATIONS 20000u	/* of one table; with more its findings stay as they are */

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

static enum relation_kind
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

		if (has_role(e, "missing"))
			continue;
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
	/* a total without parts is that of dashes, which is zero */
	return all && r->stated.f != NULL && (r->n > 0 || r->rule->check == CHECK_TOTAL ||
	    r->rule->check == CHECK_BLOCKS) &&
	    ((r->kind != KIND_SHARE && r->kind != KIND_CHANGE) || r->n == 2);
}

/* percentages that make 100, or a row or column of them */
static bool
is_percent_sum(const struct graph *g, const struct relation *r)
{
	const struct figure *f = r->stated.f;

	return r->kind == KIND_SUM && (f->unit == UNIT_PERCENT ||
	    column_is_percent(g->t, r->stated.col) || g->t->rows[r->stated.row].percent);
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
	r.weak = o->verdict == CF_UNDECIDED;
	if (o->verdict == CF_UNDECIDED && r.kind == KIND_OTHER)
		return;
	if (g->n == MAX_RELATIONS || g->nfailed == MAX_FAILED) {
		g->too_many = true;
		return;
	}
	if (!VEC_ROOM(g->arena, g->at, g->n, g->cap))
		return;
	r.rounds = is_percent_sum(g, &r);
	r.words = arena_str(g->arena, o->relation);
	g->nexact += r.kind == KIND_SUM && r.exact;
	g->nrounded += r.kind == KIND_SUM && r.verdict == CF_HELD && !r.exact;
	if (r.verdict == CF_FAILED && r.kind != KIND_OTHER)
		g->failed[g->nfailed++] = g->n;
	g->at[g->n++] = r;
}

/* ---- looking them up */

bool
is_open(const struct relation *r)
{
	return r->verdict == CF_FAILED && !r->solved;
}

bool
is_in(const struct relation *r, const struct figure *f)
{
	if (r->stated.f == f)
		return true;
	for (uint32_t i = 0; i < r->n; i++)
		if (r->op[i].f == f)
			return true;
	return false;
}

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

const struct use *
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

static bool
is_same_sum(const struct relation *a, const struct relation *b)
{
	if (a->kind != KIND_SUM || b->kind != KIND_SUM || a->stated.f != b->stated.f || a->n != b->n)
		return false;
	for (uint32_t k = 0; k < a->n; k++)
		if (a->op[k].f != b->op[k].f || a->weight[k] != b->weight[k])
			return false;
	return true;
}

/* One sum of two rules, a row total and groups of columns: it bears out only once. What is
 * sure stays. Of two that fail groups of columns are not told of; for the others see
 * report_finish(). */
static void
leave_out_twice(struct graph *g, struct relation *a, struct relation *b)
{
	bool blocks = a->rule->check == CHECK_BLOCKS;

	if (a->verdict != b->verdict) {
		*(b->weak ? &b->solved : &a->solved) = true;
	} else if (a->verdict != CF_FAILED) {
		b->solved = true;
	} else if (blocks || b->rule->check == CHECK_BLOCKS) {
		struct relation *out = blocks ? a : b;

		report_withdraw(g->run->report, out->rule, out->at, out->words,
		    "it is told of by another rule");
		out->solved = true;
	}
}

static void
leave_out_doubles(struct graph *g)
{
	for (size_t i = 0; i < g->nuse; i++) {
		struct relation *r = &g->at[g->use[i].relation];

		if (r->kind != KIND_SUM || r->stated.f != g->use[i].f || r->solved)
			continue;
		for (size_t k = i + 1; k < g->nuse && g->use[k].f == g->use[i].f && !r->solved; k++) {
			struct relation *other = &g->at[g->use[k].relation];

			g->steps++;
			if (other != r && !other->solved && other->rule != r->rule &&
			    is_same_sum(r, other))
				leave_out_twice(g, r, other);
		}
	}
}

/* ---- collecting */

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

static bool
is_ratio(const struct relation *r)
{
	return r->kind == KIND_SHARE || r->kind == KIND_CHANGE;
}

/* does it hold as a fraction alone? */
static bool
holds_as_fraction(const struct relation *r)
{
	bool change = r->kind == KIND_CHANGE;
	const struct figure *f = r->stated.f, *a = r->op[0].f, *b = r->op[1].f;
	enum fit fit = (change ? fit_change(f, a, b) : fit_share(f, a, b)).fit;

	return fit != FIT_EXACT && fit != FIT_INTERVAL &&
	    fit_fraction(f, a, b, change).fit != FIT_OUTSIDE;
}

/*
 * Which ratios are stated as fractions: 0.25, not 25%. Those that hold show it, the others
 * of their row or column are made alike.
 */
static void
find_fractions(struct graph *g)
{
	int *row = arena_array(g->arena, g->t->nrows, int);
	int *col = arena_array(g->arena, g->t->ncols, int);

	for (size_t i = 0; i < g->n; i++) {
		struct relation *r = &g->at[i];

		if (!is_ratio(r) || r->verdict != CF_HELD || r->stated.f->m == 0)
			continue;
		r->fraction = holds_as_fraction(r);
		row[r->stated.row] += r->fraction ? 1 : -1;
		col[r->stated.col] += r->fraction ? 1 : -1;
	}
	for (size_t i = 0; i < g->n; i++)
		if (is_ratio(&g->at[i]) && g->at[i].verdict != CF_HELD)
			g->at[i].fraction = row[g->at[i].stated.row] > 0 || col[g->at[i].stated.col] > 0;
}

/* Tables that are joined are looked at side by side: the rule itself must say. */
static bool
may_speak_of(struct run *run, const struct rule *rule, const struct table *t)
{
	return rule->join.set || rule_wants_table(run, rule, t);
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
		if (is_arithmetic(rules->rule[i]) && may_speak_of(&run, rules->rule[i], g->t))
			run_rule(&run, rules->rule[i]);
	arena_release(&told.arena);
	g->run->sums = run.sums;
	g->run->texts = run.texts;
	g->run->labels = run.labels;
}

bool
graph_collect(struct graph *g, const struct rules *rules)
{
	collect(g, rules);
	if (g->too_many)
		return false;
	find_fractions(g);
	index_uses(g);
	leave_out_reversed(g);
	leave_out_doubles(g);
	return true;
}
