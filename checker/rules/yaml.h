/*
 * A rule file as a tree of scalars, lists and maps that know where they stand.
 * Only the plain part of YAML is taken: no anchors, aliases or tags, one
 * document, no key twice, limited depth. Types are the walker's business: every
 * scalar is text here.
 */
#ifndef CF_RULES_YAML_H
#define CF_RULES_YAML_H

#include "rules/mistake.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };
enum node_style { STYLE_PLAIN, STYLE_SINGLE, STYLE_DOUBLE, STYLE_LITERAL, STYLE_FOLDED };

struct node {
	enum node_kind kind;
	enum node_style style;	/* of a scalar */
	bool bad;		/* it, or something in it, has been refused already */
	bool alias;		/* stands for something else, and is refused */
	struct span at;
	struct pos pos;		/* of at.from */
	struct str s;		/* of a scalar */
	const struct node *key;	/* of a value in a map, a scalar */
	struct node *first, *last, *next;
	size_t n;		/* how many are in it */
};

/*
 * Read m->source. NULL when it is not YAML at all, nested too deeply, empty (which is a
 * mistake only in a rule file), or memory ran out (m->out_of_memory); the arena's `oom` must be NULL.
 */
const struct node *yaml_read(struct mistakes *m);

/* the value of a key, or NULL; of a key given twice, the first */
const struct node *node_get(const struct node *map, struct str key);
/* bytes [from, to) of a scalar's text in the source; all of it when that cannot be told */
struct span node_part(const struct source *src, const struct node *n, size_t from, size_t to);
/* where to point at a value: its key when nothing is there */
struct span node_place(const struct node *n);

#endif
