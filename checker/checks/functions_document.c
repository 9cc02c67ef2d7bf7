/* Functions about the document as a whole; see functions.h. */
#include "checks/answers.h"
#include "checks/codes.h"
#include "checks/fields.h"
#include "checks/functions.h"
#include "checks/texts.h"
#include "checks/within.h"
#include "facts/agenda.h"
#include "facts/date.h"

/* the block in which what is gone through stands */
static uint32_t
block_here(const struct eval *ev)
{
	const struct value *v = ev->slot;
	const struct doc *d = ev->run->doc;

	if (ev->rule->each == EACH_LIST)
		return v[SLOT_ITEMS].as.items.first;
	if (ev->rule->match != NULL && v[SLOT_MATCH].absent == NULL &&
	    v[SLOT_MATCH].as.cell.text != NULL)
		return agenda_block(d, v[SLOT_MATCH].as.cell.text->span.from);
	if (table_here(ev) != NULL)
		return table_here(ev)->block;
	return d->sections[v[SLOT_SECTION].as.section].first_block;
}

struct value
field_here(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct expr *label = call->e->arg[0];
	struct run *run = ev->run;
	const struct label *l = report_field(run, agenda_part(run->facts->agenda, block_here(ev)),
	    &label->selector);
	struct cell_ref c = { .table = NULL };

	if (l == NULL || l->value.n == 0)
		return value_absent(TYPE_CELL, l == NULL ? "there is no such field" :
		    "the field is empty");
	if (l->value_text == NULL)
		return value_absent(TYPE_CELL, "the field has no text");
	c = (struct cell_ref){ .text = l->value_text, .section = l->section,
		.from = (uint32_t)(l->value.p - l->value_text->s.p) };
	c.to = c.from + (uint32_t)l->value.n;
	return (struct value){ .type = TYPE_CELL, .as.cell = c };
}

static const struct known_count *
known(const struct eval *ev, const struct pattern *p, struct str text, size_t from)
{
	for (uint32_t i = 0; i < ev->nfound && i < KNOWN_COUNTS; i++) {
		const struct known_count *k = &ev->found[i];

		if (k->pattern == p && k->from == from && str_eq(k->text, text))
			return k;
	}
	return NULL;
}

static struct value
keep_count(struct eval *ev, struct known_count k)
{
	ev->found[ev->nfound % KNOWN_COUNTS] = k;
	ev->nfound = ev->nfound == UINT32_MAX ? KNOWN_COUNTS : ev->nfound + 1;
	return whole(k.n);
}

/* the same question is asked for each match, and answered once */
struct value
found(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct pattern *p = call->e->arg[0]->pattern;
	const struct texts *texts = texts_of(ev->run);
	const struct needs *needs = pattern_needs(p);
	const struct known_count *before = known(ev, p, CF_S(""), 0);
	const uint64_t *wanted;
	int64_t n = 0;

	if (before != NULL)
		return whole(before->n);
	if (!eval_spend(ev, texts->n / BYTES_OF_STEP))
		return value_absent(TYPE_NUMBER, why_too_much);
	wanted = texts_wanted(ev->run, texts, p);
	for (size_t i = 0; i < texts->n; i++) {
		struct str s = texts->place[i].text->s;

		if (s.n <= CF_MAX_SUBJECT && needs_are_met(needs, texts->classes[i]) &&
		    (wanted == NULL || (wanted[i / 64] >> (i % 64) & 1) != 0))
			n += pattern_match(ev->run->matcher, p, s, 0) == MATCH_YES;
	}
	return keep_count(ev, (struct known_count){ .pattern = p, .text = CF_S(""), .n = n });
}

struct value
dates_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *section = &call->arg[0];
	struct value out = { .type = TYPE_LIST | TYPE_DATE };
	struct arena *a = ev->run->item;
	const struct texts *texts = texts_of(ev->run);
	struct within within;
	size_t cap = 0;

	if (section->absent != NULL)
		return value_absent(out.type, section->absent);
	within = texts_within(ev->run, section->as.section);
	for (size_t i = 0; i < within.n; i++) {
		const struct place *p = &texts->place[within.at[i]];
		struct date *d;
		size_t n;

		if (!eval_spend(ev, 1 + p->text->s.n / BYTES_OF_STEP))
			return value_absent(out.type, why_too_much);
		n = dates_scan(a, p->text, &d);
		for (size_t k = 0; k < n && VEC_ROOM(a, out.as.list.at, out.as.list.n, cap); k++)
			if (d[k].form != DATE_YEAR_PAIR && d[k].year > 0 &&
			    date_exists(d[k].year, d[k].month, d[k].day))
				out.as.list.at[out.as.list.n++] = (struct value){ .type = TYPE_DATE,
					.as.date = { d[k].year, d[k].month, d[k].day } };
	}
	return out;
}

static bool
is_word_byte(struct str s, size_t i)
{
	return i < s.n && (ch_alpha(s.p[i]) || ch_digit(s.p[i]));
}

/* how common a byte is in English, so that a search looks for the rarest */
static unsigned
commonness(char c)
{
	if (c == ' ')
		return 4;
	if (c >= 'a' && c <= 'z')
		return strchr("etaoinshr", c) != NULL ? 3 : 2;
	return c >= 'A' && c <= 'Z' ? 1 : 0;
}

static size_t
rarest_byte(struct str s)
{
	size_t best = 0;

	for (size_t i = 1; i < s.n; i++)
		if (commonness(s.p[i]) < commonness(s.p[best]))
			best = i;
	return best;
}

/* does it stand in s, not as a part of longer words? `key` is the place of its rarest byte */
static bool
stands_in(struct str s, struct str what, size_t key)
{
	for (size_t i = key; i + what.n - key <= s.n; i++) {
		const char *p = memchr(s.p + i, what.p[key], s.n - (what.n - key) - i + 1);
		size_t at;

		if (p == NULL)
			return false;
		i = (size_t)(p - s.p);
		at = i - key;
		if (memcmp(s.p + at, what.p, what.n) == 0 &&
		    !(is_word_byte(what, 0) && at > 0 && is_word_byte(s, at - 1)) &&
		    !(is_word_byte(what, what.n - 1) && is_word_byte(s, at + what.n)))
			return true;
	}
	return false;
}

/* where the texts of the report at hand stand among all: its prose, or its cells */
struct range {
	size_t from, to;
};

/* the first text from which on prose stands behind a byte, or cells in or behind a block */
static size_t
first_text(const struct texts *texts, bool cells, uint32_t byte, uint32_t block)
{
	size_t lo = 0, hi = texts->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct place *p = &texts->place[mid];
		bool before = p->table == NULL ? cells || p->text->span.from < byte :
		    cells && p->table->block < block;

		if (before)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static struct range
range_here(const struct eval *ev, bool cells)
{
	const struct run *run = ev->run;
	const struct agenda *g = run->facts->agenda;
	const struct texts *texts = texts_of(ev->run);
	/* the sections of a document that is no pack are of one report */
	size_t part = g->pack ? agenda_part(g, block_here(ev)) : 0;
	uint32_t end = g->pack && part + 1 < g->n ? g->part[part + 1].block :
	    (uint32_t)run->doc->nblocks;
	struct range r;

	r.from = part == 0 ? first_text(texts, cells, 0, 0) : first_text(texts, cells,
	    run->doc->blocks[g->part[part].block].span.from, g->part[part].block);
	r.to = first_text(texts, cells, end < run->doc->nblocks ?
	    run->doc->blocks[end].span.from : UINT32_MAX, end);
	return r;
}

struct value
occurs(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *text = &call->arg[0];
	const struct texts *texts = texts_of(ev->run);
	const struct known_count *before;
	struct str what;
	int64_t n = 0;
	size_t key, from;

	if (text->absent != NULL)
		return value_absent(TYPE_NUMBER, text->absent);
	what = str_trim(text->as.text);
	if (what.n == 0)
		return value_absent(TYPE_NUMBER, "an empty text is everywhere");
	from = range_here(ev, false).from;
	before = known(ev, NULL, what, from);
	if (before != NULL)
		return whole(before->n);
	key = rarest_byte(what);
	for (int cells = 0; cells < 2; cells++) {
		struct range r = range_here(ev, cells == 1);

		for (size_t i = r.from; i < r.to; i++) {
			if (!eval_spend(ev, 1 + texts->place[i].text->s.n / BYTES_OF_STEP))
				return value_absent(TYPE_NUMBER, why_too_much);
			n += stands_in(texts->place[i].text->s, what, key);
		}
	}
	what = arena_printf(ev->run->scratch, "%.*s", (int)what.n, what.p);
	return keep_count(ev, (struct known_count){ .text = what, .from = from, .n = n });
}

/* a text; after a label alone, "Present:", with the text that follows */
static struct str
with_next(struct eval *ev, size_t at, size_t end)
{
	const struct place *place = texts_of(ev->run)->place;
	struct str s = str_trim(place[at].text->s), next;

	if (s.n == 0 || s.p[s.n - 1] != ':' || at + 1 >= end)
		return s;
	next = place[at + 1].text->s;
	return arena_printf(ev->run->item, "%.*s %.*s", (int)s.n, s.p, (int)next.n, next.p);
}

#define MOST_BEFORE	1500	/* texts that are looked at backwards: those of a long report */

/* from the text before the one at hand backwards; cells are passed over */
struct value
preceding(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct expr *pattern = call->e->arg[0];
	const struct value *most = call->e->n > 1 ? &call->arg[1] : NULL;
	const struct texts *texts = texts_of(ev->run);
	const struct needs *needs = pattern_needs(pattern->pattern);
	const struct value *match = &ev->slot[SLOT_MATCH];
	struct range r = range_here(ev, false);
	size_t at = r.to;
	wide left = MOST_BEFORE;

	if (most != NULL && most->absent != NULL)
		return value_absent(TYPE_TEXT, most->absent);
	if (most != NULL)
		left = most->as.number.v / most->as.number.den;
	if (left > MOST_BEFORE)
		left = MOST_BEFORE;
	if (ev->rule->match != NULL && match->absent == NULL && match->as.cell.text != NULL)
		at = first_text(texts, false, match->as.cell.text->span.from, 0);
	for (; at > r.from && left >= 1; left--) {
		struct str s = texts->place[--at].text->s;

		if (!eval_spend(ev, 1))
			return value_absent(TYPE_TEXT, why_too_much);
		if (s.n <= CF_MAX_SUBJECT && needs_are_met(needs, texts->classes[at]) &&
		    pattern_match(ev->run->matcher, pattern->pattern, s, 0) == MATCH_YES)
			return value_text_of(with_next(ev, at, r.to));
	}
	return value_absent(TYPE_TEXT, "nothing before it is such a text");
}

static bool
has_column(struct eval *ev, const struct table *t, const struct selector *column)
{
	for (uint32_t c = 0; c < t->ncols; c++)
		if (t->columns[c].npath > 0 && selector_matches_column(ev->run->matcher, column,
		    &t->columns[c]))
			return true;
	return false;
}

static struct value
find_tables(struct eval *ev, const struct expr *column)
{
	const struct facts *f = ev->run->facts;
	struct value out = { .type = TYPE_LIST | TYPE_TABLE };

	out.as.list.at = arena_array(ev->run->item, f->ntables, struct value);
	for (size_t i = 0; i < f->ntables; i++)
		if (has_column(ev, &f->tables[i], &column->selector))
			out.as.list.at[out.as.list.n++] = (struct value){ .type = TYPE_TABLE,
				.as.table = &f->tables[i] };
	return out;
}

struct value
tables_with(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct expr *column = call->e->arg[0];
	struct str question = answers_question(ev, column, NULL);
	const struct value *known = answers_find(ev, question);
	struct value out;

	if (known == NULL) {
		out = find_tables(ev, column);
		answers_keep(ev, question, &out);
		known = &out;
	}
	if (!eval_spend(ev, known->as.list.n))
		return value_absent(known->type, why_too_much);
	return *known;
}

struct value
meaning_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *code = &call->arg[0];
	struct str said;

	if (code->absent != NULL)
		return value_absent(TYPE_TEXT, code->absent);
	if (!eval_spend(ev, 1))
		return value_absent(TYPE_TEXT, why_too_much);
	said = codes_meaning(ev->run, code->as.text, block_here(ev));
	return said.n > 0 ? value_text_of(said) :
	    value_absent(TYPE_TEXT, "no key explains the code");
}
