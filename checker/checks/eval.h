/*
 * Evaluating expressions: a typed tree and an environment in, a value out. What
 * is missing makes what needs it missing too, with the first reason; a statement
 * of it is unknown, unless the rest decides it alone.
 */
#ifndef CF_CHECKS_EVAL_H
#define CF_CHECKS_EVAL_H

#include "base/limits.h"
#include "base/map.h"
#include "checks/check.h"
#include "checks/value.h"

#define EVAL_EVIDENCE 256u	/* figures that one relation can name */
#define BYTES_OF_STEP 16u	/* of a text that is gone through, as much as one value */

/* A figure that was read on the way, and from where. */
struct seen {
	struct cell_ref from;
	struct figure figure;	/* its text and source spans are those of `from` */
};

/* Which rows or columns of a table a selector means, worked out once for each table. */
struct chosen {
	const struct table *table;
	const struct expr *selector;
	bool columns;
	uint32_t *at;
	uint32_t n;
};

#define KNOWN_COUNTS	12u

/* How many texts hold a pattern, or a text in those from `from` on: counted once for a rule,
 * since the same is asked for each match. */
struct known_count {
	const struct pattern *pattern;	/* NULL: it is a text */
	struct str text;
	size_t from;
	int64_t n;
};

struct eval {
	struct run *run;
	const struct rule *rule;
	struct value slot[SCOPE_NAMES];	/* the environment; see enum slot */
	/* figures read so far, in order, each place once; kept when `collect` */
	struct seen *seen;
	size_t nseen;
	bool collect;
	const char *doubt;	/* why what was read can be no finding; NULL: it can */
	uint32_t steps, thing_steps;	/* values worked out by this rule, and about this thing */
	bool spent;		/* it was noted that there are too many of them */
	struct known_count found[KNOWN_COUNTS];	/* what found() and occurs() gave last */
	uint32_t nfound;	/* how many were kept, the older ones overwritten */
	struct map answers;	/* checks/answers.h: what was asked of tables, and found */
	size_t nanswered;	/* tables in them */
	size_t notes;		/* how often a figure was read, whether collected or not */
	struct mentioned *mentioned;	/* checks/mentioned.h: indexes of tables; NULL at first */
	struct latest **latest;	/* checks/sentence.c: of each table; NULL at first */
	struct map known_stems, known_dates;	/* checks/functions_text.c: of texts, by their bytes */
	/* selectors worked out so far, by table: open addressing */
	struct chosen **chosen;
	size_t nchosen, nslots;
	/* captures as cells, whatever they are read as; of the match at hand, else not cleared */
	struct value raw[CF_MAX_CAPTURES + 1];
};

/* a footnote mark, or "about", on a figure: reasons for no finding */
extern const char doubt_marked[], doubt_approximate[];

/* for one rule at a time: all rules of a run have the same room, for it is large */
struct eval *eval_begin(struct run *run, const struct rule *rule);
/* forget what was read for the last thing */
void eval_next(struct eval *ev);

struct value eval(struct eval *ev, const struct expr *e);
/* count values that are to be worked out; false: the rule has used up what it may */
bool eval_spend(struct eval *ev, size_t steps);
extern const char why_too_much[];	/* the reason for what was not worked out then */
extern const char why_rounded[];	/* the reason for what may be true or not */

/* a cell or capture as a number, a text; absent with a reason when it is none */
struct value eval_number(struct eval *ev, struct value v);
struct value eval_text(struct eval *ev, struct value v);
/* the figure of a cell or capture; NULL with *why set when it has none */
const struct figure *eval_figure(struct eval *ev, const struct cell_ref *c, const char **why);

/* words before a captured figure that widen or turn it ("about", "over"), as the rule says */
void approximate(struct eval *ev, const struct cell_ref *c, const struct figure *f,
    struct number *n);
/* the number that a captured word stands for ("doubled"), as the rule says */
bool word_number(struct eval *ev, const struct cell_ref *c, struct number *n);

/* is a cell or capture a figure, with no words beside it? */
bool eval_is_figure(struct eval *ev, const struct value *v);

/* a figure was read: it is evidence, when evidence is collected; a mark makes it doubtful */
void eval_note(struct eval *ev, const struct cell_ref *c, const struct figure *f);

/* the call of a function; its arguments are evaluated */
struct value eval_call(struct eval *ev, const struct expr *e, const struct value *arg);

/* rows or columns of a table that a selector names */
const struct chosen *eval_choose(struct eval *ev, const struct table *t, const struct expr *selector,
    bool columns);

/* two values of one type: equal? */
enum truth eval_equal(struct eval *ev, struct value a, struct value b, const char **why);

/* a value in words, for messages */
struct str eval_words(struct eval *ev, const struct value *v);
/* an expression with its figures in the place of names: "17 + 4 + 3" */
struct str eval_render(struct eval *ev, const struct expr *e);

#endif
