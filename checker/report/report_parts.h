/*
 * What report_add() and its like are made of, for report.c, words.c and withdraw.c only. Strings
 * are copied into the report's arena; where its memory ran out they are "".
 */
#ifndef CF_REPORT_REPORT_PARTS_H
#define CF_REPORT_REPORT_PARTS_H

#include "report/report.h"

/* ---- report.c */

const char *report_copy(struct cf_report *rep, struct str s);
/* cut to REPORT_LONGEST */
const char *report_copy_clipped(struct cf_report *rep, struct str s);
/* the count of a rule; NULL: it was not run. Rules run one after the other, so it is mostly the
 * last */
struct cf_rule_count *report_find_count(const struct cf_report *rep, const struct rule *rule);
/* the same, made when it is not there; NULL when memory ran out */
struct cf_rule_count *report_count_of(struct cf_report *rep, const struct rule *rule);

/* ---- words.c */

/* the text of the source, as far as it is worth repeating */
struct str report_printed(struct cf_report *rep, struct span at);
/*
 * A finding speaks its rule's message. Anything else is only listed, so it is
 * called by the rule's title: the message would say that something is wrong.
 */
const char *report_message(struct cf_report *rep, const struct outcome *o);
/* what to do about it: only a finding has that; else "" */
const char *report_help(struct cf_report *rep, const struct outcome *o);

#endif
