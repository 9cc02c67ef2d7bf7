/* Documents by their paths; see bundle.h. */
#include "checks/bundle.h"

size_t
bundle_document(const struct cf_bundle *b, const char *path)
{
	size_t i = 0;

	while (i < b->ndocuments && strcmp(b->path[i], path) != 0)
		i++;
	return i;
}
