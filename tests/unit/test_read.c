/* read/: from bytes to documents. Each document is compared as a short listing. */
#include "tests/unit/listing.h"

#include "read/html_tree.h"

#define MD(bytes, listing) same("markdown", bytes, listing)
#define TSV(bytes, listing) same("tsv", bytes, listing)
#define CSV(bytes, listing) same("csv", bytes, listing)

/* ---- plain Markdown ---- */

static void
blocks_come_in_order_with_places(void **state)
{
	(void)state;
	MD("# One #\n\nWords *in* a\nparagraph.\n\nTwo\n---\n", "h1 1:3 One\n"
	    "p 3:1 Words in a paragraph.\nh2 6:1 Two\n");
	MD("**All bold**\n\n<b>So is</b> **this**\n\n**Not** this\n",
	    "p! 1:3 All bold\np! 3:4 So is this\np 5:3 Not this\n");
	MD("Key: value\nDate: 6 June\n", "p 1:1 Key: value Date: 6 June\n");
	MD("> quoted\n> words\n", "p 1:3 quoted words\n");
	MD("```\na\n\n  b\tc\n```\nafter\n", "code 2:1 a\n\n  b\tc\np 6:1 after\n");
	MD("    indented by accident\n", "p 1:5 indented by accident\n");
	MD("", "");
	MD("\n \n\t\n", "");
}

static void
inline_markup_is_gone_but_places_stay(void **state)
{
	const struct text *t;
	struct span at;

	(void)state;
	MD("\xC2\xA3 12 &amp; 13\\* of [14](http://a.b/15) `16` <span>17</span>\n",
	    "p 1:1 \xC2\xA3 12 & 13* of 14 16 17\n");
	t = &doc.blocks[0].text;
	at = text_span(t, 6, 7);	/* the ampersand */
	assert_true(str_eq(source_text(&source, at), CF_S("&amp;")));
	at = text_span(t, 15, 17);	/* 14 */
	assert_true(str_eq(source_text(&source, at), CF_S("14")));
	assert_int_equal(source_pos(&source, at.from).column, 21);
	MD("one\r\ntwo  \r\nthree\\\nfour<br>five\n", "p 1:1 one two three four five\n");
	at = text_span(&doc.blocks[0].text, 3, 4);
	assert_true(str_eq(source_text(&source, at), CF_S("\r\n")));
	MD("27<sup>1</sup> on the 22<sup>nd</sup>, x <sup>10</sup>\n",
	    "p 1:1 27\xC2\xB9 on the 22nd, x \xC2\xB9\xE2\x81\xB0\n");
	MD("for <the child> to <5 and a < b\n", "p 1:1 for <the child> to <5 and a < b\n");
	MD("a <!-- not b --> c &nosuch; &#163;5 &pound;6\n",
	    "p 1:1 a  c &nosuch; \xC2\xA3" "5 \xC2\xA3" "6\n");
	MD("<a\nhref=\"x\">link</a>\n", "p 2:10 link\n");
}

static void
lists_know_level_and_list(void **state)
{
	(void)state;
	MD("- a\n- b\n  - c\n  - d\n- e\n\n1. f\n",
	    "item1/1 1:3 a\nitem1/1 2:3 b\nitem2/2 3:5 c\nitem2/2 4:5 d\nitem1/1 5:3 e\n"
	    "item1/3 7:4 f\n");
	MD("- first\n\n  second\n\n- **third**\n",
	    "item1/1 1:3 first\np 3:3 second\nitem1/1! 5:5 third\n");
	MD("- a\n  more\n\nafter\n", "item1/1 1:3 a more\np 4:1 after\n");
	MD("- \n- b\n", "item1/1 2:3 b\n");
	MD("* * *\n\n- - -\n", "");
}

static void
html_outside_tables_is_words(void **state)
{
	(void)state;
	MD("<div class=\"x\">\nSome <b>words</b> &gt; none\n</div>\n\n<!-- 12 of 10 -->\n\nend\n",
	    "p 2:1 Some words > none\np 7:1 end\n");
	MD("<div>\n<style>b { x: 1 }</style>\n</div>\n", "");
	MD("<!--\na\tb\nc\td\n-->\nx\n", "p 5:1 x\n");
	MD("x\n\n<!-- a\n\nb\n", "p 1:1 x\nskip 3:1 comment without an end: the rest of the "
	    "document is not read\n");
}

static void
front_matter_is_words(void **state)
{
	(void)state;
	MD("---\ntitle: Cases\nyear: 2023\n---\n\n# A\n",
	    "p 2:1 title: Cases year: 2023\nh1 6:3 A\n");
	MD("---\n\nx\n\n---\n", "p 3:1 x\n");
	MD("\xEF\xBB\xBF# A\n", "h1 1:3 A\n");
}

/* ---- tab-separated runs ---- */

static void
tabbed_lines_are_a_table(void **state)
{
	(void)state;
	MD("Before\nOffice\tCases\nNorth\t12\nafter\n", "p 1:1 Before\ntable 2x2\n"
	    "  2:1 Office | 2:8 Cases\n  3:1 North | 3:7 12\np 4:1 after\n");
	MD("1.\tA\tx\n2.\tB\ty\n",
	    "table 2x3\n  1:1 1. | 1:4 A | 1:6 x\n  2:1 2. | 2:4 B | 2:6 y\n");
	MD("\tA\tB\nx\t1\t2\n",
	    "table 2x3\n  1:1  | 1:2 A | 1:4 B\n  2:1 x | 2:3 1 | 2:5 2\n");
	MD("a\tb\r\nc\td\r\n", "table 2x2\n  1:1 a | 1:3 b\n  2:1 c | 2:3 d\n");
	MD("x\ty\n\na\tb\t\n", "p 1:1 x\ty\ntable 1x3\n  3:1 a | 3:3 b | 3:5 \n");
	MD("a\tb\tc\nd\ne\tf\tg\n", "table 1x3\n  1:1 a | 1:3 b | 1:5 c\np 2:1 d\n"
	    "table 1x3\n  3:1 e | 3:3 f | 3:5 g\n");
}

static void
missing_cells_are_added_on_the_right(void **state)
{
	(void)state;
	MD("a\tb\tc\nd\te\nf\tg\th\n", "table 3x3\n  1:1 a | 1:3 b | 1:5 c\n"
	    "  2:1 d | 2:3 e | 2:4 \n  3:1 f | 3:3 g | 3:5 h\n");
}

static void
a_ragged_run_is_not_guessed(void **state)
{
	(void)state;
	MD("Office\tCases\nNorth\t12\t3\nSouth\t30\n",
	    "p 1:1 Office Cases North 12 3 South 30\n"
	    "skip 1:1 ragged table: line 2 has 3 cells, the first row has 2\n");
}

static void
tabs_that_are_no_table(void **state)
{
	(void)state;
	MD("- a\n\tmore\n", "item1/1 1:3 a more\n");
	MD("- a\n\t- b\n\t- c\n", "item1/1 1:3 a\nitem2/2 2:4 b\nitem2/2 3:4 c\n");
	MD("-\tone\n-\ttwo\n", "item1/1 1:3 one\nitem1/1 2:3 two\n");
	MD("a\tb\n", "p 1:1 a\tb\n");
	MD("```\na\tb\tc\nd\te\tf\n```\n", "code 2:1 a\tb\tc\nd\te\tf\n");
	MD("a\tb\tc\n\t\n", "table 1x3\n  1:1 a | 1:3 b | 1:5 c\n");
}

static void
cells_are_read_as_inline_text(void **state)
{
	const struct cell *c;

	(void)state;
	MD("<b>78 76%</b>\t**9**\t__10__\n<p><b>A:</b> b</p>\t70*\t\\*71\n",
	    "table 2x3\n  !1:4 78 76% | !1:17 9 | !1:23 10\n  2:7 A: b | 2:20 70* | 2:25 *71\n");
	MD("x<br>y\t27<sup>2</sup>\tA &amp; B\n<p>a</p> <p>b</p>\t<a href=\"/1\">2</a>\t**\n",
	    "table 2x3\n  1:1 x y | 1:8 27\xC2\xB2 | 1:23 A & B\n"
	    "  2:4 a b | 2:32 2 | 2:38 **\n");
	c = grid_at(doc.blocks[0].grid, 0, 1);
	assert_int_equal(c->text.span.to - c->text.span.from, 8);
	MD("<table><tr><td>1</td><td>2</td></tr></table> x\t3\ny\t4\n",
	    "table 1x2\n  1:16 1 | 1:26 2\np 1:46 x 3\np 2:1 y\t4\n");
	MD("x <table><tr><td>1</td></tr></table>\t3\ny\t4\n",
	    "table 2x2\n  1:1 x 1 | 1:38 3\n  2:1 y | 2:3 4\n");
	MD("2*3*4\ta_b_c\t*x*\n**a** b\t**a\t**5 and 6\n", "table 2x3\n"
	    "  1:1 2*3*4 | 1:7 a_b_c | 1:13 *x*\n  2:3 a b | 2:9 **a | 2:13 **5 and 6\n");
}

/* ---- pipe tables ---- */

static void
pipe_tables(void **state)
{
	(void)state;
	MD("| A | B |\n|---|--:|\n| x | **1** |\n| y |\n\nend\n", "table 3x2 header 1\n"
	    "  #1:3 A | #1:7 B\n  3:3 x | !3:9 1\n  4:3 y | 4:6 \np 6:1 end\n");
	MD("Caption\nA | B\n-|-\n1 | 2\nnote\n", "p 1:1 Caption\ntable 2x2 header 1\n"
	    "  #2:1 A | #2:5 B\n  4:1 1 | 4:5 2\np 5:1 note\n");
	MD("| a\\|b | [c](d) |\n|--|--|\n| `e` | *f* |\n", "table 2x2 header 1\n"
	    "  #1:3 a|b | #1:11 c\n  3:4 e | 3:10 f\n");
	MD("> | A |\n> |---|\n> | 1 |\n", "table 2x1 header 1\n  #1:5 A\n  3:5 1\n");
	MD("| A |\r\n|---|\r\n| 1 |\r\n", "table 2x1 header 1\n  #1:3 A\n  3:3 1\n");
	MD("| A |\n|---|\n| 1 | 2 | 3 |\n| 4 | |\n", "table 3x1 header 1\n  #1:3 A\n  3:3 1\n"
	    "  4:3 4\nskip 3:7 pipe table: cells past the last column of the header\n");
	MD("a | b\n---\n", "h2 1:1 a | b\n");
	MD("a | b\n|---|\n", "p 1:1 a | b |---|\n");
}

/* ---- HTML tables ---- */

static void
html_tables_are_laid_out(void **state)
{
	(void)state;
	MD("<table>\n<caption>Cap</caption>\n\n<thead><tr><th rowspan=2>A</th>"
	    "<th colspan=\"2\">B</th></tr>\n<tr><th>C</th><th>D</th></tr></thead>\n\n"
	    "<tr><td><b>x</b></td><td>1</td><td style=\"font-weight:bold;\">2</td></tr>\n"
	    "</table>\nafter\n",
	    "table 3x3 header 2 caption 2:10 Cap\n  #1x2 4:26 A | #2x1 4:48 B | ^\n"
	    "  ^ | #5:9 C | #5:19 D\n  !7:12 x | 7:26 1 | !7:62 2\np 9:1 after\n");
	MD("<table><tr><th>A<th>B<tr><td>1\n<tr><td>2<td>3</table>\n",
	    "table 3x2 header 1\n  #1:16 A | #1:21 B\n  1:30 1 | 1:30 \n  2:9 2 | 2:14 3\n");
	MD("<table><tr><td colspan=0>a</td><td colspan=\"900\">b</td></tr></table>\n",
	    "table 1x2\n  1:26 a | 1:50 b\n");
	MD("<table><tr><td>a&nbsp;&amp;\n  b</td></tr></table>\n",
	    "table 1x1\n  1:16 a\xC2\xA0& b\n");
}

static void
nested_tables_stand_alone(void **state)
{
	(void)state;
	MD("<table><tr><td>own<table><tr><td>1</td></tr></table>rest</td></tr></table>\n",
	    "table 1x1\n  1:16 own rest\ntable 1x1\n  1:34 1\n");
	MD("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>\n",
	    "table 1x1\n  1:31 1\n");
}

static void
html_around_and_between_tables(void **state)
{
	(void)state;
	MD("<p><table><tr><td>1</td></tr></table><table><tr>\n<td>2</td></tr></table> tail\n\nx\n",
	    "table 1x1\n  1:19 1\ntable 1x1\n  2:5 2\np 2:25 tail\np 4:1 x\n");
	MD("<table><tr><td>1\n\n# H\n", "table 1x1\n  1:16 1\nh1 3:3 H\n"
	    "skip 1:1 HTML table without an end: it is read to the next blank line\n");
	MD("<div>in<table><tr><td>1</td></tr></table></div>\n\nx\n",
	    "p 1:6 in\ntable 1x1\n  1:23 1\np 3:1 x\n");
	MD("<div>in<table>\n<tr><td>1</td></tr>\n\n<tr><td>2</td></tr></table></div>\n",
	    "p 1:6 in\ntable 2x1\n  2:9 1\n  4:9 2\n");
	MD("```\n<table><tr><td>1</td></tr></table>\n```\n",
	    "code 2:1 <table><tr><td>1</td></tr></table>\n");
	MD("<table><!-- x --><tr><td>1<!-- 2 --></td></tr></table>\n", "table 1x1\n  1:26 1\n");
}

/* ---- files that are one table ---- */

static void
tsv_rows_are_lines(void **state)
{
	(void)state;
	TSV("a\tb\n\n\"c\"\td\te\n", "table 3x3\n  1:1 a | 1:3 b | 1:4 \n  2:1  | 2:1  | 2:1 \n"
	    "  3:1 \"c\" | 3:5 d | 3:7 e\n");
	TSV(" a \t<b>\r\nc\td", "table 2x2\n  1:2 a | 1:5 <b>\n  2:1 c | 2:3 d\n");
	TSV("", "");
}

static void
csv_by_rfc_4180(void **state)
{
	struct span at;

	(void)state;
	CSV("a,\"b, c\",d\r\n\"e \"\"f\"\"\",\"g\r\nh\",\r\n",
	    "table 2x3\n  1:1 a | 1:4 b, c | 1:10 d\n  2:2 e \"f\" | 2:12 g h | 3:4 \n");
	at = text_span(&grid_at(doc.blocks[0].grid, 1, 0)->text, 2, 3);
	assert_true(str_eq(source_text(&source, at), CF_S("\"\"")));
	CSV("a,b\n\n1", "table 3x2\n  1:1 a | 1:3 b\n  2:1  | 2:1 \n  3:1 1 | 3:2 \n");
	CSV("a,\"b\nc,d\n", "table 1x2\n  1:1 a | 1:4 b c,d\n"
	    "skip 1:1 a quoted field is never closed: all that follows it is one field\n");
	CSV("\"\",\"a\"x,b\n", "table 1x3\n  1:2  | 1:5 a | 1:9 b\n");
}

static void
a_reader_is_chosen(void **state)
{
	struct str tabs = CF_S("a\tb\nc\td\n"), page = CF_S("<!DOCTYPE html><p>x");

	(void)state;
	assert_int_equal(try_read("x.md", NULL, tabs, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "markdown");
	assert_int_equal(try_read("x.TSV", NULL, CF_S("a b"), CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "tsv");
	assert_int_equal(try_read("x.csv", NULL, tabs, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "csv");
	assert_int_equal(try_read("x", NULL, tabs, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "tsv");
	assert_int_equal(try_read("-", NULL, CF_S("# a\n"), CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "markdown");
	assert_int_equal(try_read("x.csv", "markdown", tabs, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "markdown");
	assert_int_equal(try_read("x.md", "word", tabs, CF_MAX_MEMORY), CF_EINPUT);
	assert_string_equal(error.message,
	    "unknown format \"word\": there are markdown, tsv, csv, html, docx, odt, xlsx, ods "
	    "and pdf");
	assert_int_equal(try_read("x.HTM", NULL, tabs, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "html");
	assert_int_equal(try_read("x", NULL, page, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "html");
	assert_int_equal(try_read("x.md", NULL, page, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "html");
	assert_int_equal(try_read("x.html", "markdown", page, CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "markdown");
}

/* ---- limits ---- */

/* `n` times `unit` between `head` and `tail`, read as Markdown; the last skip that
 * must come of it, or NULL for none */
static void
read_repeated(const char *head, const char *unit, size_t n, const char *tail, const char *skip)
{
	struct buf b;

	buf_init(&b);
	buf_puts(&b, head);
	for (size_t i = 0; i < n; i++)
		buf_puts(&b, unit);
	buf_puts(&b, tail);
	assert_false(b.failed);
	assert_int_equal(try_read("x.md", NULL, buf_str(&b), CF_MAX_MEMORY), CF_OK);
	assert_int_equal(doc.nskips > 0, skip != NULL);
	if (skip != NULL) {
		assert_true(doc.skips[doc.nskips - 1].failed);
		assert_true(str_eq(doc.skips[doc.nskips - 1].reason, str_of(skip)));
	}
	/* the rest of the document is read all the same */
	assert_true(doc.nblocks > 0);
	assert_true(str_eq(doc.blocks[doc.nblocks - 1].text.s, CF_S("end")));
	arena_release(&arena);
	buf_release(&b);
}

static void
wide_tables_are_refused(void **state)
{
	(void)state;
	read_repeated("a", "\tb", 5000, "\nc\td\n\nend\n",
	    "table of 5001 columns: the limit is CF_MAX_COLUMNS = 4096");
	read_repeated("<table><tr>", "<td>1", 5000, "</table>\n\nend\n",
	    "table too wide: the limit is CF_MAX_COLUMNS = 4096");
	read_repeated("| a |\n|---|\n", "| 1 |\n", 5000, "\nend\n", NULL);
}

static void
deep_nesting_is_refused(void **state)
{
	(void)state;
	read_repeated("x\n\n", ">", 100000, "a\n\nend\n", "lists or quotes nested too deeply: "
	    "the limit is CF_MAX_DEPTH = 200");
	read_repeated("x\n\n", "- ", 100000, "a\n\nend\n", "lists or quotes nested too deeply: "
	    "the limit is CF_MAX_DEPTH = 200");
	read_repeated("<table><tr><td>", "<div></i>", 100000, "</table>\n\nend\n",
	    "HTML elements nested too deeply: the limit is CF_MAX_DEPTH = 200");
	read_repeated("<table><tr><td>", "<table><tr><td>1", 300, "\n\nend\n",
	    "HTML elements nested too deeply: the limit is CF_MAX_DEPTH = 200");
	read_repeated("<table><svg>", "<td>", 10000, "</table>\n\nend\n",
	    "HTML elements nested too deeply: the limit is CF_MAX_DEPTH = 200");
	read_repeated("<table", " a=1", 1000, "></table>\n\nend\n",
	    "HTML tag with too many attributes: the limit is CF_MAX_ATTRIBUTES = 256");
	read_repeated("<table><tr>", "<td colspan=1000>1", 50, "</table>\n\nend\n",
	    "table too wide: the limit is CF_MAX_COLUMNS = 4096");
	read_repeated("", "- ", 150, "a\n\nend\n", NULL);
	read_repeated("", "- ", 500, "\n\nend\n", NULL);
	read_repeated("<table>", "<tr><td>1", 50000, "</table>\n\nend\n", NULL);
}

/* whatever allocation fails, the reader says so and leaks nothing */
static void
memory_may_run_out_anywhere(void **state)
{
	static const char bytes[] = "# A\n\n- b **c** &amp;\n  d\n\nx\ty\n1\t<b>2</b>\n\n"
	    "| p | q |\n|---|---|\n| 1 | 2 |\n\n<table><tr><td>1<td>a<br>b</table>\n\n"
	    "a\tb\nc\td\te\n";
	static const char *const formats[] = { "markdown", "tsv", "csv" };

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		enum cf_status st = CF_ENOMEM;
		size_t limit = 0;

		for (; st != CF_OK && limit < 100000; limit += 8) {
			st = try_read("x", formats[k], CF_S(bytes), limit);
			assert_true(st == CF_OK || st == CF_ENOMEM);
		}
		assert_int_equal(st, CF_OK);
		assert_true(limit > 1000);
	}
}

/* gumbo asks no allocation whether it succeeded: it is left by a jump */
static void
memory_may_run_out_inside_html(void **state)
{
	struct str html = CF_S("<table a=1><tr><td>1<b>2<p>&amp;</table>");
	volatile bool done = false;
	jmp_buf oom;

	(void)state;
	for (volatile size_t limit = 0; !done; limit += 64) {
		arena_release(&arena);
		arena_init(&arena, limit);
		arena.oom = &oom;
		if (setjmp(oom) == 0) {
			assert_true(html_is(html_parse(&arena, html), GUMBO_TAG_HTML));
			assert_true(limit > 1000);
			done = true;
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_come_in_order_with_places),
		cmocka_unit_test(inline_markup_is_gone_but_places_stay),
		cmocka_unit_test(lists_know_level_and_list),
		cmocka_unit_test(html_outside_tables_is_words),
		cmocka_unit_test(front_matter_is_words),
		cmocka_unit_test(tabbed_lines_are_a_table),
		cmocka_unit_test(missing_cells_are_added_on_the_right),
		cmocka_unit_test(a_ragged_run_is_not_guessed),
		cmocka_unit_test(tabs_that_are_no_table),
		cmocka_unit_test(cells_are_read_as_inline_text),
		cmocka_unit_test(pipe_tables),
		cmocka_unit_test(html_tables_are_laid_out),
		cmocka_unit_test(nested_tables_stand_alone),
		cmocka_unit_test(html_around_and_between_tables),
		cmocka_unit_test(tsv_rows_are_lines),
		cmocka_unit_test(csv_by_rfc_4180),
		cmocka_unit_test(a_reader_is_chosen),
		cmocka_unit_test(wide_tables_are_refused),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(memory_may_run_out_anywhere),
		cmocka_unit_test(memory_may_run_out_inside_html),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
