/*
 * What may stand in a rule: for every key its type, where its value goes, what
 * it may be, and what it is for; for every check its own keys and the names its
 * message may use. The walker of rule files, the schema for editors and
 * `explain` all read these tables.
 */
#ifndef CF_RULES_KINDS_H
#define CF_RULES_KINDS_H

#include "rules/rules.h"

enum param_type {
	PARAM_TEXT,		/* struct str */
	PARAM_ID,		/* struct str of [a-z0-9-] */
	PARAM_CHECK,		/* enum check_kind; read before all others */
	PARAM_TEMPLATE,		/* struct str with {names} */
	PARAM_CHOICE,		/* an enum: one of `choices` */
	PARAM_CHOICES,		/* bits: one of `choices` or a list of them */
	PARAM_SELECTOR,		/* struct selector */
	PARAM_FILTER,		/* struct table_filter: a map of `filter_params` */
	PARAM_JOIN,		/* struct join: true, or a map of `join_params` */
	PARAM_PATTERN,		/* const struct pattern * */
	PARAM_NUMBER,		/* struct figure */
	PARAM_FLAG,		/* bool */
	PARAM_STATEMENT,	/* struct expression: true or false */
	PARAM_VALUE,		/* struct expression: a cell */
	PARAM_LET,		/* rule->let and rule->nlet: a map of names and expressions */
	PARAM_TYPES,		/* rule->types: a map of captures and types */
	PARAM_APPROXIMATE,	/* rule->approximate: a map of `approximators` and selectors */
	PARAM_WORDS,		/* rule->words: a map of words and "low..high" */
	PARAM_LEVELS,		/* rule->levels: a map of names and statements */
	PARAM_SHOWN,		/* their `shown`: a map of names and selectors */
	PARAM_PLACES,		/* rule->places: a list of maps of `place_params` */
	PARAM_PATTERNS,		/* struct place_patterns; `choices` are those of their scope */
	PARAM_FIELDS,		/* struct fields */
	PARAM_SPELLINGS,	/* struct spelling_groups */
	PARAM_TESTS		/* rule->tests and rule->ntests: a list of maps */
};

struct choice {
	const char *name;	/* NULL: the end */
	unsigned value;
};

struct param {
	const char *name;		/* NULL: the end */
	enum param_type type;
	bool required;
	size_t offset;			/* in struct rule, or in struct table_filter */
	const struct choice *choices;
	const char *const *captures;	/* PARAM_PATTERN: those it must have; NULL: none.
					 * PARAM_PATTERNS: one of them */
	const char *help;		/* one line */
};

struct kind {
	const char *id;
	const char *help;
	const struct param *params;	/* its own, besides `common_params` */
	const char *const *names;	/* for messages, besides `common_names` */
	bool captures;			/* the captures of `match` are names too */
	enum each each;			/* what its expressions are about, unless `each` says */
};

extern const struct kind kinds[CHECK_KINDS];
extern const struct param common_params[];	/* of every rule */
extern const struct param filter_params[];	/* of `table:` */
extern const struct param join_params[];	/* of `join:`; offsets in struct join */
extern const struct param lookout_params[];	/* of a pattern with the places it looks at */
extern const struct param field_params[];	/* of one of `fields:` */
extern const struct param place_params[];	/* of one of `places:` */
extern const struct choice type_choices[];	/* of captures */
extern const struct choice approximators[];	/* of `approximate:` */
extern const struct choice test_choices[];	/* the verdicts a test may want */
extern const char *const common_names[];	/* in every message; NULL ends it */

/* the parameter with this name, or NULL */
const struct param *param_find(const struct param *params, struct str name);
/* the kind with this id, or NULL */
const struct kind *kind_find(struct str id);

#endif
