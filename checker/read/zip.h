/*
 * A zip archive in memory, part by part. The names in it are only compared, never used as
 * paths; nothing is written anywhere. What all parts come to when they are taken out, and
 * how much larger than packed one may be, is bounded.
 */
#ifndef CF_READ_ZIP_H
#define CF_READ_ZIP_H

#include "base/status.h"

struct zip;

bool zip_is(struct str bytes);

/* NULL: *err says why, with `path` */
struct zip *zip_open(struct str bytes, const char *path, struct cf_error *err);
void zip_close(struct zip *z);	/* NULL is fine */

/* is there such a part? Case does not matter, as in OPC */
bool zip_has(struct zip *z, struct str name);

/*
 * Begin to take out a part: CF_OK; CF_EINPUT when there is none, it is encrypted or not
 * packed in a known way. Only one at a time.
 */
enum cf_status zip_begin(struct zip *z, struct str name, struct cf_error *err);
/* up to `room` bytes of it; *n == 0: all of it was given. CF_EINPUT: broken; CF_ELIMIT */
enum cf_status zip_more(struct zip *z, void *to, size_t room, size_t *n, struct cf_error *err);
void zip_end(struct zip *z);

#endif
