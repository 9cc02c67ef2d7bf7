/*
 * "We failed": returned as a status, with one error that says what and where.
 * (That a report is wrong is a finding, which is data and never a status.)
 */
#ifndef CF_BASE_STATUS_H
#define CF_BASE_STATUS_H

#include "base/str.h"
#include "crossfoot.h"

/* fill *err (may be NULL) and return st, so that `return error_set(...)` reads well */
enum cf_status error_set(struct cf_error *err, enum cf_status st, const char *path,
    size_t line, size_t column, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

#endif
