/* A repair as a finding: at its own cell, in the place of all that it explains. */
#ifndef CF_CHECKS_MENDED_H
#define CF_CHECKS_MENDED_H

#include "checks/repair.h"

void report_repair(struct graph *g, const struct repair *p);
/* a repair, but another figure may be the wrong one: one finding, and no suggestion */
void report_either(struct graph *g, const struct repair *p);

#endif
