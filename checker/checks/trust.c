/* What the totals of a table say of its lines; see trust.h. */
#include "checks/trust.h"

#include "base/limits.h"

#define ENOUGH_HELD 2u		/* other totals that hold in a line */
#define HELD_TO_MISSED 3u	/* for each that does not */

static void
count_vector(struct run *run, struct axis x, const struct sum_vector *v, struct line_trust *trust)
{
	for (uint32_t i = 0; i < axis_lines(x); i++) {
		struct line l;

		if (!axis_is_line(x, i))
			continue;
		l = sum_line(run, x, v, i);
		if (l.state == LINE_NOTHING || (l.why != NULL && !l.doubted))
			continue;
		trust[i].held += l.fit.fit == FIT_EXACT && l.nonzero >= 2;
		trust[i].missed += l.fit.fit == FIT_OUTSIDE;
	}
}

/* of each line: in how many totals of the table it holds, and in how many not */
static const struct line_trust *
trust_of(struct run *run, struct axis x)
{
	struct table_sums *s = sums_of(run, x.t);
	struct line_trust **trust = &s->trust[x.down];

	if (*trust != NULL)
		return *trust;
	*trust = arena_array(x.t->side != NULL ? run->scratch : run->doc->arena, axis_lines(x),
	    struct line_trust);
	for (size_t i = 0; i < s->n; i++)
		if (s->vector[i].down == x.down && s->vector[i].found)
			count_vector(run, x, &s->vector[i], *trust);
	return *trust;
}

static bool
has_item(const struct sum_vector *v, uint32_t item)
{
	for (uint32_t i = 0; i < v->nparts; i++)
		if (v->part[i] == item)
			return true;
	return v->total == item;
}

static bool
shares_item(const struct sum_vector *v, const struct sum_vector *w)
{
	for (uint32_t i = 0; i < v->nparts; i++)
		if (has_item(w, v->part[i]))
			return true;
	return has_item(w, v->total);
}

/* totals that do not hold in a line for the same reason as v may: they share a figure */
static uint32_t
misses_with(struct run *run, struct axis x, const struct sum_vector *v, uint32_t line)
{
	struct table_sums *s = sums_of(run, x.t);
	uint32_t n = 0;

	for (size_t i = 0; i < s->n && s->trust_steps < CF_MAX_TRUST_STEPS; i++, s->trust_steps++) {
		const struct sum_vector *w = &s->vector[i];
		struct line l;

		if (w->down != x.down || !w->found || !shares_item(v, w))
			continue;
		l = sum_line(run, x, w, line);
		n += l.state != LINE_NOTHING && (l.why == NULL || l.doubted) &&
		    l.fit.fit == FIT_OUTSIDE;
	}
	return n;
}

/* lines in which v does not hold though other totals do, but for this one, which is such a line */
static uint32_t
misses_beside(struct run *run, struct axis x, const struct sum_vector *v,
    const struct line_trust *trust)
{
	struct table_sums *s = sums_of(run, x.t);
	size_t at = (size_t)(v - s->vector);
	uint32_t n = 0;

	if (s->beside == NULL)
		s->beside = arena_array(x.t->side != NULL ? run->scratch : run->doc->arena, s->n, uint32_t);
	if (s->beside[at] > 0)
		return s->beside[at] - 1;
	for (uint32_t i = 0; i < axis_lines(x) && v->outside > 1; i++) {
		struct line l;

		if (!axis_is_line(x, i))
			continue;
		l = sum_line(run, x, v, i);
		n += l.state != LINE_NOTHING && l.fit.fit == FIT_OUTSIDE && trust[i].held > 0;
	}
	n -= n > 0;
	s->beside[at] = n + 1;
	return n;
}

#define MOST_TURNED 10u	/* parts of a sum whose signs are tried */
#define PLACES 9	/* decimals of what is added here */

/*
 * Would it hold with other signs? In a column of changes costs that rose may be printed as
 * negative, or as they are, so that profit is the sum in it and not the difference. Where no
 * figure is negative that is no question: all are of one kind.
 */
static bool
turns_signs(const struct line *l)
{
	wide part[MOST_TURNED], total, sum = 0;
	bool negative = l->stated->m < 0;

	if (l->nparts > MOST_TURNED || !figure_scaled(l->stated, PLACES, &total))
		return false;
	for (uint32_t i = 0; i < l->nparts; i++) {
		negative = negative || l->part[i]->m < 0;
		if (!figure_scaled(l->part[i], PLACES, &part[i]))
			return false;
		sum += part[i];
	}
	for (uint32_t turned = 1; negative && turned < 1u << l->nparts; turned++) {
		wide with = sum;

		for (uint32_t i = 0; i < l->nparts; i++)
			with -= (turned >> i & 1) != 0 ? 2 * part[i] : 0;
		if (with == total)
			return true;
	}
	return false;
}

bool
is_expected(struct run *run, const struct sum_vector *v, struct axis x, uint32_t line,
    const struct line *l)
{
	const struct line_trust *trust, *t;

	if (!v->found || v->thin || v->exact == 0 || v->strong == 0 || turns_signs(l))
		return false;
	trust = trust_of(run, x);
	t = &trust[line];
	return t->held >= ENOUGH_HELD &&
	    (t->held >= HELD_TO_MISSED * t->missed ||
	    t->held >= HELD_TO_MISSED * (t->missed - misses_with(run, x, v, line))) &&
	    v->exact >= HELD_TO_MISSED * misses_beside(run, x, v, trust);
}

/* does the figure of this item take part in another total that holds? */
static bool
item_is_borne_out(struct run *run, const struct sum_vector *v, struct axis x, uint32_t line,
    uint32_t item)
{
	const struct table_sums *s = sums_of(run, x.t);

	for (size_t i = 0; i < s->n; i++) {
		const struct sum_vector *w = &s->vector[i];
		struct line l;

		if (w == v || w->down != x.down || !w->found || !has_item(w, item))
			continue;
		l = sum_line(run, x, w, line);
		if (l.state == LINE_JUDGED && l.fit.fit == FIT_EXACT && l.nonzero >= 2)
			return true;
	}
	return false;
}

bool
is_borne_out(struct run *run, const struct sum_vector *v, struct axis x, uint32_t line)
{
	for (uint32_t i = 0; i < v->nparts; i++)
		if (cell_quantity(axis_cell(x, v->part[i], line)) != NULL &&
		    !item_is_borne_out(run, v, x, line, v->part[i]))
			return false;
	return item_is_borne_out(run, v, x, line, v->total);
}
