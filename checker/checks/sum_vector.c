/* A proposal as a vector of the table, with how each of its lines stands; see sum_finder.h. */
#include "checks/sum_finder.h"
#include "checks/words.h"

#define SURE_BITS 40	/* which even a pair, or a second explanation, does not reach by chance */
#define SHORT_SUM 3u	/* parts of a step in a running balance */

/* a trial is a run of items, walked one way or the other: put it in order */
static void
sort_items(uint32_t *p, uint32_t n)
{
	if (n < 2 || p[0] < p[n - 1])
		return;
	for (uint32_t i = 0, j = n - 1; i < j; i++, j--) {
		uint32_t swap = p[i];

		p[i] = p[j];
		p[j] = swap;
	}
}

static void
count_line(struct sum_candidate *c, const struct line *line)
{
	struct sum_vector *v = &c->v;
	bool decimal = figure_is_decimal(line->stated), tells = line->nonzero >= 2;
	struct exactness *e = decimal ? &c->decimal : &c->whole;

	switch (line->fit.fit) {
	case FIT_EXACT:
		v->exact += tells;
		v->with_gaps += tells && line->gaps;
		v->exact_decimal += tells && decimal;
		e->exact += tells && !line->percent;
		break;
	case FIT_INTERVAL:
		v->interval++;
		e->inexact += tells && !line->percent;
		break;
	case FIT_OUTSIDE:
		v->far += !is_typing_slip(line->fit.gap) || !is_plausible(line);
		if (v->outside++ == 0)
			v->gap = line->fit.gap;
		v->same_gap = v->outside > 1 && dec_cmp(v->gap, line->fit.gap) == 0 &&
		    (v->outside == 2 || v->same_gap);
		break;
	case FIT_TOO_LARGE:
		break;
	}
}

/* what the total says where there are but dashes */
static void
count_dashes(struct axis x, struct sum_vector *v, uint32_t line)
{
	const struct figure *f = cell_quantity(axis_cell(x, v->total, line));

	if (f == NULL || !sum_has_only_dashes(x, v, line))
		return;
	v->no_zero += f->m == 0;
	v->no_other += f->m != 0;
}

static void
count_lines(struct run *run, struct axis x, struct sum_candidate *c)
{
	for (uint32_t l = 0; l < axis_lines(x); l++) {
		struct line line;

		if (!axis_is_line(x, l))
			continue;
		count_dashes(x, &c->v, l);
		line = sum_line(run, x, &c->v, l);
		if (line.state == LINE_JUDGED)
			count_line(c, &line);
	}
}

static void
add_exactness(struct exactness *e, struct exactness more)
{
	e->exact += more.exact;
	e->inexact += more.inexact;
}

struct sum_candidate
sums_candidate(const struct sum_finder *f, const struct trial *t)
{
	uint32_t *part = arena_array(f->run->doc->arena, t->n, uint32_t);
	struct sum_candidate c = { .v = { .down = f->m.x.down, .total = f->m.item[t->total],
		.part = part, .nparts = t->n, .strong = t->strong } };
	struct sum_vector *v = &c.v;
	bool labelled = sums_is_labelled(&f->m, t->total);

	sort_items(t->part, t->n);
	for (uint32_t i = 0; i < t->n; i++)
		part[i] = f->m.item[t->part[i]];
	v->second = f->by_figures && (f->pairs || f->explained[t->total]);
	v->thin = v->second && sums_surplus_bits(f, t) < SURE_BITS;
	v->ratios_add = t->ratio > 0 && t->ratio >= 2 * t->ratio_miss;
	count_lines(f->run, f->m.x, &c);
	v->found = (v->exact + t->single > 0 || v->interval >= ENOUGH_ROUNDED) &&
	    (f->by_figures || v->exact + v->interval >= v->outside);
	v->partial = f->by_figures && (labelled ? 1 : 3) * v->far >
	    v->exact + v->interval + v->outside - v->far;
	v->because = v->exact >= 3 ? CF_BY_SIBLINGS : labelled ? CF_BY_LABEL : CF_BY_ARITHMETIC;
	return c;
}

void
sums_add(struct sum_finder *f, const struct trial *t, const struct sum_candidate *c)
{
	struct table_sums *s = f->s;

	if (!VEC_ROOM(f->run->doc->arena, s->vector, s->n, s->cap))
		return;
	s->vector[s->n++] = c->v;
	if (!c->v.found)
		return;
	f->explained[t->total] = true;
	for (uint32_t i = 0; i < t->n; i++)
		f->consumed[t->part[i]] = true;
	if (t->n <= SHORT_SUM)
		f->running[t->part[t->part[0] < t->total ? 0 : t->n - 1]] = true;
}

void
sums_add_exactness(struct sum_finder *f, const struct sum_candidate *c)
{
	add_exactness(&f->s->whole, c->whole);
	add_exactness(&f->s->decimal, c->decimal);
}
