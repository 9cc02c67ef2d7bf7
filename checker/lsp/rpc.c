/* Reading and building JSON-RPC messages; see rpc.h. */
#include "lsp/rpc.h"

#include "base/utf8.h"

/* ---- reading */

/* the code unit of "\uXXXX" at p, or -1 */
static long
escape_at(const char *p, size_t n)
{
	long unit = 0;

	if (n < 6 || p[0] != '\\' || p[1] != 'u')
		return -1;
	for (size_t i = 2; i < 6; i++) {
		int digit = ch_hex(p[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

static void
put_unit(char *escape, const char *digits)
{
	for (size_t i = 0; i < 4; i++)
		escape[2 + i] = digits[i];
}

/*
 * A text may hold what cJSON cannot take: NUL, at which it would end, and half a pair
 * of surrogates, for which all of the message would be refused. Others of the same
 * width take their place, so that places in the text stay as they are.
 */
static void
mend_escapes(char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		long unit = p[i] == '\\' ? escape_at(p + i, n - i) : -1;
		long next = unit >= 0 ? escape_at(p + i + 6, n - i - 6) : -1;

		if (unit < 0) {
			i += p[i] == '\\';	/* what is escaped begins no escape */
			continue;
		}
		if (unit == 0) {
			put_unit(p + i, "001a");
		} else if (unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
			i += 6;
		} else if (unit >= 0xD800 && unit < 0xE000) {
			put_unit(p + i, "fffd");
		}
		i += 5;
	}
}

static bool
is_id(const cJSON *id)
{
	return id == NULL || cJSON_IsString(id) || cJSON_IsNumber(id) || cJSON_IsNull(id);
}

static enum rpc_error
read_envelope(struct message *m, const char **why)
{
	const char *version = rpc_text(m->json, "jsonrpc");
	const cJSON *method = cJSON_GetObjectItemCaseSensitive(m->json, "method");
	const cJSON *id = cJSON_GetObjectItemCaseSensitive(m->json, "id");

	*why = !cJSON_IsObject(m->json) ? "a message is one object" :
	    !is_id(id) ? "an id is a text or a number" :
	    version == NULL || strcmp(version, "2.0") != 0 ? "jsonrpc must be \"2.0\"" :
	    method != NULL && !cJSON_IsString(method) ? "method must be a text" :
	    method == NULL && id == NULL ? "there is no method" : NULL;
	if (is_id(id))
		m->id = id;
	if (*why != NULL)
		return RPC_INVALID_REQUEST;
	m->params = cJSON_GetObjectItemCaseSensitive(m->json, "params");
	if (method == NULL) {
		m->kind = MESSAGE_RESPONSE;
		return RPC_NONE;
	}
	m->kind = id == NULL ? MESSAGE_NOTIFICATION : MESSAGE_REQUEST;
	m->method = method->valuestring;
	*why = "params must be an object or a list";
	return m->params == NULL || cJSON_IsObject(m->params) || cJSON_IsArray(m->params) ||
	    cJSON_IsNull(m->params) ? RPC_NONE : RPC_INVALID_PARAMS;
}

static bool
is_blank(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!ch_space(p[i]))
			return false;
	return true;
}

enum rpc_error
rpc_read(struct message *m, struct str text, const char **why)
{
	const char *end = NULL;
	struct buf copy;

	*m = (struct message){ .kind = MESSAGE_NOTIFICATION };
	buf_init(&copy);
	buf_put(&copy, text);
	*why = "out of memory";
	if (copy.failed) {
		buf_release(&copy);
		return RPC_INTERNAL_ERROR;
	}
	*why = "this is no JSON";
	if (text.n > 0 && utf8_check(text) == text.n) {
		mend_escapes(copy.p, copy.n);
		m->json = cJSON_ParseWithLengthOpts(copy.p, copy.n, &end, false);
		if (m->json != NULL && !is_blank(end, copy.n - (size_t)(end - copy.p))) {
			cJSON_Delete(m->json);
			m->json = NULL;
		}
	}
	buf_release(&copy);
	return m->json == NULL ? RPC_PARSE_ERROR : read_envelope(m, why);
}

void
rpc_release(struct message *m)
{
	cJSON_Delete(m->json);
	*m = (struct message){ 0 };
}

bool
rpc_same_id(const cJSON *a, const cJSON *b)
{
	return a != NULL && b != NULL && cJSON_Compare(a, b, true);
}

/* ---- building */

static cJSON *
envelope(struct tree *t, const cJSON *id)
{
	cJSON *o = cJSON_CreateObject();

	tree_string(t, o, "jsonrpc", "2.0");
	if (id != NULL)
		(void)tree_put(t, o, "id", cJSON_Duplicate(id, true));
	return o;
}

cJSON *
rpc_result(struct tree *t, const cJSON *id, cJSON *result)
{
	cJSON *o = envelope(t, id);

	(void)tree_put(t, o, "result", result);
	return o;
}

cJSON *
rpc_failure(struct tree *t, const cJSON *id, const struct failure *f)
{
	cJSON *o = envelope(t, id), *error = cJSON_CreateObject(), *data;

	if (id == NULL)
		(void)tree_put(t, o, "id", cJSON_CreateNull());
	(void)tree_put(t, error, "code", cJSON_CreateNumber(f->code));
	tree_string(t, error, "message", f->why);
	if (f->code == RPC_SERVER_CANCELLED) {
		data = tree_put(t, error, "data", cJSON_CreateObject());
		tree_flag(t, data, "retriggerRequest", true);
	}
	(void)tree_put(t, o, "error", error);
	return o;
}

cJSON *
rpc_notification(struct tree *t, const char *method, cJSON *params)
{
	cJSON *o = envelope(t, NULL);

	tree_string(t, o, "method", method);
	(void)tree_put(t, o, "params", params);
	return o;
}

cJSON *
rpc_request(struct tree *t, size_t id, const char *method, cJSON *params)
{
	cJSON *o = envelope(t, NULL);

	tree_number(t, o, "id", id);
	tree_string(t, o, "method", method);
	if (params != NULL)
		(void)tree_put(t, o, "params", params);
	return o;
}

/* ---- looking into what came */

const cJSON *
rpc_at(const cJSON *object, const char *path)
{
	char key[64];

	while (object != NULL && path[0] != '\0') {
		size_t n = strcspn(path, ".");

		if (!cJSON_IsObject(object) || n >= sizeof(key))
			return NULL;
		memcpy(key, path, n);
		key[n] = '\0';
		object = cJSON_GetObjectItemCaseSensitive(object, key);
		path += n + (path[n] == '.');
	}
	return object;
}

const char *
rpc_text(const cJSON *object, const char *path)
{
	const cJSON *found = rpc_at(object, path);

	return cJSON_IsString(found) ? found->valuestring : NULL;
}

bool
rpc_flag(const cJSON *object, const char *path)
{
	return cJSON_IsTrue(rpc_at(object, path)) != 0;
}

bool
rpc_number(const cJSON *object, const char *path, size_t *out)
{
	const cJSON *found = rpc_at(object, path);

	if (!cJSON_IsNumber(found) || !(found->valuedouble >= 0))
		return false;
	*out = found->valuedouble > (double)UINT32_MAX ? UINT32_MAX : (size_t)found->valuedouble;
	return true;
}
