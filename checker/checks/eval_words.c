/*
 * Selectors worked out for a table, and values and sums in words; the rest of
 * eval.h.
 */
#include "checks/eval.h"
#include "checks/grid.h"
#include "checks/words.h"
#include "facts/date.h"

#define SHOWN_PARTS 12u		/* of a list that is written out */
#define SHOWN_TEXT 60u		/* bytes of a text in quotes */

/* ---- selectors */

static bool
names_line(struct eval *ev, const struct selector *s, const struct table *t, uint32_t i,
    bool columns)
{
	if (columns)
		return selector_matches_column(ev->run->matcher, s, &t->columns[i]);
	return t->rows[i].label.n > 0 && selector_matches(ev->run->matcher, s, t->rows[i].label);
}

/* the slot of what was worked out for this table, or a free one */
static size_t
slot_of(const struct eval *ev, const struct table *t, const struct expr *selector, bool columns)
{
	uint64_t hash = ((uint64_t)t->number << 20 ^ selector->from << 1 ^ (uint64_t)columns) *
	    0x9E3779B97F4A7C15u;
	size_t i = (size_t)(hash >> 32) & (ev->nslots - 1);

	while (ev->chosen[i] != NULL && (ev->chosen[i]->table != t ||
	    ev->chosen[i]->selector != selector || ev->chosen[i]->columns != columns))
		i = (i + 1) & (ev->nslots - 1);
	return i;
}

/* twice as many slots, so that no more than half of them are taken */
static void
more_slots(struct eval *ev)
{
	struct chosen **old = ev->chosen;
	size_t n = ev->nslots;

	ev->nslots = n == 0 ? 64 : 2 * n;
	ev->chosen = arena_array(ev->run->scratch, ev->nslots, struct chosen *);
	for (size_t i = 0; i < n; i++)
		if (old[i] != NULL)
			ev->chosen[slot_of(ev, old[i]->table, old[i]->selector,
			    old[i]->columns)] = old[i];
}

const struct chosen *
eval_choose(struct eval *ev, const struct table *t, const struct expr *selector, bool columns)
{
	struct arena *a = ev->run->scratch;	/* kept from one thing to the next */
	uint32_t n = columns ? t->ncols : t->nrows, first = columns ? 0 : t->header_rows;
	struct chosen *c;
	size_t slot, cap = 0;

	if (2 * ev->nchosen >= ev->nslots)
		more_slots(ev);
	slot = slot_of(ev, t, selector, columns);
	if (ev->chosen[slot] != NULL)
		return ev->chosen[slot];
	c = ev->chosen[slot] = arena_new(a, struct chosen);
	ev->nchosen++;
	*c = (struct chosen){ .table = t, .selector = selector, .columns = columns };
	for (uint32_t i = first; i < n; i++)
		if (names_line(ev, &selector->selector, t, i, columns) &&
		    VEC_ROOM(a, c->at, c->n, cap))
			c->at[c->n++] = i;
	return c;
}

/* ---- words */

/* It may be a year, which nobody writes "2,022"; a number is as easily read without. */
static bool
may_be_year(struct dec d)
{
	return d.d == 0 && d.m >= 1900 && d.m < 2100;
}

static struct str
number_words(struct arena *a, const struct number *n)
{
	struct dec d;

	if (!number_dec(*n, 4, &d))
		return CF_S("a number too large to write");
	return dec_format(a, d, !may_be_year(d));
}

static struct str
quoted(struct arena *a, struct str s)
{
	s = report_clip(a, str_trim(s), SHOWN_TEXT);
	return arena_printf(a, "\"%.*s\"", (int)s.n, s.p);
}

static struct str
list_words(struct eval *ev, const struct value *v)
{
	struct arena *a = ev->run->item;
	struct str s = CF_S("");

	for (size_t i = 0; i < v->as.list.n && i < SHOWN_PARTS; i++) {
		struct str one = eval_words(ev, &v->as.list.at[i]);

		s = arena_printf(a, "%.*s%s%.*s", (int)s.n, s.p, i == 0 ? "" : ", ", (int)one.n,
		    one.p);
	}
	if (v->as.list.n > SHOWN_PARTS)
		s = arena_printf(a, "%.*s, ...", (int)s.n, s.p);
	return s;
}

struct str
eval_words(struct eval *ev, const struct value *v)
{
	struct arena *a = ev->run->item;
	const struct table *t;

	if (v->absent != NULL)
		return CF_S("nothing");
	if ((v->type & TYPE_LIST) != 0)
		return list_words(ev, v);
	switch (v->type) {
	case TYPE_BOOL:
		return v->as.truth == TRUTH_FALSE ? CF_S("false") : CF_S("true");
	case TYPE_NUMBER:
		return number_words(a, &v->as.number);
	case TYPE_TEXT:
		return v->as.text;
	case TYPE_DATE:
		return arena_printf(a, "%d %s %d", v->as.date.day, month_name(v->as.date.month),
		    v->as.date.year);
	case TYPE_PERIOD:
		if (v->as.period.from == v->as.period.to && period_has_year(v->as.period))
			return arena_printf(a, "%s %d", month_name(v->as.period.from % 12 + 1),
			    v->as.period.from / 12);
		return arena_printf(a, "the months %d/%d to %d/%d", v->as.period.from % 12 + 1,
		    v->as.period.from / 12, v->as.period.to % 12 + 1, v->as.period.to / 12);
	case TYPE_CELL:
		return str_trim(cell_ref_str(&v->as.cell));
	case TYPE_ROW:
		t = v->as.line.table;
		return t->rows[v->as.line.at].label;
	case TYPE_COLUMN:
		t = v->as.line.table;
		return t->columns[v->as.line.at].leaf;
	case TYPE_TABLE:
		return v->as.table->caption;
	case TYPE_SECTION:
		return ev->run->doc->sections[v->as.section].title.s;
	default:
		break;
	}
	return CF_S("a list");
}

/* ---- sums */

/* a cell as its figure is printed, or its words in quotes */
static struct str
cell_words(struct eval *ev, const struct value *v)
{
	const char *why;
	const struct figure *f;

	if (v->absent != NULL)
		return CF_S("nothing");
	f = eval_figure(ev, &v->as.cell, &why);
	if (f != NULL)
		return str_sub(v->as.cell.text->s, f->from, f->to);
	return quoted(ev->run->item, cell_ref_str(&v->as.cell));
}

/* the elements of a list with a sign between them */
static struct str
joined(struct eval *ev, const struct value *list, const char *sign)
{
	struct arena *a = ev->run->item;
	struct str s = CF_S("");
	size_t n = list->absent != NULL ? 0 : list->as.list.n, shown = 0;

	for (size_t i = 0; i < n; i++) {
		struct value v = list->as.list.at[i], number = eval_number(ev, v);
		struct str one;

		if (number.absent != NULL)	/* an empty cell adds nothing */
			continue;
		if (shown++ == SHOWN_PARTS)
			return arena_printf(a, "%.*s%s...", (int)s.n, s.p, sign);
		one = v.type == TYPE_CELL ? cell_words(ev, &v) : eval_words(ev, &v);
		s = arena_printf(a, "%.*s%s%.*s", (int)s.n, s.p, shown == 1 ? "" : sign,
		    (int)one.n, one.p);
	}
	return s;
}

static struct str
render_list_call(struct eval *ev, enum function function, const struct value *list)
{
	struct arena *a = ev->run->item;
	struct str x = list_words(ev, list);

	if (function != FUNCTION_COUNT && function != FUNCTION_SIZE_LIST)
		return arena_printf(a, "%s(%.*s)", functions[function].name, (int)x.n, x.p);
	return x.n == 0 ? CF_S("number found") : arena_printf(a, "number of (%.*s)", (int)x.n, x.p);
}

/* without its sign */
static struct str
render_difference(struct eval *ev, const struct expr *e)
{
	struct str x = eval_render(ev, e->arg[0]), y = eval_render(ev, e->arg[1]);

	return arena_printf(ev->run->item, "the difference of %.*s and %.*s", (int)x.n, x.p,
	    (int)y.n, y.p);
}

static struct str
render_call(struct eval *ev, const struct expr *e)
{
	struct arena *a = ev->run->item;
	struct value list;
	struct str x, y = CF_S("");

	if (e->as.function == FUNCTION_SUM || e->as.function == FUNCTION_MEAN) {
		list = eval(ev, e->arg[0]);
		x = joined(ev, &list, " + ");
		return e->as.function == FUNCTION_SUM ? x :
		    arena_printf(a, "the mean of %.*s", (int)x.n, x.p);
	}
	if (e->as.function == FUNCTION_NUMBER)
		return eval_render(ev, e->arg[0]);
	if (e->n > 0 && (e->arg[0]->type & TYPE_LIST) != 0) {
		list = eval(ev, e->arg[0]);
		return render_list_call(ev, e->as.function, &list);
	}
	x = e->n > 0 ? eval_render(ev, e->arg[0]) : CF_S("");
	if (e->n > 1)
		y = eval_render(ev, e->arg[1]);
	if (e->as.function == FUNCTION_PCT)
		return arena_printf(a, "%.*s of %.*s in per cent", (int)x.n, x.p, (int)y.n, y.p);
	if (e->as.function == FUNCTION_CHANGE)
		return arena_printf(a, "the change from %.*s to %.*s in per cent", (int)x.n, x.p,
		    (int)y.n, y.p);
	if (e->as.function == FUNCTION_ABS && e->arg[0]->op == EXPR_SUB)
		return render_difference(ev, e->arg[0]);
	if (e->as.function == FUNCTION_OCCURS)
		return arena_printf(a, "occurrences of %.*s", (int)x.n, x.p);
	if (e->as.function == FUNCTION_POINTS)
		return arena_printf(a, "%.*s - %.*s", (int)y.n, y.p, (int)x.n, x.p);
	return arena_printf(a, "%s(%.*s%s%.*s)", functions[e->as.function].name, (int)x.n, x.p,
	    e->n > 1 ? ", " : "", (int)y.n, y.p);
}

static const char *
sign_of(enum expr_op op)
{
	switch (op) {
	case EXPR_MUL:
		return " * ";
	case EXPR_DIV:
		return " / ";
	case EXPR_MOD:
		return " % ";
	case EXPR_ADD:
		return " + ";
	case EXPR_SUB:
		return " - ";
	case EXPR_BOOL:
	case EXPR_NUMBER:
	case EXPR_TEXT:
	case EXPR_LIST:
	case EXPR_NAME:
	case EXPR_CALL:
	case EXPR_MACRO:
	case EXPR_NOT:
	case EXPR_NEGATE:
	case EXPR_LT:
	case EXPR_LE:
	case EXPR_GT:
	case EXPR_GE:
	case EXPR_EQ:
	case EXPR_NE:
	case EXPR_IN:
	case EXPR_AND:
	case EXPR_OR:
	case EXPR_COND:
		break;
	}
	return NULL;
}

/* an operand of a sign; in brackets when it binds less */
static struct str
operand(struct eval *ev, const struct expr *e, enum expr_op outer)
{
	struct str s = eval_render(ev, e);
	bool product = outer == EXPR_MUL || outer == EXPR_DIV || outer == EXPR_MOD;

	if (e->type == TYPE_NUMBER && ((product && (e->op == EXPR_ADD || e->op == EXPR_SUB)) ||
	    (outer == EXPR_SUB && e->op == EXPR_SUB)))
		return arena_printf(ev->run->item, "(%.*s)", (int)s.n, s.p);
	return s;
}

struct str
eval_render(struct eval *ev, const struct expr *e)
{
	struct arena *a = ev->run->item;
	const char *sign = sign_of(e->op);
	bool collect = ev->collect;
	struct str x, y, s;
	struct value v;

	ev->collect = false;
	if (e->type == TYPE_CELL) {
		v = eval(ev, e);
		s = cell_words(ev, &v);
	} else if (e->type == TYPE_NUMBER && sign != NULL) {
		x = operand(ev, e->arg[0], e->op);
		y = operand(ev, e->arg[1], e->op);
		s = arena_printf(a, "%.*s%s%.*s", (int)x.n, x.p, sign, (int)y.n, y.p);
	} else if (e->type == TYPE_NUMBER && e->op == EXPR_NEGATE) {
		x = operand(ev, e->arg[0], EXPR_MUL);
		s = arena_printf(a, "-%.*s", (int)x.n, x.p);
	} else if (e->type == TYPE_NUMBER && e->op == EXPR_CALL) {
		s = render_call(ev, e);
	} else {
		v = eval(ev, e);
		s = eval_words(ev, &v);
		if (e->type == TYPE_TEXT)
			s = quoted(a, s);
	}
	ev->collect = collect;
	return s;
}
