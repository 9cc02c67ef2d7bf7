/*
 * One finding for one slip; see diagnosis.h. graph.c knows what was tried in a table,
 * repair.c what becomes of it with another figure, choice.c which figure explains most,
 * mended.c says it; here they are put together.
 */
#include "checks/diagnosis.h"

#include "checks/choice.h"
#include "checks/mended.h"
#include "checks/words.h"

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

/* is the sum off by one digit that is not the last: by 300 or 5,000, where units are counted?
 * A total that was not brought up to date is seldom off by just that */
static bool
is_off_by_digit(struct graph *g, const struct relation *r)
{
	struct fit_result fit = fit_with(g, r, r->stated.f, r->stated.f);
	struct dec last = { 1, 0 };
	int64_t m = fit.gap.m;
	bool tens = true;
	int zeros = -fit.gap.d;

	for (uint32_t i = 0; i <= r->n; i++) {
		struct dec v = figure_dec(i < r->n ? r->op[i].f : r->stated.f);

		for (; v.d > 0 && v.m % 10 == 0; v.d--)
			v.m /= 10;
		last.d = v.d > last.d ? v.d : last.d;
		tens = tens && v.d == 0 && v.m % 10 == 0;
	}
	for (; m != 0 && m % 10 == 0; m /= 10)
		zeros++;
	return r->kind == KIND_SUM && m > 0 && m < 10 && zeros + last.d >= 2 && !tens;
}

/* is the figure, put right, but two neighbouring digits or the only one digit away? */
static bool
is_pen_slip(struct graph *g, const struct relation *r, const struct choice_of *c)
{
	return is_swap(figure_dec(c->best.cell.f), figure_dec(&c->best.with)) ||
	    (c->ndigit == 1 && c->digit.cell.f == c->best.cell.f && is_off_by_digit(g, r));
}

/*
 * A relation that fails alone. When only one of its figures can be the wrong one, for
 * all others are borne out by relations that hold, or only one is a slip of the pen
 * away, that is it; else nothing can be suggested. A part is not called wrong for its
 * last digit, for a total that was not brought up to date looks the same.
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
	    (c.n == 1 || is_pen_slip(g, r, &c)))
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
	if (!graph_collect(&g, rules))
		return;
	while (best_repair(&g, &best, &two)) {
		if (two)
			report_either(&g, &best);
		else
			report_repair(&g, &best);
	}
	for (size_t i = 0; i < g.nfailed; i++)
		if (is_open(&g.at[g.failed[i]]))
			settle_alone(&g, &g.at[g.failed[i]]);
	while (unsure_repair(&g, &best))
		report_repair(&g, &best);
	arena_reset(run->relations);
}

/* What a rule says of figures that need not agree, or of a figure that stands elsewhere too,
 * says nothing new where one of them is known to be wrong. */
static void
leave_out_told(struct run *run, const struct rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = rules->rule[i];

		if (rule->check == CHECK_BLOCKS || rule->check == CHECK_RESTATED)
			report_withdraw_told(run->report, rule,
			    "one of its figures is wrong by another rule", run->relations);
	}
	arena_reset(run->relations);
}

void
diagnose(struct run *run, const struct rules *rules)
{
	for (size_t i = 0; i < run->facts->ntables; i++) {
		const struct table *t = &run->facts->tables[i];

		if (report_failures(run->report, t->number) > 0 ||
		    (run->unsure != NULL && run->unsure[i] > 1))
			diagnose_table(run, rules, t);
	}
	leave_out_told(run, rules);
}
