/* The manual page crossfoot(1), and what manual pages are made of; see generate.h. */
#include "generate.h"

#define DAY "November 26, 2026"	/* of the last change of these words */

/* ---- mdoc */

static void
put_char(struct buf *b, char c)
{
	if (c == '\\')
		buf_puts(b, "\\e");
	else
		buf_putc(b, c);
}

void
manual_macro(struct buf *b, const char *line)
{
	buf_printf(b, "%s\n", line);
}

void
manual_argument(struct buf *b, const char *s)
{
	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_puts(b, "\\(dq");
		else
			put_char(b, *s);
	}
	buf_putc(b, '"');
}

void
manual_line(struct buf *b, const char *text)
{
	if (*text == '.' || *text == '\'')
		buf_puts(b, "\\&");
	for (; *text != '\0'; text++)
		put_char(b, *text);
	buf_putc(b, '\n');
}

#define WIDTH 76u	/* of the lines of a page's source */

/* Words in lines that are not too long; a sentence begins a line of its own, so that mdoc
 * sets the space between sentences. */
void
manual_text(struct buf *b, const char *text)
{
	size_t column = 0;

	while (*text != '\0') {
		size_t n = strcspn(text, " ");
		bool ends = n > 0 && strchr(".?!", text[n - 1]) != NULL;

		if (column > 0 && column + 1 + n > WIDTH) {
			buf_putc(b, '\n');
			column = 0;
		}
		if (column > 0)
			buf_putc(b, ' ');
		else if (*text == '.' || *text == '\'')
			buf_puts(b, "\\&");
		for (size_t i = 0; i < n; i++)
			put_char(b, text[i]);
		column += n + 1;
		text += n + (text[n] == ' ');
		if (ends && *text != '\0') {
			buf_putc(b, '\n');
			column = 0;
		}
	}
	buf_putc(b, '\n');
}

void
manual_head(struct buf *b, const char *title, unsigned section, const char *name,
    const char *about)
{
	buf_printf(b, ".Dd %s\n.Dt %s %u\n.Os\n.Sh NAME\n.Nm %s\n.Nd %s\n", DAY, title,
	    section, name, about);
}

/* ---- commands and options */

/* "[options] PATH..." in macros */
static void
put_arguments(struct buf *b, const char *args)
{
	if (strncmp(args, "[options]", 9) == 0) {
		buf_puts(b, ".Op Ar options\n");
		args += 9;
	}
	while (*args == ' ')
		args++;
	if (*args != '\0') {
		buf_puts(b, ".Ar ");
		manual_argument(b, args);
		buf_putc(b, '\n');
	}
}

static void
put_synopsis(struct buf *b)
{
	manual_macro(b, ".Sh SYNOPSIS");
	for (int c = 0; c < COMMANDS; c++) {
		const struct command_words *w = options_command((enum command)c);

		buf_printf(b, ".Nm\n.Cm %s\n", w->name);
		put_arguments(b, w->args);
	}
}

/* are all of them in the help already? "none" is what is not said */
static bool
names_choices(const struct option_words *w)
{
	for (const char *const *c = w->choices; c != NULL && *c != NULL; c++)
		if (strstr(w->help, *c) == NULL && strcmp(*c, "none") != 0)
			return false;
	return true;
}

static void
put_option(struct buf *b, const struct option_words *w)
{
	struct buf help;

	buf_puts(b, ".It ");
	if (w->letter != 0)
		buf_printf(b, "Fl %c , ", w->letter);
	buf_printf(b, "Fl -%s", w->name);
	if (w->value != NULL) {
		/* a value that may be left out, "[=ORDER]", has its sign with it */
		buf_puts(b, w->maybe ? " Ns Ar " : " Ar ");
		manual_argument(b, w->value);
	}
	buf_putc(b, '\n');
	buf_init(&help);
	buf_printf(&help, "%s.", w->help);
	if (!names_choices(w)) {
		buf_puts(&help, " One of");
		for (const char *const *c = w->choices; *c != NULL; c++)
			buf_printf(&help, " %s%s", *c, c[1] == NULL ? "." : ",");
	}
	buf_put(&help, (struct str){ "", 1 });
	manual_text(b, help.failed ? "" : help.p);
	b->failed |= help.failed;
	buf_release(&help);
}

static void
put_options(struct buf *b, enum command command)
{
	struct option_words w;
	bool any = false;

	for (size_t i = 0; options_option(i, &w); i++) {
		if ((w.commands >> command & 1) == 0)
			continue;
		if (!any)
			buf_puts(b, ".Bl -tag -width indent\n");
		any = true;
		put_option(b, &w);
	}
	if (any)
		buf_puts(b, ".El\n");
}

static void
put_commands(struct buf *b)
{
	manual_macro(b, ".Sh COMMANDS");
	manual_text(b, "Options stand after the command; a value follows its option as the next "
	    "argument, or behind an equals sign.");
	for (int c = 0; c < COMMANDS; c++) {
		const struct command_words *w = options_command((enum command)c);

		buf_printf(b, ".Ss %s\n", w->name);
		buf_printf(b, ".Nm\n.Cm %s\n", w->name);
		put_arguments(b, w->args);
		manual_macro(b, ".Pp");
		manual_text(b, w->help);
		put_options(b, (enum command)c);
	}
	buf_puts(b, ".Pp\nEach command also takes\n.Fl h , -help ,\nwhich lists its options.\n");
}

/* ---- the rest of the page */

static void
put_examples(struct buf *b)
{
	static const char *const examples[][2] = {
		{ "Check the reports in a folder:", "crossfoot check reports/" },
		{ "With rules of your own, and an exit status for warnings, too:",
			"crossfoot check --rules house.yml --fail-on warning report.md" },
		{ "What the rule does that found something:", "crossfoot explain tables/column-total" },
		{ "How a table was read:", "crossfoot show report.md" },
		{ "Completions, for the session at hand in bash:",
			"eval \"$(crossfoot generate bash)\"" },
	};

	manual_macro(b, ".Sh EXAMPLES");
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		if (i > 0)
			manual_macro(b, ".Pp");
		manual_text(b, examples[i][0]);
		manual_macro(b, ".Dl");
		b->n--;	/* the example is the argument of the macro */
		buf_putc(b, ' ');
		manual_line(b, examples[i][1]);
	}
}

static void
put_status(struct buf *b)
{
	manual_macro(b, ".Sh EXIT STATUS");
	manual_macro(b, ".Bl -tag -width Ds");
	manual_macro(b, ".It 0");
	manual_text(b, "All was checked, and nothing was found, or nothing that --fail-on asks for.");
	manual_macro(b, ".It 1");
	manual_text(b, "All was checked, and something was found. Of `test`, a test failed; of `lsp`, "
	    "the session ended without being shut down.");
	manual_macro(b, ".It 2");
	manual_text(b, "Something could not be checked: a wrong option, a file that cannot be read, a "
	    "mistake in a rule file, a limit that was passed. It wins over 1; all other files are "
	    "checked.");
	manual_macro(b, ".El");
}

void
generate_manual(struct buf *b)
{
	manual_head(b, "CROSSFOOT", 1, "crossfoot",
	    "check the numbers, dates and references in reports");
	put_synopsis(b);
	manual_macro(b, ".Sh DESCRIPTION");
	manual_macro(b, ".Nm");
	manual_text(b, "adds up every total again, works out every percentage, difference and mean "
	    "again, looks every weekday up in the calendar, and says what does not agree: at which "
	    "line and column, with the sum it did.");
	manual_macro(b, ".Pp");
	manual_text(b, "A relation between figures holds, may be explained by rounding, fails, or is "
	    "undecided, where a figure is missing or it is not sure that they belong together. Only "
	    "what fails is a finding.");
	put_commands(b);
	manual_macro(b, ".Sh ENVIRONMENT");
	manual_macro(b, ".Bl -tag -width GITHUB_WORKSPACE");
	manual_macro(b, ".It Ev GITHUB_ACTIONS");
	manual_text(b, "When it is true, `check` annotates lines as GitHub shows them, unless a format "
	    "is named, and adds to the file that GITHUB_STEP_SUMMARY names.");
	manual_macro(b, ".It Ev GITHUB_WORKSPACE");
	manual_text(b, "Where paths for GitHub, GitLab and SARIF begin; when it is not set, or is no "
	    "folder above this one, at the root of the git repository.");
	manual_macro(b, ".It Ev NO_COLOR");
	manual_text(b, "When it is set to anything, no colour is used, unless --color says so.");
	manual_macro(b, ".It Ev TERM");
	manual_text(b, "When it is dumb, no colour is used, either.");
	manual_macro(b, ".El");
	manual_macro(b, ".Sh FILES");
	manual_macro(b, ".Bl -tag -width Ds");
	manual_macro(b, ".It Pa .crossfoot.yml");
	manual_text(b, "The configuration of the reports in its folder and below; `crossfoot init` "
	    "writes one with all that can be set.");
	manual_macro(b, ".It Pa REPORT.crossfoot.yml");
	manual_text(b, "Beside a report, findings in it that are silenced.");
	manual_macro(b, ".It Pa .crossfootignore");
	manual_text(b, "What is passed over when folders are checked, in the form of .gitignore, which "
	    "is heeded, too.");
	manual_macro(b, ".El");
	put_status(b);
	put_examples(b);
	manual_macro(b, ".Sh SEE ALSO");
	manual_macro(b, ".Xr crossfoot-rules 5");
}
