/*
 * crossfoot fix: what is suggested is put in, where nothing else can be wrong, one thing alone
 * is suggested for a place, and the report with it has no finding that it had not before.
 *
 * fix.c takes one file after the other through the steps below. What a step finds out about
 * the file stands in `struct fix_one`, in memory of `work`, which the next file takes anew.
 * Where that runs out the user is told, or what speaks for an edit is not kept: then less is put
 * in, never more.
 */
#ifndef CF_FIX_H
#define CF_FIX_H

#include "diff.h"
#include "sift.h"

/* An edit, the finding that proposes it, and how many propose it. */
struct fix_proposal {
	struct edit edit;
	const struct cf_relation *rel;
	size_t meant;
	bool taken;
};

/* Why suggestions of a file were left. */
struct fix_left {
	size_t doubtful;	/* it may be something else that is wrong */
	size_t several;		/* for one place, or for places that overlap */
	size_t markup;		/* text that means something else where it would stand */
	size_t worse;		/* with it something else does not agree */
	size_t known;		/* findings in the baseline, whose suggestions are not looked at */
};

/* A suggestion that was left, and why. */
struct fix_passed {
	const struct cf_relation *rel;
	const char *why;
};

/* Where a figure stands. */
struct fix_span {
	size_t from, to;
};

/* A finding without any edit: what tells it from others. */
struct fix_found {
	const char *rule, *message;
	char fingerprint[17];
};

/* One file. */
struct fix_one {
	struct fix_span *witness;	/* what takes part in something that holds; by place */
	size_t nwitnesses, witnesscap;
	struct fix_span *blame;		/* what findings are about; by place */
	size_t nblames, blamecap;
	struct fix_found *found;	/* without any edit, by rule and message */
	size_t nfound, foundcap;
	struct fix_proposal *proposal;	/* by place */
	size_t nproposals, proposalcap;
	struct edit *edit;		/* those that are taken, or tried */
	size_t nedits;
	unsigned tries;
	struct fix_passed *passed;
	size_t npassed, passedcap;
	struct fix_left left;
};

struct fixing {
	const struct options *options;
	struct plans plans;
	struct sift sift;
	struct ignore ignore;
	struct arena work;	/* of one file, without `oom` */
	struct buf old, new;	/* its text, and the same with the edits */
	struct fix_one one;
	bool changes, failed;
};

/* ---- fix.c */

/* tell of it on stderr: the run is not complete */
void fix_fail(struct fixing *x, enum cf_status st, const char *path, const char *why);

/* ---- fix_doubt.c: what else may be wrong */

/* what findings are about, those in the baseline too: a figure that one of them calls wrong
 * bears out nothing, whatever else it agrees with. Of the report before it is sifted; false when
 * memory ran out, which was told: nothing may be put in then */
bool fix_find_blames(struct fixing *x, const struct cf_report *rep);
/* the figures of what holds */
void fix_find_witnesses(struct fixing *x, const struct cf_report *rep);
/* Why may something else be wrong than the text at the place? NULL: nothing can. */
const char *fix_doubt(const struct fixing *x, const struct plan *plan,
    const struct cf_relation *rel);

/* ---- fix_gather.c: which suggestions */

/* the suggestions that are beyond doubt; the others are passed */
void fix_gather(struct fixing *x, const struct plan *plan, const struct cf_report *rep);
/* of proposals whose places overlap: one when all say the same of the same place, else none */
void fix_keep_clear(struct fixing *x);
/* a suggestion is left; the reason is not copied */
void fix_pass(struct fixing *x, const struct cf_relation *rel, const char *why);

/* ---- fix_try.c: whether they mend it */

/* the findings of the report without any edit, before it is sifted */
void fix_find_before(struct fixing *x, const struct cf_report *rep);
/* take the proposals [lo, hi) on top of those that are taken: all, or those of them that mend
 * the report */
void fix_take(struct fixing *x, const struct plan *plan, const struct cf_input *in, size_t lo,
    size_t hi);
/* x->new with what is taken and the proposals [lo, hi), in `edit`, which has room for all
 * proposals; how many findings they are meant for. `new` remembers when memory runs out */
size_t fix_put_in(struct fixing *x, size_t lo, size_t hi);

/* ---- fix_tell.c: the diff on stdout, all else on stderr */

void fix_print_diff(struct fixing *x, const char *path);
/* "3 places mended; left: 1 suggestion in doubt", and which */
void fix_note(struct fixing *x, const char *path);
/* a file without lines: nothing is put in, but what could be is not passed over in silence */
void fix_note_left_alone(const struct fixing *x, const char *path, const struct cf_report *rep);

#endif
