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

/* ---- what they share */

/*
 * Load what --rules and --no-default-rules ask for, complain of mistakes and of
 * names given to --rule that no rule has. NULL when there is nothing to go on
 * with; *mistakes is set when something was wrong.
 */
struct cf_rules *load_rules(const struct options *o, bool *mistakes);

/* do --rule and --exclude-rule leave the rule in? */
bool is_wanted(const struct options *o, const struct rule *rule);

/* all that was printed has reached the standard output; complains when not */
bool stdout_is_written(void);

#endif
