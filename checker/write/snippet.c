/*
 * The line a finding stands on, fit for a terminal: tabs widened, control
 * characters shown as such, a long line cut around the place, and carets under
 * exactly the text that is meant.
 */
#include "write/write.h"

#include "base/utf8.h"

#define WIDEST		100u	/* columns of a snippet */
#define BEFORE		40u	/* columns kept before the place when a line is cut */
#define MOST_BYTES	800u	/* of a snippet: columns do not bound combining marks */
#define TAB		"   "

/* U+200E-F, U+202A-E, U+2066-9 turn the reading direction, the C1 controls
 * (U+0080-9F) move the cursor of some terminals */
static bool
is_unsafe(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0) ||
	    cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
	    (cp >= 0x2066 && cp <= 0x2069);
}

static void
put_clean(struct buf *b, struct str s, const char *tab)
{
	size_t done = 0, len;

	for (size_t i = 0; i < s.n; i += len) {
		uint32_t cp = utf8_at(s.p + i, s.n - i, &len);
		bool space = cp == '\t' || cp == '\n' || cp == '\r';

		if (!space && !is_unsafe(cp))
			continue;
		buf_put(b, str_sub(s, done, i));
		buf_puts(b, !space ? "\xEF\xBF\xBD" : cp == '\t' ? tab : " ");
		done = i + len;
	}
	buf_put(b, str_sub(s, done, s.n));
}

void
text_clean(struct buf *b, struct str s)
{
	put_clean(b, s, " ");
}

static size_t
columns(const char *p, size_t n, size_t *len)
{
	uint32_t cp = utf8_at(p, n, len);

	if (cp == '\t')
		return sizeof(TAB) - 1;
	return is_unsafe(cp) ? 1 : utf8_width((struct str){ p, *len });
}

/* the end of what fits into `most` columns and MOST_BYTES bytes from `at` on */
static size_t
walk_on(struct str line, size_t at, size_t most)
{
	size_t width = 0, i = at, len;

	while (i < line.n && i - at < MOST_BYTES) {
		width += columns(line.p + i, line.n - i, &len);
		if (width > most)
			break;
		i += len;
	}
	return i;
}

/* the start of what fits into `most` columns before `at` */
static size_t
walk_back(struct str line, size_t at, size_t most)
{
	size_t width = 0, i = at, len;

	while (i > 0 && at - i < MOST_BYTES / 2) {
		size_t k = i - 1;

		while (k > 0 && ((unsigned char)line.p[k] & 0xC0) == 0x80)
			k--;
		width += columns(line.p + k, line.n - k, &len);
		if (width > most)
			break;
		i = k;
	}
	return i;
}

static struct str
line_of(const struct cf_report *rep, size_t line, size_t *start)
{
	size_t from = rep->line[line - 1];
	size_t to = line < rep->nlines ? rep->line[line] - 1 : rep->bytes.n;

	if (to > from && rep->bytes.p[to - 1] == '\r')
		to--;
	*start = from;
	return str_sub(rep->bytes, from, to);
}

/* columns the text takes once it is put */
static size_t
width_of(struct str s)
{
	size_t width = 0, len;

	for (size_t i = 0; i < s.n; i += len)
		width += columns(s.p + i, s.n - i, &len);
	return width;
}

void
text_snippet(struct buf *b, const struct cf_report *rep, const struct cf_place *place,
    const char *color, const char *plain)
{
	size_t start, from, to, left = 0, right, carets;
	struct str line;

	if (place->line == 0 || place->line > rep->nlines)
		return;
	line = line_of(rep, place->line, &start);
	from = place->from < start ? 0 : place->from - start;
	to = place->to < start ? 0 : place->to - start;
	from = from > line.n ? line.n : from;
	to = to > line.n ? line.n : to;
	while (line.n > to && ch_space(line.p[line.n - 1]))
		line.n--;
	right = walk_on(line, 0, WIDEST);
	if (right < line.n) {
		left = walk_back(line, from, BEFORE);
		right = walk_on(line, left, WIDEST);
	}
	to = to > right ? right : to;
	if (place->spot == NULL)
		buf_printf(b, "%7zu", place->line);
	else
		buf_pad(b, ' ', 7);
	buf_printf(b, " | %s", left > 0 ? "..." : "");
	put_clean(b, str_sub(line, left, right), TAB);
	buf_printf(b, "%s\n        | ", right < line.n ? "..." : "");
	buf_pad(b, ' ', (left > 0 ? 3 : 0) + width_of(str_sub(line, left, from)));
	carets = to > from ? width_of(str_sub(line, from, to)) : 0;
	buf_puts(b, color);
	buf_pad(b, '^', carets == 0 ? 1 : carets);
	buf_printf(b, "%s\n", plain);
}
