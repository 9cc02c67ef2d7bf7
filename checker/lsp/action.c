/* Quick fixes: what is suggested can be put in the place of what stands there. */
#include "lsp/server.h"

#include "diff.h"
#include "report/report.h"

/* is the kind asked for? "quickfix" answers to "quickfix" and to nothing at all */
static bool
is_wanted_kind(const cJSON *params)
{
	const cJSON *one, *only = rpc_at(params, "context.only");

	if (!cJSON_IsArray(only))
		return true;
	cJSON_ArrayForEach(one, only)
		if (cJSON_IsString(one) && (strcmp(one->valuestring, "quickfix") == 0 ||
		    one->valuestring[0] == '\0'))
			return true;
	return false;
}

/* { uri: [edit] }, or with the version that it is an edit of */
static cJSON *
workspace_edit(struct server *s, struct tree *t, const struct document *d, cJSON *edit)
{
	cJSON *o = cJSON_CreateObject(), *edits, *changes, *change, *id;

	if (!s->versions) {
		changes = tree_put(t, o, "changes", cJSON_CreateObject());
		edits = tree_put(t, changes, d->uri, cJSON_CreateArray());
		(void)tree_push(t, edits, edit);
		return o;
	}
	changes = tree_put(t, o, "documentChanges", cJSON_CreateArray());
	change = tree_push(t, changes, cJSON_CreateObject());
	id = tree_put(t, change, "textDocument", cJSON_CreateObject());
	tree_string(t, id, "uri", d->uri);
	(void)tree_put(t, id, "version", d->version == NULL ? cJSON_CreateNull() :
	    cJSON_Duplicate(d->version, false));
	edits = tree_put(t, change, "edits", cJSON_CreateArray());
	(void)tree_push(t, edits, edit);
	return o;
}

/* what a menu shows has one line, and not a long one */
static void
put_title(struct tree *t, cJSON *o, struct str now, const char *suggestion)
{
	struct buf b;

	buf_init(&b);
	if (suggestion[0] == '\0')
		buf_printf(&b, "Delete \"%.*s\"", (int)now.n, now.p);
	else
		buf_printf(&b, "Change \"%.*s\" to \"%s\"", (int)now.n, now.p, suggestion);
	for (size_t i = 0; i < b.n; i++)
		if ((unsigned char)b.p[i] < ' ')
			b.p[i] = ' ';
	buf_put(&b, (struct str){ "", 1 });
	tree_string(t, o, "title", b.failed ? "" : b.p);
	t->failed |= b.failed;
	buf_release(&b);
}

static cJSON *
action(struct server *s, struct tree *t, const struct document *d, const struct cf_relation *rel)
{
	cJSON *o = cJSON_CreateObject(), *edit = cJSON_CreateObject(), *list;
	struct str now = str_sub(buf_str(&d->text), rel->place.from, rel->place.to);

	put_title(t, o, now, rel->suggestion);
	tree_string(t, o, "kind", "quickfix");
	list = tree_put(t, o, "diagnostics", cJSON_CreateArray());
	(void)tree_push(t, list, diagnostic_of(s, t, d, rel));
	tree_flag(t, o, "isPreferred", true);
	(void)tree_put(t, edit, "range", document_range(d, t, rel->place.from, rel->place.to, s->utf8));
	tree_string(t, edit, "newText", rel->suggestion);
	(void)tree_put(t, o, "edit", workspace_edit(s, t, d, edit));
	return o;
}

/* is something suggested that can be put in as it is? */
static bool
is_offered(const struct document *d, const struct cf_relation *rel)
{
	return rel->suggestion != NULL && edit_is_plain(d->report->format,
	    str_sub(buf_str(&d->text), rel->place.from, rel->place.to), rel->suggestion);
}

cJSON *
request_actions(struct server *s, struct tree *t, const cJSON *params, struct failure *f)
{
	struct document *d = document_of(s, params, f);
	size_t from, to;
	cJSON *list;

	if (d == NULL)
		return NULL;
	if (!document_offset(d, rpc_at(params, "range.start"), s->utf8, &from) ||
	    !document_offset(d, rpc_at(params, "range.end"), s->utf8, &to)) {
		*f = (struct failure){ RPC_INVALID_PARAMS, "range is none" };
		return NULL;
	}
	list = cJSON_CreateArray();
	if (d->report == NULL || !is_wanted_kind(params) || !s->literals)
		return list;
	for (size_t i = 0; i < cf_report_size(d->report); i++) {
		const struct cf_relation *rel = cf_report_get(d->report, i);

		if (is_shown(d, rel) && is_offered(d, rel) && rel->place.from <= to &&
		    from <= rel->place.to)
			(void)tree_push(t, list, action(s, t, d, rel));
	}
	return list;
}
