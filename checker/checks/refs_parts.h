/*
 * What refs_begin() is made of, for refs.c and the files refs_*.c only. All of it fills in
 * one struct refs, from whose arena, with `oom` set, everything is taken.
 */
#ifndef CF_CHECKS_REFS_PARTS_H
#define CF_CHECKS_REFS_PARTS_H

#include "checks/refs.h"

/* refs_index.c: the node of a path in a group, made when it is not there; it stays where it is
 * until the next one is made. The path is kept as it is. */
struct node *refs_put(struct refs *r, uint32_t group, struct str path);

/* refs_dates.c: bounds where the text says a date: by `dated:`, by patterns without a key, or
 * by headings */
void refs_bound_by_dates(struct refs *r);
/* does the pattern say what a date stands over, and define nothing itself? */
bool refs_is_dating(const struct place_pattern *p);

/* refs_groups.c: a group begins (or goes on) at this byte of the source */
void refs_add_bound(struct refs *r, uint32_t offset, uint32_t group);
/* the groups, by the rule's `scope`; bounds are in order from then on */
void refs_find_groups(struct refs *r);
/*
 * Where the first of all is defined again, or many in a row are, the numbers of another
 * report begin. They go on to where a report begins by itself. For definitions in order.
 */
void refs_bound_by_restarts(struct refs *r);

/* refs_define.c: what one pattern of the rule defines, as it is found; groups are not known yet */
void refs_define(struct refs *r, const struct place_pattern *p);

/* refs_nest.c: definitions in order get their groups, and paragraphs the path of the key they
 * stand under; those under none, and what two patterns found, are dropped */
void refs_nest(struct refs *r);

#endif
