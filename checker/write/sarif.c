/*
 * SARIF 2.1.0: one run. Results are written as they come; the rules they speak of, with
 * what their files say of them, the files and what was not checked stand behind them.
 */
#include "write/object.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* Each rule that a result speaks of, in the order in which they came. */
struct sarif {
	struct cf_count *rule;	/* n: how many results */
	size_t nrules, rulecap;
	bool incomplete;
};

static const char *
level_of(const struct cf_relation *rel)
{
	if (rel->verdict != CF_FAILED || rel->severity == CF_INFO)
		return rel->verdict == CF_FAILED ? "note" : "none";
	return write_severity(rel->severity);
}

/* how a result ended: what only --show lists is no problem */
static const char *
kind_of(enum cf_verdict verdict)
{
	switch (verdict) {
	case CF_HELD: return "pass";
	case CF_ROUNDING: return "informational";
	case CF_FAILED: return "fail";
	case CF_UNDECIDED: return "open";
	case CF_VERDICTS: break;
	}
	return "notApplicable";
}

static void
put_text(struct writer *w, cJSON *o, const char *key, const char *text)
{
	object_put(w, object_inside(w, o, key), "text", cJSON_CreateString(text));
}

/* ---- places */

/* a path as a URI reference */
static const char *
uri_of(struct writer *w, const char *path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-._~/";
	struct buf b;
	const char *uri;

	path = write_path_from_root(w, path);
	buf_init(&b);
	buf_puts(&b, path[0] == '/' ? "file://" : "");
	for (const char *p = path; *p != '\0'; p++) {
		if (strchr(plain, *p) != NULL)
			buf_putc(&b, *p);
		else
			buf_printf(&b, "%%%02X", (unsigned)(unsigned char)*p);
	}
	uri = arena_str(&w->scratch, buf_str(&b)).p;
	w->failed |= b.failed || uri == NULL;
	buf_release(&b);
	return uri == NULL ? "" : uri;
}

static void
put_artifact(struct writer *w, cJSON *o, const char *key, const char *uri)
{
	cJSON *location = object_inside(w, o, key);

	object_string(w, location, "uri", uri);
	if (strncmp(uri, "file:", 5) != 0)
		object_string(w, location, "uriBaseId", "%SRCROOT%");
}

static void
put_region(struct writer *w, cJSON *o, const char *key, const struct cf_place *p)
{
	cJSON *region = object_inside(w, o, key);

	object_number(w, region, "startLine", p->line);
	object_number(w, region, "startColumn", p->column);
	object_number(w, region, "endLine", p->end_line);
	object_number(w, region, "endColumn", p->end_column);
}

/* the text that is spoken of */
static void
put_snippet(struct writer *w, cJSON *physical, const struct cf_report *rep, const struct cf_place *p)
{
	cJSON *region = physical == NULL ? NULL :
	    cJSON_GetObjectItemCaseSensitive(physical, "region");
	struct str text = str_sub(rep->bytes, p->from, p->to);

	if (region == NULL || text.n == 0 || text.n > REPORT_LONGEST)
		return;
	put_text(w, region, "snippet", arena_str(&w->scratch, text).p);
}

/* a file without lines: where a person goes, in words */
static void
put_spot(struct writer *w, cJSON *o, const struct cf_spot *spot)
{
	cJSON *list = object_list(w, o, "logicalLocations"), *one = cJSON_CreateObject();

	object_string(w, one, "fullyQualifiedName", spot->words);
	object_push(w, list, one);
}

static cJSON *
location_of(struct writer *w, const struct cf_report *rep, const char *uri,
    const struct cf_place *p, const char *snippet_of)
{
	/* who reads it wants a region, even where a file has no lines: then its beginning */
	static const struct cf_place whole = { .line = 1, .column = 1, .end_line = 1,
		.end_column = 1 };
	cJSON *o = cJSON_CreateObject(), *physical = object_inside(w, o, "physicalLocation");

	put_artifact(w, physical, "artifactLocation", uri);
	if (p->spot != NULL)
		put_spot(w, o, p->spot);
	if (p->spot != NULL || p->line > 0)
		put_region(w, physical, "region", p->spot != NULL ? &whole : p);
	if (snippet_of != NULL && p->spot == NULL)
		put_snippet(w, physical, rep, p);
	return o;
}

static void
put_related(struct writer *w, cJSON *o, const struct cf_report *rep, const char *uri,
    const struct cf_relation *rel)
{
	cJSON *list;

	if (rel->nevidence == 0)
		return;
	list = object_list(w, o, "relatedLocations");
	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];
		cJSON *one = location_of(w, rep, e->path == NULL ? uri : uri_of(w, e->path),
		    &e->place, NULL);

		object_number(w, one, "id", i + 1);
		put_text(w, one, "message", arena_printf(&w->scratch, "%s: %s", e->role, e->text).p);
		object_push(w, list, one);
	}
}

/* ---- results */

static void
put_fix(struct writer *w, cJSON *o, const char *uri, const struct cf_relation *rel)
{
	cJSON *fix = cJSON_CreateObject(), *change = cJSON_CreateObject();
	cJSON *replacement = cJSON_CreateObject();

	put_text(w, fix, "description", arena_printf(&w->scratch, "Write %s.", rel->suggestion).p);
	put_artifact(w, change, "artifactLocation", uri);
	put_region(w, replacement, "deletedRegion", &rel->place);
	object_string(w, object_inside(w, replacement, "insertedContent"), "text", rel->suggestion);
	object_push(w, object_list(w, change, "replacements"), replacement);
	object_push(w, object_list(w, fix, "artifactChanges"), change);
	object_push(w, object_list(w, o, "fixes"), fix);
}

/*
 * A finding that is kept back says so here: [{"kind": "inSource" or "external",
 * "justification": "..."}]. The standard wants the list with every result as soon as one
 * has something in it; an empty one says that a result is not suppressed.
 */
static void
put_suppressions(struct writer *w, cJSON *o, const struct cf_relation *rel)
{
	cJSON *list = object_list(w, o, "suppressions"), *one;

	if (rel->suppressed == CF_NOT_SUPPRESSED)
		return;
	one = cJSON_CreateObject();
	object_string(w, one, "kind", write_suppressed(rel->suppressed));
	if (rel->justification[0] != '\0')
		object_string(w, one, "justification", rel->justification);
	object_push(w, list, one);
}

/* the number of a rule among those that results speak of */
static size_t
index_of(struct writer *w, const char *rule)
{
	struct sarif *s = w->own;

	for (size_t i = 0; s != NULL && i < s->nrules; i++) {
		if (strcmp(s->rule[i].name, rule) == 0) {
			s->rule[i].n++;
			return i;
		}
	}
	if (s == NULL || !VEC_ROOM(&w->arena, s->rule, s->nrules, s->rulecap)) {
		w->failed = true;
		return 0;
	}
	s->rule[s->nrules] = (struct cf_count){ arena_str(&w->arena, str_of(rule)).p, 1 };
	return s->nrules++;
}

static const char *
words_of(struct writer *w, const struct cf_relation *rel)
{
	const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;
	const char *why = rel->verdict == CF_FAILED ? "only a warning: " : "because ";

	return arena_printf(&w->scratch, "%s%s%s%s%s%s", rel->message, sum[0] == '\0' ? "" : "\n= ",
	    sum, rel->reason[0] == '\0' ? "" : "\n", rel->reason[0] == '\0' ? "" : why,
	    rel->reason).p;
}

static void
put_properties(struct writer *w, cJSON *o, const struct cf_relation *rel)
{
	cJSON *p = object_inside(w, o, "properties");

	object_strings(w, p, "section", rel->section, rel->nsection);
	object_maybe(w, p, "stated", rel->stated);
	object_maybe(w, p, "computed", rel->computed);
	object_maybe(w, p, "help", rel->help);
}

static cJSON *
result_of(struct writer *w, const struct cf_report *rep, const char *uri,
    const struct cf_relation *rel)
{
	cJSON *o = cJSON_CreateObject();

	object_string(w, o, "ruleId", rel->rule);
	object_number(w, o, "ruleIndex", index_of(w, rel->rule));
	object_string(w, o, "kind", kind_of(rel->verdict));
	object_string(w, o, "level", level_of(rel));
	put_text(w, o, "message", words_of(w, rel));
	object_push(w, object_list(w, o, "locations"),
	    location_of(w, rep, uri, &rel->place, rel->rule));
	put_related(w, o, rep, uri, rel);
	object_string(w, object_inside(w, o, "partialFingerprints"), "crossfoot/v1",
	    rel->fingerprint);
	if (rel->suggestion != NULL && rel->place.spot == NULL)
		put_fix(w, o, uri, rel);
	put_suppressions(w, o, rel);
	put_properties(w, o, rel);
	return o;
}

/* ---- what was not checked */

static void
put_notification(struct writer *w, const char *path, const struct cf_place *place, const char *reason,
    bool failed)
{
	static const struct cf_report none = { .path = "" };
	cJSON *o = cJSON_CreateObject();
	struct sarif *s = w->own;

	object_string(w, o, "level", failed ? "error" : "note");
	put_text(w, o, "message", object_utf8(w, reason));
	object_push(w, object_list(w, o, "locations"),
	    location_of(w, &none, uri_of(w, path), place, NULL));
	object_element(w, &w->skips, w->skips.n == 0, o);
	if (s != NULL)
		s->incomplete |= failed;
}

void
sarif_failure(struct writer *w, const struct cf_error *err)
{
	struct cf_place place = { .line = err->line, .column = err->column,
		.end_line = err->line, .end_column = err->column };

	put_notification(w, err->path, &place, err->message, true);
}

void
sarif_pass_over(struct writer *w, const char *path)
{
	static const struct cf_place nowhere = { .line = 0 };

	put_notification(w, path, &nowhere, "its format is not read", false);
}

/* ---- rules */

/* words with line ends as they stand in a rule file, without those at the end */
static const char *
paragraph_of(struct writer *w, struct str words)
{
	return arena_str(&w->scratch, str_trim(words)).p;
}

static struct str
example_of(const struct rule *rule)
{
	for (size_t i = 0; i < rule->ntests; i++)
		if (rule->tests[i].want == CF_FAILED)
			return str_trim(rule->tests[i].text);
	return CF_S("");
}

/* why there is the rule, where it comes from, and a text in which it finds something */
static void
put_help(struct writer *w, cJSON *o, const struct rule *rule)
{
	struct str example = example_of(rule);
	cJSON *help;
	struct buf b;

	buf_init(&b);
	buf_put(&b, str_trim(rule->why.n > 0 ? rule->why : rule->title));
	if (rule->source.n > 0) {
		buf_puts(&b, "\n\nSource: ");
		buf_put(&b, str_trim(rule->source));
	}
	help = object_inside(w, o, "help");
	if (example.n > 0)
		buf_puts(&b, "\n\nIt finds something in:\n\n");
	object_put(w, help, "text", cJSON_CreateString(arena_printf(&w->scratch, "%.*s%.*s", (int)b.n,
	    buf_str(&b).p, (int)example.n, example.p).p));
	if (example.n > 0) {
		buf_puts(&b, "~~~~~~text\n");
		buf_put(&b, example);
		buf_puts(&b, "\n~~~~~~\n");
	}
	object_put(w, help, "markdown", cJSON_CreateString(arena_str(&w->scratch, buf_str(&b)).p));
	w->failed |= b.failed;
	buf_release(&b);
}

static cJSON *
rule_of(struct writer *w, const char *name)
{
	const struct rule *rule = w->opts.rules == NULL ? NULL :
	    map_get(&w->opts.rules->names, str_of(name));
	cJSON *o = cJSON_CreateObject();

	object_string(w, o, "id", name);
	if (rule == NULL)
		return o;
	put_text(w, o, "shortDescription", paragraph_of(w, rule->title));
	if (rule->why.n > 0)
		put_text(w, o, "fullDescription", paragraph_of(w, rule->why));
	put_help(w, o, rule);
	object_string(w, object_inside(w, o, "defaultConfiguration"), "level",
	    rule->severity == CF_INFO ? "note" : write_severity(rule->severity));
	return o;
}

/* ---- the run */

void
sarif_begin(struct writer *w)
{
	w->own = arena_new(&w->arena, struct sarif);
	buf_printf(&w->buf, "{\n \"$schema\": \"%s\",\n \"version\": \"2.1.0\",\n \"runs\": [{\n"
	    " \"columnKind\": \"unicodeCodePoints\",\n \"results\": [", SCHEMA);
}

static cJSON *
artifact_of(struct writer *w, const char *uri)
{
	cJSON *o = cJSON_CreateObject();

	put_artifact(w, o, "location", uri);
	return o;
}

/* what is silenced stays here, and says so */
static bool
is_result(const struct writer *w, const struct cf_relation *rel)
{
	return write_is_listed(w, rel) || (rel->suppressed != CF_NOT_SUPPRESSED &&
	    rel->severity >= w->opts.min_severity);
}

void
sarif_report(struct writer *w, const struct cf_report *rep)
{
	const char *uri = uri_of(w, rep->path);

	for (size_t i = 0; i < rep->n; i++)
		if (is_result(w, &rep->relations[i]))
			object_element(w, &w->buf, w->nlisted++ == 0,
			    result_of(w, rep, uri, &rep->relations[i]));
	for (size_t i = 0; i < rep->nskips; i++)
		put_notification(w, rep->path, &rep->skips[i].place, rep->skips[i].reason,
		    rep->skips[i].failed);
	object_element(w, &w->files, w->files.n == 0, artifact_of(w, uri));
}

void
sarif_finish(struct writer *w)
{
	const struct sarif *s = w->own;
	struct buf *b = &w->buf;

	buf_printf(b, "\n ],\n \"tool\": {\"driver\": {\"name\": \"crossfoot\", \"version\": \"%s\", "
	    "\"semanticVersion\": \"%s\", \"rules\": [", CF_VERSION, CF_VERSION);
	for (size_t i = 0; s != NULL && i < s->nrules; i++)
		object_element(w, b, i == 0, rule_of(w, s->rule[i].name));
	buf_printf(b, "\n ]}},\n \"originalUriBaseIds\": {\"%%SRCROOT%%\": {\"description\": "
	    "{\"text\": \"%s\"}}},\n \"artifacts\": [", w->opts.root == NULL ||
	    w->opts.root[0] == '\0' ? "The folder in which crossfoot was run." :
	    "The root of the repository in which crossfoot was run.");
	buf_put(b, buf_str(&w->files));
	buf_printf(b, "\n ],\n \"invocations\": [{\"executionSuccessful\": %s, "
	    "\"toolExecutionNotifications\": [", s == NULL || s->incomplete ? "false" : "true");
	buf_put(b, buf_str(&w->skips));
	buf_puts(b, "\n ]}]\n }]\n}\n");
}
