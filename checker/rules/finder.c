/* The tree of strings, then where to go on when it ends; see finder.h. */
#include "rules/finder.h"

#define MOST_NODES	(UINT16_MAX + 1u)

static uint32_t
node_new(struct word_finder *f, char byte)
{
	if (f->nnodes >= MOST_NODES || !VEC_ROOM(f->arena, f->node, f->nnodes, f->nodecap))
		return 0;
	f->node[f->nnodes] = (struct word_node){ .byte = byte };
	return (uint32_t)f->nnodes++;
}

void
finder_init(struct word_finder *f, struct arena *a)
{
	*f = (struct word_finder){ .arena = a };
	(void)node_new(f, '\0');
}

static uint32_t
child_of(const struct word_finder *f, uint32_t node, char byte)
{
	uint32_t c = f->node[node].child;

	while (c != 0 && f->node[c].byte != byte)
		c = f->node[c].sibling;
	return c;
}

uint32_t
finder_add(struct word_finder *f, struct str s)
{
	uint32_t at = 0;

	if (f->nnodes == 0 || s.n == 0)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		uint32_t c = i == 0 ? f->root[(unsigned char)s.p[0]] : child_of(f, at, s.p[i]);

		if (c == 0) {
			c = node_new(f, s.p[i]);
			if (c == 0)
				return 0;
			f->node[c].sibling = f->node[at].child;
			f->node[at].child = (uint16_t)c;
			if (at == 0)
				f->root[(unsigned char)s.p[0]] = (uint16_t)c;
		}
		at = c;
	}
	if (f->node[at].word == 0)
		f->node[at].word = (uint16_t)++f->nwords;
	return f->node[at].word;
}

/* a class for each byte that occurs; capitals share that of their small letters */
static void
make_classes(struct word_finder *f)
{
	f->nclasses = 1;
	for (size_t i = 1; i < f->nnodes; i++) {
		uint8_t *class = &f->class[(unsigned char)f->node[i].byte];

		if (*class == 0)
			*class = (uint8_t)f->nclasses++;	/* ASCII: less than 128 */
	}
	for (int c = 'A'; c <= 'Z'; c++)
		f->class[c] = f->class[c + ('a' - 'A')];
}

/* the row of one node, when those of all shorter strings are made */
static void
make_row(struct word_finder *f, uint32_t at)
{
	struct word_node *node = &f->node[at];
	uint16_t *row = f->next + at * f->nclasses;

	if (at != 0) {
		const uint16_t *shorter = f->next + node->fail * f->nclasses;

		memcpy(row, shorter, f->nclasses * sizeof(*row));
		node->up = f->node[node->fail].hit;
		node->hit = node->word != 0 ? (uint16_t)at : node->up;
	}
	for (uint32_t c = node->child; c != 0; c = f->node[c].sibling) {
		uint8_t class = f->class[(unsigned char)f->node[c].byte];

		f->node[c].fail = at == 0 ? 0 : row[class];
		row[class] = (uint16_t)c;
	}
}

bool
finder_make(struct word_finder *f)
{
	uint32_t *queue;
	size_t n = 1;

	if (f->nnodes == 0)
		return false;
	make_classes(f);
	queue = arena_array(f->arena, f->nnodes, uint32_t);
	f->next = arena_calloc(f->arena, f->nnodes * f->nclasses, sizeof(*f->next),
	    alignof(uint16_t));
	if (queue == NULL || f->next == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {	/* by length, from queue[0], node 0 */
		make_row(f, queue[i]);
		for (uint32_t c = f->node[queue[i]].child; c != 0; c = f->node[c].sibling)
			queue[n++] = c;
	}
	f->made = true;
	return true;
}
