/* The page as a whole: its head, the summary, what was read and what was not; see html.h. */
#include "write/html.h"

#include <stdlib.h>

void
html_put_str(struct buf *b, struct str s)
{
	struct buf clean;
	size_t done = 0;

	if (s.n == 0)
		return;
	buf_init(&clean);
	text_clean(&clean, s);
	s = buf_str(&clean);
	for (size_t i = 0; i < s.n; i++) {
		const char *name = s.p[i] == '&' ? "&amp;" : s.p[i] == '<' ? "&lt;" :
		    s.p[i] == '>' ? "&gt;" : s.p[i] == '"' ? "&quot;" : NULL;

		if (name == NULL)
			continue;
		buf_put(b, str_sub(s, done, i));
		buf_puts(b, name);
		done = i + 1;
	}
	buf_put(b, str_sub(s, done, s.n));
	b->failed |= clean.failed;
	buf_release(&clean);
}

void
html_put(struct buf *b, const char *s)
{
	html_put_str(b, str_of(s));
}

/* ---- one report */

static void
put_number(struct buf *b, size_t n)
{
	buf_puts(b, n == 0 ? "<td class=\"n zero\">" : "<td class=\"n\">");
	buf_count(b, n);
	buf_puts(b, "</td>");
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}

/* the line of a file in "What was read" */
static void
put_file(struct writer *w, const struct cf_report *rep)
{
	struct html *h = w->own;
	struct buf *b = &w->rows;
	size_t all = 0;

	for (size_t v = 0; v < CF_VERDICTS; v++)
		all += rep->count[v];
	if (h->nfiles++ == 0)
		h->path = arena_str(&w->arena, str_of(base_name(write_utf8(&w->scratch,
		    rep->path)))).p;
	if (h->nfiles > HTML_MOST_ROWS)
		return;
	buf_puts(b, "<tr><th scope=\"row\">");
	html_put(b, write_utf8(&w->scratch, rep->path));
	buf_printf(b, "</th><td>%s</td>", rep->format);
	put_number(b, rep->ntables);
	put_number(b, all);
	put_number(b, rep->count[CF_HELD]);
	put_number(b, rep->count[CF_FAILED]);
	put_number(b, rep->count[CF_ROUNDING]);
	put_number(b, rep->count[CF_UNDECIDED]);
	buf_puts(b, "</tr>\n");
}

static void
put_skip(struct writer *w, const char *path, const struct cf_place *place, const char *reason)
{
	struct html *h = w->own;
	struct buf *b = &w->skips;

	if (h->nskips++ >= HTML_MOST_ROWS)
		return;
	buf_puts(b, "<li>");
	html_put(b, write_utf8(&w->scratch, path));
	if (place->spot != NULL) {
		buf_puts(b, ", ");
		html_put(b, place->spot->words);
	} else if (place->line > 0) {
		buf_printf(b, ", line %zu, column %zu", place->line, place->column);
	}
	buf_puts(b, ": ");
	html_put(b, write_utf8(&w->scratch, reason));
	buf_puts(b, "</li>\n");
}

void
html_begin(struct writer *w)
{
	w->own = arena_new(&w->arena, struct html);
	w->failed |= w->own == NULL;
}

void
html_report(struct writer *w, const struct cf_report *rep)
{
	struct html_page page = { .w = w, .html = w->own, .rep = rep };

	if (w->own == NULL)
		return;
	write_reasons(w, rep);
	put_file(w, rep);
	html_findings(&page);
	if (!w->failed)
		html_held(&page);
	for (size_t i = 0; i < rep->nskips; i++)
		put_skip(w, rep->path, &rep->skips[i].place, rep->skips[i].reason);
}

void
html_failure(struct writer *w, const struct cf_error *err)
{
	struct cf_place place = { .line = err->line, .column = err->column };

	if (w->own != NULL)
		put_skip(w, err->path, &place, err->message);
}

void
html_pass_over(struct writer *w, const char *path)
{
	static const struct cf_place nowhere = { .line = 0 };

	if (w->own != NULL)
		put_skip(w, path, &nowhere, "its format is not read");
}

/* ---- the top of the page */

static size_t
listed(const struct writer *w)
{
	size_t n = 0;

	for (int s = CF_INFO; s <= CF_ERROR; s++)
		n += w->totals.severity[s];
	return n - w->totals.hidden;
}

/* "5 findings in pack.md", "5 findings in 3 files" */
static void
put_title(struct writer *w, struct buf *b)
{
	const struct html *h = w->own;
	size_t n = listed(w);

	if (w->totals.files == 0)
		buf_puts(b, "Nothing was checked");
	else if (n == 0)
		buf_puts(b, "Nothing was found");
	else
		buf_many(b, n, "finding");
	if (w->totals.files == 0)
		return;
	buf_puts(b, " in ");
	if (w->totals.files == 1 && h != NULL && h->path != NULL)
		html_put(b, h->path);
	else
		buf_many(b, w->totals.files, "file");
}

static void
put_card(struct buf *b, const char *class, size_t n, const char *one, const char *many)
{
	buf_printf(b, "<li class=\"%s%s\"><b>", class, n == 0 ? " zero" : "");
	buf_count(b, n);
	buf_printf(b, "</b> %s</li>\n", n == 1 ? one : many);
}

static void
put_cards(struct writer *w, struct buf *b)
{
	const struct write_totals *t = &w->totals;

	buf_puts(b, "<ul class=\"cards\">\n");
	put_card(b, "error", t->severity[CF_ERROR], "error", "errors");
	put_card(b, "warning", t->severity[CF_WARNING], "warning", "warnings");
	put_card(b, "info", t->severity[CF_INFO], "remark", "remarks");
	put_card(b, "ok", t->count[CF_HELD], "comparison held", "comparisons held");
	put_card(b, "r", t->count[CF_ROUNDING], "within rounding", "within rounding");
	put_card(b, "q", t->count[CF_UNDECIDED], "could not be decided", "could not be decided");
	buf_puts(b, "</ul>\n");
}

static void
put_summary(struct writer *w, struct buf *b)
{
	const struct write_totals *t = &w->totals;
	size_t all = 0;

	for (size_t v = 0; v < CF_VERDICTS; v++)
		all += t->count[v];
	buf_puts(b, "<p class=\"lead\">");
	buf_many(b, t->files, "file");
	buf_puts(b, t->files == 1 ? " was read, with " : " were read, with ");
	buf_many(b, t->tables, "table");
	if (all == 0) {
		buf_puts(b, ". Nothing was found in it that could be compared.</p>\n");
		return;
	}
	buf_puts(b, ". Every total, percentage, difference, date and reference that could be "
	    "compared with another was compared: ");
	buf_count(b, all);
	buf_puts(b, all == 1 ? " comparison.</p>\n" : " comparisons.</p>\n");
	put_cards(w, b);
	if (t->hidden > 0) {
		buf_puts(b, "<p>");
		buf_count(b, t->hidden);
		buf_printf(b, " of the findings %s counted here but not listed, because of %s "
		    "severity.</p>\n", t->hidden == 1 ? "is" : "are", t->hidden == 1 ? "its" : "their");
	}
	if (t->failed_files > 0) {
		buf_puts(b, "<p class=\"alert\">");
		buf_many(b, t->failed_files, "file");
		buf_puts(b, " could not be checked: see <a href=\"#not-checked\">what was not "
		    "checked</a>.</p>\n");
	}
}

static void
put_overview(struct writer *w, struct buf *b)
{
	const struct html *h = w->own;

	buf_puts(b, "<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">Which reports need "
	    "something</h2>\n");
	if (h->nsections == 0) {
		buf_puts(b, "<p>None: nothing is listed in any of them.</p>\n</section>\n");
		return;
	}
	buf_puts(b, "<section class=\"scroll\" tabindex=\"0\" aria-label=\"Reports with findings\">\n"
	    "<table class=\"list reports\">\n<thead><tr><th scope=\"col\">Report</th>"
	    "<th scope=\"col\" class=\"n\">Errors</th><th scope=\"col\" class=\"n\">Warnings</th>"
	    "<th scope=\"col\" class=\"n\">Remarks</th><th scope=\"col\" class=\"n\">Held</th></tr>"
	    "</thead>\n<tbody>\n");
	buf_put(b, buf_str(&w->files));
	buf_puts(b, "</tbody>\n</table>\n</section>\n");
	if (h->nsections > HTML_MOST_ROWS) {
		buf_puts(b, "<p>and ");
		buf_many(b, h->nsections - HTML_MOST_ROWS, "more report");
		buf_puts(b, " with findings, which are not shown here.</p>\n");
	}
	if (h->nclean > 0) {
		buf_puts(b, "<p>Nothing is listed in ");
		buf_many(b, h->nclean, h->nsections > 0 ? "other report" : "report");
		buf_puts(b, ".</p>\n");
	}
	buf_puts(b, "</section>\n");
}

/* what the marks in tables mean */
static void
put_legend(struct buf *b)
{
	buf_puts(b, "<aside class=\"legend\" aria-label=\"The marks in tables and sentences\">\n<ul>\n"
	    "<li><span class=\"m ok\" aria-hidden=\"true\">\xE2\x9C\x93</span> a figure that was "
	    "checked and is right</li>\n"
	    "<li><span class=\"m x\" aria-hidden=\"true\">1</span> a figure that does not agree, with "
	    "the number of the finding</li>\n"
	    "<li><span class=\"swatch part\" aria-hidden=\"true\"></span> part of a sum that does not "
	    "agree</li>\n"
	    "<li><span class=\"m r\" aria-hidden=\"true\">\xE2\x89\x88</span> agrees within "
	    "rounding</li>\n"
	    "<li><span class=\"m q\" aria-hidden=\"true\">?</span> could not be decided</li>\n"
	    "</ul>\n</aside>\n");
}

static void
put_findings(struct writer *w, struct buf *b)
{
	const struct html *h = w->own;

	if (h->nsections == 0)
		return;
	buf_puts(b, "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">What was found</h2>\n");
	put_legend(b);
	if (h->nhidden > 0) {
		buf_puts(b, "<p class=\"alert\">");
		buf_count(b, h->nfindings);
		buf_puts(b, " findings are shown one by one, at most 25 of a rule in a report; ");
		buf_count(b, h->nhidden);
		buf_puts(b, " more are counted.</p>\n");
	}
	buf_put(b, buf_str(&w->others));
	buf_puts(b, "</section>\n");
}

/* ---- the end of the page */

static void
put_files(struct writer *w, struct buf *b)
{
	const struct html *h = w->own;

	buf_puts(b, "<section class=\"scroll\" tabindex=\"0\" aria-label=\"Files that were read\">\n"
	    "<table class=\"list\">\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Format</th>"
	    "<th scope=\"col\" class=\"n\">Tables</th><th scope=\"col\" class=\"n\">Compared</th>"
	    "<th scope=\"col\" class=\"n\">Held</th><th scope=\"col\" class=\"n\">Do not agree</th>"
	    "<th scope=\"col\" class=\"n\">Within rounding</th>"
	    "<th scope=\"col\" class=\"n\">Not decided</th></tr></thead>\n<tbody>\n");
	buf_put(b, buf_str(&w->rows));
	buf_puts(b, "</tbody>\n</table>\n</section>\n");
	if (h->nfiles > HTML_MOST_ROWS) {
		buf_puts(b, "<p>and ");
		buf_many(b, h->nfiles - HTML_MOST_ROWS, "more file");
		buf_puts(b, ".</p>\n");
	}
}

static void
put_held(struct writer *w, struct buf *b)
{
	const struct html *h = w->own;

	buf_puts(b, "<section aria-labelledby=\"read\">\n<h2 id=\"read\">What was read, and what "
	    "holds</h2>\n");
	put_files(w, b);
	if (w->held.n > 0) {
		buf_puts(b, "<p>Open a line to see each figure that was checked and is right, with a "
		    "tick beside it. Tables in which something was found are ticked above.</p>\n");
		buf_put(b, buf_str(&w->held));
	}
	if (h->ntables_left > 0) {
		buf_puts(b, "<p>and ");
		buf_many(b, h->ntables_left, "more table");
		buf_puts(b, " in which all that was checked holds; this page does not show so "
		    "many.</p>\n");
	}
	if (h->nparts_left > 0) {
		buf_puts(b, "<p>and ");
		buf_many(b, h->nparts_left, "more report");
		buf_puts(b, " in which figures were checked and are right; this page does not show so "
		    "many.</p>\n");
	}
	buf_puts(b, "</section>\n");
}

/* most first */
static int
by_count(const void *a, const void *b)
{
	const struct cf_count *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : strcmp(x->name, y->name);
}

static void
put_undecided(struct writer *w, struct buf *b)
{
	if (w->nreasons == 0)
		return;
	qsort(w->reasons, w->nreasons, sizeof(*w->reasons), by_count);
	buf_puts(b, "<h3>Could not be decided</h3>\n<ul>\n");
	for (size_t i = 0; i < w->nreasons; i++) {
		buf_puts(b, "<li><b>");
		buf_count(b, w->reasons[i].n);
		buf_puts(b, "</b>: ");
		html_put(b, w->reasons[i].name);
		buf_puts(b, "</li>\n");
	}
	buf_puts(b, "</ul>\n");
}

static void
put_not_checked(struct writer *w, struct buf *b)
{
	const struct html *h = w->own;

	buf_puts(b, "<section aria-labelledby=\"not-checked\">\n<h2 id=\"not-checked\">What was not "
	    "checked</h2>\n");
	if (h->nskips > 0) {
		buf_puts(b, "<h3>Files and parts that were passed over</h3>\n<ul>\n");
		buf_put(b, buf_str(&w->skips));
		buf_puts(b, "</ul>\n");
	}
	if (h->nskips > HTML_MOST_ROWS) {
		buf_puts(b, "<p>and ");
		buf_count(b, h->nskips - HTML_MOST_ROWS);
		buf_puts(b, " more.</p>\n");
	}
	put_undecided(w, b);
	buf_puts(b, "<p>Only what can be worked out from the reports themselves is compared. A figure "
	    "without a mark stands in no sum, share or comparison that was recognised: nothing is "
	    "said of it, neither that it is right nor that it is wrong.</p>\n</section>\n");
}

static void
put_rule(struct writer *w, struct buf *b, const struct cf_count *c)
{
	const struct rule *rule = w->opts.rules == NULL ? NULL :
	    map_get(&w->opts.rules->names, str_of(c->name));

	buf_puts(b, "<div><dt><code>");
	html_put(b, c->name);
	buf_puts(b, "</code></dt><dd>");
	if (rule != NULL)
		html_put_str(b, str_trim(rule->title));
	if (rule != NULL && rule->why.n > 0) {
		buf_puts(b, ". ");
		html_put_str(b, str_trim(rule->why));
	}
	if (rule != NULL && rule->source.n > 0) {
		buf_puts(b, " <small>Source: ");
		html_put_str(b, str_trim(rule->source));
		buf_puts(b, "</small>");
	}
	buf_puts(b, "</dd></div>\n");
}

static int
by_name(const void *a, const void *b)
{
	const struct cf_count *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void
put_rules(struct writer *w, struct buf *b)
{
	const struct html *h = w->own;

	if (h->nrules == 0)
		return;
	qsort(h->rule, h->nrules, sizeof(*h->rule), by_name);
	buf_puts(b, "<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">The rules that found "
	    "something</h2>\n<dl class=\"rules\">\n");
	for (size_t i = 0; i < h->nrules; i++)
		put_rule(w, b, &h->rule[i]);
	buf_puts(b, "</dl>\n</section>\n");
}

static void
put_head(struct writer *w, struct buf *b)
{
	buf_puts(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    WRITE_GENERATOR CF_VERSION "\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	put_title(w, b);
	buf_puts(b, "</title>\n<style>\n");
	for (const char *const *line = html_page_style; *line != NULL; line++) {
		buf_puts(b, *line);
		buf_putc(b, '\n');
	}
	buf_puts(b, "</style>\n</head>\n<body>\n<header>\n<h1>");
	put_title(w, b);
	buf_puts(b, "</h1>\n</header>\n<main>\n");
}

void
html_finish(struct writer *w)
{
	struct buf *b = &w->buf;

	if (w->own == NULL)
		return;
	put_head(w, b);
	if (w->totals.files > 0) {
		put_summary(w, b);
		put_overview(w, b);
		put_findings(w, b);
		put_held(w, b);
	}
	put_not_checked(w, b);
	put_rules(w, b);
	buf_printf(b, "</main>\n<footer><p>Written by crossfoot %s. Sums were done in whole numbers; "
	    "whether a figure or its total is the one that is wrong is for a person to look "
	    "up.</p></footer>\n</body>\n</html>\n", CF_VERSION);
}
