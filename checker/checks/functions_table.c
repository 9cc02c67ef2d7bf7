/* Functions that lead to tables, rows, columns, cells, sections and lists; see functions.h. */
#include "checks/functions.h"
#include "checks/within.h"

/* ---- rows, columns, cells */

const struct table *
table_here(const struct eval *ev)
{
	return ev->slot[SLOT_TABLE].absent == NULL ? ev->slot[SLOT_TABLE].as.table : NULL;
}

/* the one row or column that a selector names */
struct value
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

struct value
cell_of(struct eval *ev, const struct table *t, const struct expr *row, const struct expr *column)
{
	return cell_at(one_line(ev, t, row, false), one_line(ev, t, column, true));
}

/* of a row the cell in a column, of a column that in a row */
struct value
cell_of_line(struct eval *ev, const struct value *line, const struct expr *selector)
{
	struct value other;

	if (line->absent != NULL)
		return value_absent(TYPE_CELL, line->absent);
	other = one_line(ev, line->as.line.table, selector, line->type == TYPE_ROW);
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
cells_of(struct eval *ev, const struct value *line, const struct expr *selector)
{
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

/* `by` rows down and columns right of a cell */
struct value
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
label_of(const struct value *row)
{
	const struct table *t;

	if (row->absent != NULL)
		return value_absent(TYPE_CELL, row->absent);
	t = row->as.line.table;
	return value_cell(t, row->as.line.at, t->stub == NONE ? 0 : t->stub);
}

static struct str
path_of(struct arena *a, const struct column *c)
{
	static const struct str step = WORD(" > ");
	size_t n = 0;
	char *p;

	if (c->npath < 2)
		return c->npath == 0 ? CF_S("") : c->path[0];
	for (uint32_t i = 0; i < c->npath; i++)
		n += c->path[i].n + step.n;
	p = arena_alloc(a, n, 1);
	n = 0;
	for (uint32_t i = 0; i < c->npath; i++) {
		if (i > 0) {
			memcpy(p + n, step.p, step.n);
			n += step.n;
		}
		memcpy(p + n, c->path[i].p, c->path[i].n);
		n += c->path[i].n;
	}
	return (struct str){ p, n };
}

struct value
member_of_line(struct eval *ev, enum function f, const struct value *v)
{
	const struct table *t;
	uint32_t at = v->as.line.at, group;

	if (v->absent != NULL)
		return value_absent(functions[f].result, v->absent);
	t = v->as.line.table;
	if (f == FUNCTION_ROW_TOTAL)
		return value_truth(t->rows[at].kind == ROW_TOTAL ? TRUTH_TRUE : TRUTH_FALSE, NULL);
	if (f == FUNCTION_COLUMN_NAME)
		return value_text_of(t->columns[at].leaf);
	if (f == FUNCTION_COLUMN_PATH)
		return value_text_of(path_of(ev->run->item, &t->columns[at]));
	group = t->rows[at].group;
	if (group == NONE)
		return value_absent(TYPE_TEXT, "no group row governs it");
	return value_text_of(t->rows[group].label);
}

struct value
line_of_cell(const struct value *v, bool column)
{
	uint8_t type = column ? TYPE_COLUMN : TYPE_ROW;

	if (v->absent != NULL || v->as.cell.table == NULL)
		return value_absent(type, v->absent != NULL ? v->absent : "it is in no table");
	return (struct value){ .type = type, .as.line = { v->as.cell.table,
		column ? v->as.cell.col : v->as.cell.row } };
}

/* all rows of figures, or all columns but that of the labels */
struct value
lines_of(struct eval *ev, const struct value *v, bool rows)
{
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

/* ---- sections and lists */

struct value
tables_of(struct eval *ev, const struct value *v)
{
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
of_section(struct eval *ev, enum function f, const struct value *v)
{
	const struct section *s;

	if (v->absent != NULL)
		return value_absent(functions[f].result, v->absent);
	s = &ev->run->doc->sections[v->as.section];
	if (f == FUNCTION_SECTION_LEVEL)
		return whole(s->level);
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
of_items(struct eval *ev, enum function f, const struct value *v)
{
	const struct doc *d = ev->run->doc;
	struct value out = { .type = TYPE_LIST | TYPE_CELL };

	if (v->absent != NULL)
		return value_absent(functions[f].result, v->absent);
	if (f == FUNCTION_ITEMS_INTRO) {
		const struct block *b = v->as.items.first == 0 ? NULL :
		    &d->blocks[v->as.items.first - 1];

		if (b == NULL || (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING))
			return value_absent(TYPE_CELL, "no paragraph stands before the list");
		return cell_of_block(b);
	}
	if (!eval_spend(ev, v->as.items.last - v->as.items.first))
		return value_absent(out.type, why_too_much);
	out.as.list.at = arena_array(ev->run->item, v->as.items.last - v->as.items.first + 1,
	    struct value);
	for (uint32_t i = v->as.items.first; i <= v->as.items.last; i++)
		if (d->blocks[i].kind == BLOCK_ITEM && d->blocks[i].level == v->as.items.level)
			out.as.list.at[out.as.list.n++] = cell_of_block(&d->blocks[i]);
	return out;
}
