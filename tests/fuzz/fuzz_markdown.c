/* Any bytes as Markdown: the document that comes of it is sound. */
#include "tests/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_and_inspect("markdown", data, size);
	return 0;
}
