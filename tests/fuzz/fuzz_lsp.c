/*
 * Any bytes to the language server. The first byte says how: as they are, or each line as
 * one message of a session that has begun, so that what is inside messages is met, too.
 * Whatever comes out is whole messages of good JSON.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "lsp/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* one message, as server_send() writes it */
static void
take_message(void *ctx, struct str bytes)
{
	char key[] = "Content-Length: ", *end;
	const char *rest;
	size_t n;
	cJSON *json;

	(void)ctx;
	if (!str_starts(bytes, str_of(key)) || utf8_check(bytes) != bytes.n)
		abort();
	n = strtoul(bytes.p + sizeof(key) - 1, &end, 10);
	rest = end + 4;
	if (memcmp(end, "\r\n\r\n", 4) != 0 || (size_t)(bytes.p + bytes.n - rest) != n)
		abort();
	json = cJSON_ParseWithLength(rest, n);
	if (!cJSON_IsObject(json) || strcmp(rpc_text(json, "jsonrpc"), "2.0") != 0)
		abort();
	cJSON_Delete(json);
}

/* the lines that are kept are those of the text */
static void
check_lines(const struct server *s)
{
	for (size_t i = 0; i < s->documents.n; i++) {
		const struct document *d = s->documents.item[i];
		struct lines again = { 0 };

		if (!lines_index(&again, buf_str(&d->text)))
			abort();
		if (again.n != d->lines.n ||
		    memcmp(again.start, d->lines.start, again.n * sizeof(*again.start)) != 0)
			abort();
		lines_release(&again);
	}
}

static void
rest_a_while(struct server *s)
{
	server_work(s);
	check_lines(s);
	while (server_check_next(s))
		;
}

static bool
send_message(struct server *s, struct str message)
{
	struct buf b;
	bool good;

	buf_init(&b);
	frame_write(&b, message);
	good = server_take(s, buf_str(&b));
	buf_release(&b);
	return good;
}

static void
send_lines(struct server *s, struct str text)
{
	bool good = send_message(s, CF_S("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\","
	    "\"params\":{\"capabilities\":{\"textDocument\":{\"codeAction\":"
	    "{\"codeActionLiteralSupport\":{}}}}}}"));

	for (size_t at = 0; good && at < text.n;) {
		const char *nl = memchr(text.p + at, '\n', text.n - at);
		size_t to = nl == NULL ? text.n : (size_t)(nl - text.p);

		if (to == at)	/* an empty line is a pause */
			rest_a_while(s);
		else
			good = send_message(s, str_sub(text, at, to));
		at = to + 1;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *paths[] = { "tests/library/sample.yml" };
	struct options given = { .command = COMMAND_LSP, .min_severity = SEVERITY_UNSET,
		.no_default_rules = true, .rules = { paths, 1, 1 } };
	struct server s = { .given = &given, .write = take_message };
	struct str text = { (const char *)data + 1, size - 1 };

	if (size == 0)
		return 0;
	server_init(&s);
	if (data[0] == 'l')
		send_lines(&s, text);
	else
		(void)server_take(&s, text);
	rest_a_while(&s);
	(void)server_half(&s);
	server_release(&s);
	return 0;
}
