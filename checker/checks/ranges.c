/*
 * ranges: "(Pages 5 - 14)", "(Pages 15 - 50)": the ranges of a list run on without a gap
 * and without an overlap, and none ends before it begins. A range that begins before the
 * last one began is the first of another list; an item without pages stands in none.
 */
#include "checks/matches.h"

#define LONGEST_NUMBER	6u	/* digits of a page */

struct page_range {
	uint32_t from, to;
	const struct place *place;
	size_t at, end;		/* in its text */
};

static bool
page_at(const struct matches *m, int capture, uint32_t *page)
{
	size_t from, to;

	if (!matches_capture(m, capture, &from, &to) || to - from > LONGEST_NUMBER)
		return false;
	*page = 0;
	for (size_t i = from; i < to; i++) {
		if (!ch_digit(m->place.text->s.p[i]))
			return false;
		*page = *page * 10 + (uint32_t)(m->place.text->s.p[i] - '0');
	}
	return from < to;
}

static void
conclude(struct run *run, const struct rule *rule, const struct matches *m,
    const struct page_range *x, const struct page_range *before, const char *kind)
{
	const struct place *place = &m->texts->place[m->text - 1];
	struct report_evidence evidence;
	struct var vars[4];
	struct outcome o;
	enum cf_verdict verdict = kind == NULL ? CF_HELD : CF_FAILED;

	if (!report_wants(run->report, verdict)) {
		report_tally(run->report, rule, verdict, NULL);
		return;
	}
	o = outcome_in(rule, place, x->at, x->end);
	o.verdict = verdict;
	o.because = CF_BY_RULE;
	o.stated = str_sub(place->text->s, x->at, x->end);
	if (before != NULL) {
		evidence = (struct report_evidence){ "before", text_span(before->place->text,
			before->at, before->end), before->place->table, before->place->row,
			before->place->col };
		o.evidence = &evidence;
		o.nevidence = 1;
	}
	vars[0] = (struct var){ "kind", kind == NULL ? CF_S("") : str_of(kind) };
	vars[1] = (struct var){ "from", arena_printf(run->item, "%u", (unsigned)x->from) };
	vars[2] = (struct var){ "to", arena_printf(run->item, "%u", (unsigned)x->to) };
	vars[3] = (struct var){ "previous", before == NULL ? CF_S("") :
		arena_printf(run->item, "%u", (unsigned)before->to) };
	o.vars = vars;
	o.nvars = 4;
	report_add(run->report, &o);
	arena_reset(run->item);
}

/* what is wrong with a range behind another one; NULL: nothing */
static const char *
fault(const struct page_range *x, const struct page_range *before)
{
	if (x->to < x->from)
		return "ends before it begins";
	if (before == NULL || x->from == before->to + 1)
		return NULL;
	return x->from > before->to + 1 ? "leaves pages out" : "overlaps";
}

void
check_ranges(struct run *run, const struct rule *rule)
{
	int first = pattern_capture(rule->match, CF_S("from"));
	int last = pattern_capture(rule->match, CF_S("to"));
	struct page_range x, before = { .place = NULL };
	struct matches m;

	matches_begin(&m, run, rule);
	while (matches_next(&m)) {
		bool goes_on;

		x = (struct page_range){ .place = &m.texts->place[m.text - 1], .at = m.from,
			.end = m.to };
		if (!page_at(&m, first, &x.from))
			continue;
		if (!page_at(&m, last, &x.to))
			x.to = x.from;
		goes_on = before.place != NULL && x.from >= before.from;
		conclude(run, rule, &m, &x, goes_on ? &before : NULL,
		    fault(&x, goes_on ? &before : NULL));
		before = x;
	}
}
