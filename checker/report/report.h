/*
 * What one run found out: every relation that was tried is counted; those whose
 * verdict the caller wants are kept, put into words, ordered and fingerprinted.
 * The report owns every string it hands out.
 */
#ifndef CF_REPORT_REPORT_H
#define CF_REPORT_REPORT_H

#include "report/pairs.h"
#include "rules/rules.h"

struct outcome;

/* One of the reports that the document is made of; see facts/agenda.h. */
struct report_part {
	size_t from;		/* where it begins: a byte */
	size_t line;
	const char *where;	/* in words, in a file without lines; else "" */
	unsigned number;	/* of its agenda item; 0: not known */
	const char *title;	/* "" when it has none */
};

/* A cell as it is shown; one that is covered by another has no text. */
struct report_cell {
	const char *text;	/* NULL: covered */
	uint32_t colspan, rowspan;
	bool header, bold;
};

/* A table that a kept relation speaks of, as it was read. Of a long one only some rows are
 * kept: the first and last ones, and those about which something was found. */
struct report_table {
	uint32_t number;		/* of cf_place.table */
	uint32_t nrows, ncols;		/* that are kept */
	uint32_t all_rows;		/* that it has */
	const uint32_t *row;		/* of each kept row its number in the table, from 1 */
	const struct report_cell *cell;	/* row by row */
	uint32_t header_rows;		/* how many of the kept rows are headers */
	const char *caption;		/* "" when it has none */
	size_t from, line;		/* where it begins */
	const char *where;		/* in words, in a file without lines; else "" */
};

/* The sentence or line that a relation outside a table speaks of, without markup. */
struct report_excerpt {
	const char *text;	/* NULL: there is none */
	size_t from, to;	/* the words spoken of, in bytes of `text` */
	bool begins, ends;	/* with its paragraph; else something was left out there */
};

/* The number of a page, where it stands in a file with lines. */
struct report_page {
	size_t line;
	const char *text;	/* "Page 87" */
};

/* what is shown besides a relation */
struct report_shown {
	struct report_excerpt excerpt;
	struct report_excerpt *evidence;	/* of each; NULL: none of them */
};

struct cf_report {
	struct arena arena;
	unsigned keep;			/* bit per verdict */
	const struct doc *doc;		/* set by the caller, before the first report_add();
					 * only while the run lasts */
	const struct agenda *agenda;	/* likewise; NULL: nothing is known of its parts */
	struct cf_relation *relations;
	size_t n, cap;
	size_t count[CF_VERDICTS];	/* all relations, kept or not */
	struct cf_count *reasons;	/* of the undecided: how many for each reason */
	size_t nreasons, reasoncap;
	struct cf_skip *skips;
	size_t nskips, skipcap;
	/* of the document, for writers */
	const char *path, *format;
	struct str bytes;		/* the source; the caller's, or a copy of a derived text */
	bool derived;			/* there is a cf_spot with each place that is known */
	const uint32_t *line;		/* offset of each line's first byte; a copy */
	size_t nlines, nsections, ntables;
	struct report_part *parts;	/* in order, the first begins with the document */
	size_t nparts;
	bool pack;			/* it is an agenda pack */
	/* with cf_options.tables, by number; and what belongs to each relation */
	bool shows;
	const struct report_table *tables;
	size_t nshown;
	const struct report_page *pages;	/* in order */
	size_t npages;
	const struct report_shown *shown;
	struct cf_rule_count *rules;	/* of each rule that was run, in their order */
	size_t nrules, rulecap;
	const struct cf_grade *grades;	/* severities other than the rules' own; the caller's */
	size_t ngrades;
	const struct cf_suppression *suppress;	/* from outside; the caller's, while the run lasts */
	size_t nsuppress;
	size_t suppressed;		/* findings that are kept but not counted as failed */
	/* findings that were taken out by report_take_out() */
	size_t known, unchanged;
	/* when set, outcomes are told to it and not kept */
	void (*listen)(void *listener, const struct outcome *o);
	void *listener;
	/* inside the stage */
	size_t *failed;			/* findings among the first `looked_at` by where they stand, hashed:
					 * index plus one, 0 for none */
	size_t nfailed, failedcap, looked_at;
	struct report_pairs pairs;		/* see report_other_place() */
	size_t *failures;		/* report_failures(), by the number of the table */
	size_t nfailures, failurecap;
	struct cf_place **pending;	/* places of evidence that have no lines yet */
	size_t npending, pendingcap;
	const char *const *section;	/* titles of the section that was asked for last */
	size_t nsection;
	uint32_t section_index, section_from;	/* it, and the block before which none counts */
};

struct report_evidence {
	const char *role;	/* a literal */
	struct span span;
	const struct table *table;	/* NULL: not in a table */
	uint32_t row, col;	/* from 0 */
};

/* What a check concludes, before it is put into words. */
struct outcome {
	const struct rule *rule;
	enum cf_verdict verdict;
	enum cf_because because;
	const char *reason;		/* a literal; undecided, rounding, doubtful: why. NULL: none */
	bool doubtful;			/* the evidence is thin: never more than a warning, and
					 * `reason` says why */
	struct span at;			/* exactly the text it speaks of */
	uint32_t section;
	const struct table *table;	/* NULL: not in a table */
	uint32_t row, col;		/* from 0 */
	struct str stated, computed, difference;
	const char *sign;		/* what `stated` and `computed` lack that a sentence needs,
					 * "%" for a bare 4.7 in a column of shares; NULL: nothing */
	struct str relation;		/* "2 + 1 + 2 = 5" */
	struct str note;		/* the sum as a person reads it */
	struct str suggestion;		/* n == 0: none */
	struct str message;		/* template; n == 0: the rule's */
	struct str help;		/* n == 0: the rule's */
	const struct report_evidence *evidence;
	size_t nevidence;
	const struct cf_evidence *elsewhere;	/* evidence in other documents; copied as it is */
	size_t nelsewhere;
	const struct var *vars;		/* more names for the message, besides stated, computed,
					 * difference, row, column, table, match */
	size_t nvars;
};

void report_init(struct cf_report *rep, unsigned keep);

/* A rule begins: it is counted even when it finds nothing. NULL when memory ran out. */
struct cf_rule_count *report_rule(struct cf_report *rep, const struct rule *rule);

/*
 * Will a relation that ends so be kept? When not, a check saves itself the
 * words and calls report_tally() alone.
 */
static inline bool
report_wants(const struct cf_report *rep, enum cf_verdict verdict)
{
	return (rep->keep >> verdict & 1) != 0;
}

/* count it; `reason` as in struct outcome */
void report_tally(struct cf_report *rep, const struct rule *rule, enum cf_verdict verdict,
    const char *reason);
/* count it and, when wanted, keep it; strings are copied */
void report_add(struct cf_report *rep, const struct outcome *o);
void report_add_skip(struct cf_report *rep, struct span at, bool failed, struct str reason);

/* kept findings about a figure of this table (from 1) that was worked out from others */
size_t report_failures(const struct cf_report *rep, uint32_t table);
/*
 * A finding of this rule at this place, with this sum, is none of its own: it becomes
 * undecided for `reason`, a literal.
 */
void report_withdraw(struct cf_report *rep, const struct rule *rule, struct span at,
    struct str relation, const char *reason);

/* ... and so do all findings of the rule that speak of a figure in a table which is an error by
 * another rule; `temp` is for working memory */
void report_withdraw_told(struct cf_report *rep, const struct rule *rule, const char *reason,
    struct arena *temp);

/* What a finding of this rule, about two places that ought to say the same, has at the other
 * one, when one of them is here; false: there is none. */
bool report_other_place(struct cf_report *rep, const struct rule *rule, struct span at,
    struct cf_evidence *other);

/* ... or its suggestion is taken back: it may be another figure that is wrong */
void report_suggest_nothing(struct cf_report *rep, const struct rule *rule, struct span at,
    struct str relation);

/* the longest label, title or printed text that is kept, in bytes; what is longer is cut */
#define REPORT_LONGEST 300u

/* s with at most `longest` bytes, cut at a code point and ended with "..." */
struct str report_clip(struct arena *a, struct str s, size_t longest);

/* give every kept relation, in order, its fingerprint; `temp` is for working memory */
void report_fingerprints(struct cf_report *rep, struct arena *temp);

/* the table of this number, or NULL when it was not kept */
const struct report_table *report_table(const struct cf_report *rep, uint32_t number);
/* the place in its rows of a row of the table, from 1; t->nrows when it is not kept */
uint32_t report_table_row(const struct report_table *t, uint32_t row);

/* the tables and sentences that kept relations speak of; part of report_finish() */
void report_show(struct cf_report *rep, struct doc *doc, const struct facts *facts);

/*
 * After the end: findings for which `out` is true (NULL: of all) are taken out of a finished
 * report and off its counts. How many they are.
 */
size_t report_take_out(struct cf_report *rep,
    bool (*out)(void *ctx, const struct cf_report *rep, const struct cf_relation *rel), void *ctx);

/*
 * Once, at the end: lines and columns filled in, order by place then rule,
 * doubles among the findings removed and taken off the counts (same rule, same
 * place, same message; or what a rule that names the cells finds there too, with
 * the same computed), fingerprints given (made of rule, section path, labels,
 * stated, computed and the text spoken of; equal ones are told apart by their
 * order), the skips of the document taken over.
 */
void report_finish(struct cf_report *rep, struct doc *doc, const struct facts *facts);

#endif
