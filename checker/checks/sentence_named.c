/* Of several figures those that the words of a sentence mean; see sentence.h. */
#include "checks/lookup.h"
#include "checks/sentence_parts.h"
#include "checks/stems.h"

/* the words of a measure: what its periods do not say */
static void
add_measure_words(struct stems *w, const struct table *t, uint32_t row, uint32_t col)
{
	const struct column *c = &t->columns[col];
	struct period p;

	if (!lookup_period(t->rows[row].label, &p))
		stems_add(w, t->rows[row].label);
	if (t->rows[row].group != NONE)
		stems_add(w, t->rows[t->rows[row].group].label);
	for (uint32_t i = 0; i < c->npath; i++)
		if (!lookup_period(c->path[i], &p))
			stems_add(w, c->path[i]);
}

/* words around a table: its caption, the header of its labels, the titles it stands under */
static void
add_context_words(struct stems *w, const struct doc *d, const struct table *t)
{
	stems_add(w, t->caption);
	if (t->stub != NONE && t->columns[t->stub].npath > 0)
		stems_add(w, t->columns[t->stub].leaf);
	for (uint32_t s = t->section; s != NONE; s = d->sections[s].parent)
		stems_add(w, d->sections[s].title.s);
}

static bool
is_total_cell(const struct table *t, uint32_t row, uint32_t col)
{
	return t->rows[row].kind == ROW_TOTAL || (t->columns[col].says & LABEL_TOTAL) != 0;
}

/* How the words of a text fit one cell. */
struct word_fit {
	uint64_t said;		/* which of them are its own */
	bool fits;		/* the others are said around it */
	bool whole;		/* all its own are in the text */
};

static struct word_fit
fit_of(const struct doc *d, const struct stems *text, const struct cell_ref *c)
{
	struct stems own, around;
	struct word_fit f = { .fits = true };

	stems_begin(&own);
	stems_begin(&around);
	add_measure_words(&own, c->table, c->row, c->col);
	add_context_words(&around, d, c->table);
	for (size_t i = 0; i < text->n; i++) {
		if (stems_has(&own, text->at[i]))
			f.said |= (uint64_t)1 << i;
		else if (!stems_has(&around, text->at[i]))
			f.fits = false;
	}
	f.whole = stems_within(&own, text);
	return f;
}

/* does another fit better: by more words, or whole where this one is not? */
static bool
is_outdone(const struct word_fit *f, size_t n, size_t at, bool whole)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].fits && (f[at].said & ~f[i].said) == 0 && f[i].said != f[at].said)
			return true;
	return whole && !f[at].whole;
}

static bool
is_meant(const struct value *list, size_t i, const struct word_fit *f, bool totals, bool whole)
{
	const struct cell_ref *c = &list->as.list.at[i].as.cell;

	if (!f[i].fits || is_outdone(f, list->as.list.n, i, whole))
		return false;
	/* what is said of none of them in particular is said of the total */
	return f[i].said != 0 || !totals || is_total_cell(c->table, c->row, c->col);
}

struct value
sentence_named(struct eval *ev, const struct value *list, struct str words)
{
	struct cells out = { 0 };
	struct stems text;
	struct word_fit *f;
	bool totals = false, whole = false;
	size_t n = list->as.list.n;

	if (list->absent != NULL)
		return *list;
	stems_begin(&text);
	stems_add(&text, words);
	if (!eval_spend(ev, n * (text.n + 1)))
		return value_absent(list->type, why_too_much);
	f = arena_array(ev->run->item, n + 1, struct word_fit);
	for (size_t i = 0; i < n; i++) {
		const struct cell_ref *c = &list->as.list.at[i].as.cell;

		if (list->as.list.at[i].absent != NULL || c->table == NULL)
			return value_absent(list->type, "it is no cell of a table");
		f[i] = fit_of(ev->run->doc, &text, c);
		totals = totals || (f[i].fits && is_total_cell(c->table, c->row, c->col));
		whole = whole || (f[i].fits && f[i].whole);
	}
	for (size_t i = 0; i < n && text.all; i++)
		if (is_meant(list, i, f, totals, whole))
			cells_add(ev, &out, list->as.list.at[i].as.cell.table,
			    list->as.list.at[i].as.cell.row, list->as.list.at[i].as.cell.col);
	return cells_value(&out);
}
