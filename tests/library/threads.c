/*
 * threads REPORT...: many threads check all reports at once with the same rules, some load
 * rules of their own meanwhile, and each must come to what one thread alone came to. Run
 * under the thread sanitizer by `make tsan`.
 */
#include <crossfoot.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS	8
#define ROUNDS	3
#define MOST	64

struct report_file {
	struct cf_input in;
	char *bytes;
	char *want;	/* what one thread came to */
};

static struct report_file files[MOST];
static size_t nfiles;
static struct cf_rules *shared;

/* all that was found, as a text */
static char *
listing(const struct cf_report *report)
{
	char *out = NULL;
	size_t size;
	FILE *f = open_memstream(&out, &size);

	if (f == NULL)
		return NULL;
	for (size_t i = 0; i < cf_report_size(report); i++) {
		const struct cf_relation *r = cf_report_get(report, i);

		fprintf(f, "%zu-%zu %d %s %s %s\n", r->place.from, r->place.to, (int)r->verdict,
		    r->rule, r->fingerprint, r->message);
	}
	fclose(f);
	return out;
}

static char *
check(const struct cf_rules *rules, const struct report_file *file)
{
	struct cf_options opts = { .keep = ~0u };
	struct cf_report *report = NULL;
	struct cf_error err;
	char *out;

	if (cf_check(&report, rules, &file->in, &opts, &err) != CF_OK)
		return NULL;
	out = listing(report);
	cf_report_free(report);
	return out;
}

static void *
work(void *arg)
{
	size_t which = *(const size_t *)arg;
	struct cf_rules *own = NULL;
	char *bad = NULL;

	if (which % 4 == 0 && cf_rules_load(&own, NULL, 0, true, NULL, NULL) != CF_OK)
		return files[0].want;
	for (size_t i = 0; i < ROUNDS * nfiles && bad == NULL; i++) {
		const struct report_file *file = &files[(i + which) % nfiles];
		char *got = check(own != NULL ? own : shared, file);

		if (got == NULL || strcmp(got, file->want) != 0)
			bad = file->want;
		free(got);
	}
	cf_rules_free(own);
	return bad;
}

static int
read_report(const char *path)
{
	struct report_file *file = &files[nfiles];
	FILE *f = fopen(path, "rb");

	file->bytes = malloc(1 << 20);
	if (f == NULL || file->bytes == NULL || nfiles == MOST - 1)
		return 0;
	file->in.path = path;
	file->in.bytes = file->bytes;
	file->in.n = fread(file->bytes, 1, 1 << 20, f);
	fclose(f);
	nfiles++;
	return 1;
}

int
main(int argc, char **argv)
{
	pthread_t thread[THREADS];
	size_t number[THREADS];
	struct cf_rules *first;
	int status = 0;

	for (int i = 1; i < argc; i++)
		if (!read_report(argv[i]))
			return 2;
	/* what one thread comes to, with rules that no other one sees */
	if (nfiles == 0 || cf_rules_load(&first, NULL, 0, true, NULL, NULL) != CF_OK ||
	    cf_rules_load(&shared, NULL, 0, true, NULL, NULL) != CF_OK)
		return 2;
	for (size_t i = 0; i < nfiles; i++) {
		files[i].want = check(first, &files[i]);
		if (files[i].want == NULL)
			return 2;
	}
	for (size_t i = 0; i < THREADS; i++) {
		number[i] = i;
		if (pthread_create(&thread[i], NULL, work, &number[i]) != 0)
			return 2;
	}
	for (size_t i = 0; i < THREADS; i++) {
		void *bad = NULL;

		if (pthread_join(thread[i], &bad) != 0 || bad != NULL) {
			fprintf(stderr, "thread %zu came to something else than\n%.400s", i,
			    bad == NULL ? "" : (const char *)bad);
			status = 1;
		}
	}
	for (size_t i = 0; i < nfiles; i++) {
		free(files[i].want);
		free(files[i].bytes);
	}
	cf_rules_free(first);
	cf_rules_free(shared);
	return status;
}
