/*
 * One finding for one slip; see diagnosis.h. graph.c knows what was tried in a table,
 * repair.c what becomes of it with another figure, choice.c which figure explains most,
 * mended.c says it; here they are put together.
 */
#include "checks/diagnosis.h"

#include "checks/choice.h"
#include "checks/mended.h"
#include "checks/words.h"

/* does the figure stand in a relation that holds? */
static bool
is_borne_out(const struct graph *g, const struct figure *f)
{
	const struct use *u = first_use(g, f), *end = g->use + g->nuse;

	while (u < end && u->f == f && g->at[u->relation].verdict != CF_HELD)
		u++;
	return u < end && u->f == f;
}

/* does each operand stand in a relation that holds? What a share, a change or a mean is
 * made of cannot be worked out backwards, but may be wrong as well as what is stated */
static bool
operands_borne_out(const struct graph *g, const struct relation *r)
{
	for (uint32_t k = 0; k < r->n; k++)
		if (!is_borne_out(g, r->op[k].f))
			return false;
	return true;
}

/* is it known of each figure but one that it is right? */
static bool
others_borne_out(const struct graph *g, const struct relation *r, const struct figure *f)
{
	for (uint32_t k = 0; k < r->n; k++)
		if (r->op[k].f != f && !is_borne_out(g, r->op[k].f))
			return false;
	return r->stated.f == f || is_borne_out(g, r->stated.f);
}

/* Groups of columns need not hold all of the whole, but no more than it: is one of them surely
 * too large? */
static bool
is_too_much(const struct graph *g, const struct relation *r, const struct choice_of *c)
{
	const struct repair *p = &c->best;

	return c->n == 1 && p->cell.f != r->stated.f && p->with.m < p->cell.f->m &&
	    others_borne_out(g, r, p->cell.f);
}

/* is the sum off by one digit that is not the last: by 300 or 5,000, where units are counted?
 * A total that was not brought up to date is seldom off by just that */
static bool
is_off_by_digit(struct graph *g, const struct relation *r)
{
	struct fit_result fit = fit_with(g, r, r->stated.f, r->stated.f);
	struct dec last = { .m = 1 };
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

/* does another place of the document, which by the rule ought to say the same, have that value? */
static bool
stands_elsewhere(struct graph *g, const struct rule *rule, struct repair *p)
{
	const struct cell *c = table_at(g->t, p->cell.row, p->cell.col);
	struct dec v = figure_dec(&p->with);
	const struct facts *facts = g->run->facts;
	struct cf_evidence other;
	uint32_t table;

	g->steps++;
	if (!report_other_place(g->run->report, rule, p->cell.f->span, &other) ||
	    !str_eq(str_of(other.text), figure_like(g->arena, &c->text, p->cell.f, v)))
		return false;
	table = other.place.table;
	p->other = (struct report_evidence){ .role = "place",
		.span = { (uint32_t)other.place.from, (uint32_t)other.place.to } };
	if (table > 0 && table <= facts->ntables && facts->tables[table - 1].number == table) {
		p->other.table = &facts->tables[table - 1];
		p->other.row = other.place.row - 1;
		p->other.col = other.place.col - 1;
	}
	return true;
}

/* A sum says what one of its figures should be, and that is what stands elsewhere for it. */
static bool
is_confirmed(struct graph *g, const struct relation *r, const struct rule *rule, struct repair *p)
{
	for (uint32_t k = 0; k <= r->n && g->steps <= MAX_STEPS; k++) {
		*p = (struct repair){ .cell = k == 0 ? r->stated : r->op[k - 1] };
		if (repair_solve(g, r, p->cell.f, &p->with) && stands_elsewhere(g, rule, p) &&
		    repair_try(g, p) && p->mended > 0)
			return true;
	}
	return false;
}

static bool
settle_confirmed(struct graph *g, const struct rules *rules, const struct relation *r)
{
	struct repair p;

	for (size_t i = 0; i < rules->n; i++) {
		if (rules->rule[i]->check != CHECK_RESTATED ||
		    !is_confirmed(g, r, rules->rule[i], &p))
			continue;
		report_repair(g, &p);
		return true;
	}
	return false;
}

/*
 * A relation that fails alone. When only one of its figures can be the wrong one, for
 * all others are borne out by relations that hold, or only one is a slip of the pen
 * away, that is it; else nothing can be suggested. A part is not called wrong for its
 * last digit, for a total that was not brought up to date looks the same.
 */
static void
settle_alone(struct graph *g, const struct rules *rules, struct relation *r)
{
	struct choice_of c = { .two = false };

	if (settle_confirmed(g, rules, r))
		return;
	try_all(g, r, &c);
	if (r->rule->check == CHECK_BLOCKS && !is_too_much(g, r, &c))
		return;
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
			settle_alone(&g, rules, &g.at[g.failed[i]]);
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
