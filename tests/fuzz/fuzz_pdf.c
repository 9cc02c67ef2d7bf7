/*
 * Any bytes as what pdftotext and, after a form feed, pdftocairo write: the document is
 * sound. (That they are run in a fence is for tests/bad.sh.)
 */
#include <stdlib.h>

#include "read/pdf.h"
#include "read/read.h"
#include "tests/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str
draw(void *ctx, uint32_t first, uint32_t last)
{
	(void)first;
	(void)last;
	return *(const struct str *)ctx;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a copy that ends where the input ends, so that reading past it is seen */
	char *bytes = malloc(size > 0 ? size : 1), *part;
	struct str words, lines = CF_S("");
	struct pdf p = { .draw = draw, .ctx = &lines };
	struct source source = { .path = "input" };
	struct cf_error err = { 0 };
	struct arena arena;
	struct doc doc;

	if (bytes == NULL)
		abort();
	memcpy(bytes, data, size);
	part = memchr(bytes, '\f', size);
	words = (struct str){ bytes, part == NULL ? size : (size_t)(part - bytes) };
	if (part != NULL)
		lines = (struct str){ part + 1, size - words.n - 1 };
	arena_init(&arena, 1u << 30);
	doc_init(&doc, &arena, &source, "pdf");
	if (pdf_derive(&doc, &p, words, &err) == CF_OK && !doc.failed) {
		doc_outline(&doc);
		inspect_document(&doc);
	}
	arena_release(&arena);
	free(bytes);
	return 0;
}
