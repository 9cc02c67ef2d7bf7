/* Which cells are one measure for several periods; see along.h. */
#include "checks/along.h"

#include "checks/lookup.h"
#include "checks/sentence_parts.h"

/* which step of a header names a period; NONE: none, or more than one */
static uint32_t
period_step(const struct column *c, struct period *out)
{
	uint32_t step = NONE;

	for (uint32_t i = 0; i < c->npath; i++) {
		struct period p;

		if (!lookup_period(c->path[i], &p))
			continue;
		if (step != NONE)
			return NONE;
		step = i;
		*out = p;
	}
	return step;
}

/* the next step of a header from *i on that is no period and no unit or remark */
static bool
next_step(const struct column *c, uint32_t period, uint32_t *i, struct str *out)
{
	for (; *i < c->npath; (*i)++) {
		*out = str_trim(c->path[*i]);
		if (*i != period && out->n > 0 && out->p[0] != '(') {
			(*i)++;
			return true;
		}
	}
	return false;
}

/*
 * Do two headers differ in their periods alone? A header over all of them is often
 * printed over the middle one, so that the first seems to have none.
 */
static bool
is_same_column(const struct column *a, uint32_t period_a, const struct column *b,
    uint32_t period_b)
{
	uint32_t i = 0, k = 0, n = 0;
	struct str x, y;

	for (;; n++) {
		bool more_a = next_step(a, period_a, &i, &x), more_b = next_step(b, period_b, &k, &y);

		if (!more_a || !more_b)
			return more_a == more_b || n == 0;
		if (!str_eq_folded(x, y))
			return false;
	}
}

bool
along_of(const struct table *t, uint32_t row, uint32_t col, struct along *out)
{
	struct period down, across;
	bool has_down = lookup_period(t->rows[row].label, &down);
	uint32_t step = period_step(&t->columns[col], &across);

	if (has_down == (step != NONE) || (has_down && t->columns[col].npath > 0 &&
	    lookup_period(t->columns[col].leaf, &across)))
		return false;
	*out = (struct along){ t, row, col, has_down, step, has_down ? down : across };
	return true;
}

bool
along_next(const struct along *a, uint32_t *i, uint32_t *row, uint32_t *col, struct period *p)
{
	const struct table *t = a->t;

	for (; *i < (a->down ? t->nrows : t->ncols); (*i)++) {
		uint32_t step;

		*row = a->down ? *i : a->row;
		*col = a->down ? a->col : *i;
		if (a->down ? is_body_row(t, *i) && t->rows[*i].group == t->rows[a->row].group &&
		    lookup_period(t->rows[*i].label, p) :
		    *i != t->stub && (step = period_step(&t->columns[*i], p)) != NONE &&
		    is_same_column(&t->columns[*i], step, &t->columns[a->col], a->step)) {
			(*i)++;
			return true;
		}
	}
	return false;
}

bool
along_last(const struct along *a, const struct period *until, uint32_t *out_row,
    uint32_t *out_col, struct period *out)
{
	struct period p;
	uint32_t row, col;
	bool found = false;

	for (uint32_t i = 0; along_next(a, &i, &row, &col, &p);) {
		if (p.to - p.from != a->period.to - a->period.from || !has_figure(a->t, row, col) ||
		    (until != NULL && p.from >= until->from) || (found && p.from < out->from))
			continue;
		found = true;
		*out = p;
		*out_row = row;
		*out_col = col;
	}
	return found;
}

bool
along_is_first(const struct along *a)
{
	struct period p;
	uint32_t i = 0, row, col;

	return along_next(a, &i, &row, &col, &p) && row == a->row && col == a->col;
}
