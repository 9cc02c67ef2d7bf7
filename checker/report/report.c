/*
 * What comes in: the outcomes of the checks, one relation each. What goes out:
 * counts, and the relations that are wanted, put into words; see report.h.
 */
#include "report/report.h"

#include "base/limits.h"
#include "facts/agenda.h"

#include <stdlib.h>

#define MAX_VARS	(SCOPE_NAMES + 9u + 8u)	/* names, numbers, and those of every rule */
#define LONGEST_COLUMN	60u	/* a longer header path gives way to its last step */

void
report_init(struct cf_report *rep, unsigned keep)
{
	*rep = (struct cf_report){ .keep = keep, .section_index = NONE };
	arena_init(&rep->arena, CF_MAX_MEMORY);
}

struct str
report_clip(struct arena *a, struct str s, size_t longest)
{
	size_t n = longest - 3;
	struct str cut;
	char *p;

	if (s.n <= longest)
		return arena_str(a, s);
	while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	p = arena_alloc(a, n + 4, 1);
	if (p == NULL)
		return CF_S("");
	memcpy(p, s.p, n);
	memcpy(p + n, "...", 4);
	cut = (struct str){ p, n + 3 };
	return cut;
}

static const char *
copy(struct cf_report *rep, struct str s)
{
	return s.n == 0 ? "" : arena_str(&rep->arena, s).p;
}

static const char *
clip(struct cf_report *rep, struct str s)
{
	return s.n == 0 ? "" : report_clip(&rep->arena, s, REPORT_LONGEST).p;
}

/* ---- counting */

struct cf_rule_count *
report_rule(struct cf_report *rep, const struct rule *rule)
{
	if (!VEC_ROOM(&rep->arena, rep->rules, rep->nrules, rep->rulecap))
		return NULL;
	rep->rules[rep->nrules] = (struct cf_rule_count){
		.rule = copy(rep, str_of(rule->name)) };
	return &rep->rules[rep->nrules++];
}

/* the count of a rule; rules run one after the other, so it is mostly the last */
static struct cf_rule_count *
find_count(const struct cf_report *rep, const struct rule *rule)
{
	for (size_t i = rep->nrules; i > 0; i--)
		if (strcmp(rep->rules[i - 1].rule, rule->name) == 0)
			return &rep->rules[i - 1];
	return NULL;
}

static struct cf_rule_count *
rule_count(struct cf_report *rep, const struct rule *rule)
{
	struct cf_rule_count *count = find_count(rep, rule);

	return count != NULL ? count : report_rule(rep, rule);
}

static void
count_reason(struct cf_report *rep, const char *reason)
{
	for (size_t i = 0; i < rep->nreasons; i++) {
		if (strcmp(rep->reasons[i].name, reason) == 0) {
			rep->reasons[i].n++;
			return;
		}
	}
	if (VEC_ROOM(&rep->arena, rep->reasons, rep->nreasons, rep->reasoncap))
		rep->reasons[rep->nreasons++] = (struct cf_count){ reason, 1 };
}

void
report_tally(struct cf_report *rep, const struct rule *rule, enum cf_verdict verdict,
    const char *reason)
{
	struct cf_rule_count *c = rule_count(rep, rule);

	if (c != NULL)
		c->count[verdict]++;
	rep->count[verdict]++;
	if (verdict == CF_UNDECIDED)
		count_reason(rep, reason == NULL ? "no reason given" : reason);
}

/* ---- words */

static struct str
row_words(struct cf_report *rep, const struct outcome *o)
{
	struct str label;

	if (o->table == NULL)
		return CF_S("");
	label = str_trim(o->table->rows[o->row].label);
	if (label.n == 0)
		return arena_printf(&rep->arena, "row %u", o->row + 1);
	return report_clip(&rep->arena, label, REPORT_LONGEST);
}

/* "2021/22 > %": the steps of a header path, each said once */
static struct str
path_words(struct cf_report *rep, const struct column *c)
{
	struct str s = c->npath == 0 ? CF_S("") : str_trim(c->path[0]);

	for (uint32_t i = 1; i < c->npath; i++) {
		struct str step = str_trim(c->path[i]);

		if (str_eq_folded(step, c->path[i - 1]))
			continue;
		if (s.n + step.n > LONGEST_COLUMN)
			return str_trim(c->leaf);
		s = arena_printf(&rep->arena, "%.*s > %.*s", (int)s.n, s.p, (int)step.n, step.p);
	}
	return s;
}

static struct str
column_words(struct cf_report *rep, const struct outcome *o)
{
	struct str s;

	if (o->table == NULL)
		return CF_S("");
	s = path_words(rep, &o->table->columns[o->col]);
	if (s.n == 0)
		return arena_printf(&rep->arena, "column %u", o->col + 1);
	return report_clip(&rep->arena, s, REPORT_LONGEST);
}

static struct str
table_words(struct cf_report *rep, const struct outcome *o)
{
	if (o->table == NULL)
		return CF_S("");
	if (o->table->caption.n == 0)
		return arena_printf(&rep->arena, "table %u", o->table->number);
	return report_clip(&rep->arena, o->table->caption, REPORT_LONGEST);
}

/* the text of the source, as far as it is worth repeating */
static struct str
printed(struct cf_report *rep, struct span at)
{
	return report_clip(&rep->arena, source_text(rep->doc->source, at), REPORT_LONGEST);
}

/* a figure as a sentence needs it: with the sign that its column's header has for it */
static struct str
signed_words(struct cf_report *rep, const struct outcome *o, struct str figure)
{
	if (o->sign == NULL || figure.n == 0)
		return figure;
	return arena_printf(&rep->arena, "%.*s%s", (int)figure.n, figure.p, o->sign);
}

/* a message or help of the rule with its names filled in */
static const char *
fill_in(struct cf_report *rep, const struct outcome *o, struct str words)
{
	struct var vars[MAX_VARS];
	size_t n = 0;

	for (size_t i = 0; i < o->nvars && n < MAX_VARS - 7; i++)
		vars[n++] = o->vars[i];
	vars[n++] = (struct var){ "stated", signed_words(rep, o, o->stated) };
	vars[n++] = (struct var){ "computed", signed_words(rep, o, o->computed) };
	vars[n++] = (struct var){ "difference", o->difference };
	vars[n++] = (struct var){ "row", row_words(rep, o) };
	vars[n++] = (struct var){ "column", column_words(rep, o) };
	vars[n++] = (struct var){ "table", table_words(rep, o) };
	vars[n++] = (struct var){ "match", printed(rep, o->at) };
	return template_fill(&rep->arena, words, vars, n).p;
}

/*
 * A finding speaks its rule's message. Anything else is only listed, so it is
 * called by the rule's title: the message would say that something is wrong.
 */
static const char *
message_of(struct cf_report *rep, const struct outcome *o)
{
	const struct rule *r = o->rule;

	if (o->verdict == CF_FAILED && (o->message.n > 0 || r->message.n > 0))
		return fill_in(rep, o, o->message.n > 0 ? o->message : r->message);
	return copy(rep, r->title.n > 0 ? r->title : str_of(r->name));
}

/* what to do about it: only a finding has that */
static const char *
help_of(struct cf_report *rep, const struct outcome *o)
{
	struct str help = o->help.n > 0 ? o->help : o->rule->help;

	return o->verdict != CF_FAILED || help.n == 0 ? "" : fill_in(rep, o, help);
}

/* ---- keeping */

static struct cf_place
place_of(struct span at, const struct table *table, uint32_t row, uint32_t col)
{
	struct cf_place place = { .from = at.from, .to = at.to };

	if (table != NULL) {
		table = table_origin(table, &row, &col);
		place.table = table->number;
		place.row = row + 1;
		place.col = col + 1;
	}
	return place;
}

static void
add_evidence(struct cf_report *rep, struct cf_relation *rel, const struct outcome *o)
{
	struct cf_evidence *list = arena_array(&rep->arena, o->nevidence + o->nelsewhere,
	    struct cf_evidence);

	if (list == NULL)
		return;
	for (size_t i = 0; i < o->nevidence; i++) {
		const struct report_evidence *e = &o->evidence[i];

		list[i] = (struct cf_evidence){ .role = e->role,
			.text = printed(rep, e->span).p,
			.place = place_of(e->span, e->table, e->row, e->col) };
		if (!VEC_ROOM(&rep->arena, rep->pending, rep->npending, rep->pendingcap))
			return;
		rep->pending[rep->npending++] = &list[i].place;
	}
	for (size_t i = 0; i < o->nelsewhere; i++) {
		struct cf_evidence *e = &list[o->nevidence + i];

		*e = o->elsewhere[i];
		e->text = copy(rep, str_of(e->text));
		e->path = copy(rep, str_of(e->path));
	}
	rel->evidence = list;
	rel->nevidence = o->nevidence + o->nelsewhere;
}

/*
 * The block with which the report begins in which a byte stands. The reports of a pack come from
 * many hands, and the levels of their headings say nothing of each other.
 */
static uint32_t
report_begin(const struct cf_report *rep, size_t at)
{
	const struct agenda *g = rep->agenda;

	if (g == NULL || !g->pack || g->n == 0)
		return 0;
	return g->part[agenda_part(g, agenda_block(rep->doc, (uint32_t)at))].block;
}

/* how many of the sections that a section is in, and it itself, begin before a block */
static size_t
sections_before(const struct doc *d, uint32_t section, uint32_t block)
{
	size_t n = 0;

	for (uint32_t s = section; s != 0 && s != NONE; s = d->sections[s].parent)
		n += d->sections[s].first_block < block;
	return n;
}

/* relations come section by section, so the titles are shared with the one before */
static void
add_section(struct cf_report *rep, struct cf_relation *rel, uint32_t section)
{
	uint32_t from = report_begin(rep, rel->place.from);

	if (section != rep->section_index || from != rep->section_from) {
		const char *const *titles;
		size_t n = doc_section_path(rep->doc, section, rep->doc->arena, &titles);
		size_t skip = n == 0 ? 0 : sections_before(rep->doc, section, from);
		const char **mine = arena_array(&rep->arena, n - skip, const char *);

		for (size_t i = skip; mine != NULL && i < n; i++)
			mine[i - skip] = clip(rep, str_of(titles[i]));
		rep->section = mine;
		rep->nsection = mine == NULL ? 0 : n - skip;
		rep->section_index = section;
		rep->section_from = from;
	}
	rel->section = rep->section;
	rel->nsection = rep->nsection;
}

static void
add_labels(struct cf_report *rep, struct cf_relation *rel, const struct outcome *o)
{
	const struct column *c;
	const char **header;

	rel->label = "";
	if (o->table == NULL)
		return;
	rel->label = clip(rep, str_trim(o->table->rows[o->row].label));
	c = &o->table->columns[o->col];
	header = arena_array(&rep->arena, c->npath, const char *);
	for (uint32_t i = 0; header != NULL && i < c->npath; i++)
		header[i] = clip(rep, str_trim(c->path[i]));
	rel->header = header;
	rel->nheader = header == NULL ? 0 : c->npath;
}

/* one more finding in a cell of this table; 0: in none */
static void
count_failure(struct cf_report *rep, uint32_t table)
{
	while (rep->nfailures <= table) {
		if (!VEC_ROOM(&rep->arena, rep->failures, rep->nfailures, rep->failurecap))
			return;
		rep->failures[rep->nfailures++] = 0;
	}
	rep->failures[table]++;
}

/* why an error is but a warning; NULL: it is one */
static const char *
why_lowered(const struct outcome *o, enum cf_severity severity)
{
	if (severity != CF_ERROR || o->verdict != CF_FAILED)
		return NULL;
	if (o->doubtful)
		return o->reason == NULL ? "" : o->reason;
	return o->table != NULL && o->table->guessed ?
	    "the table was worked out from where its words stand" : NULL;
}

void
report_add(struct cf_report *rep, const struct outcome *o)
{
	enum cf_severity severity = rule_severity(o->rule, rep->grades, rep->ngrades);
	const char *lowered = why_lowered(o, severity);
	struct cf_rule_count *count;
	struct cf_relation *rel;

	if (rep->listen != NULL) {
		rep->listen(rep->listener, o);
		return;
	}
	report_tally(rep, o->rule, o->verdict, o->reason);
	count = rule_count(rep, o->rule);
	if (!report_wants(rep, o->verdict) || count == NULL ||
	    !VEC_ROOM(&rep->arena, rep->relations, rep->n, rep->cap))
		return;
	rel = &rep->relations[rep->n++];
	*rel = (struct cf_relation){
		.rule = count->rule,
		.severity = lowered != NULL ? CF_WARNING : severity,
		.justification = "",
		.doubtful = o->doubtful,
		.verdict = o->verdict,
		.because = o->because,
		.reason = lowered != NULL ? lowered : o->reason == NULL ||
		    o->verdict == CF_FAILED ? "" : o->reason,
		.place = place_of(o->at, o->table, o->row, o->col),
		.message = message_of(rep, o),
		.stated = copy(rep, o->stated),
		.computed = copy(rep, o->computed),
		.difference = copy(rep, o->difference),
		.relation = copy(rep, o->relation),
		.note = copy(rep, o->note),
		.help = help_of(rep, o),
		.suggestion = o->suggestion.n == 0 ? NULL : copy(rep, o->suggestion),
	};
	add_section(rep, rel, o->section);
	add_labels(rep, rel, o);
	add_evidence(rep, rel, o);
	if (o->verdict == CF_FAILED && rule_works_out(o->rule))
		count_failure(rep, rel->place.table);
}

size_t
report_failures(const struct cf_report *rep, uint32_t table)
{
	return table < rep->nfailures ? rep->failures[table] : 0;
}

/* is it the finding of this rule at this place? One place may be the total of two sums */
static bool
is_finding(const struct cf_relation *rel, const struct rule *rule, struct span at,
    struct str relation)
{
	return rel->verdict == CF_FAILED && rel->place.from == at.from && rel->place.to == at.to &&
	    strcmp(rel->rule, rule->name) == 0 && str_eq(str_of(rel->relation), relation);
}

bool
report_other_place(struct cf_report *rep, const struct rule *rule, struct span at,
    struct cf_evidence *other)
{
	const struct cf_rule_count *count = find_count(rep, rule);
	const struct cf_relation *rel;

	if (count == NULL || count->count[CF_FAILED] == 0)	/* most rules find nothing */
		return false;
	rel = pairs_at(&rep->pairs, &rep->arena, rep->relations, rep->n, count->rule, at);
	if (rel == NULL)
		return false;
	*other = rel->evidence[0];
	if (pairs_is_at(&rel->place, at))
		return true;
	other->place = rel->place;
	other->text = rel->stated;
	return true;
}

/* ---- findings by where they stand */

static size_t
slot_of(const struct cf_report *rep, size_t from)
{
	return (from * 0x9e3779b97f4a7c15ull >> 20) & (rep->failedcap - 1);
}

static void
put_finding(struct cf_report *rep, size_t index)
{
	size_t slot = slot_of(rep, rep->relations[index].place.from);

	while (rep->failed[slot] != 0)
		slot = (slot + 1) & (rep->failedcap - 1);
	rep->failed[slot] = index + 1;
}

/* room for one more, with half of it empty; false: out of memory */
static bool
make_room(struct cf_report *rep)
{
	size_t *old = rep->failed, cap = rep->failedcap;

	if (2 * (rep->nfailed + 1) <= cap)
		return true;
	rep->failed = arena_array(&rep->arena, cap == 0 ? 64 : 2 * cap, size_t);
	if (rep->failed == NULL) {
		rep->failed = old;
		return false;
	}
	rep->failedcap = cap == 0 ? 64 : 2 * cap;
	for (size_t i = 0; i < cap; i++)
		if (old[i] != 0)
			put_finding(rep, old[i] - 1);
	return true;
}

static void
look_at_new(struct cf_report *rep)
{
	for (; rep->looked_at < rep->n; rep->looked_at++) {
		if (rep->relations[rep->looked_at].verdict != CF_FAILED)
			continue;
		if (!make_room(rep))
			return;
		put_finding(rep, rep->looked_at);
		rep->nfailed++;
	}
}

/* the next finding of this rule at this place; begin with *slot SIZE_MAX, NULL ends it */
static struct cf_relation *
next_finding(struct cf_report *rep, size_t *slot, const struct rule *rule, struct span at,
    struct str relation)
{
	look_at_new(rep);
	if (rep->failedcap == 0)
		return NULL;
	*slot = *slot == SIZE_MAX ? slot_of(rep, at.from) : (*slot + 1) & (rep->failedcap - 1);
	for (; rep->failed[*slot] != 0; *slot = (*slot + 1) & (rep->failedcap - 1)) {
		struct cf_relation *rel = &rep->relations[rep->failed[*slot] - 1];

		if (is_finding(rel, rule, at, relation))
			return rel;
	}
	return NULL;
}

void
report_suggest_nothing(struct cf_report *rep, const struct rule *rule, struct span at,
    struct str relation)
{
	struct cf_relation *rel;
	size_t slot = SIZE_MAX;

	while ((rel = next_finding(rep, &slot, rule, at, relation)) != NULL)
		rel->suggestion = NULL;
}

/* a finding becomes undecided */
static void
withdraw(struct cf_report *rep, const struct rule *rule, struct cf_relation *rel,
    const char *reason)
{
	struct cf_rule_count *count = rule_count(rep, rule);

	rep->count[CF_FAILED]--;
	if (count != NULL)
		count->count[CF_FAILED]--;
	report_tally(rep, rule, CF_UNDECIDED, reason);
	if (rule_works_out(rule) && rel->place.table < rep->nfailures)
		rep->failures[rel->place.table]--;
	rel->verdict = CF_UNDECIDED;
	if (!report_wants(rep, CF_UNDECIDED)) {
		rel->rule = NULL;	/* report_finish() leaves it out */
		return;
	}
	rel->reason = reason;
	rel->message = copy(rep, rule->title);
	rel->help = "";
	rel->suggestion = NULL;
}

void
report_withdraw(struct cf_report *rep, const struct rule *rule, struct span at,
    struct str relation, const char *reason)
{
	struct cf_relation *rel;
	size_t slot = SIZE_MAX;

	while ((rel = next_finding(rep, &slot, rule, at, relation)) != NULL)
		withdraw(rep, rule, rel, reason);
}

static int
by_size(const void *x, const void *y)
{
	const size_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* where the figures of tables stand that are an error by another rule, in order */
static size_t *
wrong_places(const struct cf_report *rep, const struct rule *rule, struct arena *temp, size_t *n)
{
	size_t *at = arena_array(temp, rep->n, size_t);

	*n = 0;
	for (size_t i = 0; at != NULL && i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && rel->severity == CF_ERROR &&
		    rel->place.table > 0 && strcmp(rel->rule, rule->name) != 0)
			at[(*n)++] = rel->place.from;
	}
	if (*n > 1)
		qsort(at, *n, sizeof(*at), by_size);
	return at;
}

/* does it speak of a figure that begins at one of these places? */
static bool
speaks_of(const struct cf_relation *rel, const size_t *at, size_t n)
{
	if (bsearch(&rel->place.from, at, n, sizeof(*at), by_size) != NULL)
		return true;
	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];

		if (e->path == NULL && bsearch(&e->place.from, at, n, sizeof(*at), by_size) != NULL)
			return true;
	}
	return false;
}

void
report_withdraw_told(struct cf_report *rep, const struct rule *rule, const char *reason,
    struct arena *temp)
{
	const struct cf_rule_count *count = rule_count(rep, rule);
	size_t nwrong = 0, *wrong;

	if (count == NULL || count->count[CF_FAILED] == 0)
		return;
	wrong = wrong_places(rep, rule, temp, &nwrong);
	for (size_t i = 0; nwrong > 0 && i < rep->n; i++) {
		struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && strcmp(rel->rule, rule->name) == 0 &&
		    speaks_of(rel, wrong, nwrong))
			withdraw(rep, rule, rel, reason);
	}
}

void
report_add_skip(struct cf_report *rep, struct span at, bool failed, struct str reason)
{
	if (VEC_ROOM(&rep->arena, rep->skips, rep->nskips, rep->skipcap))
		rep->skips[rep->nskips++] = (struct cf_skip){
			.place = place_of(at, NULL, 0, 0),
			.reason = copy(rep, reason), .failed = failed };
}
