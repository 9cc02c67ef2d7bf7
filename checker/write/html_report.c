/* One report on the page: what was found in each of its parts, and what holds; see html.h. */
#include "write/html.h"

void
html_file_name(const struct html_page *p, struct buf *b)
{
	const char *path = write_utf8(&p->w->scratch, p->rep->path);
	const char *name = path + strlen(path);
	unsigned slashes = 0;

	/* the folder it is in stays, since reports of different months may have one name */
	while (name > path && (slashes += name[-1] == '/') < 2)
		name--;
	html_put(b, name);
}

void
html_part_name(const struct html_page *p, struct buf *b, size_t part)
{
	const struct cf_report *rep = p->rep;
	const struct report_part *one = part < rep->nparts ? &rep->parts[part] : NULL;

	if (one == NULL || rep->nparts < 2) {
		html_file_name(p, b);
		return;
	}
	if (one->number > 0)
		buf_printf(b, "%u. ", one->number);
	html_put(b, one->title[0] == '\0' ? part == 0 ? "At the beginning" : "(no title)" :
	    one->title);
}

/* how many page marks stand above the line */
static size_t
pages_above(const struct cf_report *rep, size_t line)
{
	size_t lo = 0, hi = rep->npages;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (rep->pages[mid].line <= line)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void
put_mark_of(struct buf *b, const struct report_page *page)
{
	buf_puts(b, "\xE2\x80\x9C");
	html_put(b, page->text);
	buf_puts(b, "\xE2\x80\x9D");
}

/* An officer has the pages before them, whose numbers stand in the text, and not its lines. It
 * is not known whether they stand at the top or at the foot. */
void
html_line(const struct html_page *p, struct buf *b, size_t line)
{
	const struct cf_report *rep = p->rep;
	size_t above = pages_above(rep, line);

	if (above == 0) {
		buf_printf(b, "in line %zu", line);
		return;
	}
	buf_puts(b, above < rep->npages ? "between the page marks " : "after the page mark ");
	put_mark_of(b, &rep->pages[above - 1]);
	if (above < rep->npages) {
		buf_puts(b, " and ");
		put_mark_of(b, &rep->pages[above]);
	}
	buf_printf(b, " (line %zu)", line);
}

void
html_place(const struct html_page *p, struct buf *b, const struct cf_place *place)
{
	if (place->spot == NULL) {
		html_line(p, b, place->line);
		return;
	}
	buf_puts(b, "at ");
	html_put(b, place->spot->words);
}

static const char *
name_of(enum cf_severity severity)
{
	switch (severity) {
	case CF_INFO: return "Remark";
	case CF_WARNING: return "Warning";
	case CF_ERROR: return "Error";
	}
	return "";
}

/* ---- sentences */

static void
put_excerpt(struct buf *b, const struct report_excerpt *e, const char *class)
{
	struct str s = str_of(e->text);

	buf_puts(b, e->begins ? "" : "\xE2\x80\xA6 ");
	html_put_str(b, str_sub(s, 0, e->from));
	buf_printf(b, "<mark class=\"%s\">", class);
	html_put_str(b, str_sub(s, e->from, e->to));
	buf_puts(b, "</mark>");
	html_put_str(b, str_sub(s, e->to, s.n));
	buf_puts(b, e->ends ? "" : " \xE2\x80\xA6");
}

static void
put_sentence(struct buf *b, const struct report_excerpt *e, const char *class)
{
	if (e->text == NULL)
		return;
	buf_puts(b, "<blockquote><p>");
	put_excerpt(b, e, class);
	buf_puts(b, "</p></blockquote>\n");
}

/* what it is compared with, where that stands in other sentences */
static void
put_others(const struct html_page *p, struct buf *b, size_t i)
{
	const struct cf_relation *rel = &p->rep->relations[i];
	const struct report_shown *shown = &p->rep->shown[i];
	size_t n = 0;

	for (size_t k = 0; shown->evidence != NULL && k < rel->nevidence; k++) {
		const struct cf_place *place = &rel->evidence[k].place;

		if (shown->evidence[k].text == NULL || (place->line == rel->place.line &&
		    shown->excerpt.text != NULL) || n++ >= 4)
			continue;
		buf_puts(b, "<p class=\"with\">Compared with this, ");
		html_place(p, b, place);
		buf_puts(b, ":</p>\n");
		put_sentence(b, &shown->evidence[k], "part");
	}
	for (size_t k = 0; k < rel->nevidence; k++) {
		if (rel->evidence[k].path == NULL)
			continue;
		buf_puts(b, "<p class=\"with\">Compared with <q>");
		html_put(b, rel->evidence[k].text);
		buf_puts(b, "</q> in ");
		html_put(b, write_utf8(&p->w->scratch, rel->evidence[k].path));
		buf_puts(b, "</p>\n");
	}
}

/* ... or in a table: it stands under the first finding that speaks of it */
static void
put_other_table(struct html_page *p, struct buf *b, const struct cf_relation *rel)
{
	size_t table = p->rep->nshown;

	for (size_t k = 0; table == p->rep->nshown && k < rel->nevidence; k++)
		if (rel->evidence[k].path == NULL)
			table = html_table_index(p->rep, rel->evidence[k].place.table);
	if (rel->place.table != 0 || table == p->rep->nshown)
		return;
	buf_puts(b, "<p class=\"with\">Compared with ");
	html_table_name(p, b, table);
	if (p->shown[table] > 0) {
		buf_printf(b, ", which is <a href=\"#t%u\">shown with another finding</a>.</p>\n",
		    p->shown[table]);
		return;
	}
	buf_puts(b, ":</p>\n");
	p->shown[table] = ++p->html->ndrawn;
	html_marked_table(p, b, table);
}

/* ---- one finding */

static void
put_entry(struct buf *b, const char *name, const char *words, const char *class)
{
	if (words == NULL || words[0] == '\0')
		return;
	buf_printf(b, "<div class=\"%s\"><dt>%s</dt><dd>", class, name);
	html_put(b, words);
	buf_puts(b, "</dd></div>\n");
}

/* " (Total)" */
static void
put_called(struct buf *b, const char *name)
{
	if (name[0] == '\0')
		return;
	buf_puts(b, " (");
	html_put(b, name);
	buf_puts(b, ")");
}

/* the heading that it stands under, when that is not the title of the part */
static void
put_section(const struct html_page *p, struct buf *b, const struct cf_relation *rel)
{
	const char *title = rel->nsection == 0 ? "" : rel->section[rel->nsection - 1];

	for (size_t i = 0; i < p->rep->nparts; i++)
		if (strcmp(p->rep->parts[i].title, title) == 0)
			return;
	if (title[0] == '\0')
		return;
	buf_puts(b, "under \xE2\x80\x9C");
	html_put(b, title);
	buf_puts(b, "\xE2\x80\x9D, ");
}

/* "under "Visits", row 6 (Total), column 4 (Number), in line 20" */
static void
put_where(const struct html_page *p, struct buf *b, const struct cf_relation *rel)
{
	const struct cf_place *place = &rel->place;

	buf_puts(b, "<div class=\"where\"><dt>Where</dt><dd>");
	if (place->spot != NULL) {
		html_put(b, place->spot->words);
	} else {
		put_section(p, b, rel);
		if (place->table != 0) {
			buf_printf(b, "row %u", place->row);
			put_called(b, rel->label);
			buf_printf(b, ", column %u", place->col);
			put_called(b, rel->nheader == 0 ? "" : rel->header[rel->nheader - 1]);
			buf_puts(b, ", ");
		}
		html_line(p, b, place->line);
	}
	buf_puts(b, "</dd></div>\n<div class=\"rule\"><dt>Rule</dt><dd><code>");
	html_put(b, rel->rule);
	buf_puts(b, "</code></dd></div>\n");
}

/* "12 + 30 = 42", and not "occurrences of "BookBus" = 2" */
static bool
is_sum(const char *s)
{
	return strchr(s, '=') != NULL && (ch_digit(s[0]) || strchr("-(+", s[0]) != NULL ||
	    strstr(s, " + ") != NULL || strstr(s, " - ") != NULL);
}

static void
put_finding(struct html_page *p, struct buf *b, size_t i)
{
	const struct cf_relation *rel = &p->rep->relations[i];
	const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;

	buf_printf(b, "<li id=\"f%u\" class=\"finding %s\">\n<p class=\"say\"><span class=\"pill\">%s %u"
	    "</span> ", p->number[i], write_severity(rel->severity), name_of(rel->severity),
	    p->number[i]);
	html_put(b, rel->message);
	buf_puts(b, "</p>\n");
	put_sentence(b, &p->rep->shown[i].excerpt, write_severity(rel->severity));
	put_others(p, b, i);
	put_other_table(p, b, rel);
	buf_puts(b, "<dl>\n");
	put_entry(b, is_sum(sum) ? "The sum" : "In detail", sum, "sum");
	put_entry(b, "Only a warning, because", rel->reason, "because");
	put_entry(b, "What to do", rel->help, "help");
	put_entry(b, "If the rest is right, write", rel->suggestion, "suggest");
	put_where(p, b, rel);
	buf_puts(b, "</dl>\n</li>\n");
}

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

/* the relations of a part stand together, and so do its tables */
struct stretch {
	size_t part, from, to;
	size_t table, end_table;	/* that are kept; only for what holds */
	size_t severity[CF_ERROR + 1];	/* of what is listed */
	size_t all[CF_ERROR + 1];	/* ... and of all that was found */
	size_t held;
};

static struct stretch
stretch_of(const struct html_page *p, size_t part, size_t from)
{
	struct stretch s = { .part = part, .from = from, .to = from };

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
findings_in(const struct stretch *s)
{
	return s->severity[CF_ERROR] + s->severity[CF_WARNING] + s->severity[CF_INFO];
}

/* ---- a part with findings */

/* all that was found in one table, and the table under it unless it stands above */
static void
put_table(struct html_page *p, const struct stretch *s, size_t first, size_t table)
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
			put_finding(p, b, i);
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
	put_finding(p, &p->w->others, i);
}

static void
close_list(struct html_page *p, bool *open)
{
	if (*open)
		buf_puts(&p->w->others, "</ul>\n");
	*open = false;
}

/* "and 312 more of tables/mean, in lines 4, 9 and others" */
static void
put_more(struct html_page *p, const struct stretch *s, const char *rule)
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
put_rest(struct html_page *p, const struct stretch *s)
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

static void
put_count(struct buf *b, size_t n)
{
	buf_puts(b, n == 0 ? "<td class=\"n zero\">" : "<td class=\"n\">");
	buf_count(b, n);
	buf_puts(b, "</td>");
}

/* the line of the overview */
static void
put_overview(struct html_page *p, const struct stretch *s)
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
put_head(struct html_page *p, const struct stretch *s)
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
put_part(struct html_page *p, const struct stretch *s)
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

void
html_findings(struct html_page *p)
{
	size_t from = 0, parts = p->rep->nparts == 0 ? 1 : p->rep->nparts;

	if (!number_findings(p) || !html_mark_tables(p)) {
		p->w->failed = true;
		return;
	}
	for (size_t part = 0; part < parts; part++) {
		struct stretch s = stretch_of(p, part, from);

		if (findings_in(&s) > 0)
			put_part(p, &s);
		else
			p->html->nclean++;
		from = s.to;
	}
}

/* ---- what holds */

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

static bool
is_held_sentence(const struct html_page *p, size_t i)
{
	const struct cf_relation *rel = &p->rep->relations[i];

	return rel->verdict == CF_HELD && rel->place.table == 0 &&
	    p->rep->shown[i].excerpt.text != NULL;
}

static void
put_held_sentences(struct html_page *p, const struct stretch *s, size_t n)
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
		put_excerpt(b, &p->rep->shown[i].excerpt, "ok");
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
put_held_part(struct html_page *p, const struct stretch *s)
{
	struct buf *b = &p->w->held;
	size_t tables = 0, sentences = 0;

	for (size_t i = s->table; i < s->end_table; i++)
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
	for (size_t i = s->table; i < s->end_table; i++)
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
		struct stretch s = stretch_of(p, part, from);

		s.table = table;
		while (table < p->rep->nshown && part_of_table(p, table) <= part)
			table++;
		s.end_table = table;
		put_held_part(p, &s);
		from = s.to;
	}
}
