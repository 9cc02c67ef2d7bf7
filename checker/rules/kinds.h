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
#define PARAM(id, keys, choices, words) PARAM_##id,
#include "rules/params.def"
#undef PARAM
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
