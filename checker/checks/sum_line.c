/* One line of a total with its parts: what is added up there, and how it fits; see sums.h. */
#include "checks/sums.h"

bool
sum_has_only_dashes(struct axis x, const struct sum_vector *v, uint32_t line)
{
	for (uint32_t i = 0; i < v->nparts; i++) {
		const struct cell *c = axis_cell(x, v->part[i], line);

		if (c == NULL || c->kind != CELL_DASH)
			return false;
	}
	return v->nparts > 1;
}

/* is the line one of shares that add up to 100? */
static bool
line_is_percent(struct axis x, uint32_t line, const struct figure *stated)
{
	int64_t hundred = 100;

	if (stated->unit == UNIT_PERCENT || axis_is_percent((struct axis){ x.t, !x.down }, line))
		return true;
	for (uint8_t d = 0; d < stated->d && d < 16; d++)
		hundred *= 10;
	return stated->m == hundred && stated->decimals > 0;
}

static bool
is_hundred(const struct figure *f)
{
	int64_t hundred = 100;

	for (uint8_t d = 0; d < f->d && d < 16; d++)
		hundred *= 10;
	return f->m == hundred;
}

/* has the item a figure in most lines that have a total? Then where its cell is empty one is
 * missing */
static bool
is_mostly_filled(struct axis x, const struct sum_vector *v, uint32_t item)
{
	uint32_t filled = 0, empty = 0;

	for (uint32_t l = 0; l < axis_lines(x); l++) {
		if (!axis_is_line(x, l) || cell_quantity(axis_cell(x, v->total, l)) == NULL)
			continue;
		if (cell_quantity(axis_cell(x, item, l)) != NULL)
			filled++;
		else
			empty++;
	}
	return filled >= 2 * empty && filled > 0;
}

/* the part that a sum which fails may have lost */
static uint32_t
blank_part(struct axis x, const struct sum_vector *v, uint32_t line)
{
	uint32_t found = NONE;

	for (uint32_t i = 0; i < v->nparts; i++) {
		const struct cell *c = axis_cell(x, v->part[i], line);

		if (c == NULL || c->kind != CELL_EMPTY || !is_mostly_filled(x, v, v->part[i]))
			continue;
		if (found != NONE)
			return NONE;
		found = v->part[i];
	}
	return found;
}

#define ENOUGH_DASHES 3u	/* totals of nothing but dashes that are zero */

/* dashes add up to zero where they do so elsewhere, and but once do not */
static struct line
dashes_line(struct axis x, const struct sum_vector *v, uint32_t line, struct line l)
{
	if (l.stated->m == 0 || (l.stated->flags & FIGURE_MARKED) != 0 ||
	    v->no_zero < ENOUGH_DASHES || v->no_other != 1 || !sum_has_only_dashes(x, v, line))
		return l;
	l.fit = fit_sum(l.stated, l.part, NULL, 0);
	l.state = LINE_JUDGED;
	return l;
}

#define ENOUGH_GAPS 3u	/* exact sums beside "n/a" that show it counts as nothing */

bool
sum_is_ratio(struct axis x, const struct sum_vector *v, uint32_t line)
{
	const struct figure *f = cell_quantity(axis_cell(x, v->total, line));

	if (f == NULL)
		return false;
	return line_is_percent(x, line, f) ? !is_hundred(f) :
	    (axis_line_says(x, line) & LABEL_RATIO) != 0;
}

struct line
sum_line(struct run *run, struct axis x, const struct sum_vector *v, uint32_t line)
{
	const struct cell *total = axis_cell(x, v->total, line);
	struct line l = { .state = LINE_NOTHING, .blank = NONE };
	const struct table_sums *s = sums_of(run, x.t);
	bool ratio = sum_is_ratio(x, v, line);

	l.stated = cell_quantity(total);
	if (l.stated == NULL || (total->kind == CELL_YEAR))
		return l;
	l.percent = line_is_percent(x, line, l.stated);
	if (ratio && !v->ratios_add && (s->ratio_adds[x.down] == NULL || !s->ratio_adds[x.down][line]))
		return l;
	l.part = arena_array(run->scratch, v->nparts, const struct figure *);
	l.item = arena_array(run->scratch, v->nparts, uint32_t);
	for (uint32_t i = 0; i < v->nparts; i++) {
		const struct cell *c = axis_cell(x, v->part[i], line);
		const struct figure *f = cell_quantity(c);

		if (f == NULL) {
			if (c != NULL && c->kind == CELL_SUPPRESSED)
				l.why = "a part is suppressed";
			else if (c != NULL && c->kind == CELL_YEAR && c->nfigures == 1)
				l.why = "a part may be a year";
			else if (c != NULL && !axis_is_words(x, v->part[i]) && (c->kind == CELL_MISSING || c->kind == CELL_MIXED ||
			    c->kind == CELL_TEXT || c->kind == CELL_FIGURES))
				l.gaps = true;
			continue;
		}
		if ((f->flags & FIGURE_MARKED) != 0)
			l.why = "a part carries a footnote mark";
		if ((f->flags & FIGURE_YEAR) != 0 && f->d == 0)
			l.why = "a part may be a year";
		l.nonzero += f->m != 0;
		l.item[l.nparts] = v->part[i];
		l.part[l.nparts++] = f;
	}
	if (l.nparts == 0)
		return dashes_line(x, v, line, l);
	if (l.gaps && v->with_gaps < ENOUGH_GAPS && l.why == NULL)
		l.why = "a part is not available as one figure";
	if ((l.stated->flags & FIGURE_MARKED) != 0)
		l.why = "the total carries a footnote mark";
	l.fit = fit_sum(l.stated, l.part, NULL, l.nparts);
	if (l.fit.fit == FIT_OUTSIDE && l.why == NULL && ratio) {
		l.why = "rates need not add up";
		l.doubted = true;
	}
	if (v->loose && l.why == NULL)
		l.why = "it does not add up everywhere in the groups that have the same labels";
	if (l.fit.fit == FIT_OUTSIDE && l.why == NULL && v->partial) {
		l.why = "most figures beside it do not add up either";
		l.doubted = true;
	}
	if (l.fit.fit != FIT_EXACT)
		l.blank = blank_part(x, v, line);
	l.state = l.why != NULL && l.fit.fit != FIT_EXACT ? LINE_BLOCKED : LINE_JUDGED;
	return l;
}
