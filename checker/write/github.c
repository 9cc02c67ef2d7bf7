/*
 * For GitHub Actions: a workflow command for each finding, which becomes an annotation
 * beside the line, or a page in Markdown for the summary of the step. The commands are
 * those of the runner: "%", line ends, and in properties ":" and "," are escaped.
 */
#include "write/write.h"

#define MOST_ROWS	200u	/* of the summary: a step may write 1 MiB */

/* ---- annotations */

/* what reaches a terminal with the log is clean, as it is in text */
static void
put_escaped(struct buf *b, const char *s, bool property)
{
	for (; *s != '\0'; s++) {
		size_t n = strcspn(s, property ? "%\r\n\t:," : "%\r\n\t");

		text_clean(b, (struct str){ s, n });
		s += n;
		switch (*s) {
		case '%': buf_puts(b, "%25"); break;
		case '\r': buf_puts(b, "%0D"); break;
		case '\n': buf_puts(b, "%0A"); break;
		case ':': buf_puts(b, "%3A"); break;
		case ',': buf_puts(b, "%2C"); break;
		case '\0': return;
		default: buf_putc(b, *s); break;
		}
	}
}

static const char *
level_of(enum cf_severity severity)
{
	return severity == CF_INFO ? "notice" : write_severity(severity);
}

/* "::error file=a.md,line=3,endLine=3,col=5,endColumn=7" */
static void
put_command(struct writer *w, const char *level, const char *path, const struct cf_place *p)
{
	struct buf *b = &w->buf;

	buf_printf(b, "::%s file=", level);
	put_escaped(b, write_utf8(&w->scratch, write_path_from_root(w, path)), true);
	if (p->line == 0 || p->spot != NULL)
		return;
	buf_printf(b, ",line=%zu", p->line);
	if (p->end_line > 0)
		buf_printf(b, ",endLine=%zu", p->end_line);
	/* columns are taken on one line only */
	if (p->end_line == p->line)
		buf_printf(b, ",col=%zu,endColumn=%zu", p->column, p->end_column);
}

static void
put_more(struct buf *b, const char *name, const char *words)
{
	if (words == NULL || words[0] == '\0')
		return;
	buf_puts(b, "%0A");
	buf_puts(b, name);
	put_escaped(b, words, false);
}

static void
annotate(struct writer *w, const struct cf_report *rep, const struct cf_relation *rel)
{
	struct buf *b = &w->buf;

	put_command(w, level_of(rel->severity), rep->path, &rel->place);
	buf_puts(b, ",title=");
	put_escaped(b, rel->rule, true);
	buf_puts(b, "::");
	if (rel->place.spot != NULL) {
		put_escaped(b, rel->place.spot->words, false);
		buf_puts(b, ": ");
	}
	put_escaped(b, rel->message, false);
	put_more(b, "= ", rel->note[0] != '\0' ? rel->note : rel->relation);
	put_more(b, "only a warning: ", rel->reason);
	put_more(b, "help: ", rel->help);
	put_more(b, "suggestion: ", rel->suggestion);
	buf_putc(b, '\n');
}

/* ---- the summary of the step */

/* Markdown in which nothing is markup */
static void
put_markdown(struct buf *b, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, "&<>|`*_[]\\~#$@:");

		text_clean(b, (struct str){ s, n });
		s += n;
		if (*s != '\0')
			buf_printf(b, "&#%d;", *s++);
	}
}

static void
put_row(struct writer *w, const struct cf_report *rep, const struct cf_relation *rel)
{
	struct buf *b = &w->others;
	const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;

	buf_printf(b, "| %s | ", write_severity(rel->severity));
	put_markdown(b, write_utf8(&w->scratch, write_path_from_root(w, rep->path)));
	if (rel->place.spot == NULL)
		buf_printf(b, ", line %zu", rel->place.line);
	else
		buf_puts(b, ", ");
	if (rel->place.spot != NULL)
		put_markdown(b, rel->place.spot->words);
	buf_puts(b, " | ");
	put_markdown(b, rel->message);
	if (sum[0] != '\0') {
		buf_puts(b, "<br>= ");
		put_markdown(b, sum);
	}
	buf_puts(b, " | ");
	put_markdown(b, rel->rule);
	buf_puts(b, " |\n");
}

static void
put_page(struct writer *w)
{
	struct buf *b = &w->buf;

	buf_puts(b, "## crossfoot\n\n");
	text_summary(b, &w->totals);
	text_passed_over(b, w);
	if (w->others.n > 0) {
		buf_puts(b, "\n| severity | where | what | rule |\n| --- | --- | --- | --- |\n");
		buf_put(b, buf_str(&w->others));
	}
	if (w->nlisted > MOST_ROWS) {
		buf_puts(b, "\nand ");
		buf_many(b, w->nlisted - MOST_ROWS, "more finding");
		buf_puts(b, "; the log of the step lists all of them.\n");
	}
	if (w->skips.n > 0) {
		buf_puts(b, "\nNot checked:\n\n");
		buf_put(b, buf_str(&w->skips));
	}
	buf_putc(b, '\n');
}

static void
put_skip(struct writer *w, const char *path, const struct cf_place *p, const char *reason)
{
	if (!w->opts.summary) {
		put_command(w, "error", path, p);
		buf_puts(&w->buf, ",title=not checked::not checked: ");
		put_escaped(&w->buf, write_utf8(&w->scratch, reason), false);
		buf_putc(&w->buf, '\n');
	} else if (w->skips.n < MOST_ROWS * 100) {
		buf_puts(&w->skips, "- ");
		put_markdown(&w->skips, write_utf8(&w->scratch, write_path_from_root(w, path)));
		buf_puts(&w->skips, ": ");
		put_markdown(&w->skips, write_utf8(&w->scratch, reason));
		buf_putc(&w->skips, '\n');
	}
}

/* ---- the writer */

void
github_begin(struct writer *w)
{
	w->nlisted = 0;
}

void
github_report(struct writer *w, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict != CF_FAILED || !write_is_listed(w, rel))
			continue;
		if (!w->opts.summary)
			annotate(w, rep, rel);
		else if (w->nlisted++ < MOST_ROWS)
			put_row(w, rep, rel);
	}
	for (size_t i = 0; i < rep->nskips; i++)
		if (rep->skips[i].failed)
			put_skip(w, rep->path, &rep->skips[i].place, rep->skips[i].reason);
}

void
github_failure(struct writer *w, const struct cf_error *err)
{
	struct cf_place place = { .line = err->line, .column = err->column,
		.end_line = err->line, .end_column = err->column };

	put_skip(w, err->path, &place, err->message);
}

void
github_finish(struct writer *w)
{
	if (w->opts.summary) {
		put_page(w);
		return;
	}
	text_summary(&w->buf, &w->totals);
	text_passed_over(&w->buf, w);
}
