/* Filling in an error; see status.h. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

enum cf_status
error_set(struct cf_error *err, enum cf_status st, const char *path, size_t line, size_t column,
    const char *fmt, ...)
{
	va_list ap;

	if (err == NULL)
		return st;
	*err = (struct cf_error){ .status = st, .line = line, .column = column };
	(void)snprintf(err->path, sizeof(err->path), "%s", path == NULL ? "" : path);
	va_start(ap, fmt);
	(void)vsnprintf(err->message, sizeof(err->message), fmt, ap);
	va_end(ap);
	return st;
}
