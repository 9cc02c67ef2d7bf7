/* checks/keys.h: keys as they are written, and lists and ranges of them. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "checks/keys.h"

static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)1 << 30);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* "52/2 52/3": the paths of a list, with / between steps */
static void
assert_keys(const char *text, const char *want)
{
	struct key *keys;
	struct buf got;
	bool cut;
	size_t n = keys_read(&arena, str_of(text), 0, strlen(text), &keys, &cut);

	buf_init(&got);
	for (size_t i = 0; i < n; i++) {
		assert_true(keys[i].from < keys[i].to && keys[i].to <= strlen(text));
		buf_puts(&got, i == 0 ? "" : " ");
		buf_put(&got, keys[i].path);
	}
	buf_putc(&got, '\0');
	for (size_t i = 0; i < got.n; i++)
		if (got.p[i] == KEY_STEP)
			got.p[i] = '/';
	assert_string_equal(got.p, want);
	assert_false(cut);
	buf_release(&got);
}

static void
lists(void **state)
{
	(void)state;
	assert_keys("4", "4");
	assert_keys("A, B and C", "a b c");
	assert_keys("1; 2 & 3 or 004", "1 2 3 4");
	assert_keys("59 (2) (a)", "59/2/a");
	assert_keys("59(2)(a)", "59/2/a");
	assert_keys("52 (2) and (3) and 53 (2)", "52/2 52/3 53/2");
	assert_keys("59 (2) (a), (b) and (3)", "59/2/a 59/2/b 59/3");
	assert_keys("7 (a) (i) and (ii) and (b)", "7/a/i 7/a/ii 7/b");
	assert_keys("3.1, 3.2 and 4.10", "3/1 3/2 4/10");
	assert_keys("A and Appendix B", "a b");
	assert_keys("(3)", "3");
}

static void
ranges(void **state)
{
	(void)state;
	assert_keys("2-4", "2 3 4");
	assert_keys("2 \xE2\x80\x93 4 and 7", "2 3 4 7");
	assert_keys("3.1 to 3.4", "3/1 3/2 3/3 3/4");
	assert_keys("A to C", "a b c");
	assert_keys("52 (2) to (4)", "52/2 52/3 52/4");
	assert_keys("B1-B3", "b1 b2 b3");
	assert_keys("4 to 2", "4 2");
	assert_keys("3.1 to 4", "3/1 4");
	assert_keys("1 to 1000", "1 1000");
	assert_keys("A-1", "a-1");
}

static void
titles(void **state)
{
	(void)state;
	assert_keys("Annual  Plan", "annual plan");
	assert_keys("", "");
	assert_keys(" , ", ",");
}

/* what is between the ends of a range stands at all of the range */
static void
places(void **state)
{
	static const char text[] = "Tables 2-4, 9 (b)";
	struct key *keys;
	bool cut;

	(void)state;
	assert_int_equal(keys_read(&arena, str_of(text), 7, strlen(text), &keys, &cut), 4);
	assert_int_equal(keys[0].from, 7);
	assert_int_equal(keys[0].to, 8);
	assert_int_equal(keys[1].from, 7);
	assert_int_equal(keys[1].to, 10);
	assert_true(str_eq(keys[1].shown, CF_S("3")));
	assert_true(str_eq(keys[1].joined, CF_S("2-4")));
	assert_int_equal(keys[3].from, 12);
	assert_int_equal(keys[3].to, 17);
	assert_true(str_eq(keys[3].shown, CF_S("9 (b)")));
}

static void
single_keys(void **state)
{
	struct key k;

	(void)state;
	k = key_read(&arena, CF_S("12."), 0, 3);
	assert_true(str_eq(k.path, CF_S("12")));
	k = key_read(&arena, CF_S("B: the plan"), 0, 11);
	assert_true(str_eq(k.path, CF_S("b: the plan")));
	k = key_read(&arena, CF_S("2-4"), 0, 3);
	assert_true(str_eq(k.path, CF_S("2-4")));
	assert_true(str_eq(key_parent(CF_S("59\x1f" "2")), CF_S("59")));
	assert_int_equal(key_parent(CF_S("59")).n, 0);
}

static void
numbers(void **state)
{
	struct key_number n;

	(void)state;
	assert_true(key_number(CF_S("3\x1f" "12"), &n));
	assert_int_equal(n.number, 12);
	assert_false(n.letter);
	assert_int_equal(n.head.n, 2);
	assert_true(key_number(CF_S("c"), &n));
	assert_int_equal(n.number, 3);
	assert_true(n.letter);
	assert_true(key_number(CF_S("b7"), &n));
	assert_int_equal(n.number, 7);
	assert_int_equal(n.head.n, 1);
	assert_false(key_number(CF_S("2a"), &n));
	assert_false(key_number(CF_S("annual plan"), &n));
	assert_false(key_number(CF_S("1234567890"), &n));
	assert_false(key_number(CF_S(""), &n));
}

static void
long_lists(void **state)
{
	struct key *keys;
	struct buf text;
	bool cut;

	(void)state;
	buf_init(&text);
	for (int i = 0; i < 1000; i++)
		buf_printf(&text, "%d, ", i);
	assert_int_equal(keys_read(&arena, buf_str(&text), 0, text.n, &keys, &cut), KEYS_LONGEST);
	assert_true(cut);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lists, setup, teardown),
		cmocka_unit_test_setup_teardown(ranges, setup, teardown),
		cmocka_unit_test_setup_teardown(titles, setup, teardown),
		cmocka_unit_test_setup_teardown(places, setup, teardown),
		cmocka_unit_test_setup_teardown(single_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(numbers, setup, teardown),
		cmocka_unit_test_setup_teardown(long_lists, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
