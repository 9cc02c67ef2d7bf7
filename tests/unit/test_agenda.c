/* facts/agenda: the agenda of a pack, and where its reports begin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/limits.h"
#include "facts/agenda.h"
#include "read/read.h"

static struct arena arena;
static struct source source;
static struct doc doc;
static struct facts facts;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, 256 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const struct agenda *
read(const char *s)
{
	static struct cf_error err;

	assert_int_equal(source_init(&source, &arena, "x.md", str_of(s), &err), CF_OK);
	assert_int_equal(read_document(&doc, &arena, &source, NULL, &err), CF_OK);
	facts_collect(&facts, &doc);
	return facts.agenda;
}

/* "0 Front page and agenda; 4 Quays, sheet" */
static void
assert_parts(const struct agenda *g, const char *want)
{
	char got[400] = "";
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++)
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%u %.*s%s", i > 0 ? "; " : "",
		    g->part[i].number, (int)g->part[i].title.n, g->part[i].title.p,
		    g->part[i].sheet != NULL ? ", sheet" : "");
	assert_string_equal(got, want);
}

#define SHEET(title) "| Report to: | Harbour Board |\n| --- | --- |\n| Subject: | " title " |\n\n"
#define AGENDA "# A G E N D A\n\n## 1. Apologies\n\n## 2. Minutes (Pages 3 - 4)\n\n" \
	"- 3. Quays (Pages 5 - 8)\n- 4. Cranes (Pages 9 - 12)\n\nReport of the Harbour Master\n\n"

static void
test_pack(void **state)
{
	const struct agenda *g = read("# Harbour Board\n\n" AGENDA
	    "# HARBOUR BOARD\n\nMEETING HELD AT THE GUILDHALL\n\nPresent: all.\n\n"
	    "# Agenda Item 2\n\nText.\n\n" SHEET("Quays and Piers") "Text.\n\n# Agenda Item 3\n\n"
	    "Text.\n\n# Agenda Item 4\n\n" SHEET("Cranes") "Text.\n\n# Agenda Item 4\n\nText.\n");

	(void)state;
	assert_true(g->pack);
	assert_parts(g, "0 Front page and agenda; 2 Minutes; 3 Quays and Piers, sheet; "
	    "4 Cranes, sheet");
	assert_int_equal(g->nentries, 4);
	assert_int_equal(g->entry[2].number, 3);
	assert_int_equal(g->paged, 3);
}

static void
test_numbers(void **state)
{
	const struct agenda *g = read(AGENDA "# Agenda Item 3\n\n" SHEET("Quays") "Last words.\n");
	uint32_t author = g->end - 1, last = (uint32_t)doc.nblocks - 1;

	(void)state;
	assert_int_equal(agenda_number(g, g->entry[1].block), 2);
	assert_int_equal(agenda_number(g, author), 4);
	assert_int_equal(agenda_number(g, last), 3);
	assert_int_equal(agenda_number(g, 0), 0);
	assert_int_equal(agenda_block(&doc, doc.blocks[last].span.from), last);
	assert_int_equal(agenda_part(g, last), 1);
}

static void
test_sections(void **state)
{
	const struct agenda *g = read("# Report\n\n## Roads\n\nText.\n\n### More\n\n## Parks\n\nText.\n");

	(void)state;
	assert_false(g->pack);
	assert_parts(g, "0 Report; 0 Roads; 0 Parks");
}

static void
test_one_sheet(void **state)
{
	const struct agenda *g = read(SHEET("Quays") "## Roads\n\nText.\n\n## Parks\n\nText.\n");

	(void)state;
	assert_false(g->pack);
	assert_parts(g, "0 Quays, sheet");
}

/* nothing of it: no text, numbers that go down, a table that only looks like a sheet */
static void
test_others(void **state)
{
	const struct agenda *g = read("");

	(void)state;
	assert_int_equal(g->n, 1);
	g = read("# Agenda Item 9\n\nText.\n\n# Agenda Item 3\n\nText.\n\n# Agenda Item 99999999999\n");
	assert_parts(g, "9 Agenda Item 9");
	g = read("| Meeting | Title |\n| --- | --- |\n| Board | Quays |\n| Forum | Piers |\n");
	assert_int_equal(g->sheets, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pack, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_numbers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sections, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_one_sheet, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_others, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
