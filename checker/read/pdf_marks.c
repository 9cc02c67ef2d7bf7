/*
 * Page numbers, and the words at the top or bottom of a page that come again on others:
 * they are furniture, neither headings nor rows of a table.
 */
#include <stdlib.h>

#include "read/pdf.h"

#define EDGE		0.11F	/* of the height of a page, at its top and bottom */
#define EDGE_ROWS	3u

/* A row at the edge of a page, without its numbers. */
struct edge {
	uint64_t hash;
	float at;		/* from the edge of the page */
	uint32_t page;
	struct pdf_row *row;
};

struct edges {
	struct edge *at;
	size_t n, cap;
};

/* words in small letters, every number as one '#', and at which edge they stand */
static uint64_t
hash_of(const struct pdf_row *r, bool top)
{
	uint64_t h = str_hash(CF_HASH_SEED, top ? CF_S("t") : CF_S("b"));

	for (uint32_t i = 0; i < r->nwords; i++) {
		struct str s = r->word[i]->s;

		for (size_t k = 0; k < s.n; k++) {
			char c = ch_digit(s.p[k]) ? '#' : ch_lower(s.p[k]);

			if (c != '#' || k == 0 || !ch_digit(s.p[k - 1]))
				h = str_hash(h, (struct str){ &c, 1 });
		}
	}
	return h;
}

static void
add_edge(struct pdf *p, struct edges *e, struct pdf_page *page, size_t row, bool top)
{
	struct pdf_row *r = &page->row[row];

	if (r->nchunks > 3 || (top ? r->box.y0 > page->height * EDGE :
	    r->box.y1 < page->height * (1 - EDGE)))
		return;
	(void)VEC_ROOM(p->arena, e->at, e->n, e->cap);
	e->at[e->n++] = (struct edge){ hash_of(r, top), top ? r->box.y0 : page->height - r->box.y1,
		page->number, r };
}

static void
collect_edges(struct pdf *p, struct edges *e)
{
	for (size_t i = 0; i < p->npages; i++) {
		struct pdf_page *page = &p->page[i];

		for (size_t k = 0; k < page->nrows && k < EDGE_ROWS; k++)
			add_edge(p, e, page, k, true);
		for (size_t k = 0; k < page->nrows && k < EDGE_ROWS; k++)
			add_edge(p, e, page, page->nrows - 1 - k, false);
	}
}

/* Numbers that may be printed on a page for its own. */
struct labels {
	struct label {
		struct str s;
		bool sure;	/* "Page" stands there */
	} at[2 * EDGE_ROWS];
	size_t n;
};

static bool
says_page(const struct pdf_row *r)
{
	for (uint32_t i = 0; i < r->nwords; i++)
		if (str_eq_folded(r->word[i]->s, CF_S("page")))
			return true;
	return false;
}

/* may a number stand behind the word, after another one? */
static bool
is_of(struct str s)
{
	return str_eq_folded(s, CF_S("of")) || str_eq(s, CF_S("/"));
}

/* "12", "- 12 -", "Page 3 of 12": the number's digits, n == 0: it is none */
static struct str
page_number(const struct pdf_row *r)
{
	struct str number = CF_S("");

	if (r->nwords > 5)
		return number;
	for (uint32_t i = 0; i < r->nwords; i++) {
		struct str s = r->word[i]->s;
		size_t n = 0;

		while (n < s.n && ch_digit(s.p[n]))
			n++;
		if (n == s.n && n <= 4 && number.n == 0)
			number = s;
		else if (n == s.n ? !is_of(r->word[i - (i > 0)]->s) :
		    !str_eq_folded(s, CF_S("page")) && !is_of(s) && !str_eq(s, CF_S("|")) &&
		    !str_eq(s, CF_S("-")))
			return CF_S("");
	}
	return number;
}

/* the number that begins or ends the row of a mark */
static struct str
number_beside(const struct pdf_row *r)
{
	for (unsigned last = 0; last < 2; last++) {
		struct str s = r->word[last ? r->nwords - 1 : 0]->s;
		size_t n = 0;

		while (n < s.n && ch_digit(s.p[n]))
			n++;
		if (n == s.n && n <= 4)
			return s;
	}
	return CF_S("");
}

static void
mark(struct labels *labels, struct pdf_row *r, struct str label)
{
	r->use = PDF_MARK;
	if (label.n > 0 && labels->n < 2 * EDGE_ROWS)
		labels->at[labels->n++] = (struct label){ label, says_page(r) };
}

static long
value_of(struct str digits)
{
	long value = 0;

	for (size_t i = 0; i < digits.n; i++)
		value = value * 10 + (digits.p[i] - '0');
	return value;
}

/* does one of the labels of a page count this? */
static bool
have(const struct labels *labels, long value)
{
	for (size_t i = 0; i < labels->n; i++)
		if (value_of(labels->at[i].s) == value)
			return true;
	return false;
}

/* A number at the edge may be a year or a figure: a page has it for its own when that says so,
 * or the page before or behind it counts on. */
static void
choose_label(struct pdf *p, const struct labels *labels, size_t page)
{
	const struct labels *mine = &labels[page];

	for (size_t i = 0; i < mine->n && p->page[page].label.n == 0; i++) {
		long value = value_of(mine->at[i].s);

		if (mine->at[i].sure || (page > 0 && have(mine - 1, value - 1)) ||
		    (page + 1 < p->npages && have(mine + 1, value + 1)))
			p->page[page].label = mine->at[i].s;
	}
}

static int
by_hash(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->at < y->at || x->at > y->at)
		return x->at < y->at ? -1 : 1;
	return x->page < y->page ? -1 : x->page > y->page;
}

#define SAME_PLACE 3.0F	/* points */

/* on how many pages do they stand at one place? What comes again at the top of some pages, but not
 * at one place, is text */
static unsigned
pages_at_one_place(const struct edge *at, size_t n)
{
	unsigned most = 0;

	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && at[end].at - at[end - 1].at < SAME_PLACE; end++)
			;
		/* a page has three rows at most at an edge, with the same words hardly twice */
		most = end - i > most ? (unsigned)(end - i) : most;
	}
	return most;
}

/* rows at the edges of n pages with the same words */
static void
judge_rows(const struct pdf *p, struct labels *labels, const struct edge *at, size_t n,
    unsigned pages)
{
	for (size_t i = 0; i < n; i++) {
		struct labels *page = &labels[at[i].page - 1];
		struct str number = page_number(at[i].row);

		if (number.n > 0)
			mark(page, at[i].row, number);
		else if (pages >= 3 || (pages == 2 && p->npages <= 4 && at[i].row->nchunks < 3))
			mark(page, at[i].row, number_beside(at[i].row));
	}
}

void
pdf_find_marks(struct pdf *p)
{
	struct labels *labels = arena_array(p->arena, p->npages, struct labels);
	struct edges e = { 0 };
	size_t end;

	collect_edges(p, &e);
	if (e.n > 1)
		qsort(e.at, e.n, sizeof(*e.at), by_hash);
	for (size_t i = 0; i < e.n; i = end) {
		for (end = i + 1; end < e.n && e.at[end].hash == e.at[i].hash; end++)
			;
		judge_rows(p, labels, e.at + i, end - i,
		    pages_at_one_place(e.at + i, end - i));
	}
	for (size_t i = 0; i < p->npages; i++)
		choose_label(p, labels, i);
}
