/*
 * crossfoot: a linter for the numbers, dates and references in reports.
 *
 * Load rules once, check any number of inputs against them, walk what was
 * found, write it. Everything a function hands out through a `const` pointer is
 * borrowed: it lives as long as the object it came from. `**out` becomes yours.
 * No function keeps global state; a `struct cf_rules` never changes after it is
 * loaded and may be shared by threads.
 */
#ifndef CROSSFOOT_H
#define CROSSFOOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CF_VERSION "0.1.0"
#define CF_API __attribute__((visibility("default")))

/* "We failed": no verdict was reached. That a report is wrong is a finding. */
enum cf_status {
	CF_OK,
	CF_ENOMEM,	/* memory ran out */
	CF_EIO,		/* a file could not be read or written */
	CF_EINPUT,	/* the report cannot be read as what it claims to be */
	CF_ELIMIT,	/* a limit was passed; the message names it */
	CF_ERULE	/* a rule file has a mistake */
};

struct cf_error {
	enum cf_status status;
	size_t line, column;	/* from 1, columns in code points; 0: none */
	char path[1024];
	char message[512];
	char snippet[256];	/* the source line, or "" */
	size_t caret, carets;	/* where to point in the snippet: bytes from 0, and how many */
	char help[256];		/* what to do about it, or "" */
};

/* Called once for each error met; `ctx` is the caller's. */
typedef void (*cf_error_fn)(void *ctx, const struct cf_error *err);

enum cf_severity { CF_INFO, CF_WARNING, CF_ERROR };

/* How a relation among figures ended. */
enum cf_verdict {
	CF_HELD,	/* exact, or exact within the intervals where the table rounds */
	CF_ROUNDING,	/* explainable only by rounding, and not likely to be a slip */
	CF_FAILED,	/* nothing explains it: a finding */
	CF_UNDECIDED,	/* a part is missing, suppressed or marked, or the relation is unsure */
	CF_VERDICTS
};

/* How it was known that these figures ought to agree. */
enum cf_because {
	CF_BY_RULE,		/* a rule names the cells, or the text states it itself */
	CF_BY_LABEL,		/* a label says so: "Total", "Average", "%" */
	CF_BY_SIBLINGS,		/* the lines beside it do the same and hold */
	CF_BY_ARITHMETIC	/* the figures alone show it */
};

/*
 * Where a person goes in a file that has no lines: a Word document, a spreadsheet, a PDF.
 * What does not apply is NULL or 0; all numbers count from 1, as in the document. A box is
 * in points from the upper left corner of its page; no width: not known.
 */
struct cf_spot {
	const char *words;		/* "table 3, row 2, column 4", "Budget!C14", "page 7"; "": the
					 * file as a whole */
	const char *heading;		/* that it is, or that the paragraphs are counted from */
	uint32_t paragraph;
	uint32_t table, row, column;	/* a sheet has a row and column, but no table */
	uint32_t note;			/* footnote or endnote */
	const char *sheet, *cell;	/* "Budget", "C14" */
	uint32_t page;
	const char *page_label;		/* "iv" */
	double x, y, width, height;
};

/* A place in a report. Lines and columns count from 1, columns in code points;
 * `end_column` is one past the last. Bytes are half open. A table, row and
 * column count from 1 in the grid as read, 0: not in a table. All this is about
 * the text of the report, cf_report_text(). */
struct cf_place {
	size_t from, to;
	size_t line, column, end_line, end_column;
	uint32_t table, row, col;
	const struct cf_spot *spot;	/* in a file without lines; else NULL */
};

struct cf_evidence {
	const char *role;	/* "part", "total", "base", "share", "from", "to", ... */
	const char *text;	/* as printed */
	struct cf_place place;
	const char *path;	/* of another document that it stands in, or NULL */
};

/* A finding that was silenced stays in the report and says by what. */
enum cf_suppressed {
	CF_NOT_SUPPRESSED,
	CF_IN_SOURCE,		/* by a remark in the report itself */
	CF_EXTERNAL		/* by one of cf_options.suppress */
};

/* One relation that was tried. Strings are never NULL unless said. */
struct cf_relation {
	const char *rule;		/* "tables/column-total" */
	enum cf_severity severity;
	enum cf_verdict verdict;
	enum cf_because because;
	const char *reason;		/* why undecided, what rounding explains, or why the finding
					 * of an `error` rule is but a warning; "" else */
	struct cf_place place;		/* holds exactly the text it speaks of */
	const char *const *section;	/* titles, outermost first; in an agenda pack those of the
					 * report that it stands in */
	size_t nsection;
	const char *message;
	const char *stated, *computed, *difference;	/* as printed; "" when there is none */
	const char *relation;		/* the sum it did: "2 + 1 + 2 = 5" */
	const char *note;		/* the sum as a person reads it, one line */
	const char *help;		/* "" when there is none */
	const char *label;		/* of the row, or "" */
	const char *const *header;	/* of the column, outermost first */
	size_t nheader;
	const char *suggestion;		/* replaces the text at `place`, or NULL */
	bool doubtful;			/* the evidence is thin: it may be another figure */
	const struct cf_evidence *evidence;
	size_t nevidence;
	char fingerprint[17];		/* does not depend on the line number */
	enum cf_suppressed suppressed;	/* only of a finding */
	const char *justification;	/* why, in the words of who silenced it, or "" */
};

/* Something that was not checked, and why. */
struct cf_skip {
	struct cf_place place;
	const char *reason;
	bool failed;	/* a limit or an error: the check of this input is not complete */
};

struct cf_count {
	const char *name;
	size_t n;
};

/* What one rule came to on one input. */
struct cf_rule_count {
	const char *rule;		/* "tables/column-total" */
	size_t count[CF_VERDICTS];	/* all its relations, kept or not; all 0: found nothing to try */
	uint64_t ns;			/* nanoseconds it took; 0 unless `time` is set. What several
					 * rules share is done by the first that asks for it */
};

/* A rule, and how bad its findings are here. */
struct cf_grade {
	const char *rule;	/* "pack/id" or "id"; of several that fit the last counts */
	enum cf_severity severity;
};

/* A finding that is silenced from outside: for reports that can hold no remark. */
struct cf_suppression {
	const char *rule;		/* "pack/id" or "id" */
	const char *fingerprint;
	const char *justification;	/* may be NULL */
};

struct cf_input {
	const char *path;	/* for messages */
	const char *bytes;	/* need not end in NUL; must outlive the report */
	size_t n;
	const char *format;	/* "markdown", "tsv", "csv", "html", "docx", "odt", "xlsx", "ods",
				 * "pdf", or NULL: by content and name */
	bool original;		/* tracked changes: as it was before them */
};

struct cf_options {
	unsigned keep;	/* bit (1 << verdict) for each verdict whose relations are kept */
	const char *const *only;	/* the rules to run: "pack/id", "id", or a pack with "/" and a star; */
	size_t nonly;			/* 0: all of them; unknown names are passed over */
	const char *const *except;	/* names of rules that are left out all the same */
	size_t nexcept;
	enum cf_severity least;	/* rules below it are not run; CF_INFO: all are */
	bool time;	/* look at the clock before and after each rule */
	bool tables;	/* keep the tables and sentences that kept relations speak of, as they
			 * were read, for a writer that shows them */
	const struct cf_bundle *bundle;	/* what other documents state, or NULL */
	const struct cf_grade *grades;
	size_t ngrades;
	const struct cf_suppression *suppress;
	size_t nsuppress;
};

struct cf_rules;
struct cf_report;
struct cf_bundle;	/* what several documents state of the same quantities */

/*
 * Load rule packs: `paths` are files or folders (`*.yml`, `*.yaml`, sorted by
 * name, folders within folders too); with `defaults` the built-in packs come
 * first. Each mistake is given to `fn`; the rules without mistakes are loaded
 * all the same, and CF_ERULE (or CF_EIO, CF_ELIMIT) is returned with *out set,
 * so that a caller can go on and still report the failure. *out is NULL only
 * when memory ran out.
 */
CF_API enum cf_status cf_rules_load(struct cf_rules **out, const char *const *paths, size_t npaths,
    bool defaults, cf_error_fn fn, void *ctx);
CF_API size_t cf_rules_count(const struct cf_rules *rules);
CF_API void cf_rules_free(struct cf_rules *rules);	/* NULL is fine */

/* Check one input. Findings are never an error; *out is set only with CF_OK. */
CF_API enum cf_status cf_check(struct cf_report **out, const struct cf_rules *rules,
    const struct cf_input *in, const struct cf_options *opts, struct cf_error *err);
CF_API void cf_report_free(struct cf_report *report);	/* NULL is fine */

/*
 * Documents that belong together: add each of them to a bundle, then check each
 * with the bundle in its options, under the same path. Only rules that look across
 * documents make use of it; when there are none, cf_rules_across() is false and no
 * bundle is needed.
 */
CF_API bool cf_rules_across(const struct cf_rules *rules);
/* NULL when memory ran out */
CF_API struct cf_bundle *cf_bundle_new(void);
/* Collect what one input states. What cannot be read adds nothing, nor does a path that
 * was added before. */
CF_API enum cf_status cf_bundle_add(struct cf_bundle *bundle, const struct cf_rules *rules,
    const struct cf_input *in, struct cf_error *err);
CF_API void cf_bundle_free(struct cf_bundle *bundle);	/* NULL is fine */

/* What places point into: the bytes of the input, or of a file without lines the text in
 * it, one block a line, the cells of a row parted by tabs. */
CF_API const char *cf_report_text(const struct cf_report *report, size_t *n);

/* Kept relations, ordered by place, then rule. */
CF_API size_t cf_report_size(const struct cf_report *report);
CF_API const struct cf_relation *cf_report_get(const struct cf_report *report, size_t i);
/* All relations, kept or not; findings that are kept but silenced are not among those that
 * failed: cf_report_suppressed() counts them. */
CF_API size_t cf_report_count(const struct cf_report *report, enum cf_verdict verdict);
CF_API size_t cf_report_suppressed(const struct cf_report *report);
/* The rules that were run, in the order of loading. */
CF_API size_t cf_report_rules(const struct cf_report *report);
CF_API const struct cf_rule_count *cf_report_rule(const struct cf_report *report, size_t i);
CF_API size_t cf_report_skips(const struct cf_report *report);
CF_API const struct cf_skip *cf_report_skip(const struct cf_report *report, size_t i);

/* Print the document as the program sees it: sections, tables as grids. */
CF_API enum cf_status cf_show(FILE *out, const struct cf_input *in, struct cf_error *err);

/* Print the text that places point into, cf_report_text(). */
CF_API enum cf_status cf_show_text(FILE *out, const struct cf_input *in, struct cf_error *err);

#ifdef __cplusplus
}
#endif
#endif
