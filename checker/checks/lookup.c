/* Labels in, cells out; see lookup.h. */
#include "checks/lookup.h"

/* How near a table is to where the sentence stands: sections they share. */
static uint32_t
shared_sections(const struct doc *d, uint32_t a, uint32_t b)
{
	uint32_t depth = 0, n = 0;

	for (uint32_t s = b; s != NONE; s = d->sections[s].parent)
		n++;
	for (uint32_t s = b; s != NONE; s = d->sections[s].parent, n--)
		for (uint32_t x = a; x != NONE; x = d->sections[x].parent)
			if (x == s && n > depth)
				depth = n;
	return depth;
}

static uint32_t
section_here(const struct eval *ev)
{
	return ev->slot[SLOT_SECTION].absent == NULL ? ev->slot[SLOT_SECTION].as.section : 0;
}

struct value
lookup_table(struct eval *ev, const struct expr *selector)
{
	const struct facts *f = ev->run->facts;
	const struct table *best = NULL;
	uint32_t near = 0;
	bool two = false;

	for (size_t i = 0; i < f->ntables; i++) {
		const struct table *t = &f->tables[i];
		uint32_t n;

		if (!selector_matches(ev->run->matcher, &selector->selector, t->caption))
			continue;
		n = shared_sections(ev->run->doc, t->section, section_here(ev));
		two = n == near;
		if (n > near) {
			near = n;
			best = t;
		}
	}
	if (best == NULL || two)
		return value_absent(TYPE_TABLE, best == NULL ? "no table has this caption" :
		    "more than one table has this caption");
	return (struct value){ .type = TYPE_TABLE, .as.table = best };
}

/* ---- cells */

struct wanted_label
wanted_text(struct str s)
{
	struct wanted_label w = { .s = str_trim(s) };
	size_t from, to;

	w.is_period = period_scan(w.s, &w.period, &from, &to) && from == 0 && to == w.s.n;
	return w;
}

struct wanted_label
wanted_period(struct period p)
{
	return (struct wanted_label){ .period = p, .is_period = true };
}

static bool
is_label(const struct wanted_label *w, struct str label)
{
	struct period p;
	size_t from, to;

	if (w->s.n > 0 && str_eq_folded(w->s, label))
		return true;
	return w->is_period && label.n < 40 && period_scan(label, &p, &from, &to) &&
	    from == 0 && to == str_trim(label).n && period_same(p, w->period);
}

static bool
is_column(const struct wanted_label *w, const struct column *c)
{
	for (uint32_t i = 0; i < c->npath; i++)
		if (is_label(w, c->path[i]))
			return true;
	return false;
}

/* What was found so far. */
struct search {
	struct eval *ev;
	struct value found;	/* absent: nothing yet */
	uint32_t near;
	bool two;
};

static bool
same_figure(struct eval *ev, struct value a, struct value b)
{
	const char *why;

	return eval_equal(ev, a, b, &why) >= TRUTH_MAYBE;
}

static void
search_table(struct search *s, const struct table *t, const struct wanted_label *row,
    const struct wanted_label *column, uint32_t near)
{
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		if (!is_label(row, t->rows[r].label))
			continue;
		for (uint32_t c = 0; c < t->ncols; c++) {
			struct value v;

			if (c == t->stub || !is_column(column, &t->columns[c]))
				continue;
			v = value_cell(t, r, c);
			if (v.absent != NULL)
				continue;
			if (s->found.absent != NULL || near > s->near) {
				s->found = v;
				s->near = near;
				s->two = false;
			} else if (near == s->near && !same_figure(s->ev, s->found, v)) {
				s->two = true;
			}
		}
	}
}

struct value
lookup_cell(struct eval *ev, const struct table *t, const struct wanted_label *a,
    const struct wanted_label *b)
{
	struct search s = { .ev = ev, .found = value_absent(TYPE_CELL,
	    "no table has a figure with these labels") };
	const struct facts *f = ev->run->facts;
	bool collect = ev->collect;

	ev->collect = false;	/* what is only looked at is no evidence */
	for (size_t i = 0; i < f->ntables; i++) {
		uint32_t near = shared_sections(ev->run->doc, f->tables[i].section,
		    section_here(ev));

		if (t != NULL && t != &f->tables[i])
			continue;
		if (near < s.near)
			continue;
		search_table(&s, &f->tables[i], a, b, near);
		search_table(&s, &f->tables[i], b, a, near);
	}
	ev->collect = collect;
	if (s.two)
		return value_absent(TYPE_CELL, "two tables give different figures for these labels");
	return s.found;
}
