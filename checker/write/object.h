/*
 * JSON for the writers: objects are built with cJSON, printed and freed one by one,
 * so that only text is kept. cJSON functions that get NULL do nothing, so one look at
 * w->failed at the end is enough.
 */
#ifndef CF_WRITE_OBJECT_H
#define CF_WRITE_OBJECT_H

#include <cjson/cJSON.h>

#include "write/write.h"

/* these take `item` over */
void object_put(struct writer *w, cJSON *object, const char *key, cJSON *item);
void object_push(struct writer *w, cJSON *array, cJSON *item);
void object_number(struct writer *w, cJSON *object, const char *key, size_t n);
/* what is no UTF-8 is replaced; see write_utf8() */
const char *object_utf8(struct writer *w, const char *s);
/* the string itself must outlive the object */
void object_string(struct writer *w, cJSON *object, const char *key, const char *s);
/* the same; null when there is none */
void object_maybe(struct writer *w, cJSON *object, const char *key, const char *s);
void object_strings(struct writer *w, cJSON *object, const char *key, const char *const *list,
    size_t n);
/* an object inside another one; NULL when memory ran out */
cJSON *object_inside(struct writer *w, cJSON *object, const char *key);
cJSON *object_list(struct writer *w, cJSON *object, const char *key);
/* print an object and free it */
void object_print(struct writer *w, struct buf *b, cJSON *o);
/* one more element of an array, on a line of its own */
void object_element(struct writer *w, struct buf *b, bool first, cJSON *o);

#endif
