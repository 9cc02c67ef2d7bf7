/*
 * Reading what pdftotext -bbox-layout writes: XHTML that it makes by the line. It is taken
 * for what it is, the output of a program that has read a stranger's file: anything else
 * than the elements that are looked for is passed over.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf.h"

struct cursor {
	struct pdf *p;
	struct str s;
	size_t at;
	uint32_t block, line;
};

#define MOST_DIGITS	6u	/* before the point; more are no place on a page */
#define PLACES		3u	/* behind it; more say nothing */

/* a decimal, up to what is no digit; 0 when there is none */
static float
decimal(const char *p, const char *end)
{
	static const float power[PLACES + 1] = { 1, 10, 100, 1000 };
	uint32_t v = 0;
	unsigned n = 0;
	bool minus = p < end && *p == '-';

	for (p += minus; p < end && ch_digit(*p) && n < MOST_DIGITS; p++, n++)
		v = v * 10 + (uint32_t)(*p - '0');
	n = 0;
	if (p < end && *p == '.')
		for (p++; p < end && ch_digit(*p) && n < PLACES; p++, n++)
			v = v * 10 + (uint32_t)(*p - '0');
	return minus ? -((float)v / power[n]) : (float)v / power[n];
}

/* The numbers of a tag, in the order in which pdftotext always writes its attributes. */
static void
read_numbers(struct str tag, float *out, unsigned n)
{
	const char *p = tag.p, *end = tag.p + tag.n;

	for (unsigned i = 0; i < n; i++) {
		const char *quote = p < end ? memchr(p, '"', (size_t)(end - p)) : NULL;
		const char *close = quote == NULL ? NULL :
		    memchr(quote + 1, '"', (size_t)(end - quote - 1));

		out[i] = quote == NULL ? 0 : decimal(quote + 1, end);
		p = close == NULL ? end : close + 1;
	}
}

static void
add_page(struct cursor *c, struct str tag)
{
	struct pdf *p = c->p;
	float size[2];

	read_numbers(tag, size, 2);
	(void)VEC_ROOM(p->arena, p->page, p->npages, p->pagecap);
	p->page[p->npages] = (struct pdf_page){ .number = (uint32_t)p->npages + 1,
		.width = size[0], .height = size[1], .label = CF_S("") };
	p->npages++;
	c->block = c->line = 0;
}

/* "&lt;" and the like, and what cannot stand in a text */
static struct str
plain_words(struct arena *a, struct str s)
{
	static const struct { struct str name; char c; } entities[] = { { WORD("&lt;"), '<' },
		{ WORD("&gt;"), '>' }, { WORD("&amp;"), '&' }, { WORD("&quot;"), '"' },
		{ WORD("&apos;"), '\'' }, { WORD("&#39;"), '\'' } };
	char *out;
	size_t n = 0;

	/* most are, and stay where they are */
	while (n < s.n && (unsigned char)s.p[n] >= 0x20 && s.p[n] != '&' && s.p[n] != 0x7F)
		n++;
	if (n == s.n)
		return s;
	out = arena_alloc(a, s.n, 1);
	n = 0;
	for (size_t i = 0; i < s.n;) {
		size_t len = 1;
		char ch = s.p[i];

		for (size_t k = 0; ch == '&' && k < sizeof(entities) / sizeof(entities[0]); k++) {
			if (!str_starts(str_sub(s, i, s.n), entities[k].name))
				continue;
			ch = entities[k].c;
			len = entities[k].name.n;
			break;
		}
		if ((unsigned char)ch >= 0x20 && ch != 0x7F)
			out[n++] = ch;
		i += len;
	}
	return (struct str){ out, n };
}

static void
add_word(struct cursor *c, struct str tag, struct str words)
{
	struct pdf *p = c->p;
	struct pdf_page *page = p->npages > 0 ? &p->page[p->npages - 1] : NULL;
	struct pdf_word w = { .block = c->block, .line = c->line };
	float at[4];

	read_numbers(tag, at, 4);
	w.box = (struct pdf_box){ at[0], at[1], at[2], at[3] };
	if (page == NULL || utf8_check(words) < words.n || w.box.x1 < w.box.x0 ||
	    w.box.y1 <= w.box.y0)
		return;
	w.s = str_trim(plain_words(p->arena, words));
	if (w.s.n == 0)
		return;
	(void)VEC_ROOM(p->arena, page->word, page->nwords, page->wordcap);
	page->word[page->nwords++] = w;
}

/* what the tag that begins at c->at means; false: too many pages */
static bool
take_tag(struct cursor *c, struct str tag)
{
	if (str_starts(tag, CF_S("<word "))) {
		size_t from = c->at + tag.n;
		const char *end = memchr(c->s.p + from, '<', c->s.n - from);

		if (end != NULL)
			add_word(c, tag, str_sub(c->s, from, (size_t)(end - c->s.p)));
	} else if (str_starts(tag, CF_S("<line "))) {
		c->line++;
	} else if (str_starts(tag, CF_S("<block "))) {
		c->block++;
	} else if (str_starts(tag, CF_S("<page "))) {
		if (c->p->npages == CF_MAX_PAGES)
			return false;
		add_page(c, tag);
	}
	return true;
}

bool
pdf_read_words(struct pdf *p, struct str output)
{
	struct cursor c = { .p = p, .s = output };

	while (c.at < output.n) {
		const char *open = memchr(output.p + c.at, '<', output.n - c.at), *close;

		if (open == NULL)
			break;
		c.at = (size_t)(open - output.p);
		close = memchr(open, '>', output.n - c.at);
		if (close == NULL)
			break;
		if (!take_tag(&c, str_sub(output, c.at, (size_t)(close - output.p) + 1)))
			return false;
		c.at = (size_t)(close - output.p) + 1;
	}
	return true;
}
