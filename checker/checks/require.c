/*
 * require: a front sheet has its fields, filled. With `if` or `table` it is stated
 * of each such table, else of the document (or of the sections of `in`) as a whole.
 */
#include "checks/labels.h"

#include "checks/texts.h"
#include "facts/agenda.h"

#define BARE_LABEL 20u		/* bytes of a value that is but another label: "Tel:" */

#define LONGEST_HEAD 60u		/* bytes */

/* What the fields are looked for in. */
struct sheet {
	struct run *run;
	const struct rule *rule;
	struct labels labels;
	struct label head;	/* where what is missing is reported; text NULL: nowhere */
};

/* How one field ends. */
struct field_ending {
	enum cf_verdict verdict;
	const char *reason;
	const char *kind;		/* failed: the words for {kind} */
	const struct label *because;	/* the field that it depends on; NULL: none */
};

static void
conclude(struct sheet *s, const struct label *at, struct str field, struct str value,
    const struct field_ending *e)
{
	struct cf_report *report = s->run->report;
	struct report_evidence because;
	struct place place = { .text = at->text, .section = at->section, .table = at->table,
		.row = at->row, .col = at->col };
	struct var vars[3];
	struct outcome o;

	if (!report_wants(report, e->verdict)) {
		report_tally(report, s->rule, e->verdict, e->reason);
		return;
	}
	o = outcome_in(s->rule, &place, at->from, at->to);
	o.verdict = e->verdict;
	o.because = CF_BY_RULE;
	o.reason = e->reason;
	o.stated = str_sub(at->text->s, at->from, at->to);
	if (e->because != NULL) {
		const struct label *l = e->because;

		because = (struct report_evidence){ "because",
			text_span(l->text, l->from, l->to), l->table, l->row, l->col };
		o.evidence = &because;
		o.nevidence = 1;
	}
	vars[0] = (struct var){ "field", field };
	vars[1] = (struct var){ "kind", e->kind == NULL ? CF_S("") : str_of(e->kind) };
	vars[2] = (struct var){ "value", value };
	o.vars = vars;
	o.nvars = 3;
	report_add(report, &o);
}

/* the next label from i on that the selector means, or NULL */
static const struct label *
find_label(struct sheet *s, const struct selector *label, size_t *i)
{
	while (*i < s->labels.n) {
		const struct label *l = &s->labels.label[(*i)++];

		if (label_is(s->run, label, l->words))
			return l;
	}
	return NULL;
}

/* is there nothing in it? "TBC", when the rule says so; "Tel:" alone */
static bool
is_blank(const struct sheet *s, const struct label *l)
{
	if (!l->filled)
		return true;
	if (l->value.n == 0)
		return false;
	/* in a cell another label; below a heading it would lead to what follows */
	if (l->table != NULL && l->value.n < BARE_LABEL && l->value.p[l->value.n - 1] == ':')
		return true;
	return selector_is_set(&s->rule->blank) &&
	    selector_matches(s->run->matcher, &s->rule->blank, l->value);
}

static struct field_ending
ending_of(const struct sheet *s, const struct field *f, const struct label *l)
{
	struct field_ending e = { .verdict = CF_HELD };

	if (is_blank(s, l)) {
		e.verdict = CF_FAILED;
		e.kind = "is empty";
		return e;
	}
	/* a list or a table has no words of its own */
	if (l->value.n == 0 && (f->form != NULL || selector_is_set(&f->one_of))) {
		e.verdict = CF_UNDECIDED;
		e.reason = "its value is no text";
		return e;
	}
	if ((f->form == NULL ||
	    pattern_match(s->run->matcher, f->form, l->value, 0) == MATCH_YES) &&
	    (!selector_is_set(&f->one_of) ||
	    selector_matches(s->run->matcher, &f->one_of, l->value)))
		return e;
	e.verdict = CF_FAILED;
	e.kind = "is not of its form";
	return e;
}

/* is the field asked for? CF_UNDECIDED: what it depends on is not there */
static enum cf_verdict
is_asked_for(struct sheet *s, const struct field *f, const struct label **because)
{
	for (size_t i = 0; i < f->nwhen; i++) {
		size_t from = 0;
		const struct label *l = find_label(s, &f->when[i].label, &from);

		if (l == NULL)
			return CF_UNDECIDED;
		*because = l;
		if (!selector_matches(s->run->matcher, &f->when[i].value, l->value))
			return CF_FAILED;
	}
	return CF_HELD;
}

static void
check_field(struct sheet *s, const struct field *f)
{
	const struct label *l, *because = NULL;
	enum cf_verdict asked = is_asked_for(s, f, &because);
	struct field_ending e;
	size_t from = 0, n = 0;

	if (asked == CF_FAILED)
		return;
	while (asked == CF_HELD && (l = find_label(s, &f->label, &from)) != NULL) {
		e = ending_of(s, f, l);
		e.because = because;
		conclude(s, l, l->words, l->value, &e);
		n++;
	}
	if (n > 0 || s->head.text == NULL || f->may_be_missing)
		return;
	e = (struct field_ending){ .verdict = CF_FAILED, .kind = "is missing",
		.because = because };
	if (asked == CF_UNDECIDED)
		e = (struct field_ending){ .verdict = CF_UNDECIDED,
			.reason = "the field that it depends on is not there" };
	conclude(s, &s->head, f->name, CF_S(""), &e);
}

static void
check_sheet(struct sheet *s)
{
	for (size_t i = 0; i < s->rule->fields.n; i++)
		check_field(s, &s->rule->fields.item[i]);
}

/* ---- tables */

/* the first cell with words */
static struct label
first_cell(const struct table *t)
{
	struct label l = { .section = t->section, .table = t };

	for (l.row = 0; l.row < t->nrows; l.row++) {
		for (l.col = 0; l.col < t->ncols; l.col++) {
			const struct cell *x = table_at(t, l.row, l.col);

			if (x == NULL || x->text.s.n == 0 || x->text.span.to <= t->span.from)
				continue;
			l.text = &x->text;
			l.to = x->text.s.n;
			return l;
		}
	}
	return l;
}

static bool
applies(struct sheet *s)
{
	size_t from = 0;

	return !selector_is_set(&s->rule->when_table) ||
	    find_label(s, &s->rule->when_table, &from) != NULL;
}

static bool
names_tables(const struct rule *rule)
{
	const struct table_filter *f = &rule->table;

	return selector_is_set(&rule->when_table) || selector_is_set(&f->caption) ||
	    selector_is_set(&f->header) || selector_is_set(&f->section) ||
	    selector_is_set(&f->rows);
}

static void
check_tables(struct run *run, const struct rule *rule)
{
	const struct table *t;
	size_t i = 0;

	while ((t = rule_next_table(run, rule, &i)) != NULL) {
		struct sheet s = { .run = run, .rule = rule, .head = first_cell(t) };

		labels_of_table(&s.labels, run, t);
		if (applies(&s))
			check_sheet(&s);
	}
}

/* ---- the document */

/* what is missing from a document is reported at its beginning, not at all of a paragraph */
static size_t
beginning(struct str s)
{
	size_t n = s.n < LONGEST_HEAD ? s.n : LONGEST_HEAD;

	while (n < s.n && n > 0 && !ch_space(s.p[n]))
		n--;
	return n > 0 ? n : s.n;
}

/* the first words that the rule is meant for */
static struct label
first_words(struct run *run, const struct rule *rule)
{
	struct place_filter filter;
	const struct texts *texts = texts_of(run);

	filter_begin(&filter, run, rule);
	for (size_t i = 0; i < texts->n; i++) {
		const struct place *p = &texts->place[i];

		if (filter_wants(&filter, p))
			return (struct label){ .text = p->text, .to = beginning(p->text->s),
				.section = p->section, .table = p->table, .row = p->row,
				.col = p->col };
	}
	return (struct label){ .text = NULL };
}

static void
check_document(struct run *run, const struct rule *rule)
{
	struct sheet s = { .run = run, .rule = rule, .head = first_words(run, rule) };
	unsigned where = rule->where == 0 ? WHERE_PROSE | WHERE_TABLES : rule->where;

	if (s.head.text == NULL)
		return;
	if ((where & WHERE_PROSE) != 0)
		labels_of_prose(&s.labels, run, rule);
	for (size_t i = 0; i < run->facts->ntables && (where & WHERE_TABLES) != 0; i++)
		if (rule_wants_table(run, rule, &run->facts->tables[i]))
			labels_with_colon(&s.labels, run, &run->facts->tables[i]);
	check_sheet(&s);
}

/* ---- the reports of an agenda pack */

static void
check_reports(struct run *run, const struct rule *rule)
{
	const struct agenda *g = run->facts->agenda;

	for (size_t i = 0; i < g->n; i++) {
		const struct part *p = &g->part[i];
		struct sheet s = { .run = run, .rule = rule };

		if (p->sheet == NULL)
			continue;
		s.head = first_cell(p->sheet);
		labels_of_table(&s.labels, run, p->sheet);
		if (!applies(&s))
			continue;
		s.labels.n = 0;
		labels_between(&s.labels, run, p->block, i + 1 < g->n ? g->part[i + 1].block :
		    (uint32_t)run->doc->nblocks);
		check_sheet(&s);
	}
}

void
check_require(struct run *run, const struct rule *rule)
{
	if (rule->per_report)
		check_reports(run, rule);
	else if (names_tables(rule))
		check_tables(run, rule);
	else
		check_document(run, rule);
}
