/*
 * The command line: a table of commands, a table of options, and what the
 * arguments came to.
 */
#ifndef CF_OPT_H
#define CF_OPT_H

#include "base/arena.h"
#include "crossfoot.h"
#include "write/write.h"

enum command {
	COMMAND_CHECK,
	COMMAND_SHOW,
	COMMAND_TEST,
	COMMAND_RULES,
	COMMAND_EXPLAIN,
	COMMAND_SCHEMA,
	COMMAND_CONFIG,
	COMMAND_INIT,
	COMMAND_FIX,
	COMMAND_HELP,
	COMMAND_VERSION,
	COMMANDS
};

enum fail_on { FAIL_ON_INFO, FAIL_ON_WARNING, FAIL_ON_ERROR, FAIL_ON_NEVER };
enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum input_format { INPUT_AUTO, INPUT_MARKDOWN, INPUT_TSV, INPUT_CSV, INPUT_MD, INPUT_DOCX, INPUT_ODT,
	INPUT_XLSX };

/* min_severity: as the profile says */
#define SEVERITY_UNSET 3u

struct strings {
	const char **p;
	size_t n, cap;
};

struct options {
	struct arena *arena;		/* with no `oom` */
	enum command command;
	enum command about;		/* COMMAND_HELP: which; COMMANDS: all of them */
	struct strings args;		/* what is not an option: paths, packs */
	struct strings rules;		/* --rules */
	struct strings only, except;	/* --rule, --exclude-rule */
	const char *output;
	unsigned show;			/* bit per verdict */
	/* enums as numbers, so that one table can fill them in */
	unsigned format;		/* enum write_format */
	unsigned profile;		/* enum profile_name */
	unsigned min_severity;		/* enum cf_severity, or SEVERITY_UNSET */
	unsigned fail_on;
	unsigned color;
	unsigned input_format;
	unsigned statistics;		/* enum write_statistics */
	bool quiet, group, no_default_rules, json, coverage, original;
	const char *config;		/* --config */
	bool no_config, no_ignore;
	const char *baseline, *write_baseline;
	bool prune_baseline;
	const char *changed_since;
	bool dry_run, apply;		/* fix */
	uint64_t given;			/* a bit for each option that was given; options_gave() */
};

/*
 * Fill *o from the arguments; the strings stay argv's. false when they do not
 * make sense: *err says why and what was perhaps meant.
 */
bool options_parse(struct options *o, struct arena *a, int argc, char **argv,
    struct cf_error *err);

/* was the option of this name given, so that no configuration counts against it? */
bool options_gave(const struct options *o, const char *name);
/* "markdown", ... or NULL for INPUT_AUTO */
const char *options_input_format(const struct options *o);
/* may colour be used on this output? */
bool options_color(const struct options *o, FILE *out);

/* what `crossfoot help` prints about one command, or about all for COMMANDS */
void options_help(FILE *out, enum command about);

#endif
