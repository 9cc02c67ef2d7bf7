/*
 * What gumbo must not be given: it looks through all open elements for many a
 * tag, and through all attributes of a tag for each of them, so that a small
 * file of the wrong kind would keep it busy for hours.
 */
#ifndef CF_READ_HTML_GUARD_H
#define CF_READ_HTML_GUARD_H

#include "base/str.h"

/* why this HTML is not read, naming the limit (a literal); NULL: it may be */
const char *html_guard(struct str html);

#endif
