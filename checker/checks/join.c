/*
 * The tables that a rule looks at. With `join:` a table gets the columns of those
 * to its right: tables further on in its section, in their order, with the same
 * rows.
 */
#include "checks/check.h"
#include "facts/shape.h"
#include "facts/view.h"

static const struct table *
next_in_section(const struct facts *f, size_t i, const struct table *left)
{
	return i < f->ntables && f->tables[i].section == left->section ? &f->tables[i] : NULL;
}

/* the first cell that says something, to point at */
static const struct cell *
first_cell(const struct table *t, uint32_t *row, uint32_t *col)
{
	for (*row = 0; *row < t->nrows; (*row)++)
		for (*col = 0; *col < t->ncols; (*col)++)
			if (cell_is_filled(table_at(t, *row, *col)))
				return table_at(t, *row, *col);
	return NULL;
}

/* had they aligned, this is what the rule would have looked at: so it cannot tell */
static void
report_misfit(struct run *run, const struct rule *rule, const struct table *view,
    const struct table *right)
{
	struct outcome o = { .rule = rule, .verdict = CF_UNDECIDED, .because = CF_BY_RULE,
		.reason = "the tables to be joined differ in the number of their rows",
		.table = right, .section = right->section };
	const struct cell *c = first_cell(right, &o.row, &o.col);

	if (c == NULL || !rule_wants_table(run, rule, view))
		return;
	o.at = c->text.span;
	report_add(run->report, &o);
}

/* `t` and whatever follows it with as many rows; *at moves behind them */
static const struct table *
join_any(struct run *run, const struct rule *rule, const struct table *t, size_t *at)
{
	const struct table *right;

	for (; (right = next_in_section(run->facts, *at, t)) != NULL; (*at)++) {
		bool aligned;
		const struct table *view = table_beside(run->scratch, t, right, &aligned);

		if (view == NULL)
			break;
		if (!aligned && right->stub == NONE) {
			report_misfit(run, rule, view, right);
			(*at)++;	/* it is no table on its own */
		}
		if (!aligned)	/* one with labels of its own is another table */
			break;
		t = view;
	}
	return t;
}

/* `t`, when it is one for the left, and those for the right before the next such; else NULL */
static const struct table *
join_named(struct run *run, const struct rule *rule, const struct table *t, size_t at)
{
	const struct table *left = t, *right;

	if (!filter_matches(run, &rule->join.left, t))
		return NULL;
	for (; (right = next_in_section(run->facts, at, t)) != NULL; at++) {
		const struct table *view;
		bool aligned;

		if (!filter_matches(run, &rule->join.right, right)) {
			if (filter_matches(run, &rule->join.left, right))
				break;
			continue;
		}
		view = table_beside(run->scratch, left, right, &aligned);
		if (view == NULL)
			break;
		if (aligned)
			left = view;
		else
			report_misfit(run, rule, view, right);
	}
	return left == t ? NULL : left;
}

/* where the tables end that are gone through; go to the first of them */
static size_t
end_of_tables(const struct run *run, size_t *i)
{
	size_t n = run->facts->ntables, only;

	if (run->only == NULL)
		return n;
	only = (size_t)(run->only - run->facts->tables);
	if (*i < only)
		*i = only;
	return only < n ? only + 1 : n;
}

const struct table *
rule_table_after(struct run *run, const struct rule *rule, size_t *i)
{
	size_t end = end_of_tables(run, i);

	while (*i < end) {
		const struct table *t = &run->facts->tables[(*i)++];

		if (rule->join.set && rule_wants_section(run, rule, t->section))
			t = rule->join.any ? join_any(run, rule, t, i) :
			    join_named(run, rule, t, *i);
		if (t != NULL && rule_wants_table(run, rule, t))
			return t;
	}
	return NULL;
}

const struct table *
rule_next_table(struct run *run, const struct rule *rule, size_t *i)
{
	arena_reset(run->scratch);
	run->view_sums = NULL;
	return rule_table_after(run, rule, i);
}
