/* Words of a page go into the document, with where they stand; see pdf_blocks.h. */
#include "read/pdf_blocks.h"

void
pdf_blocks_put_word(struct pdf_blocks *w, const struct pdf_page *page, const struct pdf_word *x)
{
	if (page != w->labelled)
		w->label = page->label.n > 0 ? derive_name(w->v, page->label) : 0;
	w->labelled = page;
	(void)derive_spot(w->v, (struct spot){ .kind = SPOT_PAGE, .n = page->number,
		.name = w->label, .box = { x->place.x0, x->place.y0,
		x->place.x1 - x->place.x0, x->place.y1 - x->place.y0 } });
	derive_put(w->v, x->s);
}

/* ---- words that are raised */

/* is word b a footnote mark, or the "th" of "5th", above the line right behind a? */
static bool
is_raised(const struct pdf_word *a, const struct pdf_word *b)
{
	float height = pdf_height(a->box), gap = b->box.x0 - a->box.x1;

	return pdf_height(b->box) < height * 0.85F && b->box.y1 < a->box.y1 - height * 0.12F &&
	    gap < height * 0.25F && gap > -height * 0.5F && b->s.n <= 6;
}

/* a raised number in the digits that are such marks, so that it is no part of a figure */
static struct str
raise(struct str s, char out[24])
{
	static const char *const digit[10] = { "\u2070", "\u00B9", "\u00B2", "\u00B3", "\u2074",
		"\u2075", "\u2076", "\u2077", "\u2078", "\u2079" };
	size_t n = 0;

	for (size_t i = 0; i < s.n && i < 6; i++) {
		struct str d = ch_digit(s.p[i]) ? str_of(digit[s.p[i] - '0']) : str_sub(s, i, i + 1);

		memcpy(out + n, d.p, d.n);
		n += d.n;
	}
	return (struct str){ out, n };
}

void
pdf_blocks_put_next(struct pdf_blocks *w, const struct pdf_page *page, const struct pdf_word *last,
    const struct pdf_word *x)
{
	struct pdf_word mark = *x;
	char digits[24];

	if (last != NULL && is_raised(last, x)) {
		mark.s = raise(x->s, digits);
		pdf_blocks_put_word(w, page, &mark);
		return;
	}
	if (last != NULL)
		derive_put(w->v, CF_S(" "));
	pdf_blocks_put_word(w, page, x);
}

/* ---- what is not read */

void
pdf_blocks_left_out(struct pdf_blocks *w, struct str words, struct str why)
{
	uint32_t from = derive_spot(w->v, (struct spot){ .kind = SPOT_PAGE, .n = w->page->number });

	derive_put(w->v, words);
	derive_line(w->v);
	if (!w->v->d->failed)
		doc_skip(w->v->d, (struct span){ from, (uint32_t)w->v->n }, false, why);
}
