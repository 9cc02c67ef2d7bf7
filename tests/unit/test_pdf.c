/*
 * read/pdf_*.c: what pdftotext and pdftocairo would write, as short listings. A page is
 * drawn in lines of "x y words"; a word is as wide as half its height for each letter.
 */
#include "tests/unit/listing.h"

#include <stdio.h>

#include "doc/spot.h"
#include "read/pdf.h"

#define HEIGHT 10.0

static struct buf words;	/* as pdftotext writes them */
static const char *lines_drawn;	/* as pdftocairo does; NULL: it is not asked */


static void
word(double x, double y, double height, const char *s, size_t n)
{
	buf_printf(&words, "<word xMin=\"%.3f\" yMin=\"%.3f\" xMax=\"%.3f\" yMax=\"%.3f\">", x, y,
	    x + (double)n * height / 2, y + height);
	buf_put(&words, (struct str){ s, n });
	buf_puts(&words, "</word>\n");
}

/* the words of one line, a blank of a quarter of their height apart; "|" moves to the next
 * of the places in `at` */
static void
line_at(double x, double y, double height, const char *s, const double *at)
{
	buf_puts(&words, "<line >\n");
	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		if (n == 1 && *s == '|') {
			x = *at++;
		} else if (n > 0) {
			word(x, y, height, s, n);
			x += (double)n * height / 2 + height / 4;
		}
		s += n + (s[n] == ' ');
	}
	buf_puts(&words, "</line>\n");

}

static void
page(void)
{
	buf_puts(&words, "<page width=\"600\" height=\"800\">\n");
}

static void
block(void)
{
	buf_puts(&words, "<block >\n");
}

static void
line(double x, double y, const char *s)
{
	line_at(x, y, HEIGHT, s, NULL);
}

/* a row of a table; its own block, as pdftotext mostly has it */
static void
row(double y, const char *s, const double *at)
{
	block();
	line_at(50, y, HEIGHT, s, at);
}

static struct str
draw(void *ctx, uint32_t first, uint32_t last)
{
	(void)ctx;
	(void)first;
	(void)last;
	return str_of(lines_drawn);
}

static void
begin(void)
{
	buf_clear(&words);
	lines_drawn = NULL;
	page();
}

static void
listed_is(const char *listing)
{
	struct pdf p = { .draw = lines_drawn == NULL ? NULL : draw };

	arena_release(&arena);
	arena_init(&arena, CF_MAX_MEMORY);
	source = (struct source){ .path = "report.pdf" };
	doc_init(&doc, &arena, &source, "pdf");
	assert_false(words.failed);
	assert_int_equal(pdf_derive(&doc, &p, buf_str(&words), &error), CF_OK);
	assert_false(doc.failed);
	buf_clear(&listed);
	list_document(&listed);
	buf_putc(&listed, '\0');
	assert_string_equal(listed.p, listing);
}

static void
lines_become_paragraphs(void **state)
{
	(void)state;
	begin();
	block();
	line_at(50, 50, 18, "Harbour dues", NULL);
	block();
	line(50, 90, "The dues of the quays were raised in the spring for infor-");
	line(50, 102, "mation of all. A two-year plan &amp; a two-");
	line(50, 114, "year review follow.");
	block();
	line(50, 150, "Another paragraph begins after a gap and it is long enough here.");
	line(50, 162, "It ends.");
	line(50, 174, "A third one begins below a line that ends early, as it does.");
	listed_is("h1 1:1 Harbour dues\n"
	    "p 2:1 The dues of the quays were raised in the spring for information of all. A "
	    "two-year plan & a two-year review follow.\n"
	    "p 3:1 Another paragraph begins after a gap and it is long enough here. It ends.\n"
	    "p 4:1 A third one begins below a line that ends early, as it does.\n");
}

static void
marks_stand_apart_and_label_the_page(void **state)
{
	const struct cf_spot *spot;
	char number[4];

	(void)state;
	begin();
	for (int i = 0; i < 3; i++) {
		if (i > 0)
			page();
		block();
		line(50, 20, "Quayford Port Authority");
		block();
		line(50, 400, i == 1 ? "Second words." : i == 0 ? "First words." : "Third words.");
		block();
		(void)snprintf(number, sizeof(number), "%d", i + 7);
		line(300, 770, number);
	}
	listed_is("mark 1:1 Quayford Port Authority\np 2:1 First words.\nmark 3:1 7\n"
	    "mark 4:1 Quayford Port Authority\np 5:1 Second words.\nmark 6:1 8\n"
	    "mark 7:1 Quayford Port Authority\np 8:1 Third words.\nmark 9:1 9\n");
	spot = source_spot(&source, doc.blocks[4].text.span, &arena);
	assert_non_null(spot);
	assert_string_equal(spot->words, "page 8 (2 in the file)");
	assert_int_equal(spot->page, 2);
	assert_true(spot->x > 49 && spot->x < 51 && spot->y > 399 && spot->y < 401);
	assert_true(spot->width > 60 && spot->height > 9 && spot->height < 11);
}

/* the words of the spot of a block */
static const char *
spot_of(size_t block)
{
	return source_spot(&source, doc.blocks[block].text.span, &arena)->words;
}

/* years and figures at the edge of a page are not its number */
/* words that come again at the top of pages, but not at one place, are text */
static void
text_may_come_again(void **state)
{
	(void)state;
	begin();
	for (int i = 0; i < 3; i++) {
		if (i > 0)
			page();
		block();
		line(50, 30, "Harbour panel");
		block();
		line(50, 50 + 8 * i, "The panel was told of it.");
		block();
		line(50, 200, i == 0 ? "North." : i == 1 ? "South." : "East.");
	}
	listed_is("mark 1:1 Harbour panel\np 2:1 The panel was told of it.\np 3:1 North.\n"
	    "mark 4:1 Harbour panel\np 5:1 The panel was told of it.\np 6:1 South.\n"
	    "mark 7:1 Harbour panel\np 8:1 The panel was told of it.\np 9:1 East.\n");
}

static void
labels_count_on(void **state)
{
	static const char *const top[] = { "2018", "2018", "2018 2019 2022", "Page 2018 of 2022" };
	static const char *const bottom[] = { "7", "8", "30", "40" };

	(void)state;
	begin();
	for (int i = 0; i < 4; i++) {
		if (i > 0)
			page();
		block();
		line(50, 20, top[i]);
		block();
		line(50, 400, i % 2 == 0 ? "Some words stand here." : "Others here.");
		block();
		line(300, 770, bottom[i]);
	}
	listed_is("mark 1:1 2018\np 2:1 Some words stand here.\nmark 3:1 7\n"
	    "mark 4:1 2018\np 5:1 Others here.\nmark 6:1 8\n"
	    "p 7:1 2018 2019 2022\np 8:1 Some words stand here.\nmark 9:1 30\n"
	    "mark 10:1 Page 2018 of 2022\np 11:1 Others here.\nmark 12:1 40\n");
	assert_string_equal(spot_of(1), "page 7 (1 in the file)");
	assert_string_equal(spot_of(4), "page 8 (2 in the file)");
	assert_string_equal(spot_of(7), "page 3");
	assert_string_equal(spot_of(10), "page 2018 (4 in the file)");
}

static void
paragraphs_go_over_pages(void **state)
{
	(void)state;
	begin();
	block();
	line(50, 700, "The quays were closed when the storm came in and");
	block();
	line(300, 770, "1");
	page();
	block();
	line(50, 50, "opened again after it.");
	block();
	line(50, 90, "Then nothing.");
	listed_is("mark 1:1 1\np 2:1 The quays were closed when the storm came in and opened again "
	    "after it.\np 3:1 Then nothing.\n");
}

static void
items_have_bullets(void **state)
{
	(void)state;
	begin();
	block();
	line(50, 100, "\u2022 one");
	line(50, 112, "\u2022 two");
	/* a bullet that stands in a block of its own, in a font whose signs are high */
	block();
	buf_puts(&words, "<line >\n<word xMin=\"50\" yMin=\"180\" xMax=\"55\" yMax=\"210\">"
	    "\u2022</word>\n");
	block();
	line(70, 197, "three and");
	line(70, 209, "more");
	listed_is("item1/1 1:1 one\nitem1/1 2:1 two\nitem1/1 3:1 three and more\n");
	begin();	/* a star begins the note to a table */
	block();
	line(50, 100, "* with those of the pier");
	listed_is("p 1:1 * with those of the pier\n");
}

static void
columns_are_where_figures_stand(void **state)
{
	const double at[] = { 200, 300, 400 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Crews | Share", at);
	row(114, "North | 12 | 340 | 50.0%", at);
	row(128, "South of the pier | 1,230 | 41 | 41.2%", at);
	row(142, "Total | 1,242 | 381 | 91.2%", at);
	block();
	line(50, 180, "Words that follow the table and are no part of it, since they go on.");
	listed_is("table 4x4\n"
	    "  1:1 Quay | 1:6 Boats | 1:12 Crews | 1:18 Share\n"
	    "  2:1 North | 2:7 12 | 2:10 340 | 2:14 50.0%\n"
	    "  3:1 South of the pier | 3:19 1,230 | 3:25 41 | 3:28 41.2%\n"
	    "  4:1 Total | 4:7 1,242 | 4:13 381 | 4:17 91.2%\n"
	    "p 5:1 Words that follow the table and are no part of it, since they go on.\n");
	/* no lines are drawn: that it is a table is worked out */
	assert_true(doc.blocks[0].grid->guessed);
}

/* two figures stand apart with a blank between; one in brackets belongs to the one before */
static void
figures_stand_for_themselves(void **state)
{
	const double at[] = { 200, 228, 300 };

	(void)state;
	begin();
	row(100, "North | 3,244 | 50.0% | 12 (4%)", at);
	row(114, "South | 2,000 | 30.8% | 10 (3%)", at);
	row(128, "East | 1,244 | 19.2% | 99 (9%)", at);
	listed_is("table 3x4\n  1:1 North | 1:7 3,244 | 1:13 50.0% | 1:19 12 (4%)\n"
	    "  2:1 South | 2:7 2,000 | 2:13 30.8% | 2:19 10 (3%)\n"
	    "  3:1 East | 3:6 1,244 | 3:12 19.2% | 3:18 99 (9%)\n");
}

static void
headers_span_and_wrap(void **state)
{
	const double at[] = { 200, 300, 400 }, over[] = { 230 };

	(void)state;
	begin();
	row(100, "| Year to March", over);
	row(112, "| Boats | Crews | Dues", at);
	row(123, "Quay | in port | on shore | paid", at);
	row(150, "North | 12 | 34 | 5", at);
	row(164, "South | 10 | 41 | 6", at);
	listed_is("table 4x4\n  1:1  | 2x1 1:2 Year to March | ^ | 1:17 \n"
	    "  2:1 Quay | 2:6 Boats in port | 2:20 Crews on shore | 2:35 Dues paid\n"
	    "  3:1 North | 3:7 12 | 3:10 34 | 3:13 5\n  4:1 South | 4:7 10 | 4:10 41 | 4:13 6\n");
}

static void
a_label_may_wrap(void **state)
{
	const double at[] = { 200, 300 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Crews", at);
	row(120, "North quay with the | 12 | 34", at);
	row(131, "cranes", at);
	row(150, "South | 10 | 41", at);
	row(170, "Pier and | 11 | 14", at);
	row(181, "all its berths", at);
	listed_is("table 4x3\n  1:1 Quay | 1:6 Boats | 1:12 Crews\n"
	    "  2:1 North quay with the cranes | 2:28 12 | 2:31 34\n"
	    "  3:1 South | 3:7 10 | 3:10 41\n  4:1 Pier and all its berths | 4:25 11 | 4:28 14\n");
}

static void
prose_in_columns_is_no_table(void **state)
{
	(void)state;
	begin();
	block();
	for (int i = 0; i < 6; i++)
		line(50, 100 + 12 * i, "words of the left column in it");
	block();
	for (int i = 0; i < 6; i++)
		line(320, 100 + 12 * i, "and so on in the right one now");
	listed_is("p 1:1 words of the left column in it words of the left column in it words of the "
	    "left column in it words of the left column in it words of the left column in it words "
	    "of the left column in it\np 2:1 and so on in the right one now and so on in the right "
	    "one now and so on in the right one now and so on in the right one now and so on in the "
	    "right one now and so on in the right one now\n");
}

/* cells of one line stand in the middle of rows of two, half a line below the first of them */
static void
rows_have_several_lines(void **state)
{
	const double at[] = { 200, 300, 400 }, shares[] = { 300, 400 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Open | Shut", at);
	row(120, "| 12 | 22", shares);
	row(125, "North | 34 | | -", at);
	row(130, "| 35% | 65%", shares);
	row(144, "| 10 | 30", shares);
	row(149, "South | 40", at);
	row(154, "| 25% | 75%", shares);
	row(168, "All | 74 | 22 | 52", at);
	listed_is("table 4x4\n  1:1 Quay | 1:6 Boats | 1:12 Open | 1:17 Shut\n"
	    "  2:1 North | 2:7 34 | 2:10 12 35% | 2:17 22 - 65%\n"
	    "  3:1 South | 3:7 40 | 3:10 10 25% | 3:17 30 75%\n"
	    "  4:1 All | 4:5 74 | 4:8 22 | 4:11 52\n");
}

/* what stands beside a table is none of its rows, though it be nearer than they are */
static void
labels_beside_are_not_of_the_table(void **state)
{
	const double at[] = { 200 }, chart[] = { 420 };

	(void)state;
	begin();
	for (int i = 0; i < 4; i++) {
		row(100 + 18 * i, "Quay of the north | 12", at);
		row(106 + 18 * i, "| Bars", chart);
	}
	listed_is("table 4x2\n  1:1 Quay of the north | 1:19 12\n  2:1 Quay of the north | 2:19 12\n"
	    "  3:1 Quay of the north | 3:19 12\n  4:1 Quay of the north | 4:19 12\n"
	    "p 5:1 Bars\np 6:1 Bars\np 7:1 Bars\np 8:1 Bars\n");
}

static void
headers_have_several_lines(void **state)
{
	const double at[] = { 200, 300 }, over[] = { 200 };

	(void)state;
	begin();
	row(90, "| Boats of", over);
	row(95, "Quay", at);
	row(100, "| the year", over);
	row(114, "| Port | Sea", at);
	row(128, "North | 12 | 34", at);
	row(142, "South | 10 | 41", at);
	listed_is("table 4x3\n  1:1 Quay | 1:6 Boats of the year | 1:24 \n"
	    "  2:1  | 2:2 Port | 2:7 Sea\n  3:1 North | 3:7 12 | 3:10 34\n"
	    "  4:1 South | 4:7 10 | 4:10 41\n");
}

/* a word of one row over both shows that a count and its share are one column */
static void
no_figure_stands_in_two_columns(void **state)
{
	const double at[] = { 200, 300 };

	(void)state;
	begin();
	row(100, "North | 3 60% | 12", at);
	row(114, "South | 4 20% | 10", at);
	row(128, "East | 10,000 | 99", at);
	row(142, "West | 5 50% | 98", at);
	listed_is("table 4x3\n  1:1 North | 1:7 3 60% | 1:13 12\n  2:1 South | 2:7 4 20% | 2:13 10\n"
	    "  3:1 East | 3:6 10,000 | 3:13 99\n  4:1 West | 4:6 5 50% | 4:12 98\n");
}

/* a header with its own columns, right below a table, is of the next one */
static void
headers_may_stand_apart(void **state)
{
	const double at[] = { 200, 250, 300, 350 }, other[] = { 100, 170, 230, 325, 390 };

	(void)state;
	begin();
	row(100, "North | 12 | 34 | 56 | 78", at);
	row(113, "South | 10 | 41 | 43 | 44", at);
	row(126, "East | 11 | 14 | 15 | 16", at);
	row(141, "Quay | 2020 | 2021 | 2022 | 2023 | Sum", other);
	row(154, "| | | | Tons | Tons", other);
	listed_is("table 3x5\n  1:1 North | 1:7 12 | 1:10 34 | 1:13 56 | 1:16 78\n"
	    "  2:1 South | 2:7 10 | 2:10 41 | 2:13 43 | 2:16 44\n"
	    "  3:1 East | 3:6 11 | 3:9 14 | 3:12 15 | 3:15 16\n"
	    "table 1x6\n  4:1 Quay | 4:6 2020 | 4:11 2021 | 4:16 2022 | 4:21 2023 Tons | "
	    "4:31 Sum Tons\n");
}

/* a row alone beyond the end of a page is of the table there, when it stands in its columns */
static void
rows_go_over_pages(void **state)
{
	const double at[] = { 200, 300 }, other[] = { 230, 340 };

	(void)state;
	begin();
	row(700, "North | 12 | 34", at);
	row(714, "South | 10 | 41", at);
	page();
	row(50, "All quays | 22 | 75", at);
	block();
	line(50, 100, "Words that follow.");
	row(740, "East | 11 | 14", at);
	page();
	row(50, "West | 17 | 15", at);
	row(64, "Pier | 18 | 19", at);
	page();
	row(50, "Other | 22 | 75", other);
	listed_is("table 2x3\n  1:1 North | 1:7 12 | 1:10 34\n  2:1 South | 2:7 10 | 2:10 41\n"
	    "table 1x3\n  3:1 All quays | 3:11 22 | 3:14 75\np 4:1 Words that follow.\n"
	    "table 1x3\n  5:1 East | 5:6 11 | 5:9 14\n"
	    "table 2x3\n  6:1 West | 6:6 17 | 6:9 15\n  7:1 Pier | 7:6 18 | 7:9 19\n"
	    "p 8:1 Other 22 75\n");
	assert_true(doc.blocks[1].grid->after_break);
	assert_false(doc.blocks[3].grid->after_break);
	assert_true(doc.blocks[4].grid->after_break);
}

/* parts on two pages lack different columns, or show that two are one */
static void
parts_settle_their_columns(void **state)
{
	const double at[] = { 200, 250, 300 };

	(void)state;
	begin();
	row(700, "North | 12 | 34 | 56", at);
	row(714, "South | 10 | 41 | 43", at);
	page();
	row(50, "East | 11 | | 15", at);
	row(64, "West | 17 | | 18", at);
	listed_is("table 2x4\n  1:1 North | 1:7 12 | 1:10 34 | 1:13 56\n"
	    "  2:1 South | 2:7 10 | 2:10 41 | 2:13 43\n"
	    "table 2x4\n  3:1 East | 3:6 11 | 3:9  | 3:10 15\n  4:1 West | 4:6 17 | 4:9  | 4:10 18\n");
}

/* what the edge of the page leaves of a figure is another figure */
static void
tables_may_be_cut_off(void **state)
{
	const double at[] = { 300, 590 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Cr", at);
	row(114, "North | 12 | 34", at);
	row(128, "South | 10 | 41", at);
	listed_is("skip 1:1 the edge of the page cuts this table off\n");
}

/* a page that is rotated has another width than pdftotext says: nothing is cut off */
static void
rotated_pages_are_wide(void **state)
{
	const double at[] = { 300, 590, 700 };

	(void)state;
	begin();
	row(100, "North | 12 | 34 | 56", at);
	row(114, "South | 10 | 41 | 43", at);
	listed_is("table 2x4\n  1:1 North | 1:7 12 | 1:10 34 | 1:13 56\n"
	    "  2:1 South | 2:7 10 | 2:10 41 | 2:13 43\n");
}

static void
headings_are_levels_by_their_size(void **state)
{
	(void)state;
	begin();
	block();
	line_at(50, 50, 30, "Harbour", NULL);
	block();
	line_at(50, 100, 24, "Dues 2022 - 2023", NULL);
	block();
	line_at(50, 150, 23.5, "Boats", NULL);
	block();
	line_at(50, 200, 14, "Nets", NULL);
	block();
	for (int i = 0; i < 4; i++)
		line(50, 230 + 12 * i, "words of the text that go on and on in it until they end");
	block();
	line(50, 300, "% of boats in port");
	listed_is("h1 1:1 Harbour\nh2 2:1 Dues 2022 - 2023\nh2 3:1 Boats\nh3 4:1 Nets\n"
	    "p 5:1 words of the text that go on and on in it until they end words of the text that "
	    "go on and on in it until they end words of the text that go on and on in it until they "
	    "end words of the text that go on and on in it until they end\n"
	    "p 6:1 % of boats in port\n");
}

/* words of a header with a blank between stand in columns when each begins where its column does;
 * a dash stands for a figure */
static void
cells_may_touch(void **state)
{
	const double at[] = { 150, 177.5, 245 }, dashes[] = { 150, 200, 207.5, 260 };

	(void)state;
	begin();
	block();
	line_at(50, 86, HEIGHT, "Quay | Crews Boats at sea", at);
	row(100, "North | 12 | 34 | 5", at);
	row(114, "South | 10 | 41 | 6", at);
	row(128, "East | 11 | 14 | 7", at);
	row(300, "North | 12 | 3 | 44 | 5", dashes);
	row(314, "South | 10 | - | 41 | 6", dashes);
	row(328, "East | 11 | - | - | 7", dashes);
	listed_is("table 4x4\n  1:1 Quay | 1:6 Crews | 1:12 Boats at sea | 1:25 \n"
	    "  2:1 North | 2:7 12 | 2:10 34 | 2:13 5\n  3:1 South | 3:7 10 | 3:10 41 | 3:13 6\n"
	    "  4:1 East | 4:6 11 | 4:9 14 | 4:12 7\n"
	    "table 3x5\n  5:1 North | 5:7 12 | 5:10 3 | 5:12 44 | 5:15 5\n"
	    "  6:1 South | 6:7 10 | 6:10 - | 6:12 41 | 6:15 6\n"
	    "  7:1 East | 7:6 11 | 7:9 - | 7:11 - | 7:13 7\n");
}

/* a figure above a share whose sign stands below it; rows a hair further apart than lines */
static void
rows_are_further_apart_than_lines(void **state)
{
	const double at[] = { 200, 300 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Crews", at);
	row(111, "North | 12 | 34", at);
	row(120, "pier | 10 | 20", at);
	row(129, "| % | %", at);
	row(140, "South | 10 | 41", at);
	row(149, "| 11% | 21%", at);
	row(160, "East | 7 | 9", at);
	row(171, "West | 8 | 9", at);
	listed_is("table 5x3\n  1:1 Quay | 1:6 Boats | 1:12 Crews\n"
	    "  2:1 North pier | 2:12 12 10 % | 2:20 34 20 %\n"
	    "  3:1 South | 3:7 10 11% | 3:14 41 21%\n  4:1 East | 4:6 7 | 4:8 9\n"
	    "  5:1 West | 5:6 8 | 5:8 9\n");
}

static void
axes_of_charts_are_no_columns(void **state)
{
	(void)state;
	begin();
	for (int i = 0; i < 5; i++) {
		char number[8];

		(void)snprintf(number, sizeof(number), "%03d", 400 - 100 * i);
		block();
		line(50, 100 + 40 * i, number);
		block();
		line(300, 100 + 40 * i, number);
	}
	listed_is("p 1:1 400\np 2:1 400\np 3:1 300\np 4:1 300\np 5:1 200\np 6:1 200\np 7:1 100\n"
	    "p 8:1 100\np 9:1 000\np 10:1 000\n");
}

static void
raised_marks_are_no_figures(void **state)
{
	(void)state;
	begin();
	block();
	buf_puts(&words, "<line >\n");
	word(50, 100, 10, "1,234", 5);
	word(75.5, 98, 6, "2", 1);
	word(85, 100, 10, "on", 2);
	word(98, 100, 10, "the", 3);
	word(116, 100, 10, "5", 1);
	word(121, 98, 6, "th", 2);
	listed_is("p 1:1 1,234\u00B2 on the 5th\n");
}

/* ---- ruling lines */

/* three columns at 40, 200, 300, 400, four rows from 95 on, each 20 high */
#define FRAME \
	"%%Page: 1 1\n%%EndPageSetup\nq 0 0 600 800 rectclip\n1 0 0 -1 0 800 cm q\n0 g\nBT\n" \
	"1 0 0 -1 50 60 Tm\n[(A \\) 3 4 re f)-12(b)]TJ\nET\n" \
	"40 95 0.5 80 re f\n200 95 0.5 80 re f\n400 95 0.5 80 re f\n" \
	"300 115 0.5 60 re f\n" \
	"40 95 360 0.5 re f\n40 115 360 0.5 re f\n40 155 360 0.5 re f\n40 175 360 0.5 re f\n"

static void
lines_make_cells(void **state)
{
	const double at[] = { 210, 310 };

	(void)state;
	begin();
	row(100, "Quay | Boats and crews", at);
	row(120, "North quay | 12 | 34", at);
	row(138, "and pier", at);
	row(160, "South | 10 | 41", at);
	lines_drawn = FRAME;
	listed_is("table 3x3\n  1:1 Quay | 2x1 1:6 Boats and crews | ^\n"
	    "  2:1 North quay and pier | 2:21 12 | 2:24 34\n  3:1 South | 3:7 10 | 3:10 41\n");
	assert_false(doc.blocks[0].grid->guessed);
	/* without them the rows are by where their words stand */
	lines_drawn = "";
	listed_is("table 4x3\n  1:1 Quay | 1:6 Boats and crews | 1:22 \n  2:1 North quay | 2:12 12 | "
	    "2:15 34\n  3:1 and pier | 3:10  | 3:11 \n  4:1 South | 4:7 10 | 4:10 41\n");
}

static void
lines_may_be_strokes_outlines_and_moved(void **state)
{
	const double at[] = { 210, 310 };

	(void)state;
	begin();
	row(100, "Quay | Boats", at);
	row(120, "North | 12", at);
	row(138, "and pier", at);
	row(160, "South | 10", at);
	/* a stroked rectangle, strokes in a moved system, a filled outline */
	lines_drawn = "%%Page: 1 1\n1 0 0 -1 0 800 cm q\n40 95 260 80 re S\n"
	    "q 1 0 0 1 100 0 cm\n100 95 m 100 175 l S\nQ\n40 115 m 300 115 l S\n"
	    "40 155 m 300 155 l 300 155.5 l 40 155.5 l h\nf*\n"
	    "0 0 600 800 re f\n50 300 m 60 310 70 320 80 330 c S\n";
	listed_is("table 3x2\n  1:1 Quay | 1:6 Boats\n  2:1 North and pier | 2:16 12\n"
	    "  3:1 South | 3:7 10\n");
}

/* lines that only part groups of rows, or cut through words, make no table */
static void
not_all_frames_are_tables(void **state)
{
	const double at[] = { 210, 310 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Crews", at);
	row(118, "North | 12 | 34", at);
	row(130, "South | 10 | 41", at);
	row(142, "East | 11 | 14", at);
	row(160, "Total | 33 | 89", at);
	lines_drawn = "%%Page: 1 1\n40 95 0.5 80 re f\n200 95 0.5 80 re f\n300 95 0.5 80 re f\n"
	    "400 95 0.5 80 re f\n40 95 360 0.5 re f\n40 115 360 0.5 re f\n40 155 360 0.5 re f\n"
	    "40 175 360 0.5 re f\n";
	listed_is("table 5x3\n  1:1 Quay | 1:6 Boats | 1:12 Crews\n  2:1 North | 2:7 12 | 2:10 34\n"
	    "  3:1 South | 3:7 10 | 3:10 41\n  4:1 East | 4:6 11 | 4:9 14\n"
	    "  5:1 Total | 5:7 33 | 5:10 89\n");
}

/* the last line of one table is the first of the next: they have no other line in common */
static void
tables_may_stand_on_one_another(void **state)
{
	const double at[] = { 210, 310 }, other[] = { 160, 250 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Crews", at);
	row(120, "North | 12 | 34", at);
	row(140, "Pier | 2022 | 2023", other);
	row(160, "East | 10 | 41", other);
	lines_drawn = "%%Page: 1 1\n40 95 0.5 80 re f\n400 95 0.5 80 re f\n200 95 0.5 40 re f\n"
	    "300 95 0.5 40 re f\n150 135 0.5 40 re f\n240 135 0.5 40 re f\n40 95 360 0.5 re f\n"
	    "40 115 360 0.5 re f\n40 135 360 0.5 re f\n40 155 360 0.5 re f\n40 175 360 0.5 re f\n";
	listed_is("table 2x3\n  1:1 Quay | 1:6 Boats | 1:12 Crews\n  2:1 North | 2:7 12 | 2:10 34\n"
	    "table 2x3\n  3:1 Pier | 3:6 2022 | 3:11 2023\n  4:1 East | 4:6 10 | 4:9 41\n");
}

/* one of four lines between the columns of both is at the same place by chance */
static void
tables_that_share_a_line_are_two(void **state)
{
	const double at[] = { 155, 205, 255, 305 }, other[] = { 115, 205, 285, 345 };

	(void)state;
	begin();
	row(100, "Quay | Boats | Crews | Nets | Pots", at);
	row(120, "North | 12 | 34 | 56 | 78", at);
	row(140, "Pier | 2020 | 2021 | 2022 | 2023", other);
	row(160, "East | 10 | 41 | 43 | 44", other);
	lines_drawn = "%%Page: 1 1\n40 95 0.5 80 re f\n400 95 0.5 80 re f\n200 95 0.5 80 re f\n"
	    "150 95 0.5 40 re f\n250 95 0.5 40 re f\n300 95 0.5 40 re f\n"
	    "110 135 0.5 40 re f\n280 135 0.5 40 re f\n340 135 0.5 40 re f\n"
	    "40 95 360 0.5 re f\n40 115 360 0.5 re f\n40 135 360 0.5 re f\n"
	    "40 155 360 0.5 re f\n40 175 360 0.5 re f\n";
	listed_is("table 2x5\n  1:1 Quay | 1:6 Boats | 1:12 Crews | 1:18 Nets | 1:23 Pots\n"
	    "  2:1 North | 2:7 12 | 2:10 34 | 2:13 56 | 2:16 78\n"
	    "table 2x5\n  3:1 Pier | 3:6 2020 | 3:11 2021 | 3:16 2022 | 3:21 2023\n"
	    "  4:1 East | 4:6 10 | 4:9 41 | 4:12 43 | 4:15 44\n");
}

/* two lines side by side are one; a column that is empty on this page is none the less one */
static void
empty_columns_are_wide(void **state)
{
	const double at[] = { 155, 255 };

	(void)state;
	begin();
	row(100, "North | 12 | 34", at);
	row(120, "South | 10 | 41", at);
	row(140, "East | 11 | 14", at);
	lines_drawn = "%%Page: 1 1\n40 95 0.5 60 re f\n150 95 0.5 60 re f\n200 95 0.5 60 re f\n"
	    "250 95 0.5 60 re f\n300 95 0.5 60 re f\n305 95 0.5 60 re f\n40 95 265 0.5 re f\n"
	    "40 115 265 0.5 re f\n40 135 265 0.5 re f\n40 155 265 0.5 re f\n";
	listed_is("table 3x4\n  1:1 North | 1:7 12 | 1:10  | 1:11 34\n"
	    "  2:1 South | 2:7 10 | 2:10  | 2:11 41\n  3:1 East | 3:6 11 | 3:9  | 3:10 14\n");
}

/* a row alone at the end of a page, or at the top of the next, is drawn as the rest is */
static void
drawn_rows_go_over_pages(void **state)
{
	const double at[] = { 210, 310 };

	(void)state;
	begin();
	row(700, "Quay | Boats | Crews", at);
	page();
	row(50, "North | 12 | 34", at);
	row(70, "South | 10 | 41", at);
	page();
	row(50, "All | 22 | 75", at);
	block();
	line(50, 100, "Words that follow the table and are no part of it, since they go on.");
	lines_drawn = "%%Page: 1 1\n40 695 0.5 20 re f\n200 695 0.5 20 re f\n300 695 0.5 20 re f\n"
	    "400 695 0.5 20 re f\n40 695 360 0.5 re f\n40 715 360 0.5 re f\n"
	    "%%Page: 2 2\n40 45 0.5 40 re f\n200 45 0.5 40 re f\n300 45 0.5 40 re f\n"
	    "400 45 0.5 40 re f\n40 45 360 0.5 re f\n40 65 360 0.5 re f\n40 85 360 0.5 re f\n"
	    "%%Page: 3 3\n40 45 0.5 20 re f\n200 45 0.5 20 re f\n300 45 0.5 20 re f\n"
	    "400 45 0.5 20 re f\n40 45 360 0.5 re f\n40 65 360 0.5 re f\n";
	listed_is("table 1x3\n  1:1 Quay | 1:6 Boats | 1:12 Crews\n"
	    "table 2x3\n  2:1 North | 2:7 12 | 2:10 34\n  3:1 South | 3:7 10 | 3:10 41\n"
	    "table 1x3\n  4:1 All | 4:5 22 | 4:8 75\n"
	    "p 5:1 Words that follow the table and are no part of it, since they go on.\n");
	assert_true(doc.blocks[1].grid->after_break && doc.blocks[2].grid->after_break);
	assert_false(doc.blocks[2].grid->guessed);
}

/* lines of two tables at nearly one place: three are no more than two points apart */
static void
lines_at_one_place_are_not_swallowed(void **state)
{
	const double at[] = { 210, 310 }, other[] = { 209, 311 };

	(void)state;
	begin();
	row(100, "North | 12 | 34", at);
	row(120, "South | 10 | 41", at);
	row(200, "East | 11 | 14", other);
	row(220, "West | 15 | 16", other);
	lines_drawn = "%%Page: 1 1\n40 95 0.5 40 re f\n200.9 95 0.5 40 re f\n300 95 0.5 40 re f\n"
	    "400 95 0.5 40 re f\n40 95 360 0.5 re f\n40 115 360 0.5 re f\n40 135 360 0.5 re f\n"
	    "40 195 0.5 40 re f\n200 195 0.5 20 re f\n201.6 210 0.5 25 re f\n"
	    "301 195 0.5 40 re f\n400 195 0.5 40 re f\n40 195 360 0.5 re f\n"
	    "40 215 360 0.5 re f\n40 235 360 0.5 re f\n";
	listed_is("table 2x3\n  1:1 North | 1:7 12 | 1:10 34\n  2:1 South | 2:7 10 | 2:10 41\n"
	    "table 2x3\n  3:1 East | 3:6 11 | 3:9 14\n  4:1 West | 4:6 15 | 4:9 16\n");
}

/* words to both sides of a line are no phrase that it cuts when those below begin there, too */
static void
lines_between_near_words_are_edges(void **state)
{
	const double at[] = { 101.5, 150, 202.5 };

	(void)state;
	begin();
	for (int i = 0; i < 4; i++) {
		/* one line of pdftotext: Quay|Port|Boat|Sea, each right beside a line */
		block();
		line_at(80, 100 + 20 * i, HEIGHT, i % 2 ? "Net | Port | Boat | Tide" :
		    "Quay | Pier | Crew | Dues", at);
	}
	lines_drawn = "%%Page: 1 1\n78 95 0.5 80 re f\n100.5 95 0.5 80 re f\n"
	    "148 95 0.5 80 re f\n201 95 0.5 80 re f\n240 95 0.5 80 re f\n78 95 162 0.5 re f\n"
	    "78 115 162 0.5 re f\n78 135 162 0.5 re f\n78 155 162 0.5 re f\n78 175 162 0.5 re f\n";
	listed_is("table 4x4\n  1:1 Quay | 1:6 Pier | 1:11 Crew | 1:16 Dues\n"
	    "  2:1 Net | 2:5 Port | 2:10 Boat | 2:15 Tide\n"
	    "  3:1 Quay | 3:6 Pier | 3:11 Crew | 3:16 Dues\n"
	    "  4:1 Net | 4:5 Port | 4:10 Boat | 4:15 Tide\n");
}

/* a figure that has no room for its sign is one figure */
static void
signs_may_stand_below_their_figure(void **state)
{
	const double at[] = { 210, 310 };

	(void)state;
	begin();
	row(100, "North | 12 | 34", at);
	row(111, "| 10 | 20", at);
	row(122, "| % | %", at);
	row(140, "South | 10 | 41", at);
	row(151, "| 11 | 21", at);
	row(162, "| % | %", at);
	lines_drawn = "%%Page: 1 1\n40 95 0.5 80 re f\n200 95 0.5 80 re f\n300 95 0.5 80 re f\n"
	    "400 95 0.5 80 re f\n40 95 360 0.5 re f\n40 135 360 0.5 re f\n40 175 360 0.5 re f\n";
	listed_is("table 2x3\n  1:1 North | 1:7 12 10 % | 1:15 34 20 %\n"
	    "  2:1 South | 2:7 10 11 % | 2:15 41 21 %\n");
}

/* lines part the columns of most rows: those of a header above, and of a row without, go on */
static void
rows_may_lack_lines(void **state)
{
	const double at[] = { 210, 310 };

	(void)state;
	begin();
	row(80, "Quay | Boats in port | Crews", at);
	row(100, "North | 12 | 34", at);
	row(120, "South | 10 | 41", at);
	row(140, "Total of both | 22 | 75", at);
	row(160, "Source: the harbour master and his book", at);
	lines_drawn = "%%Page: 1 1\n40 75 360 0.5 re f\n40 95 0.5 80 re f\n400 95 0.5 80 re f\n"
	    "200 95 0.5 40 re f\n300 95 0.5 40 re f\n40 95 360 0.5 re f\n40 115 360 0.5 re f\n"
	    "40 135 360 0.5 re f\n40 155 360 0.5 re f\n40 175 360 0.5 re f\n";
	listed_is("table 4x3\n  1:1 Quay | 1:6 Boats in port | 1:20 Crews\n"
	    "  2:1 North | 2:7 12 | 2:10 34\n  3:1 South | 3:7 10 | 3:10 41\n"
	    "  4:1 Total of both | 4:15 22 | 4:18 75\n"
	    "p 5:1 Source: the harbour master and his book\n");
}

/* a table on a page that stands, its text running up: x goes down the page's height */
static void
text_on_its_side_is_turned(void **state)
{
	static const char *const cell[5][3] = { { "Quay", "Boats", "Crews" },
		{ "North", "1,012", "3,434" }, { "South", "1,010", "4,141" },
		{ "Eastern", "1,011", "1,414" }, { "Western", "9,000", "8,000" } };
	const struct cf_spot *spot;

	(void)state;
	buf_clear(&words);
	lines_drawn = NULL;
	page();
	for (int r = 0; r < 5; r++) {
		block();
		buf_puts(&words, "<line >\n");
		for (int c = 0; c < 3; c++) {
			double end = 750 - 150 * c, size = 5 * (double)strlen(cell[r][c]);

			buf_printf(&words, "<word xMin=\"%d\" yMin=\"%.2f\" xMax=\"%d\" yMax=\"%.2f\">"
			    "%s</word>\n", 100 + 16 * r, end - size, 110 + 16 * r, end, cell[r][c]);
		}
	}
	listed_is("table 5x3\n  1:1 Quay | 1:6 Boats | 1:12 Crews\n"
	    "  2:1 North | 2:7 1,012 | 2:13 3,434\n  3:1 South | 3:7 1,010 | 3:13 4,141\n"
	    "  4:1 Eastern | 4:9 1,011 | 4:15 1,414\n  5:1 Western | 5:9 9,000 | 5:15 8,000\n");
	spot = source_spot(&source, grid_at(doc.blocks[0].grid, 1, 1)->text.span, &arena);
	assert_non_null(spot);
	assert_true(spot->x > 115 && spot->x < 117 && spot->y > 574 && spot->y < 576);
}

/* ---- the rest */

static void
pages_without_text_are_said(void **state)
{
	(void)state;
	begin();
	page();
	block();
	line(50, 100, "Words.");
	listed_is("p 2:1 Words.\nskip 1:1 no text: scanned?\n");
}

static void
the_output_of_others_is_not_trusted(void **state)
{
	(void)state;
	begin();
	buf_puts(&words, "<line >\n<word xMin=\"1e9\" yMin=\"-5\" xMax=\"x\" yMax=\"\">lost</word>\n"
	    "<word xMin=\"50\" yMin=\"20\" xMax=\"80\" yMax=\"30\">\xFF</word>\n"
	    "<word xMin=\"50\" yMin=\"20\" xMax=\"80\" yMax=\"30\">a\x01&lt;b&gt;</word>\n<word ");
	listed_is("p 1:1 a<b>\n");
	buf_clear(&words);
	listed_is("");
}

static void
pages_are_limited(void **state)
{
	struct pdf p = { .draw = NULL };

	(void)state;
	buf_clear(&words);
	for (size_t i = 0; i <= CF_MAX_PAGES; i++)
		buf_puts(&words, "<page >");
	arena_release(&arena);
	arena_init(&arena, CF_MAX_MEMORY);
	source = (struct source){ .path = "report.pdf" };
	doc_init(&doc, &arena, &source, "pdf");
	assert_int_equal(pdf_derive(&doc, &p, buf_str(&words), &error), CF_OK);
	assert_true(doc.failed);
	assert_string_equal(doc.limit, "pages of one PDF (CF_MAX_PAGES)");
}

static int
release(void **state)
{
	buf_release(&words);
	return tear_down(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_become_paragraphs),
		cmocka_unit_test(marks_stand_apart_and_label_the_page),
		cmocka_unit_test(text_may_come_again),
		cmocka_unit_test(labels_count_on),
		cmocka_unit_test(paragraphs_go_over_pages),
		cmocka_unit_test(items_have_bullets),
		cmocka_unit_test(columns_are_where_figures_stand),
		cmocka_unit_test(figures_stand_for_themselves),
		cmocka_unit_test(headers_span_and_wrap),
		cmocka_unit_test(a_label_may_wrap),
		cmocka_unit_test(prose_in_columns_is_no_table),
		cmocka_unit_test(rows_have_several_lines),
		cmocka_unit_test(labels_beside_are_not_of_the_table),
		cmocka_unit_test(headers_have_several_lines),
		cmocka_unit_test(no_figure_stands_in_two_columns),
		cmocka_unit_test(headers_may_stand_apart),
		cmocka_unit_test(rows_go_over_pages),
		cmocka_unit_test(parts_settle_their_columns),
		cmocka_unit_test(tables_may_be_cut_off),
		cmocka_unit_test(rotated_pages_are_wide),
		cmocka_unit_test(headings_are_levels_by_their_size),
		cmocka_unit_test(cells_may_touch),
		cmocka_unit_test(rows_are_further_apart_than_lines),
		cmocka_unit_test(axes_of_charts_are_no_columns),
		cmocka_unit_test(raised_marks_are_no_figures),
		cmocka_unit_test(lines_make_cells),
		cmocka_unit_test(lines_may_be_strokes_outlines_and_moved),
		cmocka_unit_test(not_all_frames_are_tables),
		cmocka_unit_test(tables_may_stand_on_one_another),
		cmocka_unit_test(tables_that_share_a_line_are_two),
		cmocka_unit_test(empty_columns_are_wide),
		cmocka_unit_test(drawn_rows_go_over_pages),
		cmocka_unit_test(lines_at_one_place_are_not_swallowed),
		cmocka_unit_test(lines_between_near_words_are_edges),
		cmocka_unit_test(signs_may_stand_below_their_figure),
		cmocka_unit_test(rows_may_lack_lines),
		cmocka_unit_test(text_on_its_side_is_turned),
		cmocka_unit_test(pages_without_text_are_said),
		cmocka_unit_test(the_output_of_others_is_not_trusted),
		cmocka_unit_test(pages_are_limited),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
