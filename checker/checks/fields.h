/*
 * What the front sheets of an agenda pack say: the labels of each report, read once
 * for all rules.
 */
#ifndef CF_CHECKS_FIELDS_H
#define CF_CHECKS_FIELDS_H

#include "checks/labels.h"
#include "facts/agenda.h"

/* the labels of a report (an index into the agenda's parts): of its front sheet, then of
 * its first blocks */
const struct labels *report_labels(struct run *run, size_t part);
/* the first of them that the selector means, or NULL */
const struct label *report_field(struct run *run, size_t part, const struct selector *label);

#endif
