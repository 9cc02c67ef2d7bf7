/* Rows of numbers in, a tree out; see frozen.h. */
#include "rules/frozen.h"

#include <assert.h>

#include "base/limits.h"

struct thaw {
	const struct frozen_tree *from;
	struct node *node;	/* as many as there are in `from`, in the same order */
	size_t i;
};

static struct node *read_node(struct thaw *t, unsigned depth);

static void
add(struct node *in, const struct node *key, struct node *value)
{
	value->key = key;
	if (in->first == NULL)
		in->first = value;
	else
		in->last->next = value;
	in->last = value;
	in->n++;
}

/* what freeze.c wrote was read within the same depth, so this ends */
static struct node *
read_node(struct thaw *t, unsigned depth)
{
	const struct frozen_node *f = &t->from->node[t->i];
	struct node *n = &t->node[t->i++];

	assert(depth <= CF_MAX_RULE_DEPTH && t->i <= t->from->n);
	*n = (struct node){ .kind = (enum node_kind)f->kind, .style = (enum node_style)f->style,
		.at = { f->from, f->to }, .pos = { f->line, f->column }, .s = CF_S("") };
	if (n->kind == NODE_SCALAR)
		n->s = (struct str){ t->from->text + f->s, f->n };
	for (uint32_t i = 0; i < f->n && n->kind != NODE_SCALAR; i++) {
		const struct node *key = n->kind == NODE_MAP ? read_node(t, depth + 1) : NULL;

		add(n, key, read_node(t, depth + 1));
	}
	return n;
}

const struct node *
frozen_read(struct mistakes *m, const struct frozen_tree *f)
{
	struct thaw t = { .from = f, .node = arena_array(m->arena, f->n, struct node) };

	if (t.node == NULL) {
		m->out_of_memory = true;
		return NULL;
	}
	return read_node(&t, 0);
}
