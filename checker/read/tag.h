/*
 * One HTML tag in a text that need not be HTML: where it ends and what it means
 * to the words around it. "<5" and "<name of school>" are not tags.
 */
#ifndef CF_READ_TAG_H
#define CF_READ_TAG_H

#include <gumbo.h>

#include "base/str.h"

enum tag_kind {
	TAG_UNKNOWN,	/* the name is no element's: words in angle brackets */
	TAG_PLAIN,	/* <i>, <a href=...>, <span>: goes, the words stay */
	TAG_BOLD,	/* <b>, <strong> */
	TAG_SUP,	/* <sup> */
	TAG_BREAK,	/* <br>, <p>, <td>: parts the words on its two sides */
	TAG_HIDDEN,	/* <script>, <style>: what is inside is not text */
	TAG_COMMENT	/* <!-- ... -->, <!doctype ...>, <?xml ...?> */
};

struct tag {
	struct str name;	/* as written, without "/" */
	enum tag_kind kind;
	bool closing;
	size_t end;		/* one past the ">" */
	unsigned attributes;
};

/*
 * The tag that begins at s.p[at], which is '<'; false when none does. An open
 * quote inside the tag does not swallow the text: the tag then ends at its
 * first '>'. Linear over all calls on one text when the caller stops asking
 * once there is no '>' ahead.
 */
bool tag_scan(struct str s, size_t at, struct tag *tag);

enum tag_kind tag_kind_of(GumboTag tag);

bool tag_find(GumboTag tag, const GumboTag *list, size_t n);
#define TAG_IN(tag, list) tag_find((tag), (list), sizeof(list) / sizeof((list)[0]))

/* does the tag at s.p[at] ('<') begin with this name (lower case, maybe with "/")? */
bool tag_is(struct str s, size_t at, struct str name);

/* one past the comment ("<!--") that begins at s.p[at]; s.n when it never ends */
size_t tag_comment_end(struct str s, size_t at);

#endif
