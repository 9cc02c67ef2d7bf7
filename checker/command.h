/* The commands of the tool; each returns the exit status. */
#ifndef CF_COMMAND_H
#define CF_COMMAND_H

#include "opt.h"

enum exit_status {
	EXIT_CLEAN,	/* nothing at or above --fail-on */
	EXIT_FINDINGS,
	EXIT_NOT_CHECKED	/* something could not be: wins over findings */
};

int command_check(const struct options *o);
int command_show(const struct options *o);
int command_test(const struct options *o);
int command_rules(const struct options *o);
int command_explain(const struct options *o);
int command_lsp(const struct options *o);
int command_generate(const struct options *o);
int command_schema(void);
int command_config_schema(void);
int command_config(const struct options *o);
int command_init(const struct options *o);
int command_fix(const struct options *o);

/* ---- what they share */

/*
 * Load what --rules, --no-default-rules and the configuration here ask for, complain of
 * mistakes and of names given to --rule that no rule has. NULL when there is nothing to go on
 * with; *mistakes is set when something was wrong.
 */
struct cf_rules *load_rules(const struct options *o, bool *mistakes);

/* the same with the packs and parameters of a configuration, which may be NULL */
struct config;
/* NULL when there is nothing to go on with; all that is wrong is told */
struct cf_rules *load_rules_with(const struct options *o, const struct config *c, cf_error_fn fn,
    void *ctx);

/* the rule files that are loaded, and whether the built-in ones are; false: out of memory */
bool wanted_packs(const struct options *o, const struct config *c, struct strings *out);
bool wants_defaults(const struct options *o, const struct config *c);

/* do --rule and --exclude-rule leave the rule in? */
bool is_wanted(const struct options *o, const struct rule *rule);

/* Which of many names is nearest to what was found; names that are far are passed over. */
struct nearest {
	struct arena *arena;
	struct str found;
	struct str best;	/* n == 0: none is near */
	size_t distance;	/* of `best` */
};
void nearest_offer(struct nearest *near, struct str name);

/* tell of each name given to --rule and --exclude-rule that no rule has; false when one was */
bool check_rule_names(const struct options *o, const struct rules *rules, cf_error_fn fn, void *ctx);

/* returns false */
bool complain_of_memory(void);

/* all that was printed has reached the standard output; complains when not */
bool stdout_is_written(void);

#endif
