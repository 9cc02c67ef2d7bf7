/*
 * count: a number in a sentence ("the following four themes:") is how many items
 * the list or rows the table just after it has, or how many things the rest of the
 * sentence lists.
 */
#include "checks/statement.h"
#include "checks/words.h"
#include "facts/number_words.h"

/* What was counted, or why nothing could be. */
struct counted {
	uint32_t n;
	uint32_t most;		/* with the lists that may be the rest of it */
	const char *why;	/* NULL: it was counted */
	struct span at;		/* what was counted */
};

static const struct counted nothing = { .why = "no list or table follows" };

/* the block after this one that is no page mark */
static uint32_t
next_block(const struct doc *d, uint32_t i)
{
	for (i++; i < d->nblocks && d->blocks[i].kind == BLOCK_PAGE_MARK; i++)
		;
	return i;
}

/* does a number stand before this item, in its text or in the source, and no bullet? */
static bool
is_numbered(const struct run *run, const struct block *b)
{
	struct str all = run->doc->source->bytes, s = b->text.s;
	size_t i = b->text.span.from, digits = 0;

	while (digits < s.n && ch_digit(s.p[digits]))
		digits++;
	if (b->number != 0 || (digits > 0 && digits < s.n &&
	    (s.p[digits] == '.' || s.p[digits] == ')')))
		return true;
	while (i > 0 && (all.p[i - 1] == ' ' || all.p[i - 1] == '*' || all.p[i - 1] == '_'))
		i--;
	return i > 1 && (all.p[i - 1] == '.' || all.p[i - 1] == ')') && ch_digit(all.p[i - 2]);
}

/* the block at which the list that begins here ends; *n gets how many items it has */
static uint32_t
list_end(const struct doc *d, uint32_t i, uint32_t *n)
{
	const struct block *first = &d->blocks[i];

	for (*n = 0; i < d->nblocks; i = next_block(d, i)) {
		const struct block *b = &d->blocks[i];
		uint32_t next = next_block(d, i);

		/* a paragraph inside an item */
		if (b->kind == BLOCK_PARAGRAPH && next < d->nblocks &&
		    d->blocks[next].kind == BLOCK_ITEM && d->blocks[next].list == first->list)
			continue;
		if (b->kind != BLOCK_ITEM || b->level < first->level ||
		    (b->level == first->level && b->list != first->list))
			break;
		*n += b->level == first->level;
	}
	return i;
}

/* Where a list that may be the rest of this one begins: right behind it or behind one
 * paragraph, with the same kind of marks; the number of blocks: nowhere. */
static uint32_t
list_rest(const struct run *run, uint32_t first, uint32_t end)
{
	const struct doc *d = run->doc;
	uint32_t none = (uint32_t)d->nblocks;

	if (end < none && d->blocks[end].kind == BLOCK_PARAGRAPH)
		end = next_block(d, end);
	return end < none && d->blocks[end].kind == BLOCK_ITEM &&
	    d->blocks[end].level == d->blocks[first].level &&
	    is_numbered(run, &d->blocks[end]) == is_numbered(run, &d->blocks[first]) ? end : none;
}

static struct counted
count_list(const struct run *run, uint32_t i)
{
	const struct doc *d = run->doc;
	struct counted c = { 0 };
	uint32_t first = next_block(d, i), end, n;

	if (first >= d->nblocks || d->blocks[first].kind != BLOCK_ITEM)
		return (struct counted){ .why = "no list follows" };
	if (d->blocks[i].kind == BLOCK_ITEM && d->blocks[i].list == d->blocks[first].list &&
	    d->blocks[i].level == d->blocks[first].level)
		return (struct counted){ .why = "it is an item of the list itself" };
	end = list_end(d, first, &c.n);
	c.at = (struct span){ d->blocks[first].span.from, d->blocks[end - 1].span.to };
	/* a reader may have made a list of each of its items */
	for (c.most = c.n; (end = list_rest(run, first, end)) < d->nblocks; c.most += n)
		end = list_end(d, end, &n);
	return c;
}

static struct counted
count_table(const struct run *run, uint32_t i)
{
	struct counted c = { 0 };

	i = next_block(run->doc, i);
	for (size_t k = 0; k < run->facts->ntables; k++) {
		const struct table *t = &run->facts->tables[k];

		if (t->block != i)
			continue;
		for (uint32_t r = t->header_rows; r < t->nrows; r++)
			c.n += t->rows[r].kind == ROW_DATA;
		c.at = t->span;
		return c;
	}
	return (struct counted){ .why = "no table follows" };
}

/* "A, B and C" up to the end of the sentence: separated by ";", or by "," and "and" */
static struct counted
count_sentence(const struct place *p, size_t from)
{
	struct str s = p->text->s;
	size_t to = from, semicolons = 0, commas = 0, ands = 0;
	struct counted c = { 0 };

	while (to < s.n && !(s.p[to] == '.' && (to + 1 == s.n || ch_space(s.p[to + 1]))))
		to++;
	for (size_t i = from; i < to; i++) {
		semicolons += s.p[i] == ';';
		commas += s.p[i] == ',';
		if (i + 5 <= to && memcmp(s.p + i, " and ", 5) == 0)
			ands++;
	}
	if (str_trim(str_sub(s, from, to)).n == 0 || semicolons + commas + ands == 0)
		return (struct counted){ .why = "the sentence lists nothing" };
	c.at = text_span(p->text, from, to);
	c.n = (uint32_t)(semicolons > 0 ? semicolons + 1 : commas + 1);
	/* "A, B and C": the last comma is an "and"; "A, B, and C" has it beside one */
	if (semicolons == 0)
		c.n += ands > 0 && !str_has_folded(str_sub(s, from, to), CF_S(", and "));
	if (semicolons == 0 && ands > 1)
		c.why = "an \"and\" may be inside one of the things";
	return c;
}

/* the block whose text this is, or the number of blocks */
static uint32_t
block_of(const struct doc *d, const struct place *p)
{
	uint32_t lo = 0, hi = (uint32_t)d->nblocks;

	while (lo < hi) {	/* blocks ascend in the source */
		uint32_t mid = lo + (hi - lo) / 2;

		if (d->blocks[mid].span.to <= p->text->span.from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < d->nblocks && p->text == &d->blocks[lo].text ? lo : (uint32_t)d->nblocks;
}

static struct counted
count_after(const struct matches *m)
{
	uint32_t block = block_of(m->run->doc, &m->place);

	if (m->rule->count_of == COUNT_SENTENCE)
		return count_sentence(&m->place, m->to);
	if (m->place.table != NULL || block == m->run->doc->nblocks)
		return nothing;
	/* the list belongs to the last thing that the paragraph says */
	if (str_trim(str_sub(m->place.text->s, m->to, m->place.text->s.n)).n > 1)
		return (struct counted){ .why = "the paragraph goes on after it" };
	if (m->rule->count_of == COUNT_LIST)
		return count_list(m->run, block);
	return count_table(m->run, block);
}

static void
check_match(struct eval *ev, const struct matches *m)
{
	struct arena *a = ev->run->item;
	int capture = pattern_capture(m->rule->match, CF_S("n"));
	struct counted c = count_after(m);
	struct value stated = eval_number(ev, ev->raw[capture]);
	struct outcome o = { .rule = m->rule, .because = CF_BY_RULE, .verdict = CF_UNDECIDED };
	struct str computed = arena_printf(a, "%u", c.n);
	struct report_evidence e = { "counted", c.at, NULL, 0, 0 };
	struct var vars[2];

	if (ev->raw[capture].absent != NULL || stated.absent != NULL)
		o.reason = "there is no number";
	else if (c.why != NULL)
		o.reason = c.why;
	else if (number_eq(stated.as.number, number_whole(c.n)) >= TRUTH_MAYBE)
		o.verdict = CF_HELD;
	else if (c.most > c.n &&
	    number_lt(stated.as.number, number_whole(c.n)) == TRUTH_FALSE &&
	    number_lt(number_whole(c.most), stated.as.number) == TRUTH_FALSE)
		o.reason = "the list may go on further down";
	else
		o.verdict = ev->doubt == NULL ? CF_FAILED : CF_UNDECIDED;
	if (o.verdict == CF_UNDECIDED && o.reason == NULL)
		o.reason = ev->doubt;
	if (!report_wants(ev->run->report, o.verdict)) {
		report_tally(ev->run->report, m->rule, o.verdict, o.reason);
		return;
	}
	o.at = ev->nseen > 0 ? ev->seen[0].figure.span : text_span(m->place.text, m->from, m->to);
	o.section = m->place.section;
	o.table = m->place.table;
	o.row = m->place.row;
	o.col = m->place.col;
	o.stated = source_text(ev->run->doc->source, o.at);
	if (c.why == NULL) {
		o.computed = computed;
		o.relation = o.note = arena_printf(a, "%u counted", c.n);
		o.evidence = &e;
		o.nevidence = 1;
	}
	vars[0] = (struct var){ "n", o.stated };
	vars[1] = (struct var){ "count", computed };
	o.vars = vars;
	o.nvars = 2;
	report_add(ev->run->report, &o);
}

void
check_count(struct run *run, const struct rule *rule)
{
	struct eval *ev = eval_begin(run, rule);
	struct matches m;

	matches_begin(&m, run, rule);
	while (matches_next(&m)) {
		statement_set_match(ev, &m);
		check_match(ev, &m);
	}
}
