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
	COMMAND_LSP,
	COMMAND_GENERATE,
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
enum input_format { INPUT_AUTO, INPUT_MARKDOWN, INPUT_TSV, INPUT_CSV, INPUT_MD, INPUT_HTML,
	INPUT_DOCX, INPUT_ODT, INPUT_XLSX, INPUT_ODS, INPUT_PDF };

/* min_severity: as the profile says */
#define SEVERITY_UNSET 3u

struct strings {
	const char **p;
	size_t n, cap;
};

/* Where results go, and how. */
struct wanted_output {
	const char *path;	/* "-": the standard output */
	unsigned format;	/* enum write_format */
	bool append;		/* to what is there: the summary of a step on GitHub */
	bool unsaid;		/* nobody named a format, here or with --format */
};

struct options {
	struct arena *arena;		/* with no `oom` */
	enum command command;
	enum command about;		/* COMMAND_HELP: which; COMMANDS: all of them */
	struct strings args;		/* what is not an option: paths, packs */
	struct strings rules;		/* --rules */
	struct strings only, except;	/* --rule, --exclude-rule */
	struct wanted_output *outputs;	/* check: all of them, at least one */
	size_t noutputs, outputcap;
	unsigned jobs;			/* threads; 0: as many as there are processors */
	unsigned show;			/* bit per verdict */
	/* enums as numbers, so that one table can fill them in */
	unsigned format;		/* enum write_format; WRITE_FORMATS: not given */
	unsigned profile;		/* enum profile_name */
	unsigned min_severity;		/* enum cf_severity, or SEVERITY_UNSET */
	unsigned fail_on;
	unsigned color;
	unsigned input_format;
	unsigned statistics;		/* enum write_statistics */
	bool quiet, group, no_default_rules, json, coverage, original, text;
	bool stdio;			/* lsp: what is done anyway */
	const char *config;		/* --config */
	bool no_config, no_ignore, force_ignore;
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
/* is there an output of this format? */
bool options_have_format(const struct options *o, enum write_format format);
/* does an output say why the rules are there? */
bool options_explain(const struct options *o);
/* may colour be used on this output? */
bool options_color(const struct options *o, FILE *out);

/* One more option by its long name, after the arguments; `value` NULL: it is a flag. The
 * same errors as on the command line. */
bool options_add(struct options *o, const char *name, const char *value, struct cf_error *err);

/* What the tables of commands and options say, for manual pages and completions. */
struct command_words {
	const char *name, *args, *help;
	bool many;	/* more than one argument */
};

struct option_words {
	const char *name;
	char letter;			/* 0: none */
	unsigned commands;		/* a bit for each that takes it */
	const char *const *choices;	/* NULL ends them; NULL: any value */
	const char *value;		/* what it is called; NULL: the option takes none */
	const char *help;
	bool maybe;			/* the value may be left out */
};

const struct command_words *options_command(enum command command);
/* one option after the other; false when there is no such one */
bool options_option(size_t i, struct option_words *out);

/* what `crossfoot help` prints about one command, or about all for COMMANDS */
void options_help(FILE *out, enum command about);

#endif
