/*
 * The document as the program sees it: sections as an outline, each table as a
 * grid of what its cells were read as. For whoever wonders why something was,
 * or was not, found, and for tests of the readers.
 */
#include "write/write.h"

#include <inttypes.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "doc/spot.h"

#define WIDEST_CELL	28u
#define FLUSH_AT	(64u << 10)

struct show {
	FILE *out;
	struct buf buf, cell;
	const struct doc *doc;
	const struct facts *facts;
	bool failed;
};

static const char *
row_word(enum row_kind kind)
{
	switch (kind) {
	case ROW_TITLE: return "title";
	case ROW_HEADER: return "header";
	case ROW_GROUP: return "group";
	case ROW_DATA: return "data";
	case ROW_TOTAL: return "total";
	case ROW_BLANK: return "blank";
	case ROW_FRAGMENT: return "fragment";
	case ROW_NOTE: return "note";
	}
	return "";
}

static const char *
column_word(enum column_kind kind)
{
	switch (kind) {
	case COLUMN_EMPTY: return "empty";
	case COLUMN_STUB: return "stub";
	case COLUMN_FIGURES: return "figures";
	case COLUMN_TEXT: return "text";
	}
	return "";
}

/* ---- figures and cells */

static void
put_value(struct buf *b, int64_t m, unsigned d)
{
	uint64_t u = m < 0 ? 0 - (uint64_t)m : (uint64_t)m;
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%0*" PRIu64, (int)d + 1, u);

	if (m < 0)
		buf_putc(b, '-');
	buf_put(b, (struct str){ digits, (size_t)len - d });
	if (d > 0) {
		buf_putc(b, '.');
		buf_put(b, (struct str){ digits + ((size_t)len - d), d });
	}
}

static void
put_flags(struct buf *b, unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *word;
	} words[] = {
		{ FIGURE_MARKED, "marked" }, { FIGURE_YEAR, "year" },
		{ FIGURE_IDENTIFIER, "identifier" }, { FIGURE_DATE, "date" },
		{ FIGURE_RANGE, "range" }, { FIGURE_ORDINAL, "ordinal" },
		{ FIGURE_OF, "of" }, { FIGURE_APPROXIMATE, "about" },
	};
	const char *sep = "{";

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((flags & words[i].flag) == 0)
			continue;
		buf_printf(b, "%s%s", sep, words[i].word);
		sep = ",";
	}
	if (sep[0] == ',')
		buf_putc(b, '}');
}

static const char *
currency_sign(char currency)
{
	return currency == '$' ? "$" : currency == 'L' ? "£" : currency == 'E' ? "€" : "";
}

static void
put_figure(struct buf *b, const struct figure *f)
{
	buf_puts(b, currency_sign(f->currency));
	put_value(b, f->m, f->d);
	switch (f->unit) {
	case UNIT_PERCENT:
		buf_putc(b, '%');
		break;
	case UNIT_POINTS:
		buf_puts(b, "pp");
		break;
	case UNIT_OTHER:
		buf_putc(b, 'u');
		break;
	case UNIT_COUNT:
	case UNIT_MONEY:
		break;
	}
	put_flags(b, f->flags);
}

static void
put_figures(struct buf *b, const struct cell *c)
{
	for (unsigned i = 0; i < c->nfigures; i++) {
		if (i > 0)
			buf_putc(b, ' ');
		put_figure(b, &c->figures[i]);
	}
}

static void
put_quoted(struct buf *b, struct str s)
{
	buf_putc(b, '"');
	text_clean(b, s);
	buf_putc(b, '"');
}

static void
put_cell(struct buf *b, const struct cell *c)
{
	if (c == NULL) {
		buf_putc(b, '<');	/* covered by a span */
		return;
	}
	switch (c->kind) {
	case CELL_EMPTY:
		break;
	case CELL_DASH:
		buf_putc(b, '-');
		break;
	case CELL_MISSING:
		buf_puts(b, "missing ");
		put_quoted(b, c->text.s);
		break;
	case CELL_SUPPRESSED:
		buf_puts(b, "kept back ");
		put_quoted(b, c->text.s);
		break;
	case CELL_FIGURES:
		put_figures(b, c);
		break;
	case CELL_YEAR:
		buf_puts(b, "when ");
		put_quoted(b, c->text.s);
		break;
	case CELL_LABELLED:
	case CELL_MIXED:
		put_figures(b, c);
		buf_puts(b, c->nfigures > 0 ? " in " : "");
		put_quoted(b, c->text.s);
		break;
	case CELL_TEXT:
		put_quoted(b, c->text.s);
		break;
	}
}

/* s->cell becomes the cell's words, cut when they are wide; returns their width */
static size_t
render(struct show *s, const struct cell *c)
{
	size_t width = 0, len;

	buf_clear(&s->cell);
	put_cell(&s->cell, c);
	for (size_t i = 0; i < s->cell.n; i += len) {
		(void)utf8_at(s->cell.p + i, s->cell.n - i, &len);
		width += utf8_width((struct str){ s->cell.p + i, len });
		if (width > WIDEST_CELL) {
			s->cell.n = i;
			buf_puts(&s->cell, "…");
			break;
		}
	}
	return utf8_width(buf_str(&s->cell));
}

/* ---- tables */

static void
put_at(struct show *s, uint32_t offset)
{
	struct pos pos;

	if (s->doc->source->spots != NULL) {
		/* what it takes of the document's memory is little: one for each block */
		text_clean(&s->buf, source_spot_words(s->doc->source, offset, s->doc->arena));
		return;
	}
	pos = source_pos(s->doc->source, offset);
	buf_printf(&s->buf, "%zu:%zu", pos.line, pos.column);
}

/* in a file without lines, is it where its number says: is it the document's table of that
 * number, too? */
static bool
is_table_of_document(const struct show *s, const struct table *t)
{
	struct str number = arena_printf(s->doc->arena, "table %u, ", t->number);

	return str_starts(source_spot_words(s->doc->source, t->span.from, s->doc->arena), number);
}

static void
put_table_line(struct show *s, const struct table *t)
{
	struct buf *b = &s->buf;

	buf_printf(b, "table %u", t->number);
	if (!is_table_of_document(s, t)) {
		buf_puts(b, " at ");
		put_at(s, t->span.from);
	}
	buf_puts(b, ": ");
	buf_many(b, t->nrows, "row");
	buf_printf(b, " (header %u), ", t->header_rows);
	buf_many(b, t->ncols, "column");
	if (t->stub != NONE)
		buf_printf(b, ", labels in column %u", t->stub + 1);
	if (t->parts > 1)
		buf_printf(b, ", brought together from %u parts", t->parts);
	if (t->rounded_note)
		buf_puts(b, ", says it is rounded");
	if (t->caption.n > 0) {
		buf_puts(b, ", caption ");
		put_quoted(b, t->caption);
	}
	buf_putc(b, '\n');
}

static void
put_columns(struct show *s, const struct table *t, size_t indent)
{
	struct buf *b = &s->buf;

	for (uint32_t c = 0; c < t->ncols; c++) {
		const struct column *col = &t->columns[c];

		buf_pad(b, ' ', indent);
		buf_printf(b, "c%-3u %-8s", c + 1, column_word(col->kind));
		for (uint32_t i = 0; i < col->npath; i++) {
			buf_puts(b, i > 0 ? " > " : " ");
			put_quoted(b, col->path[i]);
		}
		if (col->parent != NONE)
			buf_printf(b, "  span %u", col->parent);
		if (col->part > 0)
			buf_printf(b, "  right-hand part %u", col->part);
		buf_putc(b, '\n');
	}
}

static void
flush(struct show *s, size_t at_least)
{
	if (s->buf.n < at_least)
		return;
	if (s->buf.n > 0 && fwrite(s->buf.p, 1, s->buf.n, s->out) != s->buf.n)
		s->failed = true;
	s->failed |= s->buf.failed || s->cell.failed;
	buf_clear(&s->buf);
}

static void
put_rows(struct show *s, const struct table *t, size_t indent)
{
	uint8_t width[CF_MAX_COLUMNS] = { 0 };
	struct buf *b = &s->buf;

	for (uint32_t r = 0; r < t->nrows; r++) {
		for (uint32_t c = 0; c < t->ncols; c++) {
			size_t w = render(s, table_at(t, r, c));

			if (c < CF_MAX_COLUMNS && w > width[c])
				width[c] = (uint8_t)w;
		}
	}
	for (uint32_t r = 0; r < t->nrows; r++) {
		buf_pad(b, ' ', indent);
		buf_printf(b, "r%-3u %-8s", r + 1, row_word(t->rows[r].kind));
		if (t->rows[r].group != NONE)
			buf_printf(b, " <r%-3u", t->rows[r].group + 1);
		else
			buf_pad(b, ' ', 6);
		for (uint32_t c = 0; c < t->ncols; c++) {
			size_t w = render(s, table_at(t, r, c));
			size_t room = c < CF_MAX_COLUMNS ? width[c] : w;

			buf_puts(b, c == 0 ? " " : " | ");
			buf_put(b, buf_str(&s->cell));
			buf_pad(b, ' ', c + 1 < t->ncols && room > w ? room - w : 0);
		}
		buf_putc(b, '\n');
		flush(s, FLUSH_AT);
	}
}

/* ---- the outline */

static void
put_text_block(struct show *s, const struct block *block, const char *word, size_t indent)
{
	buf_pad(&s->buf, ' ', indent);
	buf_puts(&s->buf, word);
	buf_putc(&s->buf, ' ');
	/* in a file without lines a heading is a place itself */
	if (s->doc->source->spots == NULL || block->kind != BLOCK_HEADING) {
		put_at(s, block->span.from);
		buf_putc(&s->buf, ' ');
	}
	text_clean(&s->buf, block->text.s);
	buf_putc(&s->buf, '\n');
}

static void
put_block(struct show *s, uint32_t index, size_t *table)
{
	const struct block *block = &s->doc->blocks[index];
	size_t indent = 2 * (size_t)s->doc->sections[block->section].level;
	const struct table *t;

	switch (block->kind) {
	case BLOCK_HEADING:
		put_text_block(s, block, "section", indent - 2);
		break;
	case BLOCK_PAGE_MARK:
		put_text_block(s, block, "page mark", indent);
		break;
	case BLOCK_TABLE:
		t = *table < s->facts->ntables ? &s->facts->tables[*table] : NULL;
		buf_pad(&s->buf, ' ', indent);
		if (t == NULL || t->block != index) {
			buf_puts(&s->buf, "part of another table at ");
			put_at(s, block->span.from);
			buf_putc(&s->buf, '\n');
			break;
		}
		put_table_line(s, t);
		put_columns(s, t, indent + 2);
		put_rows(s, t, indent + 2);
		(*table)++;
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_ITEM:
	case BLOCK_CODE:
		break;
	}
}

static void
put_skips(struct show *s)
{
	for (size_t i = 0; i < s->doc->nskips; i++) {
		buf_puts(&s->buf, "not read");
		if (s->doc->source->spots == NULL || source_spot_words(s->doc->source,
		    s->doc->skips[i].span.from, s->doc->arena).n > 0) {
			buf_puts(&s->buf, " at ");
			put_at(s, s->doc->skips[i].span.from);
		}
		buf_puts(&s->buf, ": ");
		text_clean(&s->buf, s->doc->skips[i].reason);
		buf_putc(&s->buf, '\n');
	}
}

/* lines as an editor counts them: none begins after the last line end */
static size_t
count_lines(const struct source *src)
{
	bool ends = src->bytes.n > 0 && src->bytes.p[src->bytes.n - 1] == '\n';

	return src->bytes.n == 0 ? 0 : src->nlines - ends;
}

bool
show_document(FILE *out, const struct doc *doc, const struct facts *facts)
{
	struct show s = { .out = out, .doc = doc, .facts = facts };
	size_t table = 0;

	buf_init(&s.buf);
	buf_init(&s.cell);
	text_clean(&s.buf, str_of(doc->source->path));
	buf_printf(&s.buf, ": %s, ", doc->format);
	if (doc->source->spots == NULL) {
		buf_many(&s.buf, count_lines(doc->source), "line");
		buf_puts(&s.buf, ", ");
	}
	buf_many(&s.buf, doc->nsections == 0 ? 0 : doc->nsections - 1, "section");
	buf_puts(&s.buf, ", ");
	buf_many(&s.buf, facts->ntables, "table");
	buf_putc(&s.buf, '\n');
	for (uint32_t i = 0; i < doc->nblocks; i++) {
		put_block(&s, i, &table);
		flush(&s, FLUSH_AT);
	}
	put_skips(&s);
	flush(&s, 0);
	buf_release(&s.buf);
	buf_release(&s.cell);
	return !s.failed && fflush(out) == 0;
}
