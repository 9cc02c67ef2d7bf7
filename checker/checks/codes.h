/*
 * What codes stand for: "3 - Not Improving", as a small table of two columns says it that
 * stands above the table with the codes.
 */
#ifndef CF_CHECKS_CODES_H
#define CF_CHECKS_CODES_H

#include "checks/check.h"

/* what the last such table up to a block says of a code; "" when none explains it */
struct str codes_meaning(struct run *run, struct str code, uint32_t block);

#endif
