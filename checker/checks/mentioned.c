/* Filters in, tables out; see mentioned.h. */
#include "checks/mentioned.h"

#include <stdlib.h>

#include "checks/functions.h"
#include "checks/stems.h"

/* What such a filter asks of a row: mentions(r.label, what), and more. */
struct question {
	const struct expr *exists;
	enum function field;		/* FUNCTION_ROW_LABEL or FUNCTION_ROW_GROUP */
	const struct expr *what;
	bool has;			/* has(r.label) was asked before */
};

/* A row that has a word. */
struct posting {
	uint64_t stem;
	uint32_t row;		/* its number among those of all tables */
};

struct mentioned {
	struct mentioned *next;		/* of another list, or field */
	const struct value *list;	/* whose tables these are; it is kept as long as the rule */
	enum function field;
	struct row_of_list {
		uint32_t table;		/* its number in the list */
		uint32_t row;
	} *row;
	size_t nrows, rowcap;
	struct posting *at;		/* by stem, then by row */
	size_t n, cap;
	uint32_t *always;		/* rows that have no such field */
	size_t nalways, alwayscap;
};

/* ---- what is asked */

static bool
is_call(const struct expr *e, enum function f)
{
	return e->op == EXPR_CALL && e->as.function == f;
}

static bool
is_name(const struct expr *e, uint32_t slot)
{
	return e->op == EXPR_NAME && e->as.slot == slot;
}

/* r.label, r.group */
static bool
is_field(const struct expr *e, uint32_t row)
{
	return (is_call(e, FUNCTION_ROW_LABEL) || is_call(e, FUNCTION_ROW_GROUP)) &&
	    is_name(e->arg[0], row);
}

/*
 * Go through what is joined by "&&" until the question is found. What is false makes all of
 * it false, so that rows that do not mention the words need not be asked for the rest.
 */
static bool
find_question(const struct expr *e, uint32_t table, uint32_t row, struct question *q, bool *stop)
{
	if (e->op == EXPR_AND)
		return find_question(e->arg[0], table, row, q, stop) ||
		    (!*stop && find_question(e->arg[1], table, row, q, stop));
	if (is_call(e, FUNCTION_HAS) && is_field(e->arg[0], row)) {
		q->has = true;
		q->field = e->arg[0]->as.function;
		return false;
	}
	*stop = true;
	if (!is_call(e, FUNCTION_MENTIONS) || !is_field(e->arg[0], row) ||
	    e->arg[1]->op != EXPR_NAME || is_name(e->arg[1], table) || is_name(e->arg[1], row))
		return false;
	q->has = q->has && q->field == e->arg[0]->as.function;
	q->field = e->arg[0]->as.function;
	q->what = e->arg[1];
	return true;
}

static bool
question_of(const struct expr *filter, struct question *q)
{
	const struct expr *exists = filter->arg[1];
	bool stop = false;

	*q = (struct question){ .exists = exists };
	return is_call(filter->arg[0], FUNCTION_TABLES_WITH) && exists->op == EXPR_MACRO &&
	    exists->as.macro == MACRO_EXISTS && is_call(exists->arg[0], FUNCTION_TABLE_ROWS) &&
	    is_name(exists->arg[0]->arg[0], filter->as.slot) &&
	    find_question(exists->arg[1], filter->as.slot, exists->as.slot, q, &stop);
}

/* ---- the index */

static int
by_stem(const void *x, const void *y)
{
	const struct posting *a = x, *b = y;

	if (a->stem != b->stem)
		return a->stem < b->stem ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static void
add_row(struct eval *ev, struct mentioned *x, struct value row, uint32_t table)
{
	struct arena *a = ev->run->scratch;
	struct value field = x->field == FUNCTION_ROW_LABEL ? row_label(&row) :
	    row_group(&row);
	uint32_t number = (uint32_t)x->nrows;
	struct stems stems;

	if (VEC_ROOM(a, x->row, x->nrows, x->rowcap))
		x->row[x->nrows++] = (struct row_of_list){ table, row.as.line.at };
	field = eval_text(ev, field);
	if (field.absent != NULL) {
		if (VEC_ROOM(a, x->always, x->nalways, x->alwayscap))
			x->always[x->nalways++] = number;
		return;
	}
	stems_begin(&stems);
	stems_add(&stems, field.as.text);
	for (size_t i = 0; i < stems.n; i++)
		if (VEC_ROOM(a, x->at, x->n, x->cap))
			x->at[x->n++] = (struct posting){ stems.at[i], number };
}

/* kept as long as the rule */
static const struct mentioned *
index_of(struct eval *ev, const struct value *list, enum function field)
{
	struct mentioned *x = ev->mentioned;

	while (x != NULL && (x->list != list->as.list.at || x->field != field))
		x = x->next;
	if (x != NULL)
		return x;
	x = arena_new(ev->run->scratch, struct mentioned);
	x->next = ev->mentioned;
	x->list = list->as.list.at;
	x->field = field;
	ev->mentioned = x;
	for (uint32_t i = 0; i < list->as.list.n; i++) {
		const struct table *t = list->as.list.at[i].as.table;

		for (uint32_t r = 0; r < t->nrows; r++)
			if (axis_is_item((struct axis){ t, true }, r))	/* as t.rows has them */
				add_row(ev, x, (struct value){ .type = TYPE_ROW,
					.as.line = { t, r } }, i);
	}
	if (x->n > 1)
		qsort(x->at, x->n, sizeof(*x->at), by_stem);
	return x;
}

/* ---- answers */

struct range {
	size_t from, to;
};

/* the first posting that does not stand before this one */
static size_t
lower_bound(const struct mentioned *x, struct posting p)
{
	size_t lo = 0, hi = x->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (by_stem(&x->at[mid], &p) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* the postings of the word that is in the fewest rows */
static struct range
rarest(const struct mentioned *x, const struct stems *of)
{
	struct range best = { 0, x->n };

	if (of->n == 0 || !of->all)	/* nothing mentions it: stems_within() */
		best.to = 0;
	for (size_t i = 0; i < of->n; i++) {
		struct range r = { lower_bound(x, (struct posting){ of->at[i], 0 }),
			lower_bound(x, (struct posting){ of->at[i], UINT32_MAX }) };

		if (r.to - r.from < best.to - best.from)
			best = r;
	}
	return best;
}

static bool
has_all(const struct mentioned *x, const struct stems *of, uint32_t row)
{
	for (size_t i = 0; i < of->n; i++) {
		const struct posting p = { of->at[i], row };
		size_t at = lower_bound(x, p);

		if (at == x->n || by_stem(&x->at[at], &p) != 0)
			return false;
	}
	return true;
}

/* Rows, by their numbers, ascending. */
struct row_numbers {
	uint32_t *at;
	size_t n;
};

/* those that have all words, and those that are always asked */
static struct row_numbers
find_rows(struct eval *ev, const struct mentioned *x, const struct stems *of, bool always)
{
	struct range r = rarest(x, of);
	size_t k = 0, nalways = always ? x->nalways : 0;
	struct row_numbers out = { .n = 0 };

	out.at = arena_array(ev->run->item, r.to - r.from + nalways, uint32_t);
	for (; r.from < r.to; r.from++) {
		uint32_t row = x->at[r.from].row;

		while (k < nalways && x->always[k] < row)
			out.at[out.n++] = x->always[k++];
		if (has_all(x, of, row))
			out.at[out.n++] = row;
	}
	while (k < nalways)
		out.at[out.n++] = x->always[k++];
	return out;
}

/* is it true of one of the rows from *i on that are of one table? */
static struct value
exists(struct eval *ev, const struct mentioned *x, const struct question *q,
    const struct row_numbers *rows, size_t *i)
{
	struct row_of_list first = x->row[rows->at[*i]];
	struct value best = value_truth(TRUTH_FALSE, NULL);

	for (; *i < rows->n && x->row[rows->at[*i]].table == first.table; (*i)++) {
		struct value v;

		if (best.as.truth == TRUTH_TRUE)
			continue;
		ev->slot[q->exists->as.slot] = (struct value){ .type = TYPE_ROW, .as.line = {
			x->list[first.table].as.table, x->row[rows->at[*i]].row } };
		v = eval(ev, q->exists->arg[1]);
		if (v.as.truth > best.as.truth)
			best = value_truth(v.as.truth, v.absent);
	}
	return best;
}

static struct value
keep(struct eval *ev, const struct expr *filter, const struct question *q,
    const struct mentioned *x, const struct row_numbers *rows)
{
	struct value out = { .type = filter->type };

	out.as.list.at = arena_array(ev->run->item, rows->n, struct value);
	for (size_t i = 0; i < rows->n; ) {
		const struct value *table = &x->list[x->row[rows->at[i]].table];
		struct value v;

		ev->slot[filter->as.slot] = *table;
		v = exists(ev, x, q, rows, &i);
		if (v.as.truth == TRUTH_UNKNOWN || v.as.truth == TRUTH_MAYBE)
			return value_absent(filter->type, v.absent != NULL ? v.absent : why_rounded);
		if (v.as.truth == TRUTH_TRUE)
			out.as.list.at[out.as.list.n++] = *table;
	}
	return out;
}

bool
mentioned_filter(struct eval *ev, const struct expr *filter, const struct value *list,
    struct value *out)
{
	const struct mentioned *x;
	struct row_numbers rows;
	struct question q;
	struct value what;
	struct stems of;

	if (!question_of(filter, &q))
		return false;
	what = eval_text(ev, ev->slot[q.what->as.slot]);
	if (what.absent != NULL || what.type != TYPE_TEXT)
		return false;
	stems_begin(&of);
	stems_add(&of, what.as.text);
	x = index_of(ev, list, q.field);
	rows = find_rows(ev, x, &of, !q.has);
	*out = keep(ev, filter, &q, x, &rows);
	return true;
}
