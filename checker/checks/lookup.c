/* Labels in, cells out; see lookup.h. */
#include "checks/lookup.h"

#include <stdlib.h>

#define LONGEST_PERIOD 48u	/* bytes of a label that names a period, its unit included */

uint32_t
lookup_shared(const struct doc *d, uint32_t a, uint32_t b)
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

uint32_t
lookup_section(const struct eval *ev)
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
		n = lookup_shared(ev->run->doc, t->section, lookup_section(ev));
		if (n > near) {
			near = n;
			best = t;
			two = false;
		} else if (n == near) {
			two = true;
		}
	}
	if (best == NULL || two)
		return value_absent(TYPE_TABLE, best == NULL ? "no table has this caption" :
		    "more than one table has this caption");
	return (struct value){ .type = TYPE_TABLE, .as.table = best };
}

/* ---- labels */

/* What a label is kept under: its words, and if it names a period that, with and
 * without its year. */
enum key { KEY_WORDS, KEY_PERIOD, KEY_NO_YEAR, KEY_ANY_YEAR };

/* All labels of the document, in the order of their keys, then of tables. */
struct labels {
	struct labelled *at;
	size_t n, cap;
};

static uint64_t
key_of_words(struct str s)
{
	return str_hash_folded(s) * 4 + KEY_WORDS;
}

static uint64_t
key_of_period(enum key key, struct period p)
{
	uint64_t from = (uint64_t)(uint32_t)(key == KEY_PERIOD ? p.from : p.from % 12);

	return (from << 32 | (uint32_t)(p.to - p.from)) * 0x9E3779B97F4A7C15u * 4 + key;
}

bool
lookup_period(struct str s, struct period *out)
{
	size_t from, to;

	s = str_trim(s);
	if (s.n >= LONGEST_PERIOD || !period_scan(s, out, &from, &to) || from != 0)
		return false;
	s = str_trim(str_sub(s, to, s.n));
	return s.n == 0 || s.p[0] == '(' || s.p[0] == '$' || s.p[0] == '%' ||
	    str_starts(s, CF_S("\xC2\xA3")) || str_starts(s, CF_S("\xE2\x82\xAC"));
}

static void
add_key(struct arena *a, struct labels *l, struct labelled x)
{
	if (VEC_ROOM(a, l->at, l->n, l->cap))
		l->at[l->n++] = x;
}

static void
add_label(struct arena *a, struct labels *l, struct labelled x)
{
	struct period p;

	if (x.label.n == 0)
		return;
	x.key = key_of_words(x.label);
	add_key(a, l, x);
	if (!lookup_period(x.label, &p))
		return;
	x.key = key_of_period(period_has_year(p) ? KEY_PERIOD : KEY_NO_YEAR, p);
	add_key(a, l, x);
	if (period_has_year(p)) {
		x.key = key_of_period(KEY_ANY_YEAR, p);
		add_key(a, l, x);
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct labelled *a = x, *b = y;

	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	if (a->column != b->column)
		return a->column ? 1 : -1;
	return (a->line > b->line) - (a->line < b->line);
}

static int
by_key(const void *x, const void *y)
{
	const struct labelled *a = x, *b = y;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return by_place(x, y);
}

/* made when it is first asked for, and kept as long as the document */
static const struct labels *
labels_of(struct run *run)
{
	struct arena *a = run->doc->arena;
	struct labels *l;

	if (run->labels != NULL)
		return run->labels;
	l = run->labels = arena_new(a, struct labels);
	for (uint32_t i = 0; i < run->facts->ntables; i++) {
		const struct table *t = &run->facts->tables[i];

		for (uint32_t r = t->header_rows; r < t->nrows; r++)
			add_label(a, l, (struct labelled){ .label = t->rows[r].label, .table = i,
				.line = r });
		for (uint32_t c = 0; c < t->ncols; c++)
			for (uint32_t k = 0; k < t->columns[c].npath && c != t->stub; k++)
				add_label(a, l, (struct labelled){ .table = i, .line = c,
					.label = t->columns[c].path[k], .column = true });
	}
	if (l->n > 1)
		qsort(l->at, l->n, sizeof(*l->at), by_key);
	return l;
}

struct wanted_label
wanted_text(struct str s)
{
	struct wanted_label w = { .s = str_trim(s) };

	w.is_period = lookup_period(w.s, &w.period);
	return w;
}

struct wanted_label
wanted_period(struct period p)
{
	return (struct wanted_label){ .period = p, .is_period = true };
}

bool
lookup_is_label(const struct wanted_label *w, struct str label)
{
	struct period p;

	if (w->s.n > 0 && str_eq_folded(w->s, label))
		return true;
	return w->is_period && lookup_period(label, &p) && period_same(p, w->period);
}

/* which lines are looked for: of tables that stand one after the other */
struct line_search {
	struct eval *ev;
	const struct wanted_label *want;
	uint32_t from, to;
	struct labelled_lines out;
};

static void
take_lines(struct line_search *s, uint64_t key)
{
	const struct labels *l = labels_of(s->ev->run);
	const struct labelled first = { .key = key, .table = s->from };
	size_t lo = 0, hi = l->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (by_key(&l->at[mid], &first) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < l->n && l->at[lo].key == key && eval_spend(s->ev, 1) &&
	    l->at[lo].table < s->to; lo++)
		if (lookup_is_label(s->want, l->at[lo].label) &&
		    VEC_ROOM(s->ev->run->item, s->out.at, s->out.n, s->out.cap))
			s->out.at[s->out.n++] = l->at[lo];
}

struct labelled_lines
lookup_lines_of(struct eval *ev, const struct wanted_label *w, uint32_t from, uint32_t to)
{
	struct line_search s = { .ev = ev, .want = w, .from = from, .to = to };

	if (w->s.n > 0)
		take_lines(&s, key_of_words(w->s));
	if (w->is_period && period_has_year(w->period)) {
		take_lines(&s, key_of_period(KEY_PERIOD, w->period));
		take_lines(&s, key_of_period(KEY_NO_YEAR, w->period));
	} else if (w->is_period) {
		take_lines(&s, key_of_period(KEY_NO_YEAR, w->period));
		take_lines(&s, key_of_period(KEY_ANY_YEAR, w->period));
	}
	if (s.out.n > 1)
		qsort(s.out.at, s.out.n, sizeof(*s.out.at), by_place);
	return s.out;
}

struct labelled_lines
lookup_lines(struct eval *ev, const struct wanted_label *w)
{
	return lookup_lines_of(ev, w, 0, NONE);
}

/* ---- cells */

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
take_cell(struct search *s, const struct table *t, uint32_t row, uint32_t col, uint32_t near)
{
	struct value v = value_cell(t, row, col);

	if (v.absent != NULL || str_trim(cell_ref_str(&v.as.cell)).n == 0)
		return;
	if (s->found.absent != NULL || near > s->near) {
		s->found = v;
		s->near = near;
		s->two = false;
	} else if (near == s->near && !same_figure(s->ev, s->found, v)) {
		s->two = true;
	}
}

/* lines of one table, those with one label against those with the other */
static void
search_table(struct search *s, const struct table *t, const struct labelled *a, size_t na,
    const struct labelled *b, size_t nb)
{
	uint32_t near = lookup_shared(s->ev->run->doc, t->section, lookup_section(s->ev));

	if (near < s->near)
		return;
	for (size_t i = 0; i < na; i++)
		for (size_t k = 0; k < nb && eval_spend(s->ev, 1); k++)
			if (a[i].column != b[k].column)
				take_cell(s, t, a[i].column ? b[k].line : a[i].line,
				    a[i].column ? a[i].line : b[k].line, near);
}

/* how many lines from i on are of the same table */
static size_t
run_length(const struct labelled_lines *l, size_t i)
{
	size_t k = i;

	while (k < l->n && l->at[k].table == l->at[i].table)
		k++;
	return k - i;
}

static void
search_all(struct search *s, const struct table *only, const struct labelled_lines *a,
    const struct labelled_lines *b)
{
	const struct facts *f = s->ev->run->facts;

	for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
		size_t na = run_length(a, i), nb = run_length(b, k);
		uint32_t table = a->at[i].table, other = b->at[k].table;

		if (table == other && (only == NULL || only == &f->tables[table]))
			search_table(s, &f->tables[table], a->at + i, na, b->at + k, nb);
		i += table <= other ? na : 0;
		k += other <= table ? nb : 0;
	}
}

/* a table that is none of the document's (tables set side by side) has no index */
static void
search_view(struct search *s, const struct table *t, const struct wanted_label *a,
    const struct wanted_label *b)
{
	const struct wanted_label *want[] = { a, b };
	struct labelled_lines with[2] = { { 0 }, { 0 } };
	struct arena *item = s->ev->run->item;

	for (int k = 0; k < 2; k++) {
		for (uint32_t r = t->header_rows; r < t->nrows; r++)
			if (lookup_is_label(want[k], t->rows[r].label) &&
			    VEC_ROOM(item, with[k].at, with[k].n, with[k].cap))
				with[k].at[with[k].n++] = (struct labelled){ .line = r };
		for (uint32_t c = 0; c < t->ncols; c++)
			for (uint32_t i = 0; i < t->columns[c].npath && c != t->stub; i++)
				if (lookup_is_label(want[k], t->columns[c].path[i]) &&
				    VEC_ROOM(item, with[k].at, with[k].n, with[k].cap))
					with[k].at[with[k].n++] = (struct labelled){ .line = c,
						.column = true };
	}
	search_table(s, t, with[0].at, with[0].n, with[1].at, with[1].n);
}

struct value
lookup_cell(struct eval *ev, const struct table *t, const struct wanted_label *a,
    const struct wanted_label *b)
{
	struct search s = { .ev = ev, .found = value_absent(TYPE_CELL,
	    "no table has a figure with these labels") };
	struct labelled_lines with_a = lookup_lines(ev, a), with_b = lookup_lines(ev, b);
	const struct facts *f = ev->run->facts;
	const char *doubt = ev->doubt;
	bool collect = ev->collect;

	ev->collect = false;	/* what is only looked at is no evidence */
	if (t == NULL || (t >= f->tables && t < f->tables + f->ntables))
		search_all(&s, t, &with_a, &with_b);
	else
		search_view(&s, t, a, b);
	ev->collect = collect;
	ev->doubt = doubt;
	if (!eval_spend(ev, 1))
		return value_absent(TYPE_CELL, why_too_much);
	if (s.two)
		return value_absent(TYPE_CELL, "two tables give different figures for these labels");
	return s.found;
}
