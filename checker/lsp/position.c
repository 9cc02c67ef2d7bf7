/* Lines and characters as editors count them; see position.h. */
#include "lsp/position.h"

#include <stdlib.h>

#include "base/floor.h"
#include "base/utf8.h"

static bool
add_line(struct lines *lines, size_t start)
{
	size_t cap = lines->cap < 64 ? 64 : lines->cap * 2;
	uint32_t *p;

	if (lines->n == lines->cap) {
		p = cap > SIZE_MAX / sizeof(*p) ? NULL : realloc(lines->start, cap * sizeof(*p));
		if (p == NULL)
			return false;
		lines->start = p;
		lines->cap = cap;
	}
	lines->start[lines->n++] = (uint32_t)start;
	return true;
}

bool
lines_index(struct lines *lines, struct str text)
{
	lines->n = 0;
	if (text.n > UINT32_MAX || !add_line(lines, 0))
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '\n' && text.p[i] != '\r')
			continue;
		if (text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n')
			i++;
		if (!add_line(lines, i + 1))
			return false;
	}
	return true;
}

void
lines_release(struct lines *lines)
{
	free(lines->start);
	*lines = (struct lines){ 0 };
}

static struct str
line_text(const struct lines *lines, struct str text, size_t line)
{
	size_t to = line + 1 < lines->n ? lines->start[line + 1] : text.n;
	struct str s = str_sub(text, lines->start[line], to);

	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}

/* a code point has one byte that begins it; those of four bytes are two units */
static size_t
utf16_units(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		n += ((c & 0xC0) != 0x80) + (size_t)(c >= 0xF0);
	}
	return n;
}

struct position
lines_position(const struct lines *lines, struct str text, size_t offset, bool utf8)
{
	struct position at = { 0, 0 };
	struct str s;

	if (lines->n == 0)
		return at;
	if (offset > text.n)
		offset = text.n;
	at.line = floor_index(lines->start, lines->n, (uint32_t)offset);
	s = line_text(lines, text, at.line);
	s = str_sub(s, 0, offset - lines->start[at.line]);
	at.character = utf8 ? s.n : utf16_units(s);
	return at;
}

size_t
lines_offset(const struct lines *lines, struct str text, struct position at, bool utf8)
{
	size_t units = 0, i = 0, len;
	struct str s;

	if (at.line >= lines->n)
		return text.n;
	s = line_text(lines, text, at.line);
	while (i < s.n) {
		size_t wide = utf8_at(s.p + i, s.n - i, &len) > 0xFFFF ? 2 : 1;

		units += utf8 ? len : wide;
		if (units > at.character)
			break;
		i += len;
	}
	return lines->start[at.line] + i;
}
