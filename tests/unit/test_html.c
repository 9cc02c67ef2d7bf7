/* read/html_*.c: whole pages as short listings. */
#include "tests/unit/listing.h"

#define HTML(bytes, listing) same("html", bytes, listing)

static void
blocks_come_in_order_with_places(void **state)
{
	(void)state;
	HTML("<!DOCTYPE html>\n<html><head><title>Not read</title></head>\n<body>\n"
	    "<h1>Harbour\n dues</h1><p>Words <i>in</i> a\nparagraph.\n<p>Another</p>\n"
	    "<div role=heading aria-level=3>Berths</div>\n"
	    "<blockquote>Said <b>so</b></blockquote>tail</body></html>\n",
	    "h1 4:5 Harbour dues\np 5:14 Words in a paragraph.\np 7:4 Another\n"
	    "h3 8:32 Berths\np 9:13 Said so\np 9:40 tail\n");
	HTML("<p><b>All bold</b></p><b><p>This too</p></b><p style='Font-Weight: 700'>And this"
	    "</p><p><b>Not</b> this", "p! 1:7 All bold\np! 1:29 This too\np! 1:73 And this\n"
	    "p 1:91 Not this\n");
	HTML("<h2><div>One</div> <div>two</div></h2>", "h2 1:10 One two\n");
	HTML("<pre><code>a\r\n\r\n  b &amp;\tc\n</code></pre><pre>as it\nis</pre>",
	    "code 1:12 a\n\n  b &\tc\np 4:19 as it is\n");
	HTML("one<br>two<br><br>three<br>\n <br/>four", "p 1:1 one two\np 1:19 three\np 2:7 four\n");
	HTML("", "skip 1:1 no text was found in this page\n");
}

static void
places_are_exact(void **state)
{
	const struct text *t;

	(void)state;
	HTML("<p>38 of&nbsp;52&#8201;<em>in</em>voices<sup>2</sup> &pound;5</p>",
	    "p 1:4 38 of 52\u2009invoices\u00B2 \u00A3" "5\n");
	t = &doc.blocks[0].text;
	assert_true(str_eq(source_text(&source, text_span(t, 6, 8)), CF_S("52")));
	assert_true(str_eq(source_text(&source, text_span(t, t->s.n - 3, t->s.n)),
	    CF_S("&pound;5")));
	assert_true(str_eq(source_text(&source, text_span(t, 5, 6)), CF_S("&nbsp;")));
	/* a byte order mark is no word */
	HTML("\xEF\xBB\xBF" "12 of 30", "p 1:1 12 of 30\n");
	t = &doc.blocks[0].text;
	assert_true(str_eq(source_text(&source, text_span(t, 0, 2)), CF_S("12")));
	HTML("\xEF\xBB\xBF", "skip 1:1 no text was found in this page\n");
	assert_int_equal(doc.skips[0].span.from, 3);
	/* a no-break space is a blank, but for one that may hold a number together */
	HTML("<p>a\u00A0&nbsp;b 12&#160;345&nbsp;c\u00A0</p>", "p 1:4 a b 12\u00A0" "345 c\n");
}

/* only <br> ends a line: how the source is broken is not seen */
static void
lines_are_those_on_the_page(void **state)
{
	const struct text *t;
	unsigned lines = 0;

	(void)state;
	HTML("<p>Officer:\nJane Marsh <br>\nTel: 12<br>Fax: 13", "p 1:4 Officer: Jane Marsh Tel: 12"
	    " Fax: 13\n");
	t = &doc.blocks[0].text;
	for (size_t i = 0; i < t->s.n; i++)
		lines += text_is_line(t, i);
	assert_int_equal(lines, 2);
	assert_true(text_is_line(t, 19));
	assert_true(text_is_line(t, 27));
}

static void
lists_know_level_list_and_number(void **state)
{
	(void)state;
	HTML("<ul><li>a<li>b<ul><li>c</li></ul></li></ul><ol start=3><li>d<p>more</p></li>"
	    "<li value=7><p>e</p></li><li>f</li></ol><ol type=a><li>g</ol>",
	    "item1/1 1:9 a\nitem1/1 1:14 b\nitem2/2 1:23 c\nitem1/3 3. 1:60 d\np 1:64 more\n"
	    "item1/3 7. 1:92 e\nitem1/3 8. 1:106 f\nitem1/4 1:132 g\n");
	HTML("<dl><dt>Date</dt> <dd>12 March</dd><dt>Place:</dt><dd>Hall</dd><dd>or Pier</dd>"
	    "<dt>Chair</dt><dd><p>Jo Bell</p></dd></dl>",
	    "item1/1 1:9 Date: 12 March\nitem1/1 1:40 Place: Hall\np 1:68 or Pier\n"
	    "item1/1 1:84 Chair:\np 1:101 Jo Bell\n");
}

static void
tables_are_laid_out(void **state)
{
	(void)state;
	HTML("<table><caption>Table 1: Cases</caption><tfoot><tr><td>Total<td>42</tfoot>\n"
	    "<thead><tr><td></td><th scope=col>Cases</th></tr></thead>\n"
	    "<tr><th scope=row>North<td>12\n<tr><th scope=row>South<td>30\n</table>",
	    "table 4x2 header 1 caption 1:17 Table 1: Cases\n"
	    "  2:16  | #2:35 Cases\n  #3:19 North | 3:28 12\n  #4:19 South | 4:28 30\n"
	    "  1:56 Total | 1:65 42\n");
	HTML("<figure><table><tr><td>a<td>b<tr><td>1<td>2</table><figcaption>Table 2</figcaption>"
	    "</figure><figure><img><figcaption>Chart 1</figcaption></figure>",
	    "table 2x2 caption 1:64 Table 2\n  1:24 a | 1:29 b\n  1:38 1 | 1:43 2\np 1:118 Chart 1\n");
	HTML("<table><tr><td>a<td hidden>h<td>b<tr style='display: none'><td>x<td>y<tr><td>1<td>2"
	    "</table>", "table 2x2\n  1:16 a | 1:33 b\n  1:78 1 | 1:83 2\n"
	    "skip 1:17 text that is not shown is left out (2 places)\n");
	/* an inner table is one of its own, after the outer one */
	HTML("<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>1<td>2</table>"
	    "</table>", "table 2x2\n  1:16 a | 1:21 b\n  1:30 c | 1:35 \n"
	    "table 2x2\n  1:50 d | 1:55 e\n  1:64 1 | 1:69 2\n");
}

static void
layout_is_no_table(void **state)
{
	(void)state;
	HTML("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
	    "p 1:34 a\np 1:39 b\np 1:48 c\np 1:53 d\n");
	HTML("<table><tr><td>menu<td><h2>Title</h2><p>Words</table>",
	    "p 1:16 menu\nh2 1:28 Title\np 1:41 Words\n");
	HTML("<table><tr><td><p>one</p><tr><td><table><tr><td>x<td>1<tr><td>y<td>2</table></table>",
	    "p 1:19 one\ntable 2x2\n  1:49 x | 1:54 1\n  1:63 y | 1:68 2\n");
	/* one that is headed holds data, though it has one column */
	HTML("<table><tr><th>Boats<tr><td>12<tr><td>30</table>",
	    "table 3x1 header 1\n  #1:16 Boats\n  1:29 12\n  1:39 30\n");
}

static void
what_is_not_shown_is_left_out(void **state)
{
	(void)state;
	HTML("<p>a <span style='color:red;DISPLAY:none'>b</span><span hidden>c</span>"
	    "<i style='visibility: hidden'>d</i> e<script>f('<p>')</script><style>g</style>"
	    "<noscript>h</noscript><svg><text>i</text></svg><span class='sr-only'>j</span>"
	    "<template>k</template><select><option>l</select></p>",
	    "p 1:4 a e\nskip 1:6 text that is not shown is left out (4 places)\n");
	HTML("<p>now <del>20</del><ins>21</ins> boats",
	    "p 1:4 now 21 boats\nskip 1:8 text that is struck out is left out\n");
	HTML("<p><span aria-hidden=true>&bull;</span> a <span aria-hidden='true'>b</span>",
	    "p 1:41 a b\n");
	HTML("<html xmlns:ix='x'><body><div style='display:none'><ix:header>7</ix:header></div>"
	    "<p>$<ix:nonFraction scale='6'>1,234</ix:nonFraction></p>",
	    "p 1:85 $1,234\nskip 1:26 text that is not shown is left out\n");
}

static void
what_a_site_puts_around_is_left_out(void **state)
{
	(void)state;
	HTML("<header><h1>Quayford</h1></header><nav><ul><li>Home</ul></nav><main><article>"
	    "<header><h1>Dues</h1></header><p>Words</p><aside>Key figure</aside>"
	    "<footer>Note 1</footer></article></main><aside>News</aside><footer>Site</footer>",
	    "h1 1:90 Dues\np 1:111 Words\np 1:127 Key figure\np 1:153 Note 1\n"
	    "skip 1:1 menus, headers and footers of the site are left out (4 places)\n");
	/* without a main part, only menus are known as such */
	HTML("<header><h1>Dues</h1></header><div role=navigation>Home</div><p>Words<footer>1 Of all"
	    "</footer>", "h1 1:13 Dues\np 1:65 Words\np 1:78 1 Of all\n"
	    "skip 1:31 menus, headers and footers of the site are left out\n");
	/* the title may stand above the main part */
	HTML("<header><h1>Dues</h1></header><main><p>Words</p></main>",
	    "h1 1:13 Dues\np 1:40 Words\n");
	/* a menu that is not closed may have swallowed the report */
	HTML("<nav><p>Home<p>Words", "p 1:9 Home\np 1:16 Words\n");
}

static void
limits_are_named(void **state)
{
	static const char *const deep = "a limit was passed: HTML elements nested too deeply: the "
	    "limit is CF_MAX_DEPTH = 200";
	char page[1600];

	(void)state;
	for (size_t i = 0; i + 5 <= 1500; i += 5)
		memcpy(page + i, "<div>", 5);
	assert_int_equal(try_read("x", "html", (struct str){ page, 1500 }, CF_MAX_MEMORY),
	    CF_ELIMIT);
	assert_string_equal(error.message, deep);
	/* in a script it is no HTML, but in one inside SVG it may be */
	memcpy(page, "<script>", 8);
	memset(page + 8, ' ', 2);
	memcpy(page + 1500, "</script>ok", 11);
	assert_int_equal(try_read("x", "html", (struct str){ page, 1511 }, CF_MAX_MEMORY), CF_OK);
	assert_int_equal(doc.nblocks, 1);
	memcpy(page, "<svg><script>  ", 15);
	assert_int_equal(try_read("x", "html", (struct str){ page, 1511 }, CF_MAX_MEMORY),
	    CF_ELIMIT);
}

static void
a_fragment_is_known_by_its_tags(void **state)
{
	static const char *const fragment = "<div><h1>a</h1><p>b</p><p>c</p><ul><li>d</li>"
	    "<li>e</li></ul><p>f</p><p>g</p></div>\n";

	(void)state;
	assert_int_equal(try_read("-", NULL, str_of(fragment), CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "html");
	assert_int_equal(try_read("x.md", NULL, str_of(fragment), CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "markdown");
	assert_int_equal(try_read("-", NULL, CF_S("<?xml version='1.0'?>\n<!-- a -->\n<HTML>b"),
	    CF_MAX_MEMORY), CF_OK);
	assert_string_equal(doc.format, "html");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_come_in_order_with_places),
		cmocka_unit_test(places_are_exact),
		cmocka_unit_test(lines_are_those_on_the_page),
		cmocka_unit_test(lists_know_level_list_and_number),
		cmocka_unit_test(tables_are_laid_out),
		cmocka_unit_test(layout_is_no_table),
		cmocka_unit_test(what_is_not_shown_is_left_out),
		cmocka_unit_test(what_a_site_puts_around_is_left_out),
		cmocka_unit_test(limits_are_named),
		cmocka_unit_test(a_fragment_is_known_by_its_tags),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
