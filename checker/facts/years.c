/* Years or counts? See years.h. */
#include "facts/years.h"

#include "facts/shape.h"

#define MOST 1000000000	/* of a figure in a proof; so no sum of a column overflows */

enum says {
	SAYS_NOTHING,
	SAYS_COUNTS,	/* most of the column are other figures */
	SAYS_PROVEN	/* a total needs them */
};

/* what is added up on the way to a total */
struct adding {
	int64_t sum;
	uint32_t parts, years;
	bool odd;	/* something that is no whole figure */
};

static bool
is_bare_year(const struct cell *c)
{
	return c != NULL && c->kind == CELL_YEAR && c->nfigures == 1;
}

/* the whole figure of a cell, a bare year too */
static bool
whole(const struct cell *c, int64_t *m)
{
	const struct figure *f = is_bare_year(c) ? &c->figures[0] : cell_quantity(c);

	if (f == NULL || f->d > 0 || f->m > MOST || f->m < -MOST)
		return false;
	*m = f->m;
	return true;
}

static void
add(struct adding *s, const struct cell *c)
{
	int64_t m;

	if (whole(c, &m)) {
		s->sum += m;
		s->parts += m != 0;
		s->years += is_bare_year(c);
	} else if (cell_is_filled(c) && c->kind != CELL_DASH) {
		s->odd = true;
	}
}

/* is this the total of what was added, and are there years in it? 1: yes, -1: no, 0: neither */
static int
is_proof(const struct adding *s, const struct cell *total)
{
	int64_t m;

	if (s->odd || s->parts < 2 || !whole(total, &m) || s->years + is_bare_year(total) == 0)
		return 0;
	return m == s->sum ? 1 : -1;
}

static bool
holds_figures(const struct table *t, uint32_t row)
{
	return t->rows[row].kind == ROW_DATA || t->rows[row].kind == ROW_TOTAL;
}

static bool
column_is_proven(const struct table *t, uint32_t col)
{
	struct adding s = { 0 };

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		if (!holds_figures(t, r))
			continue;
		if (!label_is_total(t->rows[r].label)) {
			add(&s, table_at(t, r, col));
			continue;
		}
		if (is_proof(&s, table_at(t, r, col)) > 0)
			return true;
		s = (struct adding){ 0 };
	}
	return false;
}

/* the columns from `from` up to the total in `total`: in more rows than not they add up */
static void
prove_across(const struct table *t, uint32_t from, uint32_t total, enum says *says)
{
	uint32_t held = 0, failed = 0;

	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		struct adding s = { 0 };
		int proof;

		if (!holds_figures(t, r))
			continue;
		for (uint32_t c = from; c < total; c++)
			add(&s, table_at(t, r, c));
		proof = is_proof(&s, table_at(t, r, total));
		held += proof > 0;
		failed += proof < 0;
	}
	for (uint32_t c = from; c <= total && held > failed; c++)
		says[c] = SAYS_PROVEN;
}

/* "Opened", "Year": alone in a header or before a row, of years */
static bool
is_name_of_years(struct str label)
{
	static const char *const word[] = { "built", "commissioned", "date", "due", "end",
		"established", "expires", "founded", "from", "installed", "opened", "period",
		"since", "start", "until", "year", "years" };

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (str_eq_folded(str_trim(label), str_of(word[i])))
			return true;
	return false;
}

/* could it be a year of a longer past or future? */
static bool
may_be_year(int64_t m)
{
	return m >= 1000 && m < 2300;
}

/* do the other figures of the column say that these are no years? */
static bool
column_counts(const struct table *t, uint32_t col)
{
	struct tally n = tally_cells(t->cell + (size_t)t->header_rows * t->ncols + col,
	    t->nrows - t->header_rows, t->ncols);
	uint32_t apart = 0;

	if (t->columns[col].kind != COLUMN_FIGURES || n.years == 0)
		return false;
	if (n.years * 2 < n.numbers)
		return true;
	if (n.years >= n.numbers || is_name_of_years(t->columns[col].leaf))
		return false;
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		const struct cell *c = table_at(t, r, col);
		int64_t m;

		if (cell_is_number(c) && (!whole(c, &m) || !may_be_year(m)))
			apart++;
	}
	return apart * 2 > n.years;
}

static void
judge_columns(const struct table *t, enum says *says)
{
	uint32_t from = t->stub == NONE ? 0 : t->stub + 1;

	for (uint32_t c = from; c < t->ncols; c++) {
		if (c > from && label_is_total(t->columns[c].leaf)) {
			prove_across(t, from, c, says);
			from = c + 1;
		}
		if (says[c] == SAYS_NOTHING && column_is_proven(t, c))
			says[c] = SAYS_PROVEN;
		if (says[c] == SAYS_NOTHING && column_counts(t, c))
			says[c] = SAYS_COUNTS;
	}
}

/* a year among at least as many other figures, or in a column that is proven */
static void
settle_row(struct table *t, uint32_t row, const enum says *says)
{
	struct tally n = tally_cells(t->cell + (size_t)row * t->ncols, t->ncols, 1);

	for (uint32_t c = 0; c < t->ncols; c++) {
		struct cell *x = table_at(t, row, c);

		if (!is_bare_year(x) || says[c] == SAYS_NOTHING)
			continue;
		if (says[c] == SAYS_PROVEN)
			x->figures[0].flags = (uint16_t)(x->figures[0].flags & ~FIGURE_YEAR);
		else if (n.numbers < n.years || is_name_of_years(t->rows[row].label))
			continue;
		x->kind = CELL_FIGURES;
	}
	if (t->rows[row].kind == ROW_DATA && n.years > 0 && label_is_total(t->rows[row].label))
		t->rows[row].kind = ROW_TOTAL;
}

void
settle_years(struct arena *a, struct table *t)
{
	enum says *says = arena_array(a, t->ncols, enum says);

	if (says == NULL)
		return;
	judge_columns(t, says);
	for (uint32_t r = t->header_rows; r < t->nrows; r++)
		if (holds_figures(t, r))
			settle_row(t, r, says);
	for (uint32_t c = 0; c < t->ncols; c++)
		if (says[c] == SAYS_PROVEN && t->columns[c].kind == COLUMN_TEXT)
			t->columns[c].kind = COLUMN_FIGURES;
}
