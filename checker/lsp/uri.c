/* Names of files as editors write them; see documents.h. */
#include <stdlib.h>

#include "lsp/documents.h"

/* "%41" at p as a byte, or -1; NUL has no place in a path */
static int
escaped_byte(const char *p)
{
	int high = p[0] == '%' ? ch_hex(p[1]) : -1;
	int low = high < 0 ? -1 : ch_hex(p[2]);

	return low < 0 || high * 16 + low == 0 ? -1 : high * 16 + low;
}

char *
uri_path(const char *uri)
{
	size_t n = strlen(uri), k = 0;
	char *path = malloc(n + 1);
	const char *from = uri;

	if (path == NULL)
		return NULL;
	if (strncmp(uri, "file://", 7) == 0 && strchr(uri + 7, '/') != NULL)
		from = strchr(uri + 7, '/');
	while (*from != '\0') {
		int byte = from == uri ? -1 : escaped_byte(from);

		if (from == uri) {	/* no file: as it is */
			memcpy(path, uri, n + 1);
			return path;
		}
		path[k++] = byte < 0 ? *from : (char)byte;
		from += byte < 0 ? 1 : 3;
	}
	path[k] = '\0';
	return path;
}

void
uri_of_path(struct buf *b, const char *path)
{
	buf_puts(b, "file://");
	for (; *path != '\0'; path++) {
		if (ch_alpha(*path) || ch_digit(*path) || strchr("/-_.~", *path) != NULL)
			buf_putc(b, *path);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)*path);
	}
}
