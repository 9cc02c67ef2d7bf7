/*
 * The last step of a run: order, doubles, lines and columns, and what else the
 * writers need to know of the document once it is gone; see report_finish().
 */
#include "report/report.h"

#include "doc/spot.h"
#include "facts/agenda.h"

#include <stdlib.h>

/* ---- order */

static int
cmp_size(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
by_place(const void *a, const void *b)
{
	const struct cf_relation *x = *(const struct cf_relation *const *)a;
	const struct cf_relation *y = *(const struct cf_relation *const *)b;
	int c = cmp_size(x->place.from, y->place.from);

	if (c == 0)
		c = cmp_size(x->place.to, y->place.to);
	if (c == 0)
		c = strcmp(x->rule, y->rule);
	if (c == 0)
		c = cmp_size(x->verdict, y->verdict);
	if (c == 0)
		c = strcmp(x->message, y->message);
	return c != 0 ? c : (x > y) - (x < y);	/* of one array: as they were added */
}

static bool
same_place(const struct cf_relation *x, const struct cf_relation *y)
{
	return x->place.from == y->place.from && x->place.to == y->place.to;
}

static bool
is_double(const struct cf_relation *x, const struct cf_relation *y)
{
	return x->verdict == CF_FAILED && y->verdict == CF_FAILED && same_place(x, y) &&
	    strcmp(x->rule, y->rule) == 0 && strcmp(x->message, y->message) == 0;
}

/*
 * Does a rule that names the cells say the same of order[at], so that a general
 * one need not? Of n, those of one place stand together.
 */
static bool
is_said_by_name(struct cf_relation *const *order, size_t n, size_t at)
{
	const struct cf_relation *x = order[at];
	size_t i = at;

	if (x->verdict != CF_FAILED || x->because == CF_BY_RULE || x->computed[0] == '\0')
		return false;
	while (i > 0 && same_place(order[i - 1], x))
		i--;
	for (; i < n && same_place(order[i], x); i++)
		if (order[i]->verdict == CF_FAILED && order[i]->because == CF_BY_RULE &&
		    strcmp(order[i]->computed, x->computed) == 0)
			return true;
	return false;
}

static void
uncount(struct cf_report *rep, const struct cf_relation *rel)
{
	rep->count[rel->verdict]--;
	for (size_t i = 0; i < rep->nrules; i++)
		if (rep->rules[i].rule == rel->rule)
			rep->rules[i].count[rel->verdict]--;
}

static void
order_relations(struct cf_report *rep, struct arena *temp)
{
	struct cf_relation **order = arena_array(temp, rep->n, struct cf_relation *);
	struct cf_relation *sorted = arena_array(&rep->arena, rep->n, struct cf_relation);
	size_t n = 0, all = rep->n;

	if (order == NULL || sorted == NULL || rep->n == 0)
		return;
	rep->n = 0;
	for (size_t i = 0; i < all; i++)
		if (rep->relations[i].rule != NULL)	/* else it was withdrawn */
			order[rep->n++] = &rep->relations[i];
	qsort(order, rep->n, sizeof(struct cf_relation *), by_place);
	for (size_t i = 0; i < rep->n; i++) {
		if ((n > 0 && is_double(&sorted[n - 1], order[i])) ||
		    is_said_by_name(order, rep->n, i))
			uncount(rep, order[i]);
		else
			sorted[n++] = *order[i];
	}
	rep->relations = sorted;
	rep->n = rep->cap = n;
}

/* ---- silenced from outside */

static bool
is_meant(const struct cf_suppression *s, const struct cf_relation *rel)
{
	const char *slash = strchr(rel->rule, '/');

	return strcmp(s->fingerprint, rel->fingerprint) == 0 &&
	    (strcmp(s->rule, rel->rule) == 0 ||
	    (slash != NULL && strcmp(s->rule, slash + 1) == 0));
}

static void
suppress_from_outside(struct cf_report *rep, struct cf_relation *rel)
{
	const struct cf_suppression *s = rep->suppress;

	for (size_t i = 0; i < rep->nsuppress; i++) {
		if (!is_meant(&s[i], rel))
			continue;
		rel->suppressed = CF_EXTERNAL;
		rel->justification = arena_str(&rep->arena, str_of(s[i].justification)).p;
		return;
	}
}

/* what is silenced, here or before, does not count as failed */
static void
count_suppressed(struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && rel->suppressed == CF_NOT_SUPPRESSED)
			suppress_from_outside(rep, rel);
		if (rel->suppressed == CF_NOT_SUPPRESSED)
			continue;
		uncount(rep, rel);
		rep->suppressed++;
	}
}

static int
skip_by_place(const void *a, const void *b)
{
	const struct cf_skip *x = a, *y = b;
	int c = cmp_size(x->place.from, y->place.from);

	return c != 0 ? c : strcmp(x->reason, y->reason);
}

/* ---- lines and columns */

/* one end of a place */
struct mark {
	size_t at;
	struct cf_place *place;
	bool end;
};

static int
by_offset(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	return cmp_size(x->at, y->at);
}

static void
mark(struct mark *marks, size_t *n, struct cf_place *place)
{
	marks[(*n)++] = (struct mark){ place->from, place, false };
	marks[(*n)++] = (struct mark){ place->to, place, true };
}

/* All places at once, in ascending order: asked that way, the columns of a long
 * line are counted once and not once for each place on it. */
static void
fill_places(struct cf_report *rep, struct source *src, struct arena *temp)
{
	size_t most = rep->n + rep->npending + rep->nskips, n = 0;
	struct mark *marks = arena_array(temp, 2 * most, struct mark);

	if (marks == NULL || most == 0)
		return;
	for (size_t i = 0; i < rep->n; i++)
		mark(marks, &n, &rep->relations[i].place);
	for (size_t i = 0; i < rep->npending; i++)
		mark(marks, &n, rep->pending[i]);
	for (size_t i = 0; i < rep->nskips; i++)
		mark(marks, &n, &rep->skips[i].place);
	qsort(marks, n, sizeof(*marks), by_offset);
	for (size_t i = 0; i < n; i++) {
		struct pos pos = source_pos(src, (uint32_t)marks[i].at);

		if (marks[i].end) {
			marks[i].place->end_line = pos.line;
			marks[i].place->end_column = pos.column;
		} else {
			marks[i].place->line = pos.line;
			marks[i].place->column = pos.column;
		}
	}
}

/* where a person goes, in a file without lines */
static void
fill_spots(struct cf_report *rep, const struct source *src)
{
	static const struct cf_spot nowhere = { .words = "" };
	struct cf_place *p;

	for (size_t i = 0; src->spots != NULL && i < rep->n + rep->npending + rep->nskips; i++) {
		p = i < rep->n ? &rep->relations[i].place :
		    i < rep->n + rep->npending ? rep->pending[i - rep->n] :
		    &rep->skips[i - rep->n - rep->npending].place;
		p->spot = source_spot(src, (struct span){ (uint32_t)p->from, (uint32_t)p->to },
		    &rep->arena);
		if (p->spot == NULL)
			p->spot = &nowhere;
	}
}

/* ---- the document */

static void
take_parts(struct cf_report *rep, const struct doc *doc, const struct agenda *g)
{
	size_t n = g == NULL ? 0 : g->n;

	rep->parts = arena_array(&rep->arena, n, struct report_part);
	if (rep->parts == NULL || n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct part *p = &g->part[i];
		uint32_t from = i == 0 || p->block >= doc->nblocks ? 0 :
		    doc->blocks[p->block].span.from;

		rep->parts[i] = (struct report_part){ .from = from, .number = p->number,
			.line = source_pos(doc->source, from).line,
			.where = source_spot_words(doc->source, from, &rep->arena).p,
			.title = arena_str(&rep->arena, report_clip(&rep->arena, p->title,
			    REPORT_LONGEST)).p };
	}
	rep->nparts = n;
	rep->pack = g->pack;
}

static void
take_document(struct cf_report *rep, const struct doc *doc, const struct facts *facts)
{
	const struct source *src = doc->source;
	uint32_t *line = arena_array(&rep->arena, src->nlines, uint32_t);

	rep->path = arena_str(&rep->arena, str_of(src->path)).p;
	rep->format = doc->format;
	rep->derived = src->spots != NULL;
	rep->bytes = rep->derived ? arena_str(&rep->arena, src->bytes) : src->bytes;
	if (line != NULL && src->nlines > 0) {
		memcpy(line, src->line, src->nlines * sizeof(*line));
		rep->line = line;
		rep->nlines = src->nlines;
	}
	rep->nsections = doc->nsections == 0 ? 0 : doc->nsections - 1;	/* not the root */
	rep->ntables = facts->ntables;
	take_parts(rep, doc, facts->agenda);
	for (size_t i = 0; i < doc->nskips; i++)
		report_add_skip(rep, doc->skips[i].span, doc->skips[i].failed,
		    doc->skips[i].reason);
}

void
report_finish(struct cf_report *rep, struct doc *doc, const struct facts *facts)
{
	take_document(rep, doc, facts);
	order_relations(rep, doc->arena);
	fill_places(rep, doc->source, doc->arena);
	fill_spots(rep, doc->source);
	if (rep->nskips > 0)
		qsort(rep->skips, rep->nskips, sizeof(*rep->skips), skip_by_place);
	report_fingerprints(rep, doc->arena);
	count_suppressed(rep);
	if (rep->shows)
		report_show(rep, doc, facts);
	rep->doc = NULL;
	rep->agenda = NULL;
}

size_t
report_take_out(struct cf_report *rep,
    bool (*out)(void *ctx, const struct cf_report *rep, const struct cf_relation *rel), void *ctx)
{
	size_t n = 0, before = rep->n;

	for (size_t i = 0; i < before; i++) {
		struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && rel->suppressed == CF_NOT_SUPPRESSED &&
		    (out == NULL || out(ctx, rep, rel)))
			uncount(rep, rel);
		else
			rep->relations[n++] = *rel;
	}
	rep->n = n;
	return before - n;
}
