/* Headers that are lent to the pages after them; see lend.h. */
#include "facts/lend.h"

#include "facts/shape.h"

#define MOST_PAGES	6u	/* tables that a header is looked for in */
#define FEWEST_COLUMNS	4u	/* a narrower table is too much like others */
#define LEAST_WORDS	3u	/* columns that a header worth lending names */

/* no header, or one word of a cell that the page end cut in two */
static bool
has_no_names(const struct table *t)
{
	uint32_t filled = 0;

	for (uint32_t r = 0; r < t->header_rows; r++)
		for (uint32_t c = 0; c < t->ncols; c++)
			filled += cell_is_filled(table_at(t, r, c)) ? 1 : 0;
	return filled <= 1;
}

static bool
names_columns(const struct table *t)
{
	uint32_t n = 0;

	if (t->header_rows == 0)
		return false;
	for (uint32_t c = 0; c < t->ncols; c++)
		n += t->columns[c].leaf.n > 0;
	return n >= LEAST_WORDS;
}

static bool
goes_on_from(const struct table *t, const struct table *names)
{
	if (t->stub != names->stub || t->stub == NONE || t->ncols > names->ncols ||
	    t->ncols + 1 < names->ncols)
		return false;
	for (uint32_t c = 0; c < t->ncols; c++) {
		enum column_kind x = t->columns[c].kind, y = names->columns[c].kind;

		if ((x == COLUMN_FIGURES && y == COLUMN_TEXT && c > t->stub) ||
		    (x == COLUMN_TEXT && y == COLUMN_FIGURES))
			return false;
	}
	return true;
}

static void
lend(struct table *t, const struct table *names)
{
	for (uint32_t c = 0; c < t->ncols; c++) {
		struct column *x = &t->columns[c];
		const struct column *y = &names->columns[c];

		x->path = y->path;
		x->npath = y->npath;
		x->leaf = y->leaf;
		x->says = y->says;
		x->path_says = y->path_says;
		x->parent = y->parent;
		x->percent = x->percent || y->percent;
	}
}

void
lend_headers(struct table *tables, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct table *t = &tables[i];

		if (t->ncols < FEWEST_COLUMNS || !has_no_names(t))
			continue;
		for (size_t k = i; k-- > 0 && i - k <= MOST_PAGES &&
		    tables[k].section == t->section;) {
			if (has_no_names(&tables[k]) || !names_columns(&tables[k]))
				continue;
			if (goes_on_from(t, &tables[k])) {
				lend(t, &tables[k]);
				break;
			}
		}
	}
}
