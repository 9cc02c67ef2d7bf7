/*
 * The trees of the built-in packs, read when the program was built: to read YAML anew takes
 * as long as many a report. freeze/freeze.c writes them; what is given back is what
 * yaml_read() gives of the text.
 */
#ifndef CF_RULES_FROZEN_H
#define CF_RULES_FROZEN_H

#include "rules/yaml.h"

/* One node after the other, each before what is in it, a key before its value. */
struct frozen_node {
	uint8_t kind, style;
	uint16_t column;
	uint32_t line, from, to;
	uint32_t n;		/* of a scalar: its bytes; else how many are in it */
	uint32_t s;		/* where a scalar's text is in `text`, with a NUL behind it */
};

struct frozen_tree {
	const struct frozen_node *node;
	size_t n;
	const char *text;
};

/* in the order of builtin_packs[], of the texts without reasons */
extern const struct frozen_tree frozen_trees[];

/* NULL: memory ran out (m->out_of_memory); the arena's `oom` must be NULL */
const struct node *frozen_read(struct mistakes *m, const struct frozen_tree *f);

#endif
