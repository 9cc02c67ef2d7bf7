/*
 * Pipe tables: a header row, a delimiter row ("|---|:-:|") with as many cells,
 * and rows until a blank line or one without a pipe. Rows that begin and end with
 * a pipe are read without the two as well (the rest of a table that a page mark
 * cut); below a header that does, the delimiter row may have too few or too many
 * cells. Read here and not by md4c, which wants three dashes, drops cells in
 * silence when a row has too many, counts columns in 16 bits and sees no table
 * right after a line of text.
 */
#include "read/delim.h"
#include "read/inline.h"
#include "read/md.h"

/* The cells of one row, without the pipes at its ends. */
struct row_scan {
	struct str s;		/* the source up to the end of the row */
	uint32_t at;
	bool done;
};

static struct row_scan
row_begin(const struct md *m, struct span line)
{
	struct row_scan r;
	uint32_t at = md_first(m, line);
	struct str all = str_sub(m->s, 0, line.to);

	while (all.n > at && ch_space(all.p[all.n - 1]))
		all.n--;
	if (at < all.n && all.p[at] == '|')
		at++;
	if (all.n > at && all.p[all.n - 1] == '|' &&
	    (all.n - 1 == at || all.p[all.n - 2] != '\\'))
		all.n--;
	r = (struct row_scan){ .s = all, .at = at };
	return r;
}

/* the next cell, pipes not included; false after the last */
static bool
row_next(struct row_scan *r, struct span *cell)
{
	uint32_t i = r->at;

	if (r->done)
		return false;
	while (i < r->s.n && r->s.p[i] != '|')
		i += r->s.p[i] == '\\' && i + 1 < r->s.n ? 2 : 1;
	*cell = (struct span){ r->at, i };
	r->done = i >= r->s.n;
	r->at = i + 1;
	return true;
}

static bool
has_pipe(const struct md *m, struct span line)
{
	return line.from < line.to && memchr(m->s.p + line.from, '|', line.to - line.from) != NULL;
}

/* number of cells of a delimiter row; 0: it is none */
static size_t
delimiter_cells(const struct md *m, struct span line)
{
	struct row_scan r;
	struct span cell;
	size_t n = 0;

	if (!has_pipe(m, line))
		return 0;
	r = row_begin(m, line);
	for (; row_next(&r, &cell); n++) {
		struct str s = str_trim(source_text(m->d->source, cell));

		if (s.n > 0 && s.p[0] == ':')
			s = str_sub(s, 1, s.n);
		if (s.n > 0 && s.p[s.n - 1] == ':')
			s.n--;
		if (s.n == 0)
			return 0;
		for (size_t i = 0; i < s.n; i++)
			if (s.p[i] != '-')
				return 0;
	}
	return n;
}

static size_t
count_cells(const struct md *m, struct span line)
{
	struct row_scan r = row_begin(m, line);
	struct span cell;
	size_t n = 0;

	while (row_next(&r, &cell))
		n++;
	return n;
}

/* number of cells of line i when it is a delimiter row below a header; else 0 */
static size_t
delimiter_at(const struct md *m, size_t i)
{
	struct span line;
	uint32_t at;

	if (i >= m->nlines)
		return 0;
	line = md_line(m, i);
	at = md_first(m, line);
	return at < line.to && (m->s.p[at] == '|' || m->s.p[at] == ':' || m->s.p[at] == '-') ?
	    delimiter_cells(m, line) : 0;
}

/* a row between two pipes, of two cells at least: how many; else 0 */
static size_t
fenced_cells(const struct md *m, size_t i)
{
	struct str s;
	size_t n;

	if (i >= m->nlines)
		return 0;
	s = str_trim(str_sub(m->s, md_first(m, md_line(m, i)), md_line(m, i).to));
	if (s.n < 5 || s.p[0] != '|' || s.p[s.n - 1] != '|')
		return 0;
	n = count_cells(m, md_line(m, i));
	return n < 2 ? 0 : n;
}

struct region
md_pipe_region(const struct md *m, size_t i)
{
	struct region r = { .kind = REGION_TEXT, .end = i + 1 };
	size_t n;

	if (!has_pipe(m, md_line(m, i)))
		return r;
	r.ncols = count_cells(m, md_line(m, i));
	n = delimiter_at(m, i + 1);
	if (n == r.ncols || (n != 0 && fenced_cells(m, i) != 0)) {
		r.kind = REGION_PIPE;
		r.ncols = n > r.ncols ? n : r.ncols;
		for (r.end = i + 2; r.end < m->nlines && has_pipe(m, md_line(m, r.end)); )
			r.end++;
	} else if (fenced_cells(m, i) != 0) {
		r.kind = REGION_ROWS;
		while ((n = fenced_cells(m, r.end)) != 0 && n <= r.ncols)
			r.end++;
	}
	return r;
}

static void
put_row(struct md *m, struct grid *g, uint32_t row, size_t number)
{
	struct span line = md_line(m, number), cell;
	struct row_scan r = row_begin(m, line);
	uint32_t col = 0;

	while (!m->d->failed && row_next(&r, &cell)) {
		bool bold;
		struct text t = inline_read(m->d, cell.from, cell.to, INLINE_MARKDOWN, &bold);
		struct cell *c;

		if (col == g->ncols) {
			if (t.s.n == 0)
				continue;
			doc_skip(m->d, (struct span){ t.span.from, line.to }, false,
			    CF_S("pipe table: cells past the last column of the header"));
			return;
		}
		c = grid_put(m->d, g, row, col++, t);
		if (c != NULL) {
			c->bold = bold;
			c->header = row < g->header_rows;
		}
	}
	grid_pad(m->d, g, row, col, line.to);
}

void
md_pipe_table(struct md *m, size_t i, const struct region *r)
{
	struct span span = { md_first(m, md_line(m, i)), md_line(m, r->end - 1).to };
	bool header = r->kind == REGION_PIPE;
	struct grid *g = grid_or_skip(m->d, r->end - i - header, r->ncols, span);
	uint32_t row = 0;

	if (g == NULL)
		return;
	g->header_rows = header;
	for (size_t k = i; k < r->end && !m->d->failed; k++)
		if (!header || k != i + 1)
			put_row(m, g, row++, k);
	if (!m->d->failed)
		(void)doc_table(m->d, g);
}
