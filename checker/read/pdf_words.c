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

/* the value of an attribute inside the tag s, a decimal; 0 when there is none */
static float
attribute(struct str s, struct str name)
{
	float v = 0, place = 1;
	bool minus = false, point = false;
	size_t i = 0;

	while (i + name.n < s.n && !(s.p[i] == ' ' && memcmp(s.p + i + 1, name.p, name.n) == 0))
		i++;
	i += 1 + name.n;
	if (i < s.n && s.p[i] == '-') {
		minus = true;
		i++;
	}
	for (; i < s.n && (ch_digit(s.p[i]) || (s.p[i] == '.' && !point)); i++) {
		if (s.p[i] == '.') {
			point = true;
		} else if (point) {
			place /= 10;
			v += place * (float)(s.p[i] - '0');
		} else if (v < 1e6F) {
			v = v * 10 + (float)(s.p[i] - '0');
		}
	}
	return minus ? -v : v;
}

static void
add_page(struct cursor *c, struct str tag)
{
	struct pdf *p = c->p;

	(void)VEC_ROOM(p->arena, p->page, p->npages, p->pagecap);
	p->page[p->npages] = (struct pdf_page){ .number = (uint32_t)p->npages + 1,
		.width = attribute(tag, CF_S("width=\"")),
		.height = attribute(tag, CF_S("height=\"")), .label = CF_S("") };
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
	char *out = arena_alloc(a, s.n, 1);
	size_t n = 0;

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
	struct pdf_word w = { .block = c->block, .line = c->line,
		.box = { attribute(tag, CF_S("xMin=\"")), attribute(tag, CF_S("yMin=\"")),
		attribute(tag, CF_S("xMax=\"")), attribute(tag, CF_S("yMax=\"")) } };

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
