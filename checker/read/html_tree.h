/*
 * A gumbo tree: parsed into an arena, so that it goes as a whole whatever
 * happens, and walked without recursion.
 */
#ifndef CF_READ_HTML_TREE_H
#define CF_READ_HTML_TREE_H

#include <gumbo.h>

#include "base/arena.h"
#include "doc/source.h"

/* The arena's `oom` must be set: gumbo does not look at what malloc gives it. */
const GumboNode *html_parse(struct arena *a, struct str html);

struct html_frame {
	const GumboNode *node;
	unsigned next;		/* child to visit next */
};

/* Visits a node's descendants; each element when it begins and when it ends. */
struct html_walk {
	struct arena *arena;
	struct html_frame *frame;
	size_t depth, cap;
	bool leaving;		/* the node just returned ends here */
};

void html_walk_begin(struct html_walk *w, struct arena *a, const GumboNode *root);
/* NULL after the last */
const GumboNode *html_walk_next(struct html_walk *w);
/* the element just entered is left without visiting what is inside it */
void html_walk_skip(struct html_walk *w);

/* The node after n below the one where it began (*depth 0), without a stack: first what is
 * inside n, if `inside`, which must be an element then; NULL: that was all. */
const GumboNode *html_after(const GumboNode *n, unsigned *depth, bool inside);

static inline bool
html_is_element(const GumboNode *n)
{
	return n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE;
}

static inline bool
html_is(const GumboNode *n, GumboTag tag)
{
	return html_is_element(n) && n->v.element.tag == tag;
}

/* the value of a property (lower case) in a style attribute: "display: none"; "" if not there */
struct str html_style(struct str style, struct str property);
/* does a style attribute make it bold? */
bool html_style_bold(const GumboNode *n);
/* a whole number in an attribute, cut to [1, most]; 1 when there is none */
unsigned html_span_attribute(const GumboNode *n, const char *name, unsigned most);

#endif
