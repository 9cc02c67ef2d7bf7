/* Messages in, messages out: the queue and who does what; see server.h. */
#include "lsp/server.h"

#include <stdlib.h>

#include "base/limits.h"

void
server_init(struct server *s)
{
	frames_init(&s->frames);
	settings_init(s);
}

void
server_release(struct server *s)
{
	for (size_t i = 0; i < s->queued; i++)
		rpc_release(&s->queue[i]);
	free(s->queue);
	documents_release(&s->documents);
	plans_release(s);
	arena_release(&s->settings);
	frames_release(&s->frames);
	free(s->root);
}

/* ---- out */

void
server_send(struct server *s, struct tree *t, cJSON *json)
{
	char *text = t->failed || json == NULL ? NULL : cJSON_PrintUnformatted(json);
	struct buf out;

	cJSON_Delete(json);
	t->failed |= text == NULL;
	if (text == NULL)
		return;
	buf_init(&out);
	frame_write(&out, str_of(text));
	if (!out.failed)
		s->write(s->ctx, buf_str(&out));
	t->failed |= out.failed;
	buf_release(&out);
	cJSON_free(text);
}

static void
send_failure(struct server *s, const cJSON *id, enum rpc_error code, const char *why)
{
	struct failure f = { code, why };
	struct tree t = { false };

	server_send(s, &t, rpc_failure(&t, id, &f));
}

void
server_tell(struct server *s, enum message_type type, const char *text)
{
	struct tree t = { false };
	cJSON *params = cJSON_CreateObject();

	tree_number(&t, params, "type", (size_t)type);
	tree_string(&t, params, "message", text);
	server_send(s, &t, rpc_notification(&t, type == TELL_LOG ? "window/logMessage" :
	    "window/showMessage", params));
}

void
server_put_error(struct buf *b, const struct cf_error *err)
{
	buf_puts(b, err->path[0] == '\0' ? "crossfoot" : err->path);
	if (err->line > 0)
		buf_printf(b, ":%zu:%zu", err->line, err->column);
	buf_printf(b, ": %s", err->message);
	if (err->help[0] != '\0')
		buf_printf(b, " (%s)", err->help);
	buf_put(b, (struct str){ "", 1 });
}

void
server_tell_error(struct server *s, const struct cf_error *err)
{
	struct buf b;

	buf_init(&b);
	server_put_error(&b, err);
	if (!b.failed)
		server_tell(s, TELL_ERROR, b.p);
	buf_release(&b);
}

/* ---- who does what */

struct request_row {
	const char *method;
	request_fn *fn;
	bool of_text;	/* what it says is about the text as it is, and soon stale */
};

static const struct request_row requests[] = {
	{ "textDocument/diagnostic", request_diagnostic, true },
	{ "textDocument/codeAction", request_actions, true },
	{ "textDocument/hover", request_hover, true },
	{ "textDocument/codeLens", request_lenses, true },
};

struct notification_row {
	const char *method;
	notification_fn *fn;
};

static void
note_initialized(struct server *s, const cJSON *params)
{
	(void)params;
	if (s->registers_settings || s->registers_files)
		settings_watch(s);
	if (s->configuration)
		settings_ask(s);
}

static const struct notification_row notifications[] = {
	{ "initialized", note_initialized },
	{ "textDocument/didOpen", note_opened },
	{ "textDocument/didChange", note_changed },
	{ "textDocument/didClose", note_closed },
	{ "textDocument/didSave", note_saved },
	{ "workspace/didChangeConfiguration", note_settings },
	{ "workspace/didChangeWatchedFiles", note_files },
};

static void
notify(struct server *s, const struct message *m)
{
	if (strcmp(m->method, "exit") == 0) {
		s->orderly = s->phase == PHASE_SHUT_DOWN;
		s->phase = PHASE_OVER;
		return;
	}
	if (s->phase != PHASE_RUNNING)
		return;
	for (size_t i = 0; i < sizeof(notifications) / sizeof(notifications[0]); i++)
		if (strcmp(m->method, notifications[i].method) == 0)
			notifications[i].fn(s, m->params);
}

/* does an edit of the same document wait behind message i? */
static bool
is_outdated(const struct server *s, size_t i)
{
	const char *uri = rpc_text(s->queue[i].params, "textDocument.uri"), *other;

	for (i++; uri != NULL && i < s->queued; i++) {
		const struct message *m = &s->queue[i];

		if (m->kind != MESSAGE_NOTIFICATION || m->method == NULL ||
		    strcmp(m->method, "textDocument/didChange") != 0)
			continue;
		other = rpc_text(m->params, "textDocument.uri");
		if (other != NULL && strcmp(uri, other) == 0)
			return true;
	}
	return false;
}

static cJSON *
request_shutdown(struct server *s)
{
	s->phase = PHASE_SHUT_DOWN;
	return cJSON_CreateNull();
}

/* the result of a request, or NULL with f->code set */
static cJSON *
result_of(struct server *s, struct tree *t, size_t i, struct failure *f)
{
	const struct message *m = &s->queue[i];
	bool first = strcmp(m->method, "initialize") == 0;

	*f = (struct failure){ RPC_INVALID_REQUEST, "the server has been shut down" };
	if (s->phase == PHASE_SHUT_DOWN || s->phase == PHASE_OVER)
		return NULL;
	*f = (struct failure){ RPC_NOT_INITIALIZED, "\"initialize\" comes first" };
	if (s->phase == PHASE_NEW && !first)
		return NULL;
	*f = (struct failure){ RPC_INVALID_REQUEST, "\"initialize\" comes only once" };
	if (s->phase != PHASE_NEW && first)
		return NULL;
	*f = (struct failure){ RPC_REQUEST_CANCELLED, "cancelled" };
	if (m->cancelled)
		return NULL;
	*f = (struct failure){ RPC_NONE, "" };
	if (first)
		return request_initialize(s, t, m->params, f);
	if (strcmp(m->method, "shutdown") == 0)
		return request_shutdown(s);
	for (size_t k = 0; k < sizeof(requests) / sizeof(requests[0]); k++) {
		if (strcmp(m->method, requests[k].method) != 0)
			continue;
		*f = (struct failure){ k == 0 ? RPC_SERVER_CANCELLED : RPC_CONTENT_MODIFIED,
			"the text has been edited since" };
		if (requests[k].of_text && is_outdated(s, i))
			return NULL;
		*f = (struct failure){ RPC_NONE, "" };
		return requests[k].fn(s, t, m->params, f);
	}
	*f = (struct failure){ RPC_METHOD_NOT_FOUND, "the server has no such method" };
	return NULL;
}

static void
answer(struct server *s, size_t i)
{
	struct tree t = { false };
	struct failure f;
	cJSON *result = result_of(s, &t, i, &f);
	const cJSON *id = s->queue[i].id;

	if (f.code != RPC_NONE) {
		cJSON_Delete(result);
		send_failure(s, id, f.code, f.why);
		return;
	}
	if (result != NULL && !t.failed)
		server_send(s, &t, rpc_result(&t, id, result));
	else
		cJSON_Delete(result);
	if (result == NULL || t.failed)
		send_failure(s, id, RPC_INTERNAL_ERROR, "out of memory");
}

/* an answer to a request of our own */
static void
take_answer(struct server *s, const struct message *m)
{
	size_t id;

	if (s->settings_asked == 0 || !rpc_number(m->json, "id", &id) || id != s->settings_asked)
		return;
	s->settings_asked = 0;
	settings_apply(s, cJSON_GetArrayItem(rpc_at(m->json, "result"), 0));
}

void
server_work(struct server *s)
{
	for (s->done = 0; s->done < s->queued; s->done++) {
		struct message *m = &s->queue[s->done];

		if (s->phase == PHASE_OVER)
			;	/* nobody listens */
		else if (m->kind == MESSAGE_REQUEST)
			answer(s, s->done);
		else if (m->kind == MESSAGE_NOTIFICATION)
			notify(s, m);
		else
			take_answer(s, m);
		rpc_release(m);
	}
	s->queued = s->done = 0;
}

/* ---- in */

/* a request that is still in the queue need not be done */
static void
cancel(struct server *s, const struct message *m)
{
	const cJSON *id = rpc_at(m->params, "id");

	for (size_t i = 0; i < s->queued; i++)
		if (s->queue[i].kind == MESSAGE_REQUEST && rpc_same_id(s->queue[i].id, id))
			s->queue[i].cancelled = true;
}

static bool
room_in_queue(struct server *s)
{
	size_t cap = s->queuecap == 0 ? 32 : s->queuecap * 2;
	struct message *p;

	if (s->queued < s->queuecap)
		return true;
	p = realloc(s->queue, cap * sizeof(*p));
	if (p == NULL)
		return false;
	s->queue = p;
	s->queuecap = cap;
	return true;
}

static void
enqueue(struct server *s, struct str text)
{
	struct message m;
	const char *why;
	enum rpc_error code = rpc_read(&m, text, &why);

	if (code == RPC_NONE && !room_in_queue(s)) {
		code = RPC_INTERNAL_ERROR;
		why = "out of memory";
	}
	if (code != RPC_NONE) {
		server_work(s);	/* answers keep the order of what they answer */
		/* what only tells is not answered, not even when it is wrong */
		if (code != RPC_INVALID_PARAMS || m.kind == MESSAGE_REQUEST)
			send_failure(s, m.id, code, why);
		rpc_release(&m);
	} else if (m.method != NULL && strcmp(m.method, "$/cancelRequest") == 0) {
		cancel(s, &m);
		rpc_release(&m);
	} else {
		s->queue[s->queued++] = m;
		if (s->queued >= CF_MAX_QUEUE)
			server_work(s);
	}
}

bool
server_take(struct server *s, struct str bytes)
{
	struct str message;
	const char *why;

	if (!frames_put(&s->frames, bytes)) {
		send_failure(s, NULL, RPC_INTERNAL_ERROR, "out of memory");
		return false;
	}
	for (;;) {
		switch (frames_next(&s->frames, &message, &why)) {
		case FRAME_MORE:
			return true;
		case FRAME_MESSAGE:
			enqueue(s, message);
			break;
		case FRAME_BAD:
			server_work(s);
			send_failure(s, NULL, RPC_PARSE_ERROR, why);
			if (s->phase == PHASE_RUNNING)
				server_tell(s, TELL_ERROR, why);
			break;
		case FRAME_LOST:
			server_work(s);
			send_failure(s, NULL, RPC_PARSE_ERROR, why);
			s->lost = why;
			return false;
		}
	}
}

const char *
server_half(const struct server *s)
{
	if (s->lost != NULL)
		return s->lost;
	return frames_is_half(&s->frames) ? "the input ends within a message" : NULL;
}

bool
server_check_next(struct server *s)
{
	if (s->phase != PHASE_RUNNING || s->pulls)
		return false;
	for (size_t i = s->documents.n; i > 0; i--) {
		struct document *d = s->documents.item[i - 1];

		if (d->published)
			continue;
		check_document(s, d);
		publish(s, d);
		return true;
	}
	return false;
}

struct document *
document_of(struct server *s, const cJSON *params, struct failure *f)
{
	const char *uri = rpc_text(params, "textDocument.uri");
	struct document *d = uri == NULL ? NULL : documents_find(&s->documents, uri);

	if (d == NULL) {
		*f = (struct failure){ RPC_INVALID_PARAMS, uri == NULL ?
			"textDocument.uri is missing" : "this document is not open" };
		return NULL;
	}
	check_document(s, d);
	return d;
}
