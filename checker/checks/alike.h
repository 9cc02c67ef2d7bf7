/*
 * Names that are the same but for little: "Book Bus" and "BookBus", "Carer's Centre"
 * and "Carers Centre", "ADDvance" and "Addvance"; titles with a word more or less.
 */
#ifndef CF_CHECKS_ALIKE_H
#define CF_CHECKS_ALIKE_H

#include "checks/texts.h"

/* One way to write a name that is written in another way more often. */
struct alike {
	const struct place *place;	/* the first one */
	size_t from, to;
	size_t others;			/* places of this way */
	struct str right;		/* as first printed */
	const struct place *right_place;
	size_t right_from, right_to;
	size_t times;			/* places of the right way */
};

struct alikes {
	struct alike *item;
	size_t n, cap;
	size_t compared;		/* names that stand in several places */
	bool cut;			/* too many names; the others were not looked at */
};

/* by the rule's `but_for`; in the memory of `scratch` */
void alike_find(struct run *run, const struct rule *rule, struct alikes *out);

#endif
