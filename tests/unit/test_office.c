/* read/office.h: files of word processors and spreadsheets when memory runs out, and what
 * their texts lead to. What is read of them is in tests/cases/read/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/limits.h"
#include "doc/spot.h"
#include "read/read.h"
#include "tests/office.h"

static struct arena arena;
static struct source source;
static struct doc doc;
static struct cf_error error;

static const char word[] =
	"<w:p><w:pPr><w:pStyle w:val='H'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r>"
	"<w:t>Moorings</w:t></w:r></w:p><w:p><w:r><w:t>Let</w:t><w:footnoteReference w:id='2'/>"
	"<w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict>"
	"<w:br/><w:t>more</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Basin</w:t></w:r>"
	"</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
	"</w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:altChunk/>\n"
	"== styles\n<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/>"
	"<w:basedOn w:val='H'/></w:style>\n"
	"== numbering\n<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
	"<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId "
	"w:val='1'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:start w:val='4'/><w:lvlText "
	"w:val='%1)'/></w:lvl></w:lvlOverride></w:num>\n"
	"== footnotes\n<w:footnote w:id='2'><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote>\n";
static const char open_text[] =
	"<office:automatic-styles><text:list-style style:name='L'><text:list-level-style-number "
	"text:level='1' style:num-format='1' style:num-suffix='.'/></text:list-style><style:style "
	"style:name='T' style:family='text'/></office:automatic-styles><office:body><office:text>"
	"<text:tracked-changes><text:changed-region text:id='c'><text:deletion><text:p>gone"
	"</text:p></text:deletion></text:changed-region></text:tracked-changes><text:h "
	"text:outline-level='1'>Moorings</text:h><text:list text:style-name='L'><text:list-item>"
	"<text:p>item<text:change text:change-id='c'/><text:note><text:note-body><text:p>note"
	"</text:p></text:note-body></text:note></text:p></text:list-item></text:list><text:p>"
	"<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p>"
	"<table:table><table:table-row table:number-rows-repeated='3'><table:table-cell>"
	"<text:p>Basin</text:p></table:table-cell><table:table-cell "
	"table:number-columns-repeated='2'><text:p>12</text:p></table:table-cell>"
	"</table:table-row></table:table></office:text></office:body>\n";
static const char excel[] =
	"== sheet Moorings\n<cols><col min='3' max='3' hidden='1'/></cols><sheetData><row r='1'>"
	"<c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>12</v></c><c r='C1'><v>1</v></c></row>"
	"<row r='2'><c r='A2' t='str'><v>South</v></c><c r='B2'><v>30</v></c></row><row r='4'>"
	"<c r='A4' t='str'><v>note</v></c></row></sheetData><mergeCells><mergeCell ref='A1:A2'/>"
	"</mergeCells>\n== sheet Lists hidden\n<sheetData/>\n"
	"== strings\n<si><t>Basin</t></si>\n"
	"== styles\n<numFmts><numFmt numFmtId='164' formatCode='0.0'/></numFmts><fonts><font><b/>"
	"</font></fonts><cellXfs><xf/><xf numFmtId='164' fontId='0'/></cellXfs>\n";
static const char open_sheet[] =
	"<office:automatic-styles><style:style style:name='t' style:family='table'>"
	"<style:table-properties table:display='false'/></style:style></office:automatic-styles>"
	"<office:body><office:spreadsheet><table:table table:name='Moorings'><table:table-row "
	"table:number-rows-repeated='3'><table:table-cell><text:p>Basin</text:p>"
	"</table:table-cell><table:table-cell office:value-type='float' office:value='12'>"
	"<text:p>12</text:p></table:table-cell></table:table-row></table:table><table:table "
	"table:name='Lists' table:style-name='t'/></office:spreadsheet></office:body>\n";

static enum cf_status
try_read(const char *format, const char *text, size_t limit, bool original)
{
	size_t n;
	char *file = office_file(format, text, strlen(text), &n);
	struct cf_input in = { .path = "x", .bytes = file, .n = n, .original = original };
	enum cf_status st;

	assert_non_null(file);
	arena_release(&arena);
	arena_init(&arena, limit);
	error = (struct cf_error){ .status = CF_OK };
	st = read_any(&doc, &arena, &source, &in, &error);
	free(file);
	return st;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* with each limit a little above the one before it is either refused for want of memory,
 * or read in full: nothing in between */
static void
grow(const char *format, const char *text, bool original)
{
	size_t blocks, bytes, refused = 0;

	assert_int_equal(try_read(format, text, CF_MAX_MEMORY, original), CF_OK);
	assert_string_equal(doc.format, format);
	blocks = doc.nblocks;
	bytes = source.bytes.n;
	assert_true(blocks > 1);
	for (size_t limit = 1; limit < 1u << 20; limit += limit < 4096 ? 97 : limit / 50) {
		enum cf_status st = try_read(format, text, limit, original);

		if (st == CF_OK) {
			assert_int_equal(doc.nblocks, blocks);
			assert_int_equal(source.bytes.n, bytes);
		} else {
			assert_int_equal(st, CF_ENOMEM);
			assert_int_equal(error.status, CF_ENOMEM);
			refused++;
		}
	}
	assert_true(refused > 10);
	assert_int_equal(try_read(format, text, 1u << 20, original), CF_OK);
}

static void
memory_runs_out(void **state)
{
	(void)state;
	grow("docx", word, false);
	grow("odt", open_text, false);
	grow("odt", open_text, true);
	grow("xlsx", excel, false);
	grow("ods", open_sheet, false);
}

/* every block and cell that has words is found somewhere */
static void
everything_has_a_place(void **state)
{
	static const struct { const char *format, *text; } files[] = { { "docx", word },
		{ "odt", open_text }, { "xlsx", excel }, { "ods", open_sheet } };

	(void)state;
	for (size_t f = 0; f < 4; f++) {
		assert_int_equal(try_read(files[f].format, files[f].text, CF_MAX_MEMORY, false),
		    CF_OK);
		for (size_t i = 0; i < doc.nblocks; i++)
			assert_true(source_spot_words(&source, doc.blocks[i].span.from,
			    &arena).n > 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(memory_runs_out, tear_down),
		cmocka_unit_test_teardown(everything_has_a_place, tear_down),
	};

	return cmocka_run_group_tests_name("office", tests, NULL, NULL);
}
