/* The rows and cells of a table while it is open; see compose.h. */
#include "read/compose_frame.h"

#include "base/limits.h"

/* ---- rows */

void
compose_row(struct compose *c)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	if (t == NULL)
		return;
	t->row_first = t->nslots;
	t->col = 0;
	t->row_header = t->row_dropped = t->in_cell = false;
}

void
compose_row_header(struct compose *c)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	if (t != NULL)
		t->row_header = true;
}

void
compose_row_drop(struct compose *c)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	if (t != NULL)
		t->row_dropped = true;
}

void
compose_skip_columns(struct compose *c, long n)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	if (t != NULL && n > 0 && n <= (long)CF_MAX_COLUMNS)
		t->col += (uint32_t)n;
}

void
compose_row_end(struct compose *c)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	if (t == NULL)
		return;
	if (t->row_dropped) {
		t->nslots = t->row_first;
		return;
	}
	if (t->row_header && t->header_rows == t->nrows)
		t->header_rows++;
	t->nrows++;
}

/* ---- cells */

void
compose_cell(struct compose *c)
{
	struct frame *t = compose_top(c, FRAME_TABLE);

	if (t == NULL)
		return;
	if (t->nslots >= CF_MAX_CELLS || t->col >= CF_MAX_COLUMNS) {
		c->d->failed = true;
		c->d->limit = t->col >= CF_MAX_COLUMNS ? "columns of one table (CF_MAX_COLUMNS)" :
		    "cells of one table (CF_MAX_CELLS)";
		return;
	}
	if (!VEC_ROOM(c->arena, t->slot, t->nslots, t->slotcap)) {
		c->d->failed = true;
		return;
	}
	t->slot[t->nslots++] = (struct slot){ .row = t->nrows, .col = t->col, .colspan = 1,
		.rowspan = 1, .from = (uint32_t)t->chars.n, .to = (uint32_t)t->chars.n };
	t->in_cell = true;
}

void
compose_cell_spans(struct compose *c, long columns, long rows)
{
	struct frame *t = compose_open_cell(c);

	if (t == NULL)
		return;
	if (columns > 1)
		t->slot[t->nslots - 1].colspan = (uint16_t)(columns > (long)CF_MAX_SPAN ?
		    CF_MAX_SPAN : columns);
	if (rows > 1)
		t->slot[t->nslots - 1].rowspan = (uint16_t)(rows > (long)CF_MAX_SPAN ?
		    CF_MAX_SPAN : rows);
}

void
compose_cell_goes_on(struct compose *c)
{
	struct frame *t = compose_open_cell(c);

	if (t != NULL)
		t->slot[t->nslots - 1].goes_on = true;
}

void
compose_cell_covered(struct compose *c)
{
	struct frame *t = compose_open_cell(c);

	if (t != NULL)
		t->slot[t->nslots - 1].covered = true;
}

void
compose_cell_end(struct compose *c)
{
	struct frame *t = compose_open_cell(c);

	if (t == NULL)
		return;
	t->col += t->slot[t->nslots - 1].colspan;
	if (t->col > t->ncols)
		t->ncols = t->col;
	t->in_cell = false;
}

/* ---- rows and cells that stand there several times */

/* the same slot once more, further on */
static void
copy_slot(struct compose *c, struct frame *t, size_t from, uint32_t row, uint32_t col)
{
	struct slot copy = t->slot[from];

	if (t->nslots >= CF_MAX_CELLS || !VEC_ROOM(c->arena, t->slot, t->nslots, t->slotcap)) {
		c->d->failed = true;
		if (t->nslots >= CF_MAX_CELLS)
			c->d->limit = "cells of one table (CF_MAX_CELLS)";
		return;
	}
	copy.row = row;
	copy.col = col;
	t->slot[t->nslots++] = copy;
}

void
compose_cell_again(struct compose *c, long times)
{
	struct frame *t = compose_top(c, FRAME_TABLE);
	bool filled;

	if (t == NULL || t->nslots == t->row_first || t->in_cell)
		return;
	filled = t->slot[t->nslots - 1].to > t->slot[t->nslots - 1].from ||
	    t->slot[t->nslots - 1].covered;
	for (long i = 1; i < times && !c->d->failed; i++) {
		/* empty ones are not kept: a row may be "filled" with thousands of them */
		if (filled && t->col < CF_MAX_COLUMNS)
			copy_slot(c, t, t->nslots - 1, t->nrows, t->col);
		t->col++;
		if (filled && t->col > t->ncols)
			t->ncols = t->col;
		if (t->col > CF_MAX_COLUMNS)
			return;
	}
}

void
compose_row_again(struct compose *c, long times)
{
	struct frame *t = compose_top(c, FRAME_TABLE);
	size_t first, n;
	bool filled = false;

	if (t == NULL || t->row_dropped)
		return;
	first = t->row_first;
	n = t->nslots - first;
	for (size_t i = 0; i < n; i++)
		filled |= t->slot[first + i].to > t->slot[first + i].from;
	for (long k = 1; filled && k < times && !c->d->failed; k++) {
		for (size_t i = 0; i < n && !c->d->failed; i++)
			copy_slot(c, t, first + i, t->nrows, t->slot[first + i].col);
		t->nrows++;
	}
}
