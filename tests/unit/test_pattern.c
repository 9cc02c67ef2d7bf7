/* PCRE2 patterns: what matches, where, and what happens at the limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "rules/pattern.h"

struct fixture {
	struct arena arena;
	struct matcher *matcher;
	struct pattern *pattern;
	struct str message;
	size_t offset;
};

static int
setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){ .matcher = matcher_new() };
	arena_init(&f.arena, CF_MAX_MEMORY);
	*state = &f;
	return f.matcher == NULL;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	pattern_free(f->pattern);
	matcher_free(f->matcher);
	arena_release(&f->arena);
	return 0;
}

static struct pattern *
compile(struct fixture *f, const char *source, struct pattern_options opts)
{
	pattern_free(f->pattern);
	f->pattern = pattern_compile(&f->arena, &f->arena, str_of(source), &opts, &f->message, &f->offset);
	return f->pattern;
}

static enum match_result
match(struct fixture *f, const char *source, const char *subject)
{
	assert_non_null(compile(f, source, (struct pattern_options){ .searched = false }));
	return pattern_match(f->matcher, f->pattern, str_of(subject), 0);
}

static void
assert_capture(struct fixture *f, uint32_t i, size_t from, size_t to)
{
	size_t a, b;

	assert_true(match_capture(f->matcher, i, &a, &b));
	assert_int_equal(a, from);
	assert_int_equal(b, to);
}

static void
captures(void **state)
{
	struct fixture *f = *state;
	struct str s = CF_S("then 76 of 699 (11%)");

	assert_non_null(compile(f, "(?<part>\\d+) of (?<base>\\d+)(x)? \\((?<percent>\\d+)%\\)",
	    (struct pattern_options){ .searched = false }));
	assert_int_equal(pattern_captures(f->pattern), 4);
	assert_int_equal(pattern_capture(f->pattern, CF_S("part")), 1);
	assert_int_equal(pattern_capture(f->pattern, CF_S("percent")), 4);
	assert_int_equal(pattern_capture(f->pattern, CF_S("per")), -1);
	assert_string_equal(pattern_capture_name(f->pattern, 2), "base");
	assert_null(pattern_capture_name(f->pattern, 3));
	assert_int_equal(pattern_match(f->matcher, f->pattern, s, 0), MATCH_YES);
	assert_capture(f, 0, 5, 20);
	assert_capture(f, 1, 5, 7);
	assert_capture(f, 2, 11, 14);
	assert_capture(f, 4, 16, 18);
	assert_false(match_capture(f->matcher, 3, &f->offset, &f->offset));
	assert_false(match_capture(f->matcher, 5, &f->offset, &f->offset));
	assert_true(str_eq(match_str(f->matcher, s, 2), CF_S("699")));
	assert_int_equal(match_str(f->matcher, s, 3).n, 0);
	/* one more from where the first ended */
	assert_int_equal(pattern_match(f->matcher, f->pattern, s, 20), MATCH_NO);
	assert_false(match_capture(f->matcher, 0, &f->offset, &f->offset));
	assert_int_equal(pattern_match(f->matcher, f->pattern, s, 6), MATCH_YES);
	assert_capture(f, 1, 6, 7);
	assert_true(str_eq(str_sub(pattern_source(f->pattern), 0, 3), CF_S("(?<")));
}

static void
options(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(match(f, "total", "Total"), MATCH_NO);
	assert_non_null(compile(f, "total \xC3\xA9",
	    (struct pattern_options){ .ignore_case = true, .searched = true }));
	assert_int_equal(pattern_match(f->matcher, f->pattern, CF_S("TOTAL \xC3\x89"), 0),
	    MATCH_YES);
	/* \w knows other letters only when asked to */
	assert_int_equal(match(f, "^\\w+$", "caf\xC3\xA9"), MATCH_NO);
	assert_non_null(compile(f, "^\\w+$", (struct pattern_options){ .ucp = true }));
	assert_int_equal(pattern_match(f->matcher, f->pattern, CF_S("caf\xC3\xA9"), 0), MATCH_YES);
	assert_capture(f, 0, 0, 5);
	/* ^ and $ at every line; a dot is a character, not a byte */
	assert_int_equal(match(f, "^.$", "one\n\xE2\x82\xAC\ntwo"), MATCH_YES);
	assert_capture(f, 0, 4, 7);
}

static void
empty_and_edges(void **state)
{
	struct fixture *f = *state;
	struct str nothing = { NULL, 0 }, euro = CF_S("\xE2\x82\xAC");

	assert_int_equal(match(f, "^$", ""), MATCH_YES);
	assert_capture(f, 0, 0, 0);
	assert_int_equal(pattern_match(f->matcher, f->pattern, nothing, 0), MATCH_YES);
	assert_int_equal(pattern_match(f->matcher, f->pattern, nothing, 1), MATCH_NO);
	/* from inside a character the search begins at the next one */
	assert_int_equal(match(f, "", "\xE2\x82\xAC"), MATCH_YES);
	assert_int_equal(pattern_match(f->matcher, f->pattern, euro, 1), MATCH_YES);
	assert_capture(f, 0, 3, 3);
	/* bytes after the end are not looked at */
	assert_int_equal(match(f, "ab", ""), MATCH_NO);
	assert_int_equal(pattern_match(f->matcher, f->pattern, (struct str){ "ab", 1 }, 0),
	    MATCH_NO);
	/* a NUL is a character like any other */
	assert_int_equal(match(f, "b$", ""), MATCH_NO);
	assert_int_equal(pattern_match(f->matcher, f->pattern, (struct str){ "a\0b", 3 }, 0),
	    MATCH_YES);
	assert_capture(f, 0, 2, 3);
}

static void
mistakes(void **state)
{
	struct fixture *f = *state;
	struct pattern_options none = { .searched = false };
	char *longest = malloc(CF_MAX_PATTERN + 2);

	assert_null(compile(f, "a(b", none));
	assert_true(str_eq(f->message, CF_S("missing closing parenthesis")));
	assert_int_equal(f->offset, 3);
	assert_null(compile(f, "\xC3\xA9 [z-a]", none));
	assert_true(str_eq(f->message, CF_S("range out of order in character class")));
	assert_int_equal(f->offset, 6);
	assert_null(compile(f, "a\\Cb", none));
	assert_null(compile(f, "((?:abc){1,1000}){1,60}", none));
	assert_non_null(longest);
	memset(longest, 'x', CF_MAX_PATTERN + 1);
	longest[CF_MAX_PATTERN + 1] = '\0';
	assert_null(compile(f, longest, none));
	assert_true(str_eq(f->message, CF_S("it has 10001 bytes; the limit is 10000")));
	assert_non_null(compile(f, longest + 1, none));
	assert_true(pattern_size(f->pattern) > CF_MAX_PATTERN);
	free(longest);
}

static void
too_many_captures(void **state)
{
	struct fixture *f = *state;
	char source[3 * (CF_MAX_CAPTURES + 1) + 1];
	size_t n;

	for (n = 0; n < CF_MAX_CAPTURES + 1; n++)
		memcpy(source + 3 * n, "(a)", 3);
	source[3 * n] = '\0';
	assert_null(compile(f, source, (struct pattern_options){ .searched = false }));
	assert_true(str_eq(f->message, CF_S("it has 100 captures; the limit is 99")));
	assert_non_null(compile(f, source + 3, (struct pattern_options){ .searched = false }));
	for (n = 0; n < CF_MAX_CAPTURES; n++)
		source[n] = 'a';
	assert_int_equal(pattern_match(f->matcher, f->pattern, (struct str){ source, n }, 0),
	    MATCH_YES);
	assert_capture(f, CF_MAX_CAPTURES, CF_MAX_CAPTURES - 1, CF_MAX_CAPTURES);
}

/* patterns that would run for ages end soon, with and without JIT */
static void
runaway(void **state)
{
	struct fixture *f = *state;
	struct str s = CF_S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
	static const char *const sources[] = {
		"^(a+)+$", "(?:a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$",
	};

	for (size_t i = 0; i < 3; i++) {
		for (int jit = 0; jit < 2; jit++) {
			assert_non_null(compile(f, sources[i],
			    (struct pattern_options){ .searched = jit == 0 }));
			assert_int_equal(pattern_match(f->matcher, f->pattern, s, 0), MATCH_LIMIT);
			assert_false(match_capture(f->matcher, 0, &f->offset, &f->offset));
		}
	}
	/* and the matcher is as good as new */
	assert_int_equal(match(f, "a!", s.p), MATCH_YES);
}

static void
long_subjects(void **state)
{
	struct fixture *f = *state;
	struct pattern_options none = { .searched = false };
	char *p = malloc(CF_MAX_SUBJECT + 1);
	struct str s = { p, CF_MAX_SUBJECT };

	assert_non_null(p);
	memset(p, 'a', CF_MAX_SUBJECT + 1);
	assert_non_null(compile(f, "a$", none));
	assert_int_equal(pattern_match(f->matcher, f->pattern, s, 0), MATCH_YES);
	assert_capture(f, 0, CF_MAX_SUBJECT - 1, CF_MAX_SUBJECT);
	s.n++;
	assert_int_equal(pattern_match(f->matcher, f->pattern, s, 0), MATCH_LIMIT);
	/* more stack than JIT has: an answer or a limit, never a crash */
	s.n = CF_MAX_SUBJECT;
	assert_non_null(compile(f, "^(?:(a)|(b))+$", none));
	assert_int_not_equal(pattern_match(f->matcher, f->pattern, s, 0), MATCH_NO);
	assert_non_null(compile(f, "^(a(?1)?)$", none));
	assert_int_not_equal(pattern_match(f->matcher, f->pattern, s, 0), MATCH_NO);
	free(p);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(captures), TEST(options), TEST(empty_and_edges), TEST(mistakes),
		TEST(too_many_captures), TEST(runaway), TEST(long_subjects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
