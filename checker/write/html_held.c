/* What holds in one report, by its parts; see html.h. */
#include "write/html.h"

/* ---- tables */

static bool
is_held_table(const struct html_page *p, size_t i)
{
	return p->shown[i] == 0 && html_table_held(p, i) > 0;
}

/* the part in which a table begins */
static size_t
part_of_table(const struct html_page *p, size_t i)
{
	struct cf_relation at = { .place = { .from = p->rep->tables[i].from } };

	return group_of(p->rep, &at);
}

static void
put_held_table(struct html_page *p, size_t i)
{
	const struct report_table *t = &p->rep->tables[i];
	size_t cells = (size_t)t->nrows * t->ncols;
	struct buf *b = &p->w->held;

	if (p->html->ncells + cells > HTML_MOST_CELLS) {
		p->html->ntables_left++;
		return;
	}
	p->html->ncells += cells;
	buf_puts(b, "<h3>");
	html_table_name(p, b, i);
	buf_puts(b, "</h3>\n");
	html_marked_table(p, b, i);
}

/* ---- sentences */

static bool
is_held_sentence(const struct html_page *p, size_t i)
{
	const struct cf_relation *rel = &p->rep->relations[i];

	return rel->verdict == CF_HELD && rel->place.table == 0 &&
	    p->rep->shown[i].excerpt.text != NULL;
}

static void
put_held_sentences(struct html_page *p, const struct html_stretch *s, size_t n)
{
	struct buf *b = &p->w->held;
	size_t shown = 0;

	if (n == 0)
		return;
	buf_puts(b, "<h3>In sentences</h3>\n<ul class=\"held\">\n");
	for (size_t i = s->from; i < s->to && shown < HTML_MOST_SENTENCES &&
	    p->html->nsentences < HTML_ALL_SENTENCES; i++) {
		const struct cf_relation *rel = &p->rep->relations[i];
		const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;

		if (!is_held_sentence(p, i))
			continue;
		shown++;
		p->html->nsentences++;
		buf_puts(b, "<li><span class=\"m ok\" role=\"img\" aria-label=\"checked\">\xE2\x9C\x93"
		    "</span> ");
		html_excerpt(b, &p->rep->shown[i].excerpt, "ok");
		if (sum[0] != '\0') {
			buf_puts(b, " <small>");
			html_put(b, sum);
			buf_puts(b, "</small>");
		}
		buf_puts(b, "</li>\n");
	}
	if (n > shown) {
		buf_puts(b, shown > 0 ? "<li>and " : "<li>");
		buf_count(b, n - shown);
		buf_puts(b, shown > 0 ? " more</li>\n" : ", which this page does not show</li>\n");
	}
	buf_puts(b, "</ul>\n");
}

/* ---- parts */

/* `from` to `to`: its tables */
static void
put_held_part(struct html_page *p, const struct html_stretch *s, size_t from, size_t to)
{
	struct buf *b = &p->w->held;
	size_t tables = 0, sentences = 0;

	for (size_t i = from; i < to; i++)
		tables += is_held_table(p, i);
	for (size_t i = s->from; i < s->to; i++)
		sentences += is_held_sentence(p, i);
	if (tables == 0 && sentences == 0)
		return;
	if (p->html->ncells >= HTML_MOST_CELLS || p->html->nsentences >= HTML_ALL_SENTENCES) {
		p->html->nparts_left++;
		return;
	}
	buf_puts(b, "<details>\n<summary>");
	html_part_name(p, b, s->part);
	buf_puts(b, " <small>");
	if (tables > 0)
		buf_many(b, tables, "table");
	buf_puts(b, tables > 0 && sentences > 0 ? ", " : "");
	if (sentences > 0)
		buf_many(b, sentences, "sentence");
	buf_puts(b, "</small></summary>\n");
	for (size_t i = from; i < to; i++)
		if (is_held_table(p, i))
			put_held_table(p, i);
	put_held_sentences(p, s, sentences);
	buf_puts(b, "</details>\n");
}

void
html_held(struct html_page *p)
{
	size_t from = 0, table = 0, parts = p->rep->nparts == 0 ? 1 : p->rep->nparts;

	if (p->html->nfiles > HTML_MOST_ROWS)
		return;
	for (size_t part = 0; part < parts; part++) {
		struct html_stretch s = html_stretch(p, part, from);
		size_t first = table;

		while (table < p->rep->nshown && part_of_table(p, table) <= part)
			table++;
		put_held_part(p, &s, first, table);
		from = s.to;
	}
}
