/*
 * Any bytes as a baseline: no crash, no leak; it is refused with a place, or taken, and what is
 * written of it is read again as the same.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "baseline.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_same(const struct baseline_entry *a, const struct baseline_entry *b)
{
	return strcmp(a->path, b->path) == 0 && strcmp(a->rule, b->rule) == 0 &&
	    strcmp(a->fingerprint, b->fingerprint) == 0;
}

/* in order, and each once but for those that stood there twice */
static void
check_again(const struct baseline *b, struct arena *a)
{
	struct baseline again = { .arena = a, .path = "again" };
	struct cf_error err;
	char *p = NULL;
	size_t n = 0, k = 0;
	FILE *f = open_memstream(&p, &n);

	check_that(f != NULL);
	baseline_print(f, b);
	check_that(fclose(f) == 0);
	check_that(baseline_take(&again, (struct str){ p, n }, &err));
	for (size_t i = 0; i < b->n; i++) {
		check_that(i == 0 || strcmp(b->entry[i - 1].path, b->entry[i].path) <= 0);
		if (i > 0 && is_same(&b->entry[i - 1], &b->entry[i]))
			continue;
		check_that(k < again.n && is_same(&again.entry[k], &b->entry[i]));
		k++;
	}
	check_that(k == again.n);
	free(p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cf_error err = { .status = CF_OK };
	struct baseline b = { .path = "fuzz.baseline" };
	struct arena a;

	arena_init(&a, CF_MAX_MEMORY);
	b.arena = &a;
	if (baseline_take(&b, (struct str){ (const char *)data, size }, &err)) {
		check_again(&b, &a);
	} else {
		check_that(err.status == CF_EINPUT && err.line > 0 && err.message[0] != '\0');
		check_that(utf8_check(str_of(err.snippet)) == strlen(err.snippet));
		check_that(err.snippet[0] == '\0' || err.caret <= strlen(err.snippet));
	}
	arena_release(&a);
	return 0;
}
