/*
 * Tables without lines that go over from one page to the next: what stands at the top of a
 * page, or at the end of one, in the columns of the table beyond the break is of that table,
 * be it a row alone.
 */
#include "read/pdf.h"

#define NEAR		1.5F	/* points: chunks of one column begin or end so near */
#define BETWEEN		1.9F	/* heights of a row: a wider gap ends a table */
#define MOST_ROWS	200u

/* the column that a chunk stands in, give or take a letter or two; ncols: none, or in two */
static uint32_t
column_of(const struct pdf_table *t, struct pdf_box b, bool *aligned)
{
	uint32_t found = t->ncols;

	for (uint32_t c = 0; c < t->ncols; c++) {
		const struct pdf_column *k = &t->col[c];
		bool left = b.x0 > k->x0 - NEAR && b.x0 < k->x0 + NEAR;
		bool right = b.x1 > k->x1 - NEAR && b.x1 < k->x1 + NEAR;

		if (b.x0 >= k->x1 || b.x1 <= k->x0)
			continue;
		if (found < t->ncols || !(left || right || (b.x0 > k->x0 - pdf_height(b) &&
		    b.x1 < k->x1 + pdf_height(b))))
			return t->ncols;
		found = c;
		*aligned = left || right;
	}
	return found;
}

/* do the chunks of the row stand in the columns of the table? *n: how many, *figures: how many
 * figures outside the first column */
static bool
fits(const struct pdf_table *t, const struct pdf_row *r, unsigned *n, unsigned *figures)
{
	*n = *figures = 0;
	for (uint32_t i = 0; i < r->nchunks; i++) {
		bool aligned = false;
		uint32_t c = column_of(t, r->chunk[i].box, &aligned);

		if (c == t->ncols)
			return false;
		*n += aligned;
		*figures += r->chunk[i].figure && c > 0;
	}
	return true;
}

static bool
is_guessed(const struct pdf_table *t)
{
	return t->col != NULL;
}

/* is there no prose from row `from` to before row `to`? */
static bool
is_free(const struct pdf_page *page, size_t from, size_t to)
{
	while (from < to && page->row[from].use == PDF_MARK)
		from++;
	return from == to;
}

/* rows `first` to `last`, which are in no table, become one in the columns of the other */
static void
take_rows(struct pdf *p, struct pdf_page *page, size_t first, size_t last,
    const struct pdf_table *model, bool front)
{
	struct pdf_table t = { .first_row = (uint32_t)first, .last_row = (uint32_t)last,
		.top = page->row[first].box.y0 };

	pdf_lay_out_as(p, page, &t, model);
	for (size_t i = first; i <= last; i++)
		page->row[i].use = PDF_TABLE;
	(void)VEC_ROOM(p->arena, page->table, page->ntables, page->tablecap);
	if (front)
		memmove(page->table + 1, page->table, page->ntables * sizeof(*page->table));
	page->table[front ? 0 : page->ntables] = t;
	page->ntables++;
}

/* is a row too far from the one above it to be of the same table? */
static bool
is_far(const struct pdf_page *page, size_t row)
{
	const struct pdf_row *r = &page->row[row];

	return r->box.y0 - r[-1].box.y1 > BETWEEN * pdf_height(r->box);
}

/* a few rows from row `first` on, in this direction, that fit: how many */
static size_t
count_fitting(const struct pdf_page *page, size_t first, const struct pdf_table *model, bool up)
{
	size_t n = 0, good = 0;
	unsigned aligned = 0, figures = 0;

	while (n < MOST_ROWS && (up ? n <= first : first + n < page->nrows)) {
		const struct pdf_row *r = &page->row[up ? first - n : first + n];
		unsigned a, f;

		if (r->use != PDF_PROSE || !fits(model, r, &a, &f) ||
		    (n > 0 && is_far(page, up ? first - n + 1 : first + n)))
			break;
		n++;
		aligned = aligned > a ? aligned : a;
		figures += f;
		/* the lines of one row may have a chunk each, but one of them has several */
		if (r->nchunks > 1)
			good = n;
	}
	return aligned >= 2 && figures > 0 ? good : 0;
}

/* do all figures of a table stand in the columns of the other? */
static bool
fits_in(const struct pdf_page *page, const struct pdf_table *t, const struct pdf_table *model)
{
	for (uint32_t r = t->first_row; r <= t->last_row; r++) {
		const struct pdf_row *row = &page->row[r];
		bool figure = false, aligned = false, found = false;

		for (uint32_t i = 0; i < row->nchunks; i++) {
			if (!row->chunk[i].figure)
				continue;
			figure = true;
			if (column_of(model, row->chunk[i].box, &aligned) == model->ncols)
				return false;
			found = found || aligned;
		}
		if (figure && !found)
			return false;
	}
	return true;
}

/* Two parts of a table have other columns: one part may lack some, or show that two are one. */
static void
settle_columns(struct pdf *p, struct pdf_page *page, struct pdf_table *last, struct pdf_page *next,
    struct pdf_table *first)
{
	bool more = last->ncols > first->ncols;

	if (last->ncols == first->ncols)
		return;
	if (more ? fits_in(next, first, last) : !fits_in(page, last, first) &&
	    fits_in(next, first, last))
		pdf_lay_out_as(p, next, first, last);
	else if (fits_in(page, last, first))
		pdf_lay_out_as(p, page, last, first);
}

static void
over_break(struct pdf *p, struct pdf_page *page, struct pdf_page *next)
{
	struct pdf_table *last = page->ntables > 0 ? &page->table[page->ntables - 1] : NULL;
	struct pdf_table *first = next->ntables > 0 ? &next->table[0] : NULL;
	size_t top = 0, end = page->nrows, n;

	while (top < next->nrows && next->row[top].use == PDF_MARK)
		top++;
	while (end > 0 && page->row[end - 1].use == PDF_MARK)
		end--;
	if (last != NULL && is_guessed(last) && is_free(page, last->last_row + 1, end)) {
		if (first != NULL && is_guessed(first) && first->first_row == top)
			settle_columns(p, page, last, next, first);
		else if (top < next->nrows &&
		    (n = count_fitting(next, top, last, false)) > 0)
			take_rows(p, next, top, top + n - 1, last, true);
		return;
	}
	if (first != NULL && is_guessed(first) && is_free(next, 0, first->first_row) && end > 0 &&
	    (n = count_fitting(page, end - 1, first, true)) > 0)
		take_rows(p, page, end - n, end - 1, first, false);
}

void
pdf_find_breaks(struct pdf *p)
{
	for (size_t i = 0; i + 1 < p->npages; i++)
		over_break(p, &p->page[i], &p->page[i + 1]);
}
