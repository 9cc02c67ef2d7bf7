/* doc/spot.h and read/derive.h: texts that are derived from files without lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "read/derive.h"

static struct arena arena;
static struct source source;
static struct doc doc;
static struct derive v;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1u << 26);
	source = (struct source){ .path = "report.docx" };
	doc_init(&doc, &arena, &source, "docx");
	derive_begin(&v, &doc);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
add_paragraph(struct spot spot, const char *words)
{
	uint32_t from = derive_spot(&v, spot);

	derive_put(&v, str_of(words));
	assert_non_null(doc_paragraph(&doc, derive_text(&v, from), false));
	derive_line(&v);
}

/* the words of the place of `what` in the derived text */
static const char *
words_of(const char *what)
{
	const char *p = strstr(arena_str(&arena, source.bytes).p, what);
	size_t n = strlen(what), at = 0;
	const struct cf_spot *spot;

	assert_non_null(p);
	while (at + n <= source.bytes.n && memcmp(source.bytes.p + at, what, n) != 0)
		at++;
	spot = source_spot(&source, (struct span){ (uint32_t)at, (uint32_t)(at + n) }, &arena);
	if (spot == NULL)
		return NULL;
	assert_true(str_eq(str_of(spot->words), source_spot_words(&source, (uint32_t)at, &arena)));
	return spot->words;
}

static void
test_words(void **state)
{
	uint32_t name;

	(void)state;
	add_paragraph((struct spot){ .kind = SPOT_NONE }, "alpha");
	add_paragraph((struct spot){ .kind = SPOT_PARAGRAPH, .n = 2 }, "beta");
	name = derive_name(&v, CF_S("2.1 Staff"));
	add_paragraph((struct spot){ .kind = SPOT_HEADING, .name = name }, "gamma");
	add_paragraph((struct spot){ .kind = SPOT_PARAGRAPH, .name = name, .n = 3 }, "delta");
	add_paragraph((struct spot){ .kind = SPOT_TABLE, .n = 4, .row = 5, .col = 6 }, "epsilon");
	add_paragraph((struct spot){ .kind = SPOT_FOOTNOTE, .n = 7 }, "zeta");
	add_paragraph((struct spot){ .kind = SPOT_ENDNOTE, .n = 8 }, "eta");
	add_paragraph((struct spot){ .kind = SPOT_TEXT_BOX, .n = 9 }, "theta");
	name = derive_name(&v, CF_S("Budget"));
	add_paragraph((struct spot){ .kind = SPOT_SHEET, .name = name }, "iota");
	add_paragraph((struct spot){ .kind = SPOT_SHEET_CELL, .name = name, .row = 14, .col = 3 },
	    "kappa");
	name = derive_name(&v, CF_S("Year 2"));
	add_paragraph((struct spot){ .kind = SPOT_SHEET_CELL, .name = name, .row = 1, .col = 703 },
	    "lambda");
	add_paragraph((struct spot){ .kind = SPOT_PAGE, .n = 7 }, "mu");
	add_paragraph((struct spot){ .kind = SPOT_PAGE, .n = 7, .name = derive_name(&v, CF_S("iv")) },
	    "nu");
	add_paragraph((struct spot){ .kind = SPOT_PAGE, .n = 12, .name = derive_name(&v, CF_S("12")) },
	    "omicron");
	assert_int_equal(derive_end(&v, NULL), CF_OK);
	assert_false(doc.failed);
	assert_null(words_of("alpha"));
	assert_string_equal(words_of("beta"), "paragraph 2");
	assert_string_equal(words_of("gamma"), "heading \"2.1 Staff\"");
	assert_string_equal(words_of("delta"), "\"2.1 Staff\", paragraph 3");
	assert_string_equal(words_of("psil"), "table 4, row 5, column 6");
	assert_string_equal(words_of("zeta"), "footnote 7");
	assert_string_equal(words_of("\neta"), "footnote 7");	/* where it begins */
	assert_string_equal(words_of("theta"), "text box 9");
	assert_string_equal(words_of("iota"), "sheet \"Budget\"");
	assert_string_equal(words_of("kappa"), "Budget!C14");
	assert_string_equal(words_of("lambda"), "'Year 2'!AAA1");
	assert_string_equal(words_of("mu"), "page 7");
	assert_string_equal(words_of("nu"), "page iv (7 in the file)");
	assert_string_equal(words_of("omicron"), "page 12");
}

/* the texts of the blocks lie in the text, which moved while it grew */
static void
test_texts(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 2000; i++)
		add_paragraph((struct spot){ .kind = SPOT_PARAGRAPH, .n = i + 1 },
		    " some\twords\n ");
	assert_int_equal(derive_end(&v, NULL), CF_OK);
	assert_int_equal(doc.nblocks, 2000);
	for (size_t i = 0; i < doc.nblocks; i++) {
		assert_true(str_eq(doc.blocks[i].text.s, CF_S("some words")));
		assert_true(str_eq(source_text(&source, doc.blocks[i].text.span),
		    CF_S("some words")));
		assert_int_equal(source_pos(&source, doc.blocks[i].text.span.from).line, i + 1);
	}
}

static void
put_word(struct spot spot, const char *word)
{
	(void)derive_spot(&v, spot);
	derive_put(&v, str_of(word));
}

/* the boxes of the words of a place are one box, on its first page */
static void
test_boxes(void **state)
{
	const struct cf_spot *spot;

	(void)state;
	put_word((struct spot){ .kind = SPOT_PAGE, .n = 1, .box = { 10, 20, 30, 12 } }, "1,234 ");
	put_word((struct spot){ .kind = SPOT_PAGE, .n = 1, .box = { 45, 18, 20, 12 } }, "of ");
	put_word((struct spot){ .kind = SPOT_PAGE, .n = 1 }, "no box ");
	put_word((struct spot){ .kind = SPOT_PAGE, .n = 2, .box = { 5, 5, 5, 5 } }, "next page");
	assert_int_equal(derive_end(&v, NULL), CF_OK);
	spot = source_spot(&source, (struct span){ 2, 20 }, &arena);
	assert_int_equal(spot->page, 1);
	assert_true(spot->x == 10 && spot->y == 18 && spot->width == 55 && spot->height == 14);
	spot = source_spot(&source, (struct span){ 0, 5 }, &arena);
	assert_true(spot->x == 10 && spot->y == 20 && spot->width == 30 && spot->height == 12);
	spot = source_spot(&source, (struct span){ 10, 12 }, &arena);
	assert_true(spot->width <= 0);
}

static void
test_long_paragraph(void **state)
{
	struct cf_error err = { 0 };

	(void)state;
	for (unsigned i = 0; i < 1u << 17; i++)
		derive_put(&v, CF_S("nine byte"));
	assert_int_equal(derive_end(&v, &err), CF_ELIMIT);
	assert_non_null(strstr(err.message, "CF_MAX_LINE"));
	assert_int_equal(err.line, 0);
}

static void
test_no_memory(void **state)
{
	(void)state;
	arena.limit = arena.total;
	for (unsigned i = 0; i < 1u << 15 && !doc.failed; i++)
		derive_put(&v, CF_S("nine byte"));
	assert_true(doc.failed);
	assert_null(doc.limit);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_texts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_boxes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_long_paragraph, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_memory, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("spot", tests, NULL, NULL);
}
