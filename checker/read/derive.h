/*
 * For readers of files without lines. They write the words, in reading order, into one
 * text: a block a line, the cells of a row parted by tabs. It becomes the source that the
 * document's spans point into; beside it, spots (doc/spot.h) say where a person finds each
 * stretch of it in the file.
 *
 *	derive_begin(&v, d);
 *	from = derive_spot(&v, (struct spot){ .kind = SPOT_PAGE, .n = 7, .box = ... });
 *	derive_put(&v, words);
 *	(void)doc_paragraph(d, derive_text(&v, from), false);
 *	derive_line(&v);
 *	return derive_end(&v, err);
 */
#ifndef CF_READ_DERIVE_H
#define CF_READ_DERIVE_H

#include "doc/doc.h"
#include "doc/spot.h"

/*
 * What a reader of such files is. The document is empty, its source has only a path, `oom`
 * is NULL. CF_OK when all of it was derived, or d->failed is set; else an error that says
 * why the file is not read. `format` is what was asked for, or NULL.
 */
typedef enum cf_status derive_fn(struct doc *d, struct str file, const char *format,
    struct cf_error *err);

struct derive {
	struct doc *d;
	struct spots *spots;
	char *p;		/* the text so far: it moves as it grows */
	size_t n, cap;
};

void derive_begin(struct derive *v, struct doc *d);
/* UTF-8; a line end, a tab or another control character becomes a space */
void derive_put(struct derive *v, struct str s);
/* the line is over: at most one line end in a row */
void derive_line(struct derive *v);
/* between two cells of a row */
void derive_tab(struct derive *v);
/* from here on the words are found there; `from` is filled in, and returned */
uint32_t derive_spot(struct derive *v, struct spot spot);
/* the number of a heading, sheet or page label for spots */
uint32_t derive_name(struct derive *v, struct str name);
/* what was put since, without white space at both ends; its bytes are filled in by
 * derive_end(): until then only its span is good */
struct text derive_text(const struct derive *v, uint32_t from);
/* the text becomes d->source, and every text of the document gets its bytes */
enum cf_status derive_end(struct derive *v, struct cf_error *err);

#endif
