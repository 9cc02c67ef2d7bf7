/* Lines above a document and above its tables: how much of them was checked and held. */
#include <stdlib.h>

#include "lsp/server.h"

struct tally {
	size_t held, failed;
	size_t from;	/* the first byte that is spoken of */
};

static void
put_words(struct buf *b, const struct tally *n)
{
	buf_many(b, n->held, "relation");
	buf_puts(b, " held");
	if (n->failed > 0)
		buf_printf(b, ", %zu failed", n->failed);
	buf_put(b, (struct str){ "", 1 });
}

/* a line above the byte `from`; the words end with NUL */
static cJSON *
line_above(struct server *s, struct tree *t, const struct document *d, size_t from,
    const struct buf *words)
{
	cJSON *o = cJSON_CreateObject(), *command;

	(void)tree_put(t, o, "range", document_range(d, t, from, from, s->utf8));
	command = tree_put(t, o, "command", cJSON_CreateObject());
	tree_string(t, command, "title", words->failed ? "" : words->p);
	tree_string(t, command, "command", "");	/* there is nothing to be done */
	t->failed |= words->failed;
	return o;
}

static cJSON *
lens(struct server *s, struct tree *t, const struct document *d, const struct tally *n)
{
	struct buf b;
	cJSON *o;

	buf_init(&b);
	put_words(&b, n);
	o = line_above(s, t, d, n->from, &b);
	buf_release(&b);
	return o;
}

/* silence is not to be taken for praise */
static cJSON *
left_out_lens(struct server *s, struct tree *t, const struct document *d)
{
	struct buf b;
	cJSON *o;

	buf_init(&b);
	buf_printf(&b, "not checked: %s leaves it out", d->settled.left_out);
	buf_put(&b, (struct str){ "", 1 });
	o = line_above(s, t, d, 0, &b);
	buf_release(&b);
	return o;
}

static void
count(struct tally *n, const struct document *d, const struct cf_relation *rel)
{
	if (n->held == 0 && n->failed == 0)
		n->from = rel->place.from;
	n->held += rel->verdict == CF_HELD;
	n->failed += is_shown(d, rel);
}

/* one for each table, at its first figure that was checked: relations are in their order */
static void
put_tables(struct server *s, struct tree *t, cJSON *list, const struct document *d, size_t ntables)
{
	struct tally *of = calloc(ntables + 1, sizeof(*of));

	t->failed |= of == NULL;
	for (size_t i = 0; of != NULL && i < cf_report_size(d->report); i++) {
		const struct cf_relation *rel = cf_report_get(d->report, i);

		if (rel->place.table > 0 && rel->place.table <= ntables)
			count(&of[rel->place.table], d, rel);
	}
	for (size_t i = 1; of != NULL && i <= ntables; i++)
		if (of[i].held + of[i].failed > 0)
			(void)tree_push(t, list, lens(s, t, d, &of[i]));
	free(of);
}

cJSON *
request_lenses(struct server *s, struct tree *t, const cJSON *params, struct failure *f)
{
	struct document *d = document_of(s, params, f);
	struct tally all = { 0, 0, 0 };
	size_t ntables = 0;
	cJSON *list;

	if (d == NULL)
		return NULL;
	list = cJSON_CreateArray();
	if (d->settled.left_out != NULL)
		(void)tree_push(t, list, left_out_lens(s, t, d));
	if (d->report == NULL)
		return list;
	for (size_t i = 0; i < cf_report_size(d->report); i++) {
		const struct cf_relation *rel = cf_report_get(d->report, i);

		count(&all, d, rel);
		ntables = rel->place.table > ntables ? rel->place.table : ntables;
	}
	all.from = 0;
	(void)tree_push(t, list, lens(s, t, d, &all));
	put_tables(s, t, list, d, ntables);
	return list;
}
