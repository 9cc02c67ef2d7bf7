/*
 * HTML inside Markdown: each <table> becomes a table, colspan and rowspan laid
 * out; a table inside a cell becomes a table of its own after it, and its words
 * are not the outer cell's. Words outside tables become paragraphs.
 */
#ifndef CF_READ_HTML_REGION_H
#define CF_READ_HTML_REGION_H

#include "doc/doc.h"

/* source bytes [from, to), which are HTML; comments are dropped */
void html_blocks(struct doc *d, uint32_t from, uint32_t to);

#endif
