/* Pieces of tables brought together; see parts.h. */
#include "facts/parts.h"

#include "facts/join.h"

/* what stands between two tables in the document */
struct between {
	bool marks;	/* page marks */
	bool header;	/* a heading that is a running header further on */
	bool titles;	/* headings, or short paragraphs that read like one */
	bool text;	/* anything else */
};

#define SHORT_TITLE 100u

static struct between
look_between(const struct doc *doc, uint32_t from, uint32_t to)
{
	struct between b = { false };

	for (uint32_t i = from + 1; i < to; i++) {
		const struct block *x = &doc->blocks[i];

		switch (x->kind) {
		case BLOCK_PAGE_MARK:
			b.marks = true;
			break;
		case BLOCK_HEADING:
			b.header = b.header || x->repeats;
			b.titles = b.titles || !x->repeats;
			break;
		case BLOCK_PARAGRAPH:
			if (x->text.s.n > SHORT_TITLE || str_ends(x->text.s, CF_S(".")))
				b.text = true;
			else
				b.titles = true;
			break;
		case BLOCK_ITEM:
		case BLOCK_TABLE:
		case BLOCK_CODE:
			b.text = true;
			break;
		}
	}
	return b;
}

static bool
add_rows(struct arena *a, struct draft *d, const struct grid *g, uint32_t from, uint32_t part)
{
	for (uint32_t r = from; r < g->nrows; r++) {
		if (!VEC_ROOM(a, d->rows, d->nrows, d->cap))
			return false;
		d->rows[d->nrows++] = (struct source_row){ g->cell + (size_t)r * g->ncols, part };
	}
	return true;
}

/* the first n rows of both say the same */
static bool
same_header(const struct draft *d, const struct grid *g, uint32_t n)
{
	if (n == 0 || n != d->header_rows || g->ncols != d->ncols)
		return false;
	for (uint32_t r = 0; r < n; r++) {
		for (uint32_t c = 0; c < g->ncols; c++) {
			const struct cell *x = d->rows[r].cell[c], *y = grid_at(g, r, c);
			struct str s = x == NULL ? CF_S("") : x->text.s;
			struct str t = y == NULL ? CF_S("") : y->text.s;

			if (!str_eq_folded(s, t))
				return false;
		}
	}
	return true;
}

enum belongs { BELONGS_NEW, BELONGS_APPEND, BELONGS_REPEATED, BELONGS_BORROW };

/* how a grid continues the table before it */
static enum belongs
belongs_to(const struct draft *d, const struct grid *g, uint32_t header, struct between b)
{
	bool bare = d->header_rows == d->nrows;	/* a header that waits for its body */

	/* where a running header begins, the table goes on only if it has a header row
	 * and this grid has none: it may as well be the next report's */
	if (d->ncols != g->ncols || b.text || (b.header && (header > 0 || d->header_rows == 0)))
		return BELONGS_NEW;
	if (header > 0 && same_header(d, g, header))
		return b.marks && !b.titles ? BELONGS_REPEATED : BELONGS_NEW;
	if (header > 0 && (grid_at(g, 0, 0) == NULL || g->header_rows > 0 || header == g->nrows))
		return BELONGS_NEW;
	if (header > 0) {
		/* a piece of a table of words looks as if it began with a header */
		struct tally t = tally_cells(g->cell, g->ncols, 1);

		if (d->header_rows == 0 || b.titles || (t.words == t.filled && t.filled > 1 &&
		    g->nrows > 1 && tally_cells(g->cell + g->ncols, g->ncols, 1).numbers > 0))
			return BELONGS_NEW;
		for (uint32_t c = 0; c < g->ncols; c++)
			if (cell_is_filled(grid_at(g, 0, c)) && grid_at(g, 0, c)->bold)
				return BELONGS_NEW;
		return BELONGS_APPEND;
	}
	if (bare)
		return BELONGS_APPEND;
	if (d->header_rows == 0)
		return b.marks && !b.titles ? BELONGS_APPEND : BELONGS_NEW;
	return b.titles ? BELONGS_BORROW : BELONGS_APPEND;
}

static bool
begin_draft(struct arena *a, struct draft *d, const struct doc *doc, uint32_t block,
    uint32_t header)
{
	const struct grid *g = doc->blocks[block].grid;

	*d = (struct draft){ .ncols = g->ncols, .header_rows = header, .first_block = block,
		.last_block = block, .parts = 1, .span = g->span, .caption = g->caption };
	return add_rows(a, d, g, 0, 0);
}

/* a new table under the header of the one before it */
static bool
borrow_header(struct arena *a, struct draft *d, const struct draft *from, const struct doc *doc,
    uint32_t block)
{
	const struct grid *g = doc->blocks[block].grid;

	*d = (struct draft){ .ncols = g->ncols, .header_rows = from->header_rows,
		.first_block = block, .last_block = block, .parts = 1, .span = g->span,
		.caption = g->caption };
	for (uint32_t r = 0; r < from->header_rows; r++) {
		if (!VEC_ROOM(a, d->rows, d->nrows, d->cap))
			return false;
		d->rows[d->nrows++] = from->rows[r];
	}
	return add_rows(a, d, g, 0, 0);
}

/*
 * A row that a page break cut: what of it was too long for the page stands on the next
 * one, in the columns that are empty in its first half, and the label in one of the two. Are
 * these its halves? A column may be empty in both where it is in the row before them.
 */
static bool
are_halves(const struct draft *d, struct cell *const *rest)
{
	const struct source_row *last = &d->rows[d->nrows - 1];
	struct tally n = tally_cells(rest, d->ncols, 1);

	if (d->nrows < (size_t)d->header_rows + 2 || n.filled == 0 || n.numbers == 0 ||
	    (n.first == 0) == cell_is_filled(last->cell[0]) ||
	    tally_cells(last->cell, d->ncols, 1).numbers == 0)
		return false;
	for (uint32_t c = 0; c < d->ncols; c++) {
		bool first = cell_is_filled(last->cell[c]), second = cell_is_filled(rest[c]);

		if (first == second && (first || cell_is_filled(d->rows[d->nrows - 2].cell[c])))
			return false;
	}
	return true;
}

/* put the rest of a row, from the top of a page, into its empty cells */
static void
mend_row(struct arena *a, struct draft *d, struct cell *const *rest)
{
	struct source_row *last = &d->rows[d->nrows - 1];
	struct cell **cell = arena_array(a, d->ncols, struct cell *);

	if (cell == NULL)
		return;
	for (uint32_t c = 0; c < d->ncols; c++)
		cell[c] = cell_is_filled(rest[c]) ? rest[c] : last->cell[c];
	last->cell = cell;
}

static void
append(struct arena *a, struct draft *d, const struct doc *doc, uint32_t block, uint32_t skip)
{
	const struct grid *g = doc->blocks[block].grid;
	bool bare = d->header_rows == d->nrows;

	if (skip < g->nrows && are_halves(d, g->cell + (size_t)skip * g->ncols)) {
		mend_row(a, d, g->cell + (size_t)skip * g->ncols);
		skip++;
	}
	if (bare && !row_is_rule(d->rows[0].cell, d->ncols)) {
		d->first_block = block;	/* the body says which section it is in */
		d->span.to = doc->blocks[block].span.to;
	}
	add_rows(a, d, g, skip, bare ? 0 : d->parts);
	d->parts += bare ? 0 : 1;
	d->last_block = block;
}

/* right-hand columns join the table they follow */
static void
join_all(struct arena *a, const struct doc *doc, struct draft *d, size_t n)
{
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n; j++) {
			struct between b = look_between(doc, d[j - 1].last_block, d[j].first_block);

			if (b.text || b.titles || !join_right(a, &d[i], &d[j]))
				break;
			d[j].gone = true;
		}
	}
}

size_t
parts_collect(struct arena *a, const struct doc *doc, struct draft **out)
{
	struct draft *d = NULL;
	size_t n = 0, cap = 0;

	for (uint32_t i = 0; i < doc->nblocks; i++) {
		const struct block *b = &doc->blocks[i];
		enum belongs how = BELONGS_NEW;
		uint32_t header;

		if (b->kind != BLOCK_TABLE || b->grid->nrows == 0 || b->grid->ncols == 0)
			continue;
		header = shape_header_rows(b->grid);
		if (n > 0) {
			struct between between = look_between(doc, d[n - 1].last_block, i);

			between.marks = between.marks || b->grid->after_break;
			how = belongs_to(&d[n - 1], b->grid, header, between);
		}
		if (how == BELONGS_APPEND || how == BELONGS_REPEATED) {
			append(a, &d[n - 1], doc, i, how == BELONGS_REPEATED ? header : 0);
			continue;
		}
		if (!VEC_ROOM(a, d, n, cap))
			break;
		if (how == BELONGS_BORROW)
			borrow_header(a, &d[n], &d[n - 1], doc, i);
		else
			begin_draft(a, &d[n], doc, i, header);
		n++;
	}
	join_all(a, doc, d, n);
	*out = d;
	return n;
}
