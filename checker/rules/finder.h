/*
 * Many strings looked for in one pass over a text, letters of either case (Aho and
 * Corasick, 1975): what the patterns of all rules need, so that a rule searches only
 * the texts that have it.
 */
#ifndef CF_RULES_FINDER_H
#define CF_RULES_FINDER_H

#include "base/map.h"

struct word_finder {
	struct arena *arena;
	uint8_t class[256];	/* of a byte; 0: in none of the strings */
	size_t nclasses;
	uint16_t *next;		/* nodes * nclasses: the node behind each byte */
	uint16_t root[256];	/* the child of node 0 for each byte; 0: none */
	uint16_t *hit;		/* the longest of the strings that end at a node; 0: none */
	uint16_t *up;		/* of a string: the next shorter one that ends where it does; 0: none */
	struct word_node *node;	/* node 0 is the beginning */
	size_t nnodes, nodecap;
	size_t nwords;
	bool made;
};

struct word_node {
	uint16_t child, sibling;	/* 0: none */
	uint16_t word;			/* that ends here, from 1; 0: none */
	uint16_t fail;			/* the longest end of what led here that leads to a node */
	char byte;
};

void finder_init(struct word_finder *f, struct arena *a);
/* the same with all strings of one that is made; false when memory ran out and `oom` is NULL */
bool finder_begin(struct word_finder *f, struct arena *a, const struct word_finder *with);
/* Add a string in small letters; its number, from 1, the same for the same string.
 * 0: there is no more room, or memory ran out and `oom` is NULL. */
uint32_t finder_add(struct word_finder *f, struct str s);
/* when all are added; false when memory ran out and `oom` is NULL */
bool finder_make(struct word_finder *f);

/* the node behind a byte; begin with node 0 */
static inline uint32_t
finder_step(const struct word_finder *f, uint32_t node, uint8_t class)
{
	return f->next[node * f->nclasses + class];
}

/*
 * The nodes behind each of n bytes, given by their classes, from node 0 on. Class 0 leads to
 * node 0, so texts with a 0 between them are gone through at once.
 */
void finder_walk(const struct word_finder *f, const uint8_t *class, size_t n, uint16_t *node);

#endif
