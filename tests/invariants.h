/*
 * What must be true of every report, whatever was checked. Used by the case
 * runner and the fuzzers; knows the public interface only.
 */
#ifndef CF_TESTS_INVARIANTS_H
#define CF_TESTS_INVARIANTS_H

#include "crossfoot.h"

/* true when the report keeps every promise; else *message says which it broke */
bool report_is_sound(const struct cf_input *in, const struct cf_report *report, char *message,
    size_t n);

#endif
