/*
 * blocks: where the columns of a table stand in groups with the same headers, "All
 * schools", "Maintained" and "Academies", and one group is the others together in most
 * rows, it is so in all of them. Which group that is, is taken from the figures.
 */
#include "checks/grid.h"

#define MOST_BLOCKS	8u
#define FEWEST_HELD	6u	/* figures that are not 0, in which the groups add up */
#define FEWEST_ROWS	3u	/* rows that they stand in */

/* Groups of columns with the same headers, side by side. */
struct blocks {
	const struct table *t;
	uint32_t from[MOST_BLOCKS];	/* the first column of each */
	uint32_t n, width;
};

static bool
same_headers(const struct table *t, uint32_t a, uint32_t b, uint32_t width)
{
	for (uint32_t i = 0; i < width; i++)
		if (!str_eq_folded(t->columns[a + i].leaf, t->columns[b + i].leaf))
			return false;
	return true;
}

/* all that have a spanning header must be such groups */
static bool
find_blocks(const struct table *t, struct blocks *b)
{
	*b = (struct blocks){ .t = t };
	for (uint32_t c = 0, end; c < t->ncols; c = end) {
		end = c + 1;
		if (t->columns[c].parent == NONE)
			continue;
		while (end < t->ncols && t->columns[end].parent == t->columns[c].parent)
			end++;
		if (b->n == MOST_BLOCKS || (b->n > 0 && (end - c != b->width ||
		    !same_headers(t, b->from[0], c, b->width))))
			return false;
		b->width = end - c;
		b->from[b->n++] = c;
	}
	return b->n >= 3 && b->width >= 2;
}

/* the figure of a cell as a whole number; false: there is none to reckon with */
static bool
value_at(const struct table *t, uint32_t row, uint32_t col, int64_t *v)
{
	const struct cell *x = table_at(t, row, col);
	const struct figure *f = cell_quantity(x);

	*v = 0;
	if (x != NULL && x->kind == CELL_DASH)
		return true;
	if (f == NULL || f->unit == UNIT_PERCENT || f->d > 0 || f->m > INT64_MAX / MOST_BLOCKS ||
	    f->m < 0)
		return false;
	*v = f->m;
	return true;
}

static bool
is_marked(const struct table *t, uint32_t row, uint32_t col)
{
	const struct figure *f = cell_quantity(table_at(t, row, col));

	return f != NULL && (f->flags & FIGURE_MARKED) != 0;
}

enum added { ADDED_NOT, ADDED_NOTHING, ADDED_UP, ADDED_WRONG };

/* does block `total` have the sum of the others in a column of a row? */
static enum added
add_up(const struct blocks *b, uint32_t total, uint32_t row, uint32_t i, int64_t *stated,
    int64_t *sum)
{
	*sum = 0;
	if (!value_at(b->t, row, b->from[total] + i, stated))
		return ADDED_NOT;
	for (uint32_t k = 0; k < b->n; k++) {
		int64_t v;

		if (k == total)
			continue;
		if (!value_at(b->t, row, b->from[k] + i, &v))
			return ADDED_NOT;
		*sum += v;
	}
	if (*stated == *sum)
		return *sum == 0 ? ADDED_NOTHING : ADDED_UP;
	for (uint32_t k = 0; k < b->n; k++)
		if (is_marked(b->t, row, b->from[k] + i))
			return ADDED_NOT;
	return ADDED_WRONG;
}

/* the block that is the others together in most rows; b->n: none is */
static uint32_t
total_block(const struct blocks *b)
{
	for (uint32_t total = 0; total < b->n; total++) {
		uint32_t held = 0, wrong = 0, rows = 0;

		for (uint32_t r = b->t->header_rows; r < b->t->nrows; r++) {
			uint32_t before = held;

			for (uint32_t i = 0; b->t->rows[r].kind == ROW_DATA && i < b->width; i++) {
				int64_t stated, sum;
				enum added how = add_up(b, total, r, i, &stated, &sum);

				held += how == ADDED_UP;
				wrong += how == ADDED_WRONG;
			}
			rows += held > before;
		}
		if (held >= FEWEST_HELD && rows >= FEWEST_ROWS && held >= 2 * wrong)
			return total;
	}
	return b->n;
}

static struct str
block_name(const struct blocks *b, uint32_t k)
{
	const struct column *c = &b->t->columns[b->from[k]];

	return c->npath < 2 ? CF_S("") : c->path[c->npath - 2];
}

static struct str
other_names(struct run *run, const struct blocks *b, uint32_t total)
{
	struct str out = CF_S("");

	for (uint32_t k = 0; k < b->n; k++) {
		struct str name = block_name(b, k);

		if (k != total)
			out = arena_printf(run->item, "%.*s%s%.*s", (int)out.n, out.p,
			    out.n == 0 ? "" : " and ", (int)name.n, name.p);
	}
	return out;
}

/* "4 + 13 = 17" */
static struct str
block_words(struct run *run, const struct blocks *b, uint32_t total, uint32_t row, uint32_t i)
{
	struct str out = CF_S("");
	int64_t v, sum = 0;

	for (uint32_t k = 0; k < b->n; k++) {
		if (k == total || !value_at(b->t, row, b->from[k] + i, &v))
			continue;
		sum += v;
		out = arena_printf(run->item, "%.*s%s%lld", (int)out.n, out.p,
		    out.n == 0 ? "" : " + ", (long long)v);
	}
	return arena_printf(run->item, "%.*s = %lld", (int)out.n, out.p, (long long)sum);
}

static void
report_row(struct run *run, const struct rule *rule, const struct blocks *b, uint32_t total,
    uint32_t row, uint32_t i)
{
	const struct figure *f = cell_quantity(table_at(b->t, row, b->from[total] + i));
	struct report_evidence evidence[MOST_BLOCKS];
	struct var vars[2];
	struct outcome o;
	int64_t stated, sum;
	enum added how = add_up(b, total, row, i, &stated, &sum);
	enum cf_verdict verdict = how == ADDED_WRONG ? CF_FAILED : CF_HELD;

	if (!report_wants(run->report, verdict) || f == NULL) {
		report_tally(run->report, rule, verdict, NULL);
		return;
	}
	o = outcome_at(rule, b->t, row, b->from[total] + i, f);
	o.verdict = verdict;
	o.because = CF_BY_SIBLINGS;
	o.stated = source_text(run->doc->source, f->span);
	o.computed = arena_printf(run->item, "%lld", (long long)sum);
	for (uint32_t k = 0; k < b->n; k++) {
		const struct figure *g = cell_quantity(table_at(b->t, row, b->from[k] + i));

		if (k != total && g != NULL)
			evidence[o.nevidence++] = evidence_at("part", b->t, row, b->from[k] + i, g);
	}
	o.evidence = evidence;
	o.relation = block_words(run, b, total, row, i);
	o.note = o.relation;
	vars[0] = (struct var){ "group", block_name(b, total) };
	vars[1] = (struct var){ "others", other_names(run, b, total) };
	o.vars = vars;
	o.nvars = 2;
	report_add(run->report, &o);
	arena_reset(run->item);
}

/* one finding for each row, at the first of its figures that does not add up */
static void
check_row(struct run *run, const struct rule *rule, const struct blocks *b, uint32_t total,
    uint32_t row)
{
	uint32_t held = b->width;

	for (uint32_t i = 0; i < b->width; i++) {
		int64_t stated, sum;
		enum added how = add_up(b, total, row, i, &stated, &sum);

		/* the diagnosis wants to know of all of them */
		if (run->report->listen != NULL && (how == ADDED_WRONG || how == ADDED_UP)) {
			report_row(run, rule, b, total, row, i);
			continue;
		}
		if (how == ADDED_WRONG) {
			report_row(run, rule, b, total, row, i);
			return;
		}
		if (how == ADDED_UP && held == b->width)
			held = i;
	}
	if (held < b->width && run->report->listen == NULL)
		report_row(run, rule, b, total, row, held);
}

void
check_blocks(struct run *run, const struct rule *rule)
{
	const struct table *t;
	struct blocks b;
	size_t i = 0;

	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		uint32_t total;

		if (!find_blocks(t, &b))
			continue;
		total = total_block(&b);
		for (uint32_t r = t->header_rows; total < b.n && r < t->nrows; r++)
			if (t->rows[r].kind == ROW_DATA)
				check_row(run, rule, &b, total, r);
	}
}
