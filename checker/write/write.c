/* What all writers share: counting, listing, and getting it out; see write.h. */
#include "write/write.h"

#include "base/limits.h"
#include "base/utf8.h"

const char *
write_severity(enum cf_severity severity)
{
	switch (severity) {
	case CF_INFO: return "info";
	case CF_WARNING: return "warning";
	case CF_ERROR: return "error";
	}
	return "";
}

const char *
write_severities(struct buf *b, const size_t *n, const char *sep)
{
	for (int s = CF_ERROR; s >= CF_INFO; s--) {
		if (n[s] == 0)
			continue;
		buf_puts(b, sep);
		buf_many(b, n[s], s == CF_INFO ? "remark" : write_severity((enum cf_severity)s));
		sep = ", ";
	}
	return sep;
}

const char *
write_suppressed(enum cf_suppressed how)
{
	switch (how) {
	case CF_NOT_SUPPRESSED: break;
	case CF_IN_SOURCE: return "inSource";
	case CF_EXTERNAL: return "external";
	}
	return "";
}

const char *
write_verdict(enum cf_verdict verdict)
{
	switch (verdict) {
	case CF_HELD: return "held";
	case CF_ROUNDING: return "rounding";
	case CF_FAILED: return "failed";
	case CF_UNDECIDED: return "undecided";
	case CF_VERDICTS: break;
	}
	return "";
}

const char *
write_because(enum cf_because because)
{
	switch (because) {
	case CF_BY_RULE: return "rule";
	case CF_BY_LABEL: return "label";
	case CF_BY_SIBLINGS: return "siblings";
	case CF_BY_ARITHMETIC: return "arithmetic";
	}
	return "";
}

const char *
write_utf8(struct arena *a, const char *s)
{
	struct str rest = str_of(s);
	size_t bad = utf8_check(rest);
	char *copy, *p;

	if (bad == rest.n)
		return s;
	copy = arena_alloc(a, rest.n + 1, 1);
	if (copy == NULL)
		return "";
	memcpy(copy, s, rest.n + 1);
	for (p = copy; bad < rest.n; bad = utf8_check(rest)) {
		p[bad] = '?';
		p += bad + 1;
		rest = (struct str){ p, rest.n - bad - 1 };
	}
	return copy;
}

bool
write_is_listed(const struct writer *w, const struct cf_relation *rel)
{
	if (rel->suppressed != CF_NOT_SUPPRESSED && (w->opts.show & WRITE_SUPPRESSED) == 0)
		return false;
	if (rel->verdict == CF_FAILED)
		return rel->severity >= w->opts.min_severity;
	return (w->opts.show >> rel->verdict & 1) != 0;
}

void
writer_init(struct writer *w, FILE *out, const struct write_options *opts)
{
	*w = (struct writer){ .opts = *opts, .out = out };
	arena_init(&w->arena, CF_MAX_MEMORY);
	buf_init(&w->buf);
	buf_init(&w->files);
	buf_init(&w->others);
	buf_init(&w->skips);
	if (opts->format == WRITE_JSON)
		json_begin(w);
}

static void
flush(struct writer *w)
{
	if (w->buf.n > 0 && fwrite(w->buf.p, 1, w->buf.n, w->out) != w->buf.n)
		w->failed = true;
	w->failed |= w->buf.failed;
	buf_clear(&w->buf);
}

static void
count(struct writer *w, const struct cf_report *rep)
{
	struct write_totals *t = &w->totals;

	t->files++;
	t->tables += rep->ntables;
	t->skips += rep->nskips;
	t->suppressed += rep->suppressed;
	t->known += rep->known;
	t->unchanged += rep->unchanged;
	for (size_t v = 0; v < CF_VERDICTS; v++)
		t->count[v] += rep->count[v];
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (!write_counts(rel))
			continue;
		t->severity[rel->severity]++;
		t->hidden += rel->severity < w->opts.min_severity;
	}
}

void
writer_report(struct writer *w, const struct cf_report *rep)
{
	count(w, rep);
	if (w->opts.statistics != STATISTICS_NONE)
		statistics_add(w, rep);
	switch (w->opts.format) {
	case WRITE_TEXT:
		text_report(w, rep);
		break;
	case WRITE_JSON:
		json_report(w, rep);
		break;
	case WRITE_JSONL:
		jsonl_report(w, rep);
		break;
	}
	flush(w);
}

void
writer_failure(struct writer *w, const struct cf_error *err)
{
	w->totals.failed_files++;
	if (w->opts.format == WRITE_JSON)
		json_failure(w, err);
}

void
writer_release(struct writer *w)
{
	buf_release(&w->buf);
	buf_release(&w->files);
	buf_release(&w->others);
	buf_release(&w->skips);
	arena_release(&w->arena);
}

void
writer_pass_over(struct writer *w, const char *path, const char *ending)
{
	size_t i = 0;

	while (i < w->npassed && strcmp(w->passed[i].name, ending) != 0)
		i++;
	if (i == w->npassed) {
		if (!VEC_ROOM(&w->arena, w->passed, w->npassed, w->passedcap)) {
			w->failed = true;
			return;
		}
		w->passed[w->npassed++] = (struct cf_count){ ending, 0 };
	}
	w->passed[i].n++;
	if (w->opts.format == WRITE_JSON)
		json_pass_over(w, path);
}

void
writer_ignore(struct writer *w, const char *path, bool folder, const char *why)
{
	if (folder)
		w->totals.ignored_folders++;
	else
		w->totals.ignored++;
	if (w->opts.format == WRITE_JSON)
		json_ignore(w, path, why);
}

bool
writer_finish(struct writer *w)
{
	statistics_order(w);
	switch (w->opts.format) {
	case WRITE_TEXT:
		text_finish(w);
		break;
	case WRITE_JSON:
		json_finish(w);
		break;
	case WRITE_JSONL:
		break;
	}
	flush(w);
	if (fflush(w->out) != 0)
		w->failed = true;
	w->failed |= w->files.failed || w->others.failed || w->skips.failed;
	writer_release(w);
	return !w->failed;
}
