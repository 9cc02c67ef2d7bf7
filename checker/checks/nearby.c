/* A sentence in, tables out; see nearby.h. */
#include "checks/nearby.h"

#include <stdlib.h>

#include "checks/lookup.h"
#include "checks/within.h"

/* ---- by number */

#define MOST_NUMBERED 64u	/* tables with one number, for a sentence to mean one of them */

/* The tables with a number, by the hash of it, then in the order of the document. */
struct captions {
	struct caption {
		uint64_t hash;
		uint32_t table;
	} *at;
	size_t n, cap;
};

/* the key of "Table 3", "Appendix B" at the beginning of a caption */
static struct str
caption_key(struct str s)
{
	size_t to;

	s = str_trim(s);
	if (!str_starts_folded(s, CF_S("table ")))
		return CF_S("");
	for (to = 6; to < s.n && (ch_digit(s.p[to]) || ch_alpha(s.p[to]) || (s.p[to] == '.' &&
	    to + 1 < s.n && ch_digit(s.p[to + 1]))); to++)
		;
	return str_sub(s, 6, to);
}

static int
by_hash(const void *x, const void *y)
{
	const struct caption *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->table > b->table) - (a->table < b->table);
}

/* made when it is first asked for, and kept as long as the document */
static const struct captions *
captions_of(struct run *run)
{
	struct captions *c;

	if (run->captions != NULL)
		return run->captions;
	c = run->captions = arena_new(run->doc->arena, struct captions);
	for (uint32_t i = 0; i < run->facts->ntables; i++) {
		struct str key = caption_key(run->facts->tables[i].caption);

		if (key.n > 0 && VEC_ROOM(run->doc->arena, c->at, c->n, c->cap))
			c->at[c->n++] = (struct caption){ str_hash_folded(key), i };
	}
	if (c->n > 1)
		qsort(c->at, c->n, sizeof(*c->at), by_hash);
	return c;
}

/* the sentence that a match stands in */
static struct str
sentence_of(const struct cell_ref *m)
{
	struct str s = m->text->s;
	size_t from = m->from, to = m->to;

	while (from > 0 && !(from > 1 && s.p[from - 1] == ' ' && s.p[from - 2] == '.'))
		from--;
	while (to < s.n && !(s.p[to] == '.' && (to + 1 == s.n || s.p[to + 1] == ' ')))
		to++;
	/* "... for the service. (Table 1)" */
	if (to + 3 < s.n && s.p[to + 2] == '(')
		while (to < s.n && s.p[to] != ')')
			to++;
	return str_sub(s, from, to);
}

/* the number after "Table" or "Tables" in a sentence, from *i on */
static bool
next_table_named(struct str s, size_t *i, struct str *key)
{
	for (; *i + 6 < s.n; (*i)++) {
		size_t from = *i + 5, to;

		if (!str_starts_folded(str_sub(s, *i, s.n), CF_S("table")) ||
		    (*i > 0 && ch_alpha(s.p[*i - 1])))
			continue;
		from += s.p[from] == 's';
		if (from >= s.n || s.p[from] != ' ')
			continue;
		for (to = ++from; to < s.n && (ch_digit(s.p[to]) || (s.p[to] == '.' &&
		    to + 1 < s.n && ch_digit(s.p[to + 1])) || (to == from && ch_alpha(s.p[to]) &&
		    to + 1 < s.n && ch_digit(s.p[to + 1]))); to++)
			;
		if (to == from)
			continue;
		*key = str_sub(s, from, to);
		*i = to;
		return true;
	}
	return false;
}

static void
add(struct eval *ev, struct nearby *out, uint32_t from, uint32_t to, uint32_t near)
{
	if (from < to && near > 0 && eval_spend(ev, 1) &&
	    VEC_ROOM(ev->run->item, out->at, out->n, out->cap))
		out->at[out->n++] = (struct nearby_tables){ from, to, near };
}

static uint32_t
shared_with(const struct eval *ev, uint32_t table, uint32_t here)
{
	return lookup_shared(ev->run->doc, ev->run->facts->tables[table].section, here);
}

/* the first with this hash that stands in a section from `section` on */
static size_t
first_from(const struct run *run, uint64_t hash, uint32_t section)
{
	const struct captions *c = run->captions;
	size_t lo = 0, hi = c->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct caption *at = &c->at[mid];

		if (at->hash < hash || (at->hash == hash &&
		    run->facts->tables[at->table].section < section))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/*
 * From the section of the sentence outwards, until so many have the number that nobody could
 * tell which is meant: a file may hold a hundred reports, each with its Table 1.
 */
static void
add_numbered(struct eval *ev, struct nearby *out, struct str key, uint32_t here)
{
	const struct captions *c = captions_of(ev->run);
	uint64_t hash = str_hash_folded(key);
	size_t from = 0, to = 0;

	for (uint32_t s = here; s != NONE; s = ev->run->doc->sections[s].parent) {
		size_t first = first_from(ev->run, hash, s),
		    end = first_from(ev->run, hash, ev->run->doc->sections[s].end);

		if (end - first > MOST_NUMBERED)
			break;
		from = first;
		to = end;
	}
	for (; from < to; from++)
		if (str_eq_folded(key, caption_key(ev->run->facts->tables[c->at[from].table].caption)))
			add(ev, out, c->at[from].table, c->at[from].table + 1,
			    shared_with(ev, c->at[from].table, here) + 1);
}

/* ---- by place */

/* tables of a section, which stand one after the other */
static void
add_within(struct eval *ev, struct nearby *out, struct within w, uint32_t near)
{
	if (w.n > 0)
		add(ev, out, w.at[0], w.at[w.n - 1] + 1, near);
}

/* what stands under the title of the whole document alone is near nothing */
static void
add_around(struct eval *ev, struct nearby *out, uint32_t here)
{
	const struct section *sections = ev->run->doc->sections;
	uint32_t near = lookup_shared(ev->run->doc, here, here);

	add_within(ev, out, tables_within(ev->run, here), near);
	for (uint32_t s = sections[here].parent; s != NONE && s != 0; s = sections[s].parent)
		add_within(ev, out, tables_directly_in(ev->run, s), --near);
}

/* ---- both */

static int
by_nearness(const void *x, const void *y)
{
	const struct nearby_tables *a = x, *b = y;

	if (a->near != b->near)
		return a->near > b->near ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

/* the nearest first, each once */
static void
put_in_order(struct nearby *out)
{
	size_t n = 0;

	if (out->n > 1)
		qsort(out->at, out->n, sizeof(*out->at), by_nearness);
	for (size_t i = 0; i < out->n; i++)
		if (n == 0 || out->at[n - 1].from != out->at[i].from)
			out->at[n++] = out->at[i];
	out->n = n;
}

struct nearby
nearby_of(struct eval *ev)
{
	const struct value *m = &ev->slot[SLOT_MATCH];
	uint32_t here = lookup_section(ev);
	struct str sentence = CF_S(""), key;
	struct nearby out = { 0 };
	bool named = false;

	if (ev->rule->each == EACH_MATCH && m->absent == NULL && m->as.cell.text != NULL)
		sentence = sentence_of(&m->as.cell);
	for (size_t i = 0; next_table_named(sentence, &i, &key); named = true)
		add_numbered(ev, &out, key, here);
	if (!named)
		add_around(ev, &out, here);
	put_in_order(&out);
	return out;
}
