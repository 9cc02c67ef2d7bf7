/*
 * agree: places that state the same quantity give the same value. All places are
 * collected, put together by their key, and held against each other; a conflict is
 * reported once, at the first place that most of the others contradict. Across
 * documents the places of the others come from the bundle, and a conflict is
 * reported in the document that has that first place.
 */
#include <stdlib.h>

#include "checks/acronym.h"
#include "checks/bundle.h"
#include "checks/functions.h"
#include "checks/fields.h"
#include "checks/name.h"
#include "checks/refs.h"
#include "checks/statement.h"
#include "doc/spot.h"

#define MOST_PLACES 2000u	/* of one quantity */
#define LONGEST_LABEL 12	/* bytes of one that was typed again: "Tel:" */

/* One place that states it. */
struct stated {
	struct value value;	/* a number, a text, a date or a period */
	struct str key;		/* as printed, for the message */
	struct str fold;	/* by which keys are compared */
	uint64_t fold_hash;	/* of `fold`, folded */
	uint32_t group;		/* the report that it stands in */
	struct str printed;
	struct span at;
	uint32_t section;
	const struct table *table;
	uint32_t row, col;
	bool counted;		/* what is stated does not stand there */
	const char *doubt;	/* why it can contradict nothing; NULL: it can */
	size_t document;	/* of the bundle; 0 without one */
	const struct bundled *other;	/* it stands in another document; NULL: in this one */
	size_t order;		/* of finding it */
	uint64_t hash;		/* of a text, folded; made when it is compared */
};

struct agree {
	struct eval *ev;
	struct stated *at;
	size_t n, cap;
};

/* ---- collecting */

static struct value
as_asked(struct eval *ev, struct value v)
{
	if (v.type != TYPE_CELL && v.type != TYPE_TEXT)
		return v;	/* it came of an expression, which was made to fit */
	switch (ev->rule->agree_as) {
	case AGREE_NUMBER:
		return eval_number(ev, v);
	case AGREE_TEXT:
	case AGREE_WORDS:
		return eval_text(ev, v);
	case AGREE_NAME:
		v = eval_text(ev, v);
		return v.absent != NULL ? v : value_text_of(name_folded(ev->run->scratch,
		    v.as.text));
	case AGREE_DATE:
		return date_in(ev, v);
	case AGREE_PERIOD:
		break;
	}
	return period_in(ev, v);
}

/* the letters and digits alone, small: "Town Hall, Mill-on-Sea" and "Town hall Mill on Sea" */
static struct str
words_alone(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (ch_alpha(s.p[i]) || ch_digit(s.p[i]))
			p[n++] = ch_lower(s.p[i]);
	return (struct str){ p, n };
}

/* the number of the agenda item in which a place stands; "" when there is none */
static struct str
item_of(struct agree *g, struct span at)
{
	const struct run *run = g->ev->run;
	unsigned number = agenda_number(run->facts->agenda, agenda_block(run->doc, at.from));

	return number == 0 ? CF_S("") : arena_printf(run->scratch, "%u", number);
}

/* a number that came of an expression, or a cell or capture that is read as asked */
static void
add_value(struct agree *g, struct value v, struct str key)
{
	struct arena *a = g->ev->run->scratch;
	struct stated s = { .key = key, .order = g->n };

	if (v.absent != NULL)
		return;
	if (v.type == TYPE_CELL) {
		const struct cell_ref *c = &v.as.cell;
		const char *why;
		const struct figure *f = g->ev->rule->agree_as == AGREE_NUMBER ?
		    eval_figure(g->ev, c, &why) : NULL;

		s.at = f != NULL ? f->span : c->from < c->to ?
		    text_span(c->text, c->from, c->to) : c->text->span;
		s.printed = source_text(g->ev->run->doc->source, s.at);
		s.section = c->section;
		s.table = c->table;
		s.row = c->row;
		s.col = c->col;
	} else {
		s.printed = arena_str(a, eval_words(g->ev, &v));
	}
	s.value = as_asked(g->ev, v);
	s.doubt = g->ev->doubt;
	if (s.value.absent != NULL)
		return;
	if (s.value.type == TYPE_TEXT)
		s.value.as.text = g->ev->rule->agree_as == AGREE_WORDS ?
		    words_alone(a, s.value.as.text) : arena_str(a, str_trim(s.value.as.text));
	if (g->ev->rule->by_item && s.key.n == 0) {
		s.key = item_of(g, s.at);
		if (s.key.n == 0)
			return;
	}
	if (VEC_ROOM(a, g->at, g->n, g->cap))
		g->at[g->n++] = s;
}

/* the rule as it looks for one of its places */
static struct rule
rule_for(const struct rule *rule, const struct agree_place *p)
{
	struct rule r = *rule;

	r.match = p->match;
	r.where = p->where;
	if (selector_is_set(&p->in))
		r.in = p->in;
	r.table = p->table;
	return r;
}

static void
collect_matches(struct agree *g, const struct agree_place *p)
{
	struct rule r = rule_for(g->ev->rule, p);
	struct matches m;
	size_t from, to;

	matches_begin(&m, g->ev->run, &r);
	while (matches_next(&m)) {
		struct str key = CF_S("");
		struct value v;

		eval_next(g->ev);
		if (!matches_capture(&m, p->value, &from, &to))
			continue;
		v = value_part(&m.place, from, to);
		v.as.cell.text = m.place.text;
		if (matches_capture(&m, p->key, &from, &to))
			key = str_trim(str_sub(m.place.text->s, from, to));
		add_value(g, v, key);
	}
}

static void
collect_cells(struct agree *g, const struct agree_place *p)
{
	struct run *run = g->ev->run;
	struct rule r = rule_for(g->ev->rule, p);

	for (size_t i = 0; i < run->facts->ntables; i++) {
		const struct table *t = &run->facts->tables[i];

		if (!rule_wants_table(run, &r, t))
			continue;
		for (uint32_t row = t->header_rows; row < t->nrows; row++) {
			if (t->rows[row].label.n == 0 ||
			    !selector_matches(run->matcher, &p->row, t->rows[row].label))
				continue;
			for (uint32_t col = 0; col < t->ncols; col++) {
				eval_next(g->ev);
				if (selector_matches_column(run->matcher, &p->column,
				    &t->columns[col]))
					add_value(g, value_cell(t, row, col), CF_S(""));
			}
		}
	}
}

/* "Tel: 01632 960 144", where the label was typed again: the number */
static struct str
without_label(struct str s)
{
	const char *colon = s.n == 0 ? NULL : memchr(s.p, ':', s.n);

	for (const char *p = s.p; colon != NULL && p < colon; p++)
		if (!ch_alpha(*p) && *p != ' ' && *p != '-' && *p != '.')
			colon = NULL;
	if (colon == NULL || colon - s.p > LONGEST_LABEL)
		return s;
	return str_trim(str_sub(s, (size_t)(colon - s.p) + 1, s.n));
}

/* what each front sheet says beside a label */
static void
collect_fields(struct agree *g, const struct agree_place *p)
{
	struct run *run = g->ev->run;
	const struct agenda *agenda = run->facts->agenda;

	for (size_t i = 0; i < agenda->n; i++) {
		const struct label *l, *by = NULL;
		struct str value;
		struct value v = { .type = TYPE_CELL };

		eval_next(g->ev);
		if (agenda->part[i].sheet == NULL)
			continue;
		l = report_field(run, i, &p->field);
		if (selector_is_set(&p->by))
			by = report_field(run, i, &p->by);
		if (l == NULL || l->value.n == 0 || l->value_text == NULL ||
		    (selector_is_set(&p->by) && (by == NULL || by->value.n == 0)))
			continue;
		value = without_label(l->value);
		v.as.cell = (struct cell_ref){ .text = l->value_text, .section = l->section,
			.from = (uint32_t)(value.p - l->value_text->s.p) };
		v.as.cell.to = v.as.cell.from + (uint32_t)value.n;
		add_value(g, v, by == NULL ? CF_S("") : without_label(by->value));
	}
}

/* what acronyms stand for, each with the acronym as its key */
static void
collect_acronyms(struct agree *g, const struct agree_place *p)
{
	struct run *run = g->ev->run;
	struct rule r = rule_for(g->ev->rule, p);
	const struct texts *texts = texts_of(run);
	const struct acronyms *all = acronyms_of(run);
	struct place_filter filter;

	filter_begin(&filter, run, &r);
	for (size_t i = 0; i < all->n; i++) {
		const struct acronym *a = &all->at[i];
		const struct place *at = &texts->place[a->text];
		struct value v;

		if (!filter_wants(&filter, at))
			continue;
		eval_next(g->ev);
		v = value_part(at, a->words_from, a->words_to);
		v.as.cell.text = at->text;
		add_value(g, v, str_sub(at->text->s, a->from, a->to));
	}
}

/* the number of items of the first list in a section, with the place of its first item */
static void
collect_list(struct agree *g, const struct agree_place *p)
{
	const struct doc *d = g->ev->run->doc;
	struct rule r = { .in = p->list };
	uint32_t n = 0, first = NONE;

	for (uint32_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		if (b->kind == BLOCK_ITEM && rule_wants_section(g->ev->run, &r, b->section)) {
			if (first == NONE)
				first = i;
			n += b->level == d->blocks[first].level;
		} else if (first != NONE && b->kind != BLOCK_PAGE_MARK) {
			break;
		}
	}
	if (first == NONE || !VEC_ROOM(g->ev->run->scratch, g->at, g->n, g->cap))
		return;
	g->at[g->n] = (struct stated){ .value = value_number_of(number_whole(n)),
		.key = CF_S(""), .at = d->blocks[first].text.span,
		.section = d->blocks[first].section, .order = g->n, .counted = true,
		.printed = arena_printf(g->ev->run->scratch, "%u items", n) };
	g->n++;
}

static void
collect(struct agree *g)
{
	for (size_t i = 0; i < g->ev->rule->nplaces; i++) {
		const struct agree_place *p = &g->ev->rule->places[i];

		if (selector_is_set(&p->field)) {
			collect_fields(g, p);
		} else if (p->match != NULL) {
			collect_matches(g, p);
		} else if (selector_is_set(&p->row)) {
			collect_cells(g, p);
		} else if (selector_is_set(&p->list)) {
			collect_list(g, p);
		} else if (p->acronyms) {
			collect_acronyms(g, p);
		} else {
			statement_set_table(g->ev, NULL, NONE, NONE);
			g->ev->slot[SLOT_SECTION] = (struct value){ .type = TYPE_SECTION };
			add_value(g, eval(g->ev, p->expr.root), CF_S(""));
		}
	}
}

/* ---- one quantity */

static int
by_key(const void *x, const void *y)
{
	const struct stated *a = x, *b = y;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->fold_hash != b->fold_hash)
		return a->fold_hash < b->fold_hash ? -1 : 1;
	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	return a->at.from != b->at.from ? (a->at.from < b->at.from ? -1 : 1) :
	    (a->order > b->order) - (a->order < b->order);
}

static bool
same_quantity(const struct stated *a, const struct stated *b)
{
	return a->group == b->group && a->fold_hash == b->fold_hash &&
	    str_eq_folded(a->fold, b->fold);
}

/* two patterns may find the same figure */
static void
drop_doubles(struct agree *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++)
		if (n == 0 || g->at[i].at.to == 0 || g->at[i].document != g->at[n - 1].document ||
		    g->at[i].at.from != g->at[n - 1].at.from ||
		    !same_quantity(&g->at[i], &g->at[n - 1]))
			g->at[n++] = g->at[i];
	g->n = n;
}

static bool
is_text(const struct stated *s)
{
	return s->value.type == TYPE_TEXT && s->value.absent == NULL;
}

static bool
agree(struct eval *ev, const struct stated *a, const struct stated *b)
{
	const char *why;

	/* of many texts each is held against each */
	if (a->hash != b->hash && is_text(a) && is_text(b))
		return false;
	return eval_equal(ev, a->value, b->value, &why) >= TRUTH_MAYBE;
}

static bool
all_agree_with(struct eval *ev, const struct stated *s, size_t n, size_t one)
{
	for (size_t i = 0; i < n; i++)
		if (!agree(ev, &s[i], &s[one]))
			return false;
	return true;
}

/* a sentence, not a cell, a list or what was worked out */
static bool
is_prose(const struct stated *s)
{
	return s->other != NULL ? !s->other->is_cell :
	    s->table == NULL && !s->counted && s->at.from < s->at.to;
}

/*
 * Which place most of the others agree with, of those that are sure when there are
 * any. Of as many, what is counted or stands in a table is rather right than a
 * sentence.
 */
static size_t
most_agreed(struct eval *ev, const struct stated *s, size_t n)
{
	size_t best = 0, most = 0;

	if (all_agree_with(ev, s, n, 0))
		return 0;
	for (size_t i = 0; i < n; i++) {
		size_t with = 0;

		if (s[i].doubt != NULL)
			continue;
		for (size_t k = 0; k < n; k++)
			with += agree(ev, &s[i], &s[k]);
		if (with > most || (with == most && is_prose(&s[best]) && !is_prose(&s[i]))) {
			most = with;
			best = i;
		}
	}
	return best;
}

static void
add_places(struct eval *ev, const struct stated *s, size_t n, size_t at, struct outcome *o)
{
	struct report_evidence *e = arena_array(ev->run->item, n, struct report_evidence);
	struct cf_evidence *x = arena_array(ev->run->item, n, struct cf_evidence);

	for (size_t i = 0; i < n; i++) {
		const struct bundled *b = s[i].other;

		if (i == at || s[i].at.from == s[i].at.to)
			continue;
		if (b != NULL)
			x[o->nelsewhere++] = (struct cf_evidence){ "place", b->printed.p, b->place,
				b->path };
		else
			e[o->nevidence++] = (struct report_evidence){ "place", s[i].at, s[i].table,
				s[i].row, s[i].col };
	}
	o->evidence = e;
	o->elsewhere = x;
}

/* "1,395 in "Summary"", "1,395 in costs.md": with the title of the section, if it has one */
static struct str
place_words(struct eval *ev, const struct stated *s)
{
	struct arena *a = ev->run->item;
	struct str title;

	if (s->at.from == s->at.to)
		return arena_printf(a, "%.*s worked out", (int)s->printed.n, s->printed.p);
	if (s->other != NULL)
		return arena_printf(a, "%.*s in %s", (int)s->printed.n, s->printed.p,
		    s->other->path);
	title = report_clip(a, ev->run->doc->sections[s->section].title.s, 40);
	if (title.n == 0 && ev->rule->across_documents && ev->run->bundle != NULL)
		return arena_printf(a, "%.*s here", (int)s->printed.n, s->printed.p);
	if (title.n == 0)
		return s->printed;
	return arena_printf(a, "%.*s in \"%.*s\"", (int)s->printed.n, s->printed.p,
	    (int)title.n, title.p);
}

/* each value once, where it stands first */
static struct str
places_words(struct eval *ev, const struct stated *s, size_t n)
{
	struct arena *a = ev->run->item;
	struct str out = CF_S("");
	size_t shown = 0;

	for (size_t i = 0; i < n && shown < 6; i++) {
		struct str one = place_words(ev, &s[i]);
		size_t k = 0;

		while (k < i && !str_eq_folded(s[k].printed, s[i].printed))
			k++;
		if (k < i)
			continue;
		out = arena_printf(a, "%.*s%s%.*s", (int)out.n, out.p, shown++ > 0 ? "; " : "",
		    (int)one.n, one.p);
	}
	return out;
}

static void
report_quantity(struct eval *ev, struct stated *s, size_t n)
{
	struct outcome o = { .rule = ev->rule, .because = CF_BY_RULE, .verdict = CF_HELD };
	size_t best, at = 0;
	struct var vars[3];

	eval_next(ev);
	if (n > MOST_PLACES) {
		report_tally(ev->run->report, ev->rule, CF_UNDECIDED, "too many places state it");
		return;
	}
	for (size_t i = 0; i < n; i++)
		s[i].hash = is_text(&s[i]) ? str_hash_folded(s[i].value.as.text) : 0;
	best = most_agreed(ev, s, n);
	for (size_t i = 0; i < n && o.verdict != CF_FAILED; i++) {
		if (agree(ev, &s[i], &s[best]))
			continue;
		at = i;
		o.reason = s[i].doubt != NULL ? s[i].doubt : s[best].doubt;
		o.verdict = o.reason == NULL ? CF_FAILED : CF_UNDECIDED;
	}
	/* what was worked out has no place: speak of what contradicts it */
	if (o.verdict != CF_HELD && s[at].at.from == s[at].at.to) {
		size_t other = best;

		best = at;
		at = other;
	}
	if (s[at].other != NULL)	/* it is said where that document is checked */
		return;
	if (!report_wants(ev->run->report, o.verdict) || s[at].at.from == s[at].at.to) {
		report_tally(ev->run->report, ev->rule, o.verdict, o.reason);
		return;
	}
	o.at = s[at].at;
	o.section = s[at].section;
	o.table = s[at].table;
	o.row = s[at].row;
	o.col = s[at].col;
	o.stated = s[at].counted ? CF_S("") : s[at].printed;
	o.computed = s[best].printed;
	o.relation = o.note = places_words(ev, s, n);
	add_places(ev, s, n, at, &o);
	vars[0] = (struct var){ "key", s[at].key };
	vars[1] = (struct var){ "places", o.note };
	o.vars = vars;
	vars[2] = (struct var){ "stated", s[at].printed };
	o.nvars = 3;
	report_add(ev->run->report, &o);
}

/* ---- several documents */

/* what this document states, for the others */
static void
put_into_bundle(struct agree *g)
{
	struct run *run = g->ev->run;
	struct cf_bundle *b = run->into;

	for (size_t i = 0; i < g->n; i++) {
		const struct stated *s = &g->at[i];
		struct bundled *out;

		if (s->at.from == s->at.to || !VEC_ROOM(&b->arena, b->at, b->n, b->cap))
			continue;
		out = &b->at[b->n++];
		*out = (struct bundled){ .rule = g->ev->rule, .document = b->ndocuments - 1,
			.path = b->path[b->ndocuments - 1], .value = s->value,
			.place = { .from = s->at.from, .to = s->at.to },
			.key = arena_str(&b->arena, s->key),
			.printed = arena_str(&b->arena, s->printed), .doubt = s->doubt,
			.is_cell = !is_prose(s) };
		if (s->value.type == TYPE_TEXT)
			out->value.as.text = arena_str(&b->arena, s->value.as.text);
		source_place(run->doc->source, s->at, &out->place);
		out->place.spot = source_spot(run->doc->source, s->at, &b->arena);
	}
}

/* what the other documents state */
static void
add_others(struct agree *g)
{
	struct run *run = g->ev->run;
	const struct cf_bundle *b = run->bundle;
	size_t own = bundle_document(b, run->doc->source->path);

	for (size_t i = 0; i < g->n; i++)
		g->at[i].document = own;
	for (size_t i = 0; i < b->n; i++) {
		const struct bundled *x = &b->at[i];

		if (x->rule != g->ev->rule || x->document == own ||
		    !VEC_ROOM(run->scratch, g->at, g->n, g->cap))
			continue;
		g->at[g->n] = (struct stated){ .value = x->value, .key = x->key,
			.printed = x->printed, .doubt = x->doubt, .other = x,
			.document = x->document, .order = g->n,
			.at = { (uint32_t)x->place.from, (uint32_t)x->place.to } };
		g->n++;
	}
}

/* each place gets the report that it stands in, what was worked out the first */
static void
find_reports(struct agree *g)
{
	struct run *run = g->ev->run;
	struct refs r;

	if (g->n == 0 || g->ev->rule->scope_by != SCOPE_SECTION)
		return;
	refs_begin(&r, run, g->ev->rule);
	for (size_t i = 0; i < g->n; i++)
		g->at[i].group = refs_group(&r, g->at[i].at.from);
}

/* the key as it is compared; capitals are left to the comparison */
static struct str
key_folded(struct arena *a, enum agree_as as, struct str key)
{
	if (as == AGREE_NAME)
		return name_folded(a, key);
	return as == AGREE_WORDS ? words_alone(a, key) : key;
}

void
check_agree(struct run *run, const struct rule *rule)
{
	struct agree g = { .ev = arena_new(run->scratch, struct eval) };

	eval_begin(g.ev, run, rule);
	collect(&g);
	find_reports(&g);
	if (rule->across_documents && run->into != NULL) {
		put_into_bundle(&g);
		return;
	}
	if (rule->across_documents && run->bundle != NULL)
		add_others(&g);
	for (size_t i = 0; i < g.n; i++) {
		g.at[i].fold = key_folded(run->scratch, rule->agree_as, g.at[i].key);
		g.at[i].fold_hash = str_hash_folded(g.at[i].fold);
	}
	if (g.n > 1)
		qsort(g.at, g.n, sizeof(*g.at), by_key);
	drop_doubles(&g);
	for (size_t i = 0, k; i < g.n; i = k) {
		for (k = i + 1; k < g.n && same_quantity(&g.at[k], &g.at[i]); k++)
			;
		if (k - i > 1)
			report_quantity(g.ev, g.at + i, k - i);
	}
}
