/*
 * Reports as text for a person: each finding with its line, the sum that was
 * done and where in the report it stands, then what was not checked, then one
 * line that says what was.
 */
#include "write/write.h"

#include <stdlib.h>

#include "base/utf8.h"

#define WIDEST_NOTE	160u	/* bytes of a sum; a longer one loses its middle */
#define WIDEST_TITLE	60u	/* bytes of a section title */

struct paint {
	const char *path, *word, *rule, *plain;
};

static struct paint
paint_for(const struct writer *w, const struct cf_relation *rel)
{
	static const char *const verdict[CF_VERDICTS] = {
		[CF_HELD] = "\033[32m", [CF_ROUNDING] = "\033[36m", [CF_FAILED] = "",
		[CF_UNDECIDED] = "\033[35m",
	};
	static const char *const severity[] = {
		[CF_INFO] = "\033[1;36m", [CF_WARNING] = "\033[1;33m", [CF_ERROR] = "\033[1;31m",
	};

	if (!w->opts.color)
		return (struct paint){ "", "", "", "" };
	return (struct paint){ "\033[1m", rel->verdict == CF_FAILED ? severity[rel->severity] :
		    verdict[rel->verdict], "\033[2m", "\033[0m" };
}

static size_t
code_point_at(struct str s, size_t at)
{
	while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* a sum of hundreds of parts: its first ones and its end, which says the result */
static void
put_note(struct buf *b, struct str note)
{
	if (note.n <= WIDEST_NOTE) {
		text_clean(b, note);
		return;
	}
	text_clean(b, str_sub(note, 0, code_point_at(note, WIDEST_NOTE / 2)));
	buf_puts(b, " ... ");
	text_clean(b, str_sub(note, code_point_at(note, note.n - WIDEST_NOTE / 2), note.n));
}

static void
put_title(struct buf *b, const char *title)
{
	struct str s = str_of(title);

	if (s.n <= WIDEST_TITLE) {
		text_clean(b, s);
		return;
	}
	text_clean(b, str_trim(str_sub(s, 0, code_point_at(s, WIDEST_TITLE - 3))));
	buf_puts(b, "...");
}

static void
put_where(struct buf *b, const struct cf_relation *rel)
{
	const struct cf_place *p = &rel->place;

	if (rel->nsection == 0 && (p->table == 0 || p->spot != NULL))
		return;
	buf_puts(b, "   in: ");
	for (size_t i = 0; i < rel->nsection; i++) {
		if (i > 0)
			buf_puts(b, " > ");
		put_title(b, rel->section[i]);
	}
	if (p->table != 0 && p->spot == NULL)
		buf_printf(b, "%stable %u, row %u, column %u", rel->nsection > 0 ? "; " : "",
		    p->table, p->row, p->col);
	buf_putc(b, '\n');
}

/* "path:line:column: ", "path: table 3, row 2, column 4: " */
static void
put_place(struct buf *b, const char *path, const struct cf_place *p, const struct paint *paint)
{
	buf_puts(b, paint->path);
	text_clean(b, str_of(path));
	if (p->spot == NULL) {
		buf_printf(b, ":%zu:%zu:%s ", p->line, p->column, paint->plain);
		return;
	}
	buf_puts(b, p->spot->words[0] == '\0' ? "" : ": ");
	text_clean(b, str_of(p->spot->words));
	buf_printf(b, ":%s ", paint->plain);
}

void
text_spot(struct buf *b, const struct cf_place *place)
{
	if (place->spot == NULL)
		return;
	text_clean(b, str_of(place->spot->words));
	buf_puts(b, ": ");
}

/* "   help: words", when there are any */
static void
put_line(struct buf *b, const char *name, const char *words)
{
	if (words[0] == '\0')
		return;
	buf_printf(b, "   %s: ", name);
	text_clean(b, str_of(words));
	buf_putc(b, '\n');
}

static void
put_relation(struct writer *w, const struct cf_report *rep, const struct cf_relation *rel)
{
	struct paint paint = paint_for(w, rel);
	struct buf *b = &w->buf;

	put_place(b, rep->path, &rel->place, &paint);
	buf_printf(b, "%s%s%s:%s ", paint.word, rel->suppressed == CF_NOT_SUPPRESSED ? "" :
	    "suppressed ", rel->verdict == CF_FAILED ?
	    write_severity(rel->severity) : write_verdict(rel->verdict), paint.plain);
	text_clean(b, str_of(rel->message));
	buf_printf(b, "  %s[%s]%s\n", paint.rule, rel->rule, paint.plain);
	if (w->opts.brief)
		return;
	text_snippet(b, rep, &rel->place, paint.word, paint.plain);
	if (rel->note[0] != '\0' || rel->relation[0] != '\0') {
		buf_puts(b, "        = ");
		put_note(b, str_of(rel->note[0] != '\0' ? rel->note : rel->relation));
		buf_putc(b, '\n');
	}
	put_line(b, rel->verdict == CF_FAILED ? "only a warning" : "because", rel->reason);
	put_where(b, rel);
	put_line(b, "help", rel->help);
	put_line(b, "suggestion", rel->suggestion == NULL ? "" : rel->suggestion);
	put_line(b, "suppressed because", rel->justification);
	if ((w->opts.show & WRITE_FINGERPRINTS) != 0)
		put_line(b, "fingerprint", rel->fingerprint);
	buf_putc(b, '\n');
}

void
write_reasons(struct writer *w, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->nreasons; i++) {
		const struct cf_count *c = &rep->reasons[i];
		size_t k = 0;

		while (k < w->nreasons && strcmp(w->reasons[k].name, c->name) != 0)
			k++;
		if (k == w->nreasons) {
			if (!VEC_ROOM(&w->arena, w->reasons, w->nreasons, w->reasoncap)) {
				w->failed = true;
				return;
			}
			w->reasons[w->nreasons++] = (struct cf_count){ c->name, 0 };
		}
		w->reasons[k].n += c->n;
	}
}

/* what is listed, in the order of the document; in groups each report has its heading */
static void
put_relations_of(struct writer *w, const struct cf_report *rep)
{
	bool group = w->opts.group && rep->nparts > 1;
	size_t part = rep->nparts;

	if (group)
		group_overview(w, rep);
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (!write_is_listed(w, rel))
			continue;
		if (group && group_of(rep, rel) != part) {
			part = group_of(rep, rel);
			group_heading(w, rep, i);
		}
		put_relation(w, rep, rel);
	}
}

void
text_report(struct writer *w, const struct cf_report *rep)
{
	static const struct paint none = { "", "", "", "" };

	write_reasons(w, rep);
	if (w->opts.quiet)
		return;
	put_relations_of(w, rep);
	for (size_t i = 0; i < rep->nskips; i++) {
		put_place(&w->buf, rep->path, &rep->skips[i].place, &none);
		buf_puts(&w->buf, "not checked: ");
		text_clean(&w->buf, str_of(rep->skips[i].reason));
		buf_putc(&w->buf, '\n');
	}
	if (rep->nskips > 0)
		buf_putc(&w->buf, '\n');
}

/* ---- the summary */

/* " (19 errors, 2 warnings)" */
static void
put_severities(struct buf *b, const struct write_totals *t)
{
	const char *sep = write_severities(b, t->severity, " (");

	if (t->hidden > 0) {
		buf_printf(b, "%s", sep);
		buf_count(b, t->hidden);
		buf_puts(b, " of them not shown");
	}
	buf_putc(b, ')');
}

static void
put_reasons(struct writer *w)
{
	for (size_t i = 0; i < w->nreasons; i++) {
		buf_printf(&w->buf, "%7zu undecided: ", w->reasons[i].n);
		text_clean(&w->buf, str_of(w->reasons[i].name));
		buf_putc(&w->buf, '\n');
	}
}

/* ", 159 relations held, 5 failed (4 errors, 1 warning), ..." */
static void
put_relations(struct buf *b, const struct write_totals *t)
{
	size_t all = 0;

	for (size_t v = 0; v < CF_VERDICTS; v++)
		all += t->count[v];
	if (all == 0) {
		/* five zeros look like a report in which all is well */
		buf_puts(b, ", nothing was found that could be compared");
		return;
	}
	buf_puts(b, ", ");
	buf_many(b, t->count[CF_HELD], "relation");
	buf_puts(b, " held, ");
	buf_count(b, t->count[CF_FAILED]);
	buf_puts(b, " failed");
	if (t->count[CF_FAILED] > 0)
		put_severities(b, t);
	buf_puts(b, ", ");
	buf_count(b, t->count[CF_ROUNDING]);
	buf_puts(b, " may be rounding, ");
	buf_count(b, t->count[CF_UNDECIDED]);
	buf_puts(b, " undecided");
}

/* "; 2 findings suppressed, 3 in the baseline" */
static void
put_left_out(struct buf *b, const struct write_totals *t)
{
	const struct { size_t n; const char *how; } left[] = {
		{ t->suppressed, "suppressed" }, { t->known, "in the baseline" },
		{ t->unchanged, "on lines that have not changed" },
	};
	bool first = true;

	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
		if (left[i].n == 0)
			continue;
		buf_puts(b, first ? "; " : ", ");
		if (first)
			buf_many(b, left[i].n, "finding");
		else
			buf_count(b, left[i].n);
		buf_printf(b, " %s", left[i].how);
		first = false;
	}
}

void
text_summary(struct buf *b, const struct write_totals *t)
{
	buf_many(b, t->files, "file");
	buf_puts(b, ": ");
	buf_many(b, t->tables, "table");
	put_relations(b, t);
	buf_puts(b, "; ");
	buf_count(b, t->skips);
	buf_puts(b, " skipped");
	put_left_out(b, t);
	if (t->failed_files > 0) {
		buf_puts(b, "; ");
		buf_many(b, t->failed_files, "file");
		buf_puts(b, " could not be checked");
	}
	buf_putc(b, '\n');
}

/* most first */
static int
by_count(const void *a, const void *b)
{
	const struct cf_count *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : strcmp(x->name, y->name);
}

void
text_passed_over(struct buf *b, struct writer *w)
{
	size_t all = 0;

	if (w->npassed == 0)
		return;
	for (size_t i = 0; i < w->npassed; i++)
		all += w->passed[i].n;
	qsort(w->passed, w->npassed, sizeof(*w->passed), by_count);
	buf_many(b, all, "file");
	buf_printf(b, " in these folders %s not read:", all == 1 ? "was" : "were");
	for (size_t i = 0; i < w->npassed; i++) {
		buf_puts(b, i > 0 ? ", " : " ");
		buf_count(b, w->passed[i].n);
		buf_printf(b, " .%s", w->passed[i].name);
	}
	buf_putc(b, '\n');
}

void
text_ignored(struct buf *b, const struct writer *w)
{
	size_t files = w->totals.ignored, folders = w->totals.ignored_folders;
	size_t own = w->totals.own_files;

	if (own > 0) {
		buf_many(b, own, "file");
		buf_printf(b, " written by crossfoot %s left out\n", own == 1 ? "was" : "were");
	}
	if (files + folders == 0)
		return;
	if (files > 0)
		buf_many(b, files, "report");
	buf_puts(b, files > 0 && folders > 0 ? " and " : "");
	if (folders > 0)
		buf_many(b, folders, "folder");
	buf_printf(b, " %s ignored (--no-ignore takes %s)\n", files + folders == 1 ? "was" : "were",
	    files + folders == 1 ? "it" : "them");
}

void
text_finish(struct writer *w)
{
	const struct write_totals *t = &w->totals;
	struct buf *b = &w->buf;
	bool undecided_shown = (w->opts.show >> CF_UNDECIDED & 1) != 0;

	if (t->files == 0) {
		buf_puts(b, "no file was checked\n");
		text_passed_over(b, w);
		text_ignored(b, w);
		return;
	}
	if (w->opts.statistics != STATISTICS_NONE)
		statistics_text(w);
	if (undecided_shown)
		put_reasons(w);
	text_summary(b, t);
	text_passed_over(b, w);
	text_ignored(b, w);
	if (t->hidden > 0 && w->opts.group && !w->opts.quiet)
		buf_puts(b, "(--min-severity info lists what is not shown)\n");
	if (t->count[CF_UNDECIDED] > 0 && !undecided_shown && !w->opts.quiet)
		buf_puts(b, "(--show undecided lists what could not be decided, and why)\n");
}
