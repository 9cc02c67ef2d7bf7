/* The findings of one report on the page, by its parts and tables; see html.h. */
#include "write/html.h"

/* ---- which findings are shown */

static bool
is_finding(const struct html_page *p, size_t i)
{
	const struct cf_relation *rel = &p->rep->relations[i];

	return rel->verdict == CF_FAILED && write_is_listed(p->w, rel);
}

static size_t
rule_index(const struct cf_report *rep, const char *rule)
{
	size_t i = 0;

	while (i < rep->nrules && rep->rules[i].rule != rule)
		i++;
	return i;
}

static void
note_rule(struct html_page *p, const char *rule)
{
	struct html *h = p->html;

	for (size_t i = 0; i < h->nrules; i++) {
		if (strcmp(h->rule[i].name, rule) == 0) {
			h->rule[i].n++;
			return;
		}
	}
	if (!VEC_ROOM(&p->w->arena, h->rule, h->nrules, h->rulecap))
		p->w->failed = true;
	else
		h->rule[h->nrules++] = (struct cf_count){ arena_str(&p->w->arena,
		    str_of(rule)).p, 1 };
}

/* give numbers to those that are shown in full */
static bool
number_findings(struct html_page *p)
{
	const struct cf_report *rep = p->rep;
	size_t *of_rule = arena_array(&p->w->scratch, rep->nrules + 1, size_t), part = rep->nparts;

	p->number = arena_array(&p->w->scratch, rep->n + 1, uint32_t);
	if (of_rule == NULL || p->number == NULL)
		return false;
	for (size_t i = 0; i < rep->n; i++) {
		size_t in = group_of(rep, &rep->relations[i]), rule;

		if (!is_finding(p, i))
			continue;
		if (in != part)
			memset(of_rule, 0, (rep->nrules + 1) * sizeof(*of_rule));
		part = in;
		note_rule(p, rep->relations[i].rule);
		rule = rule_index(rep, rep->relations[i].rule);
		if (of_rule[rule]++ < HTML_MOST_OF_RULE && p->html->nfindings < HTML_MOST_FINDINGS)
			p->number[i] = (uint32_t)++p->html->nfindings;
		else
			p->html->nhidden++;
	}
	return true;
}

/* ---- parts */

struct html_stretch
html_stretch(const struct html_page *p, size_t part, size_t from)
{
	struct html_stretch s = { .part = part, .from = from, .to = from };

	for (; s.to < p->rep->n && group_of(p->rep, &p->rep->relations[s.to]) <= part; s.to++) {
		const struct cf_relation *rel = &p->rep->relations[s.to];

		s.held += rel->verdict == CF_HELD;
		s.all[rel->severity] += rel->verdict == CF_FAILED;
		if (is_finding(p, s.to))
			s.severity[rel->severity]++;
	}
	return s;
}

static size_t
findings_in(const struct html_stretch *s)
{
	return s->severity[CF_ERROR] + s->severity[CF_WARNING] + s->severity[CF_INFO];
}

/* ---- those that are shown, of one part */

/* all that was found in one table, and the table under it unless it stands above */
static void
put_table(struct html_page *p, const struct html_stretch *s, size_t first, size_t table)
{
	struct buf *b = &p->w->others;
	uint32_t number = p->rep->relations[first].place.table, above = p->shown[table];

	p->listed[table] = s->part + 1;
	if (above == 0)
		p->shown[table] = ++p->html->ndrawn;
	buf_puts(b, "<h4>");
	html_table_name(p, b, table);
	buf_puts(b, "</h4>\n<ul class=\"findings\">\n");
	for (size_t i = first; i < s->to; i++)
		if (p->number[i] > 0 && p->rep->relations[i].place.table == number)
			html_finding(p, b, i);
	buf_puts(b, "</ul>\n");
	if (above == 0)
		html_marked_table(p, b, table);
	else
		buf_printf(b, "<p>The table <a href=\"#t%u\">stands above</a>.</p>\n", above);
}

/* one in a sentence, or what else stands in no table */
static void
put_alone(struct html_page *p, size_t i, bool *open)
{
	if (!*open)
		buf_puts(&p->w->others, "<ul class=\"findings\">\n");
	*open = true;
	html_finding(p, &p->w->others, i);
}

static void
close_list(struct html_page *p, bool *open)
{
	if (*open)
		buf_puts(&p->w->others, "</ul>\n");
	*open = false;
}

/* ---- those that are not */

/* "and 312 more of tables/mean, in lines 4, 9 and others" */
static void
put_more(struct html_page *p, const struct html_stretch *s, const char *rule)
{
	struct buf *b = &p->w->others;
	size_t n = 0;

	for (size_t i = s->from; i < s->to; i++)
		n += is_finding(p, i) && p->number[i] == 0 && p->rep->relations[i].rule == rule;
	if (n == 0)
		return;
	buf_puts(b, "<li>");
	buf_count(b, n);
	buf_puts(b, " more of <code>");
	html_put(b, rule);
	buf_puts(b, p->rep->derived ? "</code>, at: " : "</code>, in lines ");
	n = 0;
	for (size_t i = s->from; i < s->to && n <= HTML_MOST_PLACES; i++) {
		const struct cf_relation *rel = &p->rep->relations[i];

		if (!is_finding(p, i) || p->number[i] > 0 || rel->rule != rule)
			continue;
		buf_puts(b, n == 0 ? "" : ", ");
		if (n++ == HTML_MOST_PLACES)
			buf_puts(b, "\xE2\x80\xA6");
		else if (rel->place.spot != NULL)
			html_put(b, rel->place.spot->words);
		else
			buf_printf(b, "%zu", rel->place.line);
	}
	buf_puts(b, "</li>\n");
}

static void
put_rest(struct html_page *p, const struct html_stretch *s)
{
	size_t hidden = 0;

	for (size_t i = s->from; i < s->to; i++)
		hidden += is_finding(p, i) && p->number[i] == 0;
	if (hidden == 0)
		return;
	buf_puts(&p->w->others, "<p>Not shown one by one:</p>\n<ul class=\"rest\">\n");
	for (size_t i = 0; i < p->rep->nrules; i++)
		if (p->rep->rules[i].count[CF_FAILED] > 0)
			put_more(p, s, p->rep->rules[i].rule);
	buf_puts(&p->w->others, "</ul>\n");
}

/* ---- a part with findings */

static void
put_count(struct buf *b, size_t n)
{
	buf_puts(b, n == 0 ? "<td class=\"n zero\">" : "<td class=\"n\">");
	buf_count(b, n);
	buf_puts(b, "</td>");
}

/* the line of the overview */
static void
put_overview(struct html_page *p, const struct html_stretch *s)
{
	struct buf *b = &p->w->files;

	if (p->html->nsections > HTML_MOST_ROWS)
		return;
	buf_printf(b, "<tr><th scope=\"row\"><a href=\"#r%zu\">", p->html->nsections);
	html_part_name(p, b, s->part);
	buf_puts(b, "</a>");
	if (p->html->nfiles > 1 && p->rep->nparts > 1) {
		buf_puts(b, " <small>");
		html_file_name(p, b);
		buf_puts(b, "</small>");
	}
	buf_puts(b, "</th>");
	put_count(b, s->all[CF_ERROR]);
	put_count(b, s->all[CF_WARNING]);
	put_count(b, s->all[CF_INFO]);
	put_count(b, s->held);
	buf_puts(b, "</tr>\n");
}

static void
put_head(struct html_page *p, const struct html_stretch *s)
{
	const struct report_part *part = s->part < p->rep->nparts ? &p->rep->parts[s->part] : NULL;
	struct buf *b = &p->w->others;

	buf_printf(b, "<section>\n<h3 id=\"r%zu\">", p->html->nsections);
	html_part_name(p, b, s->part);
	buf_puts(b, "</h3>\n<p class=\"meta\">");
	if (p->rep->nparts > 1) {
		html_file_name(p, b);
		if (part != NULL && part->where[0] != '\0') {
			buf_puts(b, ", from ");
			html_put(b, part->where);
		} else if (part != NULL) {
			buf_puts(b, ", begins ");
			html_line(p, b, part->line);
		}
		buf_puts(b, ": ");
	}
	(void)write_severities(b, s->severity, "");
	buf_puts(b, "</p>\n");
}

/*
 * The findings of a part in the order of the document; those of one table stand together,
 * above the table.
 */
static void
put_part(struct html_page *p, const struct html_stretch *s)
{
	bool open = false;

	p->html->nsections++;
	put_overview(p, s);
	if (p->html->nsections > HTML_MOST_ROWS)
		return;
	put_head(p, s);
	for (size_t i = s->from; i < s->to; i++) {
		size_t table;

		if (p->number[i] == 0)
			continue;
		table = html_table_index(p->rep, p->rep->relations[i].place.table);
		if (table == p->rep->nshown) {
			put_alone(p, i, &open);
		} else if (p->listed[table] <= s->part) {
			close_list(p, &open);
			put_table(p, s, i, table);
		}
	}
	close_list(p, &open);
	put_rest(p, s);
	buf_puts(&p->w->others, "</section>\n");
}

/* ---- all of them */

void
html_findings(struct html_page *p)
{
	size_t from = 0, parts = p->rep->nparts == 0 ? 1 : p->rep->nparts;

	if (!number_findings(p) || !html_mark_tables(p)) {
		p->w->failed = true;
		return;
	}
	for (size_t part = 0; part < parts; part++) {
		struct html_stretch s = html_stretch(p, part, from);

		if (findings_in(&s) > 0)
			put_part(p, &s);
		else
			p->html->nclean++;
		from = s.to;
	}
}
