/*
 * Laying out HTML tables: rows and cells by the tree, colspan and rowspan by the
 * rules of the HTML standard; a table inside a cell is a table of its own.
 */
#include <assert.h>

#include "base/limits.h"
#include "read/delim.h"
#include "read/html.h"

static_assert(CF_MAX_COLUMNS == 4096 && CF_MAX_CELLS == 2000000, "the reasons say so");

/* A cell with the place it takes in the grid. */
struct placed {
	const GumboNode *node;
	uint32_t row, col, rowspan, colspan;
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

/* ---- layout ---- */

static void
add_row(struct html *h, struct layout *l, const GumboNode *row)
{
	if (VEC_ROOM(&h->scratch, l->row, l->nrows, l->rowcap))
		l->row[l->nrows++] = row;
}

/* the rows of one <thead>, <tbody> or <tfoot> */
static void
add_rows(struct html *h, struct layout *l, const GumboNode *part)
{
	for (unsigned i = 0; i < part->v.element.children.length; i++) {
		const GumboNode *row = part->v.element.children.data[i];

		if (html_is(row, GUMBO_TAG_TR) && html_seen(h, row) == HTML_READ)
			add_row(h, l, row);
	}
}

/* as they are shown: the first <thead> at the top, the first <tfoot> at the bottom */
static void
find_rows(struct html *h, struct layout *l)
{
	const GumboVector *parts = &l->table->v.element.children;
	const GumboNode *head = NULL, *foot = NULL;

	for (unsigned i = 0; i < parts->length; i++) {
		const GumboNode *part = parts->data[i];

		if (html_is_element(part) && html_seen(h, part) != HTML_READ)
			continue;
		if (html_is(part, GUMBO_TAG_CAPTION) && l->caption == NULL)
			l->caption = part;
		else if (html_is(part, GUMBO_TAG_THEAD) && head == NULL)
			head = part;
		else if (html_is(part, GUMBO_TAG_TFOOT) && foot == NULL)
			foot = part;
	}
	if (head != NULL)
		add_rows(h, l, head);
	l->header_rows = (uint32_t)l->nrows;
	for (unsigned i = 0; i < parts->length; i++) {
		const GumboNode *part = parts->data[i];

		if (part != head && part != foot && (html_is(part, GUMBO_TAG_TBODY) ||
		    html_is(part, GUMBO_TAG_THEAD) || html_is(part, GUMBO_TAG_TFOOT)) &&
		    html_seen(h, part) == HTML_READ)
			add_rows(h, l, part);
	}
	if (foot != NULL)
		add_rows(h, l, foot);
}

static bool
is_cell(const struct html *h, const GumboNode *n)
{
	return (html_is(n, GUMBO_TAG_TD) || html_is(n, GUMBO_TAG_TH)) &&
	    html_seen(h, n) == HTML_READ;
}

/* is it a <th> of its row rather than of its columns? */
static bool
is_row_header(const GumboNode *n)
{
	const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, "scope");

	return a != NULL && str_starts_folded(str_of(a->value), CF_S("row"));
}

/* place the cells of one row in the columns that no cell above reaches into;
 * true when all of them are <th>; an empty corner may be a <td> */
static bool
place_row(struct html *h, struct layout *l, uint32_t row)
{
	const GumboVector *cells = &l->row[row]->v.element.children;
	uint32_t col = 0;
	bool header = false, data = false;

	for (unsigned i = 0; i < cells->length && !l->too_wide; i++) {
		const GumboNode *n = cells->data[i];
		uint32_t across, down;
		bool th = html_is(n, GUMBO_TAG_TH) && !is_row_header(n);

		if (!is_cell(h, n))
			continue;
		header = header || th;
		data = data || (!th && (col > 0 || html_has_words(h, n)));
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
	struct text t = html_words_of(h, p->node, &bold);
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
	struct cell *empty;
	bool any = false;
	size_t next = 0;

	memset(h->until, 0, CF_MAX_COLUMNS * sizeof(*h->until));
	for (uint32_t row = 0; row < g->nrows && !h->d->failed; row++) {
		uint32_t at = html_span(h, l->row[row]->v.element.original_tag).to;

		for (; next < l->ncells && l->cell[next].row == row && !h->d->failed; next++)
			put_cell(h, l, g, &l->cell[next], &any);
		if (next > 0)
			at = html_span(h, l->cell[next - 1].node->v.element.original_tag).to;
		none.span = (struct span){ at, at };
		/* a short row: what no span covers is empty, one cell for all of it */
		empty = NULL;
		for (uint32_t col = 0; col < g->ncols && !h->d->failed; col++) {
			if (grid_at(g, row, col) != NULL || h->until[col] > row)
				continue;
			if (empty == NULL)
				empty = grid_put(h->d, g, row, col, none);
			g->cell[(size_t)row * g->ncols + col] = empty;
		}
	}
	return any;
}

void
html_table(struct html *h, const GumboNode *table)
{
	struct layout l = { .table = table };
	struct span span = html_element_span(h, table);
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
	g->laid_out = true;
	if (l.caption == NULL && h->figure_table == table)
		l.caption = h->figcaption;
	if (l.caption != NULL)
		g->caption = html_words_of(h, l.caption, &bold);
	/* with no word of its own it only laid out what is inside it */
	if (fill(h, &l, g) && !h->d->failed)
		(void)doc_table(h->d, g);
}
