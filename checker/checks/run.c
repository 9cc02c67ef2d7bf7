/* Rules in, one check after the other; what a check found is in the report. */
#include "checks/check.h"

#include <time.h>

/* a switch, so that the compiler asks for a check that is new in checks.def */
static check_fn *
check_of(enum check_kind kind)
{
	switch (kind) {
	case CHECK_TOTAL:
		return check_total;
	case CHECK_SHARE:
		return check_share;
	case CHECK_SUMS_TO:
		return check_sums_to;
	case CHECK_MEAN:
		return check_mean;
	case CHECK_CHANGE:
		return check_change;
	case CHECK_BREAKDOWN:
		return check_breakdown;
	case CHECK_BLOCKS:
		return check_blocks;
	case CHECK_DATE:
		return check_date;
	case CHECK_PATTERN:
		return check_pattern;
	case CHECK_RAG:
		return check_rag;
	case CHECK_TREND:
		return check_trend;
	case CHECK_CLAIM:
		return check_claim;
	case CHECK_COUNT:
		return check_count;
	case CHECK_AGREE:
		return check_agree;
	case CHECK_RANGES:
		return check_ranges;
	case CHECK_RELATION:
		return check_relation;
	case CHECK_REFERENCE:
		return check_reference;
	case CHECK_REQUIRE:
		return check_require;
	case CHECK_PAIR:
		return check_pair;
	case CHECK_SUPPRESSION:
		return check_suppression;
	case CHECK_RESTATED:
		return check_restated;
	case CHECK_VARIANT:
		return check_variant;
	case CHECK_KINDS:
		break;
	}
	return NULL;
}

/* nanoseconds of some clock; 0 when no time is to be taken */
static uint64_t
now(const struct run *run)
{
	struct timespec t;

	if (!run->time || clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void
run_rule(struct run *run, const struct rule *rule)
{
	check_of(rule->check)(run, rule);
	arena_reset(run->scratch);
	run->view_sums = NULL;
}

void
run_rules(struct run *run, const struct rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = rules->rule[i];
		struct cf_rule_count *count = report_rule(run->report, rule);
		uint64_t before = now(run);

		run_rule(run, rule);
		if (count != NULL)	/* rules add no others, so it still stands there */
			count->ns = now(run) - before;
	}
}

/* does the title of the section, or of one above it, match? */
static bool
section_matches(struct run *run, const struct selector *s, uint32_t section)
{
	while (section != NONE) {
		const struct section *at = &run->doc->sections[section];

		if (selector_matches(run->matcher, s, at->title.s))
			return true;
		section = at->parent;
	}
	return false;
}

bool
rule_wants_section(struct run *run, const struct rule *rule, uint32_t section)
{
	return !selector_is_set(&rule->in) || section_matches(run, &rule->in, section);
}

static bool
some_column_matches(struct run *run, const struct selector *one, const struct table *t)
{
	for (uint32_t c = 0; c < t->ncols; c++)
		if (selector_matches_column(run->matcher, one, &t->columns[c]))
			return true;
	return false;
}

static bool
some_row_matches(struct run *run, const struct selector *one, const struct table *t)
{
	for (uint32_t r = 0; r < t->nrows; r++)
		if (t->rows[r].label.n > 0 &&
		    selector_matches(run->matcher, one, t->rows[r].label))
			return true;
	return false;
}

bool
rule_wants_table(struct run *run, const struct rule *rule, const struct table *t)
{
	return rule_wants_section(run, rule, t->section) && filter_matches(run, &rule->table, t);
}

bool
filter_matches(struct run *run, const struct table_filter *f, const struct table *t)
{
	if (selector_is_set(&f->section) && !section_matches(run, &f->section, t->section))
		return false;
	if (selector_is_set(&f->caption) &&
	    !selector_matches(run->matcher, &f->caption, t->caption))
		return false;
	for (size_t i = 0; i < f->header.n; i++) {
		struct selector one = { &f->header.items[i], 1 };

		if (!some_column_matches(run, &one, t))
			return false;
	}
	for (size_t i = 0; i < f->rows.n; i++) {
		struct selector one = { &f->rows.items[i], 1 };

		if (!some_row_matches(run, &one, t))
			return false;
	}
	return true;
}
