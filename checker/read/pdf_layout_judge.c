/* Are words that stand in columns a table? See pdf_layout.h. */
#include "read/pdf_layout.h"

#define WIDE_WORDS	5.0F	/* words of a chunk, on average, in columns of prose */
#define EVEN_WORDS	3.3F	/* the same when the chunks fill the column */

/* its lines are long, or so even that they must have been broken at its edge */
static bool
is_wide(const struct pdf_column *k)
{
	float words = (float)k->words / (float)(k->chunks > 0 ? k->chunks : 1);
	float filled = k->filled / ((float)(k->chunks > 0 ? k->chunks : 1) * (k->x1 - k->x0));

	return k->chunks > 3 && (words >= WIDE_WORDS || (words >= EVEN_WORDS && filled > 0.75F));
}

/* text in columns, as in a newspaper: long chunks, few figures */
static bool
is_prose(const struct pdf_layout *l)
{
	uint32_t wide = 0, figures = 0, chunks = 0;

	for (uint32_t c = 0; c < l->ncols; c++) {
		wide += is_wide(&l->col[c]);
		figures += l->col[c].figures;
		chunks += l->col[c].chunks;
	}
	return wide >= 2 && figures * 5 < chunks;
}

/* columns are columns because several rows have something in them */
static bool
has_columns(const struct pdf_layout *l)
{
	uint32_t n = 0;

	for (uint32_t c = 0; c < l->ncols; c++)
		n += l->col[c].rows >= 2;
	return n >= 2 && n * 2 >= l->ncols;
}

#define HEADER_CHUNKS	5u	/* of a header that stands apart from its table, at least */
#define HEADER_ROWS	4u
#define HEADER_WORDS	4u	/* of one of its cells */

/* a header that stands apart from its table: a few rows, the first of many short chunks */
static bool
is_bare_header(const struct pdf_layout *l)
{
	uint32_t rows = l->t->last_row - l->t->first_row + 1;

	if (rows < 2 || rows > HEADER_ROWS ||
	    l->page->row[l->t->first_row].nchunks < HEADER_CHUNKS)
		return false;
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++)
		for (uint32_t i = 0; i < l->page->row[r].nchunks; i++)
			if (l->page->row[r].chunk[i].n > HEADER_WORDS)
				return false;
	return true;
}

/* words alone: a table of them has labels with colons, or three columns and three rows */
static bool
is_only_words(const struct pdf_layout *l)
{
	uint32_t rows = 0, colons = 0;

	for (uint32_t c = 0; c < l->ncols; c++)
		if (l->col[c].figures > 0)
			return false;
	for (uint32_t r = l->t->first_row; r <= l->t->last_row; r++) {
		const struct pdf_row *row = &l->page->row[r];
		struct str last = row->word[row->chunk[0].first + row->chunk[0].n - 1]->s;

		rows += row->nchunks > 1;
		colons += row->nchunks > 1 && last.p[last.n - 1] == ':';
	}
	return colons * 2 < rows && (l->ncols < 3 || rows < 3);
}

bool
pdf_layout_is_table(const struct pdf_layout *l, bool *header)
{
	bool columns = has_columns(l);

	*header = !columns && is_bare_header(l);
	return l->ncols >= 2 && (columns || *header) && !is_prose(l) && !is_only_words(l);
}
