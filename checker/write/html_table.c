/* Tables on the page: as they were read, with a mark beside each figure; see html.h. */
#include "write/html.h"

/* tables with more columns than that are set smaller on paper */
#define WIDE 10u
#define VAST 14u

/* a cell of this figure is set to the right */
static bool
is_figure(const char *s)
{
	size_t n = strlen(s);
	struct str head = str_of(s);

	if (n == 0 || n > 24 || strpbrk(s, "0123456789") == NULL)
		return false;
	if (strchr(s, '/') != NULL)	/* a year */
		return false;
	return ch_digit(s[0]) || strchr("-+(.$", s[0]) != NULL || str_starts(head, CF_S("\xC2\xA3")) ||
	    str_starts(head, CF_S("\xE2\x82\xAC")) || str_starts(head, CF_S("\xE2\x80\x93")) ||
	    str_starts(head, CF_S("\xE2\x88\x92"));
}

/* ---- marks */

size_t
html_table_index(const struct cf_report *rep, uint32_t number)
{
	const struct report_table *t = number == 0 ? NULL : report_table(rep, number);

	return t == NULL ? rep->nshown : (size_t)(t - rep->tables);
}

/* a figure, a date, or the dash in place of one; words alone have no tick */
static bool
may_be_ticked(const struct report_table *t, uint32_t row, uint32_t col)
{
	const char *s = t->cell[(size_t)row * t->ncols + col].text;

	if (s == NULL || s[0] == '\0')
		return false;
	if (strpbrk(s, "0123456789") != NULL)
		return true;
	for (; *s != '\0'; s++)
		if (ch_alpha(*s) || *s == ':')
			return false;
	return true;
}

/* what is known of the cell at a place; NULL when it is not on the page */
static struct html_mark *
mark_at(const struct html_page *p, const struct cf_place *place)
{
	size_t i = html_table_index(p->rep, place->table);
	const struct report_table *t;
	uint32_t row, col = place->col;

	if (i == p->rep->nshown)
		return NULL;
	t = &p->rep->tables[i];
	row = report_table_row(t, place->row);
	if (row == t->nrows || col == 0 || col > t->ncols)
		return NULL;
	/* a cell that is covered: the one that covers it in its row */
	while (col > 1 && t->cell[(size_t)row * t->ncols + col - 1].text == NULL)
		col--;
	p->marks[i][(size_t)row * t->ncols + col - 1].tick = may_be_ticked(t, row, col - 1);
	return &p->marks[i][(size_t)row * t->ncols + col - 1];
}

static void
mark_place(struct html_mark *m, const struct cf_relation *rel, uint32_t number)
{
	if (m == NULL)
		return;
	switch (rel->verdict) {
	case CF_HELD:
		m->held = m->tick;
		break;
	case CF_ROUNDING:
		m->rounding = true;
		break;
	case CF_UNDECIDED:
		m->undecided = true;
		break;
	case CF_FAILED:
		if (!m->wrong || (uint8_t)rel->severity > m->worst)
			m->worst = (uint8_t)rel->severity;
		if (number > 0)
			m->finding[m->finding[0] > 0] = number;
		m->wrong = true;
		break;
	case CF_VERDICTS:
		break;
	}
}

static void
mark_evidence(struct html_mark *m, const struct cf_relation *rel)
{
	if (m == NULL)
		return;
	m->held |= rel->verdict == CF_HELD && m->tick;
	m->rounding |= rel->verdict == CF_ROUNDING;
	m->part |= rel->verdict == CF_FAILED;
}

bool
html_mark_tables(struct html_page *p)
{
	const struct cf_report *rep = p->rep;
	struct arena *a = &p->w->scratch;

	p->marks = arena_array(a, rep->nshown + 1, struct html_mark *);
	p->shown = arena_array(a, rep->nshown + 1, uint32_t);
	p->listed = arena_array(a, rep->nshown + 1, size_t);
	if (p->marks == NULL || p->shown == NULL || p->listed == NULL)
		return false;
	for (size_t i = 0; i < rep->nshown; i++) {
		p->marks[i] = arena_array(a, (size_t)rep->tables[i].nrows * rep->tables[i].ncols + 1,
		    struct html_mark);
		if (p->marks[i] == NULL)
			return false;
	}
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && !write_is_listed(p->w, rel))
			continue;
		for (size_t k = 0; k < rel->nevidence; k++)
			if (rel->evidence[k].path == NULL)
				mark_evidence(mark_at(p, &rel->evidence[k].place), rel);
		mark_place(mark_at(p, &rel->place), rel, p->number[i]);
	}
	return true;
}

size_t
html_table_held(const struct html_page *p, size_t i)
{
	const struct report_table *t = &p->rep->tables[i];
	size_t n = 0, all = (size_t)t->nrows * t->ncols;

	for (size_t k = 0; k < all; k++)
		n += p->marks[i][k].held && !p->marks[i][k].wrong;
	return n;
}

/* ---- cells */

static void
put_class(struct buf *b, bool figure, bool part, const struct html_mark *m, const struct report_cell *c)
{
	const char *mark = m->wrong ? m->worst == CF_ERROR ? " bad" : m->worst == CF_WARNING ?
	    " bad warn" : " bad note" : m->part && part ? " part" : "";
	const char *two = m->finding[1] > 0 ? " two" : "";

	if (!figure && mark[0] == '\0' && !c->bold)
		return;
	buf_printf(b, " class=\"%s%s%s%s\"", figure ? "n" : "t", mark, two, c->bold ? " b" : "");
}

/* the findings that speak of a cell */
static void
put_numbers(struct buf *b, const struct html_mark *m)
{
	buf_puts(b, "<span class=\"m\">");
	for (unsigned i = 0; i < 2 && m->finding[i] > 0; i++)
		buf_printf(b, "%s<a class=\"x\" href=\"#f%u\" aria-label=\"finding %u\">%u</a>",
		    i > 0 ? " " : "", m->finding[i], m->finding[i], m->finding[i]);
	buf_puts(b, "</span>");
}

/* the mark beside the figure, for eyes and for ears */
static void
put_mark(struct buf *b, const struct html_mark *m)
{
	static const char sign[] = "<span class=\"m %s\" role=\"img\" aria-label=\"%s\">%s</span>";

	if (m->wrong && m->finding[0] > 0)
		put_numbers(b, m);
	else if (m->wrong)
		buf_printf(b, sign, "x", "does not agree", "\xE2\x9C\x97");
	else if (m->held)
		buf_printf(b, sign, "ok", "checked", "\xE2\x9C\x93");
	else if (m->rounding)
		buf_printf(b, sign, "r", "agrees within rounding", "\xE2\x89\x88");
	else if (m->undecided)
		buf_printf(b, sign, "q", "could not be decided", "?");
}

static void
put_spans(struct buf *b, const struct report_cell *c)
{
	if (c->colspan > 1)
		buf_printf(b, " colspan=\"%u\"", c->colspan);
	if (c->rowspan > 1)
		buf_printf(b, " rowspan=\"%u\"", c->rowspan);
}

/* does the cell say what its column or row is? */
static const char *
scope_of(const struct report_table *t, uint32_t row, uint32_t col, const struct report_cell *c)
{
	if (c->text[0] == '\0')
		return NULL;
	if (row < t->header_rows)
		return c->colspan > 1 ? "colgroup" : "col";
	return col == 0 && t->ncols > 1 && c->rowspan == 1 && c->colspan == 1 ? "row" : NULL;
}

/* is it set to the right, as figures and what stands above them are? */
static bool
is_right(const struct report_table *t, uint32_t row, uint32_t col, const char *scope)
{
	const char *below = t->header_rows >= t->nrows ? NULL :
	    t->cell[(size_t)t->header_rows * t->ncols + col].text;

	if (row < t->header_rows)
		return scope != NULL && strcmp(scope, "col") == 0 && col > 0 && below != NULL &&
		    is_figure(below);
	return scope == NULL && is_figure(t->cell[(size_t)row * t->ncols + col].text);
}

static void
put_cell(const struct html_page *p, struct buf *b, size_t i, uint32_t row, uint32_t col)
{
	const struct report_table *t = &p->rep->tables[i];
	const struct html_mark *m = &p->marks[i][(size_t)row * t->ncols + col];
	const struct report_cell *c = &t->cell[(size_t)row * t->ncols + col];
	const char *scope;

	if (c->text == NULL)
		return;
	scope = scope_of(t, row, col, c);
	buf_puts(b, scope != NULL ? "<th" : "<td");
	if (scope != NULL)
		buf_printf(b, " scope=\"%s\"", scope);
	put_spans(b, c);
	put_class(b, is_right(t, row, col, scope), p->shown[i] > 0, m, c);
	buf_puts(b, ">");
	html_put(b, c->text);
	put_mark(b, m);
	buf_puts(b, scope != NULL ? "</th>" : "</td>");
}

static void
put_gap(struct buf *b, const struct report_table *t, uint32_t left_out)
{
	if (left_out == 0)
		return;
	buf_printf(b, "<tr class=\"gap\"><td colspan=\"%u\">", t->ncols);
	buf_many(b, left_out, "row");
	buf_puts(b, " not shown</td></tr>\n");
}

static void
put_row(const struct html_page *p, struct buf *b, size_t i, uint32_t row)
{
	const struct report_table *t = &p->rep->tables[i];

	put_gap(b, t, t->row[row] - (row == 0 ? 1 : t->row[row - 1] + 1));
	buf_puts(b, "<tr>");
	for (uint32_t col = 0; col < t->ncols; col++)
		put_cell(p, b, i, row, col);
	buf_puts(b, "</tr>\n");
}

static void
put_rows(const struct html_page *p, struct buf *b, size_t i, uint32_t from, uint32_t to)
{
	for (uint32_t row = from; row < to; row++)
		put_row(p, b, i, row);
}

void
html_table_name(const struct html_page *p, struct buf *b, size_t i)
{
	const struct report_table *t = &p->rep->tables[i];

	/* the document may count its tables in another way: they are called as it does */
	html_put(b, t->caption[0] != '\0' ? t->caption : "Table");
	buf_puts(b, t->where[0] != '\0' ? ", " : " ");
	if (t->where[0] != '\0')
		html_put(b, t->where);
	else
		html_line(p, b, t->line);
}

void
html_marked_table(const struct html_page *p, struct buf *b, size_t i)
{
	const struct report_table *t = &p->rep->tables[i];

	/* it scrolls, so that the keyboard must come to it, and it must have a name */
	buf_puts(b, "<section class=\"scroll\"");
	if (p->shown[i] > 0)
		buf_printf(b, " id=\"t%u\"", p->shown[i]);
	buf_puts(b, " tabindex=\"0\" aria-label=\"");
	html_table_name(p, b, i);
	buf_puts(b, ", ");
	html_file_name(p, b);
	buf_printf(b, "\">\n<table class=\"grid%s\">\n", t->ncols > VAST ? " vast" :
	    t->ncols > WIDE ? " wide" : "");
	if (t->header_rows > 0) {
		buf_puts(b, "<thead>\n");
		put_rows(p, b, i, 0, t->header_rows);
		buf_puts(b, "</thead>\n");
	}
	if (t->nrows > t->header_rows) {
		buf_puts(b, "<tbody>\n");
		put_rows(p, b, i, t->header_rows, t->nrows);
		if (t->nrows > 0)
			put_gap(b, t, t->all_rows - t->row[t->nrows - 1]);
		buf_puts(b, "</tbody>\n");
	}
	buf_puts(b, "</table>\n</section>\n");
}
