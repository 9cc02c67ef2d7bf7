/*
 * The checks: each takes one rule and the facts of one document and reports
 * every relation it tried. A check knows nothing of file formats or writers.
 */
#ifndef CF_CHECKS_CHECK_H
#define CF_CHECKS_CHECK_H

#include "report/report.h"

struct run {
	const struct doc *doc;
	const struct facts *facts;
	struct cf_report *report;
	struct matcher *matcher;
	const struct rules *rules;	/* all that were loaded; NULL: not known */
	struct arena *scratch;		/* reset after each rule */
	struct arena *item;		/* reset after each thing that a rule speaks of */
	struct arena *relations;	/* checks/diagnosis.c: those of one table, while rules run */
	bool time;			/* take the time of each rule */
	const struct table *only;	/* rules go through this table alone; NULL: all */
	struct table_sums *sums;	/* checks/sums.h: what adds up, per table; NULL at first */
	uint8_t *unsure;		/* checks/total.c: sums that are far off, but undecided, per
					 * table, at most 255; NULL at first */
	uint8_t *no_ratios;		/* checks/ratios.c: where none were found, per table */
	struct texts *texts;		/* checks/texts.h: every text; NULL at first */
	const struct capitals *capitals;	/* checks/capitals.h: capitalised words; NULL at first */
	struct eval *eval;	/* checks/eval.h: room for it; NULL at first */
	const struct acronyms *acronyms;	/* checks/acronym.h: in brackets; NULL at first */
	struct view_sums *view_sums;	/* checks/sums.h: the same of the last joined table */
	struct captions *captions;	/* checks/nearby.h: tables by number; NULL at first */
	struct total_columns *total_columns;	/* checks/sentence.h; NULL at first */
	struct by_section *tables_by_section, *texts_by_section;	/* checks/within.h; NULL at first */
	struct codes *codes;		/* checks/codes.h: what keys say of them; NULL at first */
	struct labels *labels;		/* checks/lookup.c: of rows and columns; NULL at first */
	const struct cf_bundle *bundle;	/* what other documents state; NULL: it is alone */
	struct cf_bundle *into;		/* only collect what it states, for others; else NULL */
	struct report_labels *fields;	/* checks/fields.h: of front sheets; NULL at first */
	struct found_dates *dates;	/* checks/date.c: all dates; NULL at first */
};

typedef void check_fn(struct run *run, const struct rule *rule);

check_fn check_total;
check_fn check_share;
check_fn check_sums_to;
check_fn check_mean;
check_fn check_change;
check_fn check_breakdown;
check_fn check_blocks;
check_fn check_date;
check_fn check_pattern;
check_fn check_rag;
check_fn check_trend;
check_fn check_claim;
check_fn check_count;
check_fn check_agree;
check_fn check_ranges;
check_fn check_relation;
check_fn check_reference;
check_fn check_require;
check_fn check_pair;
check_fn check_suppression;
check_fn check_variant;
check_fn check_restated;

/* every rule in turn */
void run_rules(struct run *run, const struct rules *rules);
void run_rule(struct run *run, const struct rule *rule);

/* is the rule meant for this section (`in:`)? for this table (`in:`, `table:`)? */
bool rule_wants_section(struct run *run, const struct rule *rule, uint32_t section);
bool rule_wants_table(struct run *run, const struct rule *rule, const struct table *t);
/* does a table match all that a filter says? */
bool filter_matches(struct run *run, const struct table_filter *f, const struct table *t);
/*
 * The first table from *i on that the rule is meant for, or NULL; *i goes past it.
 * With `join:` it is one of several that were set side by side (checks/join.c).
 */
const struct table *rule_table_after(struct run *run, const struct rule *rule, size_t *i);
/* the same; what is in scratch, from the table before, is given back */
const struct table *rule_next_table(struct run *run, const struct rule *rule, size_t *i);

#endif
