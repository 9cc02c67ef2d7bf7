/* The promises of a report; see invariants.h. */
#include "tests/invariants.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct inspection {
	const char *text;	/* what places point into */
	size_t ntext;
	const struct cf_report *report;
	size_t *line;		/* offset of each line */
	size_t nlines;
	char *message;
	size_t n;
};

static bool say(struct inspection *x, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static bool
say(struct inspection *x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(x->message, x->n, fmt, ap);
	va_end(ap);
	return false;
}

static bool
index_lines(struct inspection *x)
{
	const char *p = x->text;
	size_t n = 1;

	for (size_t i = 0; i < x->ntext; i++)
		n += p[i] == '\n';
	x->line = malloc(n * sizeof(*x->line));
	if (x->line == NULL)
		return say(x, "out of memory");
	x->line[x->nlines++] = x->ntext >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	for (size_t i = 0; i < x->ntext; i++)
		if (p[i] == '\n')
			x->line[x->nlines++] = i + 1;
	return true;
}

/* is the offset where this line and column say, and between two code points? */
static bool
is_at(const struct inspection *x, size_t offset, size_t line, size_t column)
{
	const char *p = x->text;
	size_t c = 1;

	if (line < 1 || line > x->nlines || offset < x->line[line - 1] ||
	    (line < x->nlines && offset >= x->line[line]))
		return false;
	for (size_t i = x->line[line - 1]; i < offset; i++)
		c += ((unsigned char)p[i] & 0xC0) != 0x80;
	return c == column && (offset == x->ntext || ((unsigned char)p[offset] & 0xC0) != 0x80);
}

static bool
place_is_sound(struct inspection *x, const struct cf_place *at, const char *what)
{
	if (at->from > at->to || at->to > x->ntext)
		return say(x, "%s: bytes %zu-%zu of %zu", what, at->from, at->to, x->ntext);
	if (!is_at(x, at->from, at->line, at->column))
		return say(x, "%s: byte %zu is not at %zu:%zu", what, at->from, at->line,
		    at->column);
	if (!is_at(x, at->to, at->end_line, at->end_column))
		return say(x, "%s: byte %zu is not at %zu:%zu", what, at->to, at->end_line,
		    at->end_column);
	if ((at->table == 0) != (at->row == 0) || (at->table == 0) != (at->col == 0))
		return say(x, "%s: table %u row %u column %u", what, (unsigned)at->table,
		    (unsigned)at->row, (unsigned)at->col);
	return true;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
	    c == '\v';
}

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* does `text` begin with `s`, any run of white space standing for any other? */
static bool
begins(const char *text, size_t n, const char *s)
{
	size_t i = 0;

	while (*s != '\0') {
		if (i == n)
			return false;
		if (is_space(*s) && is_space(text[i])) {
			while (is_space(*s))
				s++;
			while (i < n && is_space(text[i]))
				i++;
		} else if (*s++ != text[i++]) {
			return false;
		}
	}
	return true;
}

/* what is printed in short, with three dots at its end, is not compared */
static bool
is_cut(const char *s)
{
	size_t n = strlen(s);

	return n > 290 && strcmp(s + n - 3, "...") == 0;
}

/*
 * Is `s` what a person reads at [from, to)? It stands there, or, when there is
 * markup or an entity between, at least its letters and digits do, in order.
 */
static bool
is_printed_there(const struct inspection *x, const struct cf_place *at, const char *s)
{
	const char *text = x->text + at->from;
	size_t n = at->to - at->from, i = 0;
	bool markup = false;

	if (is_cut(s))
		return true;
	for (size_t k = 0; k < n; k++) {
		if (begins(text + k, n - k, s))
			return true;
		markup = markup || strchr("&<*_`\\[>|", text[k]) != NULL;
	}
	for (; markup && *s != '\0'; s++) {
		if (!is_word(*s))
			continue;
		while (i < n && text[i] != *s)
			i++;
		if (i++ == n)
			return false;
	}
	return markup;
}

static bool
strings_are_there(struct inspection *x, const struct cf_relation *r)
{
	const char *const s[] = { r->rule, r->reason, r->message, r->stated, r->computed,
		r->difference, r->relation, r->note, r->help, r->label, r->justification };

	for (size_t i = 0; i < sizeof(s) / sizeof(s[0]); i++)
		if (s[i] == NULL)
			return say(x, "string %zu of a relation is NULL", i);
	for (size_t i = 0; i < r->nsection; i++)
		if (r->section[i] == NULL)
			return say(x, "section title %zu is NULL", i);
	for (size_t i = 0; i < r->nheader; i++)
		if (r->header[i] == NULL)
			return say(x, "header %zu is NULL", i);
	return true;
}

static bool
evidence_is_sound(struct inspection *x, const struct cf_relation *r)
{
	for (size_t i = 0; i < r->nevidence; i++) {
		const struct cf_evidence *e = &r->evidence[i];

		if (e->role == NULL || *e->role == '\0' || e->text == NULL)
			return say(x, "%s: evidence %zu has no role or text", r->rule, i);
		if (!place_is_sound(x, &e->place, r->rule))
			return false;
		if (*e->text != '\0' && !is_printed_there(x, &e->place, e->text))
			return say(x, "%s: evidence \"%s\" does not stand at %zu:%zu", r->rule,
			    e->text, e->place.line, e->place.column);
	}
	return true;
}

static bool
relation_is_sound(struct inspection *x, const struct cf_relation *r)
{
	if (!strings_are_there(x, r) || !place_is_sound(x, &r->place, r->rule) ||
	    !evidence_is_sound(x, r))
		return false;
	if (r->place.from == r->place.to)
		return say(x, "%s: nothing stands at %zu:%zu", r->rule, r->place.line,
		    r->place.column);
	if (*r->stated != '\0' && !is_printed_there(x, &r->place, r->stated))
		return say(x, "%s: \"%s\" is stated, but \"%.*s\" stands at %zu:%zu", r->rule,
		    r->stated, (int)(r->place.to - r->place.from), x->text + r->place.from,
		    r->place.line, r->place.column);
	if (r->suppressed != CF_NOT_SUPPRESSED && r->verdict != CF_FAILED)
		return say(x, "%s: suppressed, but no finding", r->rule);
	if (r->verdict == CF_FAILED && *r->message == '\0')
		return say(x, "%s: a finding without a message", r->rule);
	if (r->verdict == CF_UNDECIDED && *r->reason == '\0')
		return say(x, "%s: undecided without a reason", r->rule);
	if (strlen(r->fingerprint) != 16 || strspn(r->fingerprint, "0123456789abcdef") != 16)
		return say(x, "%s: fingerprint \"%.17s\"", r->rule, r->fingerprint);
	return true;
}

static int
by_fingerprint(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
fingerprints_differ(struct inspection *x)
{
	size_t n = cf_report_size(x->report);
	const char **all = malloc((n + 1) * sizeof(*all));
	bool ok = true;

	if (all == NULL)
		return say(x, "out of memory");
	for (size_t i = 0; i < n; i++)
		all[i] = cf_report_get(x->report, i)->fingerprint;
	qsort(all, n, sizeof(*all), by_fingerprint);
	for (size_t i = 1; ok && i < n; i++)
		if (strcmp(all[i - 1], all[i]) == 0)
			ok = say(x, "two relations have the fingerprint %s", all[i]);
	free(all);
	return ok;
}

static bool
relations_are_sound(struct inspection *x)
{
	size_t kept[CF_VERDICTS] = { 0 }, suppressed = 0;

	for (size_t i = 0; i < cf_report_size(x->report); i++) {
		const struct cf_relation *r = cf_report_get(x->report, i);

		if (!relation_is_sound(x, r))
			return false;
		if (i > 0 && cf_report_get(x->report, i - 1)->place.from > r->place.from)
			return say(x, "%s: out of order", r->rule);
		if (r->suppressed == CF_NOT_SUPPRESSED)
			kept[r->verdict]++;
		else
			suppressed++;
	}
	if (suppressed != cf_report_suppressed(x->report))
		return say(x, "%zu are suppressed, %zu are counted", suppressed,
		    cf_report_suppressed(x->report));
	for (int v = 0; v < CF_VERDICTS; v++)
		if (kept[v] > cf_report_count(x->report, (enum cf_verdict)v))
			return say(x, "more kept of verdict %d than counted", v);
	return fingerprints_differ(x);
}

bool
report_is_sound(const struct cf_input *in, const struct cf_report *report, char *message,
    size_t n)
{
	struct inspection x = { .report = report, .message = message, .n = n };
	bool ok;

	x.text = cf_report_text(report, &x.ntext);
	if (cf_report_size(report) > 0 && cf_report_get(report, 0)->place.spot == NULL &&
	    (x.text != in->bytes || x.ntext != in->n))
		return say(&x, "the text is not the input");
	ok = index_lines(&x) && relations_are_sound(&x);

	for (size_t i = 0; ok && i < cf_report_skips(report); i++) {
		const struct cf_skip *s = cf_report_skip(report, i);

		if (s->reason == NULL || *s->reason == '\0')
			ok = say(&x, "a skip without a reason");
		else
			ok = place_is_sound(&x, &s->place, s->reason);
	}
	free(x.line);
	return ok;
}
