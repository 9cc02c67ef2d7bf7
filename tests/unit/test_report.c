/* The report: counts, words, order, doubles, places, fingerprints, and the text writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "write/write.h"

/* A report of two lines: `at` finds a text in it. */
static const char source_text_[] =
    "# Cl\xC3\xA9ry ward\n"
    "\n"
    "Ward\tGood\tAll\n"
    "North\t\xC2\xA3" "12\t40\n"
    "Total\t12\t41\n";

struct world {
	struct arena arena;
	jmp_buf oom;
	struct source source;
	struct doc doc;
	struct facts facts;
	struct table table;
	struct row rows[3];
	struct column columns[3];
	struct str path[3][2];
	struct rule rule, other;
	struct cf_report report;
};

static struct span
at(const struct world *w, const char *text)
{
	const char *p = strstr(w->source.bytes.p, text);

	assert_non_null(p);
	return (struct span){ (uint32_t)(p - w->source.bytes.p),
		(uint32_t)(p - w->source.bytes.p + (ptrdiff_t)strlen(text)) };
}

static void
make_table(struct world *w)
{
	static const char *const labels[] = { "Ward", "North", "Total" };
	static const char *const names[] = { "Ward", "Good", "All" };

	for (uint32_t i = 0; i < 3; i++) {
		w->rows[i] = (struct row){ .kind = i == 0 ? ROW_HEADER : ROW_DATA, .group = NONE,
			.label = str_of(labels[i]) };
		w->path[i][0] = CF_S("2021/22");
		w->path[i][1] = str_of(names[i]);
		w->columns[i] = (struct column){ .kind = COLUMN_FIGURES, .path = w->path[i],
			.npath = 2, .leaf = str_of(names[i]), .parent = NONE };
	}
	w->table = (struct table){ .number = 7, .nrows = 3, .ncols = 3, .rows = w->rows,
		.columns = w->columns, .section = 1, .stub = 0 };
}

static int
set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct str bytes = CF_S(source_text_);

	assert_non_null(w);
	arena_init(&w->arena, CF_MAX_MEMORY);
	assert_int_equal(source_init(&w->source, &w->arena, "dir/ward.md", bytes, NULL), CF_OK);
	doc_init(&w->doc, &w->arena, &w->source, "markdown");
	doc_heading(&w->doc, 1, text_of_source(bytes, 2, 13));
	doc_outline(&w->doc);
	make_table(w);
	w->facts = (struct facts){ .doc = &w->doc, .tables = &w->table, .ntables = 1 };
	w->rule = (struct rule){ .name = "tables/total", .id = CF_S("total"),
		.severity = CF_ERROR, .title = CF_S("A total is its parts"),
		.message = CF_S("{row}, {column}: {computed}, not {stated} ({match}; {odd})"),
		.help = CF_S("Add again.") };
	w->other = (struct rule){ .name = "dates/weekday", .severity = CF_WARNING,
		.title = CF_S("Weekdays"), .message = CF_S("not a {match}") };
	report_init(&w->report, (1u << CF_VERDICTS) - 1);
	w->report.doc = &w->doc;
	*state = w;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *w = *state;

	arena_release(&w->report.arena);
	arena_release(&w->arena);
	free(w);
	return 0;
}

static struct outcome
outcome_at(struct world *w, const char *text, uint32_t row, uint32_t col)
{
	return (struct outcome){ .rule = &w->rule, .verdict = CF_FAILED, .because = CF_BY_LABEL,
		.at = at(w, text), .section = 1, .table = &w->table, .row = row, .col = col,
		.stated = CF_S("41"), .computed = CF_S("40"), .difference = CF_S("1"),
		.relation = CF_S("40 = 40"), .note = CF_S("40 = 40, 1 less than 41") };
}

static void
counts_what_is_not_kept(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "41", 2, 2);

	w->report.keep = 1u << CF_FAILED;
	o.verdict = CF_UNDECIDED;
	o.reason = "a part is missing";
	report_add(&w->report, &o);
	report_tally(&w->report, &w->other, CF_UNDECIDED, "a part is missing");
	report_tally(&w->report, &w->rule, CF_UNDECIDED, NULL);
	report_tally(&w->report, &w->rule, CF_HELD, NULL);
	report_finish(&w->report, &w->doc, &w->facts);
	assert_int_equal(w->report.n, 0);
	assert_int_equal(w->report.count[CF_UNDECIDED], 3);
	assert_int_equal(w->report.count[CF_HELD], 1);
	assert_int_equal(w->report.nreasons, 2);
	assert_string_equal(w->report.reasons[0].name, "a part is missing");
	assert_int_equal(w->report.reasons[0].n, 2);
	assert_int_equal(cf_report_rules(&w->report), 2);
	assert_string_equal(cf_report_rule(&w->report, 0)->rule, "tables/total");
	assert_int_equal(cf_report_rule(&w->report, 0)->count[CF_UNDECIDED], 2);
	assert_int_equal(cf_report_rule(&w->report, 0)->count[CF_HELD], 1);
	assert_int_equal(cf_report_rule(&w->report, 1)->count[CF_UNDECIDED], 1);
	assert_int_equal(cf_report_rule(&w->report, 1)->ns, 0);
}

static void
puts_a_finding_into_words(void **state)
{
	struct world *w = *state;
	struct report_evidence evidence = { "part", at(w, "\xC2\xA3" "12"), &w->table, 1, 1 };
	struct var odd = { "odd", CF_S("indeed") };
	struct outcome o = outcome_at(w, "41", 2, 2);
	const struct cf_relation *rel;

	o.evidence = &evidence;
	o.nevidence = 1;
	o.vars = &odd;
	o.nvars = 1;
	o.suggestion = CF_S("40");
	report_add(&w->report, &o);
	report_finish(&w->report, &w->doc, &w->facts);
	rel = &w->report.relations[0];
	assert_string_equal(rel->message, "Total, 2021/22 > All: 40, not 41 (41; indeed)");
	assert_string_equal(rel->help, "Add again.");
	assert_string_equal(rel->label, "Total");
	assert_int_equal(rel->nheader, 2);
	assert_string_equal(rel->header[1], "All");
	assert_int_equal(rel->nsection, 1);
	assert_string_equal(rel->section[0], "Cl\xC3\xA9ry ward");
	assert_string_equal(rel->suggestion, "40");
	assert_string_equal(rel->reason, "");
	assert_int_equal(rel->place.line, 5);
	assert_int_equal(rel->place.column, 10);
	assert_int_equal(rel->place.end_line, 5);
	assert_int_equal(rel->place.end_column, 12);
	assert_int_equal(rel->place.table, 7);
	assert_int_equal(rel->place.row, 3);
	assert_int_equal(rel->place.col, 3);
	assert_int_equal(rel->nevidence, 1);
	assert_string_equal(rel->evidence[0].text, "\xC2\xA3" "12");
	assert_int_equal(rel->evidence[0].place.line, 4);
	assert_int_equal(rel->evidence[0].place.column, 7);
	assert_int_equal(rel->evidence[0].place.end_column, 10);	/* code points */
	assert_int_equal(rel->evidence[0].place.row, 2);
}

/* what the text writer says of the report */
static char *
written(struct world *w, unsigned show, bool quiet)
{
	struct write_options opts = { .format = WRITE_TEXT, .show = show, .quiet = quiet };
	struct writer writer;
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	assert_non_null(f);
	writer_init(&writer, f, &opts);
	writer_report(&writer, &w->report);
	assert_true(writer_finish(&writer));
	assert_int_equal(fclose(f), 0);
	return text;
}

/* "4.5, not 4.7" reads as counts: a message has the sign, the figures stay as printed */
static void
adds_the_sign_that_a_figure_lacks(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "41", 2, 2);
	const struct cf_relation *rel;

	o.sign = "%";
	report_add(&w->report, &o);
	report_finish(&w->report, &w->doc, &w->facts);
	rel = &w->report.relations[0];
	assert_non_null(strstr(rel->message, "40%, not 41% "));
	assert_string_equal(rel->stated, "41");
	assert_string_equal(rel->computed, "40");
}

static void
says_why_an_error_is_but_a_warning(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "41", 2, 2);
	char *text;

	o.reason = "not told of a finding that is sure";
	report_add(&w->report, &o);
	o = outcome_at(w, "\xC2\xA3" "12", 1, 1);
	o.doubtful = true;
	o.reason = "one sum alone";
	report_add(&w->report, &o);
	report_finish(&w->report, &w->doc, &w->facts);
	assert_string_equal(w->report.relations[1].reason, "");
	text = written(w, 0, false);
	assert_non_null(strstr(text, ": warning: "));
	assert_non_null(strstr(text, "\n   only a warning: one sum alone\n"));
	assert_null(strstr(text, "not told of"));
	free(text);
}

static void
is_less_sure_of_a_table_that_was_worked_out(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "41", 2, 2);

	w->facts.tables[0].guessed = true;
	report_add(&w->report, &o);
	o.verdict = CF_HELD;
	report_add(&w->report, &o);
	assert_int_equal(w->report.relations[0].severity, CF_WARNING);
	assert_string_equal(w->report.relations[0].reason,
	    "the table was worked out from where its words stand");
	assert_string_equal(w->report.relations[1].reason, "");
}

static void
does_not_call_wrong_what_held(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "41", 2, 2);

	o.verdict = CF_HELD;
	report_add(&w->report, &o);
	assert_string_equal(w->report.relations[0].message, "A total is its parts");
	assert_string_equal(w->report.relations[0].help, "");
	assert_null(w->report.relations[0].suggestion);
}

static void
orders_by_place_then_rule_and_drops_doubles(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "41", 2, 2), held = o, date = o;

	date.rule = &w->other;
	held.verdict = CF_HELD;
	report_add(&w->report, &o);
	report_add(&w->report, &o);
	report_add(&w->report, &held);
	report_add(&w->report, &held);
	report_add(&w->report, &date);
	o.at = at(w, "12\t40");
	report_add(&w->report, &o);
	report_finish(&w->report, &w->doc, &w->facts);
	assert_int_equal(w->report.n, 5);
	assert_int_equal(w->report.relations[0].place.line, 4);
	assert_string_equal(w->report.relations[1].rule, "dates/weekday");
	assert_int_equal(w->report.relations[2].verdict, CF_HELD);
	assert_int_equal(w->report.relations[3].verdict, CF_HELD);
	assert_int_equal(w->report.relations[4].verdict, CF_FAILED);
	assert_int_equal(w->report.count[CF_FAILED], 3);
	assert_int_equal(w->report.count[CF_HELD], 2);
	assert_int_equal(w->report.rules[0].count[CF_FAILED], 2);
	assert_int_equal(w->report.rules[0].count[CF_HELD], 2);
}

/* the fingerprint of one finding on `text`, in a document that is otherwise the same */
static void
fingerprint_of(const char *bytes, const char *text, const char *stated, char out[17])
{
	struct world *w;
	void *state;
	struct outcome o;

	set_up(&state);
	w = state;
	assert_int_equal(source_init(&w->source, &w->arena, "x.md", str_of(bytes), NULL), CF_OK);
	o = outcome_at(w, text, 2, 2);
	o.stated = str_of(stated);
	report_add(&w->report, &o);
	report_finish(&w->report, &w->doc, &w->facts);
	memcpy(out, w->report.relations[0].fingerprint, 17);
	tear_down(&state);
}

static void
fingerprints_follow_the_content(void **state)
{
	char here[17], moved[17], other[17];

	(void)state;
	fingerprint_of("# Cl\xC3\xA9ry ward\n\n1 41\n", "41", "41", here);
	fingerprint_of("# Cl\xC3\xA9ry ward\n\n\n\nmore above\n\n 41 \n", "41", "41", moved);
	fingerprint_of("# Cl\xC3\xA9ry ward\n\n1 41\n", "41", "42", other);
	assert_int_equal(strlen(here), 16);
	assert_string_equal(here, moved);
	assert_string_not_equal(here, other);
}

static void
equal_fingerprints_are_told_apart(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "12\t40", 2, 2);

	report_add(&w->report, &o);
	o.at = (struct span){ at(w, "12\t41").from, at(w, "12\t41").from + 2 };
	report_add(&w->report, &o);
	w->report.relations[0].place.to = w->report.relations[0].place.from + 2;
	report_finish(&w->report, &w->doc, &w->facts);
	assert_int_equal(w->report.n, 2);
	assert_string_not_equal(w->report.relations[0].fingerprint,
	    w->report.relations[1].fingerprint);
}

static void
takes_over_skips_in_order(void **state)
{
	struct world *w = *state;

	report_add_skip(&w->report, at(w, "41"), true, CF_S("too many matches"));
	doc_skip(&w->doc, at(w, "North"), false, CF_S("ragged"));
	report_finish(&w->report, &w->doc, &w->facts);
	assert_int_equal(w->report.nskips, 2);
	assert_string_equal(w->report.skips[0].reason, "ragged");
	assert_int_equal(w->report.skips[0].place.line, 4);
	assert_false(w->report.skips[0].failed);
	assert_int_equal(w->report.skips[1].place.line, 5);
	assert_true(w->report.skips[1].failed);
}

static void
clips_between_code_points(void **state)
{
	struct world *w = *state;
	struct str s = report_clip(&w->arena, CF_S("ab\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"), 8);

	assert_string_equal(s.p, "ab\xC3\xA9...");
	assert_int_equal(s.n, 7);
	assert_string_equal(report_clip(&w->arena, CF_S("12345678"), 8).p, "12345678");
}

static void
writes_carets_under_the_text(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "\xC2\xA3" "12", 1, 1);
	char *text;

	o.suggestion = CF_S("13");
	report_add(&w->report, &o);
	report_finish(&w->report, &w->doc, &w->facts);
	text = written(w, 0, false);
	assert_string_equal(text,
	    "dir/ward.md:4:7: error: North, 2021/22 > Good: 40, not 41 (\xC2\xA3" "12; {odd})"
	    "  [tables/total]\n"
	    "      4 | North   \xC2\xA3" "12   40\n"
	    "        |         ^^^\n"
	    "        = 40 = 40, 1 less than 41\n"
	    "   in: Cl\xC3\xA9ry ward; table 7, row 2, column 2\n"
	    "   help: Add again.\n"
	    "   suggestion: 13\n"
	    "\n"
	    "1 file: 1 table, 0 relations held, 1 failed (1 error), 0 may be rounding, "
	    "0 undecided; 0 skipped\n");
	free(text);
}

static void
writes_only_what_is_asked_for(void **state)
{
	struct world *w = *state;
	struct outcome o = outcome_at(w, "41", 2, 2);
	char *text;

	o.verdict = CF_UNDECIDED;
	o.reason = "a part is missing";
	report_add(&w->report, &o);
	report_finish(&w->report, &w->doc, &w->facts);
	text = written(w, 0, false);
	assert_null(strstr(text, "a part is missing"));
	assert_non_null(strstr(text, "--show undecided"));
	free(text);
	text = written(w, 1u << CF_UNDECIDED, false);
	assert_non_null(strstr(text, ": undecided: A total is its parts  [tables/total]\n"));
	assert_non_null(strstr(text, "\n   because: a part is missing\n   in: "));
	assert_non_null(strstr(text, "      1 undecided: a part is missing\n"));
	assert_null(strstr(text, "--show undecided"));
	free(text);
	text = written(w, 1u << CF_UNDECIDED, true);
	assert_null(strstr(text, "A total"));
	free(text);
}

static void
cuts_a_long_line_around_the_place(void **state)
{
	struct world *w = *state;
	struct cf_report rep = { .path = "x" };
	struct cf_place place = { .line = 1, .from = 5000, .to = 5003 };
	static const uint32_t line[1] = { 0 };
	char bytes[9000];
	struct buf b;

	(void)w;
	memset(bytes, 'a', sizeof(bytes));
	memcpy(bytes + 5000, "\x1b" "23", 3);
	rep.bytes = (struct str){ bytes, sizeof(bytes) };
	rep.line = line;
	rep.nlines = 1;
	buf_init(&b);
	text_snippet(&b, &rep, &place, "", "");
	buf_putc(&b, '\0');
	assert_int_equal(strlen(b.p), 10 + 3 + 100 + 2 + 3 + 1 + 10 + 43 + 3 + 1);
	assert_non_null(strstr(b.p, "aaa\xEF\xBF\xBD" "23aaa"));
	assert_non_null(strstr(b.p, "   ^^^\n"));
	assert_null(strchr(b.p, '\x1b'));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		TEST(counts_what_is_not_kept),
		TEST(puts_a_finding_into_words),
		TEST(adds_the_sign_that_a_figure_lacks),
		TEST(says_why_an_error_is_but_a_warning),
		TEST(is_less_sure_of_a_table_that_was_worked_out),
		TEST(does_not_call_wrong_what_held),
		TEST(orders_by_place_then_rule_and_drops_doubles),
		cmocka_unit_test(fingerprints_follow_the_content),
		TEST(equal_fingerprints_are_told_apart),
		TEST(takes_over_skips_in_order),
		TEST(clips_between_code_points),
		TEST(writes_carets_under_the_text),
		TEST(writes_only_what_is_asked_for),
		TEST(cuts_a_long_line_around_the_place),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
