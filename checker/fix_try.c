/* Which edits mend a report: it is checked again with them. See fix.h. */
#include "fix.h"

#include <stdlib.h>

#define TRIES 200u	/* checks of one report with some of the edits in it */

size_t
fix_put_in(struct fixing *x, size_t lo, size_t hi)
{
	size_t meant = 0;

	x->one.nedits = 0;
	for (size_t i = 0; i < x->one.nproposals; i++) {
		if (!x->one.proposal[i].taken && (i < lo || i >= hi))
			continue;
		x->one.edit[x->one.nedits++] = x->one.proposal[i].edit;
		meant += x->one.proposal[i].meant;
	}
	buf_clear(&x->new);
	edits_make(&x->new, buf_str(&x->old), x->one.edit, x->one.nedits);
	return meant;
}

/* ---- what was found before */

static int
by_message(const void *a, const void *b)
{
	const struct fix_found *x = a, *y = b;
	int c = strcmp(x->rule, y->rule);

	return c != 0 ? c : strcmp(x->message, y->message);
}

void
fix_find_before(struct fixing *x, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];
		struct fix_found *f;

		if (!write_counts(rel) ||
		    !VEC_ROOM(&x->work, x->one.found, x->one.nfound, x->one.foundcap))
			continue;
		f = &x->one.found[x->one.nfound++];
		*f = (struct fix_found){ .rule = rel->rule, .message = rel->message };
		memcpy(f->fingerprint, rel->fingerprint, sizeof(f->fingerprint));
	}
	if (x->one.nfound > 1)
		qsort(x->one.found, x->one.nfound, sizeof(*x->one.found), by_message);
}

static bool
was_there(const struct fixing *x, const struct cf_relation *rel)
{
	struct fix_found key = { .rule = rel->rule, .message = rel->message };

	if (x->one.nfound == 0)
		return false;
	if (bsearch(&key, x->one.found, x->one.nfound, sizeof(key), by_message) != NULL)
		return true;
	for (size_t i = 0; i < x->one.nfound; i++)
		if (strcmp(x->one.found[i].fingerprint, rel->fingerprint) == 0)
			return true;
	return false;
}

/* ---- what is found with them */

/* as many findings fewer as the edits are meant for, and none that was not there before? */
static bool
is_less(const struct fixing *x, const struct cf_report *after, size_t meant)
{
	if (after->count[CF_FAILED] + meant > x->one.nfound)
		return false;
	for (size_t i = 0; i < after->n; i++)
		if (write_counts(&after->relations[i]) && !was_there(x, &after->relations[i]))
			return false;
	return true;
}

/* is the report with the edits better, and nowhere worse? */
static bool
is_better(struct fixing *x, const struct plan *plan, struct cf_input in, size_t meant)
{
	struct cf_options opts = plan->check;
	struct cf_report *after;
	struct cf_error err;
	bool good;

	in.bytes = buf_str(&x->new).p;
	in.n = x->new.n;
	if (x->new.failed ||
	    !plan_suppressions(&x->plans, plan, in.path, &opts.suppress, &opts.nsuppress) ||
	    cf_check(&after, plan->loaded->rules, &in, &opts, &err) != CF_OK)
		return false;
	good = is_less(x, after, meant);
	cf_report_free(after);
	return good;
}

void
fix_take(struct fixing *x, const struct plan *plan, const struct cf_input *in, size_t lo, size_t hi)
{
	bool good = lo < hi && x->one.tries++ < TRIES &&
	    is_better(x, plan, *in, fix_put_in(x, lo, hi));
	size_t middle = lo + (hi - lo) / 2;

	for (size_t i = lo; good && i < hi; i++)
		x->one.proposal[i].taken = true;
	if (good || lo == hi)
		return;
	if (hi - lo == 1) {
		x->one.left.worse += x->one.proposal[lo].meant;
		fix_pass(x, x->one.proposal[lo].rel, "it would break something else");
		return;
	}
	fix_take(x, plan, in, lo, middle);
	fix_take(x, plan, in, middle, hi);
}
