/* Alignment of right-hand parts; see join.h. */
#include "facts/join.h"

#define MAX_SKIPS 4	/* rows the right-hand part may lack in one part */

static struct tally
tally_of(const struct draft *d, size_t row)
{
	return tally_cells(d->rows[row].cell, d->ncols, 1);
}

static bool
is_group(const struct draft *d, size_t row)
{
	struct tally t = tally_of(d, row);

	return t.filled == 1 && t.first == 0 && t.numbers == 0;
}

bool
row_is_fragment(const struct draft *d, size_t row)
{
	bool last = row + 1 < d->nrows && d->rows[row + 1].part != d->rows[row].part;
	bool first = row > d->header_rows && d->rows[row - 1].part != d->rows[row].part;
	struct tally t;

	if (row < d->header_rows || d->parts < 2 || (!last && !first))
		return false;
	t = tally_of(d, row);
	if (t.numbers > 0 || t.filled == 0)
		return false;
	if (last && t.first == 0)	/* its other half must have the figures, and no label */
		return t.filled > 1 || (!d->rows[row].cell[0]->bold &&
		    tally_of(d, row + 1).numbers > 0 && t.words == 1);
	return first && t.first > 0;
}

/* nothing in the row, or only zeros: what a group row looks like on the right */
static bool
is_hollow(const struct draft *d, size_t row)
{
	for (uint32_t c = 0; c < d->ncols; c++) {
		const struct cell *x = d->rows[row].cell[c];

		if (!cell_is_filled(x) || x->kind == CELL_DASH)
			continue;
		if (!cell_is_number(x) || x->figures[0].m != 0)
			return false;
	}
	return true;
}

/* the right-hand part must have names for its columns and no labels for its rows */
static bool
has_no_stub(const struct draft *d)
{
	size_t numbers = 0;

	if (d->header_rows == 0 || d->nrows < (size_t)d->header_rows + 2)
		return false;
	for (size_t r = d->header_rows; r < d->nrows; r++) {
		struct tally t = tally_of(d, r);

		if (t.words > 0 || t.years > 0 || t.labelled > 0)
			return false;
		numbers += t.numbers;
	}
	return numbers > 0 && cell_is_filled(d->rows[d->header_rows - 1].cell[0]);
}

static bool
has_stub(const struct draft *d)
{
	size_t words = 0, rows = 0;

	for (size_t r = d->header_rows; r < d->nrows; r++) {
		const struct cell *c = d->rows[r].cell[0];

		rows += tally_of(d, r).filled > 0;
		words += cell_is_filled(c) && !cell_is_number(c);
	}
	return rows > 1 && words * 2 > rows;
}

/* score of setting right row r beside left row l; very low: they cannot go together */
static int
pair_score(const struct draft *left, size_t l, const struct draft *right, size_t r)
{
	bool hollow = is_hollow(right, r);

	if (is_group(left, l))
		return hollow ? 3 : -1000;
	return hollow ? -1 : 1;
}

/*
 * Align left rows [l0, l1) with right rows [r0, r1): every right row gets a left
 * row, in order; left rows that are skipped must be groups or fragments. Writes
 * the left row of each right row to to[]; false when it cannot be done.
 */
static bool
align(struct arena *a, const struct draft *left, size_t l0, size_t l1, const struct draft *right,
    size_t r0, size_t r1, size_t *to)
{
	size_t nr = r1 - r0, skips;
	int *best;
	uint8_t *from;

	if (l1 - l0 < nr || l1 - l0 - nr > MAX_SKIPS)
		return false;
	skips = l1 - l0 - nr;
	best = arena_array(a, (nr + 1) * (MAX_SKIPS + 1), int);
	from = arena_array(a, (nr + 1) * (MAX_SKIPS + 1), uint8_t);
	/* best[i][k]: the first i right rows placed with k left rows skipped */
	for (size_t i = 0; i <= nr; i++) {
		for (size_t k = 0; k <= skips; k++) {
			size_t l = l0 + i + k;	/* left rows used so far */
			int skip = -1000000, pair = i == 0 ? (k == 0 ? 0 : -1000000) : -1000000;

			if (i > 0)
				pair = best[(i - 1) * (MAX_SKIPS + 1) + k] +
				    pair_score(left, l - 1, right, r0 + i - 1);
			if (k > 0 && (is_group(left, l - 1) || row_is_fragment(left, l - 1)))
				skip = best[i * (MAX_SKIPS + 1) + k - 1];
			from[i * (MAX_SKIPS + 1) + k] = skip > pair;
			best[i * (MAX_SKIPS + 1) + k] = skip > pair ? skip : pair;
		}
	}
	if (best[nr * (MAX_SKIPS + 1) + skips] < (int)nr / 4)
		return false;
	for (size_t i = nr, k = skips; i > 0;) {
		if (from[i * (MAX_SKIPS + 1) + k]) {
			k--;
		} else {
			i--;
			to[i] = l0 + i + k;
		}
	}
	return true;
}

/* body rows of part p: [*from, *to) */
static void
part_rows(const struct draft *d, uint32_t p, size_t *from, size_t *to)
{
	size_t r = d->header_rows;

	while (r < d->nrows && d->rows[r].part < p)
		r++;
	*from = r;
	while (r < d->nrows && d->rows[r].part == p)
		r++;
	*to = r;
}

/* part by part, when both are broken at the same rows */
static bool
align_parts(struct arena *a, const struct draft *left, const struct draft *right, size_t *to)
{
	size_t l0, l1, r0, r1;

	if (left->parts != right->parts)
		return false;
	for (uint32_t p = 0; p < left->parts; p++) {
		part_rows(left, p, &l0, &l1);
		part_rows(right, p, &r0, &r1);
		if (!align(a, left, l0, l1, right, r0, r1, to + (r0 - right->header_rows)))
			return false;
	}
	return true;
}

/* pages may break the two at other rows, and yet in as many parts */
static bool
align_all(struct arena *a, const struct draft *left, const struct draft *right, size_t *to)
{
	return align_parts(a, left, right, to) || align(a, left, left->header_rows, left->nrows,
	    right, right->header_rows, right->nrows, to);
}

bool
join_right(struct arena *a, struct draft *left, struct draft *right)
{
	struct source_row *rows;
	size_t *to, n;

	if (!has_no_stub(right) || !has_stub(left) || left->nrows == left->header_rows)
		return false;
	n = right->nrows - right->header_rows;
	to = arena_array(a, n, size_t);
	if (to == NULL || !align_all(a, left, right, to))
		return false;
	rows = arena_array(a, left->nrows, struct source_row);
	if (rows == NULL)
		return false;
	/* headers meet at the bottom: the last header rows stand side by side */
	for (uint32_t h = 0; h < right->header_rows && h < left->header_rows; h++)
		rows[left->header_rows - 1 - h] = right->rows[right->header_rows - 1 - h];
	for (size_t i = 0; i < n; i++)
		rows[to[i]] = right->rows[right->header_rows + i];
	right->rows = rows;
	right->nrows = left->nrows;
	while (left->right != NULL)
		left = left->right;
	left->right = right;
	return true;
}
