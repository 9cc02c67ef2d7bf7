/*
 * What comes in: the outcomes of the checks, one relation each. What goes out:
 * counts, and the relations that are wanted, put into words (words.c); see report.h.
 */
#include "report/report_parts.h"

#include "base/limits.h"
#include "facts/agenda.h"

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

const char *
report_copy(struct cf_report *rep, struct str s)
{
	return s.n == 0 ? "" : arena_str(&rep->arena, s).p;
}

const char *
report_copy_clipped(struct cf_report *rep, struct str s)
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
		.rule = report_copy(rep, str_of(rule->name)) };
	return &rep->rules[rep->nrules++];
}

struct cf_rule_count *
report_find_count(const struct cf_report *rep, const struct rule *rule)
{
	for (size_t i = rep->nrules; i > 0; i--)
		if (strcmp(rep->rules[i - 1].rule, rule->name) == 0)
			return &rep->rules[i - 1];
	return NULL;
}

struct cf_rule_count *
report_count_of(struct cf_report *rep, const struct rule *rule)
{
	struct cf_rule_count *count = report_find_count(rep, rule);

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
	struct cf_rule_count *c = report_count_of(rep, rule);

	if (c != NULL)
		c->count[verdict]++;
	rep->count[verdict]++;
	if (verdict == CF_UNDECIDED)
		count_reason(rep, reason == NULL ? "no reason given" : reason);
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
			.text = report_printed(rep, e->span).p,
			.place = place_of(e->span, e->table, e->row, e->col) };
		if (!VEC_ROOM(&rep->arena, rep->pending, rep->npending, rep->pendingcap))
			return;
		rep->pending[rep->npending++] = &list[i].place;
	}
	for (size_t i = 0; i < o->nelsewhere; i++) {
		struct cf_evidence *e = &list[o->nevidence + i];

		*e = o->elsewhere[i];
		e->text = report_copy(rep, str_of(e->text));
		e->path = report_copy(rep, str_of(e->path));
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
			mine[i - skip] = report_copy_clipped(rep, str_of(titles[i]));
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
	rel->label = report_copy_clipped(rep, str_trim(o->table->rows[o->row].label));
	c = &o->table->columns[o->col];
	header = arena_array(&rep->arena, c->npath, const char *);
	for (uint32_t i = 0; header != NULL && i < c->npath; i++)
		header[i] = report_copy_clipped(rep, str_trim(c->path[i]));
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
	count = report_count_of(rep, o->rule);
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
		.message = report_message(rep, o),
		.stated = report_copy(rep, o->stated),
		.computed = report_copy(rep, o->computed),
		.difference = report_copy(rep, o->difference),
		.relation = report_copy(rep, o->relation),
		.note = report_copy(rep, o->note),
		.help = report_help(rep, o),
		.suggestion = o->suggestion.n == 0 ? NULL : report_copy(rep, o->suggestion),
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

void
report_add_skip(struct cf_report *rep, struct span at, bool failed, struct str reason)
{
	if (VEC_ROOM(&rep->arena, rep->skips, rep->nskips, rep->skipcap))
		rep->skips[rep->nskips++] = (struct cf_skip){
			.place = place_of(at, NULL, 0, 0),
			.reason = report_copy(rep, reason), .failed = failed };
}
