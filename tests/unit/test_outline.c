/* doc/doc, doc/outline: blocks, grids, page marks, running headers, sections. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/limits.h"
#include "doc/doc.h"

static struct arena arena;
static struct source source;
static struct doc doc;

static int
set_up(void **state)
{
	arena_init(&arena, 256 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	arena_release(&arena);
	return 0;
}

/*
 * A document of one block a line: "# " and more begin a heading, anything else
 * is a paragraph; blank lines are between them.
 */
static void
read_lines(const char *s)
{
	struct str bytes = str_of(s);

	assert_int_equal(source_init(&source, &arena, "x.md", bytes, NULL), CF_OK);
	doc_init(&doc, &arena, &source, "markdown");
	for (size_t i = 1; i <= source.nlines; i++) {
		struct span at = source_line(&source, i);
		unsigned level = 0;

		while (at.from + level < at.to && s[at.from + level] == '#')
			level++;
		if (at.from == at.to)
			continue;
		if (level > 0)
			doc_heading(&doc, level, text_of_source(bytes, at.from + level, at.to));
		else
			doc_paragraph(&doc, text_of_source(bytes, at.from, at.to), false);
	}
	doc_outline(&doc);
	assert_false(doc.failed);
}

/* kinds of all blocks: h heading, p paragraph, m page mark */
static void
assert_kinds(const char *want)
{
	static const char letter[] = { 'h', 'p', 'i', 't', 'c', 'm' };
	char got[64] = { 0 };

	for (size_t i = 0; i < doc.nblocks && i < sizeof(got) - 1; i++)
		got[i] = letter[doc.blocks[i].kind];
	assert_string_equal(got, want);
}

/* titles from the outermost, joined with " > " */
static void
assert_path(size_t block, const char *want)
{
	const char *const *path;
	size_t n = doc_section_path(&doc, doc.blocks[block].section, &arena, &path);
	struct str joined = CF_S("");

	for (size_t i = 0; i < n; i++)
		joined = arena_printf(&arena, "%s%s%s", joined.p, i > 0 ? " > " : "", path[i]);
	assert_string_equal(joined.p, want);
}

static void
sections_nest(void **state)
{
	read_lines("before\n# A\np\n### B\np\n## C\np\n# D\np");
	assert_kinds("phphphphp");
	assert_int_equal(doc.nsections, 5);
	assert_int_equal(doc.sections[0].parent, NONE);
	assert_path(0, "");
	assert_path(1, "A");
	assert_path(2, "A");
	assert_path(4, "A > B");
	assert_path(6, "A > C");
	assert_path(8, "D");
	assert_int_equal(doc.sections[2].first_block, 3);
	assert_int_equal(doc.sections[2].level, 3);
}

static void
page_numbers_are_no_text(void **state)
{
	read_lines("Page 87\nPage 3 of 12\n- 12 -\npage 4\nPage | 9\n9 | P a g e\nPAGE: 5\n"
	    "This page is intentionally left blank\nThis page is left intentionally blank.");
	assert_kinds("mmmmmmmmm");
}

static void
what_only_looks_like_a_page_number(void **state)
{
	read_lines("Page 87 shows\nPage\nPage of 12\n- a -\n- 123456 -\nPage 3 of\nPages 3\n87\n12 -\n3 pages\n"
	    "See the note: this page is intentionally left blank when there is nothing to say");
	assert_kinds("ppppppppppp");
}

static void
a_page_number_that_is_a_heading_opens_no_section(void **state)
{
	read_lines("# A\n## Page 87\np");
	assert_kinds("hmp");
	assert_path(2, "A");
}

static void
a_running_header_does_not_end_a_section(void **state)
{
	read_lines("# Board\n## Finance\np\nPage 2\n# Board\np\n# BOARD \np\n## People\np");
	assert_kinds("hhpmmpmphp");
	assert_path(5, "Board > Finance");
	assert_path(7, "Board > Finance");
	assert_path(9, "Board > People");
}

static void
a_running_header_of_two_lines(void **state)
{
	read_lines("# Board\n## Pack\np\n# Board\n## Pack\np\n## Finance\np\n# Board\n## Pack\np");
	assert_kinds("hhpmmphpmmp");
	assert_path(5, "Board > Pack");
	assert_path(10, "Board > Finance");
}

static void
the_same_title_elsewhere_is_a_section(void **state)
{
	read_lines("# A\n## Costs\np\n# B\n## Costs\np\n## Risks\n## Costs\np");
	assert_kinds("hhphhphhp");
	assert_path(2, "A > Costs");
	assert_path(5, "B > Costs");
	assert_path(8, "B > Costs");
}

static void
grids_have_limits(void **state)
{
	struct span nowhere = { 0, 0 };
	struct grid *g;

	read_lines("x");
	assert_null(grid_new(&doc, 2, CF_MAX_COLUMNS + 1, nowhere));
	assert_string_equal(doc.limit, "columns of one table (CF_MAX_COLUMNS)");
	assert_null(grid_new(&doc, CF_MAX_CELLS / 4 + 1, 4, nowhere));
	assert_string_equal(doc.limit, "cells of one table (CF_MAX_CELLS)");
	assert_null(grid_new(&doc, UINT32_MAX, CF_MAX_COLUMNS, nowhere));
	assert_false(doc.failed);
	g = grid_new(&doc, 2, 3, nowhere);
	assert_non_null(g);
	assert_null(grid_at(g, 1, 2));
	assert_non_null(grid_put(&doc, g, 1, 2, text_of_source(source.bytes, 0, 1)));
	assert_true(str_eq(grid_at(g, 1, 2)->text.s, CF_S("x")));
	assert_int_equal(grid_at(g, 1, 2)->colspan, 1);
	assert_int_equal(doc_table(&doc, g)->kind, BLOCK_TABLE);
}

static void
memory_that_runs_out_is_remembered(void **state)
{
	struct arena little;
	size_t n = 0;

	read_lines("x");
	arena_init(&little, 10000);
	doc_init(&doc, &little, &source, "markdown");
	while (doc_paragraph(&doc, text_of_source(source.bytes, 0, 1), false) != NULL)
		n++;
	assert_true(n > 0);
	assert_true(doc.failed);
	assert_null(doc.limit);
	assert_int_equal(doc.nblocks, n);
	assert_true(str_eq(doc.blocks[n - 1].text.s, CF_S("x")));
	arena_release(&little);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_nest),
		cmocka_unit_test(page_numbers_are_no_text),
		cmocka_unit_test(what_only_looks_like_a_page_number),
		cmocka_unit_test(a_page_number_that_is_a_heading_opens_no_section),
		cmocka_unit_test(a_running_header_does_not_end_a_section),
		cmocka_unit_test(a_running_header_of_two_lines),
		cmocka_unit_test(the_same_title_elsewhere_is_a_section),
		cmocka_unit_test(grids_have_limits),
		cmocka_unit_test(memory_that_runs_out_is_remembered),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
