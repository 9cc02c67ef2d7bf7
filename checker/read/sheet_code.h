/*
 * What the parts of sheet_format.c share: the code of a format, "#,##0.00;[Red]-0;;@", is
 * sections of tokens (sheet_code.c), by which a number (sheet_number.c) or a date
 * (sheet_date.c) is shown. Nothing is allocated, and nothing fails: what is shown ends where its
 * room does.
 */
#ifndef CF_READ_SHEET_CODE_H
#define CF_READ_SHEET_CODE_H

#include "read/sheet_decimal.h"
#include "read/sheet_format.h"

/* Part of a code, which it points into. */
struct sheet_section {
	const char *p;
	size_t n;
};

/* What is shown, in SHEET_ROOM bytes. */
struct sheet_out {
	char *p;
	size_t n;
};

/* ---- sheet_code.c */

/* the section of the code that a number takes; *bare: its sign is not shown of itself */
struct sheet_section sheet_section_for(const char *code, const struct sheet_decimal *x, bool *bare);
/* the end of the token that begins at i: a quoted text, a bracket, an escaped or a plain
 * character */
size_t sheet_token_end(const struct sheet_section *s, size_t i);

void sheet_out_put(struct sheet_out *o, struct str s);
void sheet_out_padded(struct sheet_out *o, long value, int width);
/* what a token from..to that is no placeholder shows */
void sheet_out_literal(struct sheet_out *o, const struct sheet_section *s, size_t from, size_t to);

static inline void
sheet_out_char(struct sheet_out *o, char c)
{
	sheet_out_put(o, (struct str){ &c, 1 });
}

/* ---- sheet_number.c: the number is changed */

/* without a format: as many digits as fit into a cell */
void sheet_put_general(struct sheet_out *o, struct sheet_decimal *x);
void sheet_put_number(struct sheet_out *o, const struct sheet_section *s, struct sheet_decimal *x,
    bool bare);

/* ---- sheet_date.c */

bool sheet_is_date(const struct sheet_section *s);
/* false, with nothing shown: there is no such date */
bool sheet_put_date(struct sheet_out *o, const struct sheet_section *s,
    const struct sheet_decimal *x, bool from_1904);

#endif
