/* Memory that runs out where nothing jumps: then that is told, and nothing is taken for less. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "changed_git.h"
#include "fix.h"

/* no answer, rather than an empty one of git's length */
static void
has_no_room_for_what_git_says(void **state)
{
	struct arena words, none;
	struct changed c = { .arena = &none };
	struct git_words w = { .arena = &words };
	struct cf_error err = { .status = CF_OK };
	size_t n;

	(void)state;
	arena_init(&words, 1u << 20);
	arena_init(&none, 0);
	git_put(&w, "git");
	git_put(&w, "--version");
	assert_null(git_ask(&c, &w, "git has no version", &n, &err));
	assert_int_equal(err.status, CF_ENOMEM);
	assert_int_equal(n, 0);
	c.arena = &words;
	assert_non_null(git_ask(&c, &w, "git has no version", &n, &err));
	assert_true(n > sizeof("git version"));
	arena_release(&words);
}

/* a list that is cut short would let edits through */
static void
has_no_room_for_what_findings_are_about(void **state)
{
	struct cf_relation rel = { .verdict = CF_FAILED, .place = { .from = 4, .to = 6 } };
	struct cf_report rep = { .relations = &rel, .n = 1, .path = "report.md" };
	struct fixing x = { .failed = false };

	(void)state;
	arena_init(&x.work, 0);
	assert_false(fix_find_blames(&x, &rep));
	assert_true(x.failed);
	x.failed = false;
	arena_init(&x.work, 1u << 20);
	assert_true(fix_find_blames(&x, &rep));
	assert_false(x.failed);
	assert_int_equal(x.one.nblames, 1);
	assert_int_equal(x.one.blame[0].from, 4);
	arena_release(&x.work);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_no_room_for_what_git_says),
		cmocka_unit_test(has_no_room_for_what_findings_are_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
