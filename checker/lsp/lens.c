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

static cJSON *
lens(struct server *s, struct tree *t, const struct document *d, const struct tally *n)
{
	cJSON *o = cJSON_CreateObject(), *command;
	struct buf b;

	(void)tree_put(t, o, "range", document_range(d, t, n->from, n->from, s->utf8));
	buf_init(&b);
	put_words(&b, n);
	command = tree_put(t, o, "command", cJSON_CreateObject());
	tree_string(t, command, "title", b.failed ? "" : b.p);
	tree_string(t, command, "command", "");	/* there is nothing to be done */
	t->failed |= b.failed;
	buf_release(&b);
	return o;
}

static void
count(struct tally *n, const struct server *s, const struct cf_relation *rel)
{
	if (n->held == 0 && n->failed == 0)
		n->from = rel->place.from;
	n->held += rel->verdict == CF_HELD;
	n->failed += is_shown(s, rel);
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
			count(&of[rel->place.table], s, rel);
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
	if (d->report == NULL)
		return list;
	for (size_t i = 0; i < cf_report_size(d->report); i++) {
		const struct cf_relation *rel = cf_report_get(d->report, i);

		count(&all, s, rel);
		ntables = rel->place.table > ntables ? rel->place.table : ntables;
	}
	all.from = 0;
	(void)tree_push(t, list, lens(s, t, d, &all));
	put_tables(s, t, list, d, ntables);
	return list;
}
