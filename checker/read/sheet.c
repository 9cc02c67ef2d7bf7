/* Filling a sheet with cells; see sheet.h. */
#include "read/sheet.h"

#include <stdlib.h>

#include "base/limits.h"

static void
put_chars(struct sheet *s, struct book *b, struct str words)
{
	while (s->pcap - s->n < words.n) {
		if (!arena_grow(b->k->arena, &s->p, s->n, &s->pcap, 1)) {
			b->k->failed = true;
			return;
		}
	}
	if (words.n > 0)
		memcpy(s->p + s->n, words.p, words.n);
	s->n += words.n;
}

/* a cell in a hidden row or column is counted, and known to be there, but not read */
static void
note_hidden(struct sheet *s, const struct sheet_cell *cell, bool row, bool column)
{
	uint32_t at = cell->col - 1;

	if (row && s->last_hidden_row != cell->row) {
		s->last_hidden_row = cell->row;
		if (s->hidden_rows++ == 0)
			s->first_hidden_row = cell->row;
	}
	if (column && (s->counted_column[at / 64] >> at % 64 & 1) == 0) {
		s->counted_column[at / 64] |= UINT64_C(1) << at % 64;
		if (s->hidden_columns++ == 0 || cell->col < s->first_hidden_column)
			s->first_hidden_column = cell->col;
	}
}

static void
add_cell(struct sheet *s, struct book *b, struct sheet_cell cell)
{
	if (s->ncells >= CF_MAX_CELLS) {
		b->d->failed = b->k->failed = true;
		b->d->limit = "cells of one sheet (CF_MAX_CELLS)";
		return;
	}
	if (!VEC_ROOM(b->k->arena, s->cell, s->ncells, s->cellcap)) {
		b->k->failed = true;
		return;
	}
	if (s->ncells > 0) {
		const struct sheet_cell *last = &s->cell[s->ncells - 1];

		s->unsorted |= last->row > cell.row || (last->row == cell.row &&
		    last->col >= cell.col);
	}
	s->cell[s->ncells++] = cell;
}

void
sheet_put(struct sheet *s, struct book *b, struct sheet_cell cell, struct str words,
    bool row_hidden)
{
	bool column = sheet_hides(s, cell.col);

	words = str_trim(words);
	if (words.n == 0)
		return;
	cell.from = (uint32_t)s->n;
	if (row_hidden || column) {
		note_hidden(s, &cell, row_hidden, column);
		cell.kind = row_hidden ? SHEET_ROW_HIDDEN : SHEET_COLUMN_HIDDEN;
	} else {
		put_chars(s, b, words);
	}
	cell.to = (uint32_t)s->n;
	add_cell(s, b, cell);
}

void
sheet_merge(struct sheet *s, struct book *b, struct sheet_merge m)
{
	if (m.last_row < m.row || m.last_col < m.col)
		return;
	if (!VEC_ROOM(b->k->arena, s->merge, s->nmerges, s->mergecap)) {
		b->k->failed = true;
		return;
	}
	s->merge[s->nmerges++] = m;
}

void
sheet_hide_columns(struct sheet *s, long first, long last)
{
	for (long c = first < 1 ? 1 : first; c <= last && c <= (long)SHEET_COLUMNS; c++)
		s->hidden_column[(c - 1) / 64] |= UINT64_C(1) << (c - 1) % 64;
}

static int
by_place(const void *a, const void *b)
{
	const struct sheet_cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->col != y->col)
		return x->col < y->col ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

static int
merge_by_place(const void *a, const void *b)
{
	const struct sheet_merge *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

/* of cells that stand in one place the first is kept */
static void
sort_cells(struct sheet *s)
{
	size_t n = 0;

	qsort(s->cell, s->ncells, sizeof(*s->cell), by_place);
	for (size_t i = 0; i < s->ncells; i++)
		if (n == 0 || s->cell[n - 1].row != s->cell[i].row ||
		    s->cell[n - 1].col != s->cell[i].col)
			s->cell[n++] = s->cell[i];
	s->ncells = n;
}

void
sheet_sort(struct sheet *s)
{
	if (s->unsorted)
		sort_cells(s);
	if (s->nmerges > 1)
		qsort(s->merge, s->nmerges, sizeof(*s->merge), merge_by_place);
}
