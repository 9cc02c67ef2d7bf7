/* Where paragraphs and items begin and end, and what they become; see pdf_blocks.h. */
#include "read/pdf_blocks.h"

/* ---- where they begin and end */

/* does a paragraph begin with line b, after line a of the same block? `right`: where the
 * lines of the block end */
static bool
begins_paragraph(const struct pdf_text_line *a, const struct pdf_text_line *b, float left, float right)
{
	float h = pdf_size_of(b), gap = b->box.y0 - a->box.y1;
	float room = right - a->box.x1, first = b->word[0]->box.x1 - b->word[0]->box.x0;
	bool ended = pdf_ends_sentence(pdf_last_word(a));

	if (b->use != a->use || pdf_size_of(a) > h * 1.12F || pdf_size_of(a) * 1.12F < h)
		return true;
	if (gap > h * 0.75F || b->box.y0 < a->box.y0 - h)
		return true;
	if (b->mark != NULL)
		return true;
	if (pdf_is_bullet(b->word[0]->s) ||
	    (pdf_is_number_mark(b->word[0]->s) && b->box.x0 <= a->box.x0 + h))
		return b->nwords > 1;
	/* indented, or the line before ends early though the next word had room */
	if (ended && b->box.x0 > left + h * 0.8F && a->box.x0 < b->box.x0 - h * 0.8F)
		return true;
	return room > first + h && (ended || room > (right - left) * 0.3F);
}

size_t
pdf_blocks_end_of_paragraph(const struct pdf_blocks *w, size_t i)
{
	const struct pdf_text_line *l = w->line;
	float left = l[i].box.x0, right = l[i].box.x1;
	size_t end;

	for (size_t k = i; k < w->nlines && l[k].block == l[i].block && k < i + 200; k++) {
		left = l[k].box.x0 < left ? l[k].box.x0 : left;
		right = l[k].box.x1 > right ? l[k].box.x1 : right;
	}
	for (end = i + 1; end < w->nlines && l[end].block == l[i].block; end++)
		if (begins_paragraph(&l[end - 1], &l[end], left, right))
			break;
	return end;
}

/* ---- what they become */

static void
put_lines(struct pdf_blocks *w, const struct pdf_text_line *l, size_t n)
{
	const struct pdf_word *last = n > 0 ? l->mark : NULL;

	if (last != NULL)
		pdf_blocks_put_word(w, l->page, last);
	for (size_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < l[i].nwords; k++) {
			const struct pdf_word *x = l[i].word[k];
			struct pdf_word cut = *x;
			enum pdf_hyphen hyphen = k + 1 == l[i].nwords && i + 1 < n ?
			    pdf_hyphen_between(w->p, x->s, l[i + 1].word[0]->s) : PDF_NO_HYPHEN;

			cut.s.n -= hyphen == PDF_BREAK;
			pdf_blocks_put_next(w, l[i].page, last, &cut);
			last = hyphen == PDF_NO_HYPHEN ? x : NULL;
		}
	}
}

/* "*", "**", a dagger: on paper they begin a note to a table, and bullets are dots */
static bool
is_note_mark(struct str s)
{
	return s.n > 0 && (s.p[0] == '*' || str_starts(s, CF_S("\xe2\x80\xa0")) ||
	    str_starts(s, CF_S("\xe2\x80\xa1")));
}

static bool
has_bullet(const struct pdf_text_line *l)
{
	struct str s = l->mark != NULL ? l->mark->s : l->word[0]->s;

	return (l->mark != NULL || l->nwords > 1) && pdf_is_bullet(s) && !is_note_mark(s);
}

void
pdf_blocks_put_paragraph(struct pdf_blocks *w, struct pdf_text_line *l, size_t n)
{
	struct doc *d = w->v->d;
	uint32_t from = (uint32_t)w->v->n;
	struct text t;

	if (l->use == PDF_PROSE && has_bullet(l)) {
		if (l->mark == NULL) {
			l->word++;
			l->nwords--;
		}
		l->mark = NULL;
		put_lines(w, l, n);
		(void)doc_item(d, 1, w->nlists == 0 ? ++w->nlists : w->nlists,
		    derive_text(w->v, from), false);
		derive_line(w->v);
		return;
	}
	put_lines(w, l, n);
	t = derive_text(w->v, from);
	if (t.span.from == t.span.to || d->failed)
		return;
	if (l->use == PDF_MARK) {
		(void)doc_page_mark(d, t);
	} else {
		if (pdf_blocks_is_heading(w, l, n))
			(void)doc_heading(d, pdf_blocks_level(w, pdf_size_of(l)), t);
		else
			(void)doc_paragraph(d, t, false);
		w->nlists += w->nlists > 0;
	}
	derive_line(w->v);
}
