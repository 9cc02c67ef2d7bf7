/*
 * Pages whose text runs up or down, as wide tables do on pages that stand: all after this
 * sees them upright.
 */
#include "read/pdf.h"

#define OVER 20.0F	/* points: no word is so far outside its page */
#define LEAST_WORDS 12u		/* long enough that their boxes say how they run */

/* does the box of a word of three letters or more say that it is on its side? */
static bool
is_on_side(const struct pdf_word *w)
{
	return pdf_height(w->box) > (w->box.x1 - w->box.x0) * 1.3F;
}

static enum pdf_turn
turn_of(const struct pdf_page *page)
{
	size_t all = 0, side = 0, up = 0, down = 0;

	for (size_t i = 0; i < page->nwords; i++) {
		const struct pdf_word *w = &page->word[i], *last = i > 0 ? w - 1 : NULL;

		if (w->s.n < 3)
			continue;
		all++;
		if (!is_on_side(w))
			continue;
		side++;
		if (last != NULL && last->line == w->line) {
			up += w->box.y0 < last->box.y0;
			down += w->box.y0 > last->box.y0;
		}
	}
	if (side < LEAST_WORDS || side * 10 < all * 7)
		return PDF_UPRIGHT;
	return up >= down ? PDF_UPWARDS : PDF_DOWNWARDS;
}

struct pdf_box
pdf_turned(const struct pdf_page *page, struct pdf_box b)
{
	/* the page's own width is the height of the turned one, and the reverse */
	switch (page->turn) {
	case PDF_UPWARDS:
		return (struct pdf_box){ page->width - b.y1, b.x0, page->width - b.y0, b.x1 };
	case PDF_DOWNWARDS:
		return (struct pdf_box){ b.y0, page->height - b.x1, b.y1, page->height - b.x0 };
	case PDF_UPRIGHT:
		break;
	}
	return b;
}

/* pdftotext has the width of a page that is shown rotated for its height */
static void
settle_size(struct pdf_page *page)
{
	float width = page->width, right = 0;

	for (size_t i = 0; i < page->nwords; i++)
		right = page->word[i].box.x1 > right ? page->word[i].box.x1 : right;
	if (right > width + OVER && right <= page->height + OVER) {
		page->width = page->height;
		page->height = width;
	}
}

void
pdf_turn(struct pdf_page *page)
{
	float width;

	settle_size(page);
	width = page->width;
	page->turn = turn_of(page);
	if (page->turn != PDF_UPRIGHT) {
		page->width = page->height;
		page->height = width;
	}
	for (size_t i = 0; i < page->nwords; i++) {
		page->word[i].place = page->word[i].box;
		page->word[i].box = pdf_turned(page, page->word[i].box);
	}
}
