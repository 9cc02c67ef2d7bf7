/* Which suggestions may be put in at all; see fix.h. */
#include "fix.h"

#include <stdlib.h>

void
fix_pass(struct fixing *x, const struct cf_relation *rel, const char *why)
{
	if (VEC_ROOM(&x->work, x->one.passed, x->one.npassed, x->one.passedcap))
		x->one.passed[x->one.npassed++] = (struct fix_passed){ rel, why };
}

/* can it be put in, as text within one line? */
static bool
is_plain(const struct cf_report *rep, struct str old, const char *text)
{
	return old.n > 0 && memchr(old.p, '\n', old.n) == NULL &&
	    edit_is_plain(rep->format, old, text);
}

static int
by_place(const void *a, const void *b)
{
	const struct edit *x = &((const struct fix_proposal *)a)->edit;
	const struct edit *y = &((const struct fix_proposal *)b)->edit;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static void
propose(struct fixing *x, const struct cf_report *rep, const struct cf_relation *rel)
{
	struct fix_one *one = &x->one;

	if (VEC_ROOM(&x->work, one->proposal, one->nproposals, one->proposalcap))
		one->proposal[one->nproposals++] = (struct fix_proposal){ .edit = {
			rel->place.from, rel->place.to, str_of(rel->suggestion) }, .rel = rel,
			.meant = 1 };
	else
		fix_fail(x, CF_ENOMEM, rep->path, "out of memory");
}

void
fix_gather(struct fixing *x, const struct plan *plan, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];
		struct str old = str_sub(rep->bytes, rel->place.from, rel->place.to);
		const char *why;

		if (!write_counts(rel) || rel->suggestion == NULL)
			continue;
		why = fix_doubt(x, plan, rel);
		if (why != NULL) {
			x->one.left.doubtful++;
			fix_pass(x, rel, why);
		} else if (!is_plain(rep, old, rel->suggestion)) {
			x->one.left.markup++;
			fix_pass(x, rel, "it is not plain text on one line");
		} else {
			propose(x, rep, rel);
		}
	}
	if (x->one.nproposals > 1)
		qsort(x->one.proposal, x->one.nproposals, sizeof(*x->one.proposal), by_place);
}

void
fix_keep_clear(struct fixing *x)
{
	struct fix_proposal *all = x->one.proposal;
	size_t n = 0, i = 0;

	while (i < x->one.nproposals) {
		size_t first = i, end = all[i].edit.to;
		bool same = true;

		for (i++; i < x->one.nproposals && all[i].edit.from < end; i++) {
			const struct edit *e = &all[i].edit;

			same = same && by_place(&all[i], &all[first]) == 0 &&
			    str_eq(e->text, all[first].edit.text);
			end = e->to > end ? e->to : end;
		}
		if (same) {
			all[n] = all[first];
			all[n++].meant = i - first;
		} else {
			x->one.left.several += i - first;
			for (size_t k = first; k < i; k++)
				fix_pass(x, all[k].rel, "it is not the only one for its place");
		}
	}
	x->one.nproposals = n;
}
