/* Trees of expressions in, values out; see eval.h. Functions are functions.c's. */
#include "checks/eval.h"

#include "checks/answers.h"
#include "checks/grid.h"
#include "checks/mentioned.h"
#include "facts/number_words.h"

void
eval_begin(struct eval *ev, struct run *run, const struct rule *rule)
{
	ev->run = run;
	ev->rule = rule;
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
const char doubt_marked[] = "a figure carries a footnote mark";
const char doubt_approximate[] = "a figure is only approximate";

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

/* ---- cells and captures */

struct value
value_cell(const struct table *t, uint32_t row, uint32_t col)
{
	const struct cell *c = table_at(t, row, col);

	if (c == NULL)
		return value_absent(TYPE_CELL, "the table has no such cell");
	return (struct value){ .type = TYPE_CELL, .as.cell = { &c->text, 0,
		(uint32_t)c->text.s.n, t, row, col, t->section } };
}

struct value
value_part(const struct place *p, size_t from, size_t to)
{
	return (struct value){ .type = TYPE_CELL, .as.cell = { p->text, (uint32_t)from,
		(uint32_t)to, p->table, p->row, p->col, p->section } };
}

/* a reference to the whole of a cell of a table, or NULL */
static const struct cell *
whole_cell(const struct cell_ref *c)
{
	const struct cell *x = c->table == NULL ? NULL : table_at(c->table, c->row, c->col);

	return x != NULL && &x->text == c->text && c->from == 0 && c->to == x->text.s.n ? x : NULL;
}

static const char *
why_no_figure(enum cell_kind kind)
{
	switch (kind) {
	case CELL_EMPTY:
		return "a cell is empty";
	case CELL_DASH:
		return "a cell holds only a dash";
	case CELL_MISSING:
		return "a figure is not available";
	case CELL_SUPPRESSED:
		return "a figure is suppressed";
	case CELL_YEAR:
		return "a year or date is not a quantity";
	case CELL_FIGURES:
	case CELL_LABELLED:
	case CELL_MIXED:
		return "a cell does not hold one figure";
	case CELL_TEXT:
		break;
	}
	return "a cell holds words, not a figure";
}

/* the one quantity of a cell; of "higher 43%" too */
static const struct figure *
figure_of_cell(const struct cell *x, const char **why)
{
	const struct figure *f = cell_quantity(x), *only = NULL;

	if (f != NULL)
		return f;
	for (uint16_t i = 0; i < x->nfigures && x->kind == CELL_MIXED; i++) {
		if ((x->figures[i].flags & (FIGURE_NOT_A_QUANTITY | FIGURE_RANGE)) != 0)
			continue;
		if (only != NULL) {
			only = NULL;
			break;
		}
		only = &x->figures[i];
	}
	if (only == NULL)
		*why = why_no_figure(x->kind);
	return only;
}

/* "six", "forty-eight": with the place of the words */
static bool
words_figure(const struct cell_ref *c, size_t at, struct figure *f)
{
	int64_t value;
	size_t to;

	if (!number_words_at(str_sub(c->text->s, 0, c->to), at, &value, &to))
		return false;
	*f = (struct figure){ .from = (uint32_t)at, .to = (uint32_t)to, .m = value,
		.span = text_span(c->text, at, to) };
	return true;
}

/* do the digits end inside the capture? its unit ("%", "m") may follow it */
static bool
digits_end_in(const struct cell_ref *c, const struct figure *f)
{
	for (uint32_t i = c->to; i < f->to; i++)
		if (ch_digit(c->text->s.p[i]))
			return false;
	return true;
}

/* Is the capture in a cell with decimal commas? These are known only from its table: then
 * *f is the first of its figures that begins inside the capture, or NULL. */
static bool
comma_figure(const struct cell_ref *c, const struct figure **f)
{
	const struct cell *x = c->table == NULL ? NULL : table_at(c->table, c->row, c->col);

	*f = NULL;
	if (x == NULL || c->text != &x->text || x->nfigures == 0 ||
	    (x->figures[0].flags & FIGURE_COMMA) == 0)
		return false;
	for (uint16_t i = 0; i < x->nfigures && *f == NULL; i++)
		if (x->figures[i].from >= c->from && x->figures[i].from < c->to &&
		    digits_end_in(c, &x->figures[i]))
			*f = &x->figures[i];
	return true;
}

/* Does a run of digits, points and commas go on at s[i], as the "6" of "8,6" does? A capture
 * may begin between digits, at the "22" of "2022". */
static bool
goes_on(struct str s, size_t from, size_t i)
{
	if (i == 0 || !ch_digit(s.p[i]))
		return false;
	return (ch_digit(s.p[i - 1]) && i > from) ||
	    (i > 1 && (s.p[i - 1] == ',' || s.p[i - 1] == '.') && ch_digit(s.p[i - 2]));
}

/* the first figure inside a capture; what is no number as a whole has none inside it */
static const struct figure *
figure_of_part(struct eval *ev, const struct cell_ref *c, const char **why)
{
	struct figure *f = arena_new(ev->run->item, struct figure);
	const struct figure *known;

	if (comma_figure(c, &known)) {
		if (known == NULL)
			*why = "there is no figure";
		return known;
	}
	for (size_t i = c->from; i < c->to; i++) {
		if (goes_on(c->text->s, c->from, i))
			continue;
		if (figure_at(c->text, i, f) && digits_end_in(c, f)) {
			f->span = text_span(c->text, f->from, f->to);
			return f;
		}
		if (ch_alpha(c->text->s.p[i]) && words_figure(c, i, f))
			return f;
	}
	*why = "there is no figure";
	return NULL;
}

/* a cell that is a number in words, and nothing else */
static const struct figure *
words_of_cell(struct eval *ev, const struct cell_ref *c)
{
	struct figure f, *kept;
	struct str s = str_trim(c->text->s);
	size_t at = (size_t)(s.p - c->text->s.p);

	if (!words_figure(c, at, &f) || f.to != at + s.n)
		return NULL;
	kept = arena_new(ev->run->item, struct figure);
	*kept = f;
	return kept;
}

const struct figure *
eval_figure(struct eval *ev, const struct cell_ref *c, const char **why)
{
	const struct cell *x = whole_cell(c);
	const struct figure *f;

	if (x == NULL)
		return figure_of_part(ev, c, why);
	f = figure_of_cell(x, why);
	return f == NULL && x->kind == CELL_TEXT ? words_of_cell(ev, c) : f;
}

void
eval_note(struct eval *ev, const struct cell_ref *c, const struct figure *f)
{
	ev->notes++;
	if ((f->flags & FIGURE_MARKED) != 0)
		ev->doubt = doubt_marked;
	if (!ev->collect || ev->nseen == EVAL_EVIDENCE)
		return;
	for (size_t i = 0; i < ev->nseen; i++)
		if (ev->seen[i].figure.span.from == f->span.from &&
		    ev->seen[i].figure.span.to == f->span.to)
			return;
	if (ev->seen == NULL)	/* most rules find nothing to speak of */
		ev->seen = arena_array(ev->run->scratch, EVAL_EVIDENCE, struct seen);
	ev->seen[ev->nseen++] = (struct seen){ *c, *f };
}

struct value
eval_number(struct eval *ev, struct value v)
{
	const char *why = v.absent;
	const struct figure *f;
	struct number n;

	if (v.type == TYPE_NUMBER || v.absent != NULL)
		return v.absent != NULL ? value_absent(TYPE_NUMBER, why) : v;
	if (ev->rule->nwords > 0 && word_number(ev, &v.as.cell, &n))
		return value_number_of(n);
	f = eval_figure(ev, &v.as.cell, &why);
	if (f == NULL)
		return value_absent(TYPE_NUMBER, why);
	eval_note(ev, &v.as.cell, f);
	if ((f->flags & FIGURE_APPROXIMATE) != 0)	/* of a cell: captures have none */
		ev->doubt = doubt_approximate;
	if (!number_of(f, ev->rule->rounding, &n))
		return value_absent(TYPE_NUMBER, "the numbers are too large");
	if (whole_cell(&v.as.cell) == NULL)
		approximate(ev, &v.as.cell, f, &n);
	return value_number_of(n);
}

struct value
eval_text(struct eval *ev, struct value v)
{
	(void)ev;
	if (v.absent != NULL)
		return value_absent(TYPE_TEXT, v.absent);
	return v.type == TYPE_TEXT ? v : value_text_of(cell_ref_str(&v.as.cell));
}

/* ---- comparing */

const char why_rounded[] = "it cannot be told from the rounded figures";

bool
eval_is_figure(struct eval *ev, const struct value *v)
{
	const struct cell *x;
	const struct figure *f;
	struct str s;
	const char *why;

	if (v->type != TYPE_CELL || v->absent != NULL)
		return false;
	x = whole_cell(&v->as.cell);
	f = eval_figure(ev, &v->as.cell, &why);
	if (x != NULL)
		return f != NULL && x->kind != CELL_MIXED;
	s = str_trim(cell_ref_str(&v->as.cell));
	return f != NULL && v->as.cell.text->s.p + f->from == s.p &&
	    f->to - f->from >= s.n;
}

static int
compare_dates(struct civil a, struct civil b)
{
	int x = a.year * 372 + a.month * 31 + a.day, y = b.year * 372 + b.month * 31 + b.day;

	return (x > y) - (x < y);
}

static enum truth
truth_of(bool b)
{
	return b ? TRUTH_TRUE : TRUTH_FALSE;
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

static struct value
compare(struct eval *ev, const struct expr *e, struct value a, struct value b)
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

static struct value
is_in(struct eval *ev, struct value x, struct value list)
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

/* ---- operators */

/* a term of a sum: a dash says that there was none */
static struct value
term(struct eval *ev, struct value v)
{
	const struct cell *x = v.type == TYPE_CELL && v.absent == NULL ?
	    whole_cell(&v.as.cell) : NULL;

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
		return is_in(ev, a, b);
	if (e->op >= EXPR_LT && e->op <= EXPR_NE)
		return compare(ev, e, a, b);
	return e->type == TYPE_TEXT ? join_texts(ev, a, b) : arithmetic(ev, e, a, b);
}
