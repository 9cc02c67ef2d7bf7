/* Any bytes as one table, tab- or comma-separated: the document is sound. */
#include "tests/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 0)
		read_and_inspect(data[0] % 2 == 0 ? "tsv" : "csv", data + 1, size - 1);
	return 0;
}
