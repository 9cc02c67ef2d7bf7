/*
 * A sheet as a person sees it: what stands together is a table, lines of words alone are
 * paragraphs. A blank row ends a table, unless figures go on below it in the same columns.
 * Rows and columns that are hidden are not read, but a table knows that they are there:
 * in their place stands ".." (no figure here), so that no total is held against the rest.
 */
#include "read/xlsx.h"

#include <stdlib.h>

#include "base/floor.h"
#include "base/limits.h"
#include "read/delim.h"

#define HIDDEN CF_S("..")

/* Cells [first, end) that stand together. */
struct part {
	size_t first, end;
	uint32_t top, bottom, left, right;
};

static bool
is_hidden(const struct sheet_cell *c)
{
	return c->kind == SHEET_ROW_HIDDEN || c->kind == SHEET_COLUMN_HIDDEN;
}

/* ---- parts */

/* the cells of the row that begins at i: where they end */
static size_t
row_end(const struct sheet *s, size_t i)
{
	size_t end = i;

	while (end < s->ncells && s->cell[end].row == s->cell[i].row)
		end++;
	return end;
}

static void
widen(struct part *p, const struct sheet *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		uint32_t col = s->cell[i].col;

		if (p->left == 0 || col < p->left)
			p->left = col;
		if (col > p->right)
			p->right = col;
	}
	p->bottom = s->cell[to - 1].row;
	p->end = to;
}

/* does a row of figures, under a label in the first column of the part, begin at i? */
static bool
goes_on(const struct sheet *s, const struct part *p, size_t i, size_t end)
{
	bool figures = false;

	if (s->cell[i].col != p->left || s->cell[i].kind != SHEET_WORDS ||
	    s->cell[end - 1].col > p->right || p->left == p->right ||
	    s->cell[i].row > p->bottom + 2)
		return false;
	for (size_t k = i + 1; k < end; k++) {
		if (s->cell[k].kind == SHEET_WORDS)
			return false;
		figures |= s->cell[k].kind == SHEET_NUMBER;
	}
	return figures;
}

/* a single row of words is a title or note, not what figures could go on from */
static bool
has_figures(const struct sheet *s, const struct part *p)
{
	for (size_t i = p->first; i < p->end; i++)
		if (s->cell[i].kind == SHEET_NUMBER)
			return true;
	return false;
}

/* a row of words alone, in the first column of the part: a title, a group or a note */
static bool
is_line(const struct sheet *s, const struct part *p, size_t i)
{
	return row_end(s, i) == i + 1 && s->cell[i].col == p->left && s->cell[i].kind == SHEET_WORDS;
}

/* several cells, and no figure among them */
static bool
is_header(const struct sheet *s, size_t i)
{
	size_t end = row_end(s, i);

	for (size_t k = i; k < end; k++)
		if (s->cell[k].kind == SHEET_NUMBER)
			return false;
	return end > i + 1;
}

/*
 * Where the first thing in the part ends. Lines of words at its beginning are no part of
 * the table below them, nor are those at its end, nor those after which another table
 * begins with a header; others among its rows name groups.
 */
static size_t
first_end(const struct sheet *s, const struct part *p)
{
	bool lines = is_line(s, p, p->first), figures = false;
	size_t run = NONE;	/* where the last lines of words begin */

	for (size_t i = p->first, end; i < p->end; i = end) {
		end = row_end(s, i);
		if (is_line(s, p, i)) {
			run = run == NONE ? i : run;
			continue;
		}
		if (lines)
			return i;
		if (run != NONE && figures && is_header(s, i))
			return run;
		run = NONE;
		for (size_t k = i; k < end; k++)
			figures |= s->cell[k].kind == SHEET_NUMBER;
	}
	return run == NONE || lines ? p->end : run;
}

static struct part
cut(const struct sheet *s, const struct part *all)
{
	struct part p = { .first = all->first, .top = s->cell[all->first].row };
	size_t to = first_end(s, all);

	for (size_t i = p.first, end; i < to; i = end) {
		end = row_end(s, i);
		widen(&p, s, i, end);
	}
	return p;
}

static struct part
next_part(const struct sheet *s, size_t first)
{
	struct part p = { .first = first, .top = s->cell[first].row };

	widen(&p, s, first, row_end(s, first));
	while (p.end < s->ncells) {
		size_t end = row_end(s, p.end);

		if (s->cell[p.end].row != p.bottom + 1 &&
		    !(has_figures(s, &p) && goes_on(s, &p, p.end, end)))
			break;
		widen(&p, s, p.end, end);
	}
	return p;
}

/* ---- places and words */

static uint32_t
spot_at(struct book *b, const struct sheet *s, uint32_t row, uint32_t col)
{
	return derive_spot(&b->v, (struct spot){ .kind = SPOT_SHEET_CELL, .name = s->spot_name,
		.row = row, .col = col });
}

static struct str
words_of(const struct sheet *s, const struct sheet_cell *c)
{
	return is_hidden(c) ? HIDDEN : (struct str){ s->p + c->from, c->to - c->from };
}

/* the heading of the sheet, before the first thing in it */
static void
begin_sheet(struct sheet *s, struct book *b)
{
	uint32_t from;

	if (s->spot_name != 0)
		return;
	s->spot_name = derive_name(&b->v, s->name);
	from = derive_spot(&b->v, (struct spot){ .kind = SPOT_SHEET, .name = s->spot_name });
	derive_put(&b->v, s->name);
	(void)doc_heading(b->d, 1, derive_text(&b->v, from));
	derive_line(&b->v);
}

static bool
is_prose(const struct sheet *s, const struct part *p)
{
	if (p->left != p->right)
		return false;
	for (size_t i = p->first; i < p->end; i++)
		if (s->cell[i].kind != SHEET_WORDS)
			return p->end - p->first == 1 && !is_hidden(&s->cell[i]);
	return true;
}

static void
write_prose(const struct sheet *s, struct book *b, const struct part *p)
{
	for (size_t i = p->first; i < p->end; i++) {
		uint32_t from = spot_at(b, s, s->cell[i].row, s->cell[i].col);

		derive_put(&b->v, words_of(s, &s->cell[i]));
		(void)doc_paragraph(b->d, derive_text(&b->v, from), s->cell[i].bold);
		derive_line(&b->v);
	}
}

/* ---- tables */

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
find_rows(const struct sheet *s, struct book *b, const struct part *p, struct sheet_lines *l)
{
	uint32_t last = 0;

	if (!make_lines(b, l, p->bottom - p->top + 1))
		return false;
	for (size_t i = p->first, end; i < p->end; i = end) {
		bool hidden = s->cell[i].kind == SHEET_ROW_HIDDEN;

		end = row_end(s, i);
		if (last != 0 && s->cell[i].row > last + 1)
			add_line(l, last + 1, false);
		last = s->cell[i].row;
		add_line(l, last, hidden);
	}
	cut_hidden(l);
	return l->n > 0;
}

static bool
find_columns(const struct sheet *s, struct book *b, const struct part *p, struct sheet_lines *l)
{
	if (b->columns.at == NULL && !make_lines(b, &b->columns, SHEET_COLUMNS))
		return false;
	*l = b->columns;
	for (uint32_t col = p->left; col <= p->right; col++)
		add_line(l, col, sheet_hides(s, col));
	cut_hidden(l);
	return l->n > 0;
}

/* the index of the line that stands for `at`; the last one before it, when it has none */
static uint32_t
line_of(const struct sheet_lines *l, uint32_t at)
{
	return (uint32_t)floor_index(l->at, l->n, at);
}

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
	uint32_t from = spot_at(b, f->s, f->rows->at[row], f->cols->at[col]);
	struct cell *cell;

	if (c != NULL) {
		for (unsigned i = 0; i < 2u * c->indent; i++)
			derive_put(&b->v, CF_S(" "));
		derive_put(&b->v, words_of(f->s, c));
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
fill_rows(struct filling *f, const struct part *p)
{
	size_t i = p->first;

	for (uint32_t row = 0; row < f->rows->n && !f->b->d->failed; row++) {
		size_t end;

		while (i < p->end && f->s->cell[i].row < f->rows->at[row])
			i++;
		end = i < p->end && f->s->cell[i].row == f->rows->at[row] ? row_end(f->s, i) : i;
		fill_row(f, row, i, end);
	}
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
merge_cells(const struct filling *f, const struct part *p)
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

static void
write_table(const struct sheet *s, struct book *b, const struct part *p)
{
	struct sheet_lines rows = { .n = 0 }, cols = { .n = 0 };
	uint32_t from = (uint32_t)b->v.n;
	struct filling f = { .s = s, .b = b, .rows = &rows, .cols = &cols };

	if (!find_rows(s, b, p, &rows) || !find_columns(s, b, p, &cols))
		return;
	(void)spot_at(b, s, rows.at[0], cols.at[0]);
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

/* ---- the sheet */

/* "C" */
static struct str
column_name(struct arena *a, uint32_t col)
{
	char letters[8];
	size_t at = sizeof(letters);

	for (; col > 0 && at > 0; col = (col - 1) / 26)
		letters[--at] = (char)('A' + (col - 1) % 26);
	return arena_str(a, (struct str){ letters + at, sizeof(letters) - at });
}

static void
say(struct book *b, uint32_t at, struct str words)
{
	if (words.n == 0)
		b->d->failed = true;
	else
		doc_skip(b->d, (struct span){ at, at }, false, words);
}

static void
say_left_out(const struct sheet *s, struct book *b, uint32_t at)
{
	struct arena *a = b->k->arena;
	struct str col = column_name(a, s->first_hidden_column);

	if (s->hidden_rows > 0)
		say(b, at, arena_printf(a, s->hidden_rows == 1 ?
		    "%zu hidden row is not read: row %u" :
		    "%zu hidden rows are not read, the first is row %u", s->hidden_rows,
		    s->first_hidden_row));
	if (s->hidden_columns > 0)
		say(b, at, arena_printf(a, s->hidden_columns == 1 ?
		    "%zu hidden column is not read: column %.*s" :
		    "%zu hidden columns are not read, the first is column %.*s",
		    s->hidden_columns, (int)col.n, col.p));
	if (s->no_value > 0)
		say(b, at, arena_printf(a, s->no_value == 1 ?
		    "%zu formula has no value in the file: open and save it in a spreadsheet "
		    "program" : "%zu formulas have no values in the file: open and save it in a "
		    "spreadsheet program", s->no_value));
}

/* in one line: these have no place that a person could go to at once */
void
book_say_hidden(struct book *b, struct str names, size_t n)
{
	uint32_t at;

	if (n == 0)
		return;
	at = derive_spot(&b->v, (struct spot){ .kind = SPOT_NONE });
	say(b, at, arena_printf(b->k->arena, "%zu hidden %s not read: %.*s%s", n,
	    n == 1 ? "sheet is" : "sheets are", (int)names.n, names.p, n > 10 ? ", ..." : ""));
}

void
sheet_write(struct sheet *s, struct book *b)
{
	uint32_t at = (uint32_t)b->v.n;

	if (s->ncells > 0 || s->no_value > 0)
		begin_sheet(s, b);
	say_left_out(s, b, at);
	for (size_t i = 0; i < s->ncells;) {
		struct part all = next_part(s, i);

		for (i = all.end; all.first < all.end && !b->d->failed && !b->k->failed;) {
			struct part p = cut(s, &all);

			if (is_prose(s, &p))
				write_prose(s, b, &p);
			else
				write_table(s, b, &p);
			all.first = p.end;
		}
	}
}
