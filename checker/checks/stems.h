/*
 * The words of a text that carry its meaning, without their endings: "Referrals
 * received" and "to receive a referral" are the same. For telling which row or
 * column a sentence speaks of.
 */
#ifndef CF_CHECKS_STEMS_H
#define CF_CHECKS_STEMS_H

#include "base/str.h"

#define MOST_STEMS 64u	/* of one text; what comes after them is left out */

struct stems {
	uint64_t at[MOST_STEMS];
	size_t n;
	bool all;	/* none was left out */
};

void stems_begin(struct stems *w);
void stems_add(struct stems *w, struct str s);
bool stems_has(const struct stems *w, uint64_t stem);
/* are all of `part`, of which there is one at least, in `whole`? */
bool stems_within(const struct stems *part, const struct stems *whole);

#endif
