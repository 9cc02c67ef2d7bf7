/*
 * reference: what is referred to is defined, and what is defined stands once, in
 * order, without gaps, and is referred to. What may be defined elsewhere is
 * undecided: a date or a report that is not here, paragraphs without numbers.
 */
#include "checks/refs.h"

#include <stdlib.h>

#include "base/limits.h"

/* How one relation ends, and what is said of it. */
struct ending {
	enum cf_verdict verdict;
	const char *reason;			/* undecided */
	const char *kind;			/* failed: the words for {kind} */
	const struct definition *first;		/* NULL: none */
	const struct definition *previous;	/* in the sequence; NULL: none */
	struct str missing, date, note;
};

#define FIRST_WORDS 80u		/* bytes of a definition that {first} repeats */

static struct str
words_of(struct refs *r, const struct definition *d)
{
	return d == NULL ? CF_S("") : report_clip(r->run->item,
	    str_sub(d->place->text->s, d->from, d->place->text->s.n), FIRST_WORDS);
}

static struct report_evidence
evidence_of(const char *role, const struct definition *d)
{
	const struct place *p = d->place;

	return (struct report_evidence){ role, d->at, p->table, p->row, p->col };
}

/* say it of bytes [from, to) of a text */
static void
conclude(struct refs *r, const struct place *place, const struct key *key,
    const struct ending *e)
{
	struct cf_report *report = r->run->report;
	struct report_evidence evidence[2];
	struct var vars[6];
	struct outcome o;

	if (!report_wants(report, e->verdict)) {
		report_tally(report, r->rule, e->verdict, e->reason);
		return;
	}
	o = outcome_in(r->rule, place, key->from, key->to);
	o.verdict = e->verdict;
	o.because = CF_BY_RULE;
	o.reason = e->reason;
	o.stated = str_sub(place->text->s, key->from, key->to);
	o.note = e->note;
	o.relation = e->note;
	if (e->first != NULL)
		evidence[o.nevidence++] = evidence_of("defined", e->first);
	if (e->previous != NULL)
		evidence[o.nevidence++] = evidence_of("before", e->previous);
	o.evidence = evidence;
	vars[0] = (struct var){ "kind", e->kind == NULL ? CF_S("") : str_of(e->kind) };
	vars[1] = (struct var){ "key", key->shown };
	vars[2] = (struct var){ "first", words_of(r, e->first) };
	vars[3] = (struct var){ "missing", e->missing };
	vars[4] = (struct var){ "previous", e->previous == NULL ? CF_S("") :
		e->previous->key.shown };
	vars[5] = (struct var){ "date", e->date };
	o.vars = vars;
	o.nvars = 6;
	report_add(report, &o);
}

/* ---- members of sequences */

/* One definition as a member of a sequence. */
struct member {
	struct key_number n;
	uint32_t group;
	uint32_t def;
};

static int
by_sequence(const struct member *x, const struct member *y)
{
	size_t n = x->n.head.n < y->n.head.n ? x->n.head.n : y->n.head.n;
	int order;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->n.letter != y->n.letter)
		return x->n.letter ? 1 : -1;
	order = n == 0 ? 0 : memcmp(x->n.head.p, y->n.head.p, n);
	if (order != 0)
		return order;
	return (x->n.head.n > y->n.head.n) - (x->n.head.n < y->n.head.n);
}

static int
by_document(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = by_sequence(x, y);

	return order != 0 ? order : (x->def > y->def) - (x->def < y->def);
}

static int
by_number(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = by_sequence(x, y);

	if (order != 0)
		return order;
	if (x->n.number != y->n.number)
		return x->n.number < y->n.number ? -1 : 1;
	return (x->def > y->def) - (x->def < y->def);
}

/* all of them, sequence by sequence, each by number or in the order of the document */
struct sequences {
	struct member *member;
	size_t n;
};

static struct sequences
sequences_of(const struct refs *r, int (*order)(const void *, const void *))
{
	struct sequences all = { arena_array(r->a, r->ndefs, struct member), 0 };

	for (uint32_t i = 0; i < r->ndefs; i++) {
		struct member m = { .group = r->defs[i].group, .def = i };

		if (!r->defs[i].sub && key_number(r->defs[i].key.path, &m.n))
			all.member[all.n++] = m;
	}
	if (all.n > 0)
		qsort(all.member, all.n, sizeof(*all.member), order);
	return all;
}

/* ---- references */

/* One reference as it is resolved. */
struct reference {
	const struct sequences *all;
	const struct place *place;
	uint32_t group;		/* where it looks first; NONE: a date that is not here */
	bool dated;		/* it says of which date it is */
	struct str date;
};

static const struct ending held = { .verdict = CF_HELD };

static struct ending
undecided(const char *reason)
{
	return (struct ending){ .verdict = CF_UNDECIDED, .reason = reason };
}

static struct ending
undefined(struct refs *r, const struct node *above)
{
	struct ending e = { .verdict = CF_FAILED, .kind = "is not defined" };

	if (above != NULL) {
		e.first = &r->defs[above->first];
		e.note = arena_printf(r->run->item, "%.*s is there, but nothing below it has "
		    "this number", (int)e.first->key.shown.n, e.first->key.shown.p);
	}
	return e;
}

static void
mark_used(struct refs *r, uint32_t group, struct str path)
{
	struct node *above = refs_find(r, group, key_parent(path));

	if (above != NULL)
		above->below = true;
	for (; path.n > 0; path = key_parent(path)) {
		struct node *n = refs_find(r, group, path);

		if (n != NULL)
			n->used = true;
	}
}

static bool
look_up(struct refs *r, uint32_t group, struct str path)
{
	if (refs_defined(r, group, path) == NULL)
		return false;
	mark_used(r, group, path);
	return true;
}

/* where it would stand among all members, which are sorted by number */
static size_t
place_in(const struct sequences *all, const struct member *m)
{
	size_t lo = 0, hi = all->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (by_number(&all->member[mid], m) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* is something like it defined before and after its number in the group? */
static bool
is_in_sequence(const struct sequences *all, uint32_t group, struct str path)
{
	struct member m = { .group = group };
	size_t i;

	if (!key_number(path, &m.n))
		return false;
	i = place_in(all, &m);
	return i > 0 && i < all->n && by_sequence(&all->member[i - 1], &m) == 0 &&
	    by_sequence(&all->member[i], &m) == 0;
}

/* is it a paragraph of a chapter ("4.2") of which nothing has a number here? */
static bool
is_of_no_chapter(const struct sequences *all, uint32_t group, struct str path)
{
	struct member m = { .group = group };
	size_t i;

	if (key_parent(path).n == 0 || !key_number(path, &m.n))
		return false;
	i = place_in(all, &m);
	return (i == 0 || by_sequence(&all->member[i - 1], &m) != 0) &&
	    (i == all->n || by_sequence(&all->member[i], &m) != 0);
}

/* it has no date, and is not among what stands under the date that it is under itself */
static struct ending
without_date(struct refs *r, const struct reference *ref, const struct key *key)
{
	const struct text_dates *d = refs_dates(r, ref->place->text);

	if (d->any && d->group != ref->group)
		return undecided("another date stands beside it");
	if (!is_in_sequence(ref->all, ref->group, key->path))
		return undecided("it has no date, and may belong to another");
	return undefined(r, NULL);
}

static struct ending
resolve(struct refs *r, const struct reference *ref, const struct key *key)
{
	const struct node *above;

	if (r->rule->here)
		return look_up(r, ref->group, key->path) ? held : undefined(r, NULL);
	if (r->ndefs == 0)
		return undecided("nothing of its kind is defined in this document");
	if (ref->group == NONE)
		return undecided("its date is not one of this document");
	if (look_up(r, ref->group, key->path) || look_up(r, ref->group, key->joined))
		return held;
	if (!ref->dated && (look_up(r, GROUP_ANY, key->path) ||
	    look_up(r, GROUP_ANY, key->joined)))
		return held;
	if (r->per_group[ref->group] == 0 && r->rule->scope_by == SCOPE_DATE)
		return undecided("nothing of its kind stands under its date");
	above = refs_ancestor(r, ref->group, key->path);
	if (above == NULL && !ref->dated)
		above = refs_ancestor(r, GROUP_ANY, key->path);
	if (above != NULL) {
		mark_used(r, above->group, above->path);
		return above->children ? undefined(r, above) :
		    undecided("its paragraphs have no numbers in this document");
	}
	if (r->per_group[ref->group] == 0)
		return undecided("nothing of its kind is defined in its report");
	if (r->rule->scope_by == SCOPE_DATE && !ref->dated)
		return without_date(r, ref, key);
	if (is_of_no_chapter(ref->all, ref->group, key->path))
		return undecided("nothing of its chapter has a number here");
	return undefined(r, NULL);
}

/* One pattern of references. */
struct lookout {
	const struct sequences *all;
	int keys, date;		/* captures */
	size_t left;		/* how many keys may still be read */
};

/* the group that a match refers to */
static struct reference
reference_of(struct refs *r, const struct matches *m, const struct lookout *l)
{
	const struct place *place = &m->texts->place[m->text - 1];
	struct span at = text_span(place->text, m->from, m->to);
	struct reference ref = { .all = l->all, .place = place,
		.group = refs_group(r, at.from) };
	const struct date *d;
	size_t from, to;

	if (!matches_capture(m, l->date, &from, &to) || from >= to)
		return ref;
	ref.date = str_sub(place->text->s, from, to);
	if (r->rule->scope_by != SCOPE_DATE)
		return ref;
	ref.dated = true;
	d = refs_date_at(r, place->text, from, to);
	ref.group = d == NULL ? NONE : refs_date_group(r, d);
	return ref;
}

static void
check_match(struct refs *r, const struct matches *m, struct lookout *l)
{
	struct reference ref = reference_of(r, m, l);
	bool say = (r->rule->report & REFERENCE_UNDEFINED) != 0;
	struct key *list;
	size_t from, to, n;
	bool cut;

	if (!matches_capture(m, l->keys, &from, &to) || from >= to)
		return;
	n = keys_read(r->run->item, ref.place->text->s, from, to, &list, &cut);
	for (size_t i = 0; i < n && l->left > 0; i++, l->left--) {
		struct span at = text_span(ref.place->text, list[i].from, list[i].to);
		struct ending e;

		if (refs_is_definition(r, at.from))
			continue;
		e = resolve(r, &ref, &list[i]);
		e.date = ref.date;
		if (say)
			conclude(r, ref.place, &list[i], &e);
	}
	if (cut)
		report_add_skip(r->run->report, text_span(ref.place->text, from, to), false,
		    CF_S("so long a list of references is read in part"));
}

static void
check_references(struct refs *r, const struct place_pattern *p, struct lookout *l)
{
	struct matches m;
	struct rule view;

	l->date = pattern_capture(p->match, CF_S("date"));
	l->keys = pattern_capture(p->match, CF_S("keys"));
	if (l->keys < 0)
		l->keys = pattern_capture(p->match, CF_S("key"));
	refs_matches(r, p, &view, &m);
	while (matches_next(&m)) {
		check_match(r, &m, l);
		arena_reset(r->run->item);
		if (l->left > 0)
			continue;
		report_add_skip(r->run->report, text_span(m.place.text, m.from, m.to), true,
		    arena_printf(r->a, "%s: too many references; what follows was not looked at",
		    r->rule->name));
		return;
	}
}

/* ---- definitions */

/* without the dots and the page number of a list of tables */
static struct str
without_page(struct str s)
{
	size_t n = s.n, dots = 0;

	while (n > 0 && (ch_digit(s.p[n - 1]) || ch_space(s.p[n - 1])))
		n--;
	for (; n > 0 && (s.p[n - 1] == '.' || ch_space(s.p[n - 1])); n--)
		dots += s.p[n - 1] == '.';
	return dots >= 3 ? str_sub(s, 0, n) : s;
}

/* what is defined, without what stands around its key */
static struct str
title_of(const struct definition *d)
{
	struct str s = d->place->text->s;
	size_t i = d->key.to;

	while (i < s.n && !ch_alpha(s.p[i]) && !ch_digit(s.p[i]) && (unsigned char)s.p[i] < 0x80)
		i++;
	s = str_trim(without_page(str_sub(s, i, s.n)));
	while (s.n > 0 && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == '.' || s.p[s.n - 1] == ';'))
		s.n--;
	return s;
}

#define SURE_WORDS	20u	/* bytes of a title that no other thing begins with */

/* the same words again: a caption above its figure and in it, or in a list of tables; what
 * follows a long title, or in brackets, says where it is from, or "continued" */
static bool
is_repeated(const struct definition *first, const struct definition *d)
{
	struct str a = title_of(first), b = title_of(d), rest = a.n < b.n ? b : a;
	size_t n = a.n < b.n ? a.n : b.n;

	if (str_eq_folded(a, b))
		return true;
	if (!str_eq_folded(str_sub(a, 0, n), str_sub(b, 0, n)))
		return false;
	if (n >= SURE_WORDS && !ch_alpha(rest.p[n]) && !ch_digit(rest.p[n]))
		return true;
	rest = str_trim(str_sub(rest, n, rest.n));
	return rest.n > 0 && (rest.p[0] == '(' || rest.p[0] == '[');
}

static void
check_duplicates(struct refs *r)
{
	for (uint32_t i = 0; i < r->ndefs; i++) {
		const struct definition *d = &r->defs[i];
		const struct node *n = refs_find(r, d->group, d->key.path);
		struct ending e = { .verdict = CF_HELD };

		/* paragraphs are not sure to belong to the key above them */
		if (d->sub || d->weak || n == NULL)
			continue;
		if (n->first != i && !d->again && !is_repeated(&r->defs[n->first], d)) {
			e.verdict = CF_FAILED;
			e.kind = "is defined a second time";
			e.first = &r->defs[n->first];
		} else if (n->first != i) {
			continue;
		}
		conclude(r, d->place, &d->key, &e);
	}
}

static void
check_unused(struct refs *r)
{
	for (uint32_t i = 0; i < r->ndefs; i++) {
		const struct definition *d = &r->defs[i];
		const struct node *own = refs_find(r, d->group, d->key.path);
		const struct node *any = refs_find(r, GROUP_ANY, d->key.path);
		struct ending e = { .verdict = CF_HELD };

		if (d->sub || d->weak || own == NULL || own->first != i)
			continue;
		if (!own->used && (any == NULL || !any->used)) {
			e.verdict = CF_FAILED;
			e.kind = "is never referred to";
		}
		conclude(r, d->place, &d->key, &e);
	}
}

/* a paragraph that nothing refers to, where others of the same list are referred to */
static void
check_left_out(struct refs *r)
{
	for (uint32_t i = 0; i < r->ndefs; i++) {
		const struct definition *d = &r->defs[i];
		const struct node *own = refs_find(r, d->group, d->key.path);
		const struct node *above = refs_find(r, d->group, key_parent(d->key.path));
		struct ending e = { .verdict = CF_HELD };

		if (!d->sub || own == NULL || own->first != i || above == NULL || !above->below)
			continue;
		if (!own->used) {
			e.verdict = CF_FAILED;
			e.kind = "is left out, though others of its list are referred to";
		}
		conclude(r, d->place, &d->key, &e);
	}
}

/* ---- sequences */

static struct str
member_words(struct refs *r, const struct member *m, uint32_t number)
{
	const struct key *key = &r->defs[m->def].key;
	/* where both are written alike, what stands before the number is printed too */
	struct str head = key->shown.n == key->path.n ? str_sub(key->shown, 0, m->n.head.n) :
	    CF_S("");
	char first = key->shown.p[key->shown.n - 1] >= 'a' ? 'a' : 'A';

	if (m->n.letter)
		return arena_printf(r->run->item, "%.*s%c", (int)head.n, head.p,
		    (char)(first + (int)number - 1));
	return arena_printf(r->run->item, "%.*s%u", (int)head.n, head.p, (unsigned)number);
}

static void
say_gap(struct refs *r, const struct member *before, const struct member *m)
{
	const struct definition *d = &r->defs[m->def];
	struct ending e = { .verdict = CF_FAILED, .kind = "comes after a gap",
		.previous = &r->defs[before->def] };
	struct str from = member_words(r, m, before->n.number + 1), to;

	e.missing = from;
	if (m->n.number - before->n.number > 2) {
		to = member_words(r, m, m->n.number - 1);
		e.missing = arena_printf(r->run->item, "%.*s to %.*s", (int)from.n, from.p,
		    (int)to.n, to.p);
	}
	e.note = arena_printf(r->run->item, "between %.*s and %.*s, %.*s is missing",
	    (int)e.previous->key.shown.n, e.previous->key.shown.p, (int)d->key.shown.n,
	    d->key.shown.p, (int)e.missing.n, e.missing.p);
	conclude(r, d->place, &d->key, &e);
	arena_reset(r->run->item);
}

static void
check_gaps(struct refs *r)
{
	struct sequences all = sequences_of(r, by_number);
	size_t there = 1;	/* different numbers so far, of this sequence */

	for (size_t i = 1; i < all.n; i++) {
		const struct member *m = &all.member[i], *before = &all.member[i - 1];
		const struct definition *d = &r->defs[m->def];
		uint32_t step = m->n.number - before->n.number;
		struct ending apart = undecided("more numbers are missing than are there");

		if (by_sequence(before, m) != 0)
			there = 1;
		if (by_sequence(before, m) != 0 || step == 0)
			continue;
		if (step == 1 || d->weak)
			conclude(r, d->place, &d->key, &held);
		else if (step - 1 > there)	/* rather another sequence */
			conclude(r, d->place, &d->key, &apart);
		else
			say_gap(r, before, m);
		there++;
	}
}

/* the first of its sequence, below a key that is there */
static void
check_starts(struct refs *r)
{
	struct sequences all = sequences_of(r, by_number);

	for (size_t i = 0; i < all.n; i++) {
		const struct member *m = &all.member[i];
		const struct definition *d = &r->defs[m->def];
		struct ending e = { .verdict = CF_HELD };
		struct node *above;

		if ((i > 0 && by_sequence(&all.member[i - 1], m) == 0) || d->weak)
			continue;
		above = refs_defined(r, d->group, key_parent(d->key.path));
		if (above == NULL)
			continue;
		if (m->n.number > 1) {
			e.verdict = CF_FAILED;
			e.kind = "stands without the first";
			e.first = &r->defs[above->first];
			e.missing = member_words(r, m, 1);
			e.note = arena_printf(r->run->item, "%.*s is missing", (int)e.missing.n,
			    e.missing.p);
		}
		conclude(r, d->place, &d->key, &e);
		arena_reset(r->run->item);
	}
}

static void
check_order(struct refs *r)
{
	struct sequences all = sequences_of(r, by_document);
	const struct member *highest = NULL;

	for (size_t i = 0; i < all.n; i++) {
		const struct member *m = &all.member[i];
		const struct definition *d = &r->defs[m->def];
		const struct node *node = refs_find(r, d->group, d->key.path);
		struct ending e = { .verdict = CF_HELD };

		if (highest == NULL || by_sequence(highest, m) != 0) {
			highest = m;
			continue;
		}
		if (node != NULL && node->first != m->def)
			continue;	/* there already: a duplicate */
		if (m->n.number < highest->n.number) {
			e.verdict = CF_FAILED;
			e.kind = "is out of order";
			e.previous = &r->defs[highest->def];
			e.note = arena_printf(r->run->item, "it comes after %.*s",
			    (int)e.previous->key.shown.n, e.previous->key.shown.p);
		} else {
			highest = m;
		}
		if (!d->weak)
			conclude(r, d->place, &d->key, &e);
		arena_reset(r->run->item);
	}
}

void
check_reference(struct run *run, const struct rule *rule)
{
	struct lookout l = { .left = CF_MAX_KEYS };
	struct sequences all;
	struct refs r;

	refs_begin(&r, run, rule);
	if ((rule->report & REFERENCE_DUPLICATE) != 0)
		check_duplicates(&r);
	if ((rule->report & REFERENCE_GAP) != 0)
		check_gaps(&r);
	if ((rule->report & REFERENCE_START) != 0)
		check_starts(&r);
	if ((rule->report & REFERENCE_ORDER) != 0)
		check_order(&r);
	/* what is not used is known when all references have been looked up */
	if ((rule->report & (REFERENCE_UNDEFINED | REFERENCE_UNUSED |
	    REFERENCE_LEFT_OUT)) == 0)
		return;
	all = sequences_of(&r, by_number);
	l.all = &all;
	for (size_t i = 0; i < rule->refer.n && l.left > 0; i++)
		check_references(&r, &rule->refer.item[i], &l);
	if ((rule->report & REFERENCE_UNUSED) != 0)
		check_unused(&r);
	if ((rule->report & REFERENCE_LEFT_OUT) != 0)
		check_left_out(&r);
}
