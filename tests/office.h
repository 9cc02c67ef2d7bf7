/*
 * DOCX, ODT, XLSX and ODS files for tests, made of the XML of their parts: the text of a case
 * is the body of the main part; a line "== NAME" begins another one. What every such file
 * has around it (roots with their namespaces, content types, relationships, the zip) is put
 * there. See tests/README.md.
 */
#ifndef CF_TESTS_OFFICE_H
#define CF_TESTS_OFFICE_H

#include <stdbool.h>
#include <stddef.h>

bool office_is_format(const char *format);

/* the file, for free(); NULL when memory ran out */
char *office_file(const char *format, const char *text, size_t n, size_t *size);

/* a zip archive of parts as they are, nothing is packed */
struct office_part {
	const char *name;
	const char *bytes;
	size_t n;
};
char *office_zip(const struct office_part *parts, size_t nparts, size_t *size);

#endif
