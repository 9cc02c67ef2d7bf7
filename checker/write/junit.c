/*
 * JUnit's XML, in the shape that both schemas of it in use take: that of Ant, which wants
 * every attribute and no others, and that of Jenkins. A file is a test suite. Each rule
 * that tried something and found nothing is a test that passed; each finding at or above
 * --fail-on is one that failed. Other findings are told in the output of the suite.
 *
 * Nothing is timed and no clock is read, so that the same reports give the same bytes.
 */
#include "write/write.h"

#include "base/utf8.h"

#define CASE "  <testcase classname=\""

/* s in an attribute or an element; what XML cannot hold is replaced */
static void
put_xml(struct writer *w, struct buf *b, const char *text)
{
	struct str s = str_of(write_utf8(&w->scratch, text));
	size_t len;

	for (size_t i = 0; i < s.n; i += len) {
		uint32_t cp = utf8_at(s.p + i, s.n - i, &len);

		if (cp == '&')
			buf_puts(b, "&amp;");
		else if (cp == '<')
			buf_puts(b, "&lt;");
		else if (cp == '>')
			buf_puts(b, "&gt;");
		else if (cp == '"')
			buf_puts(b, "&quot;");
		else if (cp == '\n' || cp == '\t' || cp == '\r')
			buf_printf(b, "&#%u;", cp);
		else if (cp < 0x20 || cp == 0xFFFE || cp == 0xFFFF)
			buf_puts(b, "\xEF\xBF\xBD");
		else
			buf_put(b, str_sub(s, i, i + len));
	}
}

static bool
is_failure(const struct writer *w, const struct cf_relation *rel)
{
	return write_counts(rel) && (unsigned)rel->severity >= w->opts.fail_on;
}

/* "a.md:3:5: ", "a.md: table 3, row 2: " */
static void
put_place(struct writer *w, const char *path, const struct cf_place *p)
{
	put_xml(w, &w->buf, path);
	if (p->spot != NULL) {
		buf_puts(&w->buf, ": ");
		put_xml(w, &w->buf, p->spot->words);
	} else if (p->line > 0) {
		buf_printf(&w->buf, ":%zu:%zu", p->line, p->column);
	}
	buf_puts(&w->buf, ": ");
}

static void
put_case(struct writer *w, const char *path, const char *name)
{
	buf_puts(&w->buf, CASE);
	put_xml(w, &w->buf, path);
	buf_puts(&w->buf, "\" name=\"");
	put_xml(w, &w->buf, name);
	buf_puts(&w->buf, "\" time=\"0\"");
}

/* a rule without findings that fail */
static void
put_passed(struct writer *w, const struct cf_report *rep, const struct cf_rule_count *rule)
{
	put_case(w, rep->path, rule->rule);
	buf_puts(&w->buf, "/>\n");
}

static void
put_failed(struct writer *w, const struct cf_report *rep, const struct cf_relation *rel)
{
	const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;
	struct buf *b = &w->buf;

	buf_puts(b, CASE);
	put_xml(w, b, rep->path);
	buf_puts(b, "\" name=\"");
	put_xml(w, b, rel->rule);
	if (rel->place.spot == NULL)
		buf_printf(b, " line %zu", rel->place.line);
	else
		buf_puts(b, ", ");
	if (rel->place.spot != NULL)
		put_xml(w, b, rel->place.spot->words);
	buf_puts(b, "\" time=\"0\">\n   <failure type=\"");
	buf_puts(b, write_severity(rel->severity));
	buf_puts(b, "\" message=\"");
	put_xml(w, b, rel->message);
	buf_puts(b, "\">");
	put_place(w, rep->path, &rel->place);
	put_xml(w, b, rel->message);
	if (sum[0] != '\0') {
		buf_puts(b, "\n= ");
		put_xml(w, b, sum);
	}
	if (rel->help[0] != '\0') {
		buf_puts(b, "\nhelp: ");
		put_xml(w, b, rel->help);
	}
	if (rel->suggestion != NULL) {
		buf_puts(b, "\nsuggestion: ");
		put_xml(w, b, rel->suggestion);
	}
	buf_puts(b, "</failure>\n  </testcase>\n");
}

static void
put_error(struct writer *w, const char *path, const struct cf_place *p, const char *reason)
{
	put_case(w, path, "not checked");
	buf_puts(&w->buf, ">\n   <error type=\"not checked\" message=\"");
	put_xml(w, &w->buf, reason);
	buf_puts(&w->buf, "\">");
	put_place(w, path, p);
	put_xml(w, &w->buf, reason);
	buf_puts(&w->buf, "</error>\n  </testcase>\n");
}

static void
open_suite(struct writer *w, const char *path, size_t tests, size_t failures, size_t errors)
{
	struct buf *b = &w->buf;

	buf_puts(b, " <testsuite name=\"");
	put_xml(w, b, path);
	buf_printf(b, "\" package=\"crossfoot\" id=\"%zu\" tests=\"%zu\" failures=\"%zu\" "
	    "errors=\"%zu\" skipped=\"0\" time=\"0\" timestamp=\"1970-01-01T00:00:00\" "
	    "hostname=\"localhost\">\n  <properties/>\n", w->nlisted++, tests, failures, errors);
}

static void
close_suite(struct writer *w)
{
	buf_puts(&w->buf, "</system-out>\n  <system-err/>\n </testsuite>\n");
}

static bool
has_failure(const struct writer *w, const struct cf_report *rep, const struct cf_rule_count *rule)
{
	if (rule->count[CF_FAILED] == 0)
		return false;
	for (size_t i = 0; i < rep->n; i++)
		if (rep->relations[i].rule == rule->rule && is_failure(w, &rep->relations[i]))
			return true;
	return false;
}

static bool
is_test(const struct writer *w, const struct cf_report *rep, const struct cf_rule_count *rule)
{
	return statistics_applied(rule) > 0 && !has_failure(w, rep, rule);
}

static void
count_tests(const struct writer *w, const struct cf_report *rep, size_t *passed, size_t *failures,
    size_t *errors)
{
	*passed = *failures = *errors = 0;
	for (size_t i = 0; i < rep->nrules; i++)
		*passed += is_test(w, rep, &rep->rules[i]);
	for (size_t i = 0; i < rep->n; i++)
		*failures += is_failure(w, &rep->relations[i]);
	for (size_t i = 0; i < rep->nskips; i++)
		*errors += rep->skips[i].failed;
}

void
junit_begin(struct writer *w)
{
	buf_puts(&w->buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
}

/* what is listed but fails nothing */
static void
put_others(struct writer *w, const struct cf_report *rep)
{
	buf_puts(&w->buf, "  <system-out>");
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (is_failure(w, rel) || !write_is_listed(w, rel))
			continue;
		put_place(w, rep->path, &rel->place);
		buf_printf(&w->buf, "%s[%s] ", rel->verdict == CF_FAILED ?
		    write_severity(rel->severity) : write_verdict(rel->verdict), rel->rule);
		put_xml(w, &w->buf, rel->message);
		buf_putc(&w->buf, '\n');
	}
}

void
junit_report(struct writer *w, const struct cf_report *rep)
{
	size_t passed, failures, errors;

	count_tests(w, rep, &passed, &failures, &errors);
	open_suite(w, rep->path, passed + failures + errors, failures, errors);
	for (size_t i = 0; i < rep->nrules; i++)
		if (is_test(w, rep, &rep->rules[i]))
			put_passed(w, rep, &rep->rules[i]);
	for (size_t i = 0; i < rep->n; i++)
		if (is_failure(w, &rep->relations[i]))
			put_failed(w, rep, &rep->relations[i]);
	for (size_t i = 0; i < rep->nskips; i++)
		if (rep->skips[i].failed)
			put_error(w, rep->path, &rep->skips[i].place, rep->skips[i].reason);
	put_others(w, rep);
	close_suite(w);
}

void
junit_failure(struct writer *w, const struct cf_error *err)
{
	struct cf_place place = { .line = err->line, .column = err->column };

	open_suite(w, err->path, 1, 0, 1);
	put_error(w, err->path, &place, err->message);
	buf_puts(&w->buf, "  <system-out>");
	close_suite(w);
}

void
junit_finish(struct writer *w)
{
	buf_puts(&w->buf, "</testsuites>\n");
}
