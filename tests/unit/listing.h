/*
 * A document as a short listing, to compare with, for the tests of readers. Each
 * includes it once; what is here is its own.
 */
#ifndef CF_TESTS_LISTING_H
#define CF_TESTS_LISTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "read/read.h"

static struct arena arena;
static struct source source;
static struct doc doc;
static struct cf_error error;
static struct buf listed;

static inline enum cf_status
try_read(const char *path, const char *format, struct str bytes, size_t limit)
{
	enum cf_status st;

	arena_release(&arena);
	arena_init(&arena, limit);
	st = source_init(&source, &arena, path, bytes, &error);
	return st == CF_OK ? read_document(&doc, &arena, &source, format, &error) : st;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	buf_release(&listed);
	return 0;
}

/* every byte of a text stands where the text says it does */
static void
check_places(const struct text *t)
{
	assert_true(t->span.from <= t->span.to && t->span.to <= source.bytes.n);
	if (t->pieces == NULL) {
		assert_true(str_eq(t->s, source_text(&source, t->span)));
		return;
	}
	for (uint32_t i = 0; i < t->npieces; i++) {
		const struct piece *p = &t->pieces[i];
		size_t end = i + 1 < t->npieces ? p[1].text : t->s.n;

		assert_true(p->text < end && end <= t->s.n);
		assert_true(i == 0 || p[-1].src + p[-1].slen <= p->src);
		if (!p->atomic)
			assert_true(str_eq(str_sub(t->s, p->text, end),
			    str_sub(source.bytes, p->src, p->src + end - p->text)));
	}
}

static void
list_text(struct buf *b, const struct text *t)
{
	struct pos pos = source_pos(&source, t->span.from);

	check_places(t);
	buf_printf(b, "%zu:%zu ", pos.line, pos.column);
	buf_put(b, t->s);
}

static void
list_cell(struct buf *b, const struct cell *c)
{
	if (c == NULL) {
		buf_puts(b, "^");
		return;
	}
	if (c->header)
		buf_puts(b, "#");
	if (c->bold)
		buf_puts(b, "!");
	if (c->colspan > 1 || c->rowspan > 1)
		buf_printf(b, "%ux%u ", (unsigned)c->colspan, (unsigned)c->rowspan);
	list_text(b, &c->text);
}

static void
list_grid(struct buf *b, const struct grid *g)
{
	buf_printf(b, "table %ux%u", (unsigned)g->nrows, (unsigned)g->ncols);
	if (g->header_rows > 0)
		buf_printf(b, " header %u", (unsigned)g->header_rows);
	if (g->caption.s.n > 0) {
		buf_puts(b, " caption ");
		list_text(b, &g->caption);
	}
	buf_puts(b, "\n");
	for (uint32_t row = 0; row < g->nrows; row++)
		for (uint32_t col = 0; col < g->ncols; col++) {
			buf_puts(b, col == 0 ? "  " : " | ");
			list_cell(b, grid_at(g, row, col));
			if (col + 1 == g->ncols)
				buf_puts(b, "\n");
		}
}

static void
list_block(struct buf *b, const struct block *k)
{
	static const char *const names[] = { "h", "p", "item", "table", "code", "mark" };

	if (k->grid != NULL) {
		list_grid(b, k->grid);
		return;
	}
	buf_puts(b, names[k->kind]);
	if (k->kind == BLOCK_HEADING || k->kind == BLOCK_ITEM)
		buf_printf(b, "%u", (unsigned)k->level);
	if (k->kind == BLOCK_ITEM)
		buf_printf(b, "/%u", (unsigned)k->list);
	if (k->number != 0)
		buf_printf(b, " %u.", (unsigned)k->number);
	buf_puts(b, k->bold ? "! " : " ");
	list_text(b, &k->text);
	buf_puts(b, "\n");
}

static void
list_document(struct buf *b)
{
	for (size_t i = 0; i < doc.nblocks; i++)
		list_block(b, &doc.blocks[i]);
	for (size_t i = 0; i < doc.nskips; i++) {
		struct pos pos = source_pos(&source, doc.skips[i].span.from);

		buf_printf(b, "%s %zu:%zu ", doc.skips[i].failed ? "FAILED" : "skip", pos.line,
		    pos.column);
		buf_put(b, doc.skips[i].reason);
		buf_puts(b, "\n");
	}
}

static inline void
same(const char *format, const char *bytes, const char *listing)
{
	assert_int_equal(try_read("report", format, str_of(bytes), CF_MAX_MEMORY), CF_OK);
	buf_clear(&listed);
	list_document(&listed);
	buf_putc(&listed, '\0');
	assert_false(listed.failed);
	assert_string_equal(listed.p, listing);
}

#endif
