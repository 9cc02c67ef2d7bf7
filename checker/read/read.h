/*
 * From the bytes of one input to a document: a reader is chosen by what each
 * one bids on the file's name and first bytes, fills the document, and the
 * outline is made.
 */
#ifndef CF_READ_READ_H
#define CF_READ_READ_H

#include "doc/doc.h"

/*
 * From any input to a document: what has lines becomes *src as it is and goes to
 * read_document(); of a file without lines (a zip of Word or OpenDocument, ...) the reader
 * derives the text that *src then is. By content, or as in->format says. CF_EINPUT, with the
 * reason, for what is not read; *doc and *src may only be used after CF_OK.
 */
enum cf_status read_any(struct doc *doc, struct arena *a, struct source *src,
    const struct cf_input *in, struct cf_error *err);

/*
 * `format` names a reader ("markdown", "tsv", "csv", "html"); NULL: the highest bid.
 * The document lives in `a`, whose `oom` is not used here. CF_EINPUT when no
 * reader fits, CF_ENOMEM, or CF_ELIMIT with the limit named; *doc may only be
 * used after CF_OK.
 */
enum cf_status read_document(struct doc *doc, struct arena *a, struct source *src,
    const char *format, struct cf_error *err);

/* CF_EINPUT when the bytes are those of a known format that no reader takes, such as
 * PDF; asked before anything else, since such bytes are not text */
enum cf_status read_refuses(const char *path, struct str bytes, struct cf_error *err);

/* does the name have the ending of a format that is read? */
bool read_knows_name(struct str path);
/* all these endings: "*.md, *.markdown, ..." */
struct str read_endings(struct arena *a);
/* the ending, in small letters, of a name that reports have in formats that are not
 * read: "pdf"; NULL: no report by its name, or one that is read */
const char *read_other_ending(struct str path);

#endif
