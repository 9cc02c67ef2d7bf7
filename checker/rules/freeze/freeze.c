/*
 * freeze > frozen_trees.c: the trees of the built-in packs as C. Run when the program is built;
 * fails when a pack is not the YAML that is taken. See rules/frozen.h.
 */
#include <stdio.h>

#include "base/limits.h"
#include "rules/frozen.h"
#include "rules/rules.h"

/* the texts of scalars; most keys stand there more than once */
struct pool {
	struct arena a;
	struct str *s;
	uint32_t *at;
	size_t n, cap, atn, atcap;
	uint32_t end;
};

static uint32_t
pool_put(struct pool *p, struct str s)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->s[i], s))
			return p->at[i];
	if (!VEC_ROOM(&p->a, p->s, p->n, p->cap) || !VEC_ROOM(&p->a, p->at, p->atn, p->atcap))
		return 0;
	p->s[p->n++] = s;
	p->at[p->atn++] = p->end;
	p->end += (uint32_t)s.n + 1;
	return p->at[p->n - 1];
}

static void
put_node(struct pool *p, const struct node *n)
{
	bool scalar = n->kind == NODE_SCALAR;

	printf("{%d,%d,%zu,%zu,%u,%u,%zu,%u},\n", (int)n->kind, (int)n->style, n->pos.column,
	    n->pos.line, n->at.from, n->at.to, scalar ? n->s.n : n->n,
	    scalar ? pool_put(p, n->s) : 0);
	for (const struct node *v = n->first; v != NULL; v = v->next) {
		if (v->key != NULL)
			put_node(p, v->key);
		put_node(p, v);
	}
}

static size_t
count_nodes(const struct node *n)
{
	size_t count = 1;

	for (const struct node *v = n->first; v != NULL; v = v->next)
		count += count_nodes(v) + (v->key != NULL);
	return count;
}

static void
put_text(const struct pool *p, size_t pack)
{
	printf("static const char text_%zu[] = {\n", pack);
	for (size_t i = 0; i < p->n; i++) {
		for (size_t k = 0; k < p->s[i].n; k++)
			printf("'\\%03o',", (unsigned)(unsigned char)p->s[i].p[k]);
		printf("0,\n");
	}
	printf("0};\n");
}

/* the number of its nodes; 0: it cannot be read */
static size_t
put_pack(size_t pack)
{
	const struct builtin_pack *b = &builtin_packs[pack];
	struct pool pool = { .n = 0 };
	struct source source;
	struct cf_error err;
	struct mistakes m = { .arena = &pool.a, .source = &source };
	const struct node *root;
	size_t n = 0;

	arena_init(&pool.a, CF_MAX_MEMORY);
	if (source_init(&source, &pool.a, b->path, b->without_reasons, &err) == CF_OK &&
	    (root = yaml_read(&m)) != NULL && m.total == 0) {
		printf("static const struct frozen_node node_%zu[] = {\n", pack);
		put_node(&pool, root);
		printf("};\n");
		put_text(&pool, pack);
		n = count_nodes(root);
	} else {
		fprintf(stderr, "freeze: %s is not the YAML of a rule file\n", b->path);
	}
	arena_release(&pool.a);
	return n;
}

int
main(void)
{
	static size_t n[CF_MAX_RULE_FILES];

	printf("/* Made by checker/rules/freeze/freeze.c from the rule files: do not edit. */\n"
	    "#include \"rules/frozen.h\"\n\n");
	for (size_t i = 0; i < nbuiltin_packs; i++)
		if (i == CF_MAX_RULE_FILES || (n[i] = put_pack(i)) == 0)
			return 1;
	printf("const struct frozen_tree frozen_trees[] = {\n");
	for (size_t i = 0; i < nbuiltin_packs; i++)
		printf("{ node_%zu, %zu, text_%zu },\n", i, n[i], i);
	printf("{ NULL, 0, NULL } };\n");
	return ferror(stdout) != 0 || fflush(stdout) != 0;
}
