/* Which lines are headings, and of which level; see pdf_blocks.h. */
#include "read/pdf_blocks.h"

#include <stdlib.h>

#define SAME_SIZE	0.94F	/* of the height of a heading: so is another of its level */
#define LEVELS		6u

bool
pdf_blocks_is_heading(const struct pdf_blocks *w, const struct pdf_text_line *l, size_t n)
{
	bool letter = false;

	if (n > 3 || pdf_size_of(l) < w->p->body * 1.12F || pdf_ends_sentence(pdf_last_word(&l[n - 1])))
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

void
pdf_blocks_find_sizes(struct pdf_blocks *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->p->npages; i++) {
		w->page = &w->p->page[i];
		pdf_blocks_collect_lines(w);
		for (size_t k = 0; k < w->nlines; k++) {
			if (w->line[k].use != PDF_PROSE || !pdf_blocks_is_heading(w, &w->line[k], 1))
				continue;
			(void)VEC_ROOM(w->p->arena, w->size, w->nsizes, w->sizecap);
			w->size[w->nsizes++] = pdf_size_of(&w->line[k]);
		}
	}
	if (w->nsizes > 1)
		qsort(w->size, w->nsizes, sizeof(*w->size), by_size);
	for (size_t i = 0; i < w->nsizes && kept < LEVELS; i++)
		if (kept == 0 || w->size[i] < w->size[kept - 1] * SAME_SIZE)
			w->size[kept++] = w->size[i];
	w->nsizes = kept;
}

unsigned
pdf_blocks_level(const struct pdf_blocks *w, float h)
{
	unsigned level = 1;

	while (level < w->nsizes && h < w->size[level - 1] * SAME_SIZE)
		level++;
	return level;
}
