/* Numbers as a spreadsheet shows them: its number formats, in decimal arithmetic. */
#ifndef CF_READ_SHEET_FORMAT_H
#define CF_READ_SHEET_FORMAT_H

#include "base/str.h"

#define SHEET_ROOM 400u

/* the format that has this number in every file, or NULL */
const char *sheet_builtin_format(long id);

/* is it a whole number that may be a year, shown as it is? */
bool sheet_is_year(struct str value);

/*
 * The number `value`, as it stands in the file, in the format `code` ("#,##0.0", "0%",
 * "dd/mm/yyyy"). What is no number, or has no such date, comes as it is. Days count from
 * 1904 when `from_1904`.
 */
struct str sheet_show(const char *code, struct str value, bool from_1904, char out[SHEET_ROOM]);

#endif
