/* What the language server is made of: streams taken apart, places, names of files, and
 * memory that runs out at any allocation of a session. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lsp/server.h"

/* ---- streams */

/* every message and complaint of a stream that comes in pieces of this size */
static void
take_apart(struct str stream, size_t piece, struct buf *out)
{
	struct frames f;
	struct str message;
	const char *why;
	enum frame_kind kind = FRAME_MORE;

	frames_init(&f);
	buf_clear(out);
	for (size_t at = 0; at < stream.n && kind != FRAME_LOST; at += piece) {
		assert_true(frames_put(&f, str_sub(stream, at, at + piece)));
		while ((kind = frames_next(&f, &message, &why)) == FRAME_MESSAGE || kind == FRAME_BAD)
			buf_printf(out, "[%.*s]", kind == FRAME_BAD ? 3 : (int)message.n,
			    kind == FRAME_BAD ? "bad" : message.p);
	}
	buf_puts(out, kind == FRAME_LOST ? "lost" : frames_is_half(&f) ? "half" : "");
	frames_release(&f);
}

static void
streams(void **state)
{
	static const struct {
		const char *stream, *want;
	} tests[] = {
		{ "Content-Length: 2\r\n\r\n{}", "[{}]" },
		{ "content-length:2\n\n{}Content-Length: 0\r\n\r\n", "[{}][]" },
		{ "Content-Type: x\r\nContent-Length: 3\r\n\r\nabc", "[abc]" },
		{ "Content-Length: 3\r\n\r\nab", "half" },
		{ "Content-Length: 3\r\n", "half" },
		{ "Content-Len", "half" },
		{ "Content-Length: x\r\n\r\n", "[bad]" },
		{ "no\r\nno\r\n\r\nContent-Length: 1\r\n\r\na", "[bad][a]" },
		{ "noContent-Length: 1\r\n\r\na", "[bad][a]" },
		{ "no\r\n\r\nContent-Length: 1\r\n\r\nano\r\nContent-Length: 1\r\n\r\nb",
			"[bad][a][bad][b]" },
		{ "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "[ab]" },
		{ "Content-Length: 18446744073709551616\r\n\r\nx", "[bad]half" },
		{ "\r\n\r\nContent-Length: 1\r\n\r\na", "[a]" },
		{ "", "" },
	};
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		for (size_t piece = 1; piece < 100; piece += piece < 8 ? 1 : 90) {
			take_apart(str_of(tests[i].stream), piece, &out);
			buf_putc(&out, '\0');
			assert_string_equal(out.p, tests[i].want);
		}
	}
	buf_release(&out);
}

/* ---- places */

static void
places(void **state)
{
	/* a byte, two, three and four of them; two lines of each kind of end */
	struct str text = CF_S("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\x98z\r\nb\rc\n");
	struct lines lines = { 0 };
	struct position at;

	(void)state;
	assert_true(lines_index(&lines, text));
	assert_int_equal(lines.n, 4);
	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && ((unsigned char)text.p[i] & 0xC0) == 0x80)
			continue;
		for (int utf8 = 0; utf8 < 2; utf8++) {
			at = lines_position(&lines, text, i, utf8);
			/* the second byte of CRLF is none of the line's */
			assert_int_equal(lines_offset(&lines, text, at, utf8), i == 12 ? 11 : i);
		}
	}
	at = lines_position(&lines, text, 10, false);
	assert_int_equal(at.character, 5);
	assert_int_equal(lines_position(&lines, text, 10, true).character, 10);
	/* half of a pair, and inside a code point: before it */
	assert_int_equal(lines_offset(&lines, text, (struct position){ 0, 4 }, false), 6);
	assert_int_equal(lines_offset(&lines, text, (struct position){ 0, 8 }, true), 6);
	assert_int_equal(lines_offset(&lines, text, (struct position){ 0, 99 }, false), 11);
	assert_int_equal(lines_offset(&lines, text, (struct position){ 99, 0 }, false), text.n);
	assert_int_equal(lines_position(&lines, text, 99, false).line, 3);
	lines_release(&lines);
}

static void
names_of_files(void **state)
{
	static const char *const tests[][2] = {
		{ "file:///a/b.md", "/a/b.md" }, { "file:///a%20b%C3%A9.md", "/a b\xC3\xA9.md" },
		{ "file://host/a.md", "/a.md" }, { "file:///100%", "/100%" },
		{ "file:///a%00b%4", "/a%00b%4" }, { "untitled:One%20", "untitled:One%20" },
		{ "", "" },
	};
	struct buf b;

	(void)state;
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		char *path = uri_path(tests[i][0]);

		assert_string_equal(path, tests[i][1]);
		free(path);
	}
	buf_init(&b);
	uri_of_path(&b, "/a b/\xC3\xA9#.md");
	buf_putc(&b, '\0');
	assert_string_equal(b.p, "file:///a%20b/%C3%A9%23.md");
	buf_release(&b);
}

/* ---- memory */

static size_t allocations, fail_at;
static long live;

static void *
failing_malloc(size_t n)
{
	void *p = ++allocations == fail_at ? NULL : malloc(n);

	live += p != NULL;
	return p;
}

static void
counting_free(void *p)
{
	live -= p != NULL;
	free(p);
}

static void
count_bytes(void *ctx, struct str bytes)
{
	*(size_t *)ctx += bytes.n;
}

static void
send_all(struct server *s)
{
	static const char *const session[] = {
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{"
		"\"textDocument\":{\"codeAction\":{\"codeActionLiteralSupport\":{}},"
		"\"publishDiagnostics\":{\"relatedInformation\":true}}}}}",
		"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{"
		"\"uri\":\"file:///a.md\",\"languageId\":\"markdown\",\"version\":1,"
		"\"text\":\"There is synergy and synergy.\\n\"}}}",
		"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{"
		"\"uri\":\"file:///a.md\",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{"
		"\"line\":0,\"character\":0},\"end\":{\"line\":0,\"character\":0}},\"text\":\"x \"}]}}",
		"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/hover\",\"params\":{"
		"\"textDocument\":{\"uri\":\"file:///a.md\"},\"position\":{\"line\":0,\"character\":12}}}",
		"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"textDocument/codeAction\",\"params\":{"
		"\"textDocument\":{\"uri\":\"file:///a.md\"},\"range\":{\"start\":{\"line\":0,"
		"\"character\":0},\"end\":{\"line\":1,\"character\":0}}}}",
		"{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"textDocument/codeLens\",\"params\":{"
		"\"textDocument\":{\"uri\":\"file:///a.md\"}}}",
		"{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"textDocument/diagnostic\",\"params\":{"
		"\"textDocument\":{\"uri\":\"file:///a.md\"}}}",
		"{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"shutdown\"}",
	};
	struct buf b;

	for (size_t i = 0; i < sizeof(session) / sizeof(session[0]); i++) {
		buf_init(&b);
		frame_write(&b, str_of(session[i]));
		assert_true(server_take(s, buf_str(&b)));
		buf_release(&b);
		server_work(s);
		while (server_check_next(s))
			;
	}
}

/* each allocation of a message tree fails in its turn: the session goes on, nothing is lost */
static void
memory(void **state)
{
	static const char *paths[] = { "tests/library/sample.yml" };
	struct options given = { .command = COMMAND_LSP, .min_severity = SEVERITY_UNSET,
		.no_default_rules = true, .rules = { paths, 1, 1 } };
	cJSON_Hooks hooks = { failing_malloc, counting_free };
	size_t most = 1;

	(void)state;
	cJSON_InitHooks(&hooks);
	for (size_t i = 0; i <= most; i++) {
		size_t bytes = 0;
		struct server s = { .given = &given, .write = count_bytes, .ctx = &bytes };

		allocations = 0;
		fail_at = i;
		server_init(&s);
		send_all(&s);
		if (i == 0) {
			most = allocations;
			assert_true(most > 200);
			assert_true(bytes > 2000);
		}
		server_release(&s);
		assert_int_equal(live, 0);
	}
	cJSON_InitHooks(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(streams),
		cmocka_unit_test(places),
		cmocka_unit_test(names_of_files),
		cmocka_unit_test(memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
