/*
 * figures --cells FILE: every cell of every table as it is read: table, row, column, spans,
 * the page where it stands (0: the file has none) and its words, parted by tabs.
 *
 * figures FILE: every figure that is read in the tables and in the text of a report, one a
 * line: its first byte and the one past its last, the value as digits and decimals, and
 * where it stands: "cell 12 3 4" (table, row, column) or "text".
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "doc/spot.h"
#include "facts/table.h"
#include "read/read.h"

static void
print_figure(const struct figure *f)
{
	printf("%u %u %lld %u ", (unsigned)f->span.from, (unsigned)f->span.to, (long long)f->m,
	    (unsigned)f->d);
}

static void
print_table(const struct table *t)
{
	for (uint32_t row = 0; row < t->nrows; row++) {
		for (uint32_t col = 0; col < t->ncols; col++) {
			const struct cell *c = table_at(t, row, col);

			for (uint16_t i = 0; c != NULL && i < c->nfigures; i++) {
				print_figure(&c->figures[i]);
				printf("cell %u %u %u\n", (unsigned)t->number, (unsigned)row + 1,
				    (unsigned)col + 1);
			}
		}
	}
}

static void
print_text(struct arena *a, const struct text *t)
{
	struct figure *f;
	size_t n = figures_scan(a, t, false, &f);

	for (size_t i = 0; i < n; i++) {
		print_figure(&f[i]);
		puts("text");
	}
}

static void
print_cells(const struct doc *d, const struct grid *g, unsigned number, struct arena *a)
{
	for (uint32_t row = 0; row < g->nrows; row++) {
		for (uint32_t col = 0; col < g->ncols; col++) {
			const struct cell *c = grid_at(g, row, col);
			const struct cf_spot *spot;

			if (c == NULL || c->text.s.n == 0)
				continue;
			spot = source_spot(d->source, c->text.span, a);
			printf("%u\t%u\t%u\t%u\t%u\t%u\t%.*s\n", number, (unsigned)row,
			    (unsigned)col, (unsigned)c->rowspan, (unsigned)c->colspan,
			    spot == NULL ? 0 : (unsigned)spot->page, (int)c->text.s.n, c->text.s.p);
		}
	}
}

static void
print_grids(const struct doc *d, struct arena *a)
{
	unsigned number = 0;

	for (size_t i = 0; i < d->nblocks; i++)
		if (d->blocks[i].grid != NULL)
			print_cells(d, d->blocks[i].grid, ++number, a);
}

static bool
read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "rb");
	char part[65536];
	size_t n;

	if (f == NULL)
		return false;
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(b, (struct str){ part, n });
	return fclose(f) == 0 && !b->failed;
}

int
main(int argc, char **argv)
{
	struct buf bytes = { 0 };
	struct cf_error err;
	struct source source;
	struct facts facts;
	struct arena arena;
	struct cf_input in;
	struct doc doc;
	bool cells = argc == 3 && strcmp(argv[1], "--cells") == 0;

	arena_init(&arena, CF_MAX_MEMORY);
	if (argc != 2 + cells || !read_file(argv[1 + cells], &bytes))
		return 2;
	in = (struct cf_input){ .path = argv[1 + cells], .bytes = bytes.p, .n = bytes.n };
	if (read_any(&doc, &arena, &source, &in, &err) != CF_OK)
		return 2;
	if (cells) {
		print_grids(&doc, &arena);
		return 0;
	}
	facts_collect(&facts, &doc);
	for (size_t i = 0; i < facts.ntables; i++)
		print_table(&facts.tables[i]);
	for (size_t i = 0; i < doc.nblocks; i++)
		print_text(&arena, &doc.blocks[i].text);
	arena_release(&arena);
	buf_release(&bytes);
	return 0;
}
