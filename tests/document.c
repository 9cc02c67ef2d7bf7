/* Inspecting documents; see document.h. */
#include "tests/document.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "doc/spot.h"
#include "read/read.h"

#define MUST(what) \
	do { \
		if (!(what)) \
			unsound(#what, __LINE__); \
	} while (0)

static void
unsound(const char *what, int line)
{
	(void)fprintf(stderr, "tests/document.c:%d: unsound document: %s\n", line, what);
	abort();
}

static void
inspect_span(const struct doc *d, struct span at)
{
	MUST(at.from <= at.to && at.to <= d->source->bytes.n);
}

/* each byte leads to a place inside the text's own; copied bytes lead to equal ones */
static void
inspect_pieces(const struct doc *d, const struct text *t)
{
	for (size_t i = 0; i < t->npieces; i++) {
		const struct piece *p = &t->pieces[i];
		size_t end = i + 1 < t->npieces ? p[1].text : t->s.n;

		MUST(p->text < end && end <= t->s.n);
		MUST(i == 0 ? p->text == 0 : p[-1].src + p[-1].slen <= p->src);
		if (!p->atomic)
			MUST(str_eq(str_sub(t->s, p->text, end),
			    str_sub(d->source->bytes, p->src, p->src + end - p->text)));
	}
}

static void
inspect_text(const struct doc *d, const struct text *t)
{
	inspect_span(d, t->span);
	MUST(utf8_check(t->s) == t->s.n);
	MUST(str_trim(t->s).n == t->s.n);
	if (t->pieces == NULL) {
		MUST(str_eq(t->s, source_text(d->source, t->span)));
		return;
	}
	inspect_pieces(d, t);
	for (size_t i = 0; i < t->s.n; i++) {
		struct span at = text_span(t, i, i + 1);

		MUST(at.from <= at.to && at.from >= t->span.from && at.to <= t->span.to);
	}
}

static void
inspect_cell(const struct doc *d, const struct grid *g, const struct cell *c, uint32_t row,
    uint32_t col)
{
	inspect_text(d, &c->text);
	MUST(c->colspan >= 1 && c->colspan <= g->ncols - col);
	MUST(c->rowspan >= 1 && c->rowspan <= g->nrows - row);
}

static void
inspect_grid(const struct doc *d, const struct grid *g)
{
	inspect_span(d, g->span);
	inspect_text(d, &g->caption);
	MUST(g->ncols <= CF_MAX_COLUMNS && (uint64_t)g->nrows * g->ncols <= CF_MAX_CELLS);
	MUST(g->header_rows <= g->nrows);
	for (uint32_t row = 0; row < g->nrows; row++)
		for (uint32_t col = 0; col < g->ncols; col++)
			if (grid_at(g, row, col) != NULL)
				inspect_cell(d, g, grid_at(g, row, col), row, col);
}

static void
inspect_block(const struct doc *d, const struct block *b)
{
	inspect_span(d, b->span);
	inspect_text(d, &b->text);
	MUST((b->kind == BLOCK_TABLE) == (b->grid != NULL));
	MUST(b->section < d->nsections);
	MUST(b->kind != BLOCK_HEADING || (b->level >= 1 && b->level <= 6));
	MUST(b->kind != BLOCK_ITEM || (b->level >= 1 && b->list >= 1));
	if (b->grid != NULL)
		inspect_grid(d, b->grid);
}

void
inspect_document(const struct doc *d)
{
	MUST(!d->failed);
	for (size_t i = 0; i < d->nblocks; i++)
		inspect_block(d, &d->blocks[i]);
	for (size_t i = 1; i < d->nsections; i++) {
		const struct section *s = &d->sections[i];

		MUST(s->parent < i && d->sections[s->parent].level < s->level);
		MUST(s->first_block < d->nblocks);
	}
	for (size_t i = 1; d->source->spots != NULL && i < d->source->spots->n; i++)
		MUST(d->source->spots->at[i - 1].from < d->source->spots->at[i].from);
	for (size_t i = 0; i < d->nskips; i++) {
		inspect_span(d, d->skips[i].span);
		MUST(d->skips[i].reason.n > 0);
	}
}

void
read_and_inspect(const char *format, const uint8_t *data, size_t size)
{
	/* a copy that ends where the input ends, so that reading past it is seen */
	char *bytes = malloc(size > 0 ? size : 1);
	struct cf_input in = { .path = "input", .bytes = bytes, .n = size, .format = format,
		.original = size % 2 == 1 };
	struct cf_error err = { 0 };
	struct source source;
	struct arena arena;
	struct doc doc;
	enum cf_status st;

	MUST(bytes != NULL);
	memcpy(bytes, data, size);
	arena_init(&arena, 1u << 30);
	st = read_any(&doc, &arena, &source, &in, &err);
	if (st == CF_OK)
		inspect_document(&doc);
	else
		MUST(err.status == st && err.message[0] != '\0');
	arena_release(&arena);
	free(bytes);
}
