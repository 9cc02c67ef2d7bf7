/* Baselines: what is taken from their text, and what is refused; see baseline.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "baseline.h"

#define HEAD "crossfoot baseline 1\n"
#define ONE "46317e912f416d60 dates/weekday "

struct fixture {
	struct arena arena;
	struct baseline b;
	struct cf_error err;
};

static bool
take(struct fixture *f, struct str text)
{
	arena_reset(&f->arena);
	f->b = (struct baseline){ .arena = &f->arena, .path = "known.baseline" };
	f->err = (struct cf_error){ .status = CF_OK };
	return baseline_take(&f->b, text, &f->err);
}

#define TAKE(f, text) take(f, (struct str){ text, sizeof(text) - 1 })

static void
assert_refused(const struct fixture *f, size_t line, const char *message, const char *help)
{
	assert_int_equal(f->err.status, CF_EINPUT);
	assert_int_equal(f->err.line, line);
	assert_string_equal(f->err.message, message);
	assert_string_equal(f->err.help, help);
}

static void
entries(void **state)
{
	struct fixture *f = *state;

	assert_true(TAKE(f, HEAD));
	assert_int_equal(f->b.n, 0);
	/* in order, whatever the order they stand in; remarks and empty lines are none */
	assert_true(TAKE(f, HEAD "# known\n\n" ONE "b.md\r\n" ONE "a b.md"));
	assert_int_equal(f->b.n, 2);
	assert_string_equal(f->b.entry[0].path, "a b.md");
	assert_int_equal(f->b.entry[0].line, 5);
	assert_string_equal(f->b.entry[1].path, "b.md");
	assert_string_equal(f->b.entry[1].rule, "dates/weekday");
	assert_string_equal(f->b.entry[1].fingerprint, "46317e912f416d60");
	assert_true(TAKE(f, HEAD ONE "a\\\\b\\n\\r"));
	assert_string_equal(f->b.entry[0].path, "a\\b\n\r");
}

static void
broken(void **state)
{
	static const char what[] = "is no line of a baseline: fingerprint, rule and path";
	static const char help[] = "mend the line, or write the baseline anew with --write-baseline";
	struct fixture *f = *state;

	assert_false(TAKE(f, HEAD ONE "a.md\n46317e912f416d6 dates/weekday a.md\n"));
	assert_refused(f, 3, what, help);
	assert_string_equal(f->err.snippet, "46317e912f416d6 dates/weekday a.md");
	assert_false(TAKE(f, HEAD "46317e912f416d60 dates/weekday"));
	assert_refused(f, 2, what, help);
	assert_false(TAKE(f, HEAD "46317e912f416d60  a.md"));
	assert_refused(f, 2, what, help);
	assert_false(TAKE(f, HEAD ONE "a\\tb.md"));
	assert_refused(f, 2, what, help);
	assert_false(TAKE(f, HEAD ONE "a\\"));
	assert_refused(f, 2, what, help);
	/* a byte at which a name would end before its end */
	assert_false(TAKE(f, HEAD ONE "a\0b.md"));
	assert_refused(f, 2, what, help);
	assert_false(TAKE(f, HEAD "46317e912f416d60 dates\0/weekday a.md"));
	assert_refused(f, 2, what, help);
}

static void
other_versions(void **state)
{
	struct fixture *f = *state;

	assert_false(TAKE(f, "crossfoot baseline 2\n" ONE "a.md\n"));
	assert_refused(f, 1, "is a baseline of another version than 1", "this is crossfoot "
	    CF_VERSION ", which knows version 1; write it anew with --write-baseline");
	assert_false(TAKE(f, "crossfoot baseline 10\n"));
	assert_int_equal(f->b.n, 0);
	assert_false(TAKE(f, "{}\n"));
	assert_refused(f, 1,
	    "is no baseline: it does not begin with \"crossfoot baseline 1\"", "");
	assert_false(TAKE(f, ""));
	assert_int_equal(f->err.line, 1);
}

static int
begin(void **state)
{
	static struct fixture f;

	arena_init(&f.arena, CF_MAX_MEMORY);
	*state = &f;
	return 0;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries),
		cmocka_unit_test(broken),
		cmocka_unit_test(other_versions),
	};

	return cmocka_run_group_tests_name("baseline", tests, begin, end);
}
