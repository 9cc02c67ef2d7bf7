/*
 * relation: a statement about each table, row, column, cell, section, list or
 * match of a pattern, in the order of the document.
 */
#include "checks/grid.h"
#include "checks/statement.h"

static struct subject
at_cell(const struct table *t, uint32_t row, uint32_t col)
{
	const struct cell *c = table_at(t, row, col);

	return (struct subject){ .at = c == NULL ? t->span : c->text.span,
		.section = t->section, .table = c == NULL ? NULL : t, .row = row, .col = col };
}

/* the first cell with something in it, of a row or a column */
static struct subject
at_line(const struct table *t, bool row, uint32_t line)
{
	uint32_t n = row ? t->ncols : t->nrows;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t r = row ? line : i, c = row ? i : line;
		const struct cell *x = table_at(t, r, c);

		if (x != NULL && x->text.s.n > 0)
			return at_cell(t, r, c);
	}
	return at_cell(t, row ? line : 0, row ? 0 : line);
}

static void
each_row(struct eval *ev, const struct table *t)
{
	for (uint32_t r = 0; r < t->nrows; r++) {
		struct subject s;

		if (!axis_is_item((struct axis){ t, true }, r))
			continue;
		s = at_line(t, true, r);
		statement_set_table(ev, t, r, NONE);
		statement_check(ev, &s);
	}
}

static void
each_column(struct eval *ev, const struct table *t)
{
	for (uint32_t c = 0; c < t->ncols; c++) {
		struct subject s;

		if (c == t->stub || t->columns[c].kind == COLUMN_EMPTY)
			continue;
		s = at_line(t, false, c);
		statement_set_table(ev, t, NONE, c);
		statement_check(ev, &s);
	}
}

static void
each_cell(struct eval *ev, const struct table *t)
{
	for (uint32_t r = 0; r < t->nrows; r++) {
		if (!axis_is_item((struct axis){ t, true }, r))
			continue;
		for (uint32_t c = 0; c < t->ncols; c++) {
			const struct cell *x = table_at(t, r, c);
			struct subject s;

			if (c == t->stub || x == NULL || x->text.s.n == 0)
				continue;
			s = at_cell(t, r, c);
			statement_set_table(ev, t, r, c);
			statement_check(ev, &s);
		}
	}
}

static void
each_table(struct eval *ev, const struct table *t)
{
	/* its caption has no place of its own: the first cell with words stands for it */
	struct subject s = at_line(t, true, 0);

	for (uint32_t r = 1; r < t->nrows && s.at.from == s.at.to; r++)
		s = at_line(t, true, r);
	statement_set_table(ev, t, NONE, NONE);
	statement_check(ev, &s);
}

static void
over_tables(struct eval *ev, void (*fn)(struct eval *ev, const struct table *t))
{
	const struct table *t;
	size_t at = 0;

	while ((t = rule_table_after(ev->run, ev->rule, &at)) != NULL)
		fn(ev, t);
}

static void
set_section(struct eval *ev, uint32_t section)
{
	statement_set_table(ev, NULL, NONE, NONE);
	ev->slot[SLOT_SECTION] = (struct value){ .type = TYPE_SECTION, .as.section = section };
}

static void
each_section(struct eval *ev)
{
	const struct doc *d = ev->run->doc;

	for (uint32_t i = 1; i < d->nsections; i++) {
		struct subject s = { .at = d->sections[i].title.span, .section = i };

		if (!rule_wants_section(ev->run, ev->rule, i))
			continue;
		set_section(ev, i);
		statement_check(ev, &s);
	}
}

/* the last block of the list that begins here; items of lists inside it are its own */
static uint32_t
list_end(const struct doc *d, uint32_t first)
{
	uint32_t i = first;

	while (i + 1 < d->nblocks && d->blocks[i + 1].kind == BLOCK_ITEM &&
	    (d->blocks[i + 1].list == d->blocks[first].list ||
	    d->blocks[i + 1].level > d->blocks[first].level))
		i++;
	return i;
}

static void
each_list(struct eval *ev)
{
	const struct doc *d = ev->run->doc;

	for (uint32_t i = 0, last; i < d->nblocks; i = last + 1) {
		const struct block *b = &d->blocks[i];
		struct subject s = { .at = b->text.span, .section = b->section };

		last = i;
		if (b->kind != BLOCK_ITEM)
			continue;
		last = list_end(d, i);
		if (!rule_wants_section(ev->run, ev->rule, b->section))
			continue;
		set_section(ev, b->section);
		ev->slot[SLOT_ITEMS] = (struct value){ .type = TYPE_ITEMS,
			.as.items = { i, last, b->level } };
		statement_check(ev, &s);
	}
}

void
check_relation(struct run *run, const struct rule *rule)
{
	struct eval *ev = eval_begin(run, rule);
	struct subject document = { .at = { 0, 0 } };

	set_section(ev, 0);
	switch (rule->each) {
	case EACH_DOCUMENT:
		if (run->doc->nblocks > 0)
			document.at = run->doc->blocks[0].span;
		statement_check(ev, &document);
		break;
	case EACH_TABLE:
		over_tables(ev, each_table);
		break;
	case EACH_ROW:
		over_tables(ev, each_row);
		break;
	case EACH_COLUMN:
		over_tables(ev, each_column);
		break;
	case EACH_CELL:
		over_tables(ev, each_cell);
		break;
	case EACH_SECTION:
		each_section(ev);
		break;
	case EACH_LIST:
		each_list(ev);
		break;
	case EACH_MATCH:
		statement_each_match(ev);
		break;
	}
}
