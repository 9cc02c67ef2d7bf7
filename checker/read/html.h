/*
 * What the files of the HTML reader share: one piece of HTML, a whole page or a
 * region inside Markdown, while it is read. Gumbo gives the tree and, for each
 * word, the pointer into the source it came from; the words themselves are read
 * from the source again, so that every byte keeps its place.
 */
#ifndef CF_READ_HTML_H
#define CF_READ_HTML_H

#include "read/flow.h"
#include "read/html_tree.h"

/* What is left out on purpose, said once for each kind. */
struct html_left_out {
	uint32_t n;
	struct span first;
};

struct html {
	struct doc *d;
	struct str src;
	uint32_t from;
	struct str bytes;		/* the HTML */
	bool quoted;			/* its lines begin with "> " */
	bool page;			/* a whole page */
	bool has_main, main_has_title;	/* of a page: it says which part is the text; an <h1> in it */
	struct arena scratch;
	uint32_t *until;		/* per column: rows above this one are taken */
	size_t cells;			/* of all grids made here */
	struct html_left_out hidden, struck, furniture;
	/* the <figure> met last, when it holds one table and a <figcaption> */
	const GumboNode *figure_table, *figcaption;
};

/* the place of a piece that gumbo points to; [0, 0) when it is not in the source */
struct span html_span(const struct html *h, GumboStringPiece piece);
/* of an element, from its tag to its end tag, or to that of the last element inside it */
struct span html_element_span(const struct html *h, const GumboNode *n);

/* ---- html_words.c */

void html_flow_begin(const struct html *h, struct flow *f);
/* the words of a text node */
void html_add_words(const struct html *h, struct flow *f, const GumboNode *n);
/* the same with its blanks and line ends, as <pre> shows them */
void html_add_verbatim(const struct html *h, struct flow *f, const GumboNode *n);
/* an element begins or ends: what that does to the words */
void html_add_tag(const struct html *h, struct flow *f, const GumboNode *n, bool leaving);
/* the words of one cell or caption, without those of tables inside it */
struct text html_words_of(struct html *h, const GumboNode *root, bool *bold);

/* ---- html_table.c */

/* a table that holds data becomes a block; one without a word of its own does not */
void html_table(struct html *h, const GumboNode *table);

/* ---- html_layout.c */

/* does this table only say where on the page its contents stand? */
bool html_is_layout(struct html *h, const GumboNode *table);

/* ---- html_seen.c */

enum html_seen {
	HTML_READ,
	HTML_MACHINE,		/* not text at all: <script>, <head>, form fields */
	HTML_HIDDEN,		/* text that is not shown */
	HTML_STRUCK,		/* deleted text */
	HTML_FURNITURE		/* menus, header and footer of the site: in whole pages only */
};

/* does a person read what is inside this element as part of the report? */
enum html_seen html_seen(const struct html *h, const GumboNode *n);
/* html_seen() is not HTML_READ: it is left out, and counted when it has words */
bool html_leave_out(struct html *h, const GumboNode *n);
/* what was left out becomes skips */
void html_say_left_out(struct html *h);
/* has it a letter or a digit in it, tables and all? */
bool html_has_words(const struct html *h, const GumboNode *n);
/* look for the part of the page that is its text */
void html_find_main(struct html *h, const GumboNode *root);

/* ---- html_page.c */

void read_html(struct doc *d);
/* does it say that it is a page: "<!doctype html>", "<html>"? */
bool html_is_page(struct str bytes);
/* does it begin with a tag, and hold about as many as it has lines? */
bool html_is_fragment(struct str bytes);

#endif
