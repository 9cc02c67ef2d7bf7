/* What the editor tells of its documents; see server.h. */
#include "lsp/server.h"

static struct document *
named(struct server *s, const cJSON *params)
{
	const char *uri = rpc_text(params, "textDocument.uri");
	struct document *d = uri == NULL ? NULL : documents_find(&s->documents, uri);

	if (d == NULL)
		server_tell(s, TELL_LOG, uri == NULL ? "textDocument.uri is missing" :
		    "this was about a document that is not open");
	return d;
}

static void
set_version(struct document *d, const cJSON *params)
{
	const cJSON *version = rpc_at(params, "textDocument.version");

	cJSON_Delete(d->version);
	d->version = cJSON_IsNumber(version) ? cJSON_Duplicate(version, false) : NULL;
}

void
note_opened(struct server *s, const cJSON *params)
{
	const char *uri = rpc_text(params, "textDocument.uri");
	const char *language = rpc_text(params, "textDocument.languageId");
	const char *text = rpc_text(params, "textDocument.text");
	struct document *d;

	if (uri == NULL || text == NULL) {
		server_tell(s, TELL_LOG, "textDocument.uri or textDocument.text is missing");
		return;
	}
	d = documents_open(&s->documents, uri, language == NULL ? "" : language);
	if (d != NULL && !document_set(d, str_of(text))) {
		documents_close(&s->documents, d);
		d = NULL;
	}
	if (d == NULL)
		server_tell(s, TELL_ERROR, "a document could not be taken in: too many are open "
		    "(CF_MAX_OPEN), or memory ran out");
	else
		set_version(d, params);
}

void
note_changed(struct server *s, const cJSON *params)
{
	const cJSON *change, *changes = rpc_at(params, "contentChanges");
	struct document *d = named(s, params);
	const char *why = "contentChanges is no list";
	bool good = cJSON_IsArray(changes);

	if (d == NULL)
		return;
	cJSON_ArrayForEach(change, changes)
		good = good && document_edit(d, change, s->utf8, &why);
	set_version(d, params);
	if (good)
		return;
	/* the text is not known any more: better nothing than findings in wrong places */
	server_tell(s, TELL_ERROR, why);
	server_tell(s, TELL_ERROR, "an edit could not be followed, so this document is not "
	    "checked until it is opened again");
	publish_nothing(s, d->uri);
	documents_close(&s->documents, d);
}

void
note_closed(struct server *s, const cJSON *params)
{
	struct document *d = named(s, params);

	if (d == NULL)
		return;
	publish_nothing(s, d->uri);
	documents_close(&s->documents, d);
}

/* rules and configurations that are saved count from now on */
void
note_saved(struct server *s, const cJSON *params)
{
	struct document *d = named(s, params);

	plans_freshen(s, d != NULL && d->is_file ? d->path : NULL);
}
