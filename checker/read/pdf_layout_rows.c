/* Which lines of the page are one row of the table; see pdf_layout.h. */
#include "read/pdf_layout.h"

/* does it begin as the middle of a sentence does? */
static bool
goes_on(struct str s)
{
	return s.n > 0 && ((s.p[0] >= 'a' && s.p[0] <= 'z') || s.p[0] == '(' || s.p[0] == '&');
}

static bool
is_open(struct str s)
{
	static const char *const words[] = { "and", "or", "of", "the", "in", "for", "to", "with",
		"by", "a", "an", "on", "from", "&" };

	if (s.n == 0)
		return false;
	if (s.p[s.n - 1] == ',' || s.p[s.n - 1] == '-' || s.p[s.n - 1] == '/')
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq_folded(s, str_of(words[i])))
			return true;
	return false;
}

/* all its chunks stand below one of the other */
static bool
stands_below(const struct pdf_layout *l, const struct pdf_row *r, const struct pdf_row *above)
{
	for (uint32_t i = 0; i < r->nchunks; i++) {
		uint32_t col = pdf_layout_column(l->t, r->chunk[i].box.x0 + 0.5F);
		bool found = false;

		for (uint32_t k = 0; k < above->nchunks && !found; k++) {
			uint32_t first = pdf_layout_column(l->t, above->chunk[k].box.x0 + 0.5F);
			uint32_t last = pdf_layout_column(l->t, above->chunk[k].box.x1 - 0.5F);

			found = first == last && first == col &&
			    pdf_layout_column(l->t, r->chunk[i].box.x1 - 0.5F) == col;
		}
		if (!found)
			return false;
	}
	return true;
}

/* does a chunk of the row span columns? */
static bool
has_span(const struct pdf_layout *l, const struct pdf_row *r)
{
	for (uint32_t i = 0; i < r->nchunks; i++)
		if (pdf_layout_column(l->t, r->chunk[i].box.x0 + 0.5F) !=
		    pdf_layout_column(l->t, r->chunk[i].box.x1 - 0.5F))
			return true;
	return false;
}

/* both rows have something in every column: each stands for itself */
static bool
is_full(const struct pdf_layout *l, const struct pdf_row *a, const struct pdf_row *b)
{
	return a->nchunks >= l->ncols && b->nchunks >= l->ncols;
}

uint32_t
pdf_layout_body(const struct pdf_layout *l)
{
	float stub = l->ncols > 1 ? l->t->edge[0] : 0;

	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];

		if (row->chunk[0].box.x0 < stub && pdf_layout_has_figure(row, stub) && row->nchunks > 1 &&
		    (row->nchunks > 2 || l->ncols < 4))
			return r;
	}
	return l->t->last_row + 1;
}

bool
pdf_layout_goes_on(const struct pdf_layout *l, uint32_t row)
{
	const struct pdf_row *r = &l->page->row[row], *above = &l->page->row[row - 1];
	float stub = l->ncols > 1 ? l->t->edge[0] : 0;
	bool in_stub = r->chunk[0].box.x0 < stub, header = row < l->body;
	struct str last;

	if (pdf_layout_overlaps(l, row))
		return true;
	if (l->t->limit > PDF_NO_LIMIT)
		return pdf_layout_gap_above(l, row) <= l->t->limit;
	if (r->box.y0 - above->box.y1 > pdf_height(r->box) * 0.45F)
		return false;
	if (header && l->body <= l->t->last_row)
		return !is_full(l, r, above) && !has_span(l, r) && !has_span(l, above);
	if (pdf_layout_has_figure(r, stub))
		return false;
	if (!in_stub)
		return stands_below(l, r, above) && (header || !r->chunk[0].figure);
	if (above->chunk[0].box.x0 >= stub)
		return false;
	last = above->word[above->chunk[0].first + above->chunk[0].n - 1]->s;
	return (goes_on(r->word[0]->s) || is_open(last)) && (r->nchunks == 1 ||
	    stands_below(l, r, above));
}
