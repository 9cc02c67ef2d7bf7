/* One finding on the page: what it says, of which words, and what to do; see html.h. */
#include "write/html.h"

/* ---- sentences */

void
html_excerpt(struct buf *b, const struct report_excerpt *e, const char *class)
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
	html_excerpt(b, e, class);
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

/* ---- all of it */

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

void
html_finding(struct html_page *p, struct buf *b, size_t i)
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
