/* Completions for shells, from the tables of commands and options; see generate.h. */
#include "generate.h"

/* What may follow an option that is no choice of words. */
enum value_kind { VALUE_NONE, VALUE_CHOICE, VALUE_PATH, VALUE_RULE, VALUE_OTHER };

static enum value_kind
kind_of_value(const struct option_words *w)
{
	static const char *const paths[] = { "PATH", "FILE", "[FORMAT=]FILE" };

	if (w->value == NULL)
		return VALUE_NONE;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (strcmp(w->value, paths[i]) == 0)
			return VALUE_PATH;
	if (w->choices != NULL)
		return VALUE_CHOICE;
	return strcmp(w->value, "NAME") == 0 ? VALUE_RULE : VALUE_OTHER;
}

/* words of the arguments of a command: "man|rules-man|bash" */
static bool
has_words(const struct command_words *w)
{
	return strchr(w->args, '|') != NULL && w->args[0] != '[' && w->args[0] != '-';
}

static void
put_split(struct buf *b, const char *words)
{
	for (; *words != '\0'; words++)
		buf_putc(b, *words == '|' ? ' ' : *words);
}

/* does the command take reports, rule files or folders? */
static bool
takes_paths(enum command command)
{
	const char *args = options_command(command)->args;

	return strstr(args, "PATH") != NULL || strstr(args, "PACK") != NULL ||
	    strstr(args, "FOLDER") != NULL;
}

static void
put_commands(struct buf *b)
{
	for (int c = 0; c < COMMANDS; c++)
		buf_printf(b, "%s%s", c == 0 ? "" : " ", options_command((enum command)c)->name);
}

static void
put_options(struct buf *b, enum command command)
{
	struct option_words w;

	for (size_t i = 0; options_option(i, &w); i++) {
		if ((w.commands >> command & 1) == 0)
			continue;
		buf_printf(b, "--%s ", w.name);
		if (w.letter != 0)
			buf_printf(b, "-%c ", w.letter);
	}
	buf_puts(b, "--help");
}

static void
put_choices(struct buf *b, const struct option_words *w)
{
	for (const char *const *c = w->choices; *c != NULL; c++)
		buf_printf(b, "%s%s", c == w->choices ? "" : " ", *c);
}

/* ---- bash */

/* what may follow an option, as the body of a case */
static void
bash_value(struct buf *b, const struct option_words *w)
{
	switch (kind_of_value(w)) {
	case VALUE_CHOICE:
		buf_puts(b, "COMPREPLY=($(compgen -W '");
		put_choices(b, w);
		buf_puts(b, "' -- \"$cur\"))");
		break;
	case VALUE_PATH:
		buf_puts(b, "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))");
		break;
	case VALUE_RULE:
		buf_puts(b, "COMPREPLY=($(compgen -W \"$(_crossfoot_rules)\" -- \"$cur\"))");
		break;
	case VALUE_OTHER:
		buf_puts(b, "COMPREPLY=()");
		break;
	case VALUE_NONE:
		break;
	}
}

static void
bash_values(struct buf *b)
{
	struct option_words w;

	for (size_t i = 0; options_option(i, &w); i++) {
		if (w.value == NULL || w.maybe)
			continue;
		buf_printf(b, "\t--%s%s%c) ", w.name, w.letter == 0 ? "" : "|-",
		    w.letter == 0 ? ' ' : w.letter);
		bash_value(b, &w);
		buf_puts(b, "; return ;;\n");
	}
}

static void
bash_command(struct buf *b, enum command command)
{
	const struct command_words *w = options_command(command);

	buf_printf(b, "\t%s)\n\t\tcase $cur in\n\t\t-*) COMPREPLY=($(compgen -W '", w->name);
	put_options(b, command);
	buf_puts(b, "' -- \"$cur\")) ;;\n\t\t*) ");
	if (takes_paths(command)) {
		buf_puts(b, "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))");
	} else if (command == COMMAND_EXPLAIN) {
		buf_puts(b, "COMPREPLY=($(compgen -W \"$(_crossfoot_rules)\" -- \"$cur\"))");
	} else if (command == COMMAND_HELP || has_words(w)) {
		buf_puts(b, "COMPREPLY=($(compgen -W '");
		if (command == COMMAND_HELP)
			put_commands(b);
		else
			put_split(b, w->args);
		buf_puts(b, "' -- \"$cur\"))");
	} else {
		buf_puts(b, "COMPREPLY=()");
	}
	buf_puts(b, " ;;\n\t\tesac ;;\n");
}

void
generate_bash(struct buf *b)
{
	buf_puts(b, "# bash completion for crossfoot, made by crossfoot generate bash\n"
	    "_crossfoot_rules()\n{\n\tcrossfoot rules 2> /dev/null | awk '$1 ~ \"/\" { print $1 }'\n}\n\n"
	    "_crossfoot()\n{\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\tCOMPREPLY=()\n"
	    "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\tCOMPREPLY=($(compgen -W '");
	put_commands(b);
	buf_puts(b, "' -- \"$cur\"))\n\t\treturn\n\tfi\n"
	    "\t# --option=value comes as three words\n"
	    "\tif [ \"$cur\" = = ]; then\n\t\tcur=\n"
	    "\telif [ \"$prev\" = = ]; then\n\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n\tfi\n"
	    "\tcase $prev in\n");
	bash_values(b);
	buf_puts(b, "\tesac\n\tcase ${COMP_WORDS[1]} in\n");
	for (int c = 0; c < COMMANDS; c++)
		bash_command(b, (enum command)c);
	buf_puts(b, "\tesac\n}\ncomplete -F _crossfoot crossfoot\n");
}

/* ---- zsh */

/* help inside '...[...]': what has a meaning there is taken out of it */
static void
zsh_text(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			buf_puts(b, "'\\''");
		else if (strchr("[]:\\", *s) != NULL)
			buf_printf(b, "\\%c", *s);
		else
			buf_putc(b, *s);
	}
}

static void
zsh_value(struct buf *b, const struct option_words *w)
{
	switch (kind_of_value(w)) {
	case VALUE_CHOICE:
		buf_puts(b, w->maybe ? "::value:(" : ":value:(");
		put_choices(b, w);
		buf_puts(b, ")");
		break;
	case VALUE_PATH:
		buf_puts(b, ":file:_files");
		break;
	case VALUE_RULE:
		buf_puts(b, ":rule:_crossfoot_rules");
		break;
	case VALUE_OTHER:
		buf_puts(b, ":value: ");
		break;
	case VALUE_NONE:
		break;
	}
}

/* one spelling of an option, long or short */
static void
zsh_option(struct buf *b, const struct option_words *w, bool is_short)
{
	buf_puts(b, " \\\n\t\t    '*");
	if (is_short)
		buf_printf(b, "-%c", w->letter);
	else
		buf_printf(b, "--%s%s", w->name, w->value == NULL ? "" : w->maybe ? "=-" : "=");
	buf_putc(b, '[');
	zsh_text(b, w->help);
	buf_putc(b, ']');
	zsh_value(b, w);
	buf_putc(b, '\'');
}

static void
zsh_command(struct buf *b, enum command command)
{
	const struct command_words *c = options_command(command);
	struct option_words w;

	buf_printf(b, "\t%s)\n\t\t_arguments '(- *)'{-h,--help}'[print its options]'", c->name);
	for (size_t i = 0; options_option(i, &w); i++) {
		if ((w.commands >> command & 1) == 0)
			continue;
		zsh_option(b, &w, false);
		if (w.letter != 0)
			zsh_option(b, &w, true);
	}
	if (takes_paths(command))
		buf_puts(b, " \\\n\t\t    '*:file:_files'");
	if (command == COMMAND_EXPLAIN)
		buf_puts(b, " \\\n\t\t    '1:rule:_crossfoot_rules'");
	if (command == COMMAND_HELP || has_words(c)) {
		buf_puts(b, " \\\n\t\t    '1:word:(");
		if (command == COMMAND_HELP)
			put_commands(b);
		else
			put_split(b, c->args);
		buf_puts(b, ")'");
	}
	buf_puts(b, " ;;\n");
}

void
generate_zsh(struct buf *b)
{
	buf_puts(b, "#compdef crossfoot\n# made by crossfoot generate zsh\n"
	    "_crossfoot_rules()\n{\n\tlocal -a names\n"
	    "\tnames=(${(f)\"$(crossfoot rules 2> /dev/null | awk '$1 ~ \"/\" { print $1 }')\"})\n"
	    "\t_values -s , rule $names\n}\n\n"
	    "_crossfoot()\n{\n\tlocal -a commands\n\tcommands=(\n");
	for (int c = 0; c < COMMANDS; c++) {
		buf_printf(b, "\t\t'%s:", options_command((enum command)c)->name);
		zsh_text(b, options_command((enum command)c)->help);
		buf_puts(b, "'\n");
	}
	buf_puts(b, "\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe command commands\n\t\treturn\n"
	    "\tfi\n\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n");
	for (int c = 0; c < COMMANDS; c++)
		zsh_command(b, (enum command)c);
	buf_puts(b, "\tesac\n}\n\n"
	    "if [ \"$funcstack[1]\" = _crossfoot ]; then\n\t_crossfoot \"$@\"\nelse\n"
	    "\tcompdef _crossfoot crossfoot\nfi\n");
}

/* ---- fish */

static void
fish_text(struct buf *b, const char *s)
{
	buf_putc(b, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
	buf_putc(b, '\'');
}

static void
fish_option(struct buf *b, const struct option_words *w)
{
	enum value_kind kind = kind_of_value(w);

	buf_puts(b, "complete -c crossfoot -n '__fish_seen_subcommand_from");
	for (int c = 0; c < COMMANDS; c++)
		if ((w->commands >> c & 1) != 0)
			buf_printf(b, " %s", options_command((enum command)c)->name);
	buf_printf(b, "' -l %s", w->name);
	if (w->letter != 0)
		buf_printf(b, " -s %c", w->letter);
	if (kind == VALUE_CHOICE) {
		buf_puts(b, w->maybe ? " -f -a '" : " -x -a '");
		put_choices(b, w);
		buf_putc(b, '\'');
	} else if (kind == VALUE_PATH) {
		buf_puts(b, " -r -F");
	} else if (kind == VALUE_RULE) {
		buf_puts(b, " -x -a '(__crossfoot_rules)'");
	} else if (kind == VALUE_OTHER) {
		buf_puts(b, " -x");
	}
	buf_puts(b, " -d ");
	fish_text(b, w->help);
	buf_putc(b, '\n');
}

static void
fish_arguments(struct buf *b, enum command command)
{
	const struct command_words *w = options_command(command);

	buf_printf(b, "complete -c crossfoot -n '__fish_seen_subcommand_from %s' ", w->name);
	if (takes_paths(command)) {
		buf_puts(b, "-F\n");
		return;
	}
	buf_puts(b, "-f");
	if (command == COMMAND_EXPLAIN)
		buf_puts(b, " -a '(__crossfoot_rules)'");
	if (command == COMMAND_HELP || has_words(w)) {
		buf_puts(b, " -a '");
		if (command == COMMAND_HELP)
			put_commands(b);
		else
			put_split(b, w->args);
		buf_putc(b, '\'');
	}
	buf_putc(b, '\n');
}

void
generate_fish(struct buf *b)
{
	struct option_words w;

	buf_puts(b, "# fish completion for crossfoot, made by crossfoot generate fish\n"
	    "function __crossfoot_rules\n"
	    "\tcrossfoot rules 2> /dev/null | awk '$1 ~ \"/\" { print $1 }'\nend\n\n"
	    "complete -c crossfoot -n __fish_use_subcommand -f\n");
	for (int c = 0; c < COMMANDS; c++) {
		buf_printf(b, "complete -c crossfoot -n __fish_use_subcommand -a %s -d ",
		    options_command((enum command)c)->name);
		fish_text(b, options_command((enum command)c)->help);
		buf_putc(b, '\n');
	}
	for (int c = 0; c < COMMANDS; c++)
		fish_arguments(b, (enum command)c);
	for (size_t i = 0; options_option(i, &w); i++)
		fish_option(b, &w);
	buf_puts(b, "complete -c crossfoot -s h -l help -d 'print its options'\n");
}
