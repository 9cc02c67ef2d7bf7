/* Keys in, meanings out; see codes.h. */
#include "checks/codes.h"

#include <stdlib.h>

#define LONGEST_KEY 12u		/* rows of a table that explains codes */

/* All that is explained, by the code, then in the order of the document. */
struct codes {
	struct meaning {
		uint64_t hash;	/* of the code, folded */
		uint32_t block;	/* of its table */
		struct str code, said;
	} *at;
	size_t n, cap;
};

static int
by_code(const void *x, const void *y)
{
	const struct meaning *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->block > b->block) - (a->block < b->block);
}

/* the code of a row, if something may be said beside it */
static bool
code_of(const struct table *t, uint32_t r, struct str *code, struct str *said)
{
	const struct cell *x = table_at(t, r, 0), *y = table_at(t, r, 1);

	if (x == NULL || y == NULL || y->nfigures > 0)
		return false;
	*code = str_trim(x->text.s);
	*said = str_trim(y->text.s);
	return true;
}

/* only the first row with a code counts, even if it says nothing */
static bool
is_first(const struct table *t, uint32_t r, struct str code)
{
	struct str other, said;

	for (uint32_t i = 0; i < r; i++)
		if (code_of(t, i, &other, &said) && str_eq_folded(other, code))
			return false;
	return true;
}

static void
add_key(struct arena *a, struct codes *x, const struct table *t)
{
	struct meaning m = { .block = t->block };

	for (uint32_t r = 0; r < t->nrows; r++) {
		if (!code_of(t, r, &m.code, &m.said) || m.said.n == 0 || !is_first(t, r, m.code))
			continue;
		m.hash = str_hash_folded(m.code);
		if (VEC_ROOM(a, x->at, x->n, x->cap))
			x->at[x->n++] = m;
	}
}

/* made when it is first asked for, and kept as long as the document */
static const struct codes *
codes_of(struct run *run)
{
	struct arena *a = run->doc->arena;
	const struct facts *f = run->facts;

	if (run->codes != NULL)
		return run->codes;
	run->codes = arena_new(a, struct codes);
	for (size_t i = 0; i < f->ntables; i++)
		if (f->tables[i].ncols == 2 && f->tables[i].nrows <= LONGEST_KEY)
			add_key(a, run->codes, &f->tables[i]);
	if (run->codes->n > 1)
		qsort(run->codes->at, run->codes->n, sizeof(*run->codes->at), by_code);
	return run->codes;
}

struct str
codes_meaning(struct run *run, struct str code, uint32_t block)
{
	const struct codes *x = codes_of(run);
	struct meaning want = { .block = block };
	size_t lo = 0, hi = x->n;

	code = str_trim(code);
	want.hash = str_hash_folded(code);
	while (lo < hi) {	/* the first that stands behind */
		size_t mid = lo + (hi - lo) / 2;

		if (by_code(&x->at[mid], &want) <= 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo > 0 && x->at[lo - 1].hash == want.hash; lo--)
		if (str_eq_folded(x->at[lo - 1].code, code))
			return x->at[lo - 1].said;
	return CF_S("");
}
