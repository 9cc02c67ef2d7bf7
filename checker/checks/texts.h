/*
 * Every text of the document, each once: headings, paragraphs, list items, code
 * and cells. What repeats on every page (page marks, running headers) is there
 * the first time only. A rule takes those that its `where`, `in` and `table` want.
 */
#ifndef CF_CHECKS_TEXTS_H
#define CF_CHECKS_TEXTS_H

#include "checks/check.h"

/* A text and where it stands. */
struct place {
	const struct text *text;
	const struct table *table;	/* NULL: not in a table */
	uint32_t section;
	uint32_t row;
	uint32_t col;
	uint8_t where;			/* enum where bits */
	bool noted;			/* that it is too long to be searched at once */
};

/* Is a place meant by a rule? Keeps the last answers, since places come in order. */
struct place_filter {
	struct run *run;
	const struct rule *rule;
	const struct table *table;
	uint32_t section;
	bool wants_table, wants_section;
};

void filter_begin(struct place_filter *f, struct run *run, const struct rule *rule);
bool filter_wants(struct place_filter *f, const struct place *p);

/* prose and code first, then cells, each in the order of the document; none is empty */
struct texts {
	struct place *place;
	uint64_t *classes;	/* of each: text_classes(). Apart, since most are looked at
				 * for this alone. */
	size_t n;
	/* which texts hold which of the strings that patterns need: those of word w of the
	 * finder are with[first[w] .. first[w + 1]), ascending; those of 0 hold what might
	 * be any string. All NULL: not known. */
	const struct needed *needed;
	uint32_t *first, *with;
	/* where they stand, of those with which matches begin: of text i start[begin[i]] to
	 * start[begin[i + 1]], in the order of their ends */
	struct text_start {
		uint16_t at, word;
	} *start;
	size_t nstarts, startcap;
	uint32_t *begin;
	uint64_t *odd;		/* one bit for each text: there may be others that are not known */
};

/* One bit for each text that may have a match of the pattern, from scratch; NULL: any may. */
const uint64_t *texts_wanted(struct run *run, const struct texts *t, const struct pattern *p);

/* Where matches of a pattern may begin; see texts_starts(). */
struct starts {
	const struct texts *texts;
	const uint64_t *wanted;		/* one bit for each word of the finder; NULL: not known */
	bool at_line, at_word;		/* see rules/literals.h */
	size_t *at;			/* in one text, ascending */
	size_t n, cap;
};

void texts_starts(struct run *run, const struct texts *t, const struct pattern *p,
    struct starts *s);
/* those in one text; false when a match may begin anywhere in it */
bool starts_in(struct run *run, struct starts *s, size_t text);

/* collected when they are first asked for */
struct texts *texts_of(struct run *run);

/* an outcome that speaks of bytes [from, to) of the text */
struct outcome outcome_in(const struct rule *rule, const struct place *p, size_t from, size_t to);

#endif
