/*
 * Files of word processors and spreadsheets: zip archives of XML. Which it is, their
 * content says.
 */
#ifndef CF_READ_OFFICE_H
#define CF_READ_OFFICE_H

#include "read/derive.h"
#include "read/opc.h"

/* a zip archive, or what older programs, and newer ones with a password, write */
bool office_is(struct str bytes);
derive_fn read_office;

/* The readers behind it. Each begins to derive, adds the blocks, and ends it. */
typedef enum cf_status office_fn(struct doc *d, struct package *k, struct str main,
    struct cf_error *err);
office_fn read_docx;	/* docx.c */
office_fn read_odt;	/* odt.c */
office_fn read_xlsx;	/* xlsx.c */
office_fn read_ods;	/* ods.c */

#endif
