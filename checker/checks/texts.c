/* The texts of a document, and which of them a rule wants; see texts.h. */
#include "checks/texts.h"

#include "base/limits.h"

void
filter_begin(struct place_filter *f, struct run *run, const struct rule *rule)
{
	*f = (struct place_filter){ .run = run, .rule = rule, .section = NONE };
}

bool
filter_wants(struct place_filter *f, const struct place *p)
{
	unsigned where = f->rule->where == 0 ? WHERE_PROSE | WHERE_TABLES : f->rule->where;

	if ((where & (unsigned)p->where) == 0)
		return false;
	if (p->table != NULL) {
		if (p->table != f->table) {
			f->table = p->table;
			f->wants_table = rule_wants_table(f->run, f->rule, p->table);
		}
		return f->wants_table;
	}
	if (p->section != f->section) {
		f->section = p->section;
		f->wants_section = rule_wants_section(f->run, f->rule, p->section);
	}
	return f->wants_section;
}

/* ---- collecting */

#define SEEN_MARKS 256u

struct collector {
	struct texts *texts;		/* NULL: only count */
	size_t n;
	uint64_t seen[SEEN_MARKS];	/* hashes of texts that may repeat */
};

/* has a heading or mark with these words come before? (A forgotten one only
 * means that it is looked at again.) */
static bool
is_repeated(struct collector *c, struct str s)
{
	uint64_t h = str_hash(CF_HASH_SEED, s), *slot = &c->seen[h % SEEN_MARKS];
	bool again = *slot == h;

	*slot = h;
	return again;
}

static void
collect(struct collector *c, struct place place)
{
	struct str s = place.text->s;

	if (c->texts != NULL) {
		c->texts->place[c->n] = place;
		/* so long a text is always looked at, if only to note that it is long */
		c->texts->classes[c->n] = s.n > CF_MAX_SUBJECT ? ~0ull : text_classes(s);
	}
	c->n++;
}

static void
collect_block(struct collector *c, const struct block *b)
{
	struct place place = { .text = &b->text, .where = WHERE_PROSE, .section = b->section };

	if (b->text.s.n == 0)
		return;
	switch (b->kind) {
	case BLOCK_HEADING:
		place.where |= WHERE_HEADINGS;
		(void)is_repeated(c, b->text.s);	/* as a running header it is known then */
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_ITEM:
		if (b->bold)
			place.where |= WHERE_HEADINGS;
		break;
	case BLOCK_PAGE_MARK:
		if (is_repeated(c, b->text.s))
			return;
		break;
	case BLOCK_CODE:
		place.where = WHERE_CODE;
		break;
	case BLOCK_TABLE:
		return;
	}
	collect(c, place);
}

/* A table that borrowed the header of the one before it holds that one's cells. */
static bool
is_borrowed(const struct table *t, const struct cell *c)
{
	return c->text.span.to <= t->span.from;
}

static void
collect_cells(struct collector *c, const struct table *t)
{
	struct place place = { .where = WHERE_TABLES, .section = t->section, .table = t };

	for (place.row = 0; place.row < t->nrows; place.row++) {
		for (place.col = 0; place.col < t->ncols; place.col++) {
			const struct cell *x = table_at(t, place.row, place.col);

			if (x == NULL || x->text.s.n == 0 || is_borrowed(t, x))
				continue;
			place.text = &x->text;
			collect(c, place);
		}
	}
}

static size_t
collect_all(const struct run *run, struct texts *texts)
{
	struct collector c = { .texts = texts };

	for (size_t i = 0; i < run->doc->nblocks; i++)
		collect_block(&c, &run->doc->blocks[i]);
	for (size_t i = 0; i < run->facts->ntables; i++)
		collect_cells(&c, &run->facts->tables[i]);
	return c.n;
}

struct texts *
texts_of(struct run *run)
{
	struct arena *a = run->doc->arena;

	if (run->texts == NULL) {
		run->texts = arena_new(a, struct texts);
		run->texts->n = collect_all(run, NULL);
		run->texts->place = arena_array(a, run->texts->n, struct place);
		run->texts->classes = arena_array(a, run->texts->n, uint64_t);
		(void)collect_all(run, run->texts);
	}
	return run->texts;
}

struct outcome
outcome_in(const struct rule *rule, const struct place *p, size_t from, size_t to)
{
	return (struct outcome){ .rule = rule, .at = text_span(p->text, from, to),
		.section = p->section, .table = p->table, .row = p->row, .col = p->col };
}
