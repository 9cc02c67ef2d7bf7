/* libyaml's events in, a tree with places out; see yaml.h. */
#include "rules/yaml.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/limits.h"

/* A list or map that is not closed yet. */
struct open {
	struct node *node;
	struct node *key;	/* of a map: waits for its value */
};

struct tree {
	struct mistakes *m;
	yaml_parser_t parser;
	struct node *root;
	struct open open[CF_MAX_RULE_DEPTH];
	size_t depth;
	size_t documents;
	bool stop;		/* the file is refused as a whole */
	/* libyaml counts characters: the last place asked for, in both counts */
	size_t index, byte;
	size_t begin;		/* after the byte order mark */
};

static const char *
kind_of(const struct tree *t)
{
	return t->m->kind == NULL ? "a rule file" : t->m->kind;
}

/* the byte offset of libyaml's character `index` */
static uint32_t
byte_of(struct tree *t, size_t index)
{
	struct str s = t->m->source->bytes;

	while (t->index < index && t->byte < s.n) {
		do
			t->byte++;
		while (t->byte < s.n && ((unsigned char)s.p[t->byte] & 0xC0) == 0x80);
		t->index++;
	}
	while (t->index > index) {
		do
			t->byte--;
		while (((unsigned char)s.p[t->byte] & 0xC0) == 0x80);
		t->index--;
	}
	return (uint32_t)t->byte;
}

static struct span
span_of(struct tree *t, const yaml_event_t *e)
{
	uint32_t from = byte_of(t, e->start_mark.index), to = byte_of(t, e->end_mark.index);

	return (struct span){ from, to < from ? from : to };
}

static void
refuse_key(struct tree *t, struct node *key)
{
	if (key->bad)
		return;
	key->bad = true;
	mistake(t->m, key->at, "a key must be a plain word, not a %s",
	    key->kind == NODE_LIST ? "list" : "map");
	mistake_help(t->m, "put a text that begins with %s in quotes",
	    key->kind == NODE_LIST ? "[" : "{");
}

/* put a node where it belongs: at the root, in a list, as a key or a value */
static void
place_node(struct tree *t, struct node *n)
{
	struct open *top = t->depth == 0 ? NULL : &t->open[t->depth - 1];

	if (top == NULL) {
		t->root = n;
		return;
	}
	if (top->node->kind == NODE_MAP) {
		if (top->key == NULL) {
			if (n->kind != NODE_SCALAR)
				refuse_key(t, n);
			top->node->bad |= n->bad;
			top->key = n;
			return;
		}
		n->key = top->key;
		top->key = NULL;
	}
	if (top->node->first == NULL)
		top->node->first = n;
	else
		top->node->last->next = n;
	top->node->last = n;
	top->node->n++;
}

static int
by_key(const void *a, const void *b)
{
	const struct node *const *x = a, *const *y = b;
	struct str s = (*x)->key->s, r = (*y)->key->s;
	int c = memcmp(s.p, r.p, s.n < r.n ? s.n : r.n);

	if (c != 0)
		return c;
	if (s.n != r.n)
		return s.n < r.n ? -1 : 1;
	return (*x)->key->at.from < (*y)->key->at.from ? -1 : 1;
}

/* libyaml takes a key twice in silence */
static void
check_keys(struct tree *t, struct node *map)
{
	struct node **sorted = arena_array(t->m->arena, map->n, struct node *);
	size_t n = 0, first = 0;

	if (sorted == NULL) {
		t->m->out_of_memory = t->stop = true;
		return;
	}
	for (struct node *v = map->first; v != NULL; v = v->next)
		if (!v->key->bad)
			sorted[n++] = v;
	if (n > 1)
		qsort(sorted, n, sizeof(*sorted), by_key);
	for (size_t i = 1; i < n; i++) {
		const struct node *key = sorted[i]->key;

		if (!str_eq(sorted[first]->key->s, key->s)) {
			first = i;
			continue;
		}
		map->bad = true;
		if (mistake(t->m, key->at, "the key \"%s\" stands here for the second time",
		    shown(t->m, key->s)))
			mistake_help(t->m, "it was given first at line %zu",
			    sorted[first]->key->pos.line);
	}
}

static struct node *
node_new(struct tree *t, enum node_kind kind, struct span at)
{
	struct node *n = arena_new(t->m->arena, struct node);

	if (n == NULL) {
		t->m->out_of_memory = t->stop = true;
		return NULL;
	}
	*n = (struct node){ .kind = kind, .at = at, .s = CF_S("") };
	n->pos = source_pos(t->m->source, at.from);	/* ascending, so this is cheap */
	return n;
}

/* `anchor` and `tag` are NULL when there is none, as mostly */
static void
check_extras(struct tree *t, struct node *n, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct span at = { n->at.from, n->at.from + 1 };

	if (anchor != NULL) {
		n->bad = true;
		mistake(t->m, at, "an anchor (&name) cannot stand in %s", kind_of(t));
		mistake_help(t->m, "put a text that begins with & in quotes");
	}
	if (tag != NULL) {
		n->bad = true;
		mistake(t->m, at, "a tag (!name) cannot stand in %s", kind_of(t));
		mistake_help(t->m, "put a text that begins with ! in quotes");
	}
}

static enum node_style
style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return STYLE_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return STYLE_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
		return STYLE_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return STYLE_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
		break;
	}
	return STYLE_PLAIN;
}

static void
on_scalar(struct tree *t, const yaml_event_t *e)
{
	struct str s = { (const char *)e->data.scalar.value, e->data.scalar.length };
	struct node *n = node_new(t, NODE_SCALAR, span_of(t, e));

	if (n == NULL)
		return;
	n->style = style_of(e->data.scalar.style);
	n->s = arena_str(t->m->arena, s);
	if (n->s.n != s.n) {
		t->m->out_of_memory = t->stop = true;
		return;
	}
	check_extras(t, n, e->data.scalar.anchor, e->data.scalar.tag);
	if (s.n > 0 && memchr(s.p, 0, s.n) != NULL) {
		n->bad = true;
		mistake(t->m, n->at, "a NUL character cannot stand in a text");
	}
	place_node(t, n);
	if (n->bad && t->depth > 0)
		t->open[t->depth - 1].node->bad = true;
}

static void
on_alias(struct tree *t, const yaml_event_t *e)
{
	struct node *n = node_new(t, NODE_SCALAR, span_of(t, e));

	if (n == NULL)
		return;
	n->bad = n->alias = true;
	mistake(t->m, n->at, "an alias (*name) cannot stand in %s", kind_of(t));
	mistake_help(t->m, "put a text that begins with * in quotes");
	place_node(t, n);
	if (t->depth > 0)
		t->open[t->depth - 1].node->bad = true;
}

static void
on_open(struct tree *t, const yaml_event_t *e, enum node_kind kind)
{
	struct node *n;

	if (t->depth == CF_MAX_RULE_DEPTH) {
		mistake(t->m, span_of(t, e), "nested deeper than %u", CF_MAX_RULE_DEPTH);
		mistake_is_limit(t->m);
		t->stop = true;
		return;
	}
	n = node_new(t, kind, span_of(t, e));
	if (n == NULL)
		return;
	if (kind == NODE_MAP)
		check_extras(t, n, e->data.mapping_start.anchor, e->data.mapping_start.tag);
	else
		check_extras(t, n, e->data.sequence_start.anchor, e->data.sequence_start.tag);
	place_node(t, n);
	t->open[t->depth++] = (struct open){ .node = n };
}

static void
on_close(struct tree *t, const yaml_event_t *e)
{
	struct node *n = t->open[--t->depth].node;

	n->at.to = byte_of(t, e->end_mark.index);
	if (n->kind == NODE_MAP)
		check_keys(t, n);
	if (n->bad && t->depth > 0)
		t->open[t->depth - 1].node->bad = true;
}

static void
on_document(struct tree *t, const yaml_event_t *e)
{
	if (t->documents++ == 0)
		return;
	mistake(t->m, span_of(t, e), "a second document begins here");
	if (t->m->kind == NULL)
		mistake_help(t->m, "a rule file holds one pack: put the other in a file of its own");
	t->stop = true;
}

/* false when there is nothing more to read */
static bool
on_event(struct tree *t, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_END_EVENT:
		return false;
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	case YAML_DOCUMENT_START_EVENT:
		on_document(t, e);
		break;
	case YAML_ALIAS_EVENT:
		on_alias(t, e);
		break;
	case YAML_SCALAR_EVENT:
		on_scalar(t, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		on_open(t, e, NODE_LIST);
		break;
	case YAML_MAPPING_START_EVENT:
		on_open(t, e, NODE_MAP);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		on_close(t, e);
		break;
	}
	return !t->stop;
}

/* libyaml is terse: what people usually did when it says so */
static void
explain_syntax(struct tree *t, const char *problem, uint32_t at)
{
	struct str s = t->m->source->bytes;
	char c = at < s.n ? s.p[at] : '\0';

	if (c == '\t')
		mistake_help(t->m, "indent with spaces: YAML takes no tabs here");
	else if (c == '{' && at > 0 && s.p[at - 1] == '$')
		mistake_help(t->m, "put a text with ${...} in quotes when it stands in [ ] or { }");
	else if (strstr(problem, "end of stream") != NULL)
		mistake_help(t->m, "what is opened here is never closed");
	else if (strstr(problem, "escape") != NULL)
		mistake_help(t->m, "write patterns in single quotes: '\\d' keeps its backslash");
	else if (strstr(problem, "mapping values") != NULL)
		mistake_help(t->m, "put a text that begins with { or holds \": \" in quotes");
	else if (strstr(problem, "start any token") != NULL)
		mistake_help(t->m, "put a text that begins with %c in quotes", c);
	else if (strstr(problem, "did not find expected") != NULL)
		mistake_help(t->m, "look at the indent and at the quotes of this line and the "
		    "one before");
}

static void
on_syntax(struct tree *t)
{
	const yaml_parser_t *p = &t->parser;
	const char *problem = p->problem == NULL ? "cannot be read" : p->problem;
	uint32_t at, from;
	size_t line;

	if (p->error == YAML_MEMORY_ERROR) {
		t->m->out_of_memory = true;
		return;
	}
	at = byte_of(t, p->problem_mark.index);
	if (p->error == YAML_READER_ERROR)	/* in bytes, from where libyaml began */
		at = (uint32_t)(t->begin + p->problem_offset);
	from = byte_of(t, p->context_mark.index);
	if (strstr(problem, "end of stream") != NULL)	/* where it began says more */
		at = from;
	line = source_pos(t->m->source, from).line;
	if (p->context == NULL)
		mistake(t->m, (struct span){ at, at + 1 }, "not YAML: %s", problem);
	else if (line == source_pos(t->m->source, at).line)
		mistake(t->m, (struct span){ at, at + 1 }, "not YAML: %s %s", problem, p->context);
	else
		mistake(t->m, (struct span){ at, at + 1 },
		    "not YAML: %s %s that begins at line %zu", problem, p->context, line);
	explain_syntax(t, problem, at);
}

static void
parse(struct tree *t)
{
	yaml_event_t event;
	bool more = true;

	while (more) {
		if (!yaml_parser_parse(&t->parser, &event)) {
			on_syntax(t);
			t->root = NULL;
			return;
		}
		more = on_event(t, &event);
		yaml_event_delete(&event);
	}
}

const struct node *
yaml_read(struct mistakes *m)
{
	struct str s = m->source->bytes;
	struct tree t = { .m = m };

	/* told the encoding, libyaml would count a byte order mark as a column */
	t.byte = t.begin = str_starts(s, CF_S("\xEF\xBB\xBF")) ? 3 : 0;
	if (!yaml_parser_initialize(&t.parser)) {
		m->out_of_memory = true;
		return NULL;
	}
	yaml_parser_set_encoding(&t.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&t.parser, (const unsigned char *)s.p + t.begin,
	    s.n - t.begin);
	parse(&t);
	yaml_parser_delete(&t.parser);
	/* a tree that was not closed is no tree; a second document leaves the first */
	if (m->out_of_memory || t.depth > 0)
		return NULL;
	if (m->total == 0 &&
	    (t.root == NULL || (t.root->kind == NODE_SCALAR && t.root->s.n == 0))) {
		if (m->kind != NULL)
			return NULL;
		mistake(m, (struct span){ 0, 0 }, "the file is empty; a pack was expected");
		mistake_help(m, "a pack begins with \"pack: name\" and has a list \"rules:\"");
		return NULL;
	}
	return t.root;
}

const struct node *
node_get(const struct node *map, struct str key)
{
	for (const struct node *v = map->first; v != NULL; v = v->next)
		if (!v->key->bad && str_eq(v->key->s, key))
			return v;
	return NULL;
}

struct span
node_place(const struct node *n)
{
	return n->at.from == n->at.to && n->key != NULL ? n->key->at : n->at;
}

/* the source of a scalar without its quotes or the header line of a block */
static struct span
body_of(struct str src, const struct node *n)
{
	struct span at = n->at;

	switch (n->style) {
	case STYLE_PLAIN:
		break;
	case STYLE_SINGLE:
	case STYLE_DOUBLE:
		at.from++;
		break;
	case STYLE_LITERAL:
	case STYLE_FOLDED:
		while (at.from < at.to && src.p[at.from] != '\n')
			at.from++;
		break;
	}
	return at;
}

/* Text and source of a scalar side by side: they differ only in white space
 * (folding, indent) and in doubled single quotes. False when they do not. */
static bool
find_part(struct str src, const struct node *n, size_t target, uint32_t *out)
{
	struct span body = body_of(src, n);
	size_t i = 0, j = body.from;

	for (;;) {
		if (i < n->s.n && ch_space(n->s.p[i]) && i < target &&
		    (j >= body.to || src.p[j] != n->s.p[i])) {
			i++;
			continue;
		}
		if (i < n->s.n && j < body.to && ch_space(src.p[j]) && src.p[j] != n->s.p[i]) {
			j++;
			continue;
		}
		if (i >= target || i >= n->s.n || j >= body.to)
			break;
		if (src.p[j] != n->s.p[i] || (n->style == STYLE_DOUBLE && src.p[j] == '\\'))
			return false;
		j += n->style == STYLE_SINGLE && src.p[j] == '\'' ? 2 : 1;
		i++;
	}
	*out = (uint32_t)j;
	return i == target;
}

struct span
node_part(const struct source *src, const struct node *n, size_t from, size_t to)
{
	uint32_t start, end;

	if (find_part(src->bytes, n, from, &start) && find_part(src->bytes, n, to, &end) &&
	    start <= end)
		return (struct span){ start, end };
	return n->at;
}
