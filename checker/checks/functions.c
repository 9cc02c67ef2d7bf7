/*
 * What each function of expressions does; the list of them, with their types, is
 * rules/functions.def. Arguments come evaluated, cells read as the number or text
 * that is wanted.
 */
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
static struct value
gather(struct eval *ev, enum function f, struct value list)
{
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

static struct value
figures_of(struct eval *ev, const struct value *v)
{
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

static struct value
on_numbers(enum function f, const struct value *arg, uint32_t n)
{
	struct number a, b = number_whole(0), r;
	const char *why;

	why = first_absent(arg, n);
	if (why != NULL)
		return value_absent(TYPE_NUMBER, why);
	a = arg[0].as.number;
	if (n > 1)
		b = arg[1].as.number;
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

/* the figure that a whole text is: "six", "1,234", "12%" */
static struct value
number_of_text(struct eval *ev, struct str s)
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

/* ---- anything */

static struct value
has(const struct value *v)
{
	bool there = v->absent == NULL;

	if (there && v->type == TYPE_CELL)
		there = str_trim(cell_ref_str(&v->as.cell)).n > 0;
	return value_truth(there ? TRUTH_TRUE : TRUTH_FALSE, NULL);
}

static struct value
element(const struct value *arg, uint8_t type)
{
	const char *why = first_absent(arg, 2);
	struct number i;

	if (why != NULL)
		return value_absent(type, why);
	i = arg[1].as.number;
	if (!number_is_point(i) || i.den != 1 || i.v < 0 || i.v >= (wide)arg[0].as.list.n)
		return value_absent(type, "the list has no such element");
	return arg[0].as.list.at[(size_t)i.v];
}

static struct value
count_of(const struct value *list)
{
	if (list->absent != NULL)
		return value_absent(TYPE_NUMBER, list->absent);
	return whole((int64_t)list->as.list.n);
}

static struct value
look_up(struct eval *ev, const struct expr *e, const struct value *arg)
{
	bool in = e->as.function == FUNCTION_LOOKUP_IN;
	bool period = e->as.function == FUNCTION_LOOKUP_PERIOD;
	struct wanted_label a, b;
	const char *why;

	why = first_absent(arg, in ? 3 : 2);
	if (why != NULL)
		return value_absent(TYPE_CELL, why);
	a = wanted_text(arg[in].as.text);
	b = period ? wanted_period(arg[1].as.period) : wanted_text(arg[in + 1].as.text);
	return lookup_cell(ev, in ? arg[0].as.table : NULL, &a, &b);
}

/* what a sentence may mean */
static struct value
on_sentence(struct eval *ev, const struct expr *e, const struct value *arg)
{
	enum function f = e->as.function;
	const char *why = first_absent(arg, e->n);

	if (why != NULL)
		return value_absent(functions[f].result, why);
	if (f == FUNCTION_LATEST)
		return sentence_latest(ev);
	if (f == FUNCTION_EARLIER)
		return sentence_earlier(&arg[0]);
	if (f == FUNCTION_AT)
		return sentence_at(&arg[0], arg[1].as.period);
	if (f == FUNCTION_SERIES || f == FUNCTION_SERIES_SINCE)
		return sentence_series(ev, &arg[0], e->n > 1 ? &arg[1].as.period : NULL);
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
eval_call(struct eval *ev, const struct expr *e, struct value *arg)
{
	enum function f = e->as.function;
	const struct expr *last = e->n > 0 ? e->arg[e->n - 1] : NULL;

	switch (f) {
	case FUNCTION_SUM:
	case FUNCTION_MEAN:
	case FUNCTION_MIN:
	case FUNCTION_MAX:
		return gather(ev, f, arg[0]);
	case FUNCTION_COUNT:
	case FUNCTION_SIZE_LIST:
		return count_of(&arg[0]);
	case FUNCTION_FIGURES:
		return figures_of(ev, &arg[0]);
	case FUNCTION_ROUND:
	case FUNCTION_ABS:
	case FUNCTION_PCT:
	case FUNCTION_CHANGE:
	case FUNCTION_POINTS:
		return on_numbers(f, arg, e->n);
	case FUNCTION_NUMBER:
		return eval_number(ev, arg[0]);
	case FUNCTION_NUMBER_TEXT:
		return arg[0].absent != NULL ? value_absent(TYPE_NUMBER, arg[0].absent) :
		    number_of_text(ev, arg[0].as.text);
	case FUNCTION_CELL:
		return cell_of(ev, table_here(ev), e->arg[0], e->arg[1]);
	case FUNCTION_CELL_OF:
		return cell_of(ev, arg[0].absent == NULL ? arg[0].as.table : NULL, e->arg[1],
		    e->arg[2]);
	case FUNCTION_CELL_OF_ROW:
	case FUNCTION_CELL_OF_COLUMN:
	case FUNCTION_ROW_INDEX:
	case FUNCTION_COLUMN_INDEX:
		return cell_of_line(ev, &arg[0], e->arg[1]);
	case FUNCTION_LIST_INDEX:
		return element(arg, e->type);
	case FUNCTION_CELLS_OF_ROW:
	case FUNCTION_CELLS_OF_COLUMN:
		return cells_of(ev, &arg[0], e->n > 1 ? last : NULL);
	case FUNCTION_ROW_CELLS:
	case FUNCTION_COLUMN_CELLS:
		return cells_of(ev, &arg[0], NULL);
	case FUNCTION_ROW:
	case FUNCTION_COLUMN:
		return one_line(ev, table_here(ev), last, f == FUNCTION_COLUMN);
	case FUNCTION_ROW_OF:
	case FUNCTION_COLUMN_OF:
		return one_line(ev, arg[0].absent == NULL ? arg[0].as.table : NULL, last,
		    f == FUNCTION_COLUMN_OF);
	case FUNCTION_TABLE:
		return lookup_table(ev, last);
	case FUNCTION_LOOKUP:
	case FUNCTION_LOOKUP_PERIOD:
	case FUNCTION_LOOKUP_IN:
		return look_up(ev, e, arg);
	case FUNCTION_MEASURES:
	case FUNCTION_MEASURES_OF_TWO:
	case FUNCTION_LATEST:
	case FUNCTION_EARLIER:
	case FUNCTION_AT:
	case FUNCTION_SERIES:
	case FUNCTION_SERIES_SINCE:
	case FUNCTION_NAMED:
	case FUNCTION_TOTALS:
	case FUNCTION_ONLY:
		return on_sentence(ev, e, arg);
	case FUNCTION_ABOVE:
		return neighbour(&arg[0], -1, 0);
	case FUNCTION_BELOW:
		return neighbour(&arg[0], 1, 0);
	case FUNCTION_LEFT:
		return neighbour(&arg[0], 0, -1);
	case FUNCTION_RIGHT:
		return neighbour(&arg[0], 0, 1);
	case FUNCTION_ROW_LABEL:
		return label_of(&arg[0]);
	case FUNCTION_ROW_GROUP:
	case FUNCTION_ROW_TOTAL:
	case FUNCTION_COLUMN_NAME:
	case FUNCTION_COLUMN_PATH:
		return member_of_line(ev, f, &arg[0]);
	case FUNCTION_CELL_TEXT:
		return eval_text(ev, arg[0]);	/* TYPE_CELL: not read yet */
	case FUNCTION_CELL_ROW:
	case FUNCTION_CELL_COLUMN:
		return line_of_cell(&arg[0], f == FUNCTION_CELL_COLUMN);
	case FUNCTION_TABLE_CAPTION:
		return arg[0].absent != NULL ? value_absent(TYPE_TEXT, arg[0].absent) :
		    value_text_of(arg[0].as.table->caption);
	case FUNCTION_TABLE_SECTION:
		return arg[0].absent != NULL ? value_absent(TYPE_SECTION, arg[0].absent) :
		    (struct value){ .type = TYPE_SECTION,
			.as.section = arg[0].as.table->section };
	case FUNCTION_TABLE_ROWS:
	case FUNCTION_TABLE_COLUMNS:
		return lines_of(ev, &arg[0], f == FUNCTION_TABLE_ROWS);
	case FUNCTION_SECTION_TITLE:
	case FUNCTION_SECTION_LEVEL:
		return of_section(ev, f, &arg[0]);
	case FUNCTION_SECTION_TABLES:
		return tables_of(ev, &arg[0]);
	case FUNCTION_ITEMS_ITEMS:
	case FUNCTION_ITEMS_INTRO:
		return of_items(ev, f, &arg[0]);
	case FUNCTION_MATCHES:
	case FUNCTION_CONTAINS:
	case FUNCTION_MENTIONS:
	case FUNCTION_EXTRACT:
	case FUNCTION_LOWER:
	case FUNCTION_TRIM:
	case FUNCTION_INITIALS:
	case FUNCTION_UNIT:
	case FUNCTION_SIZE:
		return on_texts(ev, e, arg);
	case FUNCTION_BEFORE:
		return clause_before(&arg[0]);
	case FUNCTION_DATE:
		return date_of(ev, arg[0]);
	case FUNCTION_WEEKDAY:
	case FUNCTION_DAYS:
	case FUNCTION_WORKING_DAYS:
	case FUNCTION_YEAR:
	case FUNCTION_MONTH:
	case FUNCTION_DAY:
		return on_dates(f, arg, e->n);
	case FUNCTION_PERIOD:
		return period_of(ev, arg[0]);
	case FUNCTION_PREVIOUS:
		return period_before(&arg[0]);
	case FUNCTION_FIELD:
		return field_here(ev, e->arg[0]);
	case FUNCTION_FOUND:
		return found(ev, e->arg[0]);
	case FUNCTION_PRECEDING:
		return preceding(ev, e->arg[0], e->n > 1 ? &arg[1] : NULL);
	case FUNCTION_PEOPLE:
		return people_of(ev, &arg[0]);
	case FUNCTION_OCCURS:
		return occurs(ev, &arg[0]);
	case FUNCTION_TABLES_WITH:
		return tables_with(ev, e->arg[0]);
	case FUNCTION_MEANING:
		return meaning_of(ev, &arg[0]);
	case FUNCTION_DATES:
		return dates_of(ev, &arg[0]);
	case FUNCTION_HAS:
		return has(&arg[0]);
	case FUNCTION_DEFAULT:
		return arg[0].absent == NULL ? arg[0] : arg[1];
	case FUNCTIONS:
		break;
	}
	return value_absent(e->type, "not worked out");
}
