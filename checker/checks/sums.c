/*
 * Finding the parts of totals; see sums.h.
 *
 * First the figures speak: checks/runs.c proposes what adds up to what, and a
 * proposal is believed when its agreement is worth more bits than the choice
 * among all proposals (sum_search.c). Then the labels (sum_names.c): what is called
 * a total and has no parts yet gets the run of items that its place suggests.
 */
#include "checks/sum_finder.h"

/* what says the same as the total just before it is the sum of the same parts */
static void
add_restatements(struct sum_finder *f)
{
	size_t n = f->s->n;

	for (uint32_t i = 0; i < f->m.nitems; i++) {
		uint32_t same = f->m.same[i];

		if (same == NONE || i - same > 1 || f->explained[i] || !f->explained[same])
			continue;
		for (size_t k = 0; k < n; k++) {
			struct sum_vector v = f->s->vector[k];

			if (v.down != f->m.x.down || v.total != f->m.item[same] || !v.found)
				continue;
			v.total = f->m.item[i];
			if (VEC_ROOM(f->run->doc->arena, f->s->vector, f->s->n, f->s->cap))
				f->s->vector[f->s->n++] = v;
		}
		f->explained[i] = true;
	}
}

#define ENOUGH_RATIOS 2u	/* totals that hold in a line of percentages or rates ... */
#define RATIOS_TO_MISSED 3u	/* ... for each that does not */

/* do the totals hold in a line of percentages or rates? Those of one total in all lines are
 * counted in sums_candidate() */
static bool
ratios_add(struct sum_finder *f, uint32_t line)
{
	uint32_t exact = 0, held = 0, missed = 0;

	for (size_t i = 0; i < f->s->n; i++) {
		const struct sum_vector *v = &f->s->vector[i];
		struct line l;

		if (v->down != f->m.x.down || !v->found || !sum_is_ratio(f->m.x, v, line))
			continue;
		l = sum_line(f->run, f->m.x, v, line);
		if (l.state == LINE_NOTHING || l.nonzero < 2)
			continue;
		exact += l.fit.fit == FIT_EXACT;
		held += l.fit.fit == FIT_EXACT || l.fit.fit == FIT_INTERVAL;
		missed += l.fit.fit == FIT_OUTSIDE;
	}
	return (exact >= ENOUGH_RATIOS || held > ENOUGH_RATIOS) && held >= RATIOS_TO_MISSED * missed;
}

static void
search_ratio_lines(struct sum_finder *f)
{
	const struct matrix *m = &f->m;
	bool *adds = NULL;

	for (uint32_t l = 0; l < m->nlines; l++) {
		if (!m->ratio_line[l])
			continue;
		if (adds == NULL)
			adds = arena_array(f->run->doc->arena, axis_lines(m->x), bool);
		f->s->ratio_adds[m->x.down] = adds;
		adds[m->line[l]] = true;	/* so that sum_line() adds up */
		adds[m->line[l]] = ratios_add(f, m->line[l]);
	}
}

static void
search_axis(struct table_sums *s, struct run *run, struct axis x)
{
	struct sum_finder f = { .s = s, .run = run };

	matrix_init(&f.m, run->scratch, x);
	if (f.m.nitems < 3 || f.m.nlines == 0)
		return;
	f.best = arena_array(run->scratch, f.m.nitems, struct best);
	f.consumed = arena_array(run->scratch, f.m.nitems, bool);
	f.running = arena_array(run->scratch, f.m.nitems, bool);
	f.explained = arena_array(run->scratch, f.m.nitems, bool);
	sums_search_figures(&f);
	sums_search_blocks(&f);
	sums_search_families(&f);
	f.by_figures = false;
	add_restatements(&f);
	sums_search_formulas(&f);
	sums_search_labels(&f);
	search_ratio_lines(&f);
}

#define ENOUGH_FIGURES 12u	/* figures from which a common base is believed (C1.4) */

/* the greatest number of which all whole figures are multiples: figures rounded
 * to 3, 5, 10, 100, ... each on its own miss their rounded total by several units */
static int64_t
common_base(const struct table *t)
{
	int64_t base = 0;
	uint32_t n = 0;

	for (uint32_t c = 0; c < t->ncols && base != 1; c++) {
		if (t->columns[c].kind != COLUMN_FIGURES || column_is_percent(t, c) ||
		    (t->columns[c].path_says & LABEL_CHANGE) != 0)
			continue;
		for (uint32_t r = t->header_rows; r < t->nrows && base != 1; r++) {
			const struct figure *f = cell_quantity(table_at(t, r, c));
			int64_t a, b = base;

			if (f == NULL || f->m == 0 || f->unit == UNIT_PERCENT || f->d > 0)
				continue;
			for (a = f->m < 0 ? -(f->m + 1) + 1 : f->m; b != 0;) {
				int64_t rest = a % b;

				a = b;
				b = rest;
			}
			base = a;
			n++;
		}
	}
	return n >= ENOUGH_FIGURES && base > 1 ? base : 1;
}

/* where the sums of a table are kept; not done yet when they are asked for first */
static struct table_sums *
room_for(struct run *run, const struct table *t)
{
	if (t->side != NULL) {
		if (run->view_sums == NULL || run->view_sums->table != t) {
			run->view_sums = arena_new(run->scratch, struct view_sums);
			run->view_sums->table = t;
		}
		return &run->view_sums->sums;
	}
	if (run->sums == NULL)
		run->sums = arena_array(run->doc->arena, run->facts->ntables, struct table_sums);
	return &run->sums[t->number - 1];
}

struct table_sums *
sums_of(struct run *run, const struct table *t)
{
	struct table_sums *s = room_for(run, t);

	if (s->done)
		return s;
	s->done = true;
	s->base = common_base(t);
	search_axis(s, run, (struct axis){ t, true });
	search_axis(s, run, (struct axis){ t, false });
	if (s->too_large)
		report_add_skip(run->report, t->span, false,
		    CF_S("too large a table to look for the parts of every total"));
	return s;
}

const struct sum_vector *
sums_total(const struct table_sums *s, bool down, uint32_t item)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->vector[i].down == down && s->vector[i].total == item && s->vector[i].found)
			return &s->vector[i];
	return NULL;
}
