/*
 * total: a total equals its parts, down rows or across columns.
 *
 * Without parameters the totals are those that checks/sums.c recognises; with
 * `total` or `parts` the rule itself names them, and every line must hold.
 */
#include <stdlib.h>

#include "checks/signature.h"
#include "checks/sums.h"
#include "checks/trust.h"
#include "checks/words.h"
#include "facts/shape.h"

#define ENOUGH_SUMS 5u	/* other sums of the table from which its exactness is known */

#define ENOUGH_SCALED 12u	/* the same where the figures are thousands or millions */

/* other sums of the same kind in the table, without this one */
static struct exactness
others(const struct table_sums *s, const struct line *l)
{
	struct exactness e = figure_is_decimal(l->stated) ? s->decimal : s->whole;

	if (l->fit.fit == FIT_EXACT && e.exact > 0)
		e.exact--;
	if (l->fit.fit == FIT_INTERVAL && e.inexact > 0)
		e.inexact--;
	return e;
}

#define LARGE_COUNT 10000	/* such counts are often rounded without a word */

/* a count of single things, small enough that nobody rounds it */
static bool
is_count(const struct table *t, const struct line *l)
{
	for (uint32_t i = 0; i < l->nparts; i++)
		if (l->part[i]->m < 0)
			return false;
	return l->stated->unit == UNIT_COUNT && l->stated->q == 0 && !t->scaled &&
	    !figure_is_decimal(l->stated) && l->stated->m >= 0 &&
	    dec_cmp(figure_dec(l->stated), (struct dec){ .m = LARGE_COUNT }) < 0;
}

/*
 * Does the table round? Its own sums say so (C3.2): figures that were rounded
 * one by one miss their rounded total a third of the time or more, slips are
 * rare. Plain counts of things are hardly ever rounded, so they need more of it.
 */
static bool
table_rounds(const struct table *t, const struct line *l, struct exactness e)
{
	uint32_t n = e.exact + e.inexact;

	if (l->percent || t->rounded_note)
		return true;
	if (is_count(t, l))
		return n >= ENOUGH_SUMS && e.inexact * 4 > n;
	return e.inexact * 20 > n;
}

/* C3.2 and C3.3: a gap that rounding could explain */
static enum cf_verdict
judge_gap(const struct rule *rule, const struct table *t, const struct table_sums *s,
    const struct line *l, struct outcome *o)
{
	struct exactness e = others(s, l);
	uint32_t n = e.exact + e.inexact;

	if (rule->rounding == ROUNDING_NONE || l->fit.p < 0.001)
		return CF_FAILED;
	if (table_rounds(t, l, e)) {
		o->reason = "within rounding";
		return l->fit.p >= 0.01 ? CF_HELD : CF_ROUNDING;
	}
	if (n >= (t->scaled ? ENOUGH_SCALED : ENOUGH_SUMS) &&
	    (l->stated->decimals < 3 || !figure_is_decimal(l->stated)))
		return CF_FAILED;
	o->reason = "may be rounding: too few sums in the table to tell";
	if (e.exact >= 3 && is_count(t, l)) {
		o->doubtful = true;	/* counts are seldom rounded */
		return CF_FAILED;
	}
	return CF_ROUNDING;
}

/* figures that are all multiples of some base miss by up to a base less one each */
static bool
fits_base(int64_t base, const struct line *l)
{
	return base > 1 && l->fit.gap.d == 0 &&
	    l->fit.gap.m <= (base - 1) * ((int64_t)l->nonzero + 1);
}

/* do so many lines agree that one which does not is wrong, however far off it is? */
static bool
is_well_known(const struct sum_vector *v)
{
	uint32_t agree = v->exact + v->interval, enough = v->thin ? 6 : 5;

	return v->found && v->exact >= enough && agree >= enough * v->outside;
}

/* do its parts pass over a row or column between them? Then one sum that holds is chance */
static bool
passes_over(const struct table *t, const struct sum_vector *v)
{
	struct axis x = { t, v->down };
	uint32_t k = 0;

	for (uint32_t i = v->part[0]; i < v->part[v->nparts - 1]; i++) {
		if (v->part[k] == i)
			k++;
		else if (axis_is_item(x, i) && !axis_is_total(x, i))
			return true;
	}
	return false;
}

/* nothing inside the intervals fits: a slip, or not a total of these parts at all? */
static enum cf_verdict
judge_miss(const struct sum_vector *v, const struct line *l, bool expected, struct outcome *o)
{
	struct dec stated = figure_dec(l->stated);
	uint32_t agree = v->exact + v->interval;

	if (v->because == CF_BY_RULE || l->nparts == 0)
		return CF_FAILED;
	o->reason = "labelled as a total, but these may not be its parts";
	if (figure_is_decimal(l->stated) && v->exact >= 3 && v->exact_decimal == 0 &&
	    !is_shifted(stated, l->fit.computed))
		return CF_UNDECIDED;
	if (v->same_gap) {
		o->reason = "all that do not add up miss by as much: another part may belong to them";
		return CF_UNDECIDED;
	}
	if (v->formula && v->exact > 0 && v->exact >= v->outside)
		return CF_FAILED;
	if ((expected || is_well_known(v)) && 2 * l->nparts > v->nparts)
		return CF_FAILED;
	if (!is_plausible(l) && !(agree >= 3 && agree >= 4 * (v->outside - 1) &&
	    (is_typing_slip(l->fit.gap) || is_shifted(stated, l->fit.computed))))
		return CF_UNDECIDED;
	if (v->thin || (l->nonzero < 2 && v->because != CF_BY_LABEL))
		return CF_UNDECIDED;
	if (v->found && agree >= 3 && (v->outside <= 3 ? v->outside * 2 <= agree :
	    v->outside * 8 <= agree))
		return CF_FAILED;
	if (v->found && v->strong > 0 && v->outside <= v->exact &&
	    (v->outside == 1 || v->outside * 3 <= agree * 2))
		return is_near_miss(stated, l->fit.computed, v->far > 2 && 3 * v->far > agree ? 0 : 5) || is_telling_slip(l) ?
		    CF_FAILED : CF_UNDECIDED;
	o->doubtful = true;
	if (v->outside != 1 || v->interval > 0 || v->exact > 0 ||
	    !is_near_miss(stated, l->fit.computed, 1))
		return CF_UNDECIDED;
	o->reason = "no other sum of the table shows that these are its parts";
	return CF_FAILED;
}

static enum cf_verdict
judge(struct run *run, const struct rule *rule, struct axis x, const struct sum_vector *v,
    uint32_t line, const struct line *l, struct outcome *o)
{
	const struct table *t = x.t;
	const struct table_sums *s = sums_of(run, t);
	bool expected = l->fit.fit == FIT_OUTSIDE && (l->state == LINE_JUDGED || l->doubted) &&
	    v->because != CF_BY_RULE && is_expected(run, v, x, line, l);

	if (l->state == LINE_BLOCKED && !expected) {
		o->reason = l->why;
		return CF_UNDECIDED;
	}
	if (l->fit.fit != FIT_EXACT && v->because != CF_BY_RULE && v->exact < 2 &&
	    v->nparts > 0 && passes_over(t, v)) {
		o->reason = "labelled as a total, but these may not be its parts";
		return CF_UNDECIDED;
	}
	if (l->fit.fit != FIT_EXACT && v->second && is_borne_out(run, v, x, line)) {
		o->reason = "each of its figures is part of another sum that holds";
		return CF_UNDECIDED;
	}
	switch (l->fit.fit) {
	case FIT_EXACT:
		return CF_HELD;
	case FIT_INTERVAL:
		if (fits_base(s->base, l) && rule->rounding != ROUNDING_NONE) {
			o->reason = "all figures of the table are rounded to one base";
			return CF_ROUNDING;
		}
		if (!v->found && v->because != CF_BY_RULE)
			break;
		return judge_gap(rule, t, s, l, o);
	case FIT_OUTSIDE:
		if (!fits_base(s->base, l) || rule->rounding == ROUNDING_NONE)
			return judge_miss(v, l, expected, o);
		o->reason = "all figures of the table are rounded to one base";
		return CF_ROUNDING;
	case FIT_TOO_LARGE:
		o->reason = "the numbers are too large to add";
		return CF_UNDECIDED;
	}
	o->reason = "labelled as a total, but these may not be its parts";
	return CF_UNDECIDED;
}

/* "Actual = Budget + Variance" is what the check `change` reports, the other way round */
static bool
is_difference(struct axis x, const struct sum_vector *v)
{
	for (uint32_t i = 0; i < v->nparts && v->nparts == 2 && !x.down; i++)
		if ((axis_says(x, v->part[i]) & LABEL_CHANGE) != 0)
			return true;
	return false;
}

/* does a cell of this row miss the total of its column by the same gap? */
static bool
fails_down(struct run *run, const struct table *t, uint32_t row, uint32_t col, const struct line *l)
{
	const struct sum_vector *v = sums_total(sums_of(run, t), true, row);
	struct line down;

	if (v == NULL || !axis_is_line((struct axis){ t, true }, col))
		return false;
	down = sum_line(run, (struct axis){ t, true }, v, col);
	return down.state == LINE_JUDGED && down.fit.gap.m != 0 &&
	    dec_cmp(down.fit.gap, l->fit.gap) == 0;
}

/* is the figure that is missing in this row missed by its column as well? */
static bool
is_missed_down(struct run *run, const struct table *t, uint32_t row, const struct line *l)
{
	const struct table_sums *s = sums_of(run, t);
	struct axis x = { t, true };

	for (size_t i = 0; i < s->n && l->blank != NONE; i++) {
		struct line down;

		if (!s->vector[i].down || !s->vector[i].found || !axis_is_line(x, l->blank))
			continue;
		down = sum_line(run, x, &s->vector[i], l->blank);
		if (down.state == LINE_JUDGED && down.blank == row &&
		    dec_cmp(down.fit.gap, l->fit.gap) == 0)
			return true;
	}
	return false;
}

/* the mistake is in a column total, which is reported as one */
static bool
is_wrong_down(struct run *run, struct axis x, const struct sum_vector *v, const struct line *l,
    const struct outcome *o)
{
	if (fails_down(run, x.t, o->row, o->col, l) || is_missed_down(run, x.t, o->row, l))
		return true;
	for (uint32_t i = 0; i < l->nparts && !axis_is_total(x, v->total); i++)
		if (fails_down(run, x.t, o->row, l->item[i], l))
			return true;
	return false;
}

#define PLACES 9	/* decimals of the comparison below */

/* does this line state the total and none of its parts? Then *value is what it states */
static bool
states_only_total(struct axis x, const struct sum_vector *v, uint32_t line, wide *value)
{
	const struct figure *f = axis_is_line(x, line) ?
	    cell_quantity(axis_cell(x, v->total, line)) : NULL;

	if (f == NULL || f->m == 0 || !figure_scaled(f, PLACES, value))
		return false;
	for (uint32_t i = 0; i < v->nparts; i++)
		if (cell_is_filled(axis_cell(x, v->part[i], line)))
			return false;
	return true;
}

/* What the lines of a table say that state a total and none of its parts; looked for when a
 * sum first fails, for there may be as many lines that fail. */
struct bare_totals {
	bool known;
	wide *value;		/* ascending */
	size_t n, cap;
	wide all;		/* of 64 bits each, and there are no more than 32 bits of them */
};

static int
by_value(const void *x, const void *y)
{
	const wide *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static void
find_bare(struct run *run, struct axis x, const struct sum_vector *v, struct bare_totals *b)
{
	wide value;

	if (b->known)
		return;
	b->known = true;
	for (uint32_t i = 0; i < axis_lines(x); i++) {
		if (!states_only_total(x, v, i, &value) ||
		    !VEC_ROOM(run->scratch, b->value, b->n, b->cap))
			continue;
		b->value[b->n++] = value;
		b->all += value;
	}
	if (b->n > 1)
		qsort(b->value, b->n, sizeof(*b->value), by_value);
}

static bool
is_bare(const struct bare_totals *b, wide value)
{
	return b->n > 0 && bsearch(&value, b->value, b->n, sizeof(*b->value), by_value) != NULL;
}

/*
 * Where a line states only its total, "Equity | | | 3,515" among securities with cost,
 * gains and losses, the totals of the columns add up without it: the gap is that line.
 */
static bool
takes_in_line_without_parts(const struct bare_totals *b, const struct line *l)
{
	wide gap = l->fit.gap.m;

	if (l->fit.gap.d > PLACES)
		return false;
	for (unsigned d = l->fit.gap.d; d < PLACES; d++)
		gap *= 10;
	return is_bare(b, gap) || is_bare(b, -gap) ||
	    (gap != 0 && (b->all == gap || b->all == -gap));
}

/* one mistake is one finding: leave out what another relation of the cell says */
static void
say_once(struct run *run, struct axis x, const struct sum_vector *v, const struct line *l,
    struct bare_totals *bare, struct outcome *o)
{
	if (o->verdict != CF_FAILED || v->because == CF_BY_RULE)
		return;
	find_bare(run, x, v, bare);
	if (is_difference(x, v))
		o->reason = "a difference, which has a rule of its own";
	else if (run->only == NULL && !x.down && is_wrong_down(run, x, v, l, o))
		o->reason = "fails in the same way as the total of a column";
	else if (takes_in_line_without_parts(bare, l))
		o->reason = "it may take in a line that states its total but no parts";
	else
		return;
	o->verdict = CF_UNDECIDED;
}

/* what the difference may come from, before the rule's help */
static void
add_signature(struct arena *a, struct axis x, const struct sum_vector *v, uint32_t line,
    const struct line *l, struct outcome *o)
{
	struct signature s = signature_of_sum(x, v, line, l);
	struct var *name = arena_new(a, struct var);

	if (s.help == NULL || str_trim(s.name).n == 0)
		return;
	*name = (struct var){ "name", arena_printf(a, "\"%.*s\"", (int)str_trim(s.name).n,
	    str_trim(s.name).p) };
	o->vars = name;
	o->nvars = 1;
	o->help = arena_printf(a, "%s%s%.*s", s.help, o->rule->help.n > 0 ? " " : "",
	    (int)o->rule->help.n, o->rule->help.p);
}

/* the empty cell of a part */
static struct report_evidence
missing_at(struct axis x, const struct outcome *o, uint32_t item)
{
	uint32_t row = x.down ? item : o->row, col = x.down ? o->col : item;

	return (struct report_evidence){ "missing", table_at(x.t, row, col)->text.span, x.t, row, col };
}

static void
put_into_words(struct run *run, struct axis x, const struct line *l, struct outcome *o)
{
	struct arena *a = run->scratch;
	struct report_evidence *e = arena_array(a, l->nparts + 1u, struct report_evidence);
	const struct cell *total = table_at(x.t, o->row, o->col);

	for (uint32_t i = 0; i < l->nparts; i++) {
		uint32_t row = x.down ? l->item[i] : o->row, col = x.down ? o->col : l->item[i];

		e[i] = evidence_at("part", x.t, row, col, l->part[i]);
	}
	o->evidence = e;
	o->nevidence = l->nparts;
	if (l->blank != NONE && o->verdict == CF_FAILED)
		e[o->nevidence++] = missing_at(x, o, l->blank);
	o->stated = figure_str(&total->text, l->stated);
	if (l->fit.fit == FIT_TOO_LARGE)
		return;
	o->computed = figure_like(a, &total->text, l->stated, l->fit.computed);
	o->difference = dec_format(a, l->fit.gap, true);
	o->relation = sum_words(a, l, true);
	o->note = l->nparts == 0 ? CF_S("there is no figure, only dashes; in the others the total of dashes is 0") :
	    sum_note(a, l, o->stated);
	/* with a figure missing among the parts the total may well be right */
	if (o->verdict == CF_FAILED && l->blank == NONE)
		o->suggestion = o->computed;
}

/* several of them may show together what none is sure of: checks/diagnosis.c looks at those */
static void
note_unsure(struct run *run, const struct table *t)
{
	if (t->side != NULL)
		return;
	if (run->unsure == NULL)
		run->unsure = arena_array(run->doc->arena, run->facts->ntables, uint8_t);
	if (run->unsure[t->number - 1] < UINT8_MAX)
		run->unsure[t->number - 1]++;
}

static void
check_line(struct run *run, const struct rule *rule, struct axis x, const struct sum_vector *v,
    uint32_t line, struct bare_totals *bare)
{
	struct line l = sum_line(run, x, v, line);
	uint32_t row = x.down ? v->total : line, col = x.down ? line : v->total;
	struct outcome o;

	if (l.state == LINE_NOTHING)
		return;
	o = outcome_at(rule, x.t, row, col, l.stated);
	o.because = v->because;
	o.verdict = judge(run, rule, x, v, line, &l, &o);
	say_once(run, x, v, &l, bare, &o);
	if (o.verdict == CF_HELD && l.fit.fit == FIT_EXACT)
		o.reason = NULL;
	if (o.verdict == CF_UNDECIDED && l.fit.fit == FIT_OUTSIDE)
		note_unsure(run, x.t);
	if (!report_wants(run->report, o.verdict)) {
		report_tally(run->report, rule, o.verdict, o.reason);
		return;
	}
	put_into_words(run, x, &l, &o);
	if (o.verdict == CF_FAILED)
		add_signature(run->scratch, x, v, line, &l, &o);
	report_add(run->report, &o);
}

static uint32_t
count_relations(struct run *run, struct axis x, const struct sum_vector *v)
{
	uint32_t n = 0;

	for (uint32_t line = 0; line < axis_lines(x); line++)
		n += axis_is_line(x, line) && sum_line(run, x, v, line).state != LINE_NOTHING;
	return n;
}

/* called a total, but nothing adds up to it in any of its lines ("Total places
 * offered"): one thing that could not be decided, not one for each line */
static bool
is_no_total(struct run *run, const struct rule *rule, struct axis x, const struct sum_vector *v)
{
	struct cell *label = x.down ? table_at(x.t, v->total, x.t->stub == NONE ? 0 : x.t->stub) :
	    x.t->header_rows > 0 ? table_at(x.t, x.t->header_rows - 1, v->total) : NULL;
	struct outcome o = { .rule = rule, .verdict = CF_UNDECIDED, .because = CF_BY_LABEL,
		.reason = "labelled as a total, but nothing adds up to it", .table = x.t,
		.section = x.t->section };

	if (v->found || v->because == CF_BY_RULE || count_relations(run, x, v) < 3)
		return false;
	if (label == NULL || label->text.s.n == 0) {
		report_tally(run->report, rule, o.verdict, o.reason);
		return true;
	}
	o.at = label->text.span;
	o.row = x.down ? v->total : x.t->header_rows - 1;
	o.col = x.down ? (x.t->stub == NONE ? 0 : x.t->stub) : v->total;
	report_add(run->report, &o);
	return true;
}

static void
check_vector(struct run *run, const struct rule *rule, struct axis x, const struct sum_vector *v)
{
	struct bare_totals bare = { .known = false };

	if (is_no_total(run, rule, x, v))
		return;
	for (uint32_t line = 0; line < axis_lines(x); line++)
		if (axis_is_line(x, line))
			check_line(run, rule, x, v, line, &bare);
}

/* does the rule's selector name this item? */
static bool
names_item(struct run *run, const struct selector *s, struct axis x, uint32_t item)
{
	if (x.down)
		return selector_matches(run->matcher, s, x.t->rows[item].label);
	return selector_matches_column(run->matcher, s, &x.t->columns[item]);
}

/* parts the rule names, or all items but the totals and the exceptions */
static void
check_named(struct run *run, const struct rule *rule, struct axis x, uint32_t total)
{
	uint32_t *part = arena_array(run->scratch, axis_items(x), uint32_t), n = 0;
	struct sum_vector v = { .down = x.down, .total = total, .because = CF_BY_RULE };

	for (uint32_t i = 0; i < axis_items(x); i++) {
		bool named = selector_is_set(&rule->parts) ? names_item(run, &rule->parts, x, i) :
		    axis_is_item(x, i) && !axis_is_total(x, i);

		if (i == total || !named || names_item(run, &rule->except, x, i))
			continue;
		part[n++] = i;
	}
	v.part = part;
	v.nparts = n;
	if (n > 0)
		check_vector(run, rule, x, &v);
}

static void
check_axis(struct run *run, const struct rule *rule, struct axis x)
{
	const struct table_sums *s;

	if (selector_is_set(&rule->total)) {
		for (uint32_t i = 0; i < axis_items(x); i++)
			if (names_item(run, &rule->total, x, i) &&
			    (!x.down || i >= x.t->header_rows))
				check_named(run, rule, x, i);
		return;
	}
	s = sums_of(run, x.t);
	for (size_t i = 0; i < s->n; i++)
		if (s->vector[i].down == x.down)
			check_vector(run, rule, x, &s->vector[i]);
}

void
check_total(struct run *run, const struct rule *rule)
{
	const struct table *t;
	size_t i = 0;

	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		if (rule->across != ACROSS_COLUMNS)
			check_axis(run, rule, (struct axis){ t, true });
		if (rule->across != ACROSS_ROWS)
			check_axis(run, rule, (struct axis){ t, false });
	}
}
