/*
 * Any bytes as a report, written in every format, its name too: the first byte says how the
 * report is read, the next eight are its name. What is JSON can be read again, all is good
 * UTF-8, and the page and the XML hold no control characters.
 */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/utf8.h"
#include "rules/rules.h"
#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct cf_rules *rules;

static void
broken(const char *format, const char *what, const char *text)
{
	(void)fprintf(stderr, "%s: %s\n%s\n", format, what, text);
	abort();
}

static void
look_at(enum write_format format, const char *text, size_t n)
{
	const char *name = write_format_name(format);
	struct str s = { text, n };
	cJSON *json;

	/* what a person reads has the name as it is, for a shell to take it */
	if (utf8_check(s) != n && format != WRITE_TEXT && format != WRITE_CONCISE)
		broken(name, "not UTF-8", text);
	for (size_t i = 0; i < n && (format == WRITE_HTML || format == WRITE_JUNIT); i++)
		if ((unsigned char)text[i] < 0x20 && text[i] != '\n' && text[i] != '\t')
			broken(name, "a control character", text + i);
	if (format != WRITE_JSON && format != WRITE_SARIF && format != WRITE_GITLAB &&
	    format != WRITE_RDJSON)
		return;
	json = cJSON_ParseWithOpts(text, NULL, 1);
	if (json == NULL)
		broken(name, "no JSON", text);
	cJSON_Delete(json);
}

static void
write_as(enum write_format format, const struct cf_report *rep, bool summary)
{
	struct write_options opts = { .format = format, .rules = &rules->rules, .summary = summary,
		.group = true, .show = summary ? ~0u : 0 };
	struct cf_error err = { .message = "bad\xFF", .path = "\xC3", .line = 1, .column = 1 };
	struct writer w;
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	if (f == NULL)
		abort();
	writer_init(&w, f, &opts);
	writer_report(&w, rep);
	writer_failure(&w, &err);
	writer_pass_over(&w, "a\xFF.pdf", "pdf");
	writer_report(&w, rep);
	if (!writer_finish(&w) || fclose(f) != 0)
		abort();
	look_at(format, text, n);
	free(text);
}

static void
check_as(const char *format, const char *name, const uint8_t *data, size_t size)
{
	char *bytes = malloc(size > 0 ? size : 1);
	struct cf_input in = { .path = name, .bytes = bytes, .n = size, .format = format };
	struct cf_options opts = { .keep = ~0u, .tables = true };
	struct cf_report *report = NULL;

	if (bytes == NULL)
		abort();
	memcpy(bytes, data, size);
	if (cf_check(&report, rules, &in, &opts, NULL) == CF_OK)
		for (unsigned i = 0; i < WRITE_FORMATS; i++)
			for (unsigned k = 0; k < 2; k++)
				write_as((enum write_format)i, report, k == 1);
	cf_report_free(report);
	free(bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const formats[] = { "markdown", "tsv", "csv", NULL };
	char name[9] = "";

	if (rules == NULL && rules_load(&rules, NULL, 0, LOAD_DEFAULTS | LOAD_REASONS, NULL, NULL) !=
	    CF_OK)
		abort();
	if (size < 9)
		return 0;
	memcpy(name, data + 1, 8);
	check_as(formats[data[0] % 4], name, data + 9, size - 9);
	return 0;
}
