/* Where the reports of an agenda pack begin; see agenda.h. */
#include "facts/agenda.h"

#define SHEET_ROWS	60u	/* a longer table is no front sheet */
#define SHEET_HEAD	4u	/* rows in which it says what it is */
#define HIGHEST_NUMBER	200u	/* of an agenda item */
#define LONGEST_ENTRY	400u	/* bytes up to "(Pages" */

/* ---- words */

static struct str
without_colon(struct str s)
{
	s = str_trim(s);
	while (s.n > 0 && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == '*'))
		s = str_trim(str_sub(s, 0, s.n - 1));
	return s;
}

/* the digits at s[*i], which then stands behind them; 0: there are none, or too many */
static unsigned
number_at(struct str s, size_t *i)
{
	unsigned n = 0;

	for (; *i < s.n && ch_digit(s.p[*i]) && n <= HIGHEST_NUMBER; (*i)++)
		n = n * 10 + (unsigned)(s.p[*i] - '0');
	return n <= HIGHEST_NUMBER ? n : 0;
}

/* "Agenda Item 7": 7, else 0 */
static unsigned
agenda_item(struct str s)
{
	size_t i = sizeof("agenda item ") - 1;
	unsigned n;

	s = without_colon(s);
	if (!str_starts_folded(s, CF_S("agenda item ")))
		return 0;
	if (str_starts_folded(str_sub(s, i, s.n), CF_S("no. ")))
		i += 4;
	n = number_at(s, &i);
	return i == s.n ? n : 0;
}

/* "A G E N D A" */
static bool
is_agenda_title(struct str s)
{
	static const char word[] = "agenda";
	size_t k = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (ch_space(s.p[i]))
			continue;
		if (k == sizeof(word) - 1 || ch_lower(s.p[i]) != word[k++])
			return false;
	}
	return k == sizeof(word) - 1;
}

/* where "(Pages 5 - 14)" begins, or s.n */
static size_t
pages_at(struct str s)
{
	for (size_t i = 0; i + 7 < s.n && i < LONGEST_ENTRY; i++) {
		struct str rest = str_sub(s, i, s.n);
		size_t k;

		if (s.p[i] != '(')
			continue;
		if (str_starts_folded(rest, CF_S("(pages ")))
			k = 7;
		else if (str_starts_folded(rest, CF_S("(page ")))
			k = 6;
		else
			continue;
		if (k < rest.n && ch_digit(rest.p[k]))
			return i;
	}
	return s.n;
}

/* ---- front sheets */

static bool
is_one_of(struct str s, const struct str *word, size_t n)
{
	s = without_colon(s);
	for (size_t i = 0; i < n; i++)
		if (str_eq_folded(s, word[i]))
			return true;
	return false;
}
#define IS_ONE_OF(s, words) is_one_of((s), (words), sizeof(words) / sizeof((words)[0]))

static const struct str addressee[] = {
	WORD("report to"), WORD("report for"), WORD("meeting"), WORD("committee"),
	WORD("decision maker"),
};
static const struct str subject[] = {
	WORD("subject"), WORD("title"), WORD("report title"), WORD("title of report"),
};

/* the cell with one of these labels in the first rows, and the first filled one right of it */
static bool
labelled(const struct table *t, const struct str *word, size_t n, struct str *value)
{
	uint32_t rows = t->nrows < SHEET_HEAD ? t->nrows : SHEET_HEAD;

	for (uint32_t r = 0; r < rows; r++) {
		for (uint32_t c = 0; c < t->ncols; c++) {
			const struct cell *x = table_at(t, r, c);

			if (x == NULL || x->text.s.n > 40 || !is_one_of(x->text.s, word, n))
				continue;
			*value = CF_S("");
			for (c++; c < t->ncols && value->n == 0; c++)
				if ((x = table_at(t, r, c)) != NULL)
					*value = str_trim(x->text.s);
			return true;
		}
	}
	return false;
}
#define LABELLED(t, words, value) labelled((t), (words), sizeof(words) / sizeof((words)[0]), value)

static bool
is_sheet(const struct table *t, struct str *title)
{
	struct str to;

	return t->nrows >= 2 && t->nrows <= SHEET_ROWS && t->ncols >= 2 &&
	    LABELLED(t, addressee, &to) && to.n > 0 && !IS_ONE_OF(to, subject) &&
	    LABELLED(t, subject, title);
}

/* ---- the agenda */

/* the number of an item of a numbered list, which is no part of its text: "8. " before it */
static unsigned
list_number(const struct doc *d, const struct block *b)
{
	struct str s = d->source->bytes;
	size_t at = b->text.span.from, from;
	unsigned n;

	while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '*' || s.p[at - 1] == '.'))
		at--;
	for (from = at; from > 0 && ch_digit(s.p[from - 1]);)
		from--;
	n = number_at(str_sub(s, 0, at), &from);
	return from == at && at < b->text.span.from ? n : 0;
}

/* "5. Parks (Pages 51 - 66)" or, inside the agenda, "1. Apologies" */
static bool
read_entry(const struct doc *d, const struct block *b, struct entry *e)
{
	struct str s = b->text.s;
	size_t i = 0, pages = pages_at(s);

	e->number = number_at(s, &i);
	e->paged = pages < s.n;
	if (e->number == 0 && b->kind == BLOCK_ITEM)
		e->number = b->number != 0 ? b->number : list_number(d, b);
	if (e->number == 0 || i + 1 >= s.n || (i > 0 && s.p[i] != '.' && s.p[i] != ' '))
		return false;
	while (i < s.n && (s.p[i] == '.' || ch_space(s.p[i])))
		i++;
	e->title = str_trim(str_sub(s, i, pages));
	return e->title.n > 0 && ch_alpha(e->title.p[0]);
}

static void
find_entries(struct agenda *g, const struct doc *d, struct arena *a)
{
	uint32_t first = NONE, last = 0;
	unsigned number = 0;

	for (uint32_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		if (first == NONE && b->kind == BLOCK_HEADING && is_agenda_title(b->text.s))
			first = i;
		if (b->text.s.n > 0 && agenda_item(b->text.s) > 0)
			break;
		if (b->text.s.n == 0 || pages_at(b->text.s) == b->text.s.n)
			continue;
		if (first == NONE)
			first = i;
		last = i;
	}
	if (first == NONE || last <= first)
		return;
	g->end = last + 1;
	while (g->end < d->nblocks && d->blocks[g->end].kind != BLOCK_PAGE_MARK &&
	    (d->blocks[g->end].kind != BLOCK_HEADING || ch_digit(d->blocks[g->end].text.s.p[0])))
		g->end++;
	for (uint32_t i = first; i < g->end; i++) {
		struct entry e = { .block = i };

		if (d->blocks[i].text.s.n == 0 || !read_entry(d, &d->blocks[i], &e) ||
		    e.number <= number || (number > 0 && e.number > number + 3))
			continue;
		if (!VEC_ROOM(a, g->entry, g->nentries, g->entrycap))
			return;
		number = e.number;
		g->paged += e.paged;
		g->entry[g->nentries++] = e;
	}
}

/* ---- the reports */

static struct part *
begin_part(struct agenda *g, struct arena *a, uint32_t block)
{
	struct part *last = g->n == 0 ? NULL : &g->part[g->n - 1];

	if (last != NULL && last->block == block)
		return last;
	if (!VEC_ROOM(a, g->part, g->n, g->cap) || g->part == NULL)
		return last;
	g->part[g->n] = (struct part){ .block = block, .title = CF_S("") };
	return &g->part[g->n++];
}

/* the first of the headings and page marks that stand directly before a block */
static uint32_t
first_above(const struct doc *d, uint32_t block, uint32_t least)
{
	while (block > least && (d->blocks[block - 1].kind == BLOCK_PAGE_MARK ||
	    d->blocks[block - 1].kind == BLOCK_HEADING) &&
	    agenda_item(d->blocks[block - 1].text.s) > 0)
		block--;
	return block;
}

static bool
is_minutes_head(const struct block *b)
{
	static const char words[] = "MEETING HELD ";
	struct str s = b->text.s;

	return b->kind != BLOCK_TABLE && s.n < 300 && s.n >= sizeof(words) - 1 &&
	    memcmp(s.p, words, sizeof(words) - 1) == 0;
}

/* "Agenda Item 7": a new report, or the number of one that began without */
static void
take_number(struct agenda *g, struct arena *a, uint32_t block, unsigned number)
{
	struct part *last = &g->part[g->n - 1];

	if (number == last->number)
		return;
	if (g->n > 1 && last->number == 0)
		last->number = number;
	else if (number > last->number)
		begin_part(g, a, block)->number = number;
}

static void
take_sheet(struct agenda *g, const struct doc *d, struct arena *a, const struct table *t,
    struct str title)
{
	uint32_t from = first_above(d, t->block, g->part[g->n - 1].block);
	struct part *p = begin_part(g, a, from);

	p->sheet = t;
	p->title = title;
	g->sheets++;
	for (uint32_t i = from; i < t->block && p->number == 0; i++)
		p->number = agenda_item(d->blocks[i].text.s);
	/* a running header of the report before, which ends on this page */
	if (g->n > 1 && p->number > 0 && p->number == p[-1].number && p[-1].sheet != NULL)
		p->number = 0;
}

static void
find_parts(struct agenda *g, const struct facts *f, struct arena *a)
{
	const struct doc *d = f->doc;
	size_t t = 0;

	for (uint32_t i = g->end; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];
		unsigned number = b->kind == BLOCK_HEADING || b->kind == BLOCK_PAGE_MARK ||
		    b->kind == BLOCK_PARAGRAPH ? agenda_item(b->text.s) : 0;
		struct str title;

		if (number > 0)
			take_number(g, a, i, number);
		else if (g->end > 0 && g->n == 1 && is_minutes_head(b))
			(void)begin_part(g, a, i > g->end && d->blocks[i - 1].kind ==
			    BLOCK_HEADING ? i - 1 : i);
		while (t < f->ntables && f->tables[t].block < i)
			t++;
		if (t < f->ntables && f->tables[t].block == i && is_sheet(&f->tables[t], &title))
			take_sheet(g, d, a, &f->tables[t], title);
	}
}

/* no pack: its main sections, by the first level of which there are several */
static void
find_sections(struct agenda *g, const struct doc *d, struct arena *a)
{
	size_t count[8] = { 0 };
	unsigned level = 1;

	for (size_t i = 1; i < d->nsections; i++)
		count[d->sections[i].level & 7u]++;
	while (level < 7 && count[level] < 2)
		level++;
	for (size_t i = 1; i < d->nsections; i++)
		if (d->sections[i].level <= level)
			begin_part(g, a, d->sections[i].first_block)->title =
			    str_trim(d->sections[i].title.s);
}

/* the words that the agenda has for what has no title of its own */
static void
give_titles(struct agenda *g, const struct doc *d)
{
	for (size_t i = 0; i < g->n; i++) {
		struct part *p = &g->part[i];

		for (size_t k = 0; k < g->nentries && p->title.n == 0 && p->number > 0; k++)
			if (g->entry[k].number == p->number)
				p->title = g->entry[k].title;
		if (p->title.n == 0 && i == 0 && g->end > 0)
			p->title = CF_S("Front page and agenda");
		if (p->title.n == 0 && d->nblocks > 0 &&
		    d->blocks[p->block].kind == BLOCK_HEADING)
			p->title = str_trim(d->blocks[p->block].text.s);
	}
}

void
agenda_find(struct agenda *g, const struct facts *f, struct arena *a)
{
	*g = (struct agenda){ .pack = false };
	(void)begin_part(g, a, 0);
	find_entries(g, f->doc, a);
	find_parts(g, f, a);
	g->pack = g->sheets > 1 || g->paged > 1;
	if (!g->pack && g->n == 1 && g->sheets == 0 && g->part[0].number == 0)
		find_sections(g, f->doc, a);
	give_titles(g, f->doc);
}

size_t
agenda_part(const struct agenda *g, uint32_t block)
{
	size_t lo = 0, hi = g->n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (g->part[mid].block <= block)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

unsigned
agenda_number(const struct agenda *g, uint32_t block)
{
	unsigned number = 0;

	if (block >= g->end)
		return g->part[agenda_part(g, block)].number;
	for (size_t i = 0; i < g->nentries && g->entry[i].block <= block; i++)
		number = g->entry[i].number;
	return number;
}

uint32_t
agenda_block(const struct doc *d, uint32_t offset)
{
	size_t lo = 0, hi = d->nblocks;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->blocks[mid].span.from <= offset)
			lo = mid;
		else
			hi = mid;
	}
	return (uint32_t)lo;
}
