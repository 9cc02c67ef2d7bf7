/*
 * A figure put right, and what becomes of the relations that it stands in: which hold that
 * failed, which fail all the same. One that held must not be broken.
 */
#ifndef CF_CHECKS_REPAIR_H
#define CF_CHECKS_REPAIR_H

#include "checks/graph.h"
#include "checks/judge.h"

#define MAX_STEPS 5000000u	/* figures that are visited in one table; then the findings
				 * stay as they are */

/* A figure, put right, with what that comes to. */
struct repair {
	struct member cell;
	struct figure with;
	size_t mended;		/* relations that failed and now hold */
	size_t borne;		/* others that were off by more than rounding, and now hold */
	int bits;		/* what those are worth, without the best of them */
	size_t left;		/* relations that fail all the same: more is wrong there */
	bool slip;		/* a slip of the pen away from what is printed */
	struct report_evidence other;	/* where else in the document its value stands; role NULL:
				 * nowhere */
	bool close;		/* rounding could explain all that it mends */
};

/* the relation with `with` in the place of `f` */
struct fit_result fit_with(struct graph *g, const struct relation *r, const struct figure *f,
    const struct figure *with);

/* What becomes of a relation. */
enum effect {
	EFFECT_NONE,	/* nothing: it holds as before, or says nothing either way */
	EFFECT_BROKEN,	/* it held, or nearly, and does not any more */
	EFFECT_MENDED,	/* it failed and now holds */
	EFFECT_BORNE,	/* it was undecided or taken for rounding, far off, and now holds */
	EFFECT_LEFT	/* it fails all the same */
};

/* `p` needs no more than its cell and value */
enum effect effect_of(struct graph *g, const struct relation *r, const struct repair *p);
/* does it hold now, and did not? */
bool is_explained(struct graph *g, const struct relation *r, const struct repair *p);
/* the value of `f` with which the relation holds, when only one comes into question */
bool repair_solve(struct graph *g, const struct relation *r, const struct figure *f,
    struct figure *out);
/* counts what becomes of the relations that its figure stands in; false: one that holds
 * would not any more */
bool repair_try(struct graph *g, struct repair *p);
/* how much speaks for it: first the relations that it explains, then that it leaves few
 * unexplained; 0: more than it explains */
size_t repair_weight(const struct repair *p);

#endif
