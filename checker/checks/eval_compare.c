/* Two values held against each other; see eval.h. */
#include "checks/eval_parts.h"

const char why_rounded[] = "it cannot be told from the rounded figures";

static int
compare_dates(struct civil a, struct civil b)
{
	int x = a.year * 372 + a.month * 31 + a.day, y = b.year * 372 + b.month * 31 + b.day;

	return (x > y) - (x < y);
}

/* two statements: what is true within rounding may as well be false */
static enum truth
same_truth(enum truth a, enum truth b)
{
	if (a == TRUTH_UNKNOWN || b == TRUTH_UNKNOWN)
		return TRUTH_UNKNOWN;
	if (a == TRUTH_MAYBE || b == TRUTH_MAYBE)
		return TRUTH_MAYBE;
	return truth_of(a == b);
}

enum truth
eval_equal(struct eval *ev, struct value a, struct value b, const char **why)
{
	if (a.absent != NULL || b.absent != NULL) {
		*why = a.absent != NULL ? a.absent : b.absent;
		return TRUTH_UNKNOWN;
	}
	/* two cells are compared as figures when both are one, else as words */
	if (a.type == TYPE_NUMBER || b.type == TYPE_NUMBER ||
	    (eval_is_figure(ev, &a) && eval_is_figure(ev, &b))) {
		a = eval_number(ev, a);
		b = eval_number(ev, b);
		*why = a.absent != NULL ? a.absent : b.absent;
		return *why != NULL ? TRUTH_UNKNOWN : number_eq(a.as.number, b.as.number);
	}
	if (a.type == TYPE_DATE)
		return truth_of(compare_dates(a.as.date, b.as.date) == 0);
	if (a.type == TYPE_PERIOD)
		return truth_of(period_same(a.as.period, b.as.period));
	if (a.type == TYPE_BOOL)
		return same_truth(a.as.truth, b.as.truth);
	return truth_of(str_eq_folded(eval_text(ev, a).as.text, eval_text(ev, b).as.text));
}

static enum truth
eval_less(struct eval *ev, struct value a, struct value b, const char **why)
{
	if (a.type == TYPE_DATE && a.absent == NULL && b.absent == NULL)
		return truth_of(compare_dates(a.as.date, b.as.date) < 0);
	if (a.type == TYPE_PERIOD && a.absent == NULL && b.absent == NULL) {
		*why = "a period without a year";
		if (!period_has_year(a.as.period) || !period_has_year(b.as.period))
			return TRUTH_UNKNOWN;
		return truth_of(a.as.period.to < b.as.period.from);
	}
	if (a.type != TYPE_DATE && a.type != TYPE_PERIOD) {
		a = eval_number(ev, a);
		b = eval_number(ev, b);
	}
	*why = a.absent != NULL ? a.absent : b.absent;
	if (*why != NULL)
		return TRUTH_UNKNOWN;
	*why = why_rounded;
	return number_lt(a.as.number, b.as.number);
}

struct value
eval_compare(struct eval *ev, const struct expr *e, struct value a, struct value b)
{
	const char *why = NULL;
	enum truth t = TRUTH_UNKNOWN;

	if (e->op == EXPR_LT)
		t = eval_less(ev, a, b, &why);
	else if (e->op == EXPR_GE)
		t = truth_not(eval_less(ev, a, b, &why));
	else if (e->op == EXPR_GT)
		t = eval_less(ev, b, a, &why);
	else if (e->op == EXPR_LE)
		t = truth_not(eval_less(ev, b, a, &why));
	else if (e->op == EXPR_NE)
		t = truth_not(eval_equal(ev, a, b, &why));
	else
		t = eval_equal(ev, a, b, &why);
	return value_truth(t, why);
}

struct value
eval_in(struct eval *ev, struct value x, struct value list)
{
	enum truth best = TRUTH_FALSE;
	const char *why = x.absent != NULL ? x.absent : list.absent;

	if (why != NULL)
		return value_truth(TRUTH_UNKNOWN, why);
	for (size_t i = 0; i < list.as.list.n; i++) {
		enum truth t = eval_equal(ev, x, list.as.list.at[i], &why);

		if (t > best)
			best = t;
	}
	return value_truth(best, why);
}
