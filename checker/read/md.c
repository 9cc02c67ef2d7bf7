/* Cutting Markdown into regions and reading each in turn; see md.h. */
#include "read/md.h"

#include <assert.h>

#include "base/limits.h"
#include "read/html_region.h"
#include "read/tag.h"

/* A part this long is given to md4c at the next blank line, or twice as long at
 * any line: it counts its memory in 32 bits. */
#define LONG_TEXT	(16u << 20)

static_assert(CF_MAX_DEPTH == 200, "the reason of a skip says so");

uint32_t
md_first(const struct md *m, struct span line)
{
	uint32_t at = line.from;

	while (at < line.to && (ch_space(m->s.p[at]) || m->s.p[at] == '>'))
		at++;
	return at;
}

/* ---- fenced code, comments, front matter ---- */

char
md_fence(const struct md *m, struct span line, size_t *n)
{
	uint32_t at = md_first(m, line), i;
	char c;

	/* "- ```" opens one inside a list item */
	if (at + 1 < line.to && (m->s.p[at] == '-' || m->s.p[at] == '*' || m->s.p[at] == '+') &&
	    m->s.p[at + 1] == ' ')
		at = md_first(m, (struct span){ at + 1, line.to });
	if (at == line.to || (m->s.p[at] != '`' && m->s.p[at] != '~'))
		return 0;
	c = m->s.p[at];
	for (i = at; i < line.to && m->s.p[i] == c; i++)
		;
	*n = i - at;
	if (*n < 3 || (c == '`' && i < line.to && memchr(m->s.p + i, '`', line.to - i) != NULL))
		return 0;
	return c;
}

static bool
is_quoted(const struct md *m, struct span line)
{
	return memchr(m->s.p + line.from, '>', md_first(m, line) - line.from) != NULL;
}

/* one past the last line of the code that the fence on line i opens; the whole
 * document when it is never closed, as in CommonMark */
static size_t
fence_end(struct md *m, size_t i, char c, size_t n)
{
	bool quoted = is_quoted(m, md_line(m, i));
	size_t first = i;

	for (i++; i < m->nlines; i++) {
		struct span line = md_line(m, i);
		uint32_t at = md_first(m, line), end = at;

		if (quoted && !is_quoted(m, line))
			return i;
		while (end < line.to && m->s.p[end] == c)
			end++;
		if (end - at >= n && str_trim(str_sub(m->s, end, line.to)).n == 0)
			return i + 1;
	}
	if (!quoted)
		doc_skip(m->d, md_line(m, first), false,
		    CF_S("code fence without an end: the rest of the document is read as code"));
	return m->nlines;
}

static size_t
comment_end(struct md *m, size_t i, uint32_t at)
{
	size_t end = tag_comment_end(m->s, at);

	if (end == m->s.n && !str_ends(m->s, CF_S("-->")))
		doc_skip(m->d, (struct span){ at, (uint32_t)m->s.n }, false,
		    CF_S("comment without an end: the rest of the document is not read"));
	while (i < m->nlines && md_line(m, i).from < end)
		i++;
	return i;
}

static bool
is_rule(const struct md *m, size_t i, struct str rule)
{
	return str_eq(source_text(m->d->source, md_line(m, i)), rule);
}

/* Line of the second "---" of a front matter at the very beginning, or 0. Left
 * to itself it would make the lines above it a heading. */
static size_t
front_matter_end(const struct md *m)
{
	if (m->nlines < 3 || !is_rule(m, 0, CF_S("---")) || is_rule(m, 1, CF_S("")))
		return 0;
	for (size_t i = 1; i < m->nlines && i < 100; i++)
		if (is_rule(m, i, CF_S("---")) || is_rule(m, i, CF_S("...")))
			return i;
	return 0;
}

/* ---- depth ---- */

/* length of the list marker at `at`, or 0 */
static uint32_t
marker_length(const struct md *m, uint32_t at, uint32_t to)
{
	uint32_t i = at;

	while (i < to && i - at < 9 && ch_digit(m->s.p[i]))
		i++;
	if (i == to)
		return 0;
	if (i > at ? m->s.p[i] != '.' && m->s.p[i] != ')' :
	    m->s.p[i] != '-' && m->s.p[i] != '+' && m->s.p[i] != '*')
		return 0;
	i++;
	return i == to || ch_space(m->s.p[i]) ? i - at : 0;
}

/* "- - - - -": a rule across the page, no lists */
static bool
is_line_of_dashes(const struct md *m, uint32_t at, uint32_t to)
{
	char c = m->s.p[at];

	if (c != '-' && c != '*')
		return false;
	while (at < to && (m->s.p[at] == c || ch_space(m->s.p[at])))
		at++;
	return at == to;
}

/*
 * Could this line open more than CF_MAX_DEPTH lists and quotes? Each takes a
 * marker here, or two columns of indentation before one. md4c looks at all open
 * lists again for every blank line.
 */
static bool
is_too_deep(const struct md *m, struct span line)
{
	size_t markers = 0, blanks = 0;
	uint32_t at = line.from;

	if (line.to - line.from < CF_MAX_DEPTH / 2)
		return false;
	while (at < line.to) {
		uint32_t n = m->s.p[at] == '>' ? 1 : marker_length(m, at, line.to);

		if (ch_space(m->s.p[at])) {
			blanks += markers == 0 ? (m->s.p[at] == '\t' ? 4 : 1) : 0;
			at++;
			continue;
		}
		if (n == 0 || (markers < 3 && is_line_of_dashes(m, at, line.to)))
			break;
		markers++;
		at += n;
	}
	return markers > 0 && markers + blanks / 2 > CF_MAX_DEPTH;
}

/* ---- regions ---- */

static struct region
region_at(struct md *m, size_t i)
{
	struct span line = md_line(m, i);
	struct region r = { .kind = REGION_TEXT, .end = i + 1 };
	uint32_t at = md_first(m, line);
	size_t n;
	char fence;

	for (r.end = i; r.end < m->nlines && is_too_deep(m, md_line(m, r.end)); r.end++)
		r.kind = REGION_DEEP;
	if (r.kind == REGION_DEEP)
		return r;
	r.end = i + 1;
	if (at == line.to)
		return r;
	fence = md_fence(m, line, &n);
	if (fence != 0) {
		r.end = fence_end(m, i, fence, n);
		return r;
	}
	if (m->s.p[at] == '<') {
		if (str_starts(str_sub(m->s, at, line.to), CF_S("<!--"))) {
			r.end = comment_end(m, i, at);
			return r;
		}
		if (md_html_starts(m, at, line.to))
			return md_html_region(m, i);
	}
	r = md_pipe_region(m, i);
	if (r.kind == REGION_TEXT && memchr(m->s.p + line.from, '\t', line.to - line.from) != NULL)
		return md_tsv_region(m, i);
	return r;
}

static void
read_region(struct md *m, size_t i, const struct region *r)
{
	struct span span = { md_line(m, i).from, md_line(m, r->end - 1).to };

	switch (r->kind) {
	case REGION_TEXT:
		break;
	case REGION_TSV:
		md_tsv_table(m, i, r);
		break;
	case REGION_RAGGED:
		md_tsv_ragged(m, i, r);
		break;
	case REGION_PIPE:
	case REGION_ROWS:
		md_pipe_table(m, i, r);
		break;
	case REGION_HTML:
		html_blocks(m->d, md_first(m, span), span.to);
		break;
	case REGION_DEEP:
		doc_skip(m->d, span, true, CF_S("lists or quotes nested too deeply: the limit is "
		    "CF_MAX_DEPTH = 200"));
		break;
	}
}

/* offset of line i's first byte, or the end of the source */
static uint32_t
line_from(const struct md *m, size_t i)
{
	return i < m->nlines ? m->d->source->line[i] : (uint32_t)m->s.n;
}

static bool
is_long(const struct md *m, size_t text, size_t i)
{
	uint32_t n = line_from(m, i) - line_from(m, text);

	return n > LONG_TEXT && (n > 2 * LONG_TEXT ||
	    md_first(m, md_line(m, i - 1)) == md_line(m, i - 1).to);
}

void
read_markdown(struct doc *d)
{
	struct md m = { .d = d, .s = d->source->bytes, .nlines = d->source->nlines };
	size_t i = 0, text = 0, front = front_matter_end(&m);

	if (front != 0) {
		md_text(&m, line_from(&m, 1), line_from(&m, front));
		i = text = front + 1;
	}
	while (i < m.nlines && !d->failed) {
		struct region r = region_at(&m, i);

		if (r.kind != REGION_TEXT) {
			md_text(&m, line_from(&m, text), line_from(&m, i));
			if (d->failed)
				return;
			read_region(&m, i, &r);
			text = r.end;
		} else if (is_long(&m, text, r.end)) {
			md_text(&m, line_from(&m, text), line_from(&m, r.end));
			text = r.end;
		}
		i = r.end;
	}
	if (!d->failed)
		md_text(&m, line_from(&m, text), line_from(&m, m.nlines));
}
