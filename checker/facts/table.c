/*
 * From drafts to tables: cells read, columns and rows named and classified.
 * In: the document's grids. Out: struct facts.
 */
#include "facts/table.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/agenda.h"
#include "facts/join.h"
#include "facts/lend.h"
#include "facts/paths.h"
#include "facts/marks.h"
#include "facts/split.h"
#include "facts/years.h"

#define LABEL_MAX 200u	/* a longer stub is words, not a label that could say "total" */

/* rows and columns of the table laid out from its draft and what is joined to it */
static bool
lay_out(struct arena *a, struct table *t, const struct draft *d)
{
	uint32_t at = 0;

	for (const struct draft *x = d; x != NULL; x = x->right)
		t->ncols += x->ncols;
	t->nrows = (uint32_t)d->nrows;
	t->cell = arena_array(a, (size_t)t->nrows * t->ncols, struct cell *);
	t->rows = arena_array(a, t->nrows, struct row);
	t->columns = arena_array(a, t->ncols, struct column);
	if (t->cell == NULL || t->rows == NULL || t->columns == NULL)
		return false;
	for (const struct draft *x = d; x != NULL; x = x->right) {
		for (uint32_t r = 0; r < t->nrows; r++)
			if (x->rows[r].cell != NULL)
				memcpy(&t->cell[(size_t)r * t->ncols + at], x->rows[r].cell,
				    x->ncols * sizeof(*t->cell));
		for (uint32_t c = 0; c < x->ncols; c++)
			t->columns[at + c].part = x == d ? 0 : t->columns[at - 1].part + 1;
		at += x->ncols;
	}
	return true;
}

static struct tally
row_tally(const struct table *t, uint32_t row)
{
	return tally_cells(t->cell + (size_t)row * t->ncols, t->ncols, 1);
}

static struct tally
column_tally(const struct table *t, uint32_t col)
{
	return tally_cells(t->cell + (size_t)t->header_rows * t->ncols + col,
	    t->nrows - t->header_rows, t->ncols);
}

/* "No.", "Rank", 1, 2, 3, ...: a column that only counts the rows */
static bool
column_counts_rows(const struct table *t, uint32_t col)
{
	int64_t last = 0;
	uint32_t n = 0, whole = 0;

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		const struct cell *c = table_at(t, r, col);
		const struct figure *f;
		int64_t m;

		if (!cell_is_number(c))
			continue;
		f = &c->figures[0];
		m = f->m;
		for (uint8_t d = f->d; d > 0 && m % 10 == 0; d--)
			m /= 10;
		whole += (f->flags & FIGURE_PADDED) != 0 || f->d == 0;
		if (c->nfigures != 1 || (n > 0 && m != last + 1) || (n == 0 && m > 1))
			return false;
		last = m;
		n++;
	}
	return n >= 3 && whole == n;
}

/* columns of figures; the stub is the fullest column of words left of one of them */
static void
classify_columns(struct table *t)
{
	uint32_t last_figures = 0, most = 0;

	t->stub = NONE;
	for (uint32_t c = 0; c < t->ncols; c++) {
		struct tally n = column_tally(t, c);
		uint32_t words = n.words + n.years;
		enum column_kind kind = n.filled == 0 ? COLUMN_EMPTY :
		    n.numbers > 0 && n.numbers + n.nothings >= words &&
		    (c > 1 || !column_counts_rows(t, c)) ? COLUMN_FIGURES : COLUMN_TEXT;

		t->columns[c].kind = kind;
		if (kind == COLUMN_FIGURES)
			last_figures = c;
	}
	for (uint32_t c = 0; c < t->ncols && c <= last_figures; c++) {
		struct tally n = column_tally(t, c);

		if (t->columns[c].kind == COLUMN_TEXT && n.labelled == 0 &&
		    n.nothings < n.filled && n.filled > most) {
			most = n.filled;
			t->stub = c;
		}
	}
	if (t->stub == NONE && t->columns[0].kind == COLUMN_TEXT)
		t->stub = 0;
	if (t->stub != NONE)
		t->columns[t->stub].kind = COLUMN_STUB;
}

/* is this place covered by a cell above it that spans several rows? */
static bool
covered_from_above(const struct table *t, uint32_t row, uint32_t col)
{
	for (uint32_t r = row; r-- > 0;) {
		const struct cell *x = table_at(t, r, col);

		if (x != NULL)
			return x->rowspan > row - r;
	}
	return false;
}

/* text of a header cell, carried on from the left where a span or an empty cell
 * continues it; past a printed span nothing does. *start: the column it stands in */
static struct str
header_text(const struct table *t, uint32_t row, uint32_t col, bool carry, uint32_t *start)
{
	for (uint32_t c = col;; c--) {
		const struct cell *x = table_at(t, row, c);

		*start = c;
		if (x == NULL && covered_from_above(t, row, c))
			return CF_S("");
		if (x != NULL && cell_is_filled(x) && x->kind != CELL_DASH)
			return x->colspan > 1 && c + x->colspan <= col ? CF_S("") : x->text.s;
		if (c == 0 || t->columns[c - 1].part != t->columns[c].part ||
		    (x != NULL && !carry))
			return CF_S("");
	}
}

/* the last header row that says anything */
static uint32_t
last_header_row(const struct table *t)
{
	uint32_t last = NONE;

	for (uint32_t r = 0; r < t->header_rows; r++)
		if (t->rows[r].kind == ROW_HEADER)
			last = r;
	return last;
}

static void
name_column(struct arena *a, struct table *t, uint32_t col, uint32_t last)
{
	struct column *k = &t->columns[col];
	struct str *path = arena_array(a, t->header_rows, struct str);
	uint32_t n = 0;

	k->parent = NONE;
	for (uint32_t r = 0; r < t->header_rows && path != NULL; r++) {
		uint32_t start;
		struct str s;

		if (t->rows[r].kind != ROW_HEADER)
			continue;
		s = header_text(t, r, col, r != last && col != t->stub, &start);
		if (s.n == 0 || (start == t->stub && col != start && table_at(t, r, col) != NULL))
			continue;	/* the header of the row labels goes on over nothing */
		if (r != last && (start != col || (col + 1 < t->ncols &&
		    !cell_is_filled(table_at(t, r, col + 1)))))
			k->parent = start;
		path[n++] = s;
	}
	k->path = path;
	k->npath = n;
	k->leaf = n > 0 ? path[n - 1] : CF_S("");
}

static void
classify_header_rows(struct table *t)
{
	bool header = false;

	for (uint32_t r = 0; r < t->header_rows; r++) {
		struct tally n = row_tally(t, r);

		if (n.filled == 0 || row_is_rule(t->cell + (size_t)r * t->ncols, t->ncols))
			t->rows[r].kind = ROW_BLANK;
		else if (!header && n.filled == 1 && n.first == 0 && t->ncols > 1)
			t->rows[r].kind = ROW_TITLE;
		else {
			t->rows[r].kind = ROW_HEADER;
			header = true;
		}
	}
}

static uint8_t
indent_of(const struct doc *doc, const struct cell *c)
{
	uint32_t at = c->text.span.from, n = 0;

	while (at > 0 && n < 200 && doc->source->bytes.p[at - 1] == ' ') {
		at--;
		n++;
	}
	return (uint8_t)n;
}

static bool
row_is_bold(const struct table *t, uint32_t row)
{
	bool any = false;

	for (uint32_t c = 0; c < t->ncols; c++) {
		const struct cell *x = table_at(t, row, c);

		if (!cell_is_filled(x) || t->columns[c].part > 0)
			continue;
		if (!x->bold)
			return false;
		any = true;
	}
	return any;
}

static enum row_kind
kind_of_row(const struct table *t, uint32_t row, const struct draft *d)
{
	struct tally n = row_tally(t, row);
	const struct cell *only = n.first == NONE ? NULL : table_at(t, row, n.first);
	uint32_t left = 0;

	if (n.filled == 0 || row_is_rule(t->cell + (size_t)row * t->ncols, t->ncols))
		return ROW_BLANK;
	if (row_is_fragment(d, row))
		return ROW_FRAGMENT;
	for (uint32_t c = 0; c < d->ncols; c++)
		left += cell_is_filled(table_at(t, row, c));
	/* a lone zero in a joined right-hand part does not make a group row data */
	if (left == 1 && n.first < d->ncols && !cell_is_number(only) && t->ncols > 1)
		return n.first == 0 || n.first == t->stub ? ROW_GROUP : ROW_NOTE;
	if (label_is_total(t->rows[row].label) && n.numbers > 0)
		return ROW_TOTAL;
	return ROW_DATA;
}

/* group rows below the last figures are notes; the bold last row is a total */
static void
settle_rows(struct table *t)
{
	uint32_t last = NONE, bold = 0, data = 0, group = NONE;

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		if (t->rows[r].kind != ROW_DATA && t->rows[r].kind != ROW_TOTAL)
			continue;
		last = r;
		data++;
		bold += t->rows[r].bold;
	}
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		struct row *row = &t->rows[r];

		if (row->kind == ROW_GROUP && (last == NONE || r > last))
			row->kind = ROW_NOTE;
		if (row->kind == ROW_GROUP)
			group = r;
		row->group = row->kind == ROW_GROUP ? NONE : group;
	}
	if (last != NONE && bold == 1 && data > 2 && t->rows[last].bold &&
	    row_tally(t, last).numbers > 0)
		t->rows[last].kind = ROW_TOTAL;
}

/* the label of a row: in the stub, or the words before its figures where the stub
 * holds nothing or numbers ("8681", "9359", "Average") */
static const struct cell *
label_cell(const struct table *t, uint32_t row)
{
	const struct cell *stub = t->stub == NONE ? NULL : table_at(t, row, t->stub);

	if (cell_is_filled(stub))
		return stub;
	for (uint32_t c = 0; c < t->ncols; c++) {
		const struct cell *x = table_at(t, row, c);

		if (cell_is_filled(x))
			return x->kind == CELL_TEXT ? x : NULL;
	}
	return NULL;
}

static void
classify_rows(struct arena *a, const struct doc *doc, struct table *t, const struct draft *d)
{
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		const struct cell *c = label_cell(t, r);
		struct row *row = &t->rows[r];

		row->part = d->rows[r].part;
		row->bold = row_is_bold(t, r);
		row->label = CF_S("");
		if (c != NULL && cell_is_filled(c)) {
			row->label = c->text.s;
			row->indent = indent_of(doc, c);
		}
		row->kind = kind_of_row(t, r, d);
		if (row->kind == ROW_DATA && r > t->header_rows &&
		    t->rows[r - 1].kind == ROW_FRAGMENT && t->rows[r - 1].label.n > 0 &&
		    t->rows[r - 1].label.n < LABEL_MAX && row->label.n < LABEL_MAX)
			row->label = arena_printf(a, "%.*s %.*s", (int)t->rows[r - 1].label.n,
			    t->rows[r - 1].label.p, (int)row->label.n, row->label.p);
	}
	settle_rows(t);
}

/* "Figures may not sum due to rounding", in a block just before or after, or in a note */
static bool
says_rounded(struct str s)
{
	static const struct str words[] = {
		WORD("rounding"), WORD("rounded"), WORD("may not sum"), WORD("may not add"),
	};

	return STR_HAS_ANY(s, words);
}

/* "£000", "(in millions)", "$m", "€bn": the figures are not counts of single things */
static bool
says_scaled(struct str s)
{
	static const struct str words[] = {
		WORD("000"), WORD("million"), WORD("thousand"), WORD("billion"),
		WORD("\302\243m"), WORD("$m"), WORD("\342\202\254m"), WORD("\302\243bn"),
		WORD("$bn"), WORD("mn)"), WORD("(m)"),
	};

	return STR_HAS_ANY(s, words);
}

#define STANDING_NOTE 160u	/* bytes; a longer paragraph is prose */

/* "Amounts in millions except per share amounts or as otherwise specified": below or
 * above every page, of all tables of the document */
static bool
has_standing_scale(const struct doc *doc)
{
	static const struct str otherwise[] = { WORD("otherwise stated"),
		WORD("otherwise specified"), WORD("otherwise indicated"), WORD("otherwise noted"),
		WORD("stated otherwise"), WORD("otherwise shown") };

	for (size_t i = 0; i < doc->nblocks; i++) {
		struct str s = doc->blocks[i].text.s;

		if (s.n > 0 && s.n <= STANDING_NOTE && STR_HAS_ANY(s, otherwise) && says_scaled(s))
			return true;
	}
	return false;
}

/* words of the header, the title and the stub's own header */
static bool
header_says_scaled(const struct table *t)
{
	for (uint32_t r = 0; r < t->header_rows; r++)
		for (uint32_t c = 0; c < t->ncols; c++)
			if (cell_is_filled(table_at(t, r, c)) &&
			    says_scaled(table_at(t, r, c)->text.s))
				return true;
	return says_scaled(t->caption);
}

/* "Table 4: Visits", "Appendix B"; but not "Table 4 shows that visits fell" */
static bool
is_numbered_caption(struct str s)
{
	static const char *const word[] = { "table ", "figure ", "chart ", "appendix ", "annex " };
	size_t at = 0;

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]) && at == 0; i++)
		if (str_eq_folded(str_sub(s, 0, strlen(word[i])), str_of(word[i])))
			at = strlen(word[i]);
	if (at == 0 || at >= s.n || !(ch_digit(s.p[at]) || (s.p[at] >= 'A' && s.p[at] <= 'Z')))
		return false;
	while (at < s.n && !ch_space(s.p[at]))
		at++;
	while (at < s.n && ch_space(s.p[at]))
		at++;
	return at == s.n || ch_lower(s.p[at]) != s.p[at] || !ch_alpha(s.p[at]);
}

#define LONGEST_CAPTION 80u	/* code points, of one that has no number */

/* does a sentence end in it? Not after a short word: "St. Clement", "No. 4", "Mr. Hale" */
static bool
has_sentence_end(struct str s)
{
	size_t word = 0;	/* where the last word began */

	for (size_t i = 0; i < s.n; i++) {
		bool last = i + 1 == s.n || ch_space(s.p[i + 1]);

		if (ch_space(s.p[i]))
			word = i + 1;
		if (last && (s.p[i] == '!' || s.p[i] == '?' || s.p[i] == ';' ||
		    (s.p[i] == '.' && (i + 1 == s.n || i - word > 3))))
			return true;
	}
	return false;
}

/* does the paragraph before a table read like its title, not like a sentence? */
static bool
is_caption(struct str s)
{
	s = str_trim(s);
	if (s.n == 0 || s.n >= LABEL_MAX)
		return false;
	return is_numbered_caption(s) ||
	    (!has_sentence_end(s) && utf8_count(s) <= LONGEST_CAPTION);
}

static void
look_around(const struct doc *doc, struct table *t, const struct draft *d)
{
	struct str before = CF_S("");	/* what introduces the table, caption or not */
	uint32_t from = d->first_block > 3 ? d->first_block - 3 : 0;
	const struct draft *last = d;

	while (last->right != NULL)
		last = last->right;
	for (uint32_t i = from; i < doc->nblocks && i <= last->last_block + 3; i++) {
		const struct block *b = &doc->blocks[i];

		if (b->kind == BLOCK_TABLE)
			continue;
		if (says_rounded(b->text.s))
			t->rounded_note = true;
		/* a heading that says so is a caption too: "Table 3: Visits" */
		if (i + 1 == d->first_block && (b->kind == BLOCK_PARAGRAPH ||
		    (b->kind == BLOCK_HEADING && is_numbered_caption(b->text.s))))
			before = b->text.s;
	}
	if (t->caption.n == 0 && is_caption(before))
		t->caption = before;
	for (uint32_t r = 0; r < t->nrows && t->stub != NONE; r++) {
		if (t->rows[r].kind == ROW_NOTE && says_rounded(t->rows[r].label))
			t->rounded_note = true;
		if (t->rows[r].kind == ROW_TITLE && t->caption.n == 0 &&
		    cell_is_filled(table_at(t, r, 0)))
			t->caption = table_at(t, r, 0)->text.s;
	}
	t->scaled = header_says_scaled(t) || (before.n < LABEL_MAX && says_scaled(before));
}

/* |f| > limit */
static bool
is_beyond(const struct figure *f, int64_t limit)
{
	int64_t m = f->m < 0 ? -(f->m + 1) : f->m;

	for (uint8_t d = f->d; d > 0; d--)
		m /= 10;
	return m > limit;
}

#define LARGE_PERCENT 1000	/* "Associates (50%)" over 2,239: no percentage */

/* the figures of a row or column by their units */
struct units {
	uint32_t percent, other;
	bool large;		/* one is larger than percentages are */
};

static void
count_unit(struct units *n, const struct cell *c)
{
	const struct figure *f = cell_quantity(c);

	if (f == NULL)
		return;
	n->percent += f->unit == UNIT_PERCENT;
	n->other += f->unit != UNIT_PERCENT;
	n->large = n->large || is_beyond(f, LARGE_PERCENT);
}

static bool
are_percent(const struct units *n, unsigned says)
{
	return ((says & LABEL_PERCENT) != 0 && !n->large) || n->percent > n->other;
}

static void
read_labels(struct table *t)
{
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		struct row *row = &t->rows[r];
		struct units n = { 0 };

		row->says = (uint8_t)label_says(row->label);
		for (uint32_t c = 0; c < t->ncols; c++)
			count_unit(&n, table_at(t, r, c));
		row->percent = are_percent(&n, row->says);
	}
	for (uint32_t c = 0; c < t->ncols; c++) {
		struct column *k = &t->columns[c];
		struct units n = { 0 };

		for (uint32_t i = 0; i < k->npath; i++) {
			k->says = (uint8_t)label_says(k->path[i]);	/* the last is the leaf */
			k->path_says |= k->says;
		}
		for (uint32_t r = t->header_rows; r < t->nrows; r++)
			count_unit(&n, table_at(t, r, c));
		k->percent = are_percent(&n, k->path_says);
	}
}

static bool
make_table(struct arena *a, const struct doc *doc, struct table *t, const struct draft *d)
{
	uint32_t last;

	*t = (struct table){ .header_rows = d->header_rows, .block = d->first_block,
		.section = doc->blocks[d->first_block].section, .span = d->span,
		.parts = d->parts, .caption = d->caption.s,
		.guessed = doc->blocks[d->first_block].grid->guessed };
	if (!lay_out(a, t, d))
		return false;
	classify_columns(t);
	classify_header_rows(t);
	last = last_header_row(t);
	for (uint32_t c = 0; c < t->ncols; c++)
		name_column(a, t, c, last);
	classify_rows(a, doc, t, d);
	settle_years(a, t);
	read_labels(t);
	look_around(doc, t, d);
	return true;
}

/* a grid with few figures, as wide as the one before, may be the rest of it */
static bool
has_decimal_commas(const struct grid *g, const struct grid *last, bool last_has)
{
	enum marks marks = marks_of(g);

	return marks == MARKS_COMMA || (marks == MARKS_MAY_BE_COMMA && last_has &&
	    g->ncols == last->ncols);
}

static void
read_cells(struct arena *a, struct doc *doc)
{
	const struct grid *last = NULL;
	bool commas = false;

	for (size_t i = 0; i < doc->nblocks; i++) {
		struct grid *g = doc->blocks[i].grid;

		if (g == NULL)
			continue;
		split_join(a, doc->source->bytes, g);
		commas = has_decimal_commas(g, last, commas);
		last = g;
		for (size_t k = 0; k < (size_t)g->nrows * g->ncols; k++)
			if (g->cell[k] != NULL)
				cell_read(a, g->cell[k], commas);
	}
}

void
facts_collect(struct facts *f, struct doc *doc)
{
	struct arena *a = doc->arena;
	struct agenda *g;
	struct draft *d;
	bool scaled;
	size_t n;

	*f = (struct facts){ .doc = doc };
	read_cells(a, doc);
	n = parts_collect(a, doc, &d);
	scaled = has_standing_scale(doc);
	f->tables = arena_array(a, n, struct table);
	for (size_t i = 0; i < n && f->tables != NULL; i++) {
		if (d[i].gone || !make_table(a, doc, &f->tables[f->ntables], &d[i]))
			continue;
		f->ntables++;
		f->tables[f->ntables - 1].number = (uint32_t)f->ntables;
		f->tables[f->ntables - 1].scaled = scaled || f->tables[f->ntables - 1].scaled;
	}
	lend_headers(f->tables, f->ntables);
	share_paths(a, f->tables, f->ntables);
	g = arena_new(a, struct agenda);
	if (g != NULL)
		agenda_find(g, f, a);
	f->agenda = g;
}
