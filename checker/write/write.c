/* What all writers share: counting, listing, and getting it out; see write.h. */
#include "write/write.h"

#include "base/limits.h"
#include "base/utf8.h"

/* What a format is made of; a function that is not there has nothing to say. */
struct write_kind {
	const char *name;
	void (*begin)(struct writer *w);
	void (*report)(struct writer *w, const struct cf_report *rep);
	void (*failure)(struct writer *w, const struct cf_error *err);
	void (*pass_over)(struct writer *w, const char *path);
	void (*finish)(struct writer *w);
	unsigned keeps;		/* bits (1 << verdict) */
	bool tables, explains, tells_passed;
};

#define EVERY_VERDICT ((1u << CF_VERDICTS) - 1)

static const struct write_kind kinds[] = {
	[WRITE_TEXT] = { .name = "text", .report = text_report, .finish = text_finish,
		.tells_passed = true },
	[WRITE_CONCISE] = { .name = "concise", .report = concise_report },
	[WRITE_JSON] = { .name = "json", .begin = json_begin, .report = json_report,
		.failure = json_failure, .pass_over = json_pass_over, .finish = json_finish,
		.tells_passed = true },
	[WRITE_JSONL] = { .name = "jsonl", .report = jsonl_report },
	[WRITE_SARIF] = { .name = "sarif", .begin = sarif_begin, .report = sarif_report,
		.failure = sarif_failure, .pass_over = sarif_pass_over, .finish = sarif_finish,
		.explains = true, .tells_passed = true },
	[WRITE_GITHUB] = { .name = "github", .begin = github_begin, .report = github_report,
		.failure = github_failure, .finish = github_finish, .tells_passed = true },
	[WRITE_GITLAB] = { .name = "gitlab", .begin = gitlab_begin, .report = gitlab_report,
		.finish = gitlab_finish },
	[WRITE_JUNIT] = { .name = "junit", .begin = junit_begin, .report = junit_report,
		.failure = junit_failure, .finish = junit_finish },
	[WRITE_RDJSON] = { .name = "rdjson", .begin = rdjson_begin, .report = rdjson_report,
		.finish = rdjson_finish },
	[WRITE_HTML] = { .name = "html", .begin = html_begin, .report = html_report,
		.failure = html_failure, .pass_over = html_pass_over, .finish = html_finish,
		.keeps = EVERY_VERDICT, .tables = true, .explains = true, .tells_passed = true },
};

const char *
write_format_name(unsigned format)
{
	return format < WRITE_FORMATS ? kinds[format].name : NULL;
}

unsigned
write_keeps(enum write_format format)
{
	return kinds[format].keeps;
}

bool
write_shows_tables(enum write_format format)
{
	return kinds[format].tables;
}

bool
write_explains(enum write_format format)
{
	return kinds[format].explains;
}

bool
write_tells_passed(enum write_format format)
{
	return kinds[format].tells_passed;
}

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

const char *
write_path(const char *path)
{
	while (path[0] == '.' && path[1] == '/')
		for (path += 2; path[0] == '/'; path++)
			;
	return path;
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
	arena_init(&w->scratch, CF_MAX_MEMORY);
	buf_init(&w->buf);
	buf_init(&w->files);
	buf_init(&w->others);
	buf_init(&w->skips);
	buf_init(&w->held);
	buf_init(&w->rows);
	if (kinds[opts->format].begin != NULL)
		kinds[opts->format].begin(w);
}

static void
flush(struct writer *w)
{
	if (w->buf.n > 0 && fwrite(w->buf.p, 1, w->buf.n, w->out) != w->buf.n)
		w->failed = true;
	w->failed |= w->buf.failed;
	buf_clear(&w->buf);
	arena_reset(&w->scratch);
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
	kinds[w->opts.format].report(w, rep);
	flush(w);
}

void
writer_failure(struct writer *w, const struct cf_error *err)
{
	w->totals.failed_files++;
	if (kinds[w->opts.format].failure != NULL)
		kinds[w->opts.format].failure(w, err);
}

void
writer_release(struct writer *w)
{
	buf_release(&w->buf);
	buf_release(&w->files);
	buf_release(&w->others);
	buf_release(&w->skips);
	buf_release(&w->held);
	buf_release(&w->rows);
	arena_release(&w->scratch);
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
	if (kinds[w->opts.format].pass_over != NULL)
		kinds[w->opts.format].pass_over(w, path);
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

void
writer_own_file(struct writer *w)
{
	w->totals.own_files++;
}

bool
writer_finish(struct writer *w)
{
	statistics_order(w);
	if (kinds[w->opts.format].finish != NULL)
		kinds[w->opts.format].finish(w);
	flush(w);
	if (fflush(w->out) != 0)
		w->failed = true;
	w->failed |= w->files.failed || w->others.failed || w->skips.failed ||
	    w->held.failed || w->rows.failed;
	writer_release(w);
	return !w->failed;
}
