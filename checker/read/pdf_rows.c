/* Words that stand on one line of the page, and the chunks that gaps part them into. */
#include <stdlib.h>

#include "read/pdf.h"

#define GAP	2.1F	/* blanks: a wider gap parts chunks */
#define LEAST	0.5F	/* heights of a row; so does no narrower one, */
#define MOST	1.6F	/* and every wider one */
#define NARROW	0.8F	/* blanks: between two figures, so much is enough */
#define STEPS	64	/* of blanks that are told apart, from 0 to 2 heights */

bool
pdf_is_figure(struct str s)
{
	size_t i = 0, letters = 0;

	while (i < s.n && (strchr("($-+.,*<", s.p[i]) != NULL || (unsigned char)s.p[i] == 0xC2 ||
	    (unsigned char)s.p[i] == 0xA3 || (i + 2 < s.n && (unsigned char)s.p[i] == 0xE2))) {
		i += (unsigned char)s.p[i] == 0xE2 ? 3 : 1;
	}
	if (i == s.n || !ch_digit(s.p[i]))
		return false;
	for (; i < s.n; i++)
		letters += ch_alpha(s.p[i]);
	return letters < 2;	/* "12m", but not "(1/km)" */
}

static float
middle(struct pdf_box b)
{
	return (b.y0 + b.y1) / 2;
}

static int
by_middle(const void *a, const void *b)
{
	const struct pdf_word *x = *(const struct pdf_word *const *)a;
	const struct pdf_word *y = *(const struct pdf_word *const *)b;
	float d = middle(x->box) - middle(y->box);

	return d < 0 ? -1 : d > 0 ? 1 : x < y ? -1 : x > y;
}

static int
by_left(const void *a, const void *b)
{
	const struct pdf_word *x = *(const struct pdf_word *const *)a;
	const struct pdf_word *y = *(const struct pdf_word *const *)b;

	return x->box.x0 < y->box.x0 ? -1 : x->box.x0 > y->box.x0 ? 1 : x < y ? -1 : x > y;
}

/* do they stand on one line? A raised footnote mark does, the line below does not */
static bool
is_level(struct pdf_box row, struct pdf_box word)
{
	float top = row.y0 > word.y0 ? row.y0 : word.y0, end = row.y1 < word.y1 ? row.y1 : word.y1;
	float least = pdf_height(row) < pdf_height(word) ? pdf_height(row) : pdf_height(word);
	float most = pdf_height(row) < pdf_height(word) ? pdf_height(word) : pdf_height(row);

	/* a cell of one line in the middle of a row stands half a line below the first of two */
	return end - top >= least * (least > most * 0.9F ? 0.6F : 0.5F);
}

/* dots that lead from a title to its page */
static bool
is_leader(struct str s)
{
	size_t dots = 0;

	for (size_t i = 0; i < s.n; i++)
		dots += s.p[i] == '.' || s.p[i] == '_';
	return dots >= 3 && dots == s.n;
}

/* the median of the blanks within the lines of pdftotext, in heights */
static float
median_blank(const struct pdf_page *page)
{
	size_t count[STEPS] = { 0 }, all = 0, half = 0;

	for (size_t i = 1; i < page->nwords; i++) {
		const struct pdf_word *a = &page->word[i - 1], *b = &page->word[i];
		float blank = (b->box.x0 - a->box.x1) / pdf_height(b->box);

		if (a->line != b->line || blank <= 0 || blank >= 2)
			continue;
		count[(size_t)(blank * STEPS / 2)]++;
		all++;
	}
	for (size_t i = 0; i < STEPS; i++) {
		half += count[i];
		if (half * 2 >= all && all > 0)
			return ((float)i + 0.5F) * 2 / STEPS;
	}
	return 0.25F;
}

/* "in 2023, 38 of" is a sentence, not two columns */
static bool
ends_clause(struct str s)
{
	return strchr(",;:", s.p[s.n - 1]) != NULL;
}

/* "(19.9%)" right behind "1269" belongs to it */
static bool
is_bracketed(struct str s)
{
	return s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')';
}

static float
taller(const struct pdf_word *a, const struct pdf_word *b)
{
	return pdf_height(a->box) < pdf_height(b->box) ? pdf_height(b->box) : pdf_height(a->box);
}

/* what stands for a figure that is none */
static bool
is_dash(struct str s)
{
	return str_eq(s, CF_S("-")) || str_eq(s, CF_S("\u2013")) || str_eq(s, CF_S("\u2014"));
}

static bool
is_apart(const struct pdf_word *a, const struct pdf_word *b, float blank)
{
	return b->box.x0 - a->box.x1 > taller(a, b) * blank * NARROW;
}

/* two figures, each for itself, with no more than a blank between */
static bool
are_figures_apart(const struct pdf_word *a, const struct pdf_word *b, float blank)
{
	return is_apart(a, b, blank) && pdf_is_figure(a->s) && pdf_is_figure(b->s) &&
	    !is_bracketed(b->s) && !ends_clause(a->s);
}

/* in a row of a table: a dash that stands for a figure, and a figure or another dash behind it */
static bool
is_behind_dash(const struct pdf_word *a, const struct pdf_word *b, float blank, bool alone)
{
	return alone && is_dash(a->s) && is_apart(a, b, blank) &&
	    (is_dash(b->s) || pdf_is_figure(b->s));
}

static void
cut_at_gaps(struct pdf_row *r, float blank, bool tabular)
{
	float least = GAP * blank < LEAST ? LEAST : GAP * blank > MOST ? MOST : GAP * blank;
	struct pdf_chunk *c = r->chunk;

	r->nchunks = 0;
	for (uint32_t i = 0; i < r->nwords; i++) {
		const struct pdf_word *w = r->word[i], *last = i > 0 ? r->word[i - 1] : w;
		float gap = w->box.x0 - c->box.x1;
		bool wide = i > 0 && (gap > taller(last, w) * least || is_leader(last->s) ||
		    is_leader(w->s));

		r->gapped = r->gapped || wide;
		if (i > 0 && !wide && !are_figures_apart(last, w, blank) &&
		    !(tabular && is_behind_dash(last, w, blank, c->n == 1))) {
			c->box = pdf_around(c->box, w->box);
			c->n++;
			continue;
		}
		c = &r->chunk[r->nchunks++];
		*c = (struct pdf_chunk){ .box = w->box, .first = i, .n = 1,
			.figure = pdf_is_figure(w->s) };
	}
}

#define TABULAR	4u	/* chunks: a line with so many is hardly prose */

static void
cut_into_chunks(struct pdf *p, struct pdf_row *r, float blank)
{
	r->chunk = arena_array(p->arena, r->nwords, struct pdf_chunk);
	cut_at_gaps(r, blank, false);
	if (r->gapped && r->nchunks >= TABULAR)
		cut_at_gaps(r, blank, true);
}

static void
add_row(struct pdf *p, struct pdf_page *page, const struct pdf_word **word, uint32_t n,
    struct pdf_box box)
{
	struct pdf_row *r;

	(void)VEC_ROOM(p->arena, page->row, page->nrows, page->rowcap);
	r = &page->row[page->nrows++];
	*r = (struct pdf_row){ .box = box, .word = word, .nwords = n };
	qsort(word, n, sizeof(*word), by_left);
	cut_into_chunks(p, r, page->blank);
}

/* no letter and no digit: a bullet, an arrow */
static bool
is_sign(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ch_alpha(s.p[i]) || ch_digit(s.p[i]))
			return false;
	return s.n <= 4 && s.p[0] != '$';
}

/* the box of a bullet in a font of signs may reach over several lines; a dash in a heading is
 * as high as the words beside it */
static bool
is_high_sign(const struct pdf *p, const struct pdf_page *page, size_t i)
{
	const struct pdf_word *w = &page->word[i];

	if (!is_sign(w->s) || pdf_height(w->box) <= p->body * 1.7F)
		return false;
	return !(i > 0 && w[-1].line == w->line && !is_sign(w[-1].s) &&
	    pdf_height(w[-1].box) > pdf_height(w->box) * 0.8F) &&
	    !(i + 1 < page->nwords && w[1].line == w->line && !is_sign(w[1].s) &&
	    pdf_height(w[1].box) > pdf_height(w->box) * 0.8F);
}

void
pdf_find_rows(struct pdf *p, struct pdf_page *page)
{
	const struct pdf_word **word = arena_array(p->arena, page->nwords, const struct pdf_word *);
	size_t from = 0, n = 0;
	struct pdf_box box = { 0 }, first = { 0 };

	page->blank = median_blank(page);
	for (size_t i = 0; i < page->nwords; i++) {
		struct pdf_word *w = &page->word[i];

		w->apart = w->apart || is_high_sign(p, page, i);
		if (!w->apart)
			word[n++] = w;
	}
	if (n > 1)
		qsort(word, n, sizeof(*word), by_middle);
	for (size_t i = 0; i < n; i++) {
		if (i > from && is_level(first, word[i]->box)) {
			box = pdf_around(box, word[i]->box);
			/* the tallest so far says where the line is */
			if (pdf_height(word[i]->box) > pdf_height(first))
				first = word[i]->box;
			continue;
		}
		if (i > from)
			add_row(p, page, word + from, (uint32_t)(i - from), box);
		from = i;
		box = first = word[i]->box;
	}
	if (n > from)
		add_row(p, page, word + from, (uint32_t)(n - from), box);
}
