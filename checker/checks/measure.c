/* Measures and their polarity; see measure.h. */
#include "checks/measure.h"

struct str
cell_str(const struct table *t, uint32_t row, uint32_t col)
{
	const struct cell *c = table_at(t, row, col);

	return c == NULL ? CF_S("") : str_trim(c->text.s);
}

/* does a selector name the row's label or another of its texts? */
static bool
names_row(struct run *run, const struct selector *s, const struct table *t, uint32_t row)
{
	for (uint32_t c = 0; c < t->ncols; c++) {
		const struct cell *x = table_at(t, row, c);

		if (x != NULL && (c == t->stub || x->kind == CELL_TEXT || x->kind == CELL_MIXED) &&
		    x->text.s.n > 0 && selector_matches(run->matcher, s, x->text.s))
			return true;
	}
	return false;
}

bool
measure_is_wanted(struct run *run, const struct rule *rule, const struct table *t, uint32_t row)
{
	return axis_is_item((struct axis){ t, true }, row) &&
	    (!selector_is_set(&rule->measures) || names_row(run, &rule->measures, t, row));
}

/* "Low", "Lower is better", "Smaller", "Decrease", a downward arrow */
static bool
says_low(struct str s)
{
	static const char *const word[] = { "low", "small", "down", "decreas", "less", "reduc",
		"\xE2\x86\x93", "\xE2\x96\xBC" };

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (str_has_folded(s, str_of(word[i])))
			return true;
	return false;
}

bool
measure_low_is_better(struct run *run, const struct rule *rule, const struct table *t,
    uint32_t row)
{
	if (selector_is_set(&rule->polarity))
		for (uint32_t c = 0; c < t->ncols; c++)
			if (selector_matches_column(run->matcher, &rule->polarity, &t->columns[c]) &&
			    cell_str(t, row, c).n > 0)
				return says_low(cell_str(t, row, c));
	if (selector_is_set(&rule->low) && names_row(run, &rule->low, t, row))
		return true;
	return rule->better == BETTER_LOW;
}

struct str
measure_name(const struct table *t, uint32_t row)
{
	if (t->rows[row].label.n > 0)
		return str_trim(t->rows[row].label);
	for (uint32_t c = 0; c < t->ncols; c++) {
		const struct cell *x = table_at(t, row, c);

		if (x != NULL && x->kind == CELL_TEXT)
			return str_trim(x->text.s);
	}
	return CF_S("");
}

struct outcome
outcome_of_cell(const struct rule *rule, const struct table *t, uint32_t row, uint32_t col)
{
	return (struct outcome){ .rule = rule, .at = table_at(t, row, col)->text.span,
		.section = t->section, .table = t, .row = row, .col = col,
		.because = CF_BY_RULE };
}
