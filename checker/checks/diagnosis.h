/*
 * Which figure is wrong: a wrong figure mostly breaks more than one relation of its
 * table, its row total, its column total, its share. When one figure, put right,
 * makes relations hold that fail, and breaks none that hold, it is reported once,
 * at its own cell, in the place of all of them (field notes C4).
 */
#ifndef CF_CHECKS_DIAGNOSIS_H
#define CF_CHECKS_DIAGNOSIS_H

#include "checks/check.h"

/* after all rules have run: look at each table in which relations failed */
void diagnose(struct run *run, const struct rules *rules);

#endif
