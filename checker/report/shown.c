/*
 * What a page for a person shows besides the findings: the tables and sentences that
 * they speak of, as they were read. The document goes when the run ends, so they are
 * copied; of a long table only the rows that matter.
 */
#include "report/report.h"

#include "doc/spot.h"
#include "facts/agenda.h"

#define MOST_ROWS	120u	/* of a table that are kept, about */
#define MOST_CELLS	20000u	/* the same in cells */
#define FIRST_ROWS	12u	/* of a long table */
#define LAST_ROWS	4u
#define BEFORE		160u	/* bytes of a sentence kept before the place */
#define AFTER		160u
#define MOST_HELD	400u	/* sentences of relations that are no findings */

/* ---- which tables, and which of their rows */

/* Rows of one table: which of them are wanted, as flags. */
struct rows {
	bool *wanted;		/* NULL: no relation speaks of the table */
	uint32_t n;
};

static void
want(const struct facts *facts, struct rows *rows, struct arena *temp, const struct cf_place *p,
    bool failed)
{
	const struct table *t;
	struct rows *r;

	if (p->table == 0 || p->table > facts->ntables)
		return;
	t = &facts->tables[p->table - 1];
	r = &rows[p->table - 1];
	if (r->wanted == NULL)
		r->wanted = arena_array(temp, t->nrows + 1, bool);
	if (!failed || r->wanted == NULL)
		return;
	for (uint32_t i = p->row > 2 ? p->row - 2 : 0; i < t->nrows && i <= p->row; i++)
		r->wanted[i] = true;
}

static struct rows *
wanted_rows(const struct cf_report *rep, const struct facts *facts, struct arena *temp)
{
	struct rows *rows = arena_array(temp, facts->ntables, struct rows);

	for (size_t i = 0; rows != NULL && i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		want(facts, rows, temp, &rel->place, rel->verdict == CF_FAILED);
		for (size_t k = 0; k < rel->nevidence; k++)
			if (rel->evidence[k].path == NULL)
				want(facts, rows, temp, &rel->evidence[k].place, false);
	}
	return rows;
}

/* numbers of the rows that are kept, from 0 */
static uint32_t *
choose_rows(const struct table *t, const struct rows *wanted, struct arena *a, uint32_t *n)
{
	uint32_t most = t->ncols == 0 ? MOST_ROWS : MOST_CELLS / t->ncols;
	uint32_t *row;

	most = most > MOST_ROWS ? MOST_ROWS : most < FIRST_ROWS ? FIRST_ROWS : most;
	row = arena_array(a, (t->nrows < most ? t->nrows : most) + LAST_ROWS + 1, uint32_t);
	*n = 0;
	for (uint32_t i = 0; row != NULL && i < t->nrows; i++) {
		bool last = i + LAST_ROWS >= t->nrows;

		if (t->nrows > most && !last && (*n >= most ||
		    (i >= FIRST_ROWS && i >= t->header_rows && !wanted->wanted[i])))
			continue;
		row[(*n)++] = i;
	}
	return row;
}

/* ---- tables as they are shown */

/* a cell's text without what a page cannot hold */
static const char *
cell_words(struct cf_report *rep, const struct cell *c)
{
	return c->text.s.n == 0 ? "" : report_clip(&rep->arena, c->text.s, REPORT_LONGEST).p;
}

/* how many of the kept rows from `i` on a cell of the first reaches down */
static uint32_t
rows_down(const uint32_t *row, uint32_t n, uint32_t i, uint32_t span)
{
	uint32_t k = i + 1;

	while (k < n && row[k] - row[i] < span)
		k++;
	return k - i;
}

/* cells that are free from `col` on, at most `span` */
static uint32_t
columns_free(const uint32_t *down, uint32_t ncols, uint32_t col, uint32_t span)
{
	uint32_t n = 1;

	while (n < span && col + n < ncols && down[col + n] == 0)
		n++;
	return n;
}

/* one kept row; down[col]: how many rows are still covered from above */
static void
show_row(struct cf_report *rep, const struct table *t, const uint32_t *row, uint32_t nrows, uint32_t i,
    uint32_t *down, struct report_cell *out)
{
	for (uint32_t col = 0; col < t->ncols; col++) {
		const struct cell *c = table_at(t, row[i], col);
		struct report_cell *o = &out[col];
		uint32_t end;

		if (down[col] > 0) {
			down[col]--;
			continue;
		}
		*o = (struct report_cell){ .text = "", .colspan = 1, .rowspan = 1 };
		if (c == NULL)
			continue;
		o->text = cell_words(rep, c);
		o->header = c->header;
		o->bold = c->bold;
		o->colspan = columns_free(down, t->ncols, col, c->colspan);
		o->rowspan = rows_down(row, nrows, i, c->rowspan);
		end = col + o->colspan;
		down[col] = o->rowspan - 1;
		while (col + 1 < end)
			down[++col] = o->rowspan - 1;
	}
}

static uint32_t
headers_of(const struct table *t, const uint32_t *row, uint32_t n)
{
	uint32_t headers = 0;

	while (headers < n && row[headers] < t->header_rows)
		headers++;
	return headers;
}

static void
show_table(struct cf_report *rep, struct source *src, const struct table *t, const struct rows *wanted,
    struct arena *temp, struct report_table *out)
{
	struct arena *a = &rep->arena;
	uint32_t n, *row = choose_rows(t, wanted, a, &n);
	uint32_t *down = arena_array(temp, t->ncols, uint32_t);
	struct report_cell *cell = arena_array(a, (size_t)n * t->ncols, struct report_cell);

	if (row == NULL || down == NULL || cell == NULL)
		return;
	for (uint32_t i = 0; i < n; i++)
		show_row(rep, t, row, n, i, down, cell + (size_t)i * t->ncols);
	*out = (struct report_table){ .number = t->number, .nrows = n, .ncols = t->ncols,
		.all_rows = t->nrows, .cell = cell, .header_rows = headers_of(t, row, n),
		.caption = t->caption.n == 0 ? "" : report_clip(a, t->caption, REPORT_LONGEST).p,
		.from = t->span.from, .line = source_pos(src, t->span.from).line,
		.where = source_spot_words(src, t->span.from, a).p };
	for (uint32_t i = 0; i < n; i++)
		row[i]++;
	out->row = row;
}

static void
show_tables(struct cf_report *rep, struct source *src, const struct facts *facts, struct arena *temp)
{
	const struct rows *rows = wanted_rows(rep, facts, temp);
	struct report_table *list;
	size_t n = 0;

	for (size_t i = 0; rows != NULL && i < facts->ntables; i++)
		n += rows[i].wanted != NULL;
	list = arena_array(&rep->arena, n, struct report_table);
	if (list == NULL || n == 0)
		return;
	for (size_t i = 0; i < facts->ntables; i++)
		if (rows[i].wanted != NULL)
			show_table(rep, src, &facts->tables[i], &rows[i], temp,
			    &list[rep->nshown++]);
	rep->tables = list;
}

const struct report_table *
report_table(const struct cf_report *rep, uint32_t number)
{
	size_t lo = 0, hi = rep->nshown;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (rep->tables[mid].number < number)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < rep->nshown && rep->tables[lo].number == number ? &rep->tables[lo] : NULL;
}

uint32_t
report_table_row(const struct report_table *t, uint32_t row)
{
	uint32_t lo = 0, hi = t->nrows;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (t->row[mid] < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < t->nrows && t->row[lo] == row ? lo : t->nrows;
}

/* ---- sentences */

static bool
is_start(struct str s, size_t i)
{
	return i >= s.n || ((unsigned char)s.p[i] & 0xC0) != 0x80;
}

/* a stretch of `s` around [from, to), cut between words where it can be */
static struct report_excerpt
excerpt_of(struct cf_report *rep, struct str s, size_t from, size_t to)
{
	size_t left = from > BEFORE ? from - BEFORE : 0;
	size_t right = s.n - to > AFTER ? to + AFTER : s.n;

	if (to - from > REPORT_LONGEST)
		to = right = from + REPORT_LONGEST;
	while (left > 0 && left < from && s.p[left - 1] != ' ')
		left++;
	while (right < s.n && right > to && s.p[right] != ' ')
		right--;
	while (!is_start(s, left))
		left++;
	while (!is_start(s, right))
		right++;
	to = to > right ? right : to;
	return (struct report_excerpt){ .text = arena_str(&rep->arena, str_sub(s, left, right)).p,
		.from = from - left, .to = to - left, .begins = left == 0, .ends = right == s.n };
}

/* the line of the source, where there is no text */
static struct report_excerpt
line_excerpt(struct cf_report *rep, const struct source *src, const struct cf_place *p)
{
	struct span line = source_line(src, p->line);
	struct str s = source_text(src, line);
	size_t from = p->from < line.from ? 0 : p->from - line.from;
	size_t to = p->to < line.from ? 0 : p->to - line.from;

	from = from > s.n ? s.n : from;
	to = to > s.n ? s.n : to < from ? from : to;
	return excerpt_of(rep, s, from, to);
}

/* does the text hold the place? */
static bool
holds(const struct text *t, const struct cf_place *p)
{
	return t->s.n > 0 && p->from >= t->span.from && p->to <= t->span.to;
}

/* the text of a block, or of a cell of a table, that the place lies in; NULL: there is none */
static const struct text *
text_at(const struct block *b, const struct cf_place *p)
{
	const struct grid *g = b->grid;
	size_t n = g == NULL ? 0 : (size_t)g->nrows * g->ncols;

	if (holds(&b->text, p))
		return &b->text;
	for (size_t i = 0; n <= MOST_CELLS && i < n; i++)
		if (g->cell[i] != NULL && holds(&g->cell[i]->text, p))
			return &g->cell[i]->text;
	return NULL;
}

static struct report_excerpt
show_place(struct cf_report *rep, const struct doc *doc, const struct cf_place *p)
{
	struct report_excerpt none = { .text = NULL };
	const struct text *t;
	size_t from, to;

	if (p->table != 0 || p->line == 0 || p->line > doc->source->nlines)
		return none;
	if (doc->nblocks == 0)
		return line_excerpt(rep, doc->source, p);
	t = text_at(&doc->blocks[agenda_block(doc, (uint32_t)p->from)], p);
	if (t == NULL)
		return line_excerpt(rep, doc->source, p);
	from = text_offset(t, (uint32_t)p->from);
	to = text_offset(t, (uint32_t)p->to);
	return excerpt_of(rep, t->s, from, to < from ? from : to);
}

static void
show_relation(struct cf_report *rep, const struct doc *doc, const struct cf_relation *rel,
    struct report_shown *out)
{
	out->excerpt = show_place(rep, doc, &rel->place);
	if (rel->verdict != CF_FAILED || rel->nevidence == 0)
		return;
	out->evidence = arena_array(&rep->arena, rel->nevidence, struct report_excerpt);
	for (size_t k = 0; out->evidence != NULL && k < rel->nevidence; k++)
		if (rel->evidence[k].path == NULL)
			out->evidence[k] = show_place(rep, doc, &rel->evidence[k].place);
}

static void
show_pages(struct cf_report *rep, struct doc *doc)
{
	struct report_page *pages = NULL;
	size_t cap = 0;

	for (size_t i = 0; !rep->derived && i < doc->nblocks; i++) {
		const struct block *b = &doc->blocks[i];

		if (b->kind != BLOCK_PAGE_MARK || !doc_is_page_number(b->text.s) ||
		    !VEC_ROOM(&rep->arena, pages, rep->npages, cap))
			continue;
		pages[rep->npages++] = (struct report_page){
			source_pos(doc->source, b->span.from).line,
			arena_str(&rep->arena, str_trim(b->text.s)).p };
	}
	rep->pages = pages;
}

void
report_show(struct cf_report *rep, struct doc *doc, const struct facts *facts)
{
	struct report_shown *shown = arena_array(&rep->arena, rep->n, struct report_shown);
	size_t held = 0;

	for (size_t i = 0; shown != NULL && i < rep->n; i++) {
		enum cf_verdict verdict = rep->relations[i].verdict;

		if (verdict == CF_FAILED || (verdict == CF_HELD &&
		    rep->relations[i].place.table == 0 && held++ < MOST_HELD))
			show_relation(rep, doc, &rep->relations[i], &shown[i]);
	}
	rep->shown = shown;
	show_pages(rep, doc);
	show_tables(rep, doc->source, facts, doc->arena);
}
