/*
 * Reports as JSON (write/report.schema.json). Each relation, file and skip is
 * built with cJSON, printed and freed, so that only text is kept; the array
 * that grows most is written as it comes, the others follow it.
 */
#include "write/object.h"

static void
put_point(struct writer *w, cJSON *object, const char *key, size_t line, size_t column)
{
	cJSON *point = cJSON_CreateObject();

	object_number(w, point, "line", line);
	object_number(w, point, "column", column);
	object_put(w, object, key, point);
}

static void
put_range(struct writer *w, cJSON *object, const struct cf_place *p)
{
	put_point(w, object, "start", p->line, p->column);
	put_point(w, object, "end", p->end_line, p->end_column);
}

static void
put_ordinal(struct writer *w, cJSON *object, const char *key, uint32_t n)
{
	if (n != 0)
		object_number(w, object, key, n);
}

static void
put_known(struct writer *w, cJSON *object, const char *key, const char *s)
{
	if (s != NULL)
		object_string(w, object, key, s);
}

/* points, to a hundredth */
static void
put_points(struct writer *w, cJSON *object, const char *key, double points)
{
	char digits[40];

	(void)snprintf(digits, sizeof(digits), "%.2f", points);
	object_put(w, object, key, cJSON_CreateRaw(digits));
}

/* where a person goes in a file without lines, or null */
static cJSON *
where_of(struct writer *w, const struct cf_spot *spot)
{
	cJSON *o, *box;

	if (spot == NULL || spot->words[0] == '\0')
		return cJSON_CreateNull();
	o = cJSON_CreateObject();
	object_string(w, o, "text", spot->words);
	put_known(w, o, "heading", spot->heading);
	put_ordinal(w, o, "paragraph", spot->paragraph);
	put_ordinal(w, o, "table", spot->table);
	put_known(w, o, "sheet", spot->sheet);
	put_known(w, o, "cell", spot->cell);
	put_ordinal(w, o, "row", spot->row);
	put_ordinal(w, o, "column", spot->column);
	put_ordinal(w, o, "note", spot->note);
	put_ordinal(w, o, "page", spot->page);
	put_known(w, o, "page_label", spot->page_label);
	if (spot->width > 0) {
		box = cJSON_CreateObject();
		put_points(w, box, "x", spot->x);
		put_points(w, box, "y", spot->y);
		put_points(w, box, "width", spot->width);
		put_points(w, box, "height", spot->height);
		object_put(w, o, "box", box);
	}
	return o;
}

/* {"table": 118, "row": 5, "column": 4}, or null */
static cJSON *
cell_of(struct writer *w, const struct cf_place *p)
{
	cJSON *cell;

	if (p->table == 0)
		return cJSON_CreateNull();
	cell = cJSON_CreateObject();
	object_number(w, cell, "table", p->table);
	object_number(w, cell, "row", p->row);
	object_number(w, cell, "column", p->col);
	return cell;
}

static cJSON *
subject_of(struct writer *w, const struct cf_relation *rel)
{
	cJSON *subject = cell_of(w, &rel->place);

	if (rel->place.table == 0)
		return subject;
	object_strings(w, subject, "header", rel->header, rel->nheader);
	object_string(w, subject, "label", rel->label);
	return subject;
}

static cJSON *
evidence_of(struct writer *w, const struct cf_relation *rel)
{
	cJSON *list = cJSON_CreateArray();

	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];
		cJSON *item = cJSON_CreateObject();

		object_string(w, item, "role", e->role);
		object_string(w, item, "text", e->text);
		if (e->path != NULL)
			object_string(w, item, "path", e->path);
		put_range(w, item, &e->place);
		object_put(w, item, "where", where_of(w, e->place.spot));
		object_put(w, item, "cell", cell_of(w, &e->place));
		object_push(w, list, item);
	}
	return list;
}

static cJSON *
suggestion_of(struct writer *w, const struct cf_relation *rel)
{
	cJSON *suggestion;

	if (rel->suggestion == NULL)
		return cJSON_CreateNull();
	suggestion = cJSON_CreateObject();
	object_string(w, suggestion, "text", rel->suggestion);
	if (rel->place.spot == NULL)
		put_range(w, suggestion, &rel->place);
	return suggestion;
}

/* by what a finding was silenced, or null */
static cJSON *
suppression_of(struct writer *w, const struct cf_relation *rel)
{
	cJSON *o;

	if (rel->suppressed == CF_NOT_SUPPRESSED)
		return cJSON_CreateNull();
	o = cJSON_CreateObject();
	object_string(w, o, "kind", write_suppressed(rel->suppressed));
	object_maybe(w, o, "justification", rel->justification);
	return o;
}

static cJSON *
relation_of(struct writer *w, const struct cf_report *rep, const struct cf_relation *rel)
{
	cJSON *o = cJSON_CreateObject();

	object_string(w, o, "rule", rel->rule);
	object_string(w, o, "severity", write_severity(rel->severity));
	object_string(w, o, "verdict", write_verdict(rel->verdict));
	object_string(w, o, "because", write_because(rel->because));
	object_maybe(w, o, "reason", rel->reason);
	object_string(w, o, "path", object_utf8(w, rep->path));
	put_range(w, o, &rel->place);
	object_strings(w, o, "section", rel->section, rel->nsection);
	object_put(w, o, "where", where_of(w, rel->place.spot));
	if (rel->place.spot != NULL && rel->place.spot->page != 0)
		object_number(w, o, "page", rel->place.spot->page);
	else
		object_put(w, o, "page", cJSON_CreateNull());
	object_string(w, o, "message", rel->message);
	object_maybe(w, o, "stated", rel->stated);
	object_maybe(w, o, "computed", rel->computed);
	object_maybe(w, o, "difference", rel->difference);
	object_maybe(w, o, "relation", rel->relation);
	object_maybe(w, o, "note", rel->note);
	object_maybe(w, o, "help", rel->help);
	object_put(w, o, "subject", subject_of(w, rel));
	object_put(w, o, "evidence", evidence_of(w, rel));
	object_put(w, o, "suggestion", suggestion_of(w, rel));
	object_string(w, o, "fingerprint", rel->fingerprint);
	object_put(w, o, "suppression", suppression_of(w, rel));
	return o;
}

/* ---- one object over all inputs */

/* are relations of any verdict listed, besides the findings? */
static bool
lists_relations(const struct writer *w)
{
	return (w->opts.show & WRITE_VERDICTS) != 0;
}

void
json_begin(struct writer *w)
{
	buf_printf(&w->buf, "{\n \"version\": 1,\n"
	    " \"tool\": {\"name\": \"crossfoot\", \"version\": \"%s\"},\n \"%s\": [",
	    CF_VERSION, lists_relations(w) ? "relations" : "findings");
}

static cJSON *
counts_of(struct writer *w, const size_t *count)
{
	cJSON *o = cJSON_CreateObject();

	for (int v = 0; v < CF_VERDICTS; v++)
		object_number(w, o, write_verdict((enum cf_verdict)v), count[v]);
	return o;
}

/* {"some name": 3} */
static cJSON *
named_counts(struct writer *w, const struct cf_count *list, size_t n)
{
	cJSON *o = cJSON_CreateObject();

	for (size_t i = 0; i < n; i++)
		object_number(w, o, list[i].name, list[i].n);
	return o;
}

/* the same of the rules that found something to try */
static cJSON *
rule_counts(struct writer *w, const struct cf_report *rep)
{
	cJSON *o = cJSON_CreateObject();

	for (size_t i = 0; i < rep->nrules; i++) {
		size_t n = statistics_applied(&rep->rules[i]);

		if (n > 0)
			object_number(w, o, rep->rules[i].rule, n);
	}
	return o;
}

static cJSON *
file_of(struct writer *w, const struct cf_report *rep)
{
	cJSON *o = cJSON_CreateObject();

	object_string(w, o, "path", object_utf8(w, rep->path));
	object_string(w, o, "format", rep->format);
	object_number(w, o, "sections", rep->nsections);
	object_number(w, o, "tables", rep->ntables);
	object_put(w, o, "relations", counts_of(w, rep->count));
	object_put(w, o, "undecided", named_counts(w, rep->reasons, rep->nreasons));
	object_put(w, o, "rules", rule_counts(w, rep));
	return o;
}

static cJSON *
skip_of(struct writer *w, const char *path, const struct cf_place *place, const char *reason,
    bool failed)
{
	cJSON *o = cJSON_CreateObject();

	object_string(w, o, "path", object_utf8(w, path));
	if (place->line == 0)
		object_put(w, o, "start", cJSON_CreateNull());
	else
		put_point(w, o, "start", place->line, place->column);
	object_put(w, o, "where", where_of(w, place->spot));
	object_string(w, o, "reason", object_utf8(w, reason));
	object_put(w, o, "failed", cJSON_CreateBool(failed));
	return o;
}

static bool
is_shown(const struct writer *w, const struct cf_relation *rel)
{
	return rel->suppressed == CF_NOT_SUPPRESSED || (w->opts.show & WRITE_SUPPRESSED) != 0;
}

void
json_report(struct writer *w, const struct cf_report *rep)
{
	struct buf *findings = lists_relations(w) ? &w->others : &w->buf;

	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if ((w->opts.show >> rel->verdict & 1) != 0 && is_shown(w, rel))
			object_element(w, &w->buf, w->nlisted++ == 0, relation_of(w, rep, rel));
		if (rel->verdict == CF_FAILED && write_is_listed(w, rel))
			object_element(w, findings, lists_relations(w) ? findings->n == 0 :
			    w->nlisted++ == 0, relation_of(w, rep, rel));
	}
	for (size_t i = 0; i < rep->nskips; i++)
		object_element(w, &w->skips, w->skips.n == 0, skip_of(w, rep->path,
		    &rep->skips[i].place, rep->skips[i].reason, rep->skips[i].failed));
	object_element(w, &w->files, w->files.n == 0, file_of(w, rep));
}

void
json_failure(struct writer *w, const struct cf_error *err)
{
	struct cf_place place = { .line = err->line, .column = err->column };

	object_element(w, &w->skips, w->skips.n == 0,
	    skip_of(w, err->path, &place, err->message, true));
}

void
json_pass_over(struct writer *w, const char *path)
{
	static const struct cf_place nowhere = { .line = 0 };

	object_element(w, &w->skips, w->skips.n == 0,
	    skip_of(w, path, &nowhere, "its format is not read", false));
}

void
json_ignore(struct writer *w, const char *path, const char *why)
{
	static const struct cf_place nowhere = { .line = 0 };
	struct buf reason;

	buf_init(&reason);
	buf_printf(&reason, "ignored by %s", why);
	buf_putc(&reason, '\0');
	if (reason.failed)
		w->failed = true;
	else
		object_element(w, &w->skips, w->skips.n == 0,
		    skip_of(w, path, &nowhere, reason.p, false));
	buf_release(&reason);
}

/* one rule over all inputs */
static cJSON *
statistic_of(struct writer *w, const struct cf_rule_count *rule)
{
	cJSON *o = cJSON_CreateObject();
	uint64_t us = rule->ns / 1000;

	object_string(w, o, "rule", rule->rule);
	object_number(w, o, "applied", statistics_applied(rule));
	for (int v = 0; v < CF_VERDICTS; v++)
		object_number(w, o, write_verdict((enum cf_verdict)v), rule->count[v]);
	object_put(w, o, "ms", cJSON_CreateNumber((double)us / 1e3));
	return o;
}

static cJSON *
summary_of(struct writer *w)
{
	const struct write_totals *t = &w->totals;
	cJSON *o = cJSON_CreateObject();

	for (int s = CF_ERROR; s >= CF_INFO; s--)
		object_number(w, o, write_severity((enum cf_severity)s), t->severity[s]);
	object_number(w, o, "files", t->files);
	object_number(w, o, "failed_files", t->failed_files);
	object_number(w, o, "suppressed", t->suppressed);
	object_number(w, o, "in_baseline", t->known);
	object_number(w, o, "on_unchanged_lines", t->unchanged);
	object_put(w, o, "relations", counts_of(w, t->count));
	return o;
}

void
json_finish(struct writer *w)
{
	if (lists_relations(w)) {
		buf_puts(&w->buf, "\n ],\n \"findings\": [");
		buf_put(&w->buf, buf_str(&w->others));
	}
	buf_puts(&w->buf, "\n ],\n \"files\": [");
	buf_put(&w->buf, buf_str(&w->files));
	buf_puts(&w->buf, "\n ],\n \"skipped\": [");
	buf_put(&w->buf, buf_str(&w->skips));
	if (w->opts.statistics != STATISTICS_NONE) {
		buf_puts(&w->buf, "\n ],\n \"statistics\": [");
		for (size_t i = 0; i < w->nrules; i++)
			object_element(w, &w->buf, i == 0, statistic_of(w, &w->rules[i]));
	}
	buf_puts(&w->buf, "\n ],\n \"summary\": ");
	object_print(w, &w->buf, summary_of(w));
	buf_puts(&w->buf, "\n}\n");
}

/* ---- one relation a line */

void
jsonl_report(struct writer *w, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		if (!write_is_listed(w, &rep->relations[i]))
			continue;
		object_print(w, &w->buf, relation_of(w, rep, &rep->relations[i]));
		buf_putc(&w->buf, '\n');
	}
}
