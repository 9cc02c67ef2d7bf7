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

bool
finder_begin(struct word_finder *f, struct arena *a, const struct word_finder *with)
{
	*f = (struct word_finder){ .arena = a, .nwords = with->nwords };
	f->node = arena_array(a, with->nnodes, struct word_node);
	if (f->node == NULL)
		return false;
	memcpy(f->node, with->node, with->nnodes * sizeof(*f->node));
	f->nnodes = f->nodecap = with->nnodes;
	for (uint32_t c = f->node[0].child; c != 0; c = f->node[c].sibling)
		f->root[(unsigned char)f->node[c].byte] = (uint16_t)c;
	return true;
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

/*
 * Number the nodes anew, by the length of what led to them: a text is mostly at short ones,
 * which are close together then. Node 0 stays.
 */
static bool
sort_nodes(struct word_finder *f)
{
	struct word_node *sorted = arena_array(f->arena, f->nnodes, struct word_node);
	size_t n = 1;

	if (sorted == NULL)
		return false;
	sorted[0] = f->node[0];
	for (size_t i = 0; i < n; i++) {
		uint32_t c = sorted[i].child;

		if (c != 0)
			sorted[i].child = (uint16_t)n;
		for (; c != 0; c = f->node[c].sibling, n++) {
			sorted[n] = f->node[c];
			if (sorted[n].sibling != 0)
				sorted[n].sibling = (uint16_t)(n + 1);
		}
	}
	f->node = sorted;
	return true;
}

/* the row of one node, when those of all shorter strings are made */
static void
make_row(struct word_finder *f, uint32_t at)
{
	const struct word_node *node = &f->node[at];
	uint16_t *row = f->next + at * f->nclasses;

	if (at != 0) {
		memcpy(row, f->next + node->fail * f->nclasses, f->nclasses * sizeof(*row));
		f->hit[at] = f->hit[node->fail];
	}
	if (node->word != 0) {
		f->up[node->word] = f->hit[at];
		f->hit[at] = node->word;
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
	if (f->nnodes == 0 || !sort_nodes(f))
		return false;
	make_classes(f);
	f->hit = arena_array(f->arena, f->nnodes, uint16_t);
	f->up = arena_array(f->arena, f->nwords + 1, uint16_t);
	f->next = arena_calloc(f->arena, f->nnodes * f->nclasses, sizeof(*f->next),
	    alignof(uint16_t));
	if (f->hit == NULL || f->up == NULL || f->next == NULL)
		return false;
	for (uint32_t i = 0; i < f->nnodes; i++)
		make_row(f, i);
	f->made = true;
	return true;
}

#define LANES	4	/* a step waits for the memory that the one before it asked for: several
			 * parts of the text, each behind a 0, are gone through side by side */

static void
walk_one(const struct word_finder *f, const uint8_t *class, size_t n, uint32_t at, uint16_t *node)
{
	for (size_t i = 0; i < n; i++)
		node[i] = (uint16_t)(at = finder_step(f, at, class[i]));
}

/* where the parts begin: at a 0, or at the end */
static void
part(const uint8_t *class, size_t n, size_t from[LANES + 1])
{
	from[0] = 0;
	from[LANES] = n;
	for (size_t k = 1; k < LANES; k++) {
		size_t i = n / LANES * k;
		const uint8_t *end;

		if (i < from[k - 1])
			i = from[k - 1];
		end = memchr(class + i, 0, n - i);
		from[k] = end == NULL ? n : (size_t)(end - class);
	}
}

/* n bytes of all parts; where each has got to is in `at` */
static void
walk_abreast(const struct word_finder *f, const uint8_t *class, const size_t from[LANES + 1],
    size_t n, uint16_t *node, uint32_t at[LANES])
{
	const uint8_t *a = class + from[0], *b = class + from[1], *c = class + from[2],
	    *d = class + from[3];
	uint16_t *to_a = node + from[0], *to_b = node + from[1], *to_c = node + from[2],
	    *to_d = node + from[3];
	uint32_t at_a = 0, at_b = 0, at_c = 0, at_d = 0;

	for (size_t i = 0; i < n; i++) {
		to_a[i] = (uint16_t)(at_a = finder_step(f, at_a, a[i]));
		to_b[i] = (uint16_t)(at_b = finder_step(f, at_b, b[i]));
		to_c[i] = (uint16_t)(at_c = finder_step(f, at_c, c[i]));
		to_d[i] = (uint16_t)(at_d = finder_step(f, at_d, d[i]));
	}
	at[0] = at_a;
	at[1] = at_b;
	at[2] = at_c;
	at[3] = at_d;
}

void
finder_walk(const struct word_finder *f, const uint8_t *class, size_t n, uint16_t *node)
{
	size_t from[LANES + 1], least = n;
	uint32_t at[LANES];

	if (n == 0)
		return;
	part(class, n, from);
	for (size_t k = 0; k < LANES; k++)
		if (from[k + 1] - from[k] < least)
			least = from[k + 1] - from[k];
	walk_abreast(f, class, from, least, node, at);
	for (size_t k = 0; k < LANES; k++)
		walk_one(f, class + from[k] + least, from[k + 1] - from[k] - least, at[k],
		    node + from[k] + least);
}
