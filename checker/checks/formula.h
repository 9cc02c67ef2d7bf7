/*
 * Labels that say how their figures come about: "C = A - B", "8. Disposable income (6-7)",
 * "Total (1+2+3)", "(a) - (b)". The names are those that other labels of the table begin
 * with: "A.", "6)", "(b)".
 */
#ifndef CF_CHECKS_FORMULA_H
#define CF_CHECKS_FORMULA_H

#include "checks/runs.h"

#define FORMULA_TERMS 12u	/* of one label */

/* The terms of a formula, in order; names are pieces of the label. */
struct formula {
	struct str name[FORMULA_TERMS];
	bool minus[FORMULA_TERMS];
	uint32_t n;
	bool range;	/* two names with a dash or "to" between them: perhaps from one to the other */
};

/* the name that a label begins with; empty: none */
struct str label_name(struct str label);
/* the formula that a label has; false: none */
bool label_formula(struct str label, struct formula *out);

/*
 * Each formula of the items as a sum: "X = A - B" is the total A of X and B. Of what may be a
 * difference or "6 to 9" the one is proposed that holds in more lines. Formulas in which more
 * than one name is added while another is taken off are no sums, and left out.
 */
void find_formulas(const struct matrix *m, struct arena *a, trial_fn *fn, void *arg);

#endif
