/* What is known of the figure under the cursor: the sum, how it ended, and the rule. */
#include "lsp/server.h"

#include "base/utf8.h"
#include "write/write.h"

#define MOST_SHOWN 4u	/* relations of one figure; a base may be that of a hundred shares */

struct page {
	struct buf b;
	bool markdown;
	size_t n;			/* relations */
	const struct rule *last;	/* that was spoken of */
};

/* ---- text */

/* in Markdown, nothing of a report is markup */
static void
put_text(struct page *p, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (p->markdown && c != '\0' && strchr("\\`*_{}[]()<>#+-.!|~&", c) != NULL)
			buf_putc(&p->b, '\\');
		buf_putc(&p->b, (unsigned char)c < ' ' ? ' ' : c);
	}
}

static void
put_paragraph(struct page *p, struct str s)
{
	if (s.n == 0)
		return;
	put_text(p, str_trim(s));
	buf_puts(&p->b, "\n\n");
}

/* the sum, on a line of its own and as it is */
static void
put_sum(struct page *p, const char *sum)
{
	if (sum[0] == '\0')
		return;
	buf_puts(&p->b, "    ");
	for (; *sum != '\0'; sum++)
		buf_putc(&p->b, (unsigned char)*sum < ' ' ? ' ' : *sum);
	buf_puts(&p->b, "\n\n");
}

/* ---- relations */

static const char *
ending(const struct cf_relation *rel)
{
	switch (rel->verdict) {
	case CF_HELD:
		return "held";
	case CF_ROUNDING:
		return "rounding";
	case CF_UNDECIDED:
		return "undecided";
	case CF_FAILED:
		return write_severity(rel->severity);
	case CF_VERDICTS:
		break;
	}
	return "";
}

/* what the rule states, and why, where that is not said above already */
static void
put_rule(struct page *p, const struct document *d, const struct cf_relation *rel)
{
	const struct rule *rule = rule_of(d, rel);

	if (rule == NULL || rule == p->last)
		return;
	p->last = rule;
	put_paragraph(p, rule->title);
	put_paragraph(p, rule->why);
}

static void
put_relation(struct page *p, const struct document *d, const struct cf_relation *rel)
{
	const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;

	buf_printf(&p->b, p->markdown ? "**%s** `%s`" : "%s %s", ending(rel), rel->rule);
	if (rel->verdict == CF_FAILED && rel->message[0] != '\0') {
		buf_puts(&p->b, ": ");
		put_text(p, str_of(rel->message));
	}
	buf_puts(&p->b, "\n\n");
	put_sum(p, sum);
	put_paragraph(p, str_of(rel->reason));
	if (rel->verdict == CF_FAILED)
		put_paragraph(p, str_of(rel->help));
	put_rule(p, d, rel);
}

static bool
covers(const struct cf_place *place, size_t at)
{
	return place->from <= at && at < place->to;
}

/* does it speak of the figure there, or with `uses`, use it? */
static bool
is_about(const struct cf_relation *rel, size_t at, bool uses)
{
	if (covers(&rel->place, at))
		return !uses;
	for (size_t i = 0; uses && i < rel->nevidence; i++)
		if (rel->evidence[i].path == NULL && covers(&rel->evidence[i].place, at))
			return true;
	return false;
}

/* what is asked of relations that are shown */
struct wanted {
	size_t at;
	bool uses;
	enum cf_verdict verdict;
};

/* the first of them, or NULL */
static const struct cf_relation *
put_ended(struct page *p, const struct document *d, struct wanted w)
{
	const struct cf_relation *first = NULL;

	for (size_t i = 0; i < cf_report_size(d->report); i++) {
		const struct cf_relation *rel = cf_report_get(d->report, i);

		if (rel->verdict != w.verdict || !is_about(rel, w.at, w.uses))
			continue;
		if (first == NULL)
			first = rel;
		if (p->n++ < MOST_SHOWN)
			put_relation(p, d, rel);
	}
	return first;
}

/*
 * What speaks of the figure, then what uses it; of both what is wrong first. What could
 * not be told is said only where there is nothing else to say.
 */
static const struct cf_relation *
put_relations(struct page *p, const struct document *d, size_t at)
{
	static const struct wanted order[] = {
		{ 0, false, CF_FAILED }, { 0, false, CF_ROUNDING }, { 0, false, CF_HELD },
		{ 0, true, CF_FAILED }, { 0, true, CF_ROUNDING }, { 0, true, CF_HELD },
		{ 0, false, CF_UNDECIDED }, { 0, true, CF_UNDECIDED },
	};
	const struct cf_relation *first = NULL, *found;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		struct wanted w = order[i];

		if (w.verdict == CF_UNDECIDED && first != NULL)
			break;
		w.at = at;
		found = put_ended(p, d, w);
		first = first == NULL ? found : first;
	}
	if (p->n > MOST_SHOWN)
		buf_printf(&p->b, "and %zu more\n", p->n - MOST_SHOWN);
	return first;
}

cJSON *
request_hover(struct server *s, struct tree *t, const cJSON *params, struct failure *f)
{
	struct document *d = document_of(s, params, f);
	const struct cf_relation *first;
	struct page p = { .markdown = s->markdown };
	cJSON *o, *contents;
	size_t at;

	if (d == NULL)
		return NULL;
	if (!document_offset(d, rpc_at(params, "position"), s->utf8, &at)) {
		*f = (struct failure){ RPC_INVALID_PARAMS, "position is none" };
		return NULL;
	}
	if (d->report == NULL)
		return cJSON_CreateNull();
	buf_init(&p.b);
	first = put_relations(&p, d, at);
	o = first == NULL ? cJSON_CreateNull() : cJSON_CreateObject();
	if (first != NULL) {
		buf_put(&p.b, (struct str){ "", 1 });
		contents = tree_put(t, o, "contents", cJSON_CreateObject());
		tree_string(t, contents, "kind", p.markdown ? "markdown" : "plaintext");
		tree_string(t, contents, "value", p.b.failed ? "" : p.b.p);
		if (covers(&first->place, at))
			(void)tree_put(t, o, "range", document_range(d, t, first->place.from,
			    first->place.to, s->utf8));
	}
	t->failed |= p.b.failed;
	buf_release(&p.b);
	return o;
}
