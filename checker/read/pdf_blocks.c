/*
 * Pages become blocks of the document: tables where they stand, all other words as
 * headings, items and paragraphs in the order that pdftotext reads them.
 */
#include <stdlib.h>

#include "read/pdf.h"

/* A line of prose: words of one line of pdftotext that are in no table. */
struct line {
	struct pdf_box box;
	const struct pdf_word **word;
	uint32_t nwords;
	uint32_t block;
	enum pdf_use use;
	const struct pdf_page *page;
	const struct pdf_word *mark;	/* a bullet or number that stands apart before it, or NULL */
};

struct writer {
	struct pdf *p;
	struct derive *v;
	struct pdf_page *page;
	const struct pdf_page *labelled;	/* the page that `label` is of */
	uint32_t label;		/* its name for spots, or 0 */
	struct line *line;
	size_t nlines, linecap;
	uint32_t nlists;
	float *size;		/* heights of headings, the largest first: their levels */
	size_t nsizes, sizecap;
	uint32_t after_table;	/* the page of a table that nothing stands behind yet; or 0 */
	struct line *pending;	/* a paragraph that may go on on the next page */
	size_t npending, pendcap;
};

static void
put_word(struct writer *w, const struct pdf_page *page, const struct pdf_word *x)
{
	if (page != w->labelled)
		w->label = page->label.n > 0 ? derive_name(w->v, page->label) : 0;
	w->labelled = page;
	(void)derive_spot(w->v, (struct spot){ .kind = SPOT_PAGE, .n = page->number,
		.name = w->label, .box = { x->place.x0, x->place.y0,
		x->place.x1 - x->place.x0, x->place.y1 - x->place.y0 } });
	derive_put(w->v, x->s);
}

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

/* the word, and what parts it from the one before */
static void
put_next(struct writer *w, const struct pdf_page *page, const struct pdf_word *last,
    const struct pdf_word *x)
{
	struct pdf_word mark = *x;
	char digits[24];

	if (last != NULL && is_raised(last, x)) {
		mark.s = raise(x->s, digits);
		put_word(w, page, &mark);
		return;
	}
	if (last != NULL)
		derive_put(w->v, CF_S(" "));
	put_word(w, page, x);
}

/* ---- tables */

static uint32_t
put_cell_words(struct writer *w, const struct pdf_cell *c)
{
	uint32_t from = (uint32_t)w->v->n;

	for (uint32_t i = 0; i < c->nwords; i++)
		put_next(w, w->page, i > 0 ? c->word[i - 1] : NULL, c->word[i]);
	return from;
}

#define EDGE 1.5F	/* points: words so near to the edge of the page are cut off by it */

/* does the edge of the page cut words off in two rows? What is left of a figure is another
 * figure */
static bool
is_cut_off(const struct pdf_page *page, const struct pdf_table *t)
{
	uint32_t rows = 0;

	for (uint32_t r = 0; r < t->nrows && rows < 2; r++) {
		bool cut = false;

		for (uint32_t c = 0; c < t->ncols && !cut; c++) {
			const struct pdf_cell *x = &t->cell[(size_t)r * t->ncols + c];

			for (uint32_t i = 0; i < x->nwords && !cut; i++)
				cut = x->word[i]->box.x1 > page->width - EDGE;
		}
		rows += cut;
	}
	return rows == 2;
}

static void
say_left_out(struct writer *w, struct str words, struct str why)
{
	uint32_t from = derive_spot(w->v, (struct spot){ .kind = SPOT_PAGE, .n = w->page->number });

	derive_put(w->v, words);
	derive_line(w->v);
	if (!w->v->d->failed)
		doc_skip(w->v->d, (struct span){ from, (uint32_t)w->v->n }, false, why);
}

static void
put_table(struct writer *w, const struct pdf_table *t)
{
	struct doc *d = w->v->d;
	struct grid *g;
	uint32_t from = (uint32_t)w->v->n;

	if (is_cut_off(w->page, t)) {
		say_left_out(w, CF_S("(a table)"),
		    CF_S("the edge of the page cuts this table off"));
		return;
	}
	g = grid_new(d, t->nrows, t->ncols, (struct span){ from, from });
	if (g == NULL) {
		d->failed = true;
		return;
	}
	g->laid_out = true;
	g->after_break = w->after_table > 0 && w->after_table + 1 == w->page->number;
	w->after_table = w->page->number;
	g->guessed = t->last_row > 0;	/* no lines are drawn around it */
	for (uint32_t r = 0; r < t->nrows; r++) {
		for (uint32_t c = 0; c < t->ncols; c++) {
			const struct pdf_cell *x = &t->cell[(size_t)r * t->ncols + c];
			struct cell *cell;
			uint32_t at;

			if (c > 0)
				derive_tab(w->v);
			if (x->colspan == 0)
				continue;
			at = put_cell_words(w, x);
			cell = grid_put(d, g, r, c, derive_text(w->v, at));
			if (cell == NULL)
				return;
			cell->colspan = (uint16_t)x->colspan;
			cell->rowspan = (uint16_t)(x->rowspan > 1 ? x->rowspan : 1);
		}
		derive_line(w->v);
	}
	g->span.to = (uint32_t)w->v->n;
	(void)doc_table(d, g);
}

/* ---- lines */

static bool
is_bullet(struct str s)
{
	unsigned char c = s.n > 0 ? (unsigned char)s.p[0] : 'a';

	return s.n <= 4 && !ch_digit((char)c) && !ch_alpha((char)c) && c != 0xC2 &&
	    strchr("($%#&[\"'", c) == NULL;
}

/* "1.", "3.2", "(a)", "iv)" */
static bool
is_number_mark(struct str s)
{
	bool digit = false;

	if (s.n < 2 || s.n > 8)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		digit = digit || ch_digit(s.p[i]);
		if (ch_alpha(s.p[i]) && s.n > 5)
			return false;
		if (!ch_alpha(s.p[i]) && !ch_digit(s.p[i]) && strchr(".()", s.p[i]) == NULL)
			return false;
	}
	return s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')' || (digit && memchr(s.p, '.', s.n) != NULL);
}

static void
collect_lines(struct writer *w)
{
	struct pdf_page *page = w->page;
	enum pdf_use *use = arena_array(w->p->arena, page->nwords, enum pdf_use);
	const struct pdf_word **word = arena_array(w->p->arena, page->nwords,
	    const struct pdf_word *);
	struct line *l = NULL;
	size_t n = 0;

	for (size_t r = 0; r < page->nrows; r++)
		for (uint32_t i = 0; i < page->row[r].nwords; i++)
			use[page->row[r].word[i] - page->word] = page->row[r].use;
	w->nlines = 0;
	for (size_t i = 0; i < page->nwords; i++) {
		const struct pdf_word *x = &page->word[i];

		if (use[i] == PDF_TABLE || x->drawn)
			continue;
		if (l == NULL || l->word[0]->line != x->line || l->use != use[i]) {
			(void)VEC_ROOM(w->p->arena, w->line, w->nlines, w->linecap);
			l = &w->line[w->nlines++];
			*l = (struct line){ .box = x->box, .block = x->block, .use = use[i],
				.page = page, .word = word + n };
		}
		l->box = pdf_around(l->box, x->box);
		l->nwords++;
		word[n++] = x;
	}
}

static bool
is_mark(const struct line *l)
{
	return l->nwords == 1 && l->mark == NULL && (is_bullet(l->word[0]->s) ||
	    is_number_mark(l->word[0]->s));
}

/* how far line b, right of the mark a, is from its level, in points; negative: it is not
 * beside it at all. The box of a bullet may reach over several lines. */
static float
distance(const struct line *a, const struct line *b)
{
	struct pdf_box word = b->word[0]->box;
	float top = a->box.y0 > word.y0 ? a->box.y0 : word.y0;
	float end = a->box.y1 < word.y1 ? a->box.y1 : word.y1;
	float least = pdf_height(a->box) < pdf_height(word) ? pdf_height(a->box) : pdf_height(word);
	float apart = (a->box.y0 + a->box.y1 - word.y0 - word.y1) / 2;

	if (b->use != PDF_PROSE || b->mark != NULL || word.x0 < a->box.x1 - 1 ||
	    word.x0 - a->box.x1 > 6 * pdf_height(word) || end - top < 0.4F * least)
		return -1;
	return apart < 0 ? -apart : apart;
}

#define NEAR 60u	/* lines away that the words of a mark are looked for */

/* bullets and numbers that pdftotext has in blocks of their own go to their lines */
static void
join_marks(struct writer *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->nlines; i++) {
		size_t k = i > NEAR ? i - NEAR : 0, to = w->nlines - i > NEAR ? i + NEAR : w->nlines;
		struct line *best = NULL;
		float least = 1e6F;

		for (; k < to && is_mark(&w->line[i]) && w->line[i].use == PDF_PROSE; k++) {
			float d = k == i || w->line[k].nwords == 0 || is_mark(&w->line[k]) ? -1 :
			    distance(&w->line[i], &w->line[k]);

			if (d >= 0 && d < least) {
				best = &w->line[k];
				least = d;
			}
		}
		if (best != NULL) {
			best->mark = w->line[i].word[0];
			w->line[i].nwords = 0;
		}
	}
	for (size_t i = 0; i < w->nlines; i++)
		if (w->line[i].nwords > 0)
			w->line[kept++] = w->line[i];
	w->nlines = kept;
}

/* ---- paragraphs */

static struct str
last_word(const struct line *l)
{
	return l->word[l->nwords - 1]->s;
}

static bool
ends_sentence(struct str s)
{
	return s.n > 0 && strchr(".:;?!", s.p[s.n - 1]) != NULL;
}

static float
size_of(const struct line *l)
{
	return pdf_height(l->word[0]->box);
}

/* does a paragraph begin with line b, after line a of the same block? `right`: where the
 * lines of the block end */
static bool
begins_paragraph(const struct line *a, const struct line *b, float left, float right)
{
	float h = size_of(b), gap = b->box.y0 - a->box.y1;
	float room = right - a->box.x1, first = b->word[0]->box.x1 - b->word[0]->box.x0;

	if (b->use != a->use || size_of(a) > h * 1.12F || size_of(a) * 1.12F < h)
		return true;
	if (gap > h * 0.75F || b->box.y0 < a->box.y0 - h)
		return true;
	if (b->mark != NULL)
		return true;
	if (is_bullet(b->word[0]->s) || (is_number_mark(b->word[0]->s) && b->box.x0 <= a->box.x0 + h))
		return b->nwords > 1;
	/* indented, or the line before ends early though the next word had room */
	if (ends_sentence(last_word(a)) && b->box.x0 > left + h * 0.8F && a->box.x0 < b->box.x0 - h * 0.8F)
		return true;
	return room > first + h && (ends_sentence(last_word(a)) || room > (right - left) * 0.3F);
}

static void
put_lines(struct writer *w, const struct line *l, size_t n)
{
	const struct pdf_word *last = n > 0 ? l->mark : NULL;

	if (last != NULL)
		put_word(w, l->page, last);
	for (size_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < l[i].nwords; k++) {
			const struct pdf_word *x = l[i].word[k];
			struct pdf_word cut = *x;
			enum pdf_hyphen hyphen = k + 1 == l[i].nwords && i + 1 < n ?
			    pdf_hyphen_between(w->p, x->s, l[i + 1].word[0]->s) : PDF_NO_HYPHEN;

			cut.s.n -= hyphen == PDF_BREAK;
			put_next(w, l[i].page, last, &cut);
			last = hyphen == PDF_NO_HYPHEN ? x : NULL;
		}
	}
}

#define SAME_SIZE	0.94F	/* of the height of a heading: so is another of its level */
#define LEVELS		6u

/* from the heights of headings to levels: larger ones are higher */
static unsigned
level_of(const struct writer *w, float h)
{
	unsigned level = 1;

	while (level < w->nsizes && h < w->size[level - 1] * SAME_SIZE)
		level++;
	return level;
}

static bool
is_heading(const struct writer *w, const struct line *l, size_t n)
{
	bool letter = false;

	if (n > 3 || size_of(l) < w->p->body * 1.12F || ends_sentence(last_word(&l[n - 1])))
		return false;
	for (uint32_t i = 0; i < l->nwords; i++)
		letter = letter || ch_alpha(l->word[i]->s.p[0]) ||
		    (unsigned char)l->word[i]->s.p[0] >= 0xC3;
	return letter && l->nwords <= 20;
}

static int
by_size(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return x > y ? -1 : x < y;
}

/* the heights of what may be headings, one for each level */
static void
find_sizes(struct writer *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->p->npages; i++) {
		w->page = &w->p->page[i];
		collect_lines(w);
		for (size_t k = 0; k < w->nlines; k++) {
			if (w->line[k].use != PDF_PROSE || !is_heading(w, &w->line[k], 1))
				continue;
			(void)VEC_ROOM(w->p->arena, w->size, w->nsizes, w->sizecap);
			w->size[w->nsizes++] = size_of(&w->line[k]);
		}
	}
	if (w->nsizes > 1)
		qsort(w->size, w->nsizes, sizeof(*w->size), by_size);
	for (size_t i = 0; i < w->nsizes && kept < LEVELS; i++)
		if (kept == 0 || w->size[i] < w->size[kept - 1] * SAME_SIZE)
			w->size[kept++] = w->size[i];
	w->nsizes = kept;
}

/* "*", "**", a dagger: on paper they begin a note to a table, and bullets are dots */
static bool
is_note_mark(struct str s)
{
	return s.n > 0 && (s.p[0] == '*' || str_starts(s, CF_S("\xe2\x80\xa0")) ||
	    str_starts(s, CF_S("\xe2\x80\xa1")));
}

static bool
has_bullet(const struct line *l)
{
	struct str s = l->mark != NULL ? l->mark->s : l->word[0]->s;

	return (l->mark != NULL || l->nwords > 1) && is_bullet(s) && !is_note_mark(s);
}

static void
put_paragraph(struct writer *w, struct line *l, size_t n)
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
		if (is_heading(w, l, n))
			(void)doc_heading(d, level_of(w, size_of(l)), t);
		else
			(void)doc_paragraph(d, t, false);
		w->nlists += w->nlists > 0;
	}
	derive_line(w->v);
}

/* one past the last line of the paragraph that begins with line i */
static size_t
end_of_paragraph(const struct writer *w, size_t i)
{
	const struct line *l = w->line;
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

/* ---- pages */

static void
put_pending(struct writer *w)
{
	size_t n = w->npending;

	w->npending = 0;
	if (n > 0)
		put_paragraph(w, w->pending, n);
}

static void
keep_pending(struct writer *w, const struct line *l, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		(void)VEC_ROOM(w->p->arena, w->pending, w->npending, w->pendcap);
		w->pending[w->npending++] = l[i];
	}
}

/* do these lines go on with the paragraph of the page before? */
static bool
goes_on(const struct writer *w, const struct line *l)
{
	const struct line *last = &w->pending[w->npending - 1];
	char c = l->word[0]->s.p[0];

	return l->mark == NULL && size_of(l) < size_of(last) * 1.1F && size_of(last) < size_of(l) * 1.1F &&
	    ((c >= 'a' && c <= 'z') || (last_word(last).p[last_word(last).n - 1] == ',' && c != '('));
}

#define MOST_PENDING 400u	/* lines of one paragraph */

/* a paragraph; what stands last on its page and ends no sentence waits for the next page */
static void
take_paragraph(struct writer *w, struct line *l, size_t n, bool last)
{
	if (l->use == PDF_MARK) {
		put_paragraph(w, l, n);
		return;
	}
	w->after_table = 0;
	if (w->npending > 0 && goes_on(w, l) && w->npending + n < MOST_PENDING) {
		keep_pending(w, l, n);
	} else {
		put_pending(w);
		keep_pending(w, l, n);
	}
	if (!last || ends_sentence(last_word(&l[n - 1])) || is_heading(w, w->pending, w->npending))
		put_pending(w);
}

/* is there nothing but marks after this line? */
static bool
is_last(const struct writer *w, size_t i)
{
	while (i < w->nlines && w->line[i].use == PDF_MARK)
		i++;
	return i == w->nlines;
}

static void
put_page(struct writer *w)
{
	struct pdf_page *page = w->page;
	size_t table = 0, end;

	collect_lines(w);
	join_marks(w);
	for (size_t i = 0; i < w->nlines && !w->v->d->failed; i = end) {
		struct line *l = &w->line[i];

		/* a table comes before the first line below it, unless that is a mark */
		while (table < page->ntables && l->use != PDF_MARK &&
		    page->table[table].top < l->box.y0) {
			put_pending(w);
			put_table(w, &page->table[table++]);
		}
		end = end_of_paragraph(w, i);
		take_paragraph(w, l, end - i, table == page->ntables && is_last(w, end));
	}
	while (table < page->ntables && !w->v->d->failed) {
		put_pending(w);
		put_table(w, &page->table[table++]);
	}
}

void
pdf_put_blocks(struct pdf *p, struct derive *v)
{
	struct writer w = { .p = p, .v = v };

	find_sizes(&w);
	for (size_t i = 0; i < p->npages && !v->d->failed; i++) {
		w.page = &p->page[i];
		if (w.page->nwords > 0) {
			put_page(&w);
			continue;
		}
		put_pending(&w);
		say_left_out(&w, CF_S("(no text)"), CF_S("no text: scanned?"));
	}
	put_pending(&w);
}
