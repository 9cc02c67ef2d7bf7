/* What was perhaps meant by a word that is unknown; see opt_parse.h. */
#include "opt_parse.h"

#include <sys/stat.h>

#include "base/status.h"
#include "complain.h"
#include "rules/mistake.h"

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

bool
opt_unknown_choice(struct options *o, const struct option *opt, const char *value,
    struct cf_error *err)
{
	struct names names;

	begin_names(&names, o, value);
	for (size_t i = 0; opt->choices[i] != NULL; i++)
		names_offer(&names, str_of(opt->choices[i]));
	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s cannot be \"%s\"", opt->name, value);
	return help_names(err, &names, "");
}

bool
opt_unknown_format(struct options *o, const struct option *opt, struct str format, struct cf_error *err)
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

bool
opt_unknown_option(struct options *o, const char *arg, struct cf_error *err)
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

bool
opt_unknown_command(struct options *o, const char *arg, struct cf_error *err)
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
