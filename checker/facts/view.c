/* Tables set side by side; see view.h. */
#include "facts/view.h"

#include "base/limits.h"

static bool
is_data(const struct table *t, uint32_t row, bool all)
{
	return row >= t->header_rows && (all || t->rows[row].kind == ROW_DATA ||
	    t->rows[row].kind == ROW_TOTAL);
}

static uint32_t
count_data(const struct table *t, bool all)
{
	uint32_t n = 0;

	for (uint32_t r = t->header_rows; r < t->nrows; r++)
		n += is_data(t, r, all);
	return n;
}

/* the row of `right` beside each row of `left`, or NONE; false when they do not align */
static bool
align(const struct table *left, const struct table *right, uint32_t *row)
{
	bool all = count_data(left, false) != count_data(right, false);
	uint32_t at = right->header_rows, depth = left->header_rows < right->header_rows ?
	    left->header_rows : right->header_rows;

	for (uint32_t r = 0; r < left->nrows; r++)
		row[r] = NONE;
	for (uint32_t h = 1; h <= depth; h++)
		row[left->header_rows - h] = right->header_rows - h;
	if (count_data(left, all) != count_data(right, all) || count_data(left, all) == 0)
		return false;
	for (uint32_t r = 0; r < left->nrows; r++) {
		if (!is_data(left, r, all))
			continue;
		while (!is_data(right, at, all))
			at++;
		row[r] = at++;
	}
	return true;
}

static void
set_cells(struct table *view, const struct table *from, uint32_t column, const uint32_t *row)
{
	for (uint32_t r = 0; r < view->nrows; r++) {
		uint32_t at = row == NULL ? r : row[r];

		for (uint32_t c = 0; c < from->ncols && at != NONE; c++)
			view->cell[(size_t)r * view->ncols + column + c] = table_at(from, at, c);
	}
}

/* columns of `right` after those of `left`: another part, with spans of its own */
static void
set_columns(struct table *view, const struct table *left, const struct table *right)
{
	uint32_t part = left->columns[left->ncols - 1].part + 1;

	memcpy(view->columns, left->columns, left->ncols * sizeof(*left->columns));
	for (uint32_t c = 0; c < right->ncols; c++) {
		struct column *k = &view->columns[left->ncols + c];

		*k = right->columns[c];
		k->part += part;
		if (k->parent != NONE)
			k->parent += left->ncols;
		if (k->kind == COLUMN_STUB && left->stub != NONE)
			k->kind = COLUMN_TEXT;	/* the labels are those on the left */
	}
}

const struct table *
table_beside(struct arena *a, const struct table *left, const struct table *right, bool *aligned)
{
	struct table *view = arena_new(a, struct table);
	struct side *side = arena_array(a, 2, struct side);
	uint32_t *row;

	if (left->ncols + right->ncols > CF_MAX_COLUMNS ||
	    (size_t)left->nrows * (left->ncols + right->ncols) > CF_MAX_CELLS)
		return NULL;
	*view = *left;
	view->ncols += right->ncols;
	view->parts += right->parts;
	view->rounded_note = left->rounded_note || right->rounded_note;
	view->scaled = left->scaled || right->scaled;
	view->cell = arena_array(a, (size_t)view->nrows * view->ncols, struct cell *);
	view->columns = arena_array(a, view->ncols, struct column);
	row = arena_array(a, view->nrows, uint32_t);
	*aligned = align(left, right, row);
	set_cells(view, left, 0, NULL);
	set_cells(view, right, left->ncols, row);
	set_columns(view, left, right);
	side[0] = (struct side){ left, 0, NULL };
	side[1] = (struct side){ right, left->ncols, row };
	view->side = side;
	return view;
}

const struct table *
table_origin(const struct table *t, uint32_t *row, uint32_t *col)
{
	while (t->side != NULL) {
		const struct side *s = &t->side[*col >= t->side[1].column];

		*col -= s->column;
		if (s->row != NULL && s->row[*row] != NONE)
			*row = s->row[*row];
		t = s->table;
	}
	return t;
}
