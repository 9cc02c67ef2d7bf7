/* Any bytes as a whole HTML page: the document is sound. */
#include "tests/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_and_inspect("html", data, size);
	return 0;
}
