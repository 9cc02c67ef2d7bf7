/*
 * trend: an arrow or word (▲ ▼, Increase, Improved) agrees with the two figures
 * beside it. What says what can be given; else the usual signs and words count.
 */
#include "checks/measure.h"

enum direction { TREND_UNKNOWN, TREND_UP, TREND_DOWN, TREND_SAME, TREND_BETTER, TREND_WORSE };

struct sign {
	const char *text;
	enum direction direction;
};

/* what is shown when the rule does not say; words are the whole of the cell or begin it.
 * "Declined" is not among them: it may mean lower, or worse. */
static const struct sign usual[] = {
	{ "\xE2\x96\xB2", TREND_UP }, { "\xE2\x86\x91", TREND_UP }, { "\xE2\xAC\x86", TREND_UP },
	{ "\xE2\xAE\x9D", TREND_UP }, { "\xF0\x9F\x94\xBA", TREND_UP },
	{ "\xE2\x96\xBC", TREND_DOWN }, { "\xE2\x86\x93", TREND_DOWN },
	{ "\xE2\xAC\x87", TREND_DOWN }, { "\xE2\xAE\x9F", TREND_DOWN },
	{ "\xF0\x9F\x94\xBB", TREND_DOWN },
	{ "\xE2\x86\x94", TREND_SAME }, { "\xE2\x86\x92", TREND_SAME },
	{ "increase", TREND_UP }, { "higher", TREND_UP }, { "up", TREND_UP }, { "rise", TREND_UP },
	{ "rising", TREND_UP }, { "rose", TREND_UP },
	{ "decrease", TREND_DOWN }, { "lower", TREND_DOWN }, { "down", TREND_DOWN },
	{ "fall", TREND_DOWN }, { "falling", TREND_DOWN }, { "fallen", TREND_DOWN },
	{ "fell", TREND_DOWN }, { "reduc", TREND_DOWN },
	{ "no change", TREND_SAME }, { "same", TREND_SAME }, { "stable", TREND_SAME },
	{ "unchanged", TREND_SAME }, { "maintained", TREND_SAME },
	{ "-", TREND_SAME }, { "\xE2\x80\x93", TREND_SAME }, { "\xE2\x80\x94", TREND_SAME },
	{ "improv", TREND_BETTER }, { "better", TREND_BETTER },
	{ "worse", TREND_WORSE }, { "deteriorat", TREND_WORSE },
};

static bool
rule_says(const struct rule *rule)
{
	return selector_is_set(&rule->up) || selector_is_set(&rule->down) ||
	    selector_is_set(&rule->same) || selector_is_set(&rule->improved) ||
	    selector_is_set(&rule->worsened);
}

/* "increase" begins "Increased"; "up" does not begin "Upper" */
static bool
begins_with(struct str s, struct str word)
{
	return s.n >= word.n && str_eq_folded(str_sub(s, 0, word.n), word) &&
	    (word.n > 4 || s.n == word.n || !ch_alpha(s.p[word.n]));
}

static bool
is_dash(struct str s)
{
	return str_eq(s, CF_S("-")) || str_starts(s, CF_S("\xE2\x80\x93")) ||
	    str_starts(s, CF_S("\xE2\x80\x94"));
}

static enum direction
direction_of(struct run *run, const struct rule *rule, struct str s)
{
	if (rule_says(rule)) {
		if (selector_matches(run->matcher, &rule->up, s))
			return TREND_UP;
		if (selector_matches(run->matcher, &rule->down, s))
			return TREND_DOWN;
		if (selector_matches(run->matcher, &rule->same, s))
			return TREND_SAME;
		if (selector_matches(run->matcher, &rule->improved, s))
			return TREND_BETTER;
		return selector_matches(run->matcher, &rule->worsened, s) ? TREND_WORSE :
		    TREND_UNKNOWN;
	}
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		struct str sign = str_of(usual[i].text);

		if (is_dash(sign) ? str_eq(s, sign) :	/* "-3" is a figure */
		    (unsigned char)sign.p[0] >= 0x80 ? str_starts(s, sign) : begins_with(s, sign))
			return usual[i].direction;
	}
	return TREND_UNKNOWN;
}

static const char *
direction_word(enum direction d)
{
	switch (d) {
	case TREND_UP:
		return "up";
	case TREND_DOWN:
		return "down";
	case TREND_SAME:
		return "the same";
	case TREND_BETTER:
		return "better";
	case TREND_WORSE:
		return "worse";
	case TREND_UNKNOWN:
		break;
	}
	return "unknown";
}

/* does the direction hold of from and to? */
static enum truth
holds(enum direction d, struct number from, struct number to, bool low_is_better)
{
	switch (d) {
	case TREND_UP:
		return number_lt(from, to);
	case TREND_DOWN:
		return number_lt(to, from);
	case TREND_SAME:
		return number_eq(from, to);
	case TREND_BETTER:
		return low_is_better ? number_lt(to, from) : number_lt(from, to);
	case TREND_WORSE:
		return low_is_better ? number_lt(from, to) : number_lt(to, from);
	case TREND_UNKNOWN:
		break;
	}
	return TRUTH_UNKNOWN;
}

struct trend {
	struct eval *ev;
	const struct table *t;
	uint32_t from, to, shown;	/* columns */
	uint32_t row;
	bool follows;	/* the arrows of the column go with the figures, not with what is good */
};

static bool
is_empty(const struct trend *tr, uint32_t col)
{
	const struct cell *c = table_at(tr->t, tr->row, col);

	return c == NULL || c->kind == CELL_EMPTY;
}

static bool
is_arrow(const struct trend *tr)
{
	struct str s = cell_str(tr->t, tr->row, tr->shown);

	return s.n > 0 && !ch_alpha(s.p[0]);
}

/* a rate that is printed as a whole number twice may still have changed */
static bool
hides_change(const struct trend *tr, struct value from, struct value to)
{
	unsigned says = tr->t->rows[tr->row].says | tr->t->columns[tr->to].says;

	return (says & (LABEL_PERCENT | LABEL_RATIO)) != 0 &&
	    number_eq(from.as.number, to.as.number) == TRUTH_TRUE;
}

static const char why_hidden[] = "it cannot be told from the rounded figures";
static const char why_not_followed[] = "most arrows here do not go with the figures";

static void
conclude(const struct trend *tr, enum direction d, struct value from, struct value to,
    struct outcome *o)
{
	bool low = measure_low_is_better(tr->ev->run, tr->ev->rule, tr->t, tr->row);

	o->verdict = CF_UNDECIDED;
	if (d == TREND_UNKNOWN) {
		o->reason = "what is shown is no direction that is known";
		return;
	}
	if (from.absent == NULL && is_empty(tr, tr->to) && d != TREND_SAME) {
		o->verdict = tr->ev->doubt == NULL ? CF_FAILED : CF_UNDECIDED;
		o->reason = tr->ev->doubt;
		return;
	}
	if (from.absent != NULL || to.absent != NULL) {
		o->reason = from.absent != NULL ? from.absent : to.absent;
		return;
	}
	switch (holds(d, from.as.number, to.as.number, low)) {
	case TRUTH_TRUE:
	case TRUTH_MAYBE:
		o->verdict = CF_HELD;
		break;
	case TRUTH_FALSE:
		o->reason = tr->ev->doubt != NULL ? tr->ev->doubt :
		    !tr->follows && is_arrow(tr) && (d == TREND_UP || d == TREND_DOWN) ?
		    why_not_followed : hides_change(tr, from, to) ? why_hidden : NULL;
		o->verdict = o->reason == NULL ? CF_FAILED : CF_UNDECIDED;
		break;
	case TRUTH_UNKNOWN:
		o->reason = why_hidden;
		break;
	}
}

/* "up" as "better", or with low figures better as "worse" */
static const char *
judged(const char *direction, bool low_is_better)
{
	if (str_eq(str_of(direction), CF_S("the same")))
		return direction;
	return str_eq(str_of(direction), CF_S("up")) != low_is_better ? "better" : "worse";
}

/* what should be shown, in the kind of word that is shown */
static const char *
expected_word(const struct trend *tr, enum direction shown, struct number from, struct number to)
{
	const char *word = "the same";

	if (number_lt(from, to) == TRUTH_TRUE)
		word = "up";
	else if (number_lt(to, from) == TRUTH_TRUE)
		word = "down";
	if (shown != TREND_BETTER && shown != TREND_WORSE)
		return word;
	return judged(word, measure_low_is_better(tr->ev->run, tr->ev->rule, tr->t, tr->row));
}

/* "from 12 to 10 is down, not up" */
static struct str
sum_of(const struct trend *tr, const char *expected, enum direction shown)
{
	struct arena *a = tr->ev->run->item;
	struct str from = cell_str(tr->t, tr->row, tr->from), to = cell_str(tr->t, tr->row, tr->to);

	return arena_printf(a, "from %.*s to %.*s is %s%s%s", (int)from.n, from.p, (int)to.n, to.p,
	    expected, expected[0] == '\0' ? "" : ", not ", direction_word(shown));
}

static void
add_evidence(const struct trend *tr, bool has_from, struct outcome *o)
{
	struct eval *ev = tr->ev;
	struct report_evidence *e = arena_array(ev->run->item, 2, struct report_evidence);

	for (size_t i = 0; i < ev->nseen && i < 2; i++)
		e[o->nevidence++] = (struct report_evidence){ i == 0 && has_from ? "from" : "to",
			ev->seen[i].figure.span, tr->t, tr->row, ev->seen[i].from.col };
	o->evidence = e;
}

static void
report_row(const struct trend *tr)
{
	struct eval *ev = tr->ev;
	struct str shown = cell_str(tr->t, tr->row, tr->shown);
	enum direction d = direction_of(ev->run, ev->rule, shown);
	struct value from = eval_number(ev, value_cell(tr->t, tr->row, tr->from));
	struct value to = eval_number(ev, value_cell(tr->t, tr->row, tr->to));
	struct outcome o = outcome_of_cell(ev->rule, tr->t, tr->row, tr->shown);
	struct var vars[4];

	conclude(tr, d, from, to, &o);
	if (!report_wants(ev->run->report, o.verdict)) {
		report_tally(ev->run->report, ev->rule, o.verdict, o.reason);
		return;
	}
	o.stated = shown;
	o.computed = CF_S("");
	add_evidence(tr, from.absent == NULL, &o);
	if (from.absent == NULL && to.absent == NULL) {
		o.computed = str_of(expected_word(tr, d, from.as.number, to.as.number));
		o.note = o.relation = sum_of(tr, o.verdict == CF_HELD ? "" : o.computed.p, d);
	}
	if (o.verdict == CF_FAILED && is_empty(tr, tr->to)) {
		o.computed = CF_S("not known");
		o.note = o.relation = CF_S("there is no later figure");
	}
	vars[0] = (struct var){ "from", cell_str(tr->t, tr->row, tr->from) };
	vars[1] = (struct var){ "to", is_empty(tr, tr->to) ? CF_S("nothing") :
		cell_str(tr->t, tr->row, tr->to) };
	vars[2] = (struct var){ "shown", shown };
	vars[3] = (struct var){ "expected", o.computed };
	o.vars = vars;
	o.nvars = 4;
	report_add(ev->run->report, &o);
}

#define MANY_AGAINST 3u
#define MOST_PAGES 16u	/* tables that a long one may be printed as */

/* Do the arrows go with the figures? Some print them for better and worse. */
static bool
arrows_follow(struct trend tr)
{
	uint32_t with = 0, against = 0;

	for (tr.row = tr.t->header_rows; tr.row < tr.t->nrows; tr.row++) {
		enum direction d = direction_of(tr.ev->run, tr.ev->rule,
		    cell_str(tr.t, tr.row, tr.shown));
		struct value from, to;
		enum truth t;

		if ((d != TREND_UP && d != TREND_DOWN) || !is_arrow(&tr) ||
		    !eval_spend(tr.ev, 1))
			continue;
		eval_next(tr.ev);
		from = eval_number(tr.ev, value_cell(tr.t, tr.row, tr.from));
		to = eval_number(tr.ev, value_cell(tr.t, tr.row, tr.to));
		if (from.absent != NULL || to.absent != NULL || tr.ev->doubt != NULL)
			continue;
		t = holds(d, from.as.number, to.as.number, false);
		with += t == TRUTH_TRUE;
		against += t == TRUTH_FALSE && number_eq(from.as.number, to.as.number) != TRUTH_TRUE;
	}
	return against < MANY_AGAINST || against <= with;
}

/* `names` has the header of the table: it is that itself, or one that goes on in it */
static void
check_column(struct eval *ev, const struct table *t, const struct table *names, uint32_t shown)
{
	struct trend tr = { .ev = ev, .t = t, .shown = shown };

	tr.from = named_column(ev->run, &ev->rule->from, names, shown);
	tr.to = named_column(ev->run, &ev->rule->to, names, shown);
	if (tr.from == NONE || tr.to == NONE)
		return;
	tr.follows = arrows_follow(tr);
	for (tr.row = t->header_rows; tr.row < t->nrows; tr.row++) {
		if (!measure_is_wanted(ev->run, ev->rule, t, tr.row) ||
		    cell_str(t, tr.row, shown).n == 0)
			continue;
		eval_next(ev);
		ev->collect = true;
		report_row(&tr);
	}
}

/*
 * A table without a header goes on from the last one before it in its section that
 * has one, and as many columns with their labels in the same: a long table is printed
 * page by page, and what is between them may have another form.
 */
static const struct table *
header_of(const struct facts *f, size_t i)
{
	const struct table *t = &f->tables[i];
	size_t first = i > MOST_PAGES ? i - MOST_PAGES : 0;

	if (t->header_rows > 0)
		return t;
	while (i-- > first && f->tables[i].section == t->section)
		if (f->tables[i].header_rows > 0 && f->tables[i].ncols == t->ncols &&
		    f->tables[i].stub == t->stub)
			return &f->tables[i];
	return t;
}

void
check_trend(struct run *run, const struct rule *rule)
{
	struct eval *ev = eval_begin(run, rule);

	for (size_t i = 0; i < run->facts->ntables; i++) {
		const struct table *t = &run->facts->tables[i], *names = header_of(run->facts, i);

		if (!rule_wants_table(run, rule, t))
			continue;
		for (uint32_t c = 0; c < t->ncols; c++)
			if (selector_matches_column(run->matcher, &rule->shown, &names->columns[c]))
				check_column(ev, t, names, c);
	}
}
