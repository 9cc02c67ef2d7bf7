/*
 * Which figures of the tables a sentence may mean. A *measure* is a row or column
 * of figures along which periods stand ("2021/22", "2022/23"): what a sentence on
 * a change speaks of. Its words are its label, its header and its group row.
 */
#ifndef CF_CHECKS_SENTENCE_H
#define CF_CHECKS_SENTENCE_H

#include "checks/eval.h"

/*
 * The cells for a period, one for each measure; with `other`, of measures that have
 * one for that as well. They are those of the table that the sentence names, or else
 * of the nearest: in its section or below it, or just in a section it stands in.
 */
struct value sentence_measures(struct eval *ev, struct period p, const struct period *other);
/* of each measure in those tables the cell for its last period, if it has one before that */
struct value sentence_latest(struct eval *ev);
/* the cell of the same measure for the period before its own */
struct value sentence_earlier(const struct value *cell);
/* the cell of the same measure for another period */
struct value sentence_at(const struct value *cell, struct period p);
/*
 * All cells of the same measure, for periods as long as this one's, in their order;
 * with `since`, those from there to this one.
 */
struct value sentence_series(struct eval *ev, const struct value *cell,
    const struct period *since);
/* those of the cells whose measure the words of a text name */
struct value sentence_named(struct eval *ev, const struct value *list, struct str words);
/* the figures of total rows under headers whose words all stand in the text */
struct value sentence_totals(struct eval *ev, struct str words);
/* the one cell of a list, or one of several with the same figure */
struct value sentence_only(struct eval *ev, const struct value *list);

#endif
