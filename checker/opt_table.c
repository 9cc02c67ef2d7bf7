/* What commands and options there are, and their help; see opt_table.h. */
#include "opt_table.h"

static const struct command_words commands[COMMANDS] = {
	[COMMAND_CHECK] = { "check", "[options] PATH...",
		"check reports: files, folders, or - for the standard input", true },
	[COMMAND_SHOW] = { "show", "[options] [PATH]",
		"print a report as it is read (no PATH: standard input): sections, tables, figures",
		false },
	[COMMAND_TEST] = { "test", "[options] [PACK...]",
		"run the tests inside rule packs (default: all rules that are used here)", true },
	[COMMAND_RULES] = { "rules", "[options]",
		"list the rules: name, severity, check, title", false },
	[COMMAND_EXPLAIN] = { "explain", "[options] RULE",
		"say what a rule does and why, with an example; also of a check, or of functions",
		false },
	[COMMAND_LSP] = { "lsp", "[options]",
		"serve an editor: the language server protocol on standard input and output", false },
	[COMMAND_GENERATE] = { "generate", "man|rules-man|bash|zsh|fish",
		"print a manual page, or what completes command lines in a shell", false },
	[COMMAND_SCHEMA] = { "schema", "[config]",
		"print the JSON Schema of rule files, or that of configurations, for editors",
		false },
	[COMMAND_CONFIG] = { "config", "show [options] [PATH]",
		"say which configuration counts for a report, and where each value was given", true },
	[COMMAND_INIT] = { "init", "[FOLDER]",
		"write a .crossfoot.yml with everything in it that can be set, commented out", false },
	[COMMAND_FIX] = { "fix", "--dry-run|--apply [options] PATH...",
		"put in what is suggested, where nothing else can be meant", true },
	[COMMAND_HELP] = { "help", "[COMMAND]", "say more about a command", false },
	[COMMAND_VERSION] = { "version", "", "print the version", false },
};

/* enum write_format */
static const char *const formats[] = { "text", "concise", "json", "jsonl", "sarif", "github", "gitlab",
	"junit", "rdjson", "html", NULL };
static const char *const severities[] = { "info", "warning", "error", NULL };
static const char *const fail_ons[] = { "info", "warning", "error", "never", NULL };
static const char *const color_modes[] = { "auto", "always", "never", NULL };
const char *const option_inputs[] = { "auto", "markdown", "tsv", "csv", "md", "html", "docx", "odt",
	"xlsx", "ods", "pdf", NULL };
static const char *const shows[] = { "held", "rounding", "undecided", "failed", "all",
	"suppressed", "fingerprints", NULL };

static const char *const profiles[] = { "auto", "author", "officer", "ci", NULL };
static const char *const orders[] = { "none", "rule", "cost", NULL };	/* write_statistics */

#define CHECK	(1u << COMMAND_CHECK)
#define SHOW	(1u << COMMAND_SHOW)
#define LSP	(1u << COMMAND_LSP)
#define TEST	(1u << COMMAND_TEST)
#define RULES	(1u << COMMAND_RULES)
#define EXPLAIN	(1u << COMMAND_EXPLAIN)
#define CONFIG	(1u << COMMAND_CONFIG)
#define FIX	(1u << COMMAND_FIX)
#define AT(field) offsetof(struct options, field)

const struct option option_table[] = {
	{ "format", 0, CHECK, OPTION_CHOICE, AT(format), formats, "FORMAT",
		"text (default), concise, json, jsonl, sarif, github, gitlab, junit, rdjson, html" },
	{ "output", 0, CHECK, OPTION_OUTPUT, 0, formats, "[FORMAT=]FILE",
		"write there instead of to the standard output; with FORMAT= besides, and again" },
	{ "show", 0, CHECK, OPTION_VERDICTS, AT(show), shows, "WHAT",
		"list held, rounding or undecided relations too, suppressed findings, or all; "
		"fingerprints shows each in text; commas join" },
	{ "profile", 0, CHECK, OPTION_CHOICE, AT(profile), profiles, "WHO",
		"for whom: author, officer or ci; auto (default): officer for an agenda pack" },
	{ "group", 0, CHECK, OPTION_FLAG, AT(group), NULL, NULL,
		"text: the findings of each report of a document under a heading of its own" },
	{ "min-severity", 0, CHECK | LSP, OPTION_CHOICE, AT(min_severity), severities, "SEVERITY",
		"list findings from this severity on: error, warning, info" },
	{ "fail-on", 0, CHECK, OPTION_CHOICE, AT(fail_on), fail_ons, "SEVERITY",
		"exit 1 for findings from this on: error (default), warning, info, never" },
	{ "rules", 0, CHECK | RULES | EXPLAIN | LSP | FIX, OPTION_TEXTS, AT(rules), NULL, "PATH",
		"add the rule packs of a file or folder; can be given again" },
	{ "no-default-rules", 0, CHECK | RULES | EXPLAIN | LSP | FIX, OPTION_FLAG,
		AT(no_default_rules), NULL, NULL, "leave out the built-in packs" },
	{ "rule", 0, CHECK | TEST | RULES | LSP | FIX, OPTION_NAMES, AT(only), NULL, "NAME",
		"only this rule, or those of pack/*; commas join, can be given again" },
	{ "exclude-rule", 0, CHECK | TEST | RULES | LSP | FIX, OPTION_NAMES, AT(except), NULL, "NAME",
		"leave out this rule, or those of pack/*; commas join, can be given again" },
	{ "config", 0, CHECK | CONFIG | FIX | RULES | EXPLAIN | TEST | LSP, OPTION_TEXT, AT(config), NULL, "FILE",
		"this configuration, not the nearest .crossfoot.yml of each report" },
	{ "no-config", 0, CHECK | FIX | RULES | EXPLAIN | TEST | LSP, OPTION_FLAG, AT(no_config), NULL, NULL,
		"look at no configuration" },
	{ "no-ignore", 0, CHECK | FIX | LSP, OPTION_FLAG, AT(no_ignore), NULL, NULL,
		"folders: take what .crossfootignore, .gitignore or the configuration leave out" },
	{ "force-ignore", 0, CHECK | FIX, OPTION_FLAG, AT(force_ignore), NULL, NULL,
		"leave that out of files that are named, too, as hooks do" },
	{ "baseline", 0, CHECK | FIX | LSP, OPTION_TEXT, AT(baseline), NULL, "FILE",
		"findings that are known: they are not reported, and do not fail the run" },
	{ "write-baseline", 0, CHECK, OPTION_TEXT, AT(write_baseline), NULL, "FILE",
		"write what is found into a baseline, instead of reporting it" },
	{ "prune-baseline", 0, CHECK, OPTION_FLAG, AT(prune_baseline), NULL, NULL,
		"take out of the baseline what no longer occurs" },
	{ "changed-since", 0, CHECK, OPTION_TEXT, AT(changed_since), NULL, "REV",
		"only findings on lines that have changed since a git revision" },
	{ "dry-run", 0, FIX, OPTION_FLAG, AT(dry_run), NULL, NULL,
		"print what would change, as a unified diff" },
	{ "apply", 0, FIX, OPTION_FLAG, AT(apply), NULL, NULL, "write it" },
	{ "jobs", 'j', CHECK, OPTION_NUMBER, AT(jobs), NULL, "N",
		"check so many files at once (default: as many as there are processors)" },
	{ "input-format", 0, CHECK | SHOW | FIX, OPTION_CHOICE, AT(input_format), option_inputs, "FORMAT",
		"auto (default: by content and name), markdown, tsv, csv, html, docx, odt, xlsx, ods, pdf" },
	{ "text", 0, SHOW, OPTION_FLAG, AT(text), NULL, NULL,
		"only the text, whose lines and columns JSON gives" },
	{ "original", 0, CHECK | SHOW, OPTION_FLAG, AT(original), NULL, NULL,
		"tracked changes of a Word or OpenDocument text: as it was before them" },
	{ "color", 0, CHECK, OPTION_CHOICE, AT(color), color_modes, "WHEN",
		"auto (default: on a terminal, without NO_COLOR), always or never" },
	{ "statistics", 0, CHECK, OPTION_MAYBE, AT(statistics), orders, "[=ORDER]",
		"what each rule came to and its time; in the order rule (default) or cost" },
	{ "stdio", 0, LSP, OPTION_FLAG, AT(stdio), NULL, NULL,
		"what is done anyway; many editors add it" },
	{ "json", 0, RULES, OPTION_FLAG, AT(json), NULL, NULL, "as JSON, with all there is to say" },
	{ "coverage", 0, TEST, OPTION_FLAG, AT(coverage), NULL, NULL,
		"fail for each rule without a test that makes it fire, or keeps it silent" },
	{ "quiet", 'q', CHECK, OPTION_FLAG, AT(quiet), NULL, NULL,
		"only the summary line" },
};
#define NOPTIONS (sizeof(option_table) / sizeof(option_table[0]))
const size_t option_table_size = NOPTIONS;
_Static_assert(NOPTIONS <= 64, "options.given has a bit for each");

/* ---- for others */

const struct command_words *
options_command(enum command command)
{
	return &commands[command];
}

bool
options_option(size_t i, struct option_words *out)
{
	if (i >= NOPTIONS)
		return false;
	*out = (struct option_words){ .name = option_table[i].name, .letter = option_table[i].letter,
		.commands = option_table[i].commands, .choices = option_table[i].choices, .value = option_table[i].value,
		.help = option_table[i].help, .maybe = option_table[i].type == OPTION_MAYBE };
	return true;
}

/* ---- help */

/* one option in two columns */
static void
help_line(FILE *out, char letter, const char *name, const char *value, const char *help)
{
	int n;

	if (letter != 0)
		n = fprintf(out, "  -%c, --%s%s%s", letter, name, value == NULL ? "" : " ",
		    value == NULL ? "" : value);
	else	/* a value that may be left out, "[=ORDER]", has its sign with it */
		n = fprintf(out, "  --%s%s%s", name, value == NULL || value[1] == '=' ? "" : " ",
		    value == NULL ? "" : value);
	(void)fprintf(out, "%*s%s\n", n < 26 ? 26 - n : 1, "", help);
}

static void
help_options(FILE *out, enum command about)
{
	(void)fprintf(out, "\noptions:\n");
	for (size_t i = 0; i < NOPTIONS; i++) {
		const struct option *opt = &option_table[i];

		if ((opt->commands >> about & 1) != 0)
			help_line(out, opt->letter, opt->name, opt->value, opt->help);
	}
	help_line(out, 'h', "help", NULL, "print this");
}

void
options_help(FILE *out, enum command about)
{
	if (about != COMMANDS) {
		(void)fprintf(out, "usage: crossfoot %s%s%s\n\n%s\n", commands[about].name,
		    commands[about].args[0] == '\0' ? "" : " ", commands[about].args,
		    commands[about].help);
		help_options(out, about);
	} else {
		(void)fprintf(out, "crossfoot checks the numbers, dates and references in "
		    "reports.\n\nusage: crossfoot COMMAND [options] [arguments]\n\n"
		    "commands:\n");
		for (int c = 0; c < COMMANDS; c++)
			(void)fprintf(out, "  %-9s %s\n", commands[c].name, commands[c].help);
		(void)fprintf(out, "\noptions:\n");
		help_line(out, 'h', "help", NULL, "print this; after a command, its options");
		help_line(out, 'V', "version", NULL, "print the version");
		(void)fprintf(out, "\ncrossfoot help COMMAND lists its options, too\n");
	}
	if (about == COMMANDS || about == COMMAND_CHECK)
		(void)fprintf(out, "\nexit status: 0 nothing found, 1 findings, "
		    "2 something could not be checked\n");
}
