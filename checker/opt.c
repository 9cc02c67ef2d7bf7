/* Reading the command line; see opt.h. */
#include "opt_parse.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/status.h"
#include "complain.h"

/* ---- options */

/* "--name", "--name=value", "-q" or "-j2" */
static const struct option *
find_option(const struct options *o, const char *arg)
{
	for (size_t i = 0; i < option_table_size; i++) {
		const struct option *opt = &option_table[i];
		size_t n = strlen(opt->name);

		if ((opt->commands >> o->command & 1) == 0)
			continue;
		if (arg[1] != '-' && opt->letter != 0 && arg[1] == opt->letter &&
		    (arg[2] == '\0' || opt->value != NULL))
			return opt;
		if (arg[1] == '-' && strncmp(arg + 2, opt->name, n) == 0 &&
		    (arg[n + 2] == '\0' || arg[n + 2] == '='))
			return opt;
	}
	return NULL;
}

/* the option at argv[*i], and its value when that stands in the next argument */
static bool
take_option(struct options *o, int argc, char **argv, int *i, struct cf_error *err)
{
	const char *arg = argv[*i], *equals = strchr(arg, '=');
	const struct option *opt = find_option(o, arg);

	if (opt == NULL)
		return opt_unknown_option(o, arg, err);
	if (opt->value == NULL && equals != NULL) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s takes no value", opt->name);
		return false;
	}
	if (opt->value == NULL)
		return opt_set(o, opt, NULL, err);
	if (arg[1] != '-' && arg[2] != '\0')
		return opt_set(o, opt, arg + 2, err);
	if (equals != NULL)
		return opt_set(o, opt, equals + 1, err);
	if (opt->type == OPTION_MAYBE)
		return opt_set(o, opt, opt->choices[1], err);
	if (*i + 1 >= argc) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s needs a value", opt->name);
		return error_help(err, "--%s %s: %s", opt->name, opt->value, opt->help);
	}
	return opt_set(o, opt, argv[++*i], err);
}

bool
options_add(struct options *o, const char *name, const char *value, struct cf_error *err)
{
	struct str arg = arena_printf(o->arena, "--%s", name);
	const struct option *opt = arg.n == 0 ? NULL : find_option(o, arg.p);

	if (arg.n == 0) {
		(void)error_set(err, CF_ENOMEM, NULL, 0, 0, "out of memory");
		return false;
	}
	if (opt == NULL)
		return opt_unknown_option(o, arg.p, err);
	if ((opt->value == NULL) != (value == NULL)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s %s", opt->name,
		    value == NULL ? "needs a value" : "takes no value");
		return false;
	}
	return opt_set(o, opt, value, err);
}

/* ---- commands and arguments */

static bool
find_command(const char *name, enum command *command)
{
	for (int c = 0; c < COMMANDS; c++) {
		if (strcmp(name, options_command((enum command)c)->name) == 0) {
			*command = (enum command)c;
			return true;
		}
	}
	return false;
}

/* `help check`: the argument is a command */
static bool
take_help(struct options *o, struct cf_error *err)
{
	o->about = COMMANDS;
	return o->args.n == 0 || find_command(o->args.p[0], &o->about) ||
	    opt_unknown_command(o, o->args.p[0], err);
}

bool
options_parse(struct options *o, struct arena *a, int argc, char **argv, struct cf_error *err)
{
	bool plain = false;	/* after "--" */

	*o = (struct options){ .arena = a, .about = COMMANDS,
		.min_severity = SEVERITY_UNSET, .format = WRITE_FORMATS,
		.fail_on = FAIL_ON_ERROR, .command = COMMAND_HELP };
	if (argc < 2) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "no command");
		return error_help(err, "crossfoot check PATH... checks reports; "
		    "crossfoot help lists all commands");
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		o->command = COMMAND_VERSION;
	else if (strcmp(argv[1], "--help") != 0 && strcmp(argv[1], "-h") != 0 &&
	    !find_command(argv[1], &o->command))
		return opt_unknown_command(o, argv[1], err);
	for (int i = 2; i < argc; i++) {
		const char *arg = argv[i];

		if (!plain && (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0)) {
			o->about = o->command;
			o->command = COMMAND_HELP;
			return true;
		}
		if (!plain && strcmp(arg, "--") == 0)
			plain = true;
		else if (plain || arg[0] != '-' || arg[1] == '\0' ?
		    !opt_add_string(o, &o->args, arg, err) : !take_option(o, argc, argv, &i, err))
			return false;
	}
	if (o->command == COMMAND_CHECK && !opt_settle_outputs(o, err))
		return false;
	return o->command == COMMAND_HELP ? take_help(o, err) : opt_check(o, err);
}

/* ---- what was given */

bool
options_gave(const struct options *o, const char *name)
{
	for (size_t i = 0; i < option_table_size; i++)
		if (strcmp(option_table[i].name, name) == 0)
			return (o->given >> i & 1) != 0;
	return false;
}

const char *
options_input_format(const struct options *o)
{
	if (o->input_format == INPUT_MD)	/* the ending as a name of the format */
		return option_inputs[INPUT_MARKDOWN];
	return o->input_format == INPUT_AUTO ? NULL : option_inputs[o->input_format];
}

bool
options_color(const struct options *o, FILE *out)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (o->color != COLOR_AUTO)
		return o->color == COLOR_ALWAYS;
	return (no_color == NULL || no_color[0] == '\0') &&
	    (term == NULL || strcmp(term, "dumb") != 0) && isatty(fileno(out)) == 1;
}
