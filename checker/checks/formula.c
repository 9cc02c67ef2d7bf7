/* Formulas in labels; see formula.h. */
#include "checks/formula.h"

#include <stdlib.h>

#define MOST_STEPS 2000000u	/* names and figures that are looked at in one table */
#define LONGEST_NAME 2u		/* letters or digits: "A", "12", "1a" */

/* ---- reading a label */

struct cursor {
	struct str s;
	size_t at;
};

static void
skip_spaces(struct cursor *c)
{
	while (c->at < c->s.n && ch_space(c->s.p[c->at]))
		c->at++;
}

static bool
take(struct cursor *c, const char *what)
{
	struct str w = str_of(what);

	if (!str_starts_folded(str_sub(c->s, c->at, c->s.n), w))
		return false;
	c->at += w.n;
	return true;
}

/* "A", "6", "12", "1a": one letter, or a number that may have a letter after it */
static struct str
take_name(struct cursor *c)
{
	size_t from = c->at, digits;

	while (c->at < c->s.n && ch_digit(c->s.p[c->at]))
		c->at++;
	digits = c->at - from;
	if (c->at < c->s.n && ch_alpha(c->s.p[c->at]))
		c->at++;
	if (c->at == from || digits > LONGEST_NAME || (c->at < c->s.n &&
	    (ch_alpha(c->s.p[c->at]) || ch_digit(c->s.p[c->at])))) {
		c->at = from;
		return CF_S("");
	}
	return str_sub(c->s, from, c->at);
}

/* "A" or "(A)" */
static struct str
take_term(struct cursor *c)
{
	size_t from = c->at;
	bool open = take(c, "(");
	struct str name = take_name(c);

	if (name.n > 0 && (!open || take(c, ")")))
		return name;
	c->at = from;
	return CF_S("");
}

enum operator { OP_NONE, OP_PLUS, OP_MINUS, OP_DASH, OP_TO };

static enum operator
take_operator(struct cursor *c)
{
	static const struct {
		const char *what;
		enum operator op;
	} all[] = {
		{ "+", OP_PLUS }, { "&", OP_PLUS }, { ",", OP_PLUS }, { "plus ", OP_PLUS },
		{ "and ", OP_PLUS }, { "less ", OP_MINUS }, { "minus ", OP_MINUS },
		{ "\xe2\x88\x92", OP_MINUS }, { "-", OP_DASH }, { "\xe2\x80\x93", OP_DASH },
		{ "\xe2\x80\x94", OP_DASH }, { "to ", OP_TO }
	};

	skip_spaces(c);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (take(c, all[i].what)) {
			skip_spaces(c);
			return all[i].op;
		}
	return OP_NONE;
}

/* the formula here, of two terms at least; *c is behind it then */
static bool
take_formula(struct cursor *c, struct formula *out)
{
	struct cursor x = *c;
	enum operator op = OP_PLUS, only = OP_NONE;

	out->n = 0;
	skip_spaces(&x);
	if (!take(&x, "sum of "))
		(void)take(&x, "total of ");
	do {
		struct str name = take_term(&x);

		if (name.n == 0 || out->n == FORMULA_TERMS || (out->n > 1 && op == OP_TO))
			return false;
		out->minus[out->n] = op == OP_MINUS || op == OP_DASH;
		out->name[out->n++] = name;
		*c = x;
		op = take_operator(&x);
		if (out->n == 1)
			only = op;
	} while (op != OP_NONE);
	out->range = out->n == 2 && (only == OP_DASH || only == OP_TO);
	if (out->n == 2 && only == OP_TO)
		out->minus[1] = false;
	return out->n >= 2;
}

/* does what was read end here, so that it is no beginning of a word or a range of years? */
static bool
ends(struct cursor c, const char *marks)
{
	skip_spaces(&c);
	return c.at == c.s.n || strchr(marks, c.s.p[c.at]) != NULL;
}

struct str
label_name(struct str label)
{
	struct cursor c = { str_trim(label), 0 };
	bool open = take(&c, "(");
	struct str name = take_name(&c);

	if (name.n == 0)
		return name;
	if (open)
		return take(&c, ")") ? name : CF_S("");
	if (c.at == c.s.n)
		return name;
	skip_spaces(&c);
	return strchr(".):=", c.s.p[c.at]) != NULL ? name : CF_S("");
}

/* "C = A - B", "A-B. Debt", "(a-b)" */
static bool
formula_first(struct str label, struct formula *out)
{
	struct cursor c = { label, 0 };
	struct str name = take_term(&c);

	skip_spaces(&c);
	if (name.n == 0 || !take(&c, "="))
		c.at = 0;
	return take_formula(&c, out) && ends(c, ".):=");
}

/* "... (6-7)", "... [A+B]", "... = A + B" */
static bool
formula_inside(struct str label, struct formula *out)
{
	static const char open[] = "([=", close[] = ")]";

	for (size_t i = 0; i < label.n; i++) {
		const char *which = memchr(open, label.p[i], sizeof(open) - 1);
		struct cursor c = { label, i + 1 };

		if (which == NULL)
			continue;
		skip_spaces(&c);
		(void)take(&c, "=");
		if (!take_formula(&c, out))
			continue;
		skip_spaces(&c);
		if (*which == '=' ? c.at == label.n :
		    c.at < label.n && label.p[c.at] == close[which - open])
			return true;
	}
	return false;
}

bool
label_formula(struct str label, struct formula *out)
{
	label = str_trim(label);
	return formula_first(label, out) || formula_inside(label, out);
}

/* ---- the items that are meant */

struct search {
	const struct matrix *m;
	struct arena *a;
	struct str *name;	/* of each item */
	struct adder adder;
	uint32_t *part[2];	/* room for the parts of two trials */
	uint64_t steps;
};

/* the item of this name that is nearest, before it first; NONE: there is none */
static uint32_t
named(struct search *s, struct str name, uint32_t self)
{
	for (uint32_t i = self; i-- > 0; s->steps++)
		if (str_eq_folded(s->name[i], name))
			return i;
	for (uint32_t i = self + 1; i < s->m->nitems; i++, s->steps++)
		if (str_eq_folded(s->name[i], name))
			return i;
	return NONE;
}

/* one more part; false when it is there already */
static bool
add_part(struct trial *t, uint32_t item)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->part[i] == item)
			return false;
	t->part[t->n++] = item;
	return true;
}

/* the parts of item `self` when all are added, or those of the first when others are taken
 * off it; false when a name is not there */
static bool
trial_of(struct search *s, const struct formula *f, uint32_t self, struct trial *t)
{
	bool difference = f->minus[1];

	t->total = difference ? named(s, f->name[0], self) : self;
	t->n = 0;
	if (difference)
		t->part[t->n++] = self;
	for (uint32_t i = difference; i < f->n; i++) {
		uint32_t item;

		if (f->minus[i] != (difference && i > 0))
			return false;
		item = named(s, f->name[i], self);
		if (item == NONE || item == t->total || !add_part(t, item))
			return false;
	}
	return t->total != NONE && t->total != t->part[0];
}

/* "6 to 9": the items between the two as well */
static bool
trial_of_range(struct search *s, const struct formula *f, uint32_t self, struct trial *t)
{
	uint32_t from = named(s, f->name[0], self), to = named(s, f->name[1], self);

	t->total = self;
	t->n = 0;
	if (from == NONE || to == NONE || from >= to || (self > from && self < to))
		return false;
	for (uint32_t i = from; i <= to; i++)
		if (s->name[i].n > 0)
			t->part[t->n++] = i;
	return true;
}

static void
count(struct search *s, struct trial *t)
{
	adder_clear(&s->adder, s->m);
	s->steps += (uint64_t)t->n * s->m->nlines;
	for (uint32_t i = 0; i < t->n; i++)
		adder_add(&s->adder, s->m, t->part[i]);
	trial_count(t, s->m, &s->adder);
	t->natural = true;
}

static int
by_place(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
try_formula(struct search *s, uint32_t self, const struct formula *f, trial_fn *fn, void *arg)
{
	struct trial as_is = { .part = s->part[0] }, range = { .part = s->part[1] };

	if (trial_of(s, f, self, &as_is))
		count(s, &as_is);
	else
		as_is = (struct trial){ .n = 0 };
	if (f->range && trial_of_range(s, f, self, &range))
		count(s, &range);
	if (range.bits > as_is.bits)
		as_is = range;
	if (as_is.n < 2)
		return;
	qsort(as_is.part, as_is.n, sizeof(*as_is.part), by_place);
	fn(arg, &as_is);
}

void
find_formulas(const struct matrix *m, struct arena *a, trial_fn *fn, void *arg)
{
	struct search s = { .m = m, .a = a, .name = arena_array(a, m->nitems, struct str) };
	uint32_t n = 0;

	for (uint32_t i = 0; i < m->nitems; i++) {
		s.name[i] = label_name(axis_label(m->x, m->item[i]));
		n += s.name[i].n > 0;
	}
	if (n < 2)
		return;
	adder_init(&s.adder, a, m);
	for (int i = 0; i < 2; i++)
		s.part[i] = arena_array(a, m->nitems, uint32_t);
	for (uint32_t i = 0; i < m->nitems && s.steps < MOST_STEPS; i++) {
		struct formula f;

		if (label_formula(axis_label(m->x, m->item[i]), &f))
			try_formula(&s, i, &f, fn, arg);
	}
}
