/*
 * Trees of expressions in, values out; see eval.h. What cells say is eval_figure.c's, comparing
 * eval_compare.c's, functions are functions.c's.
 */
#include "checks/eval_parts.h"

#include "checks/answers.h"
#include "checks/mentioned.h"

struct eval *
eval_begin(struct run *run, const struct rule *rule)
{
	if (run->eval == NULL)
		run->eval = arena_new(run->doc->arena, struct eval);
	memset(run->eval, 0, offsetof(struct eval, raw));
	run->eval->run = run;
	run->eval->rule = rule;
	return run->eval;
}

void
eval_next(struct eval *ev)
{
	arena_reset(ev->run->item);
	ev->nseen = 0;
	ev->thing_steps = 0;
	ev->doubt = NULL;
}

const char why_too_much[] = "there is too much to work out";

static void
note_spent(struct eval *ev)
{
	const struct doc *d = ev->run->doc;

	if (ev->spent)
		return;
	ev->spent = true;
	report_add_skip(ev->run->report, d->nblocks > 0 ? d->blocks[0].span :
	    (struct span){ 0, 0 }, true, arena_printf(ev->run->item, "%s: %s", ev->rule->name,
	    why_too_much));
}

/* Loops inside loops over a large table would never end: they stop here. */
bool
eval_spend(struct eval *ev, size_t steps)
{
	if (steps > CF_MAX_STEPS - ev->steps || steps > CF_MAX_THING_STEPS - ev->thing_steps) {
		note_spent(ev);
		return false;
	}
	ev->steps += (uint32_t)steps;
	ev->thing_steps += (uint32_t)steps;
	return true;
}

/* ---- operators */

/* a term of a sum: a dash says that there was none */
static struct value
term(struct eval *ev, struct value v)
{
	const struct cell *x = v.type == TYPE_CELL && v.absent == NULL ?
	    eval_whole_cell(&v.as.cell) : NULL;

	return x != NULL && x->kind == CELL_DASH ? value_number_of(number_whole(0)) :
	    eval_number(ev, v);
}

static struct value
arithmetic(struct eval *ev, const struct expr *e, struct value a, struct value b)
{
	struct number r;
	bool fits = false;

	bool is_sum = e->op == EXPR_ADD || e->op == EXPR_SUB;

	a = is_sum ? term(ev, a) : eval_number(ev, a);
	b = is_sum ? term(ev, b) : eval_number(ev, b);
	if (a.absent != NULL || b.absent != NULL)
		return value_absent(TYPE_NUMBER, a.absent != NULL ? a.absent : b.absent);
	if (e->op == EXPR_ADD)
		fits = number_add(a.as.number, b.as.number, &r);
	else if (e->op == EXPR_SUB)
		fits = number_sub(a.as.number, b.as.number, &r);
	else if (e->op == EXPR_MUL)
		fits = number_mul(a.as.number, b.as.number, &r);
	else if (e->op == EXPR_DIV)
		fits = number_div(a.as.number, b.as.number, &r);
	else
		fits = number_mod(a.as.number, b.as.number, &r);
	if (!fits)
		return value_absent(TYPE_NUMBER, e->op == EXPR_DIV &&
		    number_may_be_zero(b.as.number) ? "divided by what may be zero" :
		    e->op == EXPR_MOD ? "% needs two exact whole numbers, the second not zero" :
		    "the numbers are too large");
	return value_number_of(r);
}

static struct value
join_texts(struct eval *ev, struct value a, struct value b)
{
	a = eval_text(ev, a);
	b = eval_text(ev, b);
	if (a.absent != NULL || b.absent != NULL)
		return value_absent(TYPE_TEXT, a.absent != NULL ? a.absent : b.absent);
	if (a.as.text.n + b.as.text.n > CF_MAX_LINE ||
	    !eval_spend(ev, (a.as.text.n + b.as.text.n) / BYTES_OF_STEP))
		return value_absent(TYPE_TEXT, "the text is too long");
	return value_text_of(arena_printf(ev->run->item, "%.*s%.*s", (int)a.as.text.n,
	    a.as.text.p, (int)b.as.text.n, b.as.text.p));
}

/* "and", "or": the second is only asked when the first does not decide */
static struct value
connect(struct eval *ev, const struct expr *e)
{
	enum truth decides = e->op == EXPR_AND ? TRUTH_FALSE : TRUTH_TRUE;
	struct value a = eval(ev, e->arg[0]), b;
	bool take_b;

	if (a.as.truth == decides)
		return a;
	b = eval(ev, e->arg[1]);
	take_b = e->op == EXPR_AND ? b.as.truth < a.as.truth : b.as.truth > a.as.truth;
	return take_b ? b : a;
}

/* a value where one of type `want` stands: a cell may stand for a number or a text */
static struct value
as_wanted(struct eval *ev, struct value v, uint8_t want)
{
	if (v.type != TYPE_CELL || (want != TYPE_NUMBER && want != TYPE_TEXT))
		return v;
	return want == TYPE_NUMBER ? eval_number(ev, v) : eval_text(ev, v);
}

/* either of two statements may count: it holds if both do, and fails if both do */
static enum truth
either(enum truth a, enum truth b)
{
	if (a == b)
		return a;
	return a == TRUTH_UNKNOWN || b == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : TRUTH_MAYBE;
}

static struct value
choose(struct eval *ev, const struct expr *e)
{
	struct value c = eval(ev, e->arg[0]), a, b;

	if (c.as.truth == TRUTH_UNKNOWN)
		return value_absent(e->type, c.absent);
	if (c.as.truth != TRUTH_MAYBE)
		return as_wanted(ev, eval(ev, e->arg[c.as.truth == TRUTH_FALSE ? 2 : 1]),
		    e->type);
	if (e->type != TYPE_BOOL)
		return value_absent(e->type, why_rounded);
	a = eval(ev, e->arg[1]);
	b = eval(ev, e->arg[2]);
	return value_truth(either(a.as.truth, b.as.truth), a.absent != NULL ? a.absent : b.absent);
}

/* ---- lists */

/* the elements for which the body holds; with one of which that cannot be told, none */
static struct value
ask_each(struct eval *ev, const struct expr *e, const struct value *list)
{
	struct value out = { .type = e->type };

	if (mentioned_filter(ev, e, list, &out))
		return out;
	out.as.list.at = arena_array(ev->run->item, list->as.list.n, struct value);
	for (size_t i = 0; i < list->as.list.n; i++) {
		struct value v;

		ev->slot[e->as.slot] = list->as.list.at[i];
		v = eval(ev, e->arg[1]);
		if (v.as.truth == TRUTH_UNKNOWN || v.as.truth == TRUTH_MAYBE)
			return value_absent(e->type, v.absent != NULL ? v.absent : why_rounded);
		if (v.as.truth == TRUTH_TRUE)
			out.as.list.at[out.as.list.n++] = list->as.list.at[i];
	}
	return out;
}

/* the same question is asked for each match, and answered once */
static struct value
filter_list(struct eval *ev, const struct expr *e, const struct value *list)
{
	struct str question = answers_question(ev, e, list);
	const struct value *known = answers_find(ev, question);
	size_t notes = ev->notes;
	struct value out;

	if (known != NULL)
		return *known;
	out = ask_each(ev, e, list);
	if (ev->notes == notes)		/* else it is evidence, each time */
		answers_keep(ev, question, &out);
	return out;
}

static struct value
map_list(struct eval *ev, const struct expr *e, const struct value *list)
{
	struct value out = { .type = e->type };

	out.as.list.at = arena_array(ev->run->item, list->as.list.n, struct value);
	for (size_t i = 0; i < list->as.list.n; i++) {
		ev->slot[e->as.slot] = list->as.list.at[i];
		out.as.list.at[out.as.list.n++] = eval(ev, e->arg[1]);
	}
	return out;
}

static struct value
eval_macro(struct eval *ev, const struct expr *e)
{
	struct value list = eval(ev, e->arg[0]);
	bool all = e->as.macro == MACRO_ALL;
	enum truth t = all ? TRUTH_TRUE : TRUTH_FALSE, decides = truth_not(t);
	const char *why = NULL;

	if (list.absent == NULL && !eval_spend(ev, list.as.list.n))
		list.absent = why_too_much;
	if (list.absent != NULL)
		return value_absent(e->type, list.absent);
	if (e->as.macro == MACRO_FILTER)
		return filter_list(ev, e, &list);
	if (e->as.macro == MACRO_MAP)
		return map_list(ev, e, &list);
	for (size_t i = 0; i < list.as.list.n && t != decides; i++) {
		struct value v;

		ev->slot[e->as.slot] = list.as.list.at[i];
		v = eval(ev, e->arg[1]);
		if (all ? v.as.truth < t : v.as.truth > t) {
			t = v.as.truth;
			why = v.absent;
		}
	}
	return value_truth(t, why);
}

static struct value
eval_list(struct eval *ev, const struct expr *e)
{
	struct value v = { .type = e->type };

	v.as.list.at = arena_array(ev->run->item, e->n, struct value);
	for (uint32_t i = 0; i < e->n; i++)
		v.as.list.at[i] = eval(ev, e->arg[i]);
	v.as.list.n = e->n;
	return v;
}

/* ---- all of it */

static struct value
eval_function(struct eval *ev, const struct expr *e)
{
	struct value arg[3];

	for (uint32_t i = 0; i < e->n; i++)
		arg[i] = as_wanted(ev, eval(ev, e->arg[i]), functions[e->as.function].arg[i]);
	return eval_call(ev, e, arg);
}

static struct value
eval_unary(struct eval *ev, const struct expr *e)
{
	struct value v = eval(ev, e->arg[0]);

	if (e->op == EXPR_NOT) {
		v.as.truth = truth_not(v.as.truth);
		return v;
	}
	v = eval_number(ev, v);
	if (v.absent == NULL)
		v.as.number = number_neg(v.as.number);
	return v;
}

struct value
eval(struct eval *ev, const struct expr *e)
{
	struct value a, b;

	if (!eval_spend(ev, 1))
		return value_absent(e->type, why_too_much);
	switch (e->op) {
	case EXPR_BOOL:
		return value_truth(truth_of(e->as.truth), NULL);
	case EXPR_NUMBER:
		return value_number_of(number_point(e->as.number));
	case EXPR_TEXT:
		return value_text_of(e->as.text);
	case EXPR_LIST:
		return eval_list(ev, e);
	case EXPR_NAME:
		return ev->slot[e->as.slot];
	case EXPR_CALL:
		return eval_function(ev, e);
	case EXPR_MACRO:
		return eval_macro(ev, e);
	case EXPR_NOT:
	case EXPR_NEGATE:
		return eval_unary(ev, e);
	case EXPR_AND:
	case EXPR_OR:
		return connect(ev, e);
	case EXPR_COND:
		return choose(ev, e);
	case EXPR_MUL:
	case EXPR_DIV:
	case EXPR_MOD:
	case EXPR_ADD:
	case EXPR_SUB:
	case EXPR_LT:
	case EXPR_LE:
	case EXPR_GT:
	case EXPR_GE:
	case EXPR_EQ:
	case EXPR_NE:
	case EXPR_IN:
		break;
	}
	a = eval(ev, e->arg[0]);
	b = eval(ev, e->arg[1]);
	if (e->op == EXPR_IN)
		return eval_in(ev, a, b);
	if (e->op >= EXPR_LT && e->op <= EXPR_NE)
		return eval_compare(ev, e, a, b);
	return e->type == TYPE_TEXT ? join_texts(ev, a, b) : arithmetic(ev, e, a, b);
}
