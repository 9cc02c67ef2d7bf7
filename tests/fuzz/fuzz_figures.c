/*
 * Any text as prose and as a cell: every figure and date lies inside the text,
 * has a length, comes after the one before it and keeps to its ranges.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/cell.h"
#include "facts/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static void
inspect_span(struct span inner, struct span outer)
{
	require(inner.from < inner.to);
	require(inner.from >= outer.from && inner.to <= outer.to);
}

static void
inspect_figures(const struct text *t, const struct figure *v, size_t n)
{
	uint32_t last = 0;

	for (size_t i = 0; i < n; i++) {
		require(v[i].from >= last && v[i].from < v[i].to && v[i].to <= t->s.n);
		require(v[i].d <= CF_MAX_DIGITS && v[i].decimals <= CF_MAX_DIGITS);
		require(v[i].q >= -(int)CF_MAX_DIGITS && v[i].q <= 18);
		require(v[i].m > -INT64_MAX);
		inspect_span(v[i].span, t->span);
		last = v[i].to;
	}
}

static void
inspect_dates(const struct text *t, const struct date *v, size_t n)
{
	uint32_t last = 0;

	for (size_t i = 0; i < n; i++) {
		const struct date *d = &v[i];

		inspect_span(d->span, t->span);
		require(d->span.from >= last);
		last = d->span.from;
		if (d->weekday != 0)
			inspect_span(d->weekday_at, d->span);
		require(d->weekday >= 0 && d->weekday <= 7);
		require(d->year >= 0 && d->year <= 9999);
		if (d->form == DATE_YEAR_PAIR)
			continue;
		inspect_span(d->day_at, d->span);
		require(d->day >= 1 && d->day <= 31 && d->month >= 1);
		(void)date_exists(d->year, d->month, d->day);
		require(date_weekday(d->year, d->month, d->day) <= 7);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = { (const char *)data, size };
	struct arena arena;
	struct figure *figures, one;
	struct date *dates;
	struct cell cell = { .colspan = 1, .rowspan = 1 };
	struct text t;
	size_t n;

	all = str_sub(all, 0, utf8_check(all));
	t = text_of_source(all, 0, (uint32_t)all.n);
	arena_init(&arena, CF_MAX_MEMORY);
	n = figures_scan(&arena, &t, false, &figures);
	inspect_figures(&t, figures, n);
	n = figures_scan(&arena, &t, true, &figures);
	inspect_figures(&t, figures, n);
	n = dates_scan(&arena, &t, &dates);
	inspect_dates(&t, dates, n);
	cell.text = t;
	for (int commas = 0; commas < 2; commas++) {
		cell_read(&arena, &cell, commas > 0);
		require(cell.nfigures == 0 || cell.figures != NULL);
		inspect_figures(&t, cell.figures, cell.nfigures);
	}
	for (size_t i = 0; i < t.s.n && i < 200; i++)
		if (figure_at(&t, i, &one))
			inspect_figures(&t, &one, 1);
	arena_release(&arena);
	return 0;
}
