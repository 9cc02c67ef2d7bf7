/*
 * One finding for one slip; see diagnosis.h. graph.c knows what was tried in a table,
 * repair.c which figure explains what fails, mended.c says it; here they are put together.
 */
#include "checks/diagnosis.h"

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
	if (!graph_collect(&g, rules))
		return;
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
