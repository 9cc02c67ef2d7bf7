/* Building the document; see doc.h. */
#include "doc/doc.h"

#include "base/limits.h"

void
doc_init(struct doc *d, struct arena *a, struct source *src, const char *format)
{
	*d = (struct doc){ .arena = a, .source = src, .format = format };
}

static struct block *
add_block(struct doc *d, enum block_kind kind, struct span span)
{
	struct block *b;

	if (d->failed)
		return NULL;
	if (d->nblocks >= CF_MAX_BLOCKS) {
		d->failed = true;
		d->limit = "blocks in one document (CF_MAX_BLOCKS)";
		return NULL;
	}
	if (!VEC_ROOM(d->arena, d->blocks, d->nblocks, d->blockcap)) {
		d->failed = true;
		return NULL;
	}
	b = &d->blocks[d->nblocks++];
	*b = (struct block){ .kind = kind, .span = span };
	return b;
}

static struct block *
add_text(struct doc *d, enum block_kind kind, struct text text)
{
	struct block *b = add_block(d, kind, text.span);

	if (b != NULL)
		b->text = text;
	return b;
}

struct block *
doc_heading(struct doc *d, unsigned level, struct text text)
{
	struct block *b = add_text(d, BLOCK_HEADING, text);

	if (b != NULL)
		b->level = (uint8_t)level;
	return b;
}

struct block *
doc_paragraph(struct doc *d, struct text text, bool bold)
{
	struct block *b = add_text(d, BLOCK_PARAGRAPH, text);

	if (b != NULL)
		b->bold = bold;
	return b;
}

struct block *
doc_item(struct doc *d, unsigned level, uint32_t list, struct text text, bool bold)
{
	struct block *b = add_text(d, BLOCK_ITEM, text);

	if (b != NULL) {
		b->level = (uint8_t)(level > 255 ? 255 : level);
		b->list = list;
		b->bold = bold;
	}
	return b;
}

struct block *
doc_code(struct doc *d, struct text text)
{
	return add_text(d, BLOCK_CODE, text);
}

struct block *
doc_page_mark(struct doc *d, struct text text)
{
	return add_text(d, BLOCK_PAGE_MARK, text);
}

struct block *
doc_table(struct doc *d, struct grid *grid)
{
	struct block *b = add_block(d, BLOCK_TABLE, grid->span);

	if (b != NULL)
		b->grid = grid;
	return b;
}

void
doc_skip(struct doc *d, struct span span, bool failed, struct str reason)
{
	if (!VEC_ROOM(d->arena, d->skips, d->nskips, d->skipcap)) {
		d->failed = true;
		return;
	}
	d->skips[d->nskips++] = (struct skip){ span, reason, failed };
}

struct grid *
grid_new(struct doc *d, uint32_t nrows, uint32_t ncols, struct span span)
{
	struct grid *g;

	if (ncols > CF_MAX_COLUMNS) {
		d->limit = "columns of one table (CF_MAX_COLUMNS)";
		return NULL;
	}
	if (ncols != 0 && nrows > CF_MAX_CELLS / ncols) {
		d->limit = "cells of one table (CF_MAX_CELLS)";
		return NULL;
	}
	g = arena_new(d->arena, struct grid);
	if (g == NULL) {
		d->failed = true;
		return NULL;
	}
	*g = (struct grid){ .nrows = nrows, .ncols = ncols, .span = span };
	g->cell = arena_array(d->arena, (size_t)nrows * ncols, struct cell *);
	if (g->cell == NULL) {
		d->failed = true;
		return NULL;
	}
	return g;
}

struct cell *
grid_put(struct doc *d, struct grid *g, uint32_t row, uint32_t col, struct text text)
{
	struct cell *c = arena_new(d->arena, struct cell);

	if (c == NULL) {
		d->failed = true;
		return NULL;
	}
	*c = (struct cell){ .text = text, .colspan = 1, .rowspan = 1 };
	g->cell[(size_t)row * g->ncols + col] = c;
	return c;
}
