/* The texts of a document one by one; see texts.h. */
#include "checks/texts.h"

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

void
texts_begin(struct texts *it, const struct run *run, unsigned where)
{
	*it = (struct texts){ .doc = run->doc, .facts = run->facts,
		.where = where == 0 ? WHERE_PROSE | WHERE_TABLES : where };
}

/* has a heading or mark with these words been handed out? (A forgotten one only
 * means that it is looked at again.) */
static bool
is_repeated(struct texts *it, struct str s)
{
	uint64_t h = str_hash_folded(s), *slot = &it->seen[h % SEEN_MARKS];
	bool again = *slot == h;

	*slot = h;
	return again;
}

static bool
block_is_wanted(struct texts *it, const struct block *b, enum where *where)
{
	*where = WHERE_PROSE;
	switch (b->kind) {
	case BLOCK_HEADING:
		(void)is_repeated(it, b->text.s);	/* as a mark it is known then */
		return true;
	case BLOCK_PARAGRAPH:
	case BLOCK_ITEM:
		return true;
	case BLOCK_PAGE_MARK:
		return !is_repeated(it, b->text.s);
	case BLOCK_CODE:
		*where = WHERE_CODE;
		return true;
	case BLOCK_TABLE:
		return false;
	}
	return false;
}

static bool
next_block(struct texts *it, struct place *out)
{
	while (it->block < it->doc->nblocks) {
		const struct block *b = &it->doc->blocks[it->block++];
		enum where where;

		if (b->text.s.n == 0 || !block_is_wanted(it, b, &where) ||
		    (it->where & (unsigned)where) == 0)
			continue;
		*out = (struct place){ .text = &b->text, .where = where, .section = b->section };
		return true;
	}
	return false;
}

/* A table that borrowed the header of the one before it holds that one's cells. */
static bool
is_borrowed(const struct table *t, const struct cell *c)
{
	return c->text.span.to <= t->span.from;
}

static bool
next_cell(struct texts *it, struct place *out)
{
	for (; it->table < it->facts->ntables; it->table++, it->cell = 0) {
		const struct table *t = &it->facts->tables[it->table];

		while (it->cell < (size_t)t->nrows * t->ncols) {
			size_t i = it->cell++;
			const struct cell *c = t->cell[i];

			if (c == NULL || c->text.s.n == 0 || is_borrowed(t, c))
				continue;
			*out = (struct place){ .text = &c->text, .where = WHERE_TABLES,
				.section = t->section, .table = t,
				.row = (uint32_t)(i / t->ncols), .col = (uint32_t)(i % t->ncols) };
			return true;
		}
	}
	return false;
}

bool
texts_next(struct texts *it, struct place *out)
{
	if ((it->where & (WHERE_PROSE | WHERE_CODE)) != 0 && next_block(it, out))
		return true;
	return (it->where & WHERE_TABLES) != 0 && next_cell(it, out);
}

struct outcome
outcome_in(const struct rule *rule, const struct place *p, size_t from, size_t to)
{
	return (struct outcome){ .rule = rule, .at = text_span(p->text, from, to),
		.section = p->section, .table = p->table, .row = p->row, .col = p->col };
}
