/* Environments in, relations out; see statement.h. */
#include "checks/statement.h"

#include "checks/functions.h"
#include "checks/legible.h"
#include "checks/words.h"

#define SHOWN_DECIMALS 4u	/* of a computed number that nothing stated is like */

static bool
fits_number(const struct value *v)
{
	return v->type == TYPE_NUMBER || v->type == TYPE_CELL;
}

/* ---- the environment */

void
statement_set_table(struct eval *ev, const struct table *t, uint32_t row, uint32_t col)
{
	static const char none[] = "it is in no table";

	eval_next(ev);

	ev->slot[SLOT_TABLE] = t == NULL ? value_absent(TYPE_TABLE, none) :
	    (struct value){ .type = TYPE_TABLE, .as.table = t };
	ev->slot[SLOT_ROW] = t == NULL || row == NONE ? value_absent(TYPE_ROW, none) :
	    (struct value){ .type = TYPE_ROW, .as.line = { t, row } };
	ev->slot[SLOT_COLUMN] = t == NULL || col == NONE ? value_absent(TYPE_COLUMN, none) :
	    (struct value){ .type = TYPE_COLUMN, .as.line = { t, col } };
	ev->slot[SLOT_CELL] = t == NULL || row == NONE || col == NONE ?
	    value_absent(TYPE_CELL, none) : value_cell(t, row, col);
	if (t != NULL)
		ev->slot[SLOT_SECTION] = (struct value){ .type = TYPE_SECTION,
			.as.section = t->section };
}

/* a capture as the rule wants it read */
static struct value
as_type(struct eval *ev, struct value v, uint32_t capture)
{
	for (size_t i = 0; i < ev->rule->ntypes; i++) {
		if (ev->rule->types[i].capture != capture)
			continue;
		switch (ev->rule->types[i].type) {
		case TYPE_NUMBER:
			return eval_number(ev, v);
		case TYPE_DATE:
			return date_in(ev, v);
		case TYPE_PERIOD:
			return period_in(ev, v);
		default:
			return eval_text(ev, v);
		}
	}
	return v;
}

void
statement_set_match(struct eval *ev, const struct matches *m)
{
	uint32_t captures = pattern_captures(m->rule->match);
	const struct place *p = &m->place;
	size_t from, to;

	statement_set_table(ev, p->table, p->table == NULL ? NONE : p->row,
	    p->table == NULL ? NONE : p->col);
	ev->slot[SLOT_SECTION] = (struct value){ .type = TYPE_SECTION, .as.section = p->section };
	ev->slot[SLOT_MATCH] = value_part(p, m->from, m->to);
	for (uint32_t i = 1; i <= captures; i++) {
		ev->raw[i] = matches_capture(m, (int)i, &from, &to) ? value_part(p, from, to) :
		    value_absent(TYPE_CELL, "a capture took no part in the match");
	}
	ev->collect = true;
	for (uint32_t i = 1; i <= captures; i++)
		ev->slot[SLOT_FIXED + i - 1] = as_type(ev, ev->raw[i], i);
}

/* ---- the place of a value */

static struct subject
subject_of_cell(struct eval *ev, const struct cell_ref *c, bool figure)
{
	struct subject s = { .section = c->section, .table = c->table, .row = c->row,
		.col = c->col };
	const char *why;
	const struct figure *f = figure ? eval_figure(ev, c, &why) : NULL;

	s.at = f != NULL ? f->span : c->from < c->to ? text_span(c->text, c->from, c->to) :
	    c->text->span;
	return s;
}

/* the expression that a name of `let` stands for; any other as it is */
static const struct expr *
behind_name(const struct rule *rule, const struct expr *e)
{
	for (size_t i = rule->nlet; i-- > 0;)
		if (e->op == EXPR_NAME && e->as.slot == rule->let[i].slot)
			e = rule->let[i].value.root;
	return e;
}

/* the cell that an expression gives, or reads a number from; absent: none */
static struct value
cell_behind(struct eval *ev, const struct expr *e)
{
	uint32_t captures = ev->rule->match == NULL ? 0 : pattern_captures(ev->rule->match);

	e = behind_name(ev->rule, e);
	while (e->op == EXPR_CALL && e->as.function == FUNCTION_NUMBER)
		e = behind_name(ev->rule, e->arg[0]);
	if (e->op == EXPR_NAME && e->as.slot >= SLOT_FIXED && e->as.slot < SLOT_FIXED + captures)
		return ev->raw[e->as.slot - SLOT_FIXED + 1];
	return e->type == TYPE_CELL ? eval(ev, e) : value_absent(TYPE_CELL, "no cell");
}

/*
 * The same, when a finding may speak of it: an empty cell is no place to point at,
 * and of a sentence it is the sentence that is held to account, not the table.
 */
static struct value
printed_behind(struct eval *ev, const struct expr *e)
{
	struct value v = cell_behind(ev, e);

	if (v.absent != NULL)
		return v;
	if (str_trim(cell_ref_str(&v.as.cell)).n == 0)
		return value_absent(TYPE_CELL, "nothing stands there");
	if (ev->rule->each == EACH_MATCH && v.as.cell.text != ev->slot[SLOT_MATCH].as.cell.text)
		return value_absent(TYPE_CELL, "it is not in the sentence");
	return v;
}

/* What a comparison says: one side that is printed somewhere, against the other. */
struct sides {
	const struct expr *stated, *computed;	/* NULL: it is no comparison */
	struct value stated_cell;		/* absent: neither side is printed */
	bool figures;				/* they are compared as figures, not as words */
};

/* what the rule itself says: it is not worked out */
static bool
is_literal(const struct expr *e)
{
	while (e->op == EXPR_NEGATE)
		e = e->arg[0];
	return e->op == EXPR_NUMBER || e->op == EXPR_TEXT || e->op == EXPR_BOOL;
}

/* are two sides compared as figures? see eval_equal() */
static bool
compares_figures(struct eval *ev, const struct expr *e)
{
	struct value a, b;

	if (e->arg[0]->type == TYPE_NUMBER || e->arg[1]->type == TYPE_NUMBER)
		return true;
	if (e->arg[0]->type != TYPE_CELL || e->arg[1]->type != TYPE_CELL)
		return false;
	if (e->op != EXPR_EQ && e->op != EXPR_NE)
		return true;
	a = eval(ev, e->arg[0]);
	b = eval(ev, e->arg[1]);
	return eval_is_figure(ev, &a) && eval_is_figure(ev, &b);
}

static struct sides
sides_of(struct eval *ev, const struct expr *e)
{
	struct sides s = { NULL, NULL, value_absent(TYPE_CELL, "no cell"), false };

	if (e->op < EXPR_LT || e->op > EXPR_NE)
		return s;
	s.figures = compares_figures(ev, e);
	s.stated = e->arg[0];
	s.computed = e->arg[1];
	s.stated_cell = printed_behind(ev, s.stated);
	if (s.stated_cell.absent != NULL) {
		s.stated_cell = printed_behind(ev, s.computed);
		if (s.stated_cell.absent == NULL || is_literal(s.computed)) {
			s.stated = e->arg[1];
			s.computed = e->arg[0];
		}
	}
	return s;
}

/* of "a && b" the part that fails, or that is not known; of "a || b" that fails the last;
 * of "a ? b : c" the one that counts */
static const struct expr *
part_that_decides(struct eval *ev, const struct expr *e, enum truth t)
{
	for (;;) {
		if (e->op == EXPR_AND) {
			e = eval(ev, e->arg[0]).as.truth == t ? e->arg[0] : e->arg[1];
		} else if (e->op == EXPR_OR && t == TRUTH_FALSE) {
			e = e->arg[1];
		} else if (e->op == EXPR_COND) {
			enum truth c = eval(ev, e->arg[0]).as.truth;

			if (c != TRUTH_TRUE && c != TRUTH_FALSE)
				return e;
			e = e->arg[c == TRUTH_TRUE ? 1 : 2];
		} else {
			return e;
		}
	}
}

/* ---- words */

/* a number as the stated figure is printed, or plainly */
static struct str
computed_words(struct eval *ev, const struct value *v, const struct cell_ref *c,
    const struct figure *f)
{
	struct arena *a = ev->run->item;
	uint8_t places = f != NULL && f->decimals > 1 ? f->decimals : 1;
	struct dec d, rounded;

	if (v->absent != NULL || v->type != TYPE_NUMBER)
		return eval_words(ev, v);
	if (!number_dec(v->as.number, 9, &d))
		return CF_S("");
	if (d.d == 9)	/* it goes on: as many places as are printed */
		places = f != NULL ? f->decimals : SHOWN_DECIMALS;
	else if (d.d > places)
		places = d.d;
	rounded = dec_round(d, places);
	return f != NULL ? figure_like(a, c->text, f, rounded) : dec_format(a, rounded, true);
}

static void
add_evidence(struct eval *ev, struct outcome *o)
{
	struct report_evidence *e = arena_array(ev->run->item, ev->nseen,
	    struct report_evidence);
	size_t n = 0;

	for (size_t i = 0; i < ev->nseen; i++) {
		const struct seen *s = &ev->seen[i];

		if (s->figure.span.from == o->at.from && s->figure.span.to == o->at.to)
			continue;
		e[n++] = (struct report_evidence){ "part", s->figure.span, s->from.table,
			s->from.row, s->from.col };
	}
	o->evidence = e;
	o->nevidence = n;
}

/* names for the message; {stated} too when it is worked out and stands nowhere */
static void
add_vars(struct eval *ev, const struct sides *s, struct outcome *o)
{
	const struct rule *rule = ev->rule;
	uint32_t captures = rule->match == NULL ? 0 : pattern_captures(rule->match);
	struct var *vars = arena_array(ev->run->item, rule->nlet + captures + 2, struct var);
	struct value stated;
	size_t n = 0;

	for (uint32_t i = 1; i <= captures; i++) {
		const char *name = pattern_capture_name(rule->match, i);
		const struct value *v = &ev->raw[i];

		if (name != NULL)
			vars[n++] = (struct var){ name, v->absent != NULL ? CF_S("") :
				cell_ref_str(&v->as.cell) };
	}
	for (size_t i = 0; i < rule->nlet; i++)
		vars[n++] = (struct var){ rule->let[i].name.p,
			eval_words(ev, &ev->slot[rule->let[i].slot]) };
	if (rule->each == EACH_MATCH)	/* all of it, whatever the finding points at */
		vars[n++] = (struct var){ "match",
			cell_ref_str(&ev->slot[SLOT_MATCH].as.cell) };
	if (s->stated != NULL && o->stated.n == 0) {
		stated = eval(ev, s->stated);
		vars[n++] = (struct var){ "stated", eval_words(ev, &stated) };
	}
	o->vars = vars;
	o->nvars = n;
}

/* stated, computed, difference and the sum, from the two sides of a comparison */
static void
add_sides(struct eval *ev, const struct sides *s, struct outcome *o)
{
	struct arena *a = ev->run->item;
	struct str sum = eval_render(ev, s->computed);
	struct value stated, computed;
	const char *why;
	const struct figure *f = NULL;
	struct number gap;
	struct dec d;

	if (s->stated_cell.absent == NULL && s->figures)
		f = eval_figure(ev, &s->stated_cell.as.cell, &why);
	stated = eval(ev, s->stated);
	computed = eval(ev, s->computed);
	if (s->figures && fits_number(&computed))
		computed = eval_number(ev, computed);
	if (s->stated_cell.absent == NULL)	/* else it is worked out and stands nowhere */
		o->stated = source_text(ev->run->doc->source, o->at);
	o->computed = computed_words(ev, &computed,
	    s->stated_cell.absent == NULL ? &s->stated_cell.as.cell : NULL,
	    computed.type == TYPE_NUMBER ? f : NULL);
	if (s->figures && computed.absent == NULL && fits_number(&stated)) {
		stated = eval_number(ev, stated);
		if (stated.absent == NULL &&
		    number_sub(stated.as.number, computed.as.number, &gap) &&
		    number_dec(number_abs(gap), SHOWN_DECIMALS, &d)) {
			d.comma = f != NULL && (f->flags & FIGURE_COMMA) != 0;
			o->difference = dec_format(a, d, true);
		}
	}
	o->relation = str_eq(sum, o->computed) || (sum.n == o->computed.n + 2 &&
	    str_eq(str_sub(sum, 1, sum.n - 1), o->computed)) ? sum :	/* a text in quotes */
	    arena_printf(a, "%.*s = %.*s", (int)sum.n, sum.p, (int)o->computed.n, o->computed.p);
	o->note = o->relation;
}

/* is the value said in the message, with the names that a message may use? */
static bool
message_says(struct eval *ev, const struct outcome *o)
{
	struct var *vars = arena_array(ev->run->item, o->nvars + 1, struct var);

	if (o->nvars > 0)
		memcpy(vars, o->vars, o->nvars * sizeof(*vars));
	vars[o->nvars] = (struct var){ "computed", o->computed };
	return legible_stands_in(template_fill(ev->run->item, ev->rule->message, vars,
	    o->nvars + 1), o->computed);
}

/*
 * Whoever corrects the report reads the sum of a finding, and does not know the rule: what
 * cannot be followed, or only says again what the message says, is left out. What holds is
 * listed for the author of the rule, with all.
 */
static void
make_legible(struct eval *ev, const struct sides *s, struct outcome *o)
{
	enum legible how = legible_of(s->computed);
	bool printed = s->stated_cell.absent == NULL;

	if (how == LEGIBLE_SUM || (how == LEGIBLE_FACTORS && printed))
		return;
	o->note = o->relation = how == LEGIBLE_NOT || !printed || message_says(ev, o) ?
	    CF_S("") : o->computed;
}

/* ---- the verdict */

static void
conclude(struct eval *ev, struct value v, struct outcome *o)
{
	o->because = CF_BY_RULE;
	switch (v.as.truth) {
	case TRUTH_TRUE:
		o->verdict = CF_HELD;
		break;
	case TRUTH_MAYBE:
		o->verdict = CF_HELD;
		o->reason = "within rounding";
		break;
	case TRUTH_FALSE:
		o->verdict = ev->doubt == NULL ? CF_FAILED : CF_UNDECIDED;
		o->reason = ev->doubt;
		break;
	case TRUTH_UNKNOWN:
		o->verdict = CF_UNDECIDED;
		o->reason = v.absent != NULL ? v.absent : "something is missing";
		break;
	}
}

static void
set_place(struct outcome *o, const struct subject *s)
{
	o->at = s->at;
	o->section = s->section;
	o->table = s->table;
	o->row = s->row;
	o->col = s->col;
}

static void
report_statement(struct eval *ev, const struct subject *about, enum truth t, struct outcome *o)
{
	const struct rule *rule = ev->rule;
	struct sides s = sides_of(ev, part_that_decides(ev, rule->expect.root, t));
	struct value at = value_absent(TYPE_CELL, "not given");
	struct subject place = *about;

	if (rule->at.root != NULL)
		at = printed_behind(ev, rule->at.root);
	if (at.absent == NULL)
		place = subject_of_cell(ev, &at.as.cell, false);
	else if (s.stated_cell.absent == NULL)
		place = subject_of_cell(ev, &s.stated_cell.as.cell, s.figures);
	else if (rule->each == EACH_DOCUMENT && ev->nseen > 0)	/* rather than its first line */
		place = subject_of_cell(ev, &ev->seen[0].from, true);
	set_place(o, &place);
	if (s.stated != NULL)
		add_sides(ev, &s, o);
	add_evidence(ev, o);
	add_vars(ev, &s, o);
	if (o->verdict == CF_FAILED && s.stated != NULL)
		make_legible(ev, &s, o);
	if (o->verdict == CF_FAILED && rule->suggest.n > 0)
		o->suggestion = template_fill(ev->run->item, rule->suggest, o->vars, o->nvars);
	else if (o->verdict == CF_FAILED && s.stated != NULL && s.stated_cell.absent == NULL &&
	    at.absent != NULL && s.figures &&
	    part_that_decides(ev, rule->expect.root, t)->op == EXPR_EQ)
		o->suggestion = o->computed;
	report_add(ev->run->report, o);
}

/* whether it is true, without what was read to find out */
static struct value
is_true(struct eval *ev, const struct expr *e)
{
	struct value v;

	ev->collect = false;
	v = eval(ev, e);
	ev->collect = true;
	return v;
}

/* is the rule stated of the thing at hand? When that cannot be told, it is noted. */
static bool
is_stated(struct eval *ev)
{
	struct value v = is_true(ev, ev->rule->filter.root);

	if (v.as.truth == TRUTH_UNKNOWN)
		report_tally(ev->run->report, ev->rule, CF_UNDECIDED, v.absent != NULL ?
		    v.absent : "it cannot be told whether the rule applies");
	return v.as.truth != TRUTH_FALSE && v.as.truth != TRUTH_UNKNOWN;
}

/* false: it is not stated. What is not meant need not be worked out. */
static bool
work_out(struct eval *ev)
{
	const struct rule *rule = ev->rule;
	bool all = rule->early != NULL && rule->early == rule->filter.root;

	if (all && !is_stated(ev))
		return false;
	if (!all && rule->early != NULL && is_true(ev, rule->early).as.truth == TRUTH_FALSE)
		return false;
	ev->collect = true;
	for (size_t i = 0; i < rule->nlet; i++)
		ev->slot[rule->let[i].slot] = eval(ev, rule->let[i].value.root);
	return all || rule->filter.root == NULL || is_stated(ev);
}

void
statement_check(struct eval *ev, const struct subject *about)
{
	const struct rule *rule = ev->rule;
	struct outcome o = { .rule = rule };
	struct value v;

	if (!work_out(ev))
		return;
	v = eval(ev, rule->expect.root);
	conclude(ev, v, &o);
	if (report_wants(ev->run->report, o.verdict))
		report_statement(ev, about, v.as.truth, &o);
	else
		report_tally(ev->run->report, rule, o.verdict, o.reason);
}

void
statement_each_match(struct eval *ev)
{
	const struct rule *rule = ev->rule;
	struct matches m;

	matches_begin(&m, ev->run, rule);
	while (matches_next(&m)) {
		struct subject s = { .at = text_span(m.place.text, m.from, m.to),
			.section = m.place.section, .table = m.place.table, .row = m.place.row,
			.col = m.place.col };

		statement_set_match(ev, &m);
		if (rule->not == NULL || !matches_excluded(&m, rule->not))
			statement_check(ev, &s);
	}
}
