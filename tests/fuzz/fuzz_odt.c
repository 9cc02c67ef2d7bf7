/* Any text as the XML of the parts of an OpenDocument text (tests/office.h): the document is sound. */
#include <stdlib.h>

#include "tests/document.h"
#include "tests/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t n;
	char *file = office_file("odt", (const char *)data, size, &n);

	if (file == NULL)
		abort();
	read_and_inspect("odt", (const uint8_t *)file, n);
	free(file);
	return 0;
}
