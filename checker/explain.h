/*
 * crossfoot explain: pages about rules, checks and functions, made from the rule
 * files and the tables of the rule language alone.
 */
#ifndef CF_EXPLAIN_H
#define CF_EXPLAIN_H

#include "command.h"
#include "rules/kinds.h"

/* a check: what it states, its parameters, the rules that use it */
void explain_check(struct buf *b, const struct kind *kind, const struct rules *rules);
/* the functions of expressions */
void explain_functions(struct buf *b);

/* ---- what the pages are made of */

/* an empty line and a heading */
void page_heading(struct buf *b, const char *heading);
/* running text, in lines that are not too long, each behind `indent` spaces */
void page_text(struct buf *b, size_t indent, struct str s);
/* lines as they are, each behind `indent` spaces; what they all begin with is left out */
void page_lines(struct buf *b, size_t indent, struct str s);

/* what may be the value of a key, in words */
void page_type(struct buf *b, const struct param *p);
/* the keys of the maps that are its value; NULL: none that need words */
const struct param *params_inside(const struct param *p);
/* how a function is called */
void page_call(struct buf *b, const struct function_help *f);
/* a key of rules: what may be its value, and what it is for */
void page_param(struct buf *b, const struct param *p);
/* is it a parameter that any rule may set, and not its name or words? */
bool is_setting(const struct param *p);

#endif
