/* Where places that ought to agree are found, and what they state; see agree_parts.h. */
#include "checks/acronym.h"
#include "checks/agree_parts.h"
#include "checks/fields.h"
#include "checks/functions.h"
#include "checks/matches.h"
#include "checks/name.h"
#include "checks/statement.h"
#include "facts/agenda.h"

#define LONGEST_LABEL 12	/* bytes of one that was typed again: "Tel:" */

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

struct str
agree_words_alone(struct arena *a, struct str s)
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
		    agree_words_alone(a, s.value.as.text) : arena_str(a, str_trim(s.value.as.text));
	if (g->ev->rule->by_item && s.key.n == 0) {
		s.key = item_of(g, s.at);
		if (s.key.n == 0)
			return;
	}
	if (VEC_ROOM(a, g->at, g->n, g->cap))
		g->at[g->n++] = s;
}

/* ---- each way to say where they are */

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

void
agree_collect(struct agree *g)
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
