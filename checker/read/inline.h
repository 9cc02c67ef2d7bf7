/*
 * The markup inside one cell or one piece of HTML: tags, entities, and as much
 * of Markdown as the place allows. Gives the words with their exact places.
 */
#ifndef CF_READ_INLINE_H
#define CF_READ_INLINE_H

#include "read/flow.h"

enum inline_markup {
	INLINE_HTML,		/* tags and entities */
	INLINE_CELL,		/* and \*, **bold**, __bold__: a cell of tab-separated text */
	INLINE_MARKDOWN		/* and *stress*, `code`, [links](to): a pipe table */
};

/* push source bytes [from, to) into the flow */
void inline_add(struct flow *f, uint32_t from, uint32_t to, enum inline_markup markup);

/* all of [from, to) as one text; d->failed is set when memory ran out */
struct text inline_read(struct doc *d, uint32_t from, uint32_t to, enum inline_markup markup,
    bool *bold);

#endif
