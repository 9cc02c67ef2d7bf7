/* May something else be wrong than the text at the place of a finding? See fix.h. */
#include "fix.h"

#include <stdlib.h>

/* ---- places */

static int
by_span(const void *a, const void *b)
{
	const struct fix_span *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static bool
is_among(const struct fix_span *list, size_t n, const struct cf_place *p)
{
	struct fix_span key = { p->from, p->to };

	return n > 0 && bsearch(&key, list, n, sizeof(key), by_span) != NULL;
}

/* ---- figures that are borne out, or blamed */

static void
add_witness(struct fixing *x, const struct cf_place *p)
{
	if (VEC_ROOM(&x->work, x->one.witness, x->one.nwitnesses, x->one.witnesscap))
		x->one.witness[x->one.nwitnesses++] = (struct fix_span){ p->from, p->to };
}

void
fix_find_witnesses(struct fixing *x, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict != CF_HELD)
			continue;
		add_witness(x, &rel->place);
		for (size_t k = 0; k < rel->nevidence; k++)
			if (rel->evidence[k].path == NULL)
				add_witness(x, &rel->evidence[k].place);
	}
	if (x->one.nwitnesses > 1)
		qsort(x->one.witness, x->one.nwitnesses, sizeof(*x->one.witness), by_span);
}

bool
fix_find_blames(struct fixing *x, const struct cf_report *rep)
{
	struct fix_one *one = &x->one;

	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_place *p = &rep->relations[i].place;

		if (!write_counts(&rep->relations[i]))
			continue;
		if (!VEC_ROOM(&x->work, one->blame, one->nblames, one->blamecap)) {
			fix_fail(x, CF_ENOMEM, rep->path, "out of memory");
			return false;
		}
		one->blame[one->nblames++] = (struct fix_span){ p->from, p->to };
	}
	if (one->nblames > 1)
		qsort(one->blame, one->nblames, sizeof(*one->blame), by_span);
	return true;
}

/* ---- doubt */

static bool
is_at(const struct cf_evidence *e, const struct cf_relation *rel)
{
	return e->path == NULL && e->place.from == rel->place.from && e->place.to == rel->place.to;
}

/* is every other figure of its sum borne out by something that holds? */
static bool
others_hold(const struct fixing *x, const struct cf_relation *rel)
{
	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];

		if (!is_at(e, rel) && (e->path != NULL ||
		    !is_among(x->one.witness, x->one.nwitnesses, &e->place)))
			return false;
	}
	return rel->nevidence > 0;
}

/* is another figure that it is worked out from itself what a finding is about? */
static bool
other_is_blamed(const struct fixing *x, const struct cf_relation *rel)
{
	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];

		if (e->path == NULL && !is_at(e, rel) &&
		    is_among(x->one.blame, x->one.nblames, &e->place))
			return true;
	}
	return false;
}

static const struct rule *
rule_of(const struct plan *plan, const struct cf_relation *rel)
{
	const struct rules *rules = &plan->loaded->rules->rules;

	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->rule[i]->name, rel->rule) == 0)
			return rules->rule[i];
	return NULL;
}

static const char *
doubt_of_others(const struct fixing *x, const struct cf_relation *rel)
{
	return others_hold(x, rel) ? NULL : "another figure of it may be wrong";
}

/*
 * A pattern says what must not stand there. A sum does not say which of its figures is wrong,
 * unless all others are borne out. Of two places that disagree, two spellings, a weekday and
 * its date, either may be right.
 */
const char *
fix_doubt(const struct fixing *x, const struct plan *plan, const struct cf_relation *rel)
{
	const struct rule *rule = rule_of(plan, rel);

	if (rule == NULL || rel->doubtful)
		return rule == NULL || rel->reason[0] == '\0' ? "the evidence is thin" : rel->reason;
	if (other_is_blamed(x, rel))
		return "another finding is about a figure that it is worked out from";
	switch (rule->check) {
	case CHECK_PATTERN:
		return rule->expect.root == NULL ? NULL : doubt_of_others(x, rel);
	case CHECK_TOTAL:
	case CHECK_SHARE:
	case CHECK_SUMS_TO:
	case CHECK_MEAN:
	case CHECK_CHANGE:
	case CHECK_BREAKDOWN:
		return doubt_of_others(x, rel);
	case CHECK_DATE:
	case CHECK_RAG:
	case CHECK_TREND:
	case CHECK_CLAIM:
	case CHECK_COUNT:
	case CHECK_AGREE:
	case CHECK_RELATION:
	case CHECK_REFERENCE:
	case CHECK_REQUIRE:
	case CHECK_PAIR:
	case CHECK_RANGES:
	case CHECK_BLOCKS:
	case CHECK_RESTATED:
	case CHECK_SUPPRESSION:
	case CHECK_VARIANT:
	case CHECK_KINDS:
		break;
	}
	return "something else may be wrong instead";
}
