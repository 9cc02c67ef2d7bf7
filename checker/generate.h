/*
 * crossfoot generate: manual pages and completions, made from the tables of commands,
 * options, checks and functions, so that what is added there is in them by itself.
 */
#ifndef CF_GENERATE_H
#define CF_GENERATE_H

#include "command.h"

/* manual.c: crossfoot(1); manual_rules.c: crossfoot-rules(5) */
void generate_manual(struct buf *b);
void generate_rules_manual(struct buf *b);
/* completion.c: for a shell */
void generate_bash(struct buf *b);
void generate_zsh(struct buf *b);
void generate_fish(struct buf *b);

/* ---- what manual pages are made of (mdoc) */

/* the head of a page, up to its NAME */
void manual_head(struct buf *b, const char *title, unsigned section, const char *name,
    const char *about);
/* a macro and its arguments as they are: ".Sh NAME" */
void manual_macro(struct buf *b, const char *line);
/* running text; nothing in it is markup */
void manual_text(struct buf *b, const char *text);
/* a line of an example */
void manual_line(struct buf *b, const char *text);
/* s as an argument of a macro */
void manual_argument(struct buf *b, const char *s);

#endif
