/*
 * rag: the status shown for a measure is the one that its limits give. The levels
 * are asked in order and the first that holds is due; where a rounded result may
 * lie on either side of a limit, each level that may be due is right.
 */
#include "checks/measure.h"
#include "checks/statement.h"

struct rag {
	struct eval *ev;
	const struct table *t;
	uint32_t value, status, target, previous;	/* columns; NONE: not given */
	uint32_t row;
};

/* ---- the environment of one row */

/* a target is meant exactly, however it is printed */
static struct value
target_of(const struct rag *g)
{
	const struct cell *c = table_at(g->t, g->row, g->target);
	const struct figure *f = cell_quantity(c);
	struct value v = value_cell(g->t, g->row, g->target);

	if (f == NULL || v.absent != NULL)
		return value_absent(TYPE_NUMBER, "there is no target");
	eval_note(g->ev, &v.as.cell, f);
	return value_number_of(number_point(f));
}

/* how far off the target a result is, in per cent of it; positive is worse */
static struct value
off_target(struct value value, struct value target, bool low)
{
	struct number gap, r;

	if (value.absent != NULL || target.absent != NULL)
		return value_absent(TYPE_NUMBER,
		    value.absent != NULL ? value.absent : target.absent);
	if (!number_sub(low ? value.as.number : target.as.number,
	    low ? target.as.number : value.as.number, &gap) ||
	    !number_mul(gap, number_whole(100), &gap) ||
	    !number_div(gap, number_abs(target.as.number), &r))
		return value_absent(TYPE_NUMBER, "the target is zero");
	return value_number_of(r);
}

static struct value
is_less(struct value a, struct value b)
{
	if (a.absent != NULL || b.absent != NULL)
		return value_truth(TRUTH_UNKNOWN, a.absent != NULL ? a.absent : b.absent);
	return value_truth(number_lt(a.as.number, b.as.number),
	    "it cannot be told from the rounded figure");
}

/* figures that are printed alike may still differ, when they are rounded */
static struct value
is_equal(struct value a, struct value b)
{
	enum truth t;

	if (a.absent != NULL || b.absent != NULL)
		return value_truth(TRUTH_UNKNOWN, a.absent != NULL ? a.absent : b.absent);
	t = number_eq(a.as.number, b.as.number);
	if (t == TRUTH_TRUE && !(number_is_point(a.as.number) && number_is_point(b.as.number)))
		t = TRUTH_MAYBE;
	return value_truth(t, NULL);
}

static void
set_row(const struct rag *g)
{
	struct eval *ev = g->ev;
	bool low = measure_low_is_better(ev->run, ev->rule, g->t, g->row);
	struct value cell = value_cell(g->t, g->row, g->value), value, target, previous;

	ev->collect = true;
	value = eval_number(ev, cell);
	target = g->target == NONE ? value_absent(TYPE_NUMBER, "no target is given") :
	    target_of(g);
	ev->slot[SLOT_VALUE] = cell;
	ev->slot[SLOT_TARGET] = target;
	ev->slot[SLOT_OFF] = off_target(value, target, low);
	ev->slot[SLOT_MET] = low ? is_less(target, value) : is_less(value, target);
	ev->slot[SLOT_MET].as.truth = truth_not(ev->slot[SLOT_MET].as.truth);
	if (g->previous != NONE) {
		ev->slot[SLOT_PREVIOUS] = value_cell(g->t, g->row, g->previous);
		previous = eval_number(ev, ev->slot[SLOT_PREVIOUS]);
		ev->slot[SLOT_IMPROVED] = low ? is_less(value, previous) :
		    is_less(previous, value);
		ev->slot[SLOT_MAINTAINED] = is_equal(value, previous);
	}
	for (size_t i = 0; i < ev->rule->nlet; i++)
		ev->slot[ev->rule->let[i].slot] = eval(ev, ev->rule->let[i].value.root);
}

/* ---- levels */

/* the level that a cell shows, or -1 */
static int
level_shown(const struct rag *g, struct str s)
{
	const struct rule *rule = g->ev->rule;

	for (size_t i = 0; i < rule->nlevels; i++) {
		const struct level *l = &rule->levels[i];

		if (selector_is_set(&l->shown) ?
		    selector_matches(g->ev->run->matcher, &l->shown, s) :
		    str_eq_folded(s, l->name) ||
		    (s.n == 1 && l->name.n > 0 && ch_lower(s.p[0]) == ch_lower(l->name.p[0])) ||
		    (s.n > l->name.n && str_eq_folded(str_sub(s, 0, l->name.n), l->name) &&
		    !ch_alpha(s.p[l->name.n])))
			return (int)i;
	}
	return -1;
}

/* the name of a level as the status is shown: by a letter, or in capitals */
static struct str
shown_like(struct arena *a, struct str shown, const struct level *l)
{
	char *p;

	if (selector_is_set(&l->shown) && l->shown.items[0].exact.n > 0)
		return l->shown.items[0].exact;
	if (shown.n == 1)
		return str_sub(l->name, 0, 1);
	if (shown.n < 2 || shown.p[1] < 'A' || shown.p[1] > 'Z')
		return l->name;
	p = arena_alloc(a, l->name.n + 1, 1);
	for (size_t i = 0; i < l->name.n; i++)
		p[i] = l->name.p[i] >= 'a' && l->name.p[i] <= 'z' ? (char)(l->name.p[i] - 32) :
		    l->name.p[i];
	return (struct str){ p, l->name.n };
}

/* Which levels may be due. */
struct due {
	int first;		/* the first that may be; -1: none */
	bool is_sure;		/* and it is the only one */
	bool shown_may_be;
	const char *why;	/* why it is not sure */
	struct str names;	/* all that may be: "Green or Amber" */
};

static void
add_due(const struct rag *g, struct due *d, int level, int shown, struct str cell)
{
	struct arena *a = g->ev->run->item;
	struct str name = shown_like(a, cell, &g->ev->rule->levels[level]);

	if (d->first < 0)
		d->first = level;
	d->shown_may_be = d->shown_may_be || level == shown;
	d->names = arena_printf(a, "%.*s%s%.*s", (int)d->names.n, d->names.p,
	    d->names.n > 0 ? " or " : "", (int)name.n, name.p);
}

static struct due
levels_due(const struct rag *g, int shown, struct str cell)
{
	const struct rule *rule = g->ev->rule;
	struct due d = { .first = -1, .is_sure = true, .names = CF_S("") };

	for (size_t i = 0; i < rule->nlevels; i++) {
		struct value v = eval(g->ev, rule->levels[i].when.root);

		if (v.as.truth == TRUTH_FALSE)
			continue;
		add_due(g, &d, (int)i, shown, cell);
		if (v.as.truth == TRUTH_TRUE) {
			d.is_sure = d.is_sure && d.first == (int)i;
			return d;
		}
		d.is_sure = false;
		d.why = v.absent;
	}
	return d;
}

/* why a row cannot be judged: a result or target that is not there; NULL: it can */
static const char *
what_is_missing(const struct rag *g)
{
	struct value v = eval_number(g->ev, g->ev->slot[SLOT_VALUE]);

	if (v.absent != NULL || g->target == NONE)
		return v.absent;
	return g->ev->slot[SLOT_TARGET].absent;
}

static void
conclude(const struct rag *g, const struct due *d, int shown, struct outcome *o)
{
	o->verdict = CF_UNDECIDED;
	o->reason = what_is_missing(g);
	if (shown < 0)
		o->reason = "the status is none of the levels";
	else if (o->reason != NULL)
		return;
	else if (d->first < 0)
		o->reason = "no level is due";
	else if (!d->shown_may_be)
		o->verdict = CF_FAILED;
	else if (d->is_sure)
		o->verdict = CF_HELD;
	else
		o->reason = d->why != NULL ? d->why : "it cannot be told from the rounded figure";
}

/* ---- words */

static struct str
column_str(const struct rag *g, uint32_t col)
{
	return col == NONE ? CF_S("") : cell_str(g->t, g->row, col);
}

/* "88.2 against a target of 90, 92.0 before: Amber when off <= 10" */
static struct str
sum_of(const struct rag *g, const struct level *l)
{
	struct arena *a = g->ev->run->item;
	struct str s = column_str(g, g->value), x = column_str(g, g->target);

	if (x.n > 0)
		s = arena_printf(a, "%.*s against a target of %.*s", (int)s.n, s.p, (int)x.n, x.p);
	x = column_str(g, g->previous);
	if (x.n > 0)
		s = arena_printf(a, "%.*s, %.*s before", (int)s.n, s.p, (int)x.n, x.p);
	if (l->when.root->op == EXPR_BOOL)
		return arena_printf(a, "%.*s: %.*s, since no other level is due", (int)s.n, s.p,
		    (int)l->name.n, l->name.p);
	return arena_printf(a, "%.*s: %.*s when %.*s", (int)s.n, s.p, (int)l->name.n, l->name.p,
	    (int)l->when.text.n, l->when.text.p);
}

static void
add_evidence(const struct rag *g, struct outcome *o)
{
	struct eval *ev = g->ev;
	struct report_evidence *e = arena_array(ev->run->item, ev->nseen, struct report_evidence);

	for (size_t i = 0; i < ev->nseen; i++) {
		const struct cell_ref *c = &ev->seen[i].from;

		e[i] = (struct report_evidence){ c->col == g->value ? "value" :
			c->col == g->target ? "target" : c->col == g->previous ? "previous" : "part",
			ev->seen[i].figure.span, c->table, c->row, c->col };
	}
	o->evidence = e;
	o->nevidence = ev->nseen;
}

static void
add_vars(const struct rag *g, struct str shown, struct str expected, struct outcome *o)
{
	struct eval *ev = g->ev;
	struct var *vars = arena_array(ev->run->item, ev->rule->nlet + 5, struct var);
	size_t n = 0;

	vars[n++] = (struct var){ "status", shown };
	vars[n++] = (struct var){ "expected", expected };
	vars[n++] = (struct var){ "value", column_str(g, g->value) };
	vars[n++] = (struct var){ "target", column_str(g, g->target) };
	vars[n++] = (struct var){ "previous", column_str(g, g->previous) };
	for (size_t i = 0; i < ev->rule->nlet; i++)
		vars[n++] = (struct var){ ev->rule->let[i].name.p,
			eval_words(ev, &ev->slot[ev->rule->let[i].slot]) };
	o->vars = vars;
	o->nvars = n;
}

static void
check_row(const struct rag *g)
{
	struct eval *ev = g->ev;
	struct str shown = column_str(g, g->status), expected = CF_S("");
	int level = level_shown(g, shown);
	struct outcome o = outcome_of_cell(ev->rule, g->t, g->row, g->status);
	struct due d;

	statement_set_table(ev, g->t, g->row, NONE);
	set_row(g);
	d = levels_due(g, level, shown);
	conclude(g, &d, level, &o);
	if (o.verdict == CF_FAILED && ev->doubt != NULL) {
		o.verdict = CF_UNDECIDED;
		o.reason = ev->doubt;
	}
	if (!report_wants(ev->run->report, o.verdict)) {
		report_tally(ev->run->report, ev->rule, o.verdict, o.reason);
		return;
	}
	o.stated = shown;
	if (d.first >= 0) {
		const struct level *l = &ev->rule->levels[o.verdict == CF_HELD ? level : d.first];

		o.computed = expected = d.names;
		o.relation = o.note = sum_of(g, l);
		if (o.verdict == CF_FAILED && d.is_sure)
			o.suggestion = expected;
	}
	add_evidence(g, &o);
	add_vars(g, shown, expected, &o);
	report_add(ev->run->report, &o);
}

static void
check_column(struct eval *ev, const struct table *t, uint32_t status)
{
	const struct rule *rule = ev->rule;
	struct rag g = { .ev = ev, .t = t, .status = status, .target = NONE, .previous = NONE };

	g.value = named_column(ev->run, &rule->value, t, status);
	if (selector_is_set(&rule->target))
		g.target = named_column(ev->run, &rule->target, t, status);
	if (selector_is_set(&rule->previous))
		g.previous = named_column(ev->run, &rule->previous, t, status);
	if (g.value == NONE || (selector_is_set(&rule->target) && g.target == NONE) ||
	    (selector_is_set(&rule->previous) && g.previous == NONE))
		return;
	for (g.row = t->header_rows; g.row < t->nrows; g.row++)
		if (measure_is_wanted(ev->run, rule, t, g.row) &&
		    cell_str(t, g.row, status).n > 0)
			check_row(&g);
}

void
check_rag(struct run *run, const struct rule *rule)
{
	struct eval *ev = eval_begin(run, rule);

	for (size_t i = 0; i < run->facts->ntables; i++) {
		const struct table *t = &run->facts->tables[i];

		if (!rule_wants_table(run, rule, t))
			continue;
		for (uint32_t c = 0; c < t->ncols; c++)
			if (selector_matches_column(run->matcher, &rule->status, &t->columns[c]))
				check_column(ev, t, c);
	}
}
