/*
 * What the formats for programs say of a file without lines, and of one that is named twice;
 * the summary of a step on GitHub when there is much to say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <cjson/cJSON.h>

#include "write/html.h"
#include "write/write.h"

static const struct cf_spot spot = { .words = "Budget!C14, at 50%", .sheet = "Budget",
	.cell = "C14", .row = 14, .column = 3 };
static const struct cf_evidence evidence[] = {
	{ "part", "12", { 0, 2, 1, 1, 1, 3, 1, 1, 1, &spot }, NULL },
	{ "total", "78", { 0, 2, 7, 1, 7, 3, 0, 0, 0, NULL }, "other|plan.md" },
};

static struct cf_relation
relation(const struct cf_spot *where)
{
	return (struct cf_relation){ .rule = "tables/total", .severity = CF_ERROR,
		.verdict = CF_FAILED, .reason = "",
		.place = { 4, 6, 2, 1, 2, 3, 1, 2, 1, where }, .message = "12 is not 13",
		.stated = "13", .computed = "12", .difference = "1", .relation = "", .note = "12 = 12",
		.help = "", .label = "Fees", .suggestion = "12", .evidence = evidence, .nevidence = 2,
		.fingerprint = "0123456789abcdef" };
}

/* two lines that were derived from the cells of a sheet */
static struct cf_report
report(struct cf_relation *relations, size_t n)
{
	static const uint32_t lines[] = { 0, 4 };
	static struct cf_rule_count rules[] = { { "tables/total", { 0, 0, 1, 0 }, 0 } };
	struct cf_report rep = { .path = "./plans/fees.xlsx", .format = "xlsx", .derived = true,
		.relations = relations, .n = n, .count = { 0, 0, 1, 0 }, .rules = rules, .nrules = 1,
		.bytes = CF_S("12\t\n13\n"), .line = lines, .nlines = 2, .ntables = 1 };

	for (size_t i = 0; i < n; i++)
		relations[i].rule = rules[0].rule;
	return rep;
}

static char *
written(const struct cf_report *rep, unsigned times, enum write_format format, bool summary)
{
	struct write_options opts = { .format = format, .fail_on = CF_ERROR, .summary = summary };
	struct writer w;
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	assert_non_null(f);
	writer_init(&w, f, &opts);
	for (unsigned i = 0; i < times; i++)
		writer_report(&w, rep);
	assert_true(writer_finish(&w));
	assert_int_equal(fclose(f), 0);
	return text;
}

static void
says(enum write_format format, const char *want, const char *never)
{
	struct cf_relation one = relation(&spot);
	struct cf_report rep = report(&one, 1);
	char *text = written(&rep, 1, format, false);

	if (strstr(text, want) == NULL || strstr(text, never) != NULL)
		fail_msg("%s: %s", write_format_name(format), text);
	free(text);
}

static void
a_file_without_lines(void **state)
{
	(void)state;
	says(WRITE_CONCISE, "./plans/fees.xlsx: Budget!C14, at 50%: error[tables/total] 12 is not 13\n",
	    ":2:1");
	says(WRITE_GITHUB, "::error file=plans/fees.xlsx,title=tables/total::Budget!C14, at 50%25: "
	    "12 is not 13%0A= 12 = 12%0Asuggestion: 12\n", "line=");
	says(WRITE_GITLAB, "\"Budget!C14, at 50%: 12 is not 13 (12 = 12)\"", "\"begin\":2");
	says(WRITE_JUNIT, "name=\"tables/total, Budget!C14, at 50%\"", ":2:1");
	says(WRITE_RDJSON, "\"location\":{\"path\":\"plans/fees.xlsx\"}", "suggestions");
	says(WRITE_SARIF, "\"logicalLocations\":[{\"fullyQualifiedName\":\"Budget!C14, at 50%\"}]",
	    "\"fixes\"");
	says(WRITE_SARIF, "\"region\":{\"startLine\":1,\"startColumn\":1,\"endLine\":1,\"endColumn\":1}",
	    "\"snippet\"");
	says(WRITE_SARIF, "{\"uri\":\"plans/fees.xlsx\",\"uriBaseId\":\"%SRCROOT%\"}", "\"startLine\":2");
	says(WRITE_SARIF, "\"uri\":\"other%7Cplan.md\"", "./plans");
	says(WRITE_SARIF, "The folder in which crossfoot was run.", "The root");
}

/* a fingerprint must not stand twice */
static void
a_file_that_is_named_twice(void **state)
{
	struct cf_relation one = relation(NULL);
	struct cf_report rep = report(&one, 1);
	char *text = written(&rep, 100, WRITE_GITLAB, false);
	cJSON *list = cJSON_ParseWithOpts(text, NULL, 1), *a, *b;

	(void)state;
	free(text);
	assert_non_null(list);
	assert_int_equal(cJSON_GetArraySize(list), 100);
	cJSON_ArrayForEach(a, list)
		for (b = a->next; b != NULL; b = b->next)
			assert_string_not_equal(
			    cJSON_GetObjectItem(a, "fingerprint")->valuestring,
			    cJSON_GetObjectItem(b, "fingerprint")->valuestring);
	cJSON_Delete(list);
}

static void
the_summary_of_a_step_is_not_too_long(void **state)
{
	struct cf_relation one = relation(NULL);
	struct cf_report rep = report(&one, 1);
	char *text = written(&rep, 5000, WRITE_GITHUB, true);
	size_t rows = 0;

	(void)state;
	for (const char *s = text; (s = strstr(s, "\n| error |")) != NULL; s++)
		rows++;
	assert_int_equal(rows, 200);
	assert_non_null(strstr(text, "and 4,800 more findings; the log of the step lists all"));
	assert_null(strstr(text, "::error"));
	assert_true(strlen(text) < 100000);
	free(text);
}

/* absolute paths, and names of all bytes */
static void
paths_are_uris(void **state)
{
	struct cf_relation one = relation(NULL);
	struct cf_report rep = report(&one, 1);
	char *text;

	(void)state;
	rep.path = "/srv/a b/\xC3\xA9#1.md";
	text = written(&rep, 1, WRITE_SARIF, false);
	assert_non_null(strstr(text, "{\"uri\":\"file:///srv/a%20b/%C3%A9%231.md\"}"));
	free(text);
	assert_string_equal(write_path(".//./a/b.md"), "a/b.md");
	assert_string_equal(write_path("../a.md"), "../a.md");
}

/* what is below --fail-on fails no test */
static void
tests_fail_as_the_run_does(void **state)
{
	struct cf_relation two[] = { relation(NULL), relation(NULL) };
	struct cf_report rep = report(two, 2);
	char *text;

	(void)state;
	two[1].severity = CF_WARNING;
	text = written(&rep, 1, WRITE_JUNIT, false);
	assert_non_null(strstr(text, "tests=\"1\" failures=\"1\" errors=\"0\""));
	assert_non_null(strstr(text, "<system-out>./plans/fees.xlsx:2:1: warning[tables/total] 12 is "
	    "not 13\n</system-out>"));
	free(text);
}

static void
assert_line(const struct cf_report *rep, size_t line, const char *words)
{
	struct html_page page = { .rep = rep };
	struct buf b;

	buf_init(&b);
	html_line(&page, &b, line);
	buf_put(&b, (struct str){ "", 1 });
	assert_string_equal(b.p, words);
	buf_release(&b);
}

/* what an officer has before them are pages */
static void
lines_are_between_page_marks(void **state)
{
	static const struct report_page pages[] = { { 20, "Page 4" }, { 31, "Page <5>" } };
	struct cf_report rep = { .pages = pages, .npages = 2 };

	(void)state;
	assert_line(&rep, 19, "in line 19");
	assert_line(&rep, 20, "between the page marks \xE2\x80\x9CPage 4\xE2\x80\x9D and "
	    "\xE2\x80\x9CPage &lt;5&gt;\xE2\x80\x9D (line 20)");
	assert_line(&rep, 99, "after the page mark \xE2\x80\x9CPage &lt;5&gt;\xE2\x80\x9D (line 99)");
	rep.npages = 0;
	assert_line(&rep, 99, "in line 99");
}

static void
assert_path(const char *root, const char *here, const char *path, const char *want)
{
	struct writer w = { .opts = { .root = root, .here = here } };

	arena_init(&w.scratch, 1u << 20);
	assert_string_equal(write_path_from_root(&w, path), want);
	arena_release(&w.scratch);
}

static void
paths_from_the_root(void **state)
{
	(void)state;
	assert_path(NULL, "/r/a", "./b.md", "b.md");
	assert_path("/r", "/r", "./b.md", "b.md");
	assert_path("/r", "/r/a", "b.md", "a/b.md");
	assert_path("/r", "/r/a", "../c//./d/../b.md", "c/b.md");
	assert_path("/r", "/r/a", "a_long_name/of_reports/../../b.md", "a/b.md");
	assert_path("/r", "/r/a", "/r/a/b.md", "a/b.md");
	assert_path("/", "/a", "b.md", "a/b.md");
	/* outside: as it was given */
	assert_path("/r", "/r/a", "../../b.md", "../../b.md");
	assert_path("/r", "/r/a", "../../../../b.md", "../../../../b.md");
	assert_path("/r", "/r", "/rest/b.md", "/rest/b.md");
	assert_path("/r", "/r", "", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_without_lines),
		cmocka_unit_test(a_file_that_is_named_twice),
		cmocka_unit_test(the_summary_of_a_step_is_not_too_long),
		cmocka_unit_test(paths_are_uris),
		cmocka_unit_test(tests_fail_as_the_run_does),
		cmocka_unit_test(lines_are_between_page_marks),
		cmocka_unit_test(paths_from_the_root),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
