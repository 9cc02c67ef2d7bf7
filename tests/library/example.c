/*
 * The library at work: load the built-in rules and those of a file, check a report, and say
 * what was found. Built and run by tests/library.sh as a program of somebody else would be:
 *
 *	cc example.c $(pkg-config --cflags --libs crossfoot) -o example
 *	./example report.md house-rules.yml
 */
#include <crossfoot.h>

#include <stdio.h>
#include <stdlib.h>

/* Mistakes in rule files, one after the other; the other rules are loaded all the same. */
static void
tell_mistake(void *ctx, const struct cf_error *err)
{
	FILE *out = ctx;

	fprintf(out, "%s:%zu:%zu: %s\n", err->path, err->line, err->column, err->message);
}

/* All of a file; the bytes must live as long as the report. */
static char *
read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *bytes = NULL;
	long size;

	if (f == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 && fseek(f, 0, SEEK_SET) == 0) {
		bytes = malloc((size_t)size + 1);
		*n = bytes == NULL ? 0 : fread(bytes, 1, (size_t)size, f);
	}
	fclose(f);
	return bytes;
}

static void
tell_finding(const struct cf_report *report, const struct cf_relation *found)
{
	size_t n;
	const char *text = cf_report_text(report, &n);

	printf("%zu:%zu: %s (%s)\n", found->place.line, found->place.column, found->message,
	    found->rule);
	printf("  it stands there: %.*s\n", (int)(found->place.to - found->place.from),
	    text + found->place.from);
	if (found->note[0] != '\0')
		printf("  the sum: %s\n", found->note);
	for (size_t i = 0; i < found->nevidence; i++)
		printf("  %s at line %zu: %s\n", found->evidence[i].role,
		    found->evidence[i].place.line, found->evidence[i].text);
	if (found->suggestion != NULL)
		printf("  could be: %s\n", found->suggestion);
}

int
main(int argc, char **argv)
{
	struct cf_rules *rules;
	struct cf_report *report = NULL;
	struct cf_error err;
	struct cf_input in = { .path = argc > 1 ? argv[1] : "" };
	/* keep what failed; what held is only counted */
	struct cf_options opts = { .keep = 1u << CF_FAILED };
	const char *const *packs = (const char *const *)argv + 2;
	char *bytes = read_file(in.path, &in.n);
	int status = 2;

	in.bytes = bytes;
	if (bytes == NULL || cf_rules_load(&rules, packs, argc > 2 ? (size_t)argc - 2 : 0, true,
	    tell_mistake, stderr) != CF_OK) {
		fprintf(stderr, "the report or the rules cannot be read\n");
		free(bytes);
		return 2;
	}
	if (cf_check(&report, rules, &in, &opts, &err) == CF_OK) {
		for (size_t i = 0; i < cf_report_size(report); i++)
			tell_finding(report, cf_report_get(report, i));
		printf("%zu relations held, %zu failed\n", cf_report_count(report, CF_HELD),
		    cf_report_count(report, CF_FAILED));
		status = cf_report_count(report, CF_FAILED) > 0;
	} else {
		fprintf(stderr, "%s:%zu: %s\n", err.path, err.line, err.message);
	}
	cf_report_free(report);
	cf_rules_free(rules);
	free(bytes);
	return status;
}
