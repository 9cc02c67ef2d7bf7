/* The JSON writers, read back with a JSON parser: escapes, positions, lists, counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <cjson/cJSON.h>

#include "write/write.h"

#define NASTY "a \"quoted\" \\ back\\slash, tab\t, bell\x07, caf\xC3\xA9, \xF0\x9F\x93\x88"

static const char *const titles[] = { "Item 8", NASTY };
static const char *const header[] = { "2021/22", "%" };
static const struct cf_evidence evidence[] = {
	{ "part", "2", { 10, 11, 4, 20, 4, 21, 118, 5, 4, NULL }, NULL },
	{ "total", "78", { 30, 32, 1, 2, 1, 4, 0, 0, 0, NULL }, NULL },
};

static struct cf_relation
relation(enum cf_verdict verdict, enum cf_severity severity)
{
	return (struct cf_relation){ .rule = "tables/total", .severity = severity,
		.verdict = verdict, .because = CF_BY_SIBLINGS,
		.reason = verdict == CF_UNDECIDED ? "a part is missing" : "",
		.place = { 30, 32, 9, 31, 9, 33, 118, 12, 4, NULL }, .section = titles, .nsection = 2,
		.message = NASTY, .stated = "78", .computed = "77", .difference = "1",
		.relation = "2 + 75 = 77", .note = "", .help = "", .label = "Schools",
		.header = header, .nheader = 2,
		.suggestion = verdict == CF_FAILED ? "77" : NULL, .evidence = evidence,
		.nevidence = 2, .fingerprint = "0123456789abcdef" };
}

/* write `rep` twice, and an input that failed */
static char *
written_as(const struct cf_report *rep, struct write_options opts)
{
	struct cf_error err = { .line = 3, .column = 5, .path = "bad\xFF.md",
		.message = "not UTF-8: byte 0xFF cannot stand here" };
	struct writer writer;
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	assert_non_null(f);
	writer_init(&writer, f, &opts);
	writer_report(&writer, rep);
	writer_report(&writer, rep);
	writer_failure(&writer, &err);
	assert_true(writer_finish(&writer));
	assert_int_equal(fclose(f), 0);
	return text;
}

static char *
written(const struct cf_report *rep, enum write_format format, unsigned show,
    enum cf_severity min)
{
	return written_as(rep, (struct write_options){ .format = format, .show = show,
	    .min_severity = min });
}

static struct cf_report
report(struct cf_relation *relations, size_t n)
{
	static struct cf_count reasons[] = { { "a part is missing", 3 } };
	static struct cf_rule_count rules[] = {
		{ "tables/total", { 3, 1, 1, 2 }, 1234567 }, { "dates/weekday", { 1, 0, 0, 1 }, 7000000 },
		{ "dates/exists", { 0, 0, 0, 0 }, 1000 },
	};
	static struct cf_skip skips[] = {
		{ { .line = 12, .column = 1 }, "a ragged \"table\"", false },
	};
	struct cf_report rep = { .path = "dir/pack.md", .format = "markdown",
		.relations = relations, .n = n, .count = { 4, 1, 1, 3 },
		.reasons = reasons, .nreasons = 1,
		.rules = rules, .nrules = 3, .skips = skips, .nskips = 1, .nsections = 210,
		.ntables = 123 };

	return rep;
}

static const cJSON *
get(const cJSON *o, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(o, key);

	assert_non_null(item);
	return item;
}

static void
is_number(const cJSON *o, const char *key, int n)
{
	assert_true(cJSON_IsNumber(get(o, key)));
	assert_int_equal(get(o, key)->valueint, n);
}

static void
is_string(const cJSON *o, const char *key, const char *s)
{
	assert_true(cJSON_IsString(get(o, key)));
	assert_string_equal(get(o, key)->valuestring, s);
}

static void
is_point(const cJSON *o, const char *key, int line, int column)
{
	is_number(get(o, key), "line", line);
	is_number(get(o, key), "column", column);
}

static cJSON *
parsed(char *text)
{
	cJSON *root = cJSON_ParseWithOpts(text, NULL, 1);

	assert_non_null(root);
	free(text);
	return root;
}

static void
a_finding_survives(void **state)
{
	struct cf_relation one = relation(CF_FAILED, CF_ERROR);
	struct cf_report rep = report(&one, 1);
	cJSON *root = parsed(written(&rep, WRITE_JSON, 0, CF_INFO));
	const cJSON *f = cJSON_GetArrayItem(get(root, "findings"), 0), *e;

	(void)state;
	assert_int_equal(cJSON_GetArraySize(get(root, "findings")), 2);
	assert_null(cJSON_GetObjectItem(root, "relations"));
	is_number(root, "version", 1);
	is_string(get(root, "tool"), "version", CF_VERSION);
	is_string(f, "message", NASTY);
	assert_string_equal(cJSON_GetArrayItem(get(f, "section"), 1)->valuestring, NASTY);
	is_string(f, "path", "dir/pack.md");
	is_string(f, "severity", "error");
	is_string(f, "verdict", "failed");
	is_string(f, "because", "siblings");
	is_string(f, "stated", "78");
	is_point(f, "start", 9, 31);
	is_point(f, "end", 9, 33);
	assert_true(cJSON_IsNull(get(f, "page")));
	assert_true(cJSON_IsNull(get(f, "where")));
	assert_true(cJSON_IsNull(get(f, "reason")));
	assert_true(cJSON_IsNull(get(f, "help")));
	is_number(get(f, "subject"), "table", 118);
	is_number(get(f, "subject"), "column", 4);
	is_string(get(f, "subject"), "label", "Schools");
	assert_int_equal(cJSON_GetArraySize(get(get(f, "subject"), "header")), 2);
	is_string(get(f, "suggestion"), "text", "77");
	is_point(get(f, "suggestion"), "end", 9, 33);
	is_string(f, "fingerprint", "0123456789abcdef");
	e = cJSON_GetArrayItem(get(f, "evidence"), 0);
	is_string(e, "role", "part");
	is_point(e, "start", 4, 20);
	is_number(get(e, "cell"), "row", 5);
	assert_true(cJSON_IsNull(get(cJSON_GetArrayItem(get(f, "evidence"), 1), "cell")));
	cJSON_Delete(root);
}

/* a file without lines: where a person goes, and no range for the suggestion */
static void
a_place_without_lines(void **state)
{
	static const struct cf_spot cell = { .words = "Budget!C14", .sheet = "Budget",
		.cell = "C14", .row = 14, .column = 3 };
	static const struct cf_spot page = { .words = "page iv (7 in the file)", .page = 7,
		.page_label = "iv", .x = 72.125, .y = 10, .width = 30, .height = 12 };
	struct cf_relation two[] = { relation(CF_FAILED, CF_ERROR),
		relation(CF_FAILED, CF_ERROR) };
	struct cf_report rep = report(two, 2);
	const cJSON *f, *where;
	cJSON *root;

	(void)state;
	two[0].place.spot = &cell;
	two[1].place.spot = &page;
	root = parsed(written(&rep, WRITE_JSON, 0, CF_INFO));
	f = cJSON_GetArrayItem(get(root, "findings"), 0);
	where = get(f, "where");
	is_string(where, "text", "Budget!C14");
	is_string(where, "cell", "C14");
	is_number(where, "row", 14);
	assert_null(cJSON_GetObjectItem(where, "page"));
	assert_null(cJSON_GetObjectItem(where, "box"));
	assert_true(cJSON_IsNull(get(f, "page")));
	assert_null(cJSON_GetObjectItem(get(f, "suggestion"), "start"));
	f = cJSON_GetArrayItem(get(root, "findings"), 1);
	where = get(f, "where");
	is_number(f, "page", 7);
	is_string(where, "page_label", "iv");
	assert_true(get(get(where, "box"), "x")->valuedouble == 72.13 ||
	    get(get(where, "box"), "x")->valuedouble == 72.12);
	is_number(get(where, "box"), "height", 12);
	cJSON_Delete(root);
}

static void
files_skips_and_sums_are_there(void **state)
{
	struct cf_relation two[] = { relation(CF_FAILED, CF_ERROR),
		relation(CF_FAILED, CF_INFO) };
	struct cf_report rep = report(two, 2);
	cJSON *root = parsed(written(&rep, WRITE_JSON, 0, CF_WARNING));
	const cJSON *file = cJSON_GetArrayItem(get(root, "files"), 1), *skip;

	(void)state;
	assert_int_equal(cJSON_GetArraySize(get(root, "findings")), 2);	/* no info */
	is_string(file, "format", "markdown");
	is_number(file, "sections", 210);
	is_number(file, "tables", 123);
	is_number(get(file, "relations"), "held", 4);
	is_number(get(file, "relations"), "rounding", 1);
	is_number(get(file, "undecided"), "a part is missing", 3);
	is_number(get(file, "rules"), "dates/weekday", 2);
	assert_int_equal(cJSON_GetArraySize(get(file, "rules")), 2);
	assert_null(cJSON_GetObjectItem(root, "statistics"));
	assert_int_equal(cJSON_GetArraySize(get(root, "skipped")), 3);
	skip = cJSON_GetArrayItem(get(root, "skipped"), 0);
	is_string(skip, "reason", "a ragged \"table\"");
	is_point(skip, "start", 12, 1);
	assert_true(cJSON_IsFalse(get(skip, "failed")));
	skip = cJSON_GetArrayItem(get(root, "skipped"), 2);
	is_string(skip, "path", "bad?.md");
	is_point(skip, "start", 3, 5);
	assert_true(cJSON_IsTrue(get(skip, "failed")));
	is_number(get(root, "summary"), "error", 2);
	is_number(get(root, "summary"), "info", 2);
	is_number(get(root, "summary"), "files", 2);
	is_number(get(root, "summary"), "failed_files", 1);
	is_number(get(get(root, "summary"), "relations"), "held", 8);
	cJSON_Delete(root);
}

static void
statistics_are_sums_over_all_inputs(void **state)
{
	struct cf_report rep = report(NULL, 0);
	cJSON *root = parsed(written_as(&rep, (struct write_options){ .format = WRITE_JSON,
	    .statistics = STATISTICS_BY_COST }));
	const cJSON *list = get(root, "statistics"), *second = cJSON_GetArrayItem(list, 1);

	(void)state;
	assert_int_equal(cJSON_GetArraySize(list), 3);
	is_string(cJSON_GetArrayItem(list, 0), "rule", "dates/weekday");
	is_string(second, "rule", "tables/total");
	is_number(second, "applied", 14);
	is_number(second, "held", 6);
	is_number(second, "rounding", 2);
	is_number(second, "failed", 2);
	is_number(second, "undecided", 4);
	assert_true(get(second, "ms")->valuedouble > 2.468 && get(second, "ms")->valuedouble < 2.47);
	is_number(cJSON_GetArrayItem(list, 2), "applied", 0);
	cJSON_Delete(root);
	root = parsed(written_as(&rep, (struct write_options){ .format = WRITE_JSON,
	    .statistics = STATISTICS_BY_RULE }));
	is_string(cJSON_GetArrayItem(get(root, "statistics"), 0), "rule", "tables/total");
	cJSON_Delete(root);
}

static void
statistics_are_a_table_in_text(void **state)
{
	struct cf_relation one = relation(CF_FAILED, CF_ERROR);
	struct cf_report rep = report(&one, 1);
	char *text = written_as(&rep, (struct write_options){ .format = WRITE_TEXT, .quiet = true,
	    .statistics = STATISTICS_BY_COST });

	(void)state;
	assert_string_equal(text,
	    "rule              applied        held    rounding      failed   undecided  time in ms\n"
	    "dates/weekday           4           2           0           0           2       14.00\n"
	    "tables/total           14           6           2           2           4        2.47\n"
	    "dates/exists            0           0           0           0           0        0.00\n"
	    "all rules              18           8           2           2           6       16.47\n"
	    "never applied: dates/exists\n\n"
	    "2 files: 246 tables, 8 relations held, 2 failed (2 errors), 2 may be rounding, "
	    "6 undecided; 2 skipped; 1 file could not be checked\n");
	free(text);
}

static void
relations_are_those_asked_for(void **state)
{
	struct cf_relation all[] = { relation(CF_HELD, CF_ERROR), relation(CF_ROUNDING, CF_ERROR),
		relation(CF_FAILED, CF_ERROR), relation(CF_UNDECIDED, CF_ERROR) };
	struct cf_report rep = report(all, 4);
	cJSON *root = parsed(written(&rep, WRITE_JSON, (1u << CF_VERDICTS) - 1, CF_INFO));
	const cJSON *last = cJSON_GetArrayItem(get(root, "relations"), 3);

	(void)state;
	assert_int_equal(cJSON_GetArraySize(get(root, "relations")), 8);
	assert_int_equal(cJSON_GetArraySize(get(root, "findings")), 2);
	is_string(last, "verdict", "undecided");
	is_string(last, "reason", "a part is missing");
	assert_true(cJSON_IsNull(get(last, "suggestion")));
	cJSON_Delete(root);
	root = parsed(written(&rep, WRITE_JSON, 1u << CF_HELD, CF_INFO));
	assert_int_equal(cJSON_GetArraySize(get(root, "relations")), 2);
	is_string(cJSON_GetArrayItem(get(root, "relations"), 0), "verdict", "held");
	assert_int_equal(cJSON_GetArraySize(get(root, "findings")), 2);
	cJSON_Delete(root);
}

static void
nothing_found_is_still_an_object(void **state)
{
	struct cf_report rep = report(NULL, 0);
	cJSON *root = parsed(written(&rep, WRITE_JSON, 0, CF_INFO));

	(void)state;
	assert_true(cJSON_IsArray(get(root, "findings")));
	assert_int_equal(cJSON_GetArraySize(get(root, "findings")), 0);
	cJSON_Delete(root);
}

static void
lines_are_objects_of_their_own(void **state)
{
	struct cf_relation two[] = { relation(CF_FAILED, CF_ERROR), relation(CF_HELD, CF_ERROR) };
	struct cf_report rep = report(two, 2);
	char *text = written(&rep, WRITE_JSONL, 0, CF_INFO), *line = text, *end;
	size_t n = 0;

	(void)state;
	for (; (end = strchr(line, '\n')) != NULL; line = end + 1, n++) {
		cJSON *o;

		*end = '\0';
		o = cJSON_ParseWithOpts(line, NULL, 1);
		assert_non_null(o);
		is_string(o, "path", "dir/pack.md");
		is_string(o, "verdict", "failed");
		cJSON_Delete(o);
	}
	assert_int_equal(n, 2);
	assert_string_equal(line, "");
	free(text);
}

static void
the_same_bytes_each_time(void **state)
{
	struct cf_relation one = relation(CF_FAILED, CF_ERROR);
	struct cf_report rep = report(&one, 1);
	char *first = written(&rep, WRITE_JSON, 1u << CF_FAILED, CF_INFO);
	char *again = written(&rep, WRITE_JSON, 1u << CF_FAILED, CF_INFO);

	(void)state;
	assert_string_equal(first, again);
	free(first);
	free(again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_survives),
		cmocka_unit_test(a_place_without_lines),
		cmocka_unit_test(files_skips_and_sums_are_there),
		cmocka_unit_test(statistics_are_sums_over_all_inputs),
		cmocka_unit_test(statistics_are_a_table_in_text),
		cmocka_unit_test(relations_are_those_asked_for),
		cmocka_unit_test(nothing_found_is_still_an_object),
		cmocka_unit_test(lines_are_objects_of_their_own),
		cmocka_unit_test(the_same_bytes_each_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
