/*
 * Pages become blocks of the document: tables where they stand, all other words as
 * headings, items and paragraphs in the order that pdftotext reads them. See pdf_blocks.h.
 */
#include "read/pdf_blocks.h"

/* ---- paragraphs that go over the end of a page */

static void
put_pending(struct pdf_blocks *w)
{
	size_t n = w->npending;

	w->npending = 0;
	if (n > 0)
		pdf_blocks_put_paragraph(w, w->pending, n);
}

static void
keep_pending(struct pdf_blocks *w, const struct pdf_text_line *l, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		(void)VEC_ROOM(w->p->arena, w->pending, w->npending, w->pendcap);
		w->pending[w->npending++] = l[i];
	}
}

/* do these lines go on with the paragraph of the page before? */
static bool
goes_on(const struct pdf_blocks *w, const struct pdf_text_line *l)
{
	const struct pdf_text_line *last = &w->pending[w->npending - 1];
	float size = pdf_size_of(l), before = pdf_size_of(last);
	struct str end = pdf_last_word(last);
	char c = l->word[0]->s.p[0];

	return l->mark == NULL && size < before * 1.1F && before < size * 1.1F &&
	    ((c >= 'a' && c <= 'z') || (end.p[end.n - 1] == ',' && c != '('));
}

#define MOST_PENDING 400u	/* lines of one paragraph */

/* a paragraph; what stands last on its page and ends no sentence waits for the next page */
static void
take_paragraph(struct pdf_blocks *w, struct pdf_text_line *l, size_t n, bool last)
{
	if (l->use == PDF_MARK) {
		pdf_blocks_put_paragraph(w, l, n);
		return;
	}
	w->after_table = 0;
	if (w->npending > 0 && goes_on(w, l) && w->npending + n < MOST_PENDING) {
		keep_pending(w, l, n);
	} else {
		put_pending(w);
		keep_pending(w, l, n);
	}
	if (!last || pdf_ends_sentence(pdf_last_word(&l[n - 1])) ||
	    pdf_blocks_is_heading(w, w->pending, w->npending))
		put_pending(w);
}

/* ---- pages */

/* is there nothing but marks after this line? */
static bool
is_last(const struct pdf_blocks *w, size_t i)
{
	while (i < w->nlines && w->line[i].use == PDF_MARK)
		i++;
	return i == w->nlines;
}

static void
put_page(struct pdf_blocks *w)
{
	struct pdf_page *page = w->page;
	size_t table = 0, end;

	pdf_blocks_collect_lines(w);
	pdf_blocks_join_marks(w);
	for (size_t i = 0; i < w->nlines && !w->v->d->failed; i = end) {
		struct pdf_text_line *l = &w->line[i];

		/* a table comes before the first line below it, unless that is a mark */
		while (table < page->ntables && l->use != PDF_MARK &&
		    page->table[table].top < l->box.y0) {
			put_pending(w);
			pdf_blocks_put_table(w, &page->table[table++]);
		}
		end = pdf_blocks_end_of_paragraph(w, i);
		take_paragraph(w, l, end - i, table == page->ntables && is_last(w, end));
	}
	while (table < page->ntables && !w->v->d->failed) {
		put_pending(w);
		pdf_blocks_put_table(w, &page->table[table++]);
	}
}

void
pdf_put_blocks(struct pdf *p, struct derive *v)
{
	struct pdf_blocks w = { .p = p, .v = v };

	pdf_blocks_find_sizes(&w);
	for (size_t i = 0; i < p->npages && !v->d->failed; i++) {
		w.page = &p->page[i];
		if (w.page->nwords > 0) {
			put_page(&w);
			continue;
		}
		put_pending(&w);
		pdf_blocks_left_out(&w, CF_S("(no text)"), CF_S("no text: scanned?"));
	}
	put_pending(&w);
}
