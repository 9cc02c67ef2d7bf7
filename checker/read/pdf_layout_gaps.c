/*
 * How near to one another the lines of one row are, in a table whose rows have room around
 * them; see pdf_layout.h.
 */
#include "read/pdf_layout.h"

#include <stdlib.h>

#define OVERLAP		(-0.3F)	/* heights: so far into one another no two rows are */
#define TIGHT		0.12F	/* heights: lines of one cell are no further apart, */
#define ROOM		0.12F	/* and rows with room around their cells further by so much */
#define MOST_LINES	12u	/* of one row */
#define MOST_CHUNKS	60u	/* of one of them */

/* ---- how near two lines are */

/* where most of a line is: a word of something beside the table may make its box a higher one */
static float
middle_of(const struct pdf_row *r)
{
	float sum = 0;

	for (uint32_t i = 0; i < r->nwords; i++)
		sum += r->word[i]->box.y0 + r->word[i]->box.y1;
	return sum / 2 / (float)r->nwords;
}

/* from one line to another below it, in heights of a line; negative: they overlap */
static float
gap_between(const struct pdf_row *a, const struct pdf_row *b)
{
	return (middle_of(b) - middle_of(a)) / pdf_height(b->word[0]->box) - 1;
}

float
pdf_layout_gap_above(const struct pdf_layout *l, uint32_t row)
{
	return gap_between(&l->page->row[row - 1], &l->page->row[row]);
}

/* ---- may two lines be of one row? */

static const struct pdf_chunk *
figure_in(const struct pdf_layout *l, const struct pdf_row *r, uint32_t col)
{
	for (uint32_t i = 0; i < r->nchunks; i++)
		if (r->chunk[i].figure &&
		    pdf_layout_column(l->t, (r->chunk[i].box.x0 + r->chunk[i].box.x1) / 2) == col)
			return &r->chunk[i];
	return NULL;
}

#define SIGN_BELOW 3u	/* lines below a figure that its sign is looked for in */

/* a percentage, whose sign may have had no room and stand below it */
static bool
is_share(const struct pdf_layout *l, const struct pdf_row *r, const struct pdf_chunk *c)
{
	const struct pdf_row *end = &l->page->row[l->t->last_row] + 1, *below = r + 1;

	if (str_ends(r->word[c->first + c->n - 1]->s, CF_S("%")))
		return true;
	for (; below < end && below <= r + SIGN_BELOW; below++)
		for (uint32_t i = 0; i < below->nchunks; i++)
			if (below->chunk[i].n == 1 && below->chunk[i].box.x0 < c->box.x1 &&
			    below->chunk[i].box.x1 > c->box.x0)
				return str_eq(below->word[below->chunk[i].first]->s, CF_S("%"));
	return false;
}

/* may two lines be of one row? A count may stand above its share, but no figure above another,
 * and a label with figures is a row */
static bool
may_be_one(const struct pdf_layout *l, const struct pdf_row *a, const struct pdf_row *b)
{
	float stub = l->t->edge[0];
	bool shares = false;

	if (a->nchunks > MOST_CHUNKS || b->nchunks > MOST_CHUNKS)
		return false;
	if (!pdf_layout_has_figure(a, stub) || !pdf_layout_has_figure(b, stub))
		return true;
	for (uint32_t c = 1; c < l->ncols; c++) {
		const struct pdf_chunk *x = figure_in(l, a, c), *y = figure_in(l, b, c);

		if (x == NULL || y == NULL)
			continue;
		if (is_share(l, a, x) || !is_share(l, b, y))
			return false;
		shares = true;
	}
	return shares || a->chunk[0].box.x0 >= stub || b->chunk[0].box.x0 >= stub;
}

/* ---- lines that overlap */

/* does a chunk of one line stand above one of the other? */
static bool
shares_place(const struct pdf_row *a, const struct pdf_row *b)
{
	for (uint32_t i = 0; i < a->nchunks; i++)
		if (pdf_layout_count_in(b, a->chunk[i].box.x0, a->chunk[i].box.x1) > 0)
			return true;
	return false;
}

/* is the row the middle of three lines, of which the outer two are lines of one cell, and so
 * near that it overlaps with them? */
static bool
is_between(const struct pdf_layout *l, uint32_t row)
{
	const struct pdf_row *r = &l->page->row[row];

	return row > l->t->first_row && row < l->t->last_row &&
	    pdf_layout_gap_above(l, row) < OVERLAP &&
	    pdf_layout_gap_above(l, row + 1) < OVERLAP && gap_between(r - 1, r + 1) <= TIGHT &&
	    shares_place(r - 1, r + 1) && may_be_one(l, r - 1, r) && may_be_one(l, r, r + 1);
}

bool
pdf_layout_overlaps(const struct pdf_layout *l, uint32_t row)
{
	return is_between(l, row) || is_between(l, row - 1);
}

/* ---- the distance that is a limit */

/* one past the last line that stands close below the one before it, from `first` on */
static uint32_t
end_of_lines(const struct pdf_layout *l, uint32_t first, float limit)
{
	uint32_t end = first + 1;

	while (end <= l->t->last_row && pdf_layout_gap_above(l, end) <= limit)
		end++;
	return end;
}

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return x < y ? -1 : x > y;
}

/* Lines of a cell stand at one distance, and rows at another: what is between the two.
 * PDF_NO_LIMIT: the distances are not of two kinds. */
static float
find_limit(const struct pdf_layout *l, float *gap, uint32_t n)
{
	float room = ROOM, limit = PDF_NO_LIMIT;
	uint32_t over = 0;

	if (n > 1)
		qsort(gap, n, sizeof(*gap), by_value);
	while (over < n && gap[over] < OVERLAP)
		over++;
	/* two rows at least are further apart */
	for (uint32_t i = over; i + 2 < n && gap[i] <= TIGHT; i++) {
		if (gap[i + 1] - gap[i] < room)
			continue;
		room = gap[i + 1] - gap[i];
		limit = gap[i] + room / 2;
	}
	/* where cells stand between the lines of others, all else is rows */
	if (limit <= PDF_NO_LIMIT && over > 0 && over < n)
		limit = gap[over] - ROOM / 4;
	return l->body > l->t->last_row ? PDF_NO_LIMIT : limit;
}

float
pdf_layout_limit(const struct pdf_layout *l)
{
	uint32_t n = l->t->last_row - l->t->first_row, end;
	float *gap = arena_array(l->p->arena, n, float), limit;

	for (uint32_t i = 0; i < n; i++)
		gap[i] = pdf_layout_gap_above(l, l->t->first_row + 1 + i);
	limit = find_limit(l, gap, n);
	for (uint32_t r = l->t->first_row; r <= l->t->last_row && limit > PDF_NO_LIMIT; r = end) {
		end = end_of_lines(l, r, limit);
		if (end - r > MOST_LINES)
			return PDF_NO_LIMIT;
		for (uint32_t a = r; a < end; a++)
			for (uint32_t b = a + 1; b < end; b++)
				if (!may_be_one(l, &l->page->row[a], &l->page->row[b]))
					return PDF_NO_LIMIT;
	}
	return limit;
}
