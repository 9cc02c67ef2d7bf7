/* Do the options and arguments of a command go together? See opt_parse.h. */
#include "opt_parse.h"

#include "base/status.h"
#include "complain.h"

static bool
nothing(struct cf_error *err, const char *what)
{
	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "nothing to %s", what);
	return false;
}

/* has the command the arguments that it needs? */
static bool
has_args(const struct options *o, struct cf_error *err)
{
	if (o->args.n > 0)
		return true;
	if (o->command == COMMAND_CHECK)
		return nothing(err, "check") ||
		    error_help(err, "name files or folders, or - for the standard input");
	if (o->command == COMMAND_GENERATE)
		return nothing(err, "generate") ||
		    error_help(err, "known: %s", options_command(COMMAND_GENERATE)->args);
	if (o->command == COMMAND_EXPLAIN)
		return nothing(err, "explain") ||
		    error_help(err, "name a rule (crossfoot rules lists them), a check such as "
		    "total, or functions");
	if (o->command == COMMAND_FIX)
		return nothing(err, "fix") || error_help(err, "name files or folders");
	return true;
}

/* options that need another, or that exclude each other */
static bool
go_together(const struct options *o, struct cf_error *err)
{
	if (o->command == COMMAND_FIX && o->dry_run == o->apply) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, o->apply ?
		    "--dry-run and --apply exclude each other" :
		    "fix needs --dry-run or --apply");
		return error_help(err, "--dry-run prints what would change, --apply writes it");
	}
	if (o->config != NULL && o->no_config) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0,
		    "--config and --no-config exclude each other");
		return false;
	}
	if (o->write_baseline != NULL && (o->baseline != NULL || o->prune_baseline)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--write-baseline writes all that is "
		    "found, so --baseline and --prune-baseline have no place beside it");
		return false;
	}
	if (o->command == COMMAND_CHECK && o->statistics != STATISTICS_NONE &&
	    !options_have_format(o, WRITE_TEXT) && !options_have_format(o, WRITE_JSON)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--statistics has no place in %s",
		    write_format_name(o->outputs[0].format));
		return error_help(err, "use --format text or json with it");
	}
	return true;
}

static bool
takes_no_argument(const struct options *o)
{
	return o->command == COMMAND_RULES || o->command == COMMAND_LSP ||
	    o->command == COMMAND_VERSION ||
	    (o->command == COMMAND_SCHEMA && strcmp(o->args.p[0], "config") != 0);
}

/* does the command take these arguments? */
static bool
takes_args(const struct options *o, struct cf_error *err)
{
	if (o->command == COMMAND_CONFIG && (o->args.n == 0 ||
	    strcmp(o->args.p[0], "show") != 0 || o->args.n > 2)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "config takes \"show\" and at most "
		    "one path");
		return error_help(err, "crossfoot config show report.md");
	}
	if (o->args.n > 1 && !options_command(o->command)->many) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "%s takes one argument, \"%s\" is one "
		    "too many", options_command(o->command)->name, o->args.p[1]);
		return false;
	}
	if (o->args.n > 0 && takes_no_argument(o)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "%s takes no argument \"%s\"",
		    options_command(o->command)->name, o->args.p[0]);
		return o->command == COMMAND_RULES &&
		    error_help(err, "did you mean crossfoot rules --rules %s?", o->args.p[0]);
	}
	return true;
}

bool
opt_check(const struct options *o, struct cf_error *err)
{
	return has_args(o, err) && go_together(o, err) && takes_args(o, err);
}
