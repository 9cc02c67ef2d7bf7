/* diff.h: edits within lines, made and shown as a unified diff. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "diff.h"

static const char twelve[] = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";

static void
check(const char *old, const struct edit *edit, size_t n, const char *made, const char *diff)
{
	struct buf b;

	buf_init(&b);
	edits_make(&b, str_of(old), edit, n);
	buf_putc(&b, '\0');
	assert_string_equal(b.p, made);
	buf_clear(&b);
	edits_diff(&b, "a.md", str_of(old), edit, n);
	buf_putc(&b, '\0');
	assert_string_equal(b.p, diff);
	buf_release(&b);
}

static void
shows_three_lines_around(void **state)
{
	const struct edit e[] = { { 8, 9, CF_S("five") } };

	(void)state;
	check(twelve, e, 1, "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n",
	    "--- a.md\n+++ a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

static void
joins_what_is_near(void **state)
{
	/* lines 2 and 9: six lines between them are in one hunk */
	const struct edit near[] = { { 2, 3, CF_S("x") }, { 16, 17, CF_S("y") } };
	/* lines 1 and 9: seven are not */
	const struct edit far[] = { { 0, 1, CF_S("x") }, { 16, 17, CF_S("y") } };

	(void)state;
	check(twelve, near, 2, "1\nx\n3\n4\n5\n6\n7\n8\ny\n10\n11\n12\n",
	    "--- a.md\n+++ a.md\n@@ -1,12 +1,12 @@\n 1\n-2\n+x\n 3\n 4\n 5\n 6\n 7\n 8\n-9\n+y\n"
	    " 10\n 11\n 12\n");
	check(twelve, far, 2, "x\n2\n3\n4\n5\n6\n7\n8\ny\n10\n11\n12\n",
	    "--- a.md\n+++ a.md\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,7 +6,7 @@\n 6\n 7\n 8\n"
	    "-9\n+y\n 10\n 11\n 12\n");
}

static void
keeps_lines_together(void **state)
{
	/* two edits on one line, and one on the next */
	const struct edit e[] = { { 0, 1, CF_S("A") }, { 4, 5, CF_S("C") }, { 6, 7, CF_S("D") } };

	(void)state;
	check("a b c\nd\n", e, 3, "A b C\nD\n",
	    "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n-a b c\n-d\n+A b C\n+D\n");
}

static void
knows_ends(void **state)
{
	const struct edit last[] = { { 2, 3, CF_S("x") } }, first[] = { { 0, 1, CF_S("x") } };

	(void)state;
	check("a\nb", last, 1, "a\nx", "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n a\n"
	    "-b\n\\ No newline at end of file\n+x\n\\ No newline at end of file\n");
	check("a\nb", first, 1, "x\nb", "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n-a\n+x\n"
	    " b\n\\ No newline at end of file\n");
	check("a\r\nb\r\n", first, 1, "x\r\nb\r\n",
	    "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n-a\r\n+x\r\n b\r\n");
}

static void
knows_plain_text(void **state)
{
	(void)state;
	assert_true(edit_is_plain("markdown", CF_S("56"), "65"));
	assert_true(edit_is_plain("markdown", CF_S("**56**"), "**65**"));
	assert_false(edit_is_plain("markdown", CF_S("5<b>6"), "65"));
	assert_false(edit_is_plain("markdown", CF_S("5*6"), "65"));
	assert_false(edit_is_plain("markdown", CF_S("5**6*"), "6*5"));
	assert_false(edit_is_plain("html", CF_S("A and B"), "A & B"));
	assert_false(edit_is_plain("markdown", CF_S("a b"), "a\nb"));
	assert_true(edit_is_plain("csv", CF_S("1,560"), "1,650"));
	assert_false(edit_is_plain("csv", CF_S("\"1"), "1"));
	assert_false(edit_is_plain("tsv", CF_S("1\t2"), "12"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_three_lines_around),
		cmocka_unit_test(joins_what_is_near),
		cmocka_unit_test(keeps_lines_together),
		cmocka_unit_test(knows_ends),
		cmocka_unit_test(knows_plain_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
