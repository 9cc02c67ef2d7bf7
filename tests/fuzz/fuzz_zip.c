/* Any bytes as a file, whatever it is called: the zip layer above all. The document is sound. */
#include "tests/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_and_inspect(NULL, data, size);
	return 0;
}
