/* Saying on stderr what could not be done, and what to do about it. */
#ifndef CF_COMPLAIN_H
#define CF_COMPLAIN_H

#include <stdio.h>

#include "crossfoot.h"

/*
 * "path:line:column: error: message", the source line with carets when the
 * error has one, and its help. Without a path it is the program that speaks.
 */
void complain(FILE *out, const struct cf_error *err);
/* the same, of what is no error */
void complain_note(FILE *out, const struct cf_error *err);

/* the help of an error; returns false, so that `return error_help(...)` reads well */
bool error_help(struct cf_error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
