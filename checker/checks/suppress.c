/* Silencing findings, and what is wrong with the remarks that do; see suppress.h. */
#include "checks/suppress.h"

#include "base/limits.h"
#include "checks/remarks.h"
#include "facts/agenda.h"
#include "rules/mistake.h"

/* One rule of one remark. */
struct silence {
	struct str rule;
	struct span at;		/* of its name in the remark */
	struct str reason;
	size_t first, last;	/* the lines, from 0 */
	bool open;		/* "disable" that no "enable" has ended so far */
	bool used;
};

struct silences {
	struct run *run;
	const struct rules *wanted;
	struct silence *list;
	size_t n, cap;
	size_t names;		/* of rules in all remarks so far */
	size_t unknown;		/* of them */
};

#define HELPED	100u	/* unknown names for which one that is near is looked for */

/* the remarks are looked at when all other rules are done */
void
check_suppression(struct run *run, const struct rule *rule)
{
	(void)run;
	(void)rule;
}

/* ---- what is wrong with a remark */

static void
blame(struct silences *x, enum remark_fault fault, struct span at, struct str problem,
    struct str suggestion)
{
	const struct doc *d = x->run->doc;
	struct str stated = source_text(d->source, at);
	struct var vars[] = { { "problem", problem }, { "rule", stated } };

	for (size_t i = 0; i < x->wanted->n; i++) {
		struct outcome o = { .rule = x->wanted->rule[i], .verdict = CF_FAILED,
			.because = CF_BY_RULE, .at = at, .stated = stated, .vars = vars,
			.nvars = 2, .suggestion = suggestion,
			.section = d->nblocks == 0 ? 0 :
			    d->blocks[agenda_block(d, at.from)].section };

		if (o.rule->check == CHECK_SUPPRESSION && (o.rule->remarks & fault) != 0)
			report_add(x->run->report, &o);
	}
}

static void
blame_verb(struct silences *x, const struct remark *r)
{
	struct names names = { .arena = x->run->scratch, .found = source_text(x->run->doc->source,
	    r->at), .all = CF_S(""), .best = CF_S("") };

	for (int v = 0; v < REMARK_VERBS; v++)
		names_offer(&names, remark_word((enum remark_verb)v));
	blame(x, REMARK_MALFORMED, r->at, CF_S("is no remark that is known"), names.best);
}

/* is there such a rule, wanted or not? */
static bool
is_known(const struct silences *x, struct str name)
{
	const struct rules *all = x->run->rules;

	for (size_t i = 0; i < all->n; i++)
		if (rule_has_name(all->rule[i], name))
			return true;
	return false;
}

static void
blame_rule(struct silences *x, struct span at)
{
	struct str found = source_text(x->run->doc->source, at);
	struct names names = { .arena = x->run->scratch, .found = found, .all = CF_S(""),
		.best = CF_S("") };
	bool whole = found.n > 0 && memchr(found.p, '/', found.n) != NULL;

	for (size_t i = 0; i < x->run->rules->n && x->unknown < HELPED; i++) {
		const struct rule *rule = x->run->rules->rule[i];

		names_offer(&names, whole ? str_of(rule->name) : rule->id);
	}
	x->unknown++;
	blame(x, REMARK_UNKNOWN, at, CF_S("there is no such rule"), names.best);
}

/* were all rules of this name run, so that it can be told that they found nothing here? */
static bool
is_judged(const struct silences *x, struct str name)
{
	const struct rules *all = x->run->rules;

	for (size_t i = 0, w = 0; i < all->n; i++) {
		bool run = w < x->wanted->n && x->wanted->rule[w] == all->rule[i];

		w += run;
		if (!run && rule_has_name(all->rule[i], name))
			return false;
	}
	return true;
}

/* ---- from remarks to lines */

static void
add(struct silences *x, const struct remark *r, struct span at, size_t first, size_t last)
{
	struct str rule = source_text(x->run->doc->source, at);

	if (!is_known(x, rule)) {
		blame_rule(x, at);
		return;
	}
	if (VEC_ROOM(&x->run->report->arena, x->list, x->n, x->cap))
		x->list[x->n++] = (struct silence){ .rule = rule, .at = at, .reason = r->reason,
			.first = first, .last = last, .open = r->verb == REMARK_DISABLE };
}

/* the next rule of a remark, while there are not too many of them in the report */
static bool
next_rule(struct silences *x, const struct remark *r, uint32_t *at, struct span *rule)
{
	if (x->names > CF_MAX_REMARKS ||
	    !remark_next_rule(x->run->doc->source, r, at, rule))
		return false;
	if (++x->names <= CF_MAX_REMARKS)
		return true;
	report_add_skip(x->run->report, *rule, true, CF_S(
	    "the remarks from this one on: they name too many rules (CF_MAX_REMARKS)"));
	return false;
}

/* the first line after `line` that is not empty */
static size_t
next_line(const struct source *src, size_t line)
{
	while (++line < src->nlines)
		if (str_trim(source_text(src, source_line(src, line + 1))).n > 0)
			break;
	return line;
}

static void
disable(struct silences *x, const struct remark *r)
{
	const struct source *src = x->run->doc->source;
	size_t first = r->first, last = r->last;
	uint32_t at = r->rules.from;
	struct span rule;

	if (r->verb == REMARK_DISABLE_NEXT_LINE)
		first = last = next_line(src, r->last);
	else if (r->verb != REMARK_DISABLE_LINE)
		last = SIZE_MAX;
	if (r->verb == REMARK_DISABLE_FILE)
		first = 0;
	if (at == r->rules.to)
		blame(x, REMARK_MALFORMED, r->at, CF_S("names no rule"), CF_S(""));
	while (next_rule(x, r, &at, &rule))
		add(x, r, rule, first, last);
}

/* end the blocks of this rule; n == 0: all */
static bool
end_blocks(struct silences *x, struct str rule, size_t line)
{
	bool found = false;

	for (size_t i = 0; i < x->n; i++) {
		struct silence *s = &x->list[i];

		if (!s->open || (rule.n > 0 && !str_eq(rule, s->rule)))
			continue;
		s->open = false;
		s->last = line;
		found = true;
	}
	return found;
}

static void
enable(struct silences *x, const struct remark *r)
{
	const struct source *src = x->run->doc->source;
	uint32_t at = r->rules.from;
	struct span rule;

	if (at == r->rules.to && !end_blocks(x, CF_S(""), r->first))
		blame(x, REMARK_UNUSED, r->at, CF_S("ends nothing"), CF_S(""));
	while (next_rule(x, r, &at, &rule)) {
		struct str name = source_text(src, rule);

		if (!is_known(x, name))
			blame_rule(x, rule);
		else if (!end_blocks(x, name, r->first))
			blame(x, REMARK_UNUSED, rule, CF_S("ends nothing"), CF_S(""));
	}
}

static void
read_remarks(struct silences *x)
{
	struct remark *list;
	size_t n;

	if (!remarks_find(x->run, &list, &n))
		report_add_skip(x->run->report, list[n - 1].at, true,
		    CF_S("the remarks after this one: there are too many (CF_MAX_REMARKS)"));
	for (size_t i = 0; i < n; i++) {
		if (list[i].verb == REMARK_VERBS)
			blame_verb(x, &list[i]);
		else if (list[i].verb == REMARK_ENABLE)
			enable(x, &list[i]);
		else
			disable(x, &list[i]);
	}
}

/* ---- from lines to findings */

static bool
is_named(const struct cf_relation *rel, struct str name)
{
	const char *slash = strchr(rel->rule, '/');

	return str_eq(name, str_of(rel->rule)) ||
	    (slash != NULL && str_eq(name, str_of(slash + 1)));
}

static void
silence(struct silences *x, struct cf_relation *rel)
{
	const struct source *src = x->run->doc->source;
	size_t first = source_line_of(src, (uint32_t)rel->place.from);
	size_t last = rel->place.to <= rel->place.from + 1 ? first :
	    source_line_of(src, (uint32_t)rel->place.to - 1);

	for (size_t i = 0; i < x->n; i++) {
		struct silence *s = &x->list[i];

		if (s->first > last || s->last < first || !is_named(rel, s->rule))
			continue;
		s->used = true;
		if (rel->suppressed != CF_NOT_SUPPRESSED)
			continue;	/* another remark is used, too, but gives no reason more */
		rel->suppressed = CF_IN_SOURCE;
		rel->justification = arena_str(&x->run->report->arena, s->reason).p;
	}
}

void
suppress(struct run *run, const struct rules *rules)
{
	struct silences x = { .run = run, .wanted = rules };
	struct cf_report *rep = run->report;
	size_t n = rep->n;	/* what is said of remarks themselves is never silenced */

	if (run->into != NULL || run->doc->source->spots != NULL ||
	    strcmp(run->doc->format, "tsv") == 0 || strcmp(run->doc->format, "csv") == 0)
		return;
	read_remarks(&x);
	for (size_t i = 0; i < n && x.n > 0; i++)
		if (rep->relations[i].verdict == CF_FAILED)
			silence(&x, &rep->relations[i]);
	for (size_t i = 0; i < x.n; i++)
		if (!x.list[i].used && is_judged(&x, x.list[i].rule))
			blame(&x, REMARK_UNUSED, x.list[i].at, CF_S("silences nothing here"),
			    CF_S(""));
	arena_reset(run->scratch);
}
