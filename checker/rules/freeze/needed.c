/* See needed.h: arrays of numbers, and for each pattern where its own are among them. */
#include "rules/freeze/needed.h"

#include <stdio.h>

static void
put_uint16s(const char *name, const uint16_t *p, size_t n)
{
	printf("static const uint16_t %s[] = {", name);
	for (size_t i = 0; i < n; i++)
		printf("%s%u,", i % 32 == 0 ? "\n" : "", p[i]);
	printf("};\n");
}

static void
put_uint8s(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%s%u,", i % 32 == 0 ? "\n" : "", p[i]);
}

static void
put_numbers(const uint32_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%u,", p[i]);
	printf("\n");
}

static void
put_nodes(const struct word_node *p, size_t n)
{
	printf("static const struct word_node nodes[] = {\n");
	for (size_t i = 0; i < n; i++)
		printf("{%u,%u,%u,%u,%d},%s", p[i].child, p[i].sibling, p[i].word, p[i].fail,
		    p[i].byte, i % 8 == 7 ? "\n" : "");
	printf("};\n");
}

/* the numbers of all patterns one behind the other, in the order in which put_words() has them */
static void
put_lists(const struct needed *needed)
{
	printf("static const uint32_t lists[] = {\n");
	for (size_t i = 0; i < needed->npatterns; i++) {
		const struct needed_words *w = &needed->of[i];

		put_numbers(w->word, w->n);
		for (size_t k = 0; k < w->nmore; k++)
			put_numbers(w->more[k].word, w->more[k].n);
		put_numbers(w->start, w->nstarts);
	}
	printf("0};\n");
}

/* the next n of the lists */
static void
put_list(size_t *at, size_t n)
{
	if (n == 0)
		printf("NULL,0,");
	else
		printf("lists+%zu,%zu,", *at, n);
	*at += n;
}

static void
put_words(const struct needed_words *w, size_t *at)
{
	printf("{");
	put_list(at, w->n);
	printf("{");
	for (size_t k = 0; k < MORE_LITERALS; k++) {
		printf("{");
		put_list(at, k < w->nmore ? w->more[k].n : 0);
		printf("},");
	}
	printf("},%zu,", w->nmore);
	put_list(at, w->nstarts);
	printf("%d,%d,%d},\n", w->starts_known, w->at_line, w->at_word);
}

bool
put_needed(const struct rules *rules)
{
	const struct needed *needed = needed_of(rules->needed, rules->patterns, rules->npatterns);
	const struct word_finder *f;
	size_t at = 0;

	if (needed == NULL || !needed->finder.made)
		return false;
	f = &needed->finder;
	put_nodes(f->node, f->nnodes);
	put_uint16s("next", f->next, f->nnodes * f->nclasses);
	put_uint16s("hit", f->hit, f->nnodes);
	put_uint16s("up", f->up, f->nwords + 1);
	put_lists(needed);
	printf("static const struct needed_words of[] = {\n");
	for (size_t i = 0; i < needed->npatterns; i++)
		put_words(&needed->of[i], &at);
	printf("};\nstatic const uint8_t length[] = {");
	put_uint8s(needed->length, f->nwords + 1);
	/* who makes such a thing writes to what is in it; nobody writes to this one */
	printf("};\n#pragma GCC diagnostic ignored \"-Wcast-qual\"\n"
	    "const struct needed frozen_needed = { .finder = { .nclasses = %zu, .nnodes = %zu, "
	    ".nwords = %zu, .node = (struct word_node *)nodes, .next = (uint16_t *)next, "
	    ".hit = (uint16_t *)hit, .up = (uint16_t *)up, .made = true, .class = {",
	    f->nclasses, f->nnodes, f->nwords);
	put_uint8s(f->class, sizeof(f->class));
	printf("} }, .of = (struct needed_words *)of, .npatterns = %zu, "
	    ".length = (uint8_t *)length };\n", needed->npatterns);
	return true;
}
