/* What fuzzers check: a false one aborts, which is what a fuzzer takes for a find. */
#ifndef CF_TESTS_FUZZ_CHECK_H
#define CF_TESTS_FUZZ_CHECK_H

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "crossfoot.h"

static inline void
check_that(bool holds)
{
	if (!holds)
		abort();
}

/* an error has words, and a caret inside its line when it has a place; *ctx, a size_t, is how many
 * there were */
static inline void
check_error(void *ctx, const struct cf_error *err)
{
	size_t *n = ctx, line = strlen(err->snippet);

	++*n;
	check_that(err->status != CF_OK && err->message[0] != '\0');
	check_that((err->line == 0) == (err->column == 0));
	check_that(line == 0 || (err->caret <= line && err->carets >= 1));
	check_that(line == 0 || err->carets == 1 || err->caret + err->carets <= line);
	check_that(utf8_check(str_of(err->snippet)) == line);
	check_that(utf8_check(str_of(err->message)) == strlen(err->message));
	check_that(utf8_check(str_of(err->help)) == strlen(err->help));
}

#endif
