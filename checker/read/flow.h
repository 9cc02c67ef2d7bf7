/*
 * Words flowing out of markup into one text: the readers push pieces of the
 * source, line breaks, entities and tags in source order; out comes the text
 * with its exact places, and whether all of it is bold. A break becomes one
 * space between two words, none at the ends or beside another space. Digits in
 * <sup> become superscript digits, so that a footnote mark does not fuse with
 * the figure before it.
 */
#ifndef CF_READ_FLOW_H
#define CF_READ_FLOW_H

#include "doc/doc.h"
#include "read/tag.h"

struct flow {
	struct text_builder b;
	struct str src;
	uint32_t from, to;		/* a run of source not yet given to the builder */
	uint32_t gap_from, gap_to;	/* a break not yet written; gap_to 0: none */
	bool line;			/* that break is the end of a line */
	bool wraps;			/* line ends of the source mean nothing: only <br> ends a line */
	uint32_t last;			/* end of the last piece taken */
	char prev;			/* last byte written, 0 at the start */
	unsigned bold, sup, hidden;	/* open elements */
	bool heavy, light;		/* words were bold; were not */
};

void flow_begin(struct flow *f, struct arena *a, struct str src);
/* source bytes [from, to), as they are */
void flow_text(struct flow *f, uint32_t from, uint32_t to);
/* `s` in the place of source bytes [from, to) */
void flow_verbatim(struct flow *f, struct str s, uint32_t from, uint32_t to);
/* the source bytes [from, to) part two words */
void flow_break(struct flow *f, uint32_t from, uint32_t to);
/* a no-break space at [from, to), where the flow wraps: a blank, but between two digits,
 * where it may hold a number together */
void flow_nbsp(struct flow *f, uint32_t from, uint32_t to);
/* "&amp;" at [from, to); one that is not known stays as it is */
void flow_entity(struct flow *f, uint32_t from, uint32_t to);
/* an element opens or closes (closing) with the tag at [from, to) */
void flow_tag(struct flow *f, enum tag_kind kind, bool closing, uint32_t from, uint32_t to);

/* has anything but white space been written? */
static inline bool
flow_any(const struct flow *f)
{
	return f->heavy || f->light;
}

/*
 * The text, trimmed; *bold: all of it is. With no words the text is empty and
 * its span is [at, at). d->failed is set when memory ran out.
 */
struct text flow_end(struct flow *f, struct doc *d, uint32_t at, bool *bold);

/* length of the entity that begins at s.p[at], which is '&'; 0: none does */
size_t entity_length(struct str s, size_t at);

#endif
