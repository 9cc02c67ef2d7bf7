/*
 * restated: a measure that stands in two tables, or in a table and in a short line
 * ("498 open assessments"), has one figure. Places are the same when their labels have
 * the same words, endings and the rule's empty words apart; one report's places are held
 * against each other, and a conflict is said once, at the first of them.
 */
#include <stdlib.h>

#include "checks/acronym.h"
#include "checks/number.h"
#include "checks/stems.h"
#include "checks/texts.h"
#include "facts/agenda.h"
#include "facts/shape.h"

#define MOST_PLACES	600u	/* of one report; further ones are not compared */
#define MOST_OF_ALL	50000u	/* of the document */
#define MOST_ROWS	300u	/* of one table; longer ones are lists of something else */
#define MOST_ACRONYMS	100u
#define LONGEST_LINE	70u	/* bytes of one that is no sentence */
#define LONGEST_TEXT	300u	/* of one that is a few such lines */
#define FEWEST_STEMS	2u	/* words that tell what is counted */
#define LIKE_OF_TEN	7u	/* tenths of the words of both that both have */
#define MOST_TIMES	2	/* counts further apart are of different things */

enum measure { MEASURE_COUNT, MEASURE_PERCENT, MEASURE_RATE };

#define MOST_WORDS	16u	/* of a label; one with more is a sentence */

/* The words of a label. */
struct words {
	uint64_t at[MOST_WORDS];
	size_t n;
	uint64_t bits;		/* one for each of them; others may share it */
};

/* A place that states a figure. */
struct stated {
	struct words words;
	struct words numbers;		/* those that are numbers */
	enum measure measure;
	const struct figure *figure;
	struct str label;
	struct span at;
	size_t part;
	uint32_t section;
	const struct table *table;	/* NULL: a line */
	uint32_t row, col;
	bool told;			/* it was part of a finding, or stands twice in its table */
};

struct expansion {
	struct str letters, words;
};

struct restated {
	struct run *run;
	const struct rule *rule;
	struct arena *a;
	struct stems noise;
	struct expansion acronym[MOST_ACRONYMS];
	size_t nacronyms;
	struct stated *at;
	size_t n, cap;
	size_t from, to;		/* those of the report at hand */
	bool cut;
};

/* ---- labels */

static void
find_acronyms(struct restated *r)
{
	const struct texts *texts = texts_of(r->run);
	const struct acronyms *all = acronyms_of(r->run);

	for (size_t i = 0; i < all->n && i < MOST_ACRONYMS; i++) {
		const struct acronym *a = &all->at[i];
		struct str s = texts->place[a->text].text->s;

		r->acronym[r->nacronyms++] = (struct expansion){ str_sub(s, a->from, a->to),
			str_sub(s, a->words_from, a->words_to) };
	}
}

/* "CiN cases": the words that an acronym in the label is short for */
static struct str
expanded(const struct restated *r, struct str word)
{
	size_t large = 0;

	for (size_t i = 0; i < word.n; i++)
		large += word.p[i] >= 'A' && word.p[i] <= 'Z';
	for (size_t i = 0; large >= 2 && i < r->nacronyms; i++)
		if (str_eq_folded(r->acronym[i].letters, word))
			return r->acronym[i].words;
	return word;
}

static void
add_label(const struct restated *r, struct stems *w, struct str s)
{
	for (size_t i = 0, k; i < s.n; i = k) {
		k = i;
		while (k < s.n && !ch_space(s.p[k]))
			k++;
		stems_add(w, expanded(r, str_sub(s, i, k)));
		while (k < s.n && ch_space(s.p[k]))
			k++;
	}
}

static bool
words_have(const struct words *w, uint64_t stem)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i] == stem)
			return true;
	return false;
}

/* how many words both have */
static size_t
words_in_common(const struct words *a, const struct words *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		n += words_have(b, a->at[i]) ? 1 : 0;
	return n;
}

/* false: too many */
static bool
take_words(const struct stems *from, const struct stems *without, struct words *w)
{
	w->n = 0;
	w->bits = 0;
	for (size_t i = 0; i < from->n; i++) {
		if (without != NULL && stems_has(without, from->at[i]))
			continue;
		if (w->n == MOST_WORDS)
			return false;
		w->at[w->n++] = from->at[i];
		w->bits |= 1ull << (from->at[i] % 64);
	}
	return from->all;
}

/* the words that say what it is; empty ones stay where too few others are left */
static bool
read_label(const struct restated *r, struct stated *s)
{
	struct stems all, numbers;

	stems_begin(&all);
	stems_begin(&numbers);
	add_label(r, &all, s->label);
	for (size_t i = 0, k; i < s->label.n; i = k) {
		for (k = i; k < s->label.n && ch_digit(s->label.p[k]);)
			k++;
		if (k > i)
			stems_add(&numbers, str_sub(s->label, i, k));
		k += k == i;
	}
	if (!take_words(&numbers, NULL, &s->numbers) || !take_words(&all, &r->noise, &s->words))
		return false;
	return s->words.n >= FEWEST_STEMS || (take_words(&all, NULL, &s->words) &&
	    s->words.n >= FEWEST_STEMS);
}

static enum measure
measure_of(struct str label, const struct figure *f)
{
	if (f->unit == UNIT_PERCENT || memchr(label.p, '%', label.n) != NULL)
		return MEASURE_PERCENT;
	for (size_t i = 0; i + 4 < label.n; i++)
		if (str_starts_folded(str_sub(label, i, label.n), CF_S("rate")) ||
		    str_starts_folded(str_sub(label, i, label.n), CF_S(" per ")))
			return MEASURE_RATE;
	return MEASURE_COUNT;
}

static void
add(struct restated *r, struct stated s)
{
	if (r->n == MOST_OF_ALL) {
		r->cut = true;
		return;
	}
	s.measure = measure_of(s.label, s.figure);
	if (read_label(r, &s) && VEC_ROOM(r->a, r->at, r->n, r->cap))
		r->at[r->n++] = s;
}

/* ---- tables */

static bool
same_words(const struct words *a, const struct words *b)
{
	return a->n == b->n && words_in_common(a, b) == a->n;
}

/* two rows of one table with one label are told apart by something else */
static void
leave_out_doubles(struct restated *r, size_t from)
{
	for (size_t i = from; i < r->n; i++)
		for (size_t k = from; k < i; k++)
			if (r->at[i].measure == r->at[k].measure &&
			    same_words(&r->at[i].words, &r->at[k].words))
				r->at[i].told = r->at[k].told = true;
}

/* its column of the figures; t->ncols: it has none, or several, of several periods */
static uint32_t
column_of(const struct restated *r, const struct table *t)
{
	uint32_t found = t->ncols;

	for (uint32_t c = 0; c < t->ncols; c++) {
		if (c == t->stub || !selector_matches_column(r->run->matcher, &r->rule->value,
		    &t->columns[c]))
			continue;
		if (found < t->ncols)
			return t->ncols;
		found = c;
	}
	return found;
}

static void
collect_table(struct restated *r, const struct table *t)
{
	size_t part = agenda_part(r->run->facts->agenda, t->block), from = r->n;
	uint32_t c = column_of(r, t);

	if (t->nrows > MOST_ROWS)
		return;
	for (uint32_t row = t->header_rows; c < t->ncols && row < t->nrows; row++) {
		const struct cell *x = table_at(t, row, c);
		const struct figure *f = x == NULL ? NULL : cell_quantity(x);

		if (f == NULL || t->rows[row].kind != ROW_DATA || (f->flags & FIGURE_MARKED) != 0)
			continue;
		add(r, (struct stated){ .figure = f, .label = t->rows[row].label, .at = f->span,
			.part = part, .section = t->section, .table = t, .row = row, .col = c });
	}
	leave_out_doubles(r, from);
}

/* ---- lines */

/* "3 Mill Lane" is an address: what is counted has a word in small letters */
static bool
names_a_count(struct str label)
{
	size_t words = 0, plain = 0;

	for (size_t i = 0; i < label.n; i++) {
		if (!ch_alpha(label.p[i]) || (i > 0 && !ch_space(label.p[i - 1])))
			continue;
		words++;
		plain += label.p[i] >= 'a' && label.p[i] <= 'z';
	}
	return words >= 2 && plain >= 1;
}

/* a line that is a figure and what it counts, in either order */
static void
take_line(struct restated *r, const struct place *p, size_t from, size_t to,
    const struct figure *f, size_t n)
{
	struct str s = p->text->s;
	const struct figure *first = NULL, *last = NULL, *it;
	struct str label;

	while (from < to && ch_space(s.p[from]))
		from++;
	while (to > from && (ch_space(s.p[to - 1]) || s.p[to - 1] == '.'))
		to--;
	if (to - from > LONGEST_LINE)
		return;
	for (size_t i = 0; i < n; i++) {
		if (f[i].from == from)
			first = &f[i];
		if (f[i].to == to)
			last = &f[i];
	}
	it = first != NULL ? first : last;
	if (it == NULL || it->unit != UNIT_COUNT || it->decimals > 0 || (it->flags &
	    (FIGURE_NOT_A_QUANTITY | FIGURE_RANGE | FIGURE_APPROXIMATE | FIGURE_OF)) != 0)
		return;
	label = it == first ? str_sub(s, it->to, to) : str_sub(s, from, it->from);
	if (label.n < 2 || !ch_space(label.p[it == first ? 0 : label.n - 1]))
		return;
	label = str_trim(label);
	if (names_a_count(label))
		add(r, (struct stated){ .figure = it, .label = label, .at = it->span,
			.part = agenda_part(r->run->facts->agenda, agenda_block(r->run->doc,
			p->text->span.from)), .section = p->section });
}

/* does a line end here that two spaces keep apart from the next? */
static bool
is_break(struct str s, size_t at)
{
	return at > 1 && at < s.n && s.p[at - 1] == ' ' && s.p[at - 2] == ' ' &&
	    (s.p[at] == '\n' || (s.p[at] == '\r' && at + 1 < s.n && s.p[at + 1] == '\n'));
}

/* is it a short line with a figure at its beginning or end, or are there several lines? */
static bool
may_be_lines(const struct restated *r, const struct text *t)
{
	struct str s = t->s, source;

	if (s.n <= LONGEST_LINE)
		return s.n > 2 && (ch_digit(s.p[0]) || ch_digit(s.p[s.n - 1]) ||
		    ch_digit(s.p[s.n - 2]));
	source = source_text(r->run->doc->source, t->span);
	for (size_t i = 0; i < source.n; i++) {
		const char *end = memchr(source.p + i, '\n', source.n - i);

		if (end == NULL)
			return false;
		i = (size_t)(end - source.p);
		if (is_break(source, i) || (i > 0 && is_break(source, i - 1)))
			return true;
	}
	return false;
}

/* does a line of its own end at s[i]? Words that only run on to the next one do not end */
static bool
ends_line(const struct restated *r, const struct text *t, size_t i)
{
	struct str bytes = r->run->doc->source->bytes;
	size_t at;

	if (i >= t->s.n)
		return true;
	if (!ch_space(t->s.p[i]))
		return false;
	at = text_span(t, i, i + 1).from;
	while (at < bytes.n && bytes.p[at] == ' ')
		at++;
	return is_break(bytes, at);
}

static void
collect_lines(struct restated *r)
{
	const struct texts *texts = texts_of(r->run);

	for (size_t i = 0; i < texts->n && texts->place[i].table == NULL; i++) {
		const struct place *p = &texts->place[i];
		struct str s = p->text->s;
		struct figure *f;
		size_t n, from = 0;

		if (s.n > LONGEST_TEXT || (p->where & WHERE_PROSE) == 0 ||
		    !may_be_lines(r, p->text))
			continue;
		n = figures_scan(r->a, p->text, false, &f);
		for (size_t k = 0; n > 0 && k <= s.n; k++) {
			if (!ends_line(r, p->text, k))
				continue;
			take_line(r, p, from, k, f, n);
			from = k + 1;
		}
	}
}

/* ---- comparing */

static bool
is_like(const struct stated *a, const struct stated *b)
{
	size_t common;

	if (a->part != b->part || a->measure != b->measure ||
	    (a->table != NULL && a->table == b->table) ||
	    (a->measure == MEASURE_COUNT && a->words.bits != b->words.bits))
		return false;
	common = words_in_common(&a->numbers, &b->numbers);
	if (common < a->numbers.n && common < b->numbers.n)
		return false;
	common = words_in_common(&a->words, &b->words);
	if (common == a->words.n && common == b->words.n)
		return true;
	return a->measure != MEASURE_COUNT && common > FEWEST_STEMS &&
	    common * 10 >= LIKE_OF_TEN * (a->words.n + b->words.n - common);
}

static bool
number_in(const struct stated *s, struct number *out)
{
	if (s->measure == MEASURE_COUNT && s->figure->q == 0) {
		*out = number_point(s->figure);
		return true;
	}
	return number_of(s->figure, ROUNDING_HALF, out);
}

/* is `times` times the smaller one less than the larger? */
static bool
is_past(struct number a, struct number b, struct number times)
{
	struct number small, large, limit;

	return number_min(a, b, &small) && number_max(a, b, &large) &&
	    number_mul(small, times, &limit) && number_lt(limit, large) == TRUTH_TRUE;
}

enum compared { COMPARED_APART, COMPARED_SAME, COMPARED_DIFFERENT };

/* rates of different days may differ a little, counts of one report may not */
static enum compared
compare(const struct restated *r, const struct stated *a, const struct stated *b)
{
	struct number x, y, hundred, times;

	if (!is_like(a, b) || !number_in(a, &x) || !number_in(b, &y))
		return COMPARED_APART;
	if (number_eq(x, y) != TRUTH_FALSE)
		return COMPARED_SAME;
	if (is_past(x, y, number_whole(MOST_TIMES)))
		return COMPARED_APART;
	if (a->measure == MEASURE_COUNT)
		return COMPARED_DIFFERENT;
	hundred = number_whole(100);
	if (!number_add(hundred, number_point(&r->rule->sum), &times) ||
	    !number_div(times, hundred, &times))
		return COMPARED_APART;
	return is_past(number_point(a->figure), number_point(b->figure), times) ?
	    COMPARED_DIFFERENT : COMPARED_SAME;
}

/* tables of two wards have the same labels and other figures: where most of what two tables
 * share differs, they are of different things */
static bool
are_parallel(const struct restated *r, const struct table *a, const struct table *b)
{
	size_t same = 0, different = 0;

	for (size_t i = r->from; i < r->to; i++) {
		for (size_t k = r->from; r->at[i].table == a && k < r->to; k++) {
			enum compared how = r->at[k].table != b ? COMPARED_APART :
			    compare(r, &r->at[i], &r->at[k]);

			same += how == COMPARED_SAME;
			different += how == COMPARED_DIFFERENT;
		}
	}
	return different > 1 && same < different;
}

/* lines of the same words with so many figures are of as many things */
static bool
is_line_of_many(const struct restated *r, const struct stated *s)
{
	size_t n = 0;

	for (size_t i = r->from; i < r->to && s->table == NULL; i++)
		n += r->at[i].table == NULL && compare(r, s, &r->at[i]) == COMPARED_DIFFERENT;
	return n > 1;
}

/* do the two contradict each other? Two lines may be of two things */
static bool
contradict(const struct restated *r, const struct stated *a, const struct stated *b)
{
	if (a->table == NULL && b->table == NULL)
		return false;
	if (a->table == NULL || b->table == NULL)
		return !is_line_of_many(r, a->table == NULL ? a : b);
	return !are_parallel(r, a->table, b->table);
}

static struct report_evidence
evidence_of(const struct stated *s)
{
	return (struct report_evidence){ "place", s->at, s->table, s->row, s->col };
}

static struct str
printed(const struct restated *r, const struct stated *s)
{
	return source_text(r->run->doc->source, s->at);
}

static void
conclude(struct restated *r, const struct stated *s, const struct stated *other,
    enum cf_verdict verdict)
{
	struct report_evidence evidence[1];
	struct var vars[3];
	struct outcome o;

	if (!report_wants(r->run->report, verdict)) {
		report_tally(r->run->report, r->rule, verdict, NULL);
		return;
	}
	o = (struct outcome){ .rule = r->rule, .verdict = verdict, .because = CF_BY_RULE,
		.at = s->at, .section = s->section, .table = s->table, .row = s->row,
		.col = s->col, .stated = printed(r, s), .computed = printed(r, other),
		.evidence = evidence, .nevidence = 1 };
	evidence[0] = evidence_of(other);
	o.relation = arena_printf(r->a, "%.*s: %.*s", (int)other->label.n, other->label.p,
	    (int)o.computed.n, o.computed.p);
	o.note = o.relation;
	vars[0] = (struct var){ "label", s->label };
	vars[1] = (struct var){ "other", other->label };
	vars[2] = (struct var){ "section", r->run->doc->sections[other->section].title.s };
	o.vars = vars;
	o.nvars = 3;
	report_add(r->run->report, &o);
}

/* all that it is like had their say in the finding */
static void
mark_told(struct restated *r, const struct stated *s)
{
	for (size_t i = r->from; i < r->to; i++)
		if (&r->at[i] == s || is_like(&r->at[i], s))
			r->at[i].told = true;
}

static void
look_at(struct restated *r, struct stated *s)
{
	const struct stated *same = NULL, *different = NULL;

	for (size_t i = r->from; i < r->to; i++) {
		enum compared how = s == &r->at[i] || r->at[i].told ? COMPARED_APART :
		    compare(r, s, &r->at[i]);

		if (how == COMPARED_DIFFERENT && different == NULL && contradict(r, s, &r->at[i]))
			different = &r->at[i];
		if (how == COMPARED_SAME && same == NULL)
			same = &r->at[i];
	}
	if (different != NULL) {
		conclude(r, s, different, CF_FAILED);
		mark_told(r, s);
	} else if (same != NULL) {
		conclude(r, s, same, CF_HELD);
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct stated *a = x, *b = y;

	return (a->at.from > b->at.from) - (a->at.from < b->at.from);
}

static bool
wants(const struct restated *r, const struct table *t)
{
	return column_of(r, t) < t->ncols && rule_wants_table(r->run, r->rule, t);
}

static void
collect(struct restated *r)
{
	const struct facts *f = r->run->facts;
	bool any = false;

	for (size_t i = 0; i < f->ntables; i++) {
		if (!wants(r, &f->tables[i]))
			continue;
		if (!any)
			find_acronyms(r);
		any = true;
		collect_table(r, &f->tables[i]);
	}
	if (any && r->rule->lines)
		collect_lines(r);
	if (r->n > 1)
		qsort(r->at, r->n, sizeof(*r->at), by_place);
}

void
check_restated(struct run *run, const struct rule *rule)
{
	struct restated *r = arena_new(run->scratch, struct restated);

	*r = (struct restated){ .run = run, .rule = rule, .a = run->scratch };
	stems_begin(&r->noise);
	stems_add(&r->noise, rule->noise);
	collect(r);
	for (size_t end; r->from < r->n; r->from = end) {
		for (end = r->from; end < r->n && r->at[end].part == r->at[r->from].part;)
			end++;
		r->to = end - r->from > MOST_PLACES ? r->from + MOST_PLACES : end;
		r->cut = r->cut || r->to < end;
		for (size_t i = r->from; i < r->to; i++)
			if (!r->at[i].told)
				look_at(r, &r->at[i]);
	}
	if (r->cut)
		report_add_skip(run->report, r->at[r->n - 1].at, true,
		    arena_printf(r->a, "%s: too many figures; some were not compared",
		    rule->name));
}
