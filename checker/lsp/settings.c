/*
 * What the client has set, by the names that the options have on the command line:
 * { "rules": ["house.yml"], "min-severity": "warning" }. What the command line says
 * comes first, and both before what configurations say.
 */
#include "lsp/server.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/status.h"
#include "command.h"

void
settings_init(struct server *s)
{
	arena_init(&s->settings, CF_MAX_MEMORY);
	plans_init(s);
	s->options = *s->given;
	s->options.arena = &s->settings;
}

/* ---- options */

static bool
is_path(const char *name)
{
	return strcmp(name, "rules") == 0 || strcmp(name, "config") == 0 ||
	    strcmp(name, "baseline") == 0;
}

/* a path is looked for from the folder of the workspace */
static const char *
in_workspace(struct server *s, const char *name, const char *value)
{
	if (!is_path(name) || value == NULL || value[0] == '/' || s->root == NULL)
		return value;
	return arena_printf(&s->settings, "%s/%s", s->root, value).p;
}

/* A workspace may come from anybody: what is neither file nor folder could keep us waiting for
 * ever, or be the very stream that messages come in by. */
static bool
is_readable(const char *name, const char *path, struct cf_error *err)
{
	struct stat st;

	if (!is_path(name) || path == NULL || stat(path, &st) != 0 ||
	    S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
		return true;
	(void)error_set(err, CF_EIO, path, 0, 0, "is neither a file nor a folder");
	return false;
}

/* the value as it would stand on the command line; NULL: it cannot stand there */
static const char *
as_text(struct server *s, const cJSON *value)
{
	if (cJSON_IsString(value))
		return arena_str(&s->settings, str_of(value->valuestring)).p;
	if (cJSON_IsNumber(value))
		return arena_printf(&s->settings, "%g", value->valuedouble).p;
	return NULL;
}

static void
add_value(struct server *s, const char *name, const cJSON *value)
{
	struct cf_error err = { .status = CF_OK };
	const char *text = as_text(s, value);

	if (text == NULL && !cJSON_IsTrue(value)) {
		(void)error_set(&err, CF_EINPUT, NULL, 0, 0, "--%s cannot be set like that", name);
		server_tell_error(s, &err);
		return;
	}
	text = in_workspace(s, name, text);
	if (!is_readable(name, text, &err) || !options_add(&s->options, name, text, &err))
		server_tell_error(s, &err);
}

static void
add_option(struct server *s, const cJSON *setting)
{
	const cJSON *one;

	if (cJSON_IsNull(setting) || cJSON_IsFalse(setting))
		return;
	if (!cJSON_IsArray(setting)) {
		add_value(s, setting->string, setting);
		return;
	}
	cJSON_ArrayForEach(one, setting)
		add_value(s, setting->string, one);
}

/* settings may be ours alone, or those of all servers with ours under our name */
static const cJSON *
ours(const cJSON *settings)
{
	const cJSON *under = rpc_at(settings, "crossfoot"), *one;

	if (under != NULL)
		return cJSON_IsObject(under) ? under : NULL;
	if (!cJSON_IsObject(settings))
		return NULL;
	cJSON_ArrayForEach(one, settings)
		if (cJSON_IsObject(one))
			return NULL;
	return settings;
}

void
settings_apply(struct server *s, const cJSON *settings)
{
	const cJSON *one, *own = ours(settings);
	struct cf_error err;

	if (own == NULL && s->service.begun)
		return;
	arena_reset(&s->settings);
	s->options = *s->given;
	s->options.arena = &s->settings;
	cJSON_ArrayForEach(one, own)
		if (one->string != NULL)
			add_option(s, one);
	if (s->options.config != NULL && s->options.no_config) {
		(void)error_set(&err, CF_EINPUT, NULL, 0, 0, "config and no-config exclude each other");
		server_tell_error(s, &err);
		s->options.config = NULL;
	}
	plans_anew(s);
}

void
settings_ask(struct server *s)
{
	struct tree t = { false };
	cJSON *params = cJSON_CreateObject(), *items, *item = cJSON_CreateObject();

	items = tree_put(&t, params, "items", cJSON_CreateArray());
	tree_string(&t, item, "section", "crossfoot");
	(void)tree_push(&t, items, item);
	s->settings_asked = ++s->asked;
	server_send(s, &t, rpc_request(&t, s->asked, "workspace/configuration", params));
}

static cJSON *
registration(struct tree *t, cJSON *list, const char *method)
{
	cJSON *one = cJSON_CreateObject();

	tree_string(t, one, "id", method);
	tree_string(t, one, "method", method);
	return tree_push(t, list, one);
}

/* what a configuration, rules and ignore files are called; baselines may have any name */
static void
put_watchers(struct tree *t, cJSON *of)
{
	static const char *const globs[] = { "**/*.{yml,yaml}", "**/.crossfootignore",
		"**/.gitignore", "**/*.baseline" };
	cJSON *options = tree_put(t, of, "registerOptions", cJSON_CreateObject());
	cJSON *list = tree_put(t, options, "watchers", cJSON_CreateArray());

	for (size_t i = 0; i < sizeof(globs) / sizeof(globs[0]); i++) {
		cJSON *one = tree_push(t, list, cJSON_CreateObject());

		tree_string(t, one, "globPattern", globs[i]);
	}
}

void
settings_watch(struct server *s)
{
	struct tree t = { false };
	cJSON *params = cJSON_CreateObject(), *list;

	list = tree_put(&t, params, "registrations", cJSON_CreateArray());
	if (s->registers_settings)
		(void)registration(&t, list, "workspace/didChangeConfiguration");
	if (s->registers_files)
		put_watchers(&t, registration(&t, list, "workspace/didChangeWatchedFiles"));
	server_send(s, &t, rpc_request(&t, ++s->asked, "client/registerCapability", params));
}

/* some clients say what is set, others only that something is */
void
note_settings(struct server *s, const cJSON *params)
{
	const cJSON *settings = rpc_at(params, "settings");

	if (ours(settings) != NULL)
		settings_apply(s, settings);
	else if (s->configuration)
		settings_ask(s);
}
