/*
 * Words that are broken at the end of a line: "informa-" "tion" is one word, "two-" "year"
 * keeps its hyphen. Which it is, the words within the lines of the document say.
 */
#include <stdlib.h>

#include "read/pdf.h"

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static bool
is_letter(char c)
{
	return ch_alpha(c) || (unsigned char)c >= 0x80;
}

/* the letters and hyphens of a word, without what stands around them */
static struct str
core_of(struct str s)
{
	size_t from = 0, to = s.n;

	while (from < to && !is_letter(s.p[from]))
		from++;
	while (to > from && !is_letter(s.p[to - 1]))
		to--;
	return str_sub(s, from, to);
}

void
pdf_find_hyphens(struct pdf *p)
{
	size_t cap = 0;

	p->nhyphened = 0;
	for (size_t i = 0; i < p->npages; i++) {
		for (size_t k = 0; k < p->page[i].nwords; k++) {
			struct str s = core_of(p->page[i].word[k].s);

			if (s.n < 3 || memchr(s.p, '-', s.n) == NULL)
				continue;
			(void)VEC_ROOM(p->arena, p->hyphened, p->nhyphened, cap);
			p->hyphened[p->nhyphened++] = str_hash_folded(s);
		}
	}
	if (p->nhyphened > 1)
		qsort(p->hyphened, p->nhyphened, sizeof(*p->hyphened), by_value);
}

enum pdf_hyphen
pdf_hyphen_between(const struct pdf *p, struct str a, struct str b)
{
	struct str head = core_of(a), tail = core_of(b), both;
	char word[96];
	uint64_t hash;

	if (a.n < 3 || a.p[a.n - 1] != '-' || !(a.p[a.n - 2] >= 'a' && a.p[a.n - 2] <= 'z') ||
	    b.n < 2 || !(b.p[0] >= 'a' && b.p[0] <= 'z'))
		return PDF_NO_HYPHEN;
	if (head.n + tail.n + 1 > sizeof(word))
		return PDF_BREAK;
	memcpy(word, head.p, head.n);
	word[head.n] = '-';
	memcpy(word + head.n + 1, tail.p, tail.n);
	both = (struct str){ word, head.n + 1 + tail.n };
	hash = str_hash_folded(both);
	return p->nhyphened > 0 && bsearch(&hash, p->hyphened, p->nhyphened, sizeof(hash),
	    by_value) != NULL ? PDF_HYPHEN : PDF_BREAK;
}
