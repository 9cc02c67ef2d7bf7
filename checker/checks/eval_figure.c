/* Cells and captures as the figures, numbers and texts that they are; see eval.h. */
#include "checks/eval_parts.h"

#include "facts/number_words.h"

const char doubt_marked[] = "a figure carries a footnote mark";
const char doubt_approximate[] = "a figure is only approximate";

struct value
value_cell(const struct table *t, uint32_t row, uint32_t col)
{
	const struct cell *c = table_at(t, row, col);

	if (c == NULL)
		return value_absent(TYPE_CELL, "the table has no such cell");
	return (struct value){ .type = TYPE_CELL, .as.cell = { &c->text, 0,
		(uint32_t)c->text.s.n, t, row, col, t->section } };
}

struct value
value_part(const struct place *p, size_t from, size_t to)
{
	return (struct value){ .type = TYPE_CELL, .as.cell = { p->text, (uint32_t)from,
		(uint32_t)to, p->table, p->row, p->col, p->section } };
}

const struct cell *
eval_whole_cell(const struct cell_ref *c)
{
	const struct cell *x = c->table == NULL ? NULL : table_at(c->table, c->row, c->col);

	return x != NULL && &x->text == c->text && c->from == 0 && c->to == x->text.s.n ? x : NULL;
}

static const char *
why_no_figure(enum cell_kind kind)
{
	switch (kind) {
	case CELL_EMPTY:
		return "a cell is empty";
	case CELL_DASH:
		return "a cell holds only a dash";
	case CELL_MISSING:
		return "a figure is not available";
	case CELL_SUPPRESSED:
		return "a figure is suppressed";
	case CELL_YEAR:
		return "a year or date is not a quantity";
	case CELL_FIGURES:
	case CELL_LABELLED:
	case CELL_MIXED:
		return "a cell does not hold one figure";
	case CELL_TEXT:
		break;
	}
	return "a cell holds words, not a figure";
}

/* the one quantity of a cell; of "higher 43%" too */
static const struct figure *
figure_of_cell(const struct cell *x, const char **why)
{
	const struct figure *f = cell_quantity(x), *only = NULL;

	if (f != NULL)
		return f;
	for (uint16_t i = 0; i < x->nfigures && x->kind == CELL_MIXED; i++) {
		if ((x->figures[i].flags & (FIGURE_NOT_A_QUANTITY | FIGURE_RANGE)) != 0)
			continue;
		if (only != NULL) {
			only = NULL;
			break;
		}
		only = &x->figures[i];
	}
	if (only == NULL)
		*why = why_no_figure(x->kind);
	return only;
}

/* "six", "forty-eight": with the place of the words */
static bool
words_figure(const struct cell_ref *c, size_t at, struct figure *f)
{
	int64_t value;
	size_t to;

	if (!number_words_at(str_sub(c->text->s, 0, c->to), at, &value, &to))
		return false;
	*f = (struct figure){ .from = (uint32_t)at, .to = (uint32_t)to, .m = value,
		.span = text_span(c->text, at, to) };
	return true;
}

/* do the digits end inside the capture? its unit ("%", "m") may follow it */
static bool
digits_end_in(const struct cell_ref *c, const struct figure *f)
{
	for (uint32_t i = c->to; i < f->to; i++)
		if (ch_digit(c->text->s.p[i]))
			return false;
	return true;
}

/* Is the capture in a cell with decimal commas? These are known only from its table: then
 * *f is the first of its figures that begins inside the capture, or NULL. */
static bool
comma_figure(const struct cell_ref *c, const struct figure **f)
{
	const struct cell *x = c->table == NULL ? NULL : table_at(c->table, c->row, c->col);

	*f = NULL;
	if (x == NULL || c->text != &x->text || x->nfigures == 0 ||
	    (x->figures[0].flags & FIGURE_COMMA) == 0)
		return false;
	for (uint16_t i = 0; i < x->nfigures && *f == NULL; i++)
		if (x->figures[i].from >= c->from && x->figures[i].from < c->to &&
		    digits_end_in(c, &x->figures[i]))
			*f = &x->figures[i];
	return true;
}

/* Does a run of digits, points and commas go on at s[i], as the "6" of "8,6" does? A capture
 * may begin between digits, at the "22" of "2022". */
static bool
goes_on(struct str s, size_t from, size_t i)
{
	if (i == 0 || !ch_digit(s.p[i]))
		return false;
	return (ch_digit(s.p[i - 1]) && i > from) ||
	    (i > 1 && (s.p[i - 1] == ',' || s.p[i - 1] == '.') && ch_digit(s.p[i - 2]));
}

/* the first figure inside a capture; what is no number as a whole has none inside it */
static const struct figure *
figure_of_part(struct eval *ev, const struct cell_ref *c, const char **why)
{
	struct figure *f = arena_new(ev->run->item, struct figure);
	const struct figure *known;

	if (comma_figure(c, &known)) {
		if (known == NULL)
			*why = "there is no figure";
		return known;
	}
	for (size_t i = c->from; i < c->to; i++) {
		if (goes_on(c->text->s, c->from, i))
			continue;
		if (figure_at(c->text, i, f) && digits_end_in(c, f)) {
			f->span = text_span(c->text, f->from, f->to);
			return f;
		}
		if (ch_alpha(c->text->s.p[i]) && words_figure(c, i, f))
			return f;
	}
	*why = "there is no figure";
	return NULL;
}

/* a cell that is a number in words, and nothing else */
static const struct figure *
words_of_cell(struct eval *ev, const struct cell_ref *c)
{
	struct figure f, *kept;
	struct str s = str_trim(c->text->s);
	size_t at = (size_t)(s.p - c->text->s.p);

	if (!words_figure(c, at, &f) || f.to != at + s.n)
		return NULL;
	kept = arena_new(ev->run->item, struct figure);
	*kept = f;
	return kept;
}

const struct figure *
eval_figure(struct eval *ev, const struct cell_ref *c, const char **why)
{
	const struct cell *x = eval_whole_cell(c);
	const struct figure *f;

	if (x == NULL)
		return figure_of_part(ev, c, why);
	f = figure_of_cell(x, why);
	return f == NULL && x->kind == CELL_TEXT ? words_of_cell(ev, c) : f;
}

void
eval_note(struct eval *ev, const struct cell_ref *c, const struct figure *f)
{
	ev->notes++;
	if ((f->flags & FIGURE_MARKED) != 0)
		ev->doubt = doubt_marked;
	if (!ev->collect || ev->nseen == EVAL_EVIDENCE)
		return;
	for (size_t i = 0; i < ev->nseen; i++)
		if (ev->seen[i].figure.span.from == f->span.from &&
		    ev->seen[i].figure.span.to == f->span.to)
			return;
	if (ev->seen == NULL)	/* most rules find nothing to speak of */
		ev->seen = arena_array(ev->run->scratch, EVAL_EVIDENCE, struct seen);
	ev->seen[ev->nseen++] = (struct seen){ *c, *f };
}

struct value
eval_number(struct eval *ev, struct value v)
{
	const char *why = v.absent;
	const struct figure *f;
	struct number n;

	if (v.type == TYPE_NUMBER || v.absent != NULL)
		return v.absent != NULL ? value_absent(TYPE_NUMBER, why) : v;
	if (ev->rule->nwords > 0 && word_number(ev, &v.as.cell, &n))
		return value_number_of(n);
	f = eval_figure(ev, &v.as.cell, &why);
	if (f == NULL)
		return value_absent(TYPE_NUMBER, why);
	eval_note(ev, &v.as.cell, f);
	if ((f->flags & FIGURE_APPROXIMATE) != 0)	/* of a cell: captures have none */
		ev->doubt = doubt_approximate;
	if (!number_of(f, ev->rule->rounding, &n))
		return value_absent(TYPE_NUMBER, "the numbers are too large");
	if (eval_whole_cell(&v.as.cell) == NULL)
		approximate(ev, &v.as.cell, f, &n);
	return value_number_of(n);
}

struct value
eval_text(struct eval *ev, struct value v)
{
	(void)ev;
	if (v.absent != NULL)
		return value_absent(TYPE_TEXT, v.absent);
	return v.type == TYPE_TEXT ? v : value_text_of(cell_ref_str(&v.as.cell));
}

bool
eval_is_figure(struct eval *ev, const struct value *v)
{
	const struct cell *x;
	const struct figure *f;
	struct str s;
	const char *why;

	if (v->type != TYPE_CELL || v->absent != NULL)
		return false;
	x = eval_whole_cell(&v->as.cell);
	f = eval_figure(ev, &v->as.cell, &why);
	if (x != NULL)
		return f != NULL && x->kind != CELL_MIXED;
	s = str_trim(cell_ref_str(&v->as.cell));
	return f != NULL && v->as.cell.text->s.p + f->from == s.p &&
	    f->to - f->from >= s.n;
}
