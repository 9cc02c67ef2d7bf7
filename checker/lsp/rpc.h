/*
 * JSON-RPC 2.0 as the language server protocol has it: one object a message, which
 * asks (a method and an id), tells (a method alone) or answers (an id alone).
 */
#ifndef CF_LSP_RPC_H
#define CF_LSP_RPC_H

#include "base/buf.h"
#include "tree.h"

enum rpc_error {
	RPC_PARSE_ERROR = -32700,
	RPC_INVALID_REQUEST = -32600,
	RPC_METHOD_NOT_FOUND = -32601,
	RPC_INVALID_PARAMS = -32602,
	RPC_INTERNAL_ERROR = -32603,
	RPC_NOT_INITIALIZED = -32002,
	RPC_REQUEST_CANCELLED = -32800,
	RPC_CONTENT_MODIFIED = -32801,
	RPC_SERVER_CANCELLED = -32802,
	RPC_NONE = 0
};

enum message_kind { MESSAGE_REQUEST, MESSAGE_NOTIFICATION, MESSAGE_RESPONSE };

/* What came in; all points into `json`, which rpc_release() frees. */
struct message {
	cJSON *json;
	enum message_kind kind;
	const char *method;	/* NULL in an answer */
	const cJSON *id;	/* NULL when there is none */
	const cJSON *params;	/* an object or a list, or NULL */
	bool cancelled;
};

/* Why a request has no result. */
struct failure {
	enum rpc_error code;
	const char *why;	/* a literal */
};

/* read a message; RPC_NONE, or what is wrong with it, then *why is a literal and the id is
 * set when it could be read. To be released either way */
enum rpc_error rpc_read(struct message *m, struct str text, const char **why);
void rpc_release(struct message *m);
bool rpc_same_id(const cJSON *a, const cJSON *b);

/* each takes the result or params over; NULL when memory ran out */
cJSON *rpc_result(struct tree *t, const cJSON *id, cJSON *result);
cJSON *rpc_failure(struct tree *t, const cJSON *id, const struct failure *f);
cJSON *rpc_notification(struct tree *t, const char *method, cJSON *params);
cJSON *rpc_request(struct tree *t, size_t id, const char *method, cJSON *params);

/* what stands under a key, or under keys one inside the other, "a.b.c"; NULL: nothing */
const cJSON *rpc_at(const cJSON *object, const char *path);
/* the same when it is a text, else NULL; a flag; a whole number that is not negative */
const char *rpc_text(const cJSON *object, const char *path);
bool rpc_flag(const cJSON *object, const char *path);
bool rpc_number(const cJSON *object, const char *path, size_t *out);

#endif
