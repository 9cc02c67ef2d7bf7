/* What may stand in a configuration: the reader and the schema for editors go by these. */
#ifndef CF_CONFIG_KEYS_H
#define CF_CONFIG_KEYS_H

#include "config/config.h"

enum config_type {
	CONFIG_TEXT,
	CONFIG_TEXTS,		/* a text or a list of texts */
	CONFIG_CHOICE,
	CONFIG_GRADES,		/* a map of rules, each with one of `choices` */
	CONFIG_WITH,		/* a map of parameters */
	CONFIG_OVERRIDES,	/* a list of maps of config_override_keys */
	CONFIG_SUPPRESSIONS,	/* ... of config_suppression_keys */
	CONFIG_FINGERPRINT
};

struct config_key {
	const char *name;	/* NULL: the end */
	enum config_type type;
	bool required;
	const struct choice *choices;
	const char *help;
};

extern const struct config_key config_keys[], config_override_keys[], config_suppression_keys[];

/* the names, as map_check_keys() takes them; `but` is left out. `oom` is set. */
const char *const *config_key_names(struct arena *a, const struct config_key *keys,
    const char *but);

#endif
