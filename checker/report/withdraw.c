/* What becomes of findings once more is known: they are found again, and taken back. */
#include "report/report_parts.h"

#include <stdlib.h>

/* ---- findings about two places */

bool
report_other_place(struct cf_report *rep, const struct rule *rule, struct span at,
    struct cf_evidence *other)
{
	const struct cf_rule_count *count = report_find_count(rep, rule);
	const struct cf_relation *rel;

	if (count == NULL || count->count[CF_FAILED] == 0)	/* most rules find nothing */
		return false;
	rel = pairs_at(&rep->pairs, &rep->arena, rep->relations, rep->n, count->rule, at);
	if (rel == NULL)
		return false;
	*other = rel->evidence[0];
	if (pairs_is_at(&rel->place, at))
		return true;
	other->place = rel->place;
	other->text = rel->stated;
	return true;
}

/* ---- findings by where they stand */

/* is it the finding of this rule at this place? One place may be the total of two sums */
static bool
is_finding(const struct cf_relation *rel, const struct rule *rule, struct span at,
    struct str relation)
{
	return rel->verdict == CF_FAILED && rel->place.from == at.from && rel->place.to == at.to &&
	    strcmp(rel->rule, rule->name) == 0 && str_eq(str_of(rel->relation), relation);
}

static size_t
slot_of(const struct cf_report *rep, size_t from)
{
	return (from * 0x9e3779b97f4a7c15ull >> 20) & (rep->failedcap - 1);
}

static void
put_finding(struct cf_report *rep, size_t index)
{
	size_t slot = slot_of(rep, rep->relations[index].place.from);

	while (rep->failed[slot] != 0)
		slot = (slot + 1) & (rep->failedcap - 1);
	rep->failed[slot] = index + 1;
}

/* room for one more, with half of it empty; false: out of memory */
static bool
make_room(struct cf_report *rep)
{
	size_t *old = rep->failed, cap = rep->failedcap;

	if (2 * (rep->nfailed + 1) <= cap)
		return true;
	rep->failed = arena_array(&rep->arena, cap == 0 ? 64 : 2 * cap, size_t);
	if (rep->failed == NULL) {
		rep->failed = old;
		return false;
	}
	rep->failedcap = cap == 0 ? 64 : 2 * cap;
	for (size_t i = 0; i < cap; i++)
		if (old[i] != 0)
			put_finding(rep, old[i] - 1);
	return true;
}

static void
look_at_new(struct cf_report *rep)
{
	for (; rep->looked_at < rep->n; rep->looked_at++) {
		if (rep->relations[rep->looked_at].verdict != CF_FAILED)
			continue;
		if (!make_room(rep))
			return;
		put_finding(rep, rep->looked_at);
		rep->nfailed++;
	}
}

/* the next finding of this rule at this place; begin with *slot SIZE_MAX, NULL ends it */
static struct cf_relation *
next_finding(struct cf_report *rep, size_t *slot, const struct rule *rule, struct span at,
    struct str relation)
{
	look_at_new(rep);
	if (rep->failedcap == 0)
		return NULL;
	*slot = *slot == SIZE_MAX ? slot_of(rep, at.from) : (*slot + 1) & (rep->failedcap - 1);
	for (; rep->failed[*slot] != 0; *slot = (*slot + 1) & (rep->failedcap - 1)) {
		struct cf_relation *rel = &rep->relations[rep->failed[*slot] - 1];

		if (is_finding(rel, rule, at, relation))
			return rel;
	}
	return NULL;
}

/* ---- taking back */

void
report_suggest_nothing(struct cf_report *rep, const struct rule *rule, struct span at,
    struct str relation)
{
	struct cf_relation *rel;
	size_t slot = SIZE_MAX;

	while ((rel = next_finding(rep, &slot, rule, at, relation)) != NULL)
		rel->suggestion = NULL;
}

/* a finding becomes undecided */
static void
withdraw(struct cf_report *rep, const struct rule *rule, struct cf_relation *rel,
    const char *reason)
{
	struct cf_rule_count *count = report_count_of(rep, rule);

	rep->count[CF_FAILED]--;
	if (count != NULL)
		count->count[CF_FAILED]--;
	report_tally(rep, rule, CF_UNDECIDED, reason);
	if (rule_works_out(rule) && rel->place.table < rep->nfailures)
		rep->failures[rel->place.table]--;
	rel->verdict = CF_UNDECIDED;
	if (!report_wants(rep, CF_UNDECIDED)) {
		rel->rule = NULL;	/* report_finish() leaves it out */
		return;
	}
	rel->reason = reason;
	rel->message = report_copy(rep, rule->title);
	rel->help = "";
	rel->suggestion = NULL;
}

void
report_withdraw(struct cf_report *rep, const struct rule *rule, struct span at,
    struct str relation, const char *reason)
{
	struct cf_relation *rel;
	size_t slot = SIZE_MAX;

	while ((rel = next_finding(rep, &slot, rule, at, relation)) != NULL)
		withdraw(rep, rule, rel, reason);
}

/* ---- all that speak of a figure which is wrong */

static int
by_size(const void *x, const void *y)
{
	const size_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* where the figures of tables stand that are an error by another rule, in order */
static size_t *
wrong_places(const struct cf_report *rep, const struct rule *rule, struct arena *temp, size_t *n)
{
	size_t *at = arena_array(temp, rep->n, size_t);

	*n = 0;
	for (size_t i = 0; at != NULL && i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && rel->severity == CF_ERROR &&
		    rel->place.table > 0 && strcmp(rel->rule, rule->name) != 0)
			at[(*n)++] = rel->place.from;
	}
	if (*n > 1)
		qsort(at, *n, sizeof(*at), by_size);
	return at;
}

/* does it speak of a figure that begins at one of these places? */
static bool
speaks_of(const struct cf_relation *rel, const size_t *at, size_t n)
{
	if (bsearch(&rel->place.from, at, n, sizeof(*at), by_size) != NULL)
		return true;
	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];

		if (e->path == NULL && bsearch(&e->place.from, at, n, sizeof(*at), by_size) != NULL)
			return true;
	}
	return false;
}

void
report_withdraw_told(struct cf_report *rep, const struct rule *rule, const char *reason,
    struct arena *temp)
{
	const struct cf_rule_count *count = report_count_of(rep, rule);
	size_t nwrong = 0, *wrong;

	if (count == NULL || count->count[CF_FAILED] == 0)
		return;
	wrong = wrong_places(rep, rule, temp, &nwrong);
	for (size_t i = 0; nwrong > 0 && i < rep->n; i++) {
		struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && strcmp(rel->rule, rule->name) == 0 &&
		    speaks_of(rel, wrong, nwrong))
			withdraw(rep, rule, rel, reason);
	}
}
