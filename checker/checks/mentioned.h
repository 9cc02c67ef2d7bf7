/*
 * Tables that have a row whose label mentions the words of a sentence, by an index of the
 * words of labels: for filters such as
 *
 *	tables("/20\d\d/").filter(t, t.rows.exists(r, mentions(r.label, what) && ...))
 *
 * which otherwise would go through all rows of all tables for each sentence.
 */
#ifndef CF_CHECKS_MENTIONED_H
#define CF_CHECKS_MENTIONED_H

#include "checks/eval.h"

/* The tables of such a filter for which its body holds. False: it is no such filter, and was
 * not worked out. */
bool mentioned_filter(struct eval *ev, const struct expr *filter, const struct value *list,
    struct value *out);

#endif
