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
/* the cell of the same measure for another period */
struct value sentence_at(const struct value *cell, struct period p);
/* all cells of the same measure, for periods as long as this one's, in their order */
struct value sentence_series(struct eval *ev, const struct value *cell);
/* those of the cells whose measure the words of a text name */
struct value sentence_named(struct eval *ev, const struct value *list, struct str words);
/* the figures of total rows under headers whose words all stand in the text */
struct value sentence_totals(struct eval *ev, struct str words);
/* the one cell of a list, or one of several with the same figure */
struct value sentence_only(struct eval *ev, const struct value *list);

#endif
