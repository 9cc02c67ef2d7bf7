/*
 * Any bytes as a report, checked with rules for references, fields and names: the
 * checks that read running text for more than figures. What comes out keeps the
 * promises of tests/invariants.h.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/rules.h"
#include "tests/invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char yaml[] =
    "pack: fuzz\n"
    "rules:\n"
    "  - id: dated\n"
    "    title: t\n"
    "    check: reference\n"
    "    define: ['(?<key>\\w+)\\.', '\\((?<sub>\\w+)\\)', 'Of (?<date>.*)']\n"
    "    refer: '(?:No|of) (?<keys>[^A-Z]+)(?: of (?<date>.*))?'\n"
    "    scope-by: date\n"
    "    report: [undefined, duplicate, gap, order, unused]\n"
    "    message: '{key} {kind} {first} {missing} {previous} {date}'\n"
    "  - id: parts\n"
    "    title: t\n"
    "    check: reference\n"
    "    define: '(?<key>\\w)(?<sub>.*?):'\n"
    "    refer: '(?<keys>[^.]*)'\n"
    "    scope-by: section\n"
    "    report: [undefined, duplicate, gap, order, unused]\n"
    "    message: '{key} {kind} {first} {missing} {previous} {date}'\n"
    "  - id: sheet\n"
    "    title: t\n"
    "    check: require\n"
    "    if: /^[A-M]/\n"
    "    fields: [/a/, Tel, { label: /b/, form: /\\d/, when: { /c/: /./ } }]\n"
    "    message: '{field} {kind} {value}'\n"
    "  - id: fields\n"
    "    title: t\n"
    "    check: require\n"
    "    fields: [/a/, { label: /e/, one-of: [/o/] }]\n"
    "    message: '{field} {kind} {value}'\n"
    "  - id: names\n"
    "    title: t\n"
    "    check: variant\n"
    "    names: [[the, and a], [\"o'\", of]]\n"
    "    near: true\n"
    "    message: '{right} {times} {others}'\n";

static struct cf_rules rules;

static void
broken(void *ctx, const struct cf_error *err)
{
	(void)ctx;
	(void)fprintf(stderr, "%s\n", err->message);
	abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a copy that ends where the input ends, so that reading past it is seen */
	char *bytes = malloc(size > 0 ? size : 1), message[600];
	struct cf_input in = { .path = "input", .bytes = bytes, .n = size, .format = "markdown" };
	struct cf_options opts = { .keep = ~0u };
	struct cf_report *report = NULL;
	struct cf_error err = { 0 };

	if (bytes == NULL)
		abort();
	if (rules.rules.n == 0) {
		rules_init(&rules.rules);
		if (rules_add(&rules.rules, "fuzz.yml", str_of(yaml), broken, NULL) != CF_OK)
			abort();
	}
	memcpy(bytes, data, size);
	if (cf_check(&report, &rules, &in, &opts, &err) == CF_OK &&
	    !report_is_sound(&in, report, message, sizeof(message))) {
		(void)fprintf(stderr, "%s\n", message);
		abort();
	}
	cf_report_free(report);
	free(bytes);
	return 0;
}
