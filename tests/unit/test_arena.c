/* base/: memory by lifetime, output buffers, folded text, UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"
#include "base/utf8.h"

#define MEGABYTE ((size_t)1 << 20)

static void
arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena a;

	arena_init(&a, 64 * MEGABYTE);
	for (size_t size = 1; size < 100000; size = size * 3 + 1) {
		unsigned char *p = arena_alloc(&a, size, alignof(max_align_t));

		assert_non_null(p);
		assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, size);
		(void)arena_alloc(&a, 1, 1);	/* so that the next one has to be aligned */
	}
	arena_release(&a);
	assert_int_equal(a.total, 0);
}

static void
arena_reset_zeroes_again(void **state)
{
	struct arena a;
	char *p;

	arena_init(&a, MEGABYTE);
	p = arena_alloc(&a, 100, 1);
	memset(p, 'x', 100);
	arena_reset(&a);
	p = arena_alloc(&a, 100, 1);
	for (size_t i = 0; i < 100; i++)
		assert_int_equal(p[i], 0);
	arena_release(&a);
	arena_reset(&a);	/* of nothing */
	arena_release(&a);
}

static void
arena_reset_keeps_one_chunk(void **state)
{
	struct arena a;
	size_t one;

	arena_init(&a, 64 * MEGABYTE);
	(void)arena_alloc(&a, 10, 1);
	one = a.total;
	for (int i = 0; i < 100; i++)
		(void)arena_alloc(&a, 10000, 1);
	assert_true(a.total > one);
	for (int i = 0; i < 1000; i++) {
		arena_reset(&a);
		(void)arena_alloc(&a, 5000, 1);
	}
	assert_true(a.total <= 4 * MEGABYTE);
	arena_release(&a);
}

static void
arena_has_a_limit(void **state)
{
	struct arena a;

	arena_init(&a, 100000);
	assert_non_null(arena_alloc(&a, 90000, 1));
	assert_null(arena_alloc(&a, 20000, 1));
	assert_non_null(arena_alloc(&a, 5000, 1));
	assert_null(arena_alloc(&a, SIZE_MAX, 1));
	assert_null(arena_calloc(&a, SIZE_MAX / 2, 3, 1));
	assert_true(a.total <= 100000);
	arena_release(&a);
}

static void
arena_jumps_when_told(void **state)
{
	struct arena a;
	jmp_buf out;
	volatile int jumped = 0;

	arena_init(&a, 1000);
	if (setjmp(out) == 0) {
		a.oom = &out;
		(void)arena_alloc(&a, 2000, 1);
		fail_msg("no jump");
	} else {
		jumped = 1;
	}
	assert_int_equal(jumped, 1);
	arena_release(&a);
}

static void
vec_grows_and_keeps_what_it_has(void **state)
{
	struct arena a;
	uint32_t *v = NULL;
	size_t n = 0, cap = 0;

	arena_init(&a, MEGABYTE);
	for (; n < 60000; n++) {
		assert_true(VEC_ROOM(&a, v, n, cap));
		v[n] = (uint32_t)n * 7;
	}
	for (size_t i = 0; i < n; i++)
		assert_int_equal(v[i], i * 7);
	for (size_t i = n; i < cap; i++)
		assert_int_equal(v[i], 0);
	/* when it is large the places it moved from are given back */
	assert_true(a.total < cap * sizeof(*v) + MEGABYTE / 4);
	arena_release(&a);
}

/* what is the last in its chunk grows where it stands, and a large array has its own */
static void
vec_grows_in_place(void **state)
{
	struct arena a;
	uint32_t *v = NULL, *was;
	size_t n = 0, cap = 0, before;

	arena_init(&a, SIZE_MAX);
	while (n < 8 && VEC_ROOM(&a, v, n, cap))
		v[n++] = 7;
	was = v;
	assert_true(VEC_ROOM(&a, v, n, cap));
	assert_ptr_equal(v, was);
	for (size_t i = n; i < cap; i++)
		assert_int_equal(v[i], 0);
	v[n++] = 7;
	(void)arena_new(&a, char);	/* now something stands behind it */
	while (n < cap)
		v[n++] = 7;
	assert_true(VEC_ROOM(&a, v, n, cap));
	assert_ptr_not_equal(v, was);
	while (n < 100000 && VEC_ROOM(&a, v, n, cap)) {
		assert_int_equal(v[n], 0);
		v[n++] = 7;
	}
	assert_int_equal(n, 100000);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(v[i], 7);
	before = a.total;
	assert_true(arena_grow(&a, &v, n, &cap, sizeof(*v)));
	assert_int_equal(a.total - before, cap / 2 * sizeof(*v));
	arena_release(&a);
}

static void
vec_that_cannot_grow_stays_as_it_was(void **state)
{
	struct arena a;
	uint32_t *v = NULL;
	size_t n = 0, cap = 0;

	arena_init(&a, 4096);
	while (VEC_ROOM(&a, v, n, cap)) {
		v[n] = (uint32_t)n;
		n++;
	}
	assert_true(n > 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(v[i], i);
	arena_release(&a);
}

static void
arena_copies_text(void **state)
{
	struct arena a;
	struct str s;

	arena_init(&a, MEGABYTE);
	s = arena_str(&a, (struct str){ "a\0bcd", 4 });
	assert_int_equal(s.n, 4);
	assert_memory_equal(s.p, "a\0bc\0", 5);
	s = arena_str(&a, (struct str){ NULL, 0 });
	assert_string_equal(s.p, "");
	s = arena_join(&a, (struct str[]){ CF_S("4"), CF_S(""), { NULL, 0 }, CF_S(".12") }, 4);
	assert_string_equal(s.p, "4.12");
	assert_int_equal(s.n, 4);
	s = arena_printf(&a, "%d of %s", 76, "699");
	assert_int_equal(s.n, 9);
	assert_string_equal(s.p, "76 of 699");
	arena_release(&a);
}

static void
buf_collects(void **state)
{
	struct buf b;

	buf_init(&b);
	assert_true(str_eq(buf_str(&b), CF_S("")));
	buf_puts(&b, "total");
	buf_putc(&b, ' ');
	buf_printf(&b, "%05.1f", 2.5);
	buf_pad(&b, '.', 3);
	buf_put(&b, (struct str){ "\0z", 2 });
	assert_false(b.failed);
	assert_true(str_eq(buf_str(&b), CF_S("total 002.5...\0z")));
	buf_clear(&b);
	for (int i = 0; i < 5000; i++)
		buf_printf(&b, "%04d", i);
	assert_int_equal(b.n, 20000);
	assert_memory_equal(b.p + 19996, "4999", 4);
	buf_release(&b);
}

static void
str_compares_folded(void **state)
{
	assert_true(str_eq_folded(CF_S(" Total \t Attendance "), CF_S("total attendance")));
	assert_true(str_eq_folded(CF_S("2021/22\xC2\xA0\xC2\xA0%"), CF_S("2021/22 %")));
	assert_true(str_eq_folded(CF_S("  "), CF_S("")));
	assert_false(str_eq_folded(CF_S("Total"), CF_S("Totals")));
	assert_false(str_eq_folded(CF_S("to tal"), CF_S("total")));
	assert_false(str_eq_folded(CF_S("\xC3\x89"), CF_S("\xC3\xA9")));	/* ASCII only */
	assert_int_equal(str_hash_folded(CF_S(" A  b")), str_hash_folded(CF_S("a\nB ")));
	assert_int_not_equal(str_hash_folded(CF_S("ab")), str_hash_folded(CF_S("a b")));
}

static void
str_trims_and_cuts(void **state)
{
	assert_true(str_eq(str_trim(CF_S("\xC2\xA0 78\t\r\n\xC2\xA0")), CF_S("78")));
	assert_true(str_eq(str_trim(CF_S("\xC3\xA0")), CF_S("\xC3\xA0")));	/* ends in A0 */
	assert_true(str_eq(str_sub(CF_S("abc"), 1, 99), CF_S("bc")));
	assert_true(str_eq(str_sub(CF_S("abc"), 5, 2), CF_S("")));
	assert_true(str_has_folded(CF_S("The SUB-Total"), CF_S("sub-total")));
	assert_false(str_has_folded(CF_S("sub-tota"), CF_S("sub-total")));
	assert_true(str_starts(CF_S("Table 3"), CF_S("Table ")));
	assert_false(str_starts(CF_S("Tab"), CF_S("Table ")));
	assert_true(str_ends(CF_S("45%"), CF_S("%")));
}

static void
utf8_finds_the_first_bad_byte(void **state)
{
	static const struct { const char *s; size_t n, bad; } cases[] = {
		{ "plain", 5, 5 },
		{ "\xC2\xA3" "1.2m \xE2\x82\xAC \xF0\x9F\x98\x80", 15, 15 },
		{ "12345678\xFF", 9, 8 },
		{ "1234567\xC3", 8, 7 },		/* cut short at the end of a word */
		{ "\xC0\x80", 2, 0 },			/* overlong */
		{ "a\xE0\x80\x80", 4, 1 },		/* overlong */
		{ "\xED\xA0\x80", 3, 0 },		/* surrogate */
		{ "\xF4\x90\x80\x80", 4, 0 },		/* past U+10FFFF */
		{ "\xF5\x80\x80\x80", 4, 0 },
		{ "\x80", 1, 0 },
		{ "", 0, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(utf8_check((struct str){ cases[i].s, cases[i].n }), cases[i].bad);
}

static void
utf8_round_trip(void **state)
{
	static const uint32_t points[] = { 0x41, 0xA3, 0x7FF, 0x800, 0x20AC, 0xFFFD, 0x10000,
		0x10FFFF };
	char out[4];
	size_t len;

	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		size_t n = utf8_put(points[i], out);

		assert_int_equal(utf8_check((struct str){ out, n }), n);
		assert_int_equal(utf8_at(out, n, &len), points[i]);
		assert_int_equal(len, n);
		assert_int_equal(utf8_count((struct str){ out, n }), 1);
	}
}

static void
utf8_width_of_a_terminal(void **state)
{
	assert_int_equal(utf8_width(CF_S("\xC2\xA3" "78")), 3);
	assert_int_equal(utf8_width(CF_S("e\xCC\x81")), 1);		/* combining acute */
	assert_int_equal(utf8_width(CF_S("\xE8\xA1\xA8")), 2);		/* wide */
}

static void
error_is_filled_in_and_cut(void **state)
{
	struct cf_error err;
	char longer[2000];

	memset(longer, 'p', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	assert_int_equal(error_set(&err, CF_EINPUT, longer, 3, 5, "byte 0x%02X", 0xFF), CF_EINPUT);
	assert_int_equal(strlen(err.path), sizeof(err.path) - 1);
	assert_string_equal(err.message, "byte 0xFF");
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 5);
	assert_int_equal(error_set(NULL, CF_EIO, NULL, 0, 0, "unseen"), CF_EIO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_reset_zeroes_again),
		cmocka_unit_test(arena_reset_keeps_one_chunk),
		cmocka_unit_test(arena_has_a_limit),
		cmocka_unit_test(arena_jumps_when_told),
		cmocka_unit_test(vec_grows_and_keeps_what_it_has),
		cmocka_unit_test(vec_grows_in_place),
		cmocka_unit_test(vec_that_cannot_grow_stays_as_it_was),
		cmocka_unit_test(arena_copies_text),
		cmocka_unit_test(buf_collects),
		cmocka_unit_test(str_compares_folded),
		cmocka_unit_test(str_trims_and_cuts),
		cmocka_unit_test(utf8_finds_the_first_bad_byte),
		cmocka_unit_test(utf8_round_trip),
		cmocka_unit_test(utf8_width_of_a_terminal),
		cmocka_unit_test(error_is_filled_in_and_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
