/* Sets of strings put together; see string_set.h. */
#include "rules/string_set.h"

#define COST_OF_STRING	1e-5	/* what one string more costs, in hits */

static double
frequency(char c)
{
	switch (c) {
	case ' ':
		return 0.15;
	case 'e': case 'a': case 'o': case 'i': case 't': case 'n': case 's': case 'r': case 'h':
		return 0.07;
	case '.': case ',':
		return 0.01;
	default:
		if ((unsigned char)c >= 0x80)	/* the first of a character, or one of the others */
			return (unsigned char)c >= 0xC0 ? 0.001 : 0.3;
		return ch_alpha(c) || ch_digit(c) ? 0.025 : 0.003;
	}
}

struct string_set
set_better(struct string_set a, struct string_set b)
{
	if (b.n == 0 || b.hits >= 1.0)
		return a;
	return a.n == 0 || b.hits < a.hits ? b : a;
}

static bool
holds(const struct string_union *all, struct str one)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->s[i], one))
			return true;
	return false;
}

void
union_add(struct arena *a, struct string_union *all, struct string_set one)
{
	all->unknown = all->unknown || one.n == 0 || all->n + one.n > all->most;
	for (size_t i = 0; i < one.n && !all->unknown; i++)
		if (!holds(all, one.s[i]) && VEC_ROOM(a, all->s, all->n, all->cap))
			all->s[all->n++] = one.s[i];
	all->longest = one.longest > all->longest ? one.longest : all->longest;
	all->hits += one.hits;
}

struct string_set
union_set(const struct string_union *all)
{
	return all->unknown ? (struct string_set){ .n = 0 } :
	    (struct string_set){ all->s, all->n, all->longest, all->hits };
}

static struct str
joined(struct arena *arena, struct str a, struct str b)
{
	char *p;

	if (a.n == 0 || b.n == 0)
		return a.n == 0 ? b : a;
	p = arena_alloc(arena, a.n + b.n, 1);
	memcpy(p, a.p, a.n);
	memcpy(p + a.n, b.p, b.n);
	return (struct str){ p, a.n + b.n };
}

struct string_set
set_product(struct arena *arena, struct string_set a, struct string_set b)
{
	struct str *s;
	size_t n = 0;

	if (a.n == 1 && a.s[0].n == 0)
		return b;
	if (b.n == 1 && b.s[0].n == 0)
		return a;
	s = arena_array(arena, a.n * b.n, struct str);
	for (size_t i = 0; i < a.n; i++)
		for (size_t k = 0; k < b.n; k++)
			s[n++] = joined(arena, a.s[i], b.s[k]);
	return (struct string_set){ s, n, a.longest + b.longest, a.hits * b.hits };
}

struct string_set
set_single(struct arena *a, const char *bytes, size_t n)
{
	struct str *s = arena_new(a, struct str);
	char *p = arena_alloc(a, n, 1);
	double hits = 1.0;

	for (size_t i = 0; i < n; i++) {
		p[i] = ch_lower(bytes[i]);
		hits *= frequency(p[i]);
	}
	*s = (struct str){ p, n };
	return (struct string_set){ s, 1, n, hits + COST_OF_STRING };
}

bool
set_has_empty(struct string_set set)
{
	for (size_t i = 0; i < set.n; i++)
		if (set.s[i].n == 0)
			return true;
	return false;
}
