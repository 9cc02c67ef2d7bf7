/*
 * What was asked of the tables of a document, and found. Filters such as
 *
 *	tables("/20\d\d/").filter(t, contains(t.section.title, what))
 *
 * are asked for each match, and of many matches with the same words: of all tables it is
 * asked once, and the answer is kept while the rule runs. Only answers are kept that come of
 * what is asked alone: not of the place of the match, nor of figures that are evidence.
 */
#ifndef CF_CHECKS_ANSWERS_H
#define CF_CHECKS_ANSWERS_H

#include "checks/eval.h"

/* What is asked, in bytes that live as long as the thing at hand: a filter of a list that is
 * kept itself, or (list NULL) an expression that always gives the same. Empty: its answer
 * cannot be kept. */
struct str answers_question(struct eval *ev, const struct expr *e, const struct value *list);
/* NULL: it is not known */
const struct value *answers_find(const struct eval *ev, struct str question);
/* *answer becomes the one that is kept, if it can be; of an expression that always gives the
 * same it is */
void answers_keep(struct eval *ev, struct str question, struct value *answer);

#endif
