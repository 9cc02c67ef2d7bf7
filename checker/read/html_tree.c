/* Parsing and walking HTML; see html_tree.h. */
#include "read/html_tree.h"

static void *
take(void *arena, size_t size)
{
	return arena_alloc(arena, size, alignof(max_align_t));
}

/* all of it goes with the arena */
static void
give_back(void *arena, void *p)
{
	(void)arena;
	(void)p;
}

const GumboNode *
html_parse(struct arena *a, struct str html)
{
	GumboOptions options = kGumboDefaultOptions;

	options.allocator = take;
	options.deallocator = give_back;
	options.userdata = a;
	options.tab_stop = 1;
	options.max_errors = 0;
	return gumbo_parse_with_options(&options, html.p, html.n)->root;
}

static void
push(struct html_walk *w, const GumboNode *n)
{
	if (VEC_ROOM(w->arena, w->frame, w->depth, w->cap))
		w->frame[w->depth++] = (struct html_frame){ .node = n };
}

void
html_walk_begin(struct html_walk *w, struct arena *a, const GumboNode *root)
{
	*w = (struct html_walk){ .arena = a };
	push(w, root);
}

const GumboNode *
html_walk_next(struct html_walk *w)
{
	struct html_frame *f = &w->frame[w->depth - 1];
	const GumboVector *children = &f->node->v.element.children;
	const GumboNode *n;

	w->leaving = f->next >= children->length;
	if (w->leaving) {
		n = f->node;
		w->depth--;
		return w->depth == 0 ? NULL : n;
	}
	n = children->data[f->next++];
	if (html_is_element(n))
		push(w, n);
	return n;
}

void
html_walk_skip(struct html_walk *w)
{
	w->depth--;
}

const GumboNode *
html_after(const GumboNode *n, unsigned *depth, bool inside)
{
	if (inside && n->v.element.children.length > 0) {
		(*depth)++;
		return n->v.element.children.data[0];
	}
	for (; *depth > 0; (*depth)--) {
		const GumboVector *v = &n->parent->v.element.children;

		if (n->index_within_parent + 1 < v->length)
			return v->data[n->index_within_parent + 1];
		n = n->parent;
	}
	return NULL;
}

struct str
html_style(struct str style, struct str property)
{
	size_t from = 0, to;

	for (; from < style.n; from = to + 1) {
		const char *colon;
		struct str one;

		for (to = from; to < style.n && style.p[to] != ';';)
			to++;
		one = str_sub(style, from, to);
		colon = one.n == 0 ? NULL : memchr(one.p, ':', one.n);
		if (colon != NULL && str_eq_folded(str_trim(str_sub(one, 0,
		    (size_t)(colon - one.p))), property))
			return str_trim(str_sub(one, (size_t)(colon - one.p) + 1, one.n));
	}
	return CF_S("");
}

bool
html_style_bold(const GumboNode *n)
{
	const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, "style");
	struct str weight = a == NULL ? CF_S("") : html_style(str_of(a->value), CF_S("font-weight"));

	return str_starts_folded(weight, CF_S("bold")) || (weight.n >= 3 && weight.p[0] >= '6' &&
	    weight.p[0] <= '9' && weight.p[1] == '0' && weight.p[2] == '0');
}

unsigned
html_span_attribute(const GumboNode *n, const char *name, unsigned most)
{
	const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, name);
	unsigned v = 0;

	if (a == NULL)
		return 1;
	for (const char *p = a->value; ch_digit(*p) && v <= most; p++)
		v = v * 10 + (unsigned)(*p - '0');
	return v < 1 ? 1 : v > most ? most : v;
}
