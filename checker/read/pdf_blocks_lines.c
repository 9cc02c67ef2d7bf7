/* Lines of prose, with the bullets and numbers in front of them; see pdf_blocks.h. */
#include "read/pdf_blocks.h"

void
pdf_blocks_collect_lines(struct pdf_blocks *w)
{
	struct pdf_page *page = w->page;
	enum pdf_use *use = arena_array(w->p->arena, page->nwords, enum pdf_use);
	const struct pdf_word **word = arena_array(w->p->arena, page->nwords,
	    const struct pdf_word *);
	struct pdf_text_line *l = NULL;
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
			*l = (struct pdf_text_line){ .box = x->box, .block = x->block, .use = use[i],
				.page = page, .word = word + n };
		}
		l->box = pdf_around(l->box, x->box);
		l->nwords++;
		word[n++] = x;
	}
}

/* ---- bullets and numbers */

bool
pdf_is_bullet(struct str s)
{
	unsigned char c = s.n > 0 ? (unsigned char)s.p[0] : 'a';

	return s.n <= 4 && !ch_digit((char)c) && !ch_alpha((char)c) && c != 0xC2 &&
	    strchr("($%#&[\"'", c) == NULL;
}

bool
pdf_is_number_mark(struct str s)
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

static bool
is_mark(const struct pdf_text_line *l)
{
	return l->nwords == 1 && l->mark == NULL && (pdf_is_bullet(l->word[0]->s) ||
	    pdf_is_number_mark(l->word[0]->s));
}

/* how far line b, right of the mark a, is from its level, in points; negative: it is not
 * beside it at all. The box of a bullet may reach over several lines. */
static float
distance(const struct pdf_text_line *a, const struct pdf_text_line *b)
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

void
pdf_blocks_join_marks(struct pdf_blocks *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->nlines; i++) {
		size_t k = i > NEAR ? i - NEAR : 0, to = w->nlines - i > NEAR ? i + NEAR : w->nlines;
		struct pdf_text_line *best = NULL;
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
