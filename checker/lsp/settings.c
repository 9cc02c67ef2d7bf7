/*
 * What the client has set, by the names that the options have on the command line:
 * { "rules": ["house.yml"], "min-severity": "warning" }; and the rules that follow
 * from it. What the command line says comes first.
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
	s->options = *s->given;
	s->options.arena = &s->settings;
}

/* ---- options */

/* a path is looked for from the folder of the workspace */
static const char *
in_workspace(struct server *s, const char *name, const char *value)
{
	if (strcmp(name, "rules") != 0 || value == NULL || value[0] == '/' || s->root == NULL)
		return value;
	return arena_printf(&s->settings, "%s/%s", s->root, value).p;
}

/* A workspace may come from anybody: what is neither file nor folder could keep us waiting for
 * ever, or be the very stream that messages come in by. */
static bool
is_readable(const char *name, const char *path, struct cf_error *err)
{
	struct stat st;

	if (strcmp(name, "rules") != 0 || path == NULL || stat(path, &st) != 0 ||
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

	if (own == NULL && s->rules != NULL)
		return;
	arena_reset(&s->settings);
	s->options = *s->given;
	s->options.arena = &s->settings;
	cJSON_ArrayForEach(one, own)
		if (one->string != NULL)
			add_option(s, one);
	rules_reload(s);
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

void
settings_watch(struct server *s)
{
	struct tree t = { false };
	cJSON *params = cJSON_CreateObject(), *list, *one = cJSON_CreateObject();

	list = tree_put(&t, params, "registrations", cJSON_CreateArray());
	tree_string(&t, one, "id", "settings");
	tree_string(&t, one, "method", "workspace/didChangeConfiguration");
	(void)tree_push(&t, list, one);
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

/* ---- rules */

/* cf_error_fn */
static void
tell_error(void *ctx, const struct cf_error *err)
{
	server_tell_error(ctx, err);
}

/* what was found by other rules is nothing any more */
static void
check_all_again(struct server *s)
{
	struct tree t = { false };

	if (s->documents.n == 0)
		return;
	documents_forget(&s->documents);
	if (s->pulls && s->refresh_diagnostics)
		server_send(s, &t, rpc_request(&t, ++s->asked, "workspace/diagnostic/refresh", NULL));
	if (s->refresh_lenses)
		server_send(s, &t, rpc_request(&t, ++s->asked, "workspace/codeLens/refresh", NULL));
}

void
rules_reload(struct server *s)
{
	const struct options *o = &s->options;
	unsigned load = LOAD_REASONS | (o->no_default_rules ? 0u : (unsigned)LOAD_DEFAULTS);

	cf_rules_free(s->rules);
	(void)rules_load(&s->rules, o->rules.p, o->rules.n, load, tell_error, s);
	if (s->rules == NULL || cf_rules_count(s->rules) == 0)
		server_tell(s, TELL_ERROR, "there are no rules to go by");
	else
		(void)check_rule_names(o, &s->rules->rules, tell_error, s);
	check_all_again(s);
}

bool
rules_use(const struct server *s, const struct document *d)
{
	struct stat is, used;

	if (s->rules == NULL || stat(d->path, &is) != 0)
		return false;
	for (size_t i = 0; i < s->rules->rules.nfiles; i++)
		if (stat(s->rules->rules.file[i], &used) == 0 && is.st_dev == used.st_dev &&
		    is.st_ino == used.st_ino)
			return true;
	return false;
}
