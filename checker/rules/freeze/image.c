/* See image.h: the rules are loaded twice, and what differs by where they lie is an address. */
#include "rules/freeze/image.h"

#include <limits.h>
#include <stdio.h>

#include "base/limits.h"
#include "rules/packs.h"

#define ROOM (16u << 20)	/* for all of the rules, in one piece */

/* rules that lie in one piece of memory */
struct loaded {
	struct rules rules;
	const unsigned char *at;
	size_t room, n;		/* bytes */
};

static uintptr_t
word_of(const struct loaded *p, size_t i)
{
	uintptr_t word;

	memcpy(&word, p->at + i * sizeof(word), sizeof(word));
	return word;
}

/* is the word an address in the piece? */
static bool
points_into(const struct loaded *p, uintptr_t word)
{
	return word >= (uintptr_t)p->at && word <= (uintptr_t)p->at + p->n;
}

static bool
load(struct loaded *p, cf_error_fn fn)
{
	struct packs ps;

	rules_init(&p->rules);
	p->at = arena_alloc(&p->rules.arena, ROOM, alignof(max_align_t));
	if (p->at == NULL)
		return false;
	p->room = p->rules.arena.total;
	arena_reset(&p->rules.arena);	/* it keeps the piece */
	packs_begin(&ps, &p->rules, fn, NULL);
	for (size_t i = 0; i < nbuiltin_packs; i++)
		packs_add_builtin(&ps, &builtin_packs[i]);
	return packs_end(&ps) == CF_OK;
}

/* what PCRE2 made goes, and the set itself comes in; NULL: there is no room */
static const struct rules *
close_piece(struct loaded *p)
{
	struct rules *set = arena_new(&p->rules.arena, struct rules);

	for (size_t i = 0; i < p->rules.npatterns; i++)
		pattern_freeze(p->rules.patterns[i]);
	if (set == NULL || p->rules.arena.total != p->room)
		return NULL;	/* not all of it is in one piece */
	*set = p->rules;
	set->arena = (struct arena){ .head = NULL };
	p->n = p->rules.arena.used;
	return set;
}

/* What is written of one word, and whether it is an address. A byte that differs without being
 * part of one is between the members of a struct: compilers leave there what was in the way. */
static uintptr_t
read_word(const struct loaded *p, const struct loaded *other, size_t i, bool *address)
{
	uintptr_t word = word_of(p, i), twin = word_of(other, i), same = 0;

	*address = points_into(p, word) && points_into(other, twin) &&
	    word - (uintptr_t)p->at == twin - (uintptr_t)other->at;
	if (*address)
		return word - (uintptr_t)p->at;
	for (uintptr_t byte = UCHAR_MAX; byte != 0; byte <<= CHAR_BIT)
		if ((word & byte) == (twin & byte))
			same |= byte;
	return word & same;
}

static bool
put_words(const struct loaded *p, const struct loaded *other)
{
	size_t n = p->n / sizeof(uintptr_t), last = 0;
	bool address;

	printf("static const uintptr_t words[] = {");
	for (size_t i = 0; i < n; i++)
		printf("%s%juu,", i % 16 == 0 ? "\n" : "",
		    (uintmax_t)read_word(p, other, i, &address));
	printf("};\nstatic const uint16_t steps[] = {\n");
	for (size_t i = 0; i < n; i++) {
		(void)read_word(p, other, i, &address);
		if (!address)
			continue;
		if (i - last > UINT16_MAX)
			return false;
		printf("%zu,", i - last);
		last = i;
	}
	printf("};\n");
	return true;
}

bool
put_image(cf_error_fn fn)
{
	struct loaded p[2];
	const struct rules *set[2] = { NULL, NULL };
	bool fine = true;

	for (size_t i = 0; i < 2; i++) {
		fine = load(&p[i], fn) && fine;
		set[i] = close_piece(&p[i]);
		fine = fine && set[i] != NULL;
	}
	fine = fine && p[0].n == p[1].n && put_words(&p[0], &p[1]);
	if (fine)
		printf("const struct frozen_image frozen_image = { words, sizeof(words) / "
		    "sizeof(words[0]), steps, sizeof(steps) / sizeof(steps[0]), %zu };\n",
		    (size_t)((const unsigned char *)set[0] - p[0].at));
	for (size_t i = 0; i < 2; i++)
		rules_release(&p[i].rules);
	return fine;
}
