/*
 * Laying out HTML tables; see html_table.h. Gumbo gives the tree and, for each
 * word, the pointer into the source it came from; the words themselves are read
 * from the source again, so that every byte keeps its place.
 */
#include "read/html_table.h"

#include <assert.h>

#include "base/limits.h"
#include "read/delim.h"
#include "read/html_guard.h"
#include "read/html_tree.h"
#include "read/inline.h"

static_assert(CF_MAX_COLUMNS == 4096 && CF_MAX_CELLS == 2000000, "the reasons say so");

/* A cell with the place it takes in the grid. */
struct placed {
	const GumboNode *node;
	uint32_t row, col, rowspan, colspan;
};

struct html {
	struct doc *d;
	struct str src;
	uint32_t from;
	struct str bytes;		/* the HTML */
	bool quoted;			/* its lines begin with "> " */
	struct arena scratch;
	uint32_t *until;		/* per column: rows above this one are taken */
	size_t cells;			/* of all grids made here */
};

/* One table while it is read. */
struct layout {
	const GumboNode *table, *caption;
	const GumboNode **row;
	size_t nrows, rowcap;
	struct placed *cell;
	size_t ncells, cellcap;
	uint32_t header_rows;
	uint32_t ncols;
	bool too_wide;
};

static uint32_t
place_of(const struct html *h, const char *p)
{
	return (uint32_t)(p - h->src.p);
}

static struct span
span_of(const struct html *h, GumboStringPiece piece)
{
	uint32_t from;

	if (piece.length == 0)
		return (struct span){ 0, 0 };
	from = place_of(h, piece.data);
	return (struct span){ from, from + (uint32_t)piece.length };
}

/* ---- words ---- */

/* line by line, without the marks of a quote */
static void
add_quoted(const struct html *h, struct flow *f, struct span at)
{
	while (at.from < at.to) {
		const char *nl = memchr(h->src.p + at.from, '\n', at.to - at.from);
		uint32_t from = at.from;

		at.from = nl == NULL ? at.to : place_of(h, nl) + 1;
		if (from > 0 && h->src.p[from - 1] == '\n')
			while (from < at.from && (h->src.p[from] == '>' || h->src.p[from] == ' '))
				from++;
		inline_add(f, from, at.from, INLINE_HTML);
	}
}

static void
add_words(const struct html *h, struct flow *f, const GumboNode *n)
{
	struct span at;

	if (n->type != GUMBO_NODE_TEXT && n->type != GUMBO_NODE_WHITESPACE &&
	    n->type != GUMBO_NODE_CDATA)
		return;
	at = span_of(h, n->v.text.original_text);
	if (h->quoted)
		add_quoted(h, f, at);
	else if (at.from < at.to)
		inline_add(f, at.from, at.to, INLINE_HTML);
}

/* an element begins or ends: what that does to the words */
static void
add_tag(const struct html *h, struct flow *f, const GumboNode *n, bool leaving)
{
	enum tag_kind kind = tag_kind_of(n->v.element.tag);
	struct span at = span_of(h, leaving ? n->v.element.original_end_tag :
	    n->v.element.original_tag);

	flow_tag(f, kind, leaving, at.from, at.to);
	if (kind != TAG_BOLD && html_style_bold(n))
		flow_tag(f, TAG_BOLD, leaving, at.from, at.to);
}

/* the words of one cell or caption, without those of tables inside it */
static struct text
words_of(struct html *h, const GumboNode *root, bool *bold)
{
	uint32_t at = span_of(h, root->v.element.original_tag).to;
	struct html_walk w;
	const GumboNode *n;
	struct flow f;

	flow_begin(&f, h->d->arena, h->src);
	f.bold = html_style_bold(root);
	html_walk_begin(&w, &h->scratch, root);
	while ((n = html_walk_next(&w)) != NULL) {
		if (html_is(n, GUMBO_TAG_TABLE) && !w.leaving) {
			add_tag(h, &f, n, false);
			html_walk_skip(&w);
		} else if (html_is_element(n)) {
			add_tag(h, &f, n, w.leaving);
		} else {
			add_words(h, &f, n);
		}
	}
	return flow_end(&f, h->d, at == 0 ? h->from : at, bold);
}

/* ---- layout ---- */

static void
add_row(struct html *h, struct layout *l, const GumboNode *row)
{
	if (VEC_ROOM(&h->scratch, l->row, l->nrows, l->rowcap))
		l->row[l->nrows++] = row;
}

static void
find_rows(struct html *h, struct layout *l)
{
	const GumboVector *parts = &l->table->v.element.children;

	for (unsigned i = 0; i < parts->length; i++) {
		const GumboNode *part = parts->data[i];

		if (html_is(part, GUMBO_TAG_CAPTION) && l->caption == NULL)
			l->caption = part;
		if (!html_is(part, GUMBO_TAG_THEAD) && !html_is(part, GUMBO_TAG_TBODY) &&
		    !html_is(part, GUMBO_TAG_TFOOT))
			continue;
		for (unsigned k = 0; k < part->v.element.children.length; k++) {
			const GumboNode *row = part->v.element.children.data[k];

			if (html_is(row, GUMBO_TAG_TR))
				add_row(h, l, row);
		}
		if (html_is(part, GUMBO_TAG_THEAD) && l->header_rows == 0)
			l->header_rows = (uint32_t)l->nrows;
	}
}

/* place the cells of one row in the columns that no cell above reaches into;
 * true when all of them are <th> */
static bool
place_row(struct html *h, struct layout *l, uint32_t row)
{
	const GumboVector *cells = &l->row[row]->v.element.children;
	uint32_t col = 0;
	bool header = false, data = false;

	for (unsigned i = 0; i < cells->length && !l->too_wide; i++) {
		const GumboNode *n = cells->data[i];
		uint32_t across, down;

		if (!html_is(n, GUMBO_TAG_TD) && !html_is(n, GUMBO_TAG_TH))
			continue;
		header = header || html_is(n, GUMBO_TAG_TH);
		data = data || html_is(n, GUMBO_TAG_TD);
		across = html_span_attribute(n, "colspan", CF_MAX_SPAN);
		down = html_span_attribute(n, "rowspan", CF_MAX_SPAN);
		while (col < CF_MAX_COLUMNS && h->until[col] > row)
			col++;
		l->too_wide = col == CF_MAX_COLUMNS;
		if (l->too_wide || !VEC_ROOM(&h->scratch, l->cell, l->ncells, l->cellcap))
			break;
		l->cell[l->ncells++] = (struct placed){ n, row, col, down, across };
		if (col >= l->ncols)
			l->ncols = col + 1;	/* a column is where a cell begins */
		for (; across > 0 && col < CF_MAX_COLUMNS; across--, col++)
			h->until[col] = row + down;
	}
	return header && !data;
}

static void
lay_out(struct html *h, struct layout *l)
{
	bool headers = l->header_rows == 0;

	memset(h->until, 0, CF_MAX_COLUMNS * sizeof(*h->until));
	for (uint32_t row = 0; row < l->nrows && !l->too_wide; row++) {
		headers = place_row(h, l, row) && headers;
		if (headers)
			l->header_rows = row + 1;
		if ((size_t)(row + 1) * l->ncols > CF_MAX_CELLS)
			break;
	}
	if (l->header_rows >= l->nrows)
		l->header_rows = 0;
}

/* ---- the grid ---- */

static void
put_cell(struct html *h, const struct layout *l, struct grid *g, const struct placed *p,
    bool *any)
{
	bool bold;
	struct text t = words_of(h, p->node, &bold);
	struct cell *c = grid_put(h->d, g, p->row, p->col, t);

	if (c == NULL)
		return;
	*any = *any || t.s.n > 0;
	c->bold = bold;
	c->header = html_is(p->node, GUMBO_TAG_TH);
	c->colspan = (uint16_t)(p->colspan < l->ncols - p->col ? p->colspan : l->ncols - p->col);
	c->rowspan = (uint16_t)(p->rowspan < l->nrows - p->row ? p->rowspan : l->nrows - p->row);
	for (uint32_t col = p->col; col < p->col + c->colspan; col++)
		h->until[col] = p->row + c->rowspan;
}

/* false: not one word in it */
static bool
fill(struct html *h, const struct layout *l, struct grid *g)
{
	struct text none = { .s = CF_S("") };
	bool any = false;
	size_t next = 0;

	memset(h->until, 0, CF_MAX_COLUMNS * sizeof(*h->until));
	for (uint32_t row = 0; row < g->nrows && !h->d->failed; row++) {
		uint32_t at = span_of(h, l->row[row]->v.element.original_tag).to;

		for (; next < l->ncells && l->cell[next].row == row && !h->d->failed; next++)
			put_cell(h, l, g, &l->cell[next], &any);
		if (next > 0)
			at = span_of(h, l->cell[next - 1].node->v.element.original_tag).to;
		none.span = (struct span){ at, at };
		/* a short row: what no span covers is empty */
		for (uint32_t col = 0; col < g->ncols && !h->d->failed; col++)
			if (grid_at(g, row, col) == NULL && h->until[col] <= row)
				(void)grid_put(h->d, g, row, col, none);
	}
	return any;
}

static struct span
table_span(const struct html *h, const GumboNode *table)
{
	struct span open = span_of(h, table->v.element.original_tag);
	struct span close = span_of(h, table->v.element.original_end_tag);

	if (open.to == 0)
		open.from = h->from;
	if (close.to <= open.from)
		close.to = h->from + (uint32_t)h->bytes.n;
	return (struct span){ open.from, close.to };
}

static void
read_table(struct html *h, const GumboNode *table)
{
	struct layout l = { .table = table };
	struct span span = table_span(h, table);
	struct grid *g;
	bool bold;

	find_rows(h, &l);
	lay_out(h, &l);
	if (l.ncells == 0)
		return;
	h->cells += l.nrows * l.ncols;
	if (l.too_wide || h->cells > CF_MAX_CELLS) {
		doc_skip(h->d, span, true, l.too_wide ?
		    CF_S("table too wide: the limit is CF_MAX_COLUMNS = 4096") :
		    CF_S("tables too large: the limit is CF_MAX_CELLS = 2000000"));
		return;
	}
	g = grid_or_skip(h->d, l.nrows, l.ncols, span);
	if (g == NULL)
		return;
	g->header_rows = l.header_rows;
	if (l.caption != NULL)
		g->caption = words_of(h, l.caption, &bold);
	/* with no word of its own it only laid out what is inside it */
	if (fill(h, &l, g) && !h->d->failed)
		(void)doc_table(h->d, g);
}

/* ---- the region ---- */

static void
end_paragraph(struct html *h, struct flow *f)
{
	bool bold;
	struct text t = flow_end(f, h->d, h->from, &bold);

	flow_begin(f, h->d->arena, h->src);
	if (t.s.n > 0 && !h->d->failed)
		(void)doc_paragraph(h->d, t, bold);
}

static void
read_tree(struct html *h)
{
	size_t tables = 0;	/* open */
	struct html_walk w;
	const GumboNode *n;
	struct flow f;

	h->until = arena_array(&h->scratch, CF_MAX_COLUMNS, uint32_t);
	html_walk_begin(&w, &h->scratch, html_parse(&h->scratch, h->bytes));
	flow_begin(&f, h->d->arena, h->src);
	while ((n = html_walk_next(&w)) != NULL && !h->d->failed) {
		bool table = html_is(n, GUMBO_TAG_TABLE);

		if (tables == 0 && html_is_element(n)) {
			if (tag_kind_of(n->v.element.tag) == TAG_BREAK &&
			    !html_is(n, GUMBO_TAG_BR))
				end_paragraph(h, &f);
			add_tag(h, &f, n, w.leaving);
		} else if (tables == 0) {
			add_words(h, &f, n);
		}
		if (table && !w.leaving) {
			read_table(h, n);
			tables++;
		} else if (table) {
			tables--;
		}
	}
	end_paragraph(h, &f);
}

static bool
has_table(struct str s)
{
	for (size_t at = 0; at < s.n; at++) {
		const char *p = memchr(s.p + at, '<', s.n - at);

		if (p == NULL)
			return false;
		at = (size_t)(p - s.p);
		if (tag_is(s, at, CF_S("table")))
			return true;
	}
	return false;
}

static void
read_with_tables(struct html *h)
{
	jmp_buf oom;

	arena_init(&h->scratch, CF_MAX_MEMORY);
	h->scratch.oom = &oom;
	if (setjmp(oom) == 0)
		read_tree(h);
	else
		h->d->failed = true;
	arena_release(&h->scratch);
}

void
html_blocks(struct doc *d, uint32_t from, uint32_t to)
{
	struct html h = { .d = d, .src = d->source->bytes, .from = from };
	uint32_t line = d->source->line[source_line_of(d->source, from)];
	const char *why;
	struct text t;
	bool bold;

	h.bytes = str_sub(h.src, from, to);
	h.quoted = from > line && memchr(h.src.p + line, '>', from - line) != NULL;
	if (!has_table(h.bytes)) {
		t = inline_read(d, from, to, INLINE_HTML, &bold);
		if (t.s.n > 0 && !d->failed)
			(void)doc_paragraph(d, t, bold);
		return;
	}
	why = html_guard(h.bytes);
	if (why != NULL)
		doc_skip(d, (struct span){ from, to }, true, str_of(why));
	else
		read_with_tables(&h);
}
