/*
 * What the files that read the command line share. opt.c goes through the arguments; the
 * others take values, say what was perhaps meant, settle outputs and see whether it all goes
 * together. Each of them is false when it cannot be, and *err says why. Strings stay those of
 * the caller, or are of the arena of the options, which has no `oom`.
 */
#ifndef CF_OPT_PARSE_H
#define CF_OPT_PARSE_H

#include "opt_table.h"

/* ---- opt_meant.c: always false */

bool opt_unknown_command(struct options *o, const char *arg, struct cf_error *err);
/* "--nmae" or "--nmae=value" */
bool opt_unknown_option(struct options *o, const char *arg, struct cf_error *err);
bool opt_unknown_choice(struct options *o, const struct option *opt, const char *value,
    struct cf_error *err);
/* of --output: `format` stands before the "=" of its value */
bool opt_unknown_format(struct options *o, const struct option *opt, struct str format,
    struct cf_error *err);

/* ---- opt_value.c */

bool opt_add_string(struct options *o, struct strings *list, const char *s, struct cf_error *err);
/* the option was given; value NULL: it is a flag */
bool opt_set(struct options *o, const struct option *opt, const char *value, struct cf_error *err);

/* ---- opt_outputs.c */

bool opt_add_output(struct options *o, struct wanted_output wanted, struct cf_error *err);
/*
 * The outputs in full: those without a format get that of --format, and so does the
 * standard output, unless a file or another format takes its place.
 */
bool opt_settle_outputs(struct options *o, struct cf_error *err);

/* ---- opt_check.c */

/* do options and arguments go together? Once outputs are settled */
bool opt_check(const struct options *o, struct cf_error *err);

#endif
