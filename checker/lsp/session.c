/* The request that begins a session: what each side can do; see server.h. */
#include <stdlib.h>

#include "lsp/server.h"

/* does the client count in bytes, too? */
static bool
has_utf8(const cJSON *params)
{
	const cJSON *one, *list = rpc_at(params, "capabilities.general.positionEncodings");

	cJSON_ArrayForEach(one, list)
		if (cJSON_IsString(one) && strcmp(one->valuestring, "utf-8") == 0)
			return true;
	return false;
}

static bool
has_markdown(const cJSON *params)
{
	const cJSON *one, *list = rpc_at(params, "capabilities.textDocument.hover.contentFormat");

	cJSON_ArrayForEach(one, list)
		if (cJSON_IsString(one) && strcmp(one->valuestring, "markdown") == 0)
			return true;
	return false;
}

static void
note_client(struct server *s, const cJSON *params)
{
	const cJSON *can = rpc_at(params, "capabilities");

	s->utf8 = has_utf8(params);
	s->markdown = has_markdown(params);
	s->pulls = cJSON_IsObject(rpc_at(can, "textDocument.diagnostic"));
	s->related = rpc_flag(can, "textDocument.publishDiagnostics.relatedInformation") ||
	    s->pulls;
	s->literals = cJSON_IsObject(rpc_at(can, "textDocument.codeAction.codeActionLiteralSupport"));
	s->versions = rpc_flag(can, "workspace.workspaceEdit.documentChanges");
	s->configuration = rpc_flag(can, "workspace.configuration");
	s->registers_settings = rpc_flag(can,
	    "workspace.didChangeConfiguration.dynamicRegistration");
	s->registers_files = rpc_flag(can, "workspace.didChangeWatchedFiles.dynamicRegistration");
	s->refresh_diagnostics = rpc_flag(can, "workspace.diagnostics.refreshSupport");
	s->refresh_lenses = rpc_flag(can, "workspace.codeLens.refreshSupport");
}

/* the folder that paths in the settings begin in */
static void
note_root(struct server *s, const cJSON *params)
{
	const char *uri = rpc_text(cJSON_GetArrayItem(rpc_at(params, "workspaceFolders"), 0), "uri");

	if (uri == NULL)
		uri = rpc_text(params, "rootUri");
	if (uri != NULL && strncmp(uri, "file://", 7) == 0)
		s->root = uri_path(uri);
}

static cJSON *
server_can(const struct server *s, struct tree *t)
{
	cJSON *can = cJSON_CreateObject(), *sync, *actions, *offered, *pull, *lens;

	tree_string(t, can, "positionEncoding", s->utf8 ? "utf-8" : "utf-16");
	sync = tree_put(t, can, "textDocumentSync", cJSON_CreateObject());
	tree_flag(t, sync, "openClose", true);
	tree_number(t, sync, "change", 2);	/* incremental */
	tree_flag(t, sync, "save", true);
	tree_flag(t, can, "hoverProvider", true);
	actions = tree_put(t, can, "codeActionProvider", cJSON_CreateObject());
	offered = tree_put(t, actions, "codeActionKinds", cJSON_CreateArray());
	(void)tree_push(t, offered, cJSON_CreateString("quickfix"));
	lens = tree_put(t, can, "codeLensProvider", cJSON_CreateObject());
	tree_flag(t, lens, "resolveProvider", false);
	pull = tree_put(t, can, "diagnosticProvider", cJSON_CreateObject());
	tree_string(t, pull, "identifier", "crossfoot");
	tree_flag(t, pull, "interFileDependencies", false);
	tree_flag(t, pull, "workspaceDiagnostics", false);
	return can;
}

cJSON *
request_initialize(struct server *s, struct tree *t, const cJSON *params, struct failure *f)
{
	cJSON *result, *info;

	if (!cJSON_IsObject(params)) {
		*f = (struct failure){ RPC_INVALID_PARAMS, "params must be an object" };
		return NULL;
	}
	note_client(s, params);
	note_root(s, params);
	s->phase = PHASE_RUNNING;
	settings_apply(s, rpc_at(params, "initializationOptions"));
	result = cJSON_CreateObject();
	(void)tree_put(t, result, "capabilities", server_can(s, t));
	info = tree_put(t, result, "serverInfo", cJSON_CreateObject());
	tree_string(t, info, "name", "crossfoot");
	tree_string(t, info, "version", CF_VERSION);
	return result;
}
