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

		if ((unsigned char)sign.p[0] >= 0x80 ? str_starts(s, sign) : begins_with(s, sign))
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
};

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
		o->verdict = tr->ev->doubt == NULL ? CF_FAILED : CF_UNDECIDED;
		o->reason = tr->ev->doubt;
		break;
	case TRUTH_UNKNOWN:
		o->reason = "it cannot be told from the rounded figures";
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
	vars[0] = (struct var){ "from", cell_str(tr->t, tr->row, tr->from) };
	vars[1] = (struct var){ "to", cell_str(tr->t, tr->row, tr->to) };
	vars[2] = (struct var){ "shown", shown };
	vars[3] = (struct var){ "expected", o.computed };
	o.vars = vars;
	o.nvars = 4;
	report_add(ev->run->report, &o);
}

static void
check_column(struct eval *ev, const struct table *t, uint32_t shown)
{
	struct trend tr = { .ev = ev, .t = t, .shown = shown };

	tr.from = named_column(ev->run, &ev->rule->from, t, shown);
	tr.to = named_column(ev->run, &ev->rule->to, t, shown);
	if (tr.from == NONE || tr.to == NONE)
		return;
	for (tr.row = t->header_rows; tr.row < t->nrows; tr.row++) {
		if (!measure_is_wanted(ev->run, ev->rule, t, tr.row) ||
		    cell_str(t, tr.row, shown).n == 0)
			continue;
		eval_next(ev);
		ev->collect = true;
		report_row(&tr);
	}
}

void
check_trend(struct run *run, const struct rule *rule)
{
	struct eval *ev = arena_new(run->scratch, struct eval);

	eval_begin(ev, run, rule);
	for (size_t i = 0; i < run->facts->ntables; i++) {
		const struct table *t = &run->facts->tables[i];

		if (!rule_wants_table(run, rule, t))
			continue;
		for (uint32_t c = 0; c < t->ncols; c++)
			if (selector_matches_column(run->matcher, &rule->shown, &t->columns[c]))
				check_column(ev, t, c);
	}
}
