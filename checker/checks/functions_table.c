/* Functions that lead to tables, rows, columns, cells, sections and lists; see functions.h. */
#include "checks/functions.h"
#include "checks/lookup.h"
#include "checks/within.h"

/* ---- rows, columns, cells */

const struct table *
table_here(const struct eval *ev)
{
	return ev->slot[SLOT_TABLE].absent == NULL ? ev->slot[SLOT_TABLE].as.table : NULL;
}

/* the one row or column that a selector names */
static struct value
one_line(struct eval *ev, const struct table *t, const struct expr *selector, bool column)
{
	uint8_t type = column ? TYPE_COLUMN : TYPE_ROW;
	const struct chosen *c;

	if (t == NULL)
		return value_absent(type, "there is no table here");
	c = eval_choose(ev, t, selector, column);
	if (c->n != 1)
		return value_absent(type, c->n > 0 ?
		    column ? "more than one column has this name" : "more than one row has this label" :
		    column ? "no column has this name" : "no row has this label");
	return (struct value){ .type = type, .as.line = { t, c->at[0] } };
}

static struct value
cell_at(struct value row, struct value column)
{
	if (row.absent != NULL || column.absent != NULL)
		return value_absent(TYPE_CELL, row.absent != NULL ? row.absent : column.absent);
	return value_cell(row.as.line.table, row.as.line.at, column.as.line.at);
}

/* the table that is given, or else the one here; NULL: there is none */
static const struct table *
table_meant(const struct call *call, bool given)
{
	if (!given)
		return table_here(call->ev);
	return call->arg[0].absent == NULL ? call->arg[0].as.table : NULL;
}

struct value
line_called(const struct call *call)
{
	const struct expr *e = call->e;
	bool column = functions[e->as.function].result == TYPE_COLUMN;

	return one_line(call->ev, table_meant(call, e->n > 1), e->arg[e->n - 1], column);
}

struct value
cell_called(const struct call *call)
{
	const struct expr *e = call->e;
	const struct table *t = table_meant(call, e->n > 2);

	return cell_at(one_line(call->ev, t, e->arg[e->n - 2], false),
	    one_line(call->ev, t, e->arg[e->n - 1], true));
}

struct value
table_called(const struct call *call)
{
	return lookup_table(call->ev, call->e->arg[0]);
}

/* of a row the cell in a column, of a column that in a row */
struct value
cell_of_line(const struct call *call)
{
	const struct value *line = &call->arg[0];
	struct value other;

	if (line->absent != NULL)
		return value_absent(TYPE_CELL, line->absent);
	other = one_line(call->ev, line->as.line.table, call->e->arg[1], line->type == TYPE_ROW);
	return line->type == TYPE_ROW ? cell_at(*line, other) : cell_at(other, *line);
}

static bool
is_body(const struct table *t, bool rows, uint32_t i)
{
	struct axis x = { t, rows };

	return rows ? axis_is_item(x, i) : i != t->stub && t->columns[i].kind != COLUMN_EMPTY;
}

/* cells of a row or column: all, or those that a selector names */
struct value
cells_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *line = &call->arg[0];
	const struct expr *selector = call->e->n > 1 ? call->e->arg[1] : NULL;
	struct value out = { .type = TYPE_LIST | TYPE_CELL };
	bool row = line->type == TYPE_ROW;
	const struct table *t;
	const struct chosen *c;
	uint32_t n;

	if (line->absent != NULL)
		return value_absent(out.type, line->absent);
	t = line->as.line.table;
	c = selector == NULL ? NULL : eval_choose(ev, t, selector, row);
	n = c != NULL ? c->n : row ? t->ncols : t->nrows;
	if (c != NULL && n == 0)
		return value_absent(out.type, row ? "no column has this name" :
		    "no row has this label");
	if (!eval_spend(ev, n))
		return value_absent(out.type, why_too_much);
	out.as.list.at = arena_array(ev->run->item, n, struct value);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = c != NULL ? c->at[i] : i;
		struct value v;

		if (c == NULL && !is_body(t, !row, at))
			continue;
		v = row ? value_cell(t, line->as.line.at, at) : value_cell(t, at, line->as.line.at);
		if (v.absent == NULL)
			out.as.list.at[out.as.list.n++] = v;
	}
	return out;
}

/* so many rows down and columns right of a cell */
static struct value
neighbour(const struct value *v, int down, int right)
{
	const struct cell_ref *c = &v->as.cell;
	int64_t row, col;

	if (v->absent != NULL || c->table == NULL)
		return value_absent(TYPE_CELL, v->absent != NULL ? v->absent : "this is no cell");
	row = (int64_t)c->row + down;
	col = (int64_t)c->col + right;
	if (c->row >= c->table->header_rows && row < c->table->header_rows)
		return value_absent(TYPE_CELL, "the table begins there");
	if (row < 0 || col < 0 || row >= c->table->nrows || col >= c->table->ncols)
		return value_absent(TYPE_CELL, "the table ends there");
	return value_cell(c->table, (uint32_t)row, (uint32_t)col);
}

struct value
above(const struct call *call)
{
	return neighbour(&call->arg[0], -1, 0);
}

struct value
below(const struct call *call)
{
	return neighbour(&call->arg[0], 1, 0);
}

struct value
left_of(const struct call *call)
{
	return neighbour(&call->arg[0], 0, -1);
}

struct value
right_of(const struct call *call)
{
	return neighbour(&call->arg[0], 0, 1);
}

struct value
row_label(const struct value *row)
{
	const struct table *t;

	if (row->absent != NULL)
		return value_absent(TYPE_CELL, row->absent);
	t = row->as.line.table;
	return value_cell(t, row->as.line.at, t->stub == NONE ? 0 : t->stub);
}

struct value
label_of(const struct call *call)
{
	return row_label(&call->arg[0]);
}

struct value
row_group(const struct value *row)
{
	const struct table *t;
	uint32_t group;

	if (row->absent != NULL)
		return value_absent(TYPE_TEXT, row->absent);
	t = row->as.line.table;
	group = t->rows[row->as.line.at].group;
	if (group == NONE)
		return value_absent(TYPE_TEXT, "no group row governs it");
	return value_text_of(t->rows[group].label);
}

struct value
group_of_row(const struct call *call)
{
	return row_group(&call->arg[0]);
}

struct value
member_of_line(const struct call *call)
{
	enum function f = call->e->as.function;
	const struct value *v = &call->arg[0];
	const struct table *t;
	uint32_t at = v->as.line.at;

	if (v->absent != NULL)
		return value_absent(functions[f].result, v->absent);
	t = v->as.line.table;
	if (f == FUNCTION_ROW_TOTAL)
		return value_truth(t->rows[at].kind == ROW_TOTAL ? TRUTH_TRUE : TRUTH_FALSE, NULL);
	if (f == FUNCTION_COLUMN_NAME)
		return value_text_of(t->columns[at].leaf);
	return value_text_of(t->columns[at].name);
}

struct value
text_of_cell(const struct call *call)
{
	return eval_text(call->ev, call->arg[0]);	/* TYPE_CELL: not read yet */
}

struct value
line_of_cell(const struct call *call)
{
	const struct value *v = &call->arg[0];
	bool column = call->e->as.function == FUNCTION_CELL_COLUMN;
	uint8_t type = column ? TYPE_COLUMN : TYPE_ROW;

	if (v->absent != NULL || v->as.cell.table == NULL)
		return value_absent(type, v->absent != NULL ? v->absent : "it is in no table");
	return (struct value){ .type = type, .as.line = { v->as.cell.table,
		column ? v->as.cell.col : v->as.cell.row } };
}

/* all rows of figures, or all columns but that of the labels */
struct value
lines_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *v = &call->arg[0];
	bool rows = call->e->as.function == FUNCTION_TABLE_ROWS;
	struct value out = { .type = (uint8_t)(TYPE_LIST | (rows ? TYPE_ROW : TYPE_COLUMN)) };
	const struct table *t = v->as.table;
	uint32_t n;

	if (v->absent != NULL)
		return value_absent(out.type, v->absent);
	n = rows ? t->nrows : t->ncols;
	if (!eval_spend(ev, n))
		return value_absent(out.type, why_too_much);
	out.as.list.at = arena_array(ev->run->item, n, struct value);
	for (uint32_t i = 0; i < n; i++)
		if (is_body(t, rows, i))
			out.as.list.at[out.as.list.n++] = (struct value){
				.type = rows ? TYPE_ROW : TYPE_COLUMN, .as.line = { t, i } };
	return out;
}

struct value
caption_of(const struct call *call)
{
	const struct value *v = &call->arg[0];

	return v->absent != NULL ? value_absent(TYPE_TEXT, v->absent) :
	    value_text_of(v->as.table->caption);
}

struct value
section_of(const struct call *call)
{
	const struct value *v = &call->arg[0];

	if (v->absent != NULL)
		return value_absent(TYPE_SECTION, v->absent);
	return (struct value){ .type = TYPE_SECTION, .as.section = v->as.table->section };
}

/* ---- sections and lists */

struct value
tables_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *v = &call->arg[0];
	struct value out = { .type = TYPE_LIST | TYPE_TABLE };
	const struct facts *f = ev->run->facts;
	struct within within;

	if (v->absent != NULL)
		return value_absent(out.type, v->absent);
	within = tables_within(ev->run, v->as.section);
	if (!eval_spend(ev, within.n))
		return value_absent(out.type, why_too_much);
	out.as.list.at = arena_array(ev->run->item, within.n, struct value);
	for (size_t i = 0; i < within.n; i++)
		out.as.list.at[out.as.list.n++] = (struct value){ .type = TYPE_TABLE,
			.as.table = &f->tables[within.at[i]] };
	return out;
}

struct value
level_of(const struct call *call)
{
	const struct value *v = &call->arg[0];

	if (v->absent != NULL)
		return value_absent(TYPE_NUMBER, v->absent);
	return whole(call->ev->run->doc->sections[v->as.section].level);
}

struct value
title_of(const struct call *call)
{
	const struct value *v = &call->arg[0];
	const struct section *s;

	if (v->absent != NULL)
		return value_absent(TYPE_CELL, v->absent);
	s = &call->ev->run->doc->sections[v->as.section];
	if (s->title.s.n == 0)
		return value_absent(TYPE_CELL, "the section has no title");
	return (struct value){ .type = TYPE_CELL, .as.cell = { .text = &s->title,
		.to = (uint32_t)s->title.s.n, .section = v->as.section } };
}

static struct value
cell_of_block(const struct block *b)
{
	return (struct value){ .type = TYPE_CELL, .as.cell = { .text = &b->text,
		.to = (uint32_t)b->text.s.n, .section = b->section } };
}

struct value
intro_of(const struct call *call)
{
	const struct value *v = &call->arg[0];
	const struct block *b;

	if (v->absent != NULL)
		return value_absent(TYPE_CELL, v->absent);
	b = v->as.items.first == 0 ? NULL :
	    &call->ev->run->doc->blocks[v->as.items.first - 1];
	if (b == NULL || (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING))
		return value_absent(TYPE_CELL, "no paragraph stands before the list");
	return cell_of_block(b);
}

struct value
items_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *v = &call->arg[0];
	const struct doc *d = ev->run->doc;
	struct value out = { .type = TYPE_LIST | TYPE_CELL };

	if (v->absent != NULL)
		return value_absent(out.type, v->absent);
	if (!eval_spend(ev, v->as.items.last - v->as.items.first))
		return value_absent(out.type, why_too_much);
	out.as.list.at = arena_array(ev->run->item, v->as.items.last - v->as.items.first + 1,
	    struct value);
	for (uint32_t i = v->as.items.first; i <= v->as.items.last; i++)
		if (d->blocks[i].kind == BLOCK_ITEM && d->blocks[i].level == v->as.items.level)
			out.as.list.at[out.as.list.n++] = cell_of_block(&d->blocks[i]);
	return out;
}
