/* base/glob.h: patterns of file names, as in .gitignore. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/glob.h"
#include "base/limits.h"

/* a line of an ignore file, a path (a folder when it ends in a slash), is it meant? */
static const struct {
	const char *line, *path;
	bool meant;
} questions[] = {
	{ "a.md", "a.md", true },
	{ "a.md", "x/y/a.md", true },
	{ "a.md", "aa.md", false },
	{ "/a.md", "a.md", true },
	{ "/a.md", "x/a.md", false },
	{ "x/a.md", "x/a.md", true },
	{ "x/a.md", "y/x/a.md", false },
	{ "*.md", "a.md", true },
	{ "*.md", "x/a.md", true },
	{ "x/*.md", "x/a.md", true },
	{ "x/*.md", "x/y/a.md", false },
	{ "x/*", "x/y", true },
	{ "*", "x/y", true },
	{ "a*b*c", "aXbYc", true },
	{ "a*b*c", "abc", true },
	{ "a*b*c", "aXcYb", false },
	{ "?.md", "a.md", true },
	{ "?.md", "ab.md", false },
	{ "x/?/a", "x///a", false },
	{ "[ab].md", "b.md", true },
	{ "[a-c].md", "c.md", true },
	{ "[!a-c].md", "c.md", false },
	{ "[^a-c].md", "d.md", true },
	{ "[]a].md", "].md", true },
	{ "[[:alpha:]].md", "b.md", true },
	{ "[[:alpha:]].md", "1.md", false },
	{ "[[:upper:]0-3_]x", "Bx", true },
	{ "[[:upper:]0-3_]x", "_x", true },
	{ "[[:upper:]0-3_]x", "bx", false },
	{ "[![:digit:]]x", "1x", false },
	{ "[![:digit:]]x", "ax", true },
	{ "[[:space:]]x", " x", true },
	{ "[[:punct:]]x", "/x", false },
	{ "[[:none:]a]x", "nx", false },
	{ "[[:alpha]x", ":x", true },
	{ "[a-c.md", "[a-c.md", true },
	{ "x[/]y", "x/y", false },
	{ "**/a", "a", true },
	{ "**/a", "x/y/a", true },
	{ "x/**", "x/y/z", true },
	{ "x/**", "x", false },
	{ "x/**/a", "x/a", true },
	{ "x/**/a", "x/y/z/a", true },
	{ "x/**/a", "xy/a", false },
	{ "x/**/a", "x/ya", false },
	{ "a**b", "aXYb", true },
	{ "x/a**b", "x/aX/b", false },
	{ "out/", "out/", true },
	{ "out/", "x/out/", true },
	{ "out/", "out", false },
	{ "\\#a", "#a", true },
	{ "\\!a", "!a", true },
	{ "\\*", "*", true },
	{ "\\*", "a", false },
	{ "a\\ ", "a ", true },
	{ "a  ", "a", true },
	{ "a\r", "a", true },
	{ "caf\xC3\xA9*", "caf\xC3\xA9.md", true },
	{ "**", "x/y", true },
};

static void
means_what_git_means(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, CF_MAX_MEMORY);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		struct str path = str_of(questions[i].path);
		bool folder = str_ends(path, CF_S("/"));
		struct ignore_pattern p;

		path.n -= folder;
		assert_true(ignore_pattern_read(str_of(questions[i].line), &p));
		if (ignore_pattern_matches(&a, &p, path, folder) != questions[i].meant)
			fail_msg("\"%s\" and \"%s\"", questions[i].line, questions[i].path);
	}
	arena_release(&a);
}

static void
passes_over_remarks(void **state)
{
	static const char *const none[] = { "", "   ", "# a", "\r", "/", "!" };
	struct ignore_pattern p;

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_false(ignore_pattern_read(str_of(none[i]), &p));
	assert_true(ignore_pattern_read(CF_S("!keep.md"), &p));
	assert_true(p.keeps);
	assert_true(ignore_pattern_read(CF_S("drafts/"), &p));
	assert_true(p.folders && !p.keeps);
}

/* a pattern that would keep a matcher busy that goes back */
static void
takes_no_time_for_many_stars(void **state)
{
	char path[CF_MAX_PATH], pattern[CF_MAX_GLOB];
	struct arena a;

	(void)state;
	arena_init(&a, CF_MAX_MEMORY);
	memset(path, 'a', sizeof(path));
	for (size_t i = 0; i < sizeof(pattern); i++)
		pattern[i] = i % 2 == 0 ? 'a' : '*';
	pattern[sizeof(pattern) - 1] = 'b';
	assert_false(glob_matches(&a, (struct str){ pattern, sizeof(pattern) },
	    (struct str){ path, sizeof(path) }));
	pattern[sizeof(pattern) - 1] = '*';
	assert_true(glob_matches(&a, (struct str){ pattern, sizeof(pattern) },
	    (struct str){ path, sizeof(path) }));
	/* past the limits nothing is meant */
	assert_false(glob_matches(&a, CF_S("*"), (struct str){ path, sizeof(path) + 1 }));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(means_what_git_means),
		cmocka_unit_test(passes_over_remarks),
		cmocka_unit_test(takes_no_time_for_many_stars),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
