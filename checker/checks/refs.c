/* What a document defines; see refs.h. */
#include "checks/refs.h"

#include <stdlib.h>

/* ---- nodes */

static uint64_t
node_hash(uint32_t group, struct str path)
{
	return str_hash(CF_HASH_SEED ^ (uint64_t)group * 0x9E3779B97F4A7C15ull, path);
}

/* the slot of a node, or the free one where it would be */
static size_t
slot_of(const struct refs *r, uint32_t group, struct str path)
{
	size_t i = (size_t)node_hash(group, path) & (r->slots - 1);

	while (r->nodes[i].path.p != NULL && (r->nodes[i].group != group ||
	    !str_eq(r->nodes[i].path, path)))
		i = (i + 1) & (r->slots - 1);
	return i;
}

struct node *
refs_find(const struct refs *r, uint32_t group, struct str path)
{
	size_t i;

	if (r->slots == 0 || path.n == 0)
		return NULL;
	i = slot_of(r, group, path);
	return r->nodes[i].path.p == NULL ? NULL : &r->nodes[i];
}

struct node *
refs_defined(const struct refs *r, uint32_t group, struct str path)
{
	struct node *n = refs_find(r, group, path);

	return n != NULL && n->first != NONE ? n : NULL;
}

struct node *
refs_ancestor(const struct refs *r, uint32_t group, struct str path)
{
	struct node *n = NULL;

	while (n == NULL && (path = key_parent(path)).n > 0)
		n = refs_defined(r, group, path);
	return n;
}

static void
grow_nodes(struct refs *r)
{
	const struct node *old = r->nodes;
	size_t n = r->slots;

	r->slots = n == 0 ? 256 : 2 * n;
	r->nodes = arena_array(r->a, r->slots, struct node);
	for (size_t i = 0; i < n; i++)
		if (old[i].path.p != NULL)
			r->nodes[slot_of(r, old[i].group, old[i].path)] = old[i];
}

/* the node of a path, made when it is not there */
static struct node *
node_put(struct refs *r, uint32_t group, struct str path)
{
	struct node *n;

	if (2 * (r->filled + 1) > r->slots)
		grow_nodes(r);
	n = &r->nodes[slot_of(r, group, path)];
	if (n->path.p == NULL) {
		*n = (struct node){ .path = path, .group = group, .first = NONE };
		r->filled++;
	}
	return n;
}

static struct str
number_path(struct refs *r, uint32_t n)
{
	return arena_printf(r->a, "%u", (unsigned)n);
}

bool
refs_is_definition(const struct refs *r, uint32_t offset)
{
	char text[16];
	int n = snprintf(text, sizeof(text), "%u", (unsigned)offset);

	return refs_find(r, GROUP_SPANS, (struct str){ text, (size_t)n }) != NULL;
}

/* ---- groups */

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

static void
add_bound(struct refs *r, uint32_t offset, uint32_t group)
{
	if (VEC_ROOM(r->a, r->bounds, r->nbounds, r->boundcap))
		r->bounds[r->nbounds++] = (struct bound){ offset, group };
}

static void
add_dated(struct refs *r, uint32_t offset, const struct date *d)
{
	char room[32];
	struct str path = date_path(room, d);
	struct node *n = refs_find(r, GROUP_DATES, path);

	if (n == NULL) {
		n = node_put(r, GROUP_DATES, arena_str(r->a, path));
		n->first = r->ngroups++;
	}
	add_bound(r, offset, n->first);
}

void
refs_matches(struct refs *r, const struct place_pattern *p, struct rule *view,
    struct matches *m)
{
	*view = *r->rule;
	view->match = p->match;
	if (p->where != 0)
		view->where = p->where;
	if (selector_is_set(&p->in))
		view->in = p->in;
	matches_begin(m, r->run, view);
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

/* does the pattern say what a date stands over, and define nothing itself? */
static bool
is_dating(const struct place_pattern *p)
{
	return pattern_capture(p->match, CF_S("key")) < 0 &&
	    pattern_capture(p->match, CF_S("sub")) < 0;
}

static void
bound_by_dates(struct refs *r)
{
	const struct rule *rule = r->rule;

	for (size_t i = 0; i < rule->dated.n; i++)
		dates_of_pattern(r, &rule->dated.item[i]);
	for (size_t i = 0; i < rule->define.n; i++)
		if (is_dating(&rule->define.item[i]))
			dates_of_pattern(r, &rule->define.item[i]);
	if (rule->dated.n == 0 && r->nbounds == 0)
		dates_of_headings(r);
}

/* the headings of the highest level of which there are several */
static void
bound_by_headings(struct refs *r)
{
	const struct doc *doc = r->run->doc;
	uint32_t parent = 0, only = 0, n = 1;

	while (n == 1) {
		n = 0;
		for (uint32_t i = 1; i < doc->nsections; i++) {
			if (doc->sections[i].parent != parent)
				continue;
			only = i;
			n++;
		}
		if (n == 1)
			parent = only;
	}
	for (uint32_t i = 1; i < doc->nsections; i++)
		if (doc->sections[i].parent == parent)
			add_bound(r, doc->sections[i].title.span.from, r->ngroups++);
}

static void
bound_by_sections(struct refs *r)
{
	struct matches m;
	struct rule view;

	if (r->rule->starts.n == 0)
		bound_by_headings(r);
	for (size_t i = 0; i < r->rule->starts.n; i++) {
		refs_matches(r, &r->rule->starts.item[i], &view, &m);
		while (matches_next(&m))
			add_bound(r, text_span(m.place.text, m.from, m.to).from, r->ngroups++);
	}
}

static int
by_offset(const void *a, const void *b)
{
	const struct bound *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

uint32_t
refs_group(const struct refs *r, uint32_t offset)
{
	size_t lo = 0, hi = r->nbounds;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->bounds[mid].offset <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo == 0 ? 0 : r->bounds[lo - 1].group;
}

static void
find_groups(struct refs *r)
{
	r->ngroups = 1;		/* 0 is what stands before the first bound */
	if (r->rule->scope_by == SCOPE_DATE)
		bound_by_dates(r);
	else if (r->rule->scope_by == SCOPE_SECTION)
		bound_by_sections(r);
	if (r->nbounds > 0)
		qsort(r->bounds, r->nbounds, sizeof(*r->bounds), by_offset);
	r->dates.text = NULL;	/* their groups were not known */
}

/* ---- definitions */

/* "2. ", "(b) ": what a list shows before an item is words of it in Word and PDF; its length */
static size_t
item_number(struct str s)
{
	size_t i = s.n > 0 && s.p[0] == '(', first = i;

	while (i < s.n && i - first < 4 && (ch_digit(s.p[i]) || ch_alpha(s.p[i])))
		i++;
	if (i == first || i + 1 >= s.n || (s.p[i] != '.' && s.p[i] != ')') || !ch_space(s.p[i + 1]))
		return 0;
	return i + 2;
}

/* nothing but markup, or the number of an item, stands before it in the text */
static bool
begins_text(struct str s, size_t from)
{
	size_t number = item_number(s);

	for (size_t i = number <= from ? number : 0; i < from; i++)
		if (ch_alpha(s.p[i]) || ch_digit(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

#define LINE_MARKUP 40u		/* bytes of markup that may stand before the words of a line */

/* nothing but markup stands before it in its line */
static bool
begins_line(const struct text *t, size_t at)
{
	for (size_t n = 0; n < LINE_MARKUP && at > 0; n++) {
		if (text_is_line(t, --at))
			return true;
		if (strchr(" \t*_>#-+|", t->s.p[at]) == NULL)
			return false;
	}
	return at == 0;
}

/* "[^2]:", which no sentence has at the start of a line by chance */
static bool
is_note(struct str s)
{
	s = str_trim(s);
	return str_starts(s, CF_S("[")) && str_ends(s, CF_S("]:"));
}

/* "Table 3 (continued)" defines nothing new */
static bool
is_continued(struct str s, size_t to)
{
	struct str rest = str_sub(s, to, to + 60);
	static const char *const words[] = { "continued", "cont'd", "contd", "cont." };

	if (!str_has_folded(rest, CF_S("cont")))	/* as mostly */
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_has_folded(rest, str_of(words[i])))
			return true;
	return false;
}

/* a word behind which a table is referred to, whatever follows: "as in Table 1: Fees" */
static bool
is_referring(struct str word)
{
	static const char *const words[] = { "see", "in", "of", "to", "from", "by", "as", "at",
		"on", "and", "or", "with", "per", "under", "refer", "attached", "the", "this",
		"also", "page" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq_folded(word, str_of(words[i])))
			return true;
	return false;
}

/*
 * "... of the students attended Table 1: Enrolment": in a PDF the caption beside a column of
 * words may be read as the rest of one of its lines. That is enough for what refers to the table,
 * not for how the captions are numbered.
 */
static bool
is_caption_in_line(const struct refs *r, struct str s, size_t from, size_t to)
{
	size_t end = from, word;

	if (strcmp(r->run->doc->format, "pdf") != 0 ||
	    (r->rule->report & ~(unsigned)REFERENCE_UNDEFINED) != 0 || to + 2 >= s.n || s.p[to] != ':' ||
	    s.p[to + 1] != ' ' || s.p[to + 2] < 'A' || s.p[to + 2] > 'Z')
		return false;
	while (end > 0 && s.p[end - 1] == ' ')
		end--;
	word = end;
	while (word > 0 && ch_alpha(s.p[word - 1]))
		word--;
	return word < end ? !is_referring(str_sub(s, word, end)) : end > 0 && s.p[end - 1] == '.';
}

static void
add_definition(struct refs *r, const struct matches *m, bool sub, size_t from, size_t to)
{
	const struct text *t = m->place.text;
	struct definition *d;
	bool weak = !begins_text(t->s, m->from);

	if (weak && !begins_line(t, m->from) && !is_caption_in_line(r, t->s, m->from, to))
		return;
	weak = weak && !is_note(str_sub(t->s, m->from, m->to));
	if (!VEC_ROOM(r->a, r->defs, r->ndefs, r->defcap))
		return;
	d = &r->defs[r->ndefs];
	*d = (struct definition){ .key = key_read(r->a, t->s, from, to),
		.place = &m->texts->place[m->text - 1], .from = m->from, .to = m->to,
		.sub = sub, .weak = weak, .again = is_continued(t->s, m->to) };
	if (d->key.path.n == 0 || d->key.from >= d->key.to)
		return;
	d->at = text_span(t, d->key.from, d->key.to);
	r->ndefs++;
}

static void
definitions_of_pattern(struct refs *r, const struct place_pattern *p)
{
	int key = pattern_capture(p->match, CF_S("key")), sub = pattern_capture(p->match,
	    CF_S("sub"));
	struct matches m;
	struct rule view;
	size_t from, to, a, b;

	refs_matches(r, p, &view, &m);
	while (matches_next(&m)) {
		bool has_key = matches_capture(&m, key, &from, &to) && from < to;
		bool has_sub = matches_capture(&m, sub, &a, &b) && a < b;

		if (has_key)
			add_definition(r, &m, false, from, has_sub && a >= to ? b : to);
		else if (has_sub)
			add_definition(r, &m, true, a, b);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct definition *x = a, *y = b;

	if (x->at.from != y->at.from)
		return x->at.from < y->at.from ? -1 : 1;
	return (x->sub > y->sub) - (x->sub < y->sub);
}

/* is it the section, or one inside it? */
static bool
section_within(const struct doc *doc, uint32_t section, uint32_t outer)
{
	while (section != NONE && section != outer)
		section = doc->sections[section].parent;
	return section == outer;
}

/* ---- paragraphs below keys */

#define MAX_LEVELS 4u

struct depth {
	struct str path, shown;	/* with all above it */
	struct str step;
	unsigned kind;
};

struct nest {
	const struct definition *key;	/* NULL: no key so far */
	struct depth level[MAX_LEVELS];
	size_t n;
};

/* a number, a letter or a roman: those of a kind are on one level */
static unsigned
step_kind(const struct nest *n, struct str s)
{
	bool roman = true, digits = true;

	for (size_t i = 0; i < s.n; i++) {
		roman = roman && strchr("ivx", s.p[i]) != NULL;
		digits = digits && ch_digit(s.p[i]);
	}
	if (digits)
		return 0;
	if (!roman)
		return 1;
	/* "(i)" after "(h)" is a letter; else it begins romans */
	for (size_t i = 0; i < n->n && s.n == 1; i++)
		if (n->level[i].kind == 1 && n->level[i].step.n == 1 &&
		    n->level[i].step.p[0] == s.p[0] - 1)
			return 1;
	return 2;
}

static struct str
last_step(struct str path)
{
	struct str parent = key_parent(path);

	return parent.n == 0 ? path : str_sub(path, parent.n + 1, path.n);
}

static void
nest_put(struct refs *r, struct nest *nest, struct definition *d)
{
	struct str step = last_step(d->key.path), above, shown;
	static const char between = KEY_STEP;
	unsigned kind = step_kind(nest, step);
	size_t i = 0;

	while (i < nest->n && nest->level[i].kind != kind)
		i++;
	if (i >= MAX_LEVELS)
		i = MAX_LEVELS - 1;
	above = i == 0 ? nest->key->key.path : nest->level[i - 1].path;
	d->key.path = arena_join(r->a, (struct str[]){ above, { &between, 1 }, step }, 3);
	shown = i == 0 ? nest->key->key.shown : nest->level[i - 1].shown;
	d->key.shown = arena_join(r->a, (struct str[]){ shown, CF_S(" ("), step, CF_S(")") }, 4);
	nest->level[i] = (struct depth){ d->key.path, d->key.shown, step, kind };
	nest->n = i + 1;
}

/* "1", "1.1", "A": the first of all */
static bool
is_first(struct str path)
{
	struct key_number n;

	for (; path.n > 0; path = key_parent(path))
		if (!key_number(path, &n) || n.number != 1)
			return false;
	return true;
}

/* a number of the first level, "2", "Table 2" */
static bool
first_level(const struct definition *d, struct key_number *n)
{
	return !d->sub && !d->weak && !d->again && key_parent(d->key.path).n == 0 &&
	    key_number(d->key.path, n);
}

#define RUN_OF_ANOTHER	3u	/* so many in a row stand there again: 2, 3, 4 */

/* do all of a run from here on stand there again, each one more than the last? One or two
 * are slips; more are the numbers of something else, whose first has none */
static bool
begins_another(const struct refs *r, uint32_t i, uint32_t from)
{
	struct key_number first, n;
	uint32_t seen = 0;

	if (!first_level(&r->defs[i], &first))
		return false;
	for (; i < r->ndefs && seen < RUN_OF_ANOTHER; i++) {
		const struct node *node;

		if (!first_level(&r->defs[i], &n) || !str_eq(n.head, first.head) ||
		    n.letter != first.letter)
			continue;
		node = refs_find(r, GROUP_LATEST, r->defs[i].key.path);
		if (n.number != first.number + seen || node == NULL || node->first < from)
			return false;
		seen++;
	}
	return seen == RUN_OF_ANOTHER;
}

/*
 * Where the first of all is defined again, or many in a row are, the numbers of another
 * report begin. They go on to where a report begins by itself.
 */
static void
bound_by_restarts(struct refs *r)
{
	size_t bound = 0, n = r->nbounds;
	uint32_t from = 0;

	for (uint32_t i = 0; i < r->ndefs; i++) {
		const struct definition *d = &r->defs[i];
		struct key_number number;
		struct node *node;

		for (; bound < n && r->bounds[bound].offset <= d->at.from; bound++)
			from = i;
		if (begins_another(r, i, from)) {
			add_bound(r, d->at.from, r->ngroups++);
			from = i;
		}
		if (first_level(d, &number))
			node_put(r, GROUP_LATEST, d->key.path)->first = i;
		if (d->sub || d->weak || d->again || !is_first(d->key.path))
			continue;
		node = node_put(r, GROUP_FIRSTS, d->key.path);
		if (node->first != NONE && node->first >= from) {
			add_bound(r, d->at.from, r->ngroups++);
			from = i;
		}
		node->first = i;
	}
	if (r->nbounds > n)
		qsort(r->bounds, r->nbounds, sizeof(*r->bounds), by_offset);
}

/* paragraphs get the path of the key they stand under; those under none are dropped */
static void
nest_definitions(struct refs *r)
{
	struct nest nest = { .key = NULL };
	size_t n = 0;

	for (size_t i = 0; i < r->ndefs; i++) {
		struct definition *d = &r->defs[i];

		d->group = refs_group(r, d->at.from);
		if (n > 0 && r->defs[n - 1].at.from == d->at.from)
			continue;	/* found by two patterns */
		if (d->sub) {
			if (nest.key == NULL || nest.key->group != d->group)
				continue;
			nest_put(r, &nest, d);
		}
		r->defs[n] = *d;
		if (!d->sub)
			nest = (struct nest){ .key = &r->defs[n] };
		n++;
	}
	r->ndefs = n;
}

static void
add_node(struct refs *r, uint32_t group, uint32_t i)
{
	const struct definition *d = &r->defs[i];
	struct node *n = node_put(r, group, d->key.path);

	if (n->first == NONE)
		n->first = i;
	n->n++;
}

/*
 * The steps above have something below them. A paragraph outside the section of
 * its key may belong to something else: it can be referred to, but that is no
 * sign that the paragraphs of the key are numbered.
 */
static void
add_ancestors(struct refs *r, uint32_t group, const struct definition *d,
    const struct definition *key)
{
	struct str path = d->key.path;

	if (d->sub && !section_within(r->run->doc, d->place->section, key->place->section))
		return;
	while ((path = key_parent(path)).n > 0)
		node_put(r, group, path)->children = true;
}

static void
index_definitions(struct refs *r)
{
	const struct definition *key = NULL;

	r->per_group = arena_array(r->a, r->ngroups, uint32_t);
	for (uint32_t i = 0; i < r->ndefs; i++) {
		const struct definition *d = &r->defs[i];

		if (!d->sub)
			key = d;
		add_node(r, d->group, i);
		add_node(r, GROUP_ANY, i);
		add_ancestors(r, d->group, d, key);
		add_ancestors(r, GROUP_ANY, d, key);
		(void)node_put(r, GROUP_SPANS, number_path(r, d->at.from));
		r->per_group[d->group]++;
	}
}

void
refs_begin(struct refs *r, struct run *run, const struct rule *rule)
{
	*r = (struct refs){ .run = run, .rule = rule, .a = run->scratch };
	find_groups(r);
	for (size_t i = 0; i < rule->define.n; i++)
		if (!is_dating(&rule->define.item[i]))
			definitions_of_pattern(r, &rule->define.item[i]);
	if (r->ndefs > 0)
		qsort(r->defs, r->ndefs, sizeof(*r->defs), by_place);
	if (rule->restart)
		bound_by_restarts(r);
	nest_definitions(r);
	index_definitions(r);
}
