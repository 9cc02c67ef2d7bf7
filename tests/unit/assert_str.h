/* A struct str as a string; include it behind cmocka.h. */
#ifndef CF_TESTS_UNIT_ASSERT_STR_H
#define CF_TESTS_UNIT_ASSERT_STR_H

#include <stdio.h>

#include "base/str.h"

static inline void
assert_str(struct str s, const char *want)
{
	char got[512];

	(void)snprintf(got, sizeof(got), "%.*s", (int)s.n, s.p);
	assert_string_equal(got, want);
}

#endif
