/* Building JSON with cJSON; see object.h. */
#include "write/object.h"

void
object_put(struct writer *w, cJSON *object, const char *key, cJSON *item)
{
	if (!cJSON_AddItemToObjectCS(object, key, item)) {
		cJSON_Delete(item);
		w->failed = true;
	}
}

void
object_push(struct writer *w, cJSON *array, cJSON *item)
{
	if (!cJSON_AddItemToArray(array, item)) {
		cJSON_Delete(item);
		w->failed = true;
	}
}

void
object_number(struct writer *w, cJSON *object, const char *key, size_t n)
{
	char digits[24];

	/* as it is: a number would be printed as a double, and read again to compare */
	(void)snprintf(digits, sizeof(digits), "%zu", n);
	object_put(w, object, key, cJSON_CreateRaw(digits));
}

const char *
object_utf8(struct writer *w, const char *s)
{
	const char *good = write_utf8(&w->scratch, s);

	w->failed |= good[0] == '\0' && s[0] != '\0';
	return good;
}

void
object_string(struct writer *w, cJSON *object, const char *key, const char *s)
{
	object_put(w, object, key, cJSON_CreateStringReference(s));
}

void
object_maybe(struct writer *w, cJSON *object, const char *key, const char *s)
{
	object_put(w, object, key, s == NULL || s[0] == '\0' ? cJSON_CreateNull() :
	    cJSON_CreateStringReference(s));
}

void
object_strings(struct writer *w, cJSON *object, const char *key, const char *const *list, size_t n)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < n; i++)
		object_push(w, array, cJSON_CreateStringReference(list[i]));
	object_put(w, object, key, array);
}

void
object_print(struct writer *w, struct buf *b, cJSON *o)
{
	char *s = cJSON_PrintUnformatted(o);

	if (s == NULL)
		w->failed = true;
	else
		buf_puts(b, s);
	cJSON_free(s);
	cJSON_Delete(o);
}

void
object_element(struct writer *w, struct buf *b, bool first, cJSON *o)
{
	buf_puts(b, first ? "\n  " : ",\n  ");
	object_print(w, b, o);
}

cJSON *
object_inside(struct writer *w, cJSON *object, const char *key)
{
	cJSON *item = cJSON_CreateObject();

	object_put(w, object, key, item);
	return w->failed ? NULL : item;
}

cJSON *
object_list(struct writer *w, cJSON *object, const char *key)
{
	cJSON *item = cJSON_CreateArray();

	object_put(w, object, key, item);
	return w->failed ? NULL : item;
}
