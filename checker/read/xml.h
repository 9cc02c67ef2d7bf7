/*
 * XML parts of a zip archive, streamed through expat. A reader names the elements it
 * knows; all others are passed through, as if they were not there. A DOCTYPE, and with it
 * every entity of the file's own, is refused.
 */
#ifndef CF_READ_XML_H
#define CF_READ_XML_H

#include "read/zip.h"

/* "w:p" with the prefix that xml.c has for its namespace, and a number above 0 */
struct xml_word {
	const char *name;
	unsigned id;
};

struct xml_reader {
	const struct xml_word *words;	/* at most XML_WORDS */
	size_t nwords;
	/* an element begins; false: leave it out with all that is in it */
	bool (*open)(void *ctx, unsigned id, const char *const *attrs);
	void (*close)(void *ctx, unsigned id);	/* of one that open() took */
	void (*text)(void *ctx, struct str s);	/* a piece of the text of any element taken */
	void *ctx;
	const bool *failed;		/* becomes true: stop; may be NULL */
};

#define XML_WORDS 160u

/* the attribute with this local name, or NULL */
const char *xml_attr(const char *const *attrs, const char *name);
/* the same as a number; `otherwise` when there is none, or it is no number */
long xml_number(const char *const *attrs, const char *name, long otherwise);
/* "1", "true", "on"; without a value `otherwise`; false for anything else */
bool xml_true(const char *value, bool otherwise);

/* Read one part. CF_OK also when *failed stopped it. */
enum cf_status xml_read(struct zip *z, const char *path, struct str part,
    const struct xml_reader *r, struct cf_error *err);

#endif
