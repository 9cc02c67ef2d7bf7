/*
 * The same report written another way must be judged the same: with CRLF line
 * ends, with blank lines in front, without the last line end.
 */
#ifndef CF_TESTS_VARIANTS_H
#define CF_TESTS_VARIANTS_H

#include "crossfoot.h"

/* true when every variant ends as `report` did; else *message says what differs */
bool variants_agree(const struct cf_rules *rules, const struct cf_input *in,
    const struct cf_report *report, char *message, size_t n);

#endif
