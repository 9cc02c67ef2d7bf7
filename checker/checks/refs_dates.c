/* Dates that a document's definitions stand under; see refs.h. */
#include "checks/refs_parts.h"

static struct str
date_path(char room[32], const struct date *d)
{
	int n = snprintf(room, 32, "%d-%d-%d", d->year, d->month, d->day);

	return (struct str){ room, n > 0 && n < 32 ? (size_t)n : 0 };
}

static bool
is_full_date(const struct date *d)
{
	return d->form != DATE_YEAR_PAIR && d->year != 0;
}

uint32_t
refs_date_group(const struct refs *r, const struct date *d)
{
	char room[32];
	const struct node *n = refs_find(r, GROUP_DATES, date_path(room, d));

	return n == NULL ? NONE : n->first;
}

struct text_dates *
refs_dates(struct refs *r, const struct text *t)
{
	struct text_dates *d = &r->dates;

	if (d->text == t)
		return d;
	*d = (struct text_dates){ .text = t, .group = NONE };
	d->n = dates_scan(r->a, t, &d->date);
	for (size_t i = 0; i < d->n; i++) {
		uint32_t group;

		if (!is_full_date(&d->date[i]))
			continue;
		group = refs_date_group(r, &d->date[i]);
		d->group = !d->any || d->group == group ? group : NONE;
		d->any = true;
	}
	return d;
}

const struct date *
refs_date_at(struct refs *r, const struct text *t, size_t from, size_t to)
{
	struct text_dates *d = refs_dates(r, t);
	struct span at = text_span(t, from, to);

	/* a pattern may look at the same text again */
	if (d->next > 0 && d->date[d->next - 1].span.to > at.from)
		d->next = 0;
	while (d->next < d->n && d->date[d->next].span.to <= at.from)
		d->next++;
	if (d->next >= d->n || d->date[d->next].span.from >= at.to)
		return NULL;
	return is_full_date(&d->date[d->next]) ? &d->date[d->next] : NULL;
}

/* ---- where they bound groups */

static void
add_dated(struct refs *r, uint32_t offset, const struct date *d)
{
	char room[32];
	struct str path = date_path(room, d);
	struct node *n = refs_find(r, GROUP_DATES, path);

	if (n == NULL) {
		n = refs_put(r, GROUP_DATES, arena_str(r->a, path));
		n->first = r->ngroups++;
	}
	refs_add_bound(r, offset, n->first);
}

/* the date that a match says: that of its capture, or the first in all of it */
static const struct date *
date_of_match(struct refs *r, const struct matches *m, int capture)
{
	size_t from = m->from, to = m->to;

	if (capture >= 0 && !matches_capture(m, capture, &from, &to))
		return NULL;
	return from < to ? refs_date_at(r, m->place.text, from, to) : NULL;
}

static void
dates_of_pattern(struct refs *r, const struct place_pattern *p)
{
	int capture = pattern_capture(p->match, CF_S("date"));
	struct matches m;
	struct rule view;

	refs_matches(r, p, &view, &m);
	while (matches_next(&m)) {
		const struct date *d = date_of_match(r, &m, capture);

		if (d != NULL)
			add_dated(r, text_span(m.place.text, m.from, m.to).from, d);
	}
}

static void
dates_of_headings(struct refs *r)
{
	const struct doc *doc = r->run->doc;

	for (size_t i = 0; i < doc->nblocks; i++) {
		const struct block *b = &doc->blocks[i];
		const struct text_dates *d;

		if (b->kind != BLOCK_HEADING || b->text.s.n == 0)
			continue;
		d = refs_dates(r, &b->text);
		for (size_t k = 0; k < d->n; k++) {
			if (!is_full_date(&d->date[k]))
				continue;
			add_dated(r, b->span.from, &d->date[k]);
			break;
		}
	}
}

bool
refs_is_dating(const struct place_pattern *p)
{
	return pattern_capture(p->match, CF_S("key")) < 0 &&
	    pattern_capture(p->match, CF_S("sub")) < 0;
}

void
refs_bound_by_dates(struct refs *r)
{
	const struct rule *rule = r->rule;

	for (size_t i = 0; i < rule->dated.n; i++)
		dates_of_pattern(r, &rule->dated.item[i]);
	for (size_t i = 0; i < rule->define.n; i++)
		if (refs_is_dating(&rule->define.item[i]))
			dates_of_pattern(r, &rule->define.item[i]);
	if (rule->dated.n == 0 && r->nbounds == 0)
		dates_of_headings(r);
}
