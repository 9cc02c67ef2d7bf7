/*
 * Any bytes as an expression: it is parsed as what each kind of thing must hold, and
 * where it loads, worked out over a small report. No crash, no leak, no hang; the
 * report keeps its promises (tests/invariants.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rules/rules.h"
#include "tests/invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char report_text[] =
    "# Report\n\nCalls rose by 42% from six to about 40 between 2019/20 and 2022/23.\n"
    "It met on Tuesday 6 June 2023.\n\nTable 1: Calls\n\n"
    "| Service | 2019/20 | 2022/23 | Change | Note |\n| --- | ---: | ---: | ---: | --- |\n"
    "| Calls | 12 | 18 | 50% | more |\n| Visits | 6.3 | (6.2) | - | three of 4(1) |\n"
    "| Letters | 5* | c | N/A | |\n| Total | 23.3 | 900,000,000,000,000,000 | | x |\n\n"
    "## Two\n\nThese two:\n\n- one\n  - inside\n- two\n";

static const char *const eaches[] = {
	"document", "table", "row", "column", "cell", "section", "list", "match",
};

/* the bytes between double quotes of YAML; nothing in them can end the value */
static void
put_quoted(struct buf *b, const uint8_t *data, size_t size)
{
	buf_putc(b, '"');
	for (size_t i = 0; i < size; i++) {
		if (data[i] == '"' || data[i] == '\\')
			buf_putc(b, '\\');
		if (data[i] == '\n')
			buf_puts(b, "\\n");
		else
			buf_putc(b, (char)data[i]);
	}
	buf_puts(b, "\"\n");
}

static void
put_rule(struct buf *b, const char *each, const uint8_t *data, size_t size)
{
	buf_printf(b, "pack: a\nrules:\n  - id: b\n    title: c\n    check: relation\n"
	    "    each: %s\n    message: \"{stated} {computed} {row}\"\n", each);
	if (strcmp(each, "match") == 0)
		buf_puts(b, "    match: '(?<n>\\d+)(?<m> \\w+)?'\n");
	buf_puts(b, "    expect: ");
	put_quoted(b, data, size);
}

static void
ignore(void *ctx, const struct cf_error *err)
{
	(void)ctx;
	if (err->message[0] == '\0')
		abort();
}

static void
check_with(const struct cf_rules *rules)
{
	struct cf_input in = { .path = "input", .bytes = report_text,
		.n = sizeof(report_text) - 1, .format = "markdown" };
	struct cf_options opts = { .keep = ~0u };
	struct cf_report *report = NULL;
	struct cf_error err = { 0 };
	char message[600];

	if (cf_check(&report, rules, &in, &opts, &err) != CF_OK)
		abort();
	if (!report_is_sound(&in, report, message, sizeof(message))) {
		(void)fprintf(stderr, "%s\n", message);
		abort();
	}
	cf_report_free(report);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cf_rules rules;
	struct buf b;

	if (size < 2 || size > 5000)
		return 0;
	buf_init(&b);
	rules_init(&rules.rules);
	put_rule(&b, eaches[data[0] % 8], data + 1, size - 1);
	if (rules_add(&rules.rules, "fuzz.yml", buf_str(&b), ignore, NULL) == CF_OK)
		check_with(&rules);
	rules_release(&rules.rules);
	buf_release(&b);
	return 0;
}
