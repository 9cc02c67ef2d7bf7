/* A table without lines, from the rows of the page that it is made of; see pdf_layout.h. */
#include "read/pdf_layout.h"

/* Lines that stand right or left of all columns, such as the labels of a chart beside the table,
 * are not of it: they go behind its rows. */
static void
leave_beside(struct pdf_layout *l)
{
	struct pdf_row *row = l->page->row;
	uint32_t kept = l->t->first_row, n = 0;
	struct pdf_row *beside = arena_array(l->p->arena, l->t->last_row - kept + 1, struct pdf_row);

	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		if (row[r].box.x0 > l->col[l->ncols - 1].x1 + pdf_height(row[r].box) ||
		    row[r].box.x1 < l->col[0].x0 - pdf_height(row[r].box))
			beside[n++] = row[r];
		else
			row[kept++] = row[r];
	}
	memcpy(row + kept, beside, n * sizeof(*beside));
	l->t->last_row -= n;
}

static void
set_edges(struct pdf_layout *l)
{
	l->t->ncols = l->ncols;
	l->t->col = l->col;
	l->t->edge = arena_array(l->p->arena, l->ncols, float);
	for (uint32_t c = 0; c + 1 < l->ncols; c++)
		l->t->edge[c] = (l->col[c].x1 + l->col[c + 1].x0) / 2;
}

/* the last row may go on in lines of one chunk, too */
static void
take_last_lines(struct pdf_layout *l)
{
	struct pdf_table *t = l->t;

	while (t->last_row + 1 < l->page->nrows) {
		const struct pdf_row *r = &l->page->row[t->last_row + 1];

		if (r->use != PDF_PROSE || r->nchunks != 1 || r->box.x1 > l->col[l->ncols - 1].x1 + 2 ||
		    !pdf_layout_goes_on(l, t->last_row + 1))
			return;
		t->last_row++;
	}
}

bool
pdf_lay_out(struct pdf *p, struct pdf_page *page, struct pdf_table *t)
{
	struct pdf_layout l = { .p = p, .page = page, .t = t };
	bool bare;

	pdf_find_columns(&l);
	if (!pdf_layout_is_table(&l, &bare))
		return false;
	leave_beside(&l);
	set_edges(&l);
	l.body = pdf_layout_body(&l);
	t->limit = pdf_layout_limit(&l);
	take_last_lines(&l);
	pdf_layout_fill(&l);
	return t->nrows >= (bare ? 1 : 2);
}

void
pdf_lay_out_as(struct pdf *p, struct pdf_page *page, struct pdf_table *t,
    const struct pdf_table *model)
{
	struct pdf_layout l = { .p = p, .page = page, .t = t, .col = model->col,
		.ncols = model->ncols };

	t->limit = model->limit;
	t->nrows = 0;
	set_edges(&l);
	l.body = pdf_layout_body(&l);
	pdf_layout_fill(&l);
}
