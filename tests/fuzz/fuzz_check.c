/*
 * Any bytes as a report, checked with the built-in rules: the first byte says in
 * which format. Whatever comes out keeps the promises of tests/invariants.h; what
 * is refused is refused with a message.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/invariants.h"
#include "tests/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct cf_rules *rules;

static void
broken(void *ctx, const struct cf_error *err)
{
	(void)ctx;
	(void)fprintf(stderr, "%s: %s\n", err->path, err->message);
	abort();
}

static void
check_as(const char *format, const uint8_t *data, size_t size)
{
	/* a copy that ends where the input ends, so that reading past it is seen */
	char *bytes = malloc(size > 0 ? size : 1), message[600];
	struct cf_input in = { .path = "input", .bytes = bytes, .n = size, .format = format };
	struct cf_options opts = { .keep = ~0u };
	struct cf_report *report = NULL;
	struct cf_error err = { 0 };
	enum cf_status st;

	if (bytes == NULL)
		abort();
	memcpy(bytes, data, size);
	if (format != NULL && office_is_format(format)) {
		char *file = office_file(format, bytes, size, &in.n);

		free(bytes);
		in.bytes = bytes = file;
	}
	st = cf_check(&report, rules, &in, &opts, &err);
	if ((st == CF_OK) != (report != NULL))
		abort();
	if (st != CF_OK && (err.message[0] == '\0' || err.status != st))
		abort();
	if (st == CF_OK && !report_is_sound(&in, report, message, sizeof(message))) {
		(void)fprintf(stderr, "%s: %s\n", format == NULL ? "any" : format, message);
		abort();
	}
	cf_report_free(report);
	free(bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const formats[] = { "markdown", "html", "tsv", "csv", NULL, "docx",
		"odt", "xlsx", "ods" };

	if (rules == NULL && cf_rules_load(&rules, NULL, 0, true, broken, NULL) != CF_OK)
		abort();
	if (size > 0)
		check_as(formats[data[0] % 9], data + 1, size - 1);
	return 0;
}
