/* Calls of functions, and those on numbers and lists, or on anything; see functions.h. */
#include "checks/functions.h"
#include "checks/lookup.h"
#include "checks/sentence.h"
#include "facts/number_words.h"

#define MAX_LIST 4096u	/* figures that one sum adds */

static struct value
number_or_large(bool fits, struct number n)
{
	return fits ? value_number_of(n) : value_absent(TYPE_NUMBER, "the numbers are too large");
}

/* ---- lists of numbers */

/* a cell in which nothing stands, or only a dash: it adds nothing to a sum */
static bool
is_of_kind(const struct value *v, enum cell_kind kind)
{
	const struct cell *c;

	if (v->type != TYPE_CELL || v->absent != NULL || v->as.cell.table == NULL)
		return false;
	c = table_at(v->as.cell.table, v->as.cell.row, v->as.cell.col);
	return c != NULL && c->kind == kind;
}

/* the sum of a list, or its least or greatest */
struct value
gather(const struct call *call)
{
	struct eval *ev = call->ev;
	enum function f = call->e->as.function;
	struct value list = call->arg[0];
	struct number r = number_whole(0);
	size_t n = 0, empty = 0;

	if (list.absent == NULL && !eval_spend(ev, list.as.list.n))
		list.absent = why_too_much;
	if (list.absent != NULL)
		return value_absent(TYPE_NUMBER, list.absent);
	if (list.as.list.n > MAX_LIST)
		return value_absent(TYPE_NUMBER, "the list is too long");
	for (size_t i = 0; i < list.as.list.n; i++) {
		struct value v = list.as.list.at[i];
		bool fits = true;

		if (is_of_kind(&v, CELL_EMPTY))
			empty++;
		if (is_of_kind(&v, CELL_EMPTY) || is_of_kind(&v, CELL_DASH))
			continue;
		v = eval_number(ev, v);
		if (v.absent != NULL)
			return v;
		if (n++ == 0)
			r = v.as.number;
		else if (f == FUNCTION_MIN)
			fits = number_min(r, v.as.number, &r);
		else if (f == FUNCTION_MAX)
			fits = number_max(r, v.as.number, &r);
		else
			fits = number_add(r, v.as.number, &r);
		if (!fits)
			return number_or_large(false, r);
	}
	/* where nothing was filled in there is no sum of 0 */
	if (n == 0 && (f != FUNCTION_SUM || (empty > 0 && empty == list.as.list.n)))
		return value_absent(TYPE_NUMBER, "the list has no figures");
	if (f == FUNCTION_MEAN)
		return number_or_large(number_div(r, number_whole((int64_t)n), &r), r);
	return value_number_of(r);
}

struct value
figures_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *v = &call->arg[0];
	struct value out = { .type = TYPE_LIST | TYPE_NUMBER };
	const struct cell *c;

	if (v->absent != NULL || v->as.cell.table == NULL)
		return value_absent(out.type, v->absent != NULL ? v->absent : "this is no cell");
	c = table_at(v->as.cell.table, v->as.cell.row, v->as.cell.col);
	out.as.list.at = arena_array(ev->run->item, c->nfigures, struct value);
	for (uint16_t i = 0; i < c->nfigures; i++) {
		struct number n;

		if ((c->figures[i].flags & FIGURE_NOT_A_QUANTITY) != 0 ||
		    c->figures[i].from < v->as.cell.from || c->figures[i].to > v->as.cell.to ||
		    !number_of(&c->figures[i], ev->rule->rounding, &n))
			continue;
		eval_note(ev, &v->as.cell, &c->figures[i]);
		out.as.list.at[out.as.list.n++] = value_number_of(n);
	}
	return out;
}

/* ---- numbers */

static struct value
percentage(struct number part, struct number base)
{
	struct number r;

	if (!number_mul(part, number_whole(100), &r))
		return number_or_large(false, r);
	if (number_may_be_zero(base))
		return value_absent(TYPE_NUMBER, "a share of what may be zero");
	return number_or_large(number_div(r, base, &r), r);
}

static struct value
change(struct number from, struct number to)
{
	struct value share;
	struct number r;

	if (from.no_lo || from.lo <= 0 || to.v < 0)	/* across zero a percentage says nothing */
		return value_absent(TYPE_NUMBER, "a change from zero or across it");
	share = percentage(to, from);
	if (share.absent != NULL)
		return share;
	return number_or_large(number_sub(share.as.number, number_whole(100), &r), r);
}

struct value
on_numbers(const struct call *call)
{
	enum function f = call->e->as.function;
	struct number a, b = number_whole(0), r;
	const char *why = first_absent(call);

	if (why != NULL)
		return value_absent(TYPE_NUMBER, why);
	a = call->arg[0].as.number;
	if (call->e->n > 1)
		b = call->arg[1].as.number;
	if (f == FUNCTION_PCT)
		return percentage(a, b);
	if (f == FUNCTION_CHANGE)
		return change(a, b);
	if (f == FUNCTION_POINTS)
		return number_or_large(number_sub(b, a, &r), r);
	if (f == FUNCTION_ABS)
		return value_number_of(number_abs(a));
	/* round */
	if (b.den != 1 || b.v < -18 || b.v > 18)
		return value_absent(TYPE_NUMBER, "a number of decimals out of reach");
	return number_or_large(number_round(a, (int)b.v, &r), r);
}

struct value
number_of_cell(const struct call *call)
{
	return eval_number(call->ev, call->arg[0]);
}

/* the figure that a whole text is: "six", "1,234", "12%" */
static struct value
whole_figure(struct eval *ev, struct str s)
{
	struct text t = { .s = str_trim(s) };
	struct figure f;
	struct number n;
	int64_t v;
	size_t to;

	if (figure_at(&t, 0, &f) && f.to == t.s.n && number_of(&f, ev->rule->rounding, &n))
		return value_number_of(n);
	if (number_words_at(t.s, 0, &v, &to) && to == t.s.n)
		return whole(v);
	return value_absent(TYPE_NUMBER, "a text is no figure");
}

struct value
number_of_text(const struct call *call)
{
	if (call->arg[0].absent != NULL)
		return value_absent(TYPE_NUMBER, call->arg[0].absent);
	return whole_figure(call->ev, call->arg[0].as.text);
}

/* ---- anything */

struct value
has(const struct call *call)
{
	const struct value *v = &call->arg[0];
	bool there = v->absent == NULL;

	if (there && v->type == TYPE_CELL)
		there = str_trim(cell_ref_str(&v->as.cell)).n > 0;
	return value_truth(there ? TRUTH_TRUE : TRUTH_FALSE, NULL);
}

struct value
default_of(const struct call *call)
{
	return call->arg[0].absent == NULL ? call->arg[0] : call->arg[1];
}

struct value
element(const struct call *call)
{
	const struct value *arg = call->arg;
	uint8_t type = call->e->type;
	const char *why = first_absent(call);
	struct number i;

	if (why != NULL)
		return value_absent(type, why);
	i = arg[1].as.number;
	if (!number_is_point(i) || i.den != 1 || i.v < 0 || i.v >= (wide)arg[0].as.list.n)
		return value_absent(type, "the list has no such element");
	return arg[0].as.list.at[(size_t)i.v];
}

struct value
count_of(const struct call *call)
{
	const struct value *list = &call->arg[0];

	if (list->absent != NULL)
		return value_absent(TYPE_NUMBER, list->absent);
	return whole((int64_t)list->as.list.n);
}

struct value
look_up(const struct call *call)
{
	const struct value *arg = call->arg;
	bool in = call->e->as.function == FUNCTION_LOOKUP_IN;
	bool period = call->e->as.function == FUNCTION_LOOKUP_PERIOD;
	struct wanted_label a, b;
	const char *why = first_absent(call);

	if (why != NULL)
		return value_absent(TYPE_CELL, why);
	a = wanted_text(arg[in].as.text);
	b = period ? wanted_period(arg[1].as.period) : wanted_text(arg[in + 1].as.text);
	return lookup_cell(call->ev, in ? arg[0].as.table : NULL, &a, &b);
}

/* what a sentence may mean */
struct value
on_sentence(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *arg = call->arg;
	enum function f = call->e->as.function;
	const char *why = first_absent(call);

	if (why != NULL)
		return value_absent(functions[f].result, why);
	if (f == FUNCTION_LATEST)
		return sentence_latest(ev);
	if (f == FUNCTION_EARLIER)
		return sentence_earlier(&arg[0]);
	if (f == FUNCTION_AT)
		return sentence_at(&arg[0], arg[1].as.period);
	if (f == FUNCTION_SERIES || f == FUNCTION_SERIES_SINCE)
		return sentence_series(ev, &arg[0], call->e->n > 1 ? &arg[1].as.period : NULL);
	if (f == FUNCTION_NAMED)
		return sentence_named(ev, &arg[0], arg[1].as.text);
	if (f == FUNCTION_TOTALS)
		return sentence_totals(ev, arg[0].as.text);
	if (f == FUNCTION_ONLY)
		return sentence_only(ev, &arg[0]);
	return sentence_measures(ev, arg[0].as.period,
	    f == FUNCTION_MEASURES_OF_TWO ? &arg[1].as.period : NULL);
}

struct value
eval_call(struct eval *ev, const struct expr *e, const struct value *arg)
{
	static function_fn *const does_it[FUNCTIONS] = {
#define FUNCTION(id, does, name, form, result, a, b, c, min, help) [FUNCTION_##id] = (does),
#include "rules/functions.def"
#undef FUNCTION
	};
	struct call call = { ev, e, arg };

	return does_it[e->as.function](&call);
}
