/* What was found in a document, as the editor lists it; see server.h. */
#include "lsp/server.h"

#include "base/limits.h"

#define MOST_RELATED	12u	/* places of one finding; a sum of more is shown by hovering */

enum severity { SEVERITY_ERROR = 1, SEVERITY_WARNING, SEVERITY_INFORMATION };

static enum severity
severity_of(enum cf_severity severity)
{
	return severity == CF_ERROR ? SEVERITY_ERROR :
	    severity == CF_WARNING ? SEVERITY_WARNING : SEVERITY_INFORMATION;
}

static cJSON *
diagnostic(struct server *s, struct tree *t, const struct document *d, size_t from, size_t to,
    enum severity severity, const char *message)
{
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "range", document_range(d, t, from, to, s->utf8));
	tree_number(t, o, "severity", severity);
	tree_string(t, o, "source", "crossfoot");
	tree_string(t, o, "message", message);
	return o;
}

/* ---- a finding */

/* where the rule is written, when that is a file */
static void
put_rule(struct tree *t, cJSON *o, const struct document *d, const struct cf_relation *rel)
{
	const struct rule *rule = rule_of(d, rel);
	cJSON *description;
	struct buf b;

	tree_string(t, o, "code", rel->rule);
	if (rule == NULL || rule->path == NULL || rule->path[0] != '/')
		return;
	buf_init(&b);
	uri_of_path(&b, rule->path);
	buf_printf(&b, "#L%zu", rule->line);
	buf_put(&b, (struct str){ "", 1 });
	description = tree_put(t, o, "codeDescription", cJSON_CreateObject());
	tree_string(t, description, "href", b.failed ? "" : b.p);
	t->failed |= b.failed;
	buf_release(&b);
}

static cJSON *
related_place(struct server *s, struct tree *t, const struct document *d,
    const struct cf_evidence *e)
{
	cJSON *o = cJSON_CreateObject(), *place;
	struct buf b;

	place = tree_put(t, o, "location", cJSON_CreateObject());
	tree_string(t, place, "uri", d->uri);
	(void)tree_put(t, place, "range", document_range(d, t, e->place.from, e->place.to, s->utf8));
	buf_init(&b);
	buf_printf(&b, "%s: %s", e->role, e->text);
	buf_put(&b, (struct str){ "", 1 });
	tree_string(t, o, "message", b.failed ? "" : b.p);
	t->failed |= b.failed;
	buf_release(&b);
	return o;
}

static void
put_related(struct server *s, struct tree *t, cJSON *o, const struct document *d,
    const struct cf_relation *rel)
{
	cJSON *list = NULL;
	size_t n = 0;

	for (size_t i = 0; s->related && i < rel->nevidence && n < MOST_RELATED; i++) {
		const struct cf_evidence *e = &rel->evidence[i];

		if (e->path != NULL || (e->place.from == rel->place.from &&
		    e->place.to == rel->place.to))
			continue;
		if (list == NULL)
			list = tree_put(t, o, "relatedInformation", cJSON_CreateArray());
		(void)tree_push(t, list, related_place(s, t, d, e));
		n++;
	}
}

cJSON *
diagnostic_of(struct server *s, struct tree *t, const struct document *d,
    const struct cf_relation *rel)
{
	struct buf b;
	cJSON *o;

	buf_init(&b);
	buf_puts(&b, rel->message);
	if (rel->note[0] != '\0')
		buf_printf(&b, "\n= %s", rel->note);
	buf_put(&b, (struct str){ "", 1 });
	o = diagnostic(s, t, d, rel->place.from, rel->place.to, severity_of(rel->severity),
	    b.failed ? "" : b.p);
	t->failed |= b.failed;
	buf_release(&b);
	put_rule(t, o, d, rel);
	put_related(s, t, o, d, rel);
	return o;
}

/* ---- a document */

static void
put_skips(struct server *s, struct tree *t, cJSON *list, const struct document *d)
{
	for (size_t i = 0; i < cf_report_skips(d->report); i++) {
		const struct cf_skip *skip = cf_report_skip(d->report, i);
		struct buf b;

		if (!skip->failed)
			continue;
		buf_init(&b);
		buf_printf(&b, "not checked: %s", skip->reason);
		buf_put(&b, (struct str){ "", 1 });
		(void)tree_push(t, list, diagnostic(s, t, d, skip->place.from, skip->place.to,
		    SEVERITY_WARNING, b.failed ? "" : b.p));
		t->failed |= b.failed;
		buf_release(&b);
	}
}

static void
put_findings(struct server *s, struct tree *t, cJSON *list, const struct document *d)
{
	size_t n = 0;

	for (size_t i = 0; i < cf_report_size(d->report); i++) {
		const struct cf_relation *rel = cf_report_get(d->report, i);

		if (is_shown(d, rel) && ++n <= CF_MAX_DIAGNOSTICS)
			(void)tree_push(t, list, diagnostic_of(s, t, d, rel));
	}
	if (n > CF_MAX_DIAGNOSTICS)
		(void)tree_push(t, list, diagnostic(s, t, d, 0, 0, SEVERITY_WARNING,
		    "there are more findings than are listed here; crossfoot check lists all"));
}

/* why there is no report; the place is that of a line, or the first */
static void
put_error(struct server *s, struct tree *t, cJSON *list, const struct document *d)
{
	const struct cf_error *err = &d->error;
	size_t line = err->line == 0 ? 0 : err->line - 1;
	size_t from = line < d->lines.n ? d->lines.start[line] : 0;

	(void)tree_push(t, list, diagnostic(s, t, d, from, from, SEVERITY_ERROR, err->message));
}

cJSON *
diagnostics(struct server *s, struct tree *t, const struct document *d)
{
	cJSON *list = cJSON_CreateArray();

	for (size_t i = 0; i < d->nmistakes; i++)
		(void)tree_push(t, list, diagnostic(s, t, d, d->mistakes[i].from,
		    d->mistakes[i].to, SEVERITY_ERROR, d->mistakes[i].message));
	if (d->report != NULL) {
		put_findings(s, t, list, d);
		put_skips(s, t, list, d);
	} else if (d->error.status != CF_OK) {
		put_error(s, t, list, d);
	}
	return list;
}

/* ---- told, or asked for */

static void
send_list(struct server *s, struct tree *t, const char *uri, const cJSON *version, cJSON *list)
{
	cJSON *params = cJSON_CreateObject();

	tree_string(t, params, "uri", uri);
	if (version != NULL)
		(void)tree_put(t, params, "version", cJSON_Duplicate(version, false));
	(void)tree_put(t, params, "diagnostics", list);
	server_send(s, t, rpc_notification(t, "textDocument/publishDiagnostics", params));
}

void
publish(struct server *s, struct document *d)
{
	struct tree t = { false };

	d->published = true;
	send_list(s, &t, d->uri, d->version, diagnostics(s, &t, d));
	if (t.failed)
		server_tell(s, TELL_ERROR, "memory ran out while findings were listed");
}

void
publish_nothing(struct server *s, const char *uri)
{
	struct tree t = { false };

	if (!s->pulls)
		send_list(s, &t, uri, NULL, cJSON_CreateArray());
}

cJSON *
request_diagnostic(struct server *s, struct tree *t, const cJSON *params, struct failure *f)
{
	struct document *d = document_of(s, params, f);
	const char *previous = rpc_text(params, "previousResultId");
	char revision[32];
	cJSON *o;
	bool same;

	if (d == NULL)
		return NULL;
	(void)snprintf(revision, sizeof(revision), "%zu", d->revision);
	same = previous != NULL && strcmp(previous, revision) == 0;
	o = cJSON_CreateObject();
	tree_string(t, o, "kind", same ? "unchanged" : "full");
	tree_string(t, o, "resultId", revision);
	if (!same)
		(void)tree_put(t, o, "items", diagnostics(s, t, d));
	return o;
}
