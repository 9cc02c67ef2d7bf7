/*
 * Where on a page there are tables: rows whose words stand apart in chunks, one after the
 * other. Whether they have columns is seen in pdf_layout.c.
 */
#include <stdlib.h>

#include "read/pdf.h"

#define MOST_ROWS	200u	/* of one table; what follows is another */
#define MOST_CHUNKS	30u	/* of a row of a table */
#define BETWEEN		1.9F	/* heights of a row: a wider gap ends the table */
#define AIRY		3.2F	/* even between rows that are aligned */
#define LARGER		1.15F	/* times the height of the rows: a heading */
#define HEADER_GAP	0.45F	/* heights: lines of a header are no further apart */
#define MOST_HEADER	12u	/* lines of a header above the first row with several chunks */
#define MOST_SINGLE	3u	/* rows of one chunk that may stand between others */

/* "1.", "(a)", "iv)", a bullet: what stands before an item of a list */
static bool
is_item_mark(const struct pdf_row *r)
{
	struct str s = r->word[0]->s;
	bool alnum = false;

	if (r->chunk[0].n != 1 || s.n > 7)
		return false;
	if (s.n <= 4 && !ch_digit(s.p[0]) && !ch_alpha(s.p[0]) && s.p[0] != '(' && s.p[0] != '$' &&
	    s.p[0] != '%')
		return true;	/* a bullet */
	for (size_t i = 0; i < s.n; i++) {
		alnum = alnum || ch_alpha(s.p[i]) || ch_digit(s.p[i]);
		if (ch_alpha(s.p[i]) && s.n > 5)
			return false;
	}
	return alnum && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')');
}

/* "Table 3", "Exhibit 2a.", "Source: ..." */
static bool
is_caption(const struct pdf_row *r)
{
	static const char *const words[] = { "table", "exhibit", "figure", "chart", "appendix",
		"box", "annex" };

	if (str_eq_folded(r->word[0]->s, CF_S("source:")) ||
	    str_eq_folded(r->word[0]->s, CF_S("note:")))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && r->nwords > 2; i++)
		if (str_eq_folded(r->word[0]->s, str_of(words[i])))
			return ch_digit(r->word[1]->s.p[0]) || r->word[1]->s.n <= 3;
	return false;
}

static bool
is_tabular(const struct pdf_row *r)
{
	if (r->use != PDF_PROSE || r->nchunks < 2 || r->nchunks > MOST_CHUNKS)
		return false;
	return !is_caption(r) && (r->nchunks > 2 || !is_item_mark(r));
}

/* a line of prose, by its length */
static bool
is_sentence(const struct pdf_row *r, struct pdf_box table)
{
	float width = table.x1 - table.x0;

	return r->nchunks == 1 && r->nwords >= 8 && r->box.x1 - r->box.x0 > width * 0.6F;
}

/* do two rows have two chunks at least that stand above one another? */
static bool
are_aligned(const struct pdf_row *a, const struct pdf_row *b)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < a->nchunks && n < 2; i++) {
		for (uint32_t k = 0; k < b->nchunks; k++) {
			if (a->chunk[i].box.x0 < b->chunk[k].box.x1 &&
			    b->chunk[k].box.x0 < a->chunk[i].box.x1) {
				n++;
				break;
			}
		}
	}
	return n >= 2;
}

static float
gap_above(const struct pdf_page *page, size_t row)
{
	return page->row[row].box.y0 - page->row[row - 1].box.y1;
}

static float
word_height(const struct pdf_row *r)
{
	return pdf_height(r->word[0]->box);
}

#define MOST_BACK	40u	/* rows that the next one is held against */
#define ALIGNED		2.0F	/* points */

/* does the chunk begin or end where one of the rows has a chunk that does? */
static bool
is_aligned(const struct pdf_page *page, size_t from, size_t to, struct pdf_box b)
{
	for (size_t r = from; r < to; r++) {
		for (uint32_t i = 0; i < page->row[r].nchunks; i++) {
			struct pdf_box o = page->row[r].chunk[i].box;

			if ((b.x0 < o.x0 + ALIGNED && b.x0 > o.x0 - ALIGNED) ||
			    (b.x1 < o.x1 + ALIGNED && b.x1 > o.x1 - ALIGNED))
				return true;
		}
	}
	return false;
}

/* Another table may stand right below: a row of many chunks, of which few stand where chunks of
 * the rows above it do. */
static bool
has_other_columns(const struct pdf_page *page, size_t first, size_t row)
{
	const struct pdf_row *r = &page->row[row];
	size_t from = row - first > MOST_BACK ? row - MOST_BACK : first;
	uint32_t aligned = 0;

	if (r->nchunks < 5)
		return false;
	for (uint32_t i = 1; i < r->nchunks; i++)
		aligned += is_aligned(page, from, row, r->chunk[i].box);
	return aligned * 3 < r->nchunks - 1;
}

/* one past the last row of the table that begins with this one; *tabular rows in it */
static size_t
end_of_table(const struct pdf_page *page, size_t first, unsigned *tabular)
{
	struct pdf_box box = page->row[first].box;
	size_t end = first + 1, single = 0;
	float usual = 0;	/* the widest gap but those that part tables */
	float tallest = word_height(&page->row[first]);

	*tabular = 1;
	for (size_t i = first + 1; i < page->nrows && i - first < MOST_ROWS; i++) {
		const struct pdf_row *r = &page->row[i];
		float gap = gap_above(page, i), height = pdf_height(r->box);
		bool wide = gap > BETWEEN * height;

		if (r->use != PDF_PROSE || gap > AIRY * height ||
		    (wide && !(is_tabular(r) && are_aligned(&page->row[i - 1], r))))
			break;
		/* a heading is larger than the rows */
		if (r->nchunks == 1 && word_height(r) > tallest * LARGER)
			break;
		/* a title between two tables stands apart from the rows above it */
		if (r->nchunks == 1 && *tabular > 2 && gap > height * 0.8F && gap > usual * 2)
			break;
		if (is_tabular(r) && *tabular > 2 && gap > usual + height * 0.08F &&
		    has_other_columns(page, first, i))
			break;
		if (is_tabular(r) && *tabular > 1 && gap > usual)
			usual = gap;
		if (is_tabular(r)) {
			box = pdf_around(box, r->box);
			tallest = word_height(r) > tallest ? word_height(r) : tallest;
			end = i + 1;
			single = 0;
			(*tabular)++;
		} else if (is_sentence(r, box) || ++single > MOST_SINGLE) {
			break;
		}
	}
	return end;
}

/* a header that spans columns may be all there is in its row */
static bool
is_spanning_header(const struct pdf_page *page, size_t first)
{
	const struct pdf_row *r = &page->row[first], *above = &page->row[first - 1];

	return above->use == PDF_PROSE && above->nchunks == 1 &&
	    gap_above(page, first) <= pdf_height(r->box) && above->box.x0 > r->chunk[0].box.x1 &&
	    above->box.x1 <= r->box.x1 + pdf_height(r->box);
}

/* may the row be a line of the header of a table that stands in this box, with this row below? */
static bool
is_header_line(const struct pdf_row *r, const struct pdf_row *below, struct pdf_box table)
{
	float height = word_height(below), gap = below->box.y0 - r->box.y1;
	struct str last = r->word[r->nwords - 1]->s;

	return r->use == PDF_PROSE && gap <= height * HEADER_GAP && !is_caption(r) &&
	    word_height(r) <= height * 1.12F && height <= word_height(r) * 1.12F &&
	    r->box.x0 > table.x0 - height && r->box.x1 < table.x1 + height &&
	    strchr(".:;", last.p[last.n - 1]) == NULL && !is_sentence(r, table) &&
	    (r->nchunks > 1 || r->box.x1 - r->box.x0 < (table.x1 - table.x0) * 0.4F);
}

/* the first row of the table whose first tabular row, and end, these are: lines of a header of
 * several lines stand above one another, one at least of them right of the labels */
static size_t
begin_of_table(const struct pdf_page *page, size_t first, size_t end)
{
	struct pdf_box box = page->row[first].box;
	size_t top = first;

	if (first == 0)
		return first;
	if (is_spanning_header(page, first))
		top = first - 1;
	for (size_t i = first; i < end; i++)
		if (is_tabular(&page->row[i]))
			box = pdf_around(box, page->row[i].box);
	for (size_t i = first; i > 0 && first - i < MOST_HEADER; i--) {
		const struct pdf_row *r = &page->row[i - 1];

		if (!is_header_line(r, &page->row[i], box))
			break;
		if (i <= top && r->box.x1 > box.x0 + 3 * word_height(r) && (r->nchunks > 1 ||
		    r->box.x0 > box.x0 + 2 * word_height(r)))
			top = i - 1;
	}
	return top;
}

static void
take_table(struct pdf *p, struct pdf_page *page, size_t first, size_t end)
{
	struct pdf_table t = { .first_row = (uint32_t)first, .last_row = (uint32_t)end - 1,
		.top = page->row[first].box.y0 };

	if (!pdf_lay_out(p, page, &t))
		return;
	for (size_t i = t.first_row; i <= t.last_row; i++)
		page->row[i].use = PDF_TABLE;
	(void)VEC_ROOM(p->arena, page->table, page->ntables, page->tablecap);
	page->table[page->ntables++] = t;
}

static int
by_top(const void *a, const void *b)
{
	const struct pdf_table *x = a, *y = b;

	return x->top < y->top ? -1 : x->top > y->top;
}

unsigned
pdf_count_tabular(const struct pdf_page *page)
{
	unsigned n = 0;

	for (size_t i = 0; i < page->nrows && n < 2; i++)
		n += is_tabular(&page->row[i]);
	return n;
}

void
pdf_find_tables(struct pdf *p, struct pdf_page *page)
{
	for (size_t i = 0; i < page->nrows;) {
		unsigned tabular;
		size_t end, first;

		if (!is_tabular(&page->row[i]) || !page->row[i].gapped) {
			i++;
			continue;
		}
		end = end_of_table(page, i, &tabular);
		first = begin_of_table(page, i, end);
		if (tabular >= 2)
			take_table(p, page, first, end);
		i = end;
	}
	if (page->ntables > 1)
		qsort(page->table, page->ntables, sizeof(*page->table), by_top);
}
