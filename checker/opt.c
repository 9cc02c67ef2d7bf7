/* Reading the command line; see opt.h. */
#include "opt_table.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/status.h"
#include "complain.h"
#include "rules/mistake.h"

/* ---- what was perhaps meant */

static void
begin_names(struct names *names, const struct options *o, const char *found)
{
	*names = (struct names){ .arena = o->arena, .found = str_of(found),
		.all = CF_S(""), .best = CF_S("") };
}

static bool
help_names(struct cf_error *err, const struct names *names, const char *dashes)
{
	if (names->best.n > 0)
		return error_help(err, "did you mean %s%.*s?", dashes, (int)names->best.n,
		    names->best.p);
	return error_help(err, "known: %.*s", (int)names->all.n, names->all.p);
}

static bool
unknown_choice(struct options *o, const struct option *opt, const char *value,
    struct cf_error *err)
{
	struct names names;

	begin_names(&names, o, value);
	for (size_t i = 0; opt->choices[i] != NULL; i++)
		names_offer(&names, str_of(opt->choices[i]));
	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s cannot be \"%s\"", opt->name, value);
	return help_names(err, &names, "");
}

static bool
unknown_option(struct options *o, const char *arg, struct cf_error *err)
{
	const char *name = arg + strspn(arg, "-"), *equals = strchr(name, '=');
	struct names names;

	begin_names(&names, o, name);
	if (equals != NULL)
		names.found.n = (size_t)(equals - name);
	for (size_t i = 0; i < option_table_size; i++)
		if ((option_table[i].commands >> o->command & 1) != 0)
			names_offer(&names, str_of(option_table[i].name));
	for (size_t i = 0; i < option_table_size && names.found.n >= 3 && names.best.n == 0; i++)
		if ((option_table[i].commands >> o->command & 1) != 0 &&
		    str_starts(str_of(option_table[i].name), names.found))
			names.best = str_of(option_table[i].name);
	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "%s has no option %s",
	    options_command(o->command)->name, arg);
	if (names.best.n > 0)
		return help_names(err, &names, "--");
	if (names.all.n == 0)
		return error_help(err, "%s has no options; crossfoot help lists the commands",
		    options_command(o->command)->name);
	return error_help(err, "crossfoot help %s lists its options", options_command(o->command)->name);
}

static bool
unknown_command(struct options *o, const char *arg, struct cf_error *err)
{
	struct names names;
	struct stat st;

	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "there is no command \"%s\"", arg);
	if (strcmp(arg, "-") == 0 || stat(arg, &st) == 0)
		return error_help(err, "did you mean crossfoot check %s?", arg);
	if (arg[0] == '-')
		return error_help(err, "options come after the command: crossfoot check %s ...",
		    arg);
	begin_names(&names, o, arg);
	for (int c = 0; c < COMMANDS; c++)
		names_offer(&names, str_of(options_command((enum command)c)->name));
	return help_names(err, &names, "");
}

/* ---- values */

static bool
add_string(struct options *o, struct strings *list, const char *s, struct cf_error *err)
{
	if (!VEC_ROOM(o->arena, list->p, list->n, list->cap)) {
		(void)error_set(err, CF_ENOMEM, NULL, 0, 0, "out of memory");
		return false;
	}
	list->p[list->n++] = s;
	return true;
}

static bool
find_choice(const struct option *opt, struct str value, unsigned *index)
{
	for (unsigned i = 0; opt->choices[i] != NULL; i++) {
		if (str_eq(value, str_of(opt->choices[i]))) {
			*index = i;
			return true;
		}
	}
	return false;
}

/* the next of a list with commas; false at its end, which *list then says by p == NULL */
static bool
next_of(struct str *list, struct str *one)
{
	const char *comma;

	if (list->p == NULL)
		return false;
	comma = list->n == 0 ? NULL : memchr(list->p, ',', list->n);
	*one = str_sub(*list, 0, comma == NULL ? list->n : (size_t)(comma - list->p));
	*list = comma == NULL ? (struct str){ NULL, 0 } : str_sub(*list, one->n + 1, list->n);
	return true;
}

/* "held,undecided": `shows` in bits of verdicts */
static bool
add_verdicts(struct options *o, const struct option *opt, unsigned *bits, const char *value,
    struct cf_error *err)
{
	static const unsigned verdict[] = { 1u << CF_HELD, 1u << CF_ROUNDING, 1u << CF_UNDECIDED,
		1u << CF_FAILED,
		WRITE_VERDICTS | WRITE_SUPPRESSED, WRITE_SUPPRESSED, WRITE_FINGERPRINTS };
	struct str rest = str_of(value), one;
	unsigned index;

	while (next_of(&rest, &one)) {
		if (!find_choice(opt, one, &index))
			return unknown_choice(o, opt, arena_str(o->arena, one).p, err);
		*bits |= verdict[index];
	}
	return true;
}

/* "mean,tables/share"; an empty name is told of where the rules are known */
static bool
add_names(struct options *o, struct strings *list, const char *value, struct cf_error *err)
{
	struct str rest = str_of(value), one;

	while (next_of(&rest, &one))
		if (!add_string(o, list, arena_str(o->arena, str_trim(one)).p, err))
			return false;
	return true;
}

/* "sarif" of "sarif=found.sarif": a word in small letters; else the file's name has the "=" */
static struct str
format_of(const char *value)
{
	size_t n = strspn(value, "abcdefghijklmnopqrstuvwxyz");

	return (struct str){ value, n > 0 && value[n] == '=' ? n : 0 };
}

static bool
unknown_format(struct options *o, const struct option *opt, struct str format, struct cf_error *err)
{
	struct names names;

	begin_names(&names, o, arena_str(o->arena, format).p);
	for (size_t i = 0; opt->choices[i] != NULL; i++)
		names_offer(&names, str_of(opt->choices[i]));
	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "there is no format \"%.*s\"", (int)format.n,
	    format.p);
	if (names.best.n > 0)
		return error_help(err, "did you mean %.*s? A file of that name is given as ./%s",
		    (int)names.best.n, names.best.p, format.p);
	return error_help(err, "known: %.*s; a file of that name is given as ./%s",
	    (int)names.all.n, names.all.p, format.p);
}

static bool
add_output(struct options *o, struct wanted_output wanted, struct cf_error *err)
{
	if (!VEC_ROOM(o->arena, o->outputs, o->noutputs, o->outputcap)) {
		(void)error_set(err, CF_ENOMEM, NULL, 0, 0, "out of memory");
		return false;
	}
	o->outputs[o->noutputs++] = wanted;
	return true;
}

/* "found.txt", "sarif=found.sarif" */
static bool
set_output(struct options *o, const struct option *opt, const char *value, struct cf_error *err)
{
	struct wanted_output wanted = { .path = value, .format = WRITE_FORMATS };
	struct str format = format_of(value);

	if (format.n > 0 && !find_choice(opt, format, &wanted.format))
		return unknown_format(o, opt, format, err);
	if (format.n > 0)
		wanted.path += format.n + 1;
	if (format.n > 0 && wanted.path[0] == '\0') {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--output %s needs a file", value);
		return error_help(err, "write --output %sFILE, or --output %s- for the standard output",
		    value, value);
	}
	return add_output(o, wanted, err);
}

static bool
set_number(const struct option *opt, unsigned *number, const char *value, struct cf_error *err)
{
	size_t n = strspn(value, "0123456789");

	*number = n > 0 && n < 6 && value[n] == '\0' ? (unsigned)strtoul(value, NULL, 10) : 0;
	if (*number > 0)
		return true;
	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s cannot be \"%s\"", opt->name, value);
	return error_help(err, "it takes a whole number from 1");
}

static bool
set_option(struct options *o, const struct option *opt, const char *value, struct cf_error *err)
{
	void *field = (char *)o + opt->offset;

	o->given |= (uint64_t)1 << (opt - option_table);
	if (opt->type == OPTION_FLAG || value == NULL) {
		*(bool *)field = true;
		return true;
	}
	switch (opt->type) {
	case OPTION_FLAG:
	case OPTION_CHOICE:
	case OPTION_MAYBE:
		return find_choice(opt, str_of(value), field) ||
		    unknown_choice(o, opt, value, err);
	case OPTION_OUTPUT:
		return set_output(o, opt, value, err);
	case OPTION_NUMBER:
		return set_number(opt, field, value, err);
	case OPTION_TEXT:
		*(const char **)field = value;
		return true;
	case OPTION_TEXTS:
		return add_string(o, field, value, err);
	case OPTION_NAMES:
		return add_names(o, field, value, err);
	case OPTION_VERDICTS:
		return add_verdicts(o, opt, field, value, err);
	}
	return false;
}

/* ---- arguments */

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
		return unknown_option(o, arg, err);
	if (opt->value == NULL && equals != NULL) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s takes no value", opt->name);
		return false;
	}
	if (opt->value == NULL)
		return set_option(o, opt, NULL, err);
	if (arg[1] != '-' && arg[2] != '\0')
		return set_option(o, opt, arg + 2, err);
	if (equals != NULL)
		return set_option(o, opt, equals + 1, err);
	if (opt->type == OPTION_MAYBE)
		return set_option(o, opt, opt->choices[1], err);
	if (*i + 1 >= argc) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s needs a value", opt->name);
		return error_help(err, "--%s %s: %s", opt->name, opt->value, opt->help);
	}
	return set_option(o, opt, argv[++*i], err);
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
		return unknown_option(o, arg.p, err);
	if ((opt->value == NULL) != (value == NULL)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s %s", opt->name,
		    value == NULL ? "needs a value" : "takes no value");
		return false;
	}
	return set_option(o, opt, value, err);
}

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
	    unknown_command(o, o->args.p[0], err);
}

/* options that need another, or that exclude each other */
static bool
check_new_args(const struct options *o, struct cf_error *err)
{
	if (o->command == COMMAND_FIX && o->args.n == 0) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "nothing to fix");
		return error_help(err, "name files or folders");
	}
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
	if (o->command == COMMAND_CONFIG && (o->args.n == 0 ||
	    strcmp(o->args.p[0], "show") != 0 || o->args.n > 2)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "config takes \"show\" and at most "
		    "one path");
		return error_help(err, "crossfoot config show report.md");
	}
	return true;
}

bool
options_have_format(const struct options *o, enum write_format format)
{
	for (size_t i = 0; i < o->noutputs; i++)
		if (o->outputs[i].format == format)
			return true;
	return false;
}

bool
options_explain(const struct options *o)
{
	for (size_t i = 0; i < o->noutputs; i++)
		if (write_explains((enum write_format)o->outputs[i].format))
			return true;
	return false;
}

/* what a program that runs in a job of GitHub's writes, unless something else is asked for */
static bool
is_on_github(const struct options *o)
{
	const char *actions = getenv("GITHUB_ACTIONS");

	return actions != NULL && strcmp(actions, "true") == 0 && o->statistics == STATISTICS_NONE &&
	    !o->quiet && !o->group;
}

/* annotations go with a summary of the step, in the file that GitHub names */
static bool
add_summary(struct options *o, struct cf_error *err)
{
	const char *path = getenv("GITHUB_STEP_SUMMARY");

	return path == NULL || path[0] == '\0' ||
	    add_output(o, (struct wanted_output){ path, WRITE_GITHUB, true, false }, err);
}

/*
 * The outputs in full: those without a format get that of --format, and so does the
 * standard output, unless a file or another format takes its place.
 */
static bool
settle_outputs(struct options *o, struct cf_error *err)
{
	unsigned given = o->format, plain = given == WRITE_FORMATS ? WRITE_TEXT : given;
	size_t standard = 0;
	bool annotates;

	for (size_t i = 0; i < o->noutputs; i++) {
		bool is_stdout = strcmp(o->outputs[i].path, "-") == 0;

		standard += is_stdout || o->outputs[i].format == WRITE_FORMATS;
		o->outputs[i].unsaid = o->outputs[i].format == WRITE_FORMATS &&
		    given == WRITE_FORMATS;
		if (o->outputs[i].format == WRITE_FORMATS)
			o->outputs[i].format = plain;
		for (size_t k = 0; is_stdout && k < i; k++) {
			if (strcmp(o->outputs[k].path, "-") != 0)
				continue;
			(void)error_set(err, CF_EINPUT, NULL, 0, 0,
			    "two outputs go to the standard output");
			return error_help(err, "give each --output a file of its own");
		}
	}
	if (given == WRITE_FORMATS && is_on_github(o))
		plain = WRITE_GITHUB;
	annotates = standard == 0 && plain == WRITE_GITHUB;
	if (standard == 0 && !add_output(o, (struct wanted_output){ "-", plain, false, true }, err))
		return false;
	for (size_t i = 0; i < o->noutputs; i++)
		annotates |= strcmp(o->outputs[i].path, "-") == 0 &&
		    o->outputs[i].format == WRITE_GITHUB;
	return !annotates || add_summary(o, err);
}

static bool
check_args(const struct options *o, struct cf_error *err)
{
	if (o->command == COMMAND_CHECK && o->args.n == 0) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "nothing to check");
		return error_help(err, "name files or folders, or - for the standard input");
	}
	if (o->command == COMMAND_GENERATE && o->args.n == 0) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "nothing to generate");
		return error_help(err, "known: %s", options_command(COMMAND_GENERATE)->args);
	}
	if (o->command == COMMAND_EXPLAIN && o->args.n == 0) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "nothing to explain");
		return error_help(err, "name a rule (crossfoot rules lists them), a check such as "
		    "total, or functions");
	}
	if (!check_new_args(o, err))
		return false;
	if (o->command == COMMAND_CHECK && o->statistics != STATISTICS_NONE &&
	    !options_have_format(o, WRITE_TEXT) && !options_have_format(o, WRITE_JSON)) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--statistics has no place in %s",
		    write_format_name(o->outputs[0].format));
		return error_help(err, "use --format text or json with it");
	}
	if (o->args.n > 1 && !options_command(o->command)->many) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "%s takes one argument, \"%s\" is one "
		    "too many", options_command(o->command)->name, o->args.p[1]);
		return false;
	}
	if (o->args.n > 0 && (o->command == COMMAND_RULES || o->command == COMMAND_LSP ||
	    o->command == COMMAND_VERSION ||
	    (o->command == COMMAND_SCHEMA && strcmp(o->args.p[0], "config") != 0))) {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "%s takes no argument \"%s\"",
		    options_command(o->command)->name, o->args.p[0]);
		return o->command == COMMAND_RULES &&
		    error_help(err, "did you mean crossfoot rules --rules %s?", o->args.p[0]);
	}
	return true;
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
		return unknown_command(o, argv[1], err);
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
		    !add_string(o, &o->args, arg, err) : !take_option(o, argc, argv, &i, err))
			return false;
	}
	if (o->command == COMMAND_CHECK && !settle_outputs(o, err))
		return false;
	return o->command == COMMAND_HELP ? take_help(o, err) : check_args(o, err);
}

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
