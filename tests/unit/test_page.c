/* The page: what is cut short, what is escaped, tables of which rows are left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "write/html.h"

static const char rules_[] =
    "pack: quay\n"
    "rules:\n"
    "  - {id: totals, title: t, check: total, message: 'the total is {computed}', severity: error}\n"
    "  - {id: bad, title: <t>, check: pattern, match: 'crane\\S*', message: '{match} & <b>', "
    "severity: warning, why: '<w>'}\n";

struct page {
	struct cf_rules rules;
	struct cf_report *report;
	char *text;
	size_t n;
	char *input;
};

static void
no_mistake(void *ctx, const struct cf_error *err)
{
	(void)ctx;
	fail_msg("%s", err->message);
}

static int
set_up(void **state)
{
	struct page *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	rules_init(&p->rules.rules);
	assert_int_equal(rules_add(&p->rules.rules, "r.yml", str_of(rules_), no_mistake, NULL), CF_OK);
	*state = p;
	return 0;
}

static void
drop(struct page *p)
{
	cf_report_free(p->report);
	free(p->text);
	free(p->input);
	p->report = NULL;
	p->text = p->input = NULL;
}

static int
tear_down(void **state)
{
	struct page *p = *state;

	drop(p);
	rules_release(&p->rules.rules);
	free(p);
	return 0;
}

/* the page of a report; takes the input over */
static const char *
page_of(struct page *p, char *input)
{
	struct cf_input in = { .path = "a&b.md", .bytes = input, .n = strlen(input),
		.format = "markdown" };
	struct cf_options opts = { .keep = (1u << CF_VERDICTS) - 1, .tables = true };
	struct write_options how = { .format = WRITE_HTML, .rules = &p->rules.rules };
	struct writer w;
	FILE *f;

	drop(p);
	p->input = input;
	assert_int_equal(cf_check(&p->report, &p->rules, &in, &opts, NULL), CF_OK);
	f = open_memstream(&p->text, &p->n);
	assert_non_null(f);
	writer_init(&w, f, &how);
	writer_report(&w, p->report);
	assert_true(writer_finish(&w));
	assert_int_equal(fclose(f), 0);
	return p->text;
}

static char *
copy_of(const char *s)
{
	char *copy = strdup(s);

	assert_non_null(copy);
	return copy;
}

/* the same of what a buffer holds */
static char *
taken_from(struct buf *b)
{
	char *copy = malloc(b->n + 1);

	assert_non_null(copy);
	assert_false(b->failed);
	memcpy(copy, buf_str(b).p, b->n);
	copy[b->n] = '\0';
	buf_release(b);
	return copy;
}

static size_t
times(const char *text, const char *what)
{
	size_t n = 0;

	for (const char *s = text; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

/* a table with one column, of so many rows and a total that is off by `by` */
static char *
long_table(unsigned rows, unsigned by)
{
	struct buf b;

	buf_init(&b);
	buf_puts(&b, "| Quay | A | B |\n|---|--:|--:|\n");
	for (unsigned i = 0; i < rows; i++)
		buf_printf(&b, "| Q%u | %u | 2 |\n", i, 10 + i);
	buf_printf(&b, "| Total | %u | %u |\n", rows * 10 + rows * (rows - 1) / 2, rows * 2 + by);
	return taken_from(&b);
}

static void
everything_is_escaped(void **state)
{
	const char *page = page_of(*state, copy_of("A crane<i>\"x\"&amp;\xE2\x80\xAE here.\n"));

	assert_null(strstr(page, "<i>"));
	assert_null(strstr(page, "\xE2\x80\xAE"));
	assert_non_null(strstr(page, "&amp; &lt;b&gt;"));
	assert_non_null(strstr(page, "<title>1 finding in a&amp;b.md</title>"));
	assert_non_null(strstr(page, "&lt;t&gt;. &lt;w&gt;"));
}

static void
a_small_table_is_shown_in_full(void **state)
{
	const char *page = page_of(*state, long_table(5, 3));

	assert_int_equal(times(page, "<tr><th scope=\"row\">Q"), 5);
	assert_int_equal(times(page, "not shown</td>"), 0);
	assert_int_equal(times(page, "aria-label=\"checked\""), 6);
	assert_int_equal(times(page, "<a class=\"x\" href=\"#f1\""), 1);
	assert_int_equal(times(page, " part\">2"), 5);
}

static void
of_a_long_table_some_rows_are_left_out(void **state)
{
	struct page *p = *state;
	const char *page = page_of(p, long_table(5000, 3));

	assert_int_equal(p->report->nshown, 1);
	assert_int_equal(p->report->tables[0].all_rows, 5002);
	assert_true(p->report->tables[0].nrows < 130);
	assert_int_equal(report_table_row(&p->report->tables[0], 5002),
	    p->report->tables[0].nrows - 1);
	assert_int_equal(report_table_row(&p->report->tables[0], 2500), p->report->tables[0].nrows);
	assert_non_null(strstr(page, " rows not shown</td>"));
	assert_non_null(strstr(page, ">Total<"));
	assert_true(p->n < 60000);
}

static void
cells_that_reach_over_rows_stay_a_rectangle(void **state)
{
	struct page *p = *state;
	struct buf b;
	const char *page;

	buf_init(&b);
	buf_puts(&b, "<table><tr><th>Quay</th><th>A</th><th>B</th></tr>\n");
	for (unsigned i = 0; i < 300; i++)
		buf_printf(&b, "<tr>%s<td>1</td><td>2</td></tr>\n",
		    i % 50 == 0 ? "<td rowspan=\"50\">Side</td>" : "");
	buf_puts(&b, "<tr><td>Total</td><td>300</td><td>777</td></tr></table>\n");
	page = page_of(p, taken_from(&b));
	assert_non_null(strstr(page, "<table class=\"grid\">"));
	for (size_t t = 0; t < p->report->nshown; t++) {
		const struct report_table *table = &p->report->tables[t];
		size_t covered = 0;

		for (size_t i = 0; i < (size_t)table->nrows * table->ncols; i++)
			if (table->cell[i].text != NULL)
				covered += table->cell[i].colspan * table->cell[i].rowspan;
		assert_int_equal(covered, table->nrows * table->ncols);
	}
}

static void
many_findings_are_grouped(void **state)
{
	struct page *p = *state;
	char *input = malloc(12 * 10000 + 1);
	const char *page;

	assert_non_null(input);
	for (size_t i = 0; i < 10000; i++)
		memcpy(input + 12 * i, "One crane.\n\n", 12);
	input[12 * 10000] = '\0';
	page = page_of(p, input);
	assert_int_equal(times(page, "class=\"finding "), HTML_MOST_OF_RULE);
	assert_non_null(strstr(page, "9,975 more of <code>quay/bad</code>, in lines 51, 53, "));
	assert_non_null(strstr(page, "10,000 findings in a&amp;b.md"));
	assert_true(p->n < 50000);
}

static void
an_empty_report_is_a_page(void **state)
{
	const char *page = page_of(*state, copy_of(""));

	assert_non_null(strstr(page, "Nothing was found in a&amp;b.md"));
	assert_non_null(strstr(page, "Nothing was found in it that could be compared"));
	assert_non_null(strstr(page, "</html>\n"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(everything_is_escaped),
		TEST(a_small_table_is_shown_in_full),
		TEST(of_a_long_table_some_rows_are_left_out),
		TEST(cells_that_reach_over_rows_stay_a_rectangle),
		TEST(many_findings_are_grouped),
		TEST(an_empty_report_is_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
