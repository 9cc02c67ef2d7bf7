/*
 * Runs of tab-separated lines in Markdown text: what PDF conversions make of
 * tables. A run is a table when all of its lines have as many cells as the
 * first, or fewer; it is not guessed when one has more.
 */
#include "read/delim.h"
#include "read/inline.h"
#include "read/md.h"

/* What one line says about the run it stands in. */
struct tabbed {
	size_t tabs;
	size_t before;	/* of them before the words */
	bool indent;	/* all of its tabs stand before the words */
	bool blank;	/* no words */
	bool marker;	/* one tab, and before it only a list marker: "-", "1." */
};

static bool
is_list_marker(struct str s)
{
	size_t digits = 0;

	if (str_eq(s, CF_S("\u2022")))
		return true;
	while (digits < s.n && ch_digit(s.p[digits]))
		digits++;
	if (s.n != digits + 1)
		return false;
	if (digits == 0)
		return s.p[0] == '-' || s.p[0] == '*' || s.p[0] == '+';
	return digits < 10 && (s.p[digits] == '.' || s.p[digits] == ')');
}

static struct tabbed
look_at(const struct md *m, struct span line)
{
	struct str s = source_text(m->d->source, line);
	struct tabbed t = { .indent = true };
	size_t words = 0, last = 0, first = s.n;

	while (words < s.n && ch_space(s.p[words]))
		words++;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\t')
			continue;
		if (t.tabs++ == 0)
			first = i;
		t.before += i < words;
		last = i;
	}
	t.blank = words == s.n;
	t.indent = t.tabs == 0 || last < words;
	t.marker = t.tabs == 1 && is_list_marker(str_trim(str_sub(s, 0, first)));
	return t;
}

/* can line i go on a run whose first line has `tabs`? */
static bool
goes_on(const struct md *m, size_t i, const struct tabbed *t, size_t tabs)
{
	struct span line = md_line(m, i);
	uint32_t at = md_first(m, line);
	size_t n;

	if (t->tabs == 0 || (t->blank && t->tabs != tabs))
		return false;
	return md_fence(m, line, &n) == 0 && !md_html_starts(m, at, line.to);
}

struct region
md_tsv_region(const struct md *m, size_t i)
{
	struct tabbed t = look_at(m, md_line(m, i));
	struct region r = { .kind = REGION_TEXT, .end = i + 1, .ncols = t.tabs + 1 };
	bool indent = true, list = true;
	size_t ragged = 0, first = i, before = t.before;

	if (t.blank)
		return r;
	for (;;) {
		indent = indent && t.indent;
		list = list && t.marker;
		if (t.tabs + 1 > r.ncols && ragged == 0)
			ragged = i;
		if (++i >= m->nlines)
			break;
		t = look_at(m, md_line(m, i));
		if (!goes_on(m, i, &t, r.ncols - 1))
			break;
	}
	r.end = i;
	r.line = ragged;
	/* of one line alone, tabs before the words only indent it */
	if (indent || list || (r.end - first == 1 && r.ncols - before < 3))
		return r;
	r.kind = ragged != 0 ? REGION_RAGGED : REGION_TSV;
	return r;
}

/* true: there is a word in it */
static bool
put_row(struct md *m, struct grid *g, uint32_t row, struct span line)
{
	uint32_t at = line.from, col = 0;
	bool any = false;

	while (at <= line.to && !m->d->failed) {
		const char *tab = at < line.to ?
		    memchr(m->s.p + at, '\t', line.to - at) : NULL;
		uint32_t end = tab == NULL ? line.to : (uint32_t)(tab - m->s.p);
		bool bold;
		struct text t = inline_read(m->d, at, end, INLINE_CELL, &bold);
		struct cell *c = grid_put(m->d, g, row, col++, t);

		if (c != NULL)
			c->bold = bold;
		any = any || t.s.n > 0;
		at = end + 1;
	}
	grid_pad(m->d, g, row, col, line.to);
	return any;
}

void
md_tsv_table(struct md *m, size_t i, const struct region *r)
{
	struct span span = { md_line(m, i).from, md_line(m, r->end - 1).to };
	struct grid *g = grid_or_skip(m->d, r->end - i, r->ncols, span);
	bool any = false;

	if (g == NULL)
		return;
	for (size_t k = i; k < r->end && !m->d->failed; k++)
		any = put_row(m, g, (uint32_t)(k - i), md_line(m, k)) || any;
	/* without a word it was tabs around markup */
	if (any && !m->d->failed)
		(void)doc_table(m->d, g);
}

/* Not a table, but still words: rules on text see them. */
void
md_tsv_ragged(struct md *m, size_t i, const struct region *r)
{
	struct span span = { md_line(m, i).from, md_line(m, r->end - 1).to };
	struct str why = arena_printf(m->d->arena,
	    "ragged table: line %zu has %zu cells, the first row has %zu", r->line + 1,
	    look_at(m, md_line(m, r->line)).tabs + 1, r->ncols);
	struct text t;
	bool bold;

	if (why.n == 0)
		m->d->failed = true;
	doc_skip(m->d, span, false, why);
	t = inline_read(m->d, span.from, span.to, INLINE_CELL, &bold);
	if (t.s.n > 0 && !m->d->failed)
		(void)doc_paragraph(m->d, t, bold);
}
