/* The keys of configurations; see keys.h. */
#include "config/keys.h"

const struct choice config_profiles[] = {
	{ "auto", 0 }, { "author", 1 }, { "officer", 2 }, { "ci", 3 }, { NULL, 0 },
};
const struct choice config_severities[] = {
	{ "info", CF_INFO }, { "warning", CF_WARNING }, { "error", CF_ERROR }, { NULL, 0 },
};
const struct choice config_fail_ons[] = {
	{ "info", CF_INFO }, { "warning", CF_WARNING }, { "error", CF_ERROR },
	{ "never", CF_ERROR + 1 }, { NULL, 0 },
};
const struct choice config_flags[] = { { "true", 1 }, { "false", 0 }, { NULL, 0 } };

/* of overrides, too */
#define SETTINGS \
	{ "only", CONFIG_TEXTS, false, NULL, "rules that are run: pack/id, id or pack/*" }, \
	{ "except", CONFIG_TEXTS, false, NULL, "rules that are left out" }, \
	{ "severity", CONFIG_GRADES, false, config_severities, \
	    "rules, and how bad their findings are" }, \
	{ "profile", CONFIG_CHOICE, false, config_profiles, "for whom the reports are checked" }, \
	{ "min-severity", CONFIG_CHOICE, false, config_severities, \
	    "findings are listed from this severity on" }, \
	{ "fail-on", CONFIG_CHOICE, false, config_fail_ons, \
	    "findings from this severity on fail a run" }

const struct config_key config_keys[] = {
	{ "extends", CONFIG_TEXTS, false, NULL, "configurations that this one wins over" },
	{ "packs", CONFIG_TEXTS, false, NULL, "rule files, or folders with such files" },
	{ "default-rules", CONFIG_CHOICE, false, config_flags, "are the built-in rules used?" },
	{ "with", CONFIG_WITH, false, NULL, "values of the parameters of packs" },
	SETTINGS,
	{ "ignore", CONFIG_TEXTS, false, NULL,
	    "what is left out of folders, written as in .gitignore" },
	{ "baseline", CONFIG_TEXT, false, NULL, "a file of findings that are known" },
	{ "overrides", CONFIG_OVERRIDES, false, NULL,
	    "other settings for some of the reports; of those that fit the last counts" },
	{ "suppressions", CONFIG_SUPPRESSIONS, false, NULL, "findings that are no mistakes" },
	{ .name = NULL },
};

const struct config_key config_override_keys[] = {
	{ "files", CONFIG_TEXTS, true, NULL, "which reports, from the folder of the file" },
	SETTINGS,
	{ .name = NULL },
};

const struct config_key config_suppression_keys[] = {
	{ "rule", CONFIG_TEXT, true, NULL, "what found it: pack/id or id" },
	{ "fingerprint", CONFIG_FINGERPRINT, true, NULL,
	    "which finding: crossfoot check --show fingerprints" },
	{ "reason", CONFIG_TEXT, false, NULL, "why it is no mistake" },
	{ "report", CONFIG_TEXT, true, NULL, "where it is, from the folder of the file" },
	{ .name = NULL },
};

const char *const *
config_key_names(struct arena *a, const struct config_key *keys, const char *but)
{
	const char **names;
	size_t n = 0, k = 0;

	while (keys[n].name != NULL)
		n++;
	names = arena_array(a, n + 1, const char *);
	for (size_t i = 0; i < n; i++)
		if (strcmp(keys[i].name, but) != 0)
			names[k++] = keys[i].name;
	return names;
}
