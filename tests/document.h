/*
 * What must be true of every document, whatever was read: for the fuzzers of the
 * readers. Looks inside the library.
 */
#ifndef CF_TESTS_DOCUMENT_H
#define CF_TESTS_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

/* read the bytes as that format; ends the program when the document is unsound */
void read_and_inspect(const char *format, const uint8_t *data, size_t size);

struct doc;

/* the same of a document that was read: it must not have failed */
void inspect_document(const struct doc *d);

#endif
