/* doc/text: texts that know where each byte of them stands in the source. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "doc/text.h"

static struct arena arena;

static int
set_up(void **state)
{
	arena_init(&arena, 1 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	arena_release(&arena);
	return 0;
}

/* the place of the first `part` in the text, as source bytes */
static struct str
place_of(struct str src, const struct text *t, struct str part)
{
	for (size_t i = 0; i + part.n <= t->s.n; i++)
		if (memcmp(t->s.p + i, part.p, part.n) == 0) {
			struct span at = text_span(t, i, i + part.n);

			assert_true(at.from <= at.to && at.to <= src.n);
			return str_sub(src, at.from, at.to);
		}
	fail_msg("not in the text");
	return CF_S("");
}

#define ASSERT_STR(a, b) assert_true(str_eq((a), CF_S(b)))

static void
one_piece_is_the_source_itself(void **state)
{
	struct str src = CF_S("| Good | 78 |");
	struct text_builder b;
	struct text t;

	text_begin(&b, &arena, src);
	text_add(&b, 8, 10);
	text_add(&b, 10, 11);	/* goes on where the last one ended */
	t = text_end(&b);
	ASSERT_STR(t.s, "78");
	assert_null(t.pieces);
	assert_ptr_equal(t.s.p, src.p + 9);
	assert_int_equal(t.span.from, 9);
	assert_int_equal(t.span.to, 11);
	assert_int_equal(text_span(&t, 1, 2).from, 10);
}

static void
markup_is_left_out(void **state)
{
	struct str src = CF_S("Total **1,2**34 people");
	struct text_builder b;
	struct text t;

	text_begin(&b, &arena, src);
	text_add(&b, 0, 6);
	text_add(&b, 8, 11);
	text_add(&b, 13, 22);
	t = text_end(&b);
	ASSERT_STR(t.s, "Total 1,234 people");
	ASSERT_STR(place_of(src, &t, CF_S("1,234")), "1,2**34");
	ASSERT_STR(place_of(src, &t, CF_S("1,2")), "1,2");
	ASSERT_STR(place_of(src, &t, CF_S("34")), "34");
	ASSERT_STR(place_of(src, &t, CF_S("people")), "people");
	assert_int_equal(t.span.from, 0);
	assert_int_equal(t.span.to, 22);
}

static void
an_entity_is_one_place(void **state)
{
	struct str src = CF_S("fell &pound;3&nbsp;&ndash; 4");
	struct text_builder b;
	struct text t;

	text_begin(&b, &arena, src);
	text_add(&b, 0, 5);
	text_add_for(&b, CF_S("\xC2\xA3"), 5, 12);
	text_add(&b, 12, 13);
	text_add_for(&b, CF_S("\xC2\xA0"), 13, 19);
	text_add_for(&b, CF_S("\xE2\x80\x93"), 19, 26);
	text_add(&b, 26, 28);
	t = text_end(&b);
	ASSERT_STR(t.s, "fell \xC2\xA3" "3\xC2\xA0\xE2\x80\x93 4");
	ASSERT_STR(place_of(src, &t, CF_S("\xC2\xA3" "3")), "&pound;3");
	ASSERT_STR(place_of(src, &t, CF_S("3")), "3");
	ASSERT_STR(place_of(src, &t, CF_S("\xE2\x80\x93")), "&ndash;");
	ASSERT_STR(place_of(src, &t, CF_S("\x80")), "&ndash;");	/* any part of it */
	ASSERT_STR(place_of(src, &t, CF_S("4")), "4");
}

static void
trimming_moves_the_places(void **state)
{
	struct str src = CF_S("&nbsp;  x7 8&nbsp; \n tail");
	struct text_builder b;
	struct text t;

	text_begin(&b, &arena, src);
	text_add_for(&b, CF_S("\xC2\xA0"), 0, 6);
	text_add(&b, 6, 8);		/* spaces: the whole piece goes */
	text_add(&b, 9, 12);		/* the x is left out */
	text_add_for(&b, CF_S("\xC2\xA0"), 12, 18);
	text_add(&b, 18, 19);
	text_add_for(&b, CF_S(" "), 19, 21);
	t = text_end(&b);
	ASSERT_STR(t.s, "7 8");
	assert_int_equal(t.span.from, 9);
	assert_int_equal(t.span.to, 12);
	ASSERT_STR(place_of(src, &t, CF_S("7")), "7");
	ASSERT_STR(place_of(src, &t, CF_S("8")), "8");
}

static void
trimming_inside_a_piece(void **state)
{
	struct str src = CF_S("   12*3* ");
	struct text_builder b;
	struct text t;

	text_begin(&b, &arena, src);
	text_add(&b, 0, 5);
	text_add(&b, 6, 7);
	text_add(&b, 8, 9);
	t = text_end(&b);
	ASSERT_STR(t.s, "123");
	assert_int_equal(t.span.from, 3);
	assert_int_equal(t.span.to, 7);
	ASSERT_STR(place_of(src, &t, CF_S("2")), "2");
	ASSERT_STR(place_of(src, &t, CF_S("23")), "2*3");
}

static void
nothing_but_space_is_empty(void **state)
{
	struct str src = CF_S("  &nbsp;");
	struct text_builder b;
	struct text t;

	text_begin(&b, &arena, src);
	t = text_end(&b);
	assert_int_equal(t.s.n, 0);
	text_add(&b, 0, 2);
	text_add_for(&b, CF_S("\xC2\xA0"), 2, 8);
	t = text_end(&b);
	assert_int_equal(t.s.n, 0);
	assert_null(t.pieces);
	text_add(&b, 2, 4);	/* it may begin again */
	t = text_end(&b);
	ASSERT_STR(t.s, "&n");
}

static void
many_pieces_keep_their_places(void **state)
{
	char src[4000];
	struct text_builder b;
	struct text t;

	for (size_t i = 0; i < sizeof(src); i++)
		src[i] = (char)(i % 2 == 0 ? 'a' + (int)(i / 2 % 26) : '*');
	text_begin(&b, &arena, (struct str){ src, sizeof(src) });
	for (uint32_t i = 0; i < sizeof(src); i += 2)
		text_add(&b, i, i + 1);
	t = text_end(&b);
	assert_int_equal(t.s.n, sizeof(src) / 2);
	for (size_t i = 0; i < t.s.n; i++) {
		struct span at = text_span(&t, i, i + 1);

		assert_int_equal(at.from, 2 * i);
		assert_int_equal(at.to, 2 * i + 1);
		assert_int_equal(t.s.p[i], src[at.from]);
	}
}

static void
memory_that_runs_out_is_remembered(void **state)
{
	struct arena little;
	struct text_builder b;
	char src[3000] = { 0 };

	memset(src, 'x', sizeof(src));
	arena_init(&little, 2048);
	text_begin(&b, &little, (struct str){ src, sizeof(src) });
	text_add(&b, 0, 10);
	assert_false(b.failed);
	text_add(&b, 20, 3000);
	assert_true(b.failed);
	text_add(&b, 20, 30);
	assert_int_equal(text_end(&b).s.n, 0);
	arena_release(&little);
}

static void
of_source_is_trimmed_too(void **state)
{
	struct str src = CF_S("a\t  78 \tb");
	struct text t = text_of_source(src, 2, 7);

	ASSERT_STR(t.s, "78");
	assert_int_equal(t.span.from, 4);
	assert_int_equal(t.span.to, 6);
	t = text_of_source(src, 2, 4);
	assert_int_equal(t.s.n, 0);
	assert_int_equal(t.span.from, 2);
	assert_int_equal(t.span.to, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_piece_is_the_source_itself, set_up, tear_down),
		cmocka_unit_test_setup_teardown(markup_is_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_entity_is_one_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(trimming_moves_the_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(trimming_inside_a_piece, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_but_space_is_empty, set_up, tear_down),
		cmocka_unit_test_setup_teardown(many_pieces_keep_their_places, set_up, tear_down),
		cmocka_unit_test(memory_that_runs_out_is_remembered),
		cmocka_unit_test(of_source_is_trimmed_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
