/*
 * Writers: what was found, as text for a person or JSON for a program. A writer
 * takes one report after the other, so that only one need be in memory, and is
 * finished once at the end. It reads reports and knows nothing of checks.
 */
#ifndef CF_WRITE_WRITE_H
#define CF_WRITE_WRITE_H

#include "base/buf.h"
#include "report/report.h"

enum write_format {
	WRITE_TEXT,
	WRITE_CONCISE,	/* one line for each finding */
	WRITE_JSON,	/* one object; write/report.schema.json */
	WRITE_JSONL,	/* one relation a line, each with its path */
	WRITE_SARIF,	/* 2.1.0 */
	WRITE_GITHUB,	/* workflow commands that become annotations */
	WRITE_GITLAB,	/* code quality */
	WRITE_JUNIT,
	WRITE_RDJSON,	/* of reviewdog */
	WRITE_HTML,	/* one page that a person opens */
	WRITE_FORMATS
};

/* in the head of a page, before the version: by it pages are known that are no reports */
#define WRITE_GENERATOR "<meta name=\"generator\" content=\"crossfoot "

enum write_statistics { STATISTICS_NONE, STATISTICS_BY_RULE, STATISTICS_BY_COST };

/* bits of `show` besides those of the verdicts */
#define WRITE_SUPPRESSED	(1u << CF_VERDICTS)		/* findings that were silenced */
#define WRITE_FINGERPRINTS	(1u << (CF_VERDICTS + 1))	/* text: with the fingerprint */
#define WRITE_VERDICTS		((1u << CF_VERDICTS) - 1u)

struct write_options {
	enum write_format format;
	unsigned show;			/* bit (1 << verdict): listed besides the findings; and those
					 * above */
	enum cf_severity min_severity;	/* findings below it are counted, not listed */
	unsigned fail_on;		/* JUnit: findings from this severity on are failures */
	const struct rules *rules;	/* SARIF, HTML: what is to be said of each; or NULL */
	const char *root, *here;	/* of the repository, and where the tool is; absolute. NULL:
					 * GitHub, GitLab and SARIF get paths as they were given */
	bool summary;			/* GitHub: the page for the step, not the annotations */
	bool color;
	bool quiet;			/* text: only the summary */
	bool group;			/* text: by the reports of the document, with an overview */
	bool brief;			/* text: one line for each */
	enum write_statistics statistics;	/* text and JSON */
};

/* Sums over all inputs. */
struct write_totals {
	size_t files, failed_files, tables;
	size_t count[CF_VERDICTS];
	size_t severity[CF_ERROR + 1];	/* of the findings */
	size_t hidden;			/* findings below min_severity */
	size_t skips;
	size_t suppressed, known, unchanged;	/* findings that do not count */
	size_t ignored, ignored_folders;	/* reports, and folders with all in them */
	size_t own_files;		/* of folders, which crossfoot wrote */
};

struct writer {
	struct write_options opts;
	FILE *out;
	struct buf buf;			/* goes to `out` after each report */
	struct write_totals totals;
	struct arena arena;		/* what is kept from one report to the next */
	struct arena scratch;		/* what goes after each */
	struct cf_count *reasons;	/* of the undecided, over all inputs */
	size_t nreasons, reasoncap;
	struct cf_rule_count *rules;	/* statistics: over all inputs */
	size_t nrules, rulecap;
	struct cf_count *passed;	/* files of folders that are not read, by their ending */
	size_t npassed, passedcap;
	struct buf files, others, skips;	/* what is written last: arrays of JSON, parts of a page */
	struct buf held, rows;		/* HTML: what holds, which files were read */
	size_t nlisted;			/* elements of the array being written */
	void *own;			/* what a format keeps for itself, in `arena` */
	bool failed;			/* memory ran out, or `out` took no more */
};

void writer_init(struct writer *w, FILE *out, const struct write_options *opts);
void writer_report(struct writer *w, const struct cf_report *rep);
/* an input that could not be checked at all; text leaves it to the caller to say so */
void writer_failure(struct writer *w, const struct cf_error *err);
/* a file of a folder that was left out because its format is not read; `ending` is a
 * literal: "pdf" */
void writer_pass_over(struct writer *w, const char *path, const char *ending);
/* a report, or a folder, that an ignore file leaves out; `why`: ".gitignore:3" */
void writer_ignore(struct writer *w, const char *path, bool folder, const char *why);
/* a page or baseline of a folder that crossfoot wrote, which is left out */
void writer_own_file(struct writer *w);
/* the summary; false when not everything reached `out`. The writer is released. */
bool writer_finish(struct writer *w);
/* the same without writing anything more */
void writer_release(struct writer *w);

/* ---- what a format needs */

/* "sarif"; NULL for WRITE_FORMATS */
const char *write_format_name(unsigned format);
/* bits (1 << verdict) of the relations it shows besides the findings, asked for or not */
unsigned write_keeps(enum write_format format);
/* it shows tables: cf_options.tables */
bool write_shows_tables(enum write_format format);
/* it says why rules are there: LOAD_REASONS */
bool write_explains(enum write_format format);
/* it has a place for files of folders that were passed over */
bool write_tells_passed(enum write_format format);

/* ---- the parts of it */

/* is the relation one of those that are listed, as a finding or because `show` asks? */
bool write_is_listed(const struct writer *w, const struct cf_relation *rel);
/* does it count as a finding: failed, and not silenced? */
static inline bool
write_counts(const struct cf_relation *rel)
{
	return rel->verdict == CF_FAILED && rel->suppressed == CF_NOT_SUPPRESSED;
}
const char *write_suppressed(enum cf_suppressed how);	/* "inSource", as SARIF calls it */
const char *write_severity(enum cf_severity severity);	/* "error" */
/* "2 errors, 1 remark" of n[severity], `sep` before the first; what comes before the next */
const char *write_severities(struct buf *b, const size_t *n, const char *sep);
const char *write_verdict(enum cf_verdict verdict);	/* "held" */
const char *write_because(enum cf_because because);	/* "label" */
/* s itself, or a copy without what is not UTF-8: a file's name may be any bytes, and
 * the words of an error are cut to fit; "" when memory ran out */
const char *write_utf8(struct arena *a, const char *s);

/* add what was undecided, and why, to w->reasons */
void write_reasons(struct writer *w, const struct cf_report *rep);

void text_report(struct writer *w, const struct cf_report *rep);
void text_finish(struct writer *w);
/* "3 files in these folders were not read: 2 .pdf, 1 .docx", when there are any */
void text_passed_over(struct buf *b, struct writer *w);
/* "2 reports and 1 folder were ignored", when there are any; before it the pages that
 * crossfoot wrote */
void text_ignored(struct buf *b, const struct writer *w);

/* text in groups: what each report of the document came to, and the heading of the one
 * whose first relation that is listed is `first` */
void group_overview(struct writer *w, const struct cf_report *rep);
void group_heading(struct writer *w, const struct cf_report *rep, size_t first);
/* the report that a relation stands in */
size_t group_of(const struct cf_report *rep, const struct cf_relation *rel);

/* the source line of a place with carets under it */
void text_snippet(struct buf *b, const struct cf_report *rep, const struct cf_place *place,
    const char *color, const char *plain);
/* s for a terminal: control characters and marks that turn the text around are replaced */
void text_clean(struct buf *b, struct str s);

void json_begin(struct writer *w);
void json_report(struct writer *w, const struct cf_report *rep);
void json_failure(struct writer *w, const struct cf_error *err);
void json_pass_over(struct writer *w, const char *path);
void json_ignore(struct writer *w, const char *path, const char *why);
void json_finish(struct writer *w);
void jsonl_report(struct writer *w, const struct cf_report *rep);

/* "path:line:col: severity[rule] message" */
void concise_report(struct writer *w, const struct cf_report *rep);

void sarif_begin(struct writer *w);
void sarif_report(struct writer *w, const struct cf_report *rep);
void sarif_failure(struct writer *w, const struct cf_error *err);
void sarif_pass_over(struct writer *w, const char *path);
void sarif_finish(struct writer *w);

void github_begin(struct writer *w);
void github_report(struct writer *w, const struct cf_report *rep);
void github_failure(struct writer *w, const struct cf_error *err);
void github_finish(struct writer *w);

void gitlab_begin(struct writer *w);
void gitlab_report(struct writer *w, const struct cf_report *rep);
void gitlab_finish(struct writer *w);

void junit_begin(struct writer *w);
void junit_report(struct writer *w, const struct cf_report *rep);
void junit_failure(struct writer *w, const struct cf_error *err);
void junit_finish(struct writer *w);

void rdjson_begin(struct writer *w);
void rdjson_report(struct writer *w, const struct cf_report *rep);
void rdjson_finish(struct writer *w);

void html_begin(struct writer *w);
void html_report(struct writer *w, const struct cf_report *rep);
void html_failure(struct writer *w, const struct cf_error *err);
void html_pass_over(struct writer *w, const char *path);
void html_finish(struct writer *w);

/* "1 file: 3 tables, 164 relations held, ...", the last line of a run */
void text_summary(struct buf *b, const struct write_totals *t);
/* "table 3, row 2, column 4: " in a file without lines, where formats have no place for
 * it; else nothing */
void text_spot(struct buf *b, const struct cf_place *place);
/* the path with slashes for programs: without "./" in front */
const char *write_path(const char *path);
/* the same from the root of the repository, when it is in there */
const char *write_path_from_root(struct writer *w, const char *path);

/* add what the report says of each rule; only when statistics are asked for */
void statistics_add(struct writer *w, const struct cf_report *rep);
/* at the end: bring w->rules into the order that is asked for */
void statistics_order(struct writer *w);
/* how many relations the rule tried */
size_t statistics_applied(const struct cf_rule_count *rule);
void statistics_text(struct writer *w);

/* ---- the document itself, for `show` */

/* sections as an outline, tables as grids; false when `out` took no more */
bool show_document(FILE *out, const struct doc *doc, const struct facts *facts);

#endif
