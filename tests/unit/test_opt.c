/* The command line: values, lists, what is refused, and what was perhaps meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "opt.h"

#define MOST_ARGS 12

struct parsed {
	struct arena arena;
	struct options o;
	struct cf_error err;
	char *argv[MOST_ARGS];
	char text[512];
	bool ok;
};

static int
set_up(void **state)
{
	struct parsed *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	arena_init(&p->arena, CF_MAX_MEMORY);
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct parsed *p = *state;

	arena_release(&p->arena);
	free(p);
	return 0;
}

/* "check --quiet a.md", split at spaces */
static bool
parse(struct parsed *p, const char *line)
{
	int argc = 1;
	char *word;

	p->argv[0] = p->text;
	(void)snprintf(p->text, sizeof(p->text), "crossfoot %s", line);
	for (word = p->text; (word = strchr(word, ' ')) != NULL && argc < MOST_ARGS;) {
		*word++ = '\0';
		p->argv[argc++] = word;
	}
	p->err = (struct cf_error){ .status = CF_OK };
	p->ok = options_parse(&p->o, &p->arena, argc, p->argv, &p->err);
	return p->ok;
}

static void
is_output(const struct parsed *p, size_t i, const char *path, enum write_format format)
{
	assert_true(i < p->o.noutputs);
	assert_string_equal(p->o.outputs[i].path, path);
	assert_int_equal(p->o.outputs[i].format, format);
}

static void refuses(struct parsed *p, const char *line, const char *message, const char *help);

static void
has_defaults(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check a.md"));
	assert_int_equal(p->o.command, COMMAND_CHECK);
	assert_int_equal(p->o.args.n, 1);
	assert_string_equal(p->o.args.p[0], "a.md");
	assert_int_equal(p->o.format, WRITE_FORMATS);
	assert_int_equal(p->o.jobs, 0);
	assert_int_equal(p->o.noutputs, 1);
	is_output(p, 0, "-", WRITE_TEXT);
	assert_int_equal(p->o.min_severity, SEVERITY_UNSET);
	assert_int_equal(p->o.fail_on, FAIL_ON_ERROR);
	assert_int_equal(p->o.show, 0);
	assert_null(options_input_format(&p->o));
	assert_false(p->o.quiet);
	assert_false(p->o.no_default_rules);
}

static void
takes_values_both_ways(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check --format=jsonl --output out.json a --fail-on never -q b"));
	assert_int_equal(p->o.format, WRITE_JSONL);
	assert_int_equal(p->o.noutputs, 1);
	is_output(p, 0, "out.json", WRITE_JSONL);
	assert_int_equal(p->o.fail_on, FAIL_ON_NEVER);
	assert_true(p->o.quiet);
	assert_int_equal(p->o.args.n, 2);
	assert_string_equal(p->o.args.p[1], "b");
	assert_true(parse(p, "check --min-severity=warning --input-format csv --color=always -"));
	assert_int_equal(p->o.min_severity, CF_WARNING);
	assert_string_equal(options_input_format(&p->o), "csv");
	assert_true(options_color(&p->o, stdout));
	assert_string_equal(p->o.args.p[0], "-");
	assert_true(parse(p, "check --output= a"));
	is_output(p, 0, "", WRITE_TEXT);
	assert_true(parse(p, "check -j 3 a"));
	assert_int_equal(p->o.jobs, 3);
	assert_true(parse(p, "check -j4 a"));
	assert_int_equal(p->o.jobs, 4);
	assert_false(parse(p, "check -qq a"));
}

/* a format of its own for a file leaves the standard output as it is */
static void
takes_several_outputs(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check --output sarif=a.sarif --output=html=b=c.html a"));
	assert_int_equal(p->o.noutputs, 3);
	is_output(p, 0, "a.sarif", WRITE_SARIF);
	is_output(p, 1, "b=c.html", WRITE_HTML);
	is_output(p, 2, "-", WRITE_TEXT);
	assert_true(options_explain(&p->o));
	assert_true(parse(p, "check --format concise --output junit=a.xml --output all.txt a"));
	assert_int_equal(p->o.noutputs, 2);
	is_output(p, 0, "a.xml", WRITE_JUNIT);
	is_output(p, 1, "all.txt", WRITE_CONCISE);
	assert_false(options_explain(&p->o));
	assert_true(parse(p, "check --output gitlab=- --output ./x=y.txt a"));
	assert_int_equal(p->o.noutputs, 2);
	is_output(p, 0, "-", WRITE_GITLAB);
	is_output(p, 1, "./x=y.txt", WRITE_TEXT);
	refuses(p, "check --output sarfi=a.json a", "there is no format \"sarfi\"",
	    "did you mean sarif? A file of that name is given as ./sarfi=a.json");
	refuses(p, "check --output html= a", "--output html= needs a file",
	    "write --output html=FILE, or --output html=- for the standard output");
	refuses(p, "check --output json=- --output sarif=- a",
	    "two outputs go to the standard output", "give each --output a file of its own");
	refuses(p, "check --jobs 0 a", "--jobs cannot be \"0\"", "it takes a whole number from 1");
	refuses(p, "check --jobs two a", "--jobs cannot be \"two\"", "it takes a whole number from 1");
}

/* in a job on GitHub, unless something is asked for */
static void
knows_where_it_runs(void **state)
{
	struct parsed *p = *state;

	assert_int_equal(setenv("GITHUB_ACTIONS", "true", 1), 0);
	assert_int_equal(setenv("GITHUB_STEP_SUMMARY", "/tmp/step", 1), 0);
	assert_true(parse(p, "check --output sarif=a.sarif a"));
	assert_int_equal(p->o.noutputs, 3);
	is_output(p, 1, "-", WRITE_GITHUB);
	is_output(p, 2, "/tmp/step", WRITE_GITHUB);
	assert_true(p->o.outputs[2].append);
	assert_true(parse(p, "check --format text a"));
	assert_int_equal(p->o.noutputs, 1);
	is_output(p, 0, "-", WRITE_TEXT);
	assert_true(parse(p, "check --output found.txt a"));
	assert_int_equal(p->o.noutputs, 1);
	is_output(p, 0, "found.txt", WRITE_TEXT);
	assert_true(parse(p, "check --statistics a"));
	is_output(p, 0, "-", WRITE_TEXT);
	assert_int_equal(unsetenv("GITHUB_ACTIONS"), 0);
	assert_true(parse(p, "check --format github a"));
	assert_int_equal(p->o.noutputs, 2);
	assert_int_equal(unsetenv("GITHUB_STEP_SUMMARY"), 0);
	assert_true(parse(p, "check --format github a"));
	assert_int_equal(p->o.noutputs, 1);
}

static void
joins_what_is_given_again(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check --show held,undecided --rules a --rules=b --rule x c.md"));
	assert_int_equal(p->o.show, 1u << CF_HELD | 1u << CF_UNDECIDED);
	assert_int_equal(p->o.rules.n, 2);
	assert_string_equal(p->o.rules.p[1], "b");
	assert_int_equal(p->o.only.n, 1);
	assert_true(parse(p, "check --show rounding --show held c.md"));
	assert_int_equal(p->o.show, 1u << CF_HELD | 1u << CF_ROUNDING);
	assert_true(parse(p, "check --show failed c.md"));
	assert_int_equal(p->o.show, 1u << CF_FAILED);
	assert_true(parse(p, "check --show all c.md"));
	assert_int_equal(p->o.show, WRITE_VERDICTS | WRITE_SUPPRESSED);
}

static void
refuses(struct parsed *p, const char *line, const char *message, const char *help)
{
	assert_false(parse(p, line));
	assert_string_equal(p->err.message, message);
	assert_string_equal(p->err.help, help);
}

static void
leaves_out_a_value_that_may_be(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check c.md"));
	assert_int_equal(p->o.statistics, STATISTICS_NONE);
	assert_true(parse(p, "check --statistics cost"));	/* a file called "cost" */
	assert_int_equal(p->o.statistics, STATISTICS_BY_RULE);
	assert_int_equal(p->o.args.n, 1);
	assert_true(parse(p, "check --statistics=cost c.md"));
	assert_int_equal(p->o.statistics, STATISTICS_BY_COST);
	refuses(p, "check --statistics=price c.md", "--statistics cannot be \"price\"",
	    "known: none, rule, cost");
	refuses(p, "check --statistics --format jsonl c.md", "--statistics has no place in jsonl",
	    "use --format text or json with it");
}

static void
splits_names_of_rules_at_commas(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check --rule mean,tables/share --rule x --exclude-rule a,b c.md"));
	assert_int_equal(p->o.only.n, 3);
	assert_string_equal(p->o.only.p[0], "mean");
	assert_string_equal(p->o.only.p[1], "tables/share");
	assert_string_equal(p->o.only.p[2], "x");
	assert_int_equal(p->o.except.n, 2);
	assert_string_equal(p->o.except.p[1], "b");
	assert_true(parse(p, "test --rule a, --exclude-rule=b"));
	assert_int_equal(p->o.only.n, 2);
	assert_string_equal(p->o.only.p[1], "");	/* no rule has this name: it is told of */
	assert_true(parse(p, "rules --exclude-rule mean"));
	assert_int_equal(p->o.except.n, 1);
}

static void
knows_other_names_of_formats(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check --input-format md a"));
	assert_string_equal(options_input_format(&p->o), "markdown");
	assert_true(parse(p, "show --input-format md"));
	assert_string_equal(options_input_format(&p->o), "markdown");
}

static void
ends_options_at_two_dashes(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "check -- --quiet -- -q"));
	assert_false(p->o.quiet);
	assert_int_equal(p->o.args.n, 3);
	assert_string_equal(p->o.args.p[0], "--quiet");
	assert_string_equal(p->o.args.p[1], "--");
}

static void
says_what_was_meant(void **state)
{
	struct parsed *p = *state;

	refuses(p, "check --formt json a", "check has no option --formt", "did you mean --format?");
	refuses(p, "check --fromat=json a", "check has no option --fromat=json",
	    "did you mean --format?");
	refuses(p, "check --format jsno a", "--format cannot be \"jsno\"", "did you mean json?");
	refuses(p, "check --show held,undecide a", "--show cannot be \"undecide\"",
	    "did you mean undecided?");
	refuses(p, "check --show , a", "--show cannot be \"\"",
	    "known: held, rounding, undecided, failed, all, suppressed, fingerprints");
	refuses(p, "chekc a.md", "there is no command \"chekc\"", "did you mean check?");
	refuses(p, "help chekc", "there is no command \"chekc\"", "did you mean check?");
	refuses(p, "show --format json a", "show has no option --format",
	    "crossfoot help show lists its options");
	refuses(p, "check -z a", "check has no option -z",
	    "crossfoot help check lists its options");
	refuses(p, "check --exclude mean a", "check has no option --exclude",
	    "did you mean --exclude-rule?");
	refuses(p, "help --all", "help has no option --all",
	    "help has no options; crossfoot help lists the commands");
	refuses(p, "check --input-format markdwon a", "--input-format cannot be \"markdwon\"",
	    "did you mean markdown?");
}

static void
refuses_what_makes_no_sense(void **state)
{
	struct parsed *p = *state;

	refuses(p, "check", "nothing to check",
	    "name files or folders, or - for the standard input");
	refuses(p, "check --format", "--format needs a value",
	    "--format FORMAT: text (default), concise, json, jsonl, sarif, github, gitlab, junit, "
	    "rdjson, html");
	refuses(p, "check --quiet=yes a", "--quiet takes no value", "");
	refuses(p, "show a b", "show takes one argument, \"b\" is one too many", "");
	refuses(p, "explain", "nothing to explain",
	    "name a rule (crossfoot rules lists them), a check such as total, or functions");
	refuses(p, "schema a.yml", "schema takes no argument \"a.yml\"", "");
	refuses(p, "rules a.yml", "rules takes no argument \"a.yml\"",
	    "did you mean crossfoot rules --rules a.yml?");
	refuses(p, "--quiet a", "there is no command \"--quiet\"",
	    "options come after the command: crossfoot check --quiet ...");
	refuses(p, "/", "there is no command \"/\"", "did you mean crossfoot check /?");
}

static void
knows_help_and_version(void **state)
{
	struct parsed *p = *state;

	assert_true(parse(p, "--version"));
	assert_int_equal(p->o.command, COMMAND_VERSION);
	assert_true(parse(p, "--help"));
	assert_int_equal(p->o.command, COMMAND_HELP);
	assert_int_equal(p->o.about, COMMANDS);
	assert_true(parse(p, "help rules"));
	assert_int_equal(p->o.about, COMMAND_RULES);
	assert_true(parse(p, "check --quiet --help"));
	assert_int_equal(p->o.command, COMMAND_HELP);
	assert_int_equal(p->o.about, COMMAND_CHECK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		TEST(has_defaults),
		TEST(takes_values_both_ways),
		TEST(takes_several_outputs),
		TEST(knows_where_it_runs),
		TEST(joins_what_is_given_again),
		TEST(leaves_out_a_value_that_may_be),
		TEST(splits_names_of_rules_at_commas),
		TEST(knows_other_names_of_formats),
		TEST(ends_options_at_two_dashes),
		TEST(says_what_was_meant),
		TEST(refuses_what_makes_no_sense),
		TEST(knows_help_and_version),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
