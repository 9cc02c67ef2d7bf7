/*
 * change: a difference, a percentage change or a change in percentage points
 * between two columns. Recognised without parameters are columns whose header
 * says so ("Change", "Variance", "Compared to 2019"); which two columns before
 * them they compare is what most of their rows agree with.
 */
#include "checks/ratios.h"
#include "checks/words.h"

#define LOOK_BACK 8u	/* columns before (and 2 after) it that it may compare */

struct change {
	const struct rule *rule;
	const struct table *t;
	uint32_t col, from, to;
	bool percent;
	enum cf_because because;
};

static bool
relation_of(const struct change *c, uint32_t row, struct relation_at *r)
{
	const struct figure *stated = cell_quantity(table_at(c->t, row, c->col));
	const struct figure *from = cell_quantity(table_at(c->t, row, c->from));
	const struct figure *to = cell_quantity(table_at(c->t, row, c->to));

	if (stated == NULL || from == NULL || to == NULL ||
	    !axis_is_item((struct axis){ c->t, true }, row))
		return false;
	relation_begin(r, row, c->col, stated);
	relation_add(r, row, c->from, from);
	relation_add(r, row, c->to, to);
	if ((stated->flags | from->flags | to->flags) & FIGURE_MARKED)
		r->blocked = "a figure carries a footnote mark";
	return true;
}

static struct fit_result
fit_of(const struct change *c, const struct relation_at *r)
{
	static const int weight[] = { -1, 1 };

	if (c->percent)
		return fit_change(r->stated, r->operand[0], r->operand[1]);
	return fit_sum(r->stated, r->operand, weight, 2);
}

/* how many rows agree; less than that are counted when fewer than `least` will */
static struct tally_fits
count(const struct change *c, uint32_t least)
{
	struct tally_fits n = { 0 };

	for (uint32_t row = c->t->header_rows; row < c->t->nrows; row++) {
		struct relation_at r;
		struct fit_result fit;

		if (n.exact + n.interval + (c->t->nrows - row) < least)
			break;
		if (!relation_of(c, row, &r))
			continue;
		fit = fit_of(c, &r);
		count_fit(&n, &r, &fit);
	}
	return n;
}

static struct str
words_of(struct arena *a, const struct change *c, const struct relation_at *r,
    const struct fit_result *fit)
{
	struct str from = dec_format(a, figure_dec(r->operand[0]), true);
	struct str to = dec_format(a, figure_dec(r->operand[1]), true);
	struct str is = dec_format(a, fit->computed, true);

	if (c->percent)
		return arena_printf(a, "from %.*s to %.*s is a change of %.*s%%", (int)from.n,
		    from.p, (int)to.n, to.p, (int)is.n, is.p);
	return arena_printf(a, "%.*s - %.*s = %.*s", (int)to.n, to.p, (int)from.n, from.p,
	    (int)is.n, is.p);
}

/* "operating margin (%), from 16.2 to 18.4: 2.2" in a column of percentage changes
 * is the change in points that such rows are given */
static bool
is_in_points(const struct change *c, const struct relation_at *r)
{
	static const int weight[] = { -1, 1 };
	struct fit_result fit = fit_sum(r->stated, r->operand, weight, 2);

	return c->percent && (fit.fit == FIT_EXACT || fit.fit == FIT_INTERVAL);
}

static void
report_change(struct run *run, const struct change *c)
{
	static const char *const roles[] = { "from", "to" };
	struct tally_fits n = count(c, 0);

	for (uint32_t row = c->t->header_rows; row < c->t->nrows; row++) {
		struct relation_at r;
		struct fit_result fit;
		struct outcome o;
		struct var vars[2];

		if (!relation_of(c, row, &r))
			continue;
		fit = fit_of(c, &r);
		o = outcome_at(c->rule, c->t, row, c->col, r.stated);
		o.because = c->because;
		o.verdict = judge_series(c->rule, &n, &r, &fit, &o);
		if (o.verdict == CF_FAILED && (is_in_points(c, &r) ||
		    (c->percent && c->because != CF_BY_RULE &&
		    (c->t->rows[row].says & (LABEL_PERCENT | LABEL_RATIO)) != 0))) {
			o.verdict = CF_UNDECIDED;
			o.reason = "a change of a rate, which may be given in points";
		}
		if (!report_wants(run->report, o.verdict)) {
			report_tally(run->report, c->rule, o.verdict, o.reason);
			continue;
		}
		vars[0] = (struct var){ "from", source_text(run->doc->source, r.operand[0]->span) };
		vars[1] = (struct var){ "to", source_text(run->doc->source, r.operand[1]->span) };
		o.vars = vars;
		o.nvars = 2;
		o.sign = c->percent ? percent_sign(r.stated) : NULL;
		report_relation(run, c->t, &o, &r, &fit, roles,
		    words_of(run->scratch, c, &r, &fit));
	}
}

static bool
wanted(const struct rule *rule, bool percent)
{
	return rule->as == AS_ANY || percent == (rule->as == AS_PERCENT);
}

/* "Compared to 2019" beside a column "2019": the label names what it compares */
static bool
names_operand(const struct change *c)
{
	struct str label = c->t->columns[c->col].leaf, from = c->t->columns[c->from].leaf;
	struct str to = c->t->columns[c->to].leaf;

	return (from.n >= 4 && str_has_folded(label, from)) ||
	    (to.n >= 4 && str_has_folded(label, to));
}

/* which two columns does it compare, and how? */
static bool
find_operands(struct change *c, bool both)
{
	const struct rule *rule = c->rule;
	struct change best = *c, try = *c;
	struct tally_fits fits = { 0 };
	uint32_t lo = c->col < LOOK_BACK ? 0 : c->col - LOOK_BACK;
	uint32_t hi = c->col + 3 < c->t->ncols ? c->col + 3 : c->t->ncols;

	for (try.from = lo; try.from < hi; try.from++) {
		for (try.to = lo; try.to < hi; try.to++) {
			if (try.from == try.to || try.from == c->col || try.to == c->col ||
			    c->t->columns[try.from].kind != COLUMN_FIGURES ||
			    c->t->columns[try.to].kind != COLUMN_FIGURES)
				continue;
			for (int p = 0; p < 2; p++) {
				struct tally_fits n;

				try.percent = p != 0;
				if (!both && !wanted(rule, try.percent))
					continue;
				n = count(&try, fits.exact + fits.interval);
				if (n.exact + n.interval > fits.exact + fits.interval ||
				    (n.exact + n.interval == fits.exact + fits.interval &&
				    n.exact > fits.exact)) {
					fits = n;
					best = try;
				}
			}
		}
	}
	*c = best;
	return fits.exact + fits.interval >= 3 && fits.exact >= 2 &&
	    fits.exact + fits.interval >= (names_operand(c) ? 2 : fits.exact >= 3 ? 3 : 4) * fits.outside;
}

/* the rule names the columns */
static bool
named_operands(struct run *run, struct change *c)
{
	const struct rule *rule = c->rule;
	bool from = false, to = false;

	for (uint32_t k = 0; k < c->t->ncols; k++) {
		const struct column *column = &c->t->columns[k];

		if (k == c->col || column->parent != c->t->columns[c->col].parent)
			continue;
		if (!from && selector_matches_column(run->matcher, &rule->from, column)) {
			c->from = k;
			from = true;
		} else if (!to && selector_matches_column(run->matcher, &rule->to, column)) {
			c->to = k;
			to = true;
		}
	}
	c->percent = rule->as == AS_PERCENT ||
	    (rule->as == AS_ANY && column_is_percent(c->t, c->col) &&
	    !column_is_percent(c->t, c->from));
	return from && to;
}

/* is the column reported? */
static bool
check_column(struct run *run, const struct rule *rule, const struct table *t, uint32_t col)
{
	struct change c = { .rule = rule, .t = t, .col = col, .because = CF_BY_LABEL };

	if (selector_is_set(&rule->change)) {
		if (!selector_matches_column(run->matcher, &rule->change, &t->columns[col]))
			return true;
		c.because = CF_BY_RULE;
		if (named_operands(run, &c) || find_operands(&c, false))
			report_change(run, &c);
		return true;
	}
	if (t->columns[col].kind != COLUMN_FIGURES || (t->columns[col].says & LABEL_CHANGE) == 0)
		return false;
	/* the best of both kinds must be the kind this rule is about */
	if (!find_operands(&c, true))
		return false;
	if (wanted(rule, c.percent))
		report_change(run, &c);
	return true;
}

void
check_change(struct run *run, const struct rule *rule)
{
	const struct table *t;
	size_t i = 0;

	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		bool *done = arena_array(run->scratch, t->ncols, bool);

		for (uint32_t c = 0; c < t->ncols; c++)
			done[c] = check_column(run, rule, t, c);
		if (!selector_is_set(&rule->change) && wanted(rule, true))
			report_ratios(run, rule, t, RATIO_CHANGE, done);
	}
}
