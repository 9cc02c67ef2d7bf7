/* doc/source: lines, columns, and the bytes that are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/limits.h"
#include "doc/source.h"

static struct arena arena;

static int
set_up(void **state)
{
	arena_init(&arena, 64 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	arena_release(&arena);
	return 0;
}

static struct source
open_source(struct str bytes)
{
	struct source src;

	assert_int_equal(source_init(&src, &arena, "x.md", bytes, NULL), CF_OK);
	return src;
}

static void
assert_pos(struct source *src, uint32_t offset, size_t line, size_t column)
{
	struct pos pos = source_pos(src, offset);

	assert_int_equal(pos.line, line);
	assert_int_equal(pos.column, column);
}

static void
columns_count_code_points(void **state)
{
	struct source src = open_source(CF_S("\xC2\xA3" "5\n\ncaf\xC3\xA9 \xF0\x9F\x98\x80x\n"));

	assert_pos(&src, 0, 1, 1);
	assert_pos(&src, 2, 1, 2);
	assert_pos(&src, 3, 1, 3);	/* the line end */
	assert_pos(&src, 4, 2, 1);
	assert_pos(&src, 5, 3, 1);
	assert_pos(&src, 10, 3, 5);
	assert_pos(&src, 11, 3, 6);
	assert_pos(&src, 15, 3, 7);
	assert_pos(&src, 17, 4, 1);	/* the end of the file */
}

static void
answers_do_not_depend_on_the_order_of_questions(void **state)
{
	struct str bytes = CF_S("a\xC3\xA9" "b\n\xC2\xA3\xC2\xA3\n\nlast \xE2\x82\xAC line");
	struct source up = open_source(bytes), down = open_source(bytes);
	struct pos pos[64];

	for (uint32_t i = 0; i <= bytes.n; i++)
		pos[i] = source_pos(&up, i);
	for (uint32_t i = (uint32_t)bytes.n + 1; i-- > 0;) {
		assert_pos(&down, i, pos[i].line, pos[i].column);
		assert_pos(&down, i, pos[i].line, pos[i].column);	/* asked twice */
	}
}

static void
byte_order_mark_is_no_column(void **state)
{
	struct source src = open_source(CF_S("\xEF\xBB\xBF" "78\n9"));

	assert_pos(&src, 0, 1, 1);	/* in the mark itself */
	assert_pos(&src, 3, 1, 1);
	assert_pos(&src, 4, 1, 2);
	assert_pos(&src, 6, 2, 1);
	assert_int_equal(source_line(&src, 1).from, 3);
	src = open_source(CF_S("\xEF\xBB\xBF"));
	assert_int_equal(src.nlines, 1);
	assert_pos(&src, 3, 1, 1);
}

static void
lines_without_their_ends(void **state)
{
	struct source src = open_source(CF_S("one\r\n\r\ntwo\nlast"));

	assert_int_equal(src.nlines, 4);
	assert_true(str_eq(source_text(&src, source_line(&src, 1)), CF_S("one")));
	assert_true(str_eq(source_text(&src, source_line(&src, 2)), CF_S("")));
	assert_true(str_eq(source_text(&src, source_line(&src, 3)), CF_S("two")));
	assert_true(str_eq(source_text(&src, source_line(&src, 4)), CF_S("last")));
	assert_pos(&src, 7, 3, 1);
	src = open_source(CF_S(""));
	assert_int_equal(src.nlines, 1);
	assert_pos(&src, 0, 1, 1);
}

static void
place_of_a_span(void **state)
{
	struct source src = open_source(CF_S("The \xC2\xA3" "12\nmillion"));
	struct cf_place place = { 0 };

	source_place(&src, (struct span){ 4, 16 }, &place);
	assert_int_equal(place.from, 4);
	assert_int_equal(place.to, 16);
	assert_int_equal(place.line, 1);
	assert_int_equal(place.column, 5);
	assert_int_equal(place.end_line, 2);
	assert_int_equal(place.end_column, 8);
}

static void
refuse(struct str bytes, enum cf_status want, size_t line, size_t column, const char *message)
{
	struct cf_error err = { 0 };
	struct source src;

	assert_int_equal(source_init(&src, &arena, "x.md", bytes, &err), want);
	assert_int_equal(err.status, want);
	assert_string_equal(err.path, "x.md");
	assert_int_equal(err.line, line);
	assert_int_equal(err.column, column);
	assert_string_equal(err.message, message);
}

static void
what_is_no_text_is_refused(void **state)
{
	refuse(CF_S("ok\n\xC2\xA3 \xFF"), CF_EINPUT, 2, 3,
	    "not UTF-8: byte 0xFF cannot stand here");
	refuse(CF_S("\xEF\xBB\xBF" "a\xC3("), CF_EINPUT, 1, 2,
	    "not UTF-8: byte 0xC3 cannot stand here");
	refuse(CF_S("a\nb\0c"), CF_EINPUT, 2, 2, "a NUL byte: this is not a text file");
	refuse(CF_S("ab\rc\r"), CF_EINPUT, 1, 3,
	    "the lines end in a carriage return alone: convert them to line feeds first");
}

static void
limits_are_named(void **state)
{
	size_t n = CF_MAX_LINE + 3u;
	char *bytes = malloc(n);
	struct cf_error err;
	struct source src;

	assert_non_null(bytes);
	memset(bytes, 'x', n);
	bytes[0] = '\n';
	assert_int_equal(source_init(&src, &arena, "x", (struct str){ bytes, n }, NULL), CF_OK);
	assert_int_equal(source_check_lines(&src, CF_MAX_LINE, &err), CF_ELIMIT);
	assert_string_equal(err.message, "the line has 1048578 bytes; the limit is 1048576");
	assert_int_equal(err.line, 2);
	assert_int_equal(err.column, 1);
	bytes[n - 2] = '\n';
	assert_int_equal(source_init(&src, &arena, "x", (struct str){ bytes, n }, NULL), CF_OK);
	assert_int_equal(source_check_lines(&src, CF_MAX_LINE, &err), CF_OK);
	assert_int_equal(src.nlines, 3);
	free(bytes);
	/* looked at before any byte is */
	refuse((struct str){ "", CF_MAX_INPUT + 1u }, CF_ELIMIT, 0, 0,
	    "the file has 268435457 bytes; the limit is 268435456");
}

/* columns of a long line are counted from marks inside it, asked in any order */
static void
long_lines_have_columns(void **state)
{
	enum { N = 300000 };
	struct source src;
	char *bytes = malloc(N);

	(void)state;
	assert_non_null(bytes);
	memcpy(bytes, "\xEF\xBB\xBF" "a\n", 5);
	for (size_t i = 5; i < N; i++)	/* three bytes, two columns */
		bytes[i] = "\xC3\xA9x"[(i - 5) % 3];
	bytes[N - 1] = '\n';
	assert_int_equal(source_init(&src, &arena, "x", (struct str){ bytes, N }, NULL), CF_OK);
	for (uint32_t step = 0; step < 50; step++) {
		uint32_t n = (step * 7919) % 90000;

		assert_int_equal(source_pos(&src, 5 + 3 * n).column, 2 * n + 1);
		assert_int_equal(source_pos(&src, 5 + 3 * n + 2).column, 2 * n + 2);
	}
	assert_int_equal(source_pos(&src, 3).column, 1);
	free(bytes);
}

static void
no_memory_is_said(void **state)
{
	struct cf_error err;
	struct arena none;
	struct source src;

	arena_init(&none, 4);	/* there are two lines */
	assert_int_equal(source_init(&src, &none, "x", CF_S("a\nb"), &err), CF_ENOMEM);
	arena_release(&none);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_count_code_points),
		cmocka_unit_test(answers_do_not_depend_on_the_order_of_questions),
		cmocka_unit_test(byte_order_mark_is_no_column),
		cmocka_unit_test(lines_without_their_ends),
		cmocka_unit_test(place_of_a_span),
		cmocka_unit_test(what_is_no_text_is_refused),
		cmocka_unit_test(limits_are_named),
		cmocka_unit_test(long_lines_have_columns),
		cmocka_unit_test(no_memory_is_said),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
