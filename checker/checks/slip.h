/* Slips of the pen in a word. */
#ifndef CF_CHECKS_SLIP_H
#define CF_CHECKS_SLIP_H

#include "base/str.h"

/*
 * Is one word the other with a slip inside it? A slip changes a letter inside the word, leaves
 * one out, doubles one, or swaps two. At its beginning ("Wales", "Males") and its end
 * ("Teacher", "Teaches") it rather makes another word. Capitals and a last s make no difference.
 */
bool is_slip(struct str a, struct str b);

#endif
