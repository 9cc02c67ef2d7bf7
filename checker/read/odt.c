#include "read/office.h"

enum cf_status
read_odt(struct doc *d, struct package *k, struct str main, struct cf_error *err)
{
	(void)d;
	(void)main;
	return error_set(err, CF_EINPUT, k->path, 0, 0, "is not read yet");
}
