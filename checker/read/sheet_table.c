/* Cells of a sheet that stand together, as a table; see sheet_write.h. */
#include "read/sheet_write.h"

#include "base/floor.h"
#include "base/limits.h"
#include "read/delim.h"

/* ---- its rows and columns */

static bool
make_lines(struct book *b, struct sheet_lines *l, size_t n)
{
	l->at = arena_array(b->k->arena, n, uint32_t);
	l->hidden = arena_array(b->k->arena, n, bool);
	b->k->failed |= l->at == NULL || l->hidden == NULL;
	return !b->k->failed;
}

/* hidden ones that stand side by side are one */
static void
add_line(struct sheet_lines *l, uint32_t at, bool hidden)
{
	if (hidden && l->n > 0 && l->hidden[l->n - 1])
		return;
	l->at[l->n] = at;
	l->hidden[l->n++] = hidden;
}

/* hidden ones at the ends are no part of the table */
static void
cut_hidden(struct sheet_lines *l)
{
	l->n -= l->n > 0 && l->hidden[l->n - 1];
	if (l->n > 0 && l->hidden[0]) {
		l->at++;
		l->hidden++;
		l->n--;
	}
}

/* rows with something in them, and the blank ones between */
static bool
find_rows(const struct sheet *s, struct book *b, const struct sheet_part *p, struct sheet_lines *l)
{
	uint32_t last = 0;

	if (!make_lines(b, l, p->bottom - p->top + 1))
		return false;
	for (size_t i = p->first, end; i < p->end; i = end) {
		bool hidden = s->cell[i].kind == SHEET_ROW_HIDDEN;

		end = sheet_row_end(s, i);
		if (last != 0 && s->cell[i].row > last + 1)
			add_line(l, last + 1, false);
		last = s->cell[i].row;
		add_line(l, last, hidden);
	}
	cut_hidden(l);
	return l->n > 0;
}

static bool
find_columns(const struct sheet *s, struct book *b, const struct sheet_part *p, struct sheet_lines *l)
{
	if (b->columns.at == NULL && !make_lines(b, &b->columns, SHEET_COLUMNS))
		return false;
	*l = b->columns;
	for (uint32_t col = p->left; col <= p->right; col++)
		add_line(l, col, sheet_hides(s, col));
	cut_hidden(l);
	return l->n > 0;
}

/* ---- cells */

struct filling {
	const struct sheet *s;
	struct book *b;
	struct grid *g;
	const struct sheet_lines *rows, *cols;
};

static void
put_cell(struct filling *f, uint32_t row, uint32_t col, const struct sheet_cell *c)
{
	struct book *b = f->b;
	uint32_t from = sheet_spot(b, f->s, f->rows->at[row], f->cols->at[col]);
	struct cell *cell;

	if (c != NULL) {
		for (unsigned i = 0; i < 2u * c->indent; i++)
			derive_put(&b->v, CF_S(" "));
		derive_put(&b->v, sheet_words(f->s, c));
	}
	cell = grid_put(b->d, f->g, row, col, derive_text(&b->v, from));
	if (cell != NULL && c != NULL)
		cell->bold = c->bold;
}

/* the cells of a row of the sheet, empty ones between them: a run of these is one cell */
static void
fill_row(struct filling *f, uint32_t row, size_t first, size_t end)
{
	struct cell *empty = NULL;
	size_t i = first;

	for (uint32_t col = 0; col < f->cols->n && !f->b->d->failed; col++) {
		uint32_t at = f->cols->at[col];

		if (col > 0)
			derive_tab(&f->b->v);
		while (i < end && f->s->cell[i].col < at)
			i++;
		if (i < end && f->s->cell[i].col == at) {
			put_cell(f, row, col, &f->s->cell[i]);
			empty = NULL;
		} else if (empty != NULL) {
			f->g->cell[(size_t)row * f->g->ncols + col] = empty;
		} else {
			put_cell(f, row, col, NULL);
			empty = grid_at(f->g, row, col);
		}
	}
	derive_line(&f->b->v);
}

static void
fill_rows(struct filling *f, const struct sheet_part *p)
{
	size_t i = p->first;

	for (uint32_t row = 0; row < f->rows->n && !f->b->d->failed; row++) {
		size_t end;

		while (i < p->end && f->s->cell[i].row < f->rows->at[row])
			i++;
		end = i < p->end && f->s->cell[i].row == f->rows->at[row] ? sheet_row_end(f->s, i) : i;
		fill_row(f, row, i, end);
	}
}

/* ---- merged cells */

/* the index of the line that stands for `at`; the last one before it, when it has none */
static uint32_t
line_of(const struct sheet_lines *l, uint32_t at)
{
	return (uint32_t)floor_index(l->at, l->n, at);
}

/* one merged range, as far as it lies in the table; returns the cells looked at */
static size_t
merge(const struct filling *f, const struct sheet_merge *m)
{
	uint32_t top = line_of(f->rows, m->row), left = line_of(f->cols, m->col);
	uint32_t bottom = line_of(f->rows, m->last_row), right = line_of(f->cols, m->last_col);
	struct cell *owner = grid_at(f->g, top, left), *own;

	if (f->rows->at[top] != m->row || f->cols->at[left] != m->col || owner == NULL ||
	    (top == bottom && left == right))
		return 1;
	bottom = bottom - top >= CF_MAX_SPAN ? top + CF_MAX_SPAN - 1 : bottom;
	right = right - left >= CF_MAX_SPAN ? left + CF_MAX_SPAN - 1 : right;
	own = arena_new(f->b->k->arena, struct cell);	/* an empty one may be shared */
	if (own == NULL) {
		f->b->k->failed = true;
		return 1;
	}
	*own = *owner;
	own->colspan = (uint16_t)(right - left + 1);
	own->rowspan = (uint16_t)(bottom - top + 1);
	for (uint32_t r = top; r <= bottom; r++)
		for (uint32_t c = left; c <= right; c++)
			f->g->cell[(size_t)r * f->g->ncols + c] = NULL;
	f->g->cell[(size_t)top * f->g->ncols + left] = own;
	return (size_t)own->colspan * own->rowspan;
}

static void
merge_cells(const struct filling *f, const struct sheet_part *p)
{
	const struct sheet *s = f->s;
	size_t lo = 0, hi = s->nmerges, work = 0;

	while (lo < hi) {	/* the first that does not begin above the part */
		size_t mid = lo + (hi - lo) / 2;

		if (s->merge[mid].row < p->top)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < s->nmerges && s->merge[lo].row <= p->bottom && work < 20u * CF_MAX_CELLS; lo++)
		if (s->merge[lo].col >= p->left && s->merge[lo].col <= p->right)
			work += merge(f, &s->merge[lo]);
}

/* ---- all of it */

void
sheet_write_table(const struct sheet *s, struct book *b, const struct sheet_part *p)
{
	struct sheet_lines rows = { .n = 0 }, cols = { .n = 0 };
	uint32_t from = (uint32_t)b->v.n;
	struct filling f = { .s = s, .b = b, .rows = &rows, .cols = &cols };

	if (!find_rows(s, b, p, &rows) || !find_columns(s, b, p, &cols))
		return;
	(void)sheet_spot(b, s, rows.at[0], cols.at[0]);
	if ((size_t)rows.n * cols.n > CF_MAX_CELLS - b->cells) {
		doc_skip(b->d, (struct span){ from, from }, true, arena_printf(b->k->arena,
		    "a table of %u rows and %u columns: the limit is CF_MAX_CELLS = %u cells "
		    "in all tables of the file", rows.n, cols.n, CF_MAX_CELLS));
		return;
	}
	f.g = grid_or_skip(b->d, rows.n, cols.n, (struct span){ from, from });
	if (f.g == NULL)
		return;
	b->cells += (size_t)rows.n * cols.n;
	fill_rows(&f, p);
	if (b->d->failed || b->v.n == from)	/* one column of cells without words */
		return;
	merge_cells(&f, p);
	f.g->span.to = (uint32_t)b->v.n - 1;
	(void)doc_table(b->d, f.g);
}
